//! Forms of votes: how to vote, what was counted, what the chair judges.

use super::agenda::number;
use crate::domain::meeting::Command;
use crate::domain::vote::{self, Method, Tally};
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::tui::overlays::{About, Form};
use crate::tui::ui::Ui;

/// Chooses the method of a vote on a proposal.
pub fn open(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let methods = Method::ALL.map(|method| term::method(lang, method).to_owned()).to_vec();
    // A rule that counts weight needs ballots by name.
    let weighs = ui.meeting().is_some_and(|m| m.session.rule.counts_weight());
    let usual = if weighs { Method::Recorded } else { Method::Hands };
    let at = Method::ALL.iter().position(|method| *method == usual).unwrap_or(0);
    let form = Form::new(text::title_vote(lang, no), |_, form| {
        let method = Method::ALL.get(form.chosen("method")).copied().unwrap_or(Method::Hands);
        let proposal = number(form);
        Ok(Command::Vote(vote::Command::Open { proposal, method, rule: None }))
    });
    let probe = vote::Command::Open { proposal: no, method: usual, rule: None };
    form.choice("method", text::method(lang), methods, at)
        .about(About::No(no))
        .probe(Command::Vote(probe))
}

/// The counts that were called: papers too, where the ballot is secret.
pub fn tally(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let vote = ui.meeting().and_then(|m| m.votes.unfinished());
    let base = vote.map_or(0, |vote| vote.electorate.len());
    let secret = vote.is_some_and(|vote| vote.method == Method::Secret);
    let line = |form: Form, name, label, hint| form.line(name, label, hint, "");
    let mut form = Form::new(text::title_tally(lang, no, base), |ui, form| {
        Ok(Command::Vote(vote::Command::Tally(Tally {
            in_favour: form.number(ui, "for")?,
            against: form.number(ui, "against")?,
            abstain: form.number(ui, "abstain")?,
            invalid: form.number(ui, "invalid")?,
            not_cast: None,
            issued: form.number(ui, "issued")?,
            returned: form.number(ui, "returned")?,
        })))
    });
    if secret {
        form = line(form, "issued", text::issued(lang), String::new());
        form = line(form, "returned", text::returned(lang), String::new());
    }
    form = line(form, "for", text::in_favour(lang), String::new());
    form = line(form, "against", text::against(lang), String::new());
    let hint = if secret { String::new() } else { text::abstain_hint(lang) };
    form = line(form, "abstain", text::abstain(lang), hint);
    if secret {
        form = line(form, "invalid", text::invalid(lang), text::optional(lang));
    }
    form.about(About::No(no))
}

/// What the chair hears in a voice vote.
pub fn judge(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let options = vec![text::judged_pass(lang), text::judged_fail(lang)];
    let form = Form::new(text::title_judge(lang, no), |_, form| {
        let judged = Some(form.chosen("judged") == 0);
        Ok(Command::Vote(vote::Command::Close { judged }))
    });
    form.choice("judged", text::judged(lang), options, 0).about(About::No(no))
}

/// An exact tie where the rule asks the chair.
pub fn casting(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let options = vec![text::casting_pass(lang), text::casting_fail(lang)];
    let form = Form::new(text::title_tie(lang, no), |_, form| {
        Ok(Command::Vote(vote::Command::Casting { pass: form.chosen("casting") == 0 }))
    });
    form.choice("casting", text::casting(lang), options, 1).about(About::No(no))
}

pub fn cancel(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_cancel(lang, no), |ui, form| {
        Ok(Command::Vote(vote::Command::Cancel(form.need_text(ui, "reason")?)))
    });
    form.line("reason", text::reason(lang), String::new(), "")
        .about(About::No(no))
        .probe(Command::Vote(vote::Command::Cancel("-".to_owned())))
}
