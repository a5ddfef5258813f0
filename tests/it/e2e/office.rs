//! What the office does between meetings, by keys in the real program: an action followed up from the
//! list, a session like another, a template, and the next round of what was continued.

use super::{Home, SAMPLE};
use crate::pty::{Launch, Pty};
use serde_json::Value;

/// The chair's terminal, with the templates of this home.
fn chair(home: &Home, args: &[&str]) -> Pty {
    let launch = Launch::yishi().args(args.iter().copied()).home(home.outside());
    launch.env("YISHI_STORE", home.store()).env("YISHI_LANG", "zh-CN").start()
}

/// Waits until something is seen, then sends keys.
#[track_caller]
fn seen(pty: &Pty, text: &str, keys: &str) {
    pty.wait_text(text);
    pty.send(keys);
}

fn show(home: &Home, id: &str) -> Value {
    serde_json::from_str(&home.ok(&["show", id, "--json"])).unwrap()
}

/// The first line of a record: its plan.
fn plan(home: &Home, id: &str) -> Value {
    let log = home.ok(&["log", id, "--json"]);
    let planned: Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    planned["event"]["session"]["planned"].clone()
}

#[track_caller]
fn quit(mut pty: Pty) {
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0, "{}", pty.screen());
}

#[test]
fn an_action_is_carried_from_adopted_to_complete_in_the_list_of_all_sessions() {
    // Given a meeting that was held, and no session open,
    let home = Home::held();
    let pty = chair(&home, &[]);
    seen(&pty, SAMPLE, "<F5>");
    pty.wait_text("落实事项（");
    pty.wait_text("整理步行街正反意见");
    // when the first of them goes its way from there,
    seen(&pty, "待采纳", "<F2>");
    pty.wait_text("已记入该会次的记录");
    seen(&pty, "已采纳", "<F4>");
    seen(&pty, "内容", "已开工<F2>");
    seen(&pty, "落实中", "<F5>");
    seen(&pty, "内容", "都画好了<F2>");
    seen(&pty, "已反馈", "<F6>");
    pty.wait_text("办结");
    quit(pty);
    // then the record of its session has it.
    let states: Vec<Value> = show(&home, SAMPLE)["actions"].as_array().unwrap().clone();
    let completed = |one: &&Value| one["status"] == "completed";
    assert_eq!(states.iter().filter(completed).count(), 1, "{states:?}");
    assert!(home.ok(&["track"]).contains("办结"));
}

#[test]
fn a_session_is_made_like_another_and_from_a_template() {
    let home = Home::held();
    // Like the one that is chosen in the list: its agenda and its people, nothing that happened.
    let pty = chair(&home, &[]);
    seen(&pty, SAMPLE, "<F2>");
    seen(&pty, "─ 新建会次 ─", "照样再开一场<Tab><C-u>2026-12-20<Tab><Tab><Tab>");
    seen(&pty, "照 HSW-2026-004", "3");
    pty.send("<Tab><Tab><C-u>COPY-1<F2>");
    pty.wait_text("照样再开一场");
    pty.wait_gone("─ 新建会次 ─");
    // That one is kept as a template, under a name.
    seen(&pty, "空格", "0");
    seen(&pty, "五个步骤", "<F7>");
    seen(&pty, "模板名称", "社区议事会<F2>");
    pty.wait_text("已存为模板“社区议事会”");
    pty.send("<Esc>");
    pty.wait_gone("五个步骤");
    // From the list a third one is made of the template.
    let mut pty = leave_for_the_list(&home, pty);
    seen(&pty, "COPY-1", "<F2>");
    seen(&pty, "─ 新建会次 ─", "照模板开一场<Tab><Tab><Tab><Tab>");
    seen(&pty, "模板 社区议事会", "4");
    pty.send("<Tab><Tab><C-u>TEMPLATE-1<F2>");
    pty.wait_text("照模板开一场");
    pty.wait_gone("─ 新建会次 ─");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);

    let (copy, template) = (show(&home, "COPY-1"), show(&home, "TEMPLATE-1"));
    for one in [&copy, &template] {
        assert_eq!(one["phase"], "planned");
        assert_eq!(one["agenda"].as_array().unwrap().len(), 10);
        assert_eq!(one["proposals"].as_array().unwrap().len(), 0);
    }
    assert_eq!(copy["attendance"]["expected"], 24, "the same people");
    assert_eq!(template["attendance"]["expected"], 0, "a template holds nobody");
}

/// The program again, at the list of sessions.
fn leave_for_the_list(home: &Home, pty: Pty) -> Pty {
    quit(pty);
    chair(home, &[])
}

#[test]
fn the_next_round_has_what_was_left_open_on_its_table() {
    // Given a meeting of which one proposal is to be consulted on again,
    let home = Home::held();
    let first = show(&home, SAMPLE);
    let goes_on =
        first["proposals"].as_array().unwrap().iter().find(|p| p["outcome"] == "continue");
    let title = goes_on.unwrap()["title"].as_str().unwrap().to_owned();
    let pty = chair(&home, &["open", SAMPLE]);
    seen(&pty, "已签字", "7");
    // when its next round is planned from the outcomes,
    seen(&pty, "持续协商", "<C-l>");
    seen(&pty, "承接24人", "<F2>");
    seen(&pty, "通报上一轮落实事项进展", "0");
    seen(&pty, "第2轮，承接", "");
    pty.wait_text("督办：完成35个限时泊位");
    quit(pty);

    // then it is a session of its own that says where it comes from and what is unfinished there.
    let id = "HSW-2026-004-R2";
    let (second, plan) = (show(&home, id), plan(&home, id));
    assert_eq!(second["phase"], "planned");
    assert_eq!(plan["round"], 2, "{plan}");
    assert_eq!(plan["previous"]["id"], SAMPLE);
    assert_eq!(second["proposals"][0]["title"], title.as_str());
    assert_eq!(second["proposals"].as_array().unwrap().len(), 1, "only what goes on");
    assert_eq!(second["attendance"]["expected"], 24);
    let open = plan["previous"]["actions"].as_array().unwrap();
    let pending = first["actions"].as_array().unwrap().iter();
    let pending = pending.filter(|a| a["status"] != "completed" && a["status"] != "rejected");
    assert_eq!(open.len(), pending.count(), "every unfinished action goes over by itself");
    // It can be held, and the first one says where it went on.
    home.ok(&["exec", id, "--", "present P01"]);
    let pty = chair(&home, &["open", SAMPLE]);
    seen(&pty, "已签字", "7");
    pty.wait_text(&format!("下一轮 {id}"));
    quit(pty);
}
