//! How a record becomes part of the archive: one transaction a session, so that a kill leaves it
//! taken or not, and a second time changes nothing.

use super::connect::Archive;
use super::derive::derive;
use super::error::ArchiveError;
use super::keep::{Redacted, bytes, hash, pack, read, redacted};
use super::{put, redaction};
use crate::domain::ledger::{Ledger, Unruled};
use crate::domain::rule::Catalog;
use crate::session::{Compared, Standing, compare};
use deadpool_postgres::{ClientWrapper, Transaction};
use std::sync::Arc;
use tokio_postgres::types::ToSql;

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
    /// What came with it of the files that it has attached: the SHA-256 and the bytes of each.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What became of it, and what of it does not follow from the rules.
#[derive(Debug)]
pub struct Outcome {
    pub taken: Taken,
    pub unruled: Option<Unruled>,
}

/// Takes a record into the archive.
pub fn take(
    archive: &mut Archive,
    given: &Given,
    catalog: &Arc<Catalog>,
) -> Result<Outcome, ArchiveError> {
    archive.run(async |client| Box::pin(take_on(client, given, catalog)).await)
}

async fn take_on(
    client: &mut ClientWrapper,
    given: &Given,
    catalog: &Arc<Catalog>,
) -> Result<Outcome, ArchiveError> {
    let Given { ledger, place, files } = given;
    let genesis = ledger.genesis();
    let damaged = || ArchiveError::Damaged(genesis.to_string());
    let plan = ledger.meeting().map(|meeting| &meeting.session.plan);
    let id = plan.map(|plan| plan.id.as_str()).ok_or_else(damaged)?;
    let key = bytes(genesis);
    let step = client.transaction().await?;
    // Several programs may take the same session at once: they wait for each other here.
    let lock = key.first_chunk::<8>().map_or(0, |first| i64::from_be_bytes(*first));
    let locked = step.prepare_cached("SELECT pg_advisory_xact_lock($1)").await?;
    let there = step
        .prepare_cached("SELECT place, head, lines, zstd FROM record WHERE genesis = $1")
        .await?;
    // Sent at once and done in turn: an answer is not waited for where nothing depends on it.
    let (lock, wanted): ([&(dyn ToSql + Sync); 1], [&(dyn ToSql + Sync); 1]) = ([&lock], [&key]);
    let (_, there) =
        tokio::try_join!(step.execute(&locked, &lock), step.query_opt(&there, &wanted))?;
    let (head, lines) = (ledger.head(), ledger.seq());
    let Some(row) = there else {
        let rows = derive(ledger).ok_or_else(damaged)?;
        put::record(&step, ledger, place, &rows, head, lines).await?;
        put::files(&step, &key, place, ledger, files).await?;
        step.commit().await?;
        return Ok(Outcome { taken: Taken::New, unruled: rows.unruled });
    };
    let place: &str = row.get(0);
    put::receipt(&step, &key, head, place, lines).await?;
    // Nothing needs be unpacked to know that it is the same: one chain is told by its end.
    let same = ledger.tails() == 1
        && hash(row.get(1)) == head
        && row.get::<_, i32>(2) == put::number(lines);
    let (taken, unruled) = if same {
        (Taken::Unchanged, None)
    } else {
        Box::pin(put_more(&step, ledger, (place, id), row.get(3), catalog)).await?
    };
    put::files(&step, &key, place, ledger, files).await?;
    step.commit().await?;
    Ok(Outcome { taken, unruled })
}

/// A record of which the archive has another end.
async fn put_more(
    step: &Transaction<'_>,
    theirs: &Ledger,
    (place, id): (&str, &str),
    zstd: &[u8],
    catalog: &Arc<Catalog>,
) -> Result<(Taken, Option<Unruled>), ArchiveError> {
    let key = bytes(theirs.genesis());
    let redacted = redacted(step, &key).await?;
    let (ours, _) = read(zstd, id, &redacted, catalog)?;
    let Compared { standing, after, missing } = compare(&ours.lines(), theirs.clone(), catalog)?;
    let taken = match standing {
        Standing::New | Standing::Same => Taken::Unchanged,
        Standing::Shorter(_) => Taken::Older,
        Standing::Longer(_) => Taken::Continued(missing.len() as u64),
        Standing::Joined(added) => Taken::Joined(added),
        Standing::Other(fork) => {
            Box::pin(put_branch(step, &after, fork, (place, id), &redacted, catalog)).await?;
            Taken::Branch(fork)
        }
    };
    if !matches!(taken, Taken::Continued(_) | Taken::Joined(_)) {
        return Ok((taken, None));
    }
    // What was deleted does not come back with what is added.
    let after = if redacted.is_empty() {
        after
    } else {
        redaction::again(step, &after, place, catalog).await?
    };
    let rows = derive(&after).ok_or_else(|| ArchiveError::Damaged(id.to_owned()))?;
    put::remove(step, &key).await?;
    put::record(step, &after, place, &rows, theirs.head(), theirs.seq()).await?;
    Ok((taken, rows.unruled))
}

/// Another history: takes the place of one that it goes on from, and is not put beside one that has
/// it already.
async fn put_branch(
    step: &Transaction<'_>,
    theirs: &Ledger,
    fork: u64,
    (place, id): (&str, &str),
    redacted: &Redacted,
    catalog: &Arc<Catalog>,
) -> Result<(), ArchiveError> {
    let key = bytes(theirs.genesis());
    let mut history = theirs.clone();
    for row in step.query("SELECT head, zstd FROM branch WHERE genesis = $1", &[&key]).await? {
        let (ours, _) = read(row.get(1), id, redacted, catalog)?;
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
    if !redacted.is_empty() {
        history = redaction::again(step, &history, place, catalog).await?;
    }
    let (head, lines) = (bytes(history.head()), put::number(history.seq()));
    step.execute(
        "INSERT INTO branch (genesis, place, head, fork, lines, zstd) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&key, &place, &head, &put::number(fork), &lines, &pack(&history)?],
    )
    .await?;
    Ok(())
}
