//! Asks the terminal at the start how wide it draws ambiguous characters (one is printed, then the
//! cursor's place is asked for), and whether its ground is light.
//!
//! Must be done before the keyboard's thread begins to read. Keys that were typed meanwhile are
//! kept. A terminal that is silent costs [`PATIENCE`] once; an answer that comes later is no key
//! to crossterm, and of the other `keyboard` knows that nobody typed it.

use crossterm::event::Event;
use std::io::{self, Write as _};
#[cfg(unix)]
use std::time::{Duration, Instant};

#[cfg(unix)]
mod early;
#[cfg(unix)]
mod ground;
pub(super) mod survey;

/// How long the answer may take, from the question on.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_millis(100);

/// The quotation mark that Chinese minutes are full of, at the start of the screen; the place of
/// the cursor; and the character wiped out, all in one write so that nobody sees it.
#[cfg(unix)]
const QUESTION: &[u8] = "\x1b]11;?\x1b\\\x1b[H“\x1b[6n\r\x1b[K".as_bytes();

/// The column, from 1, in which the cursor stands after one narrow character.
const AFTER_NARROW: u16 = 2;

/// A question that was asked.
#[cfg(unix)]
pub(super) struct Probe {
    asked: Instant,
}

/// What the terminal said, and what was typed meanwhile.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) wide_ambiguous: bool,
    /// None where the terminal does not say.
    pub(super) light_ground: Option<bool>,
    pub(super) early: Vec<Event>,
}

#[cfg(unix)]
impl Probe {
    /// Asks. The terminal must be in raw mode, on the screen that is about to be drawn.
    pub(super) fn ask() -> io::Result<Self> {
        let mut out = io::stdout();
        out.write_all(QUESTION)?;
        out.flush()?;
        Ok(Self { asked: Instant::now() })
    }

    /// Waits for the answer, not longer than patience lasts. No answer means narrow.
    pub(super) fn answer(self) -> io::Result<Answer> {
        let mut read = Vec::new();
        loop {
            let light_ground = ground::light(&read);
            if let Some((start, end, column)) = place(&read) {
                read.drain(start..end);
                ground::take_out(&mut read);
                let wide_ambiguous = column > AFTER_NARROW;
                return Ok(Answer { wide_ambiguous, light_ground, early: early::events(&read) });
            }
            let left = PATIENCE.saturating_sub(self.asked.elapsed());
            if left.is_zero() || !input::more(&mut read, left)? {
                ground::take_out(&mut read);
                let early = early::events(&read);
                return Ok(Answer { wide_ambiguous: false, light_ground, early });
            }
        }
    }
}

/// The console of Windows tells the cursor's place without being read, so nothing is waited for.
#[cfg(windows)]
pub(super) struct Probe {
    wide_ambiguous: bool,
}

#[cfg(windows)]
impl Probe {
    /// Prints the quotation mark at the start of the screen, looks where the cursor stands after
    /// it, and wipes it out.
    pub(super) fn ask() -> io::Result<Self> {
        let mut out = io::stdout();
        out.write_all("\x1b[H“".as_bytes())?;
        out.flush()?;
        // From 0; a console that does not tell is taken for narrow.
        let after = crossterm::cursor::position().map_or(1, |(column, _)| column);
        out.write_all(b"\r\x1b[K")?;
        out.flush()?;
        Ok(Self { wide_ambiguous: after + 1 > AFTER_NARROW })
    }

    pub(super) fn answer(self) -> io::Result<Answer> {
        let wide_ambiguous = self.wide_ambiguous;
        Ok(Answer { wide_ambiguous, light_ground: None, early: Vec::new() })
    }
}

/// Where the answer `ESC [ row ; column R` stands among what was read, and its column.
#[cfg(unix)]
fn place(read: &[u8]) -> Option<(usize, usize, u16)> {
    let start = read.windows(2).enumerate().filter(|(_, two)| *two == b"\x1b[").map(|(at, _)| at);
    start.into_iter().find_map(|start| {
        let body = read.get(start + 2..)?;
        let length = body.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
        if body.get(length) != Some(&b'R') {
            return None;
        }
        let numbers = std::str::from_utf8(body.get(..length)?).ok()?;
        let (_, column) = numbers.split_once(';')?;
        Some((start, start + 2 + length + 1, column.parse().ok()?))
    })
}

#[cfg(unix)]
mod input {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use std::io;
    use std::time::Duration;

    /// Takes in what was typed or answered; false where nothing came in time.
    pub(super) fn more(read: &mut Vec<u8>, wait: Duration) -> io::Result<bool> {
        let stdin = rustix::stdio::stdin();
        let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec::try_from(wait).map_err(io::Error::other)?;
        match poll(&mut asked, Some(&wait)) {
            Ok(0) => return Ok(false),
            Ok(_) => {}
            // A change of the window's size, say: the time that is left decides.
            Err(Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        let mut bytes = [0; 1024];
        let count = match rustix::io::read(stdin, &mut bytes) {
            Ok(count) => count,
            Err(Errno::INTR | Errno::AGAIN) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        read.extend_from_slice(bytes.get(..count).unwrap_or_default());
        Ok(count > 0)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_found_among_keys() {
        assert_eq!(place(b"\x1b[1;3R"), Some((0, 6, 3)));
        assert_eq!(place(b"a\x1b[A\x1b[12;2Rb"), Some((4, 11, 2)));
        for none in [&b""[..], b"\x1b[1;", b"\x1b[1;3", b"1;3R", b"\x1b[A", b"\x1b[R"] {
            assert_eq!(place(none), None, "{none:?}");
        }
    }
}
