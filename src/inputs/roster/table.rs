//! The rows of a roster as people: each row, and what holds between rows.

use super::super::column::Column;
use super::super::fault::FaultKind;
use super::grid::{Cell, Grid, Row, Value};
use super::header::{Header, Use, settle};
use super::person::{self, Draft, List, weight};
use super::reading::{Reading, Remark, Unweighted};
use super::rows::{Kind, Rows, Why};
use super::words::{fold, words};
use super::{Found, Hidden, MOST_ROWS, Position, quoted};
use crate::domain::person::{Attends, Person, PersonId};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) struct Table<'g> {
    grid: &'g Grid,
    header: Header,
    drafts: Vec<Draft>,
    /// Sums that the list itself says of its weights, with their rows.
    sums: Vec<(u32, u64)>,
}

impl<'g> Table<'g> {
    /// Reads every row below the header; `step` is told how many, and says whether to go on.
    pub(super) fn read(
        grid: &'g Grid,
        mut header: Header,
        hidden: Option<Hidden>,
        reading: &mut Reading,
        found: &mut Found,
        step: &mut dyn FnMut(usize) -> bool,
    ) -> Self {
        let above = grid.rows.get(..header.first).unwrap_or_default();
        reading.rows.extend(above.iter().filter(|row| !row.is_blank()).map(|r| (r.no, Why::Title)));
        let below = grid.rows.get(header.next..).unwrap_or_default();
        let end = below.iter().rposition(|row| !row.is_blank()).map_or(0, |last| last + 1);
        let mut people: Vec<&Row> = Vec::new();
        let mut totals: Vec<&Row> = Vec::new();
        let mut said: Vec<&Row> = above.iter().collect();
        let mut rows = Rows::new(grid, &header);
        let mut expected = grid.rows.get(header.next.wrapping_sub(1)).map_or(1, |row| row.no + 1);
        for row in below.iter().take(end) {
            // A sheet has no row for what was never filled in.
            reading.rows.extend((expected..row.no).take(MOST_ROWS).map(|no| (no, Why::Blank)));
            expected = row.no.saturating_add(1);
            let kind = rows.kind(row);
            if row.hidden && !matches!(kind, Kind::Left(Why::Blank)) {
                match hidden {
                    None => {
                        found.push((row.no, 1), FaultKind::HiddenRow);
                        continue;
                    }
                    Some(Hidden::Skip) => {
                        reading.rows.push((row.no, Why::Hidden));
                        continue;
                    }
                    Some(Hidden::Include) => {}
                }
            }
            match kind {
                Kind::Person if people.len() == MOST_ROWS => {
                    found.push(row.at(), FaultKind::TooManyRows { most: MOST_ROWS });
                    break;
                }
                Kind::Person => people.push(row),
                Kind::Left(why) => {
                    reading.rows.push((row.no, why));
                    match why {
                        Why::Total => totals.push(row),
                        Why::Note | Why::Title => said.push(row),
                        _ => {}
                    }
                }
                Kind::Unclear(at, kind) => found.push(at, kind),
            }
        }
        if grid.is_text {
            // Blank lines of a text are no rows of anything.
            reading.rows.retain(|(_, why)| *why != Why::Blank);
        }
        settle(&mut header, &people, found);
        let mut table =
            Self { grid, header, drafts: Vec::with_capacity(people.len()), sums: Vec::new() };
        table.people(&people, found, step);
        table.bearing(&said, reading, found);
        table.totals(&totals);
        table.fill_reading(reading);
        if found.is_empty() && table.drafts.is_empty() {
            found.push((1, 1), FaultKind::EmptyRoster);
        }
        table
    }

