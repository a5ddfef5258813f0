//! A program run in a real pseudo-terminal, driven by keys and read by its screen.
//!
//! Owns the process, its home folders and the wires to it. A test waits for a state of the
//! screen and never for a time: there is no waiting for silence here, on purpose.

mod terminal;
#[cfg(test)]
mod tests;
mod wires;

use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::Mode;
use rustix::process::{Pid, kill_process, kill_process_group};
use tempfile::TempDir;

pub(crate) use rustix::process::Signal;
pub(crate) use terminal::{Ambiguous, Shown};
use wires::{Input, Shared, State};

/// How long a state may take before a test gives up; far longer than a loaded machine needs.
const PATIENCE: Duration = Duration::from_mins(1);

/// A program about to be run.
pub(crate) struct Launch {
    command: CommandBuilder,
    home: Option<PathBuf>,
    cwd: Option<PathBuf>,
    cols: u16,
    rows: u16,
    ambiguous: Ambiguous,
    patience: Duration,
    env: Vec<(OsString, OsString)>,
}

impl Launch {
    /// The program under test.
    pub(crate) fn yishi() -> Self {
        Self::program(env!("CARGO_BIN_EXE_yishi"))
    }

    /// Any program, by name or path; 100 columns and 30 rows.
    pub(crate) fn program(program: impl AsRef<OsStr>) -> Self {
        Self {
            command: CommandBuilder::new(program),
            home: None,
            cwd: None,
            cols: 100,
            rows: 30,
            ambiguous: Ambiguous::Narrow,
            patience: PATIENCE,
            env: Vec::new(),
        }
    }

    /// A shell script given as text.
    pub(crate) fn script(script: &str) -> Self {
        Self::program("sh").args(["-c", script])
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets a variable over those of the bare environment; nothing else is inherited but `PATH`.
    pub(crate) fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Columns and rows, as in "100×30".
    pub(crate) fn size(mut self, cols: u16, rows: u16) -> Self {
        (self.cols, self.rows) = (cols, rows);
        self
    }

    /// What the terminal says of characters of ambiguous width.
    pub(crate) fn ambiguous(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self
    }

    /// Runs with this home, which outlives the program: for a second run over the same files.
    /// Without it every program has an empty home of its own.
    pub(crate) fn home(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = Some(home.into());
        self
    }

    /// The folder the program starts in; its home when not said.
    pub(crate) fn cwd(mut self, cwd: impl Into<PathBuf>) -> Self {
        self.cwd = Some(cwd.into());
        self
    }

    /// How long a wait may last before it fails.
    pub(crate) fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(crate) fn start(mut self) -> Pty {
        let own_home = self.home.is_none().then(|| TempDir::new().unwrap());
        let home = match &own_home {
            Some(dir) => dir.path().to_owned(),
            None => self.home.take().unwrap(),
        };
        self.furnish(&home);

        let size = pty_size(self.rows, self.cols);
        let pair = native_pty_system().openpty(size).unwrap();
        let tty = pair.master.tty_name().expect("the terminal has a path");
        let before = line_settings(pair.master.as_ref());
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        // Only the program holds the terminal now, so its end is seen as the end of output.
        drop(pair.slave);

        let shared = Arc::new(Shared::new(self.rows, self.cols, self.ambiguous));
        let (typed, to_write) = mpsc::channel();
        let answers = typed.clone();
        std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || wires::read_output(reader, &shared, &answers)
        });
        std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || wires::write_input(writer, &to_write, &shared, &tty)
        });
        Pty {
            shared,
            typed,
            master: pair.master,
            child,
            before,
            home,
            patience: self.patience,
            exit: None,
            _own_home: own_home,
        }
    }

    /// Makes the home's folders and the environment, so that no test sees the machine's own.
    fn furnish(&mut self, home: &Path) {
        let command = &mut self.command;
        command.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.env("HOME", home);
        for (name, folder) in [
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_RUNTIME_DIR", ".run"),
        ] {
            let folder = home.join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            command.env(name, folder);
        }
        rustix::fs::chmod(home.join(".run"), Mode::RWXU).unwrap();
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "zh_CN.UTF-8");
        command.env("TZ", "Asia/Shanghai");
        for (name, value) in self.env.drain(..) {
            command.env(name, value);
        }
        command.cwd(self.cwd.as_deref().unwrap_or(home));
    }
}

/// A program running in a terminal. It is killed when this is dropped.
pub(crate) struct Pty {
    shared: Arc<Shared>,
    typed: mpsc::Sender<Input>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    before: LineSettings,
    home: PathBuf,
    patience: Duration,
    exit: Option<i32>,
    _own_home: Option<TempDir>,
}

impl Pty {
    /// Presses keys (the language of `keys::pieces`), one after the other, each when the program
    /// has read the one before: an Esc is never the first byte of what follows it. Returns when
    /// the program has read them all.
    #[track_caller]
    pub(crate) fn send(&self, keys: &str) {
        let application_cursor = self.look(Shown::application_cursor);
        self.type_in(crate::keys::pieces(keys, application_cursor));
    }

    /// Writes `text` as it is in one burst, as an input method commits it.
    #[track_caller]
    pub(crate) fn burst(&self, text: &str) {
        self.type_in(vec![text.as_bytes().to_vec()]);
    }

    /// Pastes as a terminal does: line ends as carriage returns, between the paste marks when the
    /// program has asked for them.
    #[track_caller]
    pub(crate) fn paste(&self, text: &str) {
        let text = text.replace("\r\n", "\r").replace('\n', "\r");
        if self.look(Shown::bracketed_paste) {
            self.burst(&format!("\x1b[200~{text}\x1b[201~"));
        } else {
            self.burst(&text);
        }
    }

