//! The rows of a roster as people: the header, each row, and what holds between rows.

use super::super::column::Column;
use super::super::fault::{FaultKind, Faults, quote};
use super::person::{self, Draft};
use super::{Cell, Found, MOST_ROWS, Position};
use crate::domain::person::{Person, PersonId};
use crate::text::clean::{Form, clean_as};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Whether to go on reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    More,
    Enough,
}

pub(super) struct Table {
    /// The column of each field; None under an empty header. Before the header: not there.
    header: Option<Vec<Option<Column>>>,
    drafts: Vec<Draft>,
    found: Found,
}

impl Table {
    pub(super) const fn new() -> Self {
        Self { header: None, drafts: Vec::new(), found: Found::new() }
    }

    pub(super) fn fault(&mut self, at: Position, kind: FaultKind) {
        self.found.push(at, kind);
    }

    /// Takes the next row; the first that is not empty is the header.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Step {
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            return Step::More;
        }
        let Some(header) = &self.header else {
            let header = header(cells, &mut self.found);
            // Without names, or with headers that are not understood, rows say nothing.
            let step = if self.found.is_empty() { Step::More } else { Step::Enough };
            self.header = Some(header);
            return step;
        };
        if self.drafts.len() == MOST_ROWS {
            let at = cells.first().map_or((1, 1), |cell| cell.at);
            self.found.push(at, FaultKind::TooManyRows { most: MOST_ROWS });
            return Step::Enough;
        }
        let mut draft = Draft::new(cells.first().map_or((1, 1), |cell| cell.at));
        for (i, cell) in cells.iter().enumerate() {
            match header.get(i).copied().flatten() {
                Some(column) => draft.set(column, cell, &mut self.found),
                None if cell.text.trim().is_empty() => {}
                None => self.found.push(cell.at, FaultKind::NoHeader),
            }
        }
        draft.end(&mut self.found);
        self.drafts.push(draft);
        Step::More
    }

    /// The people, once every row is in.
    pub(super) fn finish(mut self, file: &str, known: &[Person]) -> Result<Vec<Person>, Faults> {
        if self.found.is_empty() && self.drafts.is_empty() {
            self.found.push((1, 1), FaultKind::EmptyRoster);
        }
        between(&self.drafts, &mut self.found);
        if let Some(faults) = self.found.into_faults(file, |at| at) {
            return Err(faults);
        }
        let columns = self.header.unwrap_or_default().into_iter().flatten().collect();
        Ok(people(self.drafts, &Known::new(known, columns)))
    }
}

fn header(cells: &[Cell], found: &mut Found) -> Vec<Option<Column>> {
    let mut seen: Vec<(Column, u32)> = Vec::new();
    let mut header = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let name = clean_as(&cell.text, Form::Line);
        let column = Column::of(&name);
        header.push(column);
        match column {
            Some(column) => {
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == column) {
                    found.push(cell.at, FaultKind::DuplicateHeader { column, first: *first });
                }
                seen.push((column, super::super::toml::count(i + 1)));
            }
            None if name.is_empty() => {}
            None => {
                let (header, nearest) = (quote(&name), Column::nearest(&name));
                found.push(cell.at, FaultKind::UnknownHeader { header, nearest });
            }
        }
    }
    if !seen.iter().any(|(column, _)| *column == Column::Name) {
        let at = cells.first().map_or((1, 1), |cell| cell.at);
        found.push(at, FaultKind::NoNameColumn);
    }
    header
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
                    found.push(*at, FaultKind::DuplicateId { id: quote(id), first_line });
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
                let (name, first_line) = (quote(&person.display()), first.get().0);
                found.push(draft.name_at, FaultKind::SameName { name, first_line });
            }
            Entry::Vacant(free) => {
                free.insert(draft.name_at);
            }
        }
    }
    for (i, draft) in drafts.iter().enumerate() {
        let Some((id, at)) = &draft.id else { continue };
        let other = owners.get(id.as_str()).and_then(|o| o.iter().find(|owner| **owner != i));
        if let Some(other) = other.and_then(|owner| drafts.get(*owner)) {
            let name_line = other.name_at.0;
            found.push(*at, FaultKind::IdIsName { id: quote(id), name_line });
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
