//! Takes whoever is on a roster out of a text.
//!
//! Better a text with a gap than a name in a file that is handed on.

use crate::domain::person::Person;

/// What of people must not stand in a text, longest first, so that no part of a name is left.
pub(super) struct Scrub {
    words: Vec<String>,
    count: usize,
}

impl Scrub {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut words: Vec<String> = Vec::new();
        for person in people {
            words.extend([person.display(), person.name.clone(), person.phone.clone()]);
        }
        // One character is a word of everyday language more often than a person.
        words.retain(|word| word.chars().nth(1).is_some());
        words.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
        words.dedup();
        Self { words, count: 0 }
    }

    /// The text without anybody in it; empty where nothing is left.
    pub(super) fn text(&mut self, text: &str) -> String {
        let mut kept = text.to_owned();
        for word in &self.words {
            if kept.contains(word.as_str()) {
                kept = kept.replace(word.as_str(), "");
            }
        }
        if kept != text {
            self.count += 1;
        }
        kept.trim().to_owned()
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }
}