    fn people(&mut self, people: &[&Row], found: &mut Found, step: &mut dyn FnMut(usize) -> bool) {
        let header = &self.header;
        let list = List {
            roles: header.has(Column::Role),
            weights: header.has(Column::Weight),
            is_text: self.grid.is_text,
        };
        let width = header.columns.len();
        let all_days = |column: usize| {
            let mut cells =
                people.iter().filter_map(|row| row.cell(column)).filter(|c| !c.is_empty());
            cells.all(|cell| matches!(cell.value, Value::Date(_)))
        };
        let days: Vec<bool> = (0..width).map(all_days).collect();
        let mut above: Vec<Option<&Cell>> = vec![None; width];
        for (i, row) in people.iter().enumerate() {
            if i % 1_000 == 0 && !step(i) {
                found.push((1, 1), FaultKind::Stopped);
                return;
            }
            let mut draft = Draft::new(row.no, row.at());
            for (column, cell) in row.cells.iter().enumerate() {
                let is = header.columns.get(column).map_or(Use::Nameless, |head| head.is);
                // What is the same as above is that, also below another of its kind.
                let same = above.get(column).copied().flatten();
                let same = same.filter(|_| may_repeat(is) && is_ditto(cell));
                let cell = &same.map_or_else(
                    || Cow::Borrowed(cell),
                    |above| Cow::Owned(Cell { value: above.value.clone(), ..cell.clone() }),
                );
                match is {
                    Use::Column(known) => {
                        let days = days.get(column).copied().unwrap_or_default();
                        draft.set(known, cell, list, (days, false), found);
                    }
                    Use::Part { post } => {
                        let days = days.get(column).copied().unwrap_or_default();
                        draft.set(Column::Unit, cell, list, (days, post), found);
                    }
                    Use::Nameless if cell.is_own() => found.push(cell.at, FaultKind::NoHeader),
                    Use::ByValue | Use::LeftOut { .. } | Use::Nameless => {}
                }
            }
            for (column, last) in above.iter_mut().enumerate() {
                if last.is_none() || !row.cell(column).is_some_and(is_ditto) {
                    *last = row.cell(column);
                }
            }
            draft.end(list, found);
            self.drafts.push(draft);
        }
        self.empties(people, found);
    }

    /// What stands around the list and says that not all of it attend alike, where no person's row
    /// says so.
    fn bearing(&self, rows: &[&Row], reading: &mut Reading, found: &mut Found) {
        let told = |draft: &Draft| draft.vote.is_some() || draft.role.is_some();
        if self.header.has(Column::Role)
            || self.header.has(Column::Vote)
            || self.drafts.iter().any(told)
        {
            return;
        }
        let notes = &words().notes;
        let bears = |text: &str| {
            let text = fold(text);
            let mut all = notes.bearing.iter().chain(&notes.no_vote);
            all.any(|word| text.contains(word.as_str()))
        };
        let cells = rows.iter().flat_map(|row| row.cells.iter().filter(|cell| cell.is_own()));
        for cell in cells.filter(|cell| bears(&cell.text())) {
            found.push(cell.at, FaultKind::ListBears { text: quoted(&cell.text()) });
        }
        // Whoever asks for a sheet by its name knows it.
        if reading.sheet.as_deref().is_some_and(bears) {
            reading.remarks.push(Remark::SheetBears);
        }
    }

    /// An empty cell is no default where a vote hangs on it and the column says it of others.
    fn empties(&self, people: &[&Row], found: &mut Found) {
        let filled = |column: Column| {
            let place = self.header.place_of(column)?;
            let filled = |row: &&&Row| row.cell(place).is_some_and(|cell| !cell.is_empty());
            people.iter().any(|row| filled(&row)).then_some(place)
        };
        let (role, vote, group) =
            (filled(Column::Role), filled(Column::Vote), filled(Column::Group));
        for (row, draft) in people.iter().zip(&self.drafts) {
            let mut miss = |column: Column, place: Option<usize>| {
                let Some(place) = place else { return };
                if row.cell(place).is_none_or(Cell::is_empty) {
                    let none = (row.no, super::super::toml::count(place + 1));
                    let at = row.cell(place).map_or(none, |cell| cell.at);
                    found.push(at, FaultKind::EmptyCell { column });
                }
            };
            miss(Column::Role, role);
            // Who presides or sits in has no vote unless the list says so.
            if draft.vote.is_none()
                && !matches!(draft.role, Some(Attends::Chair | Attends::SittingIn))
            {
                miss(Column::Vote, vote);
            }
            miss(Column::Group, group);
        }
    }

    /// What the list says its weights come to.
    fn totals(&mut self, rows: &[&Row]) {
        let Some(place) = self.header.place_of(Column::Weight) else { return };
        for row in rows {
            let partial = row.cells.iter().any(|cell| cell.text().contains("小计"));
            let sum =
                row.cell(place).filter(|cell| cell.is_own()).and_then(|cell| match &cell.value {
                    Value::Number { exact, .. } => weight(exact),
                    Value::Text(text) => weight(text),
                    _ => None,
                });
            if let (Some(sum), false) = (sum, partial) {
                self.sums.push((row.no, sum.0));
            }
        }
    }

