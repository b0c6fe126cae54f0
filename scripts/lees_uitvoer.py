#!/usr/bin/env python3
"""Reads every export of the network with programs that are not ours, and says what they find otherwise than we do.

    cargo run --example netwerkuitvoer -- MAP
    python3 scripts/lees_uitvoer.py MAP

Needs the packages of scripts/vereisten.txt, and the commands dot (graphviz) and chromium.
"""

import csv
import html.parser
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from pathlib import Path

import jsonschema
import openpyxl
import vobject

SCHEMA = Path(__file__).resolve().parent.parent / "tests" / "data" / "hsds" / "organisaties.schema.json"
# A word that stands in every secret entry of the example and nowhere else.
GEHEIM = "Schuilplaats"
GEVAAR = ("=", "+", "-", "@", "\t", "\r")


def eis(is_so, wat):
    if not is_so:
        raise SystemExit(f"lees_uitvoer: {wat}")


def zonder_schild(cel):
    """The cell as it was before the formula guard."""
    return cel[1:] if cel.startswith("'") and cel.lstrip("'").startswith(GEVAAR) else cel


def lees_csv(pad, verwacht):
    ruw = pad.read_bytes()
    eis(ruw.startswith(b"\xef\xbb\xbf"), "CSV zonder BOM")
    tekst = ruw.decode("utf-8-sig")
    soort = csv.Sniffer().sniff(tekst[:20000], delimiters=";,\t|")
    eis(soort.delimiter == ";" and soort.quotechar == '"', f"CSV gelezen met {soort.delimiter!r}")
    eis(tekst.splitlines(keepends=True)[0].endswith("\r\n"), "CSV zonder CRLF")
    rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";"))
    eis(len({len(rij) for rij in rijen}) == 1, "CSV met rijen van ongelijke lengte")
    eis(len(rijen) - 1 == verwacht["vermeldingen"], "CSV met een ander aantal rijen")
    telefoon = rijen[0].index("Telefoon")
    for rij in rijen[1:]:
        for at, cel in enumerate(rij):
            los = at == telefoon and re.fullmatch(r"\+[\d +()./\n-]*(\|[^!]*)?", cel, re.S)
            eis(los or not cel.startswith(GEVAAR), f"CSV met een formule: {cel!r}")
    return [[zonder_schild(cel) for cel in rij] for rij in rijen]


def lees_xlsx(pad, tabel):
    boek = openpyxl.load_workbook(pad)
    eis(boek.sheetnames == ["Netwerk", "Uitleg"], f"bladen {boek.sheetnames}")
    blad = boek["Netwerk"]
    eis(blad.freeze_panes == "A2", "de kop staat niet vast")
    eis(blad.auto_filter.ref is not None, "geen filter")
    rijen = []
    for rij in blad.iter_rows():
        for cel in rij:
            eis(cel.data_type in ("s", "n") and (cel.value is None or isinstance(cel.value, str)), f"{cel.coordinate} is geen tekst")
        rijen.append(["" if cel.value is None else cel.value for cel in rij])
    eis(all(cel.font.bold for cel in blad[1]), "de kop is niet vet")
    eis(rijen == tabel, "XLSX en CSV hebben niet dezelfde cellen")


