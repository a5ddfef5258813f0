//! Preparation on the screen: what the plan says, the roster, its import; new sessions, follow-up
//! and figures from the list of sessions.

use super::given::{Desk, clock};
use super::sample::sample;
use super::shot;
use chrono::TimeDelta;
use std::path::PathBuf;
use yishi::document::session_summary::{Row, Summary};
use yishi::domain::meeting::Command;
use yishi::domain::person::{Person, PersonId, group};
use yishi::domain::prepare::{self, Have, PlanEntry};
use yishi::i18n::Lang;
use yishi::inputs::Reading;
use yishi::tui::effect::{Basis, Request, RosterRequest, RosterSeen, Wanted};
use yishi::tui::overlays::{FileEntry, Listing};
use yishi::tui::{Effect, View};

fn prepared(command: prepare::Command) -> Command {
    Command::Prepare(command)
}

/// A session with some of it prepared.
fn half(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::planned(lang, size);
    let free = |key: &str, value: &str| PlanEntry::Free { key: key.into(), value: value.into() };
    let facts = vec![
        free("topic_source", "群众联名"),
        free("topic_proposers", "居民27户、商户14户"),
        free("form", "会议协商"),
    ];
    desk.done(prepared(prepare::Command::Plan(facts)));
    let ticks = vec![(Have::Organization, true), (Have::Venue, true)];
    desk.done(prepared(prepare::Command::Check(ticks)));
    let represents = vec![prepare::Field::Represents("沿街商户".into())];
    for person in ["P05", "P09"] {
        let fields = represents.clone();
        let person = PersonId::new(person);
        desk.done(prepared(prepare::Command::Change { person, fields }));
    }
    desk
}

#[test]
fn it_shows_what_is_there_and_what_is_missing() {
    let people = "0<Down><Down><Tab><Down><Down><Down><Down><Down>";
    for (name, keys) in [("prepare", "0<Down><Down>"), ("prepare-people", people)] {
        shot::screen(name, |lang, size| {
            let mut desk = half(lang, size);
            desk.keys(keys);
            desk
        });
    }
}

#[test]
fn space_leads_through_the_checklist_to_the_roll() {
    let mut desk = half(Lang::Zh, (80, 24));
    desk.keys(" ");
    assert_eq!(desk.ui.view, View::Prepare, "a checklist that was begun is led to its end");
    desk.keys("    ");
    assert_eq!(desk.meeting().prepare.checklist.count(), 6);
    desk.keys(" ");
    assert_eq!(desk.ui.view, View::Roll, "then the roll is taken");
}

#[test]
fn nobody_is_made_to_begin_the_checklist() {
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.shows("空格 签到");
    desk.keys("0");
    desk.shows("空格 确认有组织");
    desk.keys("1 ");
    assert_eq!(desk.ui.view, View::Roll);
}

#[test]
fn a_missing_tick_does_not_keep_anybody_from_the_roll() {
    let mut desk = half(Lang::Zh, (80, 24));
    desk.keys("3<Enter>1 ");
    assert_eq!(desk.ui.view, View::Roll, "somebody has come: the roll goes on");
}

#[test]
fn lines_are_changed_where_they_stand() {
    let mut desk = half(Lang::Zh, (80, 24));
    // The place: its form, with what is typed by an input method.
    desk.keys("0<Down><Down><Enter><Tab><Tab><Tab><Tab><End>一楼会议室<F2>");
    assert_eq!(desk.meeting().session.plan.fact("venue"), "槐树湾社区协商议事室一楼会议室");
    // The chair is taken out by emptying the field, the time by typing full-width digits.
    desk.keys("<Up><Enter><C-u>１５：００<Tab><Tab><Tab><C-u><F2>");
    let plan = &desk.meeting().session.plan;
    assert_eq!(plan.date.to_string(), "2026-11-27");
    desk.shows("看不懂这个日期");
    desk.keys("<C-u>2026-12-01<Tab><C-u>１５：００<Tab><C-u><Tab><Tab><C-u><F2>");
    let plan = &desk.meeting().session.plan;
    assert_eq!((plan.date.to_string().as_str(), plan.chair.clone()), ("2026-12-01", None));
    assert_eq!(plan.start.map(|at| at.to_string()).as_deref(), Some("15:00:00"));
    // A tick by Enter on its line.
    desk.keys("<PageDown><PageDown><Enter>");
    assert!(desk.meeting().prepare.checklist.has(Have::Activities));
}

