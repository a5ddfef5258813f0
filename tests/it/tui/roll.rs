//! The roll by keys and as it is drawn.

use super::given::{Desk, clock, id};
use super::shot;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::person::Person;
use yishi::domain::roll::{self, Status};
use yishi::domain::session;
use yishi::domain::stamp::{By, Role, Stamp};
use yishi::domain::{agenda, floor};
use yishi::i18n::Lang;
use yishi::tui::View;
use yishi::tui::input::Input;

fn roll(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::planned(lang, size);
    desk.keys("3");
    assert_eq!(desk.ui.view, View::Roll);
    desk
}

fn status(desk: &Desk, who: &str) -> Status {
    desk.meeting().roll.get(&id(who)).unwrap().status
}

/// Half have come, one is on leave, one was there and left, one came late.
fn half(desk: &mut Desk) {
    let command = |c| Command::Roll(c);
    desk.at(14, 21, 0);
    let here = ["P01", "P02", "P03", "P04", "P05", "P07", "P09", "P10"].map(id).to_vec();
    desk.done(command(roll::Command::Present(here)));
    let (person, reason) = (id("P12"), "出差".into());
    desk.done(command(roll::Command::Leave { person, reason }));
    desk.at(14, 30, 0).done(Command::Session(session::Command::Open));
    desk.at(14, 33, 0).done(command(roll::Command::Present(vec![id("P08")])));
    desk.at(14, 41, 0).done(command(roll::Command::Depart(id("P09"))));
}

#[test]
fn where_the_quorum_is_lost_whoever_left_last_is_called_back() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "queue");
    for person in ["P05", "P07", "P08"] {
        desk.done(Command::Floor(floor::Command::Withdraw(id(person))));
    }
    desk.done(Command::Agenda(agenda::Command::Start(8)));
    for person in ["P02", "P03", "P04", "P09"] {
        desk.done(Command::Roll(roll::Command::Depart(id(person))));
    }
    desk.keys(" ");
    assert_eq!(desk.ui.view, View::Roll, "{}", desk.text());
    desk.keys("<Enter>");
    assert!(desk.meeting().roll.is_present(&id("P09")), "{}", desk.text());
}

#[test]
fn the_roll_in_every_state() {
    shot::screen("roll-planned", roll);
    for (name, keys) in [("half", ""), ("find", "zw")] {
        shot::screen(&format!("roll-{name}"), |lang, size| {
            let mut desk = roll(lang, size);
            half(&mut desk);
            desk.keys(keys);
            desk
        });
    }
}

#[test]
fn enter_signs_in_and_goes_on_to_the_next_who_has_not_come() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.done(Command::Roll(roll::Command::Present(vec![id("P03")])));
    // By strokes: 马学军, 王桂英 (here already), 欧阳文静, 赵淑芬.
    desk.keys("<Enter><Enter><Enter>");
    for who in ["P01", "P02", "P03", "P04"] {
        assert_eq!(status(&desk, who), Status::Present, "{who}");
    }
    assert_eq!(desk.meeting().roll.count(Status::Present), 4, "nobody else was marked");
    desk.keys("<Enter>");
    assert_eq!(status(&desk, "P09"), Status::Present, "王强 is the first stakeholder by strokes");
}

#[test]
fn who_was_signed_in_elsewhere_is_passed_by() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.done(Command::Roll(roll::Command::Present(vec![id("P02")])));
    let before = desk.ui.ledger().map(Ledger::seq);
    desk.keys("<Enter>");
    assert_eq!(desk.ui.ledger().map(Ledger::seq), before, "nobody is marked by that");
    assert!(desk.ui.flash.as_ref().is_some_and(|flash| flash.warns));
    desk.keys("<Enter>");
    assert_eq!(status(&desk, "P03"), Status::Present);
}

