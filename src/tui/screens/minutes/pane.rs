//! The minutes as they are drawn: the record, a line that says what is written, the editor, a
//! hint. The editor has rows below it and a free column at its right: the input method's window
//! stands at the cursor.

use super::job::Job;
use super::list::List;
use super::record::{Record, Shown};
use super::search::Wanted;
use super::{Focus, State, writing};
use crate::domain::minutes::may_write;
use crate::i18n::ui as words;
use crate::i18n::ui::minutes as text;
use crate::tui::field::draw_row;
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::ui::Ui;
use ratatui::layout::Rect;

/// The columns before the text of a line: its mark and its time.
const GUTTER: u16 = 8;

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let area = inset(area, 1);
    let rows = (area.height / 4).clamp(2, 8);
    // The head, the label and the hint have a row each.
    let height = area.height.saturating_sub(rows + 3);
    let record = Rect { y: area.y + 1, height, ..area };
    draw_record(pen, row(area, 0), record, ui);
    let top = row(area, height + 1).y;
    let writing =
        Rect { y: top, height: (rows + 2).min(area.bottom().saturating_sub(top)), ..area };
    draw_writing(pen, writing, ui);
    pen.part = Some(writing);
}

/// What is written, the editor and the hint: all that typing changes.
pub(super) fn draw_writing(pen: &mut Pen, area: Rect, ui: &Ui) {
    let label = row(area, 0);
    let editor = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let hint = row(area, editor.height + 1);
    // Text that came too late is still shown: it can be copied from the screen.
    if ui.meeting().is_some_and(may_write) || !ui.states.minutes.writing.is_blank() {
        draw_label(pen, label, ui);
        draw_editor(pen, editor, ui);
    } else {
        pen.rule(label, &text::sealed(pen.look.lang));
    }
    draw_hint(pen, hint, ui);
}

fn draw_record(pen: &mut Pen, head: Rect, area: Rect, ui: &Ui) {
    let (lang, theme, state) = (pen.look.lang, pen.look.theme, &ui.states.minutes);
    let mut record = state.record.borrow_mut();
    record.bring_up_to(ui);
    let room = usize::from(area.width.saturating_sub(GUTTER)).max(2);
    record.lay_out(ui, room, pen.look.width, usize::from(area.height));
    record.top = state.list.top(&record);
    draw_head(pen, head, state, &record);
    if record.places().is_empty() {
        let x = area.x + 2;
        pen.cut(x, area.y, area.width.saturating_sub(2), &text::record_none(lang), theme.muted);
        return;
    }
    let chosen = marked(state.focus, state.list).then(|| state.list.place(&record)).flatten();
    let wanted = state.search.wanted();
    let (first, above, lines) = record.visible(ui);
    let mut y = area.y;
    for (i, shown) in lines.iter().enumerate() {
        let skip = if i == 0 { above } else { 0 };
        let left = area.bottom() - y;
        let height = cells(shown.rows.len().saturating_sub(skip)).min(left);
        let at = Rect { y, height, ..area };
        draw_line(pen, at, shown, skip, chosen == Some(first + i), &wanted);
        y += height;
    }
}

/// A choice at the end is shown only where the arrows would move it.
fn marked(focus: Focus, list: List) -> bool {
    focus == Focus::List || !list.follows()
}

fn draw_head(pen: &mut Pen, at: Rect, state: &State, record: &Record) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let focused = state.focus == Focus::List;
    let style = if focused { theme.accent } else { theme.muted };
    let mark = if focused { pen.look.marks.chosen } else { " " };
    let used = pen.text(at.x, at.y, 1, mark, theme.accent).max(1);
    let count = record.places().len();
    let head = text::record_head(lang, count);
    let used = used + pen.cut(at.x + used, at.y, at.width, &head, style);
    let wanted = state.search.wanted();
    if state.focus == Focus::Search || !wanted.is_empty() {
        let x = at.x + used + 2;
        let used = pen.text(x, at.y, at.width, &text::search_head(lang), theme.strong) + 1;
        let width = at.right().saturating_sub(x + used).min(30);
        let field = Rect { x: x + used, width, ..at };
        state.search.field.draw(pen, field, state.focus == Focus::Search);
    } else if marked(state.focus, state.list)
        && let Some(place) = state.list.place(record)
        && let Some(line) = record.places().get(place)
    {
        let words = text::at_line(lang, place + 1, count, line.seq);
        let left = Rect { x: at.x + used, width: at.width.saturating_sub(used), ..at };
        pen.right(left, &words, theme.muted);
    }
}

