//! The log (日志): every event in words, the newest last; what was undone stays and says so.

use crate::domain::meeting::Command;
use crate::domain::undo;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, Scope};
use crate::tui::key::{DELETE, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::tail;
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// The chosen line by its place; None follows the newest.
    pub chosen: Option<usize>,
}

pub const SCREEN: Screen = Screen {
    view: View::Log,
    acts: ACTS,
    move_by: |ui, by| {
        let len = ui.ledger().map_or(0, |ledger| ledger.records().len());
        let to = moved(chosen(ui), by, len);
        // On the last line the choice follows what comes.
        ui.states.log.chosen = (to + 1 < len).then_some(to);
    },
    draw,
    ..PLAIN
};

const ACTS: &[Act] = &[Act {
    id: "log.undo",
    keys: &[DELETE, f(9)],
    title: acts::undo_this,
    help: acts::undo_this_help,
    scope: Scope::Views(&[View::Log]),
    footer: true,
    run: |ui| {
        let seq = ui.ledger().and_then(|ledger| ledger.records().get(chosen(ui))).map(|r| r.seq);
        match seq {
            Some(seq) => Intent::Submit(Command::History(undo::Command::Undo(Some(seq)))),
            None => Intent::Cannot(words::nothing_chosen(ui.lang())),
        }
    },
}];

fn chosen(ui: &Ui) -> usize {
    let len = ui.ledger().map_or(0, |ledger| ledger.records().len());
    ui.states.log.chosen.unwrap_or(len).min(len.saturating_sub(1))
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(ledger) = ui.ledger() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 1);
    let records = ledger.records();
    let head = row(area, 0);
    pen.cut(head.x + 2, head.y, head.width, &words::log_head(lang, records.len()), theme.muted);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let at_line = chosen(ui);
    let digits = cells(records.len().to_string().len()).max(4);
    for (i, at) in list::window(at_line, records.len(), usize::from(body.height)).enumerate() {
        let Some(record) = records.get(at) else { continue };
        let line = row(body, cells(i));
        let here = at == at_line;
        list::chosen(pen, line, here);
        let undone = ledger.undone().contains(&record.seq);
        let style = match (here, undone) {
            (true, _) => theme.selected,
            (false, true) => theme.muted,
            (false, false) => theme.text,
        };
        let number = format!("{:>width$}", record.seq, width = usize::from(digits));
        let mut x = line.x + 2;
        pen.text(x, line.y, digits, &number, theme.muted);
        x += digits + 2;
        pen.text(x, line.y, 8, &record.at.format("%H:%M:%S").to_string(), theme.muted);
        x += 10;
        let mut text = tail::log_line(lang, ledger, record);
        if undone {
            text = format!("[{}] {text}", words::log_undone(lang));
        }
        let role = term::role(lang, record.by.role);
        let used = pen.right(line, role, theme.muted);
        pen.cut(x, line.y, line.right().saturating_sub(x + used + 2), &text, style);
    }
}