#[test]
fn a_fast_hand_marks_nobody_twice() {
    let mut desk = roll(Lang::Zh, (80, 24));
    // Four keys before the first answer of the store has come back.
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let now = yishi::tui::Now { at: clock(14, 20, 0), tick: std::time::Duration::ZERO };
    let mut named = Vec::new();
    for _ in 0..4 {
        for effect in desk.ui.update(Input::Key(enter), now) {
            named.push(effect);
        }
    }
    let people: Vec<String> = named
        .iter()
        .map(|effect| match effect {
            yishi::tui::Effect::Submit {
                command: Command::Roll(roll::Command::Present(people)),
                ..
            } => people[0].to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(people, ["P02", "P03", "P04", "P01"]);
}

#[test]
fn typing_letters_finds_by_pinyin_and_enter_signs_in() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.keys("qhs");
    desk.shows("仇海生");
    assert!(!desk.text().contains("马学军"), "only who was found is listed");
    desk.keys("<Enter>");
    assert_eq!(status(&desk, "P05"), Status::Present);
    desk.keys("shanxy<Enter>");
    assert_eq!(status(&desk, "P11"), Status::Present, "单 is read Shàn as a surname");
    desk.keys("<Enter>");
    assert_eq!(desk.meeting().roll.count(Status::Present), 2, "an Enter too many marks nobody");
    desk.shows("议事会成员");
}

#[test]
fn chinese_and_numbers_find_too_and_the_cursor_is_in_the_find_line() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.input(Input::Burst("张伟".into()));
    desk.shows("张伟（2网格）");
    desk.shows("2人");
    let (_, cursor) = desk.frame();
    assert!(cursor.is_some(), "the input method's window follows the cursor");
    desk.keys("<Down><Enter>");
    assert_eq!(status(&desk, "P07"), Status::Present);
    desk.keys("<Esc><F3>06<Enter>");
    assert_eq!(status(&desk, "P06"), Status::Present, "digits are text in the find line");
    assert_eq!(desk.ui.view, View::Roll);
    desk.keys("<Esc>1");
    assert_eq!(desk.ui.view, View::Desk);
}

#[test]
fn who_was_found_stays_chosen_when_the_line_is_closed() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.keys("dyx<Esc><F2>出差<Enter>");
    assert_eq!(status(&desk, "P12"), Status::OnLeave);
    assert_eq!(desk.meeting().roll.get(&id("P12")).unwrap().reason, "出差");
    // The choice has gone on: Enter signs somebody else in.
    desk.keys("<Enter>");
    assert_eq!(status(&desk, "P12"), Status::OnLeave);
}

#[test]
fn every_status_has_its_key() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.keys("wq<Enter><Esc>wq<Esc>");
    desk.keys("<F5>");
    assert_eq!(status(&desk, "P09"), Status::Departed);
    // The choice has gone on, so that Enter does not sign in who has just left.
    desk.keys("wq<Esc>");
    desk.keys("<F6>");
    assert_eq!(status(&desk, "P09"), Status::Present);
    desk.keys("<F7>");
    assert_eq!(status(&desk, "P09"), Status::NotArrived);
    desk.keys("<F4>");
    assert_eq!(status(&desk, "P09"), Status::Absent);
    desk.keys("<Enter>");
    assert_eq!(status(&desk, "P09"), Status::Absent, "Enter is about the next");
    desk.keys("wq<Esc><F5>");
    assert_eq!(status(&desk, "P09"), Status::Absent, "who is not here cannot leave");
    assert!(desk.ui.flash.as_ref().is_some_and(|flash| flash.warns));
    desk.keys("<F8>");
    assert!(desk.ui.overlays.is_empty(), "the rule knows no proxies: {}", desk.text());
}

#[test]
fn the_order_changes_and_the_choice_stays() {
    let mut desk = roll(Lang::Zh, (100, 30));
    desk.keys("ayn<Esc>");
    let chosen = |desk: &Desk| {
        let text = desk.text();
        text.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    };
    assert!(chosen(&desk).contains("阿依努尔"), "{}", desk.text());
    desk.keys("<F9>");
    desk.shows("拼音序");
    assert!(chosen(&desk).contains("阿依努尔"));
    desk.keys("<F10>");
    let text = desk.text();
    let place = |name: &str| text.find(name).unwrap_or_else(|| panic!("no {name} in\n{text}"));
    // 阿 欧 仇(Qiú) 单(Shàn) 王 赵
    let names = ["阿依努尔", "欧阳文静", "仇海生", "单晓燕", "王桂英", "赵淑芬"];
    let places = names.map(|name| place(&format!(" {name}")));
    assert!(places.is_sorted(), "{text}");
    desk.keys("<F9>");
    desk.shows("名册序");
}

