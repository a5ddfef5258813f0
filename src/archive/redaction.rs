//! Phones and addresses go when their time is over; the record's chain stays provable.
//!
//! Owns how long they are kept and how they are taken out of a record. A line keeps the hash that it
//! was written with, and the line after it holds that hash: what nothing was taken from is proven to
//! the byte as before, and whoever has the original of another (the laptop, a backup, a paper) can show
//! that it is the one. Must not touch a name: who said what is the record.

use super::connect::Archive;
use super::derive::derive;
use super::error::ArchiveError;
use super::keep::{bytes, pack, read, redacted};
use super::put;
use crate::document::mask::Mask;
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::recorded::{Recorded, hash_of_line};
use crate::domain::rule::Catalog;
use chrono::{Months, NaiveDate};
use deadpool_postgres::Transaction;
use serde_json::Value;
use std::sync::Arc;

/// How long phones and addresses are kept, in months; None where nobody has decided.
pub fn retention(archive: &mut Archive) -> Result<Option<u32>, ArchiveError> {
    archive.run(async |client| {
        let row = client.query_opt("SELECT months FROM retention", &[]).await?;
        Ok(row.map(|row| row.get::<_, i32>(0).unsigned_abs()))
    })
}

/// Decides how long they are kept.
pub fn retain(archive: &mut Archive, months: u32) -> Result<(), ArchiveError> {
    let months = i32::try_from(months).unwrap_or(i32::MAX);
    archive.run(async |client| {
        client
            .execute(
                "INSERT INTO retention (months) VALUES ($1)
                 ON CONFLICT (one) DO UPDATE SET months = excluded.months",
                &[&months],
            )
            .await?;
        Ok(())
    })
}

/// What `forget` did.
#[derive(Debug, Default, Clone, Copy)]
pub struct Forgotten {
    pub sessions: u64,
    pub lines: u64,
}

