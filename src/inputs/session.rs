//! The `[session]` table: what the meeting is, and every other key of it as a fact.

use super::entry::{Entry, Found};
use super::fault::{FaultKind, Subject, quote};
use super::keys::Keys;
use super::people::People;
use super::rules::safe_id;
use super::values;
use crate::domain::person::PersonId;
use crate::domain::rule::{Catalog, DEFAULT_RULE, Rule};
use crate::domain::session::{Head, Previous};
use crate::limits::LONGEST_TITLE;
use crate::text::clean::{Form, control};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// China's standard time, the zone of a plan that names none.
const CHINA_S: i32 = 8 * 3_600;

/// What the table says, checked.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: NaiveDate,
    pub(super) start: Option<NaiveTime>,
    pub(super) end: Option<NaiveTime>,
    pub(super) utc_offset_s: i32,
    pub(super) round: u32,
    pub(super) previous: Option<Box<Previous>>,
    pub(super) chair: Option<PersonId>,
    pub(super) recorder: String,
    pub(super) tellers: Vec<String>,
    pub(super) scrutineers: Vec<PersonId>,
    pub(super) next_meeting: Option<NaiveDateTime>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) rule: Rule,
}

pub(super) fn read(
    mut keys: Keys<'_>,
    catalog: &Catalog,
    (people, head): (&People<'_>, Option<&Head>),
    found: &mut Found,
) -> Option<Session> {
    let (id, title, date) = match head {
        Some(head) => {
            for key in ["id", "title", "date"] {
                let _ = keys.take(key);
            }
            (Some(head.id.clone()), Some(head.title.clone()), Some(head.date))
        }
        None => (
            keys.need("id", found).and_then(|entry| safe_id(&entry, found)),
            keys.need_text("title", Form::Line, LONGEST_TITLE, found),
            keys.need("date", found).and_then(|entry| values::date(&entry, found)),
        ),
    };
    let start = keys.take("start").and_then(|entry| values::time(&entry, found));
    let end_entry = keys.take("end");
    let end = end_entry.as_ref().and_then(|entry| values::time(entry, found));
    if let (Some(start), Some(end), Some(entry)) = (start, end, end_entry)
        && end <= start
    {
        found.push(entry.at, FaultKind::EndBeforeStart { key: entry.key });
    }
    let utc_offset_s = keys.take("utc_offset").and_then(|entry| offset(&entry, found));
    let round = keys.whole("round", 1, 1_000, found);
    let previous = keys.take("previous").and_then(|entry| safe_id(&entry, found));
    let chair = keys.take("chair").and_then(|entry| people.person(&entry, found));
    let recorder = keys.text("recorder", Form::Line, LONGEST_TITLE, found).unwrap_or_default();
    let tellers = keys.take("tellers").map(|entry| values::texts(&entry, Form::Line, found));
    let tellers = tellers.unwrap_or_default().into_iter().map(|(name, _)| people.words(name));
    let scrutineers = keys.take("scrutineers").map(|entry| people.persons(&entry, found));
    let next_meeting = keys.take("next_meeting").and_then(|e| values::date_time(&e, found));
    let rule = rule(&mut keys, catalog, found);
    let facts = facts(&keys, found);
    Some(Session {
        id: id?,
        title: title?,
        date: date?,
        start,
        end,
        utc_offset_s: utc_offset_s.unwrap_or(CHINA_S),
        round: round.unwrap_or(1),
        previous: previous.map(|id| Box::new(Previous { id, ..Previous::default() })),
        chair,
        recorder: people.words(recorder),
        tellers: tellers.collect(),
        scrutineers: scrutineers.unwrap_or_default(),
        next_meeting,
        facts,
        rule: rule?,
    })
}

fn rule(keys: &mut Keys<'_>, catalog: &Catalog, found: &mut Found) -> Option<Rule> {
    let Some(entry) = keys.take("rule") else { return catalog.find(DEFAULT_RULE).cloned() };
    let name = values::text(&entry, Form::Id, LONGEST_TITLE, found)?;
    let rule = catalog.find(&name).cloned();
    if rule.is_none() {
        let known = catalog.rules.iter().map(|rule| rule.id.clone()).collect();
        found.push(entry.at, FaultKind::UnknownRule { name: quote(&name), known });
    }
    rule
}

/// `+08:00` and the like, at most 14 hours either way.
fn offset(entry: &Entry<'_>, found: &mut Found) -> Option<i32> {
    let text = values::text(entry, Form::Id, LONGEST_TITLE, found)?;
    let zone: Option<FixedOffset> = text.parse().ok();
    let seconds = zone.map(|z| z.local_minus_utc()).filter(|s| s.abs() <= 14 * 3_600);
    if seconds.is_none() {
        found.push(entry.at, FaultKind::BadOffset { text: quote(&text) });
    }
    seconds
}

/// The keys that nobody asked for, in the order of the file.
fn facts(keys: &Keys<'_>, found: &mut Found) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for (key, entry) in keys.others() {
        if let Some(c) = control(key).or_else(|| key.chars().find(|c| c.is_control())) {
            let at = Subject::Key(entry.key.clone());
            found.push(entry.at, FaultKind::ControlCharacter { at, code: u32::from(c) });
        } else if key.chars().nth(LONGEST_TITLE).is_some() {
            let at = Subject::Key(entry.key.clone());
            found.push(entry.at, FaultKind::TooLong { at, most: LONGEST_TITLE });
        } else if let Some(value) = values::plain(&entry, found) {
            facts.push((key.to_owned(), value));
        }
    }
    facts
}
