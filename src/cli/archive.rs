//! `yishi-archive`: the commands of a city's archive (docs/contract.md §6).
//!
//! Owns its arguments and what is printed. Must not hold a question of its own: those are
//! `crate::archive`'s.

mod asks;
mod exports;
mod forgets;
mod keeps;
mod places;
mod takes;
mod words;

use super::environment::Environment;
use super::fail::{self, Fail};
use super::form::Form;
use super::progress::Progress;
use super::{asked_language, completions, language, man, out, silence_caught_panics, usage};
use crate::archive::{self, Archive, ArchiveError};
use crate::i18n::{Lang, archive as text};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::process::ExitCode;
use std::time::Instant;

/// The archive of a city: gathers the sessions of many places in PostgreSQL and answers for them
#[derive(Debug, Parser)]
#[command(name = "yishi-archive", version, about, max_term_width = 100)]
struct Args {
    /// Where the database is [else `YISHI_ARCHIVE_URL`]
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// zh-CN or en [else `YISHI_LANG`, else the locale, else zh-CN]
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
    /// Draw bars with ASCII only
    #[arg(long, global = true)]
    ascii: bool,
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make the archive in a database, or bring it up to this program
    Init,
    /// Places: city, county, town, community
    #[command(subcommand)]
    Place(places::What),
    /// Take in bundles, backups and folders of them
    Take(takes::Args),
    /// Write what has been taken, for the laptops
    Receipts(keeps::ReceiptsArgs),
    /// Communities that held too few sessions in a month
    Missing(asks::MissingArgs),
    /// Follow-up actions that are overdue
    Overdue(asks::OverdueArgs),
    /// Figures by county, town, month, tag
    Figures(asks::FiguresArgs),
    /// Find a word in the minutes
    Search(asks::SearchArgs),
    /// List the sessions
    List(asks::ListArgs),
    /// Show a session as it stands
    Show(keeps::ShowArgs),
    /// Write a session back as its bundle, or one of its papers
    Export(exports::Args),
    /// Check every record's chain, and every derived row against its record
    Check,
    /// Make all derived rows anew
    Reindex,
    /// Let a database role see a place and what is under it
    Grant(keeps::GrantArgs),
    /// How long phones and addresses are kept
    Retention(forgets::Args),
    /// Delete phones and addresses whose time is over
    Forget,
    /// Print what a shell needs to complete commands
    Completions(completions::Args),
    /// Print the manual
    Man(man::Args),
}

/// What every command needs.
#[derive(Debug)]
struct Office {
    place: Environment,
    url: String,
}

impl Office {
    fn open(&self) -> Result<Archive, Fail> {
        Archive::open(&self.url).map_err(|error| words::fail(self.place.lang, &error))
    }

    /// Asks something for a table, and notes who asked for what.
    fn ask<T>(
        &self,
        form: &Form,
        (what, about): (&str, String),
        ask: impl FnOnce(&mut Archive) -> Result<T, ArchiveError>,
    ) -> Result<T, Fail> {
        form.check(&self.place)?;
        self.watched(|archive| {
            archive::note(archive, what, &about)?;
            ask(archive)
        })
    }

    /// Asks something; from half a second on it is shown for how long, and Ctrl-C ends it here and in
    /// the database.
    fn watched<T>(
        &self,
        ask: impl FnOnce(&mut Archive) -> Result<T, ArchiveError>,
    ) -> Result<T, Fail> {
        let mut archive = self.open()?;
        let begun = Instant::now();
        let mut progress = Progress::new(self.place.lang, text::asking(self.place.lang), 0);
        archive.watched(Box::new(move || progress.at(begun.elapsed().as_secs()).is_ok()));
        let answer = ask(&mut archive);
        // It wipes its line before anything else is printed.
        drop(archive);
        answer.map_err(|error| self.fail(&error))
    }

    fn fail(&self, error: &ArchiveError) -> Fail {
        words::fail(self.place.lang, error)
    }
}

/// Reads the arguments, runs the command, says what went wrong, and gives the exit code.
pub fn run() -> ExitCode {
    silence_caught_panics();
    let given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let place = Environment::find(asked_language(&given));
    let lang = place.lang;
    let parsed = usage::in_words(lang, Args::command()).try_get_matches_from(given);
    let args = match parsed.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) if !error.use_stderr() => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            out::errors(&[usage::said(lang, &error)]);
            return ExitCode::from(fail::BAD_INPUT);
        }
    };
    let place = place.with(None, args.ascii, false);
    let parser = || usage::in_words(lang, Args::command());
    let done = match &args.command {
        What::Completions(args) => completions::run(args, parser()),
        What::Man(args) => man::run(&place, args, parser()),
        what => office(place, args.database).and_then(|office| command(&office, what)),
    };
    match done {
        Ok(()) | Err(Fail { closed: true, .. }) => ExitCode::SUCCESS,
        Err(fail) => {
            out::errors(&fail.lines(lang));
            ExitCode::from(fail.code)
        }
    }
}

fn office(place: Environment, database: Option<String>) -> Result<Office, Fail> {
    let variable = || std::env::var("YISHI_ARCHIVE_URL").ok().filter(|url| !url.is_empty());
    let url = database.or_else(variable);
    let url = url.ok_or_else(|| Fail::bad_input(text::no_url(place.lang)))?;
    Ok(Office { place, url })
}

fn command(office: &Office, what: &What) -> Result<(), Fail> {
    match what {
        What::Init => keeps::init(office),
        What::Place(what) => places::run(office, what),
        What::Take(args) => takes::run(office, args),
        What::Receipts(args) => keeps::receipts(office, args),
        What::Missing(args) => asks::missing(office, args),
        What::Overdue(args) => asks::overdue(office, args),
        What::Figures(args) => asks::figures(office, args),
        What::Search(args) => asks::search(office, args),
        What::List(args) => asks::list(office, args),
        What::Show(args) => keeps::show(office, args),
        What::Export(args) => exports::run(office, args),
        What::Check => keeps::check(office),
        What::Reindex => keeps::reindex(office),
        What::Grant(args) => keeps::grant(office, args),
        What::Retention(args) => forgets::retention(office, args),
        What::Forget => forgets::forget(office),
        // They need no database, and were run before one was looked for.
        What::Completions(_) | What::Man(_) => Ok(()),
    }
}
