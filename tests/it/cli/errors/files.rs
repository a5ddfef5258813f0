//! What is wrong with files that come from outside: every fault of plans, rosters, rules and settings
//! is brought about by a file here, and every error about backups, bundles and the store.

use super::{is_made_from, says_what_to_do};
use crate::cli::{Done, Home, SAMPLE, sample};
use crate::fuzz::targets::{bundled, rehashed};
use yishi::domain::recorded::RecordError;
use yishi::i18n::{Lang, inputs, store, transfer};
use yishi::store::{
    ContainerError, ContainerKind, Log as _, Part, PartKind, SledLog, write_container,
};

/// Messages of `i18n::inputs` that are parts of others or words about several faults.
const PARTS_OF_FAULTS: &[&str] = &[
    "settings_fault",
    "settings_faults",
    "wanted_text",
    "wanted_number",
    "wanted_flag",
    "wanted_list",
    "wanted_table",
    "wanted_plain",
    "more",
];

const PLAN: &str = "schema = 1\n[session]\nid = \"A\"\ntitle = \"a\"\ndate = 2026-11-27\n";

/// What `new` says of a plan and a roster.
fn new(plan: impl AsRef<[u8]>, roster: impl AsRef<[u8]>) -> String {
    let home = Home::new();
    let (plan, roster) = (home.file("p.toml", plan), home.file("r.csv", roster));
    let done =
        home.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
    assert!(!home.store().join("journal/A.jsonl").exists());
    done.err
}

fn planned(more: &str) -> String {
    new(format!("{PLAN}{more}"), "姓名\n甲\n")
}

fn rostered(roster: impl AsRef<[u8]>) -> String {
    new(PLAN, roster)
}

/// What is said of files in the user's folder.
fn own(files: &[(&str, &str)]) -> String {
    let home = Home::new();
    for (name, text) in files {
        home.configure(name, text);
    }
    let done = home.run(&["doctor"]);
    done.out + &done.err
}

const MORE_THAN_HALF: &str =
    "pass = [{ measure = \"heads\", base = \"cast\", ratio = \">1/2\" }]\n";

/// What `rules check` says of a file with these keys.
fn ruled(keys: &str) -> String {
    let home = Home::new();
    let names = "name = { zh = \"甲\", en = \"a\" }\ncitation = { zh = \"甲\", en = \"a\" }\n";
    let file = home.file("rule.toml", format!("schema = 1\nid = \"mine\"\n{names}{keys}"));
    home.run(&["rules".as_ref(), "check".as_ref(), file.as_os_str()]).err
}

/// What `new` says of a rule that two of the user's files give.
fn twice(rule: &str) -> String {
    let home = Home::new();
    home.configure("rules/a.toml", rule);
    home.configure("rules/b.toml", rule);
    let plan = home.file("p.toml", PLAN);
    home.run(&["new".as_ref(), plan.as_os_str()]).err
}

