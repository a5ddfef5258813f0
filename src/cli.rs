//! The command line: arguments, one file a command, errors as one line, exit codes (CONTRACT §1).
//!
//! Owns standard output and standard error. Must not hold a rule or a text of its own.

mod attach;
mod config;
mod demo;
mod exec;
mod export;
mod fail;
mod list;
mod log;
mod new;
mod open;
mod out;
mod place;
mod rules;
mod show;
mod verify;

use crate::i18n::Lang;
use clap::{Parser, Subcommand};
use fail::Fail;
use place::Place;
use std::path::PathBuf;
use std::process::ExitCode;

/// 议事 yishi: a consultation meeting from plan to signed minutes.
#[derive(Debug, Parser)]
#[command(name = "yishi", version, about, max_term_width = 100)]
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
    Lang::parse(text).ok_or_else(|| "zh-CN, en".to_owned())
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
    Export(export::Args),
    /// Show the rule presets, or the text of one
    Rules(rules::Args),
    /// Check the chain of one session, or of all
    Verify(verify::Args),
}

/// Reads the arguments, runs the command, says what went wrong, and gives the exit code.
pub fn run() -> ExitCode {
    silence_caught_panics();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output with 0, faults to standard error with 2.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let place = Place::find(args.store, args.lang, args.ascii, args.no_color);
    let lang = place.lang;
    out::errors(&place.own.complaints(lang));
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
        Some(What::Rules(args)) => rules::run(&place, args),
        Some(What::Verify(args)) => verify::run(&place, args),
    };
    match done {
        // A closed pipe: whoever reads the output has read enough.
        Ok(()) | Err(Fail { closed: true, .. }) => ExitCode::SUCCESS,
        Err(fail) => {
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
