//! Sessions carried from one store to another: whole, checked before a byte is stored, and never
//! over another history.

use super::{Done, Home, SAMPLE, sample};
use crate::fuzz::targets::{bundled, rehashed};
use std::path::{Path, PathBuf};

impl Home {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.store().with_file_name(name)
    }

    pub(crate) fn backup(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        self.ok(&["backup".as_ref(), "-o".as_ref(), path.as_os_str()]);
        path
    }

    pub(crate) fn bundle(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        self.ok(&["bundle".as_ref(), SAMPLE.as_ref(), "-o".as_ref(), path.as_os_str()]);
        path
    }

    fn import(&self, path: &Path) -> Done {
        self.run(&["import".as_ref(), path.as_os_str()])
    }

    fn restore(&self, path: &Path) -> Done {
        self.run(&["restore".as_ref(), path.as_os_str()])
    }

    fn note(&self, text: &str) {
        self.ok(&["exec", SAMPLE, "--", &format!("note \"{text}\"")]);
    }

    fn journal(&self, session: &str) -> Vec<u8> {
        std::fs::read(self.store().join(format!("journal/{session}.jsonl"))).unwrap_or_default()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.store().parent().unwrap()).unwrap();
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// A second session with one person.
    fn second(&self) {
        let plan = self.file(
            "b.toml",
            "schema = 1\n[session]\nid = \"B\"\ntitle = \"乙\"\ndate = 2026-12-01\n",
        );
        let roster = self.file("b.csv", "姓名\n甲\n");
        self.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    }
}

#[test]
fn a_store_comes_back_from_its_backup() {
    let home = Home::held();
    home.second();
    let path = home.backup("all.yishi");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let other = Home::new();
    let done = other.restore(&path);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains(SAMPLE) && done.out.contains("B  "), "{}", done.out);
    for args in [&["list"][..], &["verify"], &["show", SAMPLE, "--json"], &["log", "B", "--json"]] {
        assert_eq!(other.ok(args), home.ok(args), "{args:?}");
    }
    assert_eq!(other.journal(SAMPLE), home.journal(SAMPLE));
    // Once more changes nothing.
    let again = other.restore(&path);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("没有变化"), "{}", again.out);
    assert_eq!(other.journal(SAMPLE), home.journal(SAMPLE));
}

#[cfg(unix)]
#[test]
fn one_record_that_cannot_be_read_keeps_no_other_from_being_checked_and_backed_up() {
    let home = Home::held();
    home.second();
    let journal = home.store().join("journal/B.jsonl");
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    std::fs::set_permissions(&journal, closed).unwrap();
    // Root reads everything.
    if std::fs::File::open(&journal).is_ok() {
        return;
    }
    let done = home.run(&["verify"]);
    assert!(done.code == 1 && done.err.contains("B.jsonl"), "{}", done.err);
    assert!(done.out.contains(&format!("{SAMPLE}  完好")), "{}", done.out);
    let path = home.outside().join("all.yishi");
    let done = home.run(&["backup".as_ref(), "-o".as_ref(), path.as_os_str()]);
    assert!(done.code == 1 && done.err.contains("B 没有备份"), "{}{}", done.out, done.err);
    assert!(done.out.contains("已备份 1 个会次"), "{}", done.out);
    let other = Home::new();
    let done = other.restore(&path);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(other.journal(SAMPLE), home.journal(SAMPLE));
}

#[test]
fn what_was_being_typed_is_in_a_backup_and_not_in_a_bundle() {
    use yishi::store::{Log, SledLog};
    let home = Home::planned();
    let draft = |home: &Home| SledLog::open(&home.store()).unwrap().drafts(SAMPLE).unwrap();
    SledLog::open(&home.store()).unwrap().put_draft(SAMPLE, "note", "未完的话").unwrap();
    let (all, one) = (home.backup("all.yishi"), home.bundle("one.yishi"));
    let other = Home::new();
    assert_eq!(other.import(&one).code, 0);
    assert!(draft(&other).is_empty());
    assert_eq!(other.restore(&all).code, 0);
    assert_eq!(draft(&other), [("note".to_owned(), "未完的话".to_owned())]);
    // Another text here stays.
    SledLog::open(&other.store()).unwrap().put_draft(SAMPLE, "note", "这里的话").unwrap();
    let again = other.restore(&all);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("note"), "{}", again.err);
    assert_eq!(draft(&other)[0].1, "这里的话");
}

