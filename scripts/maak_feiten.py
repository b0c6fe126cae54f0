#!/usr/bin/env python3
"""Make checklists/feiten.json from the domain files in ../shared/domein/ and docs/feiten-aanvulling.md.

    scripts/maak_feiten.py [--shared DIR]                write the file
    scripts/maak_feiten.py [--shared DIR] --controleer   compare only; exit 1 if it differs

Every fact gets its number, its certainty, its file, its addresses and, where the text says so, the facts that
correct it. `aandacht checklists controleer` refuses an item that is firmer than its weakest fact, so this script
is strict: it stops when a number is named but not found, found twice, or written in a way that it does not know.

Numbers

* F1.01, A1.01 ...  as written in meldcode.md and meldcode-aanvulling.md: a bullet `- **F1.01** ...` up to the next
                    bullet with a number or the next heading (tables included), or a table row that starts with one.
* F8.01 ...         the rows of the table in chapter 8 of meldcode.md, which carry no number there, in order.
* K2.4, I1.5 ...    a section (heading 3) of keten.md or intervisie.md. Its certainty is the weakest level in it.
* K2.4.1 ...        the parts of such a section. A line that names a level closes a part; what stood open before it
                    belongs to it; a `- bron:` line belongs to the part before it. Sections mix facts
                    with the writer's own designs (laag), so cite a part where the section as a whole is too weak.
* N2.01 ...         a part of an F or A fact, in docs/feiten-aanvulling.md: where one remark makes a whole fact weaker
                    than most of what it says. A part names its fact (`Deel van F2.22`), takes addresses of that fact
                    only, has a level that the fact itself names, and takes over what corrects the fact.
                    A fact that no domain file has stands there too, as `Nieuw feit`: it has its own addresses, and is
                    hoog only when two sites say it.
* KW.<slug>         a row of the dictionary, keten.md chapter 4; the slug is the first part of the term.
* M01, C01, W01     the codes that intervisie.md itself gives to methods, cases (headings) and exercises (rows).

Certainty

The weakest level (hoog > middel > laag) in the text after `zekerheid:` up to the end of the line. In the supplement
a bold remark about *other* facts follows there ("tilt F3.09 van middel naar hoog"): the text stops before it, and
before `Ontwerpgevolg`. A fact that names no level is laag, except where a file says it for a whole chapter:

* keten.md 1: column "wat het brondocument wil" is hoog, column "programma kan" is laag. The second column holds
  ideas for the program and no facts, so K1.x is hoog for what the document named in the row wants, nothing else.
* intervisie.md 4: the cases are invented, laag.
"""

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path
from urllib.parse import urlparse

REPO = Path(__file__).resolve().parent.parent
OUTPUT = REPO / "checklists" / "feiten.json"

LEVELS = ["laag", "middel", "hoog"]  # weakest first
SHORT = {"l": "laag", "m": "middel", "h": "hoog"}

NUMBER = r"[FA]\d{1,2}\.\d{2,3}"
BULLET = re.compile(rf"^- \*\*({NUMBER})\b")
ROW = re.compile(rf"^\|\s*({NUMBER})\b")
PART = re.compile(r"^- \*\*(N\d{1,2}\.\d{2})\*\* ")
URL = re.compile(r"https?://[^\s\]\[|;)(»«<>,]+")


class Trouble(Exception):
    """Something in a domain file that this script cannot read."""


# --- small helpers -------------------------------------------------------------------------------------------------

def natural(number):
    """Sort F2.9 before F2.10 and F4.99 before F4.100."""
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.findall(r"\d+|\D+", number)]


