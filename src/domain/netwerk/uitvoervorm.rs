//! The kinds of file that a network can leave as.

use serde::{Deserialize, Serialize};

use crate::domain::words::words;

words! {
    /// A kind of file that a network can leave as.
    Uitvoervorm {
        /// A version that other programs of this kind read.
        Netwerk = "netwerk", "netwerkbestand van aandacht";
        /// A table for Dutch Excel, as text.
        Csv = "csv", "CSV voor Excel";
        /// A workbook.
        Xlsx = "xlsx", "Excel-werkmap";
        /// Address cards of today.
        Vcard = "vcard", "adreskaartjes (vCard 4.0)";
        /// Address cards that older programs read.
        Vcard3 = "vcard3", "adreskaartjes (vCard 3.0), voor Outlook en telefoons";
        /// Open Referral.
        Hsds = "hsds", "HSDS 3.0 (Open Referral)";
        /// A list on paper.
        Lijst = "lijst", "lijst om te lezen (Markdown)";
        /// A web page that needs nothing else.
        Pagina = "pagina", "webpagina met zoeken en kaart";
        /// The map as a picture.
        Svg = "svg", "kaart als afbeelding (SVG)";
        /// The map for other programs.
        Dot = "dot", "kaart voor Graphviz (DOT)";
    }
}

impl Uitvoervorm {
    /// How the file ends.
    pub fn extensie(self) -> &'static str {
        match self {
            Uitvoervorm::Netwerk => "netwerk.json",
            Uitvoervorm::Csv => "csv",
            Uitvoervorm::Xlsx => "xlsx",
            Uitvoervorm::Vcard => "vcf",
            Uitvoervorm::Vcard3 => "vcf",
            Uitvoervorm::Hsds => "hsds.json",
            Uitvoervorm::Lijst => "md",
            Uitvoervorm::Pagina => "html",
            Uitvoervorm::Svg => "svg",
            Uitvoervorm::Dot => "dot",
        }
    }

    /// The kind that a file with this name has; nothing when its end says nothing.
    pub fn van_naam(naam: &str) -> Option<Uitvoervorm> {
        let naam = naam.to_lowercase();
        let ends = |end: &str| naam.ends_with(&format!(".{end}"));
        // The longest end first: `.hsds.json` is no network file.
        let fixed = [Uitvoervorm::Hsds, Uitvoervorm::Netwerk]
            .into_iter()
            .chain(Uitvoervorm::ALL.iter().copied())
            .find(|vorm| ends(vorm.extensie()));
        fixed.or_else(|| match naam.rsplit('.').next() {
            Some("json") => Some(Uitvoervorm::Netwerk),
            Some("vcard") => Some(Uitvoervorm::Vcard),
            Some("htm") => Some(Uitvoervorm::Pagina),
            Some("gv") => Some(Uitvoervorm::Dot),
            _ => None,
        })
    }
}
