//! Two scripts at once through one host: every act is answered as what became of it.

use super::hosted::{hosted, note, stamp};
use yishi::domain::recorded::Role;

/// Lines of the other come in one frame with one's own; none of them may be thrown away.
#[test]
fn two_scripts_at_once_are_both_told_what_was_recorded() {
    const ACTS: usize = 60;
    let hosted = hosted();
    let before = hosted.host_client(None, Role::Chair).unwrap().ledger().seq();
    let told: Vec<Vec<u64>> = std::thread::scope(|scope| {
        let run = |name: &'static str| {
            let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
            (0..ACTS)
                .map(|n| host_client.submit(&note(&format!("{name} {n}")), &stamp()).unwrap().seq)
                .collect()
        };
        let scripts: Vec<_> =
            ["甲", "乙", "丙"].map(|name| scope.spawn(move || run(name))).into_iter().collect();
        scripts.into_iter().map(|script| script.join().unwrap()).collect()
    });
    let mut all: Vec<u64> = told.into_iter().flatten().collect();
    all.sort_unstable();
    let whole: Vec<u64> = (before + 1..=before + 3 * ACTS as u64).collect();
    assert_eq!(all, whole, "each act is in the record once, and told as that line");
}
