#!/usr/bin/env python3
"""Make checklists/gemeenten/gemeenten.json from ../shared/data/gemeenten.csv and veilig_thuis.csv.

    scripts/maak_gemeenten.py [--shared DIR]                write the file
    scripts/maak_gemeenten.py [--shared DIR] --controleer   compare only; exit 1 if it differs

../shared/data/BRONNEN.md tells where the tables come from and what to beware of. Veilig Thuis is taken per
municipality from the table, never derived from GGD or veiligheidsregio. Of the telephone column only the national
number 0800-2000 is used; an extra regional number has not been checked.

Search words (`ook`) come from four places:

* made here: the name without accents, without apostrophe, and without an addition in brackets;
* NAMES:  other names of the municipality itself. From BRONNEN.md: Den Haag, Den Bosch, Nuenen. The Dutch forms of
          Frisian names: De Friese Meeren, Noordoost-Friesland, Zuidwest-Friesland and Tietjerksteradeel are search
          words in the VWS list that BRONNEN.md names (gm.ts), as are the additions (O.), (L.), (NH.), (Z.), (ZH.);
          De Friese Meren and Dantumadeel are the usual Dutch spellings. Municipalities with one name in both
          languages, and names for which no Dutch form is in use, have none;
* FORMER: municipalities that went, as a whole, into one that exists now. From BRONNEN.md: Heerhugowaard, Langedijk,
          Weesp, Brielle, Hellevoetsluis, Westvoorne. The others are common knowledge;
* PLACES: places that people type although the municipality has another name. Common knowledge; compared by eye with a list
          of all places per veiligheidsregio made from CBS tables: each lies in the veiligheidsregio of its
          municipality and its name occurs once. Names that occur more often (Elst, Velp, Oosterwolde, Vianen, Haren,
          Winsum, Alphen, Valkenburg, Horst ...) are left out on purpose: a wrong Veilig Thuis is worse than none.

`Bergen` is shared by two municipalities; the program lets the user choose. Any other shared word is an error here.
"""

import argparse
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
OUTPUT = REPO / "checklists" / "gemeenten" / "gemeenten.json"

NATIONAL = "0800-2000"
REFERENCE_DATE = "2025-01-01"
SHARED_WORDS = {"Bergen"}

HEAD = {
    "soort": "gemeenten",
    "formaat": 1,
    "id": "gemeenten",
    "versie": "2025.1",
    "titel": "Gemeenten en Veilig Thuis",
    "omschrijving": "Bij elke gemeente de regio van Veilig Thuis, de GGD en de veiligheidsregio.",
    "status": "concept",
    "geldig_vanaf": REFERENCE_DATE,
    "nazien_voor": "2027-01-01",
    "bronnen": [
        {"id": "b1", "titel": "CBS Gebiedsindelingen 2025: regio's van Veilig Thuis en GGD",
         "uitgever": "Centraal Bureau voor de Statistiek (CBS)", "jaar": 2025,
         "vindplaats": "https://github.com/cartomap/nl"},
        {"id": "b2", "titel": "CBS Gebiedsindelingen 2022: gemeenten, provincies en GGD-regio's, via certegis",
         "uitgever": "Centraal Bureau voor de Statistiek (CBS)", "jaar": 2022,
         "vindplaats": "https://github.com/certe-medical-epidemiology/certegis"},
        {"id": "b3", "titel": "Gemeentelijst met CBS-codes en veiligheidsregio's van het coronadashboard",
         "uitgever": "Ministerie van Volksgezondheid, Welzijn en Sport", "jaar": 2023,
         "vindplaats": "https://github.com/minvws/nl-covid19-data-dashboard"},
    ],
    "vermelding": "Bron: Centraal Bureau voor de Statistiek (CBS), Gebiedsindelingen 2022 en 2025, CC BY 4.0. "
                  "Bewerkt: gemeenten aan regio's gekoppeld; spelling van enkele namen aangepast. "
                  "Het CBS heeft deze bewerking niet beoordeeld.",
    "peildatum": REFERENCE_DATE,
    "provincie_ook": {"Fryslân": ["Friesland"]},
}

