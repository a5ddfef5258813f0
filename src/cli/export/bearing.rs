//! What is asked for when a paper is made, and kept in the record: numbers, dates, addressees, and
//! what was judged of the masks. Must not make a paper.

use super::super::environment::Environment;
use super::super::fail::Fail;
use super::super::record_writer::RecordWriter;
use super::super::sessions;
use crate::app::clock;
use crate::document::mask::Found;
use crate::domain::meeting::Command;
use crate::domain::paper::{self, Issue, MaskChange};
use crate::domain::stamp::{By, Role};
use crate::i18n::{Lang, cli as text};
use chrono::{Datelike as _, NaiveDate};

#[derive(Debug, clap::Args, Default)]
pub(super) struct Bearing {
    /// An invitation for everybody by name, a sheet each
    #[arg(long)]
    pub(super) each: bool,
    /// The number of the paper in its year; `next` takes the one after the last in this store
    #[arg(long, value_name = "N|next")]
    number: Option<String>,
    /// To whom copies go
    #[arg(long, value_name = "TEXT")]
    copies: Option<String>,
    /// The day of writing
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// The day of printing
    #[arg(long, value_name = "DATE")]
    printed: Option<NaiveDate>,
    /// To whom it goes
    #[arg(long, value_name = "TEXT")]
    to: Option<String>,
    /// A text of the notice that is not masked; give the reason with --why
    #[arg(long, value_name = "TEXT")]
    show: Vec<String>,
    /// A text of the notice that is masked as well; give the reason with --why
    #[arg(long, value_name = "TEXT")]
    hide: Vec<String>,
    /// Why a mask is taken off or added: once for all, or once for each, --show before --hide
    #[arg(long, value_name = "TEXT")]
    why: Vec<String>,
}

impl Bearing {
    /// Whether anything is to be recorded.
    fn issue(&self, number: Option<u32>) -> Option<Issue> {
        let clean = |text: &Option<String>| {
            text.as_ref().map(|text| crate::text::clean::clean_line(text).trim().to_owned())
        };
        let issue = Issue {
            number,
            copies: clean(&self.copies),
            date: self.date,
            printed: self.printed,
            to: clean(&self.to),
        };
        (issue != Issue::default()).then_some(issue)
    }

    fn masks(&self, lang: Lang) -> Result<Vec<MaskChange>, Fail> {
        let judged =
            self.show.iter().map(|t| (t, false)).chain(self.hide.iter().map(|t| (t, true)));
        let count = self.show.len() + self.hide.len();
        if count > 0 && self.why.len() != 1 && self.why.len() != count {
            return Err(Fail::bad_input(text::masks_need_reasons(lang)));
        }
        let clean = |text: &str| crate::text::clean::clean_line(text).trim().to_owned();
        let changes = judged.enumerate().map(|(i, (what, hide))| {
            let reason = self.why.get(i).or(self.why.first()).map(|why| clean(why));
            MaskChange { text: clean(what), hide, reason: reason.unwrap_or_default() }
        });
        Ok(changes.collect())
    }

    /// Records what was asked for, before the paper is made of it.
    pub(super) fn record(&self, place: &Environment, id: &str, paper: &str) -> Result<(), Fail> {
        let number = self.read_number(place, id, paper)?;
        let changes = self.masks(place.lang)?;
        let mut commands = Vec::new();
        if let Some(issue) = self.issue(number) {
            commands.push(paper::Command::Issue { paper: paper.to_owned(), issue });
        }
        if !changes.is_empty() {
            commands.push(paper::Command::Mask { changes });
        }
        write(place, id, commands.into_iter().map(Command::Paper))
    }

    fn read_number(&self, place: &Environment, id: &str, paper: &str) -> Result<Option<u32>, Fail> {
        let Some(wanted) = self.number.as_deref() else { return Ok(None) };
        if wanted != "next" {
            let number = wanted.parse().ok().filter(|n| *n > 0);
            let number =
                number.ok_or_else(|| Fail::bad_input(text::bad_number(place.lang, wanted)));
            return number.map(Some);
        }
        // Numbered on by itself: what the other sessions of the year have in this store.
        let mut log = place.read()?;
        let host = place.session(&mut *log, id)?;
        let Some(m) = host.ledger().meeting() else { return Ok(None) };
        if let Some(own) = m.paper.of(paper).number {
            return Ok(Some(own));
        }
        let year = m.session.plan.date.year();
        let all = sessions::summaries(place, &mut *log)?;
        let of_year = all.iter().filter(|s| s.date.year() == year);
        let taken = of_year.filter_map(|s| s.numbers.get(paper)).max();
        log.close();
        Ok(Some(taken.copied().unwrap_or_default() + 1))
    }
}

/// Writes acts of the office into the record; what changes nothing is no error here.
pub(in crate::cli) fn write(
    place: &Environment,
    id: &str,
    commands: impl Iterator<Item = Command>,
) -> Result<(), Fail> {
    let mut commands = commands.peekable();
    if commands.peek().is_none() {
        return Ok(());
    }
    let by = By::new(super::TERMINAL, Role::Office);
    let mut writer = RecordWriter::reach(place, id, &by)?;
    let zone = writer.ledger().meeting().map(|m| m.session.plan.zone());
    let zone = zone.ok_or_else(|| Fail::unplanned(place.lang))?;
    for command in commands {
        let at = writer.ledger().not_before(clock::now(zone));
        let stamp = clock::stamp(zone, Some(at), by.clone());
        let same = writer.ledger().decide(&command, &stamp);
        if matches!(same, Err(crate::domain::refusal::Refusal::NothingToChange)) {
            continue;
        }
        writer
            .submit(&command, &stamp)
            .map_err(|error| Fail::submit(place.lang, &place.store, error))?;
    }
    writer.close();
    Ok(())
}

/// What was masked, for the person who publishes it, each once.
pub(in crate::cli) fn tell_masks(lang: Lang, found: &[Found], told: &mut Vec<String>) {
    if found.is_empty() {
        return;
    }
    let head = text::masked(lang, found.len());
    if told.contains(&head) {
        return;
    }
    told.push(head);
    told.extend(found.iter().map(|one| text::masked_one(lang, &one.what, &one.instead)));
    told.push(text::masked_hint(lang));
}
