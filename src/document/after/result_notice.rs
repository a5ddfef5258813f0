//! The second notice (落实结果公示): what became of each item that was agreed, and of what was left open.
//! Masked as the first one.

use crate::document::draft::Draft;
use crate::document::facts::{self, adoption, field, said_of};
use crate::document::model::{Block, Field, Pages, Run};
use crate::document::request::PaperRequest;
use crate::domain::follow_up::ActionStatus;
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["lead", "facts", "results", "contact", "closing"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mask = asked.mask(m);
    let title = mask.text(&plan.title);
    let mut draft = Draft::new(lang, shelf::result_notice_title(lang, &title));
    draft.doc.form.pages = Pages::Dashed;
    draft.begin("lead");
    let standard = shelf::result_notice_lead(lang, terms::date(lang, facts::day(m)), &title);
    draft.doc.paragraph(asked.say("result_notice_lead", standard));
    draft.open("results", shelf::what_became(lang));
    if m.follow_up.actions.is_empty() {
        draft.doc.paragraph(paper::no_actions(lang));
    }
    for (number, action) in (1_u32..).zip(&m.follow_up.actions) {
        let task = &action.task;
        let head = paper::numbered_second(lang, number, &mask.text(&task.title));
        draft.doc.heading(2, head);
        let mut fields = Vec::new();
        let from = task.from.and_then(|no| m.proposals.get(no));
        let from = from.map(|p| mask.text(&facts::proposal(lang, p))).unwrap_or_default();
        field(&mut fields, paper::col_from(lang), from);
        field(&mut fields, paper::col_lead(lang), mask.text(&task.lead));
        field(&mut fields, paper::col_due(lang), terms::date(lang, task.due));
        let status = terms::action_status(lang, action.status);
        field(&mut fields, paper::col_status(lang), status);
        if action.status == ActionStatus::Rejected {
            field(&mut fields, paper::col_adopted(lang), mask.text(&adoption(action, lang)));
        }
        for (label, status) in [
            (paper::col_progress(lang), ActionStatus::InProgress),
            (paper::col_feedback(lang), ActionStatus::Reported),
            (paper::col_closed(lang), ActionStatus::Completed),
        ] {
            let told = said_of(action, status, lang).join("\n");
            field(&mut fields, label, mask.text(&told));
        }
        draft.doc.blocks.push(Block::Fields(fields));
    }
    draft.open("contact", shelf::views_welcome(lang));
    let planned = plan.publicity.as_ref();
    let notice = m.sign_off.notice.as_ref();
    let mut fields: Vec<Field> = Vec::new();
    let phone = notice.and_then(|n| n.phone.as_deref()).or(planned.map(|p| p.phone.as_str()));
    let phone = phone.map(|phone| mask.contact(phone)).unwrap_or_default();
    field(&mut fields, paper::col_phone(lang), phone);
    let mailbox = notice.and_then(|n| n.mailbox.as_deref());
    let mailbox = mailbox.or(planned.map(|p| p.mailbox.as_str())).unwrap_or_default();
    field(&mut fields, paper::mailbox(lang), mask.text(mailbox));
    if fields.is_empty() {
        draft.doc.blocks.push(Block::Paragraph(vec![Run::remark(paper::no_period(lang))]));
    }
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("closing");
    draft.doc.blocks.push(Block::Closing {
        unit: mask.text(&facts::unit(m, &asked.house.unit)),
        date: asked.issue_day(m, "result-notice"),
    });
    draft.masked = mask.found();
    draft
}