def lees_vcard(pad, versie, tabel):
    ruw = pad.read_bytes()
    eis(b"\n" not in ruw.replace(b"\r\n", b""), "vCard met een losse LF")
    for regel in ruw.split(b"\r\n"):
        eis(len(regel) <= 75, "vCard met een te lange regel")
        regel.decode("utf-8")
    kaarten = list(vobject.readComponents(ruw.decode("utf-8")))
    kop = tabel[0]
    eis(len(kaarten) == len(tabel) - 1, f"{len(kaarten)} kaarten")
    per_id = {rij[kop.index("Id")]: rij for rij in tabel[1:]}
    for kaart in kaarten:
        eis(kaart.version.value == versie, f"versie {kaart.version.value}")
        kaart.validate()
        rij = per_id[kaart.uid.value.removeprefix("urn:uuid:")]
        naam = rij[kop.index("Naam")] or rij[kop.index("Functie")]
        eis(naam in kaart.fn.value, f"{kaart.fn.value!r} is niet {naam!r}")
        nummers = [regel.split(" | ")[0] for regel in rij[kop.index("Telefoon")].split("\n") if regel]
        eis([tel.value for tel in kaart.contents.get("tel", [])] == nummers, f"andere nummers bij {naam!r}")
        notitie = rij[kop.index("Notitie")]
        eis(not notitie or kaart.note.value == notitie, f"andere notitie bij {naam!r}")


