//! Screens as they are drawn, at every size that must work.

use super::given::Desk;
use ratatui::buffer::{Buffer, CellWidth as _};
use yishi::i18n::Lang;

/// The text of a buffer, a wide character once.
pub(super) fn screen_text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let rows = (area.top()..area.bottom()).map(|y| {
        let mut row = String::new();
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        row.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
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
