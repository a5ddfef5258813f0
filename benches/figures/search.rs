//! Finding people by pinyin, with one more letter each time, as it is typed.

use crate::given::roster;
use crate::measure::{Report, time};
use std::time::Duration;
use yishi::domain::names::{PinyinIndex, stroke_key};
use yishi::tui::people::key;

pub(crate) fn run(report: &mut Report) {
    let people = [100, 1_000, 10_000].map(|n| (n, roster(n)));
    let indexes: Vec<(usize, PinyinIndex)> =
        people.iter().map(|(n, people)| (*n, people.iter().map(key).collect())).collect();
    let typed = ["z", "zx", "zxm", "ouyang", "曾", "P42"];
    let search = |index: &PinyinIndex| {
        time(|| typed.iter().map(|t| index.search(t).len()).sum::<usize>()) / 6
    };
    let points: Vec<_> = indexes.iter().map(|(n, index)| (*n, search(index))).collect();
    report.growth("search by pinyin in n names", 1.1, &points);
    report.below("search by pinyin in 10,000 names", points[2].1, Duration::from_millis(5));
    let points: Vec<_> = people
        .iter()
        .map(|(n, people)| (*n, time(|| people.iter().map(key).collect::<PinyinIndex>())))
        .collect();
    report.growth("make the search keys of n names", 1.1, &points);
    let points: Vec<_> = people
        .iter()
        .map(|(n, people)| {
            let sort = || {
                let mut keys: Vec<_> =
                    people.iter().map(|p| stroke_key(&p.name, &p.mark)).collect();
                keys.sort();
                keys.len()
            };
            (*n, time(sort))
        })
        .collect();
    report.growth("put n names in stroke order", 1.1, &points);
}