/// Everything that faulty files bring about, line by line.
fn faults() -> String {
    let rule = std::fs::read_to_string(sample("../../rules/simple-majority.toml")).unwrap();
    let mine = rule.replace("simple-majority", "mine");
    let wide = format!("姓名{}\n甲\n", ",备注".repeat(1_000));
    let long = format!("姓名\n{}\n", "甲".repeat(3_000));
    let many: Vec<String> = (0..=100_000).map(|n: u32| format!("人{n}")).collect();
    let many = format!("姓名\n{}\n", many.join("\n"));
    let large = Home::new();
    let file = large.file("r.csv", "姓名\n");
    std::fs::File::options().write(true).open(&file).unwrap().set_len(65 << 20).unwrap();
    let plan = large.file("p.toml", PLAN);
    let large =
        large.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), file.as_os_str()]).err;
    [
        large,
        rostered(b"\xff\xff\xff"),
        rostered("姓名\n甲\u{1b}\n"),
        rostered(long),
        rostered("姓名,组别\n甲,路人\n"),
        new("= 1", "姓名\n甲\n"),
        new("schema = 1\n[session]\nid = \"\"\ntitle = \"\"\n", "姓名\n甲\n"),
        planned("titel = \"b\"\nqwertyuiop = 1\n[[agenda]]\ntitle = 1\nminutes = 100000\n"),
        planned("round = 0\nstart = \"25:00\"\nend = \"x\"\nutc_offset = \"east\"\n"),
        new("schema = 7\n[session]\nid = \"../a\"\ntitle = \"a\"\ndate = \"2026-13-40\"\n", "姓名\n甲\n"),
        planned("rule = \"none\"\n"),
        planned("[consensus]\nreached = [2, 1]\n"),
        planned("[consensus]\nreached = [1, 2]\nhard = [2, 3]\n"),
        planned("start = 14:00:00\nend = 13:00:00\n"),
        own(&[(
            "rules/a.toml",
            "schema = 1\nid = \"mine\"\n[quorum]\nany_of = [{ ratio = \"1/2\" }]\n",
        )]),
        planned("[quorum]\nany_of = [{ among = \"many\", ratio = \"x\" }]\n"),
        planned(
            "[[agenda]]\nno = 2\ntitle = \"a\"\n[[agenda]]\nno = 1\ntitle = \"b\"\n[[agenda]]\nno = 1\ntitle = \"c\"\n",
        ),
        planned("chair = \"乙\"\n"),
        new(format!("{PLAN}chair = \"甲\"\n"), "姓名,识别说明\n甲,1\n甲,2\n"),
        rostered(""),
        rostered("姓名\n"),
        rostered("性别,电话\n男,1\n"),
        rostered("姓名,电话号\n甲,1\n"),
        rostered("姓名,姓名\n甲,乙\n"),
        rostered("姓名\n甲,乙\n"),
        rostered("姓名,组别\n,议事会成员\n"),
        rostered("编号,姓名\nP1,甲\nP1,乙\nP 2,丙\n丁,戊\n己,丁\n"),
        rostered("姓名\n甲\n甲\n"),
        rostered("姓名,出席类型,表决权,权数\n甲,来,也许,-1\n"),
        rostered("姓名\n\"甲\n"),
        rostered(wide),
        rostered(many),
        rostered(b"PK\x03\x04 nothing"),
        rostered(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        twice(&mine),
        ruled("pass = [{ measure = \"heads\", base = \"cast\", ratio = \"1/2\", at_least = 3 }]\n"),
        ruled(
            "pass = [{ measure = \"heads\", base = \"cast\", ratio = \"1/2\", group = \"甲\", tag = \"乙\" }]\n",
        ),
        ruled(&format!("{MORE_THAN_HALF}takes_part = [\"in_person\"]\nproxy_cap = 2\n")),
        ruled(&format!("{MORE_THAN_HALF}tie = \"chair_decides\"\nchair_votes = \"never\"\n")),
        ruled(&format!("{MORE_THAN_HALF}tie = \"fails\"\nchair_votes = \"tie\"\n")),
        ruled(&format!("{MORE_THAN_HALF}abstain = \"forbidden\"\nsilent = \"abstain\"\n")),
        ruled(&format!(
            "{MORE_THAN_HALF}participation = [{{ measure = \"heads\", base = \"entitled\", against_at_most = \"1/3\" }}]\n",
        )),
        own(&[(
            "config.toml",
            "langauge = \"en\"\ntheme = \"pink\"\nzzzzzzzz = 1\n[keys]\nhlep = \"Alt-h\"\nqqqqqqqq = \"Alt-q\"\n\
             \"floor.give\" = \"Ctrl-M\"\nhelp = \"Ctrl-Q\"\n",
        )]),
        own(&[("words/zh-CN.toml", "give = \"{nmae}\"\nopen = \"{name\"\nadjourn = \"{x}\"\n")]),
        own(&[("config.toml/x", "")]),
    ]
    .concat()
}

#[test]
fn every_fault_of_a_file_has_been_seen_with_its_place_and_what_to_do() {
    let said = faults();
    // `what (file:line:column): what to do`.
    let lines: Vec<(&str, &str)> = said
        .lines()
        .filter_map(|line| {
            let (what, rest) = line.split_once(" (")?;
            let (place, advice) = rest.rsplit_once("): ")?;
            place.rsplit(':').next()?.parse::<u32>().ok()?;
            Some((what, advice))
        })
        .collect();
    let unseen: Vec<&str> = inputs::ALL
        .iter()
        .filter(|(name, ..)| !PARTS_OF_FAULTS.contains(name))
        .filter(|(name, _, text, _)| {
            let is_advice = name.ends_with("_do");
            let seen = |(what, advice): &(&str, &str)| {
                is_made_from(if is_advice { advice } else { what }, text)
            };
            !lines.iter().any(seen)
        })
        .map(|(name, ..)| *name)
        .collect();
    assert_eq!(unseen, [""; 0], "no file here brings these about; what was said:\n{said}");
    for (what, advice) in lines {
        assert!(!what.is_empty() && advice.chars().count() > 3, "{what}: {advice}");
    }
}

