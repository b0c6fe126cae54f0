//! Writing a network file, and the id of its content.

use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use super::{FORMAAT, Inhoud, Netwerkbestand, SOORT, VersieId};
use crate::domain::canoniek;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{InBestand, Vermelding};

impl Inhoud {
    /// The id of this content.
    pub fn versie_id(&self) -> VersieId {
        let mut hash = Hash(Sha256::new());
        // A hash takes everything.
        let _ = self.schrijf(&mut hash, "");
        VersieId::new(hash.0.finalize().into())
    }

    /// Writes the canonical form, with this before every entry. It has to be white space: the canonical form itself has
    /// none.
    fn schrijf(&self, out: &mut dyn Write, before: &str) -> fmt::Result {
        let mut text = String::from("{\"besluiten\":");
        add(&serde_json::to_value(&self.besluiten), &mut text)?;
        text.push_str(",\"gebied\":");
        add(&serde_json::to_value(&self.gebied), &mut text)?;
        text.push_str(",\"vermeldingen\":[");
        out.write_str(&text)?;
        for (at, (id, entry)) in self.vermeldingen.iter().enumerate() {
            text.clear();
            if at > 0 {
                text.push(',');
            }
            text.push_str(before);
            regel(*id, entry, &mut text)?;
            out.write_str(&text)?;
        }
        out.write_str("]}")
    }
}

/// Adds the canonical text of an entry.
fn regel(id: RecordId, entry: &Vermelding, out: &mut String) -> fmt::Result {
    add(&serde_json::to_value(InBestand::van(id, entry)), out)
}

fn add(value: &serde_json::Result<serde_json::Value>, out: &mut String) -> fmt::Result {
    // What holds texts, values and moments is always JSON.
    canoniek::value(value.as_ref().map_err(|_| fmt::Error)?, out);
    Ok(())
}

impl Netwerkbestand {
    /// Writes the file: the head, and a line for every entry.
    ///
    /// # Errors
    /// The writer refuses.
    pub fn schrijf(&self, out: &mut dyn Write) -> fmt::Result {
        let kop = &self.kop;
        let mut head = String::new();
        let mut member = |name: &str, value: serde_json::Result<serde_json::Value>| -> fmt::Result {
            head.push_str(if head.is_empty() { "{" } else { ",\n" });
            canoniek::string(name, &mut head);
            head.push(':');
            add(&value, &mut head)
        };
        member("soort", serde_json::to_value(SOORT))?;
        member("formaat", serde_json::to_value(FORMAAT))?;
        if kop.oefening {
            member("oefening", serde_json::to_value(true))?;
        }
        member("regio", serde_json::to_value(&kop.regio))?;
        member("uitgever", serde_json::to_value(&kop.uitgever))?;
        member("gemaakt_op", serde_json::to_value(kop.gemaakt_op))?;
        if let Some(day) = kop.geldig_tot {
            member("geldig_tot", serde_json::to_value(day))?;
        }
        member("versie_id", serde_json::to_value(kop.versie_id))?;
        member("voorgangers", serde_json::to_value(&kop.voorgangers))?;
        out.write_str(&head)?;
        out.write_str(",\n\"inhoud\":")?;
        self.inhoud.schrijf(out, "\n")?;
        out.write_str("}\n")
    }
}

/// A hash that text can be written to.
struct Hash(Sha256);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
