//! Equality is visible: time and speeches by group and by stance.

use crate::build::{Given, moment, plan, preset, six};
use yishi::domain::floor::{Stance, by_group, by_stance};

#[test]
fn time_is_shared_out_by_group_and_by_stance() {
    let mut given = Given::opened_with(plan(six(), preset("simple-majority")));
    given.when(&[
        "@14:40 give P2 kind=statement stance=for",
        "@14:42 finish",
        "@14:42 give P3 kind=statement stance=against",
        "@14:42:30 pause",
        "@14:43 continue",
        "@14:44 finish",
        "@14:44 give P2 kind=statement stance=for",
        "@14:45 finish",
    ]);
    let m = given.m();
    let now = moment("15:00");
    let groups = by_group(m, now);
    assert_eq!(groups.len(), m.roll.groups().len(), "also those that have said nothing");
    let of_group =
        |name: &str| groups.iter().find(|(group, _)| *group == name).map(|(_, p)| p.total_s);
    assert_eq!(of_group("议事会成员").unwrap() + of_group("利益相关方").unwrap(), 270);
    assert_eq!(groups.iter().map(|(_, p)| p.total_s).sum::<u64>(), 270);
    let stances = by_stance(&m.floor, now);
    let of =
        |stance| stances.iter().find(|(s, _)| *s == stance).map(|(_, p)| (p.speeches, p.total_s));
    assert_eq!(of(Stance::For), Some((2, 180)));
    assert_eq!(of(Stance::Against), Some((1, 90)), "a pause is nobody's time");
    assert_eq!(of(Stance::Amend), Some((0, 0)));
}
