//! The ballots of a recorded vote: everybody who may vote, one key each.
//!
//! While it is open digits are ballots; Esc gives them back to the views. Must never be shown for
//! another method: who voted what is known of a recorded vote alone.

use super::detail;
use super::lines::Lines;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::PersonId;
use crate::domain::vote::{self, Choice, Counts, Vote, VoteState};
use crate::i18n::ui as shared;
use crate::i18n::ui::term;
use crate::i18n::ui::vote as words;
use crate::i18n::{Lang, terms};
use crate::tui::effect::Effect;
use crate::tui::key::{Chord, END, HOME, LEFT, RIGHT};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::moved;
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::widgets::list;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// Who may vote, in the user's order of lists.
    voters: Vec<PersonId>,
    /// The record's number that the voters are as of.
    seq: Option<u64>,
    /// The chosen voter by place among them.
    at: usize,
    /// The state of the vote when it was opened: with another state it closes.
    pub(super) state: VoteState,
    /// Cast here and not yet in the record.
    sent: Vec<PersonId>,
}

/// The vote whose ballots can be taken or put right.
pub(super) fn vote(ui: &Ui) -> Option<&Vote> {
    let vote = ui.meeting()?.votes.unfinished()?;
    vote.has_names().then_some(vote)
}

impl Grid {
    /// Begins with the first who has not voted.
    pub(super) fn new(ui: &Ui) -> Option<Self> {
        let vote = vote(ui)?;
        let (voters, seq) = (voters(ui, vote), seq(ui));
        let mut grid = Self { voters, seq, at: 0, state: vote.state, sent: Vec::new() };
        grid.at = grid.next(vote, 0).unwrap_or(0);
        Some(grid)
    }

    fn chosen(&self) -> Option<&PersonId> {
        self.voters.get(self.at)
    }

    /// The next from `from` on, then from the top, whose ballot is not in.
    fn next(&self, vote: &Vote, from: usize) -> Option<usize> {
        let len = self.voters.len();
        let from = from.min(len);
        let open = |at: &usize| {
            let voter = self.voters.get(*at);
            voter.is_some_and(|id| !vote.ballots.contains_key(id) && !self.sent.contains(id))
        };
        (from..len).chain(0..from).find(open)
    }
}

fn seq(ui: &Ui) -> Option<u64> {
    ui.ledger().map(crate::domain::ledger::Ledger::seq)
}

fn voters(ui: &Ui, vote: &Vote) -> Vec<PersonId> {
    let ids: Vec<PersonId> = vote.electorate.iter().map(|(id, _)| id.clone()).collect();
    ui.meeting().map(|m| ui.roster().in_order(m, &ids)).unwrap_or_default()
}

/// Somebody may have been admitted or recused: the choice stays on the same voter.
pub(super) fn settle(ui: &mut Ui) {
    let Some(mut grid) = ui.states.vote.grid.take() else { return };
    let now = seq(ui);
    if let Some(vote) = vote(ui)
        && grid.seq != now
    {
        let before = grid.chosen().cloned();
        (grid.voters, grid.seq) = (voters(ui, vote), now);
        let place = before.and_then(|id| grid.voters.iter().position(|voter| *voter == id));
        grid.at = place.unwrap_or_else(|| moved(grid.at, 0, grid.voters.len()));
    }
    ui.states.vote.grid = Some(grid);
}

/// Voters in a row of the grid.
fn columns(lang: Lang, width: u16) -> usize {
    let wide = if lang == Lang::En { 28 } else { 24 };
    usize::from((width / wide).max(1))
}

pub(super) fn move_by(ui: &mut Ui, by: isize) {
    let rows = columns(ui.lang(), ui.size.0.saturating_sub(2));
    shift(ui, by.saturating_mul(isize::try_from(rows).unwrap_or(1)));
}

fn shift(ui: &mut Ui, by: isize) {
    if let Some(grid) = &mut ui.states.vote.grid {
        grid.at = moved(grid.at, by, grid.voters.len());
    }
}

/// Digits are ballots; the arrows to the sides go from voter to voter.
pub(super) fn key(ui: &mut Ui, key: KeyEvent) -> Handled {
    let chord = Chord::of(key);
    match (chord.code, chord) {
        (KeyCode::Esc, _) => ui.states.vote.grid = None,
        (_, LEFT) => shift(ui, -1),
        (_, RIGHT) => shift(ui, 1),
        (_, HOME) => shift(ui, isize::MIN),
        (_, END) => shift(ui, isize::MAX),
        (KeyCode::Char(c), _) if chord.mods.is_empty() && c.is_ascii_digit() => {
            let choice = match c {
                '1' => Choice::For,
                '2' => Choice::Against,
                '3' => Choice::Abstain,
                '4' => Choice::Invalid,
                '5' if vote(ui).is_some_and(|vote| vote.rule.allows(Choice::Follow)) => {
                    Choice::Follow
                }
                _ => {
                    let text = words::grid_no_view(ui.lang());
                    ui.say(text);
                    return Handled::Consumed(Vec::new());
                }
            };
            return Handled::Consumed(cast(ui, choice));
        }
        _ => return Handled::Ignored,
    }
    Handled::Consumed(Vec::new())
}

