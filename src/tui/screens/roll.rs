//! The roll (签到): people by group, marked with one key each, found by a few letters.
//!
//! Letters and characters open the find line; every act has a key that an input method lets
//! through. Must not know votes beyond who may.

use crate::domain::meeting::{Command, Event};
use crate::domain::names::ListOrder;
use crate::domain::person::PersonId;
use crate::domain::roll::{self, Status};
use crate::domain::session;
use crate::i18n::quorum;
use crate::i18n::ui as shared;
use crate::i18n::ui::roll as words;
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::input::Input;
use crate::tui::key::{Chord, ENTER, INSERT, ch, ctrl, f};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::people;
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::view::View;
use crate::tui::widgets::list;
use counts::Counts;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use find::Find;
use ratatui::layout::Rect;
use rows::{Row, Rows};
use table::Columns;

pub(crate) use rows::in_order;

mod counts;
mod find;
mod rows;
mod table;

#[derive(Debug, Default)]
pub struct State {
    order: ListOrder,
    /// In one list, not in groups.
    together: bool,
    /// The chosen row of the list.
    at: usize,
    find: Option<Find>,
    /// Marked here and not yet in the record: not offered again as the next.
    sent: Vec<PersonId>,
    rows: Rows,
    counts: Counts,
    seq: Option<u64>,
}

impl State {
    /// The list begins in this order.
    pub fn ordered(order: ListOrder) -> Self {
        Self { order, ..Self::default() }
    }
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Roll,
    acts: ACTS,
    takes_text: |ui| ui.states.roll.find.is_some(),
    update,
    move_by,
    settle,
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Roll];

const ACTS: &[Act] = &[
    act_on(HERE, "roll.present", &[ENTER], words::act_present, words::act_present_help, |ui| {
        on_chosen(ui, |id, status| Intent::Submit(Command::Roll(arrival(id, status))))
    }),
    act_on(HERE, "roll.find", &[f(3), ch('/')], words::act_find, words::act_find_help, |_| {
        Intent::Change(|ui| ui.states.roll.find = Some(Find::default()))
    }),
    act_on(HERE, "roll.leave", &[f(2)], words::act_leave, words::act_leave_help, |ui| {
        on_chosen(ui, |id, _| Intent::open(forms::roll::leave(ui, &id)))
    }),
    act_on(HERE, "roll.absent", &[f(4)], words::act_absent, words::act_absent_help, |ui| {
        on_chosen(ui, |id, _| submit(roll::Command::Absent(vec![id])))
    }),
    act_on(HERE, "roll.depart", &[f(5)], words::act_depart, words::act_depart_help, |ui| {
        on_chosen(ui, |id, _| submit(roll::Command::Depart(id)))
    }),
    act_on(HERE, "roll.return", &[f(6)], words::act_return, words::act_return_help, |ui| {
        on_chosen(ui, |id, _| submit(roll::Command::Return(id)))
    }),
    act_on(HERE, "roll.unmark", &[f(7)], words::act_unmark, words::act_unmark_help, |ui| {
        on_chosen(ui, |id, _| submit(roll::Command::Unmark(id)))
    }),
    act_on(HERE, "roll.proxy", &[f(8)], words::act_proxy, words::act_proxy_help, |ui| {
        on_chosen(ui, |id, _| Intent::open(forms::roll::proxy(ui, &id)))
    }),
    act_on(HERE, "roll.order", &[f(9)], words::act_order, words::act_order_help, |_| {
        Intent::Change(|ui| {
            ui.states.roll.order = rows::after(ui.states.roll.order);
            let _ = relist(ui);
        })
    }),
    act_on(
        HERE,
        "roll.group",
        &[f(10), ctrl('g')],
        words::act_group,
        words::act_group_help,
        |_| {
            Intent::Change(|ui| {
                ui.states.roll.together = !ui.states.roll.together;
                let _ = relist(ui);
            })
        },
    ),
    act_on(
        HERE,
        "roll.invite",
        &[ctrl('a'), INSERT],
        words::act_invite,
        words::act_invite_help,
        |ui| Intent::open(forms::roll::invite(ui)),
    ),
    act_on(HERE, "roll.chair", &[ctrl('o')], words::act_chair, words::act_chair_help, |ui| {
        on_chosen(ui, |id, _| Intent::Submit(Command::Session(session::Command::Chair(id))))
    }),
];

const fn submit(command: roll::Command) -> Intent {
    Intent::Submit(Command::Roll(command))
}

