//! Space takes a step only by a press of its own, after the step could be read.

use super::given::Desk;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;
use yishi::domain::meeting::Command;
use yishi::domain::stamp::Role;
use yishi::domain::{agenda, floor};
use yishi::i18n::Lang;
use yishi::tui::input::gather;
use yishi::tui::{Effect, View};

const SIZE: (u16, u16) = (100, 30);

fn space(desk: &mut Desk, after: u64) {
    desk.later(Duration::from_millis(after));
    let key = KeyEvent::new(KeyCode::Char(' '), KeyModifiers::NONE);
    for input in gather([Event::Key(key)]) {
        desk.input(input);
    }
}

fn queue() -> Desk {
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    desk.hurried = true;
    desk
}

#[test]
fn two_presses_150_ms_apart_are_one_step() {
    let mut desk = queue();
    space(&mut desk, 2_000);
    let speaking = desk.meeting().floor.current().map(|speech| speech.person.clone());
    let lines = desk.lines();
    assert!(speaking.is_some(), "{}", desk.text());
    // The key of the next step is not offered before it could be read.
    assert!(!desk.text().contains("空格"), "{}", desk.text());
    space(&mut desk, 150);
    assert_eq!(desk.lines(), lines, "nobody's speech ends after no time at all");
    desk.later(Duration::from_secs(2));
    desk.input(yishi::tui::Input::Tick);
    desk.shows("空格");
    space(&mut desk, 10);
    assert_eq!(desk.lines(), lines + 1);
}

#[test]
fn a_held_key_is_one_step() {
    let mut desk = queue();
    space(&mut desk, 2_000);
    let lines = desk.lines();
    space(&mut desk, 660);
    for _ in 0..90 {
        space(&mut desk, 33);
    }
    assert_eq!(desk.lines(), lines);
}

#[test]
fn what_another_terminal_did_meanwhile_is_read_first() {
    let mut desk = queue();
    space(&mut desk, 2_000);
    desk.later(Duration::from_secs(5));
    desk.input(yishi::tui::Input::Tick);
    desk.done(Command::Floor(floor::Command::Finish));
    let lines = desk.lines();
    space(&mut desk, 100);
    assert_eq!(desk.lines(), lines, "it was pressed for the step before");
}

#[test]
fn the_recorders_space_says_whose_it_is_before_anything_is_filled_in() {
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    for person in ["P05", "P07", "P08"] {
        let person = super::given::id(person);
        desk.done(Command::Floor(floor::Command::Withdraw(person)));
    }
    desk.ui.by.role = Role::Recorder;
    desk.keys(" ");
    assert!(desk.ui.overlays.is_empty(), "{}", desk.text());
    desk.shows("下一步由主持人来做");
}

#[test]
fn one_esc_too_many_leaves_the_keys_alive() {
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    desk.keys("<Esc>");
    desk.shows("离开这个会次");
    desk.keys("4");
    assert_eq!((desk.ui.view, desk.ui.overlays.len()), (View::Floor, 0));
    desk.keys("<Esc><Esc><Enter>");
    assert!(desk.asked.contains(&Effect::LeaveSession), "Enter still means yes");
}

#[test]
fn no_key_acts_that_cannot_be_seen() {
    let mut desk = Desk::moment(Lang::Zh, (40, 10), "queue");
    let lines = desk.lines();
    desk.keys(" <F4><F7>3<Enter><C-n>字<F2>");
    assert_eq!((desk.lines(), desk.ui.view, desk.ui.overlays.len()), (lines, View::Desk, 0));
    desk.shows("按键不起作用");
    desk.input(yishi::tui::Input::Resize(80, 24));
    desk.keys(" ");
    assert_eq!(desk.lines(), lines + 1);
}

#[test]
fn what_was_taken_back_is_said() {
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    desk.done(Command::Agenda(agenda::Command::Defer { no: 6, reason: String::new() }));
    desk.keys("<C-z>");
    desk.shows("撤销");
    desk.shows("暂缓");
}

#[test]
fn the_screens_who_presides_and_the_way_back_are_named() {
    for lang in [Lang::Zh, Lang::En] {
        let zh = lang == Lang::Zh;
        let mut desk = Desk::moment(lang, (80, 24), "queue");
        desk.shows(if zh { "1…9 画面" } else { "1…9 screens" });
        desk.shows(if zh { "主持 赵淑芬" } else { "赵淑芬 presides" });
        desk.keys("3");
        desk.shows(if zh { "Esc 主持台" } else { "Esc desk" });
        let wide = Desk::moment(lang, SIZE, "queue");
        wide.shows(if zh { "步骤 1=" } else { "steps 1=" });
    }
}