#[test]
fn a_form_that_the_rules_refuse_keeps_what_was_typed() {
    let mut desk = half(Lang::Zh, (80, 24));
    desk.keys("0<Down><Enter><Tab><C-u>15:00<Tab><C-u>14:00<F2>");
    desk.shows("结束时间不能早于开始时间");
    desk.shows("14:00");
    desk.keys("<C-u>17:00<F2>");
    let end = desk.meeting().session.plan.end.map(|at| at.to_string());
    assert_eq!(end.as_deref(), Some("17:00:00"));
}

#[test]
fn people_are_added_changed_and_taken_off() {
    let mut desk = half(Lang::Zh, (80, 24));
    desk.keys("0<Tab><F2>曾宪明<Tab><Tab>3<F2>");
    let added = desk.meeting().roll.person(&PersonId::new("P13")).cloned();
    assert_eq!(added.map(|p| (p.name, p.group)), Some(("曾宪明".into(), group::DEPARTMENT.into())));
    desk.keys("<F2><Esc><PageDown><PageDown><Enter><Tab><Tab><Tab>2<Tab>2<F2>");
    let changed = desk.meeting().roll.person(&PersonId::new("P13")).cloned().unwrap();
    assert!(!changed.vote, "sits in without a vote: {changed:?}");
    desk.keys("<F4>");
    desk.shows("把曾宪明从名单去掉");
    desk.keys("<Enter>");
    assert!(desk.meeting().roll.person(&PersonId::new("P13")).is_none());
    desk.keys("<C-z>");
    assert!(desk.meeting().roll.person(&PersonId::new("P13")).is_some(), "it can be undone");
}

#[test]
fn when_it_goes_on_who_leads_and_what_is_proposed_are_set_before_the_opening() {
    let mut desk = half(Lang::Zh, (80, 24));
    // The next meeting, in the last field of the arrangements; a wrong one is told.
    desk.keys("0<Enter><S-Tab><C-u>12月20日<F2>");
    desk.shows("请写成 2026-12-22 14:30 的样子");
    desk.keys("<C-u>2026-12-20 １４：３０<F2>");
    let next = desk.meeting().session.plan.next_meeting.map(|at| at.to_string());
    assert_eq!(next.as_deref(), Some("2026-12-20 14:30:00"));
    // Who leads the second item, and then nobody.
    desk.keys("2<Down><F10>");
    desk.shows("第2项由谁负责");
    desk.keys("<C-u>P05<F2>");
    let lead = |desk: &Desk| desk.meeting().agenda.items[1].plan.lead.clone();
    assert_eq!(lead(&desk), Some(PersonId::new("P05")));
    desk.shows("负责：");
    desk.keys("<F10><C-u><F2>");
    assert_eq!(lead(&desk), None);
    let items = desk.meeting().agenda.items.len();
    desk.keys("<Del>");
    assert_eq!(desk.meeting().agenda.items.len(), items - 1, "an item is taken out");
    // The text of the second proposal, chosen among them.
    desk.keys(
        "0<PageUp><PageUp><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Enter>",
    );
    desk.shows("修改哪个方案");
    desk.keys("<Down><Enter><C-e>，每天公布余位<Tab>P05<F2>");
    let text = desk.meeting().proposals.list[1].text().to_owned();
    assert!(text.ends_with("，每天公布余位"), "{text}\n{}", desk.text());
    // Gender and ethnicity of a person.
    desk.keys("<Tab><Enter>");
    desk.keys(&"<Tab>".repeat(11));
    desk.keys("<C-u>男<Tab><C-u>白族<F2>");
    let person = &desk.meeting().roll.entries[0].person;
    assert_eq!((person.gender.as_str(), person.ethnicity.as_str()), ("男", "白族"));
}

#[test]
fn a_form_longer_than_the_screen_shows_the_field_that_is_typed_in() {
    let mut desk = half(Lang::Zh, (60, 16));
    desk.keys("0<Tab><F2>");
    desk.shows("姓名");
    desk.keys("甲<S-Tab><S-Tab>很长的备注");
    desk.shows("备注        很长的备注");
    desk.shows("F2 提交");
    desk.keys("<F2>");
    assert!(desk.meeting().roll.entries.iter().any(|entry| entry.person.note == "很长的备注"));
}

fn files(desk: &mut Desk) {
    desk.keys("0<F3>");
    assert_eq!(desk.asked.pop(), Some(Effect::Browse { folder: None, wanted: Wanted::Roster }));
    let folder = PathBuf::from("/home/office");
    let entry =
        |name: &str, is_folder| FileEntry { name: name.into(), path: folder.join(name), is_folder };
    let entries =
        vec![entry("历次会议", true), entry("名单.csv", false), entry("名单2.xlsx", false)];
    desk.ui.listed(Listing { folder, entries, fault: None });
}

