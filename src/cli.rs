//! The command line: arguments, one file a command, errors as one line, exit codes (docs/contract.md §1).
//!
//! Owns standard output and standard error. Must not hold a rule or a text of its own.

mod age;
#[cfg(feature = "archive")]
pub mod archive;
mod attach;
mod attach_file;
mod backup;
mod completions;
mod config;
mod courier;
mod demo;
mod doctor;
mod environment;
mod exec;
mod export;
mod fail;
mod form;
mod list;
mod log;
mod logging;
mod maker;
mod man;
mod new;
mod open;
mod out;
mod papers;
mod progress;
mod record_writer;
mod restore;
mod roster;
mod rules;
mod salvage;
mod sample;
mod sessions;
mod show;
mod table;
mod template;
mod track;
mod transfer;
mod usage;
mod verify;
mod version;

use crate::app::clock;
use crate::i18n::{self, Lang};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use environment::Environment;
use fail::Fail;
use std::path::PathBuf;
use std::process::ExitCode;

/// 议事 yishi: a consultation meeting from plan to signed minutes.
#[derive(Debug, Parser)]
#[command(name = "yishi", version, long_version = version::long(), about, max_term_width = 100)]
struct Args {
    /// Where the sessions are kept [else `YISHI_STORE`, else the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    store: Option<PathBuf>,
    /// zh-CN or en [else `YISHI_LANG`, else config.toml, else the locale, else zh-CN]
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
    /// Draw with ASCII only, for terminals whose line marks are two cells wide
    #[arg(long, global = true)]
    ascii: bool,
    /// Draw without colours
    #[arg(long, global = true)]
    no_color: bool,
    #[command(subcommand)]
    command: Option<What>,
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| crate::i18n::usage::languages(Lang::default()))
}

/// The language that the arguments ask for, before they are read: faults in them and help are to
/// be in it. What is no language there is told by the parser.
fn asked_language(args: &[std::ffi::OsString]) -> Option<Lang> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        match arg.split_once('=') {
            _ if arg == "--" => return None,
            Some(("--lang", value)) => return Lang::parse(value),
            None if arg == "--lang" => return Lang::parse(&args.next()?),
            _ => {}
        }
    }
    None
}

#[derive(Debug, Subcommand)]
enum What {
    /// Put the sample session into the store and open it
    Demo(demo::Args),
    /// Check a plan and a roster and store them as a planned session
    New(new::Args),
    /// Run a session full-screen, at the chair's terminal
    Open(open::Args),
    /// Join the session that is being hosted, from another terminal
    Attach(attach::Args),
    /// Run script lines without a screen
    Exec(exec::Args),
    /// List the sessions
    List(list::Args),
    /// Show a session as it stands, or as it stood
    Show(show::Args),
    /// Show the events of a session
    Log(log::Args),
    /// Write one document of a session
    Export(Box<export::Args>),
    /// Keep a photograph or a paper with a session
    AttachFile(attach_file::Args),
    /// Show the rule presets, or the text of one
    Rules(rules::Args),
    /// Check the chain of one session, or of all
    Verify(verify::Args),
    /// Write the whole store, with what was being typed, to one file
    Backup(backup::Args),
    /// Take a backup, a salvage or a bundle into the store
    Restore(restore::Args),
    /// Save what is left of a damaged store to one file, without changing the store
    Salvage(salvage::Args),
    /// Write one session to one file, for another machine
    Bundle(backup::BundleArgs),
    /// Take a bundle into the store
    Import(restore::ImportArgs),
    /// Write what the office has not taken yet into a folder, to hand it in
    Send(courier::SendArgs),
    /// Mark what the office has taken, by its file of receipts
    Receipts(courier::ReceiptsArgs),
    /// Follow-up actions over all sessions, or the figures of a period
    Track(track::Args),
    /// Templates: how a session is held, without persons
    Template(template::Args),
    /// Look at this terminal, machine and store, and say what to do
    Doctor(doctor::Args),
    /// Print what a shell needs to complete commands
    Completions(completions::Args),
    /// Print the manual
    Man(man::Args),
}

/// With less address space than this, in megabytes, an allocation may fail half-way, which ends a
/// program without a word.
const LEAST_MEMORY: u64 = 80;

