//! Forms of votes: how to vote, what was counted, what the chair judges, who takes part.

use super::agenda::number;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::proposal;
use crate::domain::roll::{Entry, Status};
use crate::domain::rule::{Rule, RuleRef};
use crate::domain::vote::{self, Method, Terms};
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::i18n::ui::vote as words;
use crate::tui::overlays::{About, Form, ListEntry};
use crate::tui::people;
use crate::tui::ui::Ui;
use strum::VariantArray as _;

mod tally;
pub(crate) use tally::tally;

/// Chooses the method of a vote on a proposal.
pub(crate) fn open(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let methods =
        Method::VARIANTS.iter().map(|&method| term::method(lang, method).to_owned()).collect();
    let usual = ui.meeting().map(|m| Method::usual(&m.session.rule)).unwrap_or_default();
    let at = Method::VARIANTS.iter().position(|method| *method == usual).unwrap_or(0);
    let form = Form::new(text::title_vote(lang, no), |ui, form| {
        let method = Method::VARIANTS.get(form.chosen("method")).copied().unwrap_or_default();
        let (proposal, rule) = (number(form), rules(ui).nth(form.chosen("rule")).flatten());
        let rule = rule.map(|rule| RuleRef::Named(rule.id.clone()));
        Ok(Command::Vote(vote::Command::Open { proposal, method, rule, terms: Terms::default() }))
    });
    let terms = Terms::default();
    let probe = vote::Command::Open { proposal: no, method: usual, rule: None, terms };
    let mut form = form.choice("method", text::method(lang), methods, at);
    if let Some(m) = ui.meeting() {
        let own = super::rule_entry(lang, &m.session.rule).below(words::own_rule(lang));
        let entry = |rule: Option<&Rule>| rule.map(|rule| super::rule_entry(lang, rule));
        let names: Vec<ListEntry> =
            rules(ui).map(|rule| entry(rule).unwrap_or_else(|| own.clone())).collect();
        if names.len() > 1 {
            form = form.listed("rule", words::rule_label(lang), names, 0);
        }
    }
    form.about(About::No(no)).probe(Command::Vote(probe))
}

/// The session's own rule, which needs no name, then the other presets at hand.
fn rules(ui: &Ui) -> impl Iterator<Item = Option<&Rule>> {
    let others = ui
        .meeting()
        .into_iter()
        .flat_map(|m| m.catalog.by_purpose().filter(|rule| rule.id != m.session.rule.id).map(Some));
    std::iter::once(None).chain(others)
}

/// What the chair hears in a voice vote.
pub(crate) fn judge(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let options = vec![text::judged_pass(lang), text::judged_fail(lang)];
    let form = Form::new(text::title_judge(lang, no), |_, form| {
        let judged = Some(form.chosen("judged") == 0);
        Ok(Command::Vote(vote::Command::Close { judged }))
    });
    form.choice("judged", text::judged(lang), options, 0).about(About::No(no))
}

/// An exact tie where the rule asks the chair.
pub(crate) fn casting(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let options = vec![text::casting_pass(lang), text::casting_fail(lang)];
    let form = Form::new(text::title_tie(lang, no), |_, form| {
        Ok(Command::Vote(vote::Command::Casting { pass: form.chosen("casting") == 0 }))
    });
    form.choice("casting", text::casting(lang), options, 1)
        .about(About::No(no))
        .probe(Command::Vote(vote::Command::Casting { pass: false }))
}

pub(crate) fn cancel(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_cancel(lang, no), |ui, form| {
        Ok(Command::Vote(vote::Command::Cancel(form.need_text(ui, "reason")?)))
    });
    form.line("reason", text::reason(lang), String::new(), "")
        .about(About::No(no))
        .probe(Command::Vote(vote::Command::Cancel("-".to_owned())))
}

