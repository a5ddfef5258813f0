//! A meeting of a thousand people and two thousand speeches: its papers are whole. What they cost is
//! the benches' business.

use super::{made, text};
use crate::build::{Given, plan, preset};
use yishi::document::request::{Format, Names, Paper};
use yishi::domain::person::{Person, group};
use yishi::i18n::Lang;

#[test]
fn the_papers_of_a_thousand_people_and_two_thousand_speeches_are_whole() {
    let people = (1..=1_000).map(|n| {
        let mut person = Person::new(format!("N{n}"), format!("王{n:04}"), group::COUNCIL);
        person.phone = format!("1{n:010}");
        person
    });
    let mut given = Given::opened_with(plan(people.collect(), preset("simple-majority")));
    given.when(&["agenda start 1"]);
    for n in 1..=2_000 {
        let person = (n - 1) % 1_000 + 1;
        let say = format!("say N{person} \"意见{n}。\"");
        given.when(&[&format!("give N{person}"), "finish", &say]);
    }
    let minutes = text(&made(&given.ledger, Paper::Minutes, Lang::Zh, Names::Masked), Format::Txt);
    assert_eq!(minutes.matches("意见").count(), 2_000);
    let sheet = text(&made(&given.ledger, Paper::Signin, Lang::Zh, Names::Masked), Format::Csv);
    assert_eq!(sheet.lines().count(), 1_001);
    let notice = text(&made(&given.ledger, Paper::Notice, Lang::Zh, Names::Masked), Format::Html);
    assert!(!notice.contains("王0"), "a thousand names are masked");
}
