//! kill -9 at any instant: nothing acknowledged is lost, and nobody is alarmed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use yishi::store::{Log, SledLog};

use super::{open, record, records};

const STORE: &str = "YISHI_TEST_KILLED_STORE";

/// The child: appends for ever to two sessions and says what was acknowledged. Nothing but a kill
/// ends it. Run as a test of its own it has nothing to do.
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
            log.put_draft("a", "note", &round.to_string()).unwrap();
            say(format!("draft {round}\n"));
        }
    }
}

fn start(dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::kill::appends_until_killed", "--nocapture", "--test-threads=1"])
        .env(STORE, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[derive(Default)]
struct Heard {
    open: bool,
    a: u64,
    b: u64,
    draft: Option<u64>,
    lines: usize,
}

impl Heard {
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["open"] => self.open = true,
            ["ack", "a", n] => self.a = n.parse().unwrap(),
            ["ack", "b", n] => self.b = n.parse().unwrap(),
            ["draft", n] => self.draft = Some(n.parse().unwrap()),
            _ => return,
        }
        self.lines += 1;
    }
}

#[test]
fn nothing_acknowledged_is_lost_to_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    let mut kept = (0, 0);
    for round in 0..40_usize {
        // Every eighth store is a new one, so that its making is killed too.
        if round % 8 == 0 && round > 0 {
            std::fs::remove_dir_all(dir.path()).unwrap();
            kept = (0, 0);
        }
        let mut child = start(dir.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut heard = Heard::default();
        // The kill comes after so many lines, and then so many turns later, to hit other steps.
        let enough = [0, 1, 2, 5, 9, 14, 23, 40][round * 5 % 8];
        while heard.lines < enough {
            heard.hear(&lines.next().unwrap().unwrap());
        }
        for turn in 0..round * 20_000 {
            std::hint::black_box(turn);
        }
        child.kill().unwrap();
        // What it said before it died counts, read or not.
        for line in lines {
            heard.hear(&line.unwrap());
        }
        child.wait().unwrap();

        let mut log = open(dir.path());
        assert!(log.damage().is_empty(), "round {round}: {:?}", log.damage());
        for (session, acknowledged, before) in [("a", heard.a, kept.0), ("b", heard.b, kept.1)] {
            let there = log.len(session);
            assert!(
                there >= acknowledged.max(before),
                "round {round}: {session} {there} < {acknowledged}"
            );
            if there > 0 {
                assert_eq!(
                    log.read(session).unwrap(),
                    records(session, 1..=there),
                    "round {round}"
                );
            }
        }
        if let Some(draft) = heard.draft {
            let drafts = log.drafts("a").unwrap();
            assert_eq!(drafts.len(), 1);
            assert!(drafts[0].1.parse::<u64>().unwrap() >= draft, "round {round}");
        }
        assert!(log.damage().is_empty(), "round {round}: {:?}", log.damage());
        kept = (log.len("a"), log.len("b"));
        // It can be written on at once.
        log.append("a", kept.0 + 1, &[record("a", kept.0 + 1)], None).unwrap();
        kept.0 += 1;
    }
}
