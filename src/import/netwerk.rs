//! A network file of this program, read as it comes: it may be larger than the memory that two of them would need.

use super::Bron;
use crate::domain::fault::Fault;
use crate::domain::netwerk::bestand::{Netwerkbestand, leesfout};

/// Reads a network file. Whether its content is the one that its head names is not looked at here.
///
/// # Errors
/// It is no network file, is of a newer program, is damaged or not whole.
pub fn lees(bron: &mut dyn Bron) -> Result<Netwerkbestand, Fault> {
    let mut reader = serde_json::Deserializer::from_reader(bron);
    let bestand = serde::Deserialize::deserialize(&mut reader).map_err(|error| leesfout(&error))?;
    reader.end().map_err(|error| leesfout(&error))?;
    Ok(bestand)
}