#[test]
fn a_longer_history_goes_on_a_shorter_one_changes_nothing_and_another_one_is_refused() {
    let home = Home::planned();
    let short = home.bundle("short.yishi");
    home.note("甲");
    let long = home.bundle("long.yishi");
    let other = Home::new();
    assert_eq!(other.import(&short).code, 0);
    let done = other.import(&long);
    assert_eq!((done.code, other.journal(SAMPLE)), (0, home.journal(SAMPLE)), "{}", done.err);
    let done = other.import(&short);
    assert_eq!((done.code, other.journal(SAMPLE)), (0, home.journal(SAMPLE)), "{}", done.err);
    assert!(done.out.contains("没有变化"), "{}", done.out);
    // A session of the same beginning that then went another way.
    let third = Home::new();
    assert_eq!(third.import(&short).code, 0);
    third.note("乙");
    let before = third.journal(SAMPLE);
    let done = third.import(&long);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert!(done.err.contains("第 2 条"), "{}", done.err);
    assert_eq!(third.journal(SAMPLE), before);
    // In a backup it keeps the others out too: nothing half-done.
    home.second();
    let all = home.backup("all.yishi");
    let done = third.restore(&all);
    assert_eq!(done.code, 1, "{}", done.err);
    assert_eq!(third.run(&["show", "B"]).code, 2, "the other session is not there");
}

#[test]
fn a_file_is_never_replaced_unless_forced_and_nothing_is_left_beside_it() {
    let home = Home::planned();
    let path = home.file("here.yishi", "mine");
    let backup = ["backup".as_ref(), "-o".as_ref(), path.as_os_str()];
    let done = home.run(&backup);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    home.ok(&[&backup[..], &["--force".as_ref()]].concat());
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("{\"yishi\":\"backup\""));
    let salvage = ["salvage".as_ref(), "-o".as_ref(), path.as_os_str()];
    assert_eq!(home.run(&salvage).code, 1);
    home.ok(&[&salvage[..], &["--force".as_ref()]].concat());
    assert_eq!(home.names(), ["here.yishi", "store"]);
    for bad in ["gone/x", "store"] {
        let done = home.run(&["backup", "-o", bad]);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{bad} {}", done.err);
    }
}

/// The lines of the record, changed, and every hash of them made right again.
fn rehash(lines: &[String], change: impl Fn(usize, &str) -> String) -> Vec<String> {
    let changed: Vec<String> = lines.iter().enumerate().map(|(n, line)| change(n, line)).collect();
    rehashed(changed.iter().map(String::as_str))
}

