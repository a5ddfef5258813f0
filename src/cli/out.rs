//! Standard output and standard error, the only place that writes to them.
//!
//! Whatever is said passes `text::clean::shown` here: a path, an argument or the system's own words
//! came from outside and never crossed the border.

use super::fail::Fail;
use crate::text::clean::{shown, shown_line};
use std::io::{ErrorKind, Write};

/// Writes text to standard output at once; a closed pipe is no error worth telling.
pub(super) fn print(text: &str) -> Result<(), Fail> {
    bytes(shown(text).as_bytes())
}

/// The same for what is written by a library.
pub(super) fn bytes(bytes: &[u8]) -> Result<(), Fail> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Fail::closed(),
        _ => Fail::output(&error),
    })
}

/// Writes a value as one line of JSON.
pub(super) fn json(value: &impl serde::Serialize) -> Result<(), Fail> {
    let json = serde_json::to_string(value).map_err(|e| Fail::failed(e.to_string()))?;
    print(&format!("{json}\n"))
}

/// Writes lines to standard error.
pub(super) fn errors(lines: &[String]) {
    let mut err = std::io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "yishi: {}", shown_line(line));
    }
}

/// Writes what is said beside a result to standard error, a line each.
pub(super) fn notes(lines: &[String]) {
    let mut err = std::io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "{}", shown_line(line));
    }
}

/// Writes a question to the terminal, where standard output may be a file.
pub(super) fn ask(question: &str) {
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "{question}").and_then(|()| err.flush());
}
