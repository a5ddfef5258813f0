//! The rows of the roll: aligned whatever the scripts, and only those that are seen.

use crate::domain::meeting::Meeting;
use crate::domain::person::Attends;
use crate::domain::roll::{Entry, Status};
use crate::domain::stamp::Moment;
use crate::i18n::Lang;
use crate::i18n::ui as shared;
use crate::i18n::ui::roll as words;
use crate::i18n::ui::term;
use crate::tui::digest::GroupCount;
use crate::tui::pen::{Pen, cells};
use crate::tui::theme::Look;
use crate::tui::widgets::list;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where each column begins, and its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    id: (u16, u16),
    name: (u16, u16),
    unit: (u16, u16),
    status: (u16, u16),
    time: (u16, u16),
    late: (u16, u16),
    vote: (u16, u16),
}

impl Columns {
    pub(super) fn of(lang: Lang, area: Rect, (id_length, name_length): (usize, usize)) -> Self {
        let (status, vote) = if lang == Lang::En { (11, 4) } else { (4, 6) };
        let (id, time, late) = (cells(id_length).clamp(4, 8), 5, 4);
        // A cell behind the longest, which a mark for namesakes may make longer than any name.
        let most = (area.width * 26 / 100).clamp(14, 28);
        let name = cells(name_length + 1).clamp(10, most);
        let mut x = area.right().saturating_sub(vote);
        let vote = (x, vote);
        let mut before = |wide: u16| {
            x = x.saturating_sub(wide + 2);
            (x, wide)
        };
        let (late, time, status) = (before(late), before(time), before(status));
        let id = (area.x + 3, id);
        let name = (id.0 + id.1 + 1, name);
        let unit = name.0 + name.1 + 1;
        let unit = (unit, status.0.saturating_sub(unit + 1));
        Self { id, name, unit, status, time, late, vote }
    }
}

fn cell(pen: &mut Pen, y: u16, (x, wide): (u16, u16), text: &str, style: Style) {
    pen.cut(x, y, wide, text, style);
}

pub(super) fn draw_heads(pen: &mut Pen, line: Rect, columns: &Columns) {
    if line.height == 0 {
        return;
    }
    let (lang, muted, y) = (pen.look.lang, pen.look.theme.muted, line.y);
    cell(pen, y, columns.id, &words::col_id(lang), muted);
    cell(pen, y, columns.name, &words::col_name(lang), muted);
    cell(pen, y, columns.unit, &words::col_unit(lang), muted);
    cell(pen, y, columns.status, &words::col_status(lang), muted);
    cell(pen, y, columns.time, &words::col_arrived(lang), muted);
    cell(pen, y, columns.vote, &words::col_vote(lang), muted);
}

/// The head of a group, with how many of it are here.
pub(super) fn draw_group(pen: &mut Pen, line: Rect, group: &GroupCount) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let name = term::group_name(lang, &group.name);
    let used = pen.text(line.x + 1, line.y, line.width, name, theme.accent);
    let count = format!("{}/{}", group.present, group.expected);
    let x = line.x + 1 + used + 2;
    pen.text(x, line.y, line.right().saturating_sub(x), &count, theme.accent);
}

/// The sign of a status; the word stands in its own column.
pub(super) fn sign(look: &Look, status: Status) -> (&'static str, Style) {
    let (theme, marks) = (look.theme, look.marks);
    match status {
        Status::Present => (marks.done, theme.good),
        Status::Online => ("@", theme.good),
        Status::NotArrived => (marks.pending, theme.text),
        Status::OnLeave => (if look.ascii { "." } else { "·" }, theme.muted),
        Status::Absent => ("x", theme.muted),
        Status::Departed => (marks.deferred, theme.muted),
    }
}

pub(super) fn draw_person(
    pen: &mut Pen,
    line: Rect,
    columns: &Columns,
    m: &Meeting,
    entry: &Entry,
    chosen: bool,
) {
    let (lang, theme, y) = (pen.look.lang, pen.look.theme, line.y);
    list::chosen(pen, line, chosen);
    let (sign, style) = sign(&pen.look, entry.status);
    // A chosen row keeps one style, so that nothing on it fades into its ground.
    let on_row = |style| if chosen { theme.selected } else { style };
    let gone = !entry.status.takes_part() && entry.status != Status::NotArrived;
    let name = if gone { theme.muted } else { theme.text };
    pen.text(line.x + 1, y, 1, sign, on_row(style));
    cell(pen, y, columns.id, entry.person.id.as_str(), on_row(theme.muted));
    cell(pen, y, columns.name, &entry.person.display(), on_row(name));
    cell(pen, y, columns.unit, &remark(lang, m, entry), on_row(theme.muted));
    cell(pen, y, columns.status, term::status(lang, entry.status), on_row(style));
    let at = match entry.status {
        Status::Departed => entry.left,
        _ => entry.arrived,
    };
    cell(pen, y, columns.time, &at.map(clock).unwrap_or_default(), on_row(theme.muted));
    if entry.late {
        cell(pen, y, columns.late, &words::late(lang), on_row(theme.warning));
    }
    if entry.person.vote {
        cell(pen, y, columns.vote, &words::votes(lang), on_row(theme.text));
    }
}

fn clock(at: Moment) -> String {
    at.format("%H:%M").to_string()
}

/// What must be known of somebody now: who votes for them, why they are not here; else where they
/// come from and for whom they speak.
fn remark(lang: Lang, m: &Meeting, entry: &Entry) -> String {
    let person = &entry.person;
    let mut parts = Vec::new();
    if let Some(holder) = m.roll.proxies.get(&person.id) {
        parts.push(words::proxy_to(lang, m.roll.name(holder)));
    }
    if entry.status == Status::OnLeave && !entry.reason.is_empty() {
        parts.push(entry.reason.clone());
    }
    parts.extend([&person.unit, &person.represents].into_iter().filter(|t| !t.is_empty()).cloned());
    parts.join(&shared::list_comma(lang))
}

/// All that the row had no room for, in one line below the list.
pub(super) fn draw_detail(pen: &mut Pen, line: Rect, m: &Meeting, entry: &Entry) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let person = &entry.person;
    let mut parts = vec![term::group_name(lang, &person.group).to_owned()];
    if person.attends == Attends::SittingIn {
        parts.push(words::sitting_in(lang));
    }
    if !person.unit.is_empty() {
        parts.push(person.unit.clone());
    }
    if !person.represents.is_empty() {
        parts.push(words::represents(lang, &person.represents));
    }
    if let Some(holder) = m.roll.proxies.get(&person.id) {
        parts.push(words::proxy_to(lang, m.roll.name(holder)));
    }
    if let Some(at) = entry.arrived {
        parts.push(words::came_at(lang, clock(at)));
    }
    if let Some(at) = entry.left {
        parts.push(words::left_at(lang, clock(at)));
    }
    if !entry.reason.is_empty() {
        parts.push(entry.reason.clone());
    }
    let name = format!("{}  ", person.display());
    let rest = parts.join(&shared::comma(lang));
    let line = Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line };
    pen.pieces(line, &[(&name, theme.strong), (&rest, theme.muted)]);
}