#[test]
fn a_foreign_bundle_is_checked_before_a_byte_is_stored() {
    let home = Home::planned();
    home.note("甲");
    let out = home.ok(&["export", SAMPLE, "journal"]);
    let lines: Vec<String> = out.lines().map(str::to_owned).collect();
    let swap = |from: &str, to: &str| {
        rehash(&lines, |n, line| if n == 1 { line.replace(from, to) } else { line.to_owned() })
    };
    let whole = bundled(SAMPLE, &rehash(&lines, |_, line| line.to_owned()));
    let mut turned = lines.clone();
    turned.reverse();
    let smuggled =
        vec![lines[0].replace(",\"noted\":", ",\"x\":\"\\u001b\",\"noted\":"), lines[1].clone()];
    let cases = [
        ("another file", "PK\u{3}\u{4}".to_owned(), 2),
        ("nothing", String::new(), 2),
        ("a newer form", whole.replacen("\"format\":1", "\"format\":9", 1), 1),
        ("cut off", whole.chars().take(whole.chars().count() - 200).collect(), 1),
        ("a changed byte", whole.replacen('甲', "乙", 1), 1),
        ("a path for an id", bundled("../x", &lines), 2),
        ("the record of another session", bundled("OTHER", &lines), 2),
        (
            "no plan",
            bundled(SAMPLE, &rehash(&lines[1..], |_, line| line.replace("\"seq\":2", "\"seq\":1"))),
            2,
        ),
        ("lines turned round", bundled(SAMPLE, &turned), 2),
        ("a line left out", bundled(SAMPLE, &[lines[0].clone(), lines[0].clone()]), 2),
        (
            "text changed under its hash",
            bundled(SAMPLE, &[lines[0].clone(), lines[1].replace('甲', "乙")]),
            2,
        ),
        ("a field smuggled in", bundled(SAMPLE, &smuggled), 2),
        ("an escape in an event", bundled(SAMPLE, &swap("甲", "\\u001b]52;c;QUJD\\u0007")), 2),
        ("a C1 escape", bundled(SAMPLE, &swap("甲", "\u{9b}2J")), 2),
        ("an override", bundled(SAMPLE, &swap("甲", "\u{202e}甲")), 2),
        ("a text without end", bundled(SAMPLE, &swap("甲", &"字".repeat(20_001))), 2),
        (
            "a newer line in a form of its own",
            bundled(SAMPLE, &[lines[0].clone(), "{\"v\":9,\"seq\":2}".to_owned()]),
            2,
        ),
        ("not UTF-8", String::new(), 2),
    ];
    for (what, text, code) in cases {
        let other = Home::new();
        let mut bytes = text.into_bytes();
        if what == "not UTF-8" {
            bytes = whole.replace('甲', "字").into_bytes();
            let at = bytes.len() / 2;
            bytes[at] = 0xff;
        }
        let path = other.file("x.yishi", bytes);
        for (n, done) in [other.import(&path), other.restore(&path)].into_iter().enumerate() {
            // Whatever is wrong with one of many, the others are taken in.
            let code = if n == 0 { 1 } else { code };
            let code = if what == "not UTF-8" { done.code.max(1) } else { code };
            assert_eq!(done.code, code, "{what}: {}{}", done.out, done.err);
            assert_eq!(done.out, "", "{what}");
            assert!(
                done.err.starts_with("yishi: ") && done.err.len() < 1_000,
                "{what} {}",
                done.err
            );
            crate::hostile::harmless(what, &done.err);
        }
        assert!(!other.store().join("journal").join(format!("{SAMPLE}.jsonl")).exists(), "{what}");
        assert_eq!(other.ok(&["list", "--json"]), "[]\n", "{what}");
    }
    let other = Home::new();
    let path = other.file("whole.yishi", whole);
    assert_eq!(other.import(&path).code, 0);
    assert_eq!(other.ok(&["verify"]), home.ok(&["verify"]));
    let all = home.backup("all.yishi");
    assert_eq!(other.import(&all).code, 0, "a backup is taken in as well");
    assert_eq!(other.import(&other.store()).code, 1, "a folder without any");
}

#[test]
fn a_store_in_use_can_be_backed_up_but_nothing_is_taken_in() {
    let home = Home::planned();
    let lock = std::fs::File::options().write(true).open(home.store().join("LOCK")).unwrap();
    lock.lock().unwrap();
    let path = home.backup("all.yishi");
    assert_eq!(home.restore(&path).code, 4);
    let out = home.path("saved.yishi");
    home.ok(&["salvage".as_ref(), "-o".as_ref(), out.as_os_str()]);
    drop(lock);
    assert_eq!(home.restore(&path).code, 0);
}

/// Every file below a folder with its bytes, and when it was last written.
fn tree(dir: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(tree(&path));
        } else {
            let written = path.metadata().unwrap().modified().unwrap();
            all.push((path.clone(), std::fs::read(&path).unwrap(), written));
        }
    }
    all.sort();
    all
}

