//! One session in several places: what each recorded after the adjournment is joined when bundles
//! meet, whatever the order and however often; before it there is one history.

use crate::build;
use crate::cli::{Home, SAMPLE, sample};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use yishi::document::show::{View, show};
use yishi::domain::ledger::Ledger;
use yishi::domain::rule::Catalog;
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::i18n::Lang;
use yishi::inputs::rules::builtin;
use yishi::script::parse_line;
use yishi::session::{Host, Labels, Standing, TransferError, pack, take_in, verified};
use yishi::store::{Log, MemoryLog};

const ID: &str = "T";
/// The line that closes the meeting of [`Place::first`].
const ADJOURNED: u64 = 8;

/// A place with a store of its own.
struct Place {
    log: MemoryLog,
    /// Read once, until something is taken in.
    host: Option<Host>,
    catalog: Arc<Catalog>,
}

fn at(minutes: i64) -> Moment {
    build::moment("13:00") + chrono::Duration::minutes(minutes)
}

impl Place {
    fn new() -> Self {
        Self { log: MemoryLog::new(), host: None, catalog: Arc::new(builtin()) }
    }

    /// The place that holds the meeting, up to its adjournment or seal.
    fn first(sealed: bool) -> Self {
        let mut place = Self::new();
        let stamp = Stamp { at: at(0), noted: at(0), by: By::new("desk", Role::Chair) };
        let plan = build::plan(build::six(), build::preset("simple-majority"));
        let catalog = Arc::clone(&place.catalog);
        Host::create(&mut place.log, plan, &stamp, catalog).unwrap();
        for line in [
            "present P1 P2 P3 P4 P5",
            "open",
            "note \"甲\"",
            "action \"一\" lead=\"L\" owner=P2 due=2026-12-01",
            "action \"二\" lead=\"L\" owner=P3 due=2026-12-02",
            "action \"三\" lead=\"L\" owner=P4 due=2026-12-03",
            "adjourn",
        ] {
            place.act(1, line).unwrap();
        }
        if sealed {
            place.act(2, "sign P1").unwrap();
            place.act(2, "seal").unwrap();
        }
        place
    }

    fn ledger(&mut self) -> &Ledger {
        let (log, catalog) = (&mut self.log, Arc::clone(&self.catalog));
        self.host.get_or_insert_with(|| Host::open(log, ID, catalog).unwrap()).ledger()
    }

    /// Something is done here; the hash of its line, or None where the rules refuse it.
    fn act(&mut self, minutes: i64, line: &str) -> Option<String> {
        let command = parse_line(line, self.ledger().meeting().unwrap()).unwrap().unwrap().command;
        // Before the adjournment at the desk, which nobody takes back from elsewhere.
        let by = By::new(if minutes < 10 { "desk" } else { "later" }, Role::Chair);
        let stamp = Stamp { at: at(minutes), noted: at(minutes), by };
        let host = self.host.as_mut()?;
        let record = host.submit(&mut self.log, &command, &stamp).ok()?;
        Some(record.hash.to_string())
    }

    fn bundle(&mut self) -> Vec<u8> {
        {
            let mut bytes = Vec::new();
            pack(&mut self.log, Some(ID), &self.catalog, &mut bytes, &mut |_| true).unwrap();
            bytes
        }
    }

    fn import(&mut self, bytes: &[u8]) -> Result<Standing, TransferError> {
        self.host = None;
        let done = take_in(&mut self.log, bytes, &self.catalog, &mut |_| true)?;
        // What places did without knowing of one another is no breach of the rules.
        assert_eq!(done.sessions[0].unruled, []);
        Ok(done.sessions[0].standing)
    }

    fn state(&mut self) -> serde_json::Value {
        let ledger = self.ledger();
        serde_json::to_value(show(ledger, View::now(Lang::Zh)).unwrap()).unwrap()
    }

    fn lines(&mut self) -> Vec<Vec<u8>> {
        self.log.read(ID).unwrap()
    }
}