type Case = (&'static str, fn() -> Done);

/// What `restore` or `import` says of a file with these bytes.
fn taken(command: &str, bytes: impl AsRef<[u8]>) -> Done {
    let home = Home::new();
    let file = home.file("x.yishi", bytes);
    home.run(&[command.as_ref(), file.as_os_str()])
}

fn import(text: impl AsRef<[u8]>) -> Done {
    taken("import", text)
}

/// The record of the sample with two notes.
fn lines() -> Vec<String> {
    let home = Home::planned();
    home.ok(&["exec", SAMPLE, "--", "note \"甲\""]);
    home.ok(&["export", SAMPLE, "journal"]).lines().map(str::to_owned).collect()
}

fn changed(from: &str, to: &str) -> String {
    let lines: Vec<String> = lines().iter().map(|line| line.replace(from, to)).collect();
    bundled(SAMPLE, &rehashed(lines.iter().map(String::as_str)))
}

fn whole() -> String {
    bundled(SAMPLE, &lines())
}

fn container(parts: &[(PartKind, &str, &str)]) -> Vec<u8> {
    let part = |(what, session, line): &(PartKind, &str, &'_ str)| Part {
        what: *what,
        session: (*session).to_owned(),
        lines: Vec::from_iter([line.to_string().leak().as_bytes()]),
    };
    write_container(ContainerKind::Backup, &parts.iter().map(part).collect::<Vec<_>>()).unwrap()
}

fn carried() -> Vec<Case> {
    vec![
        ("other_history", || {
            let (home, other) = (Home::planned(), Home::planned());
            home.ok(&["exec", SAMPLE, "--", "note \"甲\""]);
            other.ok(&["exec", SAMPLE, "--", "note \"乙\""]);
            let file = home.bundle("one.yishi");
            other.run(&["import".as_ref(), file.as_os_str()])
        }),
        ("no_files", || {
            let home = Home::new();
            let folder = home.outside().join("empty");
            std::fs::create_dir(&folder).unwrap();
            home.run(&["import".as_ref(), folder.as_os_str()])
        }),
        ("unfit_line", || {
            let lines = lines();
            import(bundled(SAMPLE, &[lines[0].clone(), lines[1].replace('甲', "乙")]))
        }),
        ("unfit_text", || import(changed("甲", "\\u001b[31m甲"))),
        ("unfit_plan", || {
            let second = lines()[1].replace("\"seq\":2", "\"seq\":1");
            import(bundled(SAMPLE, &rehashed([second.as_str()].into_iter())))
        }),
        ("unfit_id", || import(bundled("OTHER", &lines()))),
        ("unfit_attached", || {
            taken(
                "restore",
                container(&[(PartKind::Files, SAMPLE, "{\"sha256\":\"00\",\"base64\":\"\"}")]),
            )
        }),
        ("unfit_draft", || taken("restore", container(&[(PartKind::Drafts, SAMPLE, "{}")]))),
        ("store_damaged", || {
            let home = undecided_loss();
            last_line(home.run(&["backup", "-o", "a.yishi"]))
        }),
        ("foreign", || import("PK\u{3}\u{4}")),
        ("encrypted", || import("age-encryption.org/v1\n-> ")),
        ("newer", || import(whole().replacen("\"format\":1", "\"format\":9", 1))),
        ("torn", || import(whole().chars().take(900).collect::<String>())),
        ("broken", || import(whole().replacen('甲', "乙", 1))),
        ("misformed", || import(whole().replacen("\"part\":\"record\"", "\"part\":\"song\"", 1))),
        ("bad_id", || import(bundled("../x", &lines()))),
        ("twice", || {
            let twice = container(&[(PartKind::Drafts, "a", "{}"), (PartKind::Drafts, "b", "{}")]);
            taken("restore", String::from_utf8(twice).unwrap().replacen("\"b\"", "\"a\"", 1))
        }),
        ("too_large", || {
            let home = Home::new();
            let file = home.file("x.yishi", "");
            let open = std::fs::File::options().write(true).open(&file).unwrap();
            open.set_len((64 << 30) + 1).unwrap();
            home.run(&["import".as_ref(), file.as_os_str()])
        }),
        ("not_a_file", || Home::planned().run(&["restore", "store"])),
    ]
}

/// A store in which half of a session is lost, as was told.
fn undecided_loss() -> Home {
    let home = Home::held();
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    let bytes = std::fs::read(&journal).unwrap();
    std::fs::write(&journal, &bytes[..bytes.len() / 2]).unwrap();
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    home.run(&["verify"]);
    home
}

/// What a command said last, without the damage that was told before it.
fn last_line(done: Done) -> Done {
    let last = done.err.lines().last().unwrap_or_default().to_owned() + "\n";
    Done { err: last, ..done }
}

fn stored() -> Vec<Case> {
    vec![
        ("in_use", || {
            let home = Home::planned();
            let lock = std::fs::File::options().write(true).open(home.store().join("LOCK"));
            let lock = lock.unwrap();
            lock.lock().unwrap();
            std::fs::remove_file(home.store().join("HOLDER")).unwrap();
            let file = home.backup("all.yishi");
            home.run(&["restore".as_ref(), file.as_os_str()])
        }),
        ("in_use_by", || {
            let home = Home::planned();
            let lock = std::fs::File::options().write(true).open(home.store().join("LOCK"));
            lock.as_ref().unwrap().lock().unwrap();
            std::fs::write(home.store().join("HOLDER"), "4711\n").unwrap();
            let file = home.backup("all.yishi");
            home.run(&["restore".as_ref(), file.as_os_str()])
        }),
        ("newer", || {
            let home = Home::planned();
            std::fs::write(home.store().join("FORMAT"), "yishi store 2\n").unwrap();
            home.run(&["list"])
        }),
        ("not_a_store", || {
            let home = Home::new();
            std::fs::write(home.store(), "a file").unwrap();
            home.run(&["list"])
        }),
        ("no_session", || Home::planned().run(&["show", "NONE"])),
        ("bad_id", || {
            let home = Home::new();
            let plan = home.file("p.toml", PLAN);
            home.run(&["new".as_ref(), plan.as_os_str(), "--id".as_ref(), "a/b".as_ref()])
        }),
        ("io", || {
            let home = Home::new();
            std::os::unix::fs::symlink("nowhere/at/all", home.store()).unwrap();
            home.run(&["demo"])
        }),
        ("odd", || {
            let home = Home::planned();
            let draft = home.store().join("drafts/x");
            let made = std::process::Command::new("mkfifo").arg(&draft).status();
            assert!(made.unwrap().success());
            home.run(&["list"])
        }),
        ("link", || {
            let home = Home::planned();
            let journals = home.store().join("journal");
            std::os::unix::fs::symlink("/etc/hostname", journals.join("x.jsonl")).unwrap();
            home.run(&["list"])
        }),
        ("line_form", || going_on_with(|_| "{}".to_owned())),
        ("line_newer", || going_on_with(|_| "{\"v\":9}".to_owned())),
        ("line_hash", || going_on_with(|first| first.replacen("\"seq\":1", "\"seq\":2", 1))),
        ("line_chain", || going_on_with(str::to_owned)),
        ("undecided_loss", || {
            let home = undecided_loss();
            last_line(home.run(&["exec", SAMPLE, "--", "note \"x\""]))
        }),
    ]
}

/// A planned session whose record goes on with this line, made of its first one.
fn going_on_with(line: impl Fn(&str) -> String) -> Done {
    let home = Home::planned();
    let first = home.ok(&["export", SAMPLE, "journal"]);
    let line = line(first.trim_end()).into_bytes();
    SledLog::open(&home.store()).unwrap().append(SAMPLE, 2, &[line], None).unwrap();
    home.run(&["show", SAMPLE])
}

/// Errors of the store that places.rs brings about, which asks the same of them as is asked here.
const IN_PLACES: &[&str] = &["read_only", "permission"];

type Worded = (&'static str, fn(Lang) -> String);

/// Errors that no single command brings about: their wording is asked.
const WORDED: [Worded; 9] = [
    ("not_written", |lang| {
        transfer::container_text(
            lang,
            "a.yishi",
            &ContainerError::Output(std::io::ErrorKind::StorageFull),
        )
    }),
    ("refused_some", |lang| transfer::refused_some(lang, 1, 3)),
    ("line_fork", |lang| store::line_error_text(lang, &RecordError::Fork(7))),
    ("unsure", |lang| store::unsure(lang, "A", "x")),
    ("conflict", |lang| store::conflict(lang, "A", 3, 2)),
    ("damaged", |lang| store::damaged(lang, "/store")),
    ("full", |lang| store::full(lang, "/store")),
    ("too_much", |lang| transfer::container_text(lang, "a.yishi", &ContainerError::TooMuch)),
    ("not_a_line", |lang| {
        let error = ContainerError::NotALine { session: "A".to_owned(), n: 2 };
        transfer::container_text(lang, "a.yishi", &error)
    }),
];

/// Of the messages about files: what only a screen says.
const ON_SCREEN: &[&str] = &["in_use"];

/// What is said of a result, of damage that was found and dealt with, or is a part of a message.
const NO_ERRORS: &[&str] = &[
    "backed_up",
    "bundled",
    "salvaged",
    "salvaged_loose",
    "salvage_whole",
    "taken_new",
    "taken_same",
    "taken_longer",
    "taken_shorter",
    "taken_joined",
    "with_label",
    "will_join",
    "will_new",
    "will_same",
    "will_longer",
    "will_shorter",
    "file_has",
    "drafts_put",
    "draft_kept",
    "loose_left",
    "attachment_gone",
    "newer_inside",
    "with_unknown",
    "packing",
    "writing",
    "taking_in",
    "salvaging",
    "comes_to_else",
    "cut_off",
    "only_reading",
    "was_open",
    "id_empty",
    "id_long",
    "id_dash",
    "id_dot",
    "id_character",
    "id_reserved",
    "id_alike",
    "rebuilt",
    "renewed",
    "database_repaired",
    "journal_repaired",
    "witness",
    "format_file",
    "draft_repaired",
    "gone_on",
    "lost_note",
    "altered_note",
    "end_unknown_note",
    "original_at",
];

/// Damage that people have to do something about.
const DAMAGE: &[&str] = &[
    "lost",
    "end_unknown",
    "sessions_unknown",
    "journal_short",
    "altered",
    "foreign_lines",
    "attachment_lost",
    "replaced",
    "draft_lost",
    "unreadable",
    "left_out",
    // A record from elsewhere that breaks the rules.
    "unruled",
];

#[test]
fn no_error_about_a_backup_or_the_store_has_escaped() {
    for (cases, all) in [(carried(), transfer::ALL), (stored(), store::ALL)] {
        for (name, _, zh, en) in all {
            let told = [
                cases.iter().any(|(case, _)| case == name),
                all == store::ALL && IN_PLACES.contains(name),
                all == transfer::ALL && ON_SCREEN.contains(name),
                WORDED.iter().any(|(worded, _)| worded == name),
                NO_ERRORS.contains(name),
                DAMAGE.contains(name),
            ];
            assert_eq!(told.into_iter().filter(|told| *told).count(), 1, "{name}: {told:?}");
            if DAMAGE.contains(name) {
                let todo = zh.rsplit_once('：').zip(en.rsplit_once(": "));
                assert!(todo.is_some_and(|(zh, en)| zh.1.len() > 9 && en.1.len() > 9), "{name}");
            }
        }
    }
    for (name, said) in WORDED {
        assert!(says_what_to_do(&said(Lang::Zh)), "{name}: {}", said(Lang::Zh));
        assert!(said(Lang::En).contains("): "), "{name}: {}", said(Lang::En));
    }
}

#[test]
fn every_error_about_a_backup_or_the_store_says_what_to_do() {
    let tables = [(carried(), transfer::ALL), (stored(), store::ALL)];
    for (cases, all) in tables {
        for (name, run) in cases {
            let message = all.iter().find(|message| message.0 == name);
            let message = message.unwrap_or_else(|| panic!("there is no message {name}")).2;
            let done = run();
            assert!((1..=4).contains(&done.code), "{name}: {} {}", done.code, done.err);
            assert_eq!(
                (done.out.as_str(), done.err.lines().count()),
                ("", 1),
                "{name}: {}",
                done.err
            );
            let line = done.err.trim_end().strip_prefix("yishi: ").unwrap_or_default();
            assert!(is_made_from(line, message), "{name}: {line}\nis not {message}");
            assert!(says_what_to_do(line), "{name} does not say what to do: {line}");
        }
    }
}
