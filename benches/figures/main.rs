//! The figures of the program's insides, as ratios in one run: `cargo bench --bench figures [WORD…]`
//! runs the groups whose name holds a word.
//!
//! Each thing is measured at three sizes; the exponent says how it grows (1.0 is linear). What has a
//! target prints it beside its figure. `docs/performance.md` says how to read them. Not one of them
//! is a test: nothing here fails, it prints. The terminal's part is `benches/pty`.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;
mod measure;
mod paper;
mod record;
mod screen;
mod search;
mod store;
mod words;

use measure::Report;

type Group = (&'static str, fn(&mut Report));

const GROUPS: &[Group] = &[
    ("record", record::run),
    ("store", store::run),
    ("screen", screen::run),
    ("frames", screen::frames),
    ("text", words::run),
    ("search", search::run),
    ("export", paper::run),
];

fn main() {
    // Cargo hands on `--bench`; what remains chooses groups.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let mut report = Report::default();
    for (name, run) in GROUPS {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            Report::group(name);
            run(&mut report);
        }
    }
    report.end();
}
