//! Finding people by what is typed: initials, pinyin, Chinese, ids. The one place that asks
//! `domain::names` for the screen; it keeps the index, whose making reads the pinyin tables.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Event, Meeting};
use crate::domain::names::{PinyinIndex, PinyinKey};
use crate::domain::roll::{self, Entry, Status};
use crate::tui::ui::Ui;

/// Which people a picker offers.
pub type Offered = fn(&Meeting, &Entry) -> bool;

pub fn is_here(_: &Meeting, entry: &Entry) -> bool {
    entry.status == Status::Present
}

pub fn anybody(_: &Meeting, _: &Entry) -> bool {
    true
}

/// The search keys of the roster, as of a line of the record.
#[derive(Debug, Default)]
pub struct Index {
    keys: PinyinIndex,
    /// 0 before the first search.
    seq: u64,
}

impl Index {
    /// Makes the keys anew where the roster may have changed since.
    fn bring_up_to(&mut self, ledger: &Ledger, m: &Meeting) {
        let since = usize::try_from(self.seq).unwrap_or(usize::MAX);
        let same = self.seq > 0
            && ledger
                .records()
                .get(since..)
                .is_some_and(|new| new.iter().all(|r| !r.event().is_none_or(changes_roster)));
        if !same {
            let key = |entry: &Entry| {
                let person = &entry.person;
                let pinyin = (!person.pinyin.is_empty()).then_some(person.pinyin.as_str());
                PinyinKey::new(person.id.as_str(), &person.name, &person.mark, pinyin)
            };
            self.keys = m.roll.entries.iter().map(key).collect();
        }
        self.seq = ledger.seq();
    }
}

fn changes_roster(event: &Event) -> bool {
    matches!(event, Event::Roll(roll::Event::Invited(_)) | Event::History(_))
}

/// At most `most` people whom the query finds, the best first; without a query the first of the
/// roster.
pub fn find<'a>(ui: &'a Ui, query: &str, offered: Offered, most: usize) -> Vec<&'a Entry> {
    let (Some(ledger), Some(m)) = (ui.ledger(), ui.meeting()) else { return Vec::new() };
    let entries = &m.roll.entries;
    if query.trim().is_empty() {
        return entries.iter().filter(|entry| offered(m, entry)).take(most).collect();
    }
    let mut index = ui.people.borrow_mut();
    index.bring_up_to(ledger, m);
    let found = index.keys.search(query);
    let found = found.iter().filter_map(|(place, _)| entries.get(*place));
    found.filter(|entry| offered(m, entry)).take(most).collect()
}
