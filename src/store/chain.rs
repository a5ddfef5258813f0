//! The chain: a SHA-256 over each record and all before it in its session.
//!
//! Owns what is hashed, so that damage in either copy is seen. It must not depend on what a record
//! says: the record's own fingerprint for people is made above the store.

use sha2::{Digest, Sha256};

/// The chain's value after a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Chain(pub(super) [u8; 32]);

impl Chain {
    /// The value before the first record. It holds the session's id, so that one session's journal
    /// cannot pass for another's.
    pub(super) fn start(session: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"yishi store 1\0");
        hash.update(session.as_bytes());
        Self(hash.finalize().into())
    }

    /// The value after record `n`.
    pub(super) fn next(self, n: u64, record: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(n.to_be_bytes());
        hash.update((record.len() as u64).to_be_bytes());
        hash.update(record);
        Self(hash.finalize().into())
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Writes bytes as lower-case hexadecimal digits.
pub(super) fn push_hex(out: &mut Vec<u8>, bytes: &[u8]) {
    // As many at once as a chain has: two stand in every line of a journal.
    for some in bytes.chunks(32) {
        let mut digits = [0; 64];
        let (pairs, _) = digits.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(some) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        out.extend_from_slice(&digits[..some.len() * 2]);
    }
}

/// Lower-case hexadecimal digits as a text.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut digits = Vec::with_capacity(bytes.len() * 2);
    push_hex(&mut digits, bytes);
    String::from_utf8_lossy(&digits).into_owned()
}

/// Reads lower-case hexadecimal digits; upper case is refused, so that a changed bit is seen.
pub(super) fn read_hex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().copied().map(read_pair).collect()
}

/// Reads the digits of a chain, as two stand in every line of a journal.
pub(super) fn read_chain(text: &[u8; 64]) -> Option<Chain> {
    let (pairs, _) = text.as_chunks::<2>();
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = read_pair(*pair)?;
    }
    Some(Chain(bytes))
}

fn read_pair([high, low]: [u8; 2]) -> Option<u8> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    Some(digit(high)? << 4 | digit(low)?)
}
