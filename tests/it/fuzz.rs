//! The fuzz targets, for a bounded time: every seed, and mutations of them that are the same in
//! every run. `YISHI_FUZZ_RUNS=100000 cargo test fuzz::` goes on for longer.

// The same file is a module of every target of `cargo fuzz`, where its functions must be public.
#[allow(unreachable_pub)]
#[path = "../../fuzz/targets.rs"]
pub(crate) mod targets;

use std::panic::catch_unwind;
use std::path::Path;

/// Mutations a target when nothing else is said: some seconds for all of them.
const RUNS: u64 = 150;

/// What readers of these formats may stumble over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\0",
    b"\x1b[31m",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xff\xfe",
    b"\xf0\x9f",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"{{{{{{{{",
    b"[[[[[[[[[[",
    b"=",
    b"=1+1",
    b",",
    b";",
    b"\t",
    b"#",
    b"@14:40 ",
    b"0",
    b"-1",
    b"4294967295",
    b"4294967296",
    b"18446744073709551615",
    b"9999999999999999999",
    b"1e999",
    b"null",
    b"true",
    b"\\u001b",
    b"\\ud800",
    "　“”＝，".as_bytes(),
    "张伟".as_bytes(),
    b"P01",
    b"PK\x03\x04",
];

/// A small generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides.max(1)
    }

    /// One to eight small changes; most keep most of the seed.
    fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.roll(seeds.len())].clone();
        for _ in 0..=self.roll(8) {
            let at = self.roll(bytes.len() + 1);
            let end = (at + 1 + self.roll(40)).min(bytes.len());
            match self.roll(8) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.roll(8),
                1 if at < bytes.len() => drop(bytes.drain(at..end)),
                2 => {
                    let piece = PIECES[self.roll(PIECES.len())];
                    bytes.splice(at..at, piece.iter().copied());
                }
                3 if at < bytes.len() => {
                    let piece = PIECES[self.roll(PIECES.len())];
                    bytes.splice(at..end, piece.iter().copied());
                }
                4 => {
                    let copy = bytes[at.min(bytes.len())..end.max(at)].to_vec();
                    let to = self.roll(bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                5 => self.number(&mut bytes),
                6 => {
                    let other = &seeds[self.roll(seeds.len())];
                    let from = self.roll(other.len() + 1);
                    bytes.truncate(at);
                    bytes.extend_from_slice(&other[from..]);
                }
                _ if self.roll(4) == 0 => bytes.truncate(at),
                _ => {}
            }
        }
        bytes
    }

    /// Puts another number where one stands: form and hashes stay right, and sense is lost.
    fn number(&mut self, bytes: &mut Vec<u8>) {
        let from = self.roll(bytes.len() + 1);
        let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit) else { return };
        let start = from + start;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let numbers = ["0", "1", "2", "7", "99", "65536", "4294967295", "18446744073709551615"];
        let number = numbers[self.roll(numbers.len())];
        bytes.splice(start..start + length, number.bytes());
    }
}

/// The seeds of a target, in the order of their names.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no seeds for {name}");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn fuzz(name: &str, target: fn(&[u8])) {
    let runs = std::env::var("YISHI_FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok());
    let seeds = seeds(name);
    for seed in &seeds {
        target(seed);
    }
    for run in 1..=runs.unwrap_or(RUNS) {
        let bytes = Dice(run.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1).mutate(&seeds);
        if let Err(panic) = catch_unwind(|| target(&bytes)) {
            let kept = std::env::temp_dir().join(format!("yishi-fuzz-{name}-{run}"));
            std::fs::write(&kept, &bytes).unwrap();
            panic!("run {run} of {name}; the bytes are in {}; {panic:?}", kept.display());
        }
    }
}

#[test]
fn script() {
    fuzz("script", targets::script);
}

#[test]
fn plan() {
    fuzz("plan", targets::plan);
}

#[test]
fn roster() {
    fuzz("roster", targets::roster);
}

#[test]
fn bundle() {
    fuzz("bundle", targets::bundle);
}

#[test]
fn journal() {
    fuzz("journal", targets::journal);
}

#[test]
fn wire() {
    fuzz("wire", targets::wire);
}

#[test]
fn a_seed_of_a_bundle_is_taken_in() {
    let lines = seeds("bundle").into_iter().map(|seed| String::from_utf8_lossy(&seed).into_owned());
    let whole = lines.filter(|text| {
        let sealed = targets::sealed(text);
        let container = yishi::store::read_container(sealed.as_bytes()).unwrap();
        let catalog = std::sync::Arc::new(yishi::inputs::rules::builtin());
        let part = &container.parts[0];
        yishi::session::check(&part.session, &part.lines, &catalog).is_ok()
    });
    assert!(whole.count() > 0, "mutations of what is refused anyway reach nothing");
}

/// What the seed says is understood, and some of it becomes part of the record.
#[test]
fn a_seed_of_the_wire_is_heard() {
    use yishi::session::wire as frames;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/wire");
    let seed = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let terminal = seed("terminal.jsonl");
    let (hello, rest) = terminal.split_once('\n').unwrap();
    frames::read_hello(hello.as_bytes()).unwrap();
    for frame in rest.lines() {
        frames::read_to_host(frame.as_bytes()).unwrap();
    }
    for frame in seed("host.jsonl").lines() {
        frames::read_to_client(frame.as_bytes()).unwrap();
    }
    let lines: Vec<&[u8]> = terminal.split('\n').map(str::as_bytes).collect();
    // A chair's and the recorder's own; each says them once.
    assert!(targets::to_a_host(&lines) >= 4, "mutations of what is refused anyway reach nothing");
}
