//! `exec`: script lines without a screen, each stored before the next is decided.

use super::environment::Environment;
use super::fail::{BAD_INPUT, Fail, REFUSED};
use super::out;
use super::record_writer::RecordWriter;
use crate::app::{clock, ordinary};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::stamp::{By, Moment, Role};
use crate::i18n::io::io_reason;
use crate::i18n::{attach as attach_text, cli as text, refusal, store as store_text};
use crate::script;
use crate::session::{SessionError, SubmitError};
use std::io::{BufRead, BufReader, Read as _};
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
    let mut source = Source::open(place, args)?;
    let mut hand =
        RecordWriter::reach(place, &place.named(&args.id)?, &By::new(TERMINAL, Role::Chair))?;
    let name = source.name.clone();
    let mut run = Run { place, name, json: args.json, unread: false, last: None, done: 0 };
    if args.accept_loss {
        run.accept_loss(&mut hand)?;
    }
    if !args.keep_going
        && let Some(text) = source.whole()
        && let Some(said) = run.check(hand.ledger(), text)
    {
        return Err(Fail::bad_input(said));
    }
    let mut code = None;
    let mut number = 0;
    while let Some(line) = source.next(place)? {
        number += 1;
        let (worse, said) = match run.line(&mut hand, number, &line) {
            Ok(()) => continue,
            Err(Stop::Bad(said)) => (BAD_INPUT, said),
            Err(Stop::Refused(said)) => (REFUSED, said),
            Err(Stop::Failed(fail)) => return Err(fail),
        };
        if !args.keep_going {
            hand.close();
            return Err(Fail::said(worse, vec![said]));
        }
        out::errors(&[said]);
        code = if code == Some(BAD_INPUT) { code } else { Some(worse) };
    }
    hand.close();
    match code {
        Some(code) => Err(Fail::said(code, Vec::new())),
        None if args.json => Ok(()),
        None => out::print(&format!("{}\n", text::exec_done(place.lang, run.done))),
    }
}

/// The script and the name under which its lines are reported.
struct Source {
    name: String,
    lines: Lines,
}

enum Lines {
    /// A whole text, and how far it has been read.
    Whole(String, usize),
    /// Standard input or a pipe: each line is done as it comes.
    Coming(Box<dyn BufRead>, u64),
}

/// The longest line of a script that comes, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

impl Source {
    fn open(place: &Environment, args: &Args) -> Result<Self, Fail> {
        let whole = |name: String, text: String| Self { name, lines: Lines::Whole(text, 0) };
        let Some(file) = &args.file else {
            if args.command.is_empty() {
                return Err(Fail::bad_input(text::exec_nothing(place.lang)));
            }
            return Ok(whole("command".to_owned(), one_line(&args.command)));
        };
        let name = file.display().to_string();
        if name == "-" {
            let input = Box::new(std::io::stdin().lock());
            return Ok(Self { name, lines: Lines::Coming(input, 0) });
        }
        if std::fs::metadata(file).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            let input = std::fs::File::open(file).map_err(|e| {
                Fail::failed(text::cannot_read(place.lang, &name, io_reason(place.lang, &e)))
            })?;
            return Ok(Self { name, lines: Lines::Coming(Box::new(BufReader::new(input)), 0) });
        }
        let bytes = ordinary::read(file, ordinary::INPUT, place.lang).map_err(Fail::failed)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..valid).unwrap_or_default();
            let line = before.split(|b| *b == b'\n').count();
            Fail::bad_input(text::not_utf8(place.lang, &name, line))
        })?;
        Ok(whole(name, text.trim_start_matches(BOM).to_owned()))
    }

    /// The whole script, where it is there before its first line is done.
    fn whole(&self) -> Option<&str> {
        match &self.lines {
            Lines::Whole(text, _) => Some(text),
            Lines::Coming(..) => None,
        }
    }

    /// The next line, without its end.
    fn next(&mut self, place: &Environment) -> Result<Option<String>, Fail> {
        let name = &self.name;
        match &mut self.lines {
            Lines::Whole(text, at) => {
                let rest = text.get(*at..).unwrap_or_default();
                let Some(line) = rest.split_inclusive('\n').next() else { return Ok(None) };
                *at += line.len();
                Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
            }
            Lines::Coming(input, number) => {
                let mut bytes = Vec::new();
                let read = input.take(LONGEST_LINE).read_until(b'\n', &mut bytes);
                let read = read.map_err(|e| {
                    Fail::failed(text::cannot_read(place.lang, name, io_reason(place.lang, &e)))
                })?;
                if read == 0 {
                    return Ok(None);
                }
                *number += 1;
                if read as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
                    let said = text::line_too_long(place.lang, name, *number, LONGEST_LINE);
                    return Err(Fail::bad_input(said));
                }
                let line = String::from_utf8(bytes)
                    .map_err(|_| Fail::bad_input(text::not_utf8(place.lang, name, *number)))?;
                let line = if *number == 1 { line.trim_start_matches(BOM) } else { &line };
                Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
            }
        }
    }
}

/// What some editors put before a text.
const BOM: char = '\u{feff}';

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
    /// No meeting could read the line.
    Bad(String),
    Refused(String),
    Failed(Fail),
}

struct Run<'a> {
    place: &'a Environment,
    /// The name under which lines are reported.
    name: String,
    json: bool,
    /// Whoever read the answers has gone. The script is still the record's: it goes on.
    unread: bool,
    /// The clock of the script: the last time a line gave.
    last: Option<Moment>,
    done: usize,
}

impl Run<'_> {
    /// The first line that no meeting could read, before anything is done. People may still be
    /// invited by earlier lines, so who they are is looked up when the line's turn comes.
    fn check(&self, ledger: &Ledger, text: &str) -> Option<String> {
        let meeting = ledger.meeting()?;
        (1..).zip(text.lines()).find_map(|(number, line)| {
            let error = script::parse_line(line, meeting).err()?;
            (!error.is_about_people()).then(|| self.error(number, &error))
        })
    }

    fn answer(&mut self, line: &str) -> Result<(), Fail> {
        if self.unread {
            return Ok(());
        }
        match out::print(&format!("{line}\n")) {
            Err(fail) if fail.closed => {
                self.unread = true;
                Ok(())
            }
            told => told,
        }
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
            self.answer(&super::log::json(hand.ledger(), &recorded))?;
        }
        Ok(())
    }

    fn error(&self, number: usize, error: &script::ScriptError) -> String {
        let said = script::script_error_text(self.place.lang, error);
        format!("{}:{number}:{}: {said}", self.name, error.column)
    }

    fn line(&mut self, hand: &mut RecordWriter, number: usize, line: &str) -> Result<(), Stop> {
        let lang = self.place.lang;
        let Some(meeting) = hand.ledger().meeting() else { return Ok(()) };
        let parsed = script::parse_line(line, meeting);
        let parsed = parsed.map_err(|error| {
            let said = self.error(number, &error);
            if error.is_about_people() { Stop::Refused(said) } else { Stop::Bad(said) }
        })?;
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
                return Err(Stop::Refused(format!("{}:{number}: {said}", self.name)));
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
            self.answer(&line).map_err(Stop::Failed)?;
        }
        Ok(())
    }
}
