//! Who a plan means by an id or a name.

use super::entry::{Entry, Found};
use super::fault::{FaultKind, quote};
use super::values;
use crate::domain::person::{Person, PersonId};
use crate::limits::LONGEST_TITLE;
use crate::text::clean::{Form, clean_as};
use std::collections::HashMap;

/// The roster, by id, by name and by name with mark.
pub(super) struct People<'p> {
    by_id: HashMap<&'p str, &'p Person>,
    by_name: HashMap<String, Vec<&'p Person>>,
}

impl<'p> People<'p> {
    pub(super) fn new(people: &'p [Person]) -> Self {
        let mut by_name: HashMap<String, Vec<&Person>> = HashMap::new();
        for person in people {
            by_name.entry(person.name.clone()).or_default().push(person);
            if !person.mark.is_empty() {
                by_name.entry(person.display()).or_default().push(person);
            }
        }
        let by_id = people.iter().map(|person| (person.id.as_str(), person)).collect();
        Self { by_id, by_name }
    }

    /// The person that a value names: an id, a name that is unique, or a name with its mark.
    pub(super) fn person(&self, entry: &Entry<'_>, found: &mut Found) -> Option<PersonId> {
        let text = values::text(entry, Form::Name, LONGEST_TITLE, found)?;
        self.find(&text, entry.key.as_str(), entry.at, found)
    }

    /// The people of a list.
    pub(super) fn persons(&self, entry: &Entry<'_>, found: &mut Found) -> Vec<PersonId> {
        let names = values::texts(entry, Form::Name, found);
        names.iter().filter_map(|(name, at)| self.find(name, &entry.key, *at, found)).collect()
    }

    /// Somebody who need not be on the roster, in words: an id of the roster becomes its name.
    pub(super) fn words(&self, text: String) -> String {
        self.by_id.get(text.as_str()).map_or(text, |person| person.display())
    }

    fn find(&self, who: &str, key: &str, at: usize, found: &mut Found) -> Option<PersonId> {
        if let Some(person) = self.by_id.get(clean_as(who, Form::Id).as_str()) {
            return Some(person.id.clone());
        }
        let wide = who.replace('(', "\u{ff08}").replace(')', "\u{ff09}");
        let named = self.by_name.get(who).or_else(|| self.by_name.get(&wide));
        let key = key.to_owned();
        match named.map(Vec::as_slice) {
            Some([person]) => return Some(person.id.clone()),
            Some(several) => {
                let one = |p: &&Person| format!("{} {}", p.id, p.display());
                let candidates = several.iter().take(5).map(one).collect();
                let who = quote(who);
                found.push(at, FaultKind::AmbiguousPerson { key, who, candidates });
            }
            None => found.push(at, FaultKind::NoSuchPerson { key, who: quote(who) }),
        }
        None
    }
}
