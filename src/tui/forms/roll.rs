//! Forms of the roll: a leave with its reason, a proxy with its holder, somebody new.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::{Attends, Person, PersonId, group};
use crate::domain::roll::{self, Entry, Status};
use crate::i18n::terms;
use crate::i18n::ui::form as text;
use crate::i18n::ui::roll as words;
use crate::tui::overlays::{About, Fault, Form};
use crate::tui::ui::Ui;

/// Whom the form is about; forms here are never made without somebody.
fn about(ui: &Ui, form: &Form) -> Result<PersonId, Fault> {
    match &form.about {
        About::Person(person) => Ok(person.clone()),
        About::Nothing | About::No(_) | About::Seq(_) | About::Line(_) | About::Action(..) => {
            Err(Fault { field: "reason", why: text::fault_person(ui.lang()) })
        }
    }
}

pub(crate) fn leave(ui: &Ui, person: &PersonId) -> Form {
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

pub(crate) fn proxy(ui: &Ui, person: &PersonId) -> Form {
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

/// How somebody new takes part: attending with a vote, without one, or sitting in.
const PARTS: [(Attends, bool); 3] =
    [(Attends::Attending, true), (Attends::Attending, false), (Attends::SittingIn, false)];

/// Somebody who came and is not in the roster: present, and without a vote unless it is said.
pub(crate) fn invite(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_invite(lang), |ui, form| {
        let name = form.need_text(ui, "name")?;
        let id = form.need_ascii(ui, "id")?;
        let groups = super::groups(ui);
        let group = groups.get(form.chosen("group")).copied().unwrap_or(group::INVITEE);
        let (attends, vote) = PARTS.get(form.chosen("part")).copied().unwrap_or(PARTS[1]);
        let (mark, unit) = (form.text("mark").to_owned(), form.text("unit").to_owned());
        let person = Person { mark, unit, attends, vote, ..Person::new(id, name, group) };
        Ok(Command::Roll(roll::Command::WalkIn(Box::new(person))))
    });
    let id = ui.meeting().map(free_id).unwrap_or_default();
    let probe = Person::new(id.clone(), "-", group::INVITEE);
    let groups = super::groups(ui);
    let at = groups.iter().position(|name| *name == group::INVITEE).unwrap_or(0);
    let groups = groups.iter().map(|name| terms::group_name(lang, name).to_owned()).collect();
    let parts = vec![words::part_votes(lang), words::part_no_vote(lang), words::sitting_in(lang)];
    form.line("name", words::col_name(lang), String::new(), "")
        .choice("group", words::group(lang), groups, at)
        .choice("part", words::part(lang), parts, 1)
        .line("unit", words::unit(lang), text::optional(lang), "")
        .line("mark", words::mark(lang), words::mark_hint(lang), "")
        .line("id", words::col_id(lang), String::new(), &id)
        .probe(Command::Roll(roll::Command::WalkIn(Box::new(probe))))
}

/// An id that nobody has, counted on from the last of the roster: P13 after P12.
fn free_id(m: &Meeting) -> String {
    let last = m.roll.entries.last().map_or("P00", |entry| entry.person.id.as_str());
    let stem = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = last.get(stem.len()..).unwrap_or_default();
    let from = digits.parse::<u32>().unwrap_or(0);
    (from..=u32::MAX)
        .skip(1)
        .map(|no| format!("{stem}{no:0width$}", width = digits.len()))
        .find(|id| m.roll.get(&PersonId::new(id.as_str())).is_none())
        .unwrap_or_default()
}

fn holds(_: &Meeting, entry: &Entry) -> bool {
    entry.status == Status::Present && entry.person.vote
}
