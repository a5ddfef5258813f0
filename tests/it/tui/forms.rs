//! Every form and question that lies over a screen: how it looks in both languages, and that the
//! hardware cursor, which the input method follows, is behind what was typed into each of its
//! fields.

use super::given::Desk;
use super::shot::{self, LANGS};
use super::{prepare, sample};
use yishi::domain::stamp::Role;
use yishi::i18n::Lang;
use yishi::tui::ui::Terminal;

/// In the middle of the sample, behind its end, before its beginning, or on the list of sessions.
#[derive(Clone, Copy)]
enum At {
    Speech,
    Vote,
    Over,
    Before,
    Home,
}

fn desk(at: At, lang: Lang, size: (u16, u16)) -> Desk {
    match at {
        At::Speech => sample::filled(lang, size),
        At::Vote => Desk::moment(lang, size, "vote"),
        At::Over => sample::sample(lang, size, "16:50", &[]),
        At::Before => sample::sample(lang, size, "13:00", &[]),
        At::Home => prepare::home(lang, size),
    }
}

/// Name, where, and the keys to it.
const FORMS: &[(&str, At, &str)] = &[
    ("request", At::Speech, "4<F2>"),
    ("give", At::Speech, "4<F3>"),
    ("extend", At::Speech, "4<F6>"),
    ("stop", At::Speech, "4<F8>"),
    ("bump", At::Speech, "4<F10>"),
    ("times", At::Speech, "4<Tab><Up><C-t>"),
    ("say", At::Speech, "1<C-e>"),
    ("note", At::Speech, "1<C-n>"),
    ("add-item", At::Speech, "2<F2>"),
    ("time-item", At::Speech, "2<F5>"),
    ("title-item", At::Speech, "2<F6>"),
    ("lead-item", At::Speech, "2<Down><F10>"),
    ("invite", At::Speech, "3<Ins>"),
    ("leave", At::Before, "3<F2>"),
    ("gauge", At::Speech, "5<C-t>"),
    ("drop", At::Speech, "5<Del>"),
    ("amend", At::Speech, "5<C-a>"),
    ("propose", At::Speech, "5<Ins>"),
    ("tally", At::Vote, "5<F3>"),
    ("cancel", At::Vote, "5<F6>"),
    ("settle", At::Over, "7<F2>"),
    ("reserve", At::Over, "7<F3>"),
    ("action", At::Over, "7<F4>"),
    ("reject", At::Over, "7<Tab><F6>"),
    ("notice", At::Over, "7<F10>"),
    ("sign", At::Over, "7<C-g>"),
    ("dispute", At::Over, "7<C-d>"),
    ("round", At::Over, "7<C-l>"),
    ("session", At::Before, "0<Down><Enter>"),
    ("topic", At::Before, "0<F5>"),
    ("person", At::Before, "0<F2>"),
    ("template", At::Before, "0<F7>"),
    ("new", At::Home, "<F2>"),
    ("follow-up", At::Home, "<F5><F4>"),
];

#[test]
fn every_form_in_both_languages() {
    for (name, at, keys) in FORMS {
        shot::overlay(&format!("form-{name}"), |lang, size| {
            let mut desk = desk(*at, lang, size);
            desk.keys(keys);
            desk
        });
    }
}

/// What covers the whole screen, or much of it.
#[test]
fn help_palette_export_and_terminals_in_both_languages() {
    let terminals = ["desk", "recorder", "hall"].map(str::to_owned);
    for (name, at, keys) in [
        ("help", At::Speech, "<F1>"),
        ("palette", At::Speech, "<C-p>"),
        ("export", At::Over, "7<C-e>"),
        ("terminals", At::Speech, "<C-w>"),
    ] {
        shot::overlay(&format!("over-{name}"), |lang, size| {
            let mut desk = desk(at, lang, size);
            let roles = [Role::Chair, Role::Recorder, Role::Hall];
            let each = terminals.iter().cloned().zip(roles);
            desk.ui.terminals(each.map(|(name, role)| Terminal { name, role }).collect());
            desk.keys(keys);
            desk
        });
    }
}