/// The people of the session with one more, one changed and one less.
fn other_people(desk: &Desk) -> Vec<Person> {
    let entries = desk.meeting().roll.entries.iter();
    let mut people: Vec<Person> = entries.map(|entry| entry.person.clone()).collect();
    people.pop();
    people[4].unit = "槐树湾市场商户".into();
    people[4].represents = String::new();
    people.push(Person::new("P20", "曾宪明", group::INVITEE));
    people
}

/// A list as the app hands it over.
fn seen(people: Result<Vec<Person>, Vec<String>>) -> RosterSeen {
    let file = "名单.csv".to_owned();
    RosterSeen { file, request: RosterRequest::default(), reading: Reading::default(), people }
}

#[test]
fn a_roster_is_looked_at_before_it_is_taken() {
    shot::screen("files", |lang, size| {
        let mut desk = half(lang, size);
        files(&mut desk);
        desk
    });
    let looked_at = |lang, size| {
        let mut desk = half(lang, size);
        files(&mut desk);
        desk.keys("<Down><Enter>");
        let path = PathBuf::from("/home/office/名单.csv");
        assert_eq!(desk.asked.pop(), Some(Effect::ReadFile { path, wanted: Wanted::Roster }));
        let people = other_people(&desk);
        desk.ui.roster_seen(seen(Ok(people)));
        desk
    };
    shot::screen("preview", looked_at);
    let mut desk = looked_at(Lang::Zh, (80, 24));
    let people = other_people(&desk);
    let before = desk.lines();
    desk.keys("<Esc>");
    assert_eq!(desk.lines(), before, "nothing is taken");
    let mut desk = looked_at(Lang::Zh, (80, 24));
    desk.keys("<Enter>");
    let now: Vec<Person> =
        desk.meeting().roll.entries.iter().map(|entry| entry.person.clone()).collect();
    assert_eq!(now, people);
    desk.keys("<C-z>");
    assert_eq!(desk.meeting().roll.entries.len(), 12, "one act takes it back");
}

#[test]
fn a_roster_with_faults_is_not_taken_and_each_fault_has_its_place() {
    let faulty = |lang, size| {
        let mut desk = half(lang, size);
        files(&mut desk);
        desk.keys("<Down><Enter>");
        let csv = "编号,姓名,组别\nP01,赵淑芬,议事会成员\nP01,,外星人\n";
        let faults = yishi::inputs::read_roster(csv.as_bytes(), "名单.csv").unwrap_err();
        let told = faults.list.iter().map(|f| yishi::i18n::inputs::fault_text(lang, f).to_string());
        desk.ui.roster_seen(seen(Err(told.collect())));
        desk
    };
    shot::overlay("preview-faults", faulty);
    let mut desk = faulty(Lang::Zh, (80, 24));
    let before = desk.lines();
    desk.keys("<Enter>");
    assert_eq!(desk.lines(), before);
}

#[test]
fn a_roster_that_is_no_longer_waited_for_is_forgotten() {
    let mut desk = half(Lang::Zh, (80, 24));
    files(&mut desk);
    desk.keys("<Down><Enter>");
    desk.shows("正在读取");
    desk.keys("<Esc>");
    let people = other_people(&desk);
    desk.ui.roster_seen(seen(Ok(people)));
    assert!(desk.ui.overlays.is_empty());
}

#[test]
fn the_path_of_a_folder_is_gone_into() {
    let mut desk = half(Lang::Zh, (80, 24));
    files(&mut desk);
    desk.input(yishi::tui::Input::Paste("/media/u盘/".into()));
    desk.keys("<Enter>");
    desk.shows("正在读取");
    desk.ui.exporting(12_000, 0);
    desk.shows("已读12000人");
    let folder = PathBuf::from("/media/u盘");
    let path = folder.join("业主.ods");
    let entries =
        vec![FileEntry { name: "业主.ods".into(), path: path.clone(), is_folder: false }];
    desk.ui.listed(Listing { folder, entries, fault: None });
    desk.shows("业主.ods");
    desk.keys("<Enter>");
    assert_eq!(desk.asked.pop(), Some(Effect::ReadFile { path, wanted: Wanted::Roster }));
}

