//! The form of called counts. It says while numbers are typed what follows from them: the count
//! that was not called, the sum, what is still missing. The rules work that out, not the form.

use crate::domain::meeting::{Command, Event};
use crate::domain::person::{Weight, weight_text};
use crate::domain::rule::Follow;
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{self, Choice, Counts, Tally, Vote, Weights};
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::i18n::ui::vote as words;
use crate::i18n::{Lang, explain};
use crate::tui::forms::agenda::number;
use crate::tui::overlays::{About, Fault, Form, Tone};
use crate::tui::ui::Ui;

/// The counts that were called: papers too, where the ballot is secret.
pub(crate) fn tally(ui: &Ui, no: u32) -> Form {
    let lang = ui.lang();
    let vote = ui.meeting().and_then(|m| m.votes.unfinished());
    let base = vote.map_or(0, |vote| vote.electorate.len());
    let secret = vote.is_some_and(|vote| vote.method.is_secret());
    // Counts that stand are put right, not typed anew; a derived one stays derived.
    let counted = vote.and_then(|vote| vote.counts);
    let derived = vote.and_then(|vote| vote.derived);
    let old = |n: fn(&Counts) -> Option<u64>, choice: Option<Choice>| {
        let said = counted.as_ref().filter(|_| choice.is_none() || derived != choice);
        said.and_then(n).map(|n| n.to_string()).unwrap_or_default()
    };
    let mut form = Form::new(text::title_tally(lang, no, base), |ui, form| {
        Ok(Command::Vote(vote::Command::Tally(said(ui, form)?)))
    });
    let none = String::new;
    if secret {
        form = form.count("issued", text::issued(lang), none(), &old(|c| c.issued, None)).count(
            "returned",
            text::returned(lang),
            none(),
            &old(|c| c.returned, None),
        );
    }
    let hint = if secret { none() } else { text::abstain_hint(lang) };
    let yes = old(|c| Some(c.in_favour), Some(Choice::For));
    let against = old(|c| Some(c.against), Some(Choice::Against));
    let abstain = old(|c| Some(c.abstain), Some(Choice::Abstain));
    form = form
        .count("for", text::in_favour(lang), none(), &yes)
        .count("against", text::against(lang), none(), &against)
        .count("abstain", text::abstain(lang), hint, &abstain);
    if secret {
        let invalid = old(|c| Some(c.invalid).filter(|n| *n > 0), None);
        form = form.count("invalid", text::invalid(lang), text::optional(lang), &invalid);
    } else {
        let not_cast = old(|c| Some(c.not_cast).filter(|n| *n > 0), None);
        form = form.count("not_cast", words::not_cast_label(lang), text::optional(lang), &not_cast);
    }
    if vote.is_some_and(|vote| vote.rule.follow == Follow::Majority) {
        let follow = old(|c| Some(c.follow).filter(|n| *n > 0), None);
        form = form.count("follow", words::follow_label(lang), text::optional(lang), &follow);
    }
    if secret && vote.is_some_and(|vote| vote.rule.counts_weight()) {
        form = areas(form, lang, counted.and_then(|c| c.weights));
    }
    form.about(About::No(no)).live(live)
}

/// What the papers weigh, each choice by itself.
fn areas(mut form: Form, lang: Lang, old: Option<Weights>) -> Form {
    let old = old.map(|w| [w.in_favour, w.against, w.abstain, w.invalid, w.follow]);
    let labels = [Choice::For, Choice::Against, Choice::Abstain, Choice::Invalid];
    for (place, (name, choice)) in WEIGHTS.into_iter().zip(labels).enumerate() {
        let value = old.and_then(|old| old.get(place).copied()).filter(|w| *w > 0);
        let label = words::weight_label(lang, term::choice(lang, choice));
        form = form.count(name, label, String::new(), &value.map(weight_text).unwrap_or_default());
    }
    form
}

fn said(ui: &Ui, form: &Form) -> Result<Tally, Fault> {
    Ok(Tally {
        in_favour: form.number(ui, "for")?,
        against: form.number(ui, "against")?,
        abstain: form.number(ui, "abstain")?,
        invalid: form.number(ui, "invalid")?,
        not_cast: form.number(ui, "not_cast")?,
        issued: form.number(ui, "issued")?,
        returned: form.number(ui, "returned")?,
        follow: form.number(ui, "follow")?,
        weights: weights(ui, form)?,
    })
}

