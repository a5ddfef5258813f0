//! What a command can end with: an exit code and the lines that say what happened, where, and what
//! to do (docs/contract.md §1).

use crate::domain::recorded::RecordError;
use crate::export::file::FileError;
use crate::i18n::io::io_reason;
use crate::i18n::{
    Lang, attach as attach_text, cli as text, inputs as plan_text, store as store_text,
};
use crate::inputs::Faults;
use crate::session::wire::Denial;
use crate::session::{AttachError, SessionError, SubmitError, messages};
use crate::store::StoreError;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Exit codes of the contract.
pub(super) const FAILED: u8 = 1;
pub(super) const BAD_INPUT: u8 = 2;
pub(super) const REFUSED: u8 = 3;
pub(super) const IN_USE: u8 = 4;

#[derive(Debug)]
enum Why {
    /// Already worded, one line each.
    Said(Vec<String>),
    Store(Arc<StoreError>),
    Line(RecordError),
    /// Standard output does not take what is written to it.
    Output(io::Error),
}

#[derive(Debug)]
pub(super) struct Fail {
    pub(super) code: u8,
    /// Whoever reads standard output has gone: nothing is wrong.
    pub(super) closed: bool,
    why: Why,
}

impl Fail {
    fn new(code: u8, why: Why) -> Self {
        Self { code, closed: false, why }
    }

    pub(super) fn said(code: u8, lines: Vec<String>) -> Self {
        Self::new(code, Why::Said(lines))
    }

    pub(super) fn failed(line: String) -> Self {
        Self::said(FAILED, vec![line])
    }

    pub(super) fn bad_input(line: String) -> Self {
        Self::said(BAD_INPUT, vec![line])
    }

    pub(super) fn closed() -> Self {
        Self { code: 0, closed: true, why: Why::Said(Vec::new()) }
    }

    pub(super) fn output(error: &io::Error) -> Self {
        let code = error.raw_os_error().map(io::Error::from_raw_os_error);
        Self::new(FAILED, Why::Output(code.unwrap_or_else(|| error.kind().into())))
    }

    /// One more thing to be said.
    pub(super) fn add(&mut self, line: String) {
        if let Why::Said(lines) = &mut self.why {
            lines.push(line);
        }
    }

    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        match &self.why {
            Why::Said(lines) => lines.clone(),
            Why::Store(error) => vec![store_text::store_error_text(lang, error)],
            Why::Line(error) => vec![store_text::line_error_text(lang, error)],
            Why::Output(error) => vec![text::output_failed(lang, io_reason(lang, error))],
        }
    }
}

impl From<Arc<StoreError>> for Fail {
    fn from(error: Arc<StoreError>) -> Self {
        let code = match *error {
            StoreError::InUse { .. } => IN_USE,
            StoreError::BadId { .. } | StoreError::NoSession { .. } => BAD_INPUT,
            _ => FAILED,
        };
        Self::new(code, Why::Store(error))
    }
}

impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Self {
        Self::from(Arc::new(error))
    }
}

impl Fail {
    /// A session's error outside of `exec`, where a refusal has a meeting to be worded with.
    pub(super) fn session(lang: Lang, error: SessionError) -> Self {
        match error {
            SessionError::Store(error) => Self::from(error),
            SessionError::Line(error) => Self::new(FAILED, Why::Line(error)),
            SessionError::Exists(id) => Self::bad_input(text::session_exists(lang, id)),
            SessionError::TooLong => {
                Self::bad_input(messages::error_text(lang, &SessionError::TooLong))
            }
            SessionError::Told(said) => Self::failed(said),
            SessionError::Stopped(id) => Self::failed(text::stopped(lang, id)),
            SessionError::Refused(refusal) => {
                let line = crate::i18n::refusal::refusal_text(lang, &refusal, None);
                Self::said(REFUSED, vec![line])
            }
        }
    }

    /// Why the host of the store could not be asked, with what to do.
    pub(super) fn attach(lang: Lang, store: &Path, error: &AttachError) -> Self {
        let code = match error {
            AttachError::NotHosted => IN_USE,
            AttachError::Denied { why: Denial::NoSession { .. }, .. } => BAD_INPUT,
            _ => FAILED,
        };
        let said = match error {
            AttachError::NotHosted => attach_text::not_hosted(lang, store.display()),
            AttachError::Denied { yishi, program, why } => {
                messages::denial_text(lang, why, *yishi, program)
            }
            AttachError::Ended(why) => messages::goodbye_text(lang, *why),
            AttachError::NoAnswer => attach_text::no_answer(lang),
            AttachError::Line(error) => store_text::line_error_text(lang, error),
            AttachError::Io(error) => attach_text::wire_failed(lang, io_reason(lang, error)),
        };
        Self::said(code, vec![said])
    }

    /// Why an act did not become part of the record, or is not known to have.
    pub(super) fn submit(lang: Lang, store: &Path, error: SubmitError) -> Self {
        match error {
            SubmitError::Session(error) => Self::session(lang, error),
            SubmitError::Attach(error) => Self::attach(lang, store, &error),
        }
    }

    /// Every fault of the input files, a line each.
    pub(super) fn faults(lang: Lang, faults: &Faults) -> Self {
        let mut lines: Vec<String> = faults
            .list
            .iter()
            .map(|fault| plan_text::fault_text(lang, fault).to_string())
            .collect();
        if faults.more > 0 {
            lines.push(plan_text::more(lang, faults.more));
        }
        Self::said(BAD_INPUT, lines)
    }

    pub(super) fn file(lang: Lang, error: &FileError) -> Self {
        Self::failed(error.words(lang))
    }

    /// A record without a plan: nothing can be said of it.
    pub(super) fn unplanned(lang: Lang) -> Self {
        Self::failed(store_text::line_form(lang, 0))
    }
}
