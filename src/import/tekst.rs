//! Bytes to text: in which encoding a file is, and its text piece by piece.

use std::borrow::Cow;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Bron, onleesbaar};
use crate::domain::fault::Fault;

/// How the letters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codering {
    /// UTF-8; whether it said so with a mark.
    Utf8 {
        /// With a mark.
        bom: bool,
    },
    /// UTF-16, little end first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// What Dutch Windows writes otherwise.
    Windows1252,
    /// UTF-8, with lines of Windows-1252 between: somebody pasted them in.
    Gemengd,
}

impl Codering {
    /// What the first bytes of a file say; UTF-8 when they say nothing else.
    pub(super) fn raad(begin: &[u8]) -> Codering {
        match begin {
            [0xef, 0xbb, 0xbf, ..] => return Codering::Utf8 { bom: true },
            [0xff, 0xfe, ..] => return Codering::Utf16Le,
            [0xfe, 0xff, ..] => return Codering::Utf16Be,
            _ => {}
        }
        // Western text in UTF-16 has a zero as every second byte.
        let sample = begin.get(..begin.len().min(4096)).unwrap_or_default();
        let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
        if half >= 4 && odd * 10 >= half * 7 && even * 10 <= half {
            Codering::Utf16Le
        } else if half >= 4 && even * 10 >= half * 7 && odd * 10 <= half {
            Codering::Utf16Be
        } else {
            Codering::Utf8 { bom: false }
        }
    }

    /// In which encoding a whole file is. A file without a mark that is no UTF-8 is Windows-1252, unless
    /// some of its signs are UTF-8: then every line is what it is. The file is left at its end.
    pub(super) fn van(bron: &mut dyn Bron, begin: &[u8]) -> Result<Codering, Fault> {
        let guess = Codering::raad(begin);
        if guess != (Codering::Utf8 { bom: false }) {
            return Ok(guess);
        }
        bron.rewind().map_err(onleesbaar)?;
        let (mut whole, mut broken) = (0_u64, 0_u64);
        let mut buffer = vec![0; 64 << 10];
        let mut kept = 0;
        loop {
            let read = bron.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(onleesbaar)?;
            let filled = kept + read;
            let mut rest: &[u8] = buffer.get(..filled).unwrap_or_default();
            kept = 0;
            loop {
                match std::str::from_utf8(rest) {
                    Ok(text) => {
                        whole += signs(text.as_bytes());
                        break;
                    }
                    Err(error) => {
                        let (good, bad) = rest.split_at(error.valid_up_to());
                        whole += signs(good);
                        match error.error_len() {
                            Some(length) => {
                                broken += 1;
                                rest = bad.get(length..).unwrap_or_default();
                            }
                            None if read == 0 => {
                                broken += 1;
                                break;
                            }
                            // A sign that goes on in the next piece.
                            None => {
                                kept = bad.len();
                                break;
                            }
                        }
                    }
                }
            }
            if read == 0 {
                break;
            }
            buffer.copy_within(filled - kept..filled, 0);
        }
        // Two letters of Windows-1252 that stand beside each other by chance are a sign of UTF-8 now and then.
        Ok(match (broken, whole) {
            (0, _) => guess,
            _ if broken > whole * 10 => Codering::Windows1252,
            _ => Codering::Gemengd,
        })
    }

    /// Whether it has two bytes a letter.
    pub(super) fn is_16(self) -> bool {
        matches!(self, Codering::Utf16Le | Codering::Utf16Be)
    }

    /// How users call it.
    pub(super) fn tekst(self) -> &'static str {
        match self {
            Codering::Utf8 { .. } | Codering::Gemengd => "UTF-8",
            Codering::Utf16Le | Codering::Utf16Be => "UTF-16",
            Codering::Windows1252 => "Windows-1252",
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Codering::Utf8 { .. } | Codering::Gemengd => UTF_8,
            Codering::Utf16Le => UTF_16LE,
            Codering::Utf16Be => UTF_16BE,
            Codering::Windows1252 => WINDOWS_1252,
        }
    }

    /// Bytes that are at hand as text; what cannot be read becomes U+FFFD.
    pub(super) fn lees(self, bytes: &[u8]) -> Cow<'_, str> {
        self.encoding().decode_with_bom_removal(bytes).0
    }
}

/// How many signs take more than one byte.
fn signs(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

/// The text of a file, piece by piece, with `\n` at the end of every line whatever stood there.
pub(super) struct Tekstbron<'a> {
    bron: &'a mut dyn Bron,
    decoder: Decoder,
    ruw: Vec<u8>,
    uit: String,
    /// The last piece ended with a CR: a LF that follows belongs to it.
    na_cr: bool,
    klaar: bool,
    /// Of a file of two encodings: the line that has not ended yet, and what was read otherwise.
    gemengd: Option<Gemengd>,
}

