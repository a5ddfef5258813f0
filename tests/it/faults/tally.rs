//! What the faults did, counted; and the table of it.

use std::fmt;
use std::io::Write as _;

/// Counts of a run, and what went wrong in it.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) kills: u64,
    /// Kills that hit: the process had not ended by itself.
    pub(super) killed: u64,
    pub(super) mutations: u64,
    /// Rounds of journal, database and witness hurt together.
    pub(super) triple: u64,
    pub(super) full: u64,
    /// Rounds of two scripts at once through a host.
    pub(super) scripts: u64,
    /// Runs in which calls of the disk failed.
    pub(super) calls: u64,
    /// The places of the program that ask the disk, each of which fails at least once in a whole run.
    pub(super) places: u64,
    /// Runs that ended with an act refused.
    pub(super) refused: u64,
    /// Acts that were refused and were there afterwards.
    pub(super) came_back: u64,
    /// Acts of which it was said that nobody knows.
    pub(super) unsure: u64,
    /// Acts that are there twice, or not once.
    pub(super) doubled: u64,
    pub(super) acknowledged: u64,
    pub(super) lost: u64,
    pub(super) panics: u64,
    pub(super) hangs: u64,
    /// Files whose damage can be seen by whoever reads the store.
    pub(super) damaged: u64,
    pub(super) told: u64,
    pub(super) silent: u64,
    /// Changes of bytes that nothing reads: room that the database keeps free.
    pub(super) without_effect: u64,
    /// Rounds in which both copies of a record were gone; told, and never more than those.
    pub(super) beyond_repair: u64,
    /// Damage told where there was none.
    pub(super) false_alarms: u64,
    /// Small file systems could not be mounted: a limit on the length of files stood in.
    pub(super) by_limit: bool,
    pub(super) wrong: Vec<String>,
}

impl Tally {
    /// Runs one part and says so, since a whole run takes minutes.
    pub(super) fn part(&mut self, name: &str, work: impl FnOnce(&mut Self)) {
        say(&format!("\n{name} …"));
        work(self);
        say(&format!(" done, {} wrong", self.wrong.len()));
    }

    /// Notes what must not be.
    pub(super) fn fail(&mut self, round: &str, what: impl fmt::Display) {
        let line = format!("{round}: {what}");
        say(&format!("\nWRONG {line}"));
        self.wrong.push(line);
    }

    /// Fails the test with everything that went wrong; a run of a length that was asked for prints its
    /// table all the same.
    pub(super) fn hold(&self) {
        if std::env::var_os("YISHI_FAULTS_ROUNDS").is_some() {
            say(&format!("\n{self}\n"));
        }
        assert!(self.wrong.is_empty(), "{self}\n{}", self.wrong.join("\n"));
        let clean = [
            self.lost,
            self.came_back,
            self.doubled,
            self.panics,
            self.hangs,
            self.silent,
            self.false_alarms,
        ];
        assert_eq!(clean, [0; 7], "{self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let disk =
            if self.by_limit { " (BY A LIMIT ON FILES: nothing could be mounted)" } else { "" };
        writeln!(
            f,
            "kills                     {:>8}, of a running process {}",
            self.kills, self.killed
        )?;
        writeln!(f, "file mutations            {:>8}", self.mutations)?;
        writeln!(f, "all three hurt together   {:>8}", self.triple)?;
        writeln!(f, "disk-full runs            {:>8}{disk}", self.full)?;
        writeln!(
            f,
            "runs with failing calls   {:>8}, places {}, ended refused {}",
            self.calls, self.places, self.refused
        )?;
        writeln!(f, "two scripts at a host     {:>8}", self.scripts)?;
        writeln!(f, "acknowledged events       {:>8}", self.acknowledged)?;
        writeln!(f, "lost events               {:>8}", self.lost)?;
        writeln!(
            f,
            "refused that came back    {:>8}; nobody knew, and that was said {}",
            self.came_back, self.unsure
        )?;
        writeln!(f, "doubled events            {:>8}", self.doubled)?;
        writeln!(f, "panics                    {:>8}", self.panics)?;
        writeln!(f, "hangs                     {:>8}", self.hangs)?;
        writeln!(
            f,
            "damage found and reported {:>8} of {} done ({} in silence; {} changes of bytes that nothing reads)",
            self.told, self.damaged, self.silent, self.without_effect
        )?;
        writeln!(f, "beyond repair, reported   {:>8}", self.beyond_repair)?;
        write!(f, "false alarms              {:>8}", self.false_alarms)
    }
}

/// Straight to standard error: the harness keeps what `println` prints to itself.
pub(crate) fn say(text: &str) {
    let mut err = std::io::stderr();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
