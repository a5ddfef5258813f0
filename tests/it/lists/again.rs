//! What yishi itself made, and what is typed into it: the same people come back, and nobody is two.

use super::sheet::{C, Sheet, csv, ods, t, xls, xlsx};
use crate::cli::{Done, Home};
use std::collections::BTreeMap;
use yishi::domain::person::{Attends, Person};
use yishi::inputs::{Asked, look};

const PLAN: &str = "schema = 1\n[session]\nid = \"T-1\"\ntitle = \"测试\"\ndate = 2026-11-28\n\
    start = 09:00:00\nrule = \"simple-majority\"\nrecorder = \"王梅\"\n";

const LIST: &str = "姓名,识别说明,组别,单位及职务,出席类型,表决权,权数,联系电话\n\
    赵安,,议事会成员,社区书记,主持,是,80.5,13800000001\n\
    张伟,2网格,利益相关方,居民,出席,是,120.53,13800000002\n\
    张伟,货运,利益相关方,司机,出席,否,60,13800000003\n\
    李娜,,职能部门,城建办主任,列席,否,1,13800000004\n\
    周敏,,特邀人员,律师,列席,是,33.3,13800000005\n";

fn made(list: &str) -> Home {
    let home = Home::new();
    let (plan, list) = (home.file("p.toml", PLAN), home.file("r.csv", list));
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), list.as_os_str()]);
    home
}

fn exec(home: &Home, line: &str) -> Done {
    home.run(&["exec", "T-1", "--", line])
}

type Seen = BTreeMap<String, (String, Attends, bool, String, String, String)>;

/// By name and mark: ids and order are the sheet's own.
fn seen(people: Vec<Person>) -> Seen {
    let one = |p: Person| {
        let weight = p.weight.to_string();
        (p.display(), (p.group, p.attends, p.vote, weight, p.phone, p.note))
    };
    people.into_iter().map(one).collect()
}

fn read(bytes: &[u8]) -> Vec<Person> {
    look(bytes, "签到表", &Asked::default(), &mut |_| true).people.unwrap()
}

/// Of each paper every format that it has, as the contract's table names them and those beside it.
const PAPERS: [(&str, &[&str]); 2] = [
    ("signin", &["csv", "xlsx", "docx", "md", "pdf", "html", "txt", "json"]),
    ("contacts", &["csv", "xlsx", "docx", "json"]),
];

#[test]
fn the_sign_in_sheet_and_the_contacts_of_a_meeting_are_the_same_list_again() {
    let want = seen(read(LIST.as_bytes()));
    let home = made(LIST);
    for line in ["present 赵安 张伟（货运）", "leave 李娜 \"外出，明日回\"", "absent 周敏"]
    {
        assert_eq!(exec(&home, line).code, 0, "{line}");
    }
    for (doc, formats) in PAPERS {
        for (lang, format) in
            ["zh-CN", "en"].iter().flat_map(|l| formats.iter().map(move |f| (l, f)))
        {
            let file = home.outside().join(format!("{doc}-{lang}.{format}"));
            let to = file.to_str().unwrap();
            home.ok(&["--lang", lang, "export", "T-1", doc, "--format", format, "-o", to]);
            let bytes = std::fs::read(&file).unwrap();
            let looked = look(&bytes, "签到表", &Asked::default(), &mut |_| true);
            let got = looked.people.map(seen);
            assert_eq!(got.as_ref().ok(), Some(&want), "{lang} {doc} {format}: {got:?}");
        }
    }
}

