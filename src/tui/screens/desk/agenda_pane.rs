//! The agenda of the desk: each item's mark, title, planned and real minutes; where it all ends.

use super::{head, lines_of};
use crate::domain::agenda::{Item, ItemState};
use crate::domain::meeting::Meeting;
use crate::domain::schedule;
use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// Cells of a column of minutes.
const TIME: u16 = 5;
/// Where the titles begin: behind the mark and the number.
const TITLE: u16 = 6;

/// Draws the list with the end below it.
pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui, chosen: Option<usize>) {
    let Some(m) = ui.meeting() else { return };
    if area.height < 3 {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let first = row(area, 0);
    head(pen, first, &words::agenda_head(lang), chosen.is_some());
    let items = &m.agenda.items;
    let real = columns(items) - TIME;
    let times = Rect { x: first.x, width: first.width.saturating_sub(real), ..first };
    if real > 0 {
        pen.right(first, &words::real_short(lang), theme.muted);
    }
    pen.right(times, &words::planned_short(lang), theme.muted);
    if items.is_empty() {
        let at = row(area, 1);
        pen.cut(at.x + 2, at.y, at.width, &words::no_agenda(lang), theme.muted);
        return;
    }
    let foot = u16::from(has_end(m));
    let body = Rect { y: area.y + 1, height: area.height - 1 - foot, ..area };
    let around = chosen.unwrap_or_else(|| {
        items.iter().position(|item| item.state == ItemState::Active).unwrap_or(0)
    });
    let shown = shown(pen, items, around, body);
    let spare = usize::from(body.height).saturating_sub(shown.len());
    if shown.len() < items.len() {
        let more = words::more_items(lang, items.len() - shown.len());
        let behind = cells(pen.look.width.of(&words::agenda_head(lang))) + 3;
        pen.text(first.x + behind, first.y, times.width.saturating_sub(behind), &more, theme.muted);
    }
    let seen = items.get(shown.clone()).unwrap_or_default();
    let titles = titles(pen, seen, room(items, body.width), spare);
    let mut end = 0;
    for ((at, item), title) in shown.zip(seen).zip(&titles) {
        let line = Rect { y: body.y + end, height: cells(title.len()), ..body };
        draw_item(pen, line, ui, (item, title), (chosen == Some(at), real));
        end += cells(title.len());
    }
    draw_end(pen, row(Rect { height: area.height, ..area }, end + 1), ui);
}

/// The items that are seen. What is over steps out where the title of the item that runs, or of the
/// next, is too long for its row.
fn shown(pen: &Pen, items: &[Item], around: usize, body: Rect) -> Range<usize> {
    let height = usize::from(body.height);
    let mut shown = list::window(around, items.len(), height);
    let is = |state| move |item: &&Item| item.state == state;
    let matter = [ItemState::Active, ItemState::Pending].map(|state| items.iter().find(is(state)));
    let room = room(items, body.width);
    let lines = |item: &Item| lines_of(pen, &item.plan.title, room, MOST).len();
    let [runs, next] = matter.map(|item| item.map_or(0, |item| lines(item) - 1));
    let more = runs + next.min(NEXT);
    let is_over = |item: &Item| matches!(item.state, ItemState::Done | ItemState::Deferred);
    while shown.start < around
        && height < shown.len() + more
        && items.get(shown.start).is_some_and(is_over)
    {
        shown.start += 1;
    }
    shown
}

/// The rows that it would take with every title whole.
pub(super) fn wanted(pen: &Pen, ui: &Ui, width: u16) -> u16 {
    let Some(m) = ui.meeting() else { return 0 };
    let room = room(&m.agenda.items, width);
    let lines = |item: &Item| lines_of(pen, &item.plan.title, room, MOST).len();
    let titles: usize = m.agenda.items.iter().map(lines).sum();
    1 + cells(titles).max(1) + u16::from(has_end(m))
}

/// The cells of the columns of minutes: as long as nothing has begun there are no real ones.
fn columns(items: &[Item]) -> u16 {
    if items.iter().any(|item| item.started().is_some()) { 2 * TIME } else { TIME }
}

/// The cells of a title.
fn room(items: &[Item], width: u16) -> usize {
    usize::from(width.saturating_sub(TITLE + columns(items) + 1)).max(2)
}

/// The lines that the next item has before others have a second.
const NEXT: usize = 2;

/// The lines of the longest title.
const MOST: u16 = 100;

/// The titles in lines. Rows that would stay free go to titles that are too long for one: to the
/// running item first, then to the next, then to those that come, then to the rest.
pub(in crate::tui::screens) fn titles(
    pen: &Pen,
    items: &[Item],
    room: usize,
    mut spare: usize,
) -> Vec<Vec<String>> {
    let mut titles: Vec<Vec<String>> =
        items.iter().map(|item| lines_of(pen, &item.plan.title, room, 1)).collect();
    // A little to each at first, so that one of many lines does not take what others lack.
    for (states, first, each) in [
        (&[ItemState::Active][..], 1, usize::MAX),
        (&[ItemState::Pending], 1, NEXT),
        (&[ItemState::Pending], usize::MAX, 1),
        (&[ItemState::Done, ItemState::Deferred], usize::MAX, 1),
        (&[ItemState::Pending, ItemState::Done, ItemState::Deferred], usize::MAX, usize::MAX),
    ] {
        let these = items.iter().zip(&mut titles).filter(|(item, _)| states.contains(&item.state));
        for (item, title) in these.take(first) {
            let had = title.len();
            let most = cells(had + spare.min(each)).min(MOST);
            *title = lines_of(pen, &item.plan.title, room, most);
            spare = spare.saturating_sub(title.len().saturating_sub(had));
        }
    }
    titles
}

/// Mark, number and title of an item, the chosen one marked; gives its first line and its style.
pub(in crate::tui::screens) fn draw_title(
    pen: &mut Pen,
    lines: Rect,
    (item, title): (&Item, &[String]),
    chosen: bool,
) -> (Rect, Style) {
    let line = row(lines, 0);
    let (theme, marks) = (pen.look.theme, pen.look.marks);
    let (mark, style) = match item.state {
        ItemState::Done => (marks.done, theme.muted),
        ItemState::Active => (marks.active, theme.accent),
        ItemState::Pending => (marks.pending, theme.text),
        ItemState::Deferred => (marks.deferred, theme.muted),
    };
    if chosen {
        pen.fill(lines, theme.selected);
    }
    list::chosen(pen, line, chosen);
    let style = if chosen { theme.selected } else { style };
    pen.text(line.x + 1, line.y, 2, mark, style);
    let number = format!("{:>2}", item.plan.no);
    pen.text(line.x + 3, line.y, 3, &number, muted(theme.muted, style, chosen));
    for (i, part) in title.iter().enumerate() {
        let at = row(lines, cells(i));
        pen.text(at.x + TITLE, at.y, at.width.saturating_sub(TITLE), part, style);
    }
    (line, style)
}

fn draw_item(
    pen: &mut Pen,
    lines: Rect,
    ui: &Ui,
    item: (&Item, &[String]),
    (chosen, real): (bool, u16),
) {
    let theme = pen.look.theme;
    let (line, style) = draw_title(pen, lines, item, chosen);
    let item = item.0;
    let spent = item.spent_s(ui.now.at);
    let planned = u64::from(item.plan.seconds);
    let over = spent > planned && planned > 0;
    if item.started().is_some() {
        let style = if over { theme.warning } else { style };
        // Rounded up, as a clock on the wall is read.
        let mark = if over { "+" } else { "" };
        pen.right(line, &format!("{mark}{}", spent.div_ceil(60)), style);
    }
    let times = Rect { width: line.width.saturating_sub(real), ..line };
    if planned > 0 {
        pen.right(times, &(planned / 60).to_string(), muted(theme.muted, style, chosen));
    }
}

/// A chosen row keeps its own style.
fn muted(muted: Style, style: Style, chosen: bool) -> Style {
    if chosen { style } else { muted }
}

/// Whether anything is known of its end.
fn has_end(m: &Meeting) -> bool {
    !matches!(m.session.phase, Phase::Planned | Phase::Roll) || m.session.plan.end.is_some()
}

/// When it will end, and how far off the plan that is.
pub(in crate::tui::screens) fn draw_end(pen: &mut Pen, line: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    if line.height == 0 {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let (text, drift) = match m.session.phase {
        Phase::Open | Phase::Recess => {
            let end = schedule::projected_end(m, ui.now.at).format("%H:%M").to_string();
            (words::projected_end(lang, end), schedule::drift_s(m, ui.now.at))
        }
        Phase::Adjourned | Phase::Sealed => {
            let end = m.session.adjourned_at.map(|at| at.format("%H:%M").to_string());
            (words::ended_at(lang, end.unwrap_or_default()), None)
        }
        Phase::Planned | Phase::Roll => match m.session.plan.end {
            Some(end) => (words::projected_end(lang, end.format("%H:%M")), None),
            None => return,
        },
    };
    let used = pen.cut(line.x + 3, line.y, line.width.saturating_sub(3), &text, theme.muted);
    let (word, style) = match drift.map(|seconds| seconds / 60) {
        Some(minutes) if minutes > 0 => {
            (words::behind(lang, words::span(lang, minutes)), theme.warning)
        }
        Some(minutes) if minutes < 0 => {
            (words::ahead(lang, words::span(lang, -minutes)), theme.good)
        }
        Some(_) => (words::on_time(lang), theme.good),
        None => return,
    };
    let rest = Rect { x: line.x + used + 4, width: line.width.saturating_sub(used + 4), ..line };
    pen.right(rest, &word, style);
}