def lees_hsds(pad, tabel):
    data = json.loads(pad.read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.FormatChecker()
    fouten = list(jsonschema.Draft202012Validator(schema, format_checker=checker).iter_errors(data))
    eis(not fouten, f"HSDS: {fouten[:3]}")
    ids, alle = [], []

    def loop(deel):
        if isinstance(deel, dict):
            ids.extend([deel["id"]] if "id" in deel else [])
            alle.extend([deel["id"]] if deel.get("x_aandacht", {}).get("soort") else [])
            [loop(waarde) for waarde in deel.values()]
        elif isinstance(deel, list):
            [loop(waarde) for waarde in deel]

    loop(data)
    eis(len(ids) == len(set(ids)), "HSDS met een id dat twee keer voorkomt")
    eis(sorted(alle) == sorted(rij[tabel[0].index("Id")] for rij in tabel[1:]), "HSDS met andere vermeldingen")


def lees_kaart(dot, svg):
    xml.etree.ElementTree.parse(svg)
    gemaakt = subprocess.run(["dot", "-Tcanon", str(dot)], capture_output=True, text=True)
    eis(gemaakt.returncode == 0 and not gemaakt.stderr, f"dot: {gemaakt.stderr}")


class Pagina(html.parser.HTMLParser):
    """The texts of what is shown, and every address in it."""

    def __init__(self):
        super().__init__()
        self.getoond, self.adressen, self.scripts, self.diep, self.open = [], [], 0, 0, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.adressen += [attrs[naam] for naam in ("href", "src", "srcset", "action", "data") if attrs.get(naam)]
        self.scripts += tag == "script"
        eis(not any(naam.startswith("on") for naam in attrs), f"een opdracht in <{tag}>")
        eis(tag not in ("img", "iframe", "object", "embed", "link", "base"), f"<{tag}> in de pagina")
        if tag == "article":
            self.open = "hidden" not in attrs
        elif tag in ("h2", "h3") and self.open:
            self.getoond.append("")
            self.diep = 1
        elif self.diep:
            self.diep += 1

    def handle_endtag(self, tag):
        self.diep -= bool(self.diep)

    def handle_data(self, data):
        if self.diep == 1:
            self.getoond[-1] += data


def toon(pad, hekje):
    """The page as Chromium has it after its script ran, with no name of any host to be found."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    eis(chromium, "chromium is er niet")
    with tempfile.TemporaryDirectory() as map_:
        log = Path(map_) / "net.json"
        opdracht = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--no-first-run", f"--user-data-dir={map_}/profiel",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=5000", "--enable-logging=stderr",
            f"--log-net-log={log}", "--dump-dom", pad.resolve().as_uri() + hekje,
        ]
        uit = subprocess.run(opdracht, capture_output=True, text=True, timeout=120)
        eis(uit.returncode == 0, f"chromium: {uit.stderr[-500:]}")
        console = [regel for regel in uit.stderr.splitlines() if ":CONSOLE" in regel]
        eis(not console, f"de pagina klaagt: {console}")
        # What the browser itself asks its maker is not the page's; the page can only ask what stands in it.
        eis("voorbeeld.nl" not in log.read_text(encoding="utf-8", errors="replace"), "de pagina vraagt iets op")
    pagina = Pagina()
    pagina.feed(uit.stdout)
    return pagina


def lees_pagina(pad, verwacht, tabel):
    tekst = pad.read_text(encoding="utf-8")
    eis("default-src 'none'" in tekst and tekst.count("<script>") == 1, "geen strenge pagina")
    # As it stands, without script: everything is there.
    zonder = Pagina()
    zonder.feed(tekst)
    eis(len(zonder.getoond) == verwacht["vermeldingen"], f"zonder script {len(zonder.getoond)} vermeldingen")
    eis(all(re.match(r"(tel:|mailto:|#)", adres) for adres in zonder.adressen), f"adressen {zonder.adressen}")
    kop, rijen = tabel[0], tabel[1:]
    namen = {rij[kop.index("Id")]: rij[kop.index("Naam")] for rij in rijen if rij[kop.index("Soort vermelding")] == "organisatie"}
    alles = toon(pad, "")
    eis(len(alles.getoond) == verwacht["vermeldingen"] and alles.scripts == 1, "met script is niet alles te zien")
    # By place: the organisations of Heerlen and no others, but for those that stand above a service there.
    heerlen = toon(pad, "#zoek=heerlen").getoond
    diensten = {rij[kop.index("Organisatie (id)")] for rij in rijen if "Heerlen" in rij[kop.index("Werkt voor gemeenten")] + rij[kop.index("Adres")]}
    for rij in rijen:
        if rij[kop.index("Id")] in namen:
            hoort = "Heerlen" in rij[kop.index("Werkt voor gemeenten")] or rij[kop.index("Id")] in diensten
            is_er = any(getoond.lower() == rij[kop.index("Naam")].lower() for getoond in heerlen)
            eis(hoort == is_er, f"{rij[kop.index('Naam')]!r} bij heerlen: {is_er}")
    eis(0 < len(heerlen) < len(alles.getoond), "heerlen verbergt niets")
    # By number, without the blanks in it, and by a number as it is written.
    for vraag in ("0455600003", "045-560%2000%2003"):
        gevonden = toon(pad, f"#zoek={vraag}").getoond
        eis(len(gevonden) == 1 and gevonden[0].lower() == namen_van(tabel, "045-560 00 03").lower(), f"{vraag}: {gevonden}")
    eis(toon(pad, "#zoek=bestaatnietzz").getoond == [], "er is iets gevonden dat er niet is")
    eis(0 < len(toon(pad, "#gemeente=GM0928").getoond) < len(alles.getoond), "het filter op gemeente doet niets")
    eis(0 < len(toon(pad, "#thema=eigen%20thema").getoond) < len(alles.getoond), "het filter op thema doet niets")


def namen_van(tabel, nummer):
    kop = tabel[0]
    return next(rij[kop.index("Naam")] for rij in tabel[1:] if nummer in rij[kop.index("Telefoon")])


def main():
    map_ = Path(sys.argv[1])
    verwacht = json.loads((map_ / "verwacht.json").read_text(encoding="utf-8"))
    for pad in sorted(map_.iterdir()):
        eis(GEHEIM.encode() not in pad.read_bytes(), f"{pad.name} noemt een geheime plek")
    tabel = lees_csv(map_ / "netwerk.csv", verwacht)
    lees_xlsx(map_ / "netwerk.xlsx", tabel)
    lees_vcard(map_ / "netwerk-3.vcf", "3.0", tabel)
    lees_vcard(map_ / "netwerk-4.vcf", "4.0", tabel)
    lees_hsds(map_ / "netwerk.hsds.json", tabel)
    lees_kaart(map_ / "netwerk.dot", map_ / "netwerk.svg")
    lees_pagina(map_ / "netwerk.html", verwacht, tabel)
    print(f"{verwacht['vermeldingen']} vermeldingen gelezen met andere programma's: alles gelijk.")


if __name__ == "__main__":
    main()
