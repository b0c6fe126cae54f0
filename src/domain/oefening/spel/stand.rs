//! How an exercise stands: which facts are known, who voted what, where it is. Ids and numbers only.

use serde::{Deserialize, Serialize};

use super::plan::{Oefenplan, Planronde};
use super::weigering::Oefenfout;
use crate::domain::oefening::{Stem, Stemronde};

/// Most groups of one exercise.
pub const MEESTE_GROEPJES: usize = 200;
/// Most people of one group.
pub const GROOTSTE_GROEPJE: u16 = 300;

/// Before or after the groups talked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beurt {
    /// Before.
    Eerste,
    /// After.
    Tweede,
}

/// A part of an exercise; the number is that of its round, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stap {
    /// What the groups are going to do.
    Begin,
    /// The round is shown, fact by fact, and the groups talk.
    Tonen(usize),
    /// Votes are typed in.
    Stemmen(usize, Beurt),
    /// What the votes say together.
    Uitslag(usize, Beurt),
    /// What is defensible, and why.
    Uitleg(usize),
    /// What can be decided at the end of a case.
    Besluit,
    /// The debrief.
    Nabespreken,
    /// The picture of the group: the end.
    Slot,
}

impl Stap {
    /// The round it belongs to.
    pub fn ronde(self) -> Option<usize> {
        match self {
            Stap::Tonen(ronde) | Stap::Stemmen(ronde, _) | Stap::Uitslag(ronde, _) | Stap::Uitleg(ronde) => Some(ronde),
            Stap::Begin | Stap::Besluit | Stap::Nabespreken | Stap::Slot => None,
        }
    }
}

/// How an exercise stands. It is written in a plain file at every act (see
/// [`Lopend`](crate::domain::sessie::Lopend)): it holds ids of content, numbers, and not one word that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oefenstand {
    /// Id of the exercise.
    pub oefening: String,
    /// Id of the case, where the exercise takes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casus: Option<String>,
    groepen: Vec<u16>,
    ronden: Vec<Rondestand>,
    tweede_stem: bool,
    zekerheid: bool,
    /// Whether there is something to decide at the end.
    besluit: bool,
    plek: usize,
    verdedigbaar: bool,
}

/// How a round stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rondestand {
    /// Id of the round.
    pub id: String,
    /// Ids of its facts, in order.
    feiten: Vec<String>,
    /// How many of them were revealed.
    getoond: usize,
    vragen: Vec<Vraagstand>,
    /// Whether the room may see the votes.
    vrij: bool,
}

/// How a question stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vraagstand {
    /// Its id.
    pub id: String,
    keuzes: Vec<String>,
    meerdere: bool,
    eerste: Vec<Stem>,
    tweede: Vec<Stem>,
    /// Id of the fact that turned the answer, as the groups see it.
    omslagfeit: Option<String>,
}

impl Rondestand {
    fn begin(ronde: &Planronde, groepen: usize) -> Rondestand {
        let vragen = ronde.vragen.iter().map(|vraag| {
            let leeg = Stem { aantallen: vec![0; vraag.keuzes.len()], zekerheid: vec![None; vraag.keuzes.len()] };
            Vraagstand {
                id: vraag.id.clone(),
                keuzes: vraag.keuzes.iter().map(|keuze| keuze.id.clone()).collect(),
                meerdere: vraag.meerdere,
                eerste: vec![leeg.clone(); groepen],
                tweede: vec![leeg; groepen],
                omslagfeit: None,
            }
        });
        Rondestand {
            id: ronde.id.clone(),
            feiten: ronde.feiten.iter().map(|feit| feit.id.clone()).collect(),
            getoond: 0,
            vragen: vragen.collect(),
            vrij: false,
        }
    }

    fn past(&self, ronde: &Planronde, groepen: &[u16], zekerheid: bool) -> bool {
        self.id == ronde.id
            && self.getoond <= self.feiten.len()
            && self.feiten.iter().eq(ronde.feiten.iter().map(|feit| &feit.id))
            && self.vragen.len() == ronde.vragen.len()
            && self.vragen.iter().zip(&ronde.vragen).all(|(vraag, plan)| {
                vraag.id == plan.id
                    && vraag.meerdere == plan.meerdere
                    && vraag.keuzes.iter().eq(plan.keuzes.iter().map(|keuze| &keuze.id))
                    && [&vraag.eerste, &vraag.tweede].into_iter().all(|stemmen| {
                        stemmen.len() == groepen.len()
                            && stemmen.iter().zip(groepen).all(|(stem, grootte)| vraag.kan(stem, *grootte, zekerheid))
                    })
            })
    }
}

