//! Records in which a newer version has written: nothing of it is lost on any way, it is named, and
//! only what depends on it is refused. And what the first version wrote opens for ever.

use crate::cli::{Done, Home, SAMPLE};
use crate::fuzz::targets::{bundled, rehashed};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sample as it is planned, with two notes, of which the last is changed as a newer version
/// could have written it.
fn written_by_a_newer_version(from: &str, to: &str) -> Home {
    let home = Home::planned();
    home.ok(&["exec", SAMPLE, "--", "note \"甲\""]);
    home.ok(&["exec", SAMPLE, "--", "note \"乙\""]);
    let journal = home.ok(&["export", SAMPLE, "journal"]);
    assert!(journal.contains(from), "{journal}");
    let lines = rehashed(journal.replace(from, to).lines());
    let file = home.file("newer.yishi", bundled(SAMPLE, &lines));
    let home = Home::new();
    let file = home.file("newer.yishi", std::fs::read(file).unwrap());
    let said = home.ok(&["import".as_ref(), file.as_os_str()]);
    assert!(said.contains("其中 1 条由更新版本写入"), "{said}");
    assert_eq!(home.ok(&["export", SAMPLE, "journal"]), lines.join("\n") + "\n");
    home
}

/// A fact more, a kind, a field of the line, a version that this program does not know.
const TRIALS: [(&str, &str); 4] = [
    ("{\"text\":\"甲\"}", "{\"text\":\"甲\",\"tone\":\"calm\"}"),
    ("{\"noted\":{\"text\":\"甲\"}}", "{\"sung\":{\"text\":\"甲\",\"pitch\":[1,2.50]}}"),
    (
        ",\"event\":{\"minutes\":{\"noted\":{\"text\":\"甲\"",
        ",\"room\":3,\"event\":{\"minutes\":{\"noted\":{\"text\":\"甲\"",
    ),
    ("{\"v\":1,\"seq\":2", "{\"v\":9,\"seq\":2"),
];

#[test]
fn what_a_newer_version_wrote_is_kept_to_the_byte_and_named() {
    for (from, to) in TRIALS {
        let home = written_by_a_newer_version(from, to);
        let journal = home.ok(&["export", SAMPLE, "journal"]);
        // It is sound, and named wherever the session is looked at.
        let said = home.ok(&["verify"]);
        assert!(said.contains("完好") && said.contains("1 条"), "{said}");
        assert_eq!(home.show()["unknown"], serde_json::json!([2]), "{to}");
        assert!(home.ok(&["log", SAMPLE]).contains("不认识"), "{to}");
        // The meeting goes on, and the line stays in every copy.
        home.ok(&["exec", SAMPLE, "--", "note \"丙\""]);
        let longer = home.ok(&["export", SAMPLE, "journal"]);
        assert!(longer.starts_with(&journal), "{to}");
        let bundle = home.bundle("again.yishi");
        let other = Home::new();
        other.ok(&["import".as_ref(), bundle.as_os_str()]);
        assert_eq!(other.ok(&["export", SAMPLE, "journal"]), longer, "{to}");
        let all = home.backup("all.yishi");
        let other = Home::new();
        other.ok(&["restore".as_ref(), all.as_os_str()]);
        assert_eq!(other.ok(&["export", SAMPLE, "journal"]), longer, "{to}");
        assert_eq!(checked(&home, &longer), 0, "the recipe of docs/events.md, {to}");
        // What depends on it is refused, with that reason.
        for act in ["correct 2 \"丁\"", "undo 2", "undo 1"] {
            let done = home.run(&["exec", SAMPLE, "--", act]);
            assert_eq!(done.code, 3, "{act}: {}", done.err);
            assert!(act == "undo 1" || done.err.contains("更新版本"), "{act}: {}", done.err);
        }
        home.ok(&["exec", SAMPLE, "--", "undo 3"]);
    }
}

/// The recipe of docs/events.md over a journal.
pub(crate) fn checked(home: &Home, journal: &str) -> i32 {
    let doc = include_str!("../../docs/events.md");
    let recipe = doc.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    home.file("journal.jsonl", journal);
    let mut shell = Command::new("sh");
    let out = shell.arg("-c").arg(recipe).current_dir(home.outside()).output().unwrap();
    out.status.code().unwrap_or(-1)
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

const HEAD: &str = "18c5b1b440867f7311f0d0874ff67036d6da297ec0e62373985fe7c2b64f0641";
const SMALL: &str = "480cd9034b98ee0db278dabc4fd29a156c6c5402bd11f895f00fa64b9e571112";

#[test]
fn what_the_first_version_wrote_opens_for_ever() {
    let old = formats().join("1");
    // Its store, with a draft in it.
    let home = Home::new();
    copy(&old.join("store"), &home.store());
    let said = home.ok(&["verify"]);
    assert!(said.contains(HEAD) && said.contains(SMALL), "{said}");
    let journal = home.ok(&["export", SAMPLE, "journal"]);
    assert_eq!(checked(&home, &journal), 0);
    let backup = std::fs::read_to_string(home.backup("again.yishi")).unwrap();
    assert!(backup.contains("{\"name\":\"note\",\"text\":\"路灯坏了三盏\"}"), "the draft");
    // Its bundle and its backup.
    for (file, command) in [("bundle.yishi", "import"), ("backup.yishi", "restore")] {
        let other = Home::new();
        other.ok(&[command.as_ref(), old.join(file).as_os_str()]);
        assert_eq!(other.ok(&["export", SAMPLE, "journal"]), journal, "{file}");
        // And it goes on from there.
        let done: Done = other.run(&["exec", SAMPLE, "--", "adopt 1"]);
        assert_eq!(done.code, 0, "{}", done.err);
    }
}
