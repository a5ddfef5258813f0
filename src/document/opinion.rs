//! The consultation opinion (协商意见书): what could not be agreed, for whoever decides. A page for
//! every addressee: source of the topic, process, participants, common ground, the reasons of both
//! sides, suggestion, attachments (docs/domain.md §5).

use crate::document::draft::Draft;
use crate::document::facts::{self, announced, field, vote_told};
use crate::document::model::{Block, Field, Pages, Run};
use crate::document::request::PaperRequest;
use crate::domain::floor::{Speech, Stance};
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::proposal::Proposal;
use crate::i18n::{Lang, paper, terms};
use std::collections::HashMap;

pub(super) const PARTS: &[&str] = &[
    "lead",
    "source",
    "process",
    "people",
    "common",
    "reasons",
    "suggestion",
    "attachments",
    "closing",
];

/// What was said, by the speech.
type Said = HashMap<u64, String>;

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, paper::opinion_title(lang, &m.session.plan.title));
    draft.doc.form.pages = Pages::Dashed;
    let mut by_addressee: Vec<(&str, Vec<&Proposal>)> = Vec::new();
    for p in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let Some(settled) = m.outcomes.of(p.no) else { continue };
        if settled.disposition != Disposition::Refer {
            continue;
        }
        let to = settled.to.as_deref().unwrap_or_default();
        match by_addressee.iter_mut().find(|(known, _)| *known == to) {
            Some((_, list)) => list.push(p),
            None => by_addressee.push((to, vec![p])),
        }
    }
    if by_addressee.is_empty() {
        draft.begin("lead");
        draft.doc.paragraph(paper::no_referred(lang));
        return draft;
    }
    let said = facts::said(m);
    for (to, proposals) in by_addressee {
        page(&mut draft, m, to, &proposals, &said, asked);
    }
    draft
}

fn page(
    draft: &mut Draft,
    m: &Meeting,
    to: &str,
    proposals: &[&Proposal],
    said: &Said,
    asked: &PaperRequest<'_>,
) {
    let lang = asked.lang;
    let plan = &m.session.plan;
    draft.page("lead");
    let to = if to.is_empty() { paper::whom_it_concerns(lang) } else { to.to_owned() };
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, to)));
    let names: Vec<String> = proposals.iter().map(|p| facts::proposal(lang, p)).collect();
    let names = terms::list(lang, &names);
    let day = terms::date(lang, m.session.day());
    draft.doc.paragraph(paper::referred(lang, day, &plan.title, names));
    let standard = paper::opinion_lead(lang);
    draft.doc.paragraph(asked.say("opinion_lead", standard));
    source(draft, m, lang);
    process(draft, m, proposals, lang);
    draft.open("people", paper::participants(lang));
    draft.doc.paragraph(facts::numbers(m, lang) + terms::stop(lang));
    let groups = facts::by_group(m).map(|(name, numbers)| {
        let label = terms::capital(lang, terms::group_name(lang, name));
        Field::new(label, numbers.told(lang))
    });
    draft.doc.blocks.push(Block::Hanging(groups.collect()));
    common(draft, m, lang);
    draft.open("reasons", paper::both_sides(lang));
    for (number, p) in (1..).zip(proposals) {
        // Where there is no second, a first has no number.
        let number = Some(number).filter(|_| proposals.len() > 1);
        reasons(draft, m, number, p, said, lang);
    }
    draft.open("suggestion", paper::suggestion(lang));
    let standard = paper::opinion_request(lang);
    draft.doc.paragraph(asked.say("opinion_request", standard));
    let from_these =
        |from: Option<u32>| from.is_some_and(|no| proposals.iter().any(|p| p.no == no));
    let tasks = m.follow_up.actions.iter().filter(|action| from_these(action.task.from));
    draft.doc.list(tasks.map(|action| {
        let due = terms::date(lang, action.task.due);
        paper::to_be_done(lang, &action.task.title, &action.task.lead, due)
    }));
    draft.begin("attachments");
    let mut list = vec![paper::minutes_name(lang), paper::signin_name(lang)];
    // Where nobody voted there is no tally sheet.
    let voted = |p: &&Proposal| announced(m, p.no).next().is_some();
    list.extend(proposals.iter().copied().find(voted).map(|_| paper::tally_title(lang)));
    list.extend(m.paper.attachments.iter().map(|a| a.file.what.clone()));
    let list: Vec<String> = (1..).zip(list).map(|(no, name)| format!("{no}. {name}")).collect();
    let list = Field::new(paper::attachments(lang), list.join("\n"));
    draft.doc.blocks.push(Block::Hanging(vec![list]));
    asked.close(draft, m, "opinion");
}