/// The areas on the papers, where the form asks for them.
fn weights(ui: &Ui, form: &Form) -> Result<Option<Weights>, Fault> {
    let mut given = [None; 5];
    for (place, name) in given.iter_mut().zip(WEIGHTS) {
        let text = form.text(name).trim().to_owned();
        let none = text.bytes().all(|b| matches!(b, b'0' | b'.'));
        *place = match (text.is_empty(), none) {
            (true, _) => None,
            (false, true) => Some(0),
            (false, false) => match Weight::parse(&text) {
                Some(weight) => Some(weight.0),
                None => return Err(Fault { field: name, why: words::fault_weight(ui.lang()) }),
            },
        };
    }
    let any = given.iter().any(Option::is_some);
    let [in_favour, against, abstain, invalid, follow] = given.map(Option::unwrap_or_default);
    Ok(any.then_some(Weights { in_favour, against, abstain, invalid, follow }))
}

/// The fields of the areas, in the order of the choices.
const WEIGHTS: [&str; 5] =
    ["for_weight", "against_weight", "abstain_weight", "invalid_weight", "follow_weight"];

fn live(ui: &Ui, form: &Form) -> Vec<(Tone, String)> {
    let lang = ui.lang();
    let vote = ui.meeting().and_then(|m| m.votes.unfinished());
    let (Some(vote), Some(ledger)) = (vote.filter(|v| v.proposal == number(form)), ui.ledger())
    else {
        return Vec::new();
    };
    let said = match said(ui, form) {
        Ok(said) => said,
        Err(fault) => return vec![(Tone::Warning, fault.why)],
    };
    match ledger.decide(&Command::Vote(vote::Command::Tally(said)), &ui.stamp()) {
        Ok(Event::Vote(vote::Event::Tallied { counts, derived, .. })) => {
            follows(ui, vote, *counts, derived)
        }
        Ok(_) => Vec::new(),
        Err(why) => {
            let called = [said.in_favour, said.against, said.abstain, said.invalid, said.not_cast];
            let sum = called.iter().flatten().fold(0_u64, |sum, n| sum.saturating_add(*n));
            let base = said.returned.unwrap_or(vote.electorate.len() as u64);
            let filled = called.iter().take(3).flatten().count();
            // Half-filled is not wrong yet, only unfinished.
            if filled < 3 && sum <= base {
                return vec![(Tone::Plain, words::live_left(lang, sum, base, base - sum))];
            }
            vec![(Tone::Warning, ui.refusal(&why))]
        }
    }
}

/// What the numbers come to.
fn follows(ui: &Ui, vote: &Vote, counts: Counts, derived: Option<Choice>) -> Vec<(Tone, String)> {
    let lang = ui.lang();
    if let (true, Some(issued), Some(returned)) = (counts.is_void(), counts.issued, counts.returned)
    {
        return vec![
            (Tone::Loud, words::void_loud(lang, returned, issued)),
            (Tone::Plain, words::void_next(lang)),
        ];
    }
    let mut lines = Vec::new();
    if let Some(choice) = derived {
        let n = match choice {
            Choice::For => counts.in_favour,
            Choice::Against => counts.against,
            Choice::Abstain => counts.abstain,
            Choice::Invalid => counts.invalid,
            Choice::Follow => counts.follow,
        };
        lines.push((Tone::Plain, words::live_derived(lang, term::choice(lang, choice), n)));
    }
    lines.push(match counts.returned {
        Some(returned) => {
            (Tone::Good, words::live_papers(lang, returned, counts.valid(), counts.invalid))
        }
        None => (Tone::Good, words::live_sum(lang, counts.cast() + counts.not_cast)),
    });
    // The same vote with these counts, asked what it comes to.
    let vote = Vote { counts: Some(counts), derived, ..vote.clone() };
    if let Some(test) = vote.tests().into_iter().find(|test| !test.met) {
        let unit = ui.meeting().map_or("", |m| m.session.plan.fact(WEIGHT_UNIT));
        let amount = explain::amount(lang, unit, test.threshold.measure, test.missing());
        let told = if test.is_objection() {
            words::too_many(lang, amount)
        } else {
            words::missing(lang, amount)
        };
        lines.push((Tone::Warning, told));
    } else {
        lines.push((Tone::Good, words::enough(lang)));
    }
    lines
}
