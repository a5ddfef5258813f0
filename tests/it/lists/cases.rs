//! Whole files as they came from communities, with what must be read of them or said.

use super::sheet::{C, Sheet, csv, ods, t, xls, xlsx};
use crate::cli::Home;
use serde_json::Value;
use std::path::{Path, PathBuf};
use yishi::domain::person::{Attends, Person};
use yishi::inputs::{Asked, Hidden, Why, look};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lists").join(name)
}

/// Makes the session of a case; `Err` has what was said.
fn new(home: &Home, case: &str, more: &[&str]) -> Result<(Value, String), String> {
    let folder = data(case);
    let roster = ["csv", "xlsx"].map(|end| folder.join(format!("roster.{end}")));
    let roster = roster.iter().find(|path| path.exists()).unwrap();
    let plan = folder.join("plan.toml");
    let mut args =
        vec!["new", plan.to_str().unwrap(), "--json", "--roster", roster.to_str().unwrap()];
    args.extend(more);
    let done = home.run(&args);
    if done.code == 0 {
        return Ok((serde_json::from_str(&done.out).unwrap(), done.err));
    }
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
    Err(done.err)
}

fn exec(home: &Home, case: &str) {
    home.ok(&["exec", "T-1", "-f", data(case).join("script.yishi").to_str().unwrap()]);
}

fn vote(home: &Home) -> Value {
    let shown: Value = serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap();
    shown["proposals"][0]["votes"][0].clone()
}

#[test]
fn merged_roles_reach_every_row() {
    let home = Home::new();
    let (said, _) = new(&home, "w_merged_role", &[]).unwrap();
    assert_eq!((said["people"].as_u64(), said["voters"].as_u64()), (Some(7), Some(3)));
    assert_eq!(said["roles"]["sitting-in"], 3);
    exec(&home, "w_merged_role");
}

#[test]
fn an_error_value_is_no_weight() {
    let said = new(&Home::new(), "w_na_weight", &[]).unwrap_err();
    assert!(said.contains(":3:3)") && said.contains("C3") && said.contains("#N/A"), "{said}");
}

#[test]
fn a_sum_is_nobody() {
    let home = Home::new();
    let (said, err) = new(&home, "w_total_row", &[]).unwrap();
    assert_eq!((said["people"].as_u64(), said["weight"].as_str()), (Some(5), Some("514.83")));
    assert_eq!(said["ignored_rows"], serde_json::json!([{ "row": 7, "why": "total" }]));
    assert!(err.contains("第 7 行：合计") && err.contains("514.83"), "{err}");
    exec(&home, "w_total_row");
    assert_eq!(vote(&home)["passed"], true);
}

#[test]
fn a_title_stands_above_its_header() {
    let (said, err) = new(&Home::new(), "w_title_row", &[]).unwrap();
    assert_eq!((said["header_row"].as_u64(), said["people"].as_u64()), (Some(2), Some(1)));
    assert_eq!(said["ignored_rows"], serde_json::json!([{ "row": 1, "why": "title" }]));
    assert!(err.contains("没有读第 1 行"), "{err}");
}

#[test]
fn a_hidden_sheet_is_passed_over_and_said() {
    let home = Home::new();
    let (said, err) = new(&home, "w_hidden_sheet", &[]).unwrap();
    assert_eq!((said["sheet"].as_str(), said["people"].as_u64()), (Some("名单"), Some(2)));
    assert!(err.contains("旧名单"), "{err}");
    let other = Home::new();
    let (said, _) = new(&other, "w_hidden_sheet", &["--sheet", "旧名单"]).unwrap();
    assert_eq!(said["people"].as_u64(), Some(1), "it was asked for");
    let said = new(&Home::new(), "w_hidden_sheet", &["--sheet", "没有"]).unwrap_err();
    assert!(said.contains("旧名单、名单"), "{said}");
}

#[test]
fn a_telephone_that_lost_its_digits_is_refused() {
    let said = new(&Home::new(), "w_sci_phone", &[]).unwrap_err();
    assert!(said.contains("联系电话") && said.contains(":2:4)"), "{said}");
}

