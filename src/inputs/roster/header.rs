//! The header of a list: which row it is, how many rows it has, and what each column is.
//!
//! A column is known, left out, or a fault; nothing that a vote may hang on is passed over because
//! its name was not understood.

use super::super::column::Column;
use super::super::fault::FaultKind;
use super::grid::{Cell, Grid, Row, Value, letters};
use super::words::{Meaning, fold, words};
use super::{Choice, Found, Hidden, Position, quoted};

/// A header stands in one of the first rows, or there is none.
const LAST_ROW: u32 = 20;
/// So many rows of a sheet tell whether it has a header.
pub(super) const LOOKED_AT: usize = 25;
/// The most rows of one header.
const MOST_HIGH: u32 = 3;

/// What is done with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Column(Column),
    /// A part of [`Column::Unit`].
    Part {
        post: bool,
    },
    /// Its values decide; see [`settle`].
    ByValue,
    LeftOut {
        ordinal: bool,
    },
    /// No name: a fault where it holds something.
    Nameless,
}

impl Use {
    pub(super) const fn column(self) -> Option<Column> {
        match self {
            Self::Column(column) => Some(column),
            Self::Part { .. } => Some(Column::Unit),
            Self::ByValue | Self::LeftOut { .. } | Self::Nameless => None,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Head {
    /// As the sheet has it; the names of a header of several rows one behind the other.
    pub(super) name: String,
    pub(super) at: Position,
    pub(super) is: Use,
    /// Its name is not understood, and a vote may hang on what is below.
    pub(super) unclear: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The row that has the names, as the file counts it.
    pub(super) no: u32,
    /// The first row of the list, by its place in the grid.
    pub(super) next: usize,
    /// The first row of the header, by its place in the grid.
    pub(super) first: usize,
    pub(super) columns: Vec<Head>,
}

impl Header {
    pub(super) fn place_of(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|head| head.is == Use::Column(column))
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|head| head.is.column() == Some(column))
    }
}

fn meaning(text: &str, choices: &[Choice]) -> Option<Meaning> {
    let name = fold(text);
    if name.is_empty() {
        return None;
    }
    match choices.iter().find(|choice| choice.header == name) {
        Some(Choice { column: Some(column), .. }) => Some(Meaning::Column(*column)),
        Some(Choice { column: None, .. }) => Some(Meaning::LeftOut { ordinal: false }),
        None => words().meaning(text),
    }
}

/// Whether the sheet has a row that names people.
pub(super) fn is_there(grid: &Grid) -> bool {
    find(grid, &[]).is_some_and(|(_, named)| named)
}

/// The row of the header, and whether it has the column of names.
fn find(grid: &Grid, choices: &[Choice]) -> Option<(usize, bool)> {
    let near = || grid.rows.iter().enumerate().take_while(|(_, row)| row.no <= LAST_ROW);
    let means = |row: &Row, wanted: Meaning| {
        row.cells.iter().any(|cell| meaning(&cell.text(), choices) == Some(wanted))
    };
    let known = |row: &Row| {
        let known = |cell: &&Cell| meaning(&cell.text(), choices).is_some();
        row.cells.iter().filter(|cell| cell.is_own()).filter(known).count()
    };
    let strong = near().find(|(_, row)| means(row, Meaning::Column(Column::Name)));
    let weak = || near().find(|(_, row)| means(row, Meaning::WeakName) && known(row) > 1);
    if let Some((i, _)) = strong.or_else(weak) {
        return Some((i, true));
    }
    // Without names there is no list, but what is wrong with its header can still be told.
    let like = |row: &Row| {
        let near = |cell: &&Cell| {
            cell.is_own()
                && (meaning(&cell.text(), choices).is_some()
                    || words().near(&cell.text()).is_some())
        };
        row.cells.iter().filter(near).count()
    };
    let best = near().map(|(i, row)| (like(row), i)).filter(|(n, _)| *n > 1);
    best.max_by_key(|(n, i)| (*n, usize::MAX - i)).map(|(_, i)| (i, false))
}

/// Reads the header, or leaves the faults that stand in its way.
pub(super) fn read(
    grid: &Grid,
    choices: &[Choice],
    hidden: Option<Hidden>,
    found: &mut Found,
) -> Option<Header> {
    let Some((found_at, _)) = find(grid, choices) else {
        let kind = if grid.rows.iter().all(Row::is_blank) {
            FaultKind::EmptyRoster
        } else {
            FaultKind::NoHeaderRow { most: LAST_ROW }
        };
        found.push((1, 1), kind);
        return None;
    };
    let (first, next) = extent(grid, found_at, choices);
    let no = grid.rows.get(found_at).map_or(1, |row| row.no);
    let rows = grid.rows.get(first..next).unwrap_or_default();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let spread = rows.iter().filter_map(|row| {
        grid.merges.iter().filter(|m| m.top == row.no).map(|m| m.right + 1).max()
    });
    let width = width.max(spread.max().unwrap_or_default()).min(super::MOST_COLUMNS);
    let mut header = Header { no, next, first, columns: Vec::with_capacity(width) };
    for column in 0..width {
        let names = names(grid, rows, column);
        let at = place(rows, column);
        let faults = found.len();
        let is = understand(grid, &names, column, choices, hidden, at, found);
        let unclear = found.len() > faults && !grid.is_hidden(column);
        header.columns.push(Head { name: names.join("/"), at, is, unclear });
    }
    settle_names(&mut header, found);
    Some(header)
}

/// The first row of the header and the first behind it.
fn extent(grid: &Grid, found_at: usize, choices: &[Choice]) -> (usize, usize) {
    let Some(row) = grid.rows.get(found_at) else { return (found_at, found_at) };
    let is_name = |cell: &Cell| {
        matches!(
            meaning(&cell.text(), choices),
            Some(Meaning::Column(Column::Name) | Meaning::WeakName)
        )
    };
    let name = row.cells.iter().position(is_name);
    let mut last = row.no;
    if let Some(merge) = name.and_then(|column| grid.merge_at(row.no, column)) {
        last = merge.bottom.min(row.no + MOST_HIGH - 1);
    } else if let Some(below) = grid.rows.get(found_at + 1)
        && below.no == row.no + 1
        && goes_on(below, row, name, choices)
    {
        last = below.no;
    }
    let next = grid.rows.partition_point(|row| row.no <= last);
    let first = match found_at.checked_sub(1).and_then(|i| grid.rows.get(i)) {
        Some(above) if above.no + 1 == row.no && stands_above(grid, above, row) => found_at - 1,
        _ => found_at,
    };
    (first, next)
}

/// Whether a row goes on with the header above it: names of columns, and nobody's name.
fn goes_on(below: &Row, header: &Row, name: Option<usize>, choices: &[Choice]) -> bool {
    let own = || below.cells.iter().enumerate().filter(|(_, cell)| cell.is_own());
    let named = name.is_some_and(|name| below.cell(name).is_some_and(|cell| !cell.is_empty()));
    let known = own().any(|(column, cell)| {
        let above = header.cell(column).map(|cell| cell.text().into_owned()).unwrap_or_default();
        meaning(&cell.text(), choices).is_some()
            || meaning(&(above + &cell.text()), choices).is_some()
    });
    !named && known && own().all(|(_, cell)| matches!(cell.value, Value::Text(_)))
}

/// Whether the row above the names groups them: ranges over some of the columns, or several texts
/// that are no facts of the list.
fn stands_above(grid: &Grid, above: &Row, row: &Row) -> bool {
    let width = row.cells.len();
    let over = |m: &&super::grid::Merge| {
        m.top <= above.no
            && above.no <= m.bottom
            && m.right > m.left
            && m.right + 1 - m.left < width
    };
    let fact = |cell: &&Cell| {
        let text = cell.text();
        text.contains([':', '\u{ff1a}']) || text.chars().nth(12).is_some()
    };
    let own: Vec<&Cell> = above.cells.iter().filter(|cell| cell.is_own()).collect();
    let facts = own.iter().any(fact);
    !facts && (own.len() > 1 || grid.merges.iter().any(|m| over(&m)))
}

/// The names of a column from the top down, each once.
fn names(grid: &Grid, rows: &[Row], column: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let text = match grid.merge_at(row.no, column) {
            Some(merge) => {
                let top = rows.iter().find(|row| row.no == merge.top);
                top.and_then(|row| row.cell(merge.left)).map(|cell| cell.text().into_owned())
            }
            None => own_or_left(rows, i, column),
        };
        let text = text.unwrap_or_default();
        let text = crate::text::clean::clean_as(&text, crate::text::clean::Form::Line);
        if !text.is_empty() && names.last() != Some(&text) {
            names.push(text);
        }
    }
    names
}

