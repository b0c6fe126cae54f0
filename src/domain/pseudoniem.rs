//! Pseudonyms for a casus: a tree or plant with a small bird or animal, such as *Linde-Mus*.
//!
//! The words say nothing about anybody. First names in ordinary use are left out (Els, Roos, Iris, Merel, Mees, Robin),
//! and so is what could hurt or mock (ezel, koekoek, slang, raaf).

use super::search::fold;

/// Trees and plants. Linde stays although a few people bear it: the whole design knows Linde-Mus.
const FIRST: [&str; 71] = [
    "Abeel",
    "Acacia",
    "Akelei",
    "Amandel",
    "Anemoon",
    "Anjer",
    "Aster",
    "Azalea",
    "Bamboe",
    "Basilicum",
    "Berberis",
    "Beuk",
    "Bieslook",
    "Boekweit",
    "Bosbes",
    "Brem",
    "Buxus",
    "Ceder",
    "Cipres",
    "Clematis",
    "Dille",
    "Duindoorn",
    "Eik",
    "Ereprijs",
    "Es",
    "Esdoorn",
    "Forsythia",
    "Fuchsia",
    "Gagel",
    "Gember",
    "Ginkgo",
    "Guldenroede",
    "Haagbeuk",
    "Hazelaar",
    "Hulst",
    "Iep",
    "Jeneverbes",
    "Kamille",
    "Kamperfoelie",
    "Kastanje",
    "Klaproos",
    "Kornoelje",
    "Lariks",
    "Lavas",
    "Lijsterbes",
    "Linde",
    "Lisdodde",
    "Lupine",
    "Magnolia",
    "Mahonia",
    "Meidoorn",
    "Mispel",
    "Munt",
    "Olijf",
    "Papyrus",
    "Plataan",
    "Populier",
    "Rododendron",
    "Rozemarijn",
    "Salie",
    "Sering",
    "Sleedoorn",
    "Spar",
    "Taxus",
    "Toverhazelaar",
    "Varen",
    "Venkel",
    "Vlier",
    "Walnoot",
    "Waterlelie",
    "Zonnedauw",
];

/// Birds and small animals.
const SECOND: [&str; 66] = [
    "Appelvink",
    "Barmsijs",
    "Beflijster",
    "Bever",
    "Blauwborst",
    "Boerenzwaluw",
    "Boomklever",
    "Boomkruiper",
    "Bosrietzanger",
    "Bosuil",
    "Braamsluiper",
    "Citroenvlinder",
    "Eekhoorn",
    "Egel",
    "Fitis",
    "Fluiter",
    "Fuut",
    "Gaai",
    "Geelgors",
    "Goudhaan",
    "Goudvink",
    "Grasmus",
    "Graspieper",
    "Groenling",
    "Grutto",
    "Heggenmus",
    "Heidelibel",
    "Huismus",
    "Ijsvogel",
    "Karekiet",
    "Kievit",
    "Kneu",
    "Koolmees",
    "Koperwiek",
    "Kwartel",
    "Kwikstaart",
    "Leeuwerik",
    "Libel",
    "Lijster",
    "Meerkoet",
    "Mus",
    "Nachtegaal",
    "Oeverloper",
    "Oeverzwaluw",
    "Pimpelmees",
    "Plevier",
    "Putter",
    "Rietgors",
    "Ringmus",
    "Roodborst",
    "Scholekster",
    "Sijs",
    "Specht",
    "Sprinkhaan",
    "Strandloper",
    "Tapuit",
    "Tjiftjaf",
    "Tureluur",
    "Valk",
    "Veldmuis",
    "Vink",
    "Wielewaal",
    "Winterkoning",
    "Wulp",
    "Zanglijster",
    "Zwaluw",
];

/// A pair of words that is not taken. The same seed and the same list give the same pair; a pair comes back only when
/// every pair is taken.
///
/// Neighbours in the order of proposals share neither word, so that two casussen are not mistaken for each other.
pub fn propose(seed: u64, taken: &[&str]) -> String {
    let taken: std::collections::HashSet<String> = taken.iter().map(|name| fold(name)).collect();
    let pairs = (FIRST.len() * SECOND.len()) as u64;
    let start = scatter(seed) % pairs;
    let mut proposals = (0..pairs).map(|step| pair((start + step) % pairs));
    let free = proposals.find(|name| !taken.contains(&fold(name)));
    free.unwrap_or_else(|| pair(start))
}

/// How many pairs there are.
pub fn count() -> usize {
    FIRST.len() * SECOND.len()
}

/// The pair with this number; numbers from 0 below [`count`] give every pair once.
fn pair(number: u64) -> String {
    let (firsts, seconds) = (FIRST.len() as u64, SECOND.len() as u64);
    // Both words move at every step; after each round of first words the second has moved one further against them.
    let (first, second) = (number % firsts, (number % firsts + number / firsts) % seconds);
    let word = |words: &[&'static str], at: u64| usize::try_from(at).ok().and_then(|at| words.get(at).copied());
    format!("{}-{}", word(&FIRST, first).unwrap_or_default(), word(&SECOND, second).unwrap_or_default())
}

/// Spreads neighbouring seeds (the finishing step of SplitMix64).
fn scatter(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
