//! A whole network as a file: one module a format. What goes out is decided in [`crate::domain::netwerk::uitvoer`].

pub mod csv;
pub mod dot;
pub mod hsds;
pub mod hsds_pakket;
pub mod lijst;
pub mod pagina;
pub mod svg;
pub mod vcard;
pub mod xlsx;

/// The code of a language (ISO 639) by its Dutch name; nothing when it is not in the list.
fn taalcode(naam: &str) -> Option<&'static str> {
    let wanted = crate::domain::search::fold(naam);
    TALEN.iter().find(|(name, _)| *name == wanted).map(|(_, code)| *code)
}

/// Languages that help is given in, folded.
const TALEN: [(&str, &str); 34] = [
    ("albanees", "sq"),
    ("amhaars", "am"),
    ("arabisch", "ar"),
    ("berbers", "ber"),
    ("bosnisch", "bs"),
    ("bulgaars", "bg"),
    ("chinees", "zh"),
    ("dari", "prs"),
    ("duits", "de"),
    ("engels", "en"),
    ("farsi", "fa"),
    ("frans", "fr"),
    ("fries", "fy"),
    ("grieks", "el"),
    ("hindi", "hi"),
    ("hongaars", "hu"),
    ("indonesisch", "id"),
    ("italiaans", "it"),
    ("koerdisch", "ku"),
    ("nederlands", "nl"),
    ("oekraiens", "uk"),
    ("papiaments", "pap"),
    ("pasjtoe", "ps"),
    ("perzisch", "fa"),
    ("pools", "pl"),
    ("portugees", "pt"),
    ("roemeens", "ro"),
    ("russisch", "ru"),
    ("sarnami", "hns"),
    ("somalisch", "so"),
    ("spaans", "es"),
    ("tigrinya", "ti"),
    ("turks", "tr"),
    ("vietnamees", "vi"),
];
