//! The themes of the network, and the words in which people ask for them (keten.md 1.3, 1.4 and 3).

use crate::domain::search::fold;

/// A theme of the fixed list.
pub struct Thema {
    /// What is stored.
    pub id: &'static str,
    /// What the user reads.
    pub label: &'static str,
    /// Other words that mean it, folded.
    pub ook: &'static [&'static str],
}

/// The fixed list. An entry may have themes of its own beside these.
pub const THEMAS: &[Thema] = &[
    Thema {
        id: "kindermishandeling",
        label: "kindermishandeling",
        ook: &["km", "kind", "verwaarlozing", "mishandeling"],
    },
    Thema { id: "partnergeweld", label: "partnergeweld", ook: &["huiselijk geweld", "hg", "relatie", "partner"] },
    Thema { id: "ouderenmishandeling", label: "ouderenmishandeling", ook: &["oudere", "ouderen", "bejaarden"] },
    Thema {
        id: "financieel",
        label: "financiële uitbuiting",
        ook: &["financieel misbruik", "geld", "financieel veilig ouder worden", "uitbuiting"],
    },
    Thema {
        id: "seksueel-geweld",
        label: "seksueel geweld",
        ook: &["csg", "verkrachting", "aanranding", "zeden", "seksueel misbruik"],
    },
    Thema { id: "eer", label: "eergerelateerd geweld", ook: &["egg", "eergeweld", "eerwraak"] },
    Thema {
        id: "huwelijksdwang",
        label: "huwelijksdwang en achterlating",
        ook: &["uithuwelijking", "gedwongen huwelijk"],
    },
    Thema { id: "vgv", label: "vrouwelijke genitale verminking", ook: &["besnijdenis", "meisjesbesnijdenis"] },
    Thema {
        id: "mensenhandel",
        label: "mensenhandel en loverboys",
        ook: &["loverboy", "seksuele uitbuiting", "uitbuiting"],
    },
    Thema { id: "scheiding", label: "complexe scheiding", ook: &["vechtscheiding", "echtscheiding"] },
    Thema { id: "stalking", label: "stalking", ook: &["belaging", "aware"] },
    Thema { id: "huisverbod", label: "tijdelijk huisverbod", ook: &["thv"] },
    Thema { id: "opvang", label: "opvang", ook: &["vrouwenopvang", "blijf", "mannenopvang", "noodopvang"] },
    Thema { id: "plegers", label: "hulp aan plegers", ook: &["pleger", "dader", "daders", "agressie"] },
    Thema { id: "kinderen", label: "kinderen als getuige of slachtoffer", ook: &["getuige"] },
    Thema { id: "kopp", label: "ouders met psychische problemen of verslaving", ook: &["kvo"] },
    Thema { id: "lvb", label: "licht verstandelijke beperking", ook: &["lvg", "verstandelijk"] },
    Thema { id: "ggz", label: "psychische problemen", ook: &["psychiatrie", "geestelijke gezondheidszorg"] },
    Thema { id: "verslaving", label: "verslaving", ook: &["drugs", "alcohol", "verslavingszorg"] },
    Thema { id: "zwangerschap", label: "kwetsbare zwangerschap", ook: &["zwanger", "ongeboren", "voorzorg"] },
    Thema {
        id: "nieuwkomers",
        label: "nieuwkomers en arbeidsmigranten",
        ook: &["statushouders", "vluchtelingen", "asiel"],
    },
    Thema { id: "handle-with-care", label: "Handle with Care", ook: &["hwc"] },
    Thema { id: "meldcode", label: "meldcode en scholing", ook: &["training", "scholing", "deskundigheid"] },
    Thema {
        id: "letselduiding",
        label: "letselduiding (forensisch-medisch)",
        ook: &["forensisch", "letsel", "fme", "fmek"],
    },
    Thema { id: "zelfdoding", label: "gedachten aan zelfdoding", ook: &["suicide", "zelfmoord", "suicidaal"] },
    Thema { id: "mannen", label: "mannelijke slachtoffers", ook: &["man"] },
];

/// The theme of the fixed list with this id.
pub fn thema(id: &str) -> Option<&'static Thema> {
    THEMAS.iter().find(|thema| thema.id == id)
}

/// How a theme reads; a free one reads as it was typed.
pub fn thema_tekst(id: &str) -> &str {
    thema(id).map_or(id, |thema| thema.label)
}

/// The themes that somebody may mean: those that are called so, else those of which a name or a word in it begins so.
pub fn themas_bij(typed: &str) -> Vec<&'static Thema> {
    let typed = fold(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let fits = |fit: fn(&str, &str) -> bool| -> Vec<&'static Thema> {
        let named = |thema: &&Thema| {
            let names = [thema.id, thema.label].into_iter().chain(thema.ook.iter().copied());
            names.map(fold).any(|name| fit(&name, &typed))
        };
        THEMAS.iter().filter(named).collect()
    };
    let whole = fits(|name, typed| name == typed);
    if whole.is_empty() {
        return fits(|name, typed| name.starts_with(typed) || name.split(' ').any(|word| word.starts_with(typed)));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::themas_bij;

    #[test]
    fn a_theme_is_meant_by_its_id_its_label_another_word_or_a_beginning() {
        for (typed, ids) in [
            ("financieel", &["financieel"][..]),
            ("Financiële uitbuiting", &["financieel"]),
            ("handle with care", &["handle-with-care"]),
            ("handle-with-care", &["handle-with-care"]),
            ("loverboy", &["mensenhandel"]),
            ("uitbuiting", &["financieel", "mensenhandel"]),
            ("stalk", &["stalking"]),
            ("genitale", &["vgv"]),
            ("koffie", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = themas_bij(typed).iter().map(|thema| thema.id).collect();
            assert_eq!(found, ids, "{typed}");
        }
    }
}
