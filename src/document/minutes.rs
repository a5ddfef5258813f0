//! The minutes (会议记录) as a document: who, when, where, the chronological record, votes with all
//! their numbers, outcomes, actions, disputes, the places to sign (docs/domain.md §5).
//!
//! Pure. What was said after the meeting of its outcomes is not part of the course of the meeting.

use crate::document::draft::Draft;
use crate::document::explain::{count_of, explain};
use crate::document::facts::{self, field};
use crate::document::line::{self, MinutesKind, MinutesLine, result, settled_text};
use crate::document::model::{Block, Cell, Document, Field, Pages, Run, SignatureLine, Table};
use crate::document::request::PaperRequest;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Settled;
use crate::domain::rule::Measure;
use crate::domain::session::Phase;
use crate::domain::sign_off::SignRole;
use crate::domain::vote::{Choice, Vote, VoteState};
use crate::i18n::{Lang, paper, terms};
use strum::VariantArray as _;

mod changes;
mod people;

pub(super) const PARTS: &[&str] = &[
    "state",
    "facts",
    "topic",
    "course",
    "votes",
    "outcomes",
    "actions",
    "notice",
    "disputes",
    "attachments",
    "signatures",
];

pub(super) fn draft(ledger: &Ledger, m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let lines = line::minutes(ledger, None, lang).unwrap_or_default();
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, paper::minutes_title(lang, &plan.title));
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("state");
    if m.session.opening.is_none() {
        draft.doc.paragraph(paper::not_opened(lang));
    } else if m.session.adjourned_at.is_none() {
        draft.doc.paragraph(paper::draft(lang));
    }
    draft.begin("facts");
    let mut fields = facts(m, asked);
    field(&mut fields, paper::numbers(lang), facts::numbers(m, lang));
    field(
        &mut fields,
        paper::group_attendance(lang),
        facts::group_numbers(m, lang).unwrap_or_default(),
    );
    draft.doc.blocks.push(Block::Fields(fields));
    draft.doc.blocks.push(Block::Hanging(people::fields(m, asked)));
    draft.open("topic", paper::topic(lang));
    topic(&mut draft.doc, m, lang);
    draft.open("course", paper::course(lang));
    course(&mut draft.doc, ledger, m, &lines, lang);
    votes(&mut draft, m, asked);
    outcomes(&mut draft, m, &lines, lang);
    actions(&mut draft, m, lang);
    // The last notice is the one in force.
    if let Some(notice) = texts(&lines, MinutesKind::Notice).last() {
        draft.open("notice", paper::notice(lang));
        draft.doc.paragraph(notice);
    }
    let disputes: Vec<String> = texts(&lines, MinutesKind::Dispute).collect();
    let disputed = !disputes.is_empty();
    if disputed {
        draft.open("disputes", paper::disputes(lang));
        draft.doc.list(disputes);
    }
    let attached = facts::attached(m, lang);
    if !attached.is_empty() {
        draft.open("attachments", paper::attachments(lang));
        draft.doc.list(attached);
    }
    draft.open("signatures", paper::signatures(lang));
    draft.doc.paragraph(read_back(m, disputed, lang));
    draft.doc.blocks.push(Block::Signatures(signatures(m, lang)));
    draft
}

/// Whether the record was read back, whether somebody disputed it, whether it is archived.
fn read_back(m: &Meeting, disputed: bool, lang: Lang) -> String {
    let mut told = match m.sign_off.read_back {
        Some(at) => paper::read_back_at(lang, terms::time(at)),
        None => paper::not_read_back(lang),
    };
    if m.sign_off.read_back.is_some() && !disputed {
        told = line::joined(lang, &told, &paper::no_disputes(lang));
    }
    if m.session.phase == Phase::Sealed {
        told = line::joined(lang, &told, &paper::sealed(lang));
    }
    told
}

