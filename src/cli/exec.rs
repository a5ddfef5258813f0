//! `exec`: script lines without a screen, each stored before the next is decided.

use super::environment::Environment;
use super::fail::{BAD_INPUT, Fail, REFUSED};
use super::out;
use super::record_writer::RecordWriter;
use crate::app::clock;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::stamp::{By, Moment, Role};
use crate::i18n::{attach as attach_text, cli as text, refusal, store as store_text};
use crate::script;
use crate::session::{SessionError, SubmitError};
use std::io::Read as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// A file of script lines, or - for standard input
    #[arg(short, long, value_name = "SCRIPT", conflicts_with = "command")]
    file: Option<PathBuf>,
    /// Print the recorded event of each accepted line
    #[arg(long)]
    json: bool,
    /// Go on after a line that was refused, and report all
    #[arg(long)]
    keep_going: bool,
    /// Go on where records are lost or altered; the record gets a line that says so
    #[arg(long)]
    accept_loss: bool,
    /// One script line
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

/// The name under which `exec` writes; undo takes back what the same terminal did.
const TERMINAL: &str = "exec";

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let source = Source::read(place, args)?;
    let mut hand =
        RecordWriter::reach(place, &place.named(&args.id)?, &By::new(TERMINAL, Role::Chair))?;
    let mut run = Run { place, source: &source, json: args.json, last: None, done: 0 };
    if args.accept_loss {
        run.accept_loss(&mut hand)?;
    }
    let mut wrong = run.check(hand.ledger());
    if !wrong.is_empty() && !args.keep_going {
        wrong.truncate(1);
        return Err(Fail::said(BAD_INPUT, wrong.into_iter().map(|w| w.1).collect()));
    }
    let code = if wrong.is_empty() { REFUSED } else { BAD_INPUT };
    for (number, line) in (1..).zip(source.text.lines()) {
        if wrong.iter().any(|(bad, _)| *bad == number) {
            continue;
        }
        match run.line(&mut hand, number, line) {
            Ok(()) => {}
            Err(Stop::Refused(said)) => {
                wrong.push((number, said));
                if !args.keep_going {
                    break;
                }
            }
            Err(Stop::Failed(fail)) => return Err(fail),
        }
    }
    hand.close();
    if !wrong.is_empty() {
        wrong.sort_by_key(|w| w.0);
        return Err(Fail::said(code, wrong.into_iter().map(|w| w.1).collect()));
    }
    if args.json {
        Ok(())
    } else {
        out::print(&format!("{}\n", text::exec_done(place.lang, run.done)))
    }
}

/// The script and the name under which its lines are reported.
struct Source {
    name: String,
    text: String,
}

impl Source {
    fn read(place: &Environment, args: &Args) -> Result<Self, Fail> {
        let Some(file) = &args.file else {
            if args.command.is_empty() {
                return Err(Fail::bad_input(text::exec_nothing(place.lang)));
            }
            return Ok(Self { name: "command".to_owned(), text: one_line(&args.command) });
        };
        let name = file.display().to_string();
        let mut bytes = Vec::new();
        let read = if name == "-" {
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
        } else {
            std::fs::read(file).map(|read| bytes = read)
        };
        read.map_err(|e| Fail::failed(text::cannot_read(place.lang, &name, e)))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..valid).unwrap_or_default();
            let line = before.split(|b| *b == b'\n').count();
            Fail::bad_input(text::not_utf8(place.lang, &name, line))
        })?;
        Ok(Self { name, text: text.trim_start_matches('\u{feff}').to_owned() })
    }
}

/// Puts shell words together again; words with spaces were one quoted text.
fn one_line(words: &[String]) -> String {
    if let [only] = words {
        return only.clone();
    }
    let quote = |word: &str| {
        let plain =
            !word.is_empty() && !word.contains([' ', '\t', '\n', '"', '\\', '#', '\u{3000}']);
        if plain {
            return word.to_owned();
        }
        let quoted = |t: &str| {
            format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
        };
        match word.split_once('=') {
            Some((key, value)) if key.bytes().all(|b| b.is_ascii_lowercase()) => {
                format!("{key}={}", quoted(value))
            }
            _ => quoted(word),
        }
    };
    words.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" ")
}

