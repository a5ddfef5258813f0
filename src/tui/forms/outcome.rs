//! Forms of leanings, outcomes, actions, the notice, signatures and disputes.

use super::agenda::number;
use crate::document::onward;
use crate::domain::follow_up::{self, Task};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::outcome::{self, Disposition, Lean, suggested};
use crate::domain::person::PersonId;
use crate::domain::session::Plan;
use crate::domain::sign_off::{self, Notice, SignRole};
use crate::i18n::ui::form as text;
use crate::i18n::ui::prepare;
use crate::i18n::ui::term;
use crate::tui::effect::Request;
use crate::tui::overlays::{About, Fault, Form, Tone};
use crate::tui::people;
use crate::tui::ui::Ui;
use strum::VariantArray as _;

/// A temperature check: how many lean which way. A field left empty is nobody.
pub(crate) fn gauge(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_gauge(lang, no), |ui, form| {
        Ok(Command::Outcome(outcome::Command::Gauge { no: number(form), lean: lean(ui, form)? }))
    });
    let probe = outcome::Command::Gauge { no, lean: Lean { support: 1, ..Lean::default() } };
    form.count("support", text::lean_support(lang), String::new(), "")
        .count("accept", text::lean_accept(lang), String::new(), "")
        .count("reserve", text::lean_reserve(lang), String::new(), "")
        .count("neutral", text::lean_neutral(lang), String::new(), "")
        .count("block", text::lean_block(lang), String::new(), "")
        .live(|ui, form| match lean(ui, form) {
            Ok(Lean { support, accept, reserve, neutral, block }) => {
                let all = [support, accept, reserve, neutral, block].map(u64::from);
                let sum: u64 = all.iter().sum();
                vec![(Tone::Plain, text::live_lean(ui.lang(), sum))]
            }
            Err(_) => Vec::new(),
        })
        .about(About::No(no))
        .probe(Command::Outcome(probe))
}

fn lean(ui: &Ui, form: &Form) -> Result<Lean, Fault> {
    let count = |field| {
        let number = form.number(ui, field)?.unwrap_or(0);
        u32::try_from(number).map_err(|_| Fault { field, why: text::fault_number(ui.lang()) })
    };
    Ok(Lean {
        support: count("support")?,
        accept: count("accept")?,
        reserve: count("reserve")?,
        neutral: count("neutral")?,
        block: count("block")?,
    })
}

/// What becomes of a proposal, with the suggestion of the numbers chosen.
pub(crate) fn settle(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let options =
        Disposition::VARIANTS.iter().map(|&d| term::disposition(lang, d).to_owned()).collect();
    let hinted = ui.meeting().and_then(|m| suggested(m, no));
    let place_of = |one| Disposition::VARIANTS.iter().position(|d| *d == one).unwrap_or_default();
    let at = hinted.map_or(1, place_of);
    let next = ui.meeting().and_then(|m| m.session.plan.next_meeting);
    let next = next.map(|at| at.date().to_string()).unwrap_or_default();
    let form = Form::new(text::title_settle(lang, no), |ui, form| {
        let no = number(form);
        let place = form.chosen("disposition");
        let disposition =
            Disposition::VARIANTS.get(place).copied().unwrap_or(Disposition::Continue);
        // What belongs to another disposition is left out, though it was prefilled.
        let to = Some(form.text("to").to_owned()).filter(|to| !to.is_empty());
        let to = to.filter(|_| disposition == Disposition::Refer);
        let next = form.date(ui, "next")?.filter(|_| disposition == Disposition::Continue);
        let reason = Some(form.text("reason").to_owned()).filter(|reason| !reason.is_empty());
        // Without a vote the minutes have to say why.
        if reason.is_none() && !was_voted(ui, no) {
            return Err(Fault { field: "reason", why: text::fault_unvoted(ui.lang()) });
        }
        Ok(Command::Outcome(outcome::Command::Outcome { no, disposition, to, next, reason }))
    });
    // Whether anything can become of it now does not depend on what; to refer it needs no vote.
    let (disposition, to) = (Disposition::Refer, Some("\u{a0}-".to_owned()));
    let probe = outcome::Command::Outcome { no, disposition, to, next: None, reason: None };
    let short = ui.meeting().is_some_and(|m| !m.quorum().met) && !was_voted(ui, no);
    let reason = if short { text::reason_short(lang) } else { String::new() };
    form.choice("disposition", text::disposition(lang), options, at)
        .line("to", text::addressee(lang), text::optional(lang), "")
        .only("disposition", place_of(Disposition::Refer))
        .day("next", text::next_date(lang), text::date_hint(lang), &next)
        .only("disposition", place_of(Disposition::Continue))
        .line("reason", text::reason(lang), text::optional(lang), &reason)
        .about(About::No(no))
        .probe(Command::Outcome(probe))
}

fn was_voted(ui: &Ui, no: u32) -> bool {
    ui.meeting().is_some_and(|m| m.votes.deciding(no).is_some())
}

