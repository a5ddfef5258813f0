//! Seat cards (座位牌): a sheet for everybody, folded in the middle, the name on both sides.

use crate::document::draft::Draft;
use crate::document::model::{Block, Density, Pages};
use crate::document::people::ordered;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::names::official;
use crate::i18n::terms;

pub(in crate::document) const PARTS: &[&str] = &["card"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, "");
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::None;
    draft.begin("card");
    for (i, entry) in ordered(m, asked.order).into_iter().enumerate() {
        if i > 0 {
            draft.doc.blocks.push(Block::PageBreak);
        }
        let person = &entry.person;
        let name = official(&person.name);
        let under = terms::capital(lang, terms::group_name(lang, &person.group));
        draft.doc.blocks.push(Block::Card { name, under });
    }
    draft
}
