//! Votes (表决): the proposals with their states, the chosen one in full, the ballots of a
//! recorded vote. What is shown of a secret vote are its totals, and not before it is closed.

use crate::domain::meeting::{Command, Event};
use crate::domain::proposal::{self, Proposal};
use crate::domain::vote::{self, Taking, Vote, VoteState};
use crate::i18n::ui as shared;
use crate::i18n::ui::acts;
use crate::i18n::ui::term;
use crate::i18n::ui::vote as words;
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::input::Input;
use crate::tui::key::{DELETE, ENTER, INSERT, ctrl, f};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::lines_of;
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::view::View;
use crate::tui::widgets::list;
use grid::Grid;
use ratatui::layout::Rect;
use ratatui::style::Style;
use told::Told;

mod detail;
mod grid;
mod lines;
mod told;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Pane {
    #[default]
    List,
    Detail,
}

#[derive(Debug, Default)]
pub struct State {
    pane: Pane,
    /// The chosen proposal by its number; None follows the meeting.
    chosen: Option<u32>,
    /// The first line shown of the detail.
    top: usize,
    grid: Option<Grid>,
    told: Told,
}

pub(crate) const SCREEN: Screen =
    Screen { view: View::Vote, acts: ACTS, update, move_by, pane, settle, draw, ..PLAIN };

const HERE: &[View] = &[View::Vote];

const ACTS: &[Act] = &[
    act_on(HERE, "vote.take", &[ENTER], words::act_take, words::act_take_help, take),
    act_on(HERE, "vote.open", &[f(2)], words::act_open, words::act_open_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::vote::open(ui, no)))
    }),
    act_on(HERE, "vote.tally", &[f(3)], words::act_tally, words::act_tally_help, tally),
    act_on(HERE, "vote.close", &[f(4)], words::act_close, words::act_close_help, |ui| {
        match open(ui) {
            Some(vote) if vote.awaits_judgement() => {
                Intent::open(forms::vote::judge(ui, vote.proposal))
            }
            Some(_) | None => submit(vote::Command::Close { judged: None }),
        }
    }),
    act_on(HERE, "vote.announce", &[f(5)], words::act_announce, words::act_announce_help, |_| {
        submit(vote::Command::Announce)
    }),
    act_on(HERE, "vote.cancel", &[f(6)], words::act_cancel, words::act_cancel_help, |ui| {
        on_open(ui, |vote| Intent::open(forms::vote::cancel(ui, vote.proposal)))
    }),
    act_on(HERE, "vote.recuse", &[f(7)], words::act_recuse, words::act_recuse_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::vote::recuse(ui, no)))
    }),
    act_on(HERE, "vote.object", &[f(8)], words::act_object, words::act_object_help, |ui| {
        on_open(ui, |_| Intent::open(forms::vote::object(ui)))
    }),
    act_on(HERE, "vote.admit", &[f(9)], words::act_admit, words::act_admit_help, |ui| {
        on_open(ui, |_| admit(ui))
    }),
    act_on(HERE, "vote.recount", &[f(10)], words::act_recount, words::act_recount_help, |_| {
        submit(vote::Command::Recount)
    }),
    act_on(HERE, "vote.casting", &[ctrl('d')], words::act_casting, words::act_casting_help, |ui| {
        on_open(ui, |vote| Intent::open(forms::vote::casting(ui, vote.proposal)))
    }),
    act_on(HERE, "vote.reserve", &[ctrl('r')], words::act_reserve, acts::reserve_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::outcome::reserve(ui, no)))
    }),
    act_on(HERE, "vote.settle", &[ctrl('o')], words::act_settle, acts::settle_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::outcome::settle(ui, no)))
    }),
    act_on(
        HERE,
        "proposal.freeze",
        &[ctrl('f')],
        words::act_freeze,
        words::act_freeze_help,
        |ui| on_chosen(ui, |no| Intent::Submit(Command::Proposal(proposal::Command::Freeze(no)))),
    ),
    act_on(HERE, "proposal.amend", &[ctrl('a')], words::act_amend, words::act_amend_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::vote::amend(ui, no)))
    }),
    act_on(
        HERE,
        "proposal.propose",
        &[ctrl('l'), INSERT],
        words::act_propose,
        words::act_propose_help,
        |ui| Intent::open(forms::vote::propose(ui)),
    ),
    act_on(HERE, "proposal.drop", &[DELETE], words::act_drop, words::act_drop_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::vote::drop(ui, no)))
    }),
    act_on(HERE, "vote.gauge", &[ctrl('t')], acts::gauge, acts::gauge_help, |ui| {
        on_chosen(ui, |no| Intent::open(forms::outcome::gauge(ui, no)))
    }),
];

const fn submit(command: vote::Command) -> Intent {
    Intent::Submit(Command::Vote(command))
}

/// The vote that is not announced yet.
fn open(ui: &Ui) -> Option<&Vote> {
    ui.meeting().and_then(|m| m.votes.unfinished())
}

