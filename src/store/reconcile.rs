//! Journal, database and witness laid side by side: what the record is, and what each copy lacks.
//!
//! Owns the judgement, as a pure function. It must not read or mend anything.

use std::collections::HashMap;

use super::chain::Chain;
use super::foreign::set_apart;
use super::heads::{Mark, Witness};
use super::journal::{self, JournalLine, Parsed};
use super::vault::Stored;

/// How one copy stands against the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// It holds exactly the record.
    Whole,
    /// It holds the record up to some point and nothing else.
    Behind,
    /// It lacks or has something it should not.
    Wrong,
}

/// The judgement over one session.
#[derive(Debug)]
pub(super) struct Verdict {
    /// The record: number 1 first, each with the chain after it.
    pub(super) records: Vec<(Chain, Vec<u8>)>,
    pub(super) journal: Condition,
    /// Records the journal lacks.
    pub(super) journal_lacks: u64,
    /// Bytes after the journal's last line end begin here.
    pub(super) torn: Option<usize>,
    pub(super) database: Condition,
    /// Records the database lacks.
    pub(super) database_lacks: u64,
    /// How far the session had gone, if that is further than the record, and how many of the
    /// records beyond it still verify by themselves.
    pub(super) lost: Option<(u64, u64)>,
    /// The witness's number, if the record is not the one it saw.
    pub(super) altered: Option<u64>,
    /// Lines of another record that stood in this one's place, in the copy that had more of them.
    pub(super) foreign: u64,
    /// Whether two of the three say that the record ends here: the witness and a copy, or both
    /// copies. A database that was only just built from the journal says nothing of its own; the
    /// caller gives an empty one then.
    pub(super) end_known: bool,
}

