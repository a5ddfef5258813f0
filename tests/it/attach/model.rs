//! A host and five terminals on a wire that delays, drops, doubles and reorders, with programs
//! that are killed: in the end one record everywhere, and every act in it once.
//!
//! Both sides are the machines of the program; only wire, disk and time are the test's.

use crate::build;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use yishi::domain::hash::LineHash;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::{Command, Event};
use yishi::domain::minutes;
use yishi::domain::recorded::{Recorded, SubmissionId};
use yishi::domain::stamp::{By, Role, Stamp};
use yishi::i18n::Lang;
use yishi::inputs::rules::builtin;
use yishi::session::hub::{Ask, Conn, Hub};
use yishi::session::peer::{Peer, Told};
use yishi::session::wire::{self, ClientKind, Hello, Submission, ToClient, WIRE};
use yishi::session::{ActRequest, Host, Post, messages};
use yishi::store::MemoryLog;

const SESSION: &str = "T";

/// The roles of the terminals, by their number.
const ROLES: [Role; 5] = [Role::Recorder, Role::Recorder, Role::Chair, Role::Hall, Role::Recorder];

#[derive(Debug, Clone)]
enum Step {
    Submit(usize),
    /// So many milliseconds pass.
    Wait(u16),
    KillHost,
    QuitHost,
    StartHost,
    /// The connection of a terminal breaks.
    Cut(usize),
    /// A terminal's program is killed and started again over what it kept.
    KillTerminal(usize),
    /// The host's disk is full, or has room again.
    Full(bool),
}

/// Numbers from a seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// What happened to frames on their way, over a whole course.
#[derive(Debug, Default, Clone, Copy)]
struct Weather {
    lost: u64,
    doubled: u64,
    /// Arrived after one that was sent later.
    overtaken: u64,
}

/// Frames on their way, each with the time when it arrives and its number.
#[derive(Default)]
struct Way {
    frames: Vec<(Duration, u64, Vec<u8>)>,
    sent: u64,
    /// The number of the latest that has arrived.
    latest: u64,
}

impl Way {
    fn put(
        &mut self,
        frame: &[u8],
        now: Duration,
        chance: &mut Chance,
        weather: Option<&mut Weather>,
    ) {
        let calm = weather.is_none();
        let mut copies = 1;
        if let Some(weather) = weather {
            match chance.below(20) {
                0 => (copies, weather.lost) = (0, weather.lost + 1),
                1 => (copies, weather.doubled) = (2, weather.doubled + 1),
                _ => {}
            }
        }
        self.sent += 1;
        for _ in 0..copies {
            let delay = if calm { 1 } else { chance.below(800) };
            self.frames.push((now + Duration::from_millis(delay), self.sent, frame.to_vec()));
        }
    }

    /// What has arrived by now, the earliest first.
    fn arrived(&mut self, now: Duration, weather: &mut Weather) -> Vec<Vec<u8>> {
        let mut here: Vec<_> = self.frames.extract_if(.., |(due, ..)| *due <= now).collect();
        here.sort_by_key(|(due, ..)| *due);
        here.into_iter()
            .map(|(_, number, frame)| {
                weather.overtaken += u64::from(number < self.latest);
                self.latest = self.latest.max(number);
                frame
            })
            .collect()
    }
}

struct Link {
    conn: Conn,
    to_host: Way,
    to_client: Way,
}

struct Terminal {
    role: Role,
    peer: Peer,
    ledger: Vec<Recorded>,
    link: Option<Link>,
    runs: u64,
    /// What was submitted, in order, and what the terminal was told of it.
    told: BTreeMap<SubmissionId, Vec<&'static str>>,
}

struct World {
    log: MemoryLog,
    host: Option<(Host, Hub)>,
    terminals: Vec<Terminal>,
    now: Duration,
    conns: Conn,
    chance: Chance,
    calm: bool,
    weather: Weather,
    submitted: u64,
    /// The text of every submission, and whose it was.
    texts: BTreeMap<SubmissionId, (usize, String)>,
}

pub(super) fn hello(number: usize, run: u64) -> Hello {
    Hello {
        yishi: WIRE,
        program: "0".into(),
        session: Some(SESSION.into()),
        client: format!("terminal-{number}-run-{run}"),
        terminal: format!("terminal-{number}"),
        role: ROLES[number],
        kind: ClientKind::Seat,
        lang: Lang::En,
        seq: 0,
        head: LineHash::GENESIS,
    }
}

