//! Every act of the domain on a casus, for tests that let something happen to each: it is killed, or the disk is full.

use aandacht::content::Content;
use aandacht::domain::casus::{
    Afdruksoort, Delen, Dossier, Formulier, Gelopen, Loop, Rol, Wat, add, add_from_form, answer, answer_from_list,
    begin, begin_walk, dossiers, gelopen, keep_draft, not_made, redo, undo, withdraw_answer,
};
use aandacht::domain::gesprek::{Draft, Reader};
use aandacht::domain::kluis::{Batch, Concept, KluisAct, Model, Moment, RecordId, Vernietigregel};
use aandacht::domain::walk::Answer;

use crate::common::walked;

/// An act: its name, and how it is made of how things stand.
pub struct Daad {
    pub naam: String,
    /// The use cases of the domain that make it.
    pub van: &'static [&'static str],
    make: Box<dyn Fn(&Nu<'_>) -> KluisAct>,
}

impl Daad {
    fn new(naam: &str, van: &'static [&'static str], make: impl Fn(&Nu<'_>) -> KluisAct + 'static) -> Daad {
        Daad { naam: naam.to_owned(), van, make: Box::new(make) }
    }

    /// Of a use case that gives a batch.
    fn batch(van: &'static [&'static str], make: impl Fn(&Nu<'_>) -> Batch + 'static) -> Daad {
        Daad::new(van[0], van, move |nu| KluisAct::Commit(make(nu)))
    }

    /// What is asked of the kluis.
    pub fn asked(&self, model: &Model, content: &Content, moment: Moment) -> KluisAct {
        (self.make)(&Nu { model, content, moment })
    }
}

/// How things stand when an act begins.
struct Nu<'a> {
    model: &'a Model,
    content: &'a Content,
    moment: Moment,
}

const NAME: &str = "Linde-Mus";
const TREE: &str = "meldcode-basis";
/// The form under which ticks are kept.
const TICKS: &str = "aanvinken";

impl Nu<'_> {
    fn dossier(&self) -> Dossier {
        dossiers(self.model).into_iter().find(|dossier| dossier.pseudoniem.starts_with(NAME)).expect("it was begun")
    }

    fn casus(&self) -> RecordId {
        self.dossier().id
    }

    /// The last line of this kind.
    fn last(&self, word: &str) -> u32 {
        let dossier = self.dossier();
        dossier.geldend().rfind(|lijn| lijn.nu.word() == word).expect("there is one").regel.nr
    }

    fn walk(&self) -> (Dossier, Loop, Gelopen) {
        let dossier = self.dossier();
        let of = dossier.lopen.last().expect("a walk").clone();
        let walk = gelopen(&dossier, &of, self.model, self.content).expect("its version is there");
        (dossier, of, walk)
    }

    /// The line that a form is about.
    fn about(&self, form: Formulier) -> Option<u32> {
        match form {
            Formulier::Afhandelen => Some(self.last("actie")),
            Formulier::Intrekken => Some(self.last("advies")),
            Formulier::Delen => Some(self.last("gesprek")),
            _ => None,
        }
    }

    fn filled(&self, form: Formulier) -> Draft {
        let mut draft = form.begin(self.moment.local.date());
        velden(form).iter().for_each(|(field, value)| draft.set(field, value));
        draft
    }
}

