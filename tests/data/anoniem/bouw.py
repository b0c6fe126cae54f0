#!/usr/bin/env python3
"""Builds zinnen.jsonl from bron/zinnen_bron.txt and checks all three files."""
import json, random, re, collections, unicodedata, sys, pathlib
H = pathlib.Path(__file__).parent
K = dict(B="bsn", T="telefoon", E="e-mail", P="postcode", D="datum", H="huisnummer",
         K="kenteken", I="iban", N="naam", L="initialen", W="netwerk", S="pseudoniem")
R = random.Random(20240)

def elf(s):
    s = s.zfill(9)
    return len(s) == 9 and (sum(int(c) * w for c, w in zip(s, (9, 8, 7, 6, 5, 4, 3, 2, -1))) % 11 == 0)
def rek_elf(s):  # old bank-account eleven test, used only to avoid plausible accounts
    return sum(int(c) * w for c, w in zip(s, range(10, 0, -1))) % 11 == 0
def mod97(s):
    s = re.sub(r"[^0-9A-Za-z]", "", s).upper()
    return int("".join(str(int(c, 36)) for c in s[4:] + s[:4])) % 97
def cijfers(n, ok):
    while True:
        s = str(R.randint(1, 9)) + "".join(str(R.randint(0, 9)) for _ in range(n - 1))
        if ok(s): return s
def vul(vorm, s, teken="#"):
    it = iter(s); return re.sub(re.escape(teken), lambda m: next(it), vorm)
def bsn(v): return vul(v, cijfers(v.count("#"), elf))
def iban(v):
    n = v.count("#")
    v = vul(v, cijfers(n, lambda s: n != 10 or not rek_elf(s)))
    kaal = re.sub(r"[^0-9A-Za-z@]", "", v).upper().replace("@@", "00")
    c = 98 - mod97(kaal)
    return v.replace("@@", f"{c:02d}")

rijen = []
for r in (H / "bron/zinnen_bron.txt").read_text().splitlines():
    if not r.strip() or r.startswith("#"): continue
    r = r.replace("\\n", "\n")
    for n in (8, 9): r = r.replace(f"<{n}>", "".join(cijfers(n, lambda s: not elf(s)))) if f"<{n}>" in r else r
    v = []
    def sub(m):
        k, t = m.group(1), m.group(2)
        if k == "B": t = bsn(t)
        if k == "I": t = iban(t)
        v.append({"soort": K[k], "tekst": t}); return t
    zin = re.sub(r"\{([A-Z]):([^}]*)\}", sub, r)
    assert "{" not in zin and "#" not in zin and "@@" not in zin and "<" not in zin, zin
    rijen.append({"zin": unicodedata.normalize("NFC", zin), "vondsten": v})
with open(H / "zinnen.jsonl", "w") as f:
    for r in rijen: f.write(json.dumps(r, ensure_ascii=False) + "\n")

# ---------- checks, on the files as written
fout = []
rijen = [json.loads(l) for l in open(H / "zinnen.jsonl")]
eigen = json.load(open(H / "eigen.json"))
tel, gezien = collections.Counter(), set()
eigenwoord = [re.sub(r"^(wijkteam|stichting de|kinderopvang|basisschool de|ggz|jeugdbescherming|vrouwenopvang|huisartsenpraktijk|advocatenkantoor|thuiszorg|veilig thuis|politie basisteam|sociaal team|maatjesproject|vso) ", "", o.lower()) for o in eigen["organisaties"]]
eigenwoord += [c.split()[-1].lower() for c in eigen["contacten"]]
for r in rijen:
    z = r["zin"]
    if z in gezien: fout.append(("dubbel", z))
    gezien.add(z)
    c = collections.Counter(v["tekst"] for v in r["vondsten"])
    p = 0
    for v in r["vondsten"]:
        i = z.find(v["tekst"], p)
        if i < 0: fout.append(("niet op volgorde/geen substring", z, v))
        p = i + len(v["tekst"])
        tel[v["soort"]] += 1
        if v["soort"] == "bsn" and not elf(re.sub(r"\D", "", v["tekst"])): fout.append(("elf", v))
        if v["soort"] == "iban" and mod97(v["tekst"]) != 1: fout.append(("mod97", v))
    for t, n in c.items():
        if z.count(t) != n: fout.append(("aantal keer", z, t, n))
    rest = z
    for t in sorted(c, key=len, reverse=True): rest = rest.replace(t, "§" * len(t))
    for w in eigenwoord:
        if w in rest.lower() and "de bakker" not in rest: fout.append(("eigen woord niet genoemd", z, w))
    for m in re.findall(r"(?<!\d)\d{8,9}(?!\d)", rest):
        if elf(m): fout.append(("elf onbedoeld", z, m))
    r["_rest"] = rest
leeg = sum(not r["vondsten"] for r in rijen)
print("zinnen", len(rijen), "met vondst", len(rijen) - leeg, "zonder", leeg, "met 2+", sum(len(r["vondsten"]) > 1 for r in rijen))
for k in K.values(): print(f"  {k:12} {tel[k]}")
print("  totaal      ", sum(tel.values()))
if "-v" in sys.argv:   # mid-sentence capitals left over outside the findings, to look at by eye
    for r in rijen:
        for m in re.finditer(r"(?<=[a-z0-9,;)] )[\"'(]?[A-ZÀ-Ž][\w'-]*", r["_rest"]):
            print("hoofdletter:", m.group(), "|", r["zin"].replace("\n", "\\n"))
p = H / "proza.txt"
if p.exists():
    t = p.read_text()
    print("proza woorden", len(re.findall(r"\S*\w\S*", t)))
    al = [x for x in t.split("\n") if len(x) > 25]
    for x, n in collections.Counter(al).items():
        if n > 1: fout.append(("alinea dubbel", x))
    low = t.lower()
    for w in eigenwoord + [q.lower() for q in eigen["pseudoniemen"]] + [q.lower().replace("-", " ") for q in eigen["pseudoniemen"]]:
        if re.search(r"(?<!\w)" + re.escape(w), low): print("  eigen woord in proza:", w)
    mnd = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
    for pat in (r"\d{6,}", r"\S+@\S+", r"(?<!\d)[1-9]\d{3} ?[A-Z]{2}(?!\w)", r"\d{1,2}e? (?:%s)\w*" % mnd, r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}",
                r"\w+(?:straat|laan|weg|plein|dijk|kade) \d+", r"(?<!\w)(?<!\.)[A-Z]\.(?!\w)", r"(?i)(?<!\w)(?:mw|mevr|dhr|mevrouw|meneer|de heer)\.? [A-Z]"):
        for m in re.finditer(pat, t): print("  bekijk in proza:", repr(t[max(0, m.start() - 25):m.end() + 15]))
    if "-p" in sys.argv:
        c = collections.Counter(m.group() for m in re.finditer(r"(?<=[a-z0-9,;)] )[\"'(]?[A-ZÀ-Ž][\w'-]*", t))
        print(c.most_common())
for k in ("organisaties", "contacten", "pseudoniemen"): print(k, len(eigen[k]), len(set(eigen[k])))
print("FOUTEN", len(fout)); [print("  ", f) for f in fout]
sys.exit(bool(fout))
