//! What the office does between meetings: templates, follow-up over all sessions, figures.

use super::{Home, SAMPLE, sample};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The names, phones and other fields of the sample's roster.
fn roster() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(sample("roster.csv")).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn a_template_holds_nobody_and_makes_a_session_that_can_be_held() {
    let home = Home::held();
    let out = home.ok(&["template", "save", SAMPLE, "社区议事"]);
    assert!(out.contains("社区议事.toml"), "{out}");
    assert_eq!(home.ok(&["template", "list"]), "社区议事\n");

    let text = home.ok(&["template", "show", "社区议事"]);
    for person in roster() {
        // Id, name, mark, phone, whom they speak for, note.
        for field in [0, 1, 2, 8, 11, 12].map(|place| &person[place]) {
            assert!(field.is_empty() || !text.contains(field.as_str()), "{field} in\n{text}");
        }
    }

    let roster = sample("roster.csv");
    let args = ["template", "new", "社区议事", "--id", "A-2", "--title", "第二场"];
    let mut args: Vec<&std::ffi::OsStr> = args.iter().map(std::convert::AsRef::as_ref).collect();
    args.extend(["--date", "2026-12-22", "--start", "09:00", "--roster"].map(std::ffi::OsStr::new));
    args.push(roster.as_os_str());
    assert_eq!(home.ok(&args), "A-2\n");
    let show = json(&home.ok(&["show", "A-2", "--json"]));
    assert_eq!((show["phase"].as_str(), show["title"].as_str()), (Some("planned"), Some("第二场")));
    assert_eq!(show["attendance"]["expected"], 24);
    assert_eq!(show["agenda"].as_array().unwrap().len(), 10);
    assert_eq!(show["proposals"].as_array().unwrap().len(), 0);
    home.ok(&["exec", "A-2", "--", "@2026-12-22T08:50 present P01"]);
}

#[test]
fn a_template_is_not_replaced_unless_that_is_asked_for() {
    let home = Home::planned();
    home.ok(&["template", "save", SAMPLE, "t"]);
    let again = home.run(&["template", "save", SAMPLE, "t"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{}", again.err);
    home.ok(&["template", "save", SAMPLE, "t", "--force"]);
}

#[test]
fn a_template_with_a_fault_names_its_place_and_stores_nothing() {
    let home = Home::planned();
    home.ok(&["template", "save", SAMPLE, "t"]);
    let path = home.ok(&["template", "save", SAMPLE, "t2"]);
    assert!(path.contains("t2.toml"));
    let file = home.config().join("templates/t.toml");
    let text = std::fs::read_to_string(&file).unwrap().replace("minutes = 25", "minutes = \"x\"");
    std::fs::write(&file, text).unwrap();
    let args = ["template", "new", "t", "--id", "B", "--title", "b", "--date", "2026-12-22"];
    let done = home.run(&args);
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
    assert!(done.err.contains("t.toml:"), "{}", done.err);
    assert_eq!(home.run(&["show", "B"]).code, 2);
}

#[test]
fn what_is_overdue_is_tracked_first_over_all_sessions() {
    let home = Home::held();
    let all = json(&home.ok(&["track", "--json"]));
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 6);
    let due = |one: &Value| (!one["overdue"].as_bool().unwrap(), one["due"].to_string());
    let order: Vec<_> = all.iter().map(due).collect();
    assert!(order.is_sorted(), "{order:?}");
    let overdue = json(&home.ok(&["track", "--overdue", "--json"]));
    let late = all.iter().filter(|one| one["overdue"] == true).count();
    assert_eq!(overdue.as_array().unwrap().len(), late);
    let table = home.ok(&["track"]);
    assert_eq!(table.lines().count(), 7, "{table}");
    assert!(table.contains("标线标牌") && table.contains("待采纳"), "{table}");
}

#[test]
fn a_completed_action_is_in_the_figures_of_its_period() {
    let home = Home::held();
    home.ok(&["exec", SAMPLE, "--", "@2026-12-01T09:00 adopt 1"]);
    home.ok(&["exec", SAMPLE, "--", "@2026-12-02T09:00 report 1 \"完成\""]);
    home.ok(&["exec", SAMPLE, "--", "@2026-12-03T09:00 complete 1"]);
    let figures =
        |args: &[&str]| json(&home.ok(&[&["track", "--figures", "--json"], args].concat()));
    let all = figures(&["--from", "2026-11-01", "--to", "2026-11-30"]);
    assert_eq!(all["held"], 1);
    assert_eq!((&all["expected"], &all["came"]), (&Value::from(24), &Value::from(22)));
    assert_eq!(
        (&all["reached"], &all["continue"], &all["referred"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(
        (&all["actions"], &all["completed"], &all["in_time"]),
        (&6.into(), &1.into(), &1.into())
    );
    assert_eq!(figures(&["--from", "2026-12-01"])["held"], 0);
    let chart = home.ok(&["track", "--figures", "--ascii"]);
    assert!(chart.contains("33.3%") && chart.contains("####"), "{chart}");
}

/// The cells of a workbook's first sheet, row by row, as a spreadsheet program reads them.
fn cells(path: &std::path::Path) -> Vec<Vec<String>> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_workbooks_hold_what_the_terminal_shows() {
    let home = Home::held();
    let path = home.outside().join("figures.xlsx");
    let period = ["track", "--figures", "--from", "2026-11-01", "--to", "2026-11-30"];
    home.ok(&[&period[..], &["-o", path.to_str().unwrap()]].concat());
    let (rows, shown) = (cells(&path), home.ok(&period));
    for (label, value) in
        [("已召开会次", "1"), ("应到人次", "24"), ("实到人次", "22"), ("达成共识", "1")]
    {
        let row = rows.iter().find(|row| row.iter().any(|cell| cell == label));
        let row = row.unwrap_or_else(|| panic!("{label} in {rows:?}"));
        assert!(row.iter().any(|cell| cell == value), "{label}: {row:?}");
        let line = shown.lines().find(|line| line.contains(label)).unwrap();
        assert!(line.contains(value), "{line}");
    }
    let path = home.outside().join("actions.xlsx");
    home.ok(&["track", "-o", path.to_str().unwrap()]);
    let rows = cells(&path);
    let actions = rows.iter().filter(|row| row.iter().any(|cell| cell == SAMPLE));
    assert_eq!(actions.count(), 6, "{rows:?}");
}

#[test]
fn figures_and_actions_are_written_as_workbooks() {
    let home = Home::held();
    for (args, sheet) in [(&["track", "--figures"][..], "协商议事统计"), (&["track"], "落实事项")]
    {
        let path = home.file("x.xlsx", "");
        std::fs::remove_file(&path).unwrap();
        home.ok(&[args, &["-o", path.to_str().unwrap()]].concat());
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"PK"), "{sheet}");
        let again = home.run(&[args, &["-o", path.to_str().unwrap()]].concat());
        assert_eq!((again.code, again.out.as_str()), (1, ""), "{}", again.err);
        home.ok(&[args, &["--force", "-o", path.to_str().unwrap()]].concat());
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "the same to the byte");
    }
    let done = home.run(&["track", "-o", "x.csv"]);
    assert_eq!(done.code, 2, "{}", done.err);
}

#[test]
fn a_list_of_an_older_version_is_read_anew() {
    let home = Home::held();
    let before = home.ok(&["track", "--json"]);
    // The database is only a copy: without it the list is made from the journals.
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
    let done = home.run(&["track", "--json"]);
    assert_eq!((done.code, done.out), (0, before), "{}", done.err);
}