#[test]
fn space_leads_from_the_roll_to_the_opening() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.keys("<Space>");
    desk.shows("到会还不够");
    for _ in 0..11 {
        desk.keys("<Enter>");
    }
    desk.shows("符合到会要求");
    desk.keys("<Space>");
    assert!(desk.meeting().session.opening.is_some(), "{}", desk.text());
}

#[test]
fn ten_thousand_people_are_listed_and_found() {
    let small = Desk::planned(Lang::Zh, (80, 24));
    let mut plan = small.meeting().session.plan.clone();
    let groups = ["议事会成员", "利益相关方", "职能部门", "特邀人员"];
    plan.people.extend((0..10_000).map(|n| {
        let name: String = ["赵钱孙李", "一二三四五六七八九", "甲乙丙丁戊己庚"]
            .iter()
            .enumerate()
            .map(|(i, from)| from.chars().nth((n + i * 5) % from.chars().count()).unwrap())
            .collect();
        Person::new(format!("Q{n:05}"), name, groups[n % groups.len()])
    }));
    let now = clock(14, 20, 0);
    let stamp = Stamp { at: now, noted: now, by: By::new("desk", Role::Chair) };
    let catalog = small.ui.ledger().map(|l| l.meeting().unwrap().catalog.clone()).unwrap();
    let mut ledger = Ledger::new(catalog);
    let command = Command::Session(session::Command::Plan(Box::new(plan)));
    let event = ledger.decide(&command, &stamp).unwrap();
    let record = ledger.stamp(event, &stamp).unwrap();
    ledger.push(record).unwrap();
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.ui.opened(ledger, std::collections::BTreeMap::new());
    desk.keys("3");
    desk.shows("应到10012");
    let before = desk.text();
    desk.keys("<Down><Down>");
    for _ in 0..40 {
        desk.input(Input::Key(KeyEvent::new(KeyCode::PageDown, KeyModifiers::NONE)));
    }
    assert_ne!(desk.text(), before, "the list has moved");
    desk.keys("/q09999");
    desk.shows("Q0999");
    desk.shows("1人");
}

#[test]
fn somebody_who_is_not_listed_is_invited_by_a_form() {
    let mut desk = roll(Lang::Zh, (80, 24));
    desk.done(Command::Roll(roll::Command::Present(vec![id("P02")])));
    desk.keys("<Ins>");
    desk.shows("增加人员");
    desk.input(Input::Burst("周明".into()));
    // A member of the council, who sits in.
    desk.keys("<Tab>1<Tab>3<F2>");
    let invited = desk.meeting().roll.get(&id("P13")).expect("the next free id").person.clone();
    assert_eq!((invited.name.as_str(), invited.vote), ("周明", false));
    assert_eq!(invited.group, yishi::domain::person::group::COUNCIL);
    assert_eq!(invited.attends, yishi::domain::person::Attends::SittingIn);
    desk.shows("周明");
    // An id that is taken is refused, and what was typed stays.
    desk.keys("<Ins>");
    desk.input(Input::Burst("吴兰".into()));
    desk.keys("<S-Tab><BS><BS><BS>Ｐ０２<F2>");
    assert!(!desk.ui.overlays.is_empty());
    desk.shows("吴兰");
    desk.keys("<BS><BS>99<F2>");
    assert_eq!(desk.meeting().roll.get(&id("P99")).unwrap().person.name, "吴兰");
}

#[test]
fn the_chosen_person_takes_the_chair() {
    let mut desk = roll(Lang::Zh, (80, 24));
    half(&mut desk);
    desk.keys("<Home><C-o>");
    assert_eq!(
        desk.meeting().session.acting_chair,
        Some(id("P02")),
        "马学军, the first by strokes"
    );
    let before = desk.lines();
    desk.keys("<C-o>");
    assert_eq!(desk.lines(), before, "who chairs already is refused");
}
