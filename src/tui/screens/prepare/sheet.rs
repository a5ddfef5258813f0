//! The plan line by line, with the six ticks below it.

use super::{LINES, SheetRow};
use crate::domain::meeting::Meeting;
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::term;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::head;
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use ratatui::layout::Rect;
use strum::VariantArray as _;

/// Where a label ends.
const LABEL: u16 = 11;

/// A row of the screen: a line that can be chosen, or a head.
enum Shown {
    Line(usize),
    Head,
}

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let chosen = ui.states.prepare.line;
    let mut shown: Vec<Shown> = Vec::with_capacity(LINES.len() + 1);
    for (i, line) in LINES.iter().enumerate() {
        if *line == SheetRow::Tick(crate::domain::prepare::Have::VARIANTS[0]) {
            shown.push(Shown::Head);
        }
        shown.push(Shown::Line(i));
    }
    let place = shown.iter().position(|s| matches!(s, Shown::Line(i) if *i == chosen));
    let window = list::window(place.unwrap_or(0), shown.len(), usize::from(area.height));
    for (i, at) in window.enumerate() {
        let line = row(area, cells(i));
        match shown.get(at) {
            Some(Shown::Head) => {
                let count = m.prepare.checklist.count();
                head(pen, line, &words::checklist_head(pen.look.lang, count), false);
            }
            Some(Shown::Line(i)) => {
                if let Some(what) = LINES.get(*i) {
                    draw_line(pen, line, m, *what, *i == chosen);
                }
            }
            None => {}
        }
    }
}

fn draw_line(pen: &mut Pen, line: Rect, m: &Meeting, what: SheetRow, chosen: bool) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    list::chosen(pen, line, chosen);
    let style = if chosen { theme.selected } else { theme.text };
    if let SheetRow::Tick(have) = what {
        let on = m.prepare.checklist.has(have);
        let mark = if on { pen.look.marks.done } else { pen.look.marks.pending };
        let own = if on { theme.good } else { theme.warning };
        let own = if chosen { theme.selected } else { own };
        pen.text(line.x + 2, line.y, 2, mark, own);
        let used = pen.cut(line.x + 5, line.y, 16, term::have(lang, have), style);
        let x = line.x + 5 + used.max(15) + 2;
        let room = line.right().saturating_sub(x);
        pen.cut(x, line.y, room, &words::tick_hint(lang, have), theme.muted);
        return;
    }
    let (label, value) = (label(pen, what), value(pen, m, what));
    pen.cut(line.x + 2, line.y, LABEL, &label, if chosen { style } else { theme.muted });
    let x = line.x + 2 + LABEL + 1;
    let room = line.right().saturating_sub(x);
    if value.is_empty() {
        let missing = matches!(
            what,
            SheetRow::Source | SheetRow::Research | SheetRow::People | SheetRow::Agenda
        );
        let own = if missing { theme.warning } else { theme.muted };
        pen.cut(x, line.y, room, &words::not_yet(lang), own);
    } else {
        pen.cut(x, line.y, room, &value, style);
    }
}

fn label(pen: &Pen, what: SheetRow) -> String {
    let lang = pen.look.lang;
    match what {
        SheetRow::Title => words::label_title(lang),
        SheetRow::When => words::label_when(lang),
        SheetRow::Venue => words::label_venue(lang),
        SheetRow::Chair => words::label_chair(lang),
        SheetRow::Rule => words::label_rule(lang),
        SheetRow::Form => words::label_form(lang),
        SheetRow::Source => words::label_source(lang),
        SheetRow::Proposers => words::label_proposers(lang),
        SheetRow::Screening => words::label_screening(lang),
        SheetRow::Research => words::label_research(lang),
        SheetRow::People => words::label_people(lang),
        SheetRow::Agenda => words::label_agenda(lang),
        SheetRow::Proposals => words::label_proposals(lang),
        SheetRow::Tick(have) => term::have(lang, have).to_owned(),
    }
}

fn value(pen: &Pen, m: &Meeting, what: SheetRow) -> String {
    let (lang, plan) = (pen.look.lang, &m.session.plan);
    let joined = |parts: &[&str]| {
        let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        filled.join(&words::between(lang))
    };
    match what {
        SheetRow::Title => plan.title.clone(),
        SheetRow::When => {
            let time = |at: Option<chrono::NaiveTime>| {
                at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default()
            };
            let (start, end) = (time(plan.start), time(plan.end));
            let hours = if end.is_empty() { start } else { words::from_to(lang, start, end) };
            format!("{} {hours}", plan.date).trim().to_owned()
        }
        SheetRow::Venue => plan.fact("venue").to_owned(),
        SheetRow::Chair => {
            let chair = m.session.chair().map(|id| m.roll.name(id)).unwrap_or_default();
            joined(&[&chair, &plan.recorder])
        }
        SheetRow::Rule => term::words(lang, &m.session.rule.name).to_owned(),
        SheetRow::Form => joined(&[plan.fact("form"), plan.fact("linkage")]),
        SheetRow::Source => plan.fact("topic_source").to_owned(),
        SheetRow::Proposers => plan.fact("topic_proposers").to_owned(),
        SheetRow::Screening => plan.fact("topic_screening").to_owned(),
        SheetRow::Research => plan.research.as_ref().map_or_else(String::new, |research| {
            let by = research.by.as_ref().map(|id| m.roll.name(id)).unwrap_or_default();
            joined(&[&research.date, &by, &research.summary.replace('\n', " ")])
        }),
        SheetRow::People => match m.roll.entries.len() {
            0 => String::new(),
            n => words::people_n(lang, n, m.roll.voters_entitled()),
        },
        SheetRow::Agenda => match m.agenda.items.len() {
            0 => String::new(),
            n => {
                let seconds: u32 = m.agenda.items.iter().map(|item| item.plan.seconds).sum();
                words::agenda_n(lang, n, seconds / 60)
            }
        },
        SheetRow::Proposals => {
            let live = m.proposals.list.iter().filter(|p| p.dropped.is_none());
            let titles: Vec<&str> = live.map(|p| p.title.as_str()).collect();
            match titles.as_slice() {
                [] => String::new(),
                titles => {
                    words::proposals_n(lang, titles.len(), titles.join(&words::between(lang)))
                }
            }
        }
        SheetRow::Tick(_) => String::new(),
    }
}
