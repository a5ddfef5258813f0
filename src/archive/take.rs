//! How a record becomes part of the archive: one transaction a session, so that a kill leaves it
//! taken or not, and a second time changes nothing.

use super::connect::Archive;
use super::derive::{Derived, count, derive};
use super::error::ArchiveError;
use super::keep::{bytes, hash, pack, read};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::session::{Compared, Standing, compare};
use deadpool_postgres::{ClientWrapper, Transaction};
use std::sync::Arc;

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    New,
    /// It goes on where the archive's ended; so many lines are new.
    Continued(u64),
    Unchanged,
    /// The archive has more of it.
    Older,
    /// Several places went on after the adjournment; so many lines are new.
    Joined(u64),
    /// Another history, from this line on: kept beside the record.
    Branch(u64),
}

/// A record that was checked, and the place that it is given to.
#[derive(Debug)]
pub struct Given {
    pub ledger: Ledger,
    pub place: String,
}

/// Takes a record into the archive.
pub fn take(
    archive: &mut Archive,
    given: Given,
    catalog: &Arc<Catalog>,
) -> Result<Taken, ArchiveError> {
    let Given { ledger, place } = given;
    let genesis = ledger.genesis();
    let id = id_of(&ledger, genesis)?;
    archive
        .run(async |client| Box::pin(take_on(client, ledger, &place, genesis, &id, catalog)).await)
}

fn id_of(ledger: &Ledger, genesis: LineHash) -> Result<String, ArchiveError> {
    let plan = ledger.meeting().map(|meeting| meeting.session.plan.id.clone());
    plan.ok_or_else(|| ArchiveError::Damaged(genesis.to_string()))
}

async fn take_on(
    client: &mut ClientWrapper,
    ledger: Ledger,
    place: &str,
    genesis: LineHash,
    id: &str,
    catalog: &Arc<Catalog>,
) -> Result<Taken, ArchiveError> {
    let key = bytes(genesis);
    let step = client.transaction().await?;
    // Several programs may take the same session at once: they wait for each other here.
    let lock = key.first_chunk::<8>().map_or(0, |first| i64::from_be_bytes(*first));
    step.execute("SELECT pg_advisory_xact_lock($1)", &[&lock]).await?;
    let there = step
        .prepare_cached("SELECT place, head, lines, zstd FROM record WHERE genesis = $1")
        .await?;
    let there = step.query_opt(&there, &[&key]).await?;
    let (head, lines) = (ledger.head(), ledger.seq());
    let Some(row) = there else {
        put_record(&step, &ledger, place, id).await?;
        put_receipt(&step, &key, head, place, lines).await?;
        step.commit().await?;
        return Ok(Taken::New);
    };
    let place: String = row.get(0);
    // Nothing needs be unpacked to know that it is the same: one chain is told by its end.
    if ledger.tails() == 1 && hash(row.get(1)) == head && row.get::<_, i32>(2) == number(lines) {
        put_receipt(&step, &key, head, &place, lines).await?;
        step.commit().await?;
        return Ok(Taken::Unchanged);
    }
    let (ours, _) = read(row.get(3), id, catalog)?;
    let Compared { standing, after, missing } = compare(&ours.lines(), ledger, catalog)?;
    let taken = match standing {
        Standing::New | Standing::Same => Taken::Unchanged,
        Standing::Shorter(_) => Taken::Older,
        Standing::Longer(_) => Taken::Continued(missing.len() as u64),
        Standing::Joined(added) => Taken::Joined(added),
        Standing::Other(fork) => {
            Box::pin(put_branch(&step, &after, fork, &place, id, catalog)).await?;
            Taken::Branch(fork)
        }
    };
    if matches!(taken, Taken::Continued(_) | Taken::Joined(_)) {
        remove_rows(&step, &key).await?;
        put_record(&step, &after, &place, id).await?;
    }
    put_receipt(&step, &key, head, &place, lines).await?;
    step.commit().await?;
    Ok(taken)
}

/// Another history: takes the place of one that it goes on from, and is not put beside one that has
/// it already.
async fn put_branch(
    step: &Transaction<'_>,
    theirs: &Ledger,
    fork: u64,
    place: &str,
    id: &str,
    catalog: &Arc<Catalog>,
) -> Result<(), ArchiveError> {
    let key = bytes(theirs.genesis());
    let mut history = theirs.clone();
    for row in step.query("SELECT head, zstd FROM branch WHERE genesis = $1", &[&key]).await? {
        let (ours, _) = read(row.get(1), id, catalog)?;
        let Compared { standing, after, .. } = compare(&ours.lines(), history.clone(), catalog)?;
        match standing {
            Standing::Same | Standing::Shorter(_) => return Ok(()),
            Standing::Longer(_) | Standing::Joined(_) => {
                let head: Vec<u8> = row.get(0);
                step.execute("DELETE FROM branch WHERE genesis = $1 AND head = $2", &[&key, &head])
                    .await?;
                history = after;
            }
            Standing::New | Standing::Other(_) => {}
        }
    }
    let (head, lines) = (bytes(history.head()), number(history.seq()));
    step.execute(
        "INSERT INTO branch (genesis, place, head, fork, lines, zstd) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&key, &place, &head, &number(fork), &lines, &pack(&history)?],
    )
    .await?;
    Ok(())
}