/// A cell's own text; in an upper row without merged ranges, that of the one to its left which is
/// meant to reach over it: below both stand names.
fn own_or_left(rows: &[Row], i: usize, column: usize) -> Option<String> {
    let row = rows.get(i)?;
    let own = |row: &Row, column: usize| row.cell(column).is_some_and(|cell| !cell.is_empty());
    if own(row, column) {
        return row.cell(column).map(|cell| cell.text().into_owned());
    }
    let below = rows.get(i + 1).filter(|below| own(below, column))?;
    let left = (0..column).rev().find(|left| own(row, *left))?;
    let reaches = (left..=column).all(|between| own(below, between));
    reaches.then(|| row.cell(left).map(|cell| cell.text().into_owned())).flatten()
}

fn place(rows: &[Row], column: usize) -> Position {
    let own = rows.iter().rev().find_map(|row| row.cell(column).filter(|cell| cell.is_own()));
    let no = rows.last().map_or(1, |row| row.no);
    own.map_or((no, super::super::toml::count(column + 1)), |cell| cell.at)
}

fn understand(
    grid: &Grid,
    names: &[String],
    column: usize,
    choices: &[Choice],
    hidden: Option<Hidden>,
    at: Position,
    found: &mut Found,
) -> Use {
    let Some(last) = names.last() else { return Use::Nameless };
    if grid.is_hidden(column) {
        match hidden {
            None => {
                let name = format!("{} {}", letters(column), quoted(last));
                found.push(at, FaultKind::HiddenColumn { name });
                return Use::LeftOut { ordinal: false };
            }
            Some(Hidden::Skip) => return Use::LeftOut { ordinal: false },
            Some(Hidden::Include) => {}
        }
    }
    let whole = names.join("/");
    if names.len() > 1
        && let Some(choice) = choices.iter().find(|choice| choice.header == fold(&whole))
    {
        return choice.column.map_or(Use::LeftOut { ordinal: false }, Use::Column);
    }
    match joined(names, choices) {
        Ok(Some(Meaning::Column(column))) => Use::Column(column),
        Ok(Some(Meaning::WeakName)) => Use::Column(Column::Name),
        Ok(Some(Meaning::Part { post })) => Use::Part { post },
        Ok(Some(Meaning::ByValue)) => Use::ByValue,
        Ok(Some(Meaning::LeftOut { ordinal })) => Use::LeftOut { ordinal },
        Ok(None) => {
            let header = quoted(&whole);
            if words().is_value(last) {
                found.push(at, FaultKind::HeaderIsValue { header });
            } else if let Some(nearest) = words().near(last) {
                found.push(at, FaultKind::UnknownHeader { header, nearest });
            } else if words().bears(&whole) {
                found.push(at, FaultKind::HeaderBears { header });
            }
            Use::LeftOut { ordinal: false }
        }
        Err(()) => {
            found.push(at, FaultKind::HeaderUnclear { header: quoted(&whole) });
            Use::LeftOut { ordinal: false }
        }
    }
}

