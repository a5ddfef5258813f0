//! What is fuzzed: each target takes any bytes through an ordinary function of the library, and
//! panics where a promise is broken. Used by `cargo fuzz` and by tests/it/fuzz.rs alike.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use yishi::document::papers;
use yishi::document::show::{View, show};
use yishi::domain::hash::LineHash;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::recorded::Recorded;
use yishi::domain::rule::Catalog;
use yishi::domain::session;
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::i18n::{Lang, inputs as plan_text};
use yishi::inputs::{Faults, config, read_plan, read_roster, read_rule, rules};
use yishi::script::{complete, parse_line, print, script_error_text};
use yishi::session::hub::{Ask, Conn, Hub};
use yishi::session::peer::{Peer, Told};
use yishi::session::wire::{self, ClientKind, Hello, WIRE};
use yishi::session::{Post, SessionError, Standing, check, compare, messages};
use yishi::store::{PartKind, look_at_journal, read_container};
use yishi::text::clean::{is_clean, is_hostile};

/// The catalog and the sample as planned.
struct Fixture {
    catalog: Arc<Catalog>,
    ledger: Ledger,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    const PLAN: &str = include_str!("../assets/sample/huaishuwan/plan.toml");
    const ROSTER: &str = include_str!("../assets/sample/huaishuwan/roster.csv");
    let catalog = Arc::new(rules::builtin());
    let people = read_roster(ROSTER.as_bytes(), "r").expect("the sample");
    let plan = read_plan(PLAN.as_bytes(), "p", &catalog, people).expect("the sample");
    let mut ledger = Ledger::new(Arc::clone(&catalog));
    let stamp = stamp(0);
    let command = Command::Session(session::Command::Plan(Box::new(plan)));
    let event = ledger.decide(&command, &stamp).expect("a plan");
    ledger.push(ledger.stamp(event, &stamp).expect("a line")).expect("the first line");
    Fixture { catalog, ledger }
});

fn stamp(second: u32) -> Stamp {
    let text = format!("2026-11-27T14:{:02}:{:02}+08:00", second / 60 % 60, second % 60);
    let at = Moment::parse_from_rfc3339(&text).expect("a time");
    Stamp { at, noted: at, by: By::new("fuzz", Role::Chair) }
}

/// Lines of the session script: parsed, decided on the sample, printed and parsed again.
pub fn script(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut ledger = FIXTURE.ledger.clone();
    for (second, line) in (1..).zip(text.lines().take(200)) {
        let Some(meeting) = ledger.meeting() else { return };
        let _ = complete(line, line.chars().count().min(line.len()), meeting);
        let command = match parse_line(line, meeting) {
            Ok(Some(line)) => line.command,
            Ok(None) => continue,
            Err(error) => {
                let said = script_error_text(Lang::Zh, &error);
                assert!(said.len() < 4_000, "a refusal that has no end: {}", said.len());
                continue;
            }
        };
        let printed = print(&command, meeting);
        assert!(!printed.chars().any(is_hostile), "printed raw: {printed:?}");
        let again = parse_line(&printed, meeting);
        let same = matches!(&again, Ok(Some(line)) if line.command == command);
        assert!(same, "{printed:?} came back as {again:?}");
        let stamp = stamp(second);
        if let Ok(event) = ledger.decide(&command, &stamp) {
            let record = ledger.stamp(event, &stamp).expect("a line");
            ledger.push(record).expect("the next line");
        }
    }
    seen(&ledger);
}

/// Everything that is made of a record for people.
fn seen(ledger: &Ledger) {
    for lang in [Lang::Zh, Lang::En] {
        let _ = show(ledger, View::now(lang));
        let _ = papers::minutes(ledger, lang);
    }
}

fn told(faults: &Faults) {
    for fault in &faults.list {
        let said = plan_text::fault_text(Lang::Zh, fault).to_string();
        assert!(said.len() < 20_000, "a fault that has no end: {}", said.len());
    }
}

/// A plan, and as rule, as settings and as the chair's words: refused, or clean.
pub fn plan(data: &[u8]) {
    match read_plan(data, "f", &FIXTURE.catalog, Vec::new()) {
        Ok(plan) => {
            let texts = [&plan.title, &plan.id, &plan.recorder];
            assert!(texts.iter().all(|text| is_clean(text)), "{texts:?}");
            let mut ledger = Ledger::new(Arc::clone(&FIXTURE.catalog));
            let stamp = stamp(0);
            let command = Command::Session(session::Command::Plan(Box::new(plan)));
            let event = ledger.decide(&command, &stamp).expect("a plan");
            ledger.push(ledger.stamp(event, &stamp).expect("a line")).expect("the first line");
            seen(&ledger);
        }
        Err(faults) => told(&faults),
    }
    if let Err(faults) = read_rule(data, "f") {
        told(&faults);
    }
    told(&config::read_config(data, "f").1);
    told(&config::read_words(data, "f", yishi::document::prompts::KEYS).1);
}

