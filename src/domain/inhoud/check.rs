//! What a single file can be checked for without looking at others.

use std::collections::{HashMap, HashSet};

use super::beslisboom::{Beslisboom, KnoopSoort};
use super::groepswerk;
use super::kop::{Punt, Zekerheid};
use super::{
    Bewaartermijnen, Inhoud, Kop, Naslag, Nummers, Problems, Schrijfhulp, Signalen, Startnetwerk, Woordenlijst,
    sector_ids, sector_name,
};
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{self, Veld};
use crate::domain::search::fold;

/// Whether a text can be an id: lower-case letters, digits and dashes.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Adds every problem that shows within the file itself.
pub fn check_file(inhoud: &Inhoud, problems: &mut Problems) {
    check_kop(inhoud.kop(), problems);
    let mut check = Check { bronnen: inhoud.kop().bronnen.iter().map(|bron| bron.id.as_str()).collect(), problems };
    match inhoud {
        Inhoud::Beslisboom(file) => {
            check.sector(&file.kop.id, &file.inhoud);
            check.beslisboom(&file.inhoud);
        }
        Inhoud::Signalen(file) => check.signalen(&file.inhoud),
        Inhoud::Naslag(file) => check.naslag(&file.inhoud),
        Inhoud::Nummers(file) => check.nummers(&file.inhoud),
        Inhoud::Woordenlijst(file) => check.woordenlijst(&file.inhoud),
        Inhoud::Gemeenten(file) => check.gemeenten(&file.inhoud),
        Inhoud::Schrijfhulp(file) => check.schrijfhulp(&file.inhoud),
        Inhoud::Bewaartermijnen(file) => check.bewaartermijnen(&file.inhoud),
        Inhoud::Netwerk(file) => check.startnetwerk(&file.inhoud),
        Inhoud::Werkvorm(file) => groepswerk::werkvorm(&mut check, &file.inhoud),
        Inhoud::Casus(file) => groepswerk::oefencasus(&mut check, &file.inhoud),
        Inhoud::Anoniem(file) => groepswerk::anoniem(&mut check, &file.inhoud),
    }
}

fn check_kop(kop: &Kop, problems: &mut Problems) {
    if !is_id(&kop.id) {
        problems.add(
            "id",
            format!("\"{}\" is geen goede id.", kop.id),
            "Gebruik kleine letters, cijfers en streepjes.",
        );
    }
    for (name, text) in [("titel", &kop.titel), ("omschrijving", &kop.omschrijving), ("versie", &kop.versie)] {
        if text.trim().is_empty() {
            problems.add(name, format!("Het veld `{name}` is leeg."), "Vul het in.");
        }
    }
    if kop.bronnen.is_empty() {
        problems.add("bronnen", "Het bestand noemt geen bron.", "Noem minstens één bron.");
    }
    for (at, bron) in kop.bronnen.iter().enumerate() {
        for (name, text) in [("titel", &bron.titel), ("uitgever", &bron.uitgever), ("vindplaats", &bron.vindplaats)] {
            if text.trim().is_empty() {
                problems.add(format!("bronnen[{at}].{name}"), format!("Het veld `{name}` is leeg."), "Vul het in.");
            }
        }
    }
    unique("bronnen", kop.bronnen.iter().map(|bron| bron.id.as_str()), problems);
}

pub(super) fn unique<'a>(place: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            problems.add(place, format!("De id \"{id}\" komt twee keer voor."), "Geef een van de twee een andere id.");
        }
    }
}

pub(super) struct Check<'a> {
    bronnen: HashSet<&'a str>,
    pub(super) problems: &'a mut Problems,
}

