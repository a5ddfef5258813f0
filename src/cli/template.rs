//! `template`: a session kept as the way meetings are held here, without persons, and sessions made
//! from it.

use super::environment::Environment;
use super::fail::Fail;
use super::new;
use super::out;
use super::roster;
use crate::app::ordinary;
use crate::domain::session::Head;
use crate::export::file::{self, Existing};
use crate::i18n::cli as text;
use crate::i18n::io::io_reason;
use crate::inputs::template;
use crate::store::check_new_id;
use crate::text::clean::clean_line;
use chrono::{NaiveDate, NaiveTime};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Keep a session as a template, without persons
    Save {
        /// The session
        id: String,
        /// The template's name
        name: String,
        /// Replace a template of that name
        #[arg(long)]
        force: bool,
    },
    /// List the templates
    List,
    /// Print a template
    Show {
        /// The template
        name: String,
    },
    /// Make a planned session from a template
    New(New),
}

#[derive(Debug, clap::Args)]
struct New {
    /// The template
    name: String,
    /// The session's id
    #[arg(long)]
    id: String,
    /// The session's title
    #[arg(long)]
    title: String,
    /// The day of the session (2026-11-27)
    #[arg(long)]
    date: NaiveDate,
    /// When it begins (14:30), instead of the template's time
    #[arg(long, value_name = "TIME", value_parser = time)]
    start: Option<NaiveTime>,
    #[command(flatten)]
    list: roster::Args,
}

fn time(text: &str) -> Result<NaiveTime, chrono::ParseError> {
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| text.parse())
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    match &args.what {
        What::Save { id, name, force } => save(place, id, name, *force),
        What::List => list(place),
        What::Show { name } => {
            let (_, bytes) = read(place, name)?;
            out::print(&String::from_utf8_lossy(&bytes))
        }
        What::New(new) => make(place, new),
    }
}

fn save(place: &Environment, id: &str, name: &str, force: bool) -> Result<(), Fail> {
    let lang = place.lang;
    let path = path(place, name)?;
    let mut log = place.read()?;
    let host = place.session(&mut *log, id)?;
    let Some(meeting) = host.ledger().meeting() else { return Err(Fail::unplanned(lang)) };
    let made = template::of(&meeting.session.plan, &meeting.catalog);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| {
            Fail::failed(text::file_failed(lang, folder.display(), io_reason(place.lang, &e)))
        })?;
    }
    let existing = Existing::replaced(force);
    file::write(&path, made.text.as_bytes(), existing).map_err(|error| Fail::file(lang, &error))?;
    let mut said = format!("{}\n", text::template_saved(lang, name, path.display()));
    if made.scrubbed > 0 {
        said.push_str(&text::template_scrubbed(lang, made.scrubbed));
        said.push('\n');
    }
    out::print(&said)
}

fn list(place: &Environment) -> Result<(), Fail> {
    let names = names(place)?;
    if names.is_empty() {
        return out::print(&format!("{}\n", text::no_templates(place.lang)));
    }
    out::print(&format!("{}\n", names.join("\n")))
}

fn make(place: &Environment, new: &New) -> Result<(), Fail> {
    let lang = place.lang;
    let (path, bytes) = read(place, &new.name)?;
    check_new_id(&new.id)?;
    let title = clean_line(&new.title).trim().to_owned();
    if title.is_empty() {
        return Err(Fail::bad_input(text::empty_title(lang)));
    }
    let catalog = place.whole_catalog()?;
    let (list, people) = roster::read(place, &new.list)?;
    let head = Head {
        id: new.id.clone(),
        title,
        date: new.date,
        start: new.start,
        venue: String::new(),
        rule: None,
    };
    let file = path.display().to_string();
    let plan = people
        .and_then(|people| template::plan_from(&bytes, &file, &catalog, people, &head))
        .map_err(|found| Fail::faults(lang, &found))?;
    new::store(place, plan, catalog, &list, &new.list)
}

/// The templates by name.
fn names(place: &Environment) -> Result<Vec<String>, Fail> {
    let folder = folder(place);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => {
            return Err(Fail::failed(text::cannot_read(
                place.lang,
                folder.display(),
                io_reason(place.lang, &e),
            )));
        }
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let is_one = path.extension().is_some_and(|ending| ending == "toml");
            is_one.then(|| path.file_stem()?.to_str().map(str::to_owned))?
        })
        .collect();
    names.sort();
    Ok(names)
}

fn read(place: &Environment, name: &str) -> Result<(PathBuf, Vec<u8>), Fail> {
    let path = path(place, name)?;
    match ordinary::bounded(&path, ordinary::OWN) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Fail::bad_input(text::no_such_template(place.lang, name)))
        }
        Err(e) => Err(Fail::failed(text::cannot_read(
            place.lang,
            path.display(),
            io_reason(place.lang, &e),
        ))),
    }
}

/// A template's file. Its name obeys the rules of a session's id: it must be safe as a file's.
fn path(place: &Environment, name: &str) -> Result<PathBuf, Fail> {
    check_new_id(name).map_err(|_| Fail::bad_input(text::bad_template_name(place.lang, name)))?;
    Ok(folder(place).join(format!("{name}.toml")))
}

fn folder(place: &Environment) -> PathBuf {
    // Without a folder of the user's they lie where the program runs, as its data would.
    place.config().unwrap_or(Path::new("yishi")).join("templates")
}
