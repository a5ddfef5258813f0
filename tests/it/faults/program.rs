//! A process that is killed at a chosen instant, or watched so that it cannot hang for ever.

use std::io::{BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use super::LIMIT;
use super::tally::Tally;

/// How long something may take before it hangs.
pub(super) struct Limit(pub(super) Duration);

/// When a process is killed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kill {
    Never,
    /// So long after its start.
    After(Duration),
    /// So long after it has written so many lines.
    Line(usize, Duration),
}

/// What a process did.
pub(super) struct Ran {
    /// Whole lines of standard output, read until the end of the pipe.
    pub(super) lines: Vec<String>,
    pub(super) err: String,
    /// `None` where a signal ended it.
    pub(super) code: Option<i32>,
    hung: bool,
}

impl Ran {
    /// Counts a panic and a hang, which no process may come to.
    pub(super) fn count(&self, round: &str, tally: &mut Tally) {
        if self.hung {
            tally.hangs += 1;
            tally.fail(round, "a process hung");
        }
        if self.err.contains("panicked at") {
            tally.panics += 1;
            tally.fail(round, &self.err);
        }
    }

    /// Whether it ended with one clear line for each fault, as every command does.
    pub(super) fn is_clear(&self) -> bool {
        let lines = || self.err.lines();
        match self.code {
            Some(0) => lines().all(|line| line.starts_with("yishi: ")),
            Some(1..=4) => lines().count() > 0 && lines().all(|line| line.starts_with("yishi: ")),
            _ => false,
        }
    }
}

/// The program under test on a store.
pub(super) fn yishi<S: AsRef<std::ffi::OsStr>>(store: &Path, args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yishi"));
    command
        .env_clear()
        .env("HOME", store.parent().unwrap())
        .env("YISHI_STORE", store)
        .env("YISHI_LANG", "en")
        .args(args);
    command
}

/// Lines as they come, and whether the pipe has ended.
type Heard = Arc<(Mutex<(Vec<String>, bool)>, Condvar)>;

/// Runs a process with `input` on its standard input.
pub(super) fn run(mut command: Command, input: Vec<u8>, kill: Kill) -> Ran {
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A killed process reads no more: that the pipe breaks is as it should be.
    let typing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let mut stderr = child.stderr.take().unwrap();
    let errors = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let heard: Heard = Arc::default();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let listening = std::thread::spawn({
        let heard = Arc::clone(&heard);
        move || listen(stdout, &heard)
    });

    let (due, lines) = match kill {
        Kill::Never => (None, usize::MAX),
        Kill::After(delay) => (Some(began + delay), usize::MAX),
        Kill::Line(lines, _) => (None, lines),
    };
    let mut hung = !wait(&heard, due, lines, began);
    if let Kill::Line(_, delay) = kill {
        std::thread::sleep(delay);
    }
    if !matches!(kill, Kill::Never) || hung {
        let _ = child.kill();
    }
    let code = end(&mut child, began, &mut hung);
    listening.join().unwrap();
    typing.join().unwrap();
    let lines = std::mem::take(&mut heard.0.lock().unwrap().0);
    Ran { lines, err: errors.join().unwrap(), code, hung }
}

fn listen(mut stdout: impl std::io::BufRead, heard: &Heard) {
    loop {
        let mut line = String::new();
        let ended = stdout.read_line(&mut line).unwrap_or(0) == 0;
        let mut state = heard.0.lock().unwrap();
        state.1 = ended;
        // What is cut short by a kill was never said.
        if let Some(line) = line.strip_suffix('\n') {
            state.0.push(line.to_owned());
        }
        heard.1.notify_all();
        if ended {
            return;
        }
    }
}

/// Waits until the moment has come, the lines are there, or the pipe has ended; false on a hang.
fn wait(heard: &Heard, due: Option<Instant>, lines: usize, began: Instant) -> bool {
    let mut state = heard.0.lock().unwrap();
    loop {
        let now = Instant::now();
        let left = due.unwrap_or(began + LIMIT.0).saturating_duration_since(now);
        if state.1 || state.0.len() >= lines {
            return true;
        }
        if left.is_zero() {
            return due.is_some();
        }
        state = heard.1.wait_timeout(state, left).unwrap().0;
    }
}

/// Waits for the end of a process that has closed its output or was killed.
fn end(child: &mut Child, began: Instant, hung: &mut bool) -> Option<i32> {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if began.elapsed() > LIMIT.0 * 2 && !*hung {
            *hung = true;
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// Does something in this process, on a thread that may be left behind.
pub(super) fn watched<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fate> {
    let (send, answer) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = send.send(std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)));
    });
    match answer.recv_timeout(LIMIT.0) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(panic)) => Err(Fate::Panic(
            panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_default(),
        )),
        Err(_) => Err(Fate::Hang),
    }
}

/// How watched work ended when it did not come to its end.
pub(super) enum Fate {
    Panic(String),
    Hang,
}

impl Fate {
    pub(super) fn count(&self, round: &str, tally: &mut Tally) {
        match self {
            Self::Panic(said) => {
                tally.panics += 1;
                tally.fail(round, format_args!("panic: {said}"));
            }
            Self::Hang => {
                tally.hangs += 1;
                tally.fail(round, "the store hung");
            }
        }
    }
}