fn texts(lines: &[MinutesLine], kind: MinutesKind) -> impl Iterator<Item = String> {
    lines.iter().filter(move |line| line.kind == kind).map(|line| line.text.clone())
}

fn facts(m: &Meeting, asked: &PaperRequest<'_>) -> Vec<Field> {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut fields = Vec::new();
    field(&mut fields, paper::session_no(lang), &plan.id);
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::organizer(lang), plan.fact("organizer"));
    field(&mut fields, paper::host_unit(lang), plan.fact("host_unit"));
    let named = |id| m.roll.name(id);
    let chair = plan.chair.as_ref().map(named).unwrap_or_default();
    let unit = if chair.is_empty() { "" } else { asked.house.chair_unit.as_str() };
    field(&mut fields, paper::chair(lang), chair + &terms::aside(lang, unit));
    let acting = m.session.acting_chair.as_ref().map(named).unwrap_or_default();
    field(&mut fields, paper::acting_chair(lang), acting);
    field(&mut fields, paper::recorder(lang), &plan.recorder);
    field(&mut fields, paper::tellers(lang), terms::list(lang, &plan.tellers));
    let scrutineers: Vec<String> = plan.scrutineers.iter().map(named).collect();
    field(&mut fields, paper::scrutineers(lang), terms::list(lang, &scrutineers));
    fields
}

fn topic(doc: &mut Document, m: &Meeting, lang: Lang) {
    let plan = &m.session.plan;
    let mut fields = Vec::new();
    field(&mut fields, paper::topic_area(lang), plan.fact("topic_area"));
    field(&mut fields, paper::topic_source(lang), plan.fact("topic_source"));
    field(&mut fields, paper::topic_proposers(lang), plan.fact("topic_proposers"));
    field(&mut fields, paper::topic_screening(lang), plan.fact("topic_screening"));
    field(&mut fields, paper::round(lang), paper::round_is(lang, plan.round));
    if let Some(previous) = &plan.previous {
        let day = previous.date.map(|date| terms::date(lang, date)).unwrap_or_default();
        let what = [previous.title.clone(), previous.id.clone(), day];
        let what: Vec<String> = what.into_iter().filter(|part| !part.is_empty()).collect();
        field(&mut fields, paper::previous(lang), terms::clauses(lang, &what));
    }
    if let Some(research) = &plan.research {
        let mut by = vec![research.date.clone()];
        by.extend(research.by.as_ref().map(|id| m.roll.name(id)));
        let by = terms::aside(lang, &terms::clauses(lang, &by));
        field(&mut fields, paper::research(lang), research.summary.clone() + &by);
    }
    field(&mut fields, paper::rules(lang), plan.fact("rules_version"));
    doc.blocks.push(Block::Fields(fields));
    for p in &m.proposals.list {
        let mut remarks = Vec::new();
        remarks.extend(p.legal_vote.then(|| paper::legal_vote(lang)));
        remarks.extend(p.dropped.as_ref().map(|_| paper::dropped(lang)));
        let head = paper::proposal(lang, terms::ordinal(lang, p.no), &p.title);
        let head = head + &terms::aside(lang, &terms::clauses(lang, &remarks));
        // An amended proposal stands as it was tabled and as it was put to the vote.
        let tabled = p.versions.first().filter(|_| p.versions.len() > 1);
        let text = match tabled {
            None => terms::colon(lang, p.text()),
            Some(tabled) => terms::colon(lang, &paper::as_tabled(lang, &tabled.text)),
        };
        doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(text)]));
        if tabled.is_some() {
            let by = p.versions.last().and_then(|version| version.by.as_ref());
            let by = by.map(|id| m.roll.name(id)).unwrap_or_default();
            doc.paragraph(paper::as_amended(lang, terms::aside(lang, &by), p.text()));
        }
    }
}

