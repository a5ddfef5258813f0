//! `LIST`: the summaries of all sessions in one file, so that a list opens no database and reads no
//! record.
//!
//! Owns the file. It is a cache: an entry counts only where the witness and the journal's length say
//! the same of how far its session goes, and losing the file harms nothing. Only that there was a session
//! is believed of it, where everything else of that is gone. It must not interpret a summary.
//!
//! The first line says how long the file was when it was last written whole. An entry is a line, `crc32
//! n chain journal's-length summary's-length id`, and the summary behind it. A later entry of a session
//! replaces an earlier one, so that what changed is put at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::Listed;
use super::chain::{hex, read_chain};
use super::damage::open_losses;
use super::draft;
use super::folder::{Folder, is_open, private};
use super::heads::{Heads, Mark};
use super::sled_log::unfinished;
use super::vault::Head;
use crate::durable;
use crate::limits::id_fault;

/// The first line: the digits of a length, and the end of the line.
const FIRST: usize = 21;
/// A file up to this length in bytes is never too long.
const SHORT: u64 = 64 << 10;

/// What the file holds, by session.
pub(super) type Kept = BTreeMap<String, (Head, Vec<u8>)>;

/// A summary longer than this was written by nobody here.
const LONGEST: usize = 16 << 20;

/// The sessions with their summaries, without opening the store: neither lock nor database, and not a
/// byte is written. None where the store has to be opened for them, because something is not as the
/// last to close it left it, or the file is missing.
pub fn glance(dir: &Path) -> Option<Vec<Listed>> {
    let folder = Folder::open_read_only(dir).ok()?;
    // Opening a folder that others can enter closes it to them, and opening one that can only be
    // read says so.
    let untold = is_open(dir) || OpenOptions::new().append(true).open(dir.join("LOCK")).is_err();
    let listed = sessions_in(&folder).filter(|_| !untold)?;
    let journals: BTreeMap<String, u64> = folder.list_journals().ok()?.into_iter().collect();
    let as_listed = |(_, head): &(Listed, Head), length: u64| head.journal_len == length;
    let same = listed.len() == journals.len()
        && listed.iter().all(|one| journals.get(&one.0.id).is_some_and(|len| as_listed(one, *len)));
    same.then(|| listed.into_iter().map(|(listed, _)| listed).collect())
}

/// Whether folder and witness are as the last to close the store left them; of its sessions that says
/// nothing.
pub(super) fn is_undisturbed(folder: &Folder, heads: &Heads) -> Option<bool> {
    let as_left = !folder.was_open && !folder.format_rewritten && !heads.damaged();
    Some(as_left && unfinished(folder).ok()?.is_none())
}

/// The same of a folder that is open already, with how far each session goes. The journals are not
/// looked at: whoever opens the store next does that.
pub(super) fn sessions_in(folder: &Folder) -> Option<Vec<(Listed, Head)>> {
    let heads = Heads::open(&folder.heads(), true).ok()?;
    let undisturbed = is_undisturbed(folder, &heads)?
        && heads.all_refused().is_empty()
        && open_losses(folder).ok()?.is_empty();
    let kept = read(&path(folder)).filter(|_| undisturbed)?;
    let same = |(id, (head, _)): (&String, &(Head, Vec<u8>))| {
        heads.get(id) == Some(Mark { n: head.n, chain: head.chain })
    };
    if heads.sessions().count() != kept.len() || !kept.iter().all(same) {
        return None;
    }
    let listed = kept.into_iter().map(|(id, (head, summary))| {
        (Listed { id, records: head.n, summary: Some(summary) }, head)
    });
    Some(listed.collect())
}

pub(super) fn path(folder: &Folder) -> PathBuf {
    folder.dir().join("LIST")
}

/// What the file holds up to the first entry that is not whole; None where there is no file.
pub(super) fn read(path: &Path) -> Option<Kept> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).ok()?);
    let (mut kept, mut line) = (Kept::new(), Vec::new());
    file.read_exact(&mut [0; FIRST]).ok()?;
    while let Some((session, head, summary)) = read_entry(&mut file, &mut line) {
        kept.insert(session, (head, summary));
    }
    Some(kept)
}

/// Sessions that the list knows and nothing else does, with how far they went: of those everything
/// else is lost. It may lag, and then knows fewer.
pub(super) fn forgotten(folder: &Folder, known: &BTreeSet<String>) -> Vec<(String, u64)> {
    let kept = read(&path(folder)).unwrap_or_default().into_iter();
    let kept = kept.filter(|(session, _)| id_fault(session).is_none() && !known.contains(session));
    kept.map(|(session, (head, _))| (session, head.n)).filter(|(_, n)| *n > 0).collect()
}

/// Whether there were sessions in a store in which there are none: its list holds something, or
/// somebody has typed.
pub(super) fn was_used(folder: &Folder) -> bool {
    fs::metadata(path(folder)).is_ok_and(|list| list.len() > FIRST as u64)
        || draft::sessions(folder).is_ok_and(|sessions| !sessions.is_empty())
}

