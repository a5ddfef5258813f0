//! What is derived from a record: the rows that questions are asked of.
//!
//! Pure, and the same for the same record: `check` compares the rows with what comes out here. The
//! words of the minutes are Chinese, whatever the language of whoever asks.

use crate::document::line::{self, MinutesKind};
use crate::document::mask::Mask;
use crate::document::session_summary::Summary;
use crate::domain::ledger::{Ledger, Unruled};
use crate::domain::outcome::Disposition;
use crate::i18n::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// All derived rows of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Derived {
    pub(super) id: String,
    pub(super) day: NaiveDate,
    pub(super) title: String,
    pub(super) phase: &'static str,
    pub(super) stage: i16,
    pub(super) round: i32,
    pub(super) held: bool,
    pub(super) invited: i32,
    pub(super) came: i32,
    pub(super) reached: i32,
    pub(super) continued: i32,
    pub(super) referred: i32,
    pub(super) completed: i32,
    pub(super) in_time: i32,
    pub(super) participation: Vec<Participation>,
    pub(super) actions: Vec<Action>,
    pub(super) lines: Vec<Line>,
    /// The pairs of characters in the masked lines, and those that stand only in lines with names.
    pub(super) pairs: [Vec<i32>; 2],
    /// The first line that does not follow from the rules.
    pub(super) unruled: Option<Unruled>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Participation {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) invited: i32,
    pub(super) came: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) no: i32,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) owner: String,
    pub(super) due: NaiveDate,
    pub(super) status: &'static str,
    pub(super) completed: Option<NaiveDate>,
    pub(super) contested: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) seq: i32,
    pub(super) at: DateTime<Utc>,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) named: Option<String>,
}

/// The rows of a record; None where nothing was planned.
pub(super) fn derive(ledger: &Ledger) -> Option<Derived> {
    let meeting = ledger.meeting()?;
    let Summary { id, title, date, phase, stage, round, held, outcomes, actions, .. } =
        Summary::of(ledger)?;
    let mask = Mask::of(meeting);
    let mut parts: BTreeMap<(&'static str, &str), (i32, i32)> = BTreeMap::new();
    let (mut invited, mut came) = (0, 0);
    for entry in &meeting.roll.entries {
        let there = i32::from(entry.arrived.is_some());
        invited += 1;
        came += there;
        let person = &entry.person;
        let tags: BTreeSet<&str> = person.tags.iter().map(String::as_str).collect();
        let group = std::iter::once(("group", person.group.as_str()));
        for key in group.chain(tags.into_iter().map(|tag| ("tag", tag))) {
            let part = parts.entry(key).or_default();
            part.0 += 1;
            part.1 += there;
        }
    }
    let participation = parts
        .into_iter()
        .map(|((kind, name), (invited, came))| Participation {
            kind,
            name: name.to_owned(),
            invited,
            came,
        })
        .collect();
    let outcome = |wanted| count(outcomes.iter().filter(|outcome| **outcome == wanted).count());
    let lines = line::minutes(ledger, None, Lang::Zh).unwrap_or_default();
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|line| {
            let text = mask.text(&line.text);
            let named = (text != line.text).then_some(line.text);
            let seq = i32::try_from(line.seq).unwrap_or(i32::MAX);
            Line { seq, at: line.at.to_utc(), kind: word(line.kind), text, named }
        })
        .collect();
    // Hashes say that the lines belong together, not that the rules made them.
    let unruled = ledger.unruled(&|_| false, &mut |_| true).unwrap_or_default();
    Some(Derived {
        id,
        day: date,
        title: mask.text(&title),
        phase: phase.into_str(),
        stage: stage.into(),
        round: i32::try_from(round).unwrap_or(i32::MAX),
        held,
        invited,
        came,
        reached: outcome(Disposition::Reached),
        continued: outcome(Disposition::Continue),
        referred: outcome(Disposition::Refer),
        completed: count(actions.iter().filter(|a| a.completed.is_some()).count()),
        in_time: count(actions.iter().filter(|a| a.is_in_time()).count()),
        participation,
        actions: actions
            .into_iter()
            .map(|action| Action {
                no: i32::try_from(action.no).unwrap_or(i32::MAX),
                title: mask.text(&action.title),
                lead: mask.text(&action.lead),
                owner: action.owner,
                due: action.due,
                status: action.status.into_str(),
                completed: action.completed,
                contested: action.contested,
            })
            .collect(),
        pairs: pairs(&lines),
        unruled: unruled.into_iter().next(),
        lines,
    })
}

/// What lines are searched by, in the order of the numbers.
fn pairs(lines: &[Line]) -> [Vec<i32>; 2] {
    let of = |text: &str, all: &mut Vec<i32>| {
        // Letters of the Latin alphabet only, as the function `pairs_of` of the schema does.
        let mut numbers = text.chars().map(|c| u32::from(c.to_ascii_lowercase()).min(0xFFFD));
        let Some(mut one) = numbers.next() else { return };
        for two in numbers {
            all.push(((one << 16) | two).cast_signed());
            one = two;
        }
    };
    let (mut text, mut named) = (Vec::new(), Vec::new());
    for line in lines {
        of(&line.text, &mut text);
        if let Some(with_names) = &line.named {
            of(with_names, &mut named);
        }
    }
    for all in [&mut text, &mut named] {
        all.sort_unstable();
        all.dedup();
    }
    named.retain(|pair| text.binary_search(pair).is_err());
    [text, named]
}

/// A kind by the word of `show --json`.
fn word(kind: MinutesKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
