//! Each document of a session in every format it has, and the whole set, from the record to bytes.

use crate::given::Given;
use crate::measure::{Report, time};
use std::time::Duration;
use strum::VariantArray as _;
use yishi::document::papers;
use yishi::document::request::{Format, HouseStyle, Paper, PaperRequest};
use yishi::document::show;
use yishi::export::settings::Settings;
use yishi::export::{self, Doc};
use yishi::i18n::Lang;

/// People and speeches.
const SIZES: [(usize, usize); 3] = [(24, 19), (200, 400), (1_000, 2_000)];

pub(crate) fn run(report: &mut Report) {
    let held = SIZES.map(|(people, speeches)| Given::over(people, speeches));
    let size = |given: &Given| usize::try_from(given.ledger.seq()).unwrap();
    for &paper in Paper::VARIANTS {
        for format in paper.formats().iter().copied().filter(|f| export::has_writer(*f)) {
            let doc = Doc::Paper(paper, format);
            let points: Vec<_> =
                held.iter().map(|given| (size(given), time(|| bytes(given, doc)))).collect();
            report.growth(&format!("{}, by events", doc.file_name(Lang::En)), 1.1, &points);
        }
    }
    let most = [1, 2, 5].map(Duration::from_secs);
    for ((given, (people, speeches)), most) in held.iter().zip(SIZES).zip(most) {
        let took = time(|| Doc::all().map(|doc| bytes(given, doc)).sum::<usize>());
        report.below(&format!("the set, {people} people, {speeches} speeches"), took, most);
    }
}

/// How many bytes it has.
fn bytes(given: &Given, doc: Doc) -> usize {
    match doc {
        Doc::Paper(paper, format) => written(given, paper, format),
        Doc::Journal => export::journal::write(&given.ledger).unwrap().len(),
        Doc::Session => {
            let state = show::show(&given.ledger, show::View::now(Lang::Zh)).unwrap();
            export::json::state(&state).unwrap().len()
        }
    }
}

fn written(given: &Given, paper: Paper, format: Format) -> usize {
    let house = HouseStyle::default();
    let asked = PaperRequest::new(Lang::Zh, &house);
    let arranged = papers::make(paper, &given.ledger, &asked).unwrap();
    export::write(&arranged, format, &Settings::default()).unwrap().len()
}
