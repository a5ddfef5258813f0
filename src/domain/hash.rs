//! The hash of a line of the record: what the next line continues, and what people compare.
//!
//! Owns how it is written. What is hashed is the record's.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LineHash([u8; 32]);

/// Why a text is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 lower-case hexadecimal digits")]
pub struct NoHash;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl LineHash {
    /// What the first line continues: 64 zeros.
    pub const GENESIS: Self = Self([0; 32]);

    /// The hash of some text, given in pieces.
    pub fn of(pieces: &[impl AsRef<[u8]>]) -> Self {
        let mut hash = Sha256::new();
        for piece in pieces {
            hash.update(piece);
        }
        Self(hash.finalize().into())
    }

    /// Its digits, each one byte of ASCII.
    pub(in crate::domain) fn digits(self) -> [u8; 64] {
        let mut digits = [0; 64];
        let (pairs, _) = digits.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(self.0) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        digits
    }

    /// Its first eight digits, to tell sessions apart in lists and file names.
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }

    /// Shortened for people to 128 bits, which nobody can make another record to: eight groups of
    /// four digits.
    pub fn fingerprint(self) -> String {
        let digits = self.to_string();
        let groups = [0, 4, 8, 12, 16, 20, 24, 28];
        groups.map(|at| digits.get(at..at + 4).unwrap_or_default()).join("-")
    }
}

impl From<[u8; 32]> for LineHash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for LineHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

impl fmt::Debug for LineHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for LineHash {
    type Err = NoHash;

    /// Capitals are refused: a line has one way of being written.
    fn from_str(text: &str) -> Result<Self, NoHash> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let pairs: &[[u8; 2]; 32] = pairs.try_into().map_err(|_| NoHash)?;
        if !rest.is_empty() {
            return Err(NoHash);
        }
        let digit = |c: u8| match c {
            b'0'..=b'9' => Ok(c - b'0'),
            b'a'..=b'f' => Ok(c - b'a' + 10),
            _ => Err(NoHash),
        };
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for LineHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for LineHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Digits)
    }
}

/// Reads the digits where they stand: a long record has two hashes a line.
struct Digits;

impl de::Visitor<'_> for Digits {
    type Value = LineHash;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&NoHash, f)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<LineHash, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_one_way_only() {
        let digits = format!("00ff{}", "3a".repeat(30));
        let hash: LineHash = digits.parse().expect("a hash");
        assert_eq!(hash.to_string(), digits);
        assert_eq!(hash.fingerprint(), "00ff-3a3a-3a3a-3a3a-3a3a-3a3a-3a3a-3a3a");
        assert_eq!(serde_json::to_string(&hash).expect("json"), format!("\"{digits}\""));
        assert_eq!(LineHash::GENESIS.to_string(), "0".repeat(64));
        let (short, long) = ("0".repeat(63), "0".repeat(65));
        for bad in ["", "00", &short, &long, &digits.to_uppercase(), &"g".repeat(64)] {
            assert_eq!(bad.parse::<LineHash>(), Err(NoHash), "{bad}");
        }
    }
}
