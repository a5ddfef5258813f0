//! The news item (会议简报): what was consulted and what came of it, in a few paragraphs, with names as
//! the notice masks them. It is handed to others, so nothing is in it that the notice would hide.

use crate::document::draft::Draft;
use crate::document::facts;
use crate::document::line::settled_text;
use crate::document::mask::Mask;
use crate::document::model::{Block, Pages, Run};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["lead", "course", "results", "closing"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mask = Mask::of(m);
    let title = mask.text(&plan.title);
    let mut draft = Draft::new(lang, shelf::news_title(lang, &title));
    draft.doc.form.pages = Pages::Dashed;
    draft.begin("lead");
    let place = mask.text(plan.fact("venue"));
    let at = if place.is_empty() { String::new() } else { paper::at_place(lang, place) };
    let host = mask.text(&facts::unit(m, ""));
    let host = if host.is_empty() { paper::organizers(lang) } else { host };
    let mut told = vec![shelf::news_held(lang, terms::date(lang, facts::day(m)), host, at, &title)];
    told.push(facts::numbers(m, lang) + terms::stop(lang));
    told.extend(facts::group_numbers(m, lang).map(|told| told + terms::stop(lang)));
    draft.doc.paragraph(facts::run_on(lang, &told));
    draft.begin("course");
    let source = mask.text(plan.fact("topic_source"));
    let mut told = Vec::new();
    told.extend((!source.is_empty()).then(|| paper::topic_from(lang, source)));
    if let Some(research) = &plan.research {
        told.push(paper::studied(lang, "", mask.text(&research.summary)));
    }
    if !m.floor.speeches.is_empty() {
        let speakers: std::collections::HashSet<_> =
            m.floor.speeches.iter().map(|s| &s.person).collect();
        told.push(shelf::news_spoke(lang, speakers.len(), m.floor.speeches.len()));
    }
    if !told.is_empty() {
        draft.doc.paragraph(facts::run_on(lang, &told));
    }
    draft.begin("results");
    for p in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let Some(settled) = m.outcomes.of(p.no) else { continue };
        let head = Run::strong(mask.text(&facts::proposal(lang, p)));
        let mut text =
            settled_text(lang, settled.disposition, settled.to.as_deref(), settled.next, None);
        if settled.disposition == Disposition::Reached {
            text = terms::sentences(lang, &[text, mask.text(p.text())]);
        } else {
            text = mask.text(&text);
        }
        let text = terms::unstopped(&text).to_owned();
        let text = terms::colon(lang, &text) + terms::stop(lang);
        draft.doc.blocks.push(Block::Paragraph(vec![head, Run::plain(text)]));
    }
    let open = m.follow_up.actions.len();
    if open > 0 {
        draft.doc.paragraph(shelf::news_actions(lang, open));
    }
    draft.begin("closing");
    draft.doc.blocks.push(Block::Closing {
        unit: mask.text(&facts::unit(m, &asked.house.unit)),
        date: asked.issue_day(m, "news"),
    });
    draft.masked = mask.found();
    draft
}
