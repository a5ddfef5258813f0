//! `verify`: compares journal, database and witness, reads every record of one session, or of all, and checks the chain; looks up a
//! fingerprint that stands on a paper.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use super::progress::Progress;
use crate::document::fingerprint::Typed;
use crate::document::papers::read_code;
use crate::i18n::{cli as text, store as store_text, terms, transfer};
use crate::session::{gone_attachments, messages};
use crate::store::{Log as _, past_losses};
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
    let listed = log.sessions()?;
    let total = listed.iter().filter(|one| id.as_ref().is_none_or(|id| one.id == *id));
    let total = total.map(|one| one.records).sum();
    let ids = match &id {
        Some(id) => vec![id.clone()],
        None => listed.into_iter().map(|one| one.id).collect(),
    };
    let mut good = String::new();
    let mut bad = Vec::new();
    let mut progress = Progress::new(place.lang, text::checking_chains(place.lang), total);
    let (mut found, mut unread) = (false, false);
    let mut before = 0;
    for id in ids {
        let mut stopped = None;
        let host = place.watched_session(&mut log, &id, &mut |done, _| {
            stopped = progress.at(before + done).err();
            stopped.is_none()
        });
        if let Some(stopped) = stopped {
            return Err(stopped);
        }
        match host {
            Ok(host) => {
                let (lines, head) = (host.ledger().seq(), host.ledger().head());
                before += lines;
                let said = {
                    let (whole, joined) = (host.ledger().whole(), host.ledger().joined());
                    let short = head.fingerprint();
                    text::verified(place.lang, &id, lines, short, head, whole, joined)
                };
                let _ = writeln!(good, "{said}");
                let record = typed.as_ref().and_then(|typed| typed.find(host.ledger()));
                if let Some(record) = record {
                    found = true;
                    let at = record.at.date_naive();
                    let at = format!("{} {}", terms::date(place.lang, at), terms::time(record.at));
                    let said = if record.seq == lines {
                        text::print_is_head(place.lang, &id, lines, at)
                    } else {
                        text::print_is_earlier(place.lang, &id, record.seq, at, lines)
                    };
                    let _ = writeln!(good, "{said}");
                    if typed.as_ref().is_some_and(Typed::is_short) {
                        let _ = writeln!(good, "{}", text::print_is_short(place.lang));
                    }
                }
                if host.ledger().barred().is_some() {
                    let unruled = host.ledger().unruled(&|_| false, &mut |_| true);
                    bad.extend(messages::unruled_text(
                        place.lang,
                        &id,
                        &unruled.unwrap_or_default(),
                    ));
                }
                let gone = host.ledger().meeting().map(|meeting| gone_attachments(&log, meeting));
                let gone = gone.unwrap_or_default().into_iter();
                bad.extend(gone.map(|file| transfer::attachment_lost(place.lang, &id, file)));
                let unknown = host.ledger().unknown().len();
                if unknown > 0 {
                    let _ = writeln!(good, "{}", text::unknown_events(place.lang, &id, unknown));
                }
            }
            Err(fail) if fail.code != FAILED => return Err(fail),
            Err(fail) => {
                unread = true;
                bad.extend(fail.lines(place.lang));
            }
        }
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
