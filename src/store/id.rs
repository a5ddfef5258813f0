//! Session ids, which become file names.
//!
//! Owns refusing an id that is not safe (the rule stands in `limits`). It must not change an id.

use super::error::StoreError;
use crate::limits::{IdFault, id_fault, new_id_fault};

/// Refuses an id that could not safely name a file.
pub(super) fn check(id: &str) -> Result<(), StoreError> {
    refuse(id, id_fault(id))
}

/// Refuses an id that is given to a new session, or a new template, and could not be typed.
pub fn check_given(id: &str) -> Result<(), StoreError> {
    refuse(id, new_id_fault(id))
}

fn refuse(id: &str, fault: Option<IdFault>) -> Result<(), StoreError> {
    fault.map_or(Ok(()), |fault| Err(StoreError::BadId { id: id.to_owned(), fault }))
}

/// Refuses a new id that an existing one equals but for case.
pub(super) fn check_new<'a>(
    id: &str,
    mut existing: impl Iterator<Item = &'a str>,
) -> Result<(), StoreError> {
    let (folded, ascii) = (id.to_lowercase(), id.is_ascii());
    // With thousands of sessions most of them are told apart without a copy of each.
    let is_same = |other: &&str| {
        if ascii && other.is_ascii() {
            other.eq_ignore_ascii_case(id)
        } else {
            other.to_lowercase() == folded
        }
    };
    match existing.find(is_same) {
        None => Ok(()),
        Some(other) => Err(StoreError::BadId {
            id: id.to_owned(),
            fault: IdFault::LooksLike(other.to_owned()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_must_differ_by_more_than_case() {
        assert!(check_new("b", ["a"].into_iter()).is_ok());
        assert!(check_new("Plan", ["plan"].into_iter()).is_err());
        assert!(check_new("ÄA", ["b", "äa"].into_iter()).is_err());
        // The sign of a kelvin is a K as well.
        assert!(check_new("\u{212A}", ["k"].into_iter()).is_err());
    }
}