#[test]
fn who_presides_instead_is_asked_once_the_chair_has_left() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::moment(lang, SIZE, "queue");
        desk.done(Command::Roll(yishi::domain::roll::Command::Depart(super::given::id("P01"))));
        desk.shows(if lang == Lang::Zh {
            "赵淑芬不在场。由谁代行主持？"
        } else {
            "Who presides instead?"
        });
        desk.keys(" ");
        desk.input(yishi::tui::Input::Burst("马学军".into()));
        desk.keys("<Enter>");
        desk.shows(if lang == Lang::Zh { "主持 马学军" } else { "马学军 presides" });
    }
}

#[test]
fn a_vote_without_a_proposal_is_asked_about() {
    for propose in [true, false] {
        let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
        for person in ["P05", "P07", "P08"] {
            desk.done(Command::Floor(floor::Command::Withdraw(super::given::id(person))));
        }
        for no in [1, 2] {
            let reason = "撤回".to_owned();
            desk.done(Command::Proposal(yishi::domain::proposal::Command::Drop { no, reason }));
        }
        desk.done(Command::Agenda(agenda::Command::Start(8)));
        desk.shows("这一项要表决，可还没有方案");
        desk.shows("提出方案，或进入第5项");
        let lines = desk.lines();
        desk.keys(" ");
        assert_eq!(desk.lines(), lines, "nothing passes unasked");
        desk.shows("没有方案");
        if propose {
            desk.keys("<Enter>");
            desk.input(yishi::tui::Input::Burst("错时停车".into()));
            desk.keys("<Tab>");
            desk.input(yishi::tui::Input::Burst("夜间向居民开放。".into()));
            desk.keys("<F2>");
            assert_eq!(desk.meeting().proposals.list.len(), 3, "{}", desk.text());
            desk.shows("错时停车");
        } else {
            desk.keys("<Down><Enter>");
            let now = desk.meeting().agenda.active().map(|item| item.plan.no);
            assert_eq!(now, Some(5), "{}", desk.text());
        }
    }
}

#[test]
fn what_is_still_open_stands_line_by_line_before_the_end() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::moment(lang, (80, 24), "queue");
        desk.done(Command::Agenda(agenda::Command::Finish));
        desk.keys("<F10>");
        let zh = lang == Lang::Zh;
        desk.shows(if zh {
            "· 方案1、2没有表决也没有处理"
        } else {
            "without a vote or an outcome: proposal 1, 2"
        });
        desk.shows(if zh { "· 主持人" } else { "- not signed: chair" });
    }
}

#[test]
fn what_becomes_of_a_proposal_asks_only_for_what_belongs_to_it() {
    let mut desk = super::sample::sample(Lang::Zh, (80, 24), "16:36", &[]);
    desk.keys("7<F2>");
    let hidden = |desk: &Desk, words: &[&str]| {
        for word in words {
            assert!(!desk.text().contains(word), "{word}: {}", desk.text());
        }
    };
    desk.shows("原因");
    hidden(&desk, &["提交给", "下一轮日期"]);
    desk.keys("2");
    desk.shows("下一轮日期");
    hidden(&desk, &["提交给"]);
    desk.keys("3<Tab>街道办事处<Tab>");
    desk.shows("提交给");
    hidden(&desk, &["下一轮日期"]);
}

/// Every act of every screen, by its name, its pinyin's initials, its word of the script.
#[test]
fn the_palette_knows_every_act_from_every_screen() {
    for (typed, shows) in [
        ("增加", "F2"),
        ("代行", "签到"),
        ("回避", "表决"),
        ("修改", "Ctrl-A"),
        ("保留", "成果"),
        ("归档", "F12"),
        ("bl", "保留意见"),
        ("recuse", "回避"),
        ("seal", "归档"),
    ] {
        let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
        desk.keys("<C-p>");
        desk.input(yishi::tui::Input::Burst(typed.into()));
        assert!(!desk.text().contains("没有这样的动作"), "{typed}: {}", desk.text());
        desk.shows(shows);
    }
}

#[test]
fn an_act_of_another_screen_is_done_there_and_refused_with_its_reason() {
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    desk.keys("<C-p>");
    desk.input(yishi::tui::Input::Burst("请假".into()));
    desk.keys("<Enter>");
    assert_eq!(desk.ui.view, View::Roll, "{}", desk.text());
    let mut desk = Desk::moment(Lang::Zh, SIZE, "queue");
    desk.keys("<C-p>");
    desk.input(yishi::tui::Input::Burst("归档".into()));
    desk.shows("到“成果”：");
    desk.keys("<Enter>");
    assert_eq!(desk.meeting().session.phase, yishi::domain::session::Phase::Open);
}
