//! What `backup`, `bundle`, `salvage`, `restore` and `import` have in common: the file, being
//! stopped, and the words.

use super::fail::{BAD_INPUT, FAILED, Fail};
use super::out;
use super::place::Place;
use super::progress::Progress;
use crate::export::file::{self, Existing};
use crate::i18n::{Lang, carry as text, refusal, store as store_text};
use crate::session::{CarryError, Outcome, Standing, Unfit, take_in};
use crate::store::{Kind, MOST_BYTES, ParcelError, What, read_parcel};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Where a file goes.
#[derive(Debug, clap::Args)]
pub(super) struct To {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

impl To {
    /// Refuses before any work what the writing would refuse after it.
    pub(super) fn check(&self, lang: Lang) -> Result<(), Fail> {
        let checked = file::may_write(&self.output, self.existing());
        checked.map(|_| ()).map_err(|error| super::export::file_fail(lang, &error))
    }

    /// Writes the file whole or not at all, for its owner alone to read.
    pub(super) fn write(&self, lang: Lang, bytes: &[u8]) -> Result<(), Fail> {
        let mut progress = Progress::new(lang, text::writing(lang), bytes.len() as u64);
        let mut stopped = None;
        let mut stop = |written| {
            stopped = progress.at(written).err();
            stopped.is_some()
        };
        let written = file::write_private(&self.output, bytes, self.existing(), &mut stop);
        written.map_err(|error| stopped.unwrap_or_else(|| super::export::file_fail(lang, &error)))
    }

    fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }
}

/// Reads a file from outside; only an ordinary one of bearable size.
fn read(place: &Place, path: &Path) -> Result<Vec<u8>, Fail> {
    let lang = place.lang;
    let cannot =
        |error| Fail::bad_input(crate::i18n::cli::cannot_read(lang, path.display(), error));
    let meta = std::fs::metadata(path).map_err(cannot)?;
    if !meta.is_file() {
        return Err(Fail::bad_input(text::not_a_file(lang, path.display())));
    }
    let too_large =
        || Fail::bad_input(text::too_large(lang, path.display(), MOST_BYTES / (1 << 20)));
    if meta.len() > MOST_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Takes a file into the store and says what became of each session.
pub(super) fn take(place: &Place, path: &Path, bundles_only: bool) -> Result<(), Fail> {
    let lang = place.lang;
    let bytes = read(place, path)?;
    let parcel = read_parcel(&bytes).map_err(|e| parcel_fail(lang, path, &e))?;
    if bundles_only && parcel.kind != Kind::Bundle {
        return Err(Fail::bad_input(text::not_a_bundle(lang, path.display())));
    }
    let catalog = place.catalog()?;
    let mut log = place.write()?;
    let total = parcel.parts.iter().filter(|part| part.what == What::Record);
    let total = total.map(|part| part.lines.len() as u64).sum();
    let mut progress = Progress::new(lang, text::taking_in(lang), total);
    let mut stopped = None;
    let taken = take_in(&mut *log, &parcel, &catalog, &mut |done| {
        stopped = progress.at(done).err();
        stopped.is_none()
    });
    drop(progress);
    log.close();
    match (taken, stopped) {
        (Ok(outcome), _) => tell(lang, &outcome),
        (Err(_), Some(stopped)) => Err(stopped),
        (Err(error), None) => Err(carry_fail(place, path, error)),
    }
}

fn tell(lang: Lang, outcome: &Outcome) -> Result<(), Fail> {
    let mut lines: Vec<String> = outcome
        .sessions
        .iter()
        .map(|taken| {
            let (session, records) = (&taken.session, taken.records);
            match taken.standing {
                Standing::New => text::taken_new(lang, session, records),
                Standing::Same => text::taken_same(lang, session),
                Standing::Longer(ours) => {
                    text::taken_longer(lang, session, records - ours, records)
                }
                Standing::Shorter(ours) => text::taken_shorter(lang, session, ours, records),
                Standing::Other(at) => text::other_history(lang, session, at),
            }
        })
        .collect();
    if outcome.drafts > 0 {
        lines.push(text::drafts_put(lang, outcome.drafts));
    }
    let mut remarks: Vec<String> = outcome
        .drafts_kept
        .iter()
        .map(|(session, name)| text::draft_kept(lang, session, name))
        .collect();
    if outcome.loose > 0 {
        remarks.push(text::loose_left(lang, outcome.loose));
    }
    out::errors(&remarks);
    lines.push(String::new());
    out::print(&lines.join("\n"))
}

fn parcel_fail(lang: Lang, path: &Path, error: &ParcelError) -> Fail {
    let code = match error {
        ParcelError::Newer(_)
        | ParcelError::Torn { .. }
        | ParcelError::Damaged { .. }
        | ParcelError::NotALine { .. } => FAILED,
        ParcelError::Foreign
        | ParcelError::Form { .. }
        | ParcelError::BadId { .. }
        | ParcelError::Twice(_) => BAD_INPUT,
    };
    Fail::said(code, vec![text::parcel_text(lang, path.display(), error)])
}

pub(super) fn carry_fail(place: &Place, path: &Path, error: CarryError) -> Fail {
    let lang = place.lang;
    match error {
        CarryError::Unfit { session, why } => {
            Fail::said(BAD_INPUT, vec![unfit(lang, &session, &why)])
        }
        CarryError::Other(list) => {
            let line = |(session, at): &(String, u64)| text::other_history(lang, session, at);
            Fail::said(FAILED, list.iter().map(line).collect())
        }
        CarryError::Damaged => Fail::failed(text::store_damaged(lang, place.store.display())),
        CarryError::Store(error) => error.into(),
        CarryError::Parcel(error) => parcel_fail(lang, path, &error),
        CarryError::Stopped => Fail::failed(crate::i18n::cli::stopped(lang, path.display())),
    }
}

fn unfit(lang: Lang, session: &str, why: &Unfit) -> String {
    match why {
        Unfit::Line(error) => {
            text::unfit_line(lang, session, store_text::line_error_text(lang, error))
        }
        Unfit::Form(n) => text::unfit_form(lang, session, n),
        Unfit::Unknown(n) => text::unfit_unknown(lang, session, n),
        Unfit::Text(n, refused) => {
            text::unfit_text(lang, session, n, refusal::refusal_text(lang, refused, None))
        }
        Unfit::NoPlan => text::unfit_plan(lang, session),
        Unfit::OtherId(other) => text::unfit_id(lang, session, other),
        Unfit::Draft => text::unfit_draft(lang, session),
        Unfit::Unread => crate::i18n::cli::stopped(lang, session),
    }
}
