//! `place`: the places that hold sessions and supervise them.

use super::Office;
use crate::app::ordinary;
use crate::archive::{Level, Place, import_places, places};
use crate::cli::fail::{BAD_INPUT, Fail};
use crate::cli::out;
use crate::cli::table::Table;
use crate::i18n::archive as text;
use crate::inputs::{PlaceLevel, PlaceRow, read_places};
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub(super) enum What {
    /// Take in places from CSV; those that are there are changed, none is taken away
    Import {
        /// CSV with code, name, parent, level
        file: PathBuf,
    },
    /// List the places
    List {
        /// One JSON value
        #[arg(long)]
        json: bool,
    },
}

/// The largest list of places, in bytes.
const MOST: u64 = 16 << 20;

pub(super) fn run(office: &Office, what: &What) -> Result<(), Fail> {
    let lang = office.place.lang;
    match what {
        What::Import { file } => {
            let bytes = ordinary::read(file, MOST, lang).map_err(Fail::bad_input)?;
            let name = file.display().to_string();
            let rows = read_places(&bytes).map_err(|faults| {
                let lines = faults.iter().take(100).map(|f| text::place_fault(lang, &name, f));
                Fail::said(BAD_INPUT, lines.collect())
            })?;
            let read: Vec<Place> = rows.into_iter().map(place).collect();
            let mut archive = office.open()?;
            import_places(&mut archive, &read).map_err(|error| office.fail(&error))?;
            out::print(&format!("{}\n", text::places_put(lang, read.len())))
        }
        What::List { json } => {
            let mut archive = office.open()?;
            let all = places(&mut archive).map_err(|error| office.fail(&error))?;
            if *json {
                return out::json(&all);
            }
            let mut table = Table::new([
                text::col_code(lang),
                text::col_place(lang),
                text::col_level(lang),
                text::col_parent(lang),
            ]);
            for place in all {
                let level = text::level(lang, place.level.key()).to_owned();
                table.row([place.code, place.name, level, place.parent.unwrap_or_default()]);
            }
            out::print(&table.text())
        }
    }
}

fn place(row: PlaceRow) -> Place {
    let level = match row.level {
        PlaceLevel::City => Level::City,
        PlaceLevel::County => Level::County,
        PlaceLevel::Town => Level::Town,
        PlaceLevel::Community => Level::Community,
    };
    Place { code: row.code, name: row.name, parent: row.parent, level }
}