fn on_open(ui: &Ui, then: impl FnOnce(&Vote) -> Intent) -> Intent {
    open(ui).map_or_else(|| Intent::Cannot(words::no_vote_open(ui.lang())), then)
}

/// The proposal shown: the chosen one, else the one voted on or just decided, else the first
/// without a result.
fn shown(ui: &Ui) -> Option<u32> {
    let m = ui.meeting()?;
    let list = &m.proposals.list;
    let undecided =
        || list.iter().find(|p| p.dropped.is_none() && m.votes.deciding(p.no).is_none());
    let last = || m.votes.list.last().map(|vote| vote.proposal);
    let chosen = ui.states.vote.chosen.filter(|no| m.proposals.get(*no).is_some());
    chosen
        .or_else(|| open(ui).map(|vote| vote.proposal))
        .or_else(|| last().filter(|_| just_decided(ui)))
        .or_else(|| undecided().map(|p| p.no))
        .or_else(last)
        .or_else(|| list.first().map(|p| p.no))
}

/// A result stays on the screen, with its reservations, until the meeting goes on.
fn just_decided(ui: &Ui) -> bool {
    let record = ui.ledger().and_then(|ledger| ledger.records().last());
    let event = record.and_then(|record| record.event());
    matches!(event, Some(Event::Vote(_) | Event::Outcome(_)))
}

fn on_chosen(ui: &Ui, then: impl FnOnce(u32) -> Intent) -> Intent {
    shown(ui).map_or_else(|| Intent::Cannot(shared::no_proposals(ui.lang())), then)
}

/// The main act on what is shown: open its vote, or count it.
fn take(ui: &Ui) -> Intent {
    match open(ui) {
        Some(vote) if Some(vote.proposal) == shown(ui) => tally(ui),
        Some(_) | None => on_chosen(ui, |no| Intent::open(forms::vote::open(ui, no))),
    }
}

/// Counts where they are called, ballots where each is named.
fn tally(ui: &Ui) -> Intent {
    on_open(ui, |vote| match vote.method.taking() {
        Taking::Ballots => Intent::Change(take_ballots),
        Taking::Ear if vote.state == VoteState::Open && vote.counts.is_none() => {
            Intent::open(forms::vote::judge(ui, vote.proposal))
        }
        Taking::Tally | Taking::Ear => Intent::open(forms::vote::tally(ui, vote.proposal)),
        Taking::Silence => submit(vote::Command::Close { judged: None }),
    })
}

fn admit(ui: &Ui) -> Intent {
    let anybody =
        ui.meeting().is_some_and(|m| m.roll.entries.iter().any(|e| forms::vote::to_admit(m, e)));
    if anybody {
        Intent::open(forms::vote::admit(ui))
    } else {
        Intent::Cannot(words::nobody_to_admit(ui.lang()))
    }
}

/// Goes to the ballots of the recorded vote, from whatever view.
pub(in crate::tui) fn take_ballots(ui: &mut Ui) {
    ui.view = View::Vote;
    ui.states.vote.chosen = None;
    ui.states.vote.grid = Grid::new(ui);
    settle(ui);
}

fn update(ui: &mut Ui, input: &Input) -> Handled {
    match input {
        Input::Key(key) if ui.states.vote.grid.is_some() => grid::key(ui, *key),
        _ => Handled::Ignored,
    }
}

fn move_by(ui: &mut Ui, by: isize) {
    if ui.states.vote.grid.is_some() {
        return grid::move_by(ui, by);
    }
    let Some(no) = shown(ui) else { return };
    if ui.states.vote.pane == Pane::Detail {
        let (_, right) = halves(Rect { x: 0, y: 0, width: ui.size.0, height: ui.size.1 });
        let lines = detail::lines(ui, no, right.width).list.len();
        // Header, footer and the chair's words take at least four rows.
        let height = usize::from(ui.size.1.saturating_sub(4));
        let state = &mut ui.states.vote;
        state.top = moved(state.top, by, lines.saturating_sub(height) + 1);
        return;
    }
    let list = ui.meeting().map(|m| m.proposals.list.as_slice()).unwrap_or_default();
    let at = list.iter().position(|p| p.no == no).unwrap_or(0);
    let chosen = list.get(moved(at, by, list.len())).map(|p| p.no);
    let state = &mut ui.states.vote;
    (state.chosen, state.top) = (chosen, 0);
    tell(ui);
}

fn pane(ui: &mut Ui, _: isize) {
    ui.states.vote.pane = match ui.states.vote.pane {
        Pane::List => Pane::Detail,
        Pane::Detail => Pane::List,
    };
}

/// The explanation of what is shown.
fn tell(ui: &mut Ui) {
    let Some(no) = shown(ui) else { return };
    let mut told = std::mem::take(&mut ui.states.vote.told);
    told.settle(ui, no);
    ui.states.vote.told = told;
}

