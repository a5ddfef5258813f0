//! Forms of the agenda.

use crate::domain::agenda;
use crate::domain::meeting::Command;
use crate::domain::session::ItemKind;
use crate::i18n::terms;
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::tui::overlays::{About, Fault, Form};
use crate::tui::people;
use crate::tui::ui::Ui;
use strum::VariantArray as _;

/// The number that a form is about; forms here are never made without one.
pub(super) fn number(form: &Form) -> u32 {
    match form.about {
        About::No(no) => no,
        About::Nothing | About::Seq(_) | About::Line(_) | About::Person(_) | About::Action(..) => 0,
    }
}

/// What an item may be for: as its title says, nothing in particular, or one of the kinds.
fn purposes(ui: &Ui) -> Vec<String> {
    let lang = ui.lang();
    let kinds = std::iter::once(None).chain(ItemKind::VARIANTS.iter().copied().map(Some));
    kinds.map(|kind| term::item_kind(lang, kind).to_owned()).collect()
}

/// The kind at a place of `purposes`.
fn purpose_at(place: usize) -> Option<ItemKind> {
    place.checked_sub(1).and_then(|place| ItemKind::VARIANTS.get(place).copied())
}

pub(crate) fn add(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_add(lang), |ui, form| {
        let title = form.need_text(ui, "title")?;
        let seconds = form.seconds(ui, "time")?;
        let before = form.number(ui, "before")?;
        let far = |_| Fault { field: "before", why: text::fault_number(ui.lang()) };
        let before = before.map(u32::try_from).transpose().map_err(far)?;
        // What the item is for leads the next step; its title says it where it was not chosen.
        let kind = match form.chosen("kind").checked_sub(1) {
            None => crate::inputs::guess::kind(&title),
            Some(place) => purpose_at(place),
        };
        Ok(Command::Agenda(agenda::Command::Add { title, seconds, before, kind }))
    });
    let mut kinds = vec![text::kind_by_title(lang)];
    kinds.extend(purposes(ui));
    let probe =
        agenda::Command::Add { title: "-".to_owned(), seconds: None, before: None, kind: None };
    form.line("title", text::title(lang), String::new(), "")
        .duration(
            "time",
            text::seconds(lang),
            text::seconds_hint(lang),
            &text::in_minutes(lang, 10),
        )
        .count("before", text::before(lang), text::before_hint(lang), "")
        .choice("kind", text::purpose(lang), kinds, 0)
        .probe(Command::Agenda(probe))
}

/// What an item is for.
pub(crate) fn purpose(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let item = ui.meeting().and_then(|m| m.agenda.get(no));
    let now = item.and_then(|item| item.plan.kind);
    let place = ItemKind::VARIANTS.iter().position(|kind| Some(*kind) == now).map_or(0, |i| i + 1);
    let form = Form::new(text::title_purpose(lang, no), |_, form| {
        let (no, kind) = (number(form), purpose_at(form.chosen("kind")));
        Ok(Command::Agenda(agenda::Command::Purpose { no, kind }))
    });
    let other = if now.is_none() { Some(ItemKind::Discussion) } else { None };
    form.choice("kind", text::purpose(lang), purposes(ui), place)
        .about(About::No(no))
        .probe(Command::Agenda(agenda::Command::Purpose { no, kind: other }))
}

pub(crate) fn defer(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_defer(lang, no), |_, form| {
        let reason = form.text("reason").to_owned();
        Ok(Command::Agenda(agenda::Command::Defer { no: number(form), reason }))
    });
    let probe = agenda::Command::Defer { no, reason: String::new() };
    form.line("reason", text::reason(lang), text::optional(lang), "")
        .about(About::No(no))
        .probe(Command::Agenda(probe))
}

pub(crate) fn retime(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let seconds = ui.meeting().and_then(|m| m.agenda.get(no)).map_or(0, |item| item.plan.seconds);
    let form = Form::new(text::title_retime(lang, no), |ui, form| {
        let empty = Fault { field: "time", why: text::fault_empty(ui.lang()) };
        let seconds = form.seconds(ui, "time")?.ok_or(empty)?;
        Ok(Command::Agenda(agenda::Command::Time { no: number(form), seconds }))
    });
    form.duration(
        "time",
        text::seconds(lang),
        text::seconds_hint(lang),
        &terms::duration(lang, u64::from(seconds)),
    )
    .about(About::No(no))
    .probe(Command::Agenda(agenda::Command::Time { no, seconds: 60 }))
}

/// Who leads the item; an empty field names nobody.
pub(crate) fn lead(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let item = ui.meeting().and_then(|m| m.agenda.get(no));
    let old = item.and_then(|item| item.plan.lead.as_ref()).map(ToString::to_string);
    let form = Form::new(text::title_lead(lang, no), |ui, form| {
        let person = form.maybe_person(ui, "lead")?;
        Ok(Command::Agenda(agenda::Command::Lead { no: number(form), person }))
    });
    form.person("lead", text::lead_of_item(lang), people::anybody, &old.unwrap_or_default())
        .about(About::No(no))
}

pub(crate) fn retitle(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let item = ui.meeting().and_then(|m| m.agenda.get(no));
    let old = item.map(|item| item.plan.title.clone()).unwrap_or_default();
    let form = Form::new(text::title_retitle(lang, no), |ui, form| {
        let title = form.need_text(ui, "title")?;
        Ok(Command::Agenda(agenda::Command::Title { no: number(form), title }))
    });
    form.line("title", text::title(lang), String::new(), &old)
        .about(About::No(no))
        .probe(Command::Agenda(agenda::Command::Title { no, title: "-".to_owned() }))
}
