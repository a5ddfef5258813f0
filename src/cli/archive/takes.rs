//! `take`: files into the archive, several at once, each session in one transaction.

use super::{Office, words};
use crate::archive::{self, Archive, Given, Outcome, Places, Taken, places, take};
use crate::cli::age;
use crate::cli::fail::{FAILED, Fail};
use crate::cli::out;
use crate::cli::progress::Progress;
use crate::cli::transfer::{OnDisk, container_fail, count, gather, ordinary_file, transfer_fail};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::i18n::{Lang, archive as text, transfer as transfer_text};
use crate::inputs::rules::builtin;
use crate::session::{FileSource, TransferError, Unfit, check, messages, read_attached};
use crate::store::{ContainerError, PartKind, is_encrypted};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Bundles, backups, or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// They all belong to this place
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    /// The private key of encrypted files, as the program age made it
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// One JSON value at the end, instead of a line each
    #[arg(long)]
    json: bool,
}

/// One session in JSON.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    id: String,
    genesis: LineHash,
    place: String,
    result: &'static str,
    /// How many lines are new, or from which on it is another history.
    line: Option<u64>,
    flaw: Option<u64>,
}

/// What a worker says of one file.
#[derive(Debug, Default)]
struct Told {
    said: Vec<String>,
    refused: Vec<String>,
    /// By place.
    taken: Vec<(String, Taken)>,
    rows: Vec<Row>,
    /// The database is not to be had: nothing more is tried.
    fatal: Option<Fail>,
}

/// What all workers have in common.
struct Work<'a> {
    office: &'a Office,
    places: Places,
    given: Option<String>,
    identity: Option<PathBuf>,
    files: Vec<PathBuf>,
    next: AtomicUsize,
    stop: AtomicBool,
    catalog: Arc<Catalog>,
}

pub(super) fn run(office: &Office, args: &Args) -> Result<(), Fail> {
    let lang = office.place.lang;
    let mut archive = office.open()?;
    let all = places(&mut archive).map_err(|error| office.fail(&error))?;
    let places = Places::of(&all);
    let given = match &args.place {
        Some(code) => {
            let unknown = || Fail::bad_input(text::no_place(lang, code));
            Some(places.find(code).ok_or_else(unknown)?.to_owned())
        }
        None => None,
    };
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for path in &args.paths {
        let found = gather(path);
        if found.is_empty() {
            refused.push(transfer_text::no_files(lang, path.display()));
        }
        files.extend(found);
    }
    let (next, stop, catalog) = (AtomicUsize::new(0), AtomicBool::new(false), Arc::new(builtin()));
    let identity = args.identity.clone();
    let work = Work { office, places, given, identity, files, next, stop, catalog };
    let mut sums: BTreeMap<String, [usize; 6]> = BTreeMap::new();
    let mut rows = args.json.then(Vec::new);
    let ended = gather_told(&work, archive, &mut refused, &mut sums, rows.as_mut());
    if !sums.is_empty() {
        // What is noted is on the disk, and with it everything that was taken.
        let all: usize = sums.values().flatten().sum();
        office.watched(|archive| archive::note(archive, "take", &all.to_string()))?;
    }
    if let Some(rows) = rows {
        out::json(&serde_json::json!({ "sessions": rows, "refused": refused }))?;
    } else {
        for (code, counts) in &sums {
            let name = work.places.name(code).unwrap_or(code);
            let counts = counts_text(lang, counts);
            out::print(&format!("{}\n", text::by_place(lang, name, code, counts)))?;
        }
    }
    let count = refused.len();
    if let Some(mut fail) = ended? {
        for line in refused {
            fail.add(line);
        }
        return Err(fail);
    }
    if refused.is_empty() {
        return Ok(());
    }
    if work.files.len() > 1 {
        refused.push(text::all_refused(lang, count));
    }
    Err(Fail::said(FAILED, refused))
}

