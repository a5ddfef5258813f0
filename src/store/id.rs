//! Session ids, which become file names.
//!
//! Owns the rule of which ids are safe on every file system. It must not change an id: one that is
//! not safe is refused.

use super::error::{IdFault, StoreError};

/// The longest id, in bytes of UTF-8; with the ending it stays far below what file systems allow.
pub(super) const LONGEST: usize = 100;

/// Refuses an id that could not safely name a file: letters and digits of any script, `-`, `_` and
/// `.` are allowed, at most 100 bytes, no dot at either end, no device name of Windows. Behind a `~`
/// may stand the digits that a store puts to an id that another session has.
pub(super) fn check(id: &str) -> Result<(), StoreError> {
    match fault(id) {
        None => Ok(()),
        Some(fault) => Err(StoreError::BadId { id: id.to_owned(), fault }),
    }
}

/// The same of an id that somebody gives to a session: the digits are the store's to put.
pub fn check_new_id(id: &str) -> Result<(), StoreError> {
    match fault(id) {
        None if id.contains('~') => {
            Err(StoreError::BadId { id: id.to_owned(), fault: IdFault::Character('~') })
        }
        None => Ok(()),
        Some(fault) => Err(StoreError::BadId { id: id.to_owned(), fault }),
    }
}

/// An id without the digits that a store has put behind it.
fn unmarked(id: &str) -> &str {
    let marked = id.split_once('~').filter(|(_, digits)| {
        (4..=64).contains(&digits.len())
            && digits.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    });
    marked.map_or(id, |(id, _)| id)
}

fn fault(id: &str) -> Option<IdFault> {
    let id = unmarked(id);
    if id.is_empty() {
        return Some(IdFault::Empty);
    }
    if id.len() > LONGEST {
        return Some(IdFault::TooLong(id.len()));
    }
    if let Some(bad) = id.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.')) {
        return Some(IdFault::Character(bad));
    }
    if id.starts_with('.') || id.ends_with('.') {
        return Some(IdFault::Dot);
    }
    let stem = id.split('.').next().unwrap_or(id).to_ascii_uppercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
    {
        return Some(IdFault::Reserved);
    }
    None
}

/// Refuses a new id that an existing one equals but for case.
pub(super) fn check_new<'a>(
    id: &str,
    mut existing: impl Iterator<Item = &'a str>,
) -> Result<(), StoreError> {
    let folded = id.to_lowercase();
    match existing.find(|other| other.to_lowercase() == folded) {
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
    fn ids_that_name_files_safely_are_allowed() {
        for id in ["hsw-2026-11-27", "槐树湾议事", "a.b_c", "1", &"字".repeat(33)] {
            assert_eq!(fault(id), None, "{id}");
        }
    }

    #[test]
    fn ids_that_could_leave_the_folder_are_refused() {
        let long = "字".repeat(34);
        for (id, why) in [
            ("", IdFault::Empty),
            (long.as_str(), IdFault::TooLong(102)),
            ("../x", IdFault::Character('/')),
            ("a\\b", IdFault::Character('\\')),
            ("a b", IdFault::Character(' ')),
            ("a\u{0}", IdFault::Character('\u{0}')),
            ("C:x", IdFault::Character(':')),
            ("..", IdFault::Dot),
            (".hidden", IdFault::Dot),
            ("end.", IdFault::Dot),
            ("con", IdFault::Reserved),
            ("lpt1.x", IdFault::Reserved),
        ] {
            assert_eq!(fault(id), Some(why), "{id:?}");
        }
    }

    #[test]
    fn a_new_id_must_differ_by_more_than_case() {
        assert!(check_new("b", ["a"].into_iter()).is_ok());
        assert!(check_new("Plan", ["plan"].into_iter()).is_err());
    }
}
