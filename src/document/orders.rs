//! Follow-up orders (督办单): a page for every action, to the unit that leads it.

use crate::document::draft::Draft;
use crate::document::facts::{adoption, said_of};
use crate::document::model::{Block, Density, Field, GridRow, Pages, SignatureLine};
use crate::document::request::PaperRequest;
use crate::domain::follow_up::{Action, ActionStatus};
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, terms};

pub(super) const PARTS: &[&str] = &["lead", "action", "signatures", "closing"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, paper::orders_title(lang));
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    if m.follow_up.actions.is_empty() {
        draft.begin("lead");
        draft.doc.paragraph(paper::no_actions(lang));
    }
    for action in &m.follow_up.actions {
        order(&mut draft, m, action, asked);
    }
    draft
}

fn order(draft: &mut Draft, m: &Meeting, action: &Action, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    let task = &action.task;
    draft.page("lead");
    draft.doc.blocks.push(Block::Subtitle(asked.number("orders", m, Some(action.no))));
    let to = super::facts::addressee(m, action);
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, to)));
    let title = &m.session.plan.title;
    draft.doc.paragraph(paper::order_of(lang, terms::date(lang, m.session.day()), title));
    let standard = paper::order_lead(lang);
    draft.doc.paragraph(asked.say("order_lead", standard));
    draft.begin("action");
    let from = task.from.and_then(|no| m.proposals.get(no));
    let from = from.map(|p| super::facts::proposal(lang, p)).unwrap_or_default();
    let all = |status| said_of(action, status, lang).join("\n");
    let row = |fields: Vec<Field>, room| GridRow { fields, room };
    let due = terms::date(lang, task.due);
    let status = terms::action_status(lang, action.status);
    let with = task.together_with.clone().unwrap_or_default();
    let rows = vec![
        row(
            vec![
                Field::new(paper::col_no(lang), action.no.to_string()),
                Field::new(paper::col_due(lang), due),
            ],
            1,
        ),
        row(vec![Field::new(paper::col_action(lang), &task.title)], 2),
        row(vec![Field::new(paper::col_from(lang), from)], 1),
        row(
            vec![
                Field::new(paper::col_lead(lang), &task.lead),
                Field::new(paper::col_owner(lang), m.roll.name(&task.owner)),
            ],
            1,
        ),
        row(vec![Field::new(paper::col_with(lang), with)], 1),
        row(
            vec![
                Field::new(paper::col_status(lang), status),
                Field::new(paper::col_adopted(lang), adoption(action, lang)),
            ],
            1,
        ),
        row(vec![Field::new(paper::col_progress(lang), all(ActionStatus::InProgress))], 3),
        row(vec![Field::new(paper::col_feedback(lang), all(ActionStatus::Reported))], 3),
        row(vec![Field::new(paper::col_closed(lang), all(ActionStatus::Completed))], 2),
        row(vec![Field::new(paper::seal_of_lead(lang), "")], 2),
    ];
    draft.doc.blocks.push(Block::Grid(rows));
    draft.begin("signatures");
    let lines = [paper::received_by(lang), paper::owner_signs(lang)];
    let lines = lines.map(|label| SignatureLine { label, signed: String::new() });
    draft.doc.blocks.push(Block::Signatures(lines.into()));
    asked.close_sealed(draft, m, "orders");
}
