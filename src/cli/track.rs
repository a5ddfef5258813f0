//! `track`: what is followed up over all sessions, and the figures of a period.

use super::fail::Fail;
use super::out;
use super::place::Place;
use super::sessions;
use super::table::Table;
use crate::app::clock;
use crate::document::figures::{self, Figures, Line, Period};
use crate::document::show::Summary;
use crate::document::track;
use crate::export::file::{self, Existing};
use crate::i18n::{Lang, cli as text, figures as words};
use crate::text::width::Width;
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
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
    /// One JSON value
    #[arg(long, conflicts_with = "output")]
    json: bool,
    /// Write a workbook (.xlsx) instead
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> Result<(), Fail> {
    let period = Period { from: args.from, to: args.to };
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        return Err(Fail::bad_input(text::period_backwards(place.lang, from, to)));
    }
    let mut log = place.read()?;
    let mut sessions = sessions::summaries(place, &mut *log)?;
    sessions.retain(|session| period.holds(session.date));
    let today = clock::today();
    if args.figures {
        return tell_figures(place, args, &figures::figures(&sessions, period, today));
    }
    tell_actions(place, args, &sessions, today)
}

fn tell_actions(
    place: &Place,
    args: &Args,
    sessions: &[Summary],
    today: NaiveDate,
) -> Result<(), Fail> {
    let lang = place.lang;
    let mut list = track::tracked(sessions, today);
    if args.overdue {
        list.retain(|tracked| tracked.overdue);
    }
    if args.json {
        return out::json(&list);
    }
    if let Some(path) = &args.output {
        return write(place, path, args.force, &track::document(&list, lang));
    }
    if list.is_empty() {
        let none = if args.overdue { words::no_overdue(lang) } else { words::no_actions(lang) };
        return out::print(&format!("{none}\n"));
    }
    let mut table = Table::new(track::header(lang));
    let on_screen = std::io::stdout().is_terminal();
    for tracked in &list {
        let mut cells = track::cells(tracked, lang);
        if on_screen {
            shorten(&mut cells);
        }
        table.row(cells);
    }
    out::print(&table.text())
}

/// What and who at most take on a screen, in cells, so that a row is one line of it. Elsewhere
/// nothing is cut.
const TITLE: usize = 40;
const LEAD: usize = 14;

fn shorten(cells: &mut [String; 7]) {
    let width = Width::default();
    let [_, _, title, lead, ..] = cells;
    *title = width.truncate(title, TITLE).into_owned();
    *lead = width.truncate(lead, LEAD).into_owned();
}

fn tell_figures(place: &Place, args: &Args, figures: &Figures) -> Result<(), Fail> {
    if args.json {
        return out::json(figures);
    }
    if let Some(path) = &args.output {
        return write(place, path, args.force, &figures.document(place.lang));
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
            let Line { label: name, value, remark } = line;
            let name = width.pad_right(name, label);
            let bar = bar(*value, most, ascii);
            let row = format!("  {name}  {value:>number$}  {remark:>6}  {bar}");
            let _ = writeln!(lines, "{}", row.trim_end());
        }
    }
    lines
}

/// How long the longest bar is, in cells.
const BAR: u32 = 30;

/// As long as its share of the largest value; at least one cell where there is anything.
fn bar(value: u32, most: u32, ascii: bool) -> String {
    let cells = match (value, most) {
        (0, _) | (_, 0) => 0,
        (value, most) => (u64::from(value) * u64::from(BAR)).div_ceil(u64::from(most)),
    };
    let mark = if ascii { "#" } else { "\u{2588}" };
    mark.repeat(usize::try_from(cells).unwrap_or(0))
}

fn write(
    place: &Place,
    path: &Path,
    force: bool,
    document: &crate::document::model::Document,
) -> Result<(), Fail> {
    let lang = place.lang;
    if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx")) {
        return Err(Fail::bad_input(text::not_a_workbook(lang, path.display())));
    }
    let bytes = crate::export::xlsx::write(document, &place.papers().settings.fonts.plain.name)
        .map_err(|error| Fail::failed(text::file_failed(lang, path.display(), error)))?;
    let existing = if force { Existing::Replace } else { Existing::Keep };
    file::write(path, &bytes, existing).map_err(|error| super::export::file_fail(lang, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_missing() {
        let cells = |value, most| bar(value, most, true).len();
        assert_eq!((cells(0, 10), cells(5, 10), cells(10, 10)), (0, 15, 30));
        assert_eq!((cells(1, 1_000_000), cells(0, 0)), (1, 0));
    }
}
