//! `track`: what is followed up over all sessions, and the figures of a period.

use super::environment::Environment;
use super::fail::Fail;
use super::form::{Form, bar};
use super::out;
use super::sessions;
use super::table::Table;
use crate::app::clock;
use crate::document::figures::{self, FigureRow, Figures, Period};
use crate::document::session_summary::Row;
use crate::document::track;
use crate::i18n::{Lang, cli as text, figures as words};
use crate::text::width::Width;
use crate::tui::terminal::columns;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::IsTerminal as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only what is overdue
    #[arg(long, conflicts_with = "figures")]
    overdue: bool,
    /// Figures instead of the actions: sessions, participants, consensus, what was done in time
    #[arg(long)]
    figures: bool,
    /// Sessions from this day on (2026-01-01)
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Sessions up to this day
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let period = Period { from: args.from, to: args.to };
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        return Err(Fail::bad_input(text::period_backwards(place.lang, from, to)));
    }
    args.form.check(place)?;
    let today = clock::today();
    if args.figures {
        let mut sessions = sessions::all(place)?;
        sessions.retain(|session| period.holds(session.date));
        return tell_figures(place, args, &figures::figures(&sessions, period, today));
    }
    let mut sessions = sessions::rows(place)?;
    sessions.retain(|session| period.holds(session.date));
    tell_actions(place, args, sessions, today)
}

fn tell_actions(
    place: &Environment,
    args: &Args,
    sessions: Vec<Row>,
    today: NaiveDate,
) -> Result<(), Fail> {
    let lang = place.lang;
    let mut list = track::tracked(sessions, today);
    if args.overdue {
        list.retain(|tracked| tracked.overdue);
    }
    if args.form.json {
        return out::json(&list);
    }
    if args.form.write(place, || track::document(&list, lang))? {
        return Ok(());
    }
    if list.is_empty() {
        let none = if args.overdue { words::no_overdue(lang) } else { words::no_actions(lang) };
        return out::print(&format!("{none}\n"));
    }
    let mut rows = vec![track::header(lang).map(Cow::from)];
    rows.extend(list.iter().map(|tracked| track::cells(tracked, lang)));
    // Elsewhere nothing is cut.
    if std::io::stdout().is_terminal() {
        fit(&mut rows, columns().unwrap_or(SCREEN));
    }
    out::print(&Table::new(rows).text())
}

/// What a screen is taken for that does not say how wide it is, in cells.
const SCREEN: usize = 80;

/// The least that is left of what is to be done, and of who leads it, in cells.
const TITLE: usize = 16;
const LEAD: usize = 8;

/// Shortens what is to be done and who leads it so that a row is one line of the screen.
fn fit(rows: &mut [[Cow<'_, str>; 7]], screen: usize) {
    let width = Width::default();
    let widest = |column: usize| rows.iter().map(|row| width.of(&row[column])).max().unwrap_or(0);
    let others: usize = [0, 1, 4, 5, 6].into_iter().map(widest).sum();
    let (title, lead) = (widest(2), widest(3));
    // Two cells stand between two columns.
    let room = screen.saturating_sub(others + 2 * 6);
    let lead = lead.min((room / 3).max(LEAD)).max(room.saturating_sub(title).min(lead));
    let title = title.min(room.saturating_sub(lead).max(TITLE));
    for [_, _, what, who, ..] in rows {
        *what = Cow::Owned(width.truncate(what, title).into_owned());
        *who = Cow::Owned(width.truncate(who, lead).into_owned());
    }
}

fn tell_figures(place: &Environment, args: &Args, figures: &Figures) -> Result<(), Fail> {
    if args.form.json {
        return out::json(figures);
    }
    if args.form.write(place, || figures.document(place.lang))? {
        return Ok(());
    }
    out::print(&chart(figures, place.lang, place.ascii))
}

/// The figures as tables with a bar a line, so that they are read at a glance.
fn chart(figures: &Figures, lang: Lang, ascii: bool) -> String {
    let width = Width::default();
    let mut lines = format!("{}  {}\n", words::title(lang), figures.period_text(lang));
    let parts = figures.parts(lang);
    let all = parts.iter().flat_map(|part| &part.lines);
    let label = all.clone().map(|line| width.of(&line.label)).max().unwrap_or(0);
    let number = all.map(|line| line.value.to_string().len()).max().unwrap_or(1);
    for part in &parts {
        let most = part.lines.iter().map(|line| line.value).max().unwrap_or(0);
        let _ = writeln!(lines, "\n{}", part.title);
        for line in &part.lines {
            let FigureRow { label: name, value, remark } = line;
            let name = width.pad_right(name, label);
            let bar = bar(u64::from(*value), u64::from(most), BAR, ascii);
            let row = format!("  {name}  {value:>number$}  {remark:>6}  {bar}");
            let _ = writeln!(lines, "{}", row.trim_end());
        }
    }
    lines
}

/// How long the longest bar is, in cells.
const BAR: u64 = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_one_line_of_the_screen_and_uses_its_width() {
        let row = |what: &str, who: &str| {
            ["HSW-2026-004", "1", what, who, "段永祥", "2026-12-04", "待采纳"].map(str::to_owned)
        };
        let long = [row(&"事".repeat(40), &"单".repeat(20)), row("事项", "单位")];
        for screen in [80, 100, 160, 300] {
            let mut rows: Vec<[Cow<'_, str>; 7]> =
                long.clone().map(|row| row.map(Cow::from)).into();
            fit(&mut rows, screen);
            let width = Width::default();
            let wide: usize = rows[0].iter().map(|cell| width.of(cell) + 2).sum::<usize>() - 2;
            assert!(wide <= screen, "{wide} on {screen}: {rows:?}");
            assert_eq!(rows[1][2], "事项");
            if screen == 300 {
                assert_eq!(
                    (width.of(&rows[0][2]), width.of(&rows[0][3])),
                    (80, 40),
                    "nothing is cut"
                );
            }
        }
    }
}
