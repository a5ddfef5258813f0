//! Papers stand still: what was sealed or signed is not changed by what is done about it afterwards,
//! and what is changed in it shows both texts. And many files are taken in at once.

use crate::cli::{Home, SAMPLE};
use std::path::Path;

fn minutes(home: &Home, more: &[&str]) -> String {
    home.ok(&[&["export", SAMPLE, "minutes", "--format", "txt"], more].concat())
}

fn exec(home: &Home, line: &str) {
    home.ok(&["exec", SAMPLE, "--", line]);
}

const FOLLOW_UP: [&str; 10] = [
    "adopt 1",
    "adopt 2",
    "reject 3 \"没有经费\"",
    "progress 1 \"已完成勘测\"",
    "progress 1 \"已动工\"",
    "report 1 \"向居民通报\"",
    "complete 1",
    "adopt 4",
    "progress 4 \"测算中\"",
    "adopt 5",
];

#[test]
fn ten_acts_of_follow_up_change_no_byte_of_the_minutes() {
    for seal in [false, true] {
        let home = Home::held();
        if seal {
            exec(&home, "seal");
        }
        let papers = ["minutes", "summary", "tally", "opinion", "notice", "signin"];
        let bytes = |home: &Home, name: &str| {
            papers.map(|paper| {
                let path = home.path(&format!("{name}-{paper}.docx"));
                home.ok(&[
                    "export".as_ref(),
                    SAMPLE.as_ref(),
                    paper.as_ref(),
                    "-o".as_ref(),
                    path.as_os_str(),
                ]);
                std::fs::read(path).unwrap()
            })
        };
        let before = bytes(&home, "before");
        let text = minutes(&home, &[]);
        for act in FOLLOW_UP {
            exec(&home, act);
        }
        assert!(bytes(&home, "after") == before, "sealed: {seal}");
        assert_eq!(minutes(&home, &[]), text);
        // Now, and at any moment, where that is asked for.
        assert!(minutes(&home, &["--current"]).contains("已采纳"));
        assert!(minutes(&home, &["--at", "60"]).len() < text.len());
        assert!(home.ok(&["export", SAMPLE, "tracking", "--format", "csv"]).contains("办结"));
        for bad in [&["tracking", "--at", "60"][..], &["orders", "--current"]] {
            let done = home.run(&[&["export", SAMPLE], bad].concat());
            assert_eq!(done.code, 2, "{}", done.err);
            assert!(done.err.contains("总是按现在的记录（"), "{}", done.err);
        }
        assert_eq!(home.run(&["export", SAMPLE, "minutes", "--at", "9999"]).code, 2);
    }
}

#[test]
fn the_ending_of_the_file_is_its_format() {
    let home = Home::held();
    let out = |name: &str| home.path(name).display().to_string();
    home.ok(&["export", SAMPLE, "minutes", "-o", &out("a.md")]);
    assert!(std::fs::read_to_string(home.path("a.md")).unwrap().starts_with('#'));
    home.ok(&["export", SAMPLE, "minutes", "-o", &out("b.DOCX")]);
    assert!(std::fs::read(home.path("b.DOCX")).unwrap().starts_with(b"PK"));
    let done = home.run(&["export", SAMPLE, "minutes", "--format", "md", "-o", &out("c.docx")]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("文件名与格式不符（"), "{}", done.err);
    assert_eq!(home.run(&["export", SAMPLE, "minutes", "-o", &out("c.xyz")]).code, 2);
    assert!(!home.path("c.docx").exists() && !home.path("c.xyz").exists());
}

#[test]
fn a_change_after_the_signature_shows_both_texts_and_lapses_it() {
    let home = Home::held();
    let shown = home.show();
    let said = shown["minutes"].as_array().unwrap();
    let speech = said.iter().find(|line| line["kind"] == "speech").unwrap();
    let (seq, old) = (speech["seq"].as_u64().unwrap(), speech["text"].as_str().unwrap());
    // When somebody is made to say the opposite above his standing signature.
    exec(&home, &format!("correct {seq} \"反对建棚。\""));
    let text = minutes(&home, &[]).replace(['\n', ' ', '\u{3000}'], "");
    let old = old.replace([' ', '\u{3000}'], "");
    // Then both texts stand there, and that the signatures are of the old one.
    assert!(text.contains("反对建棚。") && text.contains(&old), "{text}");
    assert!(text.contains("由exec更正"), "{text}");
    assert!(text.contains("此签字只针对原文，待重新签字"), "{text}");
    assert!(!home.show()["signatures"][0]["lapsed"].is_null());
    // Given again it stands, and both texts stay.
    exec(&home, "sign P01 role=chair");
    let again = home.run(&["exec", SAMPLE, "--", "sign P01 role=chair"]);
    assert_eq!(again.code, 3, "{}", again.err);
    let text = minutes(&home, &[]).replace(['\n', ' ', '\u{3000}'], "");
    assert!(text.contains(&old));
    // Taken back, the record is as it was signed.
    let last = home.show()["seq"].as_u64().unwrap();
    exec(&home, &format!("undo {last}"));
    exec(&home, &format!("undo {}", last - 1));
    assert!(!minutes(&home, &[]).contains("反对建棚。"));
    assert!(home.show()["signatures"][0]["lapsed"].is_null());
}