/// What is filled in.
fn velden(form: Formulier) -> &'static [(&'static str, &'static str)] {
    match form {
        Formulier::Notitie => &[
            ("aard", "uitspraak"),
            ("van", "moeder"),
            ("tekst", "\"Hij eet thuis wel.\""),
            ("bron", "aan het hek"),
            ("wanneer", "gisteren"),
            ("strekking", "ontkracht"),
            ("delen", "gewoon"),
        ],
        Formulier::Advies => &[("aan", "Veilig Thuis"), ("wanneer", "gisteren"), ("advies", "Eerst praten.")],
        Formulier::Gesprek => &[("wanneer", "gisteren"), ("aanwezig", "moeder"), ("besproken", "Wat de school ziet.")],
        Formulier::Kindcheck => &[("aantal", "2"), ("leeftijden", "6 en 2")],
        Formulier::Toestemming => {
            &[("stand", "gegeven"), ("van", "moeder"), ("waarvoor", "de huisarts"), ("waarom", "gevraagd")]
        }
        Formulier::Beslissing => &[
            ("besluit", "melden"),
            ("wanneer", "vandaag"),
            ("eindverantwoordelijke", "directeur"),
            ("waarom", "Het houdt aan."),
        ],
        Formulier::Melding => &[("wanneer", "vandaag"), ("aan", "Veilig Thuis"), ("ingelicht", "moeder")],
        Formulier::Terugkoppeling => {
            &[("wanneer", "vandaag"), ("van", "medewerker"), ("inhoud", "Er komt onderzoek."), ("onderzoek", "vandaag")]
        }
        Formulier::Termijn => &[("aard", "toets"), ("datum", "over 4 weken")],
        Formulier::Actie => &[("tekst", "huisarts bellen"), ("wie", "ik"), ("datum", "morgen")],
        Formulier::Betrokkene => &[("relatie", "kind"), ("leeftijd", "6"), ("verzorgt", "nee")],
        Formulier::Drager => &[("functie", "intern begeleider")],
        Formulier::Hernoemen => &[("pseudoniem", "Linde-Mus-Twee")],
        Formulier::Intrekken => &[("reden", "verkeerde casus")],
        Formulier::Afhandelen => &[("hoe", "gebeld")],
        Formulier::Delen => &[("delen", "onveilig")],
        Formulier::Sluiten => &[("reden", "overgedragen"), ("toelichting", "overgedragen")],
        Formulier::Heropenen => &[("reden", "nieuw signaal")],
    }
}

/// What somebody types in a form, kept as a draft, and the line that it becomes.
fn of_form(form: Formulier) -> [Daad; 2] {
    let typed = move |nu: &Nu<'_>| {
        let velden = nu.filled(form);
        KluisAct::Keep(keep_draft(nu.casus(), form.id(), nu.about(form), velden, nu.moment))
    };
    let kept = move |nu: &Nu<'_>| {
        let (about, today) = (nu.about(form), nu.moment.local.date());
        let (wat, delen) = form.line(&nu.filled(form), about, today).expect("it is filled in");
        let key = Concept::key(nu.casus(), form.id(), about);
        KluisAct::Commit(add_from_form(&nu.dossier(), wat, delen, key, nu.moment))
    };
    [
        Daad::new(&format!("concept {}", form.id()), &["keep_draft"], typed),
        Daad::new(form.id(), &["add_from_form"], kept),
    ]
}

