//! The roster as it is prepared: one row a person, in the order of the roster.

use crate::domain::meeting::Meeting;
use crate::domain::person::{Attends, Person, Weight};
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::term;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::{below, head};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let people = &m.roll.entries;
    let title = words::roster_head(lang, people.len(), m.roll.voters_entitled());
    head(pen, row(area, 0), &title, true);
    if people.is_empty() {
        pen.cut(area.x + 2, area.y + 2, area.width, &words::roster_empty(lang), theme.warning);
        return;
    }
    let id = people.iter().map(|e| pen.look.width.of(e.person.id.as_str())).max().unwrap_or(0);
    let columns = Columns::of(area, cells(id).min(12));
    let heads = [
        (columns.name, words::label_name(lang)),
        (columns.group, words::label_group(lang)),
        (columns.vote, words::label_vote(lang)),
        (columns.rest, words::label_rest(lang)),
    ];
    let line = row(area, 1);
    for ((x, width), text) in heads {
        pen.cut(x, line.y, width, &text, theme.muted);
    }
    let body = Rect { height: area.height.saturating_sub(3), ..below(area, 2) };
    let chosen = ui.states.prepare.person;
    for (i, at) in list::window(chosen, people.len(), usize::from(body.height)).enumerate() {
        if let Some(entry) = people.get(at) {
            draw_person(pen, row(body, cells(i)), &columns, &entry.person, at == chosen);
        }
    }
    if let Some(entry) = people.get(chosen) {
        let line = row(area, area.height.saturating_sub(1));
        let text = detail(pen, &entry.person);
        pen.cut(line.x + 2, line.y, line.width.saturating_sub(2), &text, theme.muted);
    }
}

/// Places and widths.
struct Columns {
    id: (u16, u16),
    name: (u16, u16),
    group: (u16, u16),
    vote: (u16, u16),
    rest: (u16, u16),
}

impl Columns {
    fn of(area: Rect, id: u16) -> Self {
        let x = area.x + 2;
        let name = x + id + 2;
        let (wide_name, wide_group, wide_vote) = (18, 14, 8);
        let group = name + wide_name + 1;
        let vote = group + wide_group + 1;
        let rest = vote + wide_vote + 1;
        Self {
            id: (x, id),
            name: (name, wide_name),
            group: (group, wide_group),
            vote: (vote, wide_vote),
            rest: (rest, area.right().saturating_sub(rest)),
        }
    }
}

fn draw_person(pen: &mut Pen, line: Rect, columns: &Columns, person: &Person, chosen: bool) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    list::chosen(pen, line, chosen);
    let style = if chosen { theme.selected } else { theme.text };
    let mut put = |(x, width): (u16, u16), text: &str, style| {
        pen.cut(x, line.y, width, text, style);
    };
    put(columns.id, person.id.as_str(), theme.muted);
    put(columns.name, &person.display(), style);
    put(columns.group, term::group_name(lang, &person.group), style);
    let vote = if person.vote { words::votes(lang) } else { String::new() };
    put(columns.vote, &vote, style);
    let rest = [person.unit.as_str(), person.represents.as_str()];
    let rest: Vec<&str> = rest.into_iter().filter(|text| !text.is_empty()).collect();
    put(columns.rest, &rest.join(&words::between(lang)), style);
}

/// Everything else that is known of somebody.
fn detail(pen: &Pen, person: &Person) -> String {
    let lang = pen.look.lang;
    let mut parts = Vec::new();
    if person.attends != Attends::Attending {
        parts.push(term::attends(lang, person.attends).to_owned());
    }
    parts.extend(person.tags.iter().cloned());
    if !person.represents.is_empty() {
        parts.push(words::speaks_for(lang, &person.represents));
    }
    if person.weight != Weight::ONE {
        parts.push(words::weighs(lang, person.weight));
    }
    for text in [&person.phone, &person.pinyin, &person.note] {
        if !text.is_empty() {
            parts.push(text.clone());
        }
    }
    parts.join(&words::between(lang))
}