    fn fill_reading(&self, reading: &mut Reading) {
        reading.header_row = Some(self.header.no);
        reading.columns = super::reading::columns(self.grid, &self.header);
        reading.has_weights = self.header.has(Column::Weight);
        let without = self.drafts.iter().filter(|draft| !draft.weighted);
        let place = self.header.place_of(Column::Weight);
        reading.unweighted = without
            .map(|draft| {
                let column = place.map_or(draft.name_at.1, |p| super::super::toml::count(p + 1));
                let Person { name, mark, .. } = draft.person.clone();
                Unweighted { name, mark, at: (draft.no, column) }
            })
            .collect();
        let count = |is: fn(&Draft) -> bool| self.drafts.iter().filter(|d| is(d)).count();
        let mut remark = |n: usize, make: fn(usize) -> Remark| {
            if n > 0 {
                reading.remarks.push(make(n));
            }
        };
        remark(count(|d| d.told.role_in_note), |people| Remark::RoleFromNote { people });
        remark(count(|d| d.told.status_in_note), |people| Remark::StatusLeftOut { people });
        for draft in self.drafts.iter().filter(|draft| draft.told.several) {
            reading.remarks.push(Remark::SeveralNames { row: draft.no });
        }
        let added: u64 = self.drafts.iter().filter(|d| d.weighted).map(|d| d.person.weight.0).sum();
        for (row, said) in self.sums.iter().filter(|(_, said)| *said != added) {
            reading.remarks.push(Remark::SumDiffers { row: *row, said: *said, added });
        }
    }

    /// The people, once every row is in.
    pub(super) fn finish(self, known: &[Person], found: &mut Found) -> Vec<Person> {
        between(&self.drafts, found);
        if !found.is_empty() {
            return Vec::new();
        }
        let columns: Vec<Column> =
            self.header.columns.iter().filter_map(|h| h.is.column()).collect();
        // What a note said of the role is as good as a column.
        let told = self.drafts.iter().any(|draft| draft.told.role_in_note);
        let columns =
            if told { [columns, vec![Column::Role, Column::Vote]].concat() } else { columns };
        people(self.drafts, &Known::new(known, columns))
    }
}

/// Whether people may have the same of a column: not their names and ids, and no weight by a sign.
const fn may_repeat(is: Use) -> bool {
    !matches!(is, Use::Column(Column::Id | Column::Name | Column::Mark | Column::Weight))
}

/// Whether a cell only says that it is as the one above.
fn is_ditto(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(text) if words().names.ditto.contains(&fold(text)))
}

/// What must hold between rows: ids are unique and nobody's name, and people of one name can be
/// told apart.
fn between(drafts: &[Draft], found: &mut Found) {
    // Two ids that differ only in case would be mixed up when typed.
    let mut ids: HashMap<String, Position> = HashMap::new();
    let mut names: HashMap<(&str, &str), Position> = HashMap::new();
    let mut owners: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        if let Some((id, at)) = &draft.id {
            match ids.entry(id.to_lowercase()) {
                Entry::Occupied(first) => {
                    let first_line = first.get().0;
                    found.push(*at, FaultKind::DuplicateId { id: quoted(id), first_line });
                }
                Entry::Vacant(free) => {
                    free.insert(*at);
                }
            }
        }
        let person = &draft.person;
        if person.name.is_empty() {
            continue;
        }
        owners.entry(&person.name).or_default().push(i);
        match names.entry((&person.name, &person.mark)) {
            Entry::Occupied(first) => {
                let (name, first_line) = (quoted(&person.display()), first.get().0);
                found.push(draft.name_at, FaultKind::SameName { name, first_line });
            }
            Entry::Vacant(free) => {
                free.insert(draft.name_at);
            }
        }
    }
    zeros(drafts, found);
    for (i, draft) in drafts.iter().enumerate() {
        let Some((id, at)) = &draft.id else { continue };
        let other = owners.get(id.as_str()).and_then(|o| o.iter().find(|owner| **owner != i));
        if let Some(other) = other.and_then(|owner| drafts.get(*owner)) {
            let name_line = other.name_at.0;
            found.push(*at, FaultKind::IdIsName { id: quoted(id), name_line });
        }
    }
}

