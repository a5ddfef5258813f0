//! What keys do: the table of acts, overlays and forms, from the key to the record.

use super::given::{Desk, clock, id};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use yishi::domain::meeting::Command;
use yishi::domain::session::Phase;
use yishi::domain::{agenda, floor};
use yishi::i18n::Lang;
use yishi::tui::input::Input;
use yishi::tui::{Effect, View};

/// Reads `议<Enter><C-p><F2>` into keys.
pub(super) fn parse(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let (code, mods) = if let Some((name, after)) = named {
            rest = after;
            named_key(name)
        } else {
            rest = rest.strip_prefix(c).unwrap();
            (KeyCode::Char(c), KeyModifiers::NONE)
        };
        keys.push(KeyEvent::new(code, mods));
    }
    keys
}

fn named_key(name: &str) -> (KeyCode, KeyModifiers) {
    if let Some(letter) = name.strip_prefix("C-") {
        return (KeyCode::Char(letter.chars().next().unwrap()), KeyModifiers::CONTROL);
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Space" => KeyCode::Char(' '),
        "BS" => KeyCode::Backspace,
        "Ins" => KeyCode::Insert,
        "Del" => KeyCode::Delete,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        _ => KeyCode::F(name.strip_prefix('F').unwrap().parse().unwrap()),
    };
    (code, KeyModifiers::NONE)
}

const SIZE: (u16, u16) = (100, 30);

#[test]
fn home_opens_the_chosen_session_or_the_sample() {
    let mut home = Desk::home(Lang::Zh, SIZE);
    home.keys("<Enter>");
    assert_eq!(home.asked, [], "there is nothing to open");
    home.shows("没有选中");
    home.keys("３");
    assert_eq!(home.asked, [Effect::Demo], "a full-width digit is the digit");
    home.keys("<C-q>");
    assert_eq!(home.asked.last(), Some(&Effect::Quit));
}

#[test]
fn space_takes_the_next_step_until_somebody_must_be_chosen() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<Space>");
    assert_eq!(desk.meeting().agenda.active().map(|item| item.plan.no), Some(1));
    desk.keys("<Space>");
    assert_eq!(desk.meeting().roll.counts.len(), 1, "the number present is stated");
    // The ground rules are read out before the meeting goes on.
    for _ in 0..6 {
        if matches!(desk.ui.overlays.last(), Some(yishi::tui::overlays::Overlay::Picker(_))) {
            break;
        }
        desk.keys("<Space>");
        desk.frame();
    }
    assert_eq!(desk.ui.overlays.len(), 1, "an item of speeches asks whom to invite");
    desk.keys("仇<Enter>");
    assert_eq!(desk.meeting().floor.current().map(|s| s.person.clone()), Some(id("P05")));
    assert_eq!(desk.meeting().floor.current().map(|s| s.limit_s), Some(180));
}

#[test]
fn a_request_is_a_form_and_comes_to_a_place_in_the_queue() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<F2>王强<Enter><Enter>2<Enter>2<Enter>5<Enter>");
    desk.shows("是5分钟还是5秒");
    desk.keys("1");
    let queue = &desk.meeting().floor.queue;
    assert_eq!(queue.len(), 1);
    assert_eq!(queue[0].person, id("P09"));
    assert_eq!(queue[0].stance, floor::Stance::For);
    assert_eq!(queue[0].terms.on, Some(1));
    assert_eq!(queue[0].terms.limit_s, Some(300), "a bare number is asked about");
    assert!(desk.ui.overlays.is_empty());
}

#[test]
fn a_refused_form_stays_with_the_reason_and_what_was_typed() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.statements();
    desk.keys("<F2>仇海生<F2>");
    assert_eq!(desk.ui.overlays.len(), 1, "he is in the queue already");
    desk.shows("仇海生");
    desk.keys("<Esc>");
    desk.shows("再按一次 Esc");
    desk.keys("<Esc>");
    assert!(desk.ui.overlays.is_empty());
}

#[test]
fn a_form_does_not_name_a_person_by_chance() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<F2><F2>");
    desk.shows("请选一个人");
    assert!(desk.meeting().floor.queue.is_empty());
}

#[test]
fn people_are_found_by_pinyin_and_namesakes_are_told_apart() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<F2>sxy<F2>");
    assert_eq!(desk.meeting().floor.queue[0].person, id("P11"), "单 is Shan as a surname");
    desk.keys("<F2>张伟");
    desk.shows("张伟（2网格）");
    desk.shows("张伟（货运）");
    desk.keys("<Right><F2>");
    assert_eq!(desk.meeting().floor.queue[1].person, id("P07"));
}

#[test]
fn a_refusal_is_a_sentence_in_the_reader_s_language() {
    for (lang, words) in [(Lang::Zh, "王强"), (Lang::En, "王强")] {
        let mut desk = Desk::planned(lang, SIZE);
        desk.open();
        let person = id("P09");
        let terms = floor::SpeechTerms::default();
        desk.done(Command::Floor(floor::Command::Request { person, terms }));
        desk.keys("<F2>P09<F2>");
        desk.shows(words);
        let screen = desk.text();
        assert!(!screen.contains("AlreadyInQueue"), "{screen}");
        assert_eq!(desk.meeting().floor.queue.len(), 1);
    }
}