NAMES = {
    "'s-Gravenhage": ["Den Haag"],
    "'s-Hertogenbosch": ["Den Bosch"],
    "Nuenen, Gerwen en Nederwetten": ["Nuenen", "Gerwen", "Nederwetten"],
    "Bergen (L.)": ["Bergen L", "Bergen Limburg"],
    "Bergen (NH.)": ["Bergen NH", "Bergen Noord-Holland"],
    "Beek": ["Beek (L.)"],
    "Hengelo": ["Hengelo (O.)"],
    "Laren": ["Laren (NH.)"],
    "Middelburg": ["Middelburg (Z.)"],
    "Rijswijk": ["Rijswijk (ZH.)"],
    "Stein": ["Stein (L.)"],
    # Dutch forms of Frisian names
    "Dantumadiel": ["Dantumadeel"],
    "De Fryske Marren": ["De Friese Meren", "De Friese Meeren"],
    "Noardeast-Fryslân": ["Noordoost-Friesland"],
    "Súdwest-Fryslân": ["Zuidwest-Friesland"],
    "Tytsjerksteradiel": ["Tietjerksteradeel"],
}

FORMER = {
    "Altena": ["Aalburg", "Werkendam", "Woudrichem"],
    "Amsterdam": ["Weesp"],
    "Beekdaelen": ["Nuth", "Onderbanken", "Schinnen"],
    "Berg en Dal": ["Groesbeek", "Millingen aan de Rijn", "Ubbergen"],
    "Dijk en Waard": ["Heerhugowaard", "Langedijk"],
    "Edam-Volendam": ["Zeevang"],
    "Eemsdelta": ["Appingedam", "Delfzijl", "Loppersum"],
    "Gooise Meren": ["Bussum", "Muiden", "Naarden"],
    "Groningen": ["Haren (Gn.)", "Ten Boer"],
    "Haarlemmermeer": ["Haarlemmerliede en Spaarnwoude"],
    "Het Hogeland": ["Bedum", "De Marne", "Eemsmond"],
    "Hoeksche Waard": ["Binnenmaas", "Cromstrijen", "Korendijk", "Oud-Beijerland", "Strijen"],
    "Hollands Kroon": ["Anna Paulowna", "Niedorp", "Wieringen", "Wieringermeer"],
    "Land van Cuijk": ["Boxmeer", "Cuijk", "Grave", "Mill en Sint Hubert", "Sint Anthonis"],
    "Maashorst": ["Landerd", "Uden"],
    "Meierijstad": ["Schijndel", "Sint-Oedenrode", "Veghel"],
    "Midden-Groningen": ["Hoogezand-Sappemeer", "Menterwolde", "Slochteren"],
    "Molenlanden": ["Giessenlanden", "Molenwaard"],
    "Nissewaard": ["Bernisse", "Spijkenisse"],
    "Noardeast-Fryslân": ["Dongeradeel", "Ferwerderadiel", "Kollumerland"],
    "Noordwijk": ["Noordwijkerhout"],
    "Purmerend": ["Beemster"],
    "Vijfheerenlanden": ["Leerdam", "Zederik"],
    "Voorne aan Zee": ["Brielle", "Hellevoetsluis", "Westvoorne"],
    "Waadhoeke": ["Franekeradeel", "Het Bildt", "Menameradiel"],
    "West Betuwe": ["Geldermalsen", "Lingewaal", "Neerijnen"],
    "Westerkwartier": ["Grootegast", "Leek", "Marum", "Zuidhorn"],
    "Westerwolde": ["Bellingwedde", "Vlagtwedde"],
    "Zevenaar": ["Rijnwaarden"],
}

