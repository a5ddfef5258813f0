//! Figures are sums of whole numbers over the sessions of the period.

use super::*;
use crate::document::session_summary::{ActionDigest, GroupDigest};
use crate::domain::follow_up::ActionStatus;
use crate::domain::session::Phase;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn planned(date: &str) -> Summary {
    Summary {
        id: date.into(),
        title: date.into(),
        date: day(date),
        phase: Phase::Adjourned,
        stage: 4,
        round: 1,
        previous: None,
        people: 0,
        present: 0,
        next: Vec::new(),
        held: false,
        groups: Vec::new(),
        outcomes: Vec::new(),
        actions: Vec::new(),
        end: None,
        numbers: std::collections::BTreeMap::new(),
    }
}

fn group(name: &str, expected: u32, came: u32) -> GroupDigest {
    GroupDigest { name: name.into(), expected, came }
}

fn action(due: &str, completed: Option<&str>) -> ActionDigest {
    let status = completed.map_or(ActionStatus::Adopted, |_| ActionStatus::Completed);
    ActionDigest {
        no: 1,
        title: "t".into(),
        lead: "l".into(),
        owner: "o".into(),
        due: day(due),
        status,
        completed: completed.map(day),
        contested: false,
    }
}

fn held(
    date: &str,
    groups: Vec<GroupDigest>,
    outcomes: &[Disposition],
    actions: Vec<ActionDigest>,
) -> Summary {
    Summary { held: true, groups, outcomes: outcomes.to_vec(), actions, ..planned(date) }
}

fn four() -> [Summary; 4] {
    use Disposition::{Continue, Reached, Refer};
    [
        held(
            "2026-03-01",
            vec![group("利益相关方", 9, 6), group("特邀人员", 3, 3)],
            &[Reached, Reached, Refer],
            vec![action("2026-03-20", Some("2026-03-20")), action("2026-03-20", None)],
        ),
        held(
            "2026-05-31",
            vec![group("利益相关方", 11, 10)],
            &[Continue],
            vec![action("2026-06-10", Some("2026-06-11"))],
        ),
        planned("2026-06-01"),
        held("2027-01-01", vec![group("利益相关方", 5, 5)], &[Reached], vec![]),
    ]
}

#[test]
fn a_period_sums_the_sessions_in_it_both_ends_included() {
    let period = Period { from: Some(day("2026-03-01")), to: Some(day("2026-06-01")) };
    let figures = figures(&four(), period, day("2026-12-31"));
    assert_eq!((figures.held, figures.planned), (2, 1));
    assert_eq!((figures.expected, figures.came), (23, 19));
    assert_eq!(figures.presence_rate().as_deref(), Some("82.6%"));
    let groups: Vec<(&str, u32, u32)> =
        figures.groups.iter().map(|g| (g.name.as_str(), g.expected, g.came)).collect();
    assert_eq!(groups, [("利益相关方", 20, 16), ("特邀人员", 3, 3)]);
    assert_eq!((figures.reached, figures.to_continue, figures.referred), (2, 1, 1));
    let actions = (figures.actions, figures.completed, figures.in_time, figures.overdue);
    assert_eq!(actions, (3, 2, 1, 1));
    assert_eq!(figures.in_time_rate().as_deref(), Some("33.3%"), "1 of 2 completed and 1 overdue");
}

#[test]
fn an_empty_period_has_no_rates() {
    let period = Period { from: Some(day("2030-01-01")), to: None };
    let figures = figures(&four(), period, day("2030-01-01"));
    assert_eq!(figures, Figures { period, ..Figures::default() });
    assert_eq!(figures.in_time_rate(), None);
    assert_eq!(figures.presence_rate(), None);
}

#[test]
fn the_document_has_a_table_a_part_in_both_languages() {
    let figures = figures(&four(), Period::default(), day("2026-12-31"));
    for lang in [Lang::Zh, Lang::En] {
        let document = figures.document(lang);
        let tables = document.blocks.iter().filter(|block| {
            matches!(block, crate::document::model::Block::Table(table) if !table.rows.is_empty())
        });
        assert_eq!(tables.count(), 3);
    }
}
