//! Home when sessions have left something to be done.

use super::given::{Desk, clock};
use super::sample::sample;
use super::shot;
use chrono::TimeDelta;
use yishi::document::session_summary::Summary;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::tui::{Effect, HomeItem};

/// The sample meeting is over, and the actions it gave out have been on their way for weeks.
pub(super) fn home(lang: Lang, size: (u16, u16)) -> Desk {
    let over = sample(lang, size, "16:50", &[]);
    let summary = Summary::of(over.ui.ledger().unwrap()).unwrap();
    let mut home = Desk::home(lang, size);
    let sample = HomeItem {
        id: summary.id,
        title: summary.title,
        date: summary.date,
        phase: summary.phase,
        next: summary.next,
        actions: summary.actions,
    };
    let planned = HomeItem {
        id: "HSW-2026-005".into(),
        title: "老旧小区加装电梯费用分摊".into(),
        date: "2026-12-18".parse().unwrap(),
        phase: Phase::Planned,
        next: Vec::new(),
        actions: Vec::new(),
    };
    home.until(clock(9, 0, 0) + TimeDelta::days(19));
    home.ui.sessions(vec![planned, sample]);
    home
}

#[test]
fn it_shows_what_is_overdue_and_what_comes() {
    shot::screen("home-ahead", home);
}

#[test]
fn an_overdue_action_opens_its_session_on_the_action() {
    let mut home = home(Lang::Zh, (100, 30));
    home.keys("<Tab><Down><Down><Enter>");
    assert_eq!(home.asked, [Effect::OpenSession("HSW-2026-004".into())]);
    let over = sample(Lang::Zh, (100, 30), "16:50", &[]);
    home.ui.opened(over.ui.ledger().unwrap().clone(), std::collections::BTreeMap::new());
    let chosen = home.text().lines().find(|line| line.contains("▸2. ")).map(str::to_owned);
    home.shows("制定卸货公约");
    assert!(home.text().contains("▸ 2. 制定卸货公约"), "{chosen:?}\n{}", home.text());
}

/// What was put right or done is not overdue, and what is due today is not either.
#[test]
fn on_the_day_it_is_due_an_action_is_not_late() {
    let mut home = home(Lang::Zh, (100, 30));
    home.until(clock(9, 0, 0) + TimeDelta::days(7));
    assert!(!home.text().contains("逾期"), "{}", home.text());
    home.until(clock(9, 0, 0) + TimeDelta::days(8));
    home.shows("逾期1天");
}