impl Vraagstand {
    /// The votes of all groups.
    pub fn stemmen(&self, beurt: Beurt) -> &[Stem] {
        match beurt {
            Beurt::Eerste => &self.eerste,
            Beurt::Tweede => &self.tweede,
        }
    }

    /// The same, as it is added up.
    pub fn stemronde(&self, beurt: Beurt) -> Stemronde {
        Stemronde { vraag: self.id.clone(), keuzes: self.keuzes.clone(), groepen: self.stemmen(beurt).to_vec() }
    }

    /// Ids of its answers.
    pub fn keuzes(&self) -> &[String] {
        &self.keuzes
    }

    /// Whether somebody may choose several answers.
    pub fn meerdere(&self) -> bool {
        self.meerdere
    }

    /// Id of the fact that turned the answer, as the groups see it.
    pub fn omslagfeit(&self) -> Option<&str> {
        self.omslagfeit.as_deref()
    }

    /// How many votes are too many for a group of this size: those of everybody, or of every answer for itself.
    fn te_veel(&self, stem: &Stem, grootte: u16) -> Option<u32> {
        let most =
            if self.meerdere { stem.aantallen.iter().copied().max().map_or(0, u32::from) } else { stem.totaal() };
        (most > u32::from(grootte)).then_some(most)
    }

    fn kan(&self, stem: &Stem, grootte: u16, zekerheid: bool) -> bool {
        stem.aantallen.len() == self.keuzes.len()
            && stem.zekerheid.len() == self.keuzes.len()
            && stem.zekerheid.iter().flatten().all(|sure| zekerheid && (1..=5).contains(sure))
            && self.te_veel(stem, grootte).is_none()
    }
}

impl Oefenstand {
    /// An exercise begins, with groups of these sizes.
    ///
    /// # Errors
    /// There are none or too many, or one of them is empty or too large.
    pub fn begin(
        plan: &Oefenplan,
        oefening: &str,
        casus: Option<&str>,
        groepen: &[u16],
    ) -> Result<Oefenstand, Oefenfout> {
        groepen_kunnen(groepen)?;
        Ok(Oefenstand {
            oefening: oefening.to_owned(),
            casus: casus.map(str::to_owned),
            groepen: groepen.to_vec(),
            ronden: plan.ronden.iter().map(|ronde| Rondestand::begin(ronde, groepen.len())).collect(),
            tweede_stem: plan.tweede_stem,
            zekerheid: plan.zekerheid,
            besluit: plan.besluit.is_some(),
            plek: 0,
            verdedigbaar: false,
        })
    }

    /// Whether what was read from a file can be this exercise as it is now.
    pub fn past(&self, plan: &Oefenplan) -> bool {
        groepen_kunnen(&self.groepen).is_ok()
            && self.tweede_stem == plan.tweede_stem
            && self.zekerheid == plan.zekerheid
            && self.besluit == plan.besluit.is_some()
            && self.ronden.len() == plan.ronden.len()
            && self.ronden.iter().zip(&plan.ronden).all(|(own, plan)| own.past(plan, &self.groepen, self.zekerheid))
            && self.plek < self.stappen().len()
    }

    // --- looking -----------------------------------------------------------------------------------------------------

    /// The sizes of the groups.
    pub fn groepen(&self) -> &[u16] {
        &self.groepen
    }

    /// How many people take part.
    pub fn deelnemers(&self) -> u16 {
        self.groepen.iter().fold(0, |sum, grootte| sum.saturating_add(*grootte))
    }