fn open(log: &mut MemoryLog) -> (Host, Hub) {
    let host = Host::open(log, SESSION, Arc::new(builtin().clone())).unwrap();
    let mut hub = Hub::new(messages::error_text);
    hub.posted(Post::Opened { session: SESSION.into() });
    (host, hub)
}

impl World {
    fn new(seed: u64) -> Self {
        let mut log = MemoryLog::new();
        let at = build::moment("14:00");
        let stamp = Stamp { at, noted: at, by: By::new("office", Role::Office) };
        let plan = build::plan(build::six(), build::preset("simple-majority"));
        let catalog = Arc::new(builtin().clone());
        Host::create(&mut log, plan, &stamp, catalog).unwrap();
        let host = open(&mut log);
        let terminals = ROLES.iter().enumerate().map(|(number, role)| Terminal {
            role: *role,
            peer: Peer::new(hello(number, 0), Vec::new()),
            ledger: Vec::new(),
            link: None,
            runs: 0,
            told: BTreeMap::new(),
        });
        Self {
            log,
            host: Some(host),
            terminals: terminals.collect(),
            now: Duration::ZERO,
            conns: 0,
            chance: Chance(seed),
            calm: false,
            weather: Weather::default(),
            submitted: 0,
            texts: BTreeMap::new(),
        }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Submit(number) => self.submit(*number),
            Step::Wait(millis) => self.now += Duration::from_millis(u64::from(*millis)),
            Step::KillHost => {
                self.host = None;
                for number in 0..ROLES.len() {
                    self.cut(number);
                }
            }
            Step::QuitHost => {
                if let Some((_, hub)) = &mut self.host {
                    hub.quit();
                }
                // What was said last goes out; then the connections end.
                self.write_out();
                self.deliver_to_terminals();
                self.take(&Step::KillHost);
            }
            Step::StartHost => {
                if self.host.is_none() {
                    self.host = Some(open(&mut self.log));
                }
            }
            Step::Cut(number) => self.cut(*number),
            Step::KillTerminal(number) => {
                self.cut(*number);
                let terminal = &mut self.terminals[*number];
                terminal.runs += 1;
                let kept: Vec<Submission> = terminal.peer.pending().cloned().collect();
                terminal.peer = Peer::new(hello(*number, terminal.runs), kept);
                terminal.ledger.clear();
            }
            Step::Full(full) => self.log.set_full(*full),
        }
        self.go_on();
    }

    fn submit(&mut self, number: usize) {
        self.submitted += 1;
        let text = format!("text {}", self.submitted);
        let command = Command::Minutes(minutes::Command::Note(text.clone()));
        let at = build::moment("14:30");
        let terminal = &mut self.terminals[number];
        let submitted = terminal.peer.submit(command, at, at, self.now).unwrap();
        terminal.told.insert(submitted.clone(), Vec::new());
        self.texts.insert(submitted, (number, text));
    }

    fn cut(&mut self, number: usize) {
        let terminal = &mut self.terminals[number];
        terminal.peer.lost();
        if let Some(link) = terminal.link.take()
            && let Some((_, hub)) = &mut self.host
        {
            hub.lost(link.conn);
        }
    }

    /// All that happens by itself: connecting, what has arrived, the passing of time.
    fn go_on(&mut self) {
        for number in 0..ROLES.len() {
            self.connect(number);
            if let Some(Told::Broken) = self.terminals[number].peer.tick(self.now) {
                self.cut(number);
            }
        }
        if let Some((_, hub)) = &mut self.host {
            hub.tick(self.now);
        }
        self.write_out();
        for number in 0..ROLES.len() {
            let Some(link) = &mut self.terminals[number].link else { continue };
            let (conn, frames) = (link.conn, link.to_host.arrived(self.now, &mut self.weather));
            if let Some((_, hub)) = &mut self.host {
                for frame in &frames {
                    hub.received(conn, frame, self.now);
                }
            }
        }
        self.answer_asks();
        self.write_out();
        self.deliver_to_terminals();
    }

    fn connect(&mut self, number: usize) {
        let Some((_, hub)) = &mut self.host else { return };
        let terminal = &mut self.terminals[number];
        if terminal.link.is_some() || !terminal.peer.is_down() {
            return;
        }
        self.conns += 1;
        hub.connected(self.conns, self.now);
        let mut link =
            Link { conn: self.conns, to_host: Way::default(), to_client: Way::default() };
        let hello = wire::encode(&terminal.peer.connected(self.now)).unwrap();
        link.to_host.put(
            &hello,
            self.now,
            &mut self.chance,
            (!self.calm).then_some(&mut self.weather),
        );
        terminal.link = Some(link);
    }

    /// The store's thread.
    fn answer_asks(&mut self) {
        let Some((host, hub)) = &mut self.host else { return };
        loop {
            let asks = hub.asks();
            if asks.is_empty() {
                return;
            }
            for ask in asks {
                match ask {
                    Ask::Serve(session) => {
                        let lines = host.ledger().records().iter();
                        let lines = lines.map(|record| record.encode().unwrap().into()).collect();
                        hub.posted(Post::Served { session, lines: Ok(lines) });
                    }
                    Ask::Release(_) => {}
                    Ask::Submit { session, by, submission } => {
                        let Submission { from, at, noted, command } = *submission;
                        if host.has(&from) {
                            hub.posted(Post::Known { from });
                            continue;
                        }
                        let stamp = Stamp { at, noted, by };
                        let act =
                            ActRequest { command: &command, stamp: &stamp, from: Some(&from) };
                        match host.submit_all(&mut self.log, [act]).pop().unwrap() {
                            Ok(record) => {
                                let line = record.encode().unwrap().into();
                                hub.posted(Post::Line { session, line, from: Some(from) });
                            }
                            Err(error) => hub.posted(Post::Failed { from, error }),
                        }
                    }
                }
            }
        }
    }

    fn write_out(&mut self) {
        for terminal in &mut self.terminals {
            let Some(link) = &mut terminal.link else { continue };
            while let Some(message) = terminal.peer.to_say() {
                let frame = wire::encode(&message).unwrap();
                link.to_host.put(
                    &frame,
                    self.now,
                    &mut self.chance,
                    (!self.calm).then_some(&mut self.weather),
                );
            }
            if let Some((_, hub)) = &mut self.host {
                while let Some(frame) = hub.next(link.conn) {
                    link.to_client.put(
                        &frame,
                        self.now,
                        &mut self.chance,
                        (!self.calm).then_some(&mut self.weather),
                    );
                }
            }
        }
    }

    fn deliver_to_terminals(&mut self) {
        for number in 0..ROLES.len() {
            let terminal = &mut self.terminals[number];
            let Some(link) = &mut terminal.link else { continue };
            let frames = link.to_client.arrived(self.now, &mut self.weather);
            let empty = link.to_client.frames.is_empty();
            let mut broken = false;
            for frame in frames {
                let message: ToClient = wire::read_to_client(&frame).unwrap();
                for told in terminal.peer.received(message, self.now) {
                    broken |= terminal.hear(told);
                }
            }
            let conn = self.terminals[number].link.as_ref().map(|link| link.conn);
            let done = match (&self.host, conn) {
                (Some((_, hub)), Some(conn)) => hub.is_done(conn) && empty,
                _ => false,
            };
            if broken || done {
                self.cut(number);
            }
        }
    }

    /// The wire is whole, the disk has room, everybody runs: what was begun comes to its end.
    fn settle(&mut self) {
        self.calm = true;
        self.log.set_full(false);
        self.take(&Step::StartHost);
        for _ in 0..2_000 {
            self.take(&Step::Wait(200));
            let head = self.host.as_ref().unwrap().0.ledger().seq();
            let settled = |terminal: &Terminal| {
                terminal.peer.is_live()
                    && terminal.peer.pending().next().is_none()
                    && terminal.peer.seq() == head
            };
            if self.terminals.iter().all(settled) {
                return;
            }
        }
        panic!("the terminals did not come to rest");
    }

    fn check(&self) {
        let host = self.host.as_ref().unwrap().0.ledger();
        let catalog = || Arc::new(builtin().clone());
        for terminal in &self.terminals {
            let own = Ledger::replay(catalog(), terminal.ledger.clone()).unwrap();
            assert_eq!(own.head(), host.head(), "every terminal has the host's record");
            assert_eq!(own.meeting(), host.meeting());
        }
        let mut recorded: BTreeMap<&SubmissionId, Vec<&Recorded>> = BTreeMap::new();
        for record in host.records() {
            if let Some(from) = &record.from {
                recorded.entry(from).or_default().push(record);
            }
        }
        for (submitted, (number, text)) in &self.texts {
            let terminal = &self.terminals[*number];
            let times = recorded.get(submitted).map_or(0, Vec::len);
            let told = &terminal.told[submitted];
            if terminal.role == Role::Hall {
                assert_eq!(times, 0, "the hall submits nothing: {submitted:?}");
            }
            match told.as_slice() {
                ["done"] => assert_eq!(times, 1, "{submitted:?} was said to be recorded"),
                ["refused" | "failed"] => assert_eq!(times, 0, "{submitted:?} was said not to be"),
                other => panic!("{submitted:?} was answered {other:?}"),
            }
            if let Some([record]) = recorded.get(submitted).map(Vec::as_slice) {
                let Some(Event::Minutes(minutes::Event::Noted { text: noted })) = record.event()
                else {
                    panic!("{record:?}")
                };
                assert_eq!(**noted, **text);
                assert_eq!(*record.by.terminal, *format!("terminal-{number}"));
            }
        }
        // Each terminal's acts stand in the order in which they were made.
        for number in 0..ROLES.len() {
            let mine =
                |record: &&Arc<Recorded>| *record.by.terminal == *format!("terminal-{number}");
            let made: Vec<u64> = host
                .records()
                .iter()
                .filter(mine)
                .map(|record| match record.event() {
                    Some(Event::Minutes(minutes::Event::Noted { text })) => {
                        text.trim_start_matches("text ").parse().unwrap()
                    }
                    other => panic!("{other:?}"),
                })
                .collect();
            assert!(made.is_sorted(), "terminal {number}: {made:?}");
        }
    }
}

