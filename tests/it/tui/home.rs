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

fn saved(home: &Desk) -> (String, String) {
    match home.asked.last() {
        Some(Effect::SaveDraft { name, text }) => (name.clone(), text.to_string()),
        other => panic!("{other:?}"),
    }
}

/// A new session, and words about an action of a closed one: each is kept for itself, and until it is
/// done or put away.
#[test]
fn what_is_typed_at_the_list_of_sessions_is_kept_until_it_is_done() {
    let fresh = || super::prepare::home(Lang::Zh, (80, 24));
    for (keys, typed) in [("<F2>", "加装电梯议事会"), ("<F5><F4>", "已联系物业，下周进场")]
    {
        let mut home = fresh();
        home.keys(keys);
        home.keys(typed);
        let kept = saved(&home);
        // The program is gone; the next one is told by the store what was typed.
        let again = || {
            let mut home = fresh();
            home.ui.typed(vec![kept.clone()]);
            home.keys(keys);
            home.shows(typed);
            home.shows("上次没有填完");
            home
        };
        let dropped = Effect::DropDraft { name: kept.0.clone() };
        let mut left = again();
        left.keys("<Esc><Esc>");
        assert_eq!(left.asked.last(), Some(&dropped));
        left.keys(keys);
        assert!(!left.text().contains(typed), "{}", left.text());

        let mut denied = again();
        denied.keys("<C-s>");
        let Some(Effect::Request { token, .. }) = denied.asked.last().cloned() else {
            panic!("{:?}", denied.asked)
        };
        denied.ui.denied(token, "暂时不行");
        denied.shows(typed);
        assert!(!denied.asked.contains(&dropped));
        denied.keys("<C-s>");
        let Some(Effect::Request { token, .. }) = denied.asked.last().cloned() else {
            panic!("{:?}", denied.asked)
        };
        if keys == "<F2>" {
            assert_eq!(denied.ui.made(), std::slice::from_ref(&dropped));
        } else {
            denied.ui.granted(token, "已记下");
            assert_eq!(denied.ui.take_effects(), std::slice::from_ref(&dropped));
        }
        assert!(denied.ui.home.drafts.is_empty());
        // What is another form's, or another action's, is not put under this one.
        let mut other = fresh();
        other.ui.typed(vec![(kept.0.replace("加装", "") + "x", kept.1.clone())]);
        other.keys(keys);
        assert!(!other.text().contains(typed), "{}", other.text());
    }
}