PLACES = {
    "'s-Hertogenbosch": ["Rosmalen"],
    "Aa en Hunze": ["Gieten", "Rolde"],
    "Aalten": ["Dinxperlo"],
    "Achtkarspelen": ["Buitenpost", "Surhuisterveen"],
    "Albrandswaard": ["Poortugaal", "Rhoon"],
    "Alphen aan den Rijn": ["Boskoop"],
    "Beesel": ["Reuver"],
    "Bergen (NH.)": ["Bergen aan Zee", "Egmond aan Zee", "Schoorl"],
    "Berkelland": ["Borculo", "Eibergen", "Neede", "Ruurlo"],
    "Bernheze": ["Heesch"],
    "Bodegraven-Reeuwijk": ["Bodegraven", "Reeuwijk"],
    "Borger-Odoorn": ["Borger", "Odoorn"],
    "Borsele": ["Heinkenszand"],
    "Breda": ["Prinsenbeek"],
    "Bronckhorst": ["Hengelo (Gld.)", "Hengelo (Gelderland)", "Vorden", "Zelhem"],
    "Brummen": ["Eerbeek"],
    "Bunschoten": ["Spakenburg"],
    "Cranendonck": ["Budel"],
    "De Bilt": ["Bilthoven", "Maartensdijk"],
    "De Fryske Marren": ["Balk", "Joure", "Lemmer"],
    "De Ronde Venen": ["Abcoude", "Mijdrecht", "Vinkeveen", "Wilnis"],
    "Den Helder": ["Julianadorp"],
    "Dinkelland": ["Denekamp", "Ootmarsum", "Weerselo"],
    "Doetinchem": ["Wehl"],
    "Drechterland": ["Hoogkarspel", "Venhuizen"],
    "Drimmelen": ["Made"],
    "Echt-Susteren": ["Echt", "Susteren"],
    "Edam-Volendam": ["Edam", "Volendam"],
    "Eijsden-Margraten": ["Eijsden", "Margraten"],
    "Epe": ["Vaassen"],
    "Geertruidenberg": ["Raamsdonksveer"],
    "Geldrop-Mierlo": ["Geldrop", "Mierlo"],
    "Gemert-Bakel": ["Bakel", "Gemert"],
    "Gilze en Rijen": ["Gilze", "Rijen"],
    "Goeree-Overflakkee": ["Dirksland", "Middelharnis", "Ouddorp", "Sommelsdijk"],
    "Gulpen-Wittem": ["Gulpen", "Wittem"],
    "Haarlemmermeer": ["Badhoevedorp", "Hoofddorp", "Nieuw-Vennep", "Schiphol", "Zwanenburg"],
    "Halderberge": ["Oudenbosch"],
    "Hardenberg": ["Dedemsvaart"],
    "Heerde": ["Wapenveld"],
    "Heerlen": ["Hoensbroek"],
    "Heeze-Leende": ["Heeze", "Leende"],
    "Hellendoorn": ["Nijverdal"],
    "Het Hogeland": ["Uithuizen"],
    "Heumen": ["Malden"],
    "Heusden": ["Drunen", "Vlijmen"],
    "Hoeksche Waard": ["'s-Gravendeel", "Numansdorp", "Puttershoek"],
    "Hof van Twente": ["Delden", "Diepenheim", "Goor", "Markelo"],
    "Hollands Kroon": ["Hippolytushoef", "Wieringerwerf"],
    "Horst aan de Maas": ["Sevenum"],
    "Kaag en Braassem": ["Roelofarendsveen"],
    "Kampen": ["IJsselmuiden"],
    "Katwijk": ["Rijnsburg"],
    "Koggenland": ["Obdam"],
    "Krimpenerwaard": ["Bergambacht", "Lekkerkerk", "Schoonhoven"],
    "Laarbeek": ["Aarle-Rixtel", "Beek en Donk", "Lieshout"],
    "Lansingerland": ["Bergschenhoek", "Berkel en Rodenrijs", "Bleiswijk"],
    "Leidschendam-Voorburg": ["Leidschendam", "Voorburg"],
    "Leudal": ["Heythuysen"],
    "Lingewaard": ["Bemmel", "Gendt", "Huissen"],
    "Lochem": ["Gorssel"],
    "Loon op Zand": ["Kaatsheuvel"],
    "Maasdriel": ["Hedel", "Kerkdriel"],
    "Maasgouw": ["Maasbracht", "Thorn"],
    "Medemblik": ["Andijk", "Wervershoof", "Wognum"],
    "Midden-Delfland": ["Maasland", "Schipluiden"],
    "Midden-Drenthe": ["Beilen", "Smilde", "Westerbork"],
    "Midden-Groningen": ["Hoogezand", "Sappemeer"],
    "Moerdijk": ["Klundert", "Zevenbergen"],
    "Molenlanden": ["Giessenburg", "Groot-Ammers", "Nieuw-Lekkerland"],
    "Montferland": ["'s-Heerenberg", "Didam"],
    "Mook en Middelaar": ["Mook"],
    "Neder-Betuwe": ["Kesteren", "Ochten", "Opheusden"],
    "Noardeast-Fryslân": ["Dokkum", "Kollum"],
    "Noordenveld": ["Norg", "Roden"],
    "Noordoostpolder": ["Emmeloord"],
    "Oldambt": ["Winschoten"],
    "Oldebroek": ["Wezep"],
    "Olst-Wijhe": ["Olst", "Wijhe"],
    "Oost Gelre": ["Groenlo", "Lichtenvoorde"],
    "Opsterland": ["Beetsterzwaag", "Gorredijk"],
    "Oude IJsselstreek": ["Gendringen", "Terborg", "Ulft", "Varsseveld"],
    "Ouder-Amstel": ["Duivendrecht", "Ouderkerk aan de Amstel"],
    "Peel en Maas": ["Helden", "Panningen"],
    "Pekela": ["Nieuwe Pekela", "Oude Pekela"],
    "Pijnacker-Nootdorp": ["Nootdorp", "Pijnacker"],
    "Reimerswaal": ["Kruiningen", "Yerseke"],
    "Renkum": ["Oosterbeek"],
    "Rheden": ["Dieren"],
    "Rijssen-Holten": ["Holten", "Rijssen"],
    "Roermond": ["Swalmen"],
    "Rotterdam": ["Hoek van Holland"],
    "Schouwen-Duiveland": ["Renesse", "Zierikzee"],
    "Sint-Michielsgestel": ["Berlicum"],
    "Sittard-Geleen": ["Born", "Geleen", "Sittard"],
    "Sluis": ["Aardenburg", "Breskens", "Oostburg"],
    "Smallingerland": ["Drachten"],
    "Soest": ["Soesterberg"],
    "Stadskanaal": ["Musselkanaal"],
    "Stede Broec": ["Bovenkarspel", "Grootebroek"],
    "Steenwijkerland": ["Steenwijk"],
    "Stichtse Vecht": ["Breukelen", "Maarssen"],
    "Súdwest-Fryslân": ["Bolsward", "Sneek", "Workum"],
    "Terneuzen": ["Axel", "Sas van Gent"],
    "Texel": ["Den Burg"],
    "Teylingen": ["Sassenheim", "Voorhout", "Warmond"],
    "Twenterand": ["Vriezenveen"],
    "Tynaarlo": ["Eelde", "Vries", "Zuidlaren"],
    "Tytsjerksteradiel": ["Burgum"],
    "Utrecht": ["De Meern", "Vleuten"],
    "Utrechtse Heuvelrug": ["Amerongen", "Doorn", "Driebergen", "Leersum", "Maarn"],
    "Veere": ["Domburg"],
    "Velsen": ["IJmuiden"],
    "Venlo": ["Tegelen"],
    "Vlissingen": ["Oost-Souburg"],
    "Voorst": ["Twello"],
    "Waadhoeke": ["Franeker"],
    "Waterland": ["Broek in Waterland", "Marken", "Monnickendam"],
    "West Maas en Waal": ["Beneden-Leeuwen"],
    "Westerveld": ["Diever", "Dwingeloo", "Havelte"],
    "Westerwolde": ["Ter Apel"],
    "Westland": ["'s-Gravenzande", "De Lier", "Monster", "Naaldwijk", "Wateringen"],
    "Weststellingwerf": ["Wolvega"],
    "Wijdemeren": ["'s-Graveland", "Ankeveen", "Kortenhoef", "Loosdrecht", "Nederhorst den Berg"],
    "Woensdrecht": ["Hoogerheide"],
    "Woerden": ["Harmelen"],
    "Wormerland": ["Wormer"],
    "Zaanstad": ["Assendelft", "Koog aan de Zaan", "Krommenie", "Wormerveer", "Zaandam", "Zaandijk"],
    "Zuidplas": ["Moordrecht", "Nieuwerkerk aan den IJssel"],
    "Zwartewaterland": ["Genemuiden"],
    "Zwijndrecht": ["Heerjansdam"],
}