/// Judges one session. `start` is its chain before the first record.
pub(super) fn judge(
    start: Chain,
    journal: &Parsed<'_>,
    database: &Stored,
    witness: Option<Witness>,
) -> Verdict {
    if let Some(witness) = witness
        && let Some(refused) = witness.refused
    {
        let (journal, database) = without_refused(journal, database, refused);
        return judge(start, &journal, &database, Some(Witness { refused: None, ..witness }));
    }
    let genesis = witness.and_then(|witness| witness.genesis);
    if let Some(apart) = set_apart(start, journal, database, genesis) {
        let verdict = judge(start, &apart.journal, &apart.database, witness);
        let wrong = |foreign: u64, found| if foreign > 0 { Condition::Wrong } else { found };
        return Verdict {
            journal: wrong(apart.lines, verdict.journal),
            database: wrong(apart.values, verdict.database),
            foreign: apart.lines.max(apart.values),
            ..verdict
        };
    }
    let vouches = |kept: u64| witness.is_some_and(|witness| witness.vouches_for(kept));
    let witness = witness.map(|witness| witness.mark);
    let sides = Sides::new(journal, database);
    let mut records = sides.walk(start, false);
    if !seen(&records, witness) {
        // Two continuations can both verify after an append that failed in one copy only; the
        // witness knows which was acknowledged.
        let other = sides.walk(start, true);
        if seen(&other, witness) {
            records = other;
        }
    }
    let kept = records.len() as u64;
    let begins_otherwise =
        records.first().is_some_and(|(chain, _)| genesis.is_some_and(|genesis| genesis != *chain));
    let in_journal = |n: u64, chain: Chain, record: &[u8]| {
        sides.lines.get(&n).is_some_and(|lines| {
            lines.iter().any(|line| line.after == chain && *line.record == *record)
        })
    };
    let in_database = |n: u64, chain: Chain, record: &[u8]| {
        sides.values.get(&n).is_some_and(|(after, value)| *after == chain && *value == record)
    };
    let mut journal_lacks = 0;
    let mut database_lacks = 0;
    for (n, (chain, record)) in (1..).zip(&records) {
        journal_lacks += u64::from(!in_journal(n, *chain, record));
        database_lacks += u64::from(!in_database(n, *chain, record));
    }

    let stray_lines = journal.lines.iter().filter(|line| !is_in(&records, line)).count() as u64;
    let in_order = (1..).zip(&journal.lines).all(|(n, line)| line.n == n)
        && journal.lines.iter().zip(before_each(start, &records)).all(|(line, b)| line.before == b);
    let journal_condition = if journal.unreadable > 0 || stray_lines > 0 || !in_order {
        Condition::Wrong
    } else if journal_lacks > 0 {
        Condition::Behind
    } else {
        Condition::Whole
    };
    let stray_values =
        database.values.len() as u64 + database_lacks != kept || !database.malformed.is_empty();
    let database_in_order = (1..).zip(&database.values).all(|(n, value)| value.0 == n);
    let database_condition = if stray_values || !database_in_order {
        Condition::Wrong
    } else if database_lacks > 0 {
        Condition::Behind
    } else {
        Condition::Whole
    };

    // A line no record explains was a record once: better a loss told that was none, than one
    // that was and is not told. But where the witness says that the record ends here, it is only
    // what a damaged line fell into; and where the database says so as well, a line that reads is
    // another session's.
    let witnessed = witness.is_some_and(|mark| mark.n == kept && seen(&records, Some(mark)));
    let ends_here = database_condition == Condition::Whole && witnessed;
    let unexplained = if witnessed {
        0
    } else {
        (journal.unreadable + stray_lines).saturating_sub(journal_lacks)
    };
    let in_lines = journal.lines.iter().filter(|line| line.holds()).map(|line| line.n).max();
    // A database that lacks only what was not yet acknowledged is the ordinary trace of a kill.
    let behind = database_condition == Condition::Behind
        && witness.is_some_and(|mark| mark.n <= database.values.len() as u64);
    // What was torn off was never acknowledged: that is for the witness to say.
    let copies_agree = journal_condition == Condition::Whole
        && (database_condition == Condition::Whole || behind)
        && (journal.torn.is_none() || witness.is_some());
    let end_known = copies_agree || (vouches(kept) && seen(&records, witness));
    let expected = [
        witness.map_or(0, |mark| mark.n),
        in_lines.filter(|_| !ends_here).unwrap_or(0),
        database.values.iter().map(|value| value.0).max().unwrap_or(0),
        database.malformed.iter().copied().max().unwrap_or(0),
        kept + unexplained,
    ]
    .into_iter()
    .max()
    .unwrap_or(kept);
    Verdict {
        end_known: end_known || kept == 0,
        journal: journal_condition,
        journal_lacks,
        torn: journal.torn,
        database: database_condition,
        database_lacks,
        lost: (expected > kept).then(|| (expected, sides.salvageable(kept))),
        altered: if begins_otherwise {
            Some(1)
        } else {
            witness.filter(|mark| mark.n <= kept && !seen(&records, Some(*mark))).map(|mark| mark.n)
        },
        foreign: 0,
        records,
    }
}

/// Both copies without an append that was refused and could not be taken out of them.
fn without_refused<'a>(
    journal: &Parsed<'a>,
    database: &Stored,
    refused: Mark,
) -> (Parsed<'a>, Stored) {
    let mut dropped = vec![refused.chain];
    let mut is_refused = |n: u64, before: Option<Chain>, after: Chain| {
        let first = n == refused.n && after == refused.chain;
        let later = n > refused.n && before.is_some_and(|before| dropped.contains(&before));
        if later {
            dropped.push(after);
        }
        first || later
    };
    let mut lines = journal.lines.clone();
    lines.retain(|line| !is_refused(line.n, Some(line.before), line.after));
    let mut values = Vec::with_capacity(database.values.len());
    let mut last: Option<Chain> = None;
    for (n, after, record) in &database.values {
        let before = last.filter(|last| last.next(*n, record) == *after);
        if !is_refused(*n, before, *after) {
            values.push((*n, *after, record.clone()));
        }
        last = Some(*after);
    }
    let holds_another = values.iter().any(|(n, ..)| *n == refused.n);
    let mut malformed = database.malformed.clone();
    malformed.retain(|n| holds_another || *n < refused.n);
    (Parsed { lines, ..*journal }, Stored { values, malformed })
}

