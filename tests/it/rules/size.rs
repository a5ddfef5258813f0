//! A very large meeting gives the same answers. What it costs is the benches' business.

use crate::build::{Given, id, plan, preset};
use yishi::domain::floor::{Reason, upcoming};
use yishi::domain::person::{Person, group};

const PEOPLE: usize = 10_000;

#[test]
fn ten_thousand_people_and_two_thousand_speeches_keep_their_order() {
    let people =
        (1..=PEOPLE).map(|n| Person::new(format!("N{n}"), format!("n{n}"), group::COUNCIL));
    let mut given = Given::opened_with(plan(people.collect(), preset("simple-majority")));
    given.when(&["agenda start 1"]);
    for n in 1..=2_000 {
        given.when(&[&format!("give N{n}"), "finish"]);
    }
    assert!(given.m().floor.has_spoken(&id("N2000")) && !given.m().floor.has_spoken(&id("N2001")));
    assert_eq!(given.m().not_spoken().len(), PEOPLE - 2_000);
    for n in (1..=2_000).rev() {
        let stance = if n % 2 == 0 { "for" } else { "against" };
        given.when(&[&format!("request N{n} stance={stance}")]);
    }
    given.when(&["request N2001 stance=against"]);
    let turns = upcoming(given.m());
    assert_eq!(turns.len(), 2_001);
    assert_eq!(
        (turns[0].person.as_str(), &turns[0].reasons[..]),
        ("N2001", &[Reason::NotYetSpoken][..])
    );
    assert_eq!(turns[1].person.as_str(), "N2000");
    assert_eq!(turns[1].reasons, [Reason::OtherStance]);
    assert_eq!(turns[2].person.as_str(), "N1999");
    given.when(&["bump N1 to 1", "next"]);
    assert_eq!(given.m().floor.current().unwrap().person, id("N1"));
}