/// A roster, CSV or workbook: refused, or clean.
pub fn roster(data: &[u8]) {
    match read_roster(data, "f") {
        Ok(people) => {
            for person in people {
                for text in [&person.name, &person.mark, &person.unit, &person.phone] {
                    assert!(is_clean(text), "{text:?}");
                }
            }
        }
        Err(faults) => told(&faults),
    }
}

/// A file of sessions as it is, and lines of a record put into one with every sum and hash right,
/// so that what the lines say is reached.
pub fn bundle(data: &[u8]) {
    taken(data);
    let text = String::from_utf8_lossy(data);
    taken(sealed(&text).as_bytes());
}

fn taken(data: &[u8]) {
    let Ok(container) = read_container(data) else { return };
    for part in container.parts.iter().filter(|part| part.what == PartKind::Record) {
        if let Ok(ledger) = check(&part.session, &part.lines, &FIXTURE.catalog) {
            seen(&ledger);
            let unruled = ledger.unruled(&|_| false, &mut |_| true);
            if unruled.is_some_and(|unruled| unruled.is_empty()) && ledger.unknown().is_empty() {
                adds_up(&ledger);
            }
            let own = ledger.lines();
            let compared = compare(&own, ledger, &FIXTURE.catalog).expect("the same record");
            assert_eq!(compared.standing, Standing::Same);
        }
    }
}

