//! What one paper of this session bears: its number, its day, and who issues it.
//!
//! Must not know what the paper says.

use crate::document::draft::Draft;
use crate::document::facts;
use crate::document::model::Block;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, terms};
use chrono::Datelike as _;

impl PaperRequest<'_> {
    /// The number of a paper, with a place for it where none was given; of one of several sheets
    /// with its own behind.
    pub(super) fn number(&self, key: &str, m: &Meeting, sheet: Option<u32>) -> String {
        let number = m.paper.of(key).number;
        let year = m.session.plan.date.year();
        let form = &self.house.number;
        let own = number.map_or_else(|| paper::no_number(self.lang), |n| n.to_string());
        let told = if form.contains("{no}") {
            form.replace("{year}", &year.to_string()).replace("{no}", &own)
        } else if number.is_none() && !form.is_empty() {
            form.clone()
        } else {
            paper::summary_number(self.lang, year, own)
        };
        sheet.map_or(told.clone(), |sheet| paper::sheet_of(self.lang, told, sheet))
    }

    /// The draft of a document with its closing lines: who signs it, and the day.
    pub(super) fn close(&self, draft: &mut Draft, m: &Meeting, key: &str) {
        self.close_with(draft, m, key, "");
    }

    /// The same with a place for the seal.
    pub(super) fn close_sealed(&self, draft: &mut Draft, m: &Meeting, key: &str) {
        self.close_with(draft, m, key, &paper::seal_here(self.lang));
    }

    fn close_with(&self, draft: &mut Draft, m: &Meeting, key: &str, seal: &str) {
        draft.begin("closing");
        let day = m.paper.of(key).date.unwrap_or_else(|| facts::day(m));
        draft.doc.blocks.push(Block::Closing {
            unit: [facts::unit(m, &self.house.unit).as_str(), seal].join("\n").trim().to_owned(),
            date: terms::date(self.lang, day),
        });
    }

    /// The day of a paper that is made when it is needed: what was set for it, else a place for it.
    pub(super) fn issue_day(&self, m: &Meeting, key: &str) -> String {
        let set = m.paper.of(key).date;
        set.map_or_else(|| facts::blank_day(self.lang), |date| terms::date(self.lang, date))
    }
}
