//! The chair's words on paper (主持词): for every item of this agenda what is said, with places for the
//! numbers that only the meeting knows. The words are those of the screen.

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::model::{Block, Pages, Run};
use crate::document::prompts::Templates;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::session::ItemKind;
use crate::i18n::{Lang, paper, quantities, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["facts", "opening", "items", "end"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::cues_title(lang, &plan.title));
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("facts");
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::planned_when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::chair(lang), facts::chairs(m, lang));
    field(&mut fields, paper::recorder(lang), plan.recorder.clone());
    field(&mut fields, paper::tellers(lang), terms::list(lang, &plan.tellers));
    draft.doc.blocks.push(Block::Fields(fields));
    let say = Say { m, lang, words: Templates::standard(lang) };
    draft.open("opening", shelf::opening(lang));
    let expected = m.roll.entries.len().to_string();
    let blank = shelf::blank(lang);
    let rule = terms::quorum_rule(lang, &m.session.quorum);
    let key = if rule.is_empty() { "open_free" } else { "open" };
    let values = [("expected", expected), ("present", blank.clone()), ("rule", rule)];
    say.line(&mut draft, key, &values);
    draft.open("items", shelf::agenda(lang));
    for (place, item) in (1_u32..).zip(&m.agenda.items) {
        let start = item.plan.start.map(|at| terms::plan_time(at) + " ").unwrap_or_default();
        let minutes = shelf::minutes(lang, item.plan.seconds.div_ceil(60));
        let title = format!("{start}{}{}", item.plan.title, terms::aside(lang, &minutes));
        draft.doc.heading(2, paper::numbered_second(lang, place, &title));
        let values = [("place", terms::ordinal(lang, place)), ("title", item.plan.title.clone())];
        say.line(&mut draft, "next_item", &values);
        let kind = item.plan.kind.unwrap_or(ItemKind::Briefing);
        say.kind(&mut draft, kind);
    }
    draft.open("end", shelf::closing_words(lang));
    say.line(&mut draft, "adjourn", &[]);
    draft
}

struct Say<'a> {
    m: &'a Meeting,
    lang: Lang,
    words: &'static Templates,
}

impl Say<'_> {
    fn line(&self, draft: &mut Draft, key: &str, values: &[(&str, String)]) {
        let said = self.words.fill(self.lang, key, values);
        draft.doc.blocks.push(Block::Paragraph(vec![Run::plain(shelf::said(self.lang, said))]));
    }

    /// What belongs to an item of its kind.
    fn kind(&self, draft: &mut Draft, kind: ItemKind) {
        let (m, lang) = (self.m, self.lang);
        let limits = m.session.limits;
        let limit = |seconds: u32| quantities::duration(lang, seconds);
        match kind {
            ItemKind::Rules => {
                for (no, rule) in (1..).zip(&m.session.plan.ground_rules) {
                    draft.doc.paragraph(format!("{no}. {rule}"));
                }
            }
            ItemKind::Statements => {
                self.line(draft, "invite_statement", &[("limit", limit(limits.statement_s))]);
            }
            ItemKind::Responses => {
                self.line(draft, "invite_response", &[("limit", limit(limits.response_s))]);
            }
            ItemKind::Discussion => {
                self.line(draft, "invite_discussion", &[("limit", limit(limits.discussion_s))]);
            }
            ItemKind::Drafting => self.each(draft, "freeze", true),
            ItemKind::Voting => self.vote(draft),
            ItemKind::Results => {
                remark(draft, shelf::of_agreed(self.lang));
                self.each(draft, "assign", false);
            }
            ItemKind::Closing => self.line(draft, "read_back", &[]),
            ItemKind::SignIn | ItemKind::Briefing => {}
        }
    }

    fn each(&self, draft: &mut Draft, key: &str, with_text: bool) {
        for p in self.m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
            let no = terms::ordinal(self.lang, p.no);
            self.line(draft, key, &[("no", no), ("title", p.title.clone())]);
            if with_text {
                draft.doc.paragraph(p.text());
            }
        }
    }

    fn vote(&self, draft: &mut Draft) {
        let (lang, blank) = (self.lang, shelf::blank(self.lang));
        let counted = [("present", blank.clone()), ("voters", blank.clone())];
        self.line(draft, "count", &counted);
        for p in self.m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
            let no = terms::ordinal(lang, p.no);
            self.line(draft, "open_vote", &[("no", no.clone()), ("title", p.title.clone())]);
            let values = [("no", no.clone()), ("voters", blank.clone())];
            self.line(draft, "tally_hands", &values);
            let values = [
                ("no", no),
                ("for", blank.clone()),
                ("against", blank.clone()),
                ("abstain", blank.clone()),
            ];
            self.line(draft, "close", &values);
        }
        remark(draft, shelf::result_by_rule(lang));
    }
}

/// What is not said but done.
fn remark(draft: &mut Draft, told: String) {
    draft.doc.blocks.push(Block::Paragraph(vec![Run::remark(told)]));
}
