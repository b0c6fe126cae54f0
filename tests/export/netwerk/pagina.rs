//! The page: that nothing in it can break out, and that it asks nothing of anybody. What it does in a browser is tested by
//! `scripts/lees_uitvoer.py`.

use aandacht::domain::netwerk::uitvoer::Uitvoerkeuze;
use aandacht::domain::netwerk::{Soort, THEMAS, Telefoon, Veld, Waarde};
use sha2::{Digest, Sha256};

use super::een;
use crate::common::uitvoernet::{model, nummer, uitvoernet, vermelding};

/// The tags of a page, without what stands within its script and style.
fn tags(text: &str) -> Vec<&str> {
    let (before, rest) = text.split_once("<script>").expect("one script");
    let (_, after) = rest.split_once("</script>").expect("it ends");
    [before, after]
        .into_iter()
        .flat_map(|part| part.split('<').skip(1))
        .map(|tag| tag.split('>').next().unwrap_or_default())
        .collect()
}

#[test]
fn the_page_names_the_hash_of_its_only_script() {
    let text = een(&uitvoernet(), &Uitvoerkeuze::default(), "pagina");
    assert_eq!(text.matches("<script").count(), 1);
    let script = text.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).expect("a script");
    let named = text.split("script-src 'sha256-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a hash");
    let bits: Vec<u32> = named
        .trim_end_matches('=')
        .bytes()
        .map(|byte| {
            let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            letters.iter().position(|letter| *letter == byte).expect("base64") as u32
        })
        .collect();
    let digest = Sha256::digest(script);
    for (at, byte) in digest.iter().enumerate() {
        let bit = |nth: usize| bits[nth / 6] >> (5 - nth % 6) & 1;
        assert_eq!((0..8).fold(0, |made, nth| made << 1 | bit(at * 8 + nth)), u32::from(*byte));
    }
    assert!(text.contains("default-src 'none'"));
}

#[test]
fn no_text_of_an_entry_becomes_markup_or_an_address() {
    let text = een(&uitvoernet(), &Uitvoerkeuze::default(), "pagina");
    for tag in tags(&text) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        assert!(!["img", "script", "link", "iframe", "base", "object", "form"].contains(&name), "{tag}");
        // Within quotes a name of an attribute is text; the rest of a tag is ours.
        let ours: String = tag.split('"').step_by(2).collect();
        assert!(!ours.contains(" on"), "{tag}");
        for address in tag.split("href=\"").skip(1) {
            assert!(["tel:", "mailto:", "#lijst"].iter().any(|begin| address.starts_with(begin)), "{tag}");
        }
        assert!(!ours.contains(" src") && !ours.contains(" style"), "{tag}");
    }
    assert!(text.contains("&lt;/script&gt;&lt;script&gt;alert(1)"));
    assert!(!text.contains("mailto:niet"), "what is no address is not followed");
}

#[test]
fn an_address_for_mail_adds_nobody_to_a_message() {
    let velden =
        vec![(Veld::Naam, Waarde::tekst("Post")), (Veld::Email, Waarde::tekst("a@voorbeeld.nl?bcc=b@voorbeeld.nl"))];
    let text = een(&model([(nummer(1), vermelding(Soort::Organisatie, velden))]), &Uitvoerkeuze::default(), "pagina");
    assert!(!text.contains("href=\"mailto:"), "{text}");
    let velden = vec![(Veld::Naam, Waarde::tekst("Post")), (Veld::Email, Waarde::tekst("a?bcc=b%40c@voorbeeld.nl"))];
    let text = een(&model([(nummer(1), vermelding(Soort::Organisatie, velden))]), &Uitvoerkeuze::default(), "pagina");
    assert!(text.contains("href=\"mailto:a%3Fbcc%3Db%2540c@voorbeeld.nl\""), "{text}");
}

#[test]
fn an_entry_is_found_by_name_place_theme_and_number() {
    let phone = Telefoon { nummer: "045-560 00 01".into(), waarvoor: None, uren: None };
    let theme = &THEMAS[1];
    let velden = vec![
        (Veld::Naam, Waarde::tekst("Wijkteam Één")),
        (Veld::Gemeenten, Waarde::lijst(["GM0917"])),
        (Veld::Themas, Waarde::lijst([theme.id])),
        (Veld::Telefoons, Waarde::Telefoons(Box::new([phone]))),
    ];
    let text = een(&model([(nummer(1), vermelding(Soort::Organisatie, velden))]), &Uitvoerkeuze::default(), "pagina");
    let words = text.split("data-z=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("words");
    for word in ["wijkteam een", "heerlen", theme.id, theme.ook[0]] {
        assert!(words.contains(word), "{word} in {words}");
    }
    assert!(text.contains("data-n=\"0455600001 31455600001\""));
    assert!(text.contains("<a class=\"tel\" href=\"tel:+31455600001\">045-560 00 01</a>"));
}

#[test]
fn the_emergency_line_stands_first() {
    let text = een(&uitvoernet(), &Uitvoerkeuze::default(), "pagina");
    let line = text.find("href=\"tel:112\"").expect("112");
    assert!(line < text.find("<h1>").expect("a heading") && text.contains("0800-2000"));
}
