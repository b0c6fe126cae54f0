//! The state root: one number that stands for everything that is stored, and moves with every change.
//!
//! A single envelope cannot show that it is an older one of the same record; the engine really serves old pages after
//! damage. The root is the sum modulo 2^256 of a keyed hash of every record's place, revision and transaction: adding and taking
//! away are cheap, and an old, missing or extra envelope gives another sum.

use super::secret::Secret;

/// The sum over everything that is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Root(pub [u8; 32]);

/// What the root sums over: the place and revision of one envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// Id of the record.
    pub record: [u8; 16],
    /// Part, with its slot.
    pub part: u16,
    /// Revision.
    pub revision: u64,
    /// Id of the transaction: after a restore the same revision is written again, as something else.
    pub transaction: [u8; 8],
}

impl Root {
    /// An envelope was written.
    pub fn add(&mut self, key: &Secret, leaf: Leaf) {
        self.plus(&hash(key, leaf));
    }

    /// These envelopes were written as well.
    pub fn join(&mut self, other: Root) {
        self.plus(&other.0);
    }

    /// An envelope was removed.
    pub fn take(&mut self, key: &Secret, leaf: Leaf) {
        let mut negative = hash(key, leaf).map(|byte| !byte);
        // Two's complement: minus is the inverse plus one.
        for byte in &mut negative {
            let (next, carry) = byte.overflowing_add(1);
            *byte = next;
            if !carry {
                break;
            }
        }
        self.plus(&negative);
    }

    fn plus(&mut self, number: &[u8; 32]) {
        let mut carry = 0_u16;
        for (byte, more) in self.0.iter_mut().zip(number) {
            let sum = u16::from(*byte) + u16::from(*more) + carry;
            *byte = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
    }
}

fn hash(key: &Secret, leaf: Leaf) -> [u8; 32] {
    // Only records are summed; the audit log has its chain.
    key.tag(&[b"e", &leaf.record, &leaf.part.to_be_bytes(), &leaf.revision.to_be_bytes(), &leaf.transaction])
}