impl Check<'_> {
    pub(super) fn filled(&mut self, place: &str, text: &str) {
        if text.trim().is_empty() {
            self.problems.add(place, "Deze tekst is leeg.", "Vul de tekst in of haal het veld weg.");
        }
    }

    pub(super) fn id(&mut self, place: &str, id: &str) {
        if !is_id(id) {
            self.problems.add(place, "Dit is geen goede id.", "Gebruik kleine letters, cijfers en streepjes.");
        }
    }

    fn sources(&mut self, place: &str, bronnen: &[String]) {
        for bron in bronnen {
            if !self.bronnen.contains(bron.as_str()) {
                self.problems.add(
                    place,
                    format!("De bron \"{bron}\" staat niet in de kop."),
                    "Voeg de bron toe aan `bronnen` in de kop, of verbeter de naam.",
                );
            }
        }
    }

    /// Something that must say where it comes from.
    pub(super) fn origin(&mut self, place: &str, bronnen: &[String], feiten: &[String]) {
        if bronnen.is_empty() || feiten.is_empty() {
            self.problems.add(
                place,
                "Hier ontbreekt de herkomst.",
                "Noem minstens één bron in `bronnen` en één feit in `feiten`.",
            );
        }
        self.sources(place, bronnen);
    }

    fn punten(&mut self, place: &str, punten: &[Punt]) {
        for (at, punt) in punten.iter().enumerate() {
            let place = format!("{place}[{at}]");
            self.filled(&place, punt.tekst());
            if let Punt::Object(punt) = punt {
                self.filled(&place, punt.label.as_deref().unwrap_or("-"));
                self.sources(&place, &punt.bronnen);
                if !punt.feiten.is_empty() && punt.zekerheid.is_none() {
                    self.problems.add(
                        place,
                        "Dit punt noemt feiten maar geen zekerheid.",
                        "Voeg `zekerheid` toe: hoog, middel of laag.",
                    );
                }
            }
        }
    }

    fn beslisboom(&mut self, boom: &Beslisboom) {
        if let Some(kader) = &boom.kader {
            for (name, text) in [("naam", &kader.naam), ("uitgever", &kader.uitgever), ("tekst", &kader.tekst)] {
                self.filled(&format!("kader, {name}"), text);
            }
            self.origin("kader", &kader.bronnen, &kader.feiten);
        }
        unique("knopen", boom.knopen.iter().map(|knoop| knoop.kop.id.as_str()), self.problems);
        unique("stappen", boom.stappen.iter().map(|stap| stap.id.as_str()), self.problems);
        for stap in &boom.stappen {
            self.filled(&format!("stap {}", stap.id), &stap.titel);
        }
        for knoop in &boom.knopen {
            let place = format!("knoop {}", knoop.kop.id);
            self.filled(&format!("{place}, toelichting"), knoop.kop.toelichting.as_deref().unwrap_or("-"));
            self.id(&place, &knoop.kop.id);
            self.filled(&place, knoop.prompt());
            if !boom.stappen.iter().any(|stap| stap.id == knoop.kop.stap) {
                self.problems.add(
                    &*place,
                    format!("De stap \"{}\" bestaat niet.", knoop.kop.stap),
                    "Noem een stap die in `stappen` staat.",
                );
            }
            let optional = matches!(knoop.soort, KnoopSoort::Deelboom(_)) && knoop.kop.zekerheid.is_none();
            if !optional {
                self.origin(&place, &knoop.kop.bronnen, &knoop.kop.feiten);
                if knoop.kop.zekerheid.is_none() {
                    self.problems.add(&*place, "Hier ontbreekt `zekerheid`.", "Kies hoog, middel of laag.");
                }
            }
            if matches!(knoop.soort, KnoopSoort::Uitkomst(_)) && !knoop.kop.per_rol.is_empty() {
                self.problems.add(
                    format!("{place}, per_rol"),
                    "Een uitkomst wordt voor elke rol hetzelfde getoond.",
                    "Zet `per_rol` op de vraag of handeling die ervoor komt.",
                );
            }
            for per_rol in &knoop.kop.per_rol {
                self.punten(&format!("{place}, per_rol {}", per_rol.rol.name()), &per_rol.punten);
            }
            for (at, uitleg) in knoop.kop.uitleg.iter().enumerate() {
                self.filled(&format!("{place}, uitleg[{at}].kop"), &uitleg.kop);
                self.punten(&format!("{place}, uitleg[{at}].punten"), &uitleg.punten);
            }
            self.knoop_texts(&place, &knoop.soort);
        }
    }

    /// A road of a sector says so in its id, and says whose framework it follows.
    fn sector(&mut self, id: &str, boom: &Beslisboom) {
        let Some(sector) = &boom.sector else { return };
        self.sectoren("sector", [sector]);
        let vorm = boom.vorm.name();
        if id != format!("{vorm}-{sector}") {
            self.problems.add(
                "sector",
                format!("De id \"{id}\" hoort niet bij deze sector."),
                format!("Noem het bestand {vorm}-{sector}, of haal `sector` weg."),
            );
        }
        if boom.kader.is_none() {
            self.problems.add(
                "kader",
                "Hier ontbreekt het kader van de beroepsgroep.",
                "Zeg welk kader de beroepsgroep heeft, en of de tekst is ingezien.",
            );
        }
    }

    /// Every one of these is the id of a sector.
    pub(super) fn sectoren<'a>(&mut self, place: &str, sectoren: impl IntoIterator<Item = &'a String>) {
        for sector in sectoren.into_iter().filter(|id| sector_name(id).is_none()) {
            self.problems.add(
                place,
                format!("De sector \"{sector}\" is niet bekend."),
                format!("Kies uit: {}.", sector_ids()),
            );
        }
    }

    fn knoop_texts(&mut self, place: &str, soort: &KnoopSoort) {
        match soort {
            KnoopSoort::Vraag(vraag) => {
                self.filled(&format!("{place}, open_laten"), vraag.open_laten.as_deref().unwrap_or("-"));
                unique(place, vraag.antwoorden.iter().map(|antwoord| antwoord.id.as_str()), self.problems);
                for antwoord in &vraag.antwoorden {
                    let place = format!("{place}, antwoord {}", antwoord.id);
                    self.filled(&place, &antwoord.tekst);
                    if let Some(actie) = &antwoord.actie {
                        self.filled(&place, &actie.tekst);
                        self.sources(&place, &actie.bronnen);
                    }
                }
            }
            KnoopSoort::Handeling(handeling) => {
                let lists = [
                    ("doel", &handeling.doel),
                    ("doen", &handeling.doen),
                    ("niet_doen", &handeling.niet_doen),
                    ("vastleggen", &handeling.vastleggen),
                    ("anders", &handeling.anders),
                ];
                for (name, punten) in lists {
                    self.punten(&format!("{place}, {name}"), punten);
                }
                if handeling.contact.is_empty() {
                    self.problems.add(
                        place,
                        "Het veld `contact` is leeg.",
                        "Zeg met wie deze handeling de gebruiker in contact brengt, of \"geen\".",
                    );
                }
            }
            KnoopSoort::Lijst(lijst) => {
                if lijst.lijst.is_some() != lijst.lijsten.is_empty() {
                    self.problems.add(
                        place,
                        "Geef `lijst` of `lijsten`, en niet allebei.",
                        "Noem één lijst in `lijst`, of meer in `lijsten`.",
                    );
                }
            }
            KnoopSoort::Deelboom(_) => {}
            KnoopSoort::Uitkomst(uitkomst) => {
                self.filled(&format!("{place}, tekst"), uitkomst.tekst.as_deref().unwrap_or("-"));
                for (at, actie) in uitkomst.acties.iter().enumerate() {
                    let place = format!("{place}, acties[{at}]");
                    self.filled(&place, &actie.tekst);
                    self.sources(&place, &actie.bronnen);
                }
                for (at, termijn) in uitkomst.termijnen.iter().enumerate() {
                    let place = format!("{place}, termijnen[{at}]");
                    self.filled(&place, &termijn.tekst);
                    self.sources(&place, &termijn.bronnen);
                }
            }
        }
    }

    fn signalen(&mut self, signalen: &Signalen) {
        self.filled("inleiding", &signalen.inleiding);
        self.punten("let_op", &signalen.let_op);
        unique("groepen", signalen.items().map(|item| item.id.as_str()), self.problems);
        if signalen.items().next().is_none() {
            self.problems.add("groepen", "De lijst heeft geen signalen.", "Voeg signalen toe.");
        }
        for item in signalen.items() {
            let place = format!("signaal {}", item.id);
            self.id(&place, &item.id);
            self.filled(&place, &item.tekst);
            self.origin(&place, &item.bronnen, &item.feiten);
        }
    }

    fn naslag(&mut self, naslag: &Naslag) {
        unique("hoofdstukken", naslag.hoofdstukken.iter().map(|deel| deel.id.as_str()), self.problems);
        for deel in &naslag.hoofdstukken {
            let place = format!("hoofdstuk {}", deel.id);
            self.filled(&place, &deel.titel);
            if deel.tekst.is_none() && deel.punten.is_empty() {
                self.problems.add(&*place, "Dit hoofdstuk is leeg.", "Geef het een `tekst` of `punten`.");
            }
            self.punten(&format!("{place}, punten"), &deel.punten);
            self.origin(&place, &deel.bronnen, &deel.feiten);
        }
    }

    fn nummers(&mut self, nummers: &Nummers) {
        unique("nummers", nummers.nummers.iter().map(|nummer| nummer.id.as_str()), self.problems);
        self.punten("noodregels", &nummers.noodregels);
        for nummer in &nummers.nummers {
            let place = format!("nummer {}", nummer.id);
            self.filled(&place, &nummer.nummer);
            self.origin(&place, &nummer.bronnen, &nummer.feiten);
            if nummer.zekerheid == Zekerheid::Laag {
                self.problems.add(
                    &*place,
                    "Een nummer met zekerheid laag wordt niet getoond.",
                    "Controleer het nummer bij de bron, of haal het weg.",
                );
            }
        }
        let first: Vec<_> = nummers.emergency().iter().take(2).map(|nummer| nummer.nummer.as_str()).collect();
        if first != ["112", "0800-2000"] {
            self.problems.add(
                "noodpagina",
                "De noodpagina begint niet met 112 en 0800-2000.",
                "Geef 112 `noodpagina` 1 en Veilig Thuis 2.",
            );
        }
    }

    fn woordenlijst(&mut self, lijst: &Woordenlijst) {
        unique("woorden", lijst.woorden.iter().map(|woord| woord.id.as_str()), self.problems);
        let ids: HashSet<_> = lijst.woorden.iter().map(|woord| woord.id.as_str()).collect();
        for woord in &lijst.woorden {
            let place = format!("woord {}", woord.id);
            self.filled(&place, &woord.woord);
            self.filled(&place, &woord.betekenis);
            self.origin(&place, &woord.bronnen, &woord.feiten);
            for other in woord.zie_ook.iter().filter(|other| !ids.contains(other.as_str())) {
                self.problems.add(
                    &*place,
                    format!("`zie_ook` noemt \"{other}\", en dat woord is er niet."),
                    "Verbeter de id of haal haar weg.",
                );
            }
        }
    }

    fn schrijfhulp(&mut self, hulp: &Schrijfhulp) {
        self.filled("inleiding", &hulp.inleiding);
        self.filled("vraag", &hulp.vraag);
        unique("groepen", hulp.groepen.iter().map(|groep| groep.id.as_str()), self.problems);
        if hulp.groepen.is_empty() {
            self.problems.add("groepen", "De schrijfhulp heeft geen groepen.", "Voeg een groep met woorden toe.");
        }
        let mut seen = HashSet::new();
        for groep in &hulp.groepen {
            let place = format!("groep {}", groep.id);
            self.id(&place, &groep.id);
            self.filled(&format!("{place}, titel"), &groep.titel);
            self.filled(&format!("{place}, vraag"), &groep.vraag);
            self.origin(&place, &groep.bronnen, &groep.feiten);
            if groep.woorden.is_empty() {
                self.problems.add(&*place, "Deze groep heeft geen woorden.", "Voeg woorden toe of haal de groep weg.");
            }
            for woord in &groep.woorden {
                let place = format!("{place}, woord {}", woord.woord);
                self.filled(&place, woord.vraag.as_deref().unwrap_or("-"));
                for spelling in woord.spellings() {
                    self.spelling(&place, spelling, &mut seen);
                }
            }
        }
    }

    /// A form that can be found in a note, and is found once.
    fn spelling(&mut self, place: &str, spelling: &str, seen: &mut HashSet<String>) {
        let folded = fold(spelling);
        if folded.is_empty() {
            self.problems.add(place, "Hier staat een woord zonder letters.", "Vul een woord in of haal het weg.");
        } else if !seen.insert(folded) {
            self.problems.add(
                place,
                format!("\"{spelling}\" staat er twee keer; hoofdletters en accenten tellen niet."),
                "Haal een van de twee weg.",
            );
        }
    }

    fn bewaartermijnen(&mut self, file: &Bewaartermijnen) {
        self.punten("inleiding", &file.inleiding);
        unique("termijnen", file.termijnen.iter().map(|termijn| termijn.id.as_str()), self.problems);
        if file.termijnen.is_empty() {
            self.problems.add("termijnen", "Het bestand heeft geen termijnen.", "Voeg een termijn toe.");
        }
        for termijn in &file.termijnen {
            let place = format!("termijn {}", termijn.id);
            self.id(&place, &termijn.id);
            self.filled(&format!("{place}, dossier"), &termijn.dossier);
            for (name, text) in
                [("woorden", &termijn.woorden), ("vanaf", &termijn.vanaf), ("grondslag", &termijn.grondslag)]
            {
                self.filled(&format!("{place}, {name}"), text.as_deref().unwrap_or("-"));
            }
            if termijn.term().trim().is_empty() {
                self.problems.add(&*place, "Hier staat niet hoe lang.", "Geef `jaren`, `maanden` of `woorden`.");
            }
            self.punten(&format!("{place}, let_op"), &termijn.let_op);
            self.origin(&place, &termijn.bronnen, &termijn.feiten);
            self.sectoren(&place, &termijn.sectoren);
            for other in &termijn.tegenspraak {
                let found = file.termijnen.iter().find(|found| found.id == *other && found.id != termijn.id);
                if !found.is_some_and(|found| found.tegenspraak.contains(&termijn.id)) {
                    self.problems.add(
                        &*place,
                        format!("De tegenspraak met \"{other}\" staat er maar van één kant."),
                        "Laat twee termijnen elkaar noemen, of haal de id weg.",
                    );
                }
            }
        }
    }

    fn startnetwerk(&mut self, file: &Startnetwerk) {
        self.filled("regio", &file.regio);
        unique("deelregios", file.deelregios.iter().map(|part| part.id.as_str()), self.problems);
        unique("vermeldingen", file.vermeldingen.iter().map(|entry| entry.id.as_str()), self.problems);
        for part in &file.deelregios {
            let place = format!("deelregio {}", part.id);
            self.id(&place, &part.id);
            self.filled(&format!("{place}, naam"), &part.naam);
            self.origin(&place, &part.bronnen, &part.feiten);
            for code in part.gemeenten.iter().filter(|code| !file.gemeenten.contains(code)) {
                self.problems.add(
                    &*place,
                    format!("De gemeente \"{code}\" staat niet bij de regio."),
                    "Zet haar ook bij `gemeenten`, of haal haar hier weg.",
                );
            }
        }
        let ids: HashMap<&str, RecordId> =
            file.vermeldingen.iter().map(|entry| (entry.id.as_str(), RecordId::default())).collect();
        for entry in &file.vermeldingen {
            let place = format!("vermelding {}", entry.id);
            self.id(&place, &entry.id);
            self.origin(&place, &entry.bronnen, &entry.feiten);
            let required = Veld::verplicht(entry.soort).id();
            self.filled(
                &format!("{place}, {required}"),
                entry.velden.get(required).and_then(|text| text.as_str()).unwrap_or(""),
            );
            for (name, value) in &entry.velden {
                self.netwerkveld(&format!("{place}, {name}"), entry.soort, name, value, &ids);
            }
        }
    }

    /// A field that entries of this kind have, with a value of its shape.
    fn netwerkveld(
        &mut self,
        place: &str,
        soort: netwerk::Soort,
        name: &str,
        value: &serde_json::Value,
        ids: &HashMap<&str, RecordId>,
    ) {
        let Some(veld) = Veld::from_id(name).filter(|veld| veld.is_van(soort)) else {
            let known: Vec<&str> = Veld::van(soort).map(Veld::id).collect();
            let advice = format!("Kies uit: {}.", known.join(", "));
            self.problems.add(place, format!("Een {} heeft geen veld \"{name}\".", soort.text()), advice);
            return;
        };
        if netwerk::start::lees_waarde(veld, value, ids).is_none() {
            self.problems.add(
                place,
                "De waarde heeft niet de vorm die bij dit veld hoort, of verwijst naar iets dat niet in dit bestand staat.",
                "Bekijk de vorm met: aandacht checklists schema netwerk",
            );
        }
    }

    fn gemeenten(&mut self, table: &super::Gemeenten) {
        unique("gemeenten", table.gemeenten.iter().map(|gemeente| gemeente.gm_code.as_str()), self.problems);
        let names: HashSet<_> = table.veilig_thuis.iter().map(|vt| vt.naam.as_str()).collect();
        for gemeente in table.gemeenten.iter().filter(|gemeente| !names.contains(gemeente.veilig_thuis.as_str())) {
            self.problems.add(
                format!("gemeente {}", gemeente.gm_code),
                format!("\"{}\" staat niet in `veilig_thuis`.", gemeente.veilig_thuis),
                "Maak het bestand opnieuw met scripts/maak_gemeenten.py.",
            );
        }
    }
}