/// The limit on the address space, in megabytes, where it is too low.
fn short_of_memory() -> Option<u64> {
    #[cfg(target_os = "linux")]
    let limit = rustix::process::getrlimit(rustix::process::Resource::As).current;
    #[cfg(not(target_os = "linux"))]
    let limit: Option<u64> = None;
    limit.map(|bytes| bytes >> 20).filter(|megabytes| *megabytes < LEAST_MEMORY)
}

/// Reads the arguments, runs the command, says what went wrong, and gives the exit code.
pub fn run() -> ExitCode {
    silence_caught_panics();
    let given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let place = Environment::find(asked_language(&given));
    let lang = place.lang;
    // Its words are looked up only where somebody is going to read them.
    let parser = || usage::in_words(lang, Args::command());
    let parsed = Args::command()
        .try_get_matches_from(&given)
        .or_else(|_| parser().try_get_matches_from(given));
    let args = match parsed.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        // Help and version go to standard output.
        Err(error) if !error.use_stderr() => {
            return match out::print(&error.render().to_string()) {
                Err(fail) if !fail.closed => {
                    out::errors(&fail.lines(lang));
                    ExitCode::from(fail.code)
                }
                _ => ExitCode::SUCCESS,
            };
        }
        Err(error) => {
            out::errors(&[usage::said(lang, &error)]);
            return ExitCode::from(fail::BAD_INPUT);
        }
    };
    let place = place.with(args.store, args.ascii, args.no_color);
    // `doctor` tells these in its report.
    if !matches!(args.command, Some(What::Doctor(_))) {
        out::errors(&place.own.complaints(lang));
    }
    if let Some(megabytes) = short_of_memory() {
        out::errors(&[i18n::cli::too_little_memory(lang, megabytes, LEAST_MEMORY)]);
        return ExitCode::from(fail::FAILED);
    }
    if let Some(now) = clock::before_all_records() {
        out::errors(&[i18n::cli::clock_too_early(lang, now)]);
        return ExitCode::from(fail::FAILED);
    }
    logging::begin(&place);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    let done = match &args.command {
        None => open::home(&place),
        Some(What::Demo(args)) => demo::run(&place, args),
        Some(What::New(args)) => new::run(&place, args),
        Some(What::Open(args)) => open::run_open(&place, args),
        Some(What::Attach(args)) => attach::run(&place, args),
        Some(What::Exec(args)) => exec::run(&place, args),
        Some(What::List(args)) => list::run(&place, args),
        Some(What::Show(args)) => show::run(&place, args),
        Some(What::Log(args)) => log::run(&place, args),
        Some(What::Export(args)) => export::run(&place, args),
        Some(What::AttachFile(args)) => attach_file::run(&place, args),
        Some(What::Rules(args)) => rules::run(&place, args),
        Some(What::Verify(args)) => verify::run(&place, args),
        Some(What::Backup(args)) => backup::run(&place, args),
        Some(What::Restore(args)) => restore::run(&place, args),
        Some(What::Salvage(args)) => salvage::run(&place, args),
        Some(What::Bundle(args)) => backup::run_bundle(&place, args),
        Some(What::Import(args)) => restore::run_import(&place, args),
        Some(What::Send(args)) => courier::send(&place, args),
        Some(What::Receipts(args)) => courier::mark(&place, args),
        Some(What::Track(args)) => track::run(&place, args),
        Some(What::Template(args)) => template::run(&place, args),
        Some(What::Doctor(args)) => doctor::run(&place, args),
        Some(What::Completions(args)) => completions::run(args, parser()),
        Some(What::Man(args)) => man::run(&place, args, parser()),
    };
    match done {
        // A closed pipe: whoever reads the output has read enough.
        Ok(()) | Err(Fail { closed: true, .. }) => ExitCode::SUCCESS,
        Err(fail) => {
            tracing::info!(code = fail.code, "failed");
            out::errors(&fail.lines(lang));
            ExitCode::from(fail.code)
        }
    }
}

/// The store catches sled's panics over damaged files and tells them as damage.
fn silence_caught_panics() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::store::quiet_panics() {
            report(panic);
        }
    }));
}