/// Where some ids begin with a nought, a shorter one of digits alone has lost its own.
fn zeros(drafts: &[Draft], found: &mut Found) {
    let ids = || drafts.iter().filter_map(|draft| draft.id.as_ref());
    let is_number = |id: &str| id.bytes().all(|b| b.is_ascii_digit());
    let padded = ids().filter(|(id, _)| id.len() > 1 && id.starts_with('0') && is_number(id));
    let Some(width) = padded.map(|(id, _)| id.len()).max() else { return };
    for (id, at) in ids() {
        if is_number(id) && !id.starts_with('0') && id.len() < width {
            found.push(*at, FaultKind::ZerosLost { column: Column::Id });
        }
    }
}

/// The people that a session has already.
struct Known<'k> {
    by_id: HashMap<&'k str, &'k Person>,
    by_name: HashMap<(&'k str, &'k str), &'k Person>,
    /// The columns that the file has.
    columns: Vec<Column>,
}

impl<'k> Known<'k> {
    fn new(people: &'k [Person], columns: Vec<Column>) -> Self {
        Self {
            by_id: people.iter().map(|p| (p.id.as_str(), p)).collect(),
            by_name: people.iter().map(|p| ((p.name.as_str(), p.mark.as_str()), p)).collect(),
            columns,
        }
    }

    /// The id of somebody whom the file calls by name only.
    fn id(&self, person: &Person) -> Option<String> {
        let known = self.by_name.get(&(person.name.as_str(), person.mark.as_str()))?;
        Some(known.id.to_string())
    }

    /// What the file has no column for stays as it was.
    fn keep(&self, person: Person) -> Person {
        let Some(old) = self.by_id.get(person.id.as_str()) else { return person };
        let mut kept = person;
        for column in Column::ALL.iter().filter(|column| !self.columns.contains(column)) {
            match column {
                Column::Id | Column::Name => {}
                Column::Mark => kept.mark.clone_from(&old.mark),
                Column::Gender => kept.gender.clone_from(&old.gender),
                Column::Ethnicity => kept.ethnicity.clone_from(&old.ethnicity),
                Column::Group => kept.group.clone_from(&old.group),
                Column::Tags => kept.tags.clone_from(&old.tags),
                Column::Unit => kept.unit.clone_from(&old.unit),
                Column::Represents => kept.represents.clone_from(&old.represents),
                Column::Role => kept.attends = old.attends,
                Column::Vote => kept.vote = old.vote,
                Column::Weight => kept.weight = old.weight,
                Column::Phone => kept.phone.clone_from(&old.phone),
                Column::Note => kept.note.clone_from(&old.note),
                Column::Pinyin => kept.pinyin.clone_from(&old.pinyin),
            }
        }
        kept
    }
}

/// Whoever has no id keeps the one known, else gets the lowest that is free: P01, P02 … as wide as
/// the roster is long.
fn people(drafts: Vec<Draft>, known: &Known<'_>) -> Vec<Person> {
    let width = drafts.len().to_string().len().max(2);
    let lower = |id: &str| id.to_lowercase();
    let mut taken: std::collections::HashSet<String> = drafts
        .iter()
        .flat_map(|d| [d.id.as_ref().map(|(id, _)| lower(id)), Some(d.person.name.clone())])
        .flatten()
        .collect();
    // An id that the file gives is the file's, even where it was somebody else's before.
    let ids: Vec<Option<String>> = drafts
        .iter()
        .map(|draft| match &draft.id {
            Some((id, _)) => Some(id.clone()),
            None => known.id(&draft.person).filter(|id| taken.insert(lower(id))),
        })
        .collect();
    taken.extend(known.by_id.keys().map(|id| lower(id)));
    let mut free = (1_u64..).map(|n| format!("P{n:0width$}"));
    let mut next = || free.by_ref().find(|id| !taken.contains(&lower(id)) && !taken.contains(id));
    drafts
        .into_iter()
        .zip(ids)
        .map(|(draft, id)| {
            let id = PersonId::new(id.or_else(&mut next).unwrap_or_default());
            known.keep(Person { id, ..person::finished(draft.person, draft.vote) })
        })
        .collect()
}