#[test]
fn the_last_sign_in_sheet_is_the_next_list() {
    let home = Home::new();
    let (said, err) = new(&home, "w_signin_as_roster", &[]).unwrap();
    assert_eq!((said["people"].as_u64(), said["voters"].as_u64()), (Some(24), Some(16)));
    assert_eq!(said["roles"], serde_json::json!({"attending": 16, "chair": 1, "sitting-in": 7}));
    assert!(err.contains("备注"), "{err}");
    let shown: Value = serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap();
    let people = shown["attendance"]["people"].as_array().unwrap();
    assert!(people.iter().any(|p| p["name"] == "张伟（2网格）"));
}

#[test]
fn all_that_is_said_has_the_fields_promised() {
    let (said, _) = new(&Home::new(), "w_title_row", &[]).unwrap();
    let mut fields: Vec<&String> = said.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "groups",
            "header_row",
            "id",
            "ignored_columns",
            "ignored_rows",
            "people",
            "roles",
            "sheet",
            "voters",
            "weight"
        ]
    );
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| t(*cell)).collect()).collect();
    Sheet { name: "名单".to_owned(), rows, ..Sheet::default() }
}

/// The people of a sheet in every format: they must be the same.
#[track_caller]
fn everywhere(sheet: &Sheet, asked: &Asked<'_>) -> Vec<Person> {
    let sheets = [sheet.clone()];
    let files = [
        ("csv", csv(sheet, ',').into_bytes()),
        ("xlsx", xlsx(&sheets)),
        ("ods", ods(&sheets)),
        ("xls", xls(&sheets)),
    ];
    let mut lists = files.map(|(kind, bytes)| {
        let looked = look(&bytes, kind, asked, &mut |_| true);
        looked.people.unwrap_or_else(|faults| panic!("{kind}: {faults:?}"))
    });
    let first = std::mem::take(&mut lists[0]);
    assert!(lists.iter().skip(1).all(|list| *list == first), "{first:#?}\n{lists:#?}");
    first
}

#[test]
fn a_list_of_owners_comes_to_what_its_own_sums_say() {
    let mut rows = vec![
        vec![t("××小区业主名册（共2000户）")],
        ["序号", "楼栋", "房号", "业主", "专有部分面积（㎡）", "联系电话", "身份证号码"]
            .map(t)
            .to_vec(),
    ];
    let mut sum = 0_u64;
    for i in 0..2_000_u64 {
        let area = 4_500 + i * 7_919 % 15_000;
        sum += area;
        rows.push(vec![
            C::Number((i + 1) as f64, "General"),
            t(format!("{}栋", i / 100 + 1)),
            t(format!("{}-{:02}{:02}", i / 100 + 1, i % 100 / 4 + 1, i % 4 + 1)),
            t(format!("业主{}", i + 1)),
            C::Number(area as f64 / 100.0, "0.00"),
            t(format!("139{i:08}")),
            t(format!("5301021970010{i:05}")),
        ]);
    }
    rows.push(vec![
        t("合计"),
        C::None,
        C::None,
        t("2000户"),
        C::Number(sum as f64 / 100.0, "0.00"),
    ]);
    let sheet = Sheet { name: "业主".to_owned(), rows, ..Sheet::default() };
    let people = everywhere(&sheet, &Asked { weights: true, ..Asked::default() });
    assert_eq!(people.iter().filter(|p| p.vote).count(), 2_000);
    assert_eq!(people.iter().map(|p| p.weight.0).sum::<u64>(), sum * 100);
    let looked = look(&xlsx(&[sheet]), "r", &Asked::default(), &mut |_| true);
    assert!(looked.reading.remarks.is_empty(), "{:?}", looked.reading.remarks);
    assert_eq!(looked.reading.rows, [(1, Why::Title), (2_003, Why::Total)]);
    let kept = format!("{people:?}");
    assert!(!kept.contains("53010219"), "no number of an identity card is kept");
}