/// A list with a heading that nothing knows, as the preview gets it.
fn looked(desk: &mut Desk, request: RosterRequest) {
    let csv = "房号,姓名,出席类型\n1-101,张伟,出席\n1-102,李娜,列席\n";
    let asked =
        yishi::inputs::Asked { choices: &request.choices, ..yishi::inputs::Asked::default() };
    let looked = yishi::inputs::look(csv.as_bytes(), "名单.csv", &asked, &mut |_| true);
    let people = looked.people.map_err(|faults| vec![format!("{faults:?}")]);
    let file = "名单.csv".to_owned();
    desk.ui.roster_seen(RosterSeen { file, request, reading: looked.reading, people });
}

#[test]
fn columns_that_were_not_taken_stay_as_they_were() {
    let mut desk = half(Lang::Zh, (80, 24));
    files(&mut desk);
    desk.keys("<Down><Enter>");
    looked(&mut desk, RosterRequest::default());
    desk.shows("出席类型 出席 → 列席，表决权 有 → 无");
    // A text file has no sheets and hides nothing, so these keys are not offered.
    assert!(!desk.text().contains("F3") && !desk.text().contains("F4"), "{}", desk.text());
    desk.keys("<F2>");
    desk.shows("A 房号 → 不读");
    desk.shows("1-101、");
    desk.keys("<Right>");
    desk.shows("A 房号 → 编号");
    desk.keys("<Esc><F2>");
    desk.shows("A 房号 → 不读");
    desk.keys("<Right><Right><Right><Enter>");
    let Some(Effect::ReadRoster(request)) = desk.asked.pop() else { panic!("{:?}", desk.asked) };
    looked(&mut desk, request);
    desk.shows("1-101");
}

#[test]
fn a_rule_is_found_by_what_it_is_for_or_by_a_part_of_its_name() {
    let chosen = |keys: &str| {
        let mut home = home(Lang::Zh, (80, 24));
        home.keys("<F2>换届<Tab><Tab><Tab><Tab><Tab>").keys(keys).keys("<F2>");
        match home.asked.pop() {
            Some(Effect::Request { request: Request::New { head, .. }, .. }) => head.rule,
            other => panic!("{other:?}\n{}", home.text()),
        }
    };
    assert_eq!(chosen(""), None);
    for (keys, rule) in [
        ("特别事项", "owners-special"),
        ("zgdb", "workers-congress"),
        ("two-th", "two-thirds"),
        ("<Down>", "consultation"),
        ("业主<Down>", "owners-special"),
    ] {
        assert_eq!(chosen(keys).as_deref(), Some(rule), "{keys}");
    }
    let mut home = home(Lang::Zh, (80, 24));
    home.keys("<F2>换届<Tab><Tab><Tab><Tab><Tab>");
    home.shows("协商议事");
    home.shows("村民自治");
    home.keys("没有这种规则<F2>");
    home.shows("没有找到");
    let taken = |asked: &Effect| matches!(asked, Effect::Request { .. });
    assert!(!home.asked.iter().any(taken), "nothing is taken by chance");
    shot::overlay("rules-chosen", |lang, size| {
        let mut home = self::home(lang, size);
        home.keys("<F2>x<Tab><Tab><Tab><Tab><Tab><Down><Down><Down>");
        home
    });
}

#[test]
fn who_presides_is_asked_for_where_nobody_is_named() {
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.done(prepared(prepare::Command::Plan(vec![PlanEntry::Chair(None)])));
    desk.shows("选定主持人");
    desk.keys(" 欧阳文静<Tab>周雨桐<F2>");
    assert_eq!(desk.meeting().session.chair(), Some(&PersonId::new("P04")));
    assert_eq!(desk.meeting().session.plan.recorder, "周雨桐");
}

#[test]
fn a_path_can_be_pasted() {
    let mut desk = half(Lang::Zh, (80, 24));
    files(&mut desk);
    desk.input(yishi::tui::Input::Paste("'/media/u盘/名单.xlsx'\n".into()));
    desk.keys("<Enter>");
    let path = PathBuf::from("/media/u盘/名单.xlsx");
    assert_eq!(desk.asked.pop(), Some(Effect::ReadFile { path, wanted: Wanted::Roster }));
}

/// The list of sessions, with the sample over for weeks.
pub(super) fn home(lang: Lang, size: (u16, u16)) -> Desk {
    let over = sample(lang, size, "16:50", &[]);
    let summary = Summary::of(over.ui.ledger().unwrap()).unwrap();
    let mut home = Desk::home(lang, size);
    home.until(clock(9, 0, 0) + TimeDelta::days(19));
    home.ui.summaries(vec![summary]);
    home.ui.home.offers.rules = yishi::inputs::rules::builtin().by_purpose().cloned().collect();
    home.ui.home.offers.templates = vec!["社区议事会".into()];
    home
}