/// Somebody who had left comes back; anybody else arrives.
fn arrival(person: PersonId, status: Status) -> roll::Command {
    if status == Status::Departed {
        roll::Command::Return(person)
    } else {
        roll::Command::Present(vec![person])
    }
}

/// The place in the roster of the chosen person.
fn chosen(ui: &Ui) -> Option<usize> {
    let state = &ui.states.roll;
    match &state.find {
        Some(find) if !find.is_empty() => find.chosen(),
        _ => state.rows.person(state.at),
    }
}

fn on_chosen(ui: &Ui, then: impl FnOnce(PersonId, Status) -> Intent) -> Intent {
    let entry = ui.meeting().zip(chosen(ui)).and_then(|(m, place)| m.roll.entries.get(place));
    match entry {
        Some(entry) => then(entry.person.id.clone(), entry.status),
        None => Intent::Cannot(words::nobody_chosen(ui.lang())),
    }
}

fn update(ui: &mut Ui, input: &Input) -> Handled {
    let finding = ui.states.roll.find.is_some();
    match input {
        Input::Paste(text) | Input::Burst(text) if finding => {
            type_into(ui, text);
            Handled::Consumed(Vec::new())
        }
        Input::Key(key) if finding => find_key(ui, *key),
        Input::Key(key) if Chord::of(*key) == ENTER => present_and_next(ui),
        Input::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
            if c.is_alphabetic() && (*modifiers - KeyModifiers::SHIFT).is_empty() =>
        {
            ui.states.roll.find = Some(Find::default());
            type_into(ui, c.encode_utf8(&mut [0; 4]));
            Handled::Consumed(Vec::new())
        }
        _ => Handled::Ignored,
    }
}

fn type_into(ui: &mut Ui, text: &str) {
    if let Some(find) = &mut ui.states.roll.find {
        find.field.insert(text);
    }
    search(ui);
}

/// Looks again for what is typed now.
fn search(ui: &mut Ui) {
    let Some(find) = &ui.states.roll.find else { return };
    let found = people::places(ui, find.field.text());
    if let Some(find) = &mut ui.states.roll.find {
        (find.found, find.at) = (found, 0);
    }
}

fn find_key(ui: &mut Ui, key: KeyEvent) -> Handled {
    let empty = ui.states.roll.find.as_ref().is_none_or(Find::is_empty);
    match key.code {
        // Nobody is marked by an Enter too many after the last one found.
        KeyCode::Esc => close_find(ui),
        KeyCode::Enter | KeyCode::Backspace if empty => close_find(ui),
        KeyCode::Enter => return present_and_next(ui),
        _ => {
            let Some(find) = &mut ui.states.roll.find else { return Handled::Ignored };
            let before = find.field.text().to_owned();
            if !find.field.key(key) {
                return Handled::Ignored;
            }
            if find.field.text() != before {
                search(ui);
            }
        }
    }
    Handled::Consumed(Vec::new())
}

/// The choice stays on who was found.
fn close_find(ui: &mut Ui) {
    let state = &mut ui.states.roll;
    let found = state.find.take().and_then(|find| find.chosen());
    if let Some(at) = found.and_then(|place| state.rows.of(place)) {
        state.at = at;
    }
}

/// Marks the chosen person present and goes on without waiting for the record, so that a fast
/// hand marks nobody twice and nobody is left out.
fn present_and_next(ui: &mut Ui) -> Handled {
    let lang = ui.lang();
    let place = chosen(ui);
    let known = ui.meeting().zip(place).and_then(|(m, at)| m.roll.entries.get(at));
    let Some((id, status)) = known.map(|entry| (entry.person.id.clone(), entry.status)) else {
        ui.warn(words::nobody_chosen(lang));
        return Handled::Consumed(Vec::new());
    };
    if !ui.is_waiting() {
        ui.states.roll.sent.clear();
    }
    match ui.submit_from_screen(Command::Roll(arrival(id.clone(), status))) {
        Ok((effect, _)) => {
            ui.states.roll.sent.push(id);
            go_on(ui, place);
            Handled::Consumed(vec![effect])
        }
        Err(why) => {
            // Whoever is here already is not marked again, but the way goes on from there.
            if status == Status::Present {
                go_on(ui, place);
            }
            ui.warn(shared::cannot(lang, words::act_present(lang), why));
            Handled::Consumed(Vec::new())
        }
    }
}

