//! The report to the superior (协商成果报告): what was consulted, what was agreed and what was not, who does
//! what, what is asked for.

use crate::document::draft::Draft;
use crate::document::facts::{self, announced, field, vote_told};
use crate::document::line::settled_text;
use crate::document::model::{Block, Cell, Field, Pages, Run, Table};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] =
    &["lead", "facts", "agreed", "open", "actions", "request", "attachments", "closing"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::report_title(lang, &plan.title));
    draft.doc.form.pages = Pages::Dashed;
    draft.begin("lead");
    let guide = plan.fact("guide_unit").to_owned();
    let own = m.paper.of("report").to;
    let to = own.unwrap_or(if guide.is_empty() { paper::whom_it_concerns(lang) } else { guide });
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, to)));
    let standard = shelf::report_lead(lang, terms::date(lang, facts::day(m)), &plan.title);
    draft.doc.paragraph(asked.say("report_lead", standard));
    draft.open("facts", paper::basic_facts(lang));
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::chair(lang), facts::chairs(m, lang));
    field(&mut fields, paper::topic_source(lang), plan.fact("topic_source"));
    field(&mut fields, shelf::form(lang), plan.fact("form"));
    field(&mut fields, paper::round(lang), paper::round_is(lang, plan.round));
    field(&mut fields, paper::numbers(lang), facts::numbers(m, lang));
    let groups = facts::group_numbers(m, lang).unwrap_or_default();
    field(&mut fields, paper::group_attendance(lang), groups);
    draft.doc.blocks.push(Block::Fields(fields));
    outcomes(&mut draft, m, asked, true);
    outcomes(&mut draft, m, asked, false);
    if !m.follow_up.actions.is_empty() {
        draft.open("actions", paper::actions(lang));
        let header = [
            paper::col_no(lang),
            paper::col_action(lang),
            paper::col_lead(lang),
            paper::col_due(lang),
            paper::col_status(lang),
        ];
        let rows = m.follow_up.actions.iter().map(|action| {
            vec![
                Cell::number(Some(action.no)),
                Cell::text(&action.task.title),
                Cell::text(&action.task.lead),
                Cell::date(lang, Some(action.task.due)),
                Cell::text(terms::action_status(lang, action.status)),
            ]
        });
        let rows = rows.collect();
        let header = header.map(Cell::text).into();
        draft.doc.table(Table { header, rows, widths: vec![5, 22, 14, 13, 7], tall: false });
    }
    draft.open("request", shelf::request(lang));
    let standard = shelf::report_request(lang);
    draft.doc.paragraph(asked.say("report_request", standard));
    draft.begin("attachments");
    let mut list =
        vec![terms::capital(lang, &paper::name_of(lang, "summary")), paper::signin_name(lang)];
    list.extend(m.paper.attachments.iter().map(|a| a.file.what.clone()));
    let list: Vec<String> = (1..).zip(list).map(|(no, name)| format!("{no}. {name}")).collect();
    let list = Field::new(paper::attachments(lang), list.join("\n"));
    draft.doc.blocks.push(Block::Hanging(vec![list]));
    asked.close(&mut draft, m, "report");
    draft
}

/// What was agreed, or the rest.
fn outcomes(draft: &mut Draft, m: &Meeting, asked: &PaperRequest<'_>, agreed: bool) {
    let lang = asked.lang;
    let live = m.proposals.list.iter().filter(|p| p.dropped.is_none());
    let reached = |no| m.outcomes.of(no).is_some_and(|s| s.disposition == Disposition::Reached);
    let of: Vec<_> = live.filter(|p| reached(p.no) == agreed).collect();
    if of.is_empty() {
        return;
    }
    if agreed {
        draft.open("agreed", paper::agreed_items(lang));
        let standard = paper::opinion_note(lang);
        draft.doc.paragraph(asked.say("opinion_note", standard));
    } else {
        draft.open("open", paper::other_items(lang));
    }
    for p in of {
        let head = Run::strong(facts::proposal(lang, p));
        let text = Run::plain(terms::colon(lang, p.text()));
        draft.doc.blocks.push(Block::Paragraph(vec![head, text]));
        let mut told: Vec<String> =
            announced(m, p.no).map(|v| vote_told(m, v, false, lang) + terms::stop(lang)).collect();
        told.push(m.outcomes.of(p.no).map_or_else(
            || paper::no_outcome(lang) + terms::stop(lang),
            |s| {
                settled_text(lang, s.disposition, s.to.as_deref(), s.next, None) + terms::stop(lang)
            },
        ));
        let reserved: Vec<&str> =
            m.outcomes.reservations_on(p.no).map(|r| terms::unstopped(&r.text)).collect();
        if !reserved.is_empty() {
            let texts = terms::sentences_of(lang, &reserved);
            told.push(paper::reserved_by_some(lang, reserved.len(), texts) + terms::stop(lang));
        }
        draft.doc.paragraph(facts::run_on(lang, &told));
    }
}
