//! The lines of work that users are in and that content is written for.

/// The sector with this id, as users know it.
pub fn sector_name(id: &str) -> Option<&'static str> {
    SECTOREN.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

/// The ids of all sectors, for a message that says what can be chosen.
pub fn sector_ids() -> String {
    SECTOREN.map(|(id, _)| id).join(", ")
}

/// The sectors with their ids, as users know them.
pub const SECTOREN: [(&str, &str); 15] = [
    ("artsen", "Artsen"),
    ("mondzorg", "Mondzorg"),
    ("verpleging", "Verpleging en verzorging"),
    ("jgz", "Jeugdgezondheidszorg"),
    ("geboortezorg", "Geboortezorg"),
    ("ggz", "Ggz"),
    ("paramedici", "Paramedici"),
    ("apothekers", "Apothekers"),
    ("jeugdhulp", "Jeugdhulp en jeugdbescherming"),
    ("lokaal-team", "Lokaal team"),
    ("onderwijs", "Onderwijs en leerplicht"),
    ("kinderopvang", "Kinderopvang"),
    ("ondersteuning", "Maatschappelijke ondersteuning"),
    ("justitie", "Justitie"),
    ("gehandicaptenzorg", "Gehandicaptenzorg"),
];
