//! The sample meeting run by keys, with kill -9 in the middle of a speech and of a vote.

use super::{
    EARLY, Home, SAMPLE, chair, commands, line, nobody_else, open_today, read, space, state,
};

#[test]
fn a_meeting_by_keys_survives_being_killed_in_a_speech_and_in_a_vote() {
    let home = Home::new();
    let mut pty = chair(&home, &["demo"]);
    pty.wait_text("槐树湾农贸市场周边停车秩序整治协商议事会");

    // The roll, the opening, the first items.
    line(&pty, &format!("present {EARLY}"));
    pty.wait_text("实到21");
    line(&pty, "leave P11 外地进货");
    open_today(&pty);
    space(&pty, "进入议程第1项");
    space(&pty, "清点人数");
    space(&pty, "进入议程第2项");
    line(&pty, "note \"推选赵淑芬、仇海生为监票人，无人提出异议。\"");
    read(&pty, "进入议程第3项");

    // A speech, in the middle of which the power of the program is cut.
    line(&pty, "request P24 kind=statement limit=5m");
    space(&pty, "请万思源发言");
    pty.wait_text("空格 万思源发言结束");
    let acknowledged = vec![
        format!("present {EARLY}"),
        "leave P11 外地进货".to_owned(),
        "open".to_owned(),
        "agenda next".to_owned(),
        "count".to_owned(),
        "agenda next".to_owned(),
        "note 推选赵淑芬、仇海生为监票人，无人提出异议。".to_owned(),
        "agenda next".to_owned(),
        "request P24 kind=statement limit=5m".to_owned(),
        "next".to_owned(),
    ];
    pty.kill9();
    let quoted = |lines: Vec<String>| lines.iter().map(|l| l.replace('"', "")).collect::<Vec<_>>();
    assert_eq!(quoted(commands(&home)), acknowledged);
    let speaking = &state(&home)["floor"]["speaking"];
    assert_eq!(speaking["person"], "P24");

    // It opens with the speech still running, and asks what became of it.
    let mut pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("万思源");
    pty.wait_text("发言中断");
    pty.send("<Enter>");
    pty.wait_gone("发言中断");
    space(&pty, "万思源发言结束");
    space(&pty, "进入议程第4项");
    for (item, person) in [(4, "P09"), (5, "P18"), (6, "P02")] {
        line(&pty, &format!("give {person} kind=statement on=1"));
        pty.wait_text("发言结束");
        line(&pty, "finish");
        line(&pty, &format!("say {person} \"第{item}项的意见\""));
        nobody_else(&pty);
        space(&pty, &format!("进入议程第{}项", item + 1));
    }
    // The voting texts, then the first vote.
    for no in 1..=3 {
        read(&pty, &format!("定方案{no}的表决稿"));
    }
    space(&pty, "进入议程第8项");
    space(&pty, "表决方案1");
    pty.wait_text("举手表决");
    pty.send("<F2>");
    pty.wait_text("空格 方案1计票");

    // Killed again, with the vote open.
    let before = home_len(&home, &mut pty);
    let mut pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("空格 方案1计票");
    assert!(before > 20);
    pty.send("<Space>");
    pty.wait_text("同意");
    pty.send("11<Tab>1<Tab>1<F2>");
    space(&pty, "截止表决方案1");
    space(&pty, "宣布方案1的结果");
    pty.wait_text("空格 表决方案2");
    line(&pty, "vote 2 method=no-objection");
    space(&pty, "截止表决方案2");
    space(&pty, "宣布方案2的结果");
    line(&pty, "drop 3 \"本次不议\"");
    space(&pty, "进入议程第9项");
    space(&pty, "方案1：达成共识");
    pty.send("<F2>");
    space(&pty, "方案2：达成共识");
    pty.send("<F2>");
    line(&pty, "action \"划线\" lead=\"交警中队\" owner=P18 due=2026-12-31 from=1");
    line(&pty, "action \"公示\" lead=\"社区\" owner=P01 due=2026-12-31 from=2");
    line(&pty, "notice from=2026-11-30 to=2026-12-04");
    space(&pty, "进入议程第10项");
    read(&pty, "宣读记录");
    space(&pty, "段永祥签字");
    space(&pty, "周雨桐签字");
    space(&pty, "代表签字");
    pty.wait_text("─ 代表签字 ─");
    pty.send("<Enter>");
    space(&pty, "完成议程第10项");
    space(&pty, "散会");
    pty.wait_text("已散会");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);

    let state = state(&home);
    assert_eq!(state["phase"], "adjourned");
    assert_eq!(state["proposals"][0]["votes"][0]["for"], 11);
    assert_eq!(state["proposals"][0]["votes"][0]["base"], 13);
    assert_eq!(state["proposals"][0]["outcome"], "reached");
    assert_eq!(state["attendance"]["absent"], 2);
    let minutes = home.ok(&["export", SAMPLE, "minutes", "--format", "md"]);
    for said in ["第4项的意见", "第6项的意见", "推选赵淑芬", "84.6%"] {
        assert!(minutes.contains(said), "{said}\n{minutes}");
    }
    home.ok(&["verify", SAMPLE]);
}

/// Kills the program and tells how many lines the record has.
fn home_len(home: &Home, pty: &mut crate::pty::Pty) -> usize {
    pty.kill9();
    let lines = commands(home);
    assert_eq!(lines.last().map(String::as_str), Some("vote 1 method=hands"));
    lines.len()
}
