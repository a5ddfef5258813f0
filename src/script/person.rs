//! Who is meant by a PERSON: an id, a name that is unique, or a name with its mark.
//!
//! Never guesses between two people: an ambiguous name is refused with the candidates.

use super::error::{Candidate, ErrorKind};
use super::values::fold;
use crate::domain::meeting::Meeting;
use crate::domain::person::{Person, PersonId};

pub(super) fn find(text: &str, meeting: &Meeting) -> Result<PersonId, ErrorKind> {
    let exact = PersonId::new(text);
    if meeting.roll.get(&exact).is_some() {
        return Ok(exact);
    }
    let people = || meeting.roll.entries.iter().map(|entry| &entry.person);
    let wanted = same(text);
    let named = |p: &&Person| same(&p.name) == wanted || same(&p.display()) == wanted;
    let mut found: Vec<&Person> = people().filter(named).collect();
    if found.is_empty() {
        // An id typed in small letters or with the input method on.
        let id = fold(text);
        found = people().filter(|p| p.id.as_str().eq_ignore_ascii_case(&id)).collect();
    }
    match found.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => Err(ErrorKind::UnknownPerson { text: text.to_owned() }),
        several => {
            let candidate = |p: &&Person| Candidate { id: p.id.clone(), name: p.display() };
            let candidates = several.iter().map(candidate).collect();
            Err(ErrorKind::AmbiguousPerson { text: text.to_owned(), candidates })
        }
    }
}

/// A name as it is compared: brackets of either width, any middle dot, spaces aside
/// (lists print 王　强 for 王强).
pub(super) fn same(name: &str) -> String {
    let dot = |c: char| match c {
        '\u{30fb}' | '\u{2022}' | '\u{2027}' | '\u{ff65}' | '\u{2219}' | '\u{22c5}' => '\u{b7}',
        _ => c,
    };
    fold(name).chars().filter(|c| !c.is_whitespace()).map(dot).collect()
}
