//! The statements that write a record and its derived rows.
//!
//! They are sent together and done in turn by the server, since none needs the answer of another: a
//! session waits for the database a few times, not once a table. Must not decide what is written.

use super::derive::{Derived, count};
use super::error::ArchiveError;
use super::keep::{bytes, pack};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use deadpool_postgres::Transaction;
use tokio_postgres::types::ToSql;

pub(super) fn number(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What has this end has been taken.
pub(super) async fn receipt(
    step: &Transaction<'_>,
    key: &[u8],
    head: LineHash,
    place: &str,
    lines: u64,
) -> Result<(), ArchiveError> {
    let put = step
        .prepare_cached(
            "INSERT INTO receipt (genesis, head, place, lines) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .await?;
    step.execute(&put, &[&key, &bytes(head), &place, &number(lines)]).await?;
    Ok(())
}

/// The derived rows go; the record stays where it is.
pub(super) async fn remove(step: &Transaction<'_>, key: &[u8]) -> Result<(), ArchiveError> {
    for table in ["summary", "participation", "action", "line", "pairs"] {
        let remove = format!("DELETE FROM {table} WHERE genesis = $1");
        let remove = step.prepare_cached(&remove).await?;
        step.execute(&remove, &[&key]).await?;
    }
    Ok(())
}

/// Files that a record names, each once.
pub(super) async fn files(
    step: &Transaction<'_>,
    key: &[u8],
    place: &str,
    ledger: &Ledger,
    files: &[(String, Vec<u8>)],
) -> Result<(), ArchiveError> {
    let named = ledger.meeting().map(|meeting| meeting.paper.attachments.as_slice());
    let named = named.unwrap_or_default();
    let mut kept = false;
    for (sha256, file) in files {
        let Some(attached) = named.iter().find(|attached| attached.file.sha256 == *sha256) else {
            continue;
        };
        let Ok(hash) = attached.file.sha256.parse::<LineHash>() else { continue };
        step.execute(
            "INSERT INTO attachment (genesis, place, sha256, bytes) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            &[&key, &place, &bytes(hash), file],
        )
        .await?;
        kept = true;
    }
    if kept {
        step.execute(
            "UPDATE record SET files = (SELECT count(*) FROM attachment WHERE genesis = $1)
             WHERE genesis = $1",
            &[&key],
        )
        .await?;
    }
    Ok(())
}

/// A record with everything that is derived from it, and the receipt for the end that came.
pub(super) async fn record(
    step: &Transaction<'_>,
    ledger: &Ledger,
    place: &str,
    rows: &Derived,
    head: LineHash,
    came: u64,
) -> Result<(), ArchiveError> {
    let key = bytes(ledger.genesis());
    let put = step
        .prepare_cached(
            "INSERT INTO record (genesis, id, place, day, head, lines, zstd, flaw)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (genesis) DO UPDATE SET
             id = $2, day = $4, head = $5, lines = $6, zstd = $7, flaw = $8",
        )
        .await?;
    let (lines, end, zstd) = (number(ledger.seq()), bytes(ledger.head()), pack(ledger)?);
    let flaw = flaw(rows);
    let values: [&(dyn ToSql + Sync); 8] =
        [&key, &rows.id, &place, &rows.day, &end, &lines, &zstd, &flaw];
    let record = async { Ok::<_, ArchiveError>(step.execute(&put, &values).await?) };
    let rows = derived(step, &key, place, rows);
    tokio::try_join!(record, rows, receipt(step, &key, head, place, came))?;
    Ok(())
}

/// What stands beside a record that is there, and its derived rows, once more.
pub(super) async fn again(
    step: &Transaction<'_>,
    ledger: &Ledger,
    place: &str,
    rows: &Derived,
) -> Result<(), ArchiveError> {
    let key = bytes(ledger.genesis());
    let put = step
        .prepare_cached(
            "UPDATE record SET id = $2, day = $3, head = $4, lines = $5, flaw = $6,
             files = (SELECT count(*) FROM attachment WHERE genesis = $1) WHERE genesis = $1",
        )
        .await?;
    let (end, lines, flaw) = (bytes(ledger.head()), number(ledger.seq()), flaw(rows));
    step.execute(&put, &[&key, &rows.id, &rows.day, &end, &lines, &flaw]).await?;
    derived(step, &key, place, rows).await
}

/// The number of the first line that does not follow from the rules.
pub(super) fn flaw(rows: &Derived) -> Option<i32> {
    rows.unruled.as_ref().map(|unruled| number(unruled.seq))
}

/// Everything that is derived from a record.
pub(super) async fn derived(
    step: &Transaction<'_>,
    key: &[u8],
    place: &str,
    rows: &Derived,
) -> Result<(), ArchiveError> {
    let d = rows;
    let summary = step.prepare_cached(SUMMARY).await?;
    let parts = step.prepare_cached(PARTICIPATION).await?;
    let actions = step.prepare_cached(ACTION).await?;
    let lines = step.prepare_cached(LINE).await?;
    let pairs = step.prepare_cached(PAIRS).await?;
    let many = count(d.actions.len());
    let of_summary: [&(dyn ToSql + Sync); 16] = [
        &key,
        &place,
        &d.title,
        &d.day,
        &d.phase,
        &d.stage,
        &d.round,
        &d.held,
        &d.invited,
        &d.came,
        &d.reached,
        &d.continued,
        &d.referred,
        &many,
        &d.completed,
        &d.in_time,
    ];
    let p = Columns(&d.participation);
    let (kind, name, invited, came) =
        (p.of(|p| p.kind), p.of(|p| p.name.as_str()), p.of(|p| p.invited), p.of(|p| p.came));
    let of_parts: [&(dyn ToSql + Sync); 6] = [&key, &place, &kind, &name, &invited, &came];
    let a = Columns(&d.actions);
    let (no, title, lead, owner) = (
        a.of(|a| a.no),
        a.of(|a| a.title.as_str()),
        a.of(|a| a.lead.as_str()),
        a.of(|a| a.owner.as_str()),
    );
    let (due, status, completed, contested) =
        (a.of(|a| a.due), a.of(|a| a.status), a.of(|a| a.completed), a.of(|a| a.contested));
    let of_actions: [&(dyn ToSql + Sync); 10] =
        [&key, &place, &no, &title, &lead, &owner, &due, &status, &completed, &contested];
    let l = Columns(&d.lines);
    let (seq, at, about) = (l.of(|l| l.seq), l.of(|l| l.at), l.of(|l| l.kind.as_str()));
    let (text, named) = (l.of(|l| l.text.as_str()), l.of(|l| l.named.as_deref()));
    let of_lines: [&(dyn ToSql + Sync); 7] = [&key, &place, &seq, &at, &about, &text, &named];
    let [masked, with_names] = &d.pairs;
    let of_pairs: [&(dyn ToSql + Sync); 5] = [&key, &place, &d.day, masked, with_names];
    tokio::try_join!(
        step.execute(&summary, &of_summary),
        step.execute(&parts, &of_parts),
        step.execute(&actions, &of_actions),
        step.execute(&lines, &of_lines),
        step.execute(&pairs, &of_pairs),
    )?;
    Ok(())
}

/// Rows as the columns that `unnest` makes rows of.
struct Columns<'a, T>(&'a [T]);

impl<'a, T> Columns<'a, T> {
    fn of<C>(&self, column: impl Fn(&'a T) -> C) -> Vec<C> {
        self.0.iter().map(column).collect()
    }
}

const SUMMARY: &str =
    "INSERT INTO summary (genesis, place, title, day, phase, stage, round, held, invited, came,
     reached, continued, referred, actions, completed, in_time)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
const PARTICIPATION: &str = "INSERT INTO participation (genesis, place, kind, name, invited, came)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::int[], $6::int[])";
const ACTION: &str =
    "INSERT INTO action (genesis, place, no, title, lead, owner, due, status, completed, contested)
     SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::date[],
     $8::text[], $9::date[], $10::bool[])";
const LINE: &str = "INSERT INTO line (genesis, place, seq, at, kind, text, named)
     SELECT $1, $2, * FROM unnest($3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])";
const PAIRS: &str =
    "INSERT INTO pairs (genesis, place, day, text, named) VALUES ($1, $2, $3, $4, $5)";
