//! The speaker queue: place, name, and why this one is next.

use crate::domain::floor::{Reason, Request, SpeechKind, Stance, Turn};
use crate::domain::meeting::Meeting;
use crate::i18n::ui::term;
use crate::i18n::{Lang, ui as words};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::theme::Look;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

/// The reasons of a place, joined: as many of them, whole, as `room` cells hold.
fn reasons(look: &Look, turn: &Turn, room: u16) -> String {
    let lang = look.lang;
    let between = match (lang, look.ascii) {
        (Lang::En, _) => ", ",
        (Lang::Zh, true) => ",",
        (Lang::Zh, false) => "·",
    };
    // The two next are on deck by the order itself; to say that the chair placed them would be
    // untrue of most.
    let word = |reason: &Reason| match reason {
        Reason::Placed => words::on_deck(lang),
        reason => term::reason(lang, *reason).to_owned(),
    };
    let mut parts: Vec<String> = turn.reasons.iter().map(word).collect();
    while parts.len() > 1 && cells(look.width.of(&parts.join(between))) > room {
        parts.pop();
    }
    parts.join(between)
}

/// Kind and stance where the room holds both; else the stance, which is worth more, unless it is
/// neutral.
pub(crate) fn kind_and_stance(pen: &Pen, kind: SpeechKind, stance: Stance, room: u16) -> String {
    let lang = pen.look.lang;
    let name = term::kind(lang, kind);
    if stance == Stance::Neutral {
        return name.to_owned();
    }
    let stance = term::stance(lang, stance);
    let both = format!("{name} {stance}");
    if cells(pen.look.width.of(&both)) <= room { both } else { stance.to_owned() }
}

/// What somebody asked for: kind and stance, the neutral left out.
pub(crate) fn wish(lang: Lang, request: &Request) -> String {
    let kind = term::kind(lang, request.kind);
    match request.stance {
        Stance::Neutral => kind.to_owned(),
        stance => format!("{kind} {}", term::stance(lang, stance)),
    }
}

/// Draws as many turns as fit, `chosen` marked where the pane has the focus.
pub(crate) fn draw(pen: &mut Pen, area: Rect, m: &Meeting, turns: &[Turn], chosen: Option<usize>) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    if turns.is_empty() && area.height > 0 {
        let text = if m.floor.list_open || m.floor.speeches.is_empty() {
            words::queue_empty(lang)
        } else {
            words::list_closed(lang)
        };
        pen.cut(area.x + 2, area.y, area.width.saturating_sub(2), &text, theme.muted);
        return;
    }
    let window = list::window(chosen.unwrap_or(0), turns.len(), usize::from(area.height));
    // Columns as wide as what stands in them, the name at most a half.
    let shown = || window.clone().filter_map(|at| turns.get(at));
    let of = |text: &str| cells(pen.look.width.of(text));
    let name_room = shown().map(|turn| of(&m.roll.name(&turn.person))).max().unwrap_or(0);
    let name_room = name_room.clamp(8, (area.width / 2).max(8));
    // The first reason is worth more than the wish where there is no room for both.
    let reason_room = shown().map(|turn| of(&reasons(&pen.look, turn, 0))).max().unwrap_or(0);
    let for_wish = area.width.saturating_sub(4 + name_room + 1 + 2 + reason_room);
    let full = |turn: &Turn| m.floor.request_of(&turn.person).map(|r| wish(lang, r));
    let widest = shown().filter_map(full).map(|text| of(&text)).max().unwrap_or(0);
    // All of them short, or none.
    let most = if widest <= for_wish { widest } else { 0 };
    let wish_of = |pen: &Pen, turn: &Turn| {
        let request = m.floor.request_of(&turn.person);
        request.map(|r| kind_and_stance(pen, r.kind, r.stance, most)).unwrap_or_default()
    };
    let wish_room = shown().map(|turn| of(&wish_of(pen, turn))).max().unwrap_or(0);
    for (i, at) in window.clone().enumerate() {
        let Some(turn) = turns.get(at) else { continue };
        let line = row(area, cells(i));
        let here = chosen == Some(at);
        list::chosen(pen, line, here);
        let number = format!("{:>2} ", at + 1);
        // The two on deck can get ready.
        let name_style = if at < 2 { theme.strong } else { theme.text };
        let style = if here { theme.selected } else { name_style };
        let mut used = 1 + pen.text(line.x + 1, line.y, 3, &number, theme.muted);
        let name = m.roll.name(&turn.person);
        pen.cut(line.x + used, line.y, name_room, &name, style);
        used += name_room + 1;
        let rest = line.width.saturating_sub(used);
        if rest >= wish_room + 2 + reason_room {
            let wish = wish_of(pen, turn);
            pen.cut(line.x + used, line.y, wish_room, &wish, theme.text);
            used += wish_room + 2;
        }
        let rest = line.width.saturating_sub(used);
        pen.cut(line.x + used, line.y, rest, &reasons(&pen.look, turn, rest), theme.muted);
    }
}
