//! `aandacht netwerk importeer`: what a partner sends, shown first and taken over as a whole.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::kluis::{self, By};
use super::super::output::Output;
use super::verschillen::{self, Kies};
use crate::app::App;
use crate::app::handtekening::{self, Oordeel};
use crate::app::uitwissel::{self, Binnen};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader, sentence};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Batch, KluisAct, Model};
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::domain::netwerk::inlezen::{self, Basis, Opname};
use crate::domain::netwerk::invoer::afzender::Afzender;
use crate::domain::netwerk::invoer::blad::{GEHEIME_PLEK, Namen, blad};
use crate::domain::netwerk::invoer::koppeling::{Doel, Onthouden, bruikbaar};
use crate::domain::netwerk::invoer::overnemen::{Afkomst, overnemen};
use crate::domain::netwerk::invoer::voorstel::{Antwoord, Lot, Telling, Voorstel, plek_tekst, voorstel};
use crate::domain::netwerk::invoer::{Concept, Gebrek, Gelezen, Inlezing};
use crate::domain::netwerk::vertrouwen::{self, Sleutel, Woord};
use crate::domain::netwerk::{Soort, plat};
use crate::domain::search::fold;

/// Arguments of `importeer`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het bestand: CSV, Excel, OpenDocument, vCard, HSDS of een netwerkbestand
    #[arg(value_name = "PAD")]
    pad: PathBuf,
    /// Laat alleen zien wat er zou veranderen
    #[arg(long)]
    proef: bool,
    /// Van wie het bestand komt, bijvoorbeeld de organisatie; wat hun kolommen betekenen wordt onthouden
    #[arg(long, value_name = "NAAM", default_value = "")]
    afzender: String,
    /// Wat de rijen zijn als geen kolom het zegt: organisatie, dienst, contact of locatie
    #[arg(long, value_name = "SOORT")]
    soort: Option<String>,
    /// Wat een kolom betekent, zoals: "Doorkies=Telefoon" of "Intern=overslaan"; mag vaker
    #[arg(long, value_name = "KOLOM=VELD")]
    kolom: Vec<String>,
    /// Een lege cel maakt het veld leeg (anders zegt een lege cel niets)
    #[arg(long)]
    leeg_wist: bool,
    /// Wat er gebeurt met rijen die misschien al in het netwerk staan
    #[arg(long, value_name = "KEUZE", value_enum)]
    mogelijk_hetzelfde: Option<Hetzelfde>,
    /// Neem de rest over als er rijen geweigerd zijn
    #[arg(long)]
    zonder_geweigerde: bool,
    #[command(flatten)]
    over: Overname,
    /// Laat alle rijen zien, niet alleen de eerste 20 van elke soort
    #[arg(long)]
    alles: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// What is said about taking a network file over, wherever it comes from.
#[derive(Debug, clap::Args)]
pub struct Overname {
    #[command(flatten)]
    kies: Kies,
    /// Vertrouw de sleutel van deze uitgever; doe dit nadat u de vingerafdruk hebt vergeleken
    #[arg(long)]
    vertrouw: bool,
    /// De openbare sleutel van de uitgever (.pub), als de handtekening die niet zelf noemt
    #[arg(long, value_name = "SLEUTEL")]
    sleutel: Option<String>,
    /// Lees een netwerkbestand in waar niemand voor instaat, ook al vertrouwt u voor die regio een sleutel
    #[arg(long)]
    zonder_handtekening: bool,
    /// Lees een versie in die ouder is dan wat u al hebt
    #[arg(long)]
    toch_ouder: bool,
    /// Neem over, ook als er iets is om eerst na te kijken, zoals een geheime plek die openbaar wordt
    #[arg(long)]
    toch: bool,
}

impl Overname {
    /// What the user says explicitly of who vouches for the file.
    pub fn woord(&self) -> Woord {
        Woord { vertrouw: self.vertrouw, zonder_handtekening: self.zonder_handtekening, toch_ouder: self.toch_ouder }
    }