/// Lets the workers work, and prints what they say in the order of the files.
fn gather_told(
    work: &Work<'_>,
    archive: Archive,
    refused: &mut Vec<String>,
    sums: &mut BTreeMap<String, [usize; 6]>,
    mut rows: Option<&mut Vec<Row>>,
) -> Result<Option<Fail>, Fail> {
    let lang = work.office.place.lang;
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let workers = workers.min(work.files.len()).max(1);
    let mut progress = Progress::new(lang, text::taking(lang), work.files.len() as u64);
    std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        let mut first = Some(archive);
        for _ in 0..workers {
            let (tell, own) = (tell.clone(), first.take());
            scope.spawn(move || worker(work, own, &tell));
        }
        drop(tell);
        let (mut waiting, mut printed, mut done) = (BTreeMap::new(), 0, 0);
        let mut ended = None;
        for (place, one) in told {
            done += 1;
            waiting.insert(place, one);
            while let Some(one) = waiting.remove(&printed) {
                let Told { said, refused: bad, taken, rows: own, fatal } = one;
                printed += 1;
                if let Some(rows) = &mut rows {
                    rows.extend(own);
                } else {
                    for line in said {
                        out::print(&format!("{line}\n")).inspect_err(|_| work.end())?;
                    }
                }
                refused.extend(bad.into_iter().map(|why| text::refused(lang, why)));
                for (code, taken) in taken {
                    sums.entry(code).or_default()[column(&taken)] += 1;
                }
                ended = ended.or(fatal);
            }
            if let Err(stopped) = progress.at(done) {
                work.end();
                ended.get_or_insert(stopped);
            }
        }
        Ok(ended)
    })
}

impl Work<'_> {
    fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// What there was of each, in words.
fn counts_text(lang: Lang, counts: &[usize; 6]) -> String {
    let word = |place: usize, count: usize| match place {
        0 => text::count_new(lang, count),
        1 => text::count_continued(lang, count),
        2 => text::count_unchanged(lang, count),
        3 => text::count_older(lang, count),
        4 => text::count_joined(lang, count),
        _ => text::count_branch(lang, count),
    };
    let there = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    there.map(|(place, count)| word(place, *count)).collect::<Vec<_>>().join(", ")
}

const fn column(taken: &Taken) -> usize {
    match taken {
        Taken::New => 0,
        Taken::Continued(_) => 1,
        Taken::Unchanged => 2,
        Taken::Older => 3,
        Taken::Joined(_) => 4,
        Taken::Branch(_) => 5,
    }
}

fn worker(work: &Work<'_>, own: Option<Archive>, tell: &mpsc::Sender<(usize, Told)>) {
    let mut archive = own.map_or_else(|| work.office.open(), Ok).and_then(|mut archive| {
        archive.hurried().map_err(|error| work.office.fail(&error))?;
        Ok(archive)
    });
    while !work.stop.load(Ordering::Relaxed) {
        let at = work.next.fetch_add(1, Ordering::Relaxed);
        let Some(path) = work.files.get(at) else { break };
        let mut told = Told::default();
        if let Ok(archive) = &mut archive {
            file(work, archive, path, &mut told);
        }
        if let Err(fail) = &archive {
            told.fatal = Some(Fail::said(fail.code, fail.lines(work.office.place.lang)));
        }
        if told.fatal.is_some() {
            work.end();
        }
        if tell.send((at, told)).is_err() {
            break;
        }
    }
}

fn file(work: &Work<'_>, archive: &mut Archive, path: &Path, told: &mut Told) {
    let lang = work.office.place.lang;
    let opened = ordinary_file(lang, path).and_then(|_| decrypted(work, path));
    let taken = opened.and_then(|decrypted| match decrypted {
        Some(bytes) => sessions(work, archive, (path, bytes.as_slice()), told),
        None => sessions(work, archive, (path, &OnDisk(path)), told),
    });
    if let Err(fail) = taken {
        told.refused.extend(fail.lines(lang));
    }
}

/// What stands in an encrypted file; None of one that is not.
fn decrypted(work: &Work<'_>, path: &Path) -> Result<Option<Vec<u8>>, Fail> {
    let lang = work.office.place.lang;
    let mut begins = Vec::new();
    // What cannot be read is told when it is read as a whole.
    let _ = File::open(path).map(|file| file.take(64).read_to_end(&mut begins));
    match &work.identity {
        _ if !is_encrypted(&begins) => Ok(None),
        None => Err(container_fail(lang, path, &ContainerError::Encrypted)),
        Some(identity) => age::decrypt(lang, identity, path).map(Some),
    }
}