/// Deletes phones and addresses of all sessions whose time is over, a transaction a session. Nothing
/// where nobody has decided how long they are kept. `go_on` as for `check`.
pub fn forget(
    archive: &mut Archive,
    today: NaiveDate,
    catalog: &Arc<Catalog>,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Forgotten>, ArchiveError> {
    let Some(months) = retention(archive)? else { return Ok(None) };
    let before = today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    archive.run(async |client| {
        let keys: Vec<Vec<u8>> = client
            .query("SELECT genesis FROM record WHERE day < $1 ORDER BY genesis", &[&before])
            .await?
            .iter()
            .map(|row| row.get(0))
            .collect();
        let mut all = Forgotten::default();
        for (done, key) in (0..).zip(&keys) {
            if !go_on(done, keys.len() as u64) {
                break;
            }
            let step = client.transaction().await?;
            let lines = Box::pin(forget_one(&step, key, catalog)).await?;
            step.commit().await?;
            all.sessions += u64::from(lines > 0);
            all.lines += lines;
        }
        Ok(Some(all))
    })
}

/// One session with its other histories; from how many lines something was deleted just now.
async fn forget_one(
    step: &Transaction<'_>,
    key: &Vec<u8>,
    catalog: &Arc<Catalog>,
) -> Result<u64, ArchiveError> {
    let select = step
        .prepare_cached("SELECT id, place, zstd FROM record WHERE genesis = $1 FOR UPDATE")
        .await?;
    let Some(row) = step.query_opt(&select, &[key]).await? else { return Ok(0) };
    let (id, place): (&str, &str) = (row.get(0), row.get(1));
    let before = redacted(step, key).await?;
    let (ledger, _) = read(row.get(2), id, &before, catalog)?;
    let after = again(step, &ledger, place, catalog).await?;
    let mut zstd = pack(&after)?;
    if zstd != row.get::<_, &[u8]>(2) {
        let put = "UPDATE record SET zstd = $2 WHERE genesis = $1";
        step.execute(put, &[key, &zstd]).await?;
        let rows = derive(&after).ok_or_else(|| ArchiveError::Damaged(id.to_owned()))?;
        put::remove(step, key).await?;
        put::derived(step, key, place, &rows).await?;
    }
    for row in step.query("SELECT head, zstd FROM branch WHERE genesis = $1", &[key]).await? {
        let (ledger, _) = read(row.get(1), id, &before, catalog)?;
        zstd = pack(&again(step, &ledger, place, catalog).await?)?;
        let head: Vec<u8> = row.get(0);
        let put = "UPDATE branch SET zstd = $3 WHERE genesis = $1 AND head = $2";
        step.execute(put, &[key, &head, &zstd]).await?;
    }
    Ok((redacted(step, key).await?.len() - before.len()) as u64)
}

/// A record without phones and addresses; which lines those were is noted.
pub(super) async fn again(
    step: &Transaction<'_>,
    ledger: &Ledger,
    place: &str,
    catalog: &Arc<Catalog>,
) -> Result<Ledger, ArchiveError> {
    let key = bytes(ledger.genesis());
    let (after, taken) = redact(ledger, catalog)?;
    let put = step
        .prepare_cached(
            "INSERT INTO redaction (genesis, place, line, kept, day) VALUES ($1, $2, $3, $4, current_date)
             ON CONFLICT DO NOTHING",
        )
        .await?;
    for (line, kept) in taken {
        step.execute(&put, &[&key, &place, &bytes(line), &bytes(kept)]).await?;
    }
    Ok(after)
}

/// The record without them, and each line that was changed, now or before: its hash, and the SHA-256
/// of what is kept.
fn redact(
    ledger: &Ledger,
    catalog: &Arc<Catalog>,
) -> Result<(Ledger, Vec<(LineHash, LineHash)>), ArchiveError> {
    let Some(meeting) = ledger.meeting() else { return Ok((ledger.clone(), Vec::new())) };
    let mask = Mask::contacts_of(meeting);
    let (mut records, mut taken) = (Vec::new(), Vec::new());
    for line in ledger.lines() {
        let text = line.encode()?;
        let less = redact_line(&text, &mask);
        let is_whole = less == text && Recorded::from_line(&text).is_ok();
        if is_whole {
            records.push(line);
        } else {
            taken.push((line.hash, LineHash::of(&[&less])));
            records.push(Arc::new(Recorded::from_redacted_line(&less)?));
        }
    }
    Ok((Ledger::replay(Arc::clone(catalog), records)?, taken))
}

/// What stands for what was deleted.
const GONE: &str = "****";

/// A line without phones, numbers of identity cards and addresses in its event; all else of it is the
/// same to the byte.
fn redact_line(text: &str, mask: &Mask) -> String {
    const EVENT: &str = ",\"event\":";
    let end = text.rfind(",\"prev\":\"").unwrap_or(text.len());
    let Some(start) = text.find(EVENT).map(|at| at + EVENT.len()).filter(|at| *at < end) else {
        return text.to_owned();
    };
    let (head, rest) = text.split_at(start);
    let (event, tail) = rest.split_at(end - start);
    debug_assert!(hash_of_line(text).is_some());
    [head, &redact_json(event, mask), tail].concat()
}

/// JSON with the texts in it changed, and nothing else.
fn redact_json(json: &str, mask: &Mask) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut rest, mut key) = (json, String::new());
    while let Some(at) = rest.find('"') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        // serde_json finds the end of a text, whatever is written in it.
        let mut values = serde_json::Deserializer::from_str(from).into_iter::<Value>();
        let Some(Ok(Value::String(said))) = values.next() else {
            out.push_str(from);
            return out;
        };
        let (whole, behind) = from.split_at(values.byte_offset());
        rest = behind;
        let is_key = behind.starts_with(':');
        let less = match () {
            () if is_key || is_hash(&said) => said.clone(),
            () if key == "phone" && !said.is_empty() && !mask.is_public(&said) => GONE.to_owned(),
            () => mask.text(&said),
        };
        if less == said {
            out.push_str(whole);
        } else {
            out.push_str(&Value::String(less).to_string());
        }
        key = if is_key { said } else { String::new() };
    }
    out.push_str(rest);
    out
}

/// Digits of a hash are no phone.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
