//! Measuring: medians over rounds, exponents of growth, targets met or missed, one line a figure.
//!
//! Owns the printing: in words, and with `--rows=FILE` also a row a figure for the one table of
//! `benches/pty/run.py`. Must not know what is measured.

use rustix::time::{ClockId, clock_gettime};
use std::fs::File;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Rounds of every figure; the median of an odd number is one of them.
const ROUNDS: usize = 5;
/// A round goes on until it has taken this long, so that short work is not lost in the clock.
const ROUND: Duration = Duration::from_millis(20);

/// The processor's time of one run on this thread: what else the machine does does not count. The
/// median over rounds of many runs.
pub(crate) fn time<T>(work: impl FnMut() -> T) -> Duration {
    rounds(thread_time, work)
}

/// The same by the clock on the wall, for work that waits for the disk or for other threads.
pub(crate) fn wall_time<T>(work: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    rounds(|| start.elapsed(), work)
}

/// The processor's time of this thread so far.
pub(crate) fn thread_time() -> Duration {
    let spec = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(spec.tv_sec.try_into().unwrap_or(0), spec.tv_nsec.try_into().unwrap_or(0))
}

fn rounds<T>(clock: impl Fn() -> Duration, mut work: impl FnMut() -> T) -> Duration {
    black_box(work());
    let mut rounds: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let (start, mut runs) = (clock(), 0);
            while runs == 0 || (clock().saturating_sub(start) < ROUND && runs < 100_000) {
                black_box(work());
                runs += 1;
            }
            clock().saturating_sub(start) / runs
        })
        .collect();
    median(&mut rounds)
}

pub(crate) fn median(rounds: &mut [Duration]) -> Duration {
    rounds.sort_unstable();
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}

/// The slope of the line through (ln size, ln time): 1.0 is linear, 2.0 quadratic.
fn exponent(points: &[(usize, Duration)]) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let logs = points.iter().map(|(n, t)| ((*n as f64).ln(), t.as_secs_f64().max(1e-9).ln()));
    let logs: Vec<(f64, f64)> = logs.collect();
    #[allow(clippy::cast_precision_loss, reason = "few points")]
    let n = logs.len() as f64;
    let (mx, my) =
        (logs.iter().map(|p| p.0).sum::<f64>() / n, logs.iter().map(|p| p.1).sum::<f64>() / n);
    let above = logs.iter().map(|(x, y)| (x - mx) * (y - my)).sum::<f64>();
    above / logs.iter().map(|(x, _)| (x - mx).powi(2)).sum::<f64>()
}

#[derive(Debug, Default)]
pub(crate) struct Report {
    missed: Vec<String>,
    figures: usize,
    rows: Option<File>,
}

impl Report {
    /// `rows`: the file that takes a row a figure, its cells parted by tabs.
    pub(crate) fn new(rows: Option<&str>) -> Self {
        Self { rows: rows.map(|path| File::create(path).unwrap()), ..Self::default() }
    }

    pub(crate) fn group(name: &str) {
        println!("\n== {name}");
    }

    /// One thing at several sizes, with its exponent; `most` is the target for the exponent.
    pub(crate) fn growth(&mut self, what: &str, most: f64, points: &[(usize, Duration)]) {
        let slope = exponent(points);
        let sizes: Vec<String> = points.iter().map(|(n, t)| format!("{n}: {}", said(*t))).collect();
        let figure = format!("n^{slope:.2}");
        self.row(what, &figure, &sizes.join(", "), &format!("≤ n^{most}"), slope <= most);
    }

    /// One time, with the target it must stay below.
    pub(crate) fn below(&mut self, what: &str, took: Duration, most: Duration) {
        self.row(what, &said(took), "-", &format!("≤ {}", said(most)), took <= most);
    }

    /// The most that was resident, in kilobytes, with the target in megabytes.
    pub(crate) fn memory(&mut self, what: &str, kilobytes: u64, most: u64) {
        let figure = format!("{} MB", kilobytes.div_ceil(1 << 10));
        self.row(what, &figure, "-", &format!("≤ {most} MB"), kilobytes <= most << 10);
    }

    /// One time against another of the same run.
    pub(crate) fn ratio(&mut self, what: &str, took: Duration, to: (&str, Duration), most: f64) {
        let ratio = took.as_secs_f64() / to.1.as_secs_f64().max(1e-9);
        let (figure, base) = (format!("{ratio:.2} × {}", to.0), said(to.1));
        let against = format!("{} / {base}", said(took));
        self.row(what, &figure, &against, &format!("≤ {most}"), ratio <= most);
    }

    fn row(&mut self, what: &str, figure: &str, against: &str, target: &str, met: bool) {
        self.figures += 1;
        let verdict = if met { "met" } else { "MISSED" };
        println!("{what:<44} {figure} ({against}; target {target}) {verdict}");
        if let Some(rows) = &mut self.rows {
            writeln!(rows, "{what}\t{figure}\t{against}\t{target}\t{verdict}").unwrap();
        }
        if !met {
            self.missed.push(what.to_owned());
        }
    }

    pub(crate) fn end(&self) {
        println!("\n{} figures, {} missed", self.figures, self.missed.len());
        for what in &self.missed {
            println!("missed: {what}");
        }
    }
}

fn said(t: Duration) -> String {
    let us = t.as_secs_f64() * 1e6;
    match us {
        ..1e3 => format!("{us:.1} µs"),
        1e3..1e6 => format!("{:.2} ms", us / 1e3),
        _ => format!("{:.2} s", us / 1e6),
    }
}
