//! Two slips to be filled in: opinions on the topic before the meeting (意见征集表), and how content people
//! are with what was done (满意度调查表).

use crate::document::draft::Draft;
use crate::document::facts;
use crate::document::model::{Block, Cell, Density, Field, GridRow, Pages, Table};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, shelf};

pub(in crate::document) const PARTS: &[&str] = &["opinion", "satisfaction"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::survey_title(lang, &plan.title));
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("opinion");
    let standard = shelf::survey_lead(lang);
    draft.doc.paragraph(asked.say("survey_lead", standard));
    let live: Vec<_> = m.proposals.list.iter().filter(|p| p.dropped.is_none()).collect();
    let views = [shelf::agree(lang), shelf::agree_after_change(lang), shelf::disagree(lang)];
    if !live.is_empty() {
        let mut header = vec![paper::col_proposal(lang)];
        header.extend(views);
        header.push(shelf::reason(lang));
        let rows = live.iter().map(|p| {
            let mut row = vec![Cell::text(facts::proposal(lang, p))];
            row.extend((0..4).map(|_| Cell::text("")));
            row
        });
        let rows = rows.collect();
        let header = header.into_iter().map(Cell::text).collect();
        draft.doc.table(Table { header, rows, widths: vec![22, 6, 9, 7, 18], tall: true });
    }
    let row = |label: String, room| GridRow { fields: vec![Field::new(label, "")], room };
    draft.doc.blocks.push(Block::Grid(vec![
        row(shelf::other_views(lang), 5),
        GridRow {
            fields: vec![
                Field::new(shelf::filled_in_by(lang), ""),
                Field::new(paper::col_phone(lang), ""),
            ],
            room: 1,
        },
    ]));
    draft.doc.paragraph(shelf::survey_end(lang, facts::contact(m, lang)));
    draft.doc.blocks.push(Block::PageBreak);
    draft.doc.blocks.push(Block::Title(shelf::satisfaction_title(lang, &plan.title)));
    draft.begin("satisfaction");
    let standard = shelf::satisfaction_lead(lang);
    draft.doc.paragraph(asked.say("satisfaction_lead", standard));
    let header = [
        shelf::question(lang),
        shelf::content(lang),
        shelf::fairly(lang),
        shelf::average(lang),
        shelf::not_content(lang),
    ];
    let mut asked_of = vec![
        shelf::about_topic(lang),
        shelf::about_meeting(lang),
        shelf::about_result(lang),
        shelf::about_notice(lang),
    ];
    let tasks = m.follow_up.actions.iter();
    asked_of.extend(tasks.map(|action| shelf::about_action(lang, &action.task.title)));
    let rows = asked_of.into_iter().map(|question| {
        let mut row = vec![Cell::text(question)];
        row.extend((0..4).map(|_| Cell::text("")));
        row
    });
    let rows = rows.collect();
    let header = header.map(Cell::text).into();
    draft.doc.table(Table { header, rows, widths: vec![32, 7, 9, 7, 8], tall: true });
    draft.doc.blocks.push(Block::Grid(vec![row(shelf::what_to_better(lang), 4)]));
    draft.doc.paragraph(shelf::survey_end(lang, facts::contact(m, lang)));
    draft
}
