//! The documents there are (docs/contract.md §4) and how each is made: one row a document.
//!
//! Pure: a ledger and what was asked for, to a document in parts. Must not write a format.

use crate::document::draft::{Arranged, Layout};
use crate::document::model::Document;
use crate::document::people::Order;
pub use crate::document::request::{Format, HouseStyle, Names, Paper, PaperRequest, SENTENCES};
use crate::document::{minutes, notice, opinion, orders, signin, summary, tally, tracking};
use crate::domain::ledger::{AsOf, Ledger};
use crate::i18n::{Lang, paper as text};

/// Names of its parts, in the document's own order.
pub const fn parts(paper: Paper) -> &'static [&'static str] {
    match paper {
        Paper::Minutes => minutes::PARTS,
        Paper::Summary => summary::PARTS,
        Paper::Signin => signin::PARTS,
        Paper::Tally => tally::PARTS,
        Paper::Opinion => opinion::PARTS,
        Paper::Notice => notice::PARTS,
        Paper::Orders => orders::PARTS,
        Paper::Tracking => tracking::PARTS,
    }
}

/// The document as it was asked for; None before anything was planned.
pub fn make(paper: Paper, ledger: &Ledger, asked: &PaperRequest<'_>) -> Option<Arranged> {
    make_as_of(paper, ledger, asked, AsOf::Standing)
}

/// The same as of another moment.
pub fn make_as_of(
    paper: Paper,
    ledger: &Ledger,
    asked: &PaperRequest<'_>,
    as_of: AsOf,
) -> Option<Arranged> {
    let as_of = if paper.stands_still() { as_of } else { AsOf::Now };
    // A notice with full names knows of the reason that was recorded for it.
    let known = (asked.names == Names::Full && paper == Paper::Notice).then_some(ledger);
    let ledger = &*ledger.as_it_stood(as_of);
    let m = ledger.meeting()?;
    let mut draft = match paper {
        Paper::Minutes => minutes::draft(ledger, m, asked),
        Paper::Summary => summary::draft(m, asked),
        Paper::Signin => signin::draft(m, asked),
        Paper::Tally => tally::draft(m, asked),
        Paper::Opinion => opinion::draft(m, asked),
        Paper::Notice => notice::draft(m, asked),
        Paper::Orders => orders::draft(m, asked),
        Paper::Tracking => tracking::draft(m, asked),
    };
    let known = known.unwrap_or(ledger);
    let print = known.head().fingerprint();
    draft.doc.form.fingerprint = Some(text::fingerprint(asked.lang, known.seq(), print));
    let standard = Layout::default();
    Some(draft.arranged(asked.house.layouts.get(paper.key()).unwrap_or(&standard)))
}

/// The minutes as the record stands, in the program's own words; None before anything was planned.
pub fn minutes(ledger: &Ledger, lang: Lang) -> Option<Document> {
    let (house, order) = (HouseStyle::default(), Order::default());
    let asked = PaperRequest { lang, order, names: Names::Full, house: &house };
    Some(make(Paper::Minutes, ledger, &asked)?.doc)
}