#[test]
fn a_sum_that_is_off_is_said() {
    let rows = sheet(&[&["姓名", "面积"], &["甲", "89.53"], &["乙", "100"], &["合计", "289.53"]]);
    let looked = look(csv(&rows, ',').as_bytes(), "r", &Asked::default(), &mut |_| true);
    let said = yishi::i18n::roster::lines(
        yishi::i18n::Lang::En,
        "r",
        &looked.reading,
        &looked.people.unwrap(),
        false,
    );
    assert!(said.iter().any(|line| line.contains("289.53") && line.contains("189.53")), "{said:?}");
}

#[test]
fn what_is_hidden_is_asked_about() {
    let mut list = sheet(&[
        &["姓名", "表决权", "电话"],
        &["甲", "是", "1"],
        &["乙", "否", "2"],
        &["丙", "是", "3"],
    ]);
    list.hidden_rows = vec![2];
    list.hidden_columns = vec![1];
    for bytes in [xlsx(&[list.clone()]), ods(&[list.clone()]), xls(&[list.clone()])] {
        let read = |hidden| look(&bytes, "r", &Asked { hidden, ..Asked::default() }, &mut |_| true);
        let faults = read(None).people.unwrap_err();
        let said: Vec<_> = faults.list.iter().map(|f| (f.line, f.column, f.cell.clone())).collect();
        assert_eq!(said[0], (1, 2, Some("B1".to_owned())), "the column first");
        let all = read(Some(Hidden::Include)).people.unwrap();
        assert_eq!(all.iter().map(|p| p.vote).collect::<Vec<_>>(), [true, false, true]);
        let some = read(Some(Hidden::Skip));
        assert_eq!(some.reading.rows, [(3, Why::Hidden)]);
        assert_eq!(some.reading.ignored_columns(), ["表决权"]);
        assert_eq!(some.people.unwrap().len(), 2);
    }
}

#[test]
fn the_second_list_of_a_workbook_is_named() {
    let other = Sheet { name: "列席".to_owned(), ..sheet(&[&["姓名"], &["丁"]]) };
    let one = sheet(&[&["姓名"], &["甲"]]);
    let looked = look(&xlsx(&[one, other]), "r", &Asked::default(), &mut |_| true);
    assert_eq!(looked.reading.also, ["列席"]);
    let asked = Asked { sheet: Some("列席"), ..Asked::default() };
    let looked = look(
        &xlsx(&[
            sheet(&[&["姓名"], &["甲"]]),
            Sheet { name: "列席".to_owned(), ..sheet(&[&["姓名"], &["丁"]]) },
        ]),
        "r",
        &asked,
        &mut |_| true,
    );
    assert_eq!(looked.people.unwrap()[0].name, "丁");
}

#[test]
fn files_of_other_kinds_get_one_sentence() {
    let home = Home::new();
    let plan = data("w_title_row").join("plan.toml");
    let mut encrypted = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    encrypted.create_stream("/EncryptedPackage").unwrap();
    let mut word = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    word.create_stream("/WordDocument").unwrap();
    for (name, bytes, word) in [
        ("a.xlsx", encrypted.into_inner().into_inner(), "密码"),
        ("a.doc", word.into_inner().into_inner(), "Word"),
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n0000".to_vec(), "图片"),
        ("b.xls", b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>".to_vec(), "网页"),
    ] {
        let path = home.file(name, bytes);
        let done =
            home.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), path.as_os_str()]);
        assert_eq!(
            (done.code, done.out.as_str(), done.err.lines().count()),
            (2, "", 1),
            "{}",
            done.err
        );
        assert!(done.err.contains(word) && done.err.contains("请"), "{}", done.err);
    }
}

#[test]
fn nobodys_cells_stand_in_an_error() {
    let secrets = ["530102196501011234", "6222021234567890123", "13812345678", "槐安苑3栋501"];
    for list in [
        // No header at all.
        "张三,530102196501011234,13812345678,槐安苑3栋501\n李四,530102196501011234,13812345678,槐安苑3栋501\n",
        // Shifted by one, under headers that are known.
        "编号,姓名,表决权,权数\n530102196501011234,张三,13812345678,6222021234567890123\n",
        // In a note.
        "姓名,备注\n张三,卡号6222021234567890123\n",
        "姓名,出席类型\n张三,13812345678\n",
    ] {
        let faults =
            look(list.as_bytes(), "r", &Asked::default(), &mut |_| true).people.unwrap_err();
        for fault in &faults.list {
            for lang in [yishi::i18n::Lang::Zh, yishi::i18n::Lang::En] {
                let said = yishi::i18n::inputs::fault_text(lang, fault).to_string();
                assert!(!secrets.iter().any(|secret| said.contains(secret)), "{said}");
            }
        }
    }
}

