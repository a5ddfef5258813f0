//! Screens as they are drawn, at every size that must work.

use super::given::Desk;
use super::shot;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::inputs::config::ThemeName;
use yishi::tui::HomeItem;
use yishi::tui::theme::Look;

#[test]
fn the_desk_in_every_state() {
    for name in ["planned", "queue", "overtime", "vote", "recess"] {
        shot::screen(&format!("desk-{name}"), |lang, size| Desk::moment(lang, size, name));
    }
}

#[test]
fn home_with_sessions_and_without() {
    shot::screen("home-empty", Desk::home);
    shot::screen("home", |lang, size| {
        let mut home = Desk::home(lang, size);
        let item = |id: &str, title: &str, date: &str, phase| HomeItem {
            id: id.into(),
            title: title.into(),
            date: date.parse().unwrap(),
            phase,
            next: Vec::new(),
            actions: Vec::new(),
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
        home
    });
}

/// What runs stands first, then what comes next; a long list shows a slice and where one is.
#[test]
fn a_thousand_sessions_stand_in_the_order_they_are_needed() {
    let mut home = Desk::home(Lang::Zh, (80, 24));
    let phases = [Phase::Sealed, Phase::Planned, Phase::Adjourned, Phase::Open];
    let item = |n: usize| HomeItem {
        id: format!("S-{n:04}"),
        title: format!("议题{n}"),
        date: format!("20{:02}-{:02}-15", 20 + n / 100, 1 + n % 12).parse().unwrap(),
        phase: phases[n % if n == 999 { 4 } else { 3 }],
        next: Vec::new(),
        actions: Vec::new(),
    };
    home.ui.sessions((0..1000).map(item).collect());
    let text = home.text();
    let rows: Vec<&str> = text.lines().filter(|line| line.contains("S-")).collect();
    assert!(rows.len() > 12, "{text}");
    assert!(rows[0].contains("S-0999"), "what runs is first:\n{text}");
    assert!(rows[1].contains("2020-") && rows[1].contains("筹备"), "then the next:\n{text}");
    home.shows("1/1000");
    home.keys("<PageDown><PageDown><Down>");
    let chosen = home.text().lines().find(|line| line.contains('▸')).unwrap().to_owned();
    let id = chosen.split_whitespace().last().unwrap().to_owned();
    // A session comes to the list: the choice stays where it was.
    let mut more: Vec<HomeItem> = (0..1000).map(item).collect();
    more.push(HomeItem { id: "NEW".into(), phase: Phase::Open, ..item(0) });
    home.ui.sessions(more);
    let after = home.text().lines().find(|line| line.contains('▸')).unwrap().to_owned();
    assert!(after.contains(&id), "{id} is still chosen: {after}");
    home.shows("/1001");
}

#[test]
fn a_form_over_the_desk() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "queue");
    desk.keys("<F2>王强");
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
    desk.ui.look = Look::new(Lang::En, ThemeName::Mono, true, false);
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

#[test]
fn a_dispute_of_the_minutes_has_a_form() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "adjourned");
    desk.keys("7<C-d>");
    desk.shows("对记录有异议");
    desk.input(yishi::tui::input::Input::Burst("仇海生".into()));
    desk.keys("<Tab>");
    desk.input(yishi::tui::input::Input::Burst("没有说过同意收费".into()));
    desk.keys("<F2>");
    let disputes = &desk.meeting().sign_off.disputes;
    assert_eq!(disputes.len(), 1);
    let said = (disputes[0].person.as_str(), disputes[0].what.as_str());
    assert_eq!(said, ("P05", "没有说过同意收费"));
}
