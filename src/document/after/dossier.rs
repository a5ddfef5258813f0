//! The contents of the session's file (卷内目录) with how long each paper is kept, the register of what is
//! attached with its SHA-256, and the note at the end (备考表).

use crate::document::draft::Draft;
use crate::document::facts::{self, field};
use crate::document::matter;
use crate::document::model::{Block, Cell, Density, Field, GridRow, Pages, SignatureLine, Table};
use crate::document::request::{Paper, PaperRequest};
use crate::domain::meeting::Meeting;
use crate::i18n::{paper, shelf, terms};

pub(in crate::document) const PARTS: &[&str] = &["facts", "contents", "attachments", "note"];

/// Papers of the file in their order; those that record what was agreed are kept for good.
const KEPT: &[(Paper, bool)] = &[
    (Paper::Invitation, false),
    (Paper::Signin, true),
    (Paper::Minutes, true),
    (Paper::Tally, true),
    (Paper::Summary, true),
    (Paper::Opinion, true),
    (Paper::Notice, true),
    (Paper::Orders, false),
    (Paper::Tracking, false),
    (Paper::ResultNotice, true),
    (Paper::Report, true),
    (Paper::Reply, false),
];

pub(in crate::document) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, shelf::dossier_title(lang));
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    draft.begin("facts");
    let mut fields = Vec::new();
    field(&mut fields, shelf::file_of(lang), plan.title.clone());
    field(&mut fields, paper::session_no(lang), plan.id.clone());
    field(&mut fields, paper::time(lang), facts::when(m, lang));
    field(&mut fields, shelf::kept_by(lang), facts::unit(m, &asked.house.unit));
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("contents");
    let header = [
        paper::col_no(lang),
        shelf::col_by(lang),
        shelf::col_number(lang),
        shelf::col_paper(lang),
        shelf::day(lang),
        shelf::col_pages(lang),
        shelf::col_kept(lang),
        paper::col_note(lang),
    ];
    let unit = facts::unit(m, &asked.house.unit);
    let has = KEPT.iter().filter(|(paper, _)| matter::has_matter(*paper, m, asked.today));
    let rows = (1_u32..).zip(has).map(|(no, (kind, for_good))| {
        let issue = m.paper.of(kind.into_str());
        let number =
            issue.number.map(|_| asked.number(kind.into_str(), m, None)).unwrap_or_default();
        let kept = if *for_good { shelf::for_good(lang) } else { shelf::thirty_years(lang) };
        vec![
            Cell::number(Some(no)),
            Cell::text(&unit),
            Cell::text(number),
            Cell::text(terms::capital(lang, &paper::name_of(lang, kind.into_str()))),
            // Eight digits, as lists of files have them.
            Cell::text(issue.date.unwrap_or_else(|| facts::day(m)).format("%Y%m%d").to_string()),
            // Counted by hand when it is bound.
            Cell::text(""),
            Cell::text(kept),
            Cell::text(""),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let count = rows.len();
    let header = header.map(Cell::text).into();
    draft.doc.table(Table { header, rows, widths: vec![5, 20, 12, 14, 9, 5, 7, 6], tall: false });
    if !m.paper.attachments.is_empty() {
        draft.open("attachments", paper::attachments(lang));
        let header = [
            paper::col_no(lang),
            shelf::col_what(lang),
            shelf::col_file(lang),
            shelf::col_size(lang),
            "SHA-256".to_owned(),
            shelf::day(lang),
        ];
        let rows = (1_u32..).zip(&m.paper.attachments).map(|(no, attached)| {
            let file = &attached.file;
            vec![
                Cell::number(Some(no)),
                Cell::text(&file.what),
                Cell::text(&file.name),
                Cell::number(Some(file.size)),
                Cell::text(spaced(&file.sha256)),
                Cell::date(lang, Some(attached.at.date_naive())),
            ]
        });
        let rows = rows.collect();
        let header = header.map(Cell::text).into();
        draft.doc.table(Table { header, rows, widths: vec![5, 16, 14, 9, 22, 12], tall: false });
    }
    draft.doc.blocks.push(Block::PageBreak);
    draft.doc.blocks.push(Block::Title(shelf::note_title(lang)));
    draft.begin("note");
    let files = m.paper.attachments.len();
    draft.doc.paragraph(shelf::note_of(lang, count, files));
    let row = |label: String, room| GridRow { fields: vec![Field::new(label, "")], room };
    draft.doc.blocks.push(Block::Grid(vec![
        row(shelf::pages_in_all(lang), 1),
        row(shelf::state_of_file(lang), 5),
        row(shelf::changes_later(lang), 5),
    ]));
    let lines = [shelf::filed_by(lang), shelf::checked_by(lang)];
    let lines = lines.map(|label| SignatureLine { label, signed: String::new() });
    draft.doc.blocks.push(Block::Signatures(lines.into()));
    draft.doc.blocks.push(Block::Closing { unit: String::new(), date: facts::blank_day(lang) });
    draft
}

/// In groups of eight, so that it can be broken and compared.
fn spaced(hash: &str) -> String {
    let bytes: Vec<char> = hash.chars().collect();
    bytes.chunks(8).map(|eight| eight.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