impl Terminal {
    /// True where the connection is of no use any more.
    fn hear(&mut self, told: Told) -> bool {
        match told {
            Told::Record(record) => {
                let last = self.ledger.last().map_or(0, |record| record.seq);
                assert_eq!(record.seq, last + 1, "lines come once and in order");
                self.ledger.push(*record);
            }
            Told::Reset => self.ledger.clear(),
            Told::Done(submitted) => self.told.get_mut(&submitted).unwrap().push("done"),
            Told::Refused(submitted, _) => self.told.get_mut(&submitted).unwrap().push("refused"),
            Told::Failed(submitted, _) => self.told.get_mut(&submitted).unwrap().push("failed"),
            Told::Welcome { .. } | Told::Terminals(_) => {}
            Told::Goodbye(_) | Told::Denied { .. } | Told::Broken => return true,
        }
        false
    }
}

fn run(seed: u64, steps: impl IntoIterator<Item = Step>) -> World {
    let mut world = World::new(seed);
    for step in steps {
        world.take(&step);
    }
    world.settle();
    world.check();
    world
}

/// A step as likely as in a bad week.
fn some_step(chance: &mut Chance) -> Step {
    let number = usize::try_from(chance.below(5)).unwrap();
    match chance.below(1_000) {
        0..100 => Step::Submit(number),
        100..104 => Step::KillHost,
        104..106 => Step::QuitHost,
        106..138 => Step::StartHost,
        138..150 => Step::Cut(number),
        150..153 => Step::KillTerminal(number),
        153..156 => Step::Full(true),
        156..166 => Step::Full(false),
        _ => Step::Wait(u16::try_from(chance.below(400)).unwrap()),
    }
}

