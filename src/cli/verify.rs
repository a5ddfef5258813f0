//! `verify`: compares journal, database and witness, reads every record of one session, or of all, and checks the chain; looks up a
//! fingerprint that stands on a paper.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use super::progress::Progress;
use crate::document::fingerprint::Typed;
use crate::document::papers::read_code;
use crate::domain::paper::Attached;
use crate::i18n::{cli as text, store as store_text, terms, transfer};
use crate::session::{Host, SessionError, Stored, gone_attachments, messages, open_each};
use crate::store::{Log as _, past_losses};
use std::cell::RefCell;
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session; all of them where none is named
    id: Option<String>,
    /// A fingerprint from a paper: says which line of the record it belongs to
    #[arg(long, value_name = "TEXT")]
    fingerprint: Option<String>,
    /// What a phone or a scanner has read from the code on a paper: says which line it belongs to
    #[arg(long, value_name = "TEXT", conflicts_with = "fingerprint")]
    scan: Option<String>,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let id = args.id.as_deref().map(|id| place.named(id)).transpose()?;
    // Whatever the session is called here: the fingerprint finds it.
    let print = match &args.scan {
        Some(text) => {
            let code = read_code(text);
            Some(code.ok_or_else(|| Fail::bad_input(text::not_a_code(place.lang, text)))?.2)
        }
        None => args.fingerprint.clone(),
    };
    let typed = match &print {
        Some(text) => Some(
            Typed::read(text)
                .ok_or_else(|| Fail::bad_input(text::not_a_fingerprint(place.lang, text)))?,
        ),
        None => None,
    };
    if !place.has_store()? {
        return Err(place.no_store());
    }
    let (mut log, alone) = place.reader()?;
    if alone {
        place.tell(&log);
    }
    let mut listed = log.ids()?;
    if let Some(id) = &id {
        listed.retain(|(one, _)| one == id);
    }
    let total = listed.iter().map(|(_, records)| records).sum();
    let ids: Vec<String> = match id {
        Some(id) => vec![id],
        None => listed.into_iter().map(|(id, _)| id).collect(),
    };
    let catalog = place.catalog()?;
    let mut good = String::new();
    let mut bad = Vec::new();
    let mut progress = Progress::new(place.lang, text::checking_chains(place.lang), total);
    let (mut found, mut unread) = (false, false);
    let (mut failed, mut stopped) = (None, None);
    let mut unasked = ids.iter();
    // Read and asked for attachments by turns, on this thread.
    let store = RefCell::new(&mut log);
    let mut read = || {
        let id = unasked.next()?;
        let mut log = store.borrow_mut();
        let told = log.damage().len();
        let stored = Stored::read(&mut **log, id);
        place.tell_damage(log.damage().get(told..).unwrap_or_default());
        Some(stored)
    };
    let look = |host: &Host| Checked::of(place, host, typed.as_ref());
    let mut take = |checked: Result<Checked, SessionError>| {
        match checked.map_err(|error| place.fail(error)) {
            Ok(checked) => {
                out::errors(&checked.remarks);
                good.push_str(&checked.good);
                bad.extend(checked.bad);
                let gone = gone_attachments(&**store.borrow(), &checked.attached).into_iter();
                bad.extend(
                    gone.map(|file| transfer::attachment_lost(place.lang, &checked.id, file)),
                );
                found |= checked.found;
            }
            Err(fail) if fail.code != FAILED => failed = Some(fail),
            Err(fail) => {
                unread = true;
                bad.extend(fail.lines(place.lang));
            }
        }
        failed.is_none()
    };
    open_each(&mut read, &catalog, &look, &mut take, &mut |done| {
        stopped = progress.at(done).err();
        stopped.is_none()
    });
    if let Some(fail) = stopped.or(failed) {
        return Err(fail);
    }
    drop(progress);
    for past in past_losses(&place.store).iter().filter(|past| !log.damage().contains(past)) {
        let said = store_text::damage_text(place.lang, past);
        let _ = writeln!(good, "{}", text::lost_before(place.lang, said));
    }
    if !alone {
        let _ = writeln!(good, "{}", text::journals_only(place.lang));
    }
    if typed.is_some() && !found {
        bad.push(text::print_not_found(place.lang, print.as_deref().unwrap_or_default()));
    }
    // What was found damaged has been told where it was found.
    if bad.is_empty() && log.damage().is_empty() {
        out::print(&good)
    } else {
        // What is wrong with one record says nothing of the others.
        if unread {
            out::print(&good)?;
        }
        Err(Fail::said(FAILED, bad))
    }
}

/// What the check of one session found, in words.
#[derive(Debug, Default)]
struct Checked {
    id: String,
    good: String,
    bad: Vec<String>,
    remarks: Vec<String>,
    attached: Vec<Attached>,
    /// The fingerprint that is looked for is a line of it.
    found: bool,
}

impl Checked {
    fn of(place: &Environment, host: &Host, typed: Option<&Typed>) -> Self {
        let (lang, id, ledger) = (place.lang, host.id(), host.ledger());
        let attached = ledger.meeting().map(|meeting| meeting.paper.attachments.clone());
        let mut checked = Self {
            id: id.to_owned(),
            remarks: place.remarks(host),
            attached: attached.unwrap_or_default(),
            ..Self::default()
        };
        let (lines, head) = (ledger.seq(), ledger.head());
        let (whole, joined) = (ledger.whole(), ledger.joined());
        let short = head.fingerprint();
        let mut say = |said: String| {
            checked.good.push_str(&said);
            checked.good.push('\n');
        };
        say(text::verified(lang, id, lines, short, head, whole, joined));
        if let Some(record) = typed.and_then(|typed| typed.find(ledger)) {
            checked.found = true;
            let at = record.at.date_naive();
            let at = format!("{} {}", terms::date(lang, at), terms::time(record.at));
            say(if record.seq == lines {
                text::print_is_head(lang, id, lines, at)
            } else {
                text::print_is_earlier(lang, id, record.seq, at, lines)
            });
            if typed.is_some_and(Typed::is_short) {
                say(text::print_is_short(lang));
            }
        }
        let unknown = ledger.unknown().len();
        if unknown > 0 {
            say(text::unknown_events(lang, id, unknown));
        }
        if ledger.barred().is_some() {
            let unruled = ledger.unruled(&|_| false, &mut |_| true).unwrap_or_default();
            checked.bad = messages::unruled_text(lang, id, &unruled).into_iter().collect();
        }
        checked
    }
}