#[test]
fn a_new_session_needs_only_its_title() {
    let mut home = home(Lang::Zh, (80, 24));
    home.keys("<F2><F2>");
    home.shows("会议名称：请填写");
    home.keys("加装电梯协商议事会<F2>");
    let Some(Effect::Request { request: Request::New { head, basis }, token }) = home.asked.pop()
    else {
        panic!("{:?}", home.asked)
    };
    assert_eq!((head.id.as_str(), basis), ("20261216-1", Basis::Usual));
    assert_eq!((head.date.to_string().as_str(), head.rule.clone()), ("2026-12-16", None));
    home.ui.denied(token, "会次编号已有");
    home.shows("会次编号已有");
    home.shows("加装电梯协商议事会");
    home.keys("<Tab><Tab><Tab><Tab>3<F2>");
    let Some(Effect::Request { request: Request::New { basis, .. }, .. }) = home.asked.pop() else {
        panic!("{:?}", home.asked)
    };
    assert_eq!(basis, Basis::Template("社区议事会".into()));
}

#[test]
fn actions_of_all_sessions_are_followed_up_with_overdue_ones_first() {
    shot::screen("track", |lang, size| {
        let mut home = home(lang, size);
        home.keys("<F5><Down>");
        home
    });
    let mut home = home(Lang::Zh, (80, 24));
    home.keys("<F5>");
    let all = home.text();
    home.keys("<F7>");
    assert_ne!(home.text(), all);
    home.shows("逾期落实事项");
    home.keys("<F2>");
    let Some(Effect::Request { request: Request::Follow { session, command }, token }) =
        home.asked.pop()
    else {
        panic!("{:?}", home.asked)
    };
    assert_eq!(session, "HSW-2026-004");
    assert!(matches!(*command, Command::FollowUp(_)), "{command:?}");
    home.ui.denied(token, "事项已采纳");
    home.shows("事项已采纳");
    home.keys("<F5>已完成划线。<F2>");
    assert!(matches!(
        home.asked.pop(),
        Some(Effect::Request { request: Request::Follow { .. }, .. })
    ));
    home.keys("<Esc>");
    assert_eq!(home.ui.view, View::Home);
}

#[test]
fn figures_have_a_table_and_bars() {
    shot::screen("figures", |lang, size| {
        let mut home = home(lang, size);
        home.keys("<F6>");
        home
    });
    let mut home = home(Lang::Zh, (80, 24));
    home.keys("<F6><F2>");
    home.shows("2026年10月1日");
}

/// What is continued goes into a next round, and the first session says where it went on.
#[test]
fn the_next_round_is_planned_from_the_outcomes() {
    let mut desk = sample(Lang::Zh, (80, 24), "16:50", &[]);
    desk.keys("7<C-l>");
    desk.keys("<F2>");
    let Some(Effect::Request { request: Request::Plan(plan), .. }) = desk.asked.pop() else {
        panic!("{:?}\n{}", desk.asked, desk.text())
    };
    assert_eq!((plan.id.as_str(), plan.round), ("HSW-2026-004-R2", 2));
    let previous = plan.previous.clone().map(|previous| previous.id);
    assert_eq!(previous.as_deref(), Some("HSW-2026-004"));
    assert!(!plan.proposals.is_empty());
    let ledger = super::sample::planned(&plan);
    shot::screen("prepare-round", |lang, size| {
        let mut second = Desk::home(lang, size);
        second.ui.opened(ledger.clone(), std::collections::BTreeMap::new());
        second.keys("0");
        second
    });
    // The first session knows by looking it up.
    desk.ui.rows(vec![Row::from(&Summary::of(&ledger).unwrap())]);
    desk.shows("HSW-2026-004-R2");
    desk.keys("<Esc>7<C-l>");
    desk.shows("下一轮已在会次 HSW-2026-004-R2");
}

#[test]
fn a_second_press_of_the_step_changes_no_choice() {
    let mut home = home(Lang::Zh, (80, 24));
    home.keys("<F2>换届<Tab><Tab><Tab><Tab>  <F2>");
    let Some(Effect::Request { request: Request::New { basis, .. }, .. }) = home.asked.pop() else {
        panic!("{:?}", home.asked)
    };
    assert_eq!(basis, Basis::Usual);
}