/// Goes to the next who has not arrived: behind the one just marked, then from the top.
fn go_on(ui: &mut Ui, from: Option<usize>) {
    if let Some(find) = &mut ui.states.roll.find {
        // The line is ready for the next name.
        *find = Find::default();
    }
    let state = &ui.states.roll;
    let from = from.and_then(|place| state.rows.of(place)).unwrap_or(state.at);
    let next = next_to_come(ui, from + 1);
    ui.states.roll.at = next.unwrap_or(from);
    if next.is_none() {
        let text = words::all_marked(ui.lang());
        ui.say(text);
    }
}

fn next_to_come(ui: &Ui, from: usize) -> Option<usize> {
    let (m, state) = (ui.meeting()?, &ui.states.roll);
    let rows = &state.rows.list;
    let to_come = |at: &usize| {
        let entry = state.rows.person(*at).and_then(|place| m.roll.entries.get(place));
        entry.is_some_and(|e| e.status == Status::NotArrived && !state.sent.contains(&e.person.id))
    };
    let from = from.min(rows.len());
    (from..rows.len()).chain(0..from).find(to_come)
}

/// What the suggested step comes to here: on to somebody who is still missed.
pub(in crate::tui) fn seek(ui: &mut Ui) {
    if let Some(at) = next_to_come(ui, ui.states.roll.at) {
        ui.states.roll.at = at;
        let text = words::still_short(ui.lang());
        return ui.say(text);
    }
    // Nobody of the list is left to come: another who came, or another list, is what helps.
    let standing = ui.meeting().map(|m| quorum::standing(ui.lang(), &m.quorum()));
    let invite = ACTS.iter().find(|act| act.id == "roll.invite");
    let key = invite.and_then(|act| ui.keys(act).first()).map(ToString::to_string);
    let text =
        words::short_all_here(ui.lang(), standing.unwrap_or_default(), key.unwrap_or_default());
    ui.warn(text);
}

/// The choice on whoever left last: the first to be called back where too few are left.
pub(in crate::tui) fn call_back(ui: &mut Ui) {
    let _ = relist(ui);
    let Some(m) = ui.meeting() else { return };
    let left = (0..).zip(&m.roll.entries).filter(|(_, e)| e.status == Status::Departed);
    let last = left.max_by_key(|(_, e)| e.left).map(|(place, _)| place);
    if let Some(at) = last.and_then(|place| ui.states.roll.rows.of(place)) {
        ui.states.roll.at = at;
    }
}

fn move_by(ui: &mut Ui, by: isize) {
    let state = &mut ui.states.roll;
    match &mut state.find {
        Some(find) if !find.is_empty() => find.at = moved(find.at, by, find.found.len()),
        _ => state.at = state.rows.moved(state.at, by),
    }
}

/// The list anew where people or the order changed, and whether it was; the choice stays on the
/// same person.
fn relist(ui: &mut Ui) -> bool {
    let mut state = std::mem::take(&mut ui.states.roll);
    let mut changed = false;
    if let Some(m) = ui.meeting() {
        let before = state.rows.id(state.at).cloned();
        changed = state.rows.settle(m, state.order, !state.together);
        if changed {
            // A new roster may give everybody another place.
            let place = before.and_then(|id| m.roll.place(&id));
            let at = place.and_then(|place| state.rows.of(place)).unwrap_or(0);
            state.at = state.rows.moved(at, 0);
        }
    }
    ui.states.roll = state;
    changed
}

/// Whether what was recorded last marked the chosen person as one who is not there: the next key is
/// not about them.
fn marked_away(ui: &Ui) -> bool {
    let (Some(ledger), Some(m)) = (ui.ledger(), ui.meeting()) else { return false };
    let record = ledger.records().last();
    let event = record.filter(|r| ui.states.roll.seq < Some(r.seq)).and_then(|r| r.event());
    let chosen = chosen(ui).and_then(|place| m.roll.entries.get(place));
    let Some((Event::Roll(event), chosen)) = event.zip(chosen) else { return false };
    match event {
        roll::Event::Excused { person, .. } | roll::Event::Departed { person } => {
            *person == chosen.person.id
        }
        roll::Event::ProxyGiven { from, .. } => *from == chosen.person.id,
        roll::Event::MarkedAbsent { people } => people.contains(&chosen.person.id),
        roll::Event::Arrived { .. }
        | roll::Event::Returned { .. }
        | roll::Event::Unmarked { .. }
        | roll::Event::Counted { .. }
        | roll::Event::Invited(_)
        | roll::Event::WalkedIn(_) => false,
    }
}