/// What names one above the other say; an error where the upper may change what the lower means.
fn joined(names: &[String], choices: &[Choice]) -> Result<Option<Meaning>, ()> {
    let Some((last, uppers)) = names.split_last() else { return Ok(None) };
    let lower = meaning(last, choices);
    if uppers.iter().all(|upper| words().is_neutral(upper)) {
        return Ok(lower);
    }
    if let Some(whole) = meaning(&names.concat(), choices) {
        return Ok(Some(whole));
    }
    let upper = uppers.last().and_then(|upper| meaning(upper, choices));
    let unit = |m: Option<Meaning>| {
        matches!(m, Some(Meaning::Part { .. } | Meaning::Column(Column::Unit)))
    };
    match (upper, lower) {
        (Some(upper), Some(lower)) if upper == lower => Ok(Some(lower)),
        (upper, Some(_)) if unit(upper) && unit(lower) => Ok(lower),
        (Some(upper), None)
            if words().meaning(&format!("{}({last})", uppers.concat())).is_some() =>
        {
            Ok(Some(upper))
        }
        (_, Some(Meaning::LeftOut { ordinal })) => Ok(Some(Meaning::LeftOut { ordinal })),
        (Some(Meaning::LeftOut { .. }) | None, None) => Ok(None),
        (_, Some(_)) | (Some(_), None) => Err(()),
    }
}

