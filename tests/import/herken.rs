//! What a file is, whatever it is called.

use std::io::{self, Read, Seek, SeekFrom};

use aandacht::domain::netwerk::invoer::Bestandsoort;
use aandacht::import::{self, Grenzen, herken};

use super::lees;

#[test]
fn a_file_is_what_its_bytes_say() {
    for (naam, begin, soort) in [
        ("a.csv", &b"naam;telefoon\n"[..], Bestandsoort::Csv),
        ("a.xlsx", b"naam;telefoon\n", Bestandsoort::Csv),
        ("a", b"BM;naam;telefoon\n", Bestandsoort::Csv),
        ("a.csv", b"\xef\xbb\xbf\r\nbegin:vcard\r\n", Bestandsoort::Vcard),
        ("a.vcf", b"\xff\xfeB\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\r\0\n\0", Bestandsoort::Vcard),
        ("a.json", b" [ {\"id\": 1}]", Bestandsoort::Hsds),
        ("a.json", b"{\"name\": \"x\", \"soort\": \"contact\"}", Bestandsoort::Hsds),
        ("a.csv", b"{ \"formaat\": 1, \"soort\" : \"netwerk\"}", Bestandsoort::Netwerk),
        ("a.csv", b"PK\x03\x04.....xl/workbook.xml", Bestandsoort::Xlsx),
        ("a", b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Bestandsoort::Ods),
        ("a.ODS", b"PK\x03\x04....", Bestandsoort::Ods),
    ] {
        assert_eq!(herken(naam, begin).expect("it is known"), soort, "{naam} {begin:?}");
    }
}

#[test]
fn what_is_never_read_is_called_by_its_name() {
    let wide = |name: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for (naam, bytes, word) in [
        ("a.csv", Vec::new(), "leeg"),
        ("a.csv", b"\xef\xbb\xbf \r\n\t\n".to_vec(), "leeg"),
        ("a.csv", vec![0; 2000], "nullen"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "plaatje"),
        ("a.csv", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff".to_vec(), "programma"),
        ("a.xls", wide("Workbook"), "oud werkblad"),
        ("a.xlsx", wide("EncryptedPackage"), "wachtwoord"),
        ("a.xlsx", wide("niets"), "wachtwoord"),
        ("a.msg", wide("__substg1.0_0E1D001F"), "Outlook"),
        ("a.doc", wide("WordDocument"), "Word"),
        ("a.docx", b"PK\x03\x04....word/document.xml".to_vec(), "Word"),
        ("a.pst", b"!BDN\x01\x02\x03\x04\0\0\0\0".to_vec(), "Outlook"),
        ("a.xls", b"<html><table><tr><td>naam".to_vec(), "webpagina"),
        ("a.csv", b"BEGIN:VCALENDAR\r\n".to_vec(), "agenda"),
        ("a.vcf", b"naam;telefoon\n".to_vec(), "adreskaartje"),
        ("a.json", b"naam;telefoon\n".to_vec(), "JSON"),
        ("a.csv", (0..=255).cycle().take(4000).map(|byte: u8| byte % 32).collect(), "geen tekst"),
    ] {
        let fault = lees(naam, &bytes).expect_err(word);
        assert!(fault.wat.contains(word), "{naam}: {}", fault.wat);
        for text in [&fault.wat, &fault.waarom, &fault.advies] {
            assert!(text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn a_name_that_says_otherwise_is_told() {
    let inlezing = lees("lijst.xlsx", b"naam;telefoon\nWijkteam;045-560 00 01\n").expect("a table");
    assert_eq!(inlezing.soort, Bestandsoort::Csv);
    assert!(inlezing.opmerkingen.iter().any(|text| text.contains(".xlsx")), "{:?}", inlezing.opmerkingen);
    let inlezing = lees("lijst.csv", b"naam;telefoon\nWijkteam;045-560 00 01\n").expect("a table");
    assert!(!inlezing.opmerkingen.iter().any(|text| text.contains("De naam eindigt")), "{:?}", inlezing.opmerkingen);
}

/// A file that counts what is read of it and has no end that costs memory.
struct Groot {
    begin: Vec<u8>,
    vul: u8,
    lengte: u64,
    at: u64,
    gelezen: u64,
}

impl Groot {
    fn new(begin: &[u8], vul: u8, lengte: u64) -> Groot {
        Groot { begin: begin.to_vec(), vul, lengte, at: 0, gelezen: 0 }
    }
}

impl Read for Groot {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.lengte - self.at).unwrap_or(usize::MAX);
        let count = into.len().min(left);
        for (byte, at) in into[..count].iter_mut().zip(self.at..) {
            *byte = usize::try_from(at).ok().and_then(|at| self.begin.get(at)).copied().unwrap_or(self.vul);
        }
        self.at += count as u64;
        self.gelezen += count as u64;
        Ok(count)
    }
}

impl Seek for Groot {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => i64::try_from(at).ok(),
            SeekFrom::End(at) => i64::try_from(self.lengte).ok().map(|end| end + at),
            SeekFrom::Current(at) => i64::try_from(self.at).ok().map(|here| here + at),
        };
        self.at = at.and_then(|at| u64::try_from(at).ok()).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[test]
fn what_is_too_big_is_refused_before_it_is_read() {
    for (naam, begin, vul, size, word) in [
        ("a.csv", &b""[..], 0, 200 << 20, "nullen"),
        ("a.csv", b"naam;telefoon\n", b'x', 600 << 20, "te groot"),
        ("a.vcf", b"BEGIN:VCARD\r\n", b'x', 200 << 20, "te groot"),
        ("a.json", b"[{\"id\":", b'x', 200 << 20, "te groot"),
        ("a.xlsx", b"PK\x03\x04....xl/", 0, 200 << 20, "te groot"),
    ] {
        let mut file = Groot::new(begin, vul, size);
        let fault = import::lees(naam, &mut file, &Grenzen::default()).expect_err(word);
        assert!(fault.wat.contains(word), "{naam}: {}", fault.wat);
        assert!(file.gelezen <= import::BEGIN as u64, "{} bytes were read", file.gelezen);
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_is_one_bad_row() {
    let mut file = Groot::new(b"naam;telefoon\nWijkteam;045-560 00 01\n", b'x', 100 << 20);
    let inlezing = import::lees("a.csv", &mut file, &Grenzen::default()).expect("a table");
    assert_eq!(super::tabel(&inlezing).rijen.len(), 1);
    assert_eq!(super::plekken(&inlezing.gebreken), [(3, None, true)]);
}
