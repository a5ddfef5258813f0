//! What a session has to say to people, in their language.

use super::error::SessionError;
use super::transfer::{Standing, Taken, TransferError, Unfit};
use super::wire::{Denial, Goodbye, MOST_TO_HOST, WIRE};
use crate::domain::ledger::Unruled;
use crate::i18n::{Lang, attach as text, cli, refusal, store, transfer};
use std::fmt::Display;

/// An error in a sentence; a refusal is worded without the meeting's names.
pub fn error_text(lang: Lang, error: &SessionError) -> String {
    match error {
        SessionError::Store(error) => store::store_error_text(lang, error),
        SessionError::Line(error) => store::line_error_text(lang, error),
        SessionError::Exists(id) => cli::session_exists(lang, id),
        SessionError::Refused(why) => refusal::refusal_text(lang, why, None),
        SessionError::TooLong => text::too_long(lang, MOST_TO_HOST >> 10),
        SessionError::Told(said) => said.clone(),
        SessionError::Stopped(id) => cli::stopped(lang, id),
    }
}

/// Why a terminal may not join, with what to do about it. `yishi` and `program` are the host's.
pub fn denial_text(lang: Lang, why: &Denial, yishi: u32, program: &str) -> String {
    let own = env!("CARGO_PKG_VERSION");
    match why {
        Denial::Version if yishi > WIRE => text::host_newer(lang, program, own),
        Denial::Version => text::host_older(lang, program, own),
        Denial::NoSession { session } => store::no_session(lang, session),
        Denial::NothingOpen => text::nothing_open(lang),
        Denial::Full { most } => text::full(lang, most),
        Denial::Broken { why } => why.clone(),
        Denial::Garbled => text::garbled(lang),
    }
}

/// Why the host ended the connection.
pub fn goodbye_text(lang: Lang, why: Goodbye) -> String {
    match why {
        Goodbye::Quit => text::host_quit(lang),
        Goodbye::Dismissed => text::dismissed(lang),
        Goodbye::Garbled => text::garbled(lang),
        Goodbye::TooLong => text::too_long(lang, MOST_TO_HOST >> 10),
        Goodbye::Silent => text::host_lost(lang),
    }
}

/// Why a file of sessions is not taken in, or none is made; `file` and `dir` say where.
pub fn transfer_text(
    lang: Lang,
    file: impl Display,
    dir: impl Display,
    error: &TransferError,
) -> Vec<String> {
    match error {
        TransferError::Unfit { session, why } => vec![unfit_text(lang, session, why)],
        TransferError::Other(list) => {
            list.iter().map(|(session, at)| transfer::other_history(lang, session, at)).collect()
        }
        TransferError::Damaged => vec![transfer::store_damaged(lang, dir)],
        TransferError::InUse(session) => vec![transfer::in_use(lang, session)],
        TransferError::Store(error) => vec![store::store_error_text(lang, error)],
        TransferError::Container(error) => vec![transfer::container_text(lang, file, error)],
        TransferError::Stopped => vec![cli::stopped(lang, file)],
    }
}

/// Why a session of a file is no record.
pub fn unfit_text(lang: Lang, session: &str, why: &Unfit) -> String {
    match why {
        Unfit::Line(error) => {
            transfer::unfit_line(lang, session, store::line_error_text(lang, error))
        }
        Unfit::Text(n, refused) => {
            transfer::unfit_text(lang, session, n, refusal::refusal_text(lang, refused, None))
        }
        Unfit::NoPlan => transfer::unfit_plan(lang, session),
        Unfit::OtherId(other) => transfer::unfit_id(lang, session, other),
        Unfit::Draft => transfer::unfit_draft(lang, session),
        Unfit::Attached => transfer::unfit_attached(lang, session),
        Unfit::Unread => cli::stopped(lang, session),
    }
}

/// What was done with a session of a file.
pub fn taken_text(lang: Lang, taken: &Taken) -> String {
    let (session, records) = (&taken.session, taken.records);
    let said = match taken.standing {
        Standing::New => transfer::taken_new(lang, session, records),
        Standing::Same => transfer::taken_same(lang, session),
        Standing::Longer(ours) => transfer::taken_longer(lang, session, records - ours, records),
        Standing::Shorter(ours) => transfer::taken_shorter(lang, session, ours, records),
        Standing::Joined(new) => transfer::taken_joined(lang, session, new),
        Standing::Other(at) => return transfer::other_history(lang, session, at),
    };
    let said = match &taken.own_id {
        Some(id) => transfer::with_label(lang, said, id, session),
        None => said,
    };
    match taken.unknown {
        0 => said,
        unknown => transfer::with_unknown(lang, said, unknown),
    }
}

/// What of a session of a file does not follow from the rules; None where all of it does.
pub fn unruled_text(lang: Lang, session: &str, unruled: &[Unruled]) -> Option<String> {
    let first = unruled.first()?;
    let why = match &first.why {
        Some(why) => refusal::refusal_text(lang, why, None),
        None => transfer::comes_to_else(lang),
    };
    Some(transfer::unruled(lang, session, first.seq, why))
}

/// What will be done with it.
pub fn fate_text(lang: Lang, taken: &Taken) -> String {
    let records = taken.records;
    if let Some(unruled) = unruled_text(lang, &taken.session, &taken.unruled) {
        return unruled;
    }
    match taken.standing {
        Standing::New => transfer::will_new(lang),
        Standing::Same => transfer::will_same(lang),
        Standing::Longer(ours) => transfer::will_longer(lang, records - ours, ours),
        Standing::Shorter(ours) => transfer::will_shorter(lang, ours, records),
        Standing::Joined(new) => transfer::will_join(lang, new),
        Standing::Other(at) => transfer::other_history(lang, &taken.session, at),
    }
}
