//! How records and blobs become keys and values of sled.
//!
//! Owns the cutting into chunks: sled spills values above 4 KiB into files it never syncs, so no
//! value is longer than 4,000 bytes. It must not verify a chain.

use sled::{Batch, IVec, Tree};

use super::super::chain::Chain;
use super::{Fault, Head};

/// The longest value given to sled, in bytes.
const LONGEST: usize = 4_000;

/// What the database holds of one session.
#[derive(Debug, Default)]
pub(in crate::store) struct Stored {
    /// Number, chain after it, and record, in the order of the numbers.
    pub(in crate::store) values: Vec<(u64, Chain, Vec<u8>)>,
    /// The numbers whose chunks do not make up a record, and whatever has no number at all as 0.
    pub(in crate::store) malformed: Vec<u64>,
}

/// Adds `body` under `key`, cut into chunks; the first one starts with `header` and the length.
pub(super) fn put_chunks(batch: &mut Batch, key: &[u8], header: &[u8], body: &[u8]) -> u32 {
    let mut value = Vec::with_capacity(LONGEST.min(header.len() + 8 + body.len()));
    value.extend_from_slice(header);
    value.extend_from_slice(&(body.len() as u64).to_be_bytes());
    let (head, mut rest) = body.split_at(body.len().min(LONGEST - value.len()));
    value.extend_from_slice(head);
    let mut chunk = 0_u32;
    loop {
        batch.insert([key, &chunk.to_be_bytes()].concat(), value);
        chunk += 1;
        if rest.is_empty() {
            return chunk;
        }
        let (next, after) = rest.split_at(rest.len().min(LONGEST));
        value = next.to_vec();
        rest = after;
    }
}

/// Where the first chunk of the first record stands.
pub(super) fn first_key() -> [u8; 12] {
    let mut key = [0; 12];
    key[7] = 1;
    key
}

/// One `put_chunks` as it is being read back, with a header of so many bytes.
struct Pieces<const HEADER: usize> {
    header: [u8; HEADER],
    length: u64,
    body: Vec<u8>,
    chunks: u32,
}

impl<const HEADER: usize> Pieces<HEADER> {
    fn start(value: &[u8]) -> Option<Self> {
        let (header, rest) = value.split_first_chunk()?;
        let (length, body) = rest.split_first_chunk::<8>()?;
        Some(Self {
            header: *header,
            length: u64::from_be_bytes(*length),
            body: body.to_vec(),
            chunks: 1,
        })
    }

    /// Adds the next chunk; false if it does not belong here.
    fn add(&mut self, chunk: u32, value: &[u8]) -> bool {
        let fits = chunk == self.chunks && (self.body.len() as u64) < self.length;
        self.chunks += 1;
        self.body.extend_from_slice(value);
        fits
    }

    fn whole(&self) -> bool {
        self.body.len() as u64 == self.length
    }
}

/// Reads a session's tree.
pub(super) fn read_records(tree: &Tree) -> Result<Stored, Fault> {
    let mut stored = Stored::default();
    let mut current: Option<(u64, Option<Pieces<32>>)> = None;
    for entry in tree {
        let (key, value) = entry?;
        let Some((n, chunk)) = number_and_chunk(&key) else {
            stored.malformed.push(0);
            continue;
        };
        match &mut current {
            Some((open, pieces)) if *open == n => {
                if !pieces.as_mut().is_some_and(|pieces| pieces.add(chunk, &value)) {
                    *pieces = None;
                }
            }
            _ => {
                finish(&mut stored, current.take());
                let pieces = if chunk == 0 { Pieces::start(&value) } else { None };
                current = Some((n, pieces));
            }
        }
    }
    finish(&mut stored, current);
    Ok(stored)
}

fn finish(stored: &mut Stored, record: Option<(u64, Option<Pieces<32>>)>) {
    let Some((n, pieces)) = record else { return };
    match pieces.filter(Pieces::whole) {
        Some(pieces) => stored.values.push((n, Chain(pieces.header), pieces.body)),
        None => stored.malformed.push(n),
    }
}