/// The sessions of a file: read to its end first, so that it is known to be whole.
fn sessions(
    work: &Work<'_>,
    archive: &mut Archive,
    (path, source): (&Path, &(impl FileSource + ?Sized)),
    told: &mut Told,
) -> Result<(), Fail> {
    let lang = work.office.place.lang;
    let fail = |error| transfer_failed(work, path, error);
    count(source).map_err(fail)?;
    let mut reader = source.open().map_err(fail)?;
    // Its files follow a record, and go in with it.
    let mut waiting: Option<(String, Ledger)> = None;
    while let Some(part) = reader.next_part().map_err(|error| container_fail(lang, path, &error))? {
        match part.what {
            PartKind::Record => {
                if let Some((_, ledger)) = waiting.take() {
                    one(work, archive, path, ledger, Vec::new(), told);
                }
                match check(&part.session, &part.lines(), &work.catalog) {
                    Ok(ledger) => waiting = Some((part.session.clone(), ledger)),
                    Err(why) => refuse(work, path, &part.session, &why, told),
                }
            }
            PartKind::Files => {
                let Some((_, ledger)) = waiting.take_if(|(session, _)| *session == part.session)
                else {
                    continue;
                };
                match part.lines().into_iter().map(read_attached).collect() {
                    Ok(files) => one(work, archive, path, ledger, files, told),
                    Err(why) => refuse(work, path, &part.session, &why, told),
                }
            }
            PartKind::Drafts | PartKind::Loose => {}
        }
        if told.fatal.is_some() || work.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
    }
    if let Some((_, ledger)) = waiting {
        one(work, archive, path, ledger, Vec::new(), told);
    }
    Ok(())
}

fn refuse(work: &Work<'_>, path: &Path, session: &str, why: &Unfit, told: &mut Told) {
    let why = messages::unfit_text(work.office.place.lang, session, why);
    told.refused.push(format!("{}: {why}", path.display()));
}

fn transfer_failed(work: &Work<'_>, path: &Path, error: TransferError) -> Fail {
    transfer_fail(&work.office.place, path, error)
}

/// One session of a file.
fn one(
    work: &Work<'_>,
    archive: &mut Archive,
    path: &Path,
    ledger: Ledger,
    files: Vec<(String, Vec<u8>)>,
    told: &mut Told,
) {
    let lang = work.office.place.lang;
    let Some(meeting) = ledger.meeting() else { return };
    let id = meeting.session.plan.id.clone();
    let host = meeting.session.plan.fact("organizer");
    let Some(code) = place_of(work, path, host).map(str::to_owned) else {
        told.refused.push(text::no_place_for(lang, path.display(), id));
        return;
    };
    let genesis = ledger.genesis();
    let given = Given { ledger, place: code.clone(), files };
    match take(archive, &given, &work.catalog) {
        Ok(Outcome { taken, unruled }) => {
            let said = said(lang, &id, &genesis.short(), &taken);
            let (result, line) = key(&taken);
            told.rows.push(Row {
                file: path.display().to_string(),
                id: id.clone(),
                genesis,
                place: code.clone(),
                result,
                line,
                flaw: unruled.as_ref().map(|unruled| unruled.seq),
            });
            let name = work.places.name(&code).unwrap_or(&code);
            told.said.push(text::with_place(lang, said, name, &code));
            told.taken.push((code, taken));
            // It is kept, and somebody has to look at it.
            let unruled = messages::unruled_text(lang, &id, unruled.as_slice());
            told.refused.extend(unruled.map(|why| format!("{}: {why}", path.display())));
        }
        Err(
            error @ (crate::archive::ArchiveError::Damaged(_)
            | crate::archive::ArchiveError::Line(_)),
        ) => {
            let lines = words::fail(lang, &error).lines(lang);
            told.refused.extend(lines.into_iter().map(|why| format!("{}: {why}", path.display())));
        }
        Err(error) => told.fatal = Some(words::fail(lang, &error)),
    }
}

/// What is asked for, else the nearest folder that is named as a place, else the host unit.
fn place_of<'a>(work: &'a Work<'_>, path: &Path, host: &str) -> Option<&'a str> {
    if let Some(given) = &work.given {
        return Some(given);
    }
    let folders = path.ancestors().skip(1).filter_map(Path::file_name);
    let mut found = folders.filter_map(|folder| work.places.find(folder.to_str()?));
    found.next().or_else(|| work.places.find(host))
}

/// What became of it by the words of the contract, with its number.
const fn key(taken: &Taken) -> (&'static str, Option<u64>) {
    match taken {
        Taken::New => ("new", None),
        Taken::Continued(lines) => ("continued", Some(*lines)),
        Taken::Unchanged => ("unchanged", None),
        Taken::Older => ("older", None),
        Taken::Joined(lines) => ("joined", Some(*lines)),
        Taken::Branch(line) => ("branch", Some(*line)),
    }
}

fn said(lang: Lang, id: &str, genesis: &str, taken: &Taken) -> String {
    match taken {
        Taken::New => text::taken_new(lang, id, genesis),
        Taken::Continued(lines) => text::taken_continued(lang, id, genesis, lines),
        Taken::Unchanged => text::taken_unchanged(lang, id, genesis),
        Taken::Older => text::taken_older(lang, id, genesis),
        Taken::Joined(lines) => text::taken_joined(lang, id, genesis, lines),
        Taken::Branch(line) => text::taken_branch(lang, id, genesis, line),
    }
}