pub(crate) fn reserve(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_reserve(lang, no), |ui, form| {
        let person = form.need_person(ui, "person")?;
        let text = form.need_text(ui, "text")?;
        Ok(Command::Outcome(outcome::Command::Reserve { person, no: number(form), text }))
    });
    let form = form
        .person("person", text::person(lang), people::anybody, "")
        .lines("text", text::text(lang), "")
        .about(About::No(no));
    match anybody(ui) {
        Some(person) => {
            let text = "-".to_owned();
            form.probe(Command::Outcome(outcome::Command::Reserve { person, no, text }))
        }
        None => form,
    }
}

/// Somebody of the roster, for a probe that does not depend on who.
fn anybody(ui: &Ui) -> Option<PersonId> {
    ui.meeting().and_then(|m| m.roll.entries.first()).map(|entry| entry.person.id.clone())
}

pub(crate) fn action(ui: &Ui, from: Option<u32>) -> Form {
    let lang = ui.lang();
    let from = from.map(|no| no.to_string()).unwrap_or_default();
    let form = Form::new(text::title_action(lang), |ui, form| {
        let filled = |name| Some(form.text(name).to_owned()).filter(|text| !text.is_empty());
        let from = form.number(ui, "from")?.and_then(|no| u32::try_from(no).ok());
        Ok(Command::FollowUp(follow_up::Command::Action(Task {
            title: form.need_text(ui, "title")?,
            lead: form.need_text(ui, "lead")?,
            owner: form.need_person(ui, "owner")?,
            together_with: filled("with"),
            due: form.need_date(ui, "due")?,
            from,
        })))
    });
    let form = form
        .line("title", text::title(lang), String::new(), "")
        .line("lead", text::lead(lang), String::new(), "")
        .person("owner", text::owner(lang), people::anybody, "")
        .line("with", text::with(lang), text::optional(lang), "")
        .day("due", text::due(lang), text::date_hint(lang), "")
        .count("from", text::from_proposal(lang), text::optional(lang), &from);
    match (anybody(ui), ui.meeting()) {
        (Some(owner), Some(m)) => {
            let (title, lead, due) = ("-".to_owned(), "-".to_owned(), m.session.day());
            let task = Task { title, lead, owner, together_with: None, due, from: None };
            form.probe(Command::FollowUp(follow_up::Command::Action(task)))
        }
        _ => form,
    }
}

/// The period and contact, as the plan has them.
pub(crate) fn notice(ui: &Ui) -> Form {
    let lang = ui.lang();
    let plan = ui.meeting().and_then(|m| m.session.plan.publicity.clone()).unwrap_or_default();
    let date = |date: Option<chrono::NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let form = Form::new(text::title_notice(lang), |ui, form| {
        let filled = |name| Some(form.text(name).to_owned()).filter(|text| !text.is_empty());
        Ok(Command::SignOff(sign_off::Command::Notice(Notice {
            from: form.need_date(ui, "from")?,
            to: form.need_date(ui, "to")?,
            phone: filled("phone"),
            mailbox: filled("box"),
        })))
    });
    let day = ui.meeting().map_or_else(|| ui.now.at.date_naive(), |m| m.session.day());
    let other = Some("\u{a0}-".to_owned());
    let probe = Notice { from: day, to: day, phone: other, mailbox: None };
    form.day("from", text::from(lang), text::date_hint(lang), &date(plan.from))
        .day("to", text::to(lang), text::date_hint(lang), &date(plan.to))
        .line("phone", text::phone(lang), text::optional(lang), &plan.phone)
        .line("box", text::mailbox(lang), text::optional(lang), &plan.mailbox)
        .probe(Command::SignOff(sign_off::Command::Notice(probe)))
}

pub(crate) fn sign(ui: &Ui, person: Option<&PersonId>) -> Form {
    let lang = ui.lang();
    let roles =
        SignRole::VARIANTS.iter().map(|&role| term::sign_role(lang, role).to_owned()).collect();
    let query = person.map(ToString::to_string).unwrap_or_default();
    let form = Form::new(text::title_sign(lang), |ui, form| {
        let role = SignRole::VARIANTS.get(form.chosen("role")).copied();
        // The recorder is named in the plan, and need not be on the list.
        let named = ui.meeting().map(|m| m.session.plan.recorder.clone()).filter(|n| !n.is_empty());
        let person = match (form.maybe_person(ui, "person")?, named) {
            (None, Some(recorder)) if role == Some(SignRole::Recorder) => {
                let listed = ui.meeting().and_then(|m| people::named(m, &recorder));
                listed.unwrap_or_else(|| PersonId::new(recorder))
            }
            (Some(person), _) => person,
            (None, _) => form.need_person(ui, "person")?,
        };
        Ok(Command::SignOff(sign_off::Command::Sign { person, role }))
    });
    // Most who sign are witnesses; the chair's signature is a suggested step of its own.
    form.person("person", text::person(lang), people::anybody, &query)
        .choice("role", text::role(lang), roles, 2)
        // Signed is when it can be read back.
        .probe(Command::SignOff(sign_off::Command::Readback))
}