/// What no rule can have made: more votes than voters, or a result that none of them wanted.
fn adds_up(ledger: &Ledger) {
    let Some(m) = ledger.meeting() else { return };
    for vote in &m.votes.list {
        let Some(counts) = vote.counts_now() else { continue };
        let cast = counts.in_favour + counts.against + counts.abstain;
        assert!(cast <= vote.electorate.len() as u64, "more votes than voters: {counts:?}");
        assert!(counts.in_favour > 0 || !vote.passed(), "carried by nobody: {counts:?}");
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Lines of a record with every hash made right; what is no such line stays as it is.
pub fn rehashed<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut prev = "0".repeat(64);
    let mut out = Vec::new();
    for line in lines {
        let parts = line.rsplit_once(",\"prev\":\"").and_then(|(head, rest)| {
            Some((head, rest.split_once(",\"noted\":")?.1.split_once(",\"hash\"")?.0))
        });
        if let Some((head, noted)) = parts {
            let hashed = format!("{head},\"prev\":\"{prev}\"");
            prev = hex(format!("{hashed}}}").as_bytes());
            out.push(format!("{hashed},\"noted\":{noted},\"hash\":\"{prev}\"}}"));
        } else {
            out.push(line.to_owned());
        }
    }
    out
}

/// A bundle as somebody else could make it: every size and sum of the file is right.
pub fn bundled(session: &str, lines: &[String]) -> String {
    let (count, mut body) = (lines.len(), lines.join("\n"));
    if count > 0 {
        body.push('\n');
    }
    let (bytes, sum) = (body.len(), hex(body.as_bytes()));
    let head = format!(
        "{{\"yishi\":\"bundle\",\"format\":1}}\n{{\"part\":\"record\",\"session\":\"{session}\",\
         \"lines\":{count},\"bytes\":{bytes},\"sha256\":\"{sum}\"}}\n{body}"
    );
    format!("{head}{{\"parts\":1,\"sha256\":\"{}\"}}\n", hex(head.as_bytes()))
}

/// Lines of a record as a bundle of the sample, with everything about them right but what they say.
pub fn sealed(text: &str) -> String {
    bundled("HSW-2026-004", &rehashed(text.lines().filter(|line| !line.is_empty())))
}

/// A journal of the store, and its lines as lines of a record.
pub fn journal(data: &[u8]) {
    let (records, unreadable) = look_at_journal("HSW-2026-004", data);
    assert!(records + unreadable <= data.len() as u64 + 1);
    for line in String::from_utf8_lossy(data).lines() {
        if let Ok(record) = Recorded::from_line(line) {
            record.encode().expect("what was read can be written");
        }
    }
}

/// Frames of the wire, a line each: said by a terminal to a host, and by a host to a terminal.
pub fn wire(data: &[u8]) {
    let frames: Vec<&[u8]> = data.split(|byte| *byte == b'\n').take(200).collect();
    to_a_host(&frames);
    to_a_terminal(&frames);
}

fn hello(terminal: &str, role: Role) -> Hello {
    Hello {
        yishi: WIRE,
        program: "0".into(),
        session: Some("HSW-2026-004".into()),
        client: terminal.into(),
        terminal: terminal.into(),
        role,
        kind: ClientKind::Seat,
        lang: Lang::Zh,
        seq: 0,
        head: LineHash::GENESIS,
    }
}

/// A hub with its record and one terminal of ours, that follows whatever others say.
struct Hosting {
    hub: Hub,
    ledger: Ledger,
    peer: Peer,
    seen: Vec<Recorded>,
    now: Duration,
}

/// The connection of the terminal that behaves.
const OURS: Conn = 1;
/// One that says the frames as they are, and one that said a right hello before.
const STRANGERS: [Conn; 2] = [2, 3];

/// Gives how many lines were written.
pub fn to_a_host(frames: &[&[u8]]) -> u64 {
    let mut hub = Hub::new(messages::error_text);
    hub.posted(Post::Opened { session: "HSW-2026-004".into() });
    let peer = Peer::new(hello("ours", Role::Hall), Vec::new());
    let ledger = FIXTURE.ledger.clone();
    let mut hosting = Hosting { hub, ledger, peer, seen: Vec::new(), now: Duration::ZERO };
    for conn in [OURS].into_iter().chain(STRANGERS) {
        hosting.hub.connected(conn, hosting.now);
    }
    let first = hosting.peer.connected(hosting.now);
    hosting.say(OURS, &wire::encode(&first).expect("a hello"));
    // Either role, so that what the chair may and what the hall may not are both reached.
    let chair = frames.len().is_multiple_of(2);
    let role = if chair { Role::Chair } else { Role::Hall };
    hosting.say(3, &wire::encode(&hello("stranger", role)).expect("a hello"));
    for frame in frames {
        for conn in STRANGERS {
            hosting.say(conn, frame);
        }
    }
    hosting.end() - FIXTURE.ledger.seq()
}

impl Hosting {
    fn say(&mut self, conn: Conn, frame: &[u8]) {
        self.now += Duration::from_millis(100);
        self.hub.received(conn, frame, self.now);
        for ask in self.hub.asks() {
            self.answer(ask);
        }
        self.hear();
    }

    /// The store's thread, without a store.
    fn answer(&mut self, ask: Ask) {
        match ask {
            Ask::Serve(session) if session == "HSW-2026-004" => {
                let lines = self.ledger.records().iter();
                let lines = lines.map(|record| record.encode().expect("a line").into()).collect();
                self.hub.posted(Post::Served { session, lines: Ok(lines) });
            }
            Ask::Serve(session) => {
                let error = SessionError::Exists(session.clone());
                self.hub.posted(Post::Served { session, lines: Err(error) });
            }
            Ask::Release(_) => {}
            Ask::Submit { session, by, submission } => {
                let stamp = Stamp { at: submission.at, noted: submission.noted, by };
                let from = submission.from.clone();
                let error = match self.ledger.decide(&submission.command, &stamp) {
                    Ok(event) => {
                        assert!(stamp.by.role != Role::Hall, "the hall wrote {event:?}");
                        let mut record = self.ledger.stamp(event, &stamp).expect("a line");
                        record.from = Some(Box::new(submission.from));
                        let line: Arc<str> = record.encode().expect("a line").into();
                        assert!(!line.chars().any(is_hostile), "came in: {line}");
                        self.ledger.push(record).expect("the next line");
                        return self.hub.posted(Post::Line { session, line, from: Some(from) });
                    }
                    Err(why) => SessionError::Refused(why),
                };
                self.hub.posted(Post::Failed { from, error });
            }
        }
    }

    /// All that the host has to say, to everybody.
    fn hear(&mut self) {
        for conn in [OURS].into_iter().chain(STRANGERS) {
            let mut frames = 0;
            while let Some(frame) = self.hub.next(conn) {
                frames += 1;
                assert!(frames < 20, "a host that does not stop talking");
                let message = wire::read_to_client(&frame).expect("what we say can be read");
                if conn == OURS {
                    let told = self.peer.received(message, self.now);
                    self.seen.extend(told.into_iter().filter_map(|told| match told {
                        Told::Record(record) => Some(*record),
                        Told::Broken | Told::Reset => panic!("{told:?}"),
                        _ => None,
                    }));
                }
            }
        }
    }

    /// Whatever the strangers said, our terminal has the host's record, unless it was sent away.
    fn end(self) -> u64 {
        if self.peer.is_down() {
            return self.ledger.seq();
        }
        let own = Ledger::replay(Arc::clone(&FIXTURE.catalog), self.seen).expect("a record");
        assert_eq!(own.head(), self.ledger.head());
        // What was planned is looked at by the other targets; here it would be most of the time.
        if own.seq() > FIXTURE.ledger.seq() {
            seen(&own);
        }
        self.ledger.seq()
    }
}

/// A terminal that hears the frames from its host.
fn to_a_terminal(frames: &[&[u8]]) {
    let mut peer = Peer::new(hello("ours", Role::Recorder), Vec::new());
    let note = yishi::domain::minutes::Command::Note("记".into());
    let at = stamp(0).at;
    peer.connected(Duration::ZERO);
    peer.submit(Command::Minutes(note), at, at, Duration::ZERO);
    let mut now = Duration::ZERO;
    for frame in frames {
        now += Duration::from_millis(100);
        if peer.is_down() {
            peer.connected(now);
        }
        let Ok(message) = wire::read_to_client(frame) else { continue };
        let mut last = peer.seq();
        for told in peer.received(message, now) {
            match told {
                Told::Record(record) => {
                    assert!(record.seq == last + 1, "a line out of its order");
                    last = record.seq;
                }
                Told::Reset => last = 0,
                _ => {}
            }
        }
        let said = std::iter::from_fn(|| peer.to_say()).count();
        assert!(said < 4, "a terminal that does not stop talking");
    }
}
