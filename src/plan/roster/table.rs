//! The rows of a roster as people: the header, each row, and what holds between rows.

use super::super::fault::{Collector, FaultKind, Faults, quote};
use super::column::Column;
use super::person::{self, Draft};
use super::{MOST_ROWS, Place};
use crate::domain::person::{Person, PersonId};
use crate::text::clean::{Form, clean_as};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) type Found = Collector<Place>;

/// One cell as it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: Place,
}

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

    pub(super) fn fault(&mut self, at: Place, kind: FaultKind) {
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
    pub(super) fn finish(mut self, file: &str) -> Result<Vec<Person>, Faults> {
        if self.found.is_empty() && self.drafts.is_empty() {
            self.found.push((1, 1), FaultKind::EmptyRoster);
        }
        between(&self.drafts, &mut self.found);
        match self.found.into_faults(file, |at| at) {
            Some(faults) => Err(faults),
            None => Ok(people(self.drafts)),
        }
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
    let mut ids: HashMap<String, Place> = HashMap::new();
    let mut names: HashMap<(&str, &str), Place> = HashMap::new();
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

/// Whoever has no id gets the lowest that is free: P01, P02 … as wide as the roster is long.
fn people(drafts: Vec<Draft>) -> Vec<Person> {
    let width = drafts.len().to_string().len().max(2);
    let taken: std::collections::HashSet<String> = drafts
        .iter()
        .flat_map(|d| [d.id.as_ref().map(|(id, _)| id.to_lowercase()), Some(d.person.name.clone())])
        .flatten()
        .collect();
    let mut free = (1_u64..).map(|n| format!("P{n:0width$}"));
    let mut next =
        || free.by_ref().find(|id| !taken.contains(&id.to_lowercase()) && !taken.contains(id));
    drafts
        .into_iter()
        .map(|draft| {
            let id = draft.id.map(|(id, _)| id).or_else(&mut next).unwrap_or_default();
            Person { id: PersonId(id), ..person::finished(draft.person, draft.vote) }
        })
        .collect()
}