#[test]
fn columns_left_out_are_never_stored() {
    let home = Home::new();
    let plan = data("w_title_row").join("plan.toml");
    let list = home.file("r.csv", "姓名,身份证号,家庭住址,银行账号\n张三,530102196501011234,槐安苑3栋501,6222021234567890123\n");
    let made = home
        .command()
        .env("YISHI_LOG", "debug")
        .arg("new")
        .arg(&plan)
        .arg("--roster")
        .arg(&list)
        .output()
        .unwrap();
    assert!(made.status.success());
    for file in walk(&home.store()).into_iter().chain([home.log_file()]) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        for secret in ["530102196501011234", "槐安苑", "6222021234567890123"] {
            assert!(
                !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
                "{}",
                file.display()
            );
        }
    }
}

#[test]
fn what_is_shown_of_the_cells_is_short_and_nobodys_own_affair() {
    let list = "序号,姓名,身份证号,家庭住址,开户银行,备用,联系电话\n\
        1,张三,530102196501011234,槐安苑3栋501,农行,530102196501011234,13812345678\n\
        2,李四,53010219650101123X,槐安苑3栋502,农行,靠窗的一张很长很长很长的桌子,13812345679\n";
    let seen = look(list.as_bytes(), "r", &Asked::default(), &mut |_| true).reading;
    let shown: Vec<String> = seen.columns.iter().map(|c| c.samples.join("、")).collect();
    let table = ["1、2", "张三、李四", "", "", "", "靠窗的一张很长很长很…", "138…"];
    assert_eq!(shown, table);
    assert!(seen.columns[2].private && seen.columns[3].private && seen.columns[4].private);
    assert!(seen.columns[5].unclear, "what it is has to be said");
    let all = format!("{seen:?}");
    for secret in ["530102", "槐安苑", "农行", "13812"] {
        assert!(!all.contains(secret), "{all}");
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn a_note_says_the_role_where_no_column_does() {
    let people = everywhere(
        &sheet(&[
            &["姓名", "备注"],
            &["甲", "主持"],
            &["乙", "列席，有表决权"],
            &["丙", "请假（外出，明日回）"],
            &["丁", "老党员"],
            &["戊（列席）", ""],
        ]),
        &Asked::default(),
    );
    let seen: Vec<_> = people.iter().map(|p| (p.attends, p.vote, p.note.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Attends::Chair, false, ""),
            (Attends::SittingIn, true, ""),
            (Attends::Attending, true, ""),
            (Attends::Attending, true, "老党员"),
            (Attends::SittingIn, false, ""),
        ]
    );
}

#[test]
fn the_page_for_the_office_has_the_tables_that_are_read_by() {
    let page = include_str!("../../../docs/office.md");
    let tables: toml::Table = toml::from_str(yishi::inputs::WORDS).unwrap();
    let list = |group: &str, name: &str| -> Vec<String> {
        let words = tables[group][name].as_array().unwrap().iter();
        words.map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let columns = tables["columns"].as_table().unwrap().keys();
    let rows = columns.map(|name| {
        let names = list("columns", name);
        format!("| {} `{}` | {} |", names[0], names[1], names[2..].join("、"))
    });
    let others = [
        ("weak", "name"),
        ("parts", "unit"),
        ("parts", "post"),
        ("by_value", "headers"),
        ("left_out", "headers"),
        ("rows", "total"),
        ("rows", "signature"),
        ("rows", "note"),
        ("rows", "example"),
    ];
    let others = others.map(|(group, name)| format!(" | {} |", list(group, name).join("、")));
    for row in rows.chain(others) {
        assert!(
            page.contains(&row),
            "docs/office.md lacks the row of assets/roster/words.toml: {row}"
        );
    }
}
