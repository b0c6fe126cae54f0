//! The network file: one content, one id; what does not hold is refused and nothing of it is quoted.

use aandacht::domain::kluis::{Batch, Key, Model, Moment, RecordId};
use aandacht::domain::netwerk::bestand::{Inhoud, Kop, Netwerkbestand, VersieId, leesfout, schema};
use aandacht::domain::netwerk::versie::{self, Hoe, Uitgave};
use aandacht::domain::netwerk::{
    Bevestigd, Herkomst, Netwerkversie, Soort, Veld, Vermelding, Verwijderd, Waarde, versie::lijn_samen,
};
use jiff::Timestamp;
use jiff::civil::date;

use crate::common::netwerk::{keep, proefnet};

fn now() -> Moment {
    Moment::utc(date(2026, 11, 22).at(10, 0, 0, 0))
}

fn text(file: &Netwerkbestand) -> String {
    let mut out = String::new();
    file.schrijf(&mut out).expect("a string takes everything");
    out
}

fn published(model: &Model) -> Netwerkbestand {
    versie::uitgeven(model, &Uitgave { geldig_tot: Some(date(2027, 11, 22)), ..Uitgave::default() }, now()).0
}

fn na(model: &Model, batch: Batch) -> Model {
    let mut model = model.clone();
    keep(&mut model, batch);
    model
}