    /// The key that the user gives.
    ///
    /// # Errors
    /// It is no public key.
    pub fn sleutel(&self) -> Result<Option<Sleutel>, Fault> {
        self.sleutel.as_deref().map(handtekening::lees_sleutel).transpose()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Hetzelfde {
    /// Het is de vermelding waar de rij het meest op lijkt
    Dezelfde,
    /// Het is een nieuwe vermelding
    Nieuw,
    /// Laat deze rijen nu weg
    Overslaan,
}

#[derive(Serialize)]
struct Shape {
    bestand: &'static str,
    overgenomen: bool,
    opmerkingen: Vec<String>,
    kolommen: Vec<Value>,
    telling: Value,
    rijen: Vec<Value>,
    gebreken: Vec<Value>,
}

/// Shows what a file would change, and takes it over.
///
/// # Errors
/// The file cannot be read, something has to be decided first, or the kluis does not take it.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let binnen = uitwissel::lees(&args.pad)?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    match binnen {
        Binnen::Netwerk(bestand) => netwerk(args, *bestand, app, out),
        Binnen::Ander(inlezing) => ander(args, *inlezing, app, out),
    }
}

// --- rows of a partner -----------------------------------------------------------------------------------------------

fn ander(args: &Args, mut inlezing: Inlezing, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let afzender = Afzender::van(&app.kluis.view.model, &args.afzender);
    let mut gebreken = std::mem::take(&mut inlezing.gebreken);
    let inhoud = std::mem::replace(&mut inlezing.inhoud, Gelezen::Concepten(Vec::new()));
    let inhoud = match inhoud {
        Gelezen::Tabellen(tabellen) => {
            let (tabellen, said) = bruikbaar(tabellen);
            inlezing.opmerkingen.extend(said);
            Gelezen::Tabellen(tabellen)
        }
        Gelezen::Concepten(concepten) => Gelezen::Concepten(concepten),
    };
    let (concepten, koppelingen, kolommen) = concepten(args, inhoud, &afzender, &mut gebreken)?;
    let now = app.clock.now();
    let mut plan = voorstel(&app.kluis.view.model, &table.inhoud, &afzender, concepten, gebreken, now);
    if let Some(choice) = args.mogelijk_hetzelfde {
        beantwoord(&mut plan, choice);
    }
    let telling = plan.telling(&app.kluis.view.model);
    let stop = tegen(args, &plan, &telling);
    let shape = args.json.then(|| als_json(&inlezing, &plan, &app.kluis.view.model, &table.inhoud, kolommen.clone()));
    if !args.json {
        vooraf(args, &inlezing, &plan, &app.kluis.view.model, &table.inhoud, &kolommen, out)?;
    }
    let mut done = false;
    if !args.proef {
        if let Some(fault) = stop {
            if let Some(shape) = shape {
                out.marked(&shape, app.dirs.watermerk())?;
            }
            return Err(fault);
        }
        let naam = bestandsnaam(&args.pad);
        let bron = if afzender.naam.is_empty() { naam.clone() } else { format!("{}, {naam}", afzender.naam) };
        let afkomst =
            Afkomst { afzender: &afzender, koppelingen: &koppelingen, bron: &bron, wat: &format!("ingelezen: {naam}") };
        let batch = overnemen(&app.kluis.view.model, &plan, &afkomst, now)?;
        drop(plan);
        if !batch.changes.is_empty() {
            app.kluis.run(KluisAct::Commit(batch))?;
        }
        done = true;
    }
    if let Some(shape) = shape {
        return out.marked(&Shape { overgenomen: done, ..shape }, app.dirs.watermerk());
    }
    out.line("")?;
    out.line(if done {
        "Overgenomen."
    } else {
        "Dit is een proef: er is niets veranderd. Zonder --proef neemt u het over."
    })
}

