//! What happens now, for the room: the welcome, the ground rules, the speaker, a recess, an item.

use super::page::{Page, broken, digit_rows, spaced, wide_title};
use crate::domain::floor::Stance;
use crate::domain::meeting::Meeting;
use crate::domain::stamp::seconds_between;
use crate::i18n::ui as text;
use crate::i18n::ui::hall as words;
use crate::i18n::ui::term;
use crate::tui::pen::{Pen, cells};
use crate::tui::ui::Ui;
use crate::tui::widgets::clock;
use chrono::TimeDelta;
use ratatui::layout::Rect;

pub(super) fn welcome(pen: &mut Pen, area: Rect, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let plan = &m.session.plan;
    let start = plan.start.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let place = text::place_time(lang, m.session.day(), start, plan.fact("venue"));
    let mut lines = vec![place];
    lines.extend(m.session.chair().map(|chair| text::chair_is(lang, m.roll.name(chair))));
    let proposals = listed(pen, area, m);
    let height = cells(lines.len() * 2 + proposals.len() + 2);
    // When it begins, as large as there is room.
    let start = plan.start.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let digits = if start.is_empty() { 0 } else { large(area, &start, height + 2) };
    let spare = area.height.saturating_sub(height + digits + 2);
    let aired = if usize::from(spare) < proposals.len() { 0 } else { cells(proposals.len()) };
    let mut page = Page::new(pen, area, height + aired + if digits > 0 { digits + 2 } else { 0 });
    if digits > 0 {
        page.digits(&start, digits, theme.accent).gap(2);
    }
    for line in &lines {
        page.line(line, theme.text).gap(1);
    }
    if !proposals.is_empty() {
        page.gap(1).line(&text::proposals_head(lang), theme.muted);
        page.gap(u16::from(aired > 0)).airy(&proposals, spare.saturating_sub(1), theme.text);
    }
}

/// The rows of a time where it can be large beside `others` rows, else none: small it says no more
/// than the line that has it.
fn large(area: Rect, time: &str, others: u16) -> u16 {
    let rows = digit_rows(area, time, others);
    if rows >= 5 { rows } else { 0 }
}

/// The proposals by title, broken to the page.
fn listed(pen: &Pen, area: Rect, m: &Meeting) -> Vec<String> {
    let standing = m.proposals.list.iter().filter(|p| p.dropped.is_none());
    let lines = standing.map(|p| text::proposal_line(pen.look.lang, p.no, &p.title));
    lines.flat_map(|line| broken(pen, area, &line)).collect()
}

pub(super) fn rules(pen: &mut Pen, area: Rect, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let rules = &m.session.plan.ground_rules;
    let digits = rules.len().to_string().len();
    let indent = " ".repeat(digits + 2);
    let narrow = Rect { width: area.width.saturating_sub(cells(indent.len())), ..area };
    let numbered = |(no, rule): (usize, &String)| -> Vec<String> {
        let lines = broken(pen, narrow, rule);
        let first = format!("{no:>digits$}. ");
        let starts = std::iter::once(first).chain(std::iter::repeat(indent.clone()));
        lines.iter().zip(starts).map(|(line, start)| format!("{start}{line}")).collect()
    };
    let rules: Vec<Vec<String>> = (1..).zip(rules).map(numbered).collect();
    // Air between the rules where all of them fit with it.
    let mut lines: Vec<String> = Vec::new();
    let all: usize = rules.iter().map(Vec::len).sum();
    let airy = all + rules.len() + 2 <= usize::from(area.height);
    for rule in rules {
        lines.extend(rule);
        if airy {
            lines.push(String::new());
        }
    }
    let tight = lines.len() + 2 > usize::from(area.height);
    let mut page = Page::new(pen, area, cells(lines.len() + 2));
    if !tight {
        page.line(&spaced(&text::rules_head(lang)), theme.accent).gap(1);
    }
    page.block(&lines, theme.text);
}