def slug(text):
    """Kebab-case ASCII."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def cells(line):
    return [c.strip() for c in line.strip().strip("|").split("|")]


def is_rule(line):
    """The |---|---| line under a table head."""
    return bool(re.fullmatch(r"\|[\s|:-]+\|", line.strip()))


def words(text):
    return re.findall(r"\b(hoog|middel|laag)\b", text)


def weakest(levels, default="laag"):
    return min(levels, key=LEVELS.index) if levels else default


def addresses(text):
    """All web addresses, in order, each once. Addresses that the text says not to publish stay out."""
    text = re.sub(r"\[[^\]]*niet publiceren[^\]]*\]", "", text)
    found = (u.rstrip(".") for u in URL.findall(text))
    return list(dict.fromkeys(found))


def certainty_texts(text):
    """What stands after each `zekerheid:`, without the remarks about other facts that may follow it."""
    found = re.findall(r"zekerheid:\s*(.*)", text)
    return [re.split(r"\*\*|Ontwerpgevolg", t)[0] for t in found]


def corrections(text):
    found = re.findall(rf"\b(?:gecorrigeerd of aangevuld: zie|aangevuld:)\s+({NUMBER}(?:,\s*{NUMBER})*)", text)
    return [n for group in found for n in re.findall(NUMBER, group)]


def expand(text):
    """Numbers in a text; "A9.01–A9.02" counts as everything from the one to the other."""
    result = []
    for first, last in re.findall(rf"({NUMBER})(?:\s*[–-]\s*({NUMBER}))?", text):
        if last and last.split(".")[0] == first.split(".")[0]:
            head, width = first.split(".")[0], len(first.split(".")[1])
            result += [f"{head}.{n:0{width}}" for n in range(int(first.split(".")[1]), int(last.split(".")[1]) + 1)]
        else:
            result += [n for n in (first, last) if n]
    return result


def fact(number, level, source, text, replaced=()):
    return {
        "nummer": number,
        "zekerheid": level,
        "bestand": source,
        "vindplaatsen": addresses(text),
        "vervangen_door": list(dict.fromkeys(replaced)),
        "tekst": text,  # only for the steps below; not written
    }


# --- meldcode.md and meldcode-aanvulling.md ------------------------------------------------------------------------

def read_numbered(name, text, _options):
    facts, block, number, chapter, row8 = [], [], None, "", 0

    def close():
        if number:
            whole = "\n".join(block)
            parts = certainty_texts(whole)
            if not parts:
                raise Trouble(f"{name}: {number} has no `zekerheid:`")
            facts.append(fact(number, weakest([w for p in parts for w in words(p)]), name, whole, corrections(whole)))

    for at, line in enumerate(text.splitlines(), 1):
        bullet, row = BULLET.match(line), ROW.match(line)
        if line.startswith("#") or line.strip() == "---" or bullet:
            close()
            number, block = None, []
        if line.startswith("## "):
            chapter = line[3:].split(".")[0].strip()
        if bullet:
            number = bullet.group(1)
        elif re.match(r"^\s*(?:[-*]\s|\*\*)\s*\**[FA]\s?\d", line) or (re.match(r"^\|\s*[FA]\s?\d", line) and not row):
            raise Trouble(f"{name}:{at}: this looks like the start of a fact, but not as `- **F1.01** ...`")
        if number:
            block.append(line)
        elif row and chapter != CORRECTION_CHAPTER.get(name):
            last = cells(line)[-1]
            facts.append(fact(row.group(1), weakest(words(last)), name, line, corrections(line)))
        elif name == "meldcode.md" and chapter == "8" and line.startswith("|") and not is_rule(line):
            if cells(line)[-1] != "zekerheid":  # not the head of the table
                row8 += 1
                facts.append(fact(f"F8.{row8:02}", weakest(words(cells(line)[-1])), name, line))
    close()
    return facts


# The supplement ends with a table of corrections: its rows start with a number but are no facts.
CORRECTION_CHAPTER = {"meldcode-aanvulling.md": "11"}


def apply_corrections(facts, text):
    """The table of corrections in the supplement: | F9.09 | was | becomes | A9.01–A9.02 |."""
    by_number = {f["nummer"]: f for f in facts}
    chapter, rows = "", 0
    for line in text.splitlines():
        if line.startswith("## "):
            chapter = line[3:].split(".")[0].strip()
        if chapter != "11" or not ROW.match(line):
            continue
        rows += 1
        row = cells(line)
        old, new = re.findall(NUMBER, row[0]), expand(row[-1])
        if not new:
            raise Trouble(f"meldcode-aanvulling.md: correction without a new fact: {line}")
        if "§8" in row[0]:  # the rows of chapter 8 that rest on the facts named beside it
            old += [f["nummer"] for f in facts
                    if f["nummer"].startswith("F8.") and any(o in cells(f["tekst"])[2] for o in old)]
        for o in old:
            known = by_number[o]["vervangen_door"]
            known += [n for n in new if n not in known]
    if not rows:
        raise Trouble("meldcode-aanvulling.md: the table of corrections (chapter 11) was not found")


def check_numbers(facts, texts):
    """Every F and A number that the two meldcode files name must be found, and exactly once."""
    found = [f["nummer"] for f in facts]
    double = sorted({n for n in found if found.count(n) > 1}, key=natural)
    if double:
        raise Trouble(f"found more than once: {', '.join(double)}")
    named = {n for text in texts for n in re.findall(rf"\b{NUMBER}", text)}
    lost = sorted(named - set(found), key=natural)
    if lost:
        raise Trouble(f"named in the text but not read as a fact: {', '.join(lost)}")
    gone = sorted({n for f in facts for n in f["vervangen_door"]} - set(found), key=natural)
    if gone:
        raise Trouble(f"named as a correction but not found: {', '.join(gone)}")


def inherit_addresses(facts):
    """A fact that rests on others ("zie F4.10", "afgeleid uit A9.05") takes their addresses if it has none."""
    by_number = {f["nummer"]: f for f in facts}
    for f in facts:
        if f["vindplaatsen"]:
            continue
        if f["nummer"].startswith("F8."):
            rests_on = cells(f["tekst"])[2]
        else:
            rests_on = " ".join(re.findall(r"\[([^\]]*)\]\s*zekerheid", f["tekst"]))
        for number in expand(rests_on):
            f["vindplaatsen"] += [u for u in by_number[number]["vindplaatsen"] if u not in f["vindplaatsen"]]


# --- feiten-aanvulling.md: parts of facts --------------------------------------------------------------------------

def read_parts(name, text, _options):
    facts, block = [], []

    def close():
        if block:
            whole = " ".join(line.strip() for line in block)
            number = PART.match(block[0]).group(1)
            if not re.search(r"\] zekerheid: (hoog|middel|laag)$", whole):
                raise Trouble(f"{name}: {number} does not end with `[addresses] zekerheid: hoog`, middel or laag")
            facts.append(fact(number, words(whole)[-1], name, whole))

    for at, line in enumerate(text.splitlines(), 1):
        part = PART.match(line)
        if part or line.startswith("#") or not line.strip():
            close()
            block = []
        if part or block:
            block.append(line)
        elif re.match(r"^\s*[-*|]?\s*\**N\s?\d", line):
            raise Trouble(f"{name}:{at}: this looks like the start of a part, but not as `- **N1.01** ...`")
    close()
    return facts


def check_parts(parts, facts):
    """A part is of one known fact, found in the same places, and never firmer than anything that fact says."""
    by_number = {f["nummer"]: f for f in facts}
    for part in parts:
        if "(Nieuw feit" in part["tekst"]:
            check_new(part)
            continue
        number, named = part["nummer"], re.findall(rf"\(Deel van ({NUMBER})\b", part["tekst"])
        if len(named) != 1 or named[0] not in by_number:
            raise Trouble(f"feiten-aanvulling.md: {number} is not `(Deel van ...)` exactly one fact that exists")
        whole = by_number[named[0]]
        strange = [u for u in part["vindplaatsen"] if u not in whole["vindplaatsen"]]
        if strange or not part["vindplaatsen"]:
            raise Trouble(f"feiten-aanvulling.md: {number} has no address of {named[0]}, or another one: {strange}")
        levels = [w for t in certainty_texts(whole["tekst"]) for w in words(t)]
        if part["zekerheid"] not in levels:
            raise Trouble(f"feiten-aanvulling.md: {number} is {part['zekerheid']}, and {named[0]} never says that")
        part["vervangen_door"] = list(whole["vervangen_door"])


def check_new(new):
    """A fact of its own names where it was found; one site alone cannot make it hoog."""
    sites = {urlparse(u).netloc.removeprefix("www.") for u in new["vindplaatsen"]}
    if not sites or "(Deel van" in new["tekst"]:
        raise Trouble(f"feiten-aanvulling.md: {new['nummer']} is new, so it has an address and is no part of a fact")
    if new["zekerheid"] == "hoog" and len(sites) < 2:
        raise Trouble(f"feiten-aanvulling.md: {new['nummer']} is hoog on one site alone")


# --- keten.md and intervisie.md ------------------------------------------------------------------------------------

def section_levels(line):
    """Levels on one line: `zekerheid: hoog (tijd: laag)`, `| laag`, `eigen / laag`, `(eigen, laag)`, `| hoog |`."""
    found = [w for t in certainty_texts(line) for w in words(t)]
    return found + re.findall(r"(?:[|/]|eigen,)\s(hoog|middel|laag)\b", line)


def read_sections(name, text, options):
    facts = []
    chapter, code, lines, coded_rows = "", None, [], 0

    def close():
        if code is None:
            return
        whole = "\n".join(lines)
        default = options.get("default", {}).get(chapter, "laag")
        facts.append(fact(code, weakest(section_levels_all(lines), default), name, whole))
        if re.fullmatch(r"[MC]\d{2}", code) or coded_rows:  # one thing, or rows that carry their own code
            return
        for n, (part, levels) in enumerate(parts(lines), 1):
            facts.append(fact(f"{code}.{n}", weakest(levels), name, "\n".join(part)))

    for line in text.splitlines():
        if line.startswith("## "):
            close()
            chapter, code, lines = line[3:].split(".")[0].strip(), None, []
        elif line.startswith("### "):
            close()
            coded_rows = 0
            first = line[4:].split()[0]
            if re.fullmatch(r"\d+\.\d+", first):
                code, lines = options["prefix"] + first, []
            elif re.fullmatch(r"[MC]\d{2}", first):
                code, lines = first, []
            else:
                raise Trouble(f"{name}: heading without a number: {line}")
        elif chapter == options.get("dictionary"):
            if line.startswith("|") and not is_rule(line) and cells(line)[0] != "term":
                row = cells(line)
                if len(row) != 4 or row[3] not in SHORT:
                    raise Trouble(f"{name}: row of the dictionary that does not end in h, m or l: {line}")
                term = re.split(r" / | \(", row[0])[0]
                facts.append(fact(f"KW.{slug(term)}", SHORT[row[3]], name, line))
        elif code:
            lines.append(line)
            if options.get("row_code") and re.match(rf"^\|\s*{options['row_code']}\s*\|", line):
                row = cells(line)
                if not words(row[-1]):
                    raise Trouble(f"{name}: row without certainty: {line}")
                facts.append(fact(row[0], weakest(words(row[-1])), name, line))
                coded_rows += 1
    close()
    return facts


def section_levels_all(lines):
    return [w for line in lines for w in section_levels(line)]


def parts(lines):
    """Split a section into parts, each closed by a line that names a level."""
    result, pending = [], []
    for line in lines:
        levels = section_levels(line)
        if levels and result and not pending and re.match(r"- bron\b", line):
            result[-1][0].append(line)
            result[-1][1].extend(levels)
        elif levels:
            result.append((pending + [line], list(levels)))
            pending = []
        elif line.strip() and not is_rule(line):
            pending.append(line)
    return result  # what stays pending has no level of its own; the section covers it


# --- the files: one line each --------------------------------------------------------------------------------------

SOURCES = [
    ("meldcode.md", read_numbered, {}),
    ("meldcode-aanvulling.md", read_numbered, {}),
    ("keten.md", read_sections, {"prefix": "K", "dictionary": "4", "default": {"1": "hoog"}}),
    ("intervisie.md", read_sections, {"prefix": "I", "row_code": r"W\d{2}", "default": {"4": "laag"}}),
    ("feiten-aanvulling.md", read_parts, {"folder": REPO / "docs"}),
]


def build(shared):
    texts, facts = {}, []
    for name, read, options in SOURCES:
        path = options.get("folder", shared / "domein") / name
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except OSError as error:
            raise Trouble(f"cannot read {path}: {error}")
        found = read(name, texts[name], options)
        if not found:
            raise Trouble(f"{name}: no facts found")
        facts += found
    meldcode = [f for f in facts if f["nummer"][0] in "FA"]
    check_numbers(meldcode, [texts["meldcode.md"], texts["meldcode-aanvulling.md"]])
    apply_corrections(meldcode, texts["meldcode-aanvulling.md"])
    check_numbers(meldcode, [texts["meldcode.md"], texts["meldcode-aanvulling.md"]])
    inherit_addresses(meldcode)
    check_parts([f for f in facts if f["nummer"][0] == "N"], meldcode)
    numbers = [f["nummer"] for f in facts]
    double = sorted({n for n in numbers if numbers.count(n) > 1}, key=natural)
    if double:
        raise Trouble(f"found more than once: {', '.join(double)}")
    return sorted(facts, key=lambda f: natural(f["nummer"]))


def render(facts):
    """One fact per line, so that a difference reads well."""
    rows = []
    for f in facts:
        row = {k: f[k] for k in ("nummer", "zekerheid", "bestand", "vindplaatsen")}
        if f["vervangen_door"]:
            row["vervangen_door"] = sorted(f["vervangen_door"], key=natural)
        rows.append("  " + json.dumps(row, ensure_ascii=False))
    names = json.dumps([name for name, _, _ in SOURCES])
    return '{\n "formaat": 1,\n "gemaakt_uit": ' + names + ',\n "feiten": [\n' + ",\n".join(rows) + "\n ]\n}\n"


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--shared", type=Path, default=REPO.parent / "shared", help="folder with domein/ (default: ../shared)")
    ask.add_argument("--controleer", action="store_true", help="compare with the committed file; exit 1 if it differs")
    given = ask.parse_args()
    try:
        facts = build(given.shared)
    except Trouble as trouble:
        sys.exit(f"maak_feiten: {trouble}")
    text = render(facts)
    if given.controleer:
        here = OUTPUT.read_text(encoding="utf-8") if OUTPUT.exists() else None
        if here != text:
            why = "does not exist" if here is None else "differs from what the domain files give"
            sys.exit(f"maak_feiten: {OUTPUT.relative_to(REPO)} {why}; run scripts/maak_feiten.py and look at the difference")
        print(f"{OUTPUT.relative_to(REPO)}: up to date, {len(facts)} facts")
        return
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT.relative_to(REPO)}: {len(facts)} facts")


if __name__ == "__main__":
    main()
