//! The log: finding an event, seeing it whole, going to what it made, looking back.

use super::given::{Desk, clock};
use super::sample::sample;
use super::shot;
use yishi::domain::agenda;
use yishi::domain::meeting::Command;
use yishi::i18n::Lang;
use yishi::tui::View;

fn over(lang: Lang) -> Desk {
    let mut desk = sample(lang, (100, 30), "16:50", &[]);
    desk.keys("8");
    desk
}

fn chosen(desk: &Desk) -> String {
    let text = desk.text();
    text.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
}

/// The numbers of the events that are listed.
fn numbers(desk: &Desk) -> Vec<u64> {
    let text = desk.text();
    let rows =
        text.lines().filter_map(|line| line.trim_start_matches([' ', '▸']).split(' ').next());
    rows.filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn typed_text_filters_at_once_and_esc_shows_all_again() {
    let mut desk = over(Lang::Zh);
    desk.keys("<F3>卸货");
    desk.shows("卸货");
    let found = numbers(&desk);
    assert!(found.len() > 3, "{}", desk.text());
    shot::screen("log-filter", |lang, size| {
        let mut desk = sample(lang, size, "16:50", &[]);
        desk.keys("8<F3>卸货");
        desk
    });
    // A letter of the filter is no shortcut, and Space in it takes no step.
    let lines = desk.lines();
    desk.keys(" 时间");
    assert_eq!(desk.lines(), lines);
    desk.shows("没有这样的事件");
    desk.keys("<Esc>");
    assert!(numbers(&desk).len() > found.len());
    desk.keys("<F3>卸货<Enter><Home>");
    assert!(chosen(&desk).contains("卸货"), "{}", desk.text());
}

#[test]
fn a_topic_lists_its_events_only() {
    let mut desk = over(Lang::En);
    desk.keys("<F5><F5>");
    desk.shows("topic: Agenda");
    let text = desk.text();
    assert!(!text.contains("asked to speak"), "{text}");
    desk.keys("<F5>");
    desk.shows("topic: Roll");
    desk.shows("signed in");
}

#[test]
fn what_is_listed_follows_the_record_and_its_undos() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "speech");
    desk.keys("8<F3>居民代表<Enter>");
    let before = numbers(&desk).len();
    desk.note("居民代表补充一点。");
    assert_eq!(numbers(&desk).len(), before + 1, "{}", desk.text());
    desk.keys("<F9>");
    desk.shows("已撤销");
    assert_eq!(numbers(&desk).len(), before + 2, "the undo names what it took back");
}

#[test]
fn an_event_leads_to_its_line_in_the_minutes_and_to_its_speech() {
    let mut desk = over(Lang::Zh);
    desk.keys("<F3>仇海生发言摘要<Enter><Home>");
    assert!(chosen(&desk).contains("发言摘要"), "{}", desk.text());
    desk.keys("<F6>");
    assert_eq!(desk.ui.view, View::Floor);
    desk.shows("▸ 14:54 仇海生");
    desk.keys("8<Enter>");
    assert_eq!(desk.ui.view, View::Minutes);
    desk.shows("▸ 14:54 仇海生");
    // A request has no line of its own.
    desk.keys("<Tab><Esc>8<F3><C-u>");
    desk.keys("申请发言<Enter><Enter>");
    desk.shows("没有单独的一行");
}

#[test]
fn looking_back_shows_every_screen_as_it_was_and_changes_nothing() {
    let mut desk = over(Lang::Zh);
    desk.keys("<F3>表决稿<Enter><Home><F4>");
    desk.shows("截至第");
    let lines = desk.lines();
    desk.keys("1");
    desk.shows("归纳方案");
    shot::screen("past-desk", |lang, size| {
        let mut desk = sample(lang, size, "16:50", &[]);
        desk.keys("8<F3>卸货<Enter><Home><F4>1");
        desk
    });
    // Neither a key nor Space nor the clock does anything to it.
    desk.keys(" <C-n>x<F2><F4><C-z>");
    desk.at(18, 0, 0);
    desk.shows("截至第");
    assert_eq!(desk.lines(), lines);
    desk.keys("<Esc>");
    assert!(desk.ui.past().is_none());
    desk.shows("已存");
}

#[test]
fn the_record_goes_on_behind_a_look_back() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "queue");
    desk.keys("8<Home><Down><F4>");
    let seq = desk.ui.past().unwrap().seq();
    desk.at(14, 50, 30).note("另一个终端记下的。");
    assert_eq!(desk.ui.past().map(yishi::tui::past::Past::seq), Some(seq));
    desk.keys("<Esc>");
    desk.shows("另一个终端记下的");
    desk.at(14, 51, 0).done(Command::Agenda(agenda::Command::Finish));
    assert_eq!(desk.ui.now.at, clock(14, 51, 0));
}
