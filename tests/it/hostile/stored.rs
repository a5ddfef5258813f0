//! A store that was written past every border: it is read, drawn and exported without harm, and
//! the border of the record lets nobody write so.

use super::{HOSTILE, damage_kind, harmless};
use crate::cli::Home;
use crate::tui::given::Desk;
use std::sync::Arc;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::person::{Person, PersonId, group};
use yishi::domain::refusal::Refusal;
use yishi::domain::session::{self, Plan};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::domain::{floor, minutes, proposal, roll, vote};
use yishi::i18n::Lang;
use yishi::inputs::{read_plan, rules};
use yishi::session::{Host, SessionError};
use yishi::store::{Log, MemoryLog, SledLog};

const ID: &str = "H-1";

fn text(what: &str) -> String {
    format!("{what}{HOSTILE}")
}

fn stamp(second: u32) -> Stamp {
    let at = Moment::parse_from_rfc3339(&format!("2026-11-27T14:30:{second:02}+08:00")).unwrap();
    Stamp { at, noted: at, by: By::new(text("desk"), Role::Chair) }
}

/// A plan with harm in each of its texts.
fn plan() -> Plan {
    let catalog = rules::builtin();
    let person = |id: &str| {
        let mut person = Person::new(id, text(id), group::COUNCIL);
        person.mark = text("mark");
        person.unit = text("unit");
        person.phone = text("138");
        person.note = text("note");
        person
    };
    let toml = "schema = 1\n[session]\nid = \"H-1\"\ntitle = \"t\"\ndate = 2026-11-27\n\
                start = 14:30:00\nrule = \"simple-majority\"\nvenue = \"v\"\n\
                [[agenda]]\ntitle = \"a\"\nminutes = 5\n[[proposal]]\ntitle = \"p\"\ntext = \"x\"\n";
    let people = vec![person("P01"), person("P02"), person("P03")];
    let mut plan = read_plan(toml.as_bytes(), "plan.toml", &catalog, people).unwrap();
    plan.title = text("title");
    plan.recorder = text("recorder");
    plan.facts.push((text("key"), text("value")));
    plan.ground_rules.push(text("rule"));
    plan.rule.name.zh = text("name");
    for item in &mut plan.agenda {
        item.title = text("item");
    }
    for proposal in &mut plan.proposals {
        (proposal.title, proposal.text) = (text("proposal"), text("text"));
    }
    plan
}

fn commands() -> Vec<Command> {
    let p = |id: &str| PersonId::new(id);
    let open = vote::Command::Open {
        proposal: 1,
        method: vote::Method::Recorded,
        rule: None,
        terms: vote::Terms::default(),
    };
    vec![
        Command::Session(session::Command::Plan(Box::new(plan()))),
        Command::Roll(roll::Command::Present(vec![p("P01"), p("P02")])),
        Command::Roll(roll::Command::Leave { person: p("P03"), reason: text("ill") }),
        Command::Session(session::Command::Open),
        Command::Minutes(minutes::Command::Note(text("note"))),
        Command::Minutes(minutes::Command::Written { person: p("P02"), text: text("opinion") }),
        Command::Floor(floor::Command::Give {
            person: p("P02"),
            terms: floor::SpeechTerms::default(),
        }),
        Command::Floor(floor::Command::Stop(text("order"))),
        Command::Proposal(proposal::Command::Freeze(1)),
        Command::Vote(open),
        Command::Vote(vote::Command::Cancel(text("cancelled"))),
    ]
}

/// The record as somebody who knows its form could write it: every hash is right.
fn lines() -> Vec<Vec<u8>> {
    let mut ledger = Ledger::new(Arc::new(rules::builtin()));
    let mut lines = Vec::new();
    for (second, command) in (0..).zip(commands()) {
        let stamp = stamp(second);
        let event = ledger.decide(&command, &stamp).unwrap_or_else(|why| panic!("{why:?}"));
        let record = ledger.stamp(event, &stamp).unwrap();
        lines.push(record.encode().unwrap().into_bytes());
        ledger.push(record).unwrap();
    }
    lines
}

