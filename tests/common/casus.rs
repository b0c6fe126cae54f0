//! A casus in memory: acts are done on it as the kluis would, and it can be rolled out of dice with a text of the test's
//! own in every field.

use std::collections::BTreeMap;

use aandacht::domain::casus::{
    Aard, Afdruksoort, Besluit, Delen, Dossier, Formulier, Grond, Regel, Rol, Sluitreden, Strekking, TermijnAard,
    Toestemmingsstand, Wanneer, Wat, add, begin, redo, undo,
};
use aandacht::domain::gesprek::Draft;
use aandacht::domain::kluis::{Batch, Change, Checklistversie, Model, Moment, Owner, Record, RecordId, Stored};
use aandacht::domain::walk::{Answer, Walk};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date, datetime};

use super::dice::Dice;

/// The id of every casus here.
pub const CASUS: RecordId = RecordId([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
/// The day on which forms are filled in.
pub const TODAY: Date = date(2026, 11, 22);

/// A casus that is worked on: every act takes a minute.
#[derive(Clone)]
pub struct Werk {
    /// Its lines.
    pub lines: Vec<Regel>,
    /// The versions of checklists that were kept.
    pub versions: Vec<Checklistversie>,
    /// What the clock says.
    pub now: DateTime,
}

impl Werk {
    /// A new casus, on 3 November at nine.
    pub fn new() -> Werk {
        Werk::with_consult(None)
    }

    /// A new casus that takes a consult over.
    pub fn with_consult(consult: Option<&Walk>) -> Werk {
        let now = datetime(2026, 11, 3, 9, 0, 0, 0);
        let mut werk = Werk { lines: Vec::new(), versions: Vec::new(), now };
        let batch = begin("Linde-Mus", "onderwijs", Rol::Professional, consult, Moment::utc(now));
        werk.take(&batch);
        werk
    }

    /// Keeps a batch, as the kluis does.
    pub fn take(&mut self, batch: &Batch) {
        for change in &batch.for_casus(CASUS).changes {
            match change {
                Change::Put { owner: Owner::Casus(CASUS), record: Record::Regel(regel), .. } => {
                    self.lines.push(regel.as_ref().clone());
                }
                Change::Put { owner: Owner::Shared, record: Record::Checklistversie(kept), .. } => {
                    self.versions.push(kept.as_ref().clone());
                }
                Change::Put { .. } | Change::Delete(_) => {}
            }
        }
    }

    /// The next minute.
    pub fn moment(&mut self) -> Moment {
        self.now = self.now.checked_add(1.minute()).unwrap();
        Moment::utc(self.now)
    }

    /// Adds a line; its number.
    pub fn add(&mut self, wat: Wat) -> u32 {
        self.add_for(wat, Delen::Gewoon)
    }

    /// Adds a line that these may read; its number.
    pub fn add_for(&mut self, wat: Wat, delen: Delen) -> u32 {
        let (dossier, now) = (self.dossier(), self.moment());
        self.take(&add(&dossier, wat, delen, now));
        dossier.next()
    }

    /// Adds what a filled form says; its number.
    pub fn fill(&mut self, form: Formulier, values: &[(&str, &str)]) -> u32 {
        let (wat, delen) = form.line(&self.draft(form, values), None, self.now.date()).unwrap();
        self.add_for(wat, delen)
    }

    /// Corrects a line with a filled form; the number of the correction.
    pub fn correct(&mut self, nr: u32, values: &[(&str, &str)]) -> u32 {
        let (nu, today) = (self.dossier().lijn(nr).unwrap().nu.clone(), self.now.date());
        let form = Formulier::of(&nu).unwrap();
        let mut draft = form.filled(&nu, today);
        values.iter().for_each(|(field, value)| draft.set(field, value));
        let wat = form.correctie(&draft, nr, today).unwrap();
        self.add(wat)
    }

    /// A form as it begins, with these fields filled in.
    pub fn draft(&self, form: Formulier, values: &[(&str, &str)]) -> Draft {
        let mut draft = form.begin(self.now.date());
        values.iter().for_each(|(field, value)| draft.set(field, value));
        draft
    }

    /// Withdraws a line with a reason; the number of the withdrawal.
    pub fn withdraw(&mut self, nr: u32) -> u32 {
        self.add(Wat::Intrekking { regel: nr, reden: format!("reden bij {nr}"), ongedaan: false })
    }

    /// Takes the last act back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let (dossier, now) = (self.dossier(), self.moment());
        undo(&dossier, now).map(|batch| self.take(&batch)).is_some()
    }

    /// Does again what was taken back; whether there was something.
    pub fn redo(&mut self) -> bool {
        let (dossier, now) = (self.dossier(), self.moment());
        redo(&dossier, now).map(|batch| self.take(&batch)).is_some()
    }

    /// The casus as it stands.
    pub fn dossier(&self) -> Dossier {
        Dossier::of(CASUS, self.lines.iter().cloned()).expect("it has a beginning")
    }

    /// The kluis with this casus in it.
    pub fn model(&self) -> Model {
        let lines = self.lines.iter().map(|line| (Owner::Casus(CASUS), Record::from(line.clone())));
        let versions = self.versions.iter().map(|kept| (Owner::Shared, Record::from(kept.clone())));
        let stored = lines.chain(versions).zip(1_u128..);
        let records: BTreeMap<RecordId, Stored> =
            stored.map(|((owner, record), at)| (RecordId(at.to_be_bytes()), Stored { owner, record })).collect();
        Model::new(records)
    }

    /// A casus with this many acts of any kind. `text` makes the text of every field that somebody types.
    pub fn roll(dice: &mut Dice<'_>, acts: usize, text: &mut dyn FnMut(&str) -> String) -> Werk {
        let mut werk = Werk::new();
        for _ in 0..acts {
            let dossier = werk.dossier();
            let kind = dice.one(&KINDS);
            let delen = dice.one(Delen::ALL);
            let fits = |wat: &Wat| match kind {
                "begin" => false,
                "correctie" => wat.may_be_corrected(),
                "afgehandeld" => matches!(wat, Wat::Termijn { .. } | Wat::Actie { .. }),
                "merk" => !wat.is_about_a_line(),
                "intrekking" => !matches!(wat, Wat::Begin { .. }),
                _ => true,
            };
            let targets: Vec<u32> = dossier
                .geldend()
                .filter(|lijn| fits(&lijn.nu) && (kind != "afgehandeld" || lijn.afgehandeld.is_none()))
                .map(|lijn| lijn.regel.nr)
                .collect();
            match dice.below(12) {
                0 => drop(werk.undo()),
                1 => drop(werk.redo()),
                _ if targets.is_empty() => {}
                _ => {
                    let about = dice.one(&targets);
                    let mut wat = of_kind(kind, about, dice, text);
                    if let Wat::Correctie { wordt, .. } = &mut wat {
                        // In the form in which the line was filled in.
                        let form = Formulier::of(&dossier.lijn(about).unwrap().nu);
                        let made_in = |kind: &str| Formulier::of(&of_kind(kind, about, &mut Dice::of(&[]), &mut words));
                        let kinds: Vec<&str> = CORRECTABLE.into_iter().filter(|kind| made_in(kind) == form).collect();
                        **wordt = of_kind(dice.one(&kinds), about, dice, text);
                    }
                    werk.add_for(wat, delen);
                }
            }
        }
        werk
    }
}

/// Every kind of line, by what it is stored under.
pub const KINDS: [&str; 25] = [
    "begin",
    "hernoemd",
    "drager",
    "betrokkene",
    "loop",
    "antwoord",
    "notitie",
    "advies",
    "geen-advies",
    "gesprek",
    "geen-gesprek",
    "kindcheck",
    "toestemming",
    "beslissing",
    "melding",
    "terugkoppeling",
    "termijn",
    "actie",
    "afgehandeld",
    "correctie",
    "intrekking",
    "merk",
    "afdruk",
    "sluiting",
    "heropening",
];

/// The kinds that are typed in a form of their own and can be corrected.
pub const CORRECTABLE: [&str; 15] = [
    "hernoemd",
    "drager",
    "betrokkene",
    "notitie",
    "advies",
    "geen-advies",
    "gesprek",
    "geen-gesprek",
    "kindcheck",
    "toestemming",
    "beslissing",
    "melding",
    "terugkoppeling",
    "termijn",
    "actie",
];

/// A moment that has been, as precisely as the dice know it.
fn wanneer(dice: &mut Dice<'_>) -> Wanneer {
    let datum = day(dice, date(2026, 1, 1));
    let hour = i8::try_from(dice.below(24)).unwrap();
    let minute = i8::try_from(dice.below(60)).unwrap();
    match dice.below(4) {
        0 => Wanneer::default(),
        1 => Wanneer::on(datum),
        _ => Wanneer { datum: Some(datum), tijd: Some(Time::constant(hour, minute, 0, 0)) },
    }
}

fn day(dice: &mut Dice<'_>, from: Date) -> Date {
    from.checked_add(i64::try_from(dice.below(250)).unwrap().days()).unwrap()
}

/// A line of this kind. `text` is asked for the text of each field; a field that may stay empty has a `?` before it.
#[expect(clippy::too_many_lines, reason = "one table of kinds, read as a whole")]
pub fn of_kind(kind: &str, about: u32, dice: &mut Dice<'_>, text: &mut dyn FnMut(&str) -> String) -> Wat {
    let autumn = date(2026, 10, 1);
    match kind {
        "begin" => Wat::Begin { pseudoniem: text("pseudoniem"), sector: "onderwijs".into(), rol: dice.one(Rol::ALL) },
        "hernoemd" => Wat::Hernoemd { pseudoniem: text("pseudoniem") },
        "drager" => Wat::Drager { functie: text("functie") },
        "betrokkene" => {
            Wat::Betrokkene { relatie: text("relatie"), leeftijd: text("?leeftijd"), verzorgt: dice.chance(50) }
        }
        "loop" => Wat::Loop {
            checklist: "kindcheck".into(),
            titel: text("titel"),
            versie: text("versie"),
            vingerafdruk: "ab".repeat(32),
        },
        "antwoord" => Wat::Antwoord {
            r#loop: about,
            antwoord: Answer { knoop: "k1".into(), antwoord: "ja".into(), aangevinkt: vec!["s1".into()] },
            vraag: text("vraag"),
            gekozen: text("gekozen"),
            reden: text("?reden"),
        },
        "notitie" => {
            let aard = dice.one(Aard::ALL);
            Wat::Notitie {
                aard,
                van: if aard == Aard::Uitspraak { text("van") } else { String::new() },
                bron: text("bron"),
                wanneer: wanneer(dice),
                strekking: dice.one(Strekking::ALL),
                tekst: text("tekst"),
            }
        }
        "advies" => Wat::Advies {
            aan: text("aan"),
            wanneer: wanneer(dice),
            anoniem: dice.chance(50),
            vraag: text("?vraag"),
            advies: text("advies"),
        },
        "geen-advies" => Wat::GeenAdvies { aan: text("aan"), waarom: text("waarom") },
        "gesprek" => Wat::Gesprek {
            wanneer: wanneer(dice),
            aanwezig: text("aanwezig"),
            besproken: text("besproken"),
            reactie: text("?reactie"),
            afspraken: text("?afspraken"),
        },
        "geen-gesprek" => {
            Wat::GeenGesprek { met: text("met"), grond: dice.one(Grond::ALL), toelichting: text("toelichting") }
        }
        "kindcheck" => Wat::Kindcheck {
            aantal: text("aantal"),
            leeftijden: text("?leeftijden"),
            zorg: text("?zorg"),
            toelichting: text("?toelichting"),
        },
        "toestemming" => Wat::Toestemming {
            van: text("van"),
            waarvoor: text("waarvoor"),
            stand: dice.one(Toestemmingsstand::ALL),
            onthouden_aan: text("?onthouden_aan"),
            waarom: text("waarom"),
        },
        "beslissing" => Wat::Beslissing {
            besluit: dice.one(Besluit::ALL),
            wanneer: wanneer(dice),
            eindverantwoordelijke: text("eindverantwoordelijke"),
            waarom: text("waarom"),
            tegenspraak: text("?tegenspraak"),
            verzorgers: text("?verzorgers"),
        },
        "melding" => {
            let day = day(dice, date(2026, 3, 1));
            Wat::Melding {
                wanneer: Wanneer { datum: Some(day), ..wanneer(dice) },
                aan: text("aan"),
                ingelicht: text("ingelicht"),
                afspraken: text("?afspraken"),
            }
        }
        "terugkoppeling" => Wat::Terugkoppeling {
            wanneer: wanneer(dice),
            van: text("van"),
            inhoud: text("inhoud"),
            onderzoek: dice.chance(50).then(|| day(dice, autumn)),
        },
        "termijn" => Wat::Termijn { aard: dice.one(TermijnAard::ALL), tekst: text("tekst"), datum: day(dice, autumn) },
        "actie" => {
            Wat::Actie { tekst: text("tekst"), wie: text("wie"), datum: dice.chance(50).then(|| day(dice, autumn)) }
        }
        "afgehandeld" => Wat::Afgehandeld { regel: about, hoe: text("?hoe") },
        "correctie" => {
            let kind = dice.one(&CORRECTABLE);
            let wordt = Box::new(of_kind(kind, about, dice, text));
            Wat::Correctie { regel: about, reden: text("reden"), wordt }
        }
        "intrekking" => Wat::Intrekking { regel: about, reden: text("reden"), ongedaan: dice.chance(30) },
        "merk" => Wat::Merk { regel: about, delen: dice.one(Delen::ALL) },
        "afdruk" => Wat::Afdruk {
            afdruk: dice.one(Afdruksoort::ALL),
            weggelaten: vec![about],
            verzegeld: dice.one(&[None, Some(true), Some(false)]),
        },
        "sluiting" => Wat::Sluiting {
            reden: dice.one(Sluitreden::ALL),
            toelichting: text("?toelichting"),
            vernietigen_vanaf: day(dice, autumn),
        },
        "heropening" => Wat::Heropening { reden: text("reden") },
        other => panic!("no kind {other}"),
    }
}

/// Texts that are all different and that occur nowhere else: `zq1zq`, `zq2zq` …
pub fn markers() -> impl FnMut(&str) -> String {
    let mut made = 0;
    move |_| {
        made += 1;
        format!("zq{made}zq")
    }
}

/// The markers in a text, in order of place.
pub fn markers_in(text: &str) -> Vec<String> {
    let mut parts = text.split("zq").skip(1);
    let mut found = Vec::new();
    while let Some(number) = parts.next() {
        found.push(format!("zq{number}zq"));
        parts.next();
    }
    found
}

/// The markers in what a line says.
pub fn markers_of(wat: &Wat) -> Vec<String> {
    markers_in(&serde_json::to_string(wat).unwrap())
}

/// Plain words for a text that is not what a test is about.
pub fn words(field: &str) -> String {
    format!("tekst bij {}", field.trim_start_matches('?'))
}

/// A note.
pub fn note(tekst: &str) -> Wat {
    Wat::Notitie {
        aard: Aard::Waarneming,
        van: String::new(),
        bron: "zelf gezien".into(),
        wanneer: Wanneer::default(),
        strekking: Strekking::Bevestigt,
        tekst: tekst.into(),
    }
}

/// A report on this day.
pub fn report(day: Date) -> Wat {
    Wat::Melding {
        wanneer: Wanneer::on(day),
        aan: "Veilig Thuis".into(),
        ingelicht: "beide ouders".into(),
        afspraken: String::new(),
    }
}

/// A casus of three weeks with everything in it: the one of the printed examples.
#[expect(clippy::too_many_lines, reason = "one story, read as a whole")]
pub fn rich() -> Werk {
    let mut werk = Werk::new();
    let on = |werk: &mut Werk, day: i8, hour: i8| werk.now = datetime(2026, 11, day, hour, 0, 0, 0);
    werk.fill(Formulier::Betrokkene, &[("relatie", "kind"), ("leeftijd", "7"), ("verzorgt", "nee")]);
    werk.fill(Formulier::Betrokkene, &[("relatie", "moeder"), ("leeftijd", "34"), ("verzorgt", "ja")]);
    werk.fill(Formulier::Betrokkene, &[("relatie", "vader"), ("verzorgt", "ja")]);
    werk.fill(Formulier::Drager, &[("functie", "intern begeleider")]);
    let seen = [("aard", "waarneming"), ("bron", "zelf gezien, in de klas"), ("delen", "gewoon")];
    on(&mut werk, 3, 16);
    werk.fill(
        Formulier::Notitie,
        &[
            &seen[..],
            &[
                ("tekst", "Kind komt drie dagen zonder jas en zonder eten."),
                ("wanneer", "vandaag 10.15"),
                ("strekking", "bevestigt"),
            ],
        ]
        .concat(),
    );
    werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "uitspraak"),
            ("van", "moeder"),
            ("tekst", "\"Hij eet thuis wel, hij is gewoon vergeetachtig.\""),
            ("bron", "aan het hek"),
            ("wanneer", "3-11 15.40"),
            ("strekking", "ontkracht"),
            ("delen", "gewoon"),
        ],
    );
    on(&mut werk, 4, 9);
    let school = werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "uitspraak"),
            ("van", "overblijfouder"),
            ("tekst", "Er wordt thuis veel geschreeuwd."),
            ("bron", "telefoontje"),
            ("wanneer", "gisteren"),
            ("strekking", "bevestigt"),
            ("delen", "van-derden"),
        ],
    );
    werk.fill(
        Formulier::Advies,
        &[
            ("aan", "Veilig Thuis"),
            ("wanneer", "vandaag 9.05"),
            ("vraag", "Eerst praten met moeder?"),
            ("advies", "Eerst gesprek met moeder, samen met de intern begeleider."),
        ],
    );
    let judged = werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "duiding"),
            ("tekst", "Moeder is onbetrouwbaar."),
            ("bron", "twee gemiste afspraken"),
            ("wanneer", "vandaag 9.10"),
            ("strekking", "onbekend"),
            ("delen", "gewoon"),
        ],
    );
    werk.correct(judged, &[("tekst", "Moeder kwam twee afspraken niet na; reden onbekend."), ("reden", "oordeel")]);
    werk.fill(Formulier::Kindcheck, &[("aantal", "1"), ("leeftijden", "7"), ("zorg", "om de week bij vader")]);
    on(&mut werk, 6, 15);
    werk.fill(
        Formulier::Gesprek,
        &[
            ("wanneer", "vandaag 14.00"),
            ("aanwezig", "moeder, intern begeleider"),
            ("besproken", "Wat wij zien op school."),
            ("reactie", "Schrikt, en vertelt over geldzorgen."),
            ("afspraken", "Huisarts; terugbellen voor 13 november."),
        ],
    );
    werk.fill(
        Formulier::Gesprek,
        &[("gehouden", "nee"), ("aanwezig", "vader"), ("grond", "geen-contact"), ("toelichting", "Drie keer gebeld.")],
    );
    werk.fill(
        Formulier::Toestemming,
        &[
            ("stand", "gegeven"),
            ("van", "moeder"),
            ("waarvoor", "overleg met de huisarts"),
            ("onthouden_aan", "vader"),
            ("waarom", "angst"),
        ],
    );
    let call = werk.fill(Formulier::Actie, &[("tekst", "terugbellen moeder"), ("wie", "ik"), ("datum", "13 november")]);
    let wrong = werk.fill(Formulier::Termijn, &[("aard", "evaluatie"), ("datum", "over 2 weken")]);
    werk.withdraw(wrong);
    on(&mut werk, 13, 10);
    werk.add(Wat::Afgehandeld { regel: call, hoe: "moeder neemt niet op".into() });
    werk.fill(
        Formulier::Beslissing,
        &[
            ("besluit", "melden-en-hulp"),
            ("eindverantwoordelijke", "directeur"),
            ("waarom", "Afspraken niet nagekomen; kind valt af."),
            ("tegenspraak", "Oma springt bij."),
            ("verzorgers", "Moeder: geldzorgen. Vader: niet gesproken."),
            ("delen", "onveilig"),
        ],
    );
    werk.fill(
        Formulier::Melding,
        &[
            ("wanneer", "vandaag 10.30"),
            ("aan", "Veilig Thuis Gelderland-Zuid"),
            ("ingelicht", "Moeder; vader niet, want onbereikbaar."),
            ("delen", "onveilig"),
        ],
    );
    on(&mut werk, 20, 11);
    werk.fill(
        Formulier::Terugkoppeling,
        &[
            ("wanneer", "vandaag"),
            ("van", "medewerker Veilig Thuis"),
            ("inhoud", "Er komt een onderzoek."),
            ("onderzoek", "vandaag"),
        ],
    );
    werk.fill(Formulier::Termijn, &[("aard", "toets"), ("tekst", "hulp van het lokaal team"), ("datum", "4-1-2027")]);
    werk.add(Wat::Merk { regel: school, delen: Delen::Onveilig });
    werk
}
