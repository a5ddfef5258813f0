//! The table of results followed up (成果跟踪表): every action with its way from adopted to closed.

use crate::document::draft::Draft;
use crate::document::facts::{self, adoption, field, said_of};
use crate::document::model::{Block, Cell, Pages, Sheet, Table};
use crate::document::request::PaperRequest;
use crate::domain::follow_up::ActionStatus;
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, terms};

pub(super) const PARTS: &[&str] = &["facts", "actions"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, paper::tracking_title(lang, &plan.title));
    draft.doc.form.sheet = Sheet::Landscape;
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("facts");
    let mut fields = Vec::new();
    field(&mut fields, paper::session_no(lang), &plan.id);
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::issuer(lang), facts::unit(m, &asked.house.unit));
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("actions");
    let header = [
        paper::col_no(lang),
        paper::col_action(lang),
        paper::col_from(lang),
        paper::col_lead(lang),
        paper::col_owner(lang),
        paper::col_with(lang),
        paper::col_due(lang),
        paper::col_status(lang),
        paper::col_adopted(lang),
        paper::col_progress(lang),
        paper::col_feedback(lang),
        paper::col_closed(lang),
    ];
    let rows = m.follow_up.actions.iter().map(|action| {
        let task = &action.task;
        let all = |status| said_of(action, status, lang).join("\n");
        let from = task.from.map(|no| paper::proposal_no(lang, terms::ordinal(lang, no)));
        vec![
            Cell::number(Some(action.no)),
            Cell::text(&task.title),
            Cell::text(from.unwrap_or_default()),
            Cell::text(&task.lead),
            Cell::text(m.roll.name(&task.owner)),
            Cell::text(task.together_with.clone().unwrap_or_default()),
            Cell::date(lang, Some(task.due)),
            Cell::text(terms::action_status(lang, action.status)),
            Cell::text(adoption(action, lang)),
            Cell::text(all(ActionStatus::InProgress)),
            Cell::text(all(ActionStatus::Reported)),
            Cell::text(all(ActionStatus::Completed)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        draft.doc.paragraph(paper::no_actions(lang));
    }
    let header = header.map(Cell::text).into();
    let widths = vec![4, 16, 6, 11, 7, 11, 13, 6, 9, 8, 8, 8];
    draft.doc.table(Table { header, rows, widths, tall: false });
    draft
}
