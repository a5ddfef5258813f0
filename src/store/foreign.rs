//! Lines of another record in a session's place: a neighbour's, or another meeting's of the same id.
//!
//! Owns telling them apart, as a pure function. It must not judge what is left. Whose a line is shows
//! at the first one of its chain: it continues this session's id, and is the one that the witness saw
//! the session begin with.

use std::collections::HashSet;

use super::chain::Chain;
use super::journal::Parsed;
use super::vault::Stored;

/// Both copies without what belongs to another record.
pub(super) struct Apart<'a> {
    pub(super) journal: Parsed<'a>,
    pub(super) database: Stored,
    /// Lines of another record that the journal held.
    pub(super) lines: u64,
    /// Values of another record that the database held.
    pub(super) values: u64,
}

/// Takes out what is another record's; none where there is nothing of that kind. `start` is the
/// session's chain before its first record, `genesis` the chain after it as far as the witness knows
/// it. Where both copies begin alike and otherwise than the witness says, they stand against it.
pub(super) fn set_apart<'a>(
    start: Chain,
    journal: &Parsed<'a>,
    database: &Stored,
    genesis: Option<Chain>,
) -> Option<Apart<'a>> {
    let begins = database
        .values
        .first()
        .filter(|(n, after, record)| *n == 1 && start.next(1, record) == *after);
    let begins = begins.map(|(_, after, _)| *after);
    let firsts = || journal.lines.iter().filter(|line| line.n == 1 && line.holds());
    let agreed = firsts().any(|line| line.before == start && Some(line.after) == begins);
    let genesis = genesis.filter(|_| !agreed);
    let is_another = |after: Chain| genesis.is_some_and(|genesis| genesis != after);

    let roots: HashSet<[u8; 32]> = firsts()
        .filter(|line| line.before != start || is_another(line.after))
        .map(|line| line.after.0)
        .collect();
    let database_is = begins.is_some_and(is_another);
    if roots.is_empty() && !database_is {
        return None;
    }
    let mut theirs = roots;
    let mut lines = journal.lines.clone();
    lines.retain(|line| {
        let is_theirs = match line.n {
            1 => theirs.contains(&line.after.0) && line.holds(),
            _ => theirs.contains(&line.before.0) && line.holds(),
        };
        if is_theirs {
            theirs.insert(line.after.0);
        }
        !is_theirs
    });
    let mut values = database.values.clone();
    if database_is && let Some(mut last) = begins {
        let mut taken = 1;
        for (n, after, record) in values.iter().skip(1) {
            if last.next(*n, record) != *after {
                break;
            }
            last = *after;
            taken += 1;
        }
        values.drain(..taken);
    }
    Some(Apart {
        lines: (journal.lines.len() - lines.len()) as u64,
        values: (database.values.len() - values.len()) as u64,
        journal: Parsed { lines, ..*journal },
        database: Stored { values, malformed: database.malformed.clone() },
    })
}