#[test]
fn what_is_typed_into_a_form_is_kept_until_it_is_in_the_record() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<C-n>居民");
    let save = |text: &str| Effect::SaveDraft { name: "note".into(), text: text.into() };
    assert_eq!(desk.asked, [save("居"), save("居民")]);
    desk.keys("<Esc><C-n>");
    desk.shows("居民");
    desk.keys("提问<F2>");
    assert_eq!(desk.asked.last(), Some(&Effect::DropDraft { name: "note".into() }));
    assert_eq!(desk.meeting().minutes.entries[0].text.as_ref(), "居民提问");
}

#[test]
fn a_form_that_a_crash_cut_off_is_filled_in_again_and_one_that_was_left_is_not() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    // Two fields of the form for a new item of the agenda, then the program is gone.
    desk.keys("2<F2>夜间卸货<Tab>15分钟");
    let filled = desk.text();
    assert!(filled.contains("夜间卸货") && filled.contains("15"), "{filled}");
    let Some(Effect::SaveDraft { name, text }) = desk.asked.last().cloned() else {
        panic!("{:?}", desk.asked)
    };
    let again = |drafts: &[(String, String)]| {
        let mut desk = Desk::planned(Lang::Zh, SIZE);
        desk.open();
        let kept = drafts.iter().map(|(name, text)| (name.clone(), text.as_str().into()));
        desk.ui.drafts.extend(kept);
        desk.keys("2<F2>");
        desk
    };
    let kept = [(name.clone(), text.to_string())];
    let mut back = again(&kept);
    back.shows("夜间卸货");
    back.shows("15分钟");
    back.shows("上次没有填完");
    back.keys("<F2>");
    assert_eq!(back.asked.last(), Some(&Effect::DropDraft { name: name.clone() }));
    assert!(back.meeting().agenda.items.iter().any(|item| item.plan.title == "夜间卸货"));
    // Left on purpose, it is gone.
    let mut left = again(&kept);
    left.keys("<Esc><Esc>");
    assert_eq!(left.asked.last(), Some(&Effect::DropDraft { name }));
    left.keys("2<F2>");
    assert!(!left.text().contains("夜间卸货"), "{}", left.text());
    // What is no draft of this form harms nothing.
    again(&[(kept[0].0.clone(), "[[\"no such\",\"x\"],[".to_owned())]);
}

#[test]
fn what_could_not_be_stored_comes_back_and_can_be_tried_again() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.store_full = true;
    desk.keys("<C-n>居民提到夜间卸货<F2>");
    desk.shows("居民提到夜间卸货");
    desk.shows("未存");
    desk.store_full = false;
    desk.keys("<F2>");
    assert_eq!(desk.meeting().minutes.entries.len(), 1);
    assert!(!desk.text().contains("未存"));
}

#[test]
fn an_act_that_the_rules_refuse_says_why_and_changes_nothing() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.keys("<F4>");
    assert!(desk.ui.flash.as_ref().is_some_and(|flash| flash.warns));
    assert_eq!(desk.meeting().session.phase, Phase::Planned);
    desk.keys("<F6>");
    assert!(desk.ui.overlays.is_empty(), "a form that cannot succeed is not opened");
}

#[test]
fn a_burst_opens_the_palette_and_the_rest_is_typed_into_it() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.input(Input::Burst(":count".into()));
    desk.shows(": count");
    let (_, cursor) = desk.frame();
    assert!(cursor.is_some(), "the input method's window follows the cursor");
}

#[test]
fn the_palette_finds_acts_by_name() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<C-p>清点<Enter>");
    assert_eq!(desk.meeting().roll.counts.len(), 1);
}

#[test]
fn undo_and_redo_are_events_of_their_own() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open().done(Command::Agenda(agenda::Command::Next));
    desk.keys("<C-z>");
    assert!(desk.meeting().agenda.active().is_none());
    desk.keys("<C-y>");
    assert!(desk.meeting().agenda.active().is_some());
}

#[test]
fn quitting_asks_while_the_session_runs() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    desk.keys("<C-q>");
    assert_eq!(desk.asked, []);
    desk.keys("<Esc>");
    assert_eq!(desk.asked, []);
    desk.keys("<C-q><Enter>");
    assert_eq!(desk.asked, [Effect::Quit]);
}

#[test]
fn a_paste_never_presses_keys() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    let before = desk.ui.ledger().map(yishi::domain::ledger::Ledger::seq);
    desk.input(Input::Paste(" 1234\n ".into()));
    assert_eq!(desk.ui.ledger().map(yishi::domain::ledger::Ledger::seq), before);
    assert_eq!(desk.ui.view, View::Desk);
}

#[test]
fn clocks_ask_for_ticks_only_while_they_run() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    assert_eq!(desk.ui.wants_tick(), None);
    desk.statements();
    assert_eq!(desk.ui.wants_tick().map(|d| d.as_secs()), Some(60));
    desk.keys("<F4>");
    assert_eq!(desk.ui.wants_tick().map(|d| d.as_secs()), Some(1));
    desk.keys("<F5>");
    assert_eq!(desk.ui.wants_tick().map(|d| d.as_secs()), Some(60), "the clock is stopped");
    assert_eq!(desk.meeting().floor.current().map(|s| s.start), Some(clock(14, 50, 0)));
}

#[test]
fn a_record_that_does_not_continue_ours_is_reported_and_not_folded() {
    let mut desk = Desk::planned(Lang::Zh, SIZE);
    desk.open();
    let old = desk.ui.ledger().and_then(|l| l.record(2)).cloned().unwrap();
    desk.ui.recorded(old);
    desk.shows("接不上");
}
