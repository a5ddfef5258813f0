//! Beside the plan: the five steps, the groups and interests without a voice, the round before.

use crate::domain::meeting::Meeting;
use crate::domain::person::group;
use crate::domain::prepare::{StepState, interests, steps};
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::term;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::{below, head};
use ratatui::layout::Rect;

pub(super) fn draw(pen: &mut Pen, area: Rect, m: &Meeting) {
    let at = draw_steps(pen, area, m);
    let at = at + draw_groups(pen, below(area, at), m);
    let at = at + draw_previous(pen, below(area, at), m);
    draw_interests(pen, below(area, at), m);
}

fn draw_steps(pen: &mut Pen, area: Rect, m: &Meeting) -> u16 {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    head(pen, row(area, 0), &words::steps_head(lang), false);
    let names = [
        words::step_topic(lang),
        words::step_people(lang),
        words::step_research(lang),
        words::step_talk(lang),
        words::step_publish(lang),
    ];
    for (i, (name, state)) in names.iter().zip(steps(m)).enumerate() {
        let line = row(area, cells(i + 1));
        if line.height == 0 {
            break;
        }
        let (mark, style, word) = match state {
            StepState::Done => (marks.done, theme.good, words::step_done(lang)),
            StepState::ToCome => (marks.pending, theme.muted, words::step_to_come(lang)),
            StepState::Missing => (marks.warn, theme.warning, words::step_missing(lang)),
        };
        pen.text(line.x + 1, line.y, 2, mark, style);
        let used = pen.right(line, &word, style);
        let room = line.width.saturating_sub(4 + used + 1);
        pen.cut(line.x + 4, line.y, room, name, theme.text);
    }
    7
}

/// The four groups of the field, and any other that the roster has; a group without anybody warns.
fn draw_groups(pen: &mut Pen, area: Rect, m: &Meeting) -> u16 {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::groups_head(lang), false);
    let mut names: Vec<&str> = group::STANDARD.to_vec();
    names.extend(m.roll.groups().into_iter().filter(|name| !group::STANDARD.contains(name)));
    let room = usize::from(area.height.saturating_sub(1));
    for (i, name) in names.iter().take(room).enumerate() {
        let line = row(area, cells(i + 1));
        let count = m.roll.entries.iter().filter(|e| e.person.group == **name).count();
        let needed = m.session.quorum.require_groups.iter().any(|needed| needed == name);
        let style = match (count, needed) {
            (0, true) => theme.over,
            (0, false) => theme.warning,
            _ => theme.text,
        };
        let word =
            if count == 0 { words::nobody_yet(lang) } else { words::people_short(lang, count) };
        let used = pen.right(line, &word, style);
        let text = term::group_name(lang, name);
        pen.cut(line.x + 1, line.y, line.width.saturating_sub(used + 2), text, theme.text);
    }
    cells(names.len()) + 2
}

fn draw_interests(pen: &mut Pen, area: Rect, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    if area.height < 2 {
        return;
    }
    let list = interests(m);
    let unsaid = m.roll.entries.iter().filter(|e| e.person.represents.is_empty()).count();
    head(pen, row(area, 0), &words::interests_head(lang, list.len()), false);
    let mut at = 1;
    for interest in &list {
        let line = row(area, at);
        if line.height == 0 || at + 1 >= area.height && unsaid > 0 {
            break;
        }
        let word = words::people_short(lang, interest.people);
        let used = pen.right(line, &word, theme.muted);
        let room = line.width.saturating_sub(used + 2);
        pen.cut(line.x + 1, line.y, room, &interest.name, theme.text);
        at += 1;
    }
    let line = row(area, at);
    if unsaid > 0 && line.height > 0 && !m.roll.entries.is_empty() {
        pen.cut(line.x + 1, line.y, line.width, &words::unsaid(lang, unsaid), theme.warning);
    }
}

fn draw_previous(pen: &mut Pen, area: Rect, m: &Meeting) -> u16 {
    let Some(previous) = &m.session.plan.previous else { return 0 };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::previous_head(lang, m.session.plan.round), false);
    let mut lines = vec![words::previous_is(lang, &previous.id)];
    let actions = previous.actions.iter();
    lines.extend(actions.map(|a| words::open_action(lang, &a.title, a.due)));
    let reserved = previous.reservations.iter();
    lines.extend(reserved.map(|r| words::reserved(lang, &r.name, &r.text)));
    let room = usize::from(area.height.saturating_sub(1)).min(5);
    for (i, text) in lines.iter().take(room).enumerate() {
        let line = row(area, cells(i + 1));
        pen.cut(line.x + 1, line.y, line.width.saturating_sub(1), text, theme.text);
    }
    cells(lines.len().min(room)) + 2
}
