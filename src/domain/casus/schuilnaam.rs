//! A name for a casus that says nothing: a tree and an animal.

use super::dossier::Dossier;

/// Trees and shrubs. None of them is much used as a first name.
const FIRST: [&str; 20] = [
    "Acacia",
    "Berk",
    "Beuk",
    "Brem",
    "Ceder",
    "Duindoorn",
    "Eik",
    "Esdoorn",
    "Gagel",
    "Hulst",
    "Iep",
    "Jeneverbes",
    "Kastanje",
    "Kornoelje",
    "Lariks",
    "Linde",
    "Meidoorn",
    "Populier",
    "Vlier",
    "Wilg",
];

/// Animals. None of them is much used as a name of a person.
const SECOND: [&str; 20] = [
    "Bever",
    "Boomklever",
    "Egel",
    "Eekhoorn",
    "Grutto",
    "Hommel",
    "Kluut",
    "Kwikstaart",
    "Libel",
    "Lijster",
    "Mus",
    "Otter",
    "Roodborst",
    "Salamander",
    "Scholekster",
    "Spreeuw",
    "Tureluur",
    "Wezel",
    "Wulp",
    "Zwaluw",
];

/// Proposes a name that no casus has. The seed is any number that nobody can guess; the same one proposes the same.
pub fn stel_voor<'a>(seed: u64, dossiers: impl IntoIterator<Item = &'a Dossier>) -> String {
    let taken: Vec<String> = dossiers.into_iter().map(|dossier| dossier.pseudoniem.to_lowercase()).collect();
    let many = (FIRST.len() * SECOND.len()) as u64;
    let name = |at: u64| {
        let at = usize::try_from(at % many).unwrap_or(0);
        format!("{}-{}", FIRST[at / SECOND.len()], SECOND[at % SECOND.len()])
    };
    let free = (0..many).map(|more| name(seed.wrapping_add(more))).find(|name| !taken.contains(&name.to_lowercase()));
    // With every pair in use a number tells them apart.
    free.unwrap_or_else(|| format!("{}-{}", name(seed), taken.len() + 1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FIRST, SECOND, stel_voor};

    #[test]
    fn every_seed_proposes_a_pair_of_words() {
        let made: BTreeSet<String> = (0..400).map(|seed| stel_voor(seed, [])).collect();
        assert_eq!(made.len(), FIRST.len() * SECOND.len());
        assert_eq!(stel_voor(u64::MAX, []), stel_voor(u64::MAX, []));
    }
}