/// How far the reading of a file of two encodings is.
#[derive(Default)]
struct Gemengd {
    rest: Vec<u8>,
    regel: u64,
    vreemd: Vec<u64>,
    meer: u64,
}

/// A line of a file of two encodings is kept until it ends, up to this many bytes.
const REGEL: usize = 1 << 20;

/// How many lines of another encoding are named.
const GENOEMD: usize = 20;

impl Gemengd {
    /// Adds a piece, and gives the lines that are whole as text; at the end of the file all of it.
    fn lees(&mut self, raw: &[u8], klaar: bool) -> String {
        self.rest.extend_from_slice(raw);
        let whole = self.rest.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
        let end =
            if klaar || self.rest.len() > REGEL && whole.is_none() { self.rest.len() } else { whole.unwrap_or(0) };
        let lines: Vec<u8> = self.rest.drain(..end).collect();
        let mut text = String::with_capacity(lines.len() + lines.len() / 8);
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            self.regel += 1;
            match std::str::from_utf8(line) {
                Ok(line) => text.push_str(line),
                Err(_) if line.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) => {
                    if self.vreemd.len() < GENOEMD {
                        self.vreemd.push(self.regel)
                    } else {
                        self.meer += 1
                    }
                    text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
                }
                Err(_) => text.push_str(&String::from_utf8_lossy(line)),
            }
        }
        text
    }
}

impl<'a> Tekstbron<'a> {
    /// The text of a file from its beginning.
    pub(super) fn new(bron: &'a mut dyn Bron, codering: Codering) -> Result<Tekstbron<'a>, Fault> {
        bron.rewind().map_err(onleesbaar)?;
        let decoder = codering.encoding().new_decoder_with_bom_removal();
        let uit = String::with_capacity(256 << 10);
        let gemengd = (codering == Codering::Gemengd).then(Gemengd::default);
        Ok(Tekstbron { bron, decoder, ruw: vec![0; 64 << 10], uit, na_cr: false, klaar: false, gemengd })
    }

    /// Which lines were in another encoding than the file, as a sentence; nothing when none was.
    pub(super) fn vreemde_regels(&self) -> Option<String> {
        let gemengd = self.gemengd.as_ref()?;
        let names: Vec<String> = gemengd.vreemd.iter().map(u64::to_string).collect();
        let said = match (names.as_slice(), gemengd.meer) {
            ([], _) => return None,
            ([one], _) => format!("Regel {one} is"),
            (all, 0) => format!("De regels {} zijn", all.join(", ")),
            (all, more) => format!("De regels {} en nog {more} zijn", all.join(", ")),
        };
        Some(format!("{said} gelezen als Windows-1252. Kijk na of de letters kloppen."))
    }

    /// Adds the next piece; false when there is none.
    pub(super) fn vul(&mut self, into: &mut Vec<u8>) -> Result<bool, Fault> {
        if self.klaar {
            return Ok(false);
        }
        let read = match self.bron.read(&mut self.ruw) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => return Ok(true),
            Err(error) => return Err(onleesbaar(error)),
        };
        self.klaar = read == 0;
        let mut raw = self.ruw.get(..read).unwrap_or_default();
        if let Some(gemengd) = &mut self.gemengd {
            let text = gemengd.lees(raw, self.klaar);
            regels(text.as_bytes(), &mut self.na_cr, into);
            return Ok(true);
        }
        loop {
            self.uit.clear();
            let (result, used, _) = self.decoder.decode_to_string(raw, &mut self.uit, self.klaar);
            raw = raw.get(used..).unwrap_or_default();
            regels(self.uit.as_bytes(), &mut self.na_cr, into);
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        Ok(true)
    }
}

/// Adds text with one kind of line end.
fn regels(text: &[u8], na_cr: &mut bool, into: &mut Vec<u8>) {
    let mut rest = text;
    if *na_cr && rest.first() == Some(&b'\n') {
        rest = rest.get(1..).unwrap_or_default();
    }
    if !text.is_empty() {
        *na_cr = false;
    }
    while let Some(at) = rest.iter().position(|byte| *byte == b'\r') {
        let (line, after) = rest.split_at(at);
        into.extend_from_slice(line);
        into.push(b'\n');
        rest = match after {
            [_, b'\n', rest @ ..] => rest,
            [_, rest @ ..] => rest,
            [] => after,
        };
        *na_cr = after.len() == 1;
    }
    into.extend_from_slice(rest);
}
