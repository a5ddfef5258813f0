//! Each document of a session, from the record to its bytes.

use crate::given::Given;
use crate::measure::{Report, time};
use yishi::document::minutes;
use yishi::export;
use yishi::i18n::Lang;

pub(crate) fn run(report: &mut Report) {
    let held: Vec<(usize, Given)> = [(24, 150), (200, 1_200), (1_000, 12_000)]
        .map(|(p, n)| (usize::try_from(n).unwrap(), Given::held(p, n)))
        .into();
    let points: Vec<_> = held
        .iter()
        .map(|(n, g)| {
            (*n, time(|| export::md::write(&minutes::minutes(&g.ledger, Lang::Zh).unwrap()).len()))
        })
        .collect();
    report.growth("minutes as md, by events", 1.1, &points);
}
