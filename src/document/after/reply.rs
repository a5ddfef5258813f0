//! Replies (答复函): to those who proposed the topic, and to everybody who reserved an opinion: what came of
//! it, and where it goes on.

use crate::document::draft::Draft;
use crate::document::facts;
use crate::document::line::settled_text;
use crate::document::model::{Block, Pages, Run};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::person::PersonId;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["lead", "results", "closing"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::reply_title(lang, &plan.title));
    draft.doc.form.pages = Pages::Dashed;
    let proposers = plan.fact("topic_proposers");
    let own = m.paper.of("reply").to;
    let mut sheets = 0;
    if !proposers.is_empty() || own.is_some() {
        let to = own.unwrap_or_else(|| proposers.to_owned());
        sheet(&mut draft, m, to, None, asked);
        sheets += 1;
    }
    let mut told: Vec<&PersonId> = Vec::new();
    for reserved in &m.outcomes.reservations {
        if !told.contains(&&reserved.person) {
            told.push(&reserved.person);
            sheet(&mut draft, m, m.roll.name(&reserved.person), Some(&reserved.person), asked);
            sheets += 1;
        }
    }
    if sheets == 0 {
        draft.begin("lead");
        draft.doc.paragraph(shelf::nobody_to_reply_to(lang));
    }
    draft
}

/// To a proposer all that came of it; to somebody who reserved an opinion that, and what it concerns.
fn sheet(
    draft: &mut Draft,
    m: &Meeting,
    to: String,
    of: Option<&PersonId>,
    asked: &PaperRequest<'_>,
) {
    let lang = asked.lang;
    let plan = &m.session.plan;
    draft.page("lead");
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, to)));
    let day = terms::date(lang, facts::day(m));
    if of.is_some() {
        draft.doc.paragraph(shelf::reply_to_reserved(lang, day, &plan.title));
    } else {
        draft.doc.paragraph(shelf::reply_to_proposer(lang, day, &plan.title));
    }
    draft.open("results", paper::outcomes(lang));
    for p in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let own: Vec<&str> = m
            .outcomes
            .reservations_on(p.no)
            .filter(|r| Some(&r.person) == of)
            .map(|r| r.text.as_str())
            .collect();
        if of.is_some() && own.is_empty() {
            continue;
        }
        let head = Run::strong(facts::proposal(lang, p));
        let settled = m.outcomes.of(p.no);
        let text = settled.map_or_else(
            || paper::no_outcome(lang),
            |s| settled_text(lang, s.disposition, s.to.as_deref(), s.next, None),
        );
        let text = terms::colon(lang, &text) + terms::stop(lang);
        draft.doc.blocks.push(Block::Paragraph(vec![head, Run::plain(text)]));
        for text in own {
            draft.doc.paragraph(shelf::your_reservation(lang, text));
        }
        let reached = settled.is_some_and(|s| s.disposition == Disposition::Reached);
        let tasks = m.follow_up.actions.iter().filter(|a| a.task.from == Some(p.no) && reached);
        draft.doc.list(tasks.map(|action| {
            let due = terms::date(lang, action.task.due);
            paper::to_be_done(lang, &action.task.title, &action.task.lead, due)
        }));
    }
    draft.begin("closing");
    let standard = shelf::reply_end(lang, facts::contact(m, lang));
    draft.doc.paragraph(asked.say("reply_end", standard));
    draft.doc.blocks.push(Block::Closing {
        unit: facts::unit(m, &asked.house.unit),
        date: asked.issue_day(m, "reply"),
    });
}
