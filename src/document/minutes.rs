//! The minutes (会议记录) as a document: who, when, where, the chronological record, votes with all
//! their numbers, outcomes, actions, the places to sign, the fingerprint (DOMAIN §5).
//!
//! Pure. Names stand in the order of the roster; a caller that wants another order sorts the
//! plan's people before.

use crate::document::explain::{count_of, explain};
use crate::document::line::{self, Kind, Line, result, settled_text};
use crate::document::model::{Block, Cell, Document, Field, Run, SignatureLine, Table};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Settled;
use crate::domain::recorded::fingerprint;
use crate::domain::sign_off::SignRole;
use crate::domain::vote::{Choice, Vote, VoteState};
use crate::i18n::{Lang, paper, terms};

mod people;

/// The minutes as the record stands; None before anything was planned.
pub fn minutes(ledger: &Ledger, lang: Lang) -> Option<Document> {
    let m = ledger.meeting()?;
    let lines = line::minutes(ledger, None, lang)?;
    let plan = &m.session.plan;
    let mut doc = Document::new(lang, paper::minutes_title(lang, &plan.title));
    if m.session.opening.is_none() {
        doc.paragraph(paper::not_opened(lang));
    } else if m.session.adjourned_at.is_none() {
        doc.paragraph(paper::draft(lang));
    }
    let mut fields = facts(m, lang);
    field(&mut fields, paper::numbers(lang), people::numbers(m, lang));
    doc.blocks.push(Block::Fields(fields));
    doc.blocks.push(Block::Hanging(people::fields(m, lang)));
    let mut section = Sections { lang, last: 0 };
    section.open(&mut doc, &paper::topic(lang));
    topic(&mut doc, m, lang);
    section.open(&mut doc, &paper::course(lang));
    course(&mut doc, m, &lines, lang);
    votes(&mut doc, m, &mut section, lang);
    outcomes(&mut doc, m, &lines, &mut section, lang);
    actions(&mut doc, m, &mut section, lang);
    // The last notice is the one in force.
    if let Some(notice) = texts(&lines, Kind::Notice).last() {
        section.open(&mut doc, &paper::notice(lang));
        doc.paragraph(notice);
    }
    let disputes: Vec<String> = texts(&lines, Kind::Dispute).collect();
    if !disputes.is_empty() {
        section.open(&mut doc, &paper::disputes(lang));
        doc.list(disputes);
    }
    section.open(&mut doc, &paper::signatures(lang));
    doc.blocks.push(Block::Signatures(signatures(m, lang)));
    let print = fingerprint(&ledger.head());
    doc.form.fingerprint = Some(paper::fingerprint(lang, ledger.seq(), print));
    Some(doc)
}

/// Numbers the headings of the sections that there are.
struct Sections {
    lang: Lang,
    last: u32,
}

impl Sections {
    fn open(&mut self, doc: &mut Document, heading: &str) {
        self.last += 1;
        doc.heading(1, paper::numbered(self.lang, self.last, heading));
    }
}

fn texts(lines: &[Line], kind: Kind) -> impl Iterator<Item = String> {
    lines.iter().filter(move |line| line.kind == kind).map(|line| line.text.clone())
}

/// A field, unless its value is empty.
fn field(fields: &mut Vec<Field>, label: String, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        fields.push(Field::new(label, value));
    }
}

fn facts(m: &Meeting, lang: Lang) -> Vec<Field> {
    let plan = &m.session.plan;
    let mut fields = Vec::new();
    let date = terms::date(lang, plan.date);
    let opened = m.session.opening.as_ref().map(|opening| terms::time(opening.at));
    let time = match (opened, m.session.adjourned_at) {
        (Some(start), Some(end)) => paper::from_to(lang, date, start, terms::time(end)),
        (Some(start), None) => paper::from_open(lang, date, start),
        (None, _) => date,
    };
    field(&mut fields, paper::session_no(lang), &plan.id);
    field(&mut fields, paper::time(lang), time);
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::organizer(lang), plan.fact("organizer"));
    field(&mut fields, paper::host_unit(lang), plan.fact("host_unit"));
    let named = |id| m.roll.name(id);
    let chair = plan.chair.as_ref().map(named).unwrap_or_default();
    field(&mut fields, paper::chair(lang), chair);
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
    field(&mut fields, paper::round(lang), paper::round_is(lang, plan.round));
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
        let text = terms::colon(lang, p.text());
        doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(text)]));
    }
}

