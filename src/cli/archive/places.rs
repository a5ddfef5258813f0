//! `place`: the places that hold sessions and supervise them.

use super::{Office, asks};
use crate::app::ordinary;
use crate::archive::{Level, Place, import_places, places};
use crate::cli::fail::{BAD_INPUT, Fail};
use crate::cli::form::Form;
use crate::cli::out;
use crate::document::model::Cell;
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
        #[command(flatten)]
        form: Form,
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
        What::List { form } => {
            let all = office.ask(form, ("place list", String::new()), places)?;
            let table = || {
                let header = vec![
                    text::col_code(lang),
                    text::col_place(lang),
                    text::col_level(lang),
                    text::col_parent(lang),
                ];
                let cells = all.iter().map(|place| {
                    vec![
                        Cell::text(&place.code),
                        Cell::text(&place.name),
                        Cell::text(text::level(lang, place.level.into_str())),
                        Cell::text(place.parent.clone().unwrap_or_default()),
                    ]
                });
                (text::places_title(lang), header, cells.collect())
            };
            asks::tell(office, form, &all, table, &text::none_places(lang))
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
