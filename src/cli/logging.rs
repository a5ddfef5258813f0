//! The log file: what the program did, for whoever has to find a fault. Off unless asked for by
//! `YISHI_LOG` or `log` in `config.toml`; never on the screen.
//!
//! It must not hold anybody's name or words, nor a path that may hold one: events are logged by
//! number and kind, errors by kind.

use super::environment::Environment;
use super::out;
use crate::i18n::cli as text;
use crate::i18n::io::io_reason;
use crate::inputs::config::LOG_LEVELS;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;

/// A log beyond this size is put aside at the next start; the one put aside before goes.
const LARGEST: u64 = 5 << 20;

/// Begins to log, where that is asked for. Whatever goes wrong here is told and keeps nobody from
/// working.
pub(super) fn begin(place: &Environment) {
    let asked = std::env::var("YISHI_LOG").ok().filter(|level| !level.is_empty());
    let level = match &asked {
        Some(asked) => {
            let found = LOG_LEVELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(asked));
            found.map(|(level, _)| *level)
        }
        None => Some(place.own.config.log.unwrap_or("off")),
    };
    let Some(level) = level else {
        let known = LOG_LEVELS.map(|(known, _)| known).join(", ");
        let asked = asked.unwrap_or_default();
        out::errors(&[text::bad_log_level(place.lang, asked, known)]);
        return;
    };
    if level == "off" {
        return;
    }
    let Some(path) = place.log_file() else { return };
    match open(&path) {
        Ok(file) => start(level, file),
        Err(error) => out::errors(&[text::file_failed(
            place.lang,
            path.display(),
            io_reason(place.lang, &error),
        )]),
    }
}

fn start(level: &str, file: File) {
    let filter = EnvFilter::new(format!("yishi={level}"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .finish();
    // Fails only where something else logs already, and then that goes on.
    if tracing::subscriber::set_global_default(log).is_err() {
        return;
    }
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The message of a panic may quote what was typed; the place tells enough.
        if let Some(at) = panic.location() {
            tracing::error!(file = at.file(), line = at.line(), "panic");
        }
        report(panic);
    }));
}

/// The file, for its owner alone, in a folder made where there is none.
fn open(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    if std::fs::metadata(path).is_ok_and(|file| file.len() > LARGEST) {
        std::fs::rename(path, aside(path))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn aside(path: &Path) -> PathBuf {
    path.with_extension("log.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/yishi.log");
        drop(open(&path).unwrap());
        File::options().write(true).open(&path).unwrap().set_len(LARGEST + 1).unwrap();
        drop(open(&path).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
        assert_eq!(std::fs::metadata(aside(&path)).unwrap().len(), LARGEST + 1);
    }
}