/// A small generator, so that a history is known by its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// Something that people do after a meeting; the rules refuse some of it.
fn some_act(dice: &mut Dice, seq: u64) -> String {
    let no = dice.roll(5) + 1;
    // Whoever takes back the adjournment goes on with the meeting: that is another history.
    let line = (dice.roll(seq) + 1).max(ADJOURNED + 1);
    match dice.roll(14) {
        0..=2 => format!("adopt {no}"),
        3 => format!("reject {no} \"理由\""),
        4..=5 => format!("progress {no} \"进展{line}\""),
        6 => format!("report {no} \"反馈{line}\""),
        7 => format!("complete {no}"),
        8 => format!("note \"补记{line}\""),
        9 => format!("correct {} \"改为{no}\"", dice.roll(seq) + 1),
        10 => "undo".to_owned(),
        11 => format!("undo {line}"),
        12 => format!("action \"新{line}\" lead=\"L\" owner=P2 due=2026-12-09"),
        _ => "redo".to_owned(),
    }
}

/// How many histories are tried; `YISHI_HISTORIES` asks for more.
fn histories() -> u64 {
    std::env::var("YISHI_HISTORIES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

#[test]
fn whoever_has_seen_the_same_has_the_same_record() {
    for number in 0..histories() {
        let mut dice = Dice(number);
        let sealed = dice.roll(2) == 0;
        let count = usize::try_from(dice.roll(3)).unwrap() + 2;
        let mut places = vec![Place::first(sealed)];
        let beginning = places[0].bundle();
        let closed = places[0].lines();
        let mut made: BTreeSet<String> =
            places[0].ledger().records().iter().map(|r| r.hash.to_string()).collect();
        let mut under_way: Vec<Vec<u8>> = vec![beginning];
        for _ in 1..count {
            let mut place = Place::new();
            assert_eq!(place.import(&under_way[0]).unwrap(), Standing::New);
            places.push(place);
        }
        for _ in 0..dice.roll(12) + 4 {
            let here = usize::try_from(dice.roll(count as u64)).unwrap();
            match dice.roll(5) {
                0..=2 => {
                    let line = some_act(&mut dice, places[here].ledger().seq());
                    let minutes = i64::try_from(dice.roll(30)).unwrap() + 10;
                    made.extend(places[here].act(minutes, &line));
                }
                3 => {
                    let bytes = places[here].bundle();
                    under_way.push(bytes);
                }
                // Old ones, doubles; others never arrive.
                _ => {
                    let which = usize::try_from(dice.roll(under_way.len() as u64)).unwrap();
                    places[here].import(&under_way[which]).unwrap();
                }
            }
        }
        // In the end everybody gets everything, each in an order of its own.
        let all: Vec<Vec<u8>> = places.iter_mut().map(Place::bundle).collect();
        for (n, place) in places.iter_mut().enumerate() {
            for step in 0..count {
                place.import(&all[(n + step) % count]).unwrap();
            }
        }
        let state = places[0].state();
        let bytes = places[0].bundle();
        for place in &mut places {
            assert_eq!(place.state(), state, "history {number}");
            assert_eq!(place.bundle(), bytes, "history {number}");
            let ledger = place.ledger();
            let have: Vec<String> = ledger.records().iter().map(|r| r.hash.to_string()).collect();
            assert_eq!(have.len(), made.len(), "nothing twice, history {number}");
            assert_eq!(have.into_iter().collect::<BTreeSet<_>>(), made, "history {number}");
            assert!(ledger.trunk() >= closed.len() as u64);
            assert_eq!(place.lines()[..closed.len()], closed, "history {number}");
        }
    }
}

#[test]
fn what_was_sealed_is_the_same_to_the_byte_after_any_joining() {
    let (mut community, mut office) = (Place::first(true), Place::new());
    office.import(&community.bundle()).unwrap();
    let sealed = community.ledger().seq();
    let as_of = |place: &mut Place| {
        let view = View { lang: Lang::Zh, at: Some(sealed), today: None };
        let mut shown = serde_json::to_value(show(place.ledger(), view).unwrap()).unwrap();
        // The fingerprint of all lines that are here is not a part of what was sealed.
        shown.as_object_mut().unwrap().remove("joined");
        shown
    };
    let before = as_of(&mut community);
    // The office's clock is behind.
    office.act(1, "adopt 1").unwrap();
    community.act(30, "reject 1 \"无经费\"").unwrap();
    community.act(31, "adopt 2").unwrap();
    assert_eq!(community.import(&office.bundle()).unwrap(), Standing::Joined(1));
    assert_eq!(as_of(&mut community), before);
    let state = community.state();
    assert_eq!(state["actions"][0]["status"], "rejected", "the later one stands");
    assert_eq!(state["actions"][0]["contested"], true);
    assert_eq!(state["actions"][1]["contested"], false);
    assert_eq!(state["conflicts"].as_array().unwrap().len(), 1);
    // Whoever has seen both may decide again.
    community.act(40, "adopt 1").unwrap();
    assert_eq!(community.state()["actions"][0]["status"], "adopted");
    assert_eq!(office.import(&community.bundle()).unwrap(), Standing::Longer(office_lines()));
    assert_eq!(office.state(), community.state());
}

/// The lines of the office before it took the community's in: the sealed record and one act.
fn office_lines() -> u64 {
    Place::first(true).ledger().seq() + 1
}

#[test]
fn an_action_that_two_places_numbered_alike_is_two_actions() {
    let (mut community, mut office) = (Place::first(false), Place::new());
    office.import(&community.bundle()).unwrap();
    let action = |what| format!("action \"{what}\" lead=\"L\" owner=P2 due=2026-12-09");
    community.act(10, &action("社区的")).unwrap();
    office.act(11, &action("办公室的")).unwrap();
    office.act(12, "adopt 4").unwrap();
    community.act(13, "reject 4 \"不办\"").unwrap();
    office.import(&community.bundle()).unwrap();
    community.import(&office.bundle()).unwrap();
    let state = office.state();
    assert_eq!(state, community.state());
    let shown = |no: usize| {
        let action = &state["actions"][no];
        (action["no"].clone(), action["title"].clone(), action["status"].clone())
    };
    assert_eq!(shown(3), (4.into(), "社区的".into(), "rejected".into()));
    assert_eq!(shown(4), (5.into(), "办公室的".into(), "adopted".into()));
    // Acts on both go on in both places by the numbers that are shown.
    community.act(20, "progress 5 \"已动工\"").unwrap();
    office.act(21, "correct 4 \"甲之二\"").unwrap();
    office.import(&community.bundle()).unwrap();
    let state = office.state();
    assert_eq!(state["actions"][4]["status"], "in_progress");
    assert_eq!(state["actions"][3]["status"], "rejected");
    assert_eq!(state["conflicts"], serde_json::json!([]));
}

#[test]
fn a_fork_before_the_adjournment_or_the_seal_is_refused_with_its_line() {
    // Both went on before the adjournment.
    let mut here = Place::first(false);
    let lines = here.lines();
    let mut there = Place::new();
    there.log.append(ID, 1, &lines[..3], None).unwrap();
    there.act(2, "note \"乙\"").unwrap();
    let refused = there.import(&here.bundle());
    assert!(matches!(&refused, Err(TransferError::Other(list)) if list == &[(ID.into(), 4)]));
    assert!(matches!(here.import(&there.bundle()), Err(TransferError::Other(_))));
    // What would change what is sealed cannot come in beside the seal; follow-up can.
    let closed = here.bundle();
    let (mut writer, mut office) = (Place::new(), Place::new());
    writer.import(&closed).unwrap();
    office.import(&closed).unwrap();
    writer.act(20, "correct 4 \"丙\"").unwrap();
    office.act(21, "adopt 1").unwrap();
    here.act(22, "sign P1").unwrap();
    here.act(23, "seal").unwrap();
    let number = lines.len() as u64 + 1;
    let refused = here.import(&writer.bundle());
    assert!(
        matches!(&refused, Err(TransferError::Other(list)) if list == &[(ID.into(), number)]),
        "{refused:?}"
    );
    assert!(matches!(writer.import(&here.bundle()), Err(TransferError::Other(_))));
    assert_eq!(here.import(&office.bundle()).unwrap(), Standing::Joined(1));
    assert!(matches!(office.import(&here.bundle()).unwrap(), Standing::Longer(_)));
    assert_eq!(here.state(), office.state());
    // Two seals are two histories.
    let mut other = Place::new();
    other.import(&closed).unwrap();
    other.act(24, "seal").unwrap();
    assert!(matches!(other.import(&here.bundle()), Err(TransferError::Other(_))));
}

#[test]
fn a_bundle_is_checked_without_a_store() {
    let mut place = Place::first(true);
    let bytes = place.bundle();
    let [record] = &verified(&bytes, &place.catalog).unwrap()[..] else { panic!("one session") };
    assert_eq!((record.id.as_str(), record.lines.len() as u64), (ID, record.ledger.seq()));
    assert_eq!(record.genesis(), place.ledger().records()[0].hash);
    assert_eq!(record.ledger.joined(), place.ledger().head());
    let text = String::from_utf8(bytes).unwrap().replacen("甲", "乙", 1);
    assert!(verified(text.as_bytes(), &place.catalog).is_err());
}

fn bundle(home: &Home, id: &str, name: &str) -> PathBuf {
    let path = home.path(name);
    home.ok(&["bundle".as_ref(), id.as_ref(), "--force".as_ref(), "-o".as_ref(), path.as_os_str()]);
    path
}

/// The last word of what `verify` says of each session.
fn joined(home: &Home) -> Vec<String> {
    let said = home.ok(&["verify"]);
    said.lines().map(|line| line.rsplit_once("joined ").unwrap().1.to_owned()).collect()
}

#[test]
fn an_office_and_a_community_follow_up_the_sample_at_once() {
    // Given the sample at the community, and at the office what it was sent.
    let (community, office) = (Home::held(), Home::new());
    let first = bundle(&community, SAMPLE, "1.yishi");
    office.ok(&["import".as_ref(), first.as_os_str()]);
    // When both go on, and bundle again.
    office.ok(&["exec", SAMPLE, "--", "adopt 1"]);
    community.ok(&["exec", SAMPLE, "--", "adopt 2"]);
    community.ok(&["exec", SAMPLE, "--", "reject 1 \"没有经费\""]);
    let second = bundle(&community, SAMPLE, "2.yishi");
    let said = office.ok(&["import".as_ref(), second.as_os_str()]);
    assert!(said.contains("已合并，新存入 2 条"), "{said}");
    let back = bundle(&office, SAMPLE, "3.yishi");
    community.ok(&["import".as_ref(), back.as_os_str()]);
    // Then both show the same, and a second time changes nothing.
    assert_eq!(joined(&office), joined(&community));
    assert_eq!(office.show(), community.show());
    office.ok(&["import".as_ref(), second.as_os_str()]);
    assert_eq!(joined(&office), joined(&community));
    let log = office.ok(&["log", SAMPLE]);
    assert!(log.contains("冲突"), "{log}");
    assert!(office.ok(&["show", SAMPLE]).contains("冲突"));
    assert!(office.ok(&["track"]).contains("冲突"));
    assert_eq!(office.ok(&["track", "--json"]), community.ok(&["track", "--json"]));
    // And the recipe of docs/events.md finds the journal of several tails sound.
    let journal = office.ok(&["export", SAMPLE, "journal"]);
    assert_eq!(journal, community.ok(&["export", SAMPLE, "journal"]));
    assert_eq!(crate::newer::checked(&office, &journal), 0);
}

/// A community's first session, which every template numbers alike.
fn first_of_the_year(home: &Home, title: &str) {
    let plan = format!(
        "schema = 1\n[session]\nid = \"2026-01\"\ntitle = \"{title}\"\ndate = 2026-11-28\n"
    );
    let (plan, roster) = (home.file("p.toml", plan), home.file("r.csv", "姓名\n王强\n"));
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
}

#[test]
fn two_sessions_of_one_id_are_both_kept_and_named() {
    let (east, west, office) = (Home::new(), Home::new(), Home::new());
    first_of_the_year(&east, "东社区");
    first_of_the_year(&west, "西社区");
    for (home, name) in [(&east, "e.yishi"), (&west, "w.yishi")] {
        let file = bundle(home, "2026-01", name);
        office.ok(&["import".as_ref(), file.as_os_str()]);
    }
    let list: serde_json::Value = serde_json::from_str(&office.ok(&["list", "--json"])).unwrap();
    let genesis: serde_json::Value =
        serde_json::from_str(&west.ok(&["show", "2026-01", "--json"])).unwrap();
    let genesis = genesis["genesis"].as_str().unwrap().to_owned();
    let digits = |count| genesis.get(..count).unwrap();
    let label = format!("2026-01~{}", digits(4));
    assert_eq!((&list[0]["id"], &list[1]["id"]), (&"2026-01".into(), &label.clone().into()));
    // Every command takes the id, or the digits.
    for id in [label.clone(), format!("~{}", digits(6)), format!("2026-01~{}", digits(9))] {
        let shown: serde_json::Value =
            serde_json::from_str(&office.ok(&["show", &id, "--json"])).unwrap();
        assert_eq!(shown["title"], "西社区", "{id}");
        office.ok(&["exec", &id, "--", "plan title=\"西社区\u{b7}一\""]);
        office.ok(&["exec", &id, "--", "undo"]);
        assert!(office.ok(&["log", &id]).contains("西社区"));
        assert!(office.ok(&["verify", &id]).contains(&label));
        office.ok(&["export", &id, "journal"]);
    }
    assert!(office.ok(&["show", "2026-01"]).contains("东社区"));
    assert_eq!(office.run(&["show", "~0000"]).code, office.run(&["show", "NONE"]).code);
    // What goes back is the session it came from; a backup keeps both apart.
    let back = bundle(&office, &label, "back.yishi");
    assert!(west.ok(&["import".as_ref(), back.as_os_str()]).contains("2026-01"));
    let all = office.backup("all.yishi");
    let restored = Home::new();
    restored.ok(&["restore".as_ref(), all.as_os_str()]);
    assert_eq!(restored.ok(&["list", "--json"]), office.ok(&["list", "--json"]));
    assert_eq!(restored.ok(&["verify"]), office.ok(&["verify"]));
    // Nobody gives such an id himself.
    let plan = sample("plan.toml");
    let roster = sample("roster.csv");
    let done = office.run(&[
        "new".as_ref(),
        plan.as_os_str(),
        "--roster".as_ref(),
        roster.as_os_str(),
        "--id".as_ref(),
        "A~1234".as_ref(),
    ]);
    assert_eq!(done.code, 2, "{}", done.err);
}

#[test]
fn digits_that_several_sessions_begin_with_are_asked_about() {
    let mut log = MemoryLog::new();
    for (id, last) in [("A", "1"), ("B", "2"), ("C~abcd", "3")] {
        let hash = format!("abcd{}{last}", "0".repeat(59));
        let line = format!("{{\"n\":\"{id}\",\"hash\":\"{hash}\"}}");
        log.append(id, 1, &[line.into_bytes()], None).unwrap();
    }
    let labels = Labels::of(&log).unwrap();
    assert_eq!(labels.meant("~abcd"), ["A", "B", "C~abcd"]);
    assert_eq!(labels.meant("B~abcd0"), ["B"]);
    assert_eq!(labels.meant("C~abcd"), ["C~abcd"]);
    assert_eq!(labels.meant("~abc"), [""; 0], "four digits at least");
    assert_eq!(labels.meant("~abce"), [""; 0]);
    let asked = yishi::i18n::cli::which_session(Lang::Zh, "~abcd", "A、B");
    assert!(asked.contains("可以指不止一场会"));
}