fn source(draft: &mut Draft, m: &Meeting, lang: Lang) {
    let plan = &m.session.plan;
    let mut fields = Vec::new();
    field(&mut fields, paper::topic_area(lang), plan.fact("topic_area"));
    field(&mut fields, paper::topic_source(lang), plan.fact("topic_source"));
    field(&mut fields, paper::topic_proposers(lang), plan.fact("topic_proposers"));
    field(&mut fields, paper::topic_scope(lang), plan.fact("topic_scope"));
    if fields.is_empty() {
        return;
    }
    draft.open("source", paper::topic_source(lang));
    draft.doc.blocks.push(Block::Fields(fields));
}

fn process(draft: &mut Draft, m: &Meeting, proposals: &[&Proposal], lang: Lang) {
    let plan = &m.session.plan;
    draft.open("process", paper::deliberation(lang));
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::chair(lang), facts::chairs(m, lang));
    field(&mut fields, paper::round(lang), paper::round_is(lang, plan.round));
    if let Some(research) = &plan.research {
        field(&mut fields, paper::research(lang), research.summary.clone());
    }
    draft.doc.blocks.push(Block::Fields(fields));
    for p in proposals {
        let head = Run::strong(facts::proposal(lang, p));
        let text = Run::plain(terms::colon(lang, p.text()));
        draft.doc.blocks.push(Block::Paragraph(vec![head, text]));
        for vote in announced(m, p.no) {
            let told = vote_told(m, vote, true, lang) + terms::stop(lang);
            labelled(draft, paper::votes(lang), &told);
        }
    }
}

fn labelled(draft: &mut Draft, label: String, text: &str) {
    let text = Run::plain(terms::colon(draft.doc.lang, text));
    draft.doc.blocks.push(Block::Paragraph(vec![Run::strong(label), text]));
}

/// What was agreed beside it.
fn common(draft: &mut Draft, m: &Meeting, lang: Lang) {
    draft.open("common", paper::common_ground(lang));
    let reached =
        |p: &&Proposal| m.outcomes.of(p.no).is_some_and(|s| s.disposition == Disposition::Reached);
    let agreed: Vec<String> = m
        .proposals
        .list
        .iter()
        .filter(reached)
        .map(|p| facts::proposal(lang, p) + &terms::colon(lang, p.text()))
        .collect();
    if agreed.is_empty() {
        draft.doc.paragraph(paper::nothing_agreed(lang));
    }
    draft.doc.list(agreed);
}

/// What was said for and against a proposal, and what was reserved.
fn reasons(
    draft: &mut Draft,
    m: &Meeting,
    number: Option<u32>,
    p: &Proposal,
    said: &Said,
    lang: Lang,
) {
    let title = facts::proposal(lang, p);
    let title = match number {
        Some(number) => paper::numbered_second(lang, number, &title),
        None => title,
    };
    draft.doc.heading(2, title);
    let of = |speech: &Speech| {
        let person = m.roll.person(&speech.person);
        let group = person.map_or("", |person| terms::group_name(lang, &person.group));
        let text = said.get(&speech.seq)?;
        Some(m.roll.name(&speech.person) + &terms::aside(lang, group) + &terms::colon(lang, text))
    };
    let sides = [
        (Stance::For, paper::reasons_for(lang)),
        (Stance::Against, paper::reasons_against(lang)),
        (Stance::Amend, paper::reasons_to_amend(lang)),
        (Stance::Neutral, paper::other_views(lang)),
    ];
    for (stance, head) in sides {
        let on = m.floor.speeches.iter().filter(|s| s.on == Some(p.no) && s.stance == stance);
        let told: Vec<String> = on.filter_map(of).collect();
        let both = matches!(stance, Stance::For | Stance::Against);
        if told.is_empty() && both {
            labelled(draft, head, &paper::nobody_spoke(lang));
        } else if !told.is_empty() {
            draft.doc.blocks.push(Block::Paragraph(vec![Run::strong(head)]));
            draft.doc.list(told);
        }
    }
    draft.doc.list(
        m.outcomes.reservations_on(p.no).map(|r| {
            paper::reserved_by(lang, m.roll.name(&r.person)) + &terms::colon(lang, &r.text)
        }),
    );
}
