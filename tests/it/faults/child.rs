//! A process of this test binary that appends groups of records and saves drafts through the
//! store's own door, and says what was acknowledged. Nothing but a kill ends it.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use yishi::store::{Log as _, SledLog};

use crate::store::records;

const STORE: &str = "YISHI_TEST_KILLED_STORE";

/// Run as a test of its own it has nothing to do.
#[test]
fn appends_until_killed() {
    let Some(dir) = std::env::var_os(STORE) else {
        return;
    };
    let mut out = std::io::stdout();
    let mut say = |text: String| {
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).unwrap();
    };
    let mut log = SledLog::open(Path::new(&dir)).unwrap();
    say("\nopen\n".to_owned());
    for round in 1_u64.. {
        let session = if round % 3 == 0 { "b" } else { "a" };
        let first = log.len(session) + 1;
        let last = first + round % 4;
        log.append(session, first, &records(session, first..=last), Some(b"summary")).unwrap();
        say(format!("ack {session} {last}\n"));
        if round % 5 == 0 {
            // Growing over all lives of the store.
            let sign = log.len("a");
            log.put_draft("a", "note", &sign.to_string()).unwrap();
            say(format!("draft {sign}\n"));
        }
    }
}

pub(super) fn command(dir: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "faults::child::appends_until_killed", "--nocapture"])
        .arg("--test-threads=1")
        .env(STORE, dir);
    command
}

/// What it said.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) a: u64,
    pub(super) b: u64,
    pub(super) draft: Option<u64>,
}

impl Heard {
    pub(super) fn of(lines: &[String]) -> Self {
        let mut heard = Self::default();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["ack", "a", n] => heard.a = n.parse().unwrap(),
                ["ack", "b", n] => heard.b = n.parse().unwrap(),
                ["draft", n] => heard.draft = Some(n.parse().unwrap()),
                _ => {}
            }
        }
        heard
    }
}