#[test]
fn a_file_reads_back_as_it_was_and_its_id_is_of_the_content_alone() {
    let (model, _) = proefnet();
    let file = published(&model);
    let read: Netwerkbestand = serde_json::from_str(&text(&file)).expect("it reads");
    assert!(read == file);
    read.controleer().expect("the content is that of the head");
    let later = versie::uitgeven(&model, &Uitgave::default(), Moment::utc(date(2027, 1, 1).at(0, 0, 0, 0))).0;
    assert_eq!(later.kop.versie_id, file.kop.versie_id, "the moment of making is no content");
    let errors = jsonschema::validator_for(&schema()).expect("a schema");
    let value: serde_json::Value = serde_json::from_str(&text(&file)).expect("JSON");
    let wrong: Vec<String> = errors.iter_errors(&value).map(|error| error.instance_path().to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_id_of_a_known_content_never_changes() {
    let op: Timestamp = "2026-11-22T10:00:00Z".parse().expect("a moment");
    let herkomst = |bron: &str| Herkomst { op, door: "coördinator".to_owned(), bron: bron.to_owned() };
    let mut entry = Vermelding::new(Soort::Organisatie);
    entry.zet(Veld::Naam, Some(Waarde::tekst("Wijkteam e\u{301}")), &herkomst("z"));
    entry.zet(Veld::Email, Some(Waarde::tekst("a@voorbeeld.nl")), &herkomst("a"));
    let mut other = Vermelding::new(Soort::Organisatie);
    other.zet(Veld::Email, Some(Waarde::tekst("a@voorbeeld.nl")), &herkomst("a"));
    other.zet(Veld::Naam, Some(Waarde::tekst("Wijkteam é")), &herkomst("z"));
    let of = |entry: Vermelding| Inhoud { vermeldingen: [(RecordId([7; 16]), entry)].into(), ..Inhoud::default() };
    let id = of(entry).versie_id();
    assert_eq!(id, of(other).versie_id(), "neither the order of filling in nor the spelling of an accent is content");
    assert_eq!(id.to_string(), "b93edea4a1b67000e92d9dec1a5257257a7a911bfc07eb259f1fb8187fa66bec");
}

#[test]
fn every_change_of_a_byte_that_says_something_is_noticed() {
    let (model, _) = proefnet();
    let whole = text(&published(&model));
    let changed = whole.replacen("Heerlen", "Heerlem", 1);
    assert_ne!(changed, whole);
    let read: Netwerkbestand = serde_json::from_str(&changed).expect("it is still JSON");
    let fault = read.controleer().expect_err("another content");
    assert!(fault.waarom.contains("veranderd"), "{fault:?}");
}

#[test]
fn what_is_no_network_file_is_told_without_quoting_it() {
    let (model, _) = proefnet();
    let whole = text(&published(&model));
    let said = |text: &str| {
        let error = serde_json::from_str::<Netwerkbestand>(text).expect_err("refused");
        let fault = leesfout(&error);
        format!("{} {} {}", fault.wat, fault.waarom, fault.advies)
    };
    assert!(said(&whole.replacen("\"formaat\":1", "\"formaat\":2", 1)).contains("nieuwere versie"));
    assert!(said(&whole.replacen("\"netwerk\"", "\"beslisboom\"", 1)).contains("geen netwerkbestand"));
    assert!(said(&whole[..whole.len() / 2]).contains("niet heel"));
    let line = whole.lines().find(|line| line.starts_with("{\"") && line.contains("velden")).expect("an entry");
    let twice = whole.replacen(line, &format!("{},\n{}", line.trim_end_matches(','), line), 1);
    assert!(said(&twice).contains("tweede keer"), "{}", said(&twice));
    assert!(said("{ geheim").contains("geen JSON"));
    assert!(!said("{\"geheimwoord\":1}").contains("geheimwoord"));
    assert!(said(&whole.replacen("\"herkomst\":[{", "\"herkomst\":[],\"x\":[{", 1)).contains("niet hoort"));
}

#[test]
fn secret_places_and_what_was_removed_do_not_leave() {
    let (model, ids) = proefnet();
    let secret = model.all::<Vermelding>().find(|(_, entry)| entry.is_geheim());
    let (secret, name) = secret.map(|(id, entry)| (id, entry.titel().to_owned())).expect("a secret place");
    let (removed, mut gone) = {
        let id = ids.values().copied().find(|id| *id != secret).expect("another");
        (id, <&Vermelding>::try_from(&model.get(id).expect("there").record).expect("an entry").clone())
    };
    let removed_name = gone.titel().to_owned();
    gone.zet_verwijderd(Some(Verwijderd { op: now().stamp, door: "ik".to_owned(), opgegaan_in: None }));
    let model = na(&model, Batch::put(Key::Id(removed), gone));
    let out = text(&published(&model));
    assert!(!out.contains(&secret.to_string()) && !out.contains(&name));
    let line = out.lines().find(|line| line.contains(&removed.to_string()) && line.contains("verwijderd"));
    assert!(!line.expect("a tombstone").contains(&removed_name));
    let with = versie::uitgeven(&model, &Uitgave { geheim: true, ..Uitgave::default() }, now()).0;
    assert!(text(&with).contains(&name), "asked for, it comes along");
}

#[test]
fn a_published_version_is_kept_and_opens_again_and_the_next_descends_from_it() {
    let (model, ids) = proefnet();
    let (first, batch) = versie::uitgeven(&model, &Uitgave::default(), now());
    assert_eq!(first.kop.voorgangers, []);
    let model = na(&model, batch);
    let kept = Netwerkversie::van(&model, first.kop.versie_id).expect("kept");
    assert_eq!(kept.hoe, Hoe::Uitgegeven);
    assert!(kept.inhoud(&model).expect("whole") == first.inhoud);
    let (again, nothing) = versie::uitgeven(&model, &Uitgave::default(), now());
    assert!(nothing.changes.is_empty() && again.kop == first.kop, "the same content is the same version");
    let id = *ids.values().next().expect("one");
    let mut entry = <&Vermelding>::try_from(&model.get(id).expect("there").record).expect("an entry").clone();
    entry.bevestig(Bevestigd { op: now().stamp, door: "ik".to_owned() });
    let model = na(&model, Batch::put(Key::Id(id), entry));
    let (second, _) = versie::uitgeven(&model, &Uitgave::default(), now());
    assert_eq!(second.kop.voorgangers, [first.kop.versie_id]);
    assert_ne!(second.kop.versie_id, first.kop.versie_id);
}

#[test]
fn the_nearest_common_version_is_the_same_whoever_asks() {
    let id = |byte: u8| VersieId::new([byte; 32]);
    let kop = |own: u8, before: &[u8]| Kop {
        regio: String::new(),
        uitgever: String::new(),
        gemaakt_op: now().stamp,
        geldig_tot: None,
        versie_id: id(own),
        voorgangers: before.iter().map(|byte| id(*byte)).collect(),
        oefening: false,
    };
    let (one, other) = (kop(5, &[3, 2, 1]), kop(6, &[4, 2, 1]));
    assert_eq!(one.gedeeld(&other), [id(2), id(1)]);
    assert_eq!(other.gedeeld(&one), [id(2), id(1)]);
    assert_eq!(kop(7, &[5, 3]).gedeeld(&one).first(), Some(&id(5)), "one descends from the other");
    assert_eq!(one.gedeeld(&kop(9, &[8])), []);
    assert_eq!(lijn_samen(&[id(1), id(2)], &[id(3), id(2), id(4)]), [id(1), id(3), id(2), id(4)]);
}