fn number_and_chunk(key: &[u8]) -> Option<(u64, u32)> {
    let (n, chunk) = key.split_first_chunk::<8>()?;
    Some((u64::from_be_bytes(*n), u32::from_be_bytes(chunk.try_into().ok()?)))
}

/// Replaces a blob. The crc tells a half-written one, which sled's batches should not leave.
pub(super) fn put_blob(tree: &Tree, key: &[u8], body: &[u8]) -> Result<(), Fault> {
    let mut batch = Batch::default();
    let chunks = put_chunks(&mut batch, key, &crc32fast::hash(body).to_be_bytes(), body);
    for entry in tree.scan_prefix(key) {
        let (old, _) = entry?;
        let chunk = old.strip_prefix(key).and_then(chunk_of);
        if chunk.is_some_and(|chunk| chunk >= chunks) {
            batch.remove(old);
        }
    }
    Ok(tree.apply_batch(batch)?)
}

pub(super) fn remove_blob(tree: &Tree, key: &[u8]) -> Result<(), Fault> {
    let mut batch = Batch::default();
    for entry in tree.scan_prefix(key) {
        let (old, _) = entry?;
        if old.len() == key.len() + 4 {
            batch.remove(old);
        }
    }
    Ok(tree.apply_batch(batch)?)
}

/// One blob, if it is there and whole.
pub(super) fn blob(tree: &Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let mut entries = Vec::new();
    for entry in tree.scan_prefix(key) {
        let (found, value) = entry?;
        if found.len() == key.len() + 4 {
            entries.push((found, value));
        }
    }
    Ok(join(&entries))
}

/// A key, and the blob under it.
pub(in crate::store) type Keyed = (Vec<u8>, Vec<u8>);

/// Every whole blob whose key starts with `prefix`, with its key.
pub(super) fn blobs(tree: &Tree, prefix: &[u8]) -> Result<Vec<Keyed>, Fault> {
    let mut groups: Vec<Vec<(IVec, IVec)>> = Vec::new();
    for entry in tree.scan_prefix(prefix) {
        let (key, value) = entry?;
        let same = groups.last().and_then(|group| group.first()).is_some_and(|(first, _)| {
            first.len() == key.len() && key.starts_with(&first[..first.len().saturating_sub(4)])
        });
        match groups.last_mut() {
            Some(group) if same => group.push((key, value)),
            _ => groups.push(vec![(key, value)]),
        }
    }
    let keyed = |group: &Vec<(IVec, IVec)>| {
        let (key, _) = group.first()?;
        Some((key.get(..key.len().checked_sub(4)?)?.to_vec(), join(group)?))
    };
    Ok(groups.iter().filter_map(keyed).collect())
}

fn join(entries: &[(IVec, IVec)]) -> Option<Vec<u8>> {
    let ((_, first), rest) = entries.split_first()?;
    let mut pieces = Pieces::<4>::start(first)?;
    for (key, value) in rest {
        let chunk = chunk_of(key.get(key.len().checked_sub(4)?..)?)?;
        if !pieces.add(chunk, value) {
            return None;
        }
    }
    let right = crc32fast::hash(&pieces.body).to_be_bytes() == pieces.header;
    (pieces.whole() && right).then_some(pieces.body)
}

fn chunk_of(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// A session's entry in `meta`.
pub(super) fn write_head(head: Head) -> Vec<u8> {
    let mut body = Vec::with_capacity(52);
    body.extend_from_slice(&head.n.to_be_bytes());
    body.extend_from_slice(&head.journal_len.to_be_bytes());
    body.extend_from_slice(&head.chain.0);
    let crc = crc32fast::hash(&body);
    body.extend_from_slice(&crc.to_be_bytes());
    body
}

pub(super) fn read_head(value: &[u8]) -> Option<Head> {
    let (body, crc) = value.split_last_chunk::<4>()?;
    let (n, rest) = body.split_first_chunk::<8>()?;
    let (journal_len, chain) = rest.split_first_chunk::<8>()?;
    (crc32fast::hash(body).to_be_bytes() == *crc).then_some(Head {
        n: u64::from_be_bytes(*n),
        journal_len: u64::from_be_bytes(*journal_len),
        chain: Chain(chain.try_into().ok()?),
    })
}
