//! What a session has to say to people, in their language.

use super::host::SessionError;
use super::wire::{Denial, Goodbye, MOST_TO_HOST, WIRE};
use crate::i18n::{Lang, attach as text, cli, refusal, store};

/// An error in a sentence; a refusal is worded without the meeting's names.
pub fn error_text(lang: Lang, error: &SessionError) -> String {
    match error {
        SessionError::Store(error) => store::store_error_text(lang, error),
        SessionError::Line(error) => store::line_error_text(lang, error),
        SessionError::Exists(id) => cli::session_exists(lang, id),
        SessionError::Refused(why) => refusal::refusal_text(lang, why, None),
        SessionError::TooLong => text::too_long(lang, MOST_TO_HOST >> 10),
        SessionError::Told(said) => said.clone(),
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