fn settle(ui: &mut Ui) {
    let open = open(ui).map(|vote| (vote.proposal, vote.state));
    let state = &mut ui.states.vote;
    // The choice goes with the vote as soon as one is open.
    if let Some((proposal, _)) = open
        && state.chosen.is_some_and(|no| no != proposal)
    {
        (state.chosen, state.top) = (None, 0);
    }
    let still = |grid: &Grid| open.is_some_and(|(_, now)| now == grid.state);
    state.grid = state.grid.take().filter(still);
    if grid::vote(ui).is_none() {
        ui.states.vote.grid = None;
    }
    grid::settle(ui);
    tell(ui);
}

/// The list and the detail.
fn halves(area: Rect) -> (Rect, Rect) {
    let left = (area.width * 32 / 100).clamp(22, 40);
    let right = area.width.saturating_sub(left + 3);
    (
        Rect { x: area.x + 1, width: left.saturating_sub(2), ..area },
        Rect { x: area.x + left + 2, width: right, ..area },
    )
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    if let Some(grid) = &ui.states.vote.grid {
        let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        grid::draw(pen, inside, ui, grid);
        return;
    }
    let (left, right) = halves(area);
    pen.column(left.right() + 1, area);
    let focused = ui.states.vote.pane == Pane::List;
    let style = if focused { theme.accent } else { theme.muted };
    let mark = if focused { pen.look.marks.chosen } else { " " };
    pen.text(left.x, left.y, 1, mark, theme.accent);
    pen.cut(left.x + 1, left.y, left.width, &shared::proposals_head(lang), style);
    let no = shown(ui);
    let list = &m.proposals.list;
    if list.is_empty() {
        pen.cut(left.x + 2, left.y + 1, left.width, &shared::no_proposals(lang), theme.muted);
    }
    let body = Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left };
    let at = list.iter().position(|p| Some(p.no) == no).unwrap_or(0);
    // Titles have a second row where all of them can have one.
    let rows = if list.len() * 4 <= usize::from(body.height) { 3 } else { 2 };
    for (i, shown) in list::window(at, list.len(), usize::from(body.height) / rows).enumerate() {
        if let Some(proposal) = list.get(shown) {
            let y = body.y + cells(i * rows);
            draw_row(pen, Rect { y, height: cells(rows), ..body }, ui, proposal, shown == at);
        }
    }
    let Some(no) = no else { return };
    let lines = detail::lines(ui, no, right.width);
    let most = usize::from(right.height);
    // Where there is more, the last row says so.
    let over = lines.list.len() > most;
    let height = if over { right.height.saturating_sub(1) } else { right.height };
    let below = lines.draw(pen, Rect { height, ..right }, ui.states.vote.top);
    let last = row(right, right.height.saturating_sub(1));
    if over && below > 0 {
        pen.cut(last.x, last.y, last.width, &words::more_below(lang, below), theme.muted);
    }
}

/// A proposal in its rows: its title in one or two, and how it stands.
fn draw_row(pen: &mut Pen, area: Rect, ui: &Ui, proposal: &Proposal, chosen: bool) {
    let theme = pen.look.theme;
    let first = row(area, 0);
    list::chosen(pen, first, chosen);
    let style = if chosen { theme.selected } else { theme.text };
    let title = shared::proposal_line(pen.look.lang, proposal.no, &proposal.title);
    let room = usize::from(first.width.saturating_sub(2)).max(2);
    let title = lines_of(pen, &title, room, area.height.saturating_sub(1));
    for (i, part) in (0..).zip(&title) {
        let line = row(area, i);
        if chosen {
            pen.fill(line, theme.selected);
        }
        let indent = if i == 0 { 1 } else { 4 };
        pen.cut(line.x + indent, line.y, line.width.saturating_sub(indent), part, style);
    }
    let second = row(area, cells(title.len()));
    let (text, style) = standing(pen, ui, proposal);
    pen.cut(second.x + 4, second.y, second.width.saturating_sub(4), &text, style);
}

/// How a proposal stands, in a few words.
fn standing(pen: &Pen, ui: &Ui, proposal: &Proposal) -> (String, Style) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let vote = ui.meeting().and_then(|m| told::latest(m, proposal.no));
    let Some(vote) = vote else {
        return match (&proposal.dropped, proposal.frozen) {
            (Some(_), _) => (words::dropped_plain(lang), theme.muted),
            (None, false) => (words::not_frozen(lang), theme.muted),
            (None, true) => (words::ready(lang), theme.text),
        };
    };
    let method = term::method(lang, vote.method);
    match vote.state {
        VoteState::Open => (words::running(lang, method), theme.accent),
        VoteState::Closed => (words::closed(lang, method), theme.accent),
        VoteState::Announced | VoteState::Cancelled => {
            let (mark, word, style) = detail::result(&pen.look, vote);
            let rate = vote.rate().filter(|_| !vote.is_void()).unwrap_or_default();
            (format!("{mark} {word} {rate}"), style)
        }
    }
}