fn bestandsnaam(pad: &Path) -> String {
    pad.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What has to be said first: before anything is taken over, or by --proef.
fn tegen(args: &Args, plan: &Voorstel, telling: &Telling) -> Option<Fault> {
    let open = plan.open().count();
    if open > 0 {
        return Some(Fault::input(
            "Er is nog niets overgenomen.",
            if open == 1 {
                "1 rij staat misschien al in het netwerk.".to_owned()
            } else {
                if open == 1 {
                    "1 rij staat misschien al in het netwerk.".to_owned()
                } else {
                    format!("{open} rijen staan misschien al in het netwerk.")
                }
            },
            "Kies met --mogelijk-hetzelfde dezelfde, nieuw of overslaan. Rij voor rij kiezen kan in het programma zelf.",
        ));
    }
    (telling.geweigerd > 0 && !args.zonder_geweigerde).then(|| {
        Fault::input(
            "Er is nog niets overgenomen.",
            if telling.geweigerd == 1 {
                "1 rij is geweigerd; de reden staat hierboven.".to_owned()
            } else {
                if telling.geweigerd == 1 {
                    "1 rij is geweigerd; de reden staat hierboven.".to_owned()
                } else {
                    format!("{} rijen zijn geweigerd; de redenen staan hierboven.", telling.geweigerd)
                }
            },
            "Verbeter het bestand, of neem de rest over met --zonder-geweigerde.",
        )
    })
}

fn beantwoord(plan: &mut Voorstel, choice: Hetzelfde) {
    for rij in plan.rijen.iter_mut().filter(|rij| rij.lot == Lot::Twijfel) {
        rij.antwoord = Some(match (choice, rij.lijkt_op.first()) {
            (Hetzelfde::Dezelfde, Some(id)) => Antwoord::Zelfde(*id),
            (Hetzelfde::Nieuw, _) | (Hetzelfde::Dezelfde, None) => Antwoord::Nieuw,
            (Hetzelfde::Overslaan, _) => Antwoord::Overslaan,
        });
    }
}

type Kolommen = Vec<(String, Doel)>;

/// The entries of a file; of tables with what their columns mean.
fn concepten(
    args: &Args,
    inhoud: Gelezen,
    afzender: &Afzender,
    gebreken: &mut Vec<Gebrek>,
) -> Result<(Vec<Concept>, Vec<Onthouden>, Kolommen), Fault> {
    let tabellen = match inhoud {
        Gelezen::Concepten(concepten) => return Ok((concepten, Vec::new(), Vec::new())),
        Gelezen::Tabellen(tabellen) => tabellen,
    };
    let soort = args.soort.as_deref().map(soort).transpose()?;
    let (mut all, mut koppelingen, mut kolommen) = (Vec::new(), Vec::new(), Vec::new());
    let mut unused: Vec<&String> = args.kolom.iter().collect();
    for tabel in tabellen {
        let mut koppeling = afzender.koppeling(&tabel);
        koppeling.soort = soort.unwrap_or(koppeling.soort);
        koppeling.leeg_wist |= args.leeg_wist;
        for said in &args.kolom {
            let (kop, doel) = kolom(said)?;
            for (name, meant) in tabel.koppen.iter().zip(&mut koppeling.kolommen) {
                if fold(name) == fold(&kop) {
                    *meant = doel;
                    unused.retain(|other| *other != said);
                }
            }
        }
        if let Some((wat, advies)) = koppeling.bezwaar() {
            let koppen: Vec<String> = tabel.koppen.iter().map(|kop| format!("\"{kop}\"")).collect();
            return Err(Fault::input(
                wat,
                format!("De kolommen in het bestand zijn: {}.", koppen.join(", ")),
                format!("{advies} Bijvoorbeeld: --kolom \"{}=Naam\".", tabel.koppen.first().map_or("", AsRef::as_ref)),
            ));
        }
        koppelingen.push(koppeling.onthoud(&tabel));
        kolommen.extend(tabel.koppen.iter().zip(&koppeling.kolommen).map(|(kop, doel)| (kop.to_string(), *doel)));
        let (concepten, wrong) = koppeling.lees(tabel);
        all.extend(concepten);
        gebreken.extend(wrong);
    }
    if let Some(first) = unused.first() {
        let kop = first.split_once('=').map_or(first.as_str(), |(kop, _)| kop);
        let koppen: Vec<String> = kolommen.iter().map(|(kop, _)| format!("\"{kop}\"")).collect();
        return Err(Fault::usage(
            format!("De kolom \"{kop}\" staat niet in het bestand."),
            format!("De kolommen zijn: {}.", koppen.join(", ")),
            "Schrijf de naam zoals die in het bestand staat.",
        ));
    }
    Ok((all, koppelingen, kolommen))
}

fn soort(text: &str) -> Result<Soort, Fault> {
    plat::lees_soort(text).ok_or_else(|| {
        Fault::usage(
            format!("\"{text}\" is geen soort vermelding."),
            "Een rij is een organisatie, dienst, contact of locatie.",
            "Kies een van de vier.",
        )
    })
}

fn kolom(said: &str) -> Result<(String, Doel), Fault> {
    let named = said.rsplit_once('=').and_then(|(kop, veld)| {
        let wanted = fold(veld);
        let doel = Doel::alle().into_iter().find(|doel| fold(&doel.tekst()) == wanted || fold(&doel.id()) == wanted)?;
        Some((kop.to_owned(), doel))
    });
    named.ok_or_else(|| {
        let known: Vec<String> = Doel::alle().into_iter().map(Doel::tekst).collect();
        Fault::usage(
            format!("--kolom \"{said}\" begrijp ik niet."),
            "Er hoort te staan: de naam van de kolom, een = en een veld.",
            format!("Velden zijn: {}.", known.join(", ")),
        )
    })
}

fn vooraf(
    args: &Args,
    inlezing: &Inlezing,
    plan: &Voorstel,
    model: &Model,
    table: &Gemeenten,
    kolommen: &Kolommen,
    out: &mut Output,
) -> Result<(), Fault> {
    let mut blocks = vec![Block::Title(format!("{}: {}", bestandsnaam(&args.pad), inlezing.soort.tekst()))];
    let most = if args.alles { usize::MAX } else { 20 };
    blocks.extend(blad(inlezing, plan, &Namen::new(model, table, plan), most));
    if !kolommen.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Wat de kolommen betekenen".to_owned())]);
        blocks.extend(kolommen.iter().map(|(kop, doel)| Block::Pair(kop.clone(), doel.tekst())));
    }
    out.page(&blocks)
}

