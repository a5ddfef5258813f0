//! What this terminal can do, asked in one go: the width of ambiguous characters, bracketed paste,
//! synchronized output. The last question is one that every terminal answers.
//!
//! Must be called while nothing else reads the keyboard; the screen keeps its look.

#[cfg(unix)]
use super::{PATIENCE, input, place};
use std::io::{self, IsTerminal as _};
#[cfg(unix)]
use std::{io::Write as _, time::Instant};

/// An answer; None where the terminal was silent about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Survey {
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    pub wide_ambiguous: Option<bool>,
    pub bracketed_paste: Option<bool>,
    pub synchronized: Option<bool>,
}

/// At the start of the line: the character, the cursor's place, the character wiped out; then the
/// two modes, then what kind of terminal this is.
#[cfg(unix)]
const QUESTIONS: &[u8] = "\r“\x1b[6n\r\x1b[K\x1b[?2004$p\x1b[?2026$p\x1b[c".as_bytes();

/// Asks; None where standard input and output are no terminal. The terminal is left as it was.
pub fn survey() -> io::Result<Option<Survey>> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(None);
    }
    let size = crossterm::terminal::size().ok();
    crossterm::terminal::enable_raw_mode()?;
    let found = look();
    crossterm::terminal::disable_raw_mode()?;
    Ok(Some(Survey { size, ..found? }))
}

#[cfg(unix)]
fn look() -> io::Result<Survey> {
    ask().map(|read| answers(&read))
}

/// The console of Windows answers no question; it tells where the cursor stands.
#[cfg(windows)]
fn look() -> io::Result<Survey> {
    let answer = super::Probe::ask()?.answer()?;
    Ok(Survey { wide_ambiguous: Some(answer.wide_ambiguous), ..Survey::default() })
}

#[cfg(unix)]
fn ask() -> io::Result<Vec<u8>> {
    let mut out = io::stdout();
    out.write_all(QUESTIONS)?;
    out.flush()?;
    let (asked, mut read) = (Instant::now(), Vec::new());
    // Over a slow line the answers take longer than at a program's start one would wait for them.
    let patience = PATIENCE * 5;
    while !is_over(&read) {
        let left = patience.saturating_sub(asked.elapsed());
        if left.is_zero() || !input::more(&mut read, left)? {
            break;
        }
    }
    Ok(read)
}

/// Whether the answer to the last question is there: `ESC [ ? … c`.
#[cfg(unix)]
fn is_over(read: &[u8]) -> bool {
    sequences(read).any(|(body, end)| end == b'c' && body.starts_with(b"?"))
}

#[cfg(unix)]
fn answers(read: &[u8]) -> Survey {
    let mode = |number: &str| {
        let mut modes = sequences(read).filter(|(_, end)| *end == b'y');
        modes.find_map(|(body, _)| {
            let body = std::str::from_utf8(body).ok()?.strip_prefix('?')?.strip_suffix('$')?;
            let (mode, state) = body.split_once(';')?;
            // 0: not known; 1 and 2: on and off; 3: always on; 4: always off.
            (mode == number).then_some(matches!(state, "1" | "2" | "3"))
        })
    };
    Survey {
        size: None,
        wide_ambiguous: place(read).map(|(_, _, column)| column > super::AFTER_NARROW),
        bracketed_paste: mode("2004"),
        synchronized: mode("2026"),
    }
}

/// The sequences `ESC [ body end`.
#[cfg(unix)]
fn sequences(read: &[u8]) -> impl Iterator<Item = (&[u8], u8)> {
    let starts = read.windows(2).enumerate().filter(|(_, two)| *two == b"\x1b[").map(|(at, _)| at);
    starts.filter_map(|start| {
        let body = read.get(start + 2..)?;
        let length = body.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
        Some((body.get(..length)?, *body.get(length)?))
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_told_apart_from_silence() {
        let all = b"\x1b[1;2R\x1b[?2004;2$y\x1b[?2026;0$yx\x1b[?62;22c";
        assert!(is_over(all));
        let heard = Survey {
            size: None,
            wide_ambiguous: Some(false),
            bracketed_paste: Some(true),
            synchronized: Some(false),
        };
        assert_eq!(answers(all), heard);
        let few = b"\x1b[1;3R\x1b[?6c";
        let heard = Survey { wide_ambiguous: Some(true), ..Survey::default() };
        assert_eq!(answers(few), heard);
        assert_eq!(answers(b"abc"), Survey::default());
        assert!(!is_over(b"\x1b[1;3R\x1b[?2004;2$y"));
    }
}