fn read_entry(file: &mut impl BufRead, line: &mut Vec<u8>) -> Option<(String, Head, Vec<u8>)> {
    line.clear();
    file.read_until(b'\n', line).ok()?;
    let text = str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (crc, said) = text.split_once(' ')?;
    let mut words = said.splitn(5, ' ');
    let n = words.next()?.parse().ok()?;
    let chain = read_chain(words.next()?.as_bytes().try_into().ok()?)?;
    let journal_len = words.next()?.parse().ok()?;
    let length = words.next()?.parse().ok().filter(|length| *length <= LONGEST)?;
    let session = words.next()?.to_owned();
    let mut summary = vec![0; length];
    file.read_exact(&mut summary).ok()?;
    let right = u32::from_str_radix(crc, 16).ok()? == check(said, &summary);
    right.then_some((session, Head { n, chain, journal_len }, summary))
}

fn write_entry(file: &mut impl Write, session: &str, head: Head, summary: &[u8]) -> io::Result<()> {
    let Head { n, chain, journal_len } = head;
    let said = format!("{n} {} {journal_len} {} {session}", hex(&chain.0), summary.len());
    writeln!(file, "{:08x} {said}", check(&said, summary))?;
    file.write_all(summary)
}

fn check(said: &str, summary: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(said.as_bytes());
    crc.update(summary);
    crc.finalize()
}

/// Puts entries at the end. False, and nothing is put, where there is no file, or too much of it would be
/// entries that were replaced: it is to be written anew.
pub(super) fn append(path: &Path, entries: &Kept) -> io::Result<bool> {
    let mut bytes = Vec::new();
    for (session, (head, summary)) in entries {
        write_entry(&mut bytes, session, *head, summary)?;
    }
    let mut file = private().read(true).append(true).open(path)?;
    let mut first = [0; FIRST];
    file.read_exact(&mut first)?;
    let whole: Option<u64> =
        str::from_utf8(&first).ok().and_then(|first| first.trim().parse().ok());
    let length = file.metadata()?.len() + bytes.len() as u64;
    let fits = whole.is_some_and(|whole| length <= SHORT.max(whole.saturating_mul(2)));
    if fits {
        file.write_all(&bytes)?;
    }
    Ok(fits)
}

/// Writes the whole file anew. It is not synced: what a power cut leaves of it is checked.
pub(super) fn rewrite(path: &Path, entries: &Kept) -> io::Result<()> {
    let tmp = path.with_extension("tmp");
    let written = (|| {
        let file = private().write(true).create(true).truncate(true).open(&tmp)?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        writeln!(file, "{:020}", 0)?;
        for (session, (head, summary)) in entries {
            write_entry(&mut file, session, *head, summary)?;
        }
        let length = file.stream_position()?;
        file.rewind()?;
        writeln!(file, "{length:020}")?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        durable::rename(&tmp, path)
    })();
    written.inspect_err(|_| drop(fs::remove_file(&tmp)))
}

#[cfg(test)]
mod tests {
    use super::super::chain::Chain;
    use super::*;

    fn kept(ids: &[(&str, u64, &[u8])]) -> Kept {
        let one = |(id, n, summary): &(&str, u64, &[u8])| {
            let head = Head { n: *n, chain: Chain::start(id), journal_len: n * 10 };
            ((*id).to_owned(), (head, summary.to_vec()))
        };
        ids.iter().map(one).collect()
    }

    #[test]
    fn what_is_put_comes_back_and_the_later_entry_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("LIST");
        assert!(read(&path).is_none() && append(&path, &kept(&[("a", 1, b"")])).is_err());
        let first = kept(&[("a", 1, b"{}"), ("会 议", 2, b"two\nlines\n"), ("c", 3, b"")]);
        rewrite(&path, &first).unwrap();
        assert_eq!(read(&path), Some(first.clone()));
        let later = kept(&[("a", 2, b"later")]);
        assert!(append(&path, &later).unwrap());
        assert_eq!(read(&path), Some(first.into_iter().chain(later).collect()));
    }

    #[test]
    fn a_flipped_bit_or_a_torn_end_is_no_entry() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("LIST");
        let whole = kept(&[("a", 1, b"{\"x\":1}"), ("b", 2, b"{}")]);
        rewrite(&path, &whole).unwrap();
        let bytes = fs::read(&path).unwrap();
        for at in FIRST..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 4;
            for bad in [&bad[..], &bytes[..at]] {
                fs::write(&path, bad).unwrap();
                let found = read(&path).unwrap();
                assert!(found.len() < 2 && found.iter().all(|(id, one)| whole[id] == *one), "{at}");
            }
        }
    }

    #[test]
    fn a_file_of_replaced_entries_is_to_be_written_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("LIST");
        let text = "x".repeat(40_000);
        let long = kept(&[("a", 1, text.as_bytes())]);
        rewrite(&path, &long).unwrap();
        assert!(append(&path, &long).unwrap() && !append(&path, &long).unwrap());
        assert_eq!(read(&path), Some(long));
    }
}
