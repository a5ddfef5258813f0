//! The agenda (议程): items with their times and drift, started, moved and changed from here.

use crate::domain::agenda::{self, Item, ItemState};
use crate::domain::meeting::Command;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::key::{ENTER, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// The chosen item by its number: it stays chosen when it moves. None follows the running one.
    pub chosen: Option<u32>,
}

pub const SCREEN: Screen = Screen {
    view: View::Agenda,
    acts: ACTS,
    move_by: |ui, by| {
        let place = chosen_place(ui);
        let Some(m) = ui.meeting() else { return };
        let to = moved(place, by, m.agenda.items.len());
        ui.states.agenda.chosen = m.agenda.items.get(to).map(|item| item.plan.no);
    },
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Agenda];

const ACTS: &[Act] = &[
    act_on(HERE, "agenda.start", &[ENTER], acts::item_start, acts::item_start_help, |ui| {
        on_chosen(ui, |item| submit(agenda::Command::Start(item.plan.no)))
    }),
    act_on(HERE, "agenda.next", &[f(4)], acts::item_next, acts::item_next_help, |_| {
        submit(agenda::Command::Next)
    }),
    act_on(HERE, "agenda.finish", &[f(7)], acts::item_finish, acts::item_finish_help, |_| {
        submit(agenda::Command::Finish)
    }),
    act_on(HERE, "agenda.add", &[f(2)], acts::item_add, acts::item_add_help, |ui| {
        Intent::open(forms::agenda::add(ui, None))
    }),
    act_on(HERE, "agenda.defer", &[f(3)], acts::item_defer, acts::item_defer_help, |ui| {
        on_chosen(ui, |item| Intent::open(forms::agenda::defer(ui, item.plan.no)))
    }),
    act_on(HERE, "agenda.time", &[f(5)], acts::item_time, acts::item_time_help, |ui| {
        on_chosen(ui, |item| Intent::open(forms::agenda::retime(ui, item.plan.no)))
    }),
    act_on(HERE, "agenda.title", &[f(6)], acts::item_title, acts::item_title_help, |ui| {
        on_chosen(ui, |item| Intent::open(forms::agenda::retitle(ui, item.plan.no)))
    }),
    act_on(HERE, "agenda.up", &[f(8)], acts::item_up, acts::item_up_help, |ui| {
        change_place(ui, -1)
    }),
    act_on(HERE, "agenda.down", &[f(9)], acts::item_down, acts::item_down_help, |ui| {
        change_place(ui, 1)
    }),
];

fn submit(command: agenda::Command) -> Intent {
    Intent::Submit(Command::Agenda(command))
}

/// The place of the chosen item: what was chosen, else the running one, else the next to come.
fn chosen_place(ui: &Ui) -> usize {
    let items = ui.meeting().map(|m| m.agenda.items.as_slice()).unwrap_or_default();
    let place = |is: &dyn Fn(&Item) -> bool| items.iter().position(is);
    let chosen = ui.states.agenda.chosen;
    place(&|item| Some(item.plan.no) == chosen)
        .or_else(|| place(&|item| item.state == ItemState::Active))
        .or_else(|| place(&|item| item.state == ItemState::Pending))
        .unwrap_or(0)
}

fn on_chosen(ui: &Ui, then: impl FnOnce(&Item) -> Intent) -> Intent {
    let item = ui.meeting().and_then(|m| m.agenda.items.get(chosen_place(ui)));
    item.map_or_else(|| Intent::Cannot(words::nothing_chosen(ui.lang())), then)
}

fn change_place(ui: &Ui, by: isize) -> Intent {
    let place = chosen_place(ui);
    on_chosen(ui, |item| {
        let other = place.checked_add_signed(by).and_then(|to| ui.meeting()?.agenda.items.get(to));
        match other {
            Some(other) => submit(agenda::Command::Move { no: item.plan.no, to: other.plan.no }),
            None => Intent::Cannot(words::nothing_to_do(ui.lang())),
        }
    })
}

