//! Any size at any moment: nothing crashes, nothing is left half drawn.

use super::given::Desk;
use super::sample::{filled, sample};
use super::shot::{LANGS, fault};
use crate::cases::cases;
use proptest::prelude::*;
use yishi::i18n::Lang;
use yishi::inputs::config::ThemeName;
use yishi::tui::input::Input;
use yishi::tui::theme::Look;

/// Views, and what can lie over them.
const KEYS: &[&str] = &[
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "<Esc>",
    "<Tab>",
    "<Down>",
    "<PageDown>",
    "<End>",
    "<Home>",
    "<F1>",
    "<C-p>",
    "<F2>",
    "<F3>",
    "<F5>",
    "<F10>",
    "<C-n>",
    "<C-e>",
    "<C-q>",
    "<C-t>",
    "阿依努尔",
    "长长的一段话，",
    "zxm",
    " ",
    "<Enter>",
    "<F4>",
];

fn step() -> impl Strategy<Value = (u16, u16, &'static str)> {
    let side = |most: u16| prop_oneof![1 => 1..=8_u16, 3 => 1..=most, 3 => 60..=most];
    (side(300), side(100), proptest::sample::select(KEYS))
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_view_stays_whole_through_any_resizes(
        english in any::<bool>(),
        over in any::<bool>(),
        ascii in any::<bool>(),
        wide in any::<bool>(),
        steps in proptest::collection::vec(step(), 1..10),
    ) {
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut desk =
            if over { sample(lang, (80, 24), "16:50", &[]) } else { filled(lang, (80, 24)) };
        desk.ui.look = Look::new(lang, ThemeName::Dark, ascii, wide);
        for (columns, rows, keys) in steps {
            desk.input(Input::Resize(columns, rows));
            desk.keys(keys);
            prop_assert_eq!(fault(&desk), None, "after {} at {}x{}", keys, columns, rows);
        }
    }
}

/// Moments of the sample meeting in which the desk has most to show.
const TIMES: [&str; 8] =
    ["14:00", "14:30:30", "14:41", "15:20", "15:47", "16:12", "16:36", "16:46"];

/// The left half of the body: the agenda and who is here.
fn left(desk: &Desk) -> Vec<String> {
    let (columns, rows) = (usize::from(desk.ui.size.0), usize::from(desk.ui.size.1));
    let width = desk.ui.look.width;
    let half = columns * 46 / 100;
    let text = desk.text();
    let body = text.lines().take(rows - 2).skip(1);
    body.take_while(|line| !line.starts_with(" │"))
        .map(|line| {
            let mut used = 0;
            let cells = line.chars().take_while(|c| {
                used += width.of(&c.to_string());
                used <= half
            });
            cells.collect::<String>().trim_end().to_owned()
        })
        .collect()
}

#[test]
fn the_desk_cuts_nothing_on_its_left_while_a_row_is_free() {
    for (lang, _) in LANGS {
        for time in TIMES {
            for size in [(80, 24), (80, 26), (90, 24), (100, 30), (120, 36), (160, 45)] {
                let desk = sample(lang, size, time, &[]);
                let lines = left(&desk);
                let cut = lines.iter().find(|line| line.contains('…'));
                let free = lines.iter().any(String::is_empty);
                assert!(cut.is_none() || !free, "{time} {size:?}: {cut:?}\n{}", desk.text());
            }
        }
    }
}

/// At 80 columns and 24 rows too, whatever else has to give way.
#[test]
fn the_item_that_runs_and_the_next_are_named_whole() {
    for (lang, _) in LANGS {
        for time in TIMES {
            let desk = sample(lang, (80, 24), time, &[]);
            let m = desk.meeting();
            let matter = m.agenda.active().into_iter().chain(m.agenda.upcoming());
            for item in matter {
                let shown = title_of(&left(&desk), item.plan.no);
                assert_eq!(shown, item.plan.title, "{time}\n{}", desk.text());
            }
        }
    }
}

/// The title of an item as its rows show it.
fn title_of(lines: &[String], no: u32) -> String {
    let numbered =
        |line: &&String| line.chars().skip(3).take(3).collect::<String>().trim().parse() == Ok(no);
    let at = lines.iter().position(|line| numbered(&line)).expect("its row");
    let goes_on =
        |line: &&String| line.chars().count() > 7 && line.chars().take(7).all(|c| " ▸".contains(c));
    let rest = lines.iter().skip(at + 1).take_while(goes_on);
    let part = |line: &String| {
        let title: String = line.chars().skip(7).collect();
        title.split("  ").next().unwrap_or_default().to_owned()
    };
    std::iter::once(&lines[at]).chain(rest).map(part).collect()
}

/// The lines above the footer, without the sign before them.
fn said(desk: &Desk) -> Vec<String> {
    let text = desk.text();
    let lines = text.lines().filter_map(|line| line.strip_prefix(" │ "));
    lines.map(|line| line.split("   ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_the_chair_says_breaks_no_name_and_is_whole_on_a_laptop() {
    for (lang, _) in LANGS {
        for time in TIMES {
            for columns in (60..=100).chain([133, 160]) {
                let desk = sample(lang, (columns, 24), time, &[]);
                let lines = said(&desk);
                let whole = lines.concat();
                for entry in &desk.meeting().roll.entries {
                    let name = entry.person.name.as_str();
                    if whole.contains(name) {
                        let held = lines.iter().any(|line| line.contains(name));
                        assert!(held, "{name} at {columns}, {time}\n{}", desk.text());
                    }
                }
                if columns >= 80 {
                    assert!(!whole.contains('…'), "{columns}, {time}\n{}", desk.text());
                }
            }
        }
    }
}