/// The chronological record: an agenda item begins a part of its own, every other line stands with
/// its time. What is done about the outcomes after the meeting is not part of it.
fn course(doc: &mut Document, m: &Meeting, lines: &[Line], lang: Lang) {
    let end = lines.iter().find(|line| line.kind == Kind::Adjournment).map(|line| line.seq);
    let during = |line: &&Line| {
        let follow_up = matches!(line.kind, Kind::Action | Kind::Notice | Kind::Signature);
        !follow_up || end.is_none_or(|end| line.seq < end)
    };
    for line in lines.iter().filter(during) {
        let starts = line.kind == Kind::Agenda
            && m.agenda.items.iter().any(|item| item.spans.iter().any(|span| span.0 == line.at));
        if starts && !line.corrected {
            doc.heading(2, format!("{} {}", terms::time(line.at), line.text));
            continue;
        }
        let mut runs =
            vec![Run::strong(terms::time(line.at)), Run::plain(format!(" {}", line.text))];
        if line.corrected {
            runs.push(Run::remark(terms::aside(lang, &paper::corrected(lang))));
        }
        doc.blocks.push(Block::Paragraph(runs));
    }
}

fn votes(doc: &mut Document, m: &Meeting, section: &mut Sections, lang: Lang) {
    // A vote that still runs has no result to put on paper.
    let done = |vote: &&Vote| matches!(vote.state, VoteState::Announced | VoteState::Cancelled);
    let done: Vec<&Vote> = m.votes.list.iter().filter(done).collect();
    if done.is_empty() {
        return;
    }
    section.open(doc, &paper::votes(lang));
    doc.paragraph(paper::opinion_note(lang));
    let mut header = vec![
        paper::col_proposal(lang),
        paper::col_method(lang),
        paper::col_voters(lang),
        paper::col_recused(lang),
        paper::col_issued(lang),
        paper::col_returned(lang),
    ];
    header.extend(Choice::ALL.map(|choice| terms::choice(lang, choice).to_owned()));
    header.extend([paper::col_not_cast(lang), paper::col_rate(lang), paper::col_result(lang)]);
    let row = |vote: &&Vote| {
        let counts = vote.counts_now();
        let cancelled = vote.state == VoteState::Cancelled;
        let outcome = if cancelled {
            terms::vote_state(lang, vote.state).to_owned()
        } else {
            result::verdict(lang, vote)
        };
        let mut row = vec![
            Cell::text(terms::ordinal(lang, vote.proposal)),
            Cell::text(terms::method(lang, vote.method)),
            Cell::number(Some(vote.electorate.len())),
            Cell::number(Some(vote.recused.len())),
            Cell::number(counts.and_then(|c| c.issued)),
            Cell::number(counts.and_then(|c| c.returned)),
        ];
        row.extend(Choice::ALL.map(|c| Cell::number(count_of(vote, c))));
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

fn outcomes(doc: &mut Document, m: &Meeting, lines: &[Line], section: &mut Sections, lang: Lang) {
    if m.session.opening.is_none() || m.proposals.list.is_empty() {
        return;
    }
    section.open(doc, &paper::outcomes(lang));
    for p in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let head = paper::proposal(lang, terms::ordinal(lang, p.no), &p.title);
        let text = m.outcomes.of(p.no).map_or_else(
            || paper::no_outcome(lang),
            |Settled { disposition, to, next, .. }| {
                settled_text(lang, *disposition, to.as_deref(), *next)
            },
        );
        let text = terms::colon(lang, &text) + terms::stop(lang);
        doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(text)]));
    }
    let reserved: Vec<String> = texts(lines, Kind::Reservation).collect();
    if !reserved.is_empty() {
        let head = Run::strong(paper::reservations(lang));
        doc.blocks.push(Block::Paragraph(vec![head]));
        doc.list(reserved);
    }
}

fn actions(doc: &mut Document, m: &Meeting, section: &mut Sections, lang: Lang) {
    if m.follow_up.actions.is_empty() {
        return;
    }
    section.open(doc, &paper::actions(lang));
    let header = [
        paper::col_no(lang),
        paper::col_action(lang),
        paper::col_lead(lang),
        paper::col_owner(lang),
        paper::col_with(lang),
        paper::col_due(lang),
        paper::col_from(lang),
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
    doc.table(Table::new(header, rows.collect()));
}

/// A line to sign for chair, recorder and each witness; a witness's line is left open where nobody
/// has confirmed yet.
fn signatures(m: &Meeting, lang: Lang) -> Vec<SignatureLine> {
    let mut lines = Vec::new();
    for role in SignRole::ALL {
        let label = terms::sign_role(lang, role).to_owned();
        let signed = m.sign_off.signatures.iter().filter(|s| s.role == role);
        let signed: Vec<String> = signed
            .map(|s| paper::signed_at(lang, m.roll.name(&s.person), terms::time(s.at)))
            .collect();
        if signed.is_empty() {
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
