//! Ballots (表决票) with stubs and numbers: as many as there are voters; with a name and an area where
//! the rule counts weight, for there everybody's paper is its own.

use crate::document::draft::Draft;
use crate::document::facts;
use crate::document::model::{Block, Cell, Density, Field, GridRow, Pages, Table};
use crate::document::people::ordered;
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::Person;
use crate::domain::vote::Choice;
use crate::i18n::{Lang, paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["ballot"];

/// So many ballots of one proposal stand on a sheet.
const ON_A_SHEET: usize = 3;

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, "");
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("ballot");
    let voters: Vec<&Person> =
        ordered(m, asked.order).into_iter().map(|e| &e.person).filter(|p| p.vote).collect();
    let live: Vec<_> = m.proposals.list.iter().filter(|p| p.dropped.is_none()).collect();
    if voters.is_empty() || live.is_empty() {
        draft.doc.title = shelf::ballots_title(lang, &m.session.plan.title);
        draft.doc.paragraph(shelf::no_ballots(lang));
        return draft;
    }
    let weighs = m.session.rule.counts_weight();
    let each = if live.len() < 3 { ON_A_SHEET } else { ON_A_SHEET - 1 };
    let each = if live.len() > 5 { 1 } else { each };
    for (i, person) in voters.iter().enumerate() {
        if i > 0 && i % each == 0 {
            draft.doc.blocks.push(Block::PageBreak);
        } else if i > 0 {
            draft.doc.blocks.push(Block::Cut(shelf::cut(lang)));
        }
        let number = format!("{:03}", i + 1);
        let owner = weighs.then_some(*person);
        stub(&mut draft, &number, owner, lang);
        draft.doc.blocks.push(Block::Cut(shelf::tear(lang)));
        ballot(&mut draft, m, &number, owner, asked);
    }
    let count = voters.len();
    draft.remarks.push(shelf::printed(lang, count, format!("{count:03}"), count));
    draft
}

/// What stays with the tellers.
fn stub(draft: &mut Draft, number: &str, owner: Option<&Person>, lang: Lang) {
    let mut fields = vec![Field::new(shelf::stub(lang), shelf::no(lang, number))];
    if let Some(person) = owner {
        fields.push(Field::new(paper::col_name(lang), person.display()));
    }
    fields.push(Field::new(shelf::taken_by(lang), ""));
    draft.doc.blocks.push(Block::Grid(vec![GridRow { fields, room: 1 }]));
}

fn ballot(
    draft: &mut Draft,
    m: &Meeting,
    number: &str,
    owner: Option<&Person>,
    asked: &PaperRequest<'_>,
) {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let head = shelf::ballot_head(lang, &plan.title, shelf::no(lang, number));
    draft.doc.blocks.push(Block::Subtitle(head));
    if let Some(person) = owner {
        let fields = vec![
            Field::new(paper::col_name(lang), person.display()),
            Field::new(shelf::weight(lang), person.weight.to_string()),
        ];
        draft.doc.blocks.push(Block::Grid(vec![GridRow { fields, room: 1 }]));
    }
    let mut header = vec![paper::col_proposal(lang)];
    let choices = [Choice::For, Choice::Against, Choice::Abstain];
    header.extend(choices.map(|choice| terms::capital(lang, terms::choice(lang, choice))));
    let live = m.proposals.list.iter().filter(|p| p.dropped.is_none());
    let rows = live.map(|p| {
        let mut row = vec![Cell::text(facts::proposal(lang, p))];
        row.extend(choices.map(|_| Cell::text("")));
        row
    });
    let rows = rows.collect();
    let header = header.into_iter().map(Cell::text).collect();
    draft.doc.table(Table { header, rows, widths: vec![30, 7, 7, 7], tall: true });
    let standard = shelf::ballot_note(lang);
    draft.doc.paragraph(asked.say("ballot_note", standard));
    if owner.is_some() {
        let fields =
            vec![Field::new(paper::col_signature(lang), ""), Field::new(shelf::day(lang), "")];
        draft.doc.blocks.push(Block::Grid(vec![GridRow { fields, room: 1 }]));
    }
}
