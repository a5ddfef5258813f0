//! The archive against its own records: each record's chain, and every derived row against what is
//! derived from the record now.

use super::connect::Archive;
use super::derive::{Action, Derived, Line, Participation, derive};
use super::error::ArchiveError;
use super::keep::{Redacted, bytes, hash, read, redacted};
use super::put;
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use deadpool_postgres::{ClientWrapper, Transaction};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio_postgres::{IsolationLevel, Row};

/// Something that is not as the records say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A record cannot be read, or its chain does not hold.
    Record(LineHash),
    /// What the row of the record says beside it.
    Head(LineHash),
    /// A row that is derived from it, by table.
    Derived(LineHash, &'static str),
    /// Another history of it.
    Branch(LineHash),
    /// A receipt that nothing here accounts for: the record is gone, or the receipt was changed.
    Receipt(LineHash),
    /// There is a record, and no receipt for its end.
    NoReceipt(LineHash),
    /// A file that is attached to it is another one, or gone.
    Attached(LineHash),
    /// What is said to be deleted from it was not, or not here.
    Redaction(LineHash),
}

/// Told before each session with how many are done of how many: false to stop.
type GoOn<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

async fn all(client: &ClientWrapper) -> Result<Vec<Vec<u8>>, ArchiveError> {
    let rows = client.query("SELECT genesis FROM record ORDER BY genesis", &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Checks everything; what is found, and how many sessions were looked at. The owner alone sees all.
pub fn check(
    archive: &mut Archive,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<(Vec<Finding>, u64), ArchiveError> {
    archive.run(async |client| {
        let keys = all(client).await?;
        let (mut found, mut done) = (Vec::new(), 0);
        for key in &keys {
            if !go_on(done, keys.len() as u64) {
                break;
            }
            // As it was at one moment: it may be added to at this one.
            let step = client
                .build_transaction()
                .isolation_level(IsolationLevel::RepeatableRead)
                .read_only(true)
                .start()
                .await?;
            check_one(&step, key, catalog, &mut found).await?;
            step.commit().await?;
            done += 1;
        }
        if done == keys.len() as u64 {
            let gone = client
                .query(
                    "SELECT DISTINCT genesis FROM receipt x WHERE NOT EXISTS
                     (SELECT 1 FROM record r WHERE r.genesis = x.genesis) ORDER BY 1",
                    &[],
                )
                .await?;
            found.extend(gone.iter().map(|row| Finding::Receipt(hash(row.get(0)))));
        }
        Ok((found, done))
    })
}

async fn check_one(
    client: &Transaction<'_>,
    key: &Vec<u8>,
    catalog: &Arc<Catalog>,
    found: &mut Vec<Finding>,
) -> Result<(), ArchiveError> {
    let genesis = hash(key);
    let select = client
        .prepare_cached(
            "SELECT id, day, head, lines, zstd, place, flaw, files FROM record WHERE genesis = $1",
        )
        .await?;
    let Some(row) = client.query_opt(&select, &[key]).await? else { return Ok(()) };
    let id: String = row.get(0);
    // The id in the row may be what was changed: it is compared, not believed.
    let redacted = redacted(client, key).await?;
    let kept = super::keep::unpack(row.get(4)).and_then(|lines| id_in(&lines, &redacted));
    let read = kept.and_then(|own| {
        read(row.get(4), &own, &redacted, catalog).ok().map(|(ledger, _)| (own, ledger))
    });
    let rows = read.as_ref().and_then(|(_, ledger)| derive(ledger));
    let (Some((own, ledger)), Some(rows)) = (&read, &rows) else {
        found.push(Finding::Record(genesis));
        return Ok(());
    };
    if ledger.genesis() != genesis {
        found.push(Finding::Record(genesis));
        return Ok(());
    }
    let (head, lines): (&[u8], i32) = (row.get(2), row.get(3));
    let day: chrono::NaiveDate = row.get(1);
    if id != *own
        || hash(head) != ledger.head()
        || i64::from(lines) != ledger.seq().cast_signed()
        || day != rows.day
        || row.get::<_, Option<i32>>(6) != put::flaw(rows)
    {
        found.push(Finding::Head(genesis));
    }
    let place: String = row.get(5);
    check_derived(client, key, rows, found).await?;
    let mut known = Known { redacted, ..Known::default() };
    known.account(ledger)?;
    check_branches(client, key, (own, ledger), catalog, &mut known, found).await?;
    if known.seen.len() != known.redacted.len() {
        found.push(Finding::Redaction(genesis));
    }
    check_files(client, key, &known, row.get(7), found).await?;
    check_receipts(client, key, &place, ledger.head(), &known, found).await
}

/// Every file is what its hash says, named by a history that is here, and as many as were kept.
async fn check_files(
    client: &Transaction<'_>,
    key: &Vec<u8>,
    known: &Known,
    kept: i32,
    found: &mut Vec<Finding>,
) -> Result<(), ArchiveError> {
    let select = client
        .prepare_cached("SELECT sha256, sha256(bytes) FROM attachment WHERE genesis = $1")
        .await?;
    let rows = client.query(&select, &[key]).await?;
    let good = rows.iter().all(|row| {
        let named = hash(row.get(0));
        named == hash(row.get(1)) && known.files.contains(&named.to_string())
    });
    if !good || kept != super::derive::count(rows.len()) {
        found.push(Finding::Attached(hash(key)));
    }
    Ok(())
}

/// The id in the plan of kept lines.
fn id_in(lines: &[Vec<u8>], redacted: &Redacted) -> Option<String> {
    use crate::domain::meeting::Event;
    use crate::domain::recorded::Recorded;
    let first = str::from_utf8(lines.first()?).ok()?;
    let first = if redacted.is_empty() {
        Recorded::from_line(first).ok()?
    } else {
        // Whether anything may be taken from it is asked when all of it is read.
        Recorded::from_redacted_line(first).ok()?
    };
    match first.event()? {
        Event::Session(crate::domain::session::Event::Planned(plan)) => Some(plan.id.clone()),
        _ => None,
    }
}

async fn check_derived(
    client: &Transaction<'_>,
    key: &Vec<u8>,
    rows: &Derived,
    found: &mut Vec<Finding>,
) -> Result<(), ArchiveError> {
    let genesis = hash(key);
    let mut differs = |table, same: bool| {
        if !same {
            found.push(Finding::Derived(genesis, table));
        }
    };
    let select = client
        .prepare_cached(
            "SELECT title, day, phase, stage, round, held, invited, came, reached, continued,
             referred, actions, completed, in_time FROM summary WHERE genesis = $1",
        )
        .await?;
    let row = client.query_opt(&select, &[key]).await?;
    differs("summary", row.is_some_and(|row| is_summary(&row, rows)));
    let select = client
        .prepare_cached("SELECT kind, name, invited, came FROM participation WHERE genesis = $1")
        .await?;
    let mut parts = Vec::new();
    for row in client.query(&select, &[key]).await? {
        let kind = if row.get::<_, &str>(0) == "tag" { "tag" } else { "group" };
        parts.push(Participation { kind, name: row.get(1), invited: row.get(2), came: row.get(3) });
    }
    parts.sort();
    differs("participation", parts == rows.participation);
    let select = client
        .prepare_cached(
            "SELECT no, title, lead, owner, due, status, completed, contested FROM action
             WHERE genesis = $1 ORDER BY no",
        )
        .await?;
    let actions = client.query(&select, &[key]).await?;
    let same = actions.len() == rows.actions.len()
        && actions.iter().zip(&rows.actions).all(|(row, action)| is_action(row, action));
    differs("action", same);
    let select = client
        .prepare_cached(
            "SELECT seq, at, kind, text, named FROM line WHERE genesis = $1 ORDER BY seq",
        )
        .await?;
    let lines = client.query(&select, &[key]).await?;
    let mut wanted: Vec<&Line> = rows.lines.iter().collect();
    wanted.sort_by_key(|line| line.seq);
    let same = lines.len() == wanted.len()
        && lines.iter().zip(wanted).all(|(row, line)| is_line(row, line));
    differs("line", same);
    let select =
        client.prepare_cached("SELECT day, text, named FROM pairs WHERE genesis = $1").await?;
    let pairs = client.query_opt(&select, &[key]).await?;
    let same = pairs.is_some_and(|row| {
        row.get::<_, chrono::NaiveDate>(0) == rows.day
            && [row.get::<_, Vec<i32>>(1), row.get(2)] == rows.pairs
    });
    differs("pairs", same);
    Ok(())
}

fn is_summary(row: &Row, d: &Derived) -> bool {
    let numbers = [d.invited, d.came, d.reached, d.continued, d.referred];
    let actions = super::derive::count(d.actions.len());
    let last = [actions, d.completed, d.in_time];
    row.get::<_, &str>(0) == d.title
        && row.get::<_, chrono::NaiveDate>(1) == d.day
        && row.get::<_, &str>(2) == d.phase
        && row.get::<_, i16>(3) == d.stage
        && row.get::<_, i32>(4) == d.round
        && row.get::<_, bool>(5) == d.held
        && (6..).zip(numbers.into_iter().chain(last)).all(|(at, n)| row.get::<usize, i32>(at) == n)
}

fn is_action(row: &Row, a: &Action) -> bool {
    row.get::<_, i32>(0) == a.no
        && row.get::<_, &str>(1) == a.title
        && row.get::<_, &str>(2) == a.lead
        && row.get::<_, &str>(3) == a.owner
        && row.get::<_, chrono::NaiveDate>(4) == a.due
        && row.get::<_, &str>(5) == a.status
        && row.get::<_, Option<chrono::NaiveDate>>(6) == a.completed
        && row.get::<_, bool>(7) == a.contested
}

fn is_line(row: &Row, line: &Line) -> bool {
    row.get::<_, i32>(0) == line.seq
        && row.get::<_, chrono::DateTime<chrono::Utc>>(1) == line.at
        && row.get::<_, &str>(2) == line.kind
        && row.get::<_, &str>(3) == line.text
        && row.get::<_, Option<&str>>(4) == line.named.as_deref()
}

/// Other histories hold by themselves, begin where they say, and account for receipts too.
async fn check_branches(
    client: &Transaction<'_>,
    key: &Vec<u8>,
    (id, record): (&str, &Ledger),
    catalog: &Arc<Catalog>,
    known: &mut Known,
    found: &mut Vec<Finding>,
) -> Result<(), ArchiveError> {
    let select = client
        .prepare_cached(
            "SELECT head, fork, lines, zstd FROM branch WHERE genesis = $1 ORDER BY head",
        )
        .await?;
    for row in client.query(&select, &[key]).await? {
        let Ok((ledger, _)) = read(row.get(3), id, &known.redacted, catalog) else {
            found.push(Finding::Branch(hash(key)));
            continue;
        };
        let (head, fork, lines): (&[u8], i32, i32) = (row.get(0), row.get(1), row.get(2));
        let compared = crate::session::compare(&record.lines(), ledger.clone(), catalog);
        let forks = compared.is_ok_and(|compared| {
            compared.standing == crate::session::Standing::Other(u64::from(fork.unsigned_abs()))
        });
        if hash(head) != ledger.head()
            || i64::from(lines) != ledger.seq().cast_signed()
            || bytes(ledger.genesis()) != *key
            || !forks
        {
            found.push(Finding::Branch(hash(key)));
        }
        known.account(&ledger)?;
    }
    Ok(())
}

/// What the histories of a session account for.
#[derive(Default)]
struct Known {
    /// For each line how many lines a record that ends with it may have: those of its own chain at
    /// least, and at most all that stand before it where several places went on.
    lines: HashMap<LineHash, (u64, u64)>,
    /// The files that they name.
    files: HashSet<String>,
    /// What is said to have been deleted, and what of it is here.
    redacted: Redacted,
    seen: Redacted,
}

impl Known {
    fn account(&mut self, ledger: &Ledger) -> Result<(), ArchiveError> {
        for line in ledger.records() {
            let placed = line.rare.as_ref().and_then(|rare| rare.placed.as_ref());
            let least = placed.map_or(line.seq, |own| own.seq);
            let (low, high) = self.lines.entry(line.hash).or_insert((least, line.seq));
            (*low, *high) = ((*low).min(least), (*high).max(line.seq));
            if !self.redacted.is_empty() {
                let kept = (line.hash, LineHash::of(&[&line.encode()?]));
                self.seen.extend(self.redacted.get(&kept).copied());
            }
        }
        let named = ledger.meeting().map(|meeting| meeting.paper.attachments.as_slice());
        let named = named.unwrap_or_default().iter();
        self.files.extend(named.map(|attached| attached.file.sha256.clone()));
        Ok(())
    }
}

/// Every receipt is for a line that is here, for this place; and the end of the record has one.
async fn check_receipts(
    client: &Transaction<'_>,
    key: &Vec<u8>,
    place: &str,
    head: LineHash,
    known: &Known,
    found: &mut Vec<Finding>,
) -> Result<(), ArchiveError> {
    let select =
        client.prepare_cached("SELECT head, place, lines FROM receipt WHERE genesis = $1").await?;
    let rows = client.query(&select, &[key]).await?;
    let good = rows.iter().all(|row| {
        let lines = u64::from(row.get::<_, i32>(2).unsigned_abs());
        let fits =
            known.lines.get(&hash(row.get(0))).is_some_and(|(a, b)| (*a..=*b).contains(&lines));
        fits && row.get::<_, &str>(1) == place
    });
    if !good {
        found.push(Finding::Receipt(hash(key)));
    }
    if !rows.iter().any(|row| hash(row.get(0)) == head) {
        found.push(Finding::NoReceipt(hash(key)));
    }
    Ok(())
}

/// Makes all derived rows anew, a transaction a session; how many sessions, and those whose record
/// cannot be read.
pub fn reindex(
    archive: &mut Archive,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<(u64, Vec<Finding>), ArchiveError> {
    archive.run(async |client| {
        let keys = all(client).await?;
        let (mut bad, mut done) = (Vec::new(), 0);
        for key in &keys {
            if !go_on(done, keys.len() as u64) {
                break;
            }
            let step = client.transaction().await?;
            let select = step
                .prepare_cached("SELECT place, zstd FROM record WHERE genesis = $1 FOR UPDATE")
                .await?;
            let Some(row) = step.query_opt(&select, &[key]).await? else { continue };
            let redacted = redacted(&step, key).await?;
            let own = super::keep::unpack(row.get(1)).and_then(|lines| id_in(&lines, &redacted));
            let ledger = own.and_then(|own| read(row.get(1), &own, &redacted, catalog).ok());
            match ledger.as_ref().and_then(|(ledger, _)| Some((ledger, derive(ledger)?))) {
                Some((ledger, rows)) => {
                    put::remove(&step, key).await?;
                    let place: &str = row.get(0);
                    put::again(&step, ledger, place, &rows).await?;
                    step.commit().await?;
                }
                None => bad.push(Finding::Record(hash(key))),
            }
            done += 1;
        }
        Ok((done, bad))
    })
}
