//! The public notice (公示), built from a whitelist: topic, time, place, numbers by group, what was
//! agreed, where the rest goes, until when and where objections go, who issues it.
//!
//! Names, single votes, units and posts of people are not on the list, nor are the counts of votes:
//! of a unanimous one they tell how everybody voted. Full names only where that is asked for with a
//! reason on record.

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::line::settled_text;
use crate::document::mask::Mask;
use crate::document::model::{Block, Field, Pages, Run};
use crate::document::people::{came, ordered};
use crate::document::request::{Names, PaperRequest};
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::i18n::{paper, terms};

pub(super) const PARTS: &[&str] =
    &["lead", "facts", "people", "results", "rest", "period", "closing"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mask = asked.mask(m);
    let title = mask.text(&plan.title);
    let mut draft = Draft::new(lang, paper::notice_title(lang, &title));
    draft.doc.form.pages = Pages::Dashed;
    draft.begin("lead");
    let standard = paper::notice_lead(lang);
    draft.doc.paragraph(asked.say("notice_lead", standard));
    draft.open("facts", paper::basic_facts(lang));
    let mut fields = Vec::new();
    field(&mut fields, paper::topic_name(lang), title);
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::place(lang), mask.text(plan.fact("venue")));
    field(&mut fields, paper::organizer(lang), mask.text(plan.fact("organizer")));
    draft.doc.blocks.push(Block::Fields(fields));
    people(&mut draft, m, asked);
    outcomes(&mut draft, m, &mask, asked);
    period(&mut draft, m, &mask, asked);
    draft.begin("closing");
    let day = m.sign_off.notice.as_ref().map_or_else(|| facts::day(m), |notice| notice.from);
    draft.doc.blocks.push(Block::Closing {
        unit: mask.text(&facts::unit(m, &asked.house.unit)),
        date: terms::date(lang, m.paper.of("notice").date.unwrap_or(day)),
    });
    draft.masked = mask.found();
    draft
}

fn people(draft: &mut Draft, m: &Meeting, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    draft.open("people", paper::participants(lang));
    draft.doc.paragraph(facts::numbers(m, lang) + terms::stop(lang));
    let entries = ordered(m, asked.order);
    let groups = facts::by_group(m).map(|(name, numbers)| {
        let mut told = vec![paper::came_of(lang, numbers.expected, numbers.came)];
        if asked.names == Names::Full {
            let of = entries.iter().filter(|e| came(e) && e.person.group == name);
            let names: Vec<String> = of.map(|e| e.person.display()).collect();
            told.push(terms::list(lang, &names));
        }
        Field::new(
            terms::capital(lang, terms::group_name(lang, name)),
            terms::sentences(lang, &told),
        )
    });
    draft.doc.blocks.push(Block::Fields(groups.collect()));
}

fn outcomes(draft: &mut Draft, m: &Meeting, mask: &Mask, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    let live = || m.proposals.list.iter().filter(|p| p.dropped.is_none());
    let settled = |no| m.outcomes.of(no);
    let is_reached = |no| settled(no).is_some_and(|s| s.disposition == Disposition::Reached);
    let head = |p| Run::strong(mask.text(&facts::proposal(lang, p)));
    draft.open("results", paper::agreed_items(lang));
    let standard = paper::opinion_note(lang);
    draft.doc.paragraph(asked.say("opinion_note", standard));
    for p in live().filter(|p| is_reached(p.no)) {
        let text = Run::plain(terms::colon(lang, &mask.text(p.text())));
        draft.doc.blocks.push(Block::Paragraph(vec![head(p), text]));
        let tasks = m.follow_up.actions.iter().filter(|a| a.task.from == Some(p.no));
        draft.doc.list(tasks.map(|action| {
            let due = terms::date(lang, action.task.due);
            let (title, lead) = (mask.text(&action.task.title), mask.text(&action.task.lead));
            paper::to_be_done(lang, title, lead, due)
        }));
    }
    if !live().any(|p| is_reached(p.no)) {
        draft.doc.paragraph(paper::nothing_agreed(lang));
    }
    if live().all(|p| is_reached(p.no)) {
        return;
    }
    draft.open("rest", paper::other_items(lang));
    for p in live().filter(|p| !is_reached(p.no)) {
        let text = settled(p.no).map_or_else(
            || paper::no_outcome(lang),
            // The reason may name people; the minutes have it.
            |s| settled_text(lang, s.disposition, s.to.as_deref(), s.next, None),
        );
        let text = terms::colon(lang, &mask.text(&text)) + terms::stop(lang);
        draft.doc.blocks.push(Block::Paragraph(vec![head(p), Run::plain(text)]));
    }
}

fn period(draft: &mut Draft, m: &Meeting, mask: &Mask, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    draft.open("period", paper::period(lang));
    let Some(notice) = &m.sign_off.notice else {
        draft.doc.paragraph(paper::no_period(lang));
        return;
    };
    let mut fields = Vec::new();
    let (from, to) = (terms::date(lang, notice.from), terms::date(lang, notice.to));
    field(&mut fields, paper::notice_period_label(lang), paper::from_day_to_day(lang, from, to));
    let planned = m.session.plan.publicity.as_ref();
    let places = planned.map(|p| terms::list(lang, &p.places)).unwrap_or_default();
    field(&mut fields, paper::notice_places(lang), mask.text(&places));
    // What the notice does not say stands in the plan.
    let phone = notice.phone.as_deref().or(planned.map(|p| p.phone.as_str()));
    let phone = phone.map(|phone| mask.contact(phone));
    field(&mut fields, paper::col_phone(lang), phone.unwrap_or_default());
    let mailbox = notice.mailbox.as_deref().or(planned.map(|p| p.mailbox.as_str()));
    let mailbox = mailbox.map(|mailbox| mask.text(mailbox));
    field(&mut fields, paper::mailbox(lang), mailbox.unwrap_or_default());
    draft.doc.blocks.push(Block::Fields(fields));
}
