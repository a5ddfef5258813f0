//! The courier to the office that gathers sessions: `send` writes what it has not taken, `receipts`
//! marks what it has. Files go by stick or by post: this program has no network.

use super::age;
use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use super::progress::Progress;
use super::sessions;
use super::transfer::{ENCRYPTED, transfer_fail};
use crate::app::ordinary;
use crate::export::file::{self, Existing};
use crate::i18n::courier as text;
use crate::i18n::io::io_reason;
use crate::inputs::read_receipts;
use crate::session::{Host, MARK, pack};
use crate::store::receipts::{self, Receipt};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct SendArgs {
    /// The folder for the bundles
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// Encrypt each with the program age to the office's key (age1…), or to the keys in a file
    #[arg(long, value_name = "KEY")]
    encrypt_to: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ReceiptsArgs {
    /// The file that the office gave back
    file: PathBuf,
}

/// The largest file of receipts, in bytes: some hundred thousand of them.
const MOST: u64 = 64 << 20;

pub(super) fn send(place: &Environment, args: &SendArgs) -> Result<(), Fail> {
    let lang = place.lang;
    if !place.has_store()? {
        return Err(place.no_store());
    }
    if let Some(to) = &args.encrypt_to {
        age::check(lang, to)?;
    }
    let taken = receipts::read(&place.store)?.unwrap_or_default();
    let catalog = place.catalog()?;
    let mut log = place.read()?;
    let ids = log.ids()?;
    let folder = &args.output;
    std::fs::create_dir_all(folder).map_err(|error| {
        Fail::failed(text::no_folder(lang, folder.display(), io_reason(lang, &error)))
    })?;
    let mut progress = Progress::new(lang, text::sending(lang), ids.len() as u64);
    let (mut said, mut still_open, mut refused, mut done) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (at, (id, _)) in (0..).zip(&ids) {
        progress.at(at)?;
        let (head, genesis, lines) = match Host::open(&mut *log, id, catalog.clone()) {
            Ok(host) => {
                let ledger = host.ledger();
                (ledger.head(), ledger.genesis(), ledger.seq())
            }
            Err(error) => {
                refused.extend(Fail::session(lang, error).lines(lang));
                continue;
            }
        };
        if taken.contains(&(head.to_string(), lines)) {
            done += 1;
            continue;
        }
        let own = id.split_once(MARK).map_or(id.as_str(), |(own, _)| own);
        let plain = folder.join(format!("{own}-{}.yishi", genesis.short()));
        let path = match &args.encrypt_to {
            Some(_) => plain.with_added_extension(ENCRYPTED),
            None => plain.clone(),
        };
        let mut bytes = Vec::new();
        let packed = pack(&mut *log, Some(id), &catalog, &mut bytes, &mut |_| true)
            .map_err(|error| transfer_fail(place, &path, error))
            .and_then(|_| {
                if let Some(to) = &args.encrypt_to {
                    bytes = age::encrypt(lang, to, &bytes)?;
                }
                // What lay there from the last time is an earlier end of the same session.
                file::write_private(&path, &bytes, Existing::Replace, &mut |_| false)
                    .map_err(|error| Fail::file(lang, &error))
            });
        match packed {
            Ok(()) => {
                said.push(text::sent(lang, id, path.display()));
                if path != plain && plain.exists() {
                    still_open.push(text::still_open(lang, plain.display()));
                }
            }
            Err(fail) => refused.extend(fail.lines(lang)),
        }
    }
    drop(progress);
    log.close();
    // From now on the home screen says what is not handed in.
    receipts::add(&place.store, [])?;
    let count = said.len();
    said.push(text::sent_all(lang, count, folder.display(), done));
    said.push(String::new());
    out::print(&said.join("\n"))?;
    out::notes(&still_open);
    if refused.is_empty() { Ok(()) } else { Err(Fail::said(FAILED, refused)) }
}

pub(super) fn mark(place: &Environment, args: &ReceiptsArgs) -> Result<(), Fail> {
    let lang = place.lang;
    if !place.has_store()? {
        return Err(place.no_store());
    }
    let bytes = ordinary::read(&args.file, MOST, lang).map_err(Fail::bad_input)?;
    let given = read_receipts(&bytes)
        .map_err(|fault| Fail::bad_input(text::fault(lang, args.file.display(), fault)))?;
    let mut log = place.read()?;
    let ours = ends(place, &mut *log)?;
    log.close();
    let given: BTreeSet<Receipt> =
        given.into_iter().map(|receipt| (receipt.head.to_string(), receipt.lines)).collect();
    receipts::add(&place.store, given.iter().cloned())?;
    let taken = receipts::read(&place.store)?.unwrap_or_default();
    let (done, waiting): (Vec<_>, Vec<_>) = ours.iter().partition(|end| taken.contains(end));
    out::print(&format!("{}\n", text::marked(lang, given.len(), done.len(), waiting.len())))
}

/// The ends of all sessions, from what the store keeps beside the records.
fn ends(place: &Environment, log: &mut dyn crate::store::Log) -> Result<Vec<Receipt>, Fail> {
    let sessions = sessions::summaries(place, log)?;
    Ok(sessions
        .into_iter()
        .filter_map(|session| session.end)
        .map(|end| (end.head.to_string(), end.lines))
        .collect())
}
