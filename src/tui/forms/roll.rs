//! Forms of the roll: a leave with its reason, a proxy with its holder.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::PersonId;
use crate::domain::roll::{self, Entry, Status};
use crate::i18n::ui::form as text;
use crate::i18n::ui::roll as words;
use crate::tui::overlays::{About, Fault, Form};
use crate::tui::ui::Ui;

/// Whom the form is about; forms here are never made without somebody.
fn about(ui: &Ui, form: &Form) -> Result<PersonId, Fault> {
    match &form.about {
        About::Person(person) => Ok(person.clone()),
        About::Nothing | About::No(_) | About::Seq(_) | About::Line(_) => {
            Err(Fault { field: "reason", why: text::fault_person(ui.lang()) })
        }
    }
}

pub fn leave(ui: &Ui, person: &PersonId) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_leave(lang, ui.name(person)), |ui, form| {
        let (person, reason) = (about(ui, form)?, form.text("reason").to_owned());
        Ok(Command::Roll(roll::Command::Leave { person, reason }))
    });
    let probe = roll::Command::Leave { person: person.clone(), reason: String::new() };
    form.line("reason", text::reason(lang), text::optional(lang), "")
        .about(About::Person(person.clone()))
        .probe(Command::Roll(probe))
}

pub fn proxy(ui: &Ui, person: &PersonId) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_proxy(lang, ui.name(person)), |ui, form| {
        let (from, to) = (about(ui, form)?, form.need_person(ui, "holder")?);
        Ok(Command::Roll(roll::Command::Proxy { from, to }))
    });
    let form = form.person("holder", words::holder(lang), holds, "");
    let form = form.about(About::Person(person.clone()));
    // Whether there are proxies at all, and of this person, does not depend on who holds one.
    let others = |m: &&Entry| m.person.vote && m.person.id != *person;
    let holder = ui.meeting().and_then(|m| {
        m.roll.voters_here().find(others).or_else(|| m.roll.entries.iter().find(others))
    });
    match holder.map(|entry| entry.person.id.clone()) {
        Some(to) => {
            let from = person.clone();
            form.probe(Command::Roll(roll::Command::Proxy { from, to }))
        }
        None => form,
    }
}

fn holds(_: &Meeting, entry: &Entry) -> bool {
    entry.status == Status::Present && entry.person.vote
}