/// Every act, in an order in which each can be done.
pub fn daden() -> Vec<Daad> {
    let mut found = vec![
        Daad::batch(&["begin"], |nu| begin(NAME, "onderwijs", Rol::Professional, None, nu.moment)),
        Daad::batch(&["begin", "consult"], |nu| {
            let tree = nu.content.tree("afwegingskader-basis").expect("it is shipped");
            begin("Wilg-Egel", "", Rol::Leidinggevende, Some(&walked(&tree, "v1=ja v2=nee")), nu.moment)
        }),
    ];
    let ends = [Formulier::Sluiten, Formulier::Heropenen];
    found.extend(Formulier::ALL.into_iter().filter(|form| !ends.contains(form)).flat_map(of_form));
    found.extend([
        Daad::batch(&["add", "correctie"], |nu| {
            let (dossier, nr, form) = (nu.dossier(), nu.last("uitspraak"), Formulier::Notitie);
            let today = nu.moment.local.date();
            let mut draft = form.filled(&dossier.lijn(nr).expect("it is there").nu, today);
            draft.set("tekst", "\"Hij eet thuis altijd.\"");
            draft.set("reden", "niet goed verstaan");
            let wat = form.correctie(&draft, nr, today).expect("it is filled in");
            add(&dossier, wat, Delen::Gewoon, nu.moment)
        }),
        Daad::batch(&["undo"], |nu| undo(&nu.dossier(), nu.moment).expect("something to take back")),
        Daad::batch(&["redo"], |nu| redo(&nu.dossier(), nu.moment).expect("something was taken back")),
        Daad::batch(&["begin_walk"], |nu| {
            begin_walk(&nu.dossier(), &nu.content.tree(TREE).expect("shipped"), nu.moment)
        }),
    ]);
    let before = [("gevaar", "nee"), ("beroepskracht", "nee"), ("plicht", "ja"), ("onthulling", "nee"), ("eer", "nee")];
    for (knoop, antwoord) in before.into_iter().chain([("situatie", "nee"), ("taal", "nee")]) {
        found.push(Daad::batch(&["answer"], move |nu| {
            let (dossier, of, walk) = nu.walk();
            answer(&dossier, &of, &walk.walk, Answer::new(knoop, antwoord), "", nu.moment)
        }));
    }
    found.extend([
        Daad::batch(&["answer", "opnieuw"], |nu| {
            let (dossier, of, walk) = nu.walk();
            answer(&dossier, &of, &walk.walk, Answer::new("gevaar", "twijfel"), "opgezocht", nu.moment)
        }),
        Daad::batch(&["withdraw_answer"], |nu| {
            let (dossier, of, _) = nu.walk();
            withdraw_answer(&dossier, &of, "gevaar", nu.moment).expect("it was answered")
        }),
        Daad::new("concept van vinkjes", &["keep_draft"], |nu| {
            let (dossier, of, _) = nu.walk();
            let mut ticked = Draft::default();
            ticked.set("s1-lijst", "signalen-kind-4-12/a");
            KluisAct::Keep(keep_draft(dossier.id, TICKS, Some(of.nr), ticked, nu.moment))
        }),
        Daad::batch(&["answer_from_list"], |nu| {
            let (dossier, of, walk) = nu.walk();
            let here = walk.walk.open().expect("it is not over").path().to_owned();
            let ticks = Concept::key(dossier.id, TICKS, Some(of.nr));
            answer_from_list(&dossier, &of, &walk.walk, Answer::new(&here, "verder"), ticks, nu.moment)
        }),
        Daad::new("concept", &["keep_draft"], |nu| {
            let form = Formulier::Notitie;
            KluisAct::Keep(keep_draft(nu.casus(), form.id(), None, nu.filled(form), nu.moment))
        }),
        Daad::batch(&["concept weggooien"], |nu| Batch::delete(Concept::key(nu.casus(), "notitie", None))),
        Daad::batch(&["add", "afdruk"], |nu| {
            let wat = Wat::Afdruk { afdruk: Afdruksoort::Gezin, weggelaten: vec![2], verzegeld: Some(true) };
            add(&nu.dossier(), wat, Delen::Gewoon, nu.moment)
        }),
    ]);
    found.push(Daad::batch(&["not_made"], |nu| not_made(&nu.dossier(), nu.last("afdruk"), nu.moment)));
    found.extend(ends.into_iter().flat_map(of_form));
    found.push(Daad::new("vernietigen", &["vernietigen"], |nu| KluisAct::DestroyCasus {
        casus: nu.casus(),
        rule: Vernietigregel::OpVerzoek,
        purge: true,
    }));
    found
}

#[test]
fn every_use_case_and_every_form_is_among_the_acts() {
    let found = daden();
    let source = include_str!("../../src/domain/casus/doen.rs");
    let functions = source.split("\npub fn ").skip(1).filter(|text| {
        text.split_once(" {").is_some_and(|(head, _)| head.ends_with("-> Batch") || head.ends_with("-> Option<Batch>"))
    });
    let names: Vec<&str> = functions.filter_map(|text| text.split('(').next()).collect();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        assert!(found.iter().any(|daad| daad.van[0] == name), "{name} is not among them");
    }
    for form in Formulier::ALL {
        assert!(found.iter().any(|daad| daad.naam == form.id()), "{} is not among them", form.id());
    }
}