/// What somebody says is wrong with the record as it was read back.
pub(crate) fn dispute(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_dispute(lang), |ui, form| {
        let person = form.need_person(ui, "person")?;
        let what = form.need_text(ui, "text")?;
        Ok(Command::SignOff(sign_off::Command::Dispute { person, what }))
    });
    let form = form.person("person", text::person(lang), people::anybody, "").lines(
        "text",
        text::what(lang),
        "",
    );
    // Whether the record can still be disputed does not depend on who does.
    match anybody(ui) {
        Some(person) => {
            let what = "-".to_owned();
            form.probe(Command::SignOff(sign_off::Command::Dispute { person, what }))
        }
        None => form,
    }
}

/// Words about an action: why it is rejected, how it goes, what came back.
pub(crate) fn about_action(ui: &Ui, no: u32, what: follow_up::ActionStatus) -> Form {
    use follow_up::{ActionStatus, Command as Follow};
    let lang = ui.lang();
    let build: fn(&Ui, &Form) -> Result<Command, Fault>;
    let title = match what {
        ActionStatus::Rejected => {
            build = |ui, form| {
                let reason = form.need_text(ui, "text")?;
                Ok(Command::FollowUp(Follow::Reject { no: number(form), reason }))
            };
            text::title_reject(lang, no)
        }
        ActionStatus::Reported => {
            build = |ui, form| {
                let text = form.need_text(ui, "text")?;
                Ok(Command::FollowUp(Follow::Report { no: number(form), text }))
            };
            text::title_report(lang, no)
        }
        ActionStatus::InProgress
        | ActionStatus::Pending
        | ActionStatus::Adopted
        | ActionStatus::Completed => {
            build = |ui, form| {
                let text = form.need_text(ui, "text")?;
                Ok(Command::FollowUp(Follow::Progress { no: number(form), text }))
            };
            text::title_progress(lang, no)
        }
    };
    Form::new(title, build).lines("text", text::text(lang), "").about(About::No(no))
}

/// Whether anything is to be consulted on again, and is not planned already; why not otherwise.
pub(crate) fn may_go_on(ui: &Ui) -> Result<&Meeting, String> {
    let lang = ui.lang();
    let going = ui.meeting().filter(|m| onward::goes_on(m));
    let m = going.ok_or_else(|| prepare::nothing_goes_on(lang))?;
    match ui.went_on(&m.session.plan.id) {
        Some(id) => Err(prepare::went_on_exists(lang, id)),
        None => Ok(m),
    }
}

/// The next round of what is to be consulted on again.
pub(crate) fn next_round(ui: &Ui) -> Result<Form, String> {
    let lang = ui.lang();
    let plan = onward::next_round(may_go_on(ui)?, lang);
    let plan = plan.ok_or_else(|| prepare::nothing_goes_on(lang))?;
    let form = Form::asking(prepare::title_round(lang), |ui, form| {
        let gone = || Fault { field: "title", why: prepare::nothing_goes_on(ui.lang()) };
        let plan = ui.meeting().and_then(|m| onward::next_round(m, ui.lang()));
        let plan = plan.ok_or_else(gone)?;
        Ok(Request::Plan(Box::new(Plan {
            title: form.need_text(ui, "title")?,
            date: form.need_date(ui, "date")?,
            start: super::prepare::time(ui, form, "start")?,
            id: form.ascii("id"),
            ..plan
        })))
    });
    let start = plan.start.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
    Ok(form
        .line("title", prepare::label_title(lang), String::new(), &plan.title)
        .day("date", prepare::label_date(lang), text::date_hint(lang), &plan.date.to_string())
        .line("start", prepare::label_start(lang), prepare::clock_hint(lang), &start)
        .line("id", prepare::label_session_id(lang), String::new(), &plan.id)
        .live(unfinished))
}

/// What the round takes over, said before it is planned.
fn unfinished(ui: &Ui, _: &Form) -> Vec<(Tone, String)> {
    let lang = ui.lang();
    let plan = ui.meeting().and_then(|m| onward::next_round(m, lang));
    let Some(plan) = plan else { return Vec::new() };
    let previous = plan.previous.as_deref();
    let (actions, reserved) = previous.map_or((0, 0), |p| (p.actions.len(), p.reservations.len()));
    let titles: Vec<&str> = plan.proposals.iter().map(|p| p.title.as_str()).collect();
    vec![
        (Tone::Plain, prepare::round_takes(lang, plan.people.len(), actions, reserved)),
        (
            Tone::Plain,
            prepare::round_proposals(lang, titles.len(), titles.join(&prepare::between(lang))),
        ),
    ]
}