/// Casts for the chosen voter and goes on without waiting for the record.
fn cast(ui: &mut Ui, choice: Choice) -> Vec<Effect> {
    let lang = ui.lang();
    let waiting = ui.is_waiting();
    let chosen = ui.states.vote.grid.as_ref().and_then(Grid::chosen);
    let Some(person) = chosen.cloned() else { return Vec::new() };
    let ballot = vote::Command::Ballot { person: person.clone(), choice };
    match ui.submit_from_screen(Command::Vote(ballot)) {
        Ok((effect, _)) => {
            let mut state = ui.states.vote.grid.take();
            let mut done = false;
            if let (Some(grid), Some(vote)) = (&mut state, vote(ui)) {
                if !waiting {
                    grid.sent.clear();
                }
                grid.sent.push(person);
                let next = grid.next(vote, grid.at + 1);
                done = next.is_none();
                grid.at = next.unwrap_or(grid.at);
            }
            ui.states.vote.grid = state;
            if done {
                ui.say(words::grid_done(lang));
            }
            vec![effect]
        }
        Err(why) => {
            ui.warn(shared::cannot(lang, term::choice(lang, choice), why));
            Vec::new()
        }
    }
}

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui, grid: &Grid) {
    let (Some(m), Some(vote)) = (ui.meeting(), vote(ui)) else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let title = m.proposals.get(vote.proposal).map_or("", |p| p.title.as_str());
    let mut lines = Lines::new(area.width, pen.look.width, ui.roster().names());
    let title = words::grid_title(lang, vote.proposal, title);
    lines.pieces(vec![(title, theme.strong)]);
    if let Some(counts) = vote.counts_now() {
        let cast = words::cast_of(lang, vote.ballots.len(), vote.electorate.len());
        let text = detail::counted(lang, vote, &Counts { not_cast: 0, invalid: 0, ..counts });
        lines.pieces(vec![(format!("{cast}    "), theme.text), (text, theme.strong)]);
        for test in vote.tests() {
            detail::threshold(&mut lines, &pen.look, m, vote, &test, true);
        }
    }
    let above = cells(lines.list.len());
    lines.draw(pen, area, 0);
    let legend = row(area, above);
    let follows = vote.rule.allows(Choice::Follow);
    let keys = if follows { words::grid_keys_follow(lang) } else { words::grid_keys(lang) };
    pen.cut(legend.x, legend.y, legend.width, &keys, theme.key);
    let top = above + 2;
    let body = Rect { y: area.y + top, height: area.height.saturating_sub(top + 2), ..area };
    if area.height > top + 2 {
        draw_voters(pen, body, m, vote, grid);
    }
    if let Some(id) = grid.chosen() {
        draw_chosen(pen, row(area, area.height.saturating_sub(1)), m, vote, id);
    }
}

fn draw_voters(pen: &mut Pen, body: Rect, m: &Meeting, vote: &Vote, grid: &Grid) {
    let across = columns(pen.look.lang, body.width);
    let wide = body.width / cells(across).max(1);
    let rows = grid.voters.len().div_ceil(across);
    let window = list::window(grid.at / across, rows, usize::from(body.height));
    for (y, shown) in window.enumerate() {
        let line = row(body, cells(y));
        for column in 0..across {
            let place = shown * across + column;
            let Some(id) = grid.voters.get(place) else { return };
            let x = line.x + wide * cells(column);
            let cell = Rect { x, width: wide.saturating_sub(1), ..line };
            draw_voter(pen, cell, m, vote, id, place == grid.at);
        }
    }
}

fn draw_voter(pen: &mut Pen, cell: Rect, m: &Meeting, vote: &Vote, id: &PersonId, chosen: bool) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    list::chosen(pen, cell, chosen);
    let choice = vote.ballots.get(id).copied();
    let (sign, style) = match choice {
        Some(Choice::For) => (marks.done, theme.good),
        Some(Choice::Against) => ("x", theme.warning),
        Some(Choice::Abstain) => ("=", theme.text),
        Some(Choice::Invalid) => ("!", theme.muted),
        Some(Choice::Follow) => ("~", theme.text),
        None => (" ", theme.muted),
    };
    let style = if chosen { theme.selected } else { style };
    let word = choice.map_or(String::new(), |choice| term::choice(lang, choice).to_owned());
    let used = pen.right(cell, &format!("{sign} {word}"), style);
    let name = if chosen { theme.selected } else { theme.text };
    let room = cell.width.saturating_sub(used + 2);
    pen.cut(cell.x + 1, cell.y, room, &m.roll.name(id), name);
}

fn draw_chosen(pen: &mut Pen, line: Rect, m: &Meeting, vote: &Vote, id: &PersonId) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let ballot = vote
        .ballots
        .get(id)
        .map_or_else(|| words::not_cast(lang), |choice| term::choice(lang, *choice).to_owned());
    let group = m.roll.person(id).map_or("", |person| term::group_name(lang, &person.group));
    let holder = m.roll.proxies.get(id).map(|holder| words::by_proxy(lang, m.roll.name(holder)));
    let about: Vec<String> =
        [Some(group.to_owned()), holder, Some(ballot)].into_iter().flatten().collect();
    let name = format!("{id} {}  ", m.roll.name(id));
    pen.pieces(line, &[(&name, theme.strong), (&terms::list(lang, &about), theme.muted)]);
}
