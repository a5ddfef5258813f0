//! `rules`: the presets at hand and the text of one; a rule file read and tried; a preset whose source
//! an office has compared with the text in force.

use super::environment::Environment;
use super::fail::{Fail, REFUSED};
use super::out;
use super::record_writer::RecordWriter;
use crate::app::{clock, ordinary};
use crate::document::rule_words::{self, words};
use crate::domain::meeting::Command;
use crate::domain::rule::{Catalog, Rule};
use crate::domain::session;
use crate::domain::stamp::{By, Role};
use crate::export::file::{self, Existing};
use crate::i18n::refusal::refusal_text;
use crate::i18n::{cli as text, terms};
use crate::inputs::rules::{PRESETS, read_rule};
use crate::session::{SessionError, SubmitError};
use crate::text::width::Width;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    /// The preset
    name: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Reads a rule file and says what it asks for, with what passes and fails around each limit
    Check {
        /// The rule, as TOML
        file: PathBuf,
    },
    /// Notes that this office has compared a preset with the text in force
    Confirm {
        /// The preset
        name: String,
        /// Also in the record of this session, which uses it
        #[arg(long)]
        session: Option<String>,
    },
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    match (&args.what, &args.name) {
        (Some(What::Check { file }), _) => check(place, file),
        (Some(What::Confirm { name, session }), _) => confirm(place, name, session.as_deref()),
        (None, None) => list(place),
        (None, Some(name)) => {
            let catalog = place.whole_catalog()?;
            print(&words(known(place, &catalog, name)?, place.lang))
        }
    }
}

fn print(lines: &[String]) -> Result<(), Fail> {
    out::print(&(lines.join("\n") + "\n"))
}

fn list(place: &Environment) -> Result<(), Fail> {
    let catalog = place.whole_catalog()?;
    let (lang, wide) = (place.lang, Width::default());
    let line = |rule: &Rule| {
        let purpose = rule.purpose.map_or("", |purpose| terms::purpose(lang, purpose));
        let (id, purpose) = (wide.pad_right(&rule.id, 26), wide.pad_right(purpose, 22));
        format!("{id}{purpose}{}", terms::words(lang, &rule.name))
    };
    print(&catalog.by_purpose().map(line).collect::<Vec<_>>())
}

fn known<'c>(place: &Environment, catalog: &'c Catalog, name: &str) -> Result<&'c Rule, Fail> {
    catalog.find(name).ok_or_else(|| {
        let known: Vec<&str> = catalog.rules.iter().map(|rule| rule.id.as_str()).collect();
        Fail::bad_input(text::no_such_rule(place.lang, name, known.join(", ")))
    })
}

fn check(place: &Environment, path: &Path) -> Result<(), Fail> {
    let lang = place.lang;
    let bytes = ordinary::input(path, ordinary::OWN, lang).map_err(Fail::bad_input)?;
    let rule = read_rule(&bytes, &path.display().to_string())
        .map_err(|faults| Fail::faults(lang, &faults))?;
    let mut lines = words(&rule, lang);
    lines.extend(rule_words::tried(&rule, lang));
    print(&lines)
}

fn confirm(place: &Environment, name: &str, id: Option<&str>) -> Result<(), Fail> {
    let catalog = place.whole_catalog()?;
    let rule = known(place, &catalog, name)?;
    let mut lines = Vec::new();
    if rule.caveat.is_some() && rule.confirmed.is_none() {
        lines.push(keep(place, rule)?);
    } else if id.is_none() {
        return Err(Fail::bad_input(text::nothing_to_confirm(place.lang, name)));
    }
    if let Some(id) = id {
        note(place, id, name)?;
        lines.push(text::confirmed_in(place.lang, name, id));
    }
    print(&lines)
}

/// The preset becomes the user's own, with the day: from now on sessions take it from there.
fn keep(place: &Environment, rule: &Rule) -> Result<String, Fail> {
    let lang = place.lang;
    let folder = place.config().unwrap_or(Path::new("yishi")).join("rules");
    let (path, source) = if let Some((path, bytes)) = place.rule_file(&rule.id)? {
        (path, String::from_utf8_lossy(&bytes).into_owned())
    } else {
        let name = format!("{}.toml", rule.id);
        let own = PRESETS.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text);
        (folder.join(name), own.to_owned())
    };
    let day = clock::today();
    // Before the first table, where keys of the file itself stand.
    let mut kept = String::new();
    let mut put = false;
    for line in source.lines() {
        if !put && (line.starts_with("citation") || line.starts_with('[')) {
            let _ = writeln!(kept, "confirmed = {day}");
            put = true;
        }
        let _ = writeln!(kept, "{line}");
    }
    read_rule(&kept, &path.display().to_string()).map_err(|faults| Fail::faults(lang, &faults))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| Fail::failed(text::file_failed(lang, folder.display(), e)))?;
    }
    file::write(&path, kept.as_bytes(), Existing::Replace)
        .map_err(|error| Fail::file(lang, &error))?;
    Ok(text::confirmed(lang, &rule.id, terms::date(lang, day), path.display()))
}

/// An event of the session that uses it, in its store or through its host.
fn note(place: &Environment, id: &str, name: &str) -> Result<(), Fail> {
    let by = By::new("rules", Role::Chair);
    let mut hand = RecordWriter::reach(place, id, &by)?;
    let Some(meeting) = hand.ledger().meeting() else {
        return Err(Fail::unplanned(place.lang));
    };
    let zone = meeting.session.plan.zone();
    let at = hand.ledger().not_before(clock::now(zone));
    let stamp = clock::stamp(zone, Some(at), by);
    let command = Command::Session(session::Command::ConfirmRule(name.to_owned()));
    let done = hand.submit(&command, &stamp);
    let failed = match done {
        Ok(_) => None,
        Err(SubmitError::Session(SessionError::Refused(why))) => {
            let said = refusal_text(place.lang, &why, hand.ledger().meeting());
            Some(Fail::said(REFUSED, vec![said]))
        }
        Err(error) => Some(Fail::submit(place.lang, &place.store, error)),
    };
    hand.close();
    failed.map_or(Ok(()), Err)
}
