//! The register of sessions (会次台账): one row a session of the store, from the list alone.

use crate::document::model::{Block, Cell, Density, Document, Pages, Sheet, Table};
use crate::document::session_summary::Summary;
use crate::domain::follow_up::ActionStatus;
use crate::domain::outcome::Disposition;
use crate::i18n::{Lang, paper, shelf, terms};

/// Earlier days first.
pub(crate) fn register(sessions: &[Summary], lang: Lang) -> Document {
    let mut doc = Document::new(lang, shelf::register_title(lang));
    doc.form.sheet = Sheet::Landscape;
    doc.form.density = Density::Compact;
    doc.form.pages = Pages::OfTotal;
    doc.form.name = paper::name_of(lang, "register");
    let mut sessions: Vec<&Summary> = sessions.iter().collect();
    sessions.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let header = [
        paper::col_no(lang),
        shelf::col_session(lang),
        shelf::day(lang),
        shelf::col_title(lang),
        paper::round(lang),
        shelf::col_phase(lang),
        shelf::col_people(lang),
        shelf::col_came(lang),
        shelf::col_reached(lang),
        shelf::col_continue(lang),
        shelf::col_refer(lang),
        shelf::col_actions(lang),
        shelf::col_done(lang),
        shelf::col_number(lang),
        shelf::col_next(lang),
    ];
    let rows = (1_u32..).zip(&sessions).map(|(no, s)| {
        let outcomes = |kind| Some(s.outcomes.iter().filter(|o| **o == kind).count());
        let came: u32 = s.groups.iter().map(|group| group.came).sum();
        let done = s.actions.iter().filter(|a| a.status == ActionStatus::Completed).count();
        let number = s.numbers.get("summary");
        vec![
            Cell::number(Some(no)),
            Cell::text(&s.id),
            Cell::date(lang, Some(s.date)),
            Cell::text(&s.title),
            Cell::number(Some(s.round)),
            Cell::text(terms::phase(lang, s.phase)),
            Cell::number(Some(s.people)),
            Cell::number(s.held.then_some(came)),
            Cell::number(outcomes(Disposition::Reached).filter(|_| s.held)),
            Cell::number(outcomes(Disposition::Continue).filter(|_| s.held)),
            Cell::number(outcomes(Disposition::Refer).filter(|_| s.held)),
            Cell::number(Some(s.actions.len())),
            Cell::number(Some(done)),
            Cell::number(number),
            Cell::date(lang, s.next.first().copied()),
        ]
    });
    let rows = rows.collect();
    let header: Vec<Cell> = header.map(Cell::text).into();
    let widths = vec![4, 12, 12, 24, 5, 7, 5, 5, 6, 6, 7, 6, 6, 6, 12];
    doc.blocks.push(Block::Table(Table { header, rows, widths, tall: false }));
    doc
}
