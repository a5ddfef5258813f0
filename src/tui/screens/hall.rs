//! The hall (投屏): what the room sees. Large, calm, and read-only.
//!
//! Must not show what the room may not know yet: no count of a vote before it is announced, no
//! choice of anybody, and none of the program's own news but that the record is not saved.

use crate::domain::meeting::Meeting;
use crate::domain::session::{ItemKind, Phase};
use crate::domain::stamp::Role;
use crate::domain::vote::{Vote, VoteState};
use crate::i18n::ui as text;
use crate::i18n::ui::hall as words;
use crate::i18n::ui::terminals;
use crate::tui::act::{Act, Intent, Scope};
use crate::tui::key::{ESC, ch};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::presence_pane;
use crate::tui::screens::{PLAIN, Screen};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use ratatui::layout::Rect;

mod now;
mod page;
mod vote;

use page::wide_title;

pub(crate) const SCREEN: Screen = Screen { view: View::Hall, acts: ACTS, draw, ..PLAIN };

const ACTS: &[Act] = &[Act {
    id: "hall.back",
    keys: &[ESC, ch('1'), ch('9')],
    title: words::back,
    help: words::back_help,
    scope: Scope::Views(&[View::Hall]),
    footer: false,
    run: |ui| match ui.by.role {
        Role::Hall => Intent::Cannot(terminals::hall_only(ui.lang())),
        Role::Chair | Role::Recorder | Role::Office => Intent::View(View::Desk),
    },
}];

/// What the room looks at now.
#[derive(Debug)]
enum Shown<'a> {
    /// Before the opening.
    Welcome,
    Rules,
    Speech,
    Vote(&'a Vote),
    Recess,
    /// An item without anything of the above.
    Item,
    Results,
}

fn shown(m: &Meeting) -> Shown<'_> {
    match m.session.phase {
        Phase::Planned | Phase::Roll => Shown::Welcome,
        Phase::Recess => Shown::Recess,
        Phase::Adjourned | Phase::Sealed => Shown::Results,
        Phase::Open => {
            if let Some(vote) = m.votes.unfinished() {
                return Shown::Vote(vote);
            }
            if m.floor.current().is_some() {
                return Shown::Speech;
            }
            let item = m.agenda.active();
            let opening = matches!(
                item.and_then(|item| item.plan.kind),
                Some(ItemKind::SignIn | ItemKind::Rules)
            );
            if opening && !m.session.plan.ground_rules.is_empty() {
                return Shown::Rules;
            }
            // A result stays until the meeting goes on to another item.
            let since = item.and_then(|item| item.spans.last()).map(|span| span.0);
            let last = m.votes.list.last().filter(|vote| vote.state == VoteState::Announced);
            match last.filter(|vote| since.is_none_or(|since| vote.at >= since)) {
                Some(vote) => Shown::Vote(vote),
                None => Shown::Item,
            }
        }
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let page = inset(area, area.width / 20);
    top(pen, page, ui, m);
    let foot = if page.height >= 20 { 4 } else { 3 };
    let body = Rect { y: page.y + 3, height: page.height.saturating_sub(3 + foot), ..page };
    match shown(m) {
        Shown::Welcome => now::welcome(pen, body, m),
        Shown::Rules => now::rules(pen, body, m),
        Shown::Speech => now::speech(pen, body, ui, m),
        Shown::Vote(one) => vote::draw(pen, body, m, one),
        Shown::Recess => now::recess(pen, body, ui, m),
        Shown::Item => now::item(pen, body, ui, m),
        Shown::Results => vote::results(pen, body, m),
    }
    bottom(pen, Rect { y: body.bottom(), height: foot, ..page }, ui, m);
}

/// The topic, and where in the agenda the meeting is.
fn top(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let theme = pen.look.theme;
    let title = wide_title(pen, area, &m.session.plan.title);
    pen.center(row(area, 0), &title, theme.strong);
    if let Some(item) = m.agenda.active() {
        let place = ui.item_of(item.plan.no);
        pen.center(row(area, 1), &format!("{place}  {}", item.plan.title), theme.muted);
    }
    pen.rule(row(area, 2), "");
}

/// Who is next, who is here, and at the very end how to leave, for whoever has the keyboard.
fn bottom(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let Some(digest) = ui.digest() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    pen.rule(row(area, 0), "");
    let last = row(area, area.height.saturating_sub(1));
    let (hint, style) = if ui.host.away {
        (terminals::away(lang), theme.over)
    } else if ui.store.write_error.is_some() {
        (text::not_saved(lang), theme.over)
    } else if ui.by.role == Role::Hall {
        (terminals::leave_hint(lang), theme.muted)
    } else {
        (words::leave_hint(lang), theme.muted)
    };
    let hint = pen.right(last, &hint, style);
    let ended = matches!(m.session.phase, Phase::Adjourned | Phase::Sealed);
    if ended {
        return;
    }
    let numbers = text::expected_present(lang, digest.expected, digest.present);
    let (mark, quorum, style) = presence_pane::quorum(pen, digest);
    let here = row(area, area.height.saturating_sub(2));
    let quorum = format!("{mark} {quorum}");
    if area.height > 3 {
        let used = pen.cut(here.x, here.y, here.width, &numbers, theme.text);
        let rest = Rect { x: here.x + used, width: here.width - used, ..here };
        pen.right(rest, &quorum, style);
    } else {
        // On a small screen these two share the last row with the hint.
        let used = pen.cut(last.x, last.y, last.width, &numbers, theme.text);
        let room = last.width.saturating_sub(used + 3 + hint + 2);
        pen.cut(last.x + used + 3, last.y, room, &quorum, style);
    }
    let line = row(area, 1);
    if digest.upcoming.is_empty() || !matches!(m.session.phase, Phase::Open | Phase::Recess) {
        return;
    }
    let names = digest.upcoming.iter().map(|turn| m.roll.name(&turn.person));
    let names: Vec<String> = names.take(usize::from(line.width) / 8).collect();
    let fits = |n: usize| {
        let some = names.get(..n).unwrap_or_default().join(&text::list_comma(lang));
        let hidden = digest.upcoming.len() - n;
        let rest =
            if hidden > 0 { words::more(lang, digest.upcoming.len()) } else { String::new() };
        words::next(lang, format!("{some}{rest}"))
    };
    let line_of = |n: usize| Some(fits(n)).filter(|t| cells(pen.look.width.of(t)) <= line.width);
    let longest = (1..=names.len()).rev().find_map(line_of).unwrap_or_else(|| fits(1));
    pen.cut(line.x, line.y, line.width, &longest, theme.accent);
}
