//! Makes the documents of one record, for `export` and for the screen: the office's templates before
//! the program's own form.

use super::environment::Environment;
use super::export::bearing;
use super::fail::Fail;
use super::papers::Papers;
use crate::app::clock;
use crate::app::{Made, Maker as ScreenMaker};
use crate::document::papers;
use crate::document::request::{Names, PaperRequest};
use crate::document::show;
use crate::domain::ledger::{AsOf, Ledger};
use crate::domain::names::ListOrder;
use crate::export::{self, Doc, WriteError};
use crate::i18n::{Lang, cli as text};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::sync::Arc;

/// Makes documents of one record as they were asked for.
pub(super) struct Maker<'a> {
    pub(super) lang: Lang,
    pub(super) ledger: &'a Ledger,
    pub(super) papers: &'a Papers,
    pub(super) order: ListOrder,
    pub(super) names: Names,
    pub(super) as_of: AsOf,
    pub(super) today: NaiveDate,
    /// Whether an invitation has a sheet for everybody.
    pub(super) each: bool,
    /// What is to be said of the papers and of the office's own settings, a line each.
    pub(super) told: RefCell<Vec<String>>,
}

/// For the screen: it has no standard error to tell anything on.
pub(super) fn for_screen(place: &Environment) -> ScreenMaker {
    let (lang, papers, order) = (place.lang, place.papers(), place.list_order());
    Arc::new(move |ledger, doc| {
        let told = RefCell::default();
        let (names, as_of, today) = (Names::Masked, AsOf::Standing, clock::today());
        let each = false;
        let maker = Maker { lang, ledger, papers: &papers, order, names, as_of, today, each, told };
        let bytes = maker.make(doc).map_err(|fail| fail.lines(lang).join(" "))?;
        Ok(Made { bytes, remarks: maker.told.take() })
    })
}

impl Maker<'_> {
    pub(super) fn make(&self, doc: Doc) -> Result<Vec<u8>, Fail> {
        let failed = |error: WriteError| Fail::failed(error.words(self.lang));
        match doc {
            Doc::Paper(paper, format) => {
                let house = &self.papers.house;
                let asked = PaperRequest {
                    order: self.order,
                    names: self.names,
                    today: self.today,
                    each: self.each,
                    ..PaperRequest::new(self.lang, house)
                };
                let arranged = papers::make_as_of(paper, self.ledger, &asked, self.as_of);
                let arranged = arranged.ok_or_else(|| Fail::unplanned(self.lang))?;
                bearing::tell_masks(self.lang, &arranged.masked, &mut self.told.borrow_mut());
                let told = &mut self.told.borrow_mut();
                let said = |told: &mut Vec<String>, line: &String| {
                    if !told.contains(line) {
                        told.push(line.clone());
                    }
                };
                arranged.remarks.iter().for_each(|line| said(told, line));
                if let Some(text) = self.papers.templated(self.lang, paper, &arranged, format, told)
                {
                    return Ok(text.into_bytes());
                }
                let settings = &self.papers.settings;
                match export::write(&arranged, format, settings) {
                    Err(error) if error.is_of_settings() => {
                        // Told with its place; then the program's own typefaces are used.
                        let fault =
                            text::own_font(self.lang, self.papers.file(), error.words(self.lang));
                        said(told, &fault);
                        let own = settings.without_pdf_font();
                        export::write(&arranged, format, &own).map_err(failed)
                    }
                    done => done.map_err(failed),
                }
            }
            Doc::Journal => {
                let text = export::journal::write(self.ledger);
                text.map(String::into_bytes).map_err(|e| Fail::failed(e.to_string()))
            }
            Doc::Session => {
                let state = show::show(self.ledger, show::View::now(self.lang));
                let state = state.ok_or_else(|| Fail::unplanned(self.lang))?;
                let text = export::json::state(&state);
                text.map(String::into_bytes).map_err(|e| failed(e.into()))
            }
        }
    }
}
