//! From the chair's key to the last terminal's screen, with one terminal attached and with fifty.
//!
//! Real programs in real pseudo-terminals, taking turns; prints the medians and their ratio. Not a
//! test: what it prints depends on the machine, only the ratio says something.
//!
//! `cargo bench --bench attached [-- TERMINALS ROUNDS]`; the variable `YISHI_BENCH_PROGRAM` names another
//! program than that of this build.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

const SESSION: &str = "HSW-2026-004";
/// How much longer the last of all terminals may wait than a single one.
const MOST: f64 = 2.5;

fn program() -> String {
    std::env::var("YISHI_BENCH_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_yishi").to_owned())
}

/// One program in its terminal; what it writes comes with the time at which it was read.
struct Screen {
    output: Receiver<(Instant, Vec<u8>)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    fn start(store: &Path, args: &[&str]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program());
        command.args(args);
        command.env("YISHI_STORE", store);
        // Wide characters are written one by one: what is waited for is in English.
        command.env("YISHI_LANG", "en");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut keys = pair.master.take_writer().unwrap();
        // The question for the width of a character is answered as a terminal does.
        keys.write_all(b"\x1b[1;2R").unwrap();
        let (sender, output): (Sender<(Instant, Vec<u8>)>, _) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self { output, keys, child, _master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// When the text was on the screen.
    fn saw(&self, text: &str) -> Instant {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self
                .output
                .recv_timeout(Duration::from_mins(1))
                .unwrap_or_else(|_| panic!("{text} did not come: {}", shown(&seen)));
            seen.extend_from_slice(&bytes);
            if seen.windows(text.len()).any(|part| part == text.as_bytes()) {
                return at;
            }
        }
    }

    /// Forgets what was written so far.
    fn forget(&self) {
        while self.output.try_recv().is_ok() {}
    }
}

/// What was written, for a message.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).escape_debug().to_string()
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A host with the sample session and so many recorders.
struct Room {
    chair: Screen,
    others: Vec<Screen>,
    _store: tempfile::TempDir,
}

impl Room {
    fn open(terminals: usize) -> Self {
        let store = tempfile::tempdir().unwrap();
        let place = store.path().join("store");
        let made = Command::new(program())
            .args(["demo"])
            .env("YISHI_STORE", &place)
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        assert!(made.status.success());
        let chair = Screen::start(&place, &["open", SESSION]);
        chair.saw("saved");
        let others: Vec<Screen> = (0..terminals)
            .map(|_| Screen::start(&place, &["attach", "--as", "recorder"]))
            .collect();
        for other in &others {
            other.saw("Minutes");
        }
        Self { chair, others, _store: store }
    }

    /// One note of the chair: from its last key to the last screen that shows it.
    fn round(&mut self, number: usize) -> Duration {
        // Each character differs from the one in its place before, so that all are drawn.
        let mark: String = (0..8)
            .map(|i| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(number * 9 + i * 3) % 26]))
            .collect();
        self.chair.press("\x10");
        self.chair.saw("Command");
        self.chair.press(&format!("note {mark}"));
        self.chair.saw(&mark);
        std::thread::sleep(Duration::from_millis(150));
        self.others.iter().for_each(Screen::forget);
        let pressed = Instant::now();
        self.chair.press("\r");
        let last = self.others.iter().map(|other| other.saw(&mark)).max().unwrap();
        std::thread::sleep(Duration::from_millis(100));
        self.chair.forget();
        last - pressed
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let many = numbers.first().copied().unwrap_or(50);
    let rounds = numbers.get(1).copied().unwrap_or(15);
    let (mut one, mut all) = (Room::open(1), Room::open(many));
    let (mut of_one, mut of_all) = (Vec::new(), Vec::new());
    for number in 0..rounds {
        of_one.push(one.round(number));
        of_all.push(all.round(number));
    }
    let (of_one, of_all) = (median(of_one), median(of_all));
    let ratio = of_all.as_secs_f64() / of_one.as_secs_f64();
    let verdict = if ratio <= MOST { "met" } else { "MISSED" };
    println!("\n== attached");
    println!("chair's key to the last of 1 screen    {of_one:.2?}");
    println!("chair's key to the last of {many} screens  {of_all:.2?}");
    println!(
        "{many} terminals over 1: {ratio:.2} (target {MOST:.1}) {verdict}, median of {rounds} rounds"
    );
    if let Some(rows) = std::env::args().find_map(|a| Some(a.strip_prefix("--rows=")?.to_owned())) {
        let row = format!(
            "{many} terminals, key to last screen\t{ratio:.2} × one\t{of_all:.2?} / {of_one:.2?}\t≤ {MOST}\t{verdict}\n"
        );
        std::fs::write(rows, row).unwrap();
    }
    if cfg!(debug_assertions) {
        println!("built without optimisation: the ratio is that of the build, not of the program");
    }
}