    /// What cannot be said with so few people; nothing when there are enough.
    pub fn te_weinig(&self) -> Option<&'static str> {
        match (self.deelnemers(), self.groepen.len()) {
            (0 | 1, _) => Some("Met 1 deelnemer valt er niets te vergelijken: overeenstemming zegt dan niets."),
            (_, 1) => Some("Met 1 groepje is er wel overeenstemming te zien, en geen verschil tussen groepjes."),
            _ => None,
        }
    }

    /// The rounds.
    pub fn ronden(&self) -> &[Rondestand] {
        &self.ronden
    }

    /// Whether the groups vote again after they have talked.
    pub fn tweede_stem(&self) -> bool {
        self.tweede_stem
    }

    /// Whether a vote says how certain it is.
    pub fn vraagt_zekerheid(&self) -> bool {
        self.zekerheid
    }

    /// Every part, in order.
    pub fn stappen(&self) -> Vec<Stap> {
        let mut found = vec![Stap::Begin];
        for (at, ronde) in self.ronden.iter().enumerate() {
            found.push(Stap::Tonen(at));
            if !ronde.vragen.is_empty() {
                found.extend([Stap::Stemmen(at, Beurt::Eerste), Stap::Uitslag(at, Beurt::Eerste)]);
                if self.tweede_stem {
                    found.extend([Stap::Stemmen(at, Beurt::Tweede), Stap::Uitslag(at, Beurt::Tweede)]);
                }
            }
            found.push(Stap::Uitleg(at));
        }
        if self.besluit {
            found.push(Stap::Besluit);
        }
        found.extend([Stap::Nabespreken, Stap::Slot]);
        found
    }

    /// The part that goes on.
    pub fn stap(&self) -> Stap {
        self.stappen().get(self.plek).copied().unwrap_or(Stap::Slot)
    }

    /// The round that goes on or went on last; the number of rounds when they are behind us.
    pub fn bij_ronde(&self) -> usize {
        match self.stap() {
            Stap::Begin => 0,
            Stap::Besluit | Stap::Nabespreken | Stap::Slot => self.ronden.len(),
            Stap::Tonen(at) | Stap::Stemmen(at, _) | Stap::Uitslag(at, _) | Stap::Uitleg(at) => at,
        }
    }

    /// Ids of the facts that are known, each with its round, oldest first.
    pub fn bekend(&self) -> impl Iterator<Item = (usize, &str)> {
        self.ronden
            .iter()
            .enumerate()
            .flat_map(|(at, ronde)| ronde.feiten.iter().take(ronde.getoond).map(move |id| (at, id.as_str())))
    }

    /// Whether a fact of this round is still hidden.
    pub fn heeft_verborgen(&self, ronde: usize) -> bool {
        self.ronden.get(ronde).is_some_and(|ronde| ronde.getoond < ronde.feiten.len())
    }

    /// The votes on every question of a round: what is added up.
    pub fn stemrondes(&self, ronde: usize, beurt: Beurt) -> Vec<Stemronde> {
        self.vragen(ronde).iter().map(|vraag| vraag.stemronde(beurt)).collect()
    }

    /// How a question stands.
    pub fn vraag(&self, ronde: usize, vraag: usize) -> Option<&Vraagstand> {
        self.ronden.get(ronde).and_then(|ronde| ronde.vragen.get(vraag))
    }

    /// The questions of a round.
    pub fn vragen(&self, ronde: usize) -> &[Vraagstand] {
        self.ronden.get(ronde).map_or(&[], |ronde| &ronde.vragen)
    }

    /// Whether the room may see the votes of a round.
    pub fn is_vrij(&self, ronde: usize) -> bool {
        self.ronden.get(ronde).is_some_and(|ronde| ronde.vrij)
    }

    /// Whether the list of what is defensible was revealed.
    pub fn verdedigbaar_getoond(&self) -> bool {
        self.verdedigbaar
    }

    // --- acts --------------------------------------------------------------------------------------------------------

    /// Goes on: reveals the next fact of the round, the list of what is defensible, or goes to the next part.
    ///
    /// # Errors
    /// It is over.
    pub fn verder(&mut self) -> Result<(), Oefenfout> {
        match self.stap() {
            Stap::Tonen(at) if self.heeft_verborgen(at) => {
                if let Some(ronde) = self.ronden.get_mut(at) {
                    ronde.getoond += 1;
                }
            }
            Stap::Besluit if !self.verdedigbaar => self.verdedigbaar = true,
            Stap::Begin
            | Stap::Tonen(_)
            | Stap::Stemmen(..)
            | Stap::Uitslag(..)
            | Stap::Uitleg(_)
            | Stap::Besluit
            | Stap::Nabespreken
            | Stap::Slot => {
                if self.plek + 1 >= self.stappen().len() {
                    return Err(Oefenfout::Einde);
                }
                self.plek += 1;
                // The room sees votes only when they were released, every result anew.
                if let Stap::Uitslag(at, _) = self.stap()
                    && let Some(ronde) = self.ronden.get_mut(at)
                {
                    ronde.vrij = false;
                }
                self.toon_eerste();
            }
        }
        Ok(())
    }

    /// The first fact of a round needs no key of its own.
    fn toon_eerste(&mut self) {
        if let Stap::Tonen(at) = self.stap()
            && let Some(ronde) = self.ronden.get_mut(at)
            && ronde.getoond == 0
            && !ronde.feiten.is_empty()
        {
            ronde.getoond = 1;
        }
    }

    /// Goes back a part. What was revealed or voted stays.
    ///
    /// # Errors
    /// It has only begun.
    pub fn terug(&mut self) -> Result<(), Oefenfout> {
        self.plek = self.plek.checked_sub(1).ok_or(Oefenfout::Begin)?;
        Ok(())
    }

    /// Goes to the debrief, past what is left; at the debrief, or behind it, nothing changes.
    ///
    /// # Errors
    /// It is there already.
    pub fn afronden(&mut self) -> Result<(), Oefenfout> {
        let stappen = self.stappen();
        let eind = stappen.iter().position(|stap| matches!(stap, Stap::Besluit | Stap::Nabespreken));
        match eind.filter(|eind| *eind > self.plek) {
            Some(eind) => {
                self.plek = eind;
                Ok(())
            }
            None => Err(Oefenfout::Einde),
        }
    }

    /// Goes to where the votes of the round that goes on are typed in.
    ///
    /// # Errors
    /// Nothing is voted on here.
    pub fn naar_stemmen(&mut self) -> Result<(), Oefenfout> {
        let beurt = match self.stap() {
            Stap::Uitslag(_, beurt) | Stap::Stemmen(_, beurt) => beurt,
            Stap::Uitleg(_) if self.tweede_stem => Beurt::Tweede,
            Stap::Tonen(_) | Stap::Uitleg(_) => Beurt::Eerste,
            Stap::Begin | Stap::Besluit | Stap::Nabespreken | Stap::Slot => return Err(Oefenfout::GeenStem),
        };
        let goal = self.stap().ronde().map(|ronde| Stap::Stemmen(ronde, beurt));
        let at = self.stappen().iter().position(|stap| Some(*stap) == goal).ok_or(Oefenfout::GeenStem)?;
        self.plek = at;
        Ok(())
    }

    fn stem_mut(&mut self, vraag: usize, groep: usize, keuze: usize) -> Result<(&mut Vraagstand, Beurt), Oefenfout> {
        let (Stap::Stemmen(ronde, beurt) | Stap::Uitslag(ronde, beurt)) = self.stap() else {
            return Err(Oefenfout::GeenStem);
        };
        let found = self.ronden.get_mut(ronde).and_then(|ronde| ronde.vragen.get_mut(vraag));
        let found = found.filter(|found| groep < found.eerste.len() && keuze < found.keuzes.len());
        found.map(|found| (found, beurt)).ok_or(Oefenfout::GeenStem)
    }

    /// So many people of a group choose an answer, at the part that goes on.
    ///
    /// # Errors
    /// Nothing is voted on now, or the group would have more votes than people.
    pub fn stem(&mut self, vraag: usize, groep: usize, keuze: usize, aantal: u16) -> Result<(), Oefenfout> {
        let grootte = self.groepen.get(groep).copied().ok_or(Oefenfout::GeenStem)?;
        let (found, beurt) = self.stem_mut(vraag, groep, keuze)?;
        let mut stem = found.stemmen(beurt).get(groep).cloned().ok_or(Oefenfout::GeenStem)?;
        if let Some(count) = stem.aantallen.get_mut(keuze) {
            *count = aantal;
        }
        if aantal == 0
            && let Some(sure) = stem.zekerheid.get_mut(keuze)
        {
            *sure = None;
        }
        if let Some(stemmen) = found.te_veel(&stem, grootte) {
            return Err(Oefenfout::TeVeelStemmen { groep: groep + 1, grootte, stemmen });
        }
        put(found, beurt, groep, stem);
        Ok(())
    }

    /// A whole group chooses one answer.
    ///
    /// # Errors
    /// Nothing is voted on now.
    pub fn stem_allen(&mut self, vraag: usize, groep: usize, keuze: usize) -> Result<(), Oefenfout> {
        let grootte = self.groepen.get(groep).copied().ok_or(Oefenfout::GeenStem)?;
        let (found, beurt) = self.stem_mut(vraag, groep, keuze)?;
        let mut stem = found.stemmen(beurt).get(groep).cloned().ok_or(Oefenfout::GeenStem)?;
        for (at, count) in stem.aantallen.iter_mut().enumerate() {
            if at == keuze {
                *count = grootte;
            } else if !found.meerdere {
                *count = 0;
            }
        }
        let counts = stem.aantallen.clone();
        for (sure, count) in stem.zekerheid.iter_mut().zip(counts) {
            *sure = sure.filter(|_| count > 0);
        }
        put(found, beurt, groep, stem);
        Ok(())
    }

    /// How certain those of a group are who chose an answer; nothing when they do not say.
    ///
    /// # Errors
    /// Nothing is voted on now, nobody asks how certain, or it is no number from 1 to 5.
    pub fn zeker(&mut self, vraag: usize, groep: usize, keuze: usize, hoe: Option<u8>) -> Result<(), Oefenfout> {
        if !self.zekerheid {
            return Err(Oefenfout::GeenZekerheid);
        }
        if let Some(hoe) = hoe.filter(|hoe| !(1..=5).contains(hoe)) {
            return Err(Oefenfout::Zekerheid(hoe));
        }
        let (found, beurt) = self.stem_mut(vraag, groep, keuze)?;
        let mut stem = found.stemmen(beurt).get(groep).cloned().ok_or(Oefenfout::GeenStem)?;
        if let Some(sure) = stem.zekerheid.get_mut(keuze) {
            *sure = hoe;
        }
        put(found, beurt, groep, stem);
        Ok(())
    }

    /// Which fact turned the answer to a question, as the groups see it.
    ///
    /// # Errors
    /// There is no such question, or the fact is not known yet.
    pub fn noem_omslagfeit(&mut self, ronde: usize, vraag: usize, feit: Option<&str>) -> Result<(), Oefenfout> {
        if let Some(feit) = feit
            && !self.bekend().any(|(_, id)| id == feit)
        {
            return Err(Oefenfout::OnbekendFeit);
        }
        let found = self.ronden.get_mut(ronde).and_then(|ronde| ronde.vragen.get_mut(vraag));
        found.ok_or(Oefenfout::GeenStem)?.omslagfeit = feit.map(str::to_owned);
        Ok(())
    }

    /// Lets the room see the votes of the round that goes on, or not any more.
    ///
    /// # Errors
    /// No votes are shown now.
    pub fn wissel_vrij(&mut self) -> Result<(), Oefenfout> {
        let ronde = self.stap().ronde().and_then(|at| self.ronden.get_mut(at)).filter(|ronde| !ronde.vragen.is_empty());
        let ronde = ronde.ok_or(Oefenfout::GeenStem)?;
        ronde.vrij = !ronde.vrij;
        Ok(())
    }
}

fn put(vraag: &mut Vraagstand, beurt: Beurt, groep: usize, stem: Stem) {
    let stemmen = match beurt {
        Beurt::Eerste => &mut vraag.eerste,
        Beurt::Tweede => &mut vraag.tweede,
    };
    if let Some(place) = stemmen.get_mut(groep) {
        *place = stem;
    }
}

/// Whether there can be groups of these sizes.
///
/// # Errors
/// There are none or too many, or one of them is empty or too large.
pub fn groepen_kunnen(groepen: &[u16]) -> Result<(), Oefenfout> {
    if groepen.is_empty() {
        return Err(Oefenfout::GeenGroepen);
    }
    if groepen.len() > MEESTE_GROEPJES {
        return Err(Oefenfout::TeVeelGroepen(groepen.len()));
    }
    match groepen.iter().find(|grootte| !(1..=GROOTSTE_GROEPJE).contains(*grootte)) {
        Some(grootte) => Err(Oefenfout::Grootte(*grootte)),
        None => Ok(()),
    }
}

/// The name of a group, by its place from 0.
pub fn groepsnaam(groep: usize) -> String {
    format!("groep {}", groep + 1)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests;