pub(super) fn speech(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let Some(speech) = m.floor.current() else { return };
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let (left, over) = (speech.left_s(ui.now.at), speech.overtime_s(ui.now.at));
    let warn = u64::from(m.session.limits.warn_s);
    let (seconds, word, style, mark) = if over > 0 || left == 0 {
        (over, text::overtime(lang), theme.over, marks.warn)
    } else if left <= warn {
        (left, text::warning_time(lang), theme.warning, marks.warn)
    } else {
        (left, text::left(lang), theme.good, "")
    };
    let (word, style, mark) = if speech.is_paused() {
        (text::paused(lang), theme.muted, marks.column)
    } else {
        (word, style, mark)
    };
    let time = clock::text(seconds);
    let rows = digit_rows(area, &time, 7);
    let group = m.roll.person(&speech.person).map_or("", |person| person.group.as_str());
    let mut what = format!("{}  {}", term::group_name(lang, group), term::kind(lang, speech.kind));
    if speech.stance != Stance::Neutral {
        what = format!("{what}  {}", term::stance(lang, speech.stance));
    }
    let limit = text::limit_of(lang, clock::text(u64::from(speech.limit_s)));
    let state = format!("{mark} {word} {time}  {limit}");
    let waits = m.floor.interrupted();
    let waits = waits.map(|speech| text::waiting_behind(lang, m.roll.name(&speech.person)));
    let name = spaced(&m.roll.name(&speech.person));
    let mut page = Page::new(pen, area, rows + 6);
    page.line(&name, theme.strong).gap(1).line(&what, theme.muted).gap(1);
    page.digits(&time, rows, style).gap(1).line(state.trim_start(), style);
    if let Some(waits) = waits {
        page.line(&waits, theme.muted);
    }
}

/// Until the meeting resumes; without an announced length since when it rests.
pub(super) fn recess(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let Some((since, announced)) = m.session.recess else { return };
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let gone = seconds_between(since, ui.now.at);
    let (seconds, word, style) = match announced.map(u64::from) {
        Some(length) if gone < length => (length - gone, text::recess_left(lang), theme.accent),
        Some(length) => {
            let word = format!("{} {}", marks.warn, text::recess_over(lang));
            (gone - length, word, theme.warning)
        }
        None => (gone, text::recess_since(lang, since.format("%H:%M")), theme.accent),
    };
    let time = clock::text(seconds);
    let rows = digit_rows(area, &time, 7);
    let until = announced.map(|length| since + TimeDelta::seconds(i64::from(length)));
    let until = until.map(|at| words::resumes(lang, at.format("%H:%M")));
    let mut page = Page::new(pen, area, rows + 6);
    page.line(&spaced(&text::recess_head(lang)), theme.strong).gap(1);
    page.digits(&time, rows, style).gap(1).line(&format!("{word} {time}"), style);
    if let Some(until) = until {
        page.gap(1).line(&until, theme.text);
    }
}

/// The item itself, with the proposals that the meeting is about.
pub(super) fn item(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let title = m.agenda.active().or_else(|| m.agenda.upcoming()).map(|item| &item.plan.title);
    let title = title.map(|title| wide_title(pen, area, title));
    let proposals = listed(pen, area, m);
    let height = cells(proposals.len()) + 6;
    // The time of day, where the screen is told of every minute.
    let time = ui.now.at.format("%H:%M").to_string();
    let digits = if ui.clock_in().is_some() { large(area, &time, height + 2) } else { 0 };
    let spare = area.height.saturating_sub(height + digits + 2);
    let aired = if usize::from(spare) < proposals.len() { 0 } else { cells(proposals.len()) };
    let mut page = Page::new(pen, area, height + aired + if digits > 0 { digits + 2 } else { 0 });
    if digits > 0 {
        page.digits(&time, digits, theme.accent).gap(2);
    }
    if let Some(title) = title {
        page.line(&title, theme.strong).gap(2);
    }
    if !proposals.is_empty() {
        page.line(&text::proposals_head(lang), theme.muted)
            .gap(1)
            .airy(&proposals, spare, theme.text);
    }
}
