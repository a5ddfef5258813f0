//! Finding people by what is typed. Readings in pinyin come with `domain::names`; this is the one
//! place to ask it.

use crate::domain::meeting::Meeting;
use crate::domain::roll::{Entry, Status};

/// Which people a picker offers.
pub type Offered = fn(&Meeting, &Entry) -> bool;

pub fn is_here(_: &Meeting, entry: &Entry) -> bool {
    entry.status == Status::Present
}

pub fn anybody(_: &Meeting, _: &Entry) -> bool {
    true
}

/// At most `most` people whose id or name begins with the query, then those that contain it, in
/// the order of the roster.
pub fn find<'a>(m: &'a Meeting, query: &str, offered: Offered, most: usize) -> Vec<&'a Entry> {
    let query = query.trim().to_lowercase();
    let entries = || m.roll.entries.iter().filter(|entry| offered(m, entry));
    let begins = |entry: &&Entry| {
        let (id, name) = (entry.person.id.as_str().to_lowercase(), entry.person.display());
        id.starts_with(&query) || name.to_lowercase().starts_with(&query)
    };
    let contains = |entry: &&Entry| {
        let pinyin = entry.person.pinyin.to_lowercase();
        entry.person.display().to_lowercase().contains(&query) || pinyin.starts_with(&query)
    };
    let first = entries().filter(begins);
    let then = entries().filter(|entry| !begins(entry) && contains(entry));
    first.chain(then).take(most).collect()
}