/// Widths from the right: state, drift, real, planned, start.
const COLUMNS: [u16; 5] = [10, 9, 7, 7, 7];

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 1);
    let head = row(area, 0);
    let title = head.width.saturating_sub(6 + COLUMNS.iter().sum::<u16>());
    pen.cut(head.x + 6, head.y, title, &words::agenda_head(lang), theme.muted);
    let heads = [
        words::col_state(lang),
        words::drift(lang),
        words::real_short(lang),
        words::planned_short(lang),
        words::start_short(lang),
    ];
    columns(pen, head, &heads, [theme.muted; 5]);
    let items = &m.agenda.items;
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(3), ..area };
    let chosen = chosen_place(ui);
    let shown = list::window(chosen, items.len(), usize::from(body.height));
    let end = cells(shown.len()) + 2;
    for (i, at) in shown.enumerate() {
        if let Some(item) = items.get(at) {
            draw_item(pen, row(body, cells(i)), ui, item, at, at == chosen);
        }
    }
    // Below the list: what else is known of the chosen item.
    let Some(item) = items.get(chosen) else { return };
    let mut about = Vec::new();
    if let Some(lead) = &item.plan.lead {
        about.push(words::lead_is(lang, m.roll.name(lead)));
    }
    if !item.reason.is_empty() {
        about.push(words::deferred_because(lang, &item.reason));
    }
    let line = row(area, end.min(area.height.saturating_sub(1)));
    if !about.is_empty() && line.height > 0 {
        let text = about.join(&words::comma(lang));
        pen.cut(line.x + 6, line.y, line.width.saturating_sub(6), &text, theme.muted);
    }
}

fn draw_item(pen: &mut Pen, line: Rect, ui: &Ui, item: &Item, place: usize, chosen: bool) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    list::chosen(pen, line, chosen);
    let (mark, own) = match item.state {
        ItemState::Done => (marks.done, theme.muted),
        ItemState::Active => (marks.active, theme.accent),
        ItemState::Pending => (marks.pending, theme.text),
        ItemState::Deferred => (marks.deferred, theme.muted),
    };
    let style = if chosen { theme.selected } else { own };
    pen.text(line.x + 1, line.y, 2, mark, style);
    pen.text(line.x + 3, line.y, 3, &format!("{:>2}", place + 1), style);
    let title = line.width.saturating_sub(7 + COLUMNS.iter().sum::<u16>());
    pen.cut(line.x + 6, line.y, title, &item.plan.title, style);
    let spent = item.spent_s(ui.now.at);
    let planned = u64::from(item.plan.seconds);
    let started = item.started();
    let over = started.is_some() && planned > 0 && spent > planned;
    let drift = match item.state {
        ItemState::Done | ItemState::Active if over => signed('+', (spent - planned) / 60),
        ItemState::Done if planned > 0 => signed('-', (planned - spent.min(planned)) / 60),
        ItemState::Done | ItemState::Active | ItemState::Pending | ItemState::Deferred => {
            String::new()
        }
    };
    let start = started.map(|at| at.format("%H:%M").to_string());
    let start = start.or_else(|| item.plan.start.map(|at| at.format("%H:%M").to_string()));
    let real = started.map(|_| spent.div_ceil(60).to_string()).unwrap_or_default();
    let texts = [
        term::item_state(lang, item.state).to_owned(),
        drift,
        real,
        (planned / 60).to_string(),
        start.unwrap_or_default(),
    ];
    let late = if over { theme.warning } else { style };
    columns(pen, line, &texts, [style, late, style, style, style]);
}

/// Minutes off the plan; none has no sign.
fn signed(sign: char, minutes: u64) -> String {
    if minutes == 0 { "0".to_owned() } else { format!("{sign}{minutes}") }
}

/// Texts in their columns, from the right, each against its right edge.
fn columns(pen: &mut Pen, line: Rect, texts: &[String; 5], styles: [ratatui::style::Style; 5]) {
    let mut rest = line;
    for ((text, style), width) in texts.iter().zip(styles).zip(COLUMNS) {
        pen.right(rest, text, style);
        rest.width = rest.width.saturating_sub(width);
    }
}