class Trouble(Exception):
    """Something in the tables, or in the search words above, that is not right."""


def plain(text):
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def key(text):
    """How alike two names must be to count as the same search word."""
    return re.sub(r"[^a-z0-9]+", "", plain(text).lower())


def search_words(name):
    given = [name, *NAMES.get(name, []), *FORMER.get(name, []), *PLACES.get(name, [])]
    made = []
    for word in given:
        made += [word, plain(word)]
        if "'" in word:
            made += [word.replace("'", "")]
        if word == name and "(" in word:
            made += [word.split(" (")[0]]
    return [w for w in dict.fromkeys(made) if w != name]


def read(path, columns):
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except OSError as error:
        raise Trouble(f"cannot read {path}: {error}")
    if not rows or list(rows[0]) != columns:
        raise Trouble(f"{path.name}: expected the columns {', '.join(columns)}")
    return rows


def build(shared):
    teams = []
    for row in read(shared / "data" / "veilig_thuis.csv", ["vt_code", "naam", "regio", "website", "telefoon", "bron"]):
        if row["telefoon"].split(";")[0].strip() != NATIONAL:
            raise Trouble(f"veilig_thuis.csv: {row['vt_code']} does not start with {NATIONAL}")
        team = {"vt_code": row["vt_code"], "naam": row["naam"], "regio": row["regio"]}
        if row["website"]:
            if not row["website"].startswith("https://"):
                raise Trouble(f"veilig_thuis.csv: {row['vt_code']} has an odd address: {row['website']}")
            team["website"] = row["website"]
        team["telefoon"] = NATIONAL
        teams.append(team)
    names = [t["naam"] for t in teams]
    if len(set(names)) != len(names) or len({t["vt_code"] for t in teams}) != len(teams):
        raise Trouble("veilig_thuis.csv: a name or code occurs twice")

    places = []
    columns = ["gm_code", "gemeente", "provincie", "veilig_thuis", "ggd_regio", "veiligheidsregio", "peildatum"]
    for row in read(shared / "data" / "gemeenten.csv", columns):
        empty = [c for c in columns if not row[c].strip()]
        if empty:
            raise Trouble(f"gemeenten.csv: {row['gemeente']} lacks {', '.join(empty)}")
        if not re.fullmatch(r"GM\d{4}", row["gm_code"]):
            raise Trouble(f"gemeenten.csv: odd code {row['gm_code']}")
        if row["veilig_thuis"] not in names:
            raise Trouble(f"gemeenten.csv: {row['gemeente']} names an unknown {row['veilig_thuis']}")
        if row["peildatum"] != REFERENCE_DATE:
            raise Trouble(f"gemeenten.csv: {row['gemeente']} has {row['peildatum']}, expected {REFERENCE_DATE}")
        places.append({
            "gm_code": row["gm_code"],
            "gemeente": row["gemeente"],
            "provincie": row["provincie"],
            "veilig_thuis": row["veilig_thuis"],
            "ggd": row["ggd_regio"],
            "veiligheidsregio": row["veiligheidsregio"],
            "ook": search_words(row["gemeente"]),
        })
    check(places, names)
    return places, teams


