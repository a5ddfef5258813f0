//! A record as the archive keeps it: its lines to the byte, compressed.

use super::connect::Archive;
use super::error::ArchiveError;
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::session::{attached_lines, check, check_redacted};
use deadpool_postgres::Transaction;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How hard it is compressed: what takes no more time than reading the lines.
const LEVEL: i32 = 3;
/// The largest record that is unpacked, in bytes, as a store's file may hold it.
const MOST: usize = 1 << 30;

/// A record that was read back.
#[derive(Debug)]
pub struct Kept {
    pub id: String,
    pub genesis: LineHash,
    pub place: String,
    pub ledger: Ledger,
    /// Its lines to the byte.
    pub lines: Vec<Vec<u8>>,
    /// What it has attached, as the lines of a bundle.
    pub files: Vec<Vec<u8>>,
    /// From how many lines phones and addresses were deleted.
    pub redacted: usize,
}

/// Lines of a ledger as they are kept: in the one order, so that equal records are equal bytes.
pub(super) fn pack(ledger: &Ledger) -> Result<Vec<u8>, ArchiveError> {
    let mut body = Vec::new();
    for line in ledger.records() {
        body.extend_from_slice(line.encode()?.as_bytes());
        body.push(b'\n');
    }
    Ok(zstd::bulk::compress(&body, LEVEL)?)
}

/// The lines of a record that is kept; None where it is none.
pub(super) fn unpack(zstd: &[u8]) -> Option<Vec<Vec<u8>>> {
    let size = zstd::zstd_safe::get_frame_content_size(zstd).ok()??;
    let size = usize::try_from(size).ok().filter(|size| *size <= MOST)?;
    let body = zstd::bulk::decompress(zstd, size).ok()?;
    let lines = body.strip_suffix(b"\n")?.split(|byte| *byte == b'\n');
    Some(lines.map(<[u8]>::to_vec).collect())
}

/// Lines from which phones and addresses were deleted: the hash that each was written with, and the
/// SHA-256 of what is kept of it.
pub(super) type Redacted = HashSet<(LineHash, LineHash)>;

/// The record in what is kept, checked as a foreign one is.
pub(super) fn read(
    zstd: &[u8],
    id: &str,
    redacted: &Redacted,
    catalog: &Arc<Catalog>,
) -> Result<(Ledger, Vec<Vec<u8>>), ArchiveError> {
    let damaged = || ArchiveError::Damaged(id.to_owned());
    let lines = unpack(zstd).ok_or_else(damaged)?;
    let slices: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
    let ledger = if redacted.is_empty() {
        check(id, &slices, catalog)
    } else {
        let is_redacted = |text: &str, hash| redacted.contains(&(hash, LineHash::of(&[text])));
        check_redacted(id, &slices, catalog, &is_redacted)
    };
    Ok((ledger.map_err(|_| damaged())?, lines))
}

/// What was deleted from a record.
pub(super) async fn redacted(step: &Transaction<'_>, key: &[u8]) -> Result<Redacted, ArchiveError> {
    let select = step.prepare_cached("SELECT line, kept FROM redaction WHERE genesis = $1").await?;
    let rows = step.query(&select, &[&key]).await?;
    Ok(rows.iter().map(|row| (hash(row.get(0)), hash(row.get(1)))).collect())
}

/// The bytes of a hash.
pub(super) fn bytes(hash: LineHash) -> Vec<u8> {
    let digits = hash.to_string();
    let pairs = (0..digits.len()).step_by(2).filter_map(|at| digits.get(at..at + 2));
    pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

/// The hash of bytes that the schema holds to be 32.
pub(super) fn hash(bytes: &[u8]) -> LineHash {
    let mut all = [0; 32];
    for (to, from) in all.iter_mut().zip(bytes) {
        *to = *from;
    }
    LineHash::from(all)
}

/// The session that is meant by the first digits of its genesis, or by an id that only one has.
pub fn find(archive: &mut Archive, typed: &str) -> Result<LineHash, ArchiveError> {
    let digits = typed.trim_start_matches('~').to_lowercase();
    let is_hash = digits.len() >= 4 && digits.chars().all(|c| c.is_ascii_hexdigit());
    let prefix = if is_hash { digits } else { "-".to_owned() };
    let found: Vec<Vec<u8>> = archive.run(async |client| {
        let rows = client
            .query(
                "SELECT genesis FROM record WHERE id = $1 OR encode(genesis, 'hex') LIKE $2 || '%' LIMIT 2",
                &[&typed, &prefix],
            )
            .await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    })?;
    match found.as_slice() {
        [] => Err(ArchiveError::NoSession(typed.to_owned())),
        [one] => Ok(hash(one)),
        _ => Err(ArchiveError::Several(typed.to_owned())),
    }
}

/// Reads one record whole.
pub fn open(
    archive: &mut Archive,
    genesis: LineHash,
    catalog: &Arc<Catalog>,
) -> Result<Kept, ArchiveError> {
    let wanted = bytes(genesis);
    let (row, redacted, files) = archive.run(async |client| {
        let step = client.transaction().await?;
        let row = step
            .query_opt("SELECT id, place, zstd FROM record WHERE genesis = $1", &[&wanted])
            .await?;
        let row = row.ok_or_else(|| ArchiveError::NoSession(genesis.to_string()))?;
        let files = step
            .query("SELECT sha256, bytes FROM attachment WHERE genesis = $1", &[&wanted])
            .await?;
        Ok((row, redacted(&step, &wanted).await?, files))
    })?;
    let id: String = row.get(0);
    let (ledger, lines) = read(row.get(2), &id, &redacted, catalog)?;
    let held: HashMap<String, &[u8]> =
        files.iter().map(|row| (hash(row.get(0)).to_string(), row.get(1))).collect();
    let file = |sha256: &str| held.get(sha256).map(|bytes| bytes.to_vec());
    let files = ledger.meeting().map(|meeting| attached_lines(&file, &meeting.paper.attachments).0);
    let files = files.unwrap_or_default();
    Ok(Kept { id, genesis, place: row.get(1), ledger, lines, files, redacted: redacted.len() })
}