/// What a journal's bytes alone make of a session: how many records verify from the first on, and
/// how many lines cannot be read. For checks of the reader with any bytes.
pub fn look_at_journal(session: &str, bytes: &[u8]) -> (u64, u64) {
    let parsed = journal::parse(bytes);
    let verdict = judge(Chain::start(session), &parsed, &Stored::default(), None);
    (verdict.records.len() as u64, parsed.unreadable)
}

/// Whether the records are those the witness saw.
fn seen(records: &[(Chain, Vec<u8>)], witness: Option<Mark>) -> bool {
    match witness {
        None | Some(Mark { n: 0, .. }) => true,
        Some(mark) => usize::try_from(mark.n - 1)
            .ok()
            .and_then(|at| records.get(at))
            .is_some_and(|(chain, _)| *chain == mark.chain),
    }
}

fn is_in(records: &[(Chain, Vec<u8>)], line: &JournalLine<'_>) -> bool {
    line.n
        .checked_sub(1)
        .and_then(|at| records.get(usize::try_from(at).ok()?))
        .is_some_and(|(chain, record)| *chain == line.after && *record == *line.record)
}

fn before_each(start: Chain, records: &[(Chain, Vec<u8>)]) -> impl Iterator<Item = Chain> {
    std::iter::once(start).chain(records.iter().map(|(chain, _)| *chain))
}

/// Both copies by number.
struct Sides<'a> {
    lines: HashMap<u64, Vec<&'a JournalLine<'a>>>,
    values: HashMap<u64, (Chain, &'a [u8])>,
}

impl<'a> Sides<'a> {
    fn new(journal: &'a Parsed<'a>, database: &'a Stored) -> Self {
        let mut lines: HashMap<u64, Vec<&JournalLine<'_>>> = HashMap::new();
        for line in &journal.lines {
            lines.entry(line.n).or_default().push(line);
        }
        let values =
            database.values.iter().map(|(n, chain, record)| (*n, (*chain, &**record))).collect();
        Self { lines, values }
    }

    /// From the first record on, whichever copy verifies, until neither does.
    fn walk(&self, start: Chain, database_first: bool) -> Vec<(Chain, Vec<u8>)> {
        let mut records = Vec::new();
        let mut before = start;
        for n in 1.. {
            let right = |after: Chain, record: &[u8]| before.next(n, record) == after;
            let line = || {
                let lines = self.lines.get(&n)?;
                let line = lines.iter().find(|line| right(line.after, &line.record))?;
                Some((line.after, line.record.to_vec()))
            };
            let value = || {
                let (after, record) = self.values.get(&n)?;
                right(*after, record).then(|| (*after, record.to_vec()))
            };
            let next = if database_first { value().or_else(line) } else { line().or_else(value) };
            let Some(record) = next else { break };
            before = record.0;
            records.push(record);
        }
        records
    }

    /// How many records after `kept` verify by themselves in either copy.
    fn salvageable(&self, kept: u64) -> u64 {
        let by_line =
            |n: &u64| self.lines.get(n).is_some_and(|lines| lines.iter().any(|line| line.holds()));
        let by_value = |n: &u64| {
            self.values
                .get(n)
                .zip(self.values.get(&n.wrapping_sub(1)))
                .is_some_and(|((after, record), (before, _))| before.next(*n, record) == *after)
        };
        let mut numbers: Vec<u64> =
            self.lines.keys().chain(self.values.keys()).copied().filter(|n| *n > kept).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().filter(|n| by_line(n) || by_value(n)).count() as u64
    }
}
