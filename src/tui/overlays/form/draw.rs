//! A form as it is drawn: labels, fields, what follows from them, the fault, the keys.

use super::{Form, FormField, Listed, Reads, Tone, Value, found};
use crate::i18n::terms;
use crate::i18n::ui as words;
use crate::text::when::{self, Length};
use crate::tui::measure::wrap;
use crate::tui::overlays::middle;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use chrono::Datelike as _;
use ratatui::layout::Rect;

impl Form {
    pub(in crate::tui::overlays) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme, width) = (pen.look.lang, pen.look.theme, pen.look.width);
        let label = self.fields.iter().map(|f| width.of(&f.label)).max().unwrap_or(0);
        let label = cells(label).min(area.width / 3);
        let box_width = area.width.saturating_sub(4).min(72);
        let value_width = box_width.saturating_sub(4 + label + 2);
        let heights: Vec<u16> = (0..)
            .zip(&self.fields)
            .map(|(i, field)| {
                if self.is_asked(field) {
                    field_height(pen, field, value_width, i == self.focus)
                } else {
                    0
                }
            })
            .collect();
        let restored = self.restored.then(|| words::form::restored_form(lang));
        let errors = match self.error.as_ref().or(restored.as_ref()) {
            Some(text) => wrap(text, usize::from(box_width.saturating_sub(4)).max(2), width),
            None => Vec::new(),
        };
        let live = self.live.map(|live| live(ui, self)).unwrap_or_default();
        // What is refused is said once.
        let live: Vec<(Tone, String)> = live
            .into_iter()
            .filter(|(_, line)| self.error.as_ref() != Some(line))
            .flat_map(|(tone, line)| {
                let lines = wrap(&line, usize::from(value_width).max(2), width);
                lines.into_iter().map(move |line| (tone, line))
            })
            .collect();
        // Room for three at once, so that the box does not jump while numbers are typed.
        let live_rows = if self.live.is_some() { cells(live.len()).max(3) } else { 0 };
        let rows = heights.iter().sum::<u16>() + 5 + live_rows + cells(errors.len());
        let inner = pen.boxed(middle(area, box_width, rows), &self.title);
        // Where not all fields fit, the one that is filled in is seen, and the fault and the keys.
        let below = 2 + live_rows + cells(errors.len());
        let fields = Rect { height: inner.height.saturating_sub(below), ..inner };
        let first = first_seen(&heights, self.focus, fields.height.saturating_sub(1));
        let mut y = inner.y + 1;
        for (i, (field, height)) in self.fields.iter().zip(&heights).enumerate().skip(first) {
            if y >= fields.bottom() {
                break;
            }
            if *height == 0 {
                continue;
            }
            let focused = i == self.focus;
            let style = if focused { theme.strong } else { theme.muted };
            pen.cut(inner.x, y, label, &field.label, style);
            let value = Rect {
                x: inner.x + label + 2,
                y,
                width: inner.width.saturating_sub(label + 2),
                height: (*height).min(fields.bottom() - y),
            };
            draw_value(pen, value, field, focused, ui);
            y = (y + height).min(fields.bottom().max(inner.y + 1));
        }
        for (i, (tone, line)) in live.iter().enumerate() {
            let style = match tone {
                Tone::Plain => theme.muted,
                Tone::Good => theme.good,
                Tone::Warning => theme.warning,
                Tone::Loud => theme.over,
            };
            let at = y + cells(i);
            if at < inner.bottom() {
                let x = inner.x + label + 2;
                pen.cut(x, at, inner.right().saturating_sub(x), line, style);
            }
        }
        let y = y + live_rows;
        for (i, line) in errors.iter().enumerate() {
            let at = y + cells(i);
            if at < inner.bottom() {
                pen.cut(inner.x, at, inner.width, line, theme.warning);
            }
        }
        if inner.height > 0 {
            let last = self.is_last() && !matches!(self.focused(), Some(Value::Text(f)) if f.many);
            let hint = if last { words::form_hint_last(lang) } else { words::form_hint(lang) };
            let last = row(inner, inner.height - 1);
            let mut room = last.width;
            if heights.iter().sum::<u16>() + 1 > fields.height {
                let place = words::field_place(lang, self.focus + 1, self.fields.len());
                room = room.saturating_sub(pen.right(last, &place, theme.muted) + 1);
            }
            pen.cut(last.x, last.y, room, &hint, theme.muted);
        }
    }
}

/// The first field to draw so that the focused one fits into so many rows.
fn first_seen(heights: &[u16], focus: usize, rows: u16) -> usize {
    let upto = heights.get(..=focus).unwrap_or_default();
    let mut over = upto.iter().sum::<u16>().saturating_sub(rows);
    let mut first = 0;
    while over > 0 && first < focus {
        over = over.saturating_sub(heights.get(first).copied().unwrap_or(0));
        first += 1;
    }
    first
}

/// The cells of a field for a number, a duration or a day, in digits of full width as well.
const FEW: u16 = 18;

/// More options than this stand there only while one of them is being chosen.
const MANY: usize = 6;

