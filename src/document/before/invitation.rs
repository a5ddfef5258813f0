//! The invitation (会议通知): when, where, what about, the agenda and the proposals; to all at once, or
//! a sheet for everybody.

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::model::{Block, Cell, Pages, Run, Table};
use crate::document::people::ordered;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::Person;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] =
    &["lead", "facts", "proposals", "agenda", "people", "closing"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, shelf::invitation_title(lang, &m.session.plan.title));
    draft.doc.form.pages = Pages::Dashed;
    if asked.each {
        for entry in ordered(m, asked.order) {
            sheet(&mut draft, m, Some(&entry.person), asked);
        }
    } else {
        sheet(&mut draft, m, None, asked);
    }
    draft
}

fn sheet(draft: &mut Draft, m: &Meeting, to: Option<&Person>, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    let plan = &m.session.plan;
    draft.page("lead");
    let name = match to {
        Some(person) => person.display(),
        None => m.paper.of("invitation").to.unwrap_or_else(|| shelf::everybody(lang)),
    };
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, name)));
    let standard = shelf::invitation_lead(lang, terms::date(lang, plan.date), &plan.title);
    draft.doc.paragraph(asked.say("invitation_lead", standard));
    draft.open("facts", shelf::when_and_where(lang));
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::planned_when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::organizer(lang), plan.fact("organizer"));
    field(&mut fields, paper::chair(lang), facts::chairs(m, lang));
    field(&mut fields, paper::topic_source(lang), plan.fact("topic_source"));
    field(&mut fields, paper::topic_scope(lang), plan.fact("topic_scope"));
    if let Some(person) = to {
        let role = terms::capital(lang, terms::group_name(lang, &person.group));
        let votes = if person.vote { shelf::with_vote(lang) } else { shelf::without_vote(lang) };
        field(&mut fields, shelf::your_part(lang), terms::clauses(lang, &[role, votes]));
    }
    draft.doc.blocks.push(Block::Fields(fields));
    let live: Vec<_> = m.proposals.list.iter().filter(|p| p.dropped.is_none()).collect();
    if !live.is_empty() {
        draft.open("proposals", shelf::proposals(lang));
        for p in live {
            let head = Run::strong(facts::proposal(lang, p));
            let text = Run::plain(terms::colon(lang, p.text()));
            draft.doc.blocks.push(Block::Paragraph(vec![head, text]));
        }
    }
    if !m.agenda.items.is_empty() {
        draft.open("agenda", shelf::agenda(lang));
        let header = [
            paper::col_no(lang),
            paper::time(lang),
            shelf::col_item(lang),
            shelf::col_minutes(lang),
        ];
        let rows = (1_u32..).zip(&m.agenda.items).map(|(no, item)| {
            vec![
                Cell::number(Some(no)),
                Cell::time(item.plan.start),
                Cell::text(&item.plan.title),
                Cell::number(Some(item.plan.seconds.div_ceil(60))),
            ]
        });
        let rows = rows.collect();
        let header = header.map(Cell::text).into();
        let table = Table { header, rows, widths: vec![6, 8, 34, 9], tall: false };
        draft.doc.table(table);
    }
    if to.is_none() && !m.roll.entries.is_empty() {
        draft.open("people", paper::participants(lang));
        let entries = ordered(m, asked.order);
        let groups = facts::by_group(m).map(|(name, _)| {
            let of = entries.iter().filter(|e| e.person.group == name);
            let names: Vec<String> = of.map(|e| e.person.display()).collect();
            let label = terms::capital(lang, terms::group_name(lang, name));
            crate::document::model::Field::new(label, terms::list(lang, &names))
        });
        draft.doc.blocks.push(Block::Hanging(groups.collect()));
    }
    draft.begin("closing");
    let phone = plan.publicity.as_ref().map(|p| p.phone.as_str()).unwrap_or_default();
    let ask = if phone.is_empty() {
        shelf::tell_if_not(lang)
    } else {
        shelf::tell_if_not_by(lang, phone)
    };
    draft.doc.paragraph(asked.say("invitation_end", ask));
    draft.doc.blocks.push(Block::Closing {
        unit: facts::unit(m, &asked.house.unit),
        date: asked.issue_day(m, "invitation"),
    });
}