/// The chronological record: an agenda item begins a part of its own, every other line stands with
/// its time. What is done about the outcomes after the meeting is not part of it.
fn course(doc: &mut Document, ledger: &Ledger, m: &Meeting, lines: &[MinutesLine], lang: Lang) {
    let end = lines.iter().find(|line| line.kind == MinutesKind::Adjournment).map(|line| line.seq);
    let during = |line: &&MinutesLine| {
        let follow_up =
            matches!(line.kind, MinutesKind::Action | MinutesKind::Notice | MinutesKind::Signature);
        !follow_up || end.is_none_or(|end| line.seq < end)
    };
    let mut changed = changes::changed(ledger, lang);
    for line in lines.iter().filter(during) {
        // What was struck since has no line of its own any more.
        while let Some(struck) = changed.pop_if(|change| change.line < line.seq) {
            struck.struck(doc, lang);
        }
        let change = changed.pop_if(|change| change.line == line.seq);
        let starts = line.kind == MinutesKind::Agenda
            && m.agenda.items.iter().any(|item| item.spans.iter().any(|span| span.0 == line.at));
        if starts && !line.corrected {
            doc.heading(2, format!("{} {}", terms::time(line.at), line.text));
            continue;
        }
        let mut runs =
            vec![Run::strong(terms::time(line.at)), Run::plain(format!(" {}", line.text))];
        if line.drifted {
            runs.push(Run::remark(terms::aside(lang, &paper::drifted(lang))));
        }
        match change {
            Some(change) => runs.push(Run::remark(change.remark(lang))),
            None if line.corrected && !line.drifted => {
                runs.push(Run::remark(terms::aside(lang, &paper::corrected(lang))));
            }
            None => {}
        }
        doc.blocks.push(Block::Paragraph(runs));
    }
    while let Some(struck) = changed.pop() {
        struck.struck(doc, lang);
    }
}

fn votes(draft: &mut Draft, m: &Meeting, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    // A vote that still runs has no result to put on paper.
    let done = |vote: &&Vote| matches!(vote.state, VoteState::Announced | VoteState::Cancelled);
    let done: Vec<&Vote> = m.votes.list.iter().filter(done).collect();
    if done.is_empty() {
        return;
    }
    draft.open("votes", paper::votes(lang));
    let standard = paper::opinion_note(lang);
    let doc = &mut draft.doc;
    doc.paragraph(asked.say("opinion_note", standard));
    let mut header = vec![
        paper::col_proposal_no(lang),
        paper::col_method(lang),
        paper::col_voters(lang),
        paper::col_recused(lang),
        paper::col_issued(lang),
        paper::col_returned(lang),
    ];
    let follows = done.iter().any(|vote| vote.marked(Measure::Heads, None).follow > 0);
    let shown = |choice: &Choice| *choice != Choice::Follow || follows;
    let choices: Vec<Choice> = Choice::VARIANTS.iter().copied().filter(shown).collect();
    header.extend(choices.iter().map(|c| terms::capital(lang, terms::choice(lang, *c))));
    header.extend([paper::col_not_cast(lang), paper::col_rate(lang), paper::col_result(lang)]);
    let row = |vote: &&Vote| {
        let counts = vote.counts_now().filter(|_| !vote.is_withheld());
        let cancelled = vote.state == VoteState::Cancelled;
        let outcome = if cancelled {
            terms::vote_state(lang, vote.state).to_owned()
        } else {
            result::verdict(lang, m, vote)
        };
        let mut row = vec![
            Cell::text(terms::ordinal(lang, vote.proposal)),
            Cell::text(terms::method(lang, vote.method)),
            Cell::number(Some(vote.electorate.len())),
            Cell::number(Some(vote.recused.len())),
            Cell::number(counts.and_then(|c| c.issued)),
            Cell::number(counts.and_then(|c| c.returned)),
        ];
        row.extend(choices.iter().map(|c| Cell::number(count_of(vote, *c))));
        let rate = vote.rate().filter(|_| !vote.is_void() && !cancelled);
        row.extend([
            Cell::number(counts.map(|c| c.not_cast)),
            Cell::percent(rate),
            Cell::text(outcome),
        ]);
        row
    };
    doc.table(Table::new(header, done.iter().map(row).collect()));
    for vote in done {
        let no = terms::ordinal(lang, vote.proposal);
        let head = paper::explained(lang, no, terms::method(lang, vote.method));
        doc.blocks.push(Block::Paragraph(vec![Run::strong(head)]));
        doc.list(explain(m, vote, lang));
    }
}

