//! The documents there are (docs/contract.md §4): how each is made, and of which parts.
//!
//! Pure: a ledger and what was asked for, to a document in parts. Must not write a format.

use crate::document::draft::{Arranged, Layout};
use crate::document::model::Document;
pub use crate::document::request::{Format, HouseStyle, Names, Paper, PaperRequest, SENTENCES};
use crate::document::{
    after, before, facts, minutes, notice, opinion, orders, signin, summary, tally, tracking,
};
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
        Paper::Invitation => before::invitation::PARTS,
        Paper::Cues => before::cues::PARTS,
        Paper::Ballots => before::ballots::PARTS,
        Paper::Cards => before::cards::PARTS,
        Paper::Contacts => before::contacts::PARTS,
        Paper::News => after::news::PARTS,
        Paper::Report => after::report::PARTS,
        Paper::ResultNotice => after::result_notice::PARTS,
        Paper::Reminders => after::reminders::PARTS,
        Paper::Reply => after::reply::PARTS,
        Paper::Survey => before::survey::PARTS,
        Paper::Dossier => after::dossier::PARTS,
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
    let now = &ledger.meeting()?.paper;
    let ledger = &*ledger.as_it_stood(as_of);
    // What the office has judged of masks and set for its papers holds whenever that was.
    let mut m = ledger.meeting()?.clone();
    m.paper.masks.clone_from(&now.masks);
    m.paper.issued.clone_from(&now.issued);
    let m = &m;
    let mut draft = match paper {
        Paper::Minutes => minutes::draft(ledger, m, asked),
        Paper::Summary => summary::draft(m, asked),
        Paper::Signin => signin::draft(m, asked),
        Paper::Tally => tally::draft(m, asked),
        Paper::Opinion => opinion::draft(m, asked),
        Paper::Notice => notice::draft(m, asked),
        Paper::Orders => orders::draft(m, asked),
        Paper::Tracking => tracking::draft(m, asked),
        Paper::Invitation => before::invitation::draft(m, asked),
        Paper::Cues => before::cues::draft(m, asked),
        Paper::Ballots => before::ballots::draft(m, asked),
        Paper::Cards => before::cards::draft(m, asked),
        Paper::Contacts => before::contacts::draft(m, asked),
        Paper::News => after::news::draft(m, asked),
        Paper::Report => after::report::draft(m, asked),
        Paper::ResultNotice => after::result_notice::draft(m, asked),
        Paper::Reminders => after::reminders::draft(m, asked),
        Paper::Reply => after::reply::draft(m, asked),
        Paper::Survey => before::survey::draft(m, asked),
        Paper::Dossier => after::dossier::draft(m, asked),
    };
    let known = known.unwrap_or(ledger);
    let print = known.head().fingerprint();
    let form = &mut draft.doc.form;
    if paper.is_signed() {
        form.code = Some(code(&m.session.plan.id, known.seq(), &print));
    }
    if !matches!(paper, Paper::Cards | Paper::Ballots | Paper::Survey) {
        form.fingerprint = Some(text::fingerprint(asked.lang, known.seq(), print));
    }
    form.name = text::name_of(asked.lang, paper.into_str());
    if paper.is_of_the_end() && m.session.adjourned_at.is_none() {
        form.draft = Some(text::draft_mark(asked.lang));
    }
    if paper.has_closing() && facts::unit(m, &asked.house.unit).is_empty() {
        draft.remarks.push(text::no_unit(asked.lang));
    }
    let standard = Layout::default();
    Some(draft.arranged(asked.house.layouts.get(paper.into_str()).unwrap_or(&standard)))
}

/// The minutes as the record stands, in the program's own words; None before anything was planned.
pub fn minutes(ledger: &Ledger, lang: Lang) -> Option<Document> {
    let house = HouseStyle::default();
    let asked = PaperRequest { names: Names::Full, ..PaperRequest::new(lang, &house) };
    Some(make(Paper::Minutes, ledger, &asked)?.doc)
}

/// What the code on a paper says: the session, the line of its record, and the fingerprint there.
pub fn code(id: &str, seq: u64, print: &str) -> String {
    format!("{CODE} {id} {seq} {print}")
}

/// Reads what a phone or a scanner has read: session, line and fingerprint. What a scanner puts
/// before it is passed over.
pub fn read_code(text: &str) -> Option<(String, u64, String)> {
    let (_, rest) = text.split_once(CODE)?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let (id, rest) = words.split_first()?;
    let (seq, print) = rest.split_first()?;
    let seq = seq.parse().ok()?;
    (!print.is_empty()).then(|| ((*id).to_owned(), seq, print.join(" ")))
}

/// The first word of a code, with the version of its form.
const CODE: &str = "YISHI1";
