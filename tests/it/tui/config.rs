//! The user's settings on the screen: keys, words, the order of lists, the bell, what was wrong.

use super::given::Desk;
use yishi::document::prompts::{KEYS, Templates};
use yishi::i18n::Lang;
use yishi::inputs::config::ThemeName;
use yishi::inputs::config::{Config, read_config, read_words};
use yishi::tui::config::{Settings, keymap};
use yishi::tui::theme::Theme;
use yishi::tui::{Effect, Input, act};

fn settings(text: &str) -> Settings {
    let (config, faults) = read_config(text.as_bytes(), "config.toml");
    assert!(faults.list.is_empty(), "{faults:?}");
    let Config { order, bell, .. } = config;
    let (keymap, faults) = keymap(&config, "config.toml");
    assert_eq!(faults, []);
    let order = order.unwrap_or_default();
    Settings { keymap, order, bell: bell.unwrap_or_default(), ..Settings::default() }
}

#[test]
fn a_bound_key_works_and_is_the_one_shown() {
    let mut desk = Desk::moment(Lang::En, (160, 45), "speech");
    desk.shows("F7 end speech");
    desk.ui.settings =
        settings("[keys]\nfloor.finish = [\"Ctrl-G\", \"Alt-f\"]\nstep = \"Alt-s\"\n");
    desk.shows("Ctrl-G end speech");
    desk.shows("Alt-S ");
    let screen = desk.text();
    assert!(!screen.contains("F7 end speech"), "{screen}");
    desk.keys("<F1>").shows("Ctrl-G Alt-F");
    desk.keys("<Esc><C-p>end speech").shows("Ctrl-G");
    desk.keys("<Esc><F7>");
    assert!(desk.meeting().floor.current().is_some(), "the table's key is no longer bound");
    desk.keys("<C-g>");
    assert!(desk.meeting().floor.current().is_none());
}

#[test]
fn an_act_without_a_key_leaves_the_footer_and_stays_in_the_palette() {
    let mut desk = Desk::moment(Lang::En, (160, 45), "speech");
    desk.ui.settings = settings("[keys]\nfloor.finish = []\n");
    let footer = desk.text().lines().last().unwrap().to_owned();
    assert!(!footer.contains("end speech"), "{footer}");
    desk.keys("<C-p>end speech").shows("end speech");
}

#[test]
fn what_was_wrong_is_said_once_when_the_session_is_there() {
    let mut desk = Desk::home(Lang::Zh, (100, 30));
    desk.ui.settings.notice = Some("config.toml:3:9".to_owned());
    desk.open_again();
    desk.shows("config.toml:3:9");
    desk.keys("2");
    assert!(!desk.text().contains("config.toml"));
    desk.open_again();
    assert!(!desk.text().contains("config.toml"));
}

#[test]
fn what_is_warned_of_while_a_session_is_opened_is_said_when_it_is_there() {
    let mut desk = Desk::home(Lang::En, (100, 30));
    desk.ui.warn_ahead("nobody can join".to_owned());
    desk.shows("nobody can join");
    desk.open_again();
    desk.shows("nobody can join");
    desk.open_again();
    assert!(!desk.text().contains("nobody can join"));
    desk.ui.warn_ahead("nobody can join".to_owned());
    desk.shows("nobody can join");
    desk.open_again();
    assert!(!desk.text().contains("nobody can join"), "it was there already");
}

#[test]
fn what_is_said_of_a_session_before_it_is_checked_stays_when_it_is() {
    let mut desk = Desk::home(Lang::En, (100, 30));
    desk.see();
    desk.ui.warn("there is no shell to return to");
    desk.open_again();
    desk.shows("there is no shell to return to");
    desk.open_again();
    assert!(!desk.text().contains("no shell"));
}

#[test]
fn the_roll_begins_in_the_order_of_the_settings() {
    for (order, shown) in [("strokes", "by strokes"), ("pinyin", "by pinyin"), ("listed", "listed")]
    {
        let mut desk = Desk::home(Lang::En, (160, 45));
        desk.ui.settings = settings(&format!("order = \"{order}\"\n"));
        desk.open_again();
        desk.keys("3").shows(shown);
    }
}

#[test]
fn the_chairs_own_words_are_said_and_the_rest_in_the_programs() {
    let text = "give = \"有请{name}，{limit}。\"\nspeech = \"{nmae}\"\n";
    let (lines, faults) = read_words(text.as_bytes(), "zh-CN.toml", KEYS);
    assert_eq!(faults.list.iter().map(|f| (f.line, f.column)).collect::<Vec<_>>(), [(2, 10)]);
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "queue");
    desk.ui.settings.words = Some(Templates::of(lines));
    desk.shows("有请仇海生，三分钟。");
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "recess");
    desk.ui.settings.words = Some(Templates::default());
    desk.shows("休会十分钟，到时复会。");
}

/// The speech of this moment began at 14:50 with three minutes.
#[test]
fn the_bell_rings_at_the_warning_and_at_the_end_and_only_when_set() {
    for (bell, rings) in [(false, 0), (true, 2)] {
        let mut desk = Desk::moment(Lang::Zh, (100, 30), "speech");
        desk.ui.settings.bell = bell;
        let count = |desk: &Desk| desk.asked.iter().filter(|e| **e == Effect::Ring).count();
        for (minute, second) in [(51, 0), (52, 0), (52, 20), (52, 40), (52, 50), (53, 10), (53, 20)]
        {
            desk.at(14, minute, second).input(Input::Tick);
        }
        assert_eq!(count(&desk), rings, "bell = {bell}");
    }
}

