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
    for want in [
        "会议记录",
        "会议纪要",
        "签到表",
        "计票单",
        "协商意见书",
        "公示",
        "督办单",
        "成果跟踪表",
        "会议通知",
        "主持词",
        "表决票",
        "座位牌",
        "参会人员名册",
        "会议简报",
        "协商成果报告",
        "落实结果公示",
        "答复函",
        "意见征集表",
        "卷内目录",
        "事件日志",
        "会次状态",
    ] {
        assert!(stems.contains(&want), "{want}: {stems:?}");
    }
    assert!(first.values().all(|bytes| bytes.len() > 500));
    let again = home.run(&all);
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{}", again.err);
    assert!(again.err.contains("会议记录."), "{}", again.err);
    assert_eq!(files(&folder), first);
    std::fs::write(folder.join("theirs.txt"), "theirs").unwrap();
    home.ok(&[&all[..], &["--force"]].concat());
    let mut forced = files(&folder);
    assert_eq!(forced.remove("theirs.txt").unwrap(), b"theirs");
    assert_eq!(forced, first, "the same to the byte");

    std::fs::remove_file(folder.join("会议记录.md"))
        .or_else(|_| std::fs::remove_file(folder.join("会议记录.docx")))
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
        let path = folder.join(format!("{doc}-x.{}", format.unwrap_or("xlsx")));
        let mut args = vec!["export", SAMPLE, doc, "-o", path.to_str().unwrap()];
        args.extend(format.iter().flat_map(|format| ["--format", *format]));
        home.ok(&args);
        assert!(std::fs::read(&path).unwrap().starts_with(begins), "{doc} {format:?}");
    }
    // The ending of the file says it alone; one that says another thing, or none, is bad usage.
    for (name, args, code) in [
        ("a.pdf", &[][..], 0),
        ("b.docx", &["--format", "docx"], 0),
        ("c.pdf", &["--format", "docx"], 2),
        ("d", &[], 2),
        ("e.doc", &[], 2),
        ("f.csv", &[], 2),
    ] {
        let path = folder.join(name);
        let all = [&["export", SAMPLE, "minutes", "-o", path.to_str().unwrap()], args].concat();
        let done = home.run(&all);
        assert_eq!(done.code, code, "{name} {args:?}: {}", done.err);
        assert_eq!(path.exists(), code == 0, "{name}");
    }
    assert!(std::fs::read(folder.join("a.pdf")).unwrap().starts_with(b"%PDF"));
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
    assert!(done.out.starts_with("公告：槐树湾"), "{}{}", done.out, done.err);
    put(&home, "zh-CN/notice.md", "公告\n{{ part.perod.text }}\n");
    let done = export("md");
    assert_eq!(done.code, 0);
    assert!(done.err.contains("notice.md:2"), "{}", done.err);
    assert!(done.out.starts_with("# 槐树湾"), "the program's own form: {}", done.out);
}

#[test]
fn what_a_paper_bears_is_kept_and_numbered_on() {
    let home = Home::held();
    let text = |more: &[&str]| {
        home.ok(&[&["export", SAMPLE, "summary", "--format", "txt"], more].concat())
    };
    assert!(text(&[]).contains("〔2026〕\u{3000}号"), "a place for the number");
    let more = ["--number", "next", "--copies", "柳荫街道党工委", "--printed", "2026-12-02"];
    let told = text(&more);
    for there in ["〔2026〕1号", "抄送：柳荫街道党工委。", "2026年12月2日印发"] {
        assert!(told.contains(there), "{there}\n{told}");
    }
    let again = text(&["--number", "next"]);
    assert!(again.contains("〔2026〕1号") && again.contains("柳荫街道党工委"), "{again}");
    assert_eq!(home.run(&["export", SAMPLE, "summary", "--number", "0"]).code, 2);
    home.ok(&["list", "-o", "register.csv"]);
    let register = home.run(&["list", "-o", "register.txt"]);
    assert_eq!(register.code, 2, "{}", register.err);
}

#[test]
fn a_mask_is_taken_off_and_added_with_a_reason() {
    let home = Home::held();
    home.ok(&[
        "exec",
        SAMPLE,
        "--",
        "action",
        "给3栋2单元501室修路灯",
        "lead=街道",
        "owner=P17",
        "due=2026-12-30",
        "from=1",
    ]);
    let notice = ["export", SAMPLE, "notice", "--format", "txt", "--current"];
    let done = home.run(&notice);
    assert!(done.out.contains("给**修路灯"), "{}", done.out);
    assert!(done.err.contains("3栋2单元501室 → **"), "each is listed: {}", done.err);
    let events = home.log().len();
    assert_eq!(
        home.run(&[&notice[..], &["--show", "3栋2单元501室"]].concat()).code,
        2,
        "no reason"
    );
    assert_eq!(home.log().len(), events);
    let judged = ["--show", "3栋2单元501室", "--hide", "路灯", "--why", "户主同意", "--why", "试"];
    let told = home.ok(&[&notice[..], &judged].concat());
    assert!(told.contains("给3栋2单元501室修**"), "{told}");
    assert_eq!(home.log().len(), events + 1, "one line of the record");
}

#[test]
fn a_paper_of_the_end_waits_for_the_end() {
    let home = Home::planned();
    for doc in ["summary", "notice", "opinion", "report"] {
        let done = home.run(&["export", SAMPLE, doc, "--format", "md"]);
        assert_eq!((done.code, done.out.as_str()), (3, ""), "{doc}: {}", done.err);
    }
    home.ok(&["export", SAMPLE, "invitation", "--format", "md"]);
}

#[test]
fn the_recorder_of_the_plan_signs_and_a_file_is_attached() {
    let home = Home::held();
    let photo = home.file("photo.jpg", "not really a photo");
    home.ok(&["attach-file", SAMPLE, photo.to_str().unwrap(), "会场照片"]);
    assert_eq!(home.run(&["attach-file", SAMPLE, "none.jpg", "x"]).code, 2);
    let text = home.ok(&["export", SAMPLE, "minutes", "--format", "txt"]);
    assert!(text.contains("会场照片（photo.jpg"), "{text}");
    let code = home.ok(&["export", SAMPLE, "minutes", "--format", "json"]);
    let code: serde_json::Value = serde_json::from_str(&code).unwrap();
    let code = code["form"]["code"].as_str().unwrap().to_owned();
    let said = home.ok(&["verify", "--scan", &code]);
    assert!(said.contains("是现在的记录"), "{said}");
    let said = home.ok(&["verify", "--scan", &format!("QR-Code:{code}")]);
    assert!(said.contains("是现在的记录"), "{said}");
    assert_eq!(home.run(&["verify", "--scan", "hello"]).code, 2);
}

#[cfg(unix)]
#[test]
fn force_replaces_plain_files_alone() {
    let home = Home::held();
    let target = home.file("target.txt", "kept");
    let link = target.with_file_name("link.md");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let done = home.run(&["export", SAMPLE, "minutes", "--force", "-o", link.to_str().unwrap()]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "kept");
}