/// Goes on from somebody who was marked away: to who is still missed, else to a neighbour.
fn pass_on(ui: &mut Ui) {
    let state = &ui.states.roll;
    let from = chosen(ui).and_then(|place| state.rows.of(place)).unwrap_or(state.at);
    let next = next_to_come(ui, from + 1).unwrap_or_else(|| {
        let next = state.rows.moved(from, 1);
        if next == from { state.rows.moved(from, -1) } else { next }
    });
    ui.states.roll.at = next;
    if let Some(find) = &mut ui.states.roll.find {
        *find = Find::default();
    }
}

fn settle(ui: &mut Ui) {
    let seq = ui.ledger().map(crate::domain::ledger::Ledger::seq);
    if seq == ui.states.roll.seq {
        return;
    }
    let entered = ui.states.roll.seq.is_none();
    let marked = marked_away(ui);
    let changed = relist(ui);
    if entered && let Some(at) = next_to_come(ui, 0) {
        ui.states.roll.at = at;
    }
    if marked {
        pass_on(ui);
    }
    let counts = ui.meeting().map(Counts::of).unwrap_or_default();
    let state = &mut ui.states.roll;
    (state.seq, state.counts) = (seq, counts);
    if changed {
        // Places in the roster may mean other people now.
        search(ui);
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return };
    let (lang, theme, state) = (pen.look.lang, pen.look.theme, &ui.states.roll);
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let order = match state.order {
        ListOrder::Strokes | ListOrder::Group => words::by_strokes(lang),
        ListOrder::Pinyin => words::by_pinyin(lang),
        ListOrder::Listed => words::as_listed(lang),
    };
    counts::draw(pen, area, &state.counts, digest, &order);
    let third = row(area, counts::HEIGHT - 1);
    match &state.find {
        Some(find) => draw_find(pen, third, find),
        None => counts::draw_groups(pen, third, digest),
    }
    let columns = Columns::of(lang, area, (state.rows.id_length, state.rows.name_length));
    table::draw_heads(pen, row(area, counts::HEIGHT), &columns);
    let top = counts::HEIGHT + 1;
    let body = Rect { y: area.y + top, height: area.height.saturating_sub(top + 2), ..area };
    let finding = state.find.as_ref().filter(|find| !find.is_empty());
    let (len, at) = match finding {
        Some(find) => (find.found.len(), find.at),
        None => (state.rows.list.len(), state.at),
    };
    if len == 0 && body.height > 0 {
        let text = if finding.is_some() { shared::nobody_found(lang) } else { words::nobody(lang) };
        pen.cut(body.x + 3, body.y, body.width, &text, theme.muted);
    }
    for (i, shown) in list::window(at, len, usize::from(body.height)).enumerate() {
        let line = row(body, cells(i));
        let what = match finding {
            Some(find) => find.found.get(shown).copied().map(Row::Person),
            None => state.rows.list.get(shown).copied(),
        };
        match what {
            Some(Row::Head(group)) => {
                if let Some(group) = digest.groups.get(group) {
                    table::draw_group(pen, line, group);
                }
            }
            Some(Row::Person(place)) => {
                if let Some(entry) = m.roll.entries.get(place) {
                    table::draw_person(pen, line, &columns, m, entry, shown == at);
                }
            }
            None => {}
        }
    }
    if !digest.unseen.is_empty() && area.height > top + 2 {
        let line = row(area, area.height - 2);
        // No more of them than could be seen.
        let seen = digest.unseen.len().min(usize::from(line.width));
        let names = digest.unseen[..seen].join(&shared::list_comma(lang));
        let text = words::unseen(lang, digest.unseen.len(), names);
        pen.cut(line.x + 3, line.y, line.width.saturating_sub(3), &text, theme.warning);
    }
    let detail = row(area, area.height.saturating_sub(1));
    if let Some(entry) = chosen(ui).and_then(|place| m.roll.entries.get(place)) {
        table::draw_detail(pen, detail, m, entry);
    }
}

fn draw_find(pen: &mut Pen, line: Rect, find: &Find) {
    if line.height == 0 {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let used = pen.text(line.x + 3, line.y, 12, &words::find_label(lang), theme.strong);
    let x = line.x + 3 + used + 1;
    let field = Rect { x, width: line.right().saturating_sub(x).min(16), ..line };
    find.field.draw(pen, field, true);
    let text = if find.is_empty() {
        words::find_hint(lang)
    } else {
        words::found_n(lang, find.found.len())
    };
    let x = field.right() + 2;
    pen.cut(x, line.y, line.right().saturating_sub(x), &text, theme.muted);
}