fn field_height(pen: &Pen, field: &FormField, width: u16, focused: bool) -> u16 {
    match &field.value {
        Value::Choice { options, .. } if !focused && options.len() > MANY => 1,
        Value::Listed(_) => Listed::height(focused),
        Value::Text(field) if field.many => 5,
        Value::Text(_) | Value::Person { .. } => 1,
        Value::Choice { options, .. } => {
            options_at(pen, options, width).last().map_or(1, |(y, _, _)| y + 1)
        }
    }
}

/// Where each option stands: its row, its column, its text. What does not fit goes on below.
fn options_at(pen: &Pen, options: &[String], width: u16) -> Vec<(u16, u16, String)> {
    let (mut y, mut x) = (0, 0);
    let mut places = Vec::with_capacity(options.len());
    for (i, option) in options.iter().enumerate() {
        let text = format!("{} {option} ", i + 1);
        let wide = cells(pen.look.width.of(&text)) + 1;
        if x > 0 && x + wide > width {
            (y, x) = (y + 1, 0);
        }
        places.push((y, x, text));
        x += wide;
    }
    places
}

/// A duration or a day as it will be stored, and whether it can be as it stands.
fn read(field: &FormField, ui: &Ui) -> Option<(String, bool)> {
    let Value::Text(text) = &field.value else { return None };
    let lang = ui.lang();
    match field.reads {
        Reads::Text | Reads::Number => None,
        Reads::Duration => match when::length(text.text().trim())? {
            Length::Seconds(seconds) => {
                let length = terms::duration(lang, u64::from(seconds));
                Some((words::form::read_as(lang, length), true))
            }
            Length::Bare(_) => Some((words::form::minutes_or_seconds(lang), false)),
        },
        Reads::Date => {
            let date = when::date(text.text().trim(), ui.now.at.date_naive())?;
            let day = terms::weekday(lang, date.weekday());
            let told = words::form::day_of_week(lang, terms::date(lang, date), day);
            Some((words::form::read_as(lang, told), true))
        }
    }
}

fn draw_value(pen: &mut Pen, area: Rect, field: &FormField, focused: bool, ui: &Ui) {
    let theme = pen.look.theme;
    match &field.value {
        Value::Text(text) => {
            // What it is read as stands where the hint does, as soon as it is read.
            let read = read(field, ui);
            let (hint_text, style) = match &read {
                Some((text, true)) => (text, theme.good),
                Some((text, false)) => (text, theme.warning),
                None => (&field.hint, theme.muted),
            };
            let hint = cells(pen.look.width.of(hint_text));
            // A field is as wide as what is written in it: words take the row and leave room for the
            // hint, a number or a day takes a few cells and has its hint right behind.
            let few = field.reads != Reads::Text && FEW + 2 <= area.width;
            let short = few || (!hint_text.is_empty() && hint + 14 < area.width);
            let width = match (few, short) {
                (true, _) => FEW,
                (false, true) => area.width - hint - 2,
                (false, false) => area.width,
            };
            text.draw(pen, Rect { width, ..area }, focused);
            if short {
                let x = area.x + width + 2;
                pen.cut(x, area.y, area.right().saturating_sub(x), hint_text, style);
            }
        }
        Value::Listed(listed) => listed.draw(pen, area, focused),
        Value::Choice { options, at } if !focused && options.len() > MANY => {
            let chosen = options.get(*at).map(String::as_str).unwrap_or_default();
            let count = words::of_options(ui.lang(), options.len());
            let text = format!("{}{chosen}  ", pen.look.marks.chosen);
            pen.pieces(area, &[(&text, theme.strong), (&count, theme.muted)]);
        }
        Value::Choice { options, at } => {
            for (i, (y, x, text)) in options_at(pen, options, area.width).into_iter().enumerate() {
                if y >= area.height {
                    break;
                }
                let chosen = i == *at;
                let style = match (chosen, focused) {
                    (true, true) => theme.selected,
                    (true, false) => theme.strong,
                    (false, _) => theme.muted,
                };
                let mark = if chosen { pen.look.marks.chosen } else { " " };
                let room = area.width.saturating_sub(x);
                pen.text(area.x + x, area.y + y, room, &format!("{mark}{text}"), style);
            }
        }
        Value::Person { query, offered, at } => {
            let width = area.width.min(16);
            query.draw(pen, Rect { width, ..area }, focused);
            let rest =
                Rect { x: area.x + width + 1, width: area.width.saturating_sub(width + 1), ..area };
            if query.text().trim().is_empty() {
                pen.cut(
                    rest.x,
                    rest.y,
                    rest.width,
                    &words::form_person_hint(ui.lang()),
                    theme.muted,
                );
                return;
            }
            let found = found(ui, query, *offered);
            if found.is_empty() {
                pen.cut(rest.x, rest.y, rest.width, &words::nobody_found(ui.lang()), theme.warning);
            }
            let chosen = (*at).min(found.len().saturating_sub(1));
            let mut used = 0;
            for (i, entry) in found.iter().enumerate().skip(chosen) {
                let (mark, style) = if i == chosen {
                    (pen.look.marks.chosen, theme.strong)
                } else {
                    (" ", theme.muted)
                };
                let text = format!("{mark}{} ", entry.person.display());
                let room = rest.width.saturating_sub(used);
                used += pen.cut(rest.x + used, rest.y, room, &text, style);
            }
        }
    }
}
