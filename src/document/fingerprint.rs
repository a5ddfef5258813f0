//! A fingerprint typed back from a paper: which line of the record it was the head of.
//!
//! Forgives what a hand changes on the way: spaces, marks, case, full-width forms, letters that look
//! like digits. Must not check the chain: that was done when the ledger was read.

use crate::domain::ledger::Ledger;
use crate::domain::recorded::Recorded;
use crate::text::clean::clean_id;

/// A fingerprint as it was typed, reduced to its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed(String);

/// The digits that papers print, and those that they printed at first.
const PRINTED: usize = 32;
const PRINTED_AT_FIRST: usize = 16;
/// Those of a whole hash.
const WHOLE: usize = 64;

impl Typed {
    /// Reads a fingerprint, alone or in the line of the paper; None where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let folded = clean_id(text).to_lowercase();
        // The label before it and the remark behind it may have been typed as well.
        let after = folded.rsplit_once(':').map_or(folded.as_str(), |(_, after)| after);
        let alone = after.split_once('(').map_or(after, |(alone, _)| alone);
        let mut digits = String::new();
        for c in alone.chars() {
            match c {
                'o' => digits.push('0'),
                'l' | 'i' => digits.push('1'),
                _ if c.is_ascii_hexdigit() => digits.push(c),
                _ if c.is_alphanumeric() => return None,
                // Dashes of every kind, spaces, points.
                _ => {}
            }
        }
        (PRINTED_AT_FIRST..=WHOLE).contains(&digits.len()).then_some(Self(digits))
    }

    /// Whether it has too few digits to stand against somebody who makes another record with the
    /// same.
    pub fn is_short(&self) -> bool {
        self.0.len() < PRINTED
    }

    /// The line after which the record had this fingerprint.
    pub fn find<'a>(&self, ledger: &'a Ledger) -> Option<&'a Recorded> {
        let mut records = ledger.records().iter().map(AsRef::as_ref);
        records.find(|record| record.hash.to_string().starts_with(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::{adjourn, opened};
    use crate::i18n::{Lang, paper};

    #[test]
    fn a_fingerprint_is_found_however_it_was_typed() {
        let mut given = opened();
        let (seq, early) = (given.ledger.seq(), given.ledger.head());
        given.when("14:40", adjourn());
        let print = early.fingerprint();
        let wide: String = print
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xFEE0).filter(|_| c != '-').unwrap_or('\u{2014}'))
            .collect();
        for typed in [
            print.clone(),
            // As papers printed it at first.
            print.chars().take(19).collect(),
            print.to_uppercase(),
            print.replace('-', ""),
            print.replace('-', " \u{2013} "),
            print.replace('0', "O").replace('1', "l"),
            wide,
            early.to_string(),
            paper::fingerprint(Lang::Zh, seq, &print),
            paper::fingerprint(Lang::En, seq, &print),
        ] {
            let read = Typed::read(&typed).unwrap_or_else(|| panic!("not read: {typed}"));
            assert_eq!(read.find(&given.ledger).map(|r| r.seq), Some(seq), "{typed}");
        }
        let head = Typed::read(&given.ledger.head().to_string()).expect("a hash");
        assert_eq!(head.find(&given.ledger).map(|r| r.seq), Some(seq + 1));
    }

    #[test]
    fn what_is_no_fingerprint_is_not_taken_for_one() {
        let other = Typed::read("0123-4567-89ab-cdef").expect("a fingerprint");
        assert_eq!(other.find(&opened().ledger).map(|r| r.seq), None);
        for bad in ["", "0123-4567-89ab", "0123-4567-89ab-cdeg", "会议记录", &"0".repeat(65)] {
            assert_eq!(Typed::read(bad), None, "{bad}");
        }
    }
}
