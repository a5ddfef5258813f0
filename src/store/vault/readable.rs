//! Whether the system gives sled's file back where sled takes what it cannot read for free room, and
//! writes over it: the head of every segment, and all that was written after the last snapshot.
//!
//! Owns what is known of sled's format for that. What else cannot be read sled tells, when it is read.

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::durable;

/// sled's own size of a segment, in bytes.
const SEGMENT: u64 = 512 << 10;
/// A segment's checksum, the number of its first byte in the log, and another, the two turned over.
const HEAD: u64 = 20;
const TURNED: u64 = 0x7FFF_FFFF_FFFF_FFFF;

/// Reads it; how many bytes that were. From then on the system has them in memory.
pub(super) fn read_through(folder: &Path) -> io::Result<u64> {
    let mut file = match durable::open_read(&folder.join("db")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        opened => opened?,
    };
    let snapshot = last_snapshot(folder);
    let (mut read, length) = (0, file.metadata()?.len());
    let mut piece = Vec::new();
    for start in (0..length).step_by(usize::try_from(SEGMENT).unwrap_or(usize::MAX)) {
        file.seek(SeekFrom::Start(start))?;
        piece.clear();
        (&file).take(HEAD).read_to_end(&mut piece)?;
        read += piece.len() as u64;
        if is_later(&piece, snapshot) {
            read += io::copy(&mut (&file).take(SEGMENT - HEAD), &mut io::sink())?;
        }
    }
    Ok(read)
}

/// How far the log went when it was last summed up; 0 where it never was.
fn last_snapshot(folder: &Path) -> u64 {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let of = |name: std::ffi::OsString| {
        u64::from_str_radix(name.to_str()?.strip_prefix("snap.")?, 16).ok()
    };
    names.filter_map(of).max().unwrap_or(0)
}

/// Whether a segment may hold what is not in the snapshot; one whose head makes no sense may.
fn is_later(head: &[u8], snapshot: u64) -> bool {
    let number = head.get(4..12).and_then(|number| number.first_chunk::<8>());
    let Some(first) = number.map(|number| u64::from_le_bytes(*number) ^ TURNED) else {
        return true;
    };
    first > TURNED || first + SEGMENT > snapshot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_log_the_heads_are_read_and_its_end_whole() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read_through(dir.path()).unwrap(), 0, "there is no file yet");
        let value = vec![7; 3_000];
        let fill = |from: u32| {
            let db = sled::Config::new().path(dir.path()).open().unwrap();
            for n in from..from + 1_000 {
                db.insert(n.to_be_bytes(), value.clone()).unwrap();
            }
            db.flush().unwrap();
        };
        fill(0);
        // Opening sums up what was written before, so that nothing of it can be lost to a bad head.
        fill(1_000);
        let length = fs::metadata(dir.path().join("db")).unwrap().len();
        assert!(length > 8 * SEGMENT && last_snapshot(dir.path()) > 0, "{length}");
        let read = read_through(dir.path()).unwrap();
        assert!(read < length && read >= length / SEGMENT * HEAD, "{read} of {length}");
    }

    #[test]
    fn what_makes_no_sense_is_read_whole() {
        let head = |first: u64| [&[0; 4], &(first ^ TURNED).to_le_bytes()[..], &[0; 8]].concat();
        assert!(!is_later(&head(0), SEGMENT) && is_later(&head(1), SEGMENT));
        assert!(is_later(&head(0), 0) && is_later(&[], 9 * SEGMENT));
        assert!(is_later(&[0xFF; 20], u64::MAX - 1), "no log goes so far");
    }
}