fn als_json(inlezing: &Inlezing, plan: &Voorstel, model: &Model, table: &Gemeenten, kolommen: Kolommen) -> Shape {
    let namen = Namen::new(model, table, plan);
    let telling = plan.telling(model);
    let gebrek = |gebrek: &Gebrek| {
        json!({
            "regel": gebrek.plek.regel, "blad": gebrek.plek.blad, "kolom": gebrek.plek.kolom,
            "wat": gebrek.wat, "advies": gebrek.advies, "hele_rij": gebrek.hele_rij,
        })
    };
    let rijen = plan.rijen.iter().map(|rij| {
        let lot = plan.lot(model, rij);
        let geheim = namen.is_geheim(rij);
        let changes: Vec<Value> = plan
            .wijzigingen(model, rij)
            .iter()
            .filter(|_| !geheim)
            .map(|change| {
                json!({
                    "veld": change.veld.id(),
                    "oud": change.oud.as_ref().map(|waarde| namen.waarde(change.veld, Some(waarde))),
                    "nieuw": change.nieuw.as_ref().map(|waarde| namen.waarde(change.veld, Some(waarde))),
                })
            })
            .collect();
        json!({
            "regel": rij.plek.regel, "blad": rij.plek.blad, "plek": plek_tekst(&rij.plek),
            "lot": lot.map_or("overgeslagen", Lot::tekst), "soort": rij.soort.id(), "titel": if geheim { GEHEIME_PLEK } else { &rij.titel }, "geheim": geheim,
            "alleen_genoemd": rij.alleen_genoemd, "id": Voorstel::doel(rij).uuid(), "wijzigingen": changes,
            "lijkt_op": rij.lijkt_op.iter().map(|id| json!({ "id": id.uuid(), "naam": namen.vermelding(*id) })).collect::<Vec<_>>(),
            "gebreken": rij.gebreken.iter().map(gebrek).collect::<Vec<_>>(),
        })
    });
    Shape {
        bestand: inlezing.soort.tekst(),
        overgenomen: false,
        opmerkingen: inlezing.opmerkingen.clone(),
        kolommen: kolommen.into_iter().map(|(kop, doel)| json!({ "kolom": kop, "veld": doel.id() })).collect(),
        telling: json!({
            "nieuw": telling.nieuw, "gewijzigd": telling.gewijzigd, "gelijk": telling.gelijk,
            "mogelijk_hetzelfde": telling.twijfel, "geweigerd": telling.geweigerd,
            "overgeslagen": telling.overgeslagen, "nakijken": telling.nakijken,
        }),
        rijen: rijen.collect(),
        gebreken: plan.gebreken.iter().map(gebrek).collect(),
    }
}

