//! The sign-in sheet (签到表): everybody who was expected, a place for each to sign, and the numbers.

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::model::{Block, Cell, Density, Pages, Sheet, Table};
use crate::document::people::{listed, ordered};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::{Attends, Weight};
use crate::domain::roll::{Entry, Status};
use crate::i18n::{Lang, paper, terms};

pub(super) const PARTS: &[&str] = &["facts", "people", "numbers"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, paper::signin_title(lang, &plan.title));
    draft.doc.form.sheet = Sheet::Landscape;
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    draft.doc.form.is_list = true;
    draft.begin("facts");
    let mut fields = Vec::new();
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, paper::place(lang), plan.fact("venue"));
    field(&mut fields, paper::chair(lang), facts::chairs(m, lang));
    field(&mut fields, paper::recorder(lang), plan.recorder.clone());
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("people");
    // Who reads this sheet back as the next list needs what each one counts for.
    let weighs = m.roll.entries.iter().any(|entry| entry.person.weight != Weight::ONE);
    let mut header = vec![
        paper::col_no(lang),
        paper::col_group(lang),
        paper::col_name(lang),
        paper::col_unit(lang),
        paper::col_phone(lang),
        paper::col_signature(lang),
        paper::col_arrived(lang),
        paper::col_note(lang),
    ];
    let rows = (1_u32..).zip(ordered(m, asked.order)).map(|(no, entry)| {
        let person = &entry.person;
        let mut cells = vec![
            Cell::number(Some(no)),
            Cell::text(terms::group_name(lang, &person.group)),
            Cell::text(listed(person)),
            Cell::text(&person.unit),
            Cell::text(&person.phone),
            // For a hand: nobody's signature is printed.
            Cell::text(""),
            Cell::time(entry.arrived.filter(|_| entry.came).map(|at| at.time())),
            Cell::text(note(entry, lang)),
        ];
        if weighs {
            cells.insert(WEIGHT, Cell::text(person.weight.to_string()));
        }
        cells
    });
    let rows = rows.collect();
    let mut widths = vec![5, 11, 13, 26, 13, 12, 8, 12];
    if weighs {
        header.insert(WEIGHT, paper::col_weight(lang));
        widths.insert(WEIGHT, 8);
    }
    let header = header.into_iter().map(Cell::text).collect();
    draft.doc.table(Table { header, rows, widths, tall: true });
    draft.begin("numbers");
    draft.doc.paragraph(facts::numbers(m, lang) + terms::stop(lang));
    draft
}

/// The place of the weights, behind the telephone.
const WEIGHT: usize = 5;

/// How somebody attends where it is not simply attending, and what became of them.
fn note(entry: &Entry, lang: Lang) -> String {
    let mut parts = Vec::new();
    let attends = entry.person.attends;
    if attends != Attends::Attending {
        parts.push(terms::attends(lang, attends).to_owned());
    }
    if entry.person.vote != (attends == Attends::Attending) {
        parts.push(paper::right(lang, entry.person.vote));
    }
    match entry.status {
        Status::OnLeave | Status::Absent => {
            let word = terms::status(lang, entry.status);
            parts.push(word.to_owned() + &terms::aside(lang, &entry.reason));
        }
        Status::Departed => {
            parts.extend(entry.left.map(|at| paper::left_at(lang, terms::time(at))));
        }
        Status::Online => parts.push(paper::joined_online(lang)),
        Status::NotArrived | Status::Present => {}
    }
    if entry.late && entry.came {
        parts.push(paper::late(lang));
    }
    terms::clauses(lang, &parts)
}
