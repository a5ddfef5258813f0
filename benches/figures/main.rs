//! The figures of the program's insides, as ratios in one run: `cargo bench --bench figures [WORD…]`
//! runs the groups whose name holds a word; `--rows=FILE` also writes them for the table of
//! `benches/pty/run.py`. `--add=COUNT STORE` measures nothing: it puts planned sessions into a store.
//!
//! Each thing is measured at three sizes or four; the exponent says how it grows (1.0 is linear). What has a
//! target prints it beside its figure. `docs/performance.md` says how to read them. Not one of them
//! is a test: nothing here fails, it prints. The terminal's part is `benches/pty`.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;
mod many;
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
    ("many", many::run),
    ("screen", screen::run),
    ("minutes", screen::minutes),
    ("frames", screen::frames),
    ("text", words::run),
    ("search", search::run),
    ("export", paper::run),
];

fn main() {
    // Cargo hands on `--bench`; what remains chooses groups.
    let (options, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with('-'));
    let option = |name| options.iter().find_map(|arg| arg.strip_prefix(name));
    if let Some(count) = option("--add=") {
        return many::add(wanted.first().unwrap().as_ref(), count.parse().unwrap());
    }
    let mut report = Report::new(option("--rows="));
    for (name, run) in GROUPS {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            Report::group(name);
            run(&mut report);
        }
    }
    report.end();
}
