//! The two halves of the outcomes: proposals with reservations; actions, notice and signatures.

use super::Pane;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::{Disposition, Settled, suggested};
use crate::domain::proposal::Proposal;
use crate::domain::vote::Vote;
use crate::i18n::Lang;
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::{below, head, lines_of};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows of a proposal: title, votes, outcome.
const PROPOSAL: usize = 3;
/// Rows of the names of those who signed.
const SIGNED: u16 = 2;

pub(super) fn proposals(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let focused = ui.states.outcomes.pane == Pane::Proposals;
    head(pen, row(area, 0), &words::proposals_head(lang), focused);
    let chosen = ui.states.outcomes.proposal;
    let list_of = &m.proposals.list;
    if list_of.is_empty() {
        let at = row(area, 1);
        pen.cut(at.x + 2, at.y, at.width, &words::no_proposals(lang), theme.muted);
        return;
    }
    // Reservations of the chosen proposal stand below the list.
    let reservations: Vec<String> = list_of
        .get(chosen)
        .map(|p| m.outcomes.reservations_on(p.no))
        .into_iter()
        .flatten()
        .map(|r| words::cannot(lang, m.roll.name(&r.person), &r.text))
        .collect();
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    let reservations: Vec<String> =
        reservations.iter().flat_map(|text| wrap(text, room, pen.look.width)).collect();
    let kept = if reservations.is_empty() { 0 } else { cells(reservations.len()) + 2 };
    let kept = kept.min(area.height / 2);
    let body = below(Rect { height: area.height - kept, ..area }, 1);
    // Free rows go to outcomes that are too long for one.
    let rows = (usize::from(body.height) / list_of.len().max(1)).clamp(PROPOSAL, PROPOSAL + 2);
    let fit = usize::from(body.height) / rows;
    for (i, at) in list::window(chosen, list_of.len(), fit).enumerate() {
        let Some(proposal) = list_of.get(at) else { continue };
        let line = below(body, cells(i * rows));
        draw_proposal(pen, line, ui, m, proposal, focused && at == chosen, cells(rows));
    }
    let foot = below(area, area.height - kept + 1);
    if kept > 0 {
        head(pen, row(foot, 0), &words::reservations_head(lang), false);
        for (i, text) in reservations.iter().enumerate() {
            put(pen, row(below(foot, 1), cells(i)), text, theme.text);
        }
    }
}

fn put(pen: &mut Pen, line: Rect, text: &str, style: Style) {
    if line.height > 0 {
        pen.cut(line.x + 2, line.y, line.width.saturating_sub(2), text, style);
    }
}

fn draw_proposal(
    pen: &mut Pen,
    area: Rect,
    ui: &Ui,
    m: &Meeting,
    proposal: &Proposal,
    chosen: bool,
    rows: u16,
) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let first = row(area, 0);
    list::chosen(pen, first, chosen);
    let style = match (chosen, &proposal.dropped) {
        (true, _) => theme.selected,
        (false, Some(_)) => theme.muted,
        (false, None) => theme.strong,
    };
    put(pen, first, &words::proposal_line(lang, proposal.no, &proposal.title), style);
    let vote = m.votes.deciding(proposal.no);
    let counts = vote.and_then(Vote::counts_now);
    let text = match (vote, counts) {
        (None, _) if proposal.dropped.is_some() => words::withdrawn(lang),
        (None, _) => words::not_voted(lang),
        (Some(vote), None) => term::method(lang, vote.method).to_owned(),
        (Some(vote), Some(c)) => {
            let rate = vote.rate().map(|rate| format!("  {rate}")).unwrap_or_default();
            // The rate is never cut: where the words are too long there are fewer of them.
            let (yes, no, none) = (c.in_favour, c.against, c.abstain);
            let ways = [
                words::votes_counted(lang, yes, no, none) + &rate,
                words::votes_terse(lang, yes, no, none) + &rate,
            ];
            let fits = |text: &String| cells(pen.look.width.of(text)) + 4 <= area.width;
            let short = || words::voted_result(lang, yes, no, none) + &rate;
            ways.into_iter().find(fits).unwrap_or_else(short)
        }
    };
    put(pen, row(area, 1), &format!("  {text}"), theme.muted);
    let (text, style) = match (m.outcomes.of(proposal.no), suggested(m, proposal.no)) {
        (Some(settled), _) => {
            let reached = settled.disposition == Disposition::Reached;
            let mark = if reached { marks.done } else { marks.deferred };
            let style = if reached { theme.good } else { theme.accent };
            (format!("{mark} {}", outcome(lang, settled, ui.went_on(&m.session.plan.id))), style)
        }
        (None, Some(disposition)) => {
            let text = words::suggested(lang, term::disposition(lang, disposition));
            (format!("  {text}"), theme.warning)
        }
        (None, None) => return,
    };
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    // What follows stands below the words, not below the mark.
    let parts = lines_of(pen, &text, room.saturating_sub(2), rows.saturating_sub(2));
    for (i, part) in (2..).zip(parts) {
        let part = if i == 2 { part } else { format!("  {part}") };
        put(pen, row(area, i), &part, style);
    }
}