#[test]
fn what_the_program_wrote_is_remarked_on_and_not_replaced() {
    let home = Home::held();
    let shown = home.show();
    let step = shown["minutes"].as_array().unwrap().iter();
    let step = step.filter(|line| line["kind"] == "agenda").nth(2).unwrap();
    let (seq, old) = (step["seq"].as_u64().unwrap(), step["text"].as_str().unwrap());
    exec(&home, &format!("correct {seq} \"没有进入这一项\""));
    let text = minutes(&home, &[]).replace(['\n', ' ', '\u{3000}'], "");
    let old = old.replace([' ', '\u{3000}'], "");
    assert!(text.contains(&format!("{old}（说明：没有进入这一项）")), "{text}");
    // What is struck after the end stands with the reason.
    let note = shown["minutes"].as_array().unwrap().iter().find(|l| l["kind"] == "note").unwrap();
    let (seq, old) = (note["seq"].as_u64().unwrap(), note["text"].as_str().unwrap());
    exec(&home, &format!("strike {seq} \"记重了\""));
    let text = minutes(&home, &[]).replace(['\n', ' ', '\u{3000}'], "");
    assert!(text.contains(&old.replace(' ', "")) && text.contains("理由：记重了"), "{text}");
}

/// Bundles of as many communities, each with its own session.
fn communities(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).unwrap();
    for n in 1..=count {
        let home = Home::new();
        let plan = format!(
            "schema = 1\n[session]\nid = \"C-{n}\"\ntitle = \"第{n}社区\"\ndate = 2026-11-28\n"
        );
        let (plan, roster) = (home.file("p.toml", plan), home.file("r.csv", "姓名\n王强\n"));
        home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
        let to = folder.join(format!("{n}.yishi"));
        home.ok(&["bundle".as_ref(), format!("C-{n}").as_ref(), "-o".as_ref(), to.as_os_str()]);
    }
}

#[test]
fn many_files_are_taken_in_each_by_itself() {
    let office = Home::new();
    let folder = office.path("in");
    communities(&folder.join("east"), 3);
    std::fs::write(folder.join("east/2b.yishi"), "not a bundle").unwrap();
    std::fs::write(folder.join("list.xlsx"), "something else").unwrap();
    let cut = std::fs::read(folder.join("east/3.yishi")).unwrap();
    std::fs::write(folder.join("east/3b.yishi"), &cut[..cut.len() - 9]).unwrap();
    let held = Home::held();
    let backup = held.backup("all.yishi");
    let args = ["import".as_ref(), folder.as_os_str(), backup.as_os_str()];
    let done = office.run(&args);
    // Given a bad one among them: the others are in, each with its line.
    assert_eq!(done.code, 1);
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!(lines.len(), 4, "{}", done.out);
    assert!(done.err.contains("2b.yishi") && done.err.contains("3b.yishi"), "{}", done.err);
    assert!(done.err.contains("6 个文件中有 2 个"), "{}", done.err);
    assert!(!done.err.contains("list.xlsx"));
    let list = office.ok(&["list", "--json"]);
    for id in ["C-1", "C-2", "C-3", SAMPLE] {
        assert!(list.contains(&format!("\"{id}\"")), "{list}");
    }
    // A second time nothing changes, and without the bad ones all is well.
    let again = office.run(&args);
    assert_eq!((again.code, again.out.lines().count()), (1, 4));
    assert_eq!(office.ok(&["list", "--json"]), list);
    for bad in ["east/2b.yishi", "east/3b.yishi"] {
        std::fs::remove_file(folder.join(bad)).unwrap();
    }
    assert_eq!(office.run(&args).code, 0);
}
