//! Short forms of the minutes, for the desk; the minutes screen has its own editor.

use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::i18n::ui::form as text;
use crate::i18n::ui::minutes as screen;
use crate::tui::overlays::{About, Form, LineSeen};
use crate::tui::ui::Ui;

pub(crate) fn note(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_note(lang), |ui, form| {
        Ok(Command::Minutes(minutes::Command::Note(form.need_text(ui, "text")?)))
    });
    form.lines("text", text::text(lang), "")
        .draft(ui, "note".to_owned())
        .probe(Command::Minutes(minutes::Command::Note("-".to_owned())))
}

/// Strikes the line of an event, which happened at `time`.
pub(crate) fn strike(ui: &Ui, seq: u64, time: &str) -> Form {
    let lang = ui.lang();
    let form = Form::new(screen::strike_title(lang, time), |ui, form| {
        let (seq, seen) = match &form.about {
            About::Line(line) => (line.seq, Some(line.version)),
            About::Nothing
            | About::No(_)
            | About::Seq(_)
            | About::Person(_)
            | About::Action(..) => (0, None),
        };
        let reason = form.need_text(ui, "reason")?;
        Ok(Command::Minutes(minutes::Command::Strike { seq, reason, seen }))
    });
    let probe = minutes::Command::Strike { seq, reason: "-".to_owned(), seen: None };
    let version = ui.meeting().map_or(seq, |m| m.minutes.version(seq));
    form.line("reason", text::reason(lang), String::new(), "")
        .about(About::Line(LineSeen { seq, version }))
        .probe(Command::Minutes(probe))
}

/// The summary of the latest speech, by its speaker: another may have begun when it is submitted.
pub(crate) fn say(ui: &Ui) -> Form {
    let lang = ui.lang();
    let speech = ui.meeting().and_then(|m| m.floor.speeches.last());
    let person = speech.map(|speech| speech.person.clone());
    let name = person.as_ref().map(|id| ui.name(id)).unwrap_or_default();
    let form = Form::new(text::title_say(lang, name), |ui, form| {
        let person = match &form.about {
            About::Person(person) => Some(person.clone()),
            About::Nothing | About::No(_) | About::Seq(_) | About::Line(_) | About::Action(..) => {
                None
            }
        };
        let text = form.need_text(ui, "text")?;
        Ok(Command::Minutes(minutes::Command::Say { person, text }))
    });
    let probe = minutes::Command::Say { person: person.clone(), text: "-".to_owned() };
    // One draft a speech: what was begun about one speech is not put under another.
    let name = format!("say-{}", speech.map_or(0, |speech| speech.seq));
    form.lines("text", text::text(lang), "")
        .draft(ui, name)
        .about(person.map_or(About::Nothing, About::Person))
        .probe(Command::Minutes(probe))
}
