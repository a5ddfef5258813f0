//! Figures over a period (统计): how many sessions, who came, consensus, actions done in time; each
//! with a bar for its share.
//!
//! Reads the summaries of the list of sessions. Must not count anything itself.

use crate::document::figures::{FigureRow, Period, figures};
use crate::i18n::ui::prepare as words;
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::key::{ESC, TAB, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::head;
use crate::tui::screens::{PLAIN, Screen};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::tally;
use chrono::{Datelike as _, NaiveDate};
use ratatui::layout::Rect;

/// The periods that are one key apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    #[default]
    Year,
    Quarter,
    Month,
    All,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub span: Span,
    /// The first row shown, where not all fit.
    pub top: usize,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Figures,
    acts: ACTS,
    move_by: |ui, by| {
        let state = &mut ui.states.figures;
        state.top = state.top.saturating_add_signed(by).min(LINES);
    },
    draw,
    ..PLAIN
};

/// More rows than there ever are to scroll past.
const LINES: usize = 24;

const HERE: &[View] = &[View::Figures];

const ACTS: &[Act] = &[
    act_on(HERE, "figures.period", &[TAB, f(2)], words::act_period, words::act_period_help, |_| {
        Intent::Change(|ui| {
            let state = &mut ui.states.figures;
            state.top = 0;
            state.span = match state.span {
                Span::Year => Span::Quarter,
                Span::Quarter => Span::Month,
                Span::Month => Span::All,
                Span::All => Span::Year,
            };
        })
    }),
    act_on(HERE, "figures.home", &[ESC], words::act_home, words::act_home_help, |_| {
        Intent::View(View::Home)
    }),
];

/// The days of a span that today lies in.
fn period(span: Span, today: NaiveDate) -> Period {
    let first = |month: u32| NaiveDate::from_ymd_opt(today.year(), month, 1);
    let quarter = today.month0() / 3 * 3 + 1;
    let (from, months) = match span {
        Span::All => return Period::default(),
        Span::Year => (first(1), 12),
        Span::Quarter => (first(quarter), 3),
        Span::Month => (first(today.month()), 1),
    };
    let end = from.and_then(|from| from.checked_add_months(chrono::Months::new(months)));
    Period { from, to: end.and_then(|end| end.pred_opt()) }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 2);
    let today = ui.now.at.date_naive();
    let sum = figures(&ui.home.summaries, period(ui.states.figures.span, today), today);
    pen.cut(
        area.x,
        area.y,
        area.width,
        &words::figures_period(lang, sum.period_text(lang)),
        theme.strong,
    );
    let mut rows: Vec<Option<FigureRow>> = Vec::new();
    let mut heads: Vec<(usize, String)> = Vec::new();
    for part in sum.parts(lang) {
        heads.push((rows.len(), part.title));
        rows.push(None);
        rows.extend(part.lines.into_iter().map(Some));
    }
    let room = usize::from(area.height.saturating_sub(1));
    let top = ui.states.figures.top.min(rows.len().saturating_sub(room));
    let of = |text: &str| cells(pen.look.width.of(text));
    let label = rows.iter().flatten().map(|line| of(&line.label)).max().unwrap_or(0);
    // A bar of less than ten cells tells nothing.
    let number = rows.iter().flatten().map(|line| of(&line.value.to_string())).max().unwrap_or(0);
    let label = label.min(area.width.saturating_sub(2 + 2 + number + SHARE + 10));
    for (i, (at, line)) in rows.iter().enumerate().skip(top).take(room).enumerate() {
        let place = row(area, cells(i + 1));
        match line {
            None => {
                let title = heads.iter().find(|(head, _)| *head == at).map_or("", |(_, t)| t);
                head(pen, place, title, false);
            }
            Some(line) => draw_line(pen, place, (label, number), line),
        }
    }
}

/// The cells of a share, and what keeps it apart.
const SHARE: u16 = 1 + 7 + 2;

/// What, how many, which share; and the share as a bar.
fn draw_line(pen: &mut Pen, place: Rect, (label, number): (u16, u16), line: &FigureRow) {
    let theme = pen.look.theme;
    pen.cut(place.x + 2, place.y, label, &line.label, theme.text);
    let number = Rect { x: place.x + 2 + label + 2, width: number, ..place };
    pen.right(number, &line.value.to_string(), theme.strong);
    if line.remark.is_empty() {
        return;
    }
    let share = Rect { x: number.right() + 1, width: 7, ..place };
    pen.right(share, &line.remark, theme.text);
    let x = share.right() + 2;
    let bar = Rect { x, width: place.right().saturating_sub(x), ..place };
    tally::bar(pen, bar, tenths(&line.remark), 0, 1000, true);
}

/// `85.7%` in thousandths; the text is ours, so anything else is nothing.
fn tenths(share: &str) -> u64 {
    let digits: String = share.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0).min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_hold_the_day_and_end_where_the_next_begins() {
        let day = |text: &str| text.parse().ok();
        let today = day("2026-11-27").expect("a day");
        let of = |span| {
            let Period { from, to } = period(span, today);
            (from, to)
        };
        assert_eq!(of(Span::Year), (day("2026-01-01"), day("2026-12-31")));
        assert_eq!(of(Span::Quarter), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(of(Span::Month), (day("2026-11-01"), day("2026-11-30")));
        assert_eq!(of(Span::All), (None, None));
        assert_eq!(tenths("85.7%"), 857);
        assert_eq!(tenths("100.0%"), 1000);
    }
}
