//! Documents to files: the whole set or nothing, never over a file, the same bytes every time; full
//! names only with a reason on record; what an office has set.

use super::{Home, SAMPLE};
use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries.map(|e| e.path()).map(|p| (name(&p), std::fs::read(&p).unwrap_or_default())).collect()
}

/// Something of the user's folder.
fn put(home: &Home, name: &str, text: &str) {
    let path = home.store().parent().unwrap().join(".config/yishi/documents").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn the_whole_set_is_written_together_and_never_over_a_file() {
    let home = Home::held();
    let folder = home.store().parent().unwrap().join("set");
    let all = ["export", SAMPLE, "all", "-o", folder.to_str().unwrap()];
    home.ok(&all);
    let first = files(&folder);
    let stems: Vec<&str> = first.keys().map(|name| name.split('.').next().unwrap()).collect();
    let want = [
        "journal", "minutes", "notice", "opinion", "orders", "session", "signin", "summary",
        "tally", "tracking",
    ];
    assert_eq!(stems, want);
    assert!(first.values().all(|bytes| bytes.len() > 500));
    let again = home.run(&all);
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{}", again.err);
    assert!(again.err.contains("minutes."), "{}", again.err);
    assert_eq!(files(&folder), first);
    std::fs::write(folder.join("theirs.txt"), "theirs").unwrap();
    home.ok(&[&all[..], &["--force"]].concat());
    let mut forced = files(&folder);
    assert_eq!(forced.remove("theirs.txt").unwrap(), b"theirs");
    assert_eq!(forced, first, "the same to the byte");

    std::fs::remove_file(folder.join("minutes.md"))
        .or_else(|_| std::fs::remove_file(folder.join("minutes.docx")))
        .unwrap();
    let before = files(&folder);
    assert_eq!(home.run(&all).code, 1);
    assert_eq!(files(&folder), before, "one that is there keeps all others out");
    let nowhere = folder.join("none/set");
    let failed = home.run(&["export", SAMPLE, "all", "-o", nowhere.to_str().unwrap()]);
    assert_eq!(failed.code, 1, "{}", failed.err);
    assert_eq!(home.run(&["export", SAMPLE, "all"]).code, 2, "a set needs a folder");
}

#[test]
fn each_document_has_its_formats() {
    let home = Home::held();
    let folder = home.store().parent().unwrap().to_path_buf();
    for (doc, format, begins) in [
        ("signin", None, &b"PK"[..]),
        ("tracking", None, b"PK"),
        ("tally", Some("xlsx"), b"PK"),
        ("tracking", Some("csv"), "\u{feff}序号".as_bytes()),
        ("notice", Some("html"), b"<!DOCTYPE html>"),
        ("opinion", Some("md"), "# 槐树湾".as_bytes()),
    ] {
        let path = folder.join(format!("{doc}-{}", format.unwrap_or("default")));
        let mut args = vec!["export", SAMPLE, doc, "-o", path.to_str().unwrap()];
        args.extend(format.iter().flat_map(|format| ["--format", *format]));
        home.ok(&args);
        assert!(std::fs::read(&path).unwrap().starts_with(begins), "{doc} {format:?}");
    }
    let wrong = home.run(&["export", SAMPLE, "tracking", "--format", "html5"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("xlsx, csv, md"), "{}", wrong.err);
    assert_eq!(home.run(&["export", SAMPLE, "diary"]).code, 2);
}

#[test]
fn full_names_need_a_reason_and_the_reason_is_recorded_first() {
    let home = Home::held();
    home.ok(&["exec", SAMPLE, "--", "seal"]);
    let events = home.log().len();
    let notice = ["export", SAMPLE, "notice", "--format", "txt"];
    assert!(!home.ok(&notice).contains("王桂英"));
    for bad in [&["--unmasked"][..], &["--unmasked", "--reason", " "], &["--reason", "x"]] {
        let done = home.run(&[&notice[..], bad].concat());
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{bad:?} {}", done.err);
    }
    let other = ["export", SAMPLE, "minutes", "--format", "txt", "--unmasked", "--reason", "x"];
    assert_eq!(home.run(&other).code, 2, "only a notice is masked");
    let there = home.file("there.txt", "mine");
    let unmasked = ["--unmasked", "--reason", "报区里存档"];
    let over = [&notice[..], &unmasked, &["-o", there.to_str().unwrap()]].concat();
    assert_eq!(home.run(&over).code, 1);
    assert_eq!(home.log().len(), events, "no paper, no record");

    let text = home.ok(&[&notice[..], &unmasked].concat());
    assert!(text.contains("王桂英"), "{text}");
    let log = home.log();
    assert_eq!(log.len(), events + 1);
    let last = log.last().unwrap();
    assert!(last["command"].as_str().unwrap().ends_with("unmask \"报区里存档\""), "{last}");
    assert_eq!(last["by"]["role"], "office");
    let print = text.lines().find(|line| line.starts_with("记录指纹")).unwrap();
    let said = home.ok(&["verify", SAMPLE, "--fingerprint", print]);
    assert!(said.contains("是现在的记录"), "the paper knows its own reason: {said}");
}

#[test]
fn an_offices_settings_and_templates_are_used_and_their_faults_told() {
    let home = Home::held();
    put(
        &home,
        "zh-CN.toml",
        "unit = \"柳荫街道办事处\"\nissuers = \"x\"\n[notice]\nparts = [\"closing\"]\n",
    );
    let export = |format: &str| home.run(&["export", SAMPLE, "notice", "--format", format]);
    let done = export("txt");
    assert!(done.out.contains("柳荫街道办事处") && !done.out.contains("基本情况"), "{}", done.out);
    assert!(done.err.contains("zh-CN.toml:2:1"), "{}", done.err);
    put(&home, "zh-CN.toml", "");
    put(&home, "zh-CN/notice.md", "公告：{{ title }}\n{{ part.period.text }}\n");
    let done = export("md");
    assert!(
        done.out.starts_with("公告：槐树湾") && done.err.is_empty(),
        "{}{}",
        done.out,
        done.err
    );
    put(&home, "zh-CN/notice.md", "公告\n{{ part.perod.text }}\n");
    let done = export("md");
    assert_eq!(done.code, 0);
    assert!(done.err.contains("notice.md:2"), "{}", done.err);
    assert!(done.out.starts_with("# 槐树湾"), "the program's own form: {}", done.out);
}
