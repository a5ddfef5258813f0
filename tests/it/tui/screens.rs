//! Screens as they are drawn, at every size that must work.

use super::given::Desk;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::tui::HomeItem;
use yishi::tui::theme::{Look, Palette};

const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];
const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

#[test]
fn the_desk_in_every_state() {
    for name in ["planned", "queue", "speech", "overtime", "vote", "recess", "adjourned"] {
        for (lang, code) in LANGS {
            for size in SIZES {
                let desk = Desk::moment(lang, size, name);
                insta::assert_snapshot!(format!("desk-{name}-{code}-{}", size.0), desk.text());
            }
        }
    }
}

#[test]
fn home_with_sessions_and_without() {
    for (lang, code) in LANGS {
        for size in SIZES {
            let mut home = Desk::home(lang, size);
            insta::assert_snapshot!(format!("home-empty-{code}-{}", size.0), home.text());
            let item = |id: &str, title: &str, date: &str, phase| HomeItem {
                id: id.into(),
                title: title.into(),
                date: date.into(),
                phase,
            };
            home.ui.sessions(vec![
                item(
                    "HSW-2026-004",
                    "槐树湾农贸市场周边停车秩序整治协商议事会",
                    "2026-11-27",
                    Phase::Open,
                ),
                item("HSW-2026-003", "老旧小区加装电梯", "2026-10-16", Phase::Sealed),
            ]);
            insta::assert_snapshot!(format!("home-{code}-{}", size.0), home.text());
        }
    }
}

#[test]
fn the_other_views_during_a_vote() {
    for (keys, name) in [("2", "agenda"), ("4", "floor"), ("7", "outcomes")] {
        let mut desk = Desk::moment(Lang::Zh, (100, 30), "vote");
        desk.keys(keys);
        insta::assert_snapshot!(format!("{name}-zh-100"), desk.text());
    }
}

#[test]
fn a_form_over_the_desk() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "queue");
    desk.keys("<F2>王强");
    insta::assert_snapshot!("form-request-zh-80", desk.text());
    let (_, cursor) = desk.frame();
    let cursor = cursor.expect("a focused field has the hardware cursor");
    let before = desk.text();
    let row = before.lines().nth(usize::from(cursor.y)).unwrap();
    assert!(row.contains("王强"), "the cursor is on the row of what was typed: {row}");
}

/// Colour is never the only sign: every state of the clock has its own word.
#[test]
fn the_clock_says_in_words_what_its_colour_says() {
    for (moment, word) in [("speech", "剩余"), ("warning", "即将到时"), ("overtime", "超时")]
    {
        Desk::moment(Lang::Zh, (80, 24), moment).shows(word);
    }
}

#[test]
fn an_ascii_screen_holds_no_signs_that_a_terminal_may_draw_wide() {
    let mut desk = Desk::moment(Lang::En, (100, 30), "overtime");
    desk.ui.look = Look::new(Lang::En, Palette::Mono, true, false);
    for keys in ["", "<F1>", "<Esc><F2>", "<Esc>2", "4", "7"] {
        desk.keys(keys);
        let screen = desk.text();
        let sign = screen.chars().find(|c| ('\u{2000}'..'\u{2e80}').contains(c));
        // An ellipsis stands where a text was cut, as text does; it is measured.
        assert!(sign.is_none_or(|c| c == '…'), "{sign:?} after {keys:?} on\n{screen}");
    }
}

#[test]
fn nothing_crashes_at_any_size() {
    for lang in [Lang::Zh, Lang::En] {
        for (columns, rows) in
            [(1, 1), (2, 1), (1, 40), (59, 16), (60, 16), (61, 17), (80, 24), (300, 90)]
        {
            let mut desk = Desk::planned(lang, (columns, rows));
            desk.frame();
            desk.statements();
            for keys in
                ["", "<F4>", "<F1>", "<Esc><C-p>", "<Esc><F2>", "<Esc><C-n>长长", "<Esc><C-q>"]
            {
                desk.keys(keys);
                desk.frame();
            }
        }
    }
}

#[test]
fn below_the_smallest_size_a_message_says_so() {
    let desk = Desk::planned(Lang::Zh, (59, 16));
    desk.shows("窗口太小");
}