#[test]
fn every_format_of_the_two_papers_is_in_the_table() {
    use yishi::document::request::Paper;
    for ((doc, formats), paper) in PAPERS.iter().zip([Paper::Signin, Paper::Contacts]) {
        assert_eq!(*doc, paper.into_str());
        for format in paper.formats() {
            assert!(formats.contains(&format.into_str()), "{doc} {}", format.into_str());
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_carries_what_its_page_shows_and_one_of_others_is_refused() {
    let home = made(LIST);
    let bytes = |doc: &str| {
        let file = home.outside().join(format!("{doc}.pdf"));
        home.ok(&["export", "T-1", doc, "--format", "pdf", "-o", file.to_str().unwrap()]);
        std::fs::read(&file).unwrap()
    };
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    let mut sheet = bytes("signin");
    assert!(has(&sheet, "yishi-list.csv"));
    assert!(!has(&bytes("minutes"), "yishi-list.csv"), "no list in a paper that is none");
    // Another attached file, as other programs name theirs.
    while let Some(at) = sheet.windows(14).position(|w| w == b"yishi-list.csv") {
        sheet[at..at + 5].copy_from_slice(b"other");
    }
    let looked = look(&sheet, "签到表.pdf", &Asked::default(), &mut |_| true);
    assert_eq!(looked.people.unwrap_err().list.len(), 1);
}

#[test]
fn a_sign_in_sheet_that_the_office_saved_in_its_own_format_is_the_same_list() {
    let rows = |rows: &[&[&str]]| rows.iter().map(|r| r.iter().map(|c| t(*c)).collect()).collect();
    let mut sheet = Sheet { name: "签到表".to_owned(), ..Sheet::default() };
    sheet.rows = rows(&[
        &["测试签到表"],
        &["时间：2026年11月28日9时"],
        &["序号", "组别", "姓名", "单位及职务", "联系电话", "签名", "到会时间", "备注"],
        &["1", "利益相关方", "张　伟（货运）", "司机", "13800000003", "", "", "无表决权"],
        &["2", "特邀人员", "周敏", "律师", "13800000005", "", "", "列席，有表决权，请假（外出）"],
        &["3"],
        &["4"],
        &["应到2人，实到0人，请假1人。"],
    ]);
    sheet.rows[3][6] = C::Day(0.375, "hh:mm");
    let sheets = [sheet.clone()];
    for (kind, bytes) in [
        ("csv", csv(&sheet, ',').into_bytes()),
        ("xlsx", xlsx(&sheets)),
        ("ods", ods(&sheets)),
        ("xls", xls(&sheets)),
    ] {
        let people = read(&bytes);
        let got: Vec<_> =
            people.iter().map(|p| (p.display(), p.attends, p.vote, p.note.as_str())).collect();
        assert_eq!(
            got,
            [
                ("张伟（货运）".to_owned(), Attends::Attending, false, ""),
                ("周敏".to_owned(), Attends::SittingIn, true, ""),
            ],
            "{kind}"
        );
    }
}

#[test]
fn nobody_is_typed_in_twice() {
    let home = made("姓名,识别说明\n张伟,货运\n李娜,\n");
    for line in [
        "invite P9 name=李娜 group=特邀人员",
        "invite P9 name=张伟 group=特邀人员",
        "invite P9 name=张伟 mark=货运 group=特邀人员",
        "invite P9 name=李娜 group=特邀人员 present=yes",
    ] {
        let done = exec(&home, line);
        assert_eq!(done.code, 3, "{line}: {}", done.err);
    }
    assert_eq!(exec(&home, "invite P9 name=李娜 mark=2网格 group=特邀人员").code, 0);
}

#[test]
fn who_walks_in_is_there_in_one_act_that_one_undo_takes_back() {
    let home = made("姓名\n甲\n");
    assert_eq!(exec(&home, "invite P9 name=丁 group=特邀人员 vote=no present=yes").code, 0);
    let shown = || -> serde_json::Value {
        serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap()
    };
    let there = shown();
    let person = &there["attendance"]["people"][1];
    assert_eq!((&person["status"], &person["vote"]), (&"present".into(), &false.into()));
    assert_eq!(there["attendance"]["present"], 1);
    assert_eq!(exec(&home, "undo").code, 0);
    assert_eq!(shown()["attendance"]["people"].as_array().unwrap().len(), 1);
}

#[test]
fn who_is_typed_in_as_chair_presides_and_the_recorder_signs_from_outside_the_list() {
    let home = made("姓名\n甲\n");
    for line in [
        "invite P9 name=赵安 group=议事会成员 role=chair",
        "present 甲 赵安",
        "open",
        "adjourn",
        "readback",
        "sign 王梅",
    ] {
        let done = exec(&home, line);
        assert_eq!(done.code, 0, "{line}: {}", done.err);
    }
    let again = exec(&home, "sign 王梅 role=recorder");
    assert_eq!(again.code, 3, "signed once: {}", again.err);
    assert_ne!(exec(&home, "sign 李某").code, 0, "somebody whom nothing names");
    let paper = home.ok(&["export", "T-1", "minutes", "--format", "md"]);
    assert!(paper.contains("赵安") && paper.contains("主持人"), "{paper}");
    let shown: serde_json::Value =
        serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap();
    assert_eq!(shown["signatures"][0]["role"], "recorder");
    assert_eq!(home.ok(&["verify", "T-1"]).lines().count(), 1);
}

/// Seconds in a release build; here only that so many go in, and one more does not.
#[test]
fn a_list_as_long_as_lists_may_be_goes_in() {
    let mut rows = vec![vec![t("姓名"), t("联系电话"), t("序号")]];
    for i in 0..100_000_u32 {
        rows.push(vec![
            t(format!("人{i}")),
            t(format!("139{i:08}")),
            C::Number(f64::from(i), "General"),
        ]);
    }
    let mut sheet = Sheet { name: "名单".to_owned(), rows, ..Sheet::default() };
    let mut steps = 0;
    let looked = look(&xlsx(&[sheet.clone()]), "r", &Asked::default(), &mut |_| {
        steps += 1;
        true
    });
    assert_eq!(looked.people.unwrap().len(), 100_000);
    assert_eq!(steps, 100, "it says how far it is");
    let stopped = look(&xlsx(&[sheet.clone()]), "r", &Asked::default(), &mut |n| n < 5_000);
    assert!(stopped.people.is_err(), "and ends where it is asked to");
    sheet.rows.push(vec![t("一人")]);
    let faults = look(&xlsx(&[sheet]), "r", &Asked::default(), &mut |_| true).people.unwrap_err();
    assert_eq!(faults.list[0].line, 100_002);
}