/// Every example of the README's section is read without a fault.
#[test]
fn the_example_of_the_readme_is_a_good_file() {
    let readme = include_str!("../../../README.md");
    let mut blocks = readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let config = blocks.next().unwrap();
    let (config, faults) = read_config(config.as_bytes(), "README.md");
    assert_eq!(faults.list, []);
    assert!(config.theme.is_some() && config.order.is_some() && !config.keys.is_empty());
    assert_eq!(keymap(&config, "README.md").1, []);
    let (words, faults) = read_words(blocks.next().unwrap().as_bytes(), "README.md", KEYS);
    assert_eq!((words.is_empty(), faults.list), (false, Vec::new()));
}

#[test]
fn every_act_can_be_given_another_key() {
    for act in act::all() {
        let text = format!("[keys]\n\"{}\" = \"Alt-Z\"\n", act.id);
        let map = settings(&text).keymap;
        let first = map.keys(act).first().map(ToString::to_string);
        assert_eq!(first.as_deref(), Some("Alt-Z"), "{}", act.id);
    }
}

/// Red, green and blue of a colour as xterm has it; None for the terminal's own.
fn rgb(colour: ratatui::style::Color) -> Option<[f64; 3]> {
    use ratatui::style::Color as C;
    let of = |r: u8, g: u8, b: u8| Some([f64::from(r), f64::from(g), f64::from(b)]);
    match colour {
        C::Reset => None,
        C::Blue => of(0, 0, 238),
        C::Red => of(205, 0, 0),
        C::Green => of(0, 205, 0),
        C::Cyan => of(0, 205, 205),
        C::Yellow => of(205, 205, 0),
        C::LightRed => of(255, 0, 0),
        C::LightGreen => of(0, 255, 0),
        C::LightYellow => of(255, 255, 0),
        C::LightCyan => of(0, 255, 255),
        C::Indexed(n @ 232..) => of(8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)),
        C::Indexed(n @ 16..=231) => {
            let step = |v: u8| if v == 0 { 0 } else { 55 + 40 * v };
            let n = n - 16;
            of(step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        other => panic!("{other:?} is no colour of a theme"),
    }
}

/// Relative luminance, WCAG 2.1.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|v| {
        let v = v / 255.0;
        if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn styles(theme: &Theme) -> [(&'static str, ratatui::style::Style); 12] {
    let Theme { text, muted, strong, accent, good, warning, over, .. } = *theme;
    let Theme { selected, key, bar, field, marked, .. } = *theme;
    [
        ("text", text),
        ("muted", muted),
        ("strong", strong),
        ("accent", accent),
        ("good", good),
        ("warning", warning),
        ("over", over),
        ("selected", selected),
        ("key", key),
        ("bar", bar),
        ("field", field),
        ("marked", marked),
    ]
}

/// WCAG's 4.5 for text, 7 where high contrast is asked for, on the terminal's ground and on the
/// theme's own.
#[test]
fn every_style_of_a_theme_can_be_read() {
    let (black, white) = ([0.0; 3], [255.0; 3]);
    for (palette, ink, ground) in [
        (ThemeName::Dark, [229.0; 3], black),
        (ThemeName::Light, black, white),
        (ThemeName::HighContrast, [229.0; 3], black),
        (ThemeName::HighContrast, black, white),
    ] {
        let theme = Theme::new(palette);
        for (name, style) in styles(&theme) {
            for over in [None, theme.bar.bg, theme.selected.bg]
                .into_iter()
                .filter(|over| style.bg.is_none() || over.is_none())
            {
                let fg = style.fg.and_then(rgb).unwrap_or(ink);
                let bg = over.or(style.bg).and_then(rgb).unwrap_or(ground);
                let (a, b) = (luminance(fg) + 0.05, luminance(bg) + 0.05);
                let contrast = a.max(b) / a.min(b);
                let enough = if palette == ThemeName::HighContrast { 7.0 } else { 4.5 };
                assert!(contrast >= enough, "{palette:?} {name}: {contrast:.1} over {over:?}");
            }
        }
    }
}

/// Sixteen colours by name and the 256 by number: nothing that needs a terminal of true colour.
/// The terminal's own theme has only the sixteen and no ground, the plain one has no colour.
#[test]
fn no_theme_asks_for_true_colour() {
    use ratatui::style::Color;
    let palettes = [
        ThemeName::Dark,
        ThemeName::Light,
        ThemeName::HighContrast,
        ThemeName::Terminal,
        ThemeName::Mono,
    ];
    for palette in palettes {
        for (name, style) in styles(&Theme::new(palette)) {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..)), "{palette:?} {name}");
                if palette == ThemeName::Terminal {
                    assert!(!matches!(colour, Color::Indexed(_)), "{name}");
                }
                assert_ne!(palette, ThemeName::Mono, "{name}");
            }
            if palette == ThemeName::Terminal {
                assert!(style.bg.is_none_or(|bg| bg == Color::Reset), "{name}");
            }
        }
    }
}