def check(places, names):
    official = [p["gemeente"] for p in places]
    for what, values in (("code", [p["gm_code"] for p in places]), ("name", official)):
        double = sorted({v for v in values if values.count(v) > 1})
        if double:
            raise Trouble(f"gemeenten.csv: {what} occurs twice: {', '.join(double)}")
    unused = sorted(set(names) - {p["veilig_thuis"] for p in places})
    if unused:
        raise Trouble(f"no municipality for {', '.join(unused)}")
    unknown = sorted((set(NAMES) | set(FORMER) | set(PLACES)) - set(official))
    if unknown:
        raise Trouble(f"search words for a municipality that does not exist: {', '.join(unknown)}")
    owner = {key(name): name for name in official}
    for place in places:
        for word in place["ook"]:
            other = owner.setdefault(key(word), place["gemeente"])
            if other != place["gemeente"] and word not in SHARED_WORDS:
                raise Trouble(f"search word {word!r} would mean both {other} and {place['gemeente']}")


def render(places, teams):
    def rows(items):
        return "[\n" + ",\n".join("  " + json.dumps(i, ensure_ascii=False) for i in items) + "\n ]"

    lines = []
    for name, value in HEAD.items():
        shown = rows(value) if name == "bronnen" else json.dumps(value, ensure_ascii=False)
        lines.append(f' "{name}": {shown}')
    lines.append(f' "gemeenten": {rows(places)}')
    lines.append(f' "veilig_thuis": {rows(teams)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--shared", type=Path, default=REPO.parent / "shared", help="folder with data/ (default: ../shared)")
    ask.add_argument("--controleer", action="store_true", help="compare with the committed file; exit 1 if it differs")
    given = ask.parse_args()
    try:
        places, teams = build(given.shared)
    except Trouble as trouble:
        sys.exit(f"maak_gemeenten: {trouble}")
    text = render(places, teams)
    count = f"{len(places)} municipalities, {len(teams)} Veilig Thuis, {sum(len(p['ook']) for p in places)} search words"
    if given.controleer:
        here = OUTPUT.read_text(encoding="utf-8") if OUTPUT.exists() else None
        if here != text:
            why = "does not exist" if here is None else "differs from what the tables give"
            sys.exit(f"maak_gemeenten: {OUTPUT.relative_to(REPO)} {why}; run scripts/maak_gemeenten.py and look at the difference")
        print(f"{OUTPUT.relative_to(REPO)}: up to date, {count}")
        return
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT.relative_to(REPO)}: {count}")


if __name__ == "__main__":
    main()
