//! The questions of a supervising office, as tables, JSON or a workbook.

use super::Office;
use crate::app::clock;
use crate::archive::{self, By, Figure, Scope};
use crate::cli::fail::Fail;
use crate::cli::form::{Form, bar};
use crate::cli::out;
use crate::document::model::{Cell, Document, Table};
use crate::i18n::{Lang, archive as text, cli as cli_text};
use crate::text::width::Width;
use chrono::{Months, NaiveDate};
use serde::Serialize;
use strum::VariantArray as _;

#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// Of this place and those under it
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    /// Sessions from this day on (2026-01-01)
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Sessions up to this day
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
}

#[derive(Debug, clap::Args)]
pub(super) struct MissingArgs {
    /// The month (2026-11)
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    /// How many sessions a community owes
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: u32,
    /// Of this place and those under it
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct OverdueArgs {
    /// Of this place and those under it
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct FiguresArgs {
    /// county, town, month, tag, with commas between
    #[arg(long, value_name = "BY", default_value = "county")]
    by: String,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// The word, of two characters or more
    word: String,
    /// How many lines at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    most: u16,
    /// Of this place and those under it
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    form: Form,
}

/// A scope for the audit.
fn about(scope: &Scope) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let place = scope.place.as_deref().unwrap_or("*");
    match (scope.from, scope.to) {
        (None, None) => place.to_owned(),
        (from, to) => format!("{place} {}..{}", day(from), day(to)),
    }
}

fn scope(lang: Lang, which: &Which) -> Result<Scope, Fail> {
    if let (Some(from), Some(to)) = (which.from, which.to)
        && to < from
    {
        return Err(Fail::bad_input(cli_text::period_backwards(lang, from, to)));
    }
    Ok(Scope { place: which.place.clone(), from: which.from, to: which.to })
}

/// A table of an answer: its title, the header and the rows.
type Answer = (String, Vec<String>, Vec<Vec<Cell>>);

/// Tells rows as they were asked for: JSON, a workbook, or a table, or that there are none.
pub(super) fn tell(
    office: &Office,
    form: &Form,
    rows: &[impl Serialize],
    table: impl FnOnce() -> Answer,
    none: &str,
) -> Result<(), Fail> {
    if form.json {
        return out::json(&rows);
    }
    let (title, header, cells) = table();
    if cells.is_empty() && form.output.is_none() {
        return out::print(&format!("{none}\n"));
    }
    if form.output.is_none() {
        return out::print(&lined_up(header, &cells));
    }
    let document = || {
        let mut document = Document::new(office.place.lang, title);
        document.table(Table::new(header, cells));
        document
    };
    form.write(&office.place, document).map(drop)
}

/// A table whose columns line up; numbers stand at the right.
fn lined_up(header: Vec<String>, rows: &[Vec<Cell>]) -> String {
    let width = Width::default();
    let header: Vec<Cell> = header.into_iter().map(Cell::text).collect();
    let all = || std::iter::once(&header).chain(rows);
    let columns = header.len();
    let most =
        |column: usize| all().filter_map(|row| row.get(column)).map(|c| width.of(&c.text)).max();
    let widths: Vec<usize> = (0..columns).map(|column| most(column).unwrap_or(0)).collect();
    let mut lines = String::new();
    for row in all() {
        let mut line = String::new();
        for (column, (cell, wide)) in row.iter().zip(&widths).enumerate() {
            let number = rows.first().and_then(|row| row.get(column)).is_some_and(Cell::is_number);
            let gap = " ".repeat(wide.saturating_sub(width.of(&cell.text)));
            line.push_str(if column == 0 { "" } else { "  " });
            let (before, after) = if number { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.push_str(before);
            line.push_str(&cell.text);
            line.push_str(after);
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

pub(super) fn missing(office: &Office, args: &MissingArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let bad = || Fail::bad_input(text::bad_month(lang, &args.month));
    let first: NaiveDate = format!("{}-01", args.month).parse().map_err(|_| bad())?;
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
    let scope =
        Scope { place: args.place.clone(), from: Some(first), to: Some(last.ok_or_else(bad)?) };
    let (form, least) = (&args.form, args.least.into());
    let what = ("missing", about(&scope));
    let rows = office.ask(form, what, |a| archive::missing(a, &scope, least))?;
    let table = || {
        let header = vec![
            text::col_code(lang),
            text::col_place(lang),
            text::col_parent(lang),
            text::col_held(lang),
        ];
        let cells = rows.iter().map(|row| {
            vec![
                Cell::text(&row.place),
                Cell::text(&row.name),
                Cell::text(row.parent.clone().unwrap_or_default()),
                Cell::number(Some(row.held)),
            ]
        });
        (text::missing_title(lang, &args.month), header, cells.collect())
    };
    tell(office, &args.form, &rows, table, &text::none_missing(lang))
}

pub(super) fn overdue(office: &Office, args: &OverdueArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let scope = Scope { place: args.place.clone(), ..Scope::default() };
    let today = clock::today();
    let what = ("overdue", about(&scope));
    let rows = office.ask(&args.form, what, |a| archive::overdue(a, &scope, today))?;
    let table = || {
        let header = vec![
            text::col_place(lang),
            text::col_session(lang),
            text::col_no(lang),
            text::col_title(lang),
            text::col_lead(lang),
            text::col_due(lang),
        ];
        let cells = rows.iter().map(|row| {
            vec![
                Cell::text(&row.place_name),
                Cell::text(&row.session),
                Cell::number(Some(row.no)),
                Cell::text(&row.title),
                Cell::text(&row.lead),
                Cell::text(row.due.to_string()),
            ]
        });
        (text::overdue_title(lang), header, cells.collect())
    };
    tell(office, &args.form, &rows, table, &text::none_overdue(lang))
}

pub(super) fn list(office: &Office, args: &ListArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let scope = scope(lang, &args.which)?;
    let what = ("list", about(&scope));
    let rows = office.ask(&args.form, what, |a| archive::list(a, &scope))?;
    let table = || {
        let header = vec![
            text::col_genesis(lang),
            text::col_place(lang),
            text::col_session(lang),
            text::col_date(lang),
            text::col_phase(lang),
            text::col_lines(lang),
            text::col_look(lang),
            text::col_title(lang),
        ];
        let cells = rows.iter().map(|row| {
            vec![
                Cell::text(row.genesis.short()),
                Cell::text(&row.place_name),
                Cell::text(&row.id),
                Cell::text(row.date.to_string()),
                Cell::text(phase(lang, &row.phase)),
                Cell::number(Some(row.lines)),
                Cell::text(look(lang, row)),
                Cell::text(&row.title),
            ]
        });
        (text::list_title(lang), header, cells.collect())
    };
    tell(office, &args.form, &rows, table, &text::none_listed(lang))
}

/// What somebody has to look at.
fn look(lang: Lang, row: &archive::Listed) -> String {
    let flaw = row.flaw.map(|line| text::has_flaw(lang, line));
    let branches = (row.branches > 0).then(|| text::count_branch(lang, row.branches));
    flaw.into_iter().chain(branches).collect::<Vec<_>>().join(" ")
}

fn phase(lang: Lang, key: &str) -> String {
    use crate::domain::session::Phase;
    let phase: Option<Phase> = serde_json::from_value(key.into()).ok();
    phase.map_or_else(|| key.to_owned(), |phase| crate::i18n::terms::phase(lang, phase).to_owned())
}

pub(super) fn search(office: &Office, args: &SearchArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let word = args.word.trim();
    if word.chars().count() < 2 {
        return Err(Fail::bad_input(text::short_word(lang, word)));
    }
    let scope = Scope { place: args.place.clone(), ..Scope::default() };
    let what = ("search", word.to_owned());
    let rows =
        office.ask(&args.form, what, |a| archive::search(a, word, args.most.into(), &scope))?;
    let table = || {
        let header = vec![
            text::col_genesis(lang),
            text::col_place(lang),
            text::col_date(lang),
            text::col_no(lang),
            text::col_text(lang),
        ];
        let cells = rows.iter().map(|row| {
            vec![
                Cell::text(row.genesis.short()),
                Cell::text(&row.place),
                Cell::text(row.at.date_naive().to_string()),
                Cell::number(Some(row.seq)),
                Cell::text(&row.text),
            ]
        });
        (text::search_title(lang, word), header, cells.collect())
    };
    tell(office, &args.form, &rows, table, &text::none_found(lang, word))
}

pub(super) fn figures(office: &Office, args: &FiguresArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let mut by = Vec::new();
    for word in args.by.split(text::COMMAS).map(str::trim) {
        let one = By::VARIANTS.iter().copied().find(|by| by.into_str() == word);
        by.push(one.ok_or_else(|| Fail::bad_input(text::bad_by(lang, word)))?);
    }
    let scope = scope(lang, &args.which)?;
    let what = ("figures", format!("{} {}", args.by, about(&scope)));
    let rows = office.ask(&args.form, what, |a| archive::figures(a, &by, &scope))?;
    let bars = args.form.output.is_none();
    let table = || figures_table(lang, &by, &rows, bars.then_some(office.place.ascii));
    tell(office, &args.form, &rows, table, &text::none_figures(lang))
}

/// How long the longest bar is, in cells.
const BAR: u64 = 20;

fn figures_table(
    lang: Lang,
    by: &[By],
    rows: &[Figure],
    bars: Option<bool>,
) -> (String, Vec<String>, Vec<Vec<Cell>>) {
    let mut header: Vec<String> = by
        .iter()
        .map(|by| match by {
            By::County => text::col_county(lang),
            By::Town => text::col_town(lang),
            By::Month => text::col_month(lang),
            By::Tag => text::col_tag(lang),
        })
        .collect();
    header.extend([
        text::col_sessions(lang),
        text::col_held(lang),
        text::col_invited(lang),
        text::col_came(lang),
        text::col_reached(lang),
        text::col_continued(lang),
        text::col_referred(lang),
        text::col_actions(lang),
        text::col_completed(lang),
        text::col_in_time(lang),
    ]);
    if bars.is_some() {
        header.push(String::new());
    }
    let most = rows.iter().map(|row| row.sessions).max().unwrap_or(0);
    let cells = rows.iter().map(|row| {
        let mut cells: Vec<Cell> = by
            .iter()
            .map(|by| {
                let named = |name: &Option<String>, code: &Option<String>| {
                    name.clone().or_else(|| code.clone()).unwrap_or_default()
                };
                Cell::text(match by {
                    By::County => named(&row.county_name, &row.county),
                    By::Town => named(&row.town_name, &row.town),
                    By::Month => row.month.clone().unwrap_or_default(),
                    By::Tag => row.tag.clone().unwrap_or_default(),
                })
            })
            .collect();
        cells.extend(
            [
                row.sessions,
                row.held,
                row.invited,
                row.came,
                row.reached,
                row.continued,
                row.referred,
                row.actions,
                row.completed,
                row.in_time,
            ]
            .map(|number| Cell::number(Some(number))),
        );
        if let Some(ascii) = bars {
            let bar = bar(row.sessions.unsigned_abs(), most.unsigned_abs(), BAR, ascii);
            cells.push(Cell::text(bar));
        }
        cells
    });
    (text::figures_title(lang), header, cells.collect())
}
