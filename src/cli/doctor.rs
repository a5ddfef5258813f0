//! `doctor`: what this terminal, this machine and this store can do, and what to do about the rest.
//!
//! Looks and tells; must not change anything.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use crate::app::{clock, survey};
use crate::i18n::{Lang, doctor as text};

mod machine;
mod screen;
mod store;
mod system;

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// How good a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// It works; something could be better.
    Warn,
    /// Meetings cannot be held like this.
    Bad,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    state: State,
    said: String,
    /// What to do; empty where nothing needs doing.
    advice: String,
}

impl Finding {
    fn good(said: String) -> Self {
        Self { state: State::Good, said, advice: String::new() }
    }

    fn warn(said: String, advice: String) -> Self {
        Self { state: State::Warn, said, advice }
    }

    fn bad(said: String, advice: String) -> Self {
        Self { state: State::Bad, said, advice }
    }

    fn lines(&self, lang: Lang) -> Vec<String> {
        let mark = match self.state {
            State::Good => text::good(lang),
            State::Warn => text::warn(lang),
            State::Bad => text::bad(lang),
        };
        let mut lines = vec![format!("[{mark}] {}", self.said)];
        if !self.advice.is_empty() {
            lines.push(text::advice(lang, &self.advice));
        }
        lines
    }
}

/// What the environment says; read in one place so that tests can say it.
#[derive(Debug, Default)]
struct Env(Vec<(String, String)>);

impl Env {
    fn read() -> Self {
        let texts = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        };
        Self(std::env::vars_os().filter_map(texts).collect())
    }

    /// A variable that is set to something.
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }
}

pub(super) fn run(place: &Environment, _: &Args) -> Result<(), Fail> {
    let lang = place.lang;
    let env = Env::read();
    let asked = survey().unwrap_or_default();
    let system = system::System::read();
    let mut parts = vec![(text::system_title(lang), system::findings(lang, &system, &env))];
    parts.push((text::terminal(lang), screen::findings(lang, asked, &env, place.ascii)));
    let (now, offset) = clock::local();
    let zone = machine::Zone { now, offset, name_is_known: machine::is_known_zone };
    parts.push((text::machine(lang), machine::findings(lang, &env, &zone)));
    parts.push((text::store(lang), store::findings(place)));
    parts.push((text::config(lang), store::config(place)));
    parts.push((text::documents(lang), machine::fonts(place)));
    let mut lines = Vec::new();
    for (title, findings) in &parts {
        lines.push(title.clone());
        lines.extend(findings.iter().flat_map(|finding| finding.lines(lang)));
    }
    let all = || parts.iter().flat_map(|(_, findings)| findings);
    let count = |state| all().filter(|finding| finding.state == state).count();
    let (warnings, faults) = (count(State::Warn), count(State::Bad));
    if faults > 0 {
        // Nothing goes to standard output where the exit code says that something is wrong.
        lines.push(text::sum_bad(lang, faults, warnings));
        return Err(Fail::said(FAILED, lines));
    }
    lines.push(match warnings {
        0 => text::sum_good(lang),
        warnings => text::sum_warn(lang, warnings),
    });
    out::print(&format!("{}\n", lines.join("\n")))
}