/// `went_on` is the session of the next round, where there is one.
fn outcome(lang: Lang, settled: &Settled, went_on: Option<&str>) -> String {
    let name = term::disposition(lang, settled.disposition);
    // Where it went on says more than that it is to.
    if settled.disposition == Disposition::Continue
        && let Some(id) = went_on
    {
        return format!("{name}{}{}", words::comma(lang), words::prepare::went_on(lang, id));
    }
    let mut text =
        format!("{name}{}{}", words::comma(lang), term::way_on(lang, settled.disposition));
    if let Some(to) = &settled.to {
        text = format!("{text}{}{}", words::comma(lang), words::outcome_to(lang, to));
    }
    if let Some(next) = settled.next {
        text = format!("{text}{}{}", words::comma(lang), words::outcome_next(lang, next));
    }
    text
}

pub(super) fn actions(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let focused = ui.states.outcomes.pane == Pane::Actions;
    let list_of = &m.follow_up.actions;
    head(pen, row(area, 0), &words::actions_count(lang, list_of.len()), focused);
    let body = below(Rect { height: area.height.saturating_sub(7 + SIGNED), ..area }, 1);
    if list_of.is_empty() && body.height > 0 {
        put(pen, row(body, 0), &words::actions_none(lang), theme.muted);
    }
    let chosen = ui.states.outcomes.action;
    let today = ui.now.at.date_naive();
    // Two rows each; where more are free, titles too long for one have a second.
    let shown = list::window(chosen, list_of.len(), usize::from(body.height) / 2);
    if shown.len() < list_of.len() {
        let place = format!("{}/{}", chosen + 1, list_of.len());
        pen.right(row(area, 0), &place, theme.muted);
    }
    let mut spare = body.height.saturating_sub(cells(shown.len() * 2));
    let mut lines = body;
    for at in shown {
        let Some(action) = list_of.get(at) else { continue };
        let first = row(lines, 0);
        let here = focused && at == chosen;
        list::chosen(pen, first, here);
        let style = if here { theme.selected } else { theme.text };
        let overdue = action.is_overdue(today);
        let status = term::action_status(lang, action.status);
        let status =
            if overdue { format!("{} {status}", words::overdue(lang)) } else { status.to_owned() };
        let status_style = if overdue { theme.over } else { theme.accent };
        let used = pen.right(first, &status, status_style);
        let title = words::proposal_line(lang, action.no, &action.task.title);
        let room = usize::from(first.width.saturating_sub(used + 3)).max(2);
        let title = lines_of(pen, &title, room, 1 + spare.min(1));
        spare -= cells(title.len().saturating_sub(1));
        for (i, part) in (0..).zip(&title) {
            put(pen, row(lines, i), part, style);
        }
        // The date first: a long name of a unit must not push it off.
        let owner = m.roll.name(&action.task.owner);
        let due = words::due(lang, action.task.due);
        let who = row(lines, cells(title.len()));
        put(pen, who, &format!("  {due}  {owner}  {}", action.task.lead), theme.muted);
        lines = below(lines, cells(title.len()) + 1);
    }
    let foot = below(area, area.height.saturating_sub(5 + SIGNED));
    head(pen, row(foot, 0), &words::notice_head(lang), false);
    let notice = match &m.sign_off.notice {
        Some(notice) => words::notice_period(lang, notice.from, notice.to),
        None => words::notice_none(lang),
    };
    put(pen, row(foot, 1), &notice, theme.text);
    head(pen, row(foot, 3), &words::signatures_head(lang), false);
    let signed: Vec<String> = m
        .sign_off
        .signatures
        .iter()
        .map(|s| {
            format!(
                "{}{}",
                m.roll.name(&s.person),
                words::of_group(lang, term::sign_role(lang, s.role))
            )
        })
        .collect();
    let read = match m.sign_off.read_back {
        Some(at) => words::read_back_at(lang, at.format("%H:%M")),
        None => words::not_read_back(lang),
    };
    put(pen, row(foot, 4), &read, theme.muted);
    let room = usize::from(foot.width.saturating_sub(2)).max(2);
    for (i, part) in (5..).zip(lines_of(pen, &signed.join(&words::list_comma(lang)), room, SIGNED))
    {
        put(pen, row(foot, i), &part, theme.text);
    }
}
