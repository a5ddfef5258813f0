//! Reminders (催办通知): a sheet for every action that is due and not done, to the unit that leads it. What is
//! overdue depends on the day on which it is made.

use crate::document::draft::Draft;
use crate::document::facts::{self, said_of};
use crate::document::model::{Block, Density, Field, GridRow, Pages, SignatureLine};
use crate::document::request::PaperRequest;
use crate::domain::follow_up::{Action, ActionStatus};
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, shelf, terms};
use chrono::NaiveDate;

pub(in crate::document) const PARTS: &[&str] = &["lead", "action", "signatures", "closing"];

/// Due before the day, and neither done nor turned down.
pub(in crate::document) fn is_overdue(action: &Action, today: NaiveDate) -> bool {
    let open = !matches!(action.status, ActionStatus::Completed | ActionStatus::Rejected);
    open && action.task.due < today
}

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, shelf::reminder_title(lang));
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    let day = m.paper.of("reminders").date.unwrap_or(asked.today);
    let overdue: Vec<&Action> =
        m.follow_up.actions.iter().filter(|action| is_overdue(action, day)).collect();
    if overdue.is_empty() {
        draft.begin("lead");
        draft.doc.paragraph(shelf::nothing_overdue(lang, terms::date(lang, day)));
    }
    for action in overdue {
        sheet(&mut draft, m, action, day, asked);
    }
    draft
}

fn sheet(
    draft: &mut Draft,
    m: &Meeting,
    action: &Action,
    day: NaiveDate,
    asked: &PaperRequest<'_>,
) {
    let lang = asked.lang;
    let task = &action.task;
    draft.page("lead");
    draft.doc.blocks.push(Block::Subtitle(asked.number("reminders", m, Some(action.no))));
    let to = facts::addressee(m, action);
    draft.doc.blocks.push(Block::Addressee(paper::to_unit(lang, to)));
    let late = (day - task.due).num_days();
    let due = terms::date(lang, task.due);
    let held = terms::date(lang, m.session.plan.date);
    let title = &m.session.plan.title;
    draft.doc.paragraph(shelf::reminder_of(lang, held, title, &task.title, due, late));
    let standard = shelf::reminder_lead(lang);
    draft.doc.paragraph(asked.say("reminder_lead", standard));
    draft.begin("action");
    let all = |status| said_of(action, status, lang).join("\n");
    let row = |label: String, value: String, room| GridRow {
        fields: vec![Field::new(label, value)],
        room,
    };
    let status = terms::action_status(lang, action.status).to_owned();
    draft.doc.blocks.push(Block::Grid(vec![
        row(paper::col_action(lang), task.title.clone(), 2),
        GridRow {
            fields: vec![
                Field::new(paper::col_owner(lang), m.roll.name(&task.owner)),
                Field::new(paper::col_status(lang), status),
            ],
            room: 1,
        },
        row(paper::col_progress(lang), all(ActionStatus::InProgress), 3),
        row(shelf::why_late(lang), String::new(), 4),
        row(shelf::new_date(lang), String::new(), 1),
        row(paper::seal_of_lead(lang), String::new(), 2),
    ]));
    draft.begin("signatures");
    let line = SignatureLine { label: paper::received_by(lang), signed: String::new() };
    draft.doc.blocks.push(Block::Signatures(vec![line]));
    draft.begin("closing");
    draft.doc.blocks.push(Block::Closing {
        unit: [facts::unit(m, &asked.house.unit), paper::seal_here(lang)]
            .join("\n")
            .trim()
            .to_owned(),
        date: terms::date(lang, day),
    });
}