// --- a network file --------------------------------------------------------------------------------------------------

fn netwerk(args: &Args, bestand: Netwerkbestand, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let oordeel = handtekening::oordeel(app, &args.pad, &bestand, args.over.sleutel()?)?;
    oordeel.mag(&bestand.kop, args.over.woord()).map_err(|fault| fault.at(args.pad.display().to_string()))?;
    let wijze = Wijze { over: &args.over, proef: args.proef, json: args.json, erbij: Map::new() };
    neem_over(wijze, bestand, &oordeel, app, out)
}

/// How a network file is taken over and told of.
pub struct Wijze<'a> {
    /// What stays where both versions say something different.
    pub over: &'a Overname,
    /// Whether it is only shown.
    pub proef: bool,
    /// Whether it is told as JSON.
    pub json: bool,
    /// What stands beside it in that JSON.
    pub erbij: Map<String, Value>,
}

/// Takes a network file over that may be taken, or shows what would change.
///
/// # Errors
/// Something has to be decided first, or the kluis does not take it.
pub fn neem_over(
    wijze: Wijze<'_>,
    bestand: Netwerkbestand,
    oordeel: &Oordeel,
    app: &mut App,
    out: &mut Output,
) -> Result<(), Fault> {
    let opname = inlezen::opname(&app.kluis.view.model, bestand, app.dirs.watermerk().is_some())?;
    let keuzes = wijze.over.kies.keuzes(&opname.samen)?;
    let table = app.content.gemeenten()?;
    if !wijze.json {
        out.page(&kop(&opname, oordeel, app.clock.now().local.date()))?;
        verschillen::toon(&opname.samen, &keuzes, &table.inhoud, "hier", "bestand", out)?;
    }
    let now = app.clock.now();
    let wanted = !wijze.proef && !opname.verouderd;
    let uitkomst = opname.samen.resultaat(&keuzes, "", now.stamp).unwrap_or_default();
    let odd: Vec<String> =
        opname.samen.bezwaren(&uitkomst).iter().map(|found| format!("{}: {}", found.titel, found.tekst())).collect();
    if !odd.is_empty() && !wijze.json {
        let mut blocks = vec![Block::Gap, Block::Heading("Om na te kijken".to_owned())];
        blocks.extend(odd.iter().cloned().map(Block::Danger));
        out.page(&blocks)?;
    }
    let result = if wijze.proef {
        Ok(())
    } else if wanted && !odd.is_empty() && !wijze.over.toch {
        Err(Fault::input(
            "Er is nog niets overgenomen: kijk hier eerst naar.",
            odd.join(" "),
            "Klopt het, gebruik dan --toch.",
        ))
    } else {
        let model = &app.kluis.view.model;
        // Nothing comes of a version that is here already, but who signed it is kept.
        let batch = if wanted { inlezen::overnemen(model, &opname, &keuzes, now) } else { Ok(Batch::default()) };
        batch.and_then(|mut batch| {
            vertrouwen::onthoud(&app.kluis.view.model, &mut batch, &opname.bestand, oordeel, now);
            if !batch.changes.is_empty() {
                app.kluis.run(KluisAct::Commit(batch))?;
            }
            Ok(())
        })
    };
    if wijze.json {
        let kop = &opname.bestand.kop;
        let mut shape = json!({
            "bestand": "netwerkbestand", "overgenomen": wanted && result.is_ok(), "versie_id": kop.versie_id,
            "regio": kop.regio, "uitgever": kop.uitgever, "gemaakt_op": kop.gemaakt_op, "geldig_tot": kop.geldig_tot,
            "handtekening": oordeel.id(), "sleutel": oordeel.sleutel(),
            "vingerafdruk": oordeel.sleutel().map(|sleutel| sleutel.vingerafdruk()),
            "verouderd": opname.verouderd, "telling": verschillen::telling_json(&opname.samen.telling),
            "verschillen": verschillen::als_json(&opname.samen, &keuzes), "om_na_te_kijken": odd,
        });
        if let Some(shape) = shape.as_object_mut() {
            shape.extend(wijze.erbij);
        }
        out.marked(&shape, app.dirs.watermerk())?;
        return result;
    }
    result?;
    out.line("")?;
    out.line(match (opname.verouderd, wanted) {
        (true, _) => "Uw netwerk komt al van deze versie. Er is niets veranderd.",
        (false, true) => "Overgenomen.",
        (false, false) => "Dit is een proef: er is niets veranderd. Zonder --proef neemt u het over.",
    })
}

