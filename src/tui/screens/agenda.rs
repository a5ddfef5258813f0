//! The agenda (议程): items with their times and drift, started, moved and changed from here.

use crate::domain::agenda::{self, Item, ItemState};
use crate::domain::meeting::Command;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::key::{DELETE, ENTER, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::agenda_pane::{self, titles};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;
use ratatui::style::Style;
use strum::VariantArray as _;

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// The chosen item by its number: it stays chosen when it moves. None follows the running one.
    pub chosen: Option<u32>,
}

pub(crate) const SCREEN: Screen = Screen {
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
        Intent::open(forms::agenda::add(ui))
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
    act_on(HERE, "agenda.lead", &[f(10)], acts::item_lead, acts::item_lead_help, |ui| {
        on_chosen(ui, |item| Intent::open(forms::agenda::lead(ui, item.plan.no)))
    }),
    act_on(HERE, "agenda.kind", &[f(12)], acts::item_kind, acts::item_kind_help, |ui| {
        on_chosen(ui, |item| Intent::open(forms::agenda::purpose(ui, item.plan.no)))
    }),
    act_on(HERE, "agenda.remove", &[DELETE], acts::item_remove, acts::item_remove_help, |ui| {
        on_chosen(ui, |item| submit(agenda::Command::Remove(item.plan.no)))
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

/// Widths of start, planned, real and drift, each against its right edge.
const COLUMNS: [u16; 4] = [7, 7, 7, 7];
/// Where the titles begin: behind the mark and the number.
const TITLE: u16 = 6;

/// Where the columns stand in a line.
struct Columns {
    title: u16,
    /// Free cells before the state, and the state's own.
    state: u16,
}

impl Columns {
    fn new(pen: &Pen, width: u16) -> Self {
        let lang = pen.look.lang;
        let head = words::col_state(lang);
        let states = ItemState::VARIANTS.iter().map(|state| term::item_state(lang, *state));
        let widest = states.chain([head.as_str()]).map(|text| pen.look.width.of(text));
        let state = cells(widest.max().unwrap_or(0)) + 2;
        let others = TITLE + COLUMNS.iter().sum::<u16>() + state;
        Self { title: width.saturating_sub(others), state }
    }

    /// Texts of start, planned, real, drift and state in their places.
    fn draw(&self, pen: &mut Pen, line: Rect, texts: &[String; 5], styles: [Style; 5]) {
        let [numbers @ .., state] = texts;
        let [number_styles @ .., state_style] = styles;
        let mut x = line.x + TITLE + self.title;
        for ((text, style), width) in numbers.iter().zip(number_styles).zip(COLUMNS) {
            pen.right(Rect { x, width, ..line }, text, style);
            x += width;
        }
        pen.cut(x + 2, line.y, self.state.saturating_sub(2), state, state_style);
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 1);
    let head = row(area, 0);
    let columns = Columns::new(pen, area.width);
    pen.cut(head.x + TITLE, head.y, columns.title, &words::agenda_head(lang), theme.muted);
    let heads = [
        words::start_short(lang),
        words::planned_short(lang),
        words::real_short(lang),
        words::drift(lang),
        words::col_state(lang),
    ];
    columns.draw(pen, head, &heads, [theme.muted; 5]);
    let items = &m.agenda.items;
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(4), ..area };
    let chosen = chosen_place(ui);
    let shown = list::window(chosen, items.len(), usize::from(body.height));
    let spare = usize::from(body.height).saturating_sub(items.len());
    let room = usize::from(columns.title).max(2);
    let titles = titles(pen, items, room, spare);
    let mut end = 0;
    for at in shown {
        let (Some(item), Some(title)) = (items.get(at), titles.get(at)) else { continue };
        let lines = Rect { y: body.y + end, height: cells(title.len()), ..body };
        draw_item(pen, lines, ui, (item, title), &columns, at == chosen);
        end += lines.height;
    }
    let foot = (end + 2).min(area.height.saturating_sub(2));
    agenda_pane::draw_end(pen, inset(row(area, foot), 3), ui);
    // Below it: what else is known of the chosen item.
    let Some(item) = items.get(chosen) else { return };
    let mut about = vec![words::purpose_is(lang, term::item_kind(lang, item.plan.kind))];
    if let Some(lead) = &item.plan.lead {
        about.push(words::lead_is(lang, m.roll.name(lead)));
    }
    if !item.reason.is_empty() {
        about.push(words::deferred_because(lang, &item.reason));
    }
    let line = row(area, foot + 1);
    if line.height > 0 {
        let text = about.join(&words::comma(lang));
        pen.cut(line.x + TITLE, line.y, line.width.saturating_sub(TITLE), &text, theme.muted);
    }
}

fn draw_item(
    pen: &mut Pen,
    lines: Rect,
    ui: &Ui,
    (item, title): (&Item, &[String]),
    columns: &Columns,
    chosen: bool,
) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let (line, style) = agenda_pane::draw_title(pen, lines, (item, title), chosen);
    let spent = item.spent_s(ui.now.at);
    let planned = u64::from(item.plan.seconds);
    let started = item.started();
    let over = started.is_some() && planned > 0 && spent > planned;
    let drift = match item.state {
        ItemState::Done | ItemState::Active if over => signed('+', (spent - planned) / 60),
        ItemState::Done if planned > 0 => signed('-', (planned - spent.min(planned)) / 60),
        // What was spent on it is lost to the plan, which has it later or never.
        ItemState::Deferred if spent >= 60 => signed('+', spent / 60),
        ItemState::Done | ItemState::Active | ItemState::Pending | ItemState::Deferred => {
            String::new()
        }
    };
    let start = started.map(|at| at.format("%H:%M").to_string());
    let start = start.or_else(|| item.plan.start.map(|at| at.format("%H:%M").to_string()));
    let texts = [
        start.unwrap_or_default(),
        (planned / 60).to_string(),
        started.map(|_| spent.div_ceil(60).to_string()).unwrap_or_default(),
        drift,
        term::item_state(lang, item.state).to_owned(),
    ];
    let late = if over { theme.warning } else { style };
    columns.draw(pen, line, &texts, [style, style, style, late, style]);
}

/// Minutes off the plan; none has no sign.
fn signed(sign: char, minutes: u64) -> String {
    if minutes == 0 { "0".to_owned() } else { format!("{sign}{minutes}") }
}