fn outcomes(draft: &mut Draft, m: &Meeting, lines: &[MinutesLine], lang: Lang) {
    if m.session.opening.is_none() || m.proposals.list.is_empty() {
        return;
    }
    draft.open("outcomes", paper::outcomes(lang));
    let doc = &mut draft.doc;
    for p in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let head = paper::proposal(lang, terms::ordinal(lang, p.no), &p.title);
        let text = m.outcomes.of(p.no).map_or_else(
            || paper::no_outcome(lang),
            |Settled { disposition, to, next, reason, .. }| {
                settled_text(lang, *disposition, to.as_deref(), *next, reason.as_deref())
            },
        );
        let text = terms::colon(lang, &text) + terms::stop(lang);
        doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(text)]));
    }
    let reserved: Vec<String> = texts(lines, MinutesKind::Reservation).collect();
    if !reserved.is_empty() {
        let head = Run::strong(paper::reservations(lang));
        doc.blocks.push(Block::Paragraph(vec![head]));
        doc.list(reserved);
    }
}

fn actions(draft: &mut Draft, m: &Meeting, lang: Lang) {
    if m.follow_up.actions.is_empty() {
        return;
    }
    draft.open("actions", paper::actions(lang));
    let header = [
        paper::col_no(lang),
        paper::col_action(lang),
        paper::col_lead(lang),
        paper::col_owner(lang),
        paper::col_with(lang),
        paper::col_due(lang),
        paper::col_proposal(lang),
        paper::col_status(lang),
    ];
    let rows = m.follow_up.actions.iter().map(|action| {
        let task = &action.task;
        vec![
            Cell::number(Some(action.no)),
            Cell::text(&task.title),
            Cell::text(&task.lead),
            Cell::text(m.roll.name(&task.owner)),
            Cell::text(task.together_with.clone().unwrap_or_default()),
            Cell::date(lang, Some(task.due)),
            Cell::text(task.from.map_or_else(String::new, |no| terms::ordinal(lang, no))),
            Cell::text(terms::action_status(lang, action.status)),
        ]
    });
    draft.doc.table(Table::new(header, rows.collect()));
}

/// A line to sign for chair, recorder and each witness; a witness's line is left open where nobody
/// has confirmed yet.
fn signatures(m: &Meeting, lang: Lang) -> Vec<SignatureLine> {
    let mut lines = Vec::new();
    for &role in SignRole::VARIANTS {
        let label = terms::capital(lang, terms::sign_role(lang, role));
        let signed = m.sign_off.signatures.iter().filter(|s| s.role == role);
        let signed: Vec<String> = signed
            .map(|s| {
                let signed = paper::signed_at(lang, m.roll.name(&s.person), terms::time(s.at));
                match s.lapsed {
                    Some(_) => signed + &terms::aside(lang, &paper::lapsed(lang)),
                    None => signed,
                }
            })
            .collect();
        if signed.is_empty() {
            // Who is to sign is known of chair and recorder.
            let name = match role {
                SignRole::Chair => m.session.chair().map(|id| m.roll.name(id)),
                SignRole::Recorder => Some(m.session.recorder_name().to_owned()),
                SignRole::Witness => None,
            };
            let label = label + &terms::aside(lang, &name.unwrap_or_default());
            lines.push(SignatureLine { label, signed: String::new() });
        } else {
            let all = signed.into_iter();
            lines.extend(all.map(|signed| SignatureLine { label: label.clone(), signed }));
        }
    }
    lines
}

#[cfg(test)]
mod tests;
