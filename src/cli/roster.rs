//! The list of people that `new` is given: how it is to be read, and what is said of it afterwards.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use super::progress::Progress;
use crate::app::ordinary;
use crate::domain::person::{Attends, Person, weight_text};
use crate::domain::session::Plan;
use crate::i18n::{cli as text, roster as words};
use crate::inputs::{self, Asked, Faults, Hidden, Looked, Reading};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How the list is read.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// The roster
    #[arg(long)]
    roster: Option<PathBuf>,
    /// The sheet of a workbook, instead of the first in sight with a header
    #[arg(long, requires = "roster")]
    sheet: Option<String>,
    /// What to do with hidden rows and columns
    #[arg(long, requires = "roster", value_enum)]
    hidden: Option<HiddenArg>,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum HiddenArg {
    Include,
    Skip,
}

/// A list that was read, and its file's name; nothing where none was given.
#[derive(Debug, Default)]
pub(super) struct List {
    file: String,
    reading: Option<Reading>,
}

/// The people of the list, nobody where there is none; or every fault of it.
pub(super) fn read(
    place: &Environment,
    args: &Args,
) -> Result<(List, Result<Vec<Person>, Faults>), Fail> {
    let Some(path) = &args.roster else { return Ok((List::default(), Ok(Vec::new()))) };
    let file = path.display().to_string();
    let bytes = bytes(place, path)?;
    let hidden = args.hidden.map(|hidden| match hidden {
        HiddenArg::Include => Hidden::Include,
        HiddenArg::Skip => Hidden::Skip,
    });
    let asked = Asked { sheet: args.sheet.as_deref(), hidden, ..Asked::default() };
    let mut progress = Progress::new(place.lang, text::reading_list(place.lang), 0);
    let mut stopped = None;
    let Looked { reading, people } = inputs::look(&bytes, &file, &asked, &mut |people| {
        stopped = progress.at(people as u64).err();
        stopped.is_none()
    });
    match stopped {
        Some(fail) => Err(fail),
        None => Ok((List { file, reading: Some(reading) }, people)),
    }
}

/// The bytes of an input file.
pub(super) fn bytes(place: &Environment, path: &Path) -> Result<Vec<u8>, Fail> {
    ordinary::input(path, ordinary::INPUT, place.lang).map_err(Fail::bad_input)
}

impl List {
    /// The faults of a list that has no weights for a session that counts them.
    pub(super) fn without_weight(&self, plan: &Plan) -> Option<Faults> {
        let reading = self.reading.as_ref().filter(|_| plan.rule.counts_weight())?;
        reading.without_weight(&plan.people, &self.file)
    }

    /// Says what was read on standard error, and the session's id, or all of it as JSON, on
    /// standard output.
    pub(super) fn say(
        &self,
        place: &Environment,
        args: &Args,
        id: &str,
        people: &[Person],
        weights: bool,
    ) -> Result<(), Fail> {
        if let Some(reading) = &self.reading {
            out::notes(&words::lines(place.lang, &self.file, reading, people, weights));
        }
        if !args.json {
            return out::print(&format!("{id}\n"));
        }
        out::json(&Said::of(id, self.reading.as_ref(), people, weights))
    }
}

/// The same as one value (docs/contract.md §1.1).
#[derive(Debug, Serialize)]
struct Said<'a> {
    id: &'a str,
    sheet: Option<&'a str>,
    header_row: Option<u32>,
    people: usize,
    voters: usize,
    /// Of those who vote; a decimal in a string, since JSON readers round them.
    weight: Option<String>,
    groups: BTreeMap<&'a str, usize>,
    roles: BTreeMap<&'static str, usize>,
    ignored_columns: Vec<String>,
    ignored_rows: Vec<RowSaid>,
}

#[derive(Debug, Serialize)]
struct RowSaid {
    row: u32,
    why: &'static str,
}

impl<'a> Said<'a> {
    fn of(id: &'a str, reading: Option<&'a Reading>, people: &'a [Person], weights: bool) -> Self {
        let mut groups = BTreeMap::new();
        let mut roles = BTreeMap::new();
        for person in people {
            *groups.entry(person.group.as_str()).or_default() += 1;
            let role = match person.attends {
                Attends::Chair => "chair",
                Attends::Attending => "attending",
                Attends::SittingIn => "sitting-in",
            };
            *roles.entry(role).or_default() += 1;
        }
        let voters = || people.iter().filter(|person| person.vote);
        let weighs = weights || reading.is_some_and(|reading| reading.has_weights);
        let weight = weighs.then(|| weight_text(voters().map(|person| person.weight.0).sum()));
        let rows = reading.map(|reading| reading.rows.as_slice()).unwrap_or_default();
        Self {
            id,
            sheet: reading.and_then(|reading| reading.sheet.as_deref()),
            header_row: reading.and_then(|reading| reading.header_row),
            people: people.len(),
            voters: voters().count(),
            weight,
            groups,
            roles,
            ignored_columns: reading.map(Reading::ignored_columns).unwrap_or_default(),
            ignored_rows: rows
                .iter()
                .map(|(row, why)| RowSaid { row: *row, why: why.into_str() })
                .collect(),
        }
    }
}
