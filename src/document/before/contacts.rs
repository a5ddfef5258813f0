//! The list of participants (参会人员名册): who is invited, from where, whether they vote, and how they
//! are reached. For the office; it is not made public.

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::model::{Block, Cell, Density, Pages, Sheet, Table};
use crate::document::people::ordered;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::Weight;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["facts", "people", "numbers"];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::contacts_title(lang, &plan.title));
    draft.doc.form.sheet = Sheet::Landscape;
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    draft.doc.form.is_list = true;
    draft.begin("facts");
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::planned_when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("people");
    let weighs = m.roll.entries.iter().any(|e| e.person.weight != Weight::ONE);
    // The names of the columns are those by which the roster is read back.
    let mut header = vec![
        shelf::col_id(lang),
        paper::col_name(lang),
        shelf::col_mark(lang),
        paper::col_group(lang),
        paper::col_unit(lang),
        shelf::col_role(lang),
        shelf::col_vote(lang),
    ];
    header.extend(weighs.then(|| shelf::col_weight(lang)));
    header.extend([shelf::col_represents(lang), paper::col_phone(lang), paper::col_note(lang)]);
    let rows = ordered(m, asked.order).into_iter().map(|entry| {
        let p = &entry.person;
        let vote = if p.vote { shelf::yes(lang) } else { shelf::no_word(lang) };
        let mut row = vec![
            Cell::text(p.id.as_str()),
            Cell::text(&p.name),
            Cell::text(&p.mark),
            Cell::text(terms::group_name(lang, &p.group)),
            Cell::text(&p.unit),
            Cell::text(terms::attends(lang, p.attends)),
            Cell::text(vote),
        ];
        row.extend(weighs.then(|| Cell::number(Some(p.weight))));
        row.extend([Cell::text(&p.represents), Cell::text(&p.phone), Cell::text(&p.note)]);
        row
    });
    let rows = rows.collect();
    let header: Vec<Cell> = header.into_iter().map(Cell::text).collect();
    let widths = if weighs {
        vec![6, 10, 9, 10, 20, 7, 7, 8, 14, 13, 10]
    } else {
        vec![6, 10, 9, 10, 22, 7, 7, 16, 13, 12]
    };
    draft.doc.table(Table { header, rows, widths, tall: false });
    draft.begin("numbers");
    let voters = m.roll.entries.iter().filter(|e| e.person.vote).count();
    draft.doc.paragraph(shelf::people_and_voters(lang, m.roll.entries.len(), voters));
    draft
}