fn kop(opname: &Opname, oordeel: &Oordeel, today: jiff::civil::Date) -> Vec<Block> {
    let kop = &opname.bestand.kop;
    let mut blocks = vec![
        Block::Title(format!("Netwerkbestand: {}", if kop.regio.is_empty() { "zonder regio" } else { &kop.regio })),
        Block::Pair("Uitgever".to_owned(), kop.uitgever.clone()),
        Block::Pair("Gemaakt op".to_owned(), crate::domain::dates::long(crate::domain::netwerk::dag(kop.gemaakt_op))),
        Block::Pair("Versie".to_owned(), kop.versie_id.kort()),
    ];
    // A danger says "Let op" itself, once.
    blocks.extend(oordeel.regels(kop).into_iter().map(|line| match (line.strip_prefix("Pas op: "), oordeel) {
        (Some(rest), _) => Block::Danger(sentence(rest)),
        (None, Oordeel::Zonder | Oordeel::ZonderSleutel) => Block::Danger(line),
        (None, _) => Block::Text(line),
    }));
    if let Some(day) = kop.geldig_tot {
        let text = format!("Geldig tot en met {}.", crate::domain::dates::long(day));
        blocks.push(if day < today {
            Block::Danger(format!("{text} Dat is voorbij: vraag om een nieuwer bestand."))
        } else {
            Block::Muted(text)
        });
    }
    if opname.andere_regio {
        blocks.push(Block::Danger(
            "Dit bestand is van een andere regio. Geen enkele gemeente hoort ook bij uw netwerk.".to_owned(),
        ));
    }
    blocks.push(Block::Muted(match opname.basis {
        Basis::Leeg => "Uw netwerk is nog leeg: alles komt erbij.".to_owned(),
        Basis::Versie(id) => {
            format!("Vergeleken met versie {}, waar uw netwerk en dit bestand allebei van komen.", id.kort())
        }
        Basis::Geen => {
            "Uw netwerk en dit bestand komen niet van dezelfde versie: bij elk verschil kiest u zelf.".to_owned()
        }
    }));
    blocks
}