/// Somebody with a voting right stays out of the votes on a proposal.
pub(crate) fn recuse(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_recuse(lang, no), |ui, form| {
        let person = form.need_person(ui, "person")?;
        let (from, reason) = (number(form), form.text("reason").to_owned());
        Ok(Command::Vote(vote::Command::Recuse { person, from, reason }))
    });
    form.person("person", text::person(lang), |_, entry| entry.person.vote, "")
        .line("reason", text::reason(lang), text::optional(lang), "")
        .about(About::No(no))
}

/// An objection where silence was taken for consent.
pub(crate) fn object(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_object(lang), |ui, form| {
        let person = form.need_person(ui, "person")?;
        let reason = form.text("what").to_owned();
        Ok(Command::Vote(vote::Command::Object { person, reason }))
    });
    let form = form.person("person", text::person(lang), may_vote, "").line(
        "what",
        text::what(lang),
        text::optional(lang),
        "",
    );
    // Whether objections are asked for does not depend on who objects.
    match ui.meeting().and_then(|m| m.votes.unfinished()).and_then(|v| v.electorate.first()) {
        Some((person, _)) => {
            let (person, reason) = (person.clone(), String::new());
            form.probe(Command::Vote(vote::Command::Object { person, reason }))
        }
        None => form,
    }
}

fn may_vote(m: &Meeting, entry: &Entry) -> bool {
    m.votes.unfinished().is_some_and(|vote| vote.may_vote(&entry.person.id))
}

/// Whoever is here with a voting right and not yet in the open vote.
pub(crate) fn to_admit(m: &Meeting, entry: &Entry) -> bool {
    let here = entry.person.vote && entry.status == Status::Present;
    let id = &entry.person.id;
    let out = |vote: &vote::Vote| !vote.may_vote(id) && !m.votes.is_recused(id, vote.proposal);
    here && m.votes.unfinished().is_some_and(out)
}

pub(crate) fn admit(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_admit(lang), |ui, form| {
        Ok(Command::Vote(vote::Command::Admit(form.need_person(ui, "person")?)))
    });
    // Mostly it is one who has just come: then nothing needs to be typed.
    let mut late = ui.meeting().into_iter().flat_map(|m| {
        m.roll.entries.iter().filter(move |e| to_admit(m, e)).map(|e| e.person.id.clone())
    });
    let first = late.next();
    let query = first.as_ref().filter(|_| late.next().is_none());
    let query = query.map(ToString::to_string).unwrap_or_default();
    let form = form.person("person", text::person(lang), to_admit, &query);
    match first {
        Some(person) => form.probe(Command::Vote(vote::Command::Admit(person))),
        None => form,
    }
}

/// A changed text, with who asked for it.
pub(crate) fn amend(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let old = ui.meeting().and_then(|m| m.proposals.get(no)).map_or("", |p| p.text());
    let form = Form::new(words::title_amend(lang, no), |ui, form| {
        let by = form.need_person(ui, "by")?;
        let text = form.need_text(ui, "text")?;
        Ok(Command::Proposal(proposal::Command::Amend { no: number(form), text, by }))
    });
    form.lines("text", text::text(lang), old)
        .person("by", words::proposed_by(lang), people::anybody, "")
        .about(About::No(no))
}

/// A proposal that is taken back, with the reason where there is one.
pub(crate) fn drop(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_drop(lang, no), |_, form| {
        let reason = form.text("reason").to_owned();
        Ok(Command::Proposal(proposal::Command::Drop { no: number(form), reason }))
    });
    let probe = proposal::Command::Drop { no, reason: String::new() };
    form.line("reason", text::reason(lang), text::optional(lang), "")
        .about(About::No(no))
        .probe(Command::Proposal(probe))
}

pub(crate) fn propose(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_propose(lang), |ui, form| {
        let (title, text) = (form.need_text(ui, "title")?, form.need_text(ui, "text")?);
        Ok(Command::Proposal(proposal::Command::Propose { title, text }))
    });
    let filled = || "-".to_owned();
    let probe = proposal::Command::Propose { title: filled(), text: filled() };
    form.line("title", text::title(lang), String::new(), "")
        .lines("text", text::text(lang), "")
        .probe(Command::Proposal(probe))
}
