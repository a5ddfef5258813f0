//! Joins the palette's line to the session script, which the screen does not name.

use crate::domain::meeting::Meeting;
use crate::domain::stamp::Moment;
use crate::i18n::Lang;
use crate::script;
use crate::tui::line::{Completion, Said};

/// How a line of the palette may go on.
pub(super) fn complete(line: &str, meeting: &Meeting) -> Vec<Completion> {
    let found = script::complete(line, line.len(), meeting).into_iter();
    found.map(|c| Completion { range: c.range, text: c.text, detail: c.detail }).collect()
}

/// Reads a line of the palette; the error is a sentence.
pub(super) fn read_line(
    lang: Lang,
    line: &str,
    meeting: &Meeting,
    _now: Moment,
) -> Result<Said, String> {
    let parsed = script::parse_line(line, meeting);
    let parsed = parsed.map_err(|error| script::script_error_text(lang, &error))?;
    let parsed = parsed.ok_or_else(|| crate::i18n::cli::empty_line(lang))?;
    let at = parsed.moment(meeting);
    Ok(Said { command: parsed.command, at })
}
