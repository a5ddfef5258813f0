//! The program `age` (or `rage`), which encrypts what is handed in to the office's key, so that a lost
//! stick holds no names.
//!
//! Owns how it is called; the format and the keys are its own. What it encrypts goes to it through a
//! pipe: nothing of it must lie anywhere unencrypted.

#[cfg(feature = "archive")]
use super::fail::FAILED;
use super::fail::{BAD_INPUT, Fail};
#[cfg(feature = "archive")]
use crate::i18n::archive;
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, courier as text};
use std::env::consts::EXE_EXTENSION;
use std::ffi::OsStr;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Programs that write and read the format with the same arguments.
const PROGRAMS: [&str; 2] = ["age", "rage"];
/// The largest file that is unpacked, in bytes: it is held in memory.
#[cfg(feature = "archive")]
const MOST: u64 = 1 << 30;

/// Refuses before any work what could not be encrypted after it.
pub(super) fn check(lang: Lang, to: &str) -> Result<(), Fail> {
    encrypt(lang, to, b"").map(drop)
}

/// Encrypts to a key (`age1…`, `ssh-…`), or to the keys in a file.
pub(super) fn encrypt(lang: Lang, to: &str, bytes: &[u8]) -> Result<Vec<u8>, Fail> {
    let is_key = ["age1", "ssh-"].iter().any(|begins| to.starts_with(begins));
    let given = if is_key { "--recipient" } else { "--recipients-file" };
    let args = ["--encrypt", given, to].map(OsStr::new);
    run(lang, &args, bytes, u64::MAX)
        .map_err(|fail| fail.said(BAD_INPUT, |why| text::not_encrypted(lang, to, why)))
}

/// What stands in an encrypted file.
#[cfg(feature = "archive")]
pub(super) fn decrypt(lang: Lang, identity: &Path, file: &Path) -> Result<Vec<u8>, Fail> {
    let args =
        ["--decrypt".as_ref(), "--identity".as_ref(), identity.as_os_str(), file.as_os_str()];
    run(lang, &args, b"", MOST)
        .map_err(|fail| fail.said(FAILED, |why| archive::not_decrypted(lang, file.display(), why)))
}

/// Why it did not work.
enum Failed {
    Missing(Lang),
    /// In its own words, or the system's.
    Said(String),
}

impl Failed {
    fn said(self, code: u8, text: impl FnOnce(String) -> String) -> Fail {
        match self {
            Self::Missing(lang) => Fail::failed(text::no_age(lang)),
            Self::Said(why) => Fail::said(code, vec![text(why)]),
        }
    }
}

/// Where they may be: beside this program, as on a laptop that nobody may install on, else on the path.
fn programs() -> impl Iterator<Item = PathBuf> {
    let own = std::env::current_exe().ok();
    let beside = own.as_deref().and_then(Path::parent).map(Path::to_owned);
    PROGRAMS.into_iter().flat_map(move |program| {
        let beside =
            beside.as_ref().map(|folder| folder.join(program).with_extension(EXE_EXTENSION));
        beside.into_iter().chain([PathBuf::from(program)])
    })
}

/// The first of the programs that is there, with what it writes.
fn run(lang: Lang, args: &[&OsStr], input: &[u8], most: u64) -> Result<Vec<u8>, Failed> {
    let said = |error: &std::io::Error| Failed::Said(io_reason(lang, error));
    for program in programs() {
        let begun = Command::new(&program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match begun {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            begun => begun.map_err(|error| said(&error))?,
        };
        let (into, from) = (child.stdin.take(), child.stdout.take());
        let mut bytes = Vec::new();
        // It may write before it has read everything.
        let read = std::thread::scope(|scope| {
            scope.spawn(move || into.map(|mut into| into.write_all(input)));
            from.map_or(Ok(0), |from| from.take(most).read_to_end(&mut bytes))
        });
        let done = child.wait_with_output().map_err(|error| said(&error))?;
        read.map_err(|error| said(&error))?;
        if done.status.success() {
            return Ok(bytes);
        }
        let told = String::from_utf8_lossy(&done.stderr);
        let first = told.lines().next().unwrap_or_default();
        let why = first.split_once("error: ").map_or(first, |(_, why)| why);
        return Err(Failed::Said(why.to_owned()));
    }
    Err(Failed::Missing(lang))
}