#[test]
fn what_no_border_let_through_is_refused_at_the_record() {
    let mut log = MemoryLog::new();
    let catalog = Arc::new(rules::builtin());
    let refused = Host::create(&mut log, plan(), &stamp(0), Arc::clone(&catalog));
    assert!(matches!(refused, Err(SessionError::Refused(Refusal::NotClean))), "{refused:?}");
    assert!(!log.exists(ID), "nothing is stored");

    let mut home = read_plan(
        b"schema = 1\n[session]\nid = \"H-1\"\ntitle = \"t\"\ndate = 2026-11-27\n",
        "plan.toml",
        &catalog,
        vec![Person::new("P01", "n", group::COUNCIL)],
    )
    .unwrap();
    home.recorder = "r".to_owned();
    let clean = Stamp { by: By::new("desk", Role::Chair), ..stamp(0) };
    let mut host = Host::create(&mut log, home, &clean, catalog).unwrap();
    for (text, why) in [
        (text("note"), Refusal::NotClean),
        ("字".repeat(20_001), Refusal::TooLong { most: 20_000 }),
        ("x".repeat(1 << 20), Refusal::TooLong { most: 20_000 }),
    ] {
        let note = Command::Minutes(minutes::Command::Note(text));
        let done = host.submit(&mut log, &note, &clean);
        assert!(matches!(&done, Err(SessionError::Refused(said)) if *said == why), "{done:?}");
    }
    let mut guest = Person::new("P99", "名".repeat(1 << 18), group::COUNCIL);
    guest.vote = false;
    let invite = Command::Roll(roll::Command::Invite(Box::new(guest)));
    let done = host.submit(&mut log, &invite, &clean);
    let named = SessionError::Refused(Refusal::TooLong { most: 100 });
    assert_eq!(format!("{:?}", done.unwrap_err()), format!("{named:?}"));
    assert_eq!((log.len(ID), host.ledger().seq()), (1, 1), "nothing was stored or kept");
}

#[test]
fn every_view_of_it_is_harmless() {
    let mut log = MemoryLog::new();
    log.append(ID, 1, &lines(), None).unwrap();
    let host = Host::open(&mut log, ID, Arc::new(rules::builtin())).unwrap();
    let ledger = host.ledger().clone();
    for lang in [Lang::Zh, Lang::En] {
        for view in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "<F1>", "<C-p>"] {
            let mut desk = Desk::of(lang, (100, 30), ledger.clone(), stamp(59).at);
            desk.keys(view);
            let (buffer, _) = desk.frame();
            for cell in &buffer.content {
                assert_eq!(damage_kind(cell.symbol()), None, "view {view}: {:?}", cell.symbol());
                assert!(!cell.symbol().contains(['\n', '\r', '\t']), "{:?}", cell.symbol());
            }
        }
    }
}

/// A store on disk with that record.
fn home() -> Home {
    let home = Home::new();
    let mut log = SledLog::open(&home.store()).unwrap();
    log.append(ID, 1, &lines(), None).unwrap();
    home
}

/// A file as text, or each part of a packed one, without the mark that spreadsheets want first.
fn texts(path: &std::path::Path) -> Vec<String> {
    use std::io::Read as _;
    let bytes = std::fs::read(path).unwrap();
    let text =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned();
    if !bytes.starts_with(b"PK") {
        return vec![text(&bytes)];
    }
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    // A picture is no text.
    let parts = (0..packed.len()).filter_map(|part| {
        let mut part = packed.by_index(part).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (!bytes.starts_with(b"\x89PNG")).then(|| text(&bytes))
    });
    parts.collect()
}

#[test]
fn every_file_of_the_whole_set_and_of_every_other_format_is_harmless() {
    let home = home();
    let folder = home.store().with_file_name("out");
    home.ok(&["export".as_ref(), ID.as_ref(), "all".as_ref(), "-o".as_ref(), folder.as_os_str()]);
    for (n, (doc, format)) in [
        ("minutes", "html"),
        ("summary", "md"),
        ("signin", "csv"),
        ("signin", "md"),
        ("tally", "md"),
        ("notice", "html"),
        ("notice", "txt"),
        ("tracking", "csv"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.join(format!("other-{n}.{format}"));
        let args = ["export", ID, doc, "--format", format, "-o", path.to_str().unwrap()];
        home.ok(&args);
    }
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        for text in texts(&path) {
            harmless(&path.display().to_string(), &text);
            assert!(!text.contains("&#x1b;") && !text.contains("&#27;"), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn every_command_and_every_document_of_it_is_harmless() {
    let home = home();
    for lang in ["zh-CN", "en"] {
        for args in [
            &["list"][..],
            &["list", "--json"],
            &["show", ID],
            &["show", ID, "--json"],
            &["log", ID],
            &["log", ID, "--json"],
            &["verify"],
            &["export", ID, "minutes", "--format", "md"],
            &["export", ID, "minutes", "--format", "txt"],
            &["export", ID, "minutes", "--format", "json"],
            &["export", ID, "journal"],
            &["export", ID, "session"],
        ] {
            let done = home.run(&[&["--lang", lang], args].concat());
            harmless(&format!("{args:?}"), &done.out);
            harmless(&format!("{args:?}"), &done.err);
            assert!(!done.out.contains("\\u001b") && !done.out.contains("\\u009b"), "{args:?}");
        }
    }
}
