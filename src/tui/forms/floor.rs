//! Forms of the floor.

use crate::domain::floor::{self, Speech, SpeechKind, SpeechTerms, Stance};
use crate::domain::meeting::Command;
use crate::domain::person::PersonId;
use crate::domain::session::ItemKind;
use crate::domain::stamp::Moment;
use crate::i18n::Lang;
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::tui::overlays::{About, Fault, Form, Tone};
use crate::tui::people;
use crate::tui::ui::Ui;
use strum::VariantArray as _;

/// Somebody asks to speak.
pub(crate) fn request(ui: &Ui) -> Form {
    speech(ui, text::title_request(ui.lang()), |ui, form| {
        let (person, terms) = asked(ui, form)?;
        Ok(Command::Floor(floor::Command::Request { person, terms }))
    })
}

/// The chair picks anybody.
pub(crate) fn give(ui: &Ui) -> Form {
    speech(ui, text::title_give(ui.lang()), |ui, form| {
        let (person, terms) = asked(ui, form)?;
        Ok(Command::Floor(floor::Command::Give { person, terms }))
    })
    .live(refused)
}

/// Why the floor could not be given as the form stands, whoever is meant: told while it is filled in
/// and not after.
fn refused(ui: &Ui, form: &Form) -> Vec<(Tone, String)> {
    let here = ui.meeting().and_then(|m| {
        m.roll.entries.iter().find(|entry| people::is_here(m, entry)).map(|e| e.person.id.clone())
    });
    let kind = SpeechKind::VARIANTS.get(form.chosen("kind")).copied();
    let Some(person) = here else { return Vec::new() };
    let terms = SpeechTerms { kind, ..SpeechTerms::default() };
    let why = ui.decide(&Command::Floor(floor::Command::Give { person, terms })).err();
    why.map(|why| (Tone::Warning, why)).into_iter().collect()
}

fn speech(ui: &Ui, title: String, build: fn(&Ui, &Form) -> Result<Command, Fault>) -> Form {
    let lang = ui.lang();
    let kinds =
        SpeechKind::VARIANTS.iter().map(|&kind| term::kind(lang, kind).to_owned()).collect();
    // Neutral first: a stance is said, never assumed.
    let stances = stances().map(|stance| term::stance(lang, stance).to_owned()).to_vec();
    // Whether the floor can be led at all does not depend on whom: opening or closing the list asks
    // for the same phase.
    let open = ui.meeting().is_some_and(|m| m.floor.list_open);
    let mut proposals = vec![text::on_none(lang)];
    proposals.extend(on_table(ui).into_iter().map(|no| text::on_proposal(lang, no)));
    Form::new(title, build)
        .probe(Command::Floor(floor::Command::List { open: !open }))
        .person("person", text::person(lang), people::is_here, "")
        .choice("kind", text::kind(lang), kinds, usual_kind(ui))
        .choice("stance", text::stance(lang), stances, 0)
        .choice("on", text::on(lang), proposals, 0)
        .duration("limit", text::limit(lang), text::limit_hint(lang), "")
}

/// The proposals that can be spoken to.
fn on_table(ui: &Ui) -> Vec<u32> {
    let list = ui.meeting().map(|m| m.proposals.list.as_slice()).unwrap_or_default();
    list.iter().filter(|proposal| proposal.dropped.is_none()).map(|proposal| proposal.no).collect()
}

const fn stances() -> [Stance; 4] {
    [Stance::Neutral, Stance::For, Stance::Against, Stance::Amend]
}

/// The place in `Kind::ALL` of what the running item is for.
fn usual_kind(ui: &Ui) -> usize {
    let item = ui.meeting().and_then(|m| m.agenda.active()).and_then(|item| item.plan.kind);
    let kind = match item {
        Some(ItemKind::Statements | ItemKind::Briefing) => SpeechKind::Statement,
        Some(ItemKind::Responses) => SpeechKind::Response,
        _ => SpeechKind::Discussion,
    };
    SpeechKind::VARIANTS.iter().position(|other| *other == kind).unwrap_or(0)
}

fn asked(ui: &Ui, form: &Form) -> Result<(PersonId, SpeechTerms), Fault> {
    let person = form.need_person(ui, "person")?;
    let kind = SpeechKind::VARIANTS.get(form.chosen("kind")).copied();
    let stance = stances().get(form.chosen("stance")).copied();
    let stance = stance.filter(|stance| *stance != Stance::Neutral);
    let on = form.chosen("on").checked_sub(1).and_then(|place| on_table(ui).get(place).copied());
    let limit_s = form.seconds(ui, "limit")?;
    Ok((person, SpeechTerms { kind, stance, on, limit_s }))
}

pub(crate) fn extend(ui: &Ui) -> Form {
    let lang = ui.lang();
    let hint = text::seconds_hint(lang);
    let form = Form::new(text::title_extend(lang), |ui, form| {
        let seconds = form.seconds(ui, "time")?;
        let empty = Fault { field: "time", why: text::fault_empty(ui.lang()) };
        Ok(Command::Floor(floor::Command::Extend(seconds.ok_or(empty)?)))
    });
    form.duration("time", text::seconds(lang), hint, "1m")
        .probe(Command::Floor(floor::Command::Extend(60)))
}

pub(crate) fn stop(ui: &Ui) -> Form {
    let lang: Lang = ui.lang();
    let speech = ui.meeting().and_then(|m| m.floor.current());
    let name = speech.map(|speech| ui.name(&speech.person)).unwrap_or_default();
    let form = Form::new(text::title_stop(lang, name), |ui, form| {
        Ok(Command::Floor(floor::Command::Stop(form.need_text(ui, "reason")?)))
    });
    form.line("reason", text::reason(lang), String::new(), "")
        .probe(Command::Floor(floor::Command::Stop("-".to_owned())))
}

/// Puts one request at another place.
pub(crate) fn bump(ui: &Ui, person: &PersonId) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_bump(lang, ui.name(person)), |ui, form| {
        let to = u32::try_from(form.need_number(ui, "place")?);
        let to = to.map_err(|_| Fault { field: "place", why: text::fault_number(ui.lang()) })?;
        let About::Person(person) = form.about.clone() else {
            return Err(Fault { field: "place", why: text::fault_person(ui.lang()) });
        };
        Ok(Command::Floor(floor::Command::Bump { person, to }))
    });
    form.line("place", text::place(lang), String::new(), "1").about(About::Person(person.clone()))
}

/// Puts right when a speech began and ended.
pub(crate) fn correct(ui: &Ui, speech: &Speech) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_times(lang, ui.name(&speech.person)), |ui, form| {
        let About::Seq(speech) = form.about else {
            return Err(Fault { field: "from", why: text::fault_empty(ui.lang()) });
        };
        let known = ui.meeting().and_then(|m| m.floor.speeches.iter().find(|s| s.seq == speech));
        let day = known.map_or(ui.now.at, |known| known.start);
        let (start, end) = (form.clock(ui, "from", day)?, form.clock(ui, "to", day)?);
        // What is as it was is no correction.
        let start = start.filter(|start| known.is_none_or(|known| known.start != *start));
        let end = end.filter(|end| known.is_none_or(|known| known.end != Some(*end)));
        Ok(Command::Floor(floor::Command::Correct { speech, start, end }))
    });
    let clock = |at: Moment| at.format("%H:%M:%S").to_string();
    let form = form.line("from", text::from(lang), text::clock_hint(lang), &clock(speech.start));
    let form = match speech.end {
        Some(end) => form.line("to", text::to(lang), text::clock_hint(lang), &clock(end)),
        None => form,
    };
    form.about(About::Seq(speech.seq))
}