#[test]
fn twelve_thousand_steps_end_with_one_record_and_every_act_once() {
    let mut chance = Chance(20_261_127);
    let steps: Vec<Step> = (0..12_000).map(|_| some_step(&mut chance)).collect();
    let world = run(7, steps);
    let done = world.host.as_ref().unwrap().0.ledger().seq();
    assert!(world.submitted > 1_000 && done > 500, "{} {done}", world.submitted);
    // The weather was as bad as it is said to be.
    let Weather { lost, doubled, overtaken } = world.weather;
    assert!(lost.min(doubled).min(overtaken) > 500, "{:?}", world.weather);
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..5usize).prop_map(Step::Submit),
        8 => (0..1_500u16).prop_map(Step::Wait),
        1 => Just(Step::KillHost),
        1 => Just(Step::QuitHost),
        2 => Just(Step::StartHost),
        1 => (0..5usize).prop_map(Step::Cut),
        1 => (0..5usize).prop_map(Step::KillTerminal),
        1 => any::<bool>().prop_map(Step::Full),
    ]
}

proptest! {
    #![proptest_config(crate::cases::cases(48))]

    #[test]
    fn any_course_ends_with_one_record(seed: u64, steps in prop::collection::vec(step(), 0..80)) {
        run(seed, steps);
    }
}

/// A refusal is an answer like any other: said again when asked again, and never an act.
#[test]
fn a_refused_act_is_answered_again_and_not_done() {
    let mut world = World::new(1);
    world.calm = true;
    world.take(&Step::Wait(10));
    for _ in 0..20 {
        world.take(&Step::Wait(50));
    }
    world.take(&Step::Submit(3));
    world.settle();
    world.check();
    assert_eq!(world.host.as_ref().unwrap().0.ledger().seq(), 1);
    assert_eq!(world.terminals[3].told.values().next().unwrap(), &["refused"]);
}
