//! Forms of the agenda.

use crate::domain::agenda;
use crate::domain::meeting::Command;
use crate::i18n::ui::form as text;
use crate::tui::overlays::{About, Fault, Form};
use crate::tui::people;
use crate::tui::ui::Ui;

/// The number that a form is about; forms here are never made without one.
pub(super) fn number(form: &Form) -> u32 {
    match form.about {
        About::No(no) => no,
        About::Nothing | About::Seq(_) | About::Line(_) | About::Person(_) | About::Action(..) => 0,
    }
}

pub fn add(ui: &Ui, before: Option<u32>) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_add(lang), |ui, form| {
        let title = form.need_text(ui, "title")?;
        let seconds = form.seconds(ui, "time")?;
        let before = match form.about {
            About::No(no) => Some(no),
            About::Nothing
            | About::Seq(_)
            | About::Line(_)
            | About::Person(_)
            | About::Action(..) => None,
        };
        // What the item is for leads the next step, so it is guessed as it is for a plan file.
        let kind = crate::inputs::guess::kind(&title);
        Ok(Command::Agenda(agenda::Command::Add { title, seconds, before, kind }))
    });
    let probe = agenda::Command::Add { title: "-".to_owned(), seconds: None, before, kind: None };
    form.line("title", text::title(lang), String::new(), "")
        .line("time", text::seconds(lang), text::seconds_hint(lang), "10m")
        .about(before.map_or(About::Nothing, About::No))
        .probe(Command::Agenda(probe))
}

pub fn defer(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_defer(lang, ui.item_place(no)), |_, form| {
        let reason = form.text("reason").to_owned();
        Ok(Command::Agenda(agenda::Command::Defer { no: number(form), reason }))
    });
    let probe = agenda::Command::Defer { no, reason: String::new() };
    form.line("reason", text::reason(lang), text::optional(lang), "")
        .about(About::No(no))
        .probe(Command::Agenda(probe))
}

pub fn retime(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let seconds = ui.meeting().and_then(|m| m.agenda.get(no)).map_or(0, |item| item.plan.seconds);
    let form = Form::new(text::title_retime(lang, ui.item_place(no)), |ui, form| {
        let empty = Fault { field: "time", why: text::fault_empty(ui.lang()) };
        let seconds = form.seconds(ui, "time")?.ok_or(empty)?;
        Ok(Command::Agenda(agenda::Command::Time { no: number(form), seconds }))
    });
    form.line("time", text::seconds(lang), text::seconds_hint(lang), &format!("{}m", seconds / 60))
        .about(About::No(no))
        .probe(Command::Agenda(agenda::Command::Time { no, seconds: 60 }))
}

/// Who leads the item; an empty field names nobody.
pub fn lead(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let item = ui.meeting().and_then(|m| m.agenda.get(no));
    let old = item.and_then(|item| item.plan.lead.as_ref()).map(ToString::to_string);
    let form = Form::new(text::title_lead(lang, ui.item_place(no)), |ui, form| {
        let person = form.maybe_person(ui, "lead")?;
        Ok(Command::Agenda(agenda::Command::Lead { no: number(form), person }))
    });
    form.person("lead", text::lead_of_item(lang), people::anybody, &old.unwrap_or_default())
        .about(About::No(no))
}

pub fn retitle(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let item = ui.meeting().and_then(|m| m.agenda.get(no));
    let old = item.map(|item| item.plan.title.clone()).unwrap_or_default();
    let form = Form::new(text::title_retitle(lang, ui.item_place(no)), |ui, form| {
        let title = form.need_text(ui, "title")?;
        Ok(Command::Agenda(agenda::Command::Title { no: number(form), title }))
    });
    form.line("title", text::title(lang), String::new(), &old)
        .about(About::No(no))
        .probe(Command::Agenda(agenda::Command::Title { no, title: "-".to_owned() }))
}