fn number(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

async fn put_receipt(
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
pub(super) async fn remove_rows(step: &Transaction<'_>, key: &[u8]) -> Result<(), ArchiveError> {
    for table in ["summary", "participation", "action", "line"] {
        step.execute(&format!("DELETE FROM {table} WHERE genesis = $1"), &[&key]).await?;
    }
    Ok(())
}

/// A record with everything that is derived from it.
async fn put_record(
    step: &Transaction<'_>,
    ledger: &Ledger,
    place: &str,
    id: &str,
) -> Result<(), ArchiveError> {
    let key = bytes(ledger.genesis());
    let rows = derive(ledger).ok_or_else(|| ArchiveError::Damaged(id.to_owned()))?;
    let put = step
        .prepare_cached(
            "INSERT INTO record (genesis, id, place, day, head, lines, zstd)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (genesis) DO UPDATE SET
             id = $2, day = $4, head = $5, lines = $6, zstd = $7",
        )
        .await?;
    let lines = number(ledger.seq());
    step.execute(
        &put,
        &[&key, &id, &place, &rows.day, &bytes(ledger.head()), &lines, &pack(ledger)?],
    )
    .await?;
    put_rows(step, &key, place, &rows).await
}

/// Everything that is derived from a record.
pub(super) async fn put_rows(
    step: &Transaction<'_>,
    key: &[u8],
    place: &str,
    rows: &Derived,
) -> Result<(), ArchiveError> {
    let summary = step
        .prepare_cached(
            "INSERT INTO summary (genesis, place, title, day, phase, stage, round, held, invited, came,
             reached, continued, referred, actions, completed, in_time)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .await?;
    let d = rows;
    step.execute(
        &summary,
        &[
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
            &count(d.actions.len()),
            &d.completed,
            &d.in_time,
        ],
    )
    .await?;
    let parts = step
        .prepare_cached(
            "INSERT INTO participation (genesis, place, kind, name, invited, came)
             SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::int[], $6::int[])",
        )
        .await?;
    let p = &d.participation;
    step.execute(
        &parts,
        &[
            &key,
            &place,
            &p.iter().map(|p| p.kind).collect::<Vec<_>>(),
            &p.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            &p.iter().map(|p| p.invited).collect::<Vec<_>>(),
            &p.iter().map(|p| p.came).collect::<Vec<_>>(),
        ],
    )
    .await?;
    let actions = step
        .prepare_cached(
            "INSERT INTO action (genesis, place, no, title, lead, owner, due, status, completed, contested)
             SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::date[],
             $8::text[], $9::date[], $10::bool[])",
        )
        .await?;
    let a = &d.actions;
    step.execute(
        &actions,
        &[
            &key,
            &place,
            &a.iter().map(|a| a.no).collect::<Vec<_>>(),
            &a.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(),
            &a.iter().map(|a| a.lead.as_str()).collect::<Vec<_>>(),
            &a.iter().map(|a| a.owner.as_str()).collect::<Vec<_>>(),
            &a.iter().map(|a| a.due).collect::<Vec<_>>(),
            &a.iter().map(|a| a.status).collect::<Vec<_>>(),
            &a.iter().map(|a| a.completed).collect::<Vec<_>>(),
            &a.iter().map(|a| a.contested).collect::<Vec<_>>(),
        ],
    )
    .await?;
    let lines = step
        .prepare_cached(
            "INSERT INTO line (genesis, place, seq, at, kind, text, named)
             SELECT $1, $2, * FROM unnest($3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])",
        )
        .await?;
    let l = &d.lines;
    step.execute(
        &lines,
        &[
            &key,
            &place,
            &l.iter().map(|l| l.seq).collect::<Vec<_>>(),
            &l.iter().map(|l| l.at).collect::<Vec<_>>(),
            &l.iter().map(|l| l.kind.as_str()).collect::<Vec<_>>(),
            &l.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(),
            &l.iter().map(|l| l.named.as_deref()).collect::<Vec<_>>(),
        ],
    )
    .await?;
    Ok(())
}