/// Types into the field that has the focus; false where it takes no text.
fn typed_behind_the_cursor(desk: &mut Desk, what: &str) -> bool {
    let (_, Some(_)) = desk.frame() else { return false };
    desk.input(yishi::tui::Input::Burst("a汉字".into()));
    let (buffer, cursor) = desk.frame();
    let cursor = cursor.unwrap_or_else(|| panic!("{what}: no cursor\n{}", desk.text()));
    let x = cursor.x.checked_sub(2).unwrap_or_else(|| panic!("{what}: {cursor:?}"));
    assert_eq!(buffer[(x, cursor.y)].symbol(), "字", "{what}\n{}", desk.text());
    true
}

#[test]
fn the_cursor_is_behind_what_was_typed_in_every_field_of_every_form() {
    let mut inputs = 0;
    for (lang, _) in LANGS {
        for size in [(80, 24), (60, 16)] {
            for (name, at, keys) in FORMS {
                let mut desk = desk(*at, lang, size);
                desk.keys(keys);
                // More than any form has fields; from the last Tab leads to the first again.
                for field in 0..16 {
                    let what = format!("{name}, field {field} at {size:?}");
                    inputs += usize::from(typed_behind_the_cursor(&mut desk, &what));
                    desk.keys("<Tab>");
                }
            }
        }
    }
    assert!(inputs > 1000, "{inputs}");
}

/// The inputs that are no forms.
#[test]
fn the_cursor_is_behind_what_was_typed_in_every_other_input() {
    for (name, at, keys) in [
        ("palette", At::Speech, "<C-p>"),
        ("find in the roll", At::Speech, "3<F3>"),
        ("editor", At::Speech, "6"),
        ("search in the minutes", At::Speech, "6<F3>"),
        ("mention", At::Speech, "6@"),
        ("written opinion by", At::Speech, "6<F6>"),
        ("filter of the log", At::Speech, "8<F3>"),
        ("recuse", At::Speech, "5<F7>"),
        ("folder of an export", At::Over, "7<C-e><Tab>"),
        ("another folder", At::Speech, "<C-b>"),
        ("a file of sessions", At::Home, "<F4>"),
        ("a roster", At::Before, "0<F3>"),
    ] {
        for size in [(80, 24), (60, 16)] {
            let mut desk = desk(at, Lang::Zh, size);
            desk.keys(keys);
            let what = format!("{name} at {size:?}");
            assert!(typed_behind_the_cursor(&mut desk, &what), "{what}: no input\n{}", desk.text());
        }
    }
}

#[test]
fn a_form_longer_than_the_screen_shows_the_field_that_is_filled_in() {
    let mut desk = desk(At::Before, Lang::Zh, (60, 16));
    desk.keys("0<F2>");
    desk.shows("姓名");
    assert!(!desk.text().contains("备注"), "{}", desk.text());
    desk.keys("<S-Tab><S-Tab>");
    desk.shows("备注");
    desk.shows("第15栏，共15栏");
}

/// When a speech began and ended is put right afterwards, and told as a correction.
#[test]
fn the_times_of_a_speech_are_put_right() {
    let mut desk = desk(At::Speech, Lang::Zh, (80, 24));
    desk.keys("4<Tab><Up><Up>");
    let chosen = |desk: &Desk| {
        let speeches = &desk.meeting().floor.speeches;
        let speech = speeches.iter().rev().nth(2).unwrap();
        (
            speech.person.to_string(),
            speech.start.format("%H:%M:%S").to_string(),
            speech.used_s(speech.end.unwrap()),
        )
    };
    assert_eq!(chosen(&desk), ("P06".into(), "15:50:00".into(), 105));
    desk.keys("<Enter>");
    desk.shows("曾宪明发言的起止时间");
    desk.keys("<C-u>25:70<F2>");
    desk.shows("请按 时:分 填写");
    desk.keys("<C-u>15:50:30<F2>");
    assert_eq!(chosen(&desk), ("P06".into(), "15:50:30".into(), 75));
    desk.keys("<C-z>");
    assert_eq!(chosen(&desk), ("P06".into(), "15:50:00".into(), 105));
}

#[test]
fn help_says_what_every_key_does_and_why_some_do_nothing_now() {
    let mut desk = Desk::planned(Lang::Zh, (100, 60));
    desk.keys("<F1>");
    let text = desk.text();
    let why = "现在不能：会议还没有开始；请先宣布开会";
    assert_eq!(text.matches(why).count(), 1, "{text}");
    desk.shows("记下某人申请发言");
    desk.shows("给当前发言加时间");
}