fn draw_line(pen: &mut Pen, area: Rect, shown: &Shown, skip: usize, chosen: bool, wanted: &Wanted) {
    let theme = pen.look.theme;
    let style = if chosen { theme.selected } else { theme.text };
    if chosen {
        pen.fill(area, theme.selected);
        pen.text(area.x, area.y, 1, pen.look.marks.chosen, theme.selected);
    }
    if skip == 0 && area.height > 0 {
        let time = shown.line.at.format("%H:%M").to_string();
        let muted = if chosen { theme.selected } else { theme.muted };
        pen.text(area.x + 2, area.y, 5, &time, muted);
    }
    let room = area.width.saturating_sub(GUTTER);
    for (i, range) in shown.rows.iter().skip(skip).take(usize::from(area.height)).enumerate() {
        let part = shown.text.get(range.clone()).unwrap_or_default();
        let found = (!wanted.is_empty()).then(|| wanted.find_in(part)).flatten();
        draw_row(pen, area.x + GUTTER, area.y + cells(i), room, part, found, style);
    }
}

/// What the editor writes, and how much it is.
fn draw_label(pen: &mut Pen, at: Rect, ui: &Ui) {
    if at.height == 0 {
        return;
    }
    let (lang, theme, state) = (pen.look.lang, pen.look.theme, &ui.states.minutes);
    pen.rule(at, "");
    let focused = state.focus == Focus::Editor;
    let mark = if focused { pen.look.marks.chosen } else { " " };
    let label = format!("{mark}{} ", label(ui, &writing::job(ui)));
    let style = if focused { theme.accent } else { theme.muted };
    let used = pen.cut(at.x, at.y, at.width, &label, style);
    let right = Rect { x: at.x + used, width: at.width.saturating_sub(used), ..at };
    if state.writing.is_sending() {
        pen.right(right, &format!(" {}", words::saving(lang)), theme.muted);
    } else if !state.writing.is_blank() {
        let count = text::characters(lang, state.writing.characters());
        // In the style of the text: a change of colour would cost every key some bytes.
        pen.right(right, &format!(" {count}"), theme.text);
    }
}

fn label(ui: &Ui, job: &Job) -> String {
    let lang = ui.lang();
    match job {
        Job::Speech { person, .. } => text::for_speech(lang, ui.name(person)),
        Job::Note => text::for_note(lang),
        Job::Written(person) => text::for_written(lang, ui.name(person)),
        Job::Correct { seq, .. } => {
            let at = ui.ledger().and_then(|ledger| ledger.record(*seq)).map(|record| record.at);
            let time = at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
            text::for_correction(lang, time, seq)
        }
    }
}

fn draw_editor(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (lang, state) = (pen.look.lang, &ui.states.minutes);
    let (theme, height) = (pen.look.theme, usize::from(area.height));
    let writing = &state.writing;
    let mut editor = writing.editor.borrow_mut();
    editor.set_layout(usize::from(area.width).saturating_sub(1).max(2), pen.look.width);
    let top = editor.scroll_to_cursor(writing.top.get(), height);
    writing.top.set(top);
    writing.rows.set(height);
    if editor.is_empty() {
        let prompt = match writing::job(ui) {
            Job::Speech { .. } => text::write_speech(lang),
            Job::Note => text::write_note(lang),
            Job::Written(_) => text::write_written(lang),
            Job::Correct { .. } => String::new(),
        };
        pen.cut(area.x, area.y, area.width, &prompt, theme.muted);
    }
    for (i, shown) in editor.visible(top, height).enumerate() {
        let y = area.y + cells(i);
        draw_row(pen, area.x, y, area.width, shown.text, shown.selected, theme.text);
    }
    if state.focus == Focus::Editor {
        let (row, col) = editor.cursor();
        pen.set_cursor(area.x + cells(col), area.y + cells(row - top.min(row)));
    }
}

fn draw_hint(pen: &mut Pen, at: Rect, ui: &Ui) {
    if at.height == 0 {
        return;
    }
    let (lang, theme, state) = (pen.look.lang, pen.look.theme, &ui.states.minutes);
    if let Some(why) = &state.writing.error {
        let used = pen.text(at.x, at.y, 2, pen.look.marks.warn, theme.warning) + 1;
        pen.cut(at.x + used, at.y, at.width.saturating_sub(used), why, theme.warning);
        return;
    }
    let hint = match state.focus {
        Focus::Editor => text::hint_editor(lang),
        Focus::List => text::hint_list(lang),
        Focus::Search => text::hint_search(lang),
    };
    pen.cut(at.x, at.y, at.width, &hint, theme.muted);
}