/// One column for each meaning: the better name wins over the weaker one, two alike are a fault.
fn settle_names(header: &mut Header, found: &mut Found) {
    let weak = |head: &Head| {
        let last = head.name.rsplit('/').next().unwrap_or_default();
        words().meaning(last) == Some(Meaning::WeakName)
    };
    let is_name = |head: &Head| head.is == Use::Column(Column::Name);
    if header.columns.iter().any(|head| is_name(head) && !weak(head)) {
        for head in header.columns.iter_mut().filter(|head| is_name(head) && weak(head)) {
            head.is = Use::LeftOut { ordinal: false };
        }
    }
    let mut seen: Vec<(Use, u32)> = Vec::new();
    for (i, head) in (1_u32..).zip(&header.columns) {
        let Some(column) = head.is.column() else { continue };
        let clash = |other: Use| {
            other == head.is
                || (other.column() == Some(column)
                    && (matches!(other, Use::Column(_)) || matches!(head.is, Use::Column(_))))
        };
        if let Some((_, first)) = seen.iter().find(|(other, _)| clash(*other)) {
            found.push(head.at, FaultKind::DuplicateHeader { column, first: *first });
        }
        seen.push((head.is, i));
    }
    if !header.columns.iter().any(is_name) {
        let at = header.columns.first().map_or((1, 1), |head| head.at);
        found.push((header.no, at.1), FaultKind::NoNameColumn);
    }
}

/// Settles the columns whose values decide what they are: all groups, all ways of attending, or
/// neither, which is a tag. Values of both kinds in one column are a fault.
pub(super) fn settle(header: &mut Header, people: &[&Row], found: &mut Found) {
    for column in 0..header.columns.len() {
        let Some(head) = header.columns.get(column).filter(|head| head.is == Use::ByValue) else {
            continue;
        };
        let at = head.at;
        let cells = || people.iter().filter_map(|row| row.cell(column)).filter(|c| !c.is_empty());
        let is_group = |cell: &&Cell| words().group(&cell.text()).is_some();
        let is_role = |cell: &&Cell| words().role(&cell.text()).is_some();
        let is = if cells().next().is_none() {
            Use::LeftOut { ordinal: false }
        } else if cells().all(|cell| is_group(&cell)) {
            Use::Column(Column::Group)
        } else if cells().all(|cell| is_role(&cell)) {
            Use::Column(Column::Role)
        } else if cells().any(|cell| is_group(&cell) || is_role(&cell)) {
            let groups = cells().any(|cell| is_group(&cell));
            let odd = cells().find(|c| if groups { !is_group(c) } else { !is_role(c) });
            let column = if groups { Column::Group } else { Column::Role };
            found.push(odd.map_or(at, |cell| cell.at), FaultKind::MixedColumn { column });
            Use::LeftOut { ordinal: false }
        } else if header.has(Column::Tags) {
            Use::LeftOut { ordinal: false }
        } else {
            Use::Column(Column::Tags)
        };
        if let Use::Column(known) = is
            && let Some(first) = header.columns.iter().position(|h| h.is == is)
        {
            let first = super::super::toml::count(first + 1);
            found.push(at, FaultKind::DuplicateHeader { column: known, first });
        }
        if let Some(head) = header.columns.get_mut(column) {
            head.is = is;
        }
    }
}