#[test]
fn salvage_saves_what_is_left_and_changes_nothing() {
    let home = Home::held();
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    let whole = std::fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    // The database is gone, and a line in the middle of the journal.
    for name in ["db", "conf"] {
        std::fs::write(home.store().join("sled").join(name), b"rubbish").unwrap();
    }
    let gap = lines.len() / 2;
    let torn = [&lines[..gap], &["{\"n\":"], &lines[gap + 1..]].concat().join("\n") + "\n";
    std::fs::write(&journal, torn).unwrap();
    let before = tree(&home.store());

    let out = home.path("saved.yishi");
    let done = home.run(&["salvage".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    let rest = lines.len() - gap - 1;
    assert!(done.err.contains(&format!("第 {gap} 条")), "{}", done.err);
    assert!(done.err.contains(&format!("{rest} 条")), "{}", done.err);
    assert_eq!(tree(&home.store()), before, "the store was changed");
    assert_eq!(home.names(), ["saved.yishi", "store"]);

    let other = Home::new();
    let done = other.restore(&out);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains(&format!("{rest} 条")), "{}", done.err);
    assert_eq!(other.log().len(), gap);
    // Opening the damaged store sets the originals aside; they are salvaged from there, too.
    home.run(&["verify"]);
    let again = home.path("again.yishi");
    home.run(&["salvage".as_ref(), "-o".as_ref(), again.as_os_str()]);
    let saved = std::fs::read_to_string(&again).unwrap();
    assert!(saved.contains("\"part\":\"loose\"") || saved.contains("\"part\":\"record\""));
}

#[test]
fn a_store_that_lost_records_is_not_backed_up_in_silence() {
    let home = Home::held();
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    let whole = std::fs::read(&journal).unwrap();
    std::fs::write(&journal, &whole[..whole.len() / 2]).unwrap();
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    let path = home.path("all.yishi");
    let done = home.run(&["backup".as_ref(), "-o".as_ref(), path.as_os_str()]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert!(done.err.contains("salvage"), "{}", done.err);
    assert!(!path.exists());
}

#[test]
fn verify_says_once_what_is_damaged_and_remembers_what_was_lost() {
    let home = Home::held();
    assert_eq!(home.run(&["verify"]).code, 0);
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    let whole = std::fs::read(&journal).unwrap();
    // One copy: repaired from the other, and said.
    let mut bad = whole.clone();
    let at = bad.len() / 2;
    bad[at] ^= 1;
    std::fs::write(&journal, bad).unwrap();
    let done = home.run(&["verify"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert_eq!(home.run(&["verify"]).code, 0);
    assert_eq!(std::fs::read(&journal).unwrap(), whole);
    // Both copies: lost, and not forgotten.
    std::fs::write(&journal, &whole[..whole.len() / 2]).unwrap();
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    let done = home.run(&["verify", SAMPLE]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.err.contains("丢失"), "{}", done.err);
    // It is told until somebody decides to go on, and remembered after that.
    assert_eq!(home.run(&["verify"]).code, 1);
    home.ok(&["exec", SAMPLE, "--accept-loss", "--", "note \"继续\""]);
    let later = home.run(&["verify"]);
    assert_eq!(later.code, 0, "{}", later.err);
    assert!(later.out.contains("丢失"), "{}", later.out);
    assert_eq!(home.run(&["verify", "NONE"]).code, 2);
}

#[test]
fn a_secret_vote_is_carried_by_its_totals() {
    let home = Home::planned();
    let script = std::fs::read_to_string(sample("transcript.yishi")).unwrap();
    assert!(script.contains("secret"), "the sample has a secret vote");
    let held = Home::held();
    let text = std::fs::read_to_string(held.backup("all.yishi")).unwrap();
    let journal = held.ok(&["export", SAMPLE, "journal"]);
    assert!(text.contains(&journal), "a backup holds the record and nothing beside it");
    drop(home);
}

#[cfg(unix)]
#[test]
fn a_store_open_to_others_is_closed_and_that_is_said_once() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::planned();
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(home.store(), open).unwrap();
    let done = home.run(&["list"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("其他用户"), "{}", done.err);
    assert_eq!(home.run(&["list"]).err, "");
    let mode = std::fs::metadata(home.store()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[cfg(unix)]
#[test]
fn an_export_has_the_users_mask_and_replaces_neither_a_link_nor_what_it_leads_to() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::planned();
    let out = home.path("journal.jsonl");
    let yishi = env!("CARGO_BIN_EXE_yishi");
    let command = format!("umask 027; exec '{yishi}' export {SAMPLE} journal -o journal.jsonl");
    let done = std::process::Command::new("sh")
        .args(["-c", &command])
        .env("YISHI_STORE", home.store())
        .current_dir(out.parent().unwrap())
        .status();
    assert!(done.unwrap().success());
    assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o640);
    let precious = home.file("precious", "mine");
    let link = home.path("link.jsonl");
    std::os::unix::fs::symlink(&precious, &link).unwrap();
    let args =
        ["export".as_ref(), SAMPLE.as_ref(), "journal".as_ref(), "-o".as_ref(), link.as_os_str()];
    assert_eq!(home.run(&args).code, 1);
    // Only plain files are replaced.
    assert_eq!(home.run(&[&args[..], &["--force".as_ref()]].concat()).code, 1);
    assert_eq!(std::fs::read(&precious).unwrap(), b"mine");
    assert!(link.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn a_lost_tail_comes_back_from_a_backup() {
    let home = Home::held();
    let (path, whole) = (home.backup("all.yishi"), home.journal(SAMPLE));
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    std::fs::write(&journal, &whole[..whole.len() / 2]).unwrap();
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    assert_eq!(home.run(&["verify"]).code, 1);
    let done = home.restore(&path);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(home.journal(SAMPLE), whole);
    assert_eq!(home.run(&["verify"]).code, 0);
    home.note("可以继续");
}

#[test]
fn what_is_attached_goes_with_the_session() {
    let home = Home::held();
    let photo = home.file("photo.jpg", "bytes of a photograph");
    home.ok(&["attach-file", SAMPLE, photo.to_str().unwrap(), "会场照片"]);
    let folder = |home: &Home| home.store().join("attachments");
    let kept = |home: &Home| -> Vec<_> {
        let entries = std::fs::read_dir(folder(home)).into_iter().flatten();
        entries.map(|e| std::fs::read(e.unwrap().path()).unwrap()).collect()
    };
    assert_eq!(kept(&home), [b"bytes of a photograph"]);
    let (bundle, backup) = (home.bundle("a.yishi"), home.backup("b.yishi"));
    for (command, file) in [("import", &bundle), ("restore", &backup)] {
        let other = Home::new();
        other.ok(&[command.as_ref(), file.as_os_str()]);
        assert_eq!(kept(&other), kept(&home), "{command}");
        // Taken in once more, nothing is there twice.
        other.import(&bundle);
        assert_eq!(kept(&other).len(), 1, "{command}");
    }
    // One that is gone is told, and the session is carried all the same.
    std::fs::remove_dir_all(folder(&home)).unwrap();
    let again = home.path("c.yishi");
    let done = home.run(&["bundle".as_ref(), SAMPLE.as_ref(), "-o".as_ref(), again.as_os_str()]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("photo.jpg"), "{}", done.err);
    // So it is where the store is checked; the backup brings it back.
    let done = home.run(&["verify"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("photo.jpg"), "{}", done.err);
    home.ok(&["restore".as_ref(), backup.as_os_str()]);
    assert_eq!(kept(&home).len(), 1);
    home.ok(&["verify"]);
}

#[test]
fn what_is_attached_is_salvaged_with_the_session() {
    let home = Home::held();
    let photo = home.file("photo.jpg", "bytes of a photograph");
    home.ok(&["attach-file", SAMPLE, photo.to_str().unwrap(), "会场照片"]);
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    let saved = home.path("saved.yishi");
    home.ok(&["salvage".as_ref(), "-o".as_ref(), saved.as_os_str()]);
    let other = Home::new();
    other.ok(&["restore".as_ref(), saved.as_os_str()]);
    other.ok(&["verify"]);
    // One that is gone is told, and all else is saved.
    std::fs::remove_dir_all(home.store().join("attachments")).unwrap();
    let saved = home.path("less.yishi");
    let done = home.run(&["salvage".as_ref(), "-o".as_ref(), saved.as_os_str()]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("photo.jpg"), "{}", done.err);
}