enum Stop {
    Refused(String),
    Failed(Fail),
}

struct Run<'a> {
    place: &'a Environment,
    source: &'a Source,
    json: bool,
    /// The clock of the script: the last time a line gave.
    last: Option<Moment>,
    done: usize,
}

impl Run<'_> {
    /// The lines that no meeting could read, before anything is done. People may still be invited
    /// by earlier lines, so who they are is looked up when the line's turn comes.
    fn check(&self, ledger: &Ledger) -> Vec<(usize, String)> {
        let Some(meeting) = ledger.meeting() else { return Vec::new() };
        let lines = (1..).zip(self.source.text.lines());
        lines
            .filter_map(|(number, line)| {
                let error = script::parse_line(line, meeting).err()?;
                (!error.is_about_people()).then(|| (number, self.error(number, &error)))
            })
            .collect()
    }

    /// Goes on after a loss, which the first line of the record from then on says.
    fn accept_loss(&mut self, hand: &mut RecordWriter) -> Result<(), Fail> {
        let lang = self.place.lang;
        let said = hand.loss().and_then(|loss| store_text::going_on_text(lang, loss));
        let (Some(said), Some(meeting)) = (said, hand.ledger().meeting()) else {
            return Ok(());
        };
        let note = minutes::Command::Note(said);
        let now = clock::now(meeting.session.plan.zone());
        let at = hand.ledger().not_before(now);
        let stamp = clock::stamp(now.timezone(), Some(at), By::new(TERMINAL, Role::Chair));
        let recorded = hand.go_on(&Command::Minutes(note), &stamp);
        let recorded =
            recorded.map_err(|error| Fail::submit(self.place.lang, &self.place.store, error))?;
        if self.json {
            out::print(&format!("{}\n", super::log::json(hand.ledger(), &recorded)))?;
        }
        Ok(())
    }

    fn error(&self, number: usize, error: &script::ScriptError) -> String {
        let said = script::script_error_text(self.place.lang, error);
        format!("{}:{number}:{}: {said}", self.source.name, error.column)
    }

    fn line(&mut self, hand: &mut RecordWriter, number: usize, line: &str) -> Result<(), Stop> {
        let lang = self.place.lang;
        let Some(meeting) = hand.ledger().meeting() else { return Ok(()) };
        let parsed = script::parse_line(line, meeting);
        let parsed = parsed.map_err(|error| Stop::Refused(self.error(number, &error)))?;
        let Some(parsed) = parsed else { return Ok(()) };
        let zone = meeting.session.plan.zone();
        if let Some(at) = parsed.moment(meeting) {
            self.last = Some(at);
        }
        let at = self.last.unwrap_or_else(|| hand.ledger().not_before(clock::now(zone)));
        let stamp = clock::stamp(zone, Some(at), By::new(TERMINAL, Role::Chair));
        let recorded = match hand.submit(&parsed.command, &stamp) {
            Ok(recorded) => recorded,
            Err(SubmitError::Session(SessionError::Refused(why))) => {
                let meeting = hand.ledger().meeting();
                let said = refusal::refusal_text(lang, &why, meeting);
                return Err(Stop::Refused(format!("{}:{number}: {said}", self.source.name)));
            }
            Err(SubmitError::Session(error)) => return Err(Stop::Failed(self.place.fail(error))),
            Err(error @ SubmitError::Attach(_)) => {
                let mut fail = Fail::submit(self.place.lang, &self.place.store, error);
                fail.add(attach_text::recorded_before(lang, self.done));
                return Err(Stop::Failed(fail));
            }
        };
        self.done += 1;
        if self.json {
            let line = super::log::json(hand.ledger(), &recorded);
            out::print(&format!("{line}\n")).map_err(Stop::Failed)?;
        }
        Ok(())
    }
}
