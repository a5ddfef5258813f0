//! Any size at any moment: nothing crashes, nothing is left half drawn.

use super::sample::{filled, sample};
use super::shot::fault;
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