    #[track_caller]
    fn type_in(&self, pieces: Vec<Vec<u8>>) {
        self.shared.lock().unread += pieces.len();
        for piece in pieces {
            // The writer ends only with the terminal, and then there is nobody to read.
            let _ = self.typed.send(Input::Key(piece));
        }
        let what = "the program reads its keys";
        self.until(what, |state| state.unread == 0 || state.ended);
    }

    /// Waits until `holds` is true of the screen.
    ///
    /// # Panics
    /// With the whole screen, when patience ends or the program has ended without it.
    #[track_caller]
    pub(crate) fn wait(&self, holds: impl Fn(&Shown) -> bool) {
        self.wait_until("the state asked for", holds);
    }

    /// Waits until `text` stands within a row.
    #[track_caller]
    pub(crate) fn wait_text(&self, text: &str) {
        self.wait_until(&format!("`{text}`"), |shown| shown.contains(text));
    }

    /// Waits until `text` stands in no row.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("a screen without `{text}`"), |shown| !shown.contains(text));
    }

    #[track_caller]
    fn wait_until(&self, what: &str, holds: impl Fn(&Shown) -> bool) {
        let held = Cell::new(false);
        self.until(&format!("{what} is seen"), |state| {
            held.set(holds(state.terminal.shown()));
            held.get() || state.ended
        });
        let screen = || self.framed();
        assert!(held.get(), "the program ended before {what} was seen; the screen:\n{}", screen());
    }

    /// Waits, from one change of state to the next, until `done`.
    #[track_caller]
    fn until(&self, what: &str, done: impl Fn(&State) -> bool) {
        let start = Instant::now();
        let mut state = self.shared.lock();
        while !done(&state) {
            let Some(left) = self.patience.checked_sub(start.elapsed()) else {
                drop(state);
                panic!("waited in vain until {what}; the screen:\n{}", self.framed());
            };
            state = self.shared.wait(state, left);
        }
    }

    /// The screen between two rules, for messages.
    fn framed(&self) -> String {
        let (rows, cols) = self.look(Shown::size);
        let (row, col) = self.cursor();
        let rule = "-".repeat(usize::from(cols));
        let screen = self.screen();
        format!("{rule}\n{screen}\n{rule}\n{cols}x{rows}, cursor in row {row}, column {col}")
    }

    /// Reads something off the screen as it is now.
    pub(crate) fn look<T>(&self, read: impl FnOnce(&Shown) -> T) -> T {
        read(self.shared.lock().terminal.shown())
    }

    /// The screen's text: wide characters once, blanks at the ends trimmed.
    pub(crate) fn screen(&self) -> String {
        self.look(Shown::text)
    }

    /// The cursor's row and column, from 0.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        self.look(Shown::cursor)
    }

    pub(crate) fn cursor_hidden(&self) -> bool {
        self.look(Shown::cursor_hidden)
    }

    pub(crate) fn alternate_screen(&self) -> bool {
        self.look(Shown::alternate_screen)
    }

    /// All that the program has written, escapes included.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.shared.lock().terminal.received().to_vec()
    }

    /// What is not as it was before the program ran: modes, text style, line settings (raw
    /// mode). Empty when the terminal was restored.
    pub(crate) fn left_on(&self) -> Vec<String> {
        let mut left = self.shared.lock().terminal.left_on();
        if line_settings(self.master.as_ref()) != self.before {
            left.push("raw mode".to_owned());
        }
        left
    }

    /// The home the program was given.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Gives the window a new size; the program hears of it by SIGWINCH.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        // Under the lock, so that what is drawn for the new size is read at the new size.
        let mut state = self.shared.lock();
        state.terminal.resize(rows, cols);
        self.master.resize(pty_size(rows, cols)).unwrap();
    }

    /// Sends a signal to the program, unless it has already been waited for.
    pub(crate) fn signal(&self, signal: Signal) {
        if self.exit.is_none() {
            kill_process(self.pid(), signal).unwrap();
        }
    }

    /// Ends the program at once by SIGKILL, and its children with it.
    pub(crate) fn kill9(&mut self) {
        if self.exit.is_none() {
            kill_process_group(self.pid(), Signal::KILL).unwrap();
            self.wait_exit();
        }
    }

    /// Waits until the program has ended and all its output is on the screen, and returns its
    /// exit code; as in a shell, 128 and the signal's number when a signal ended it.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> i32 {
        if let Some(code) = self.exit {
            return code;
        }
        self.until("the program ends", |state| state.ended);
        let child: &mut dyn Child = self.child.as_mut();
        let child: &mut std::process::Child = child.downcast_mut().unwrap();
        let status = child.wait().unwrap();
        let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap();
        self.exit = Some(code);
        code
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> Pid {
        let pid = self.child.process_id().expect("the program was started");
        Pid::from_raw(pid.try_into().unwrap()).unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.exit.is_none() {
            // It may have ended by itself; either way it must be waited for.
            let _ = kill_process_group(self.pid(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

/// The input, output and local flags of a terminal's line, by which raw mode is told.
type LineSettings = Option<[u64; 3]>;

fn line_settings(master: &dyn MasterPty) -> LineSettings {
    let line = master.get_termios()?;
    Some([
        line.input_flags.bits().into(),
        line.output_flags.bits().into(),
        line.local_flags.bits().into(),
    ])
}

fn pty_size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
