//! The whole sample meeting by one who has a Chinese input method on: digits, function keys, Ctrl
//! keys, Tab, arrows, Space, Esc, Enter and Chinese text; no letter, and no line of the script.

use super::{Home, SAMPLE, chair, nobody_else, open_today, read, space};
use crate::pty::{Pty, Shown};
use serde_json::{Value, json};

/// Keys that an input method lets through.
const KEYS: [&str; 11] =
    ["Space", "Enter", "Tab", "S-Tab", "Esc", "Up", "Down", "Left", "Right", "BS", "Ins"];

/// What the empty find line of the roll says.
const FIND: &str = "拼音首字母、全拼、汉字或编号";

/// Sends keys after it is sure that no letter is among them.
#[track_caller]
fn keys(pty: &Pty, text: &str) {
    let mut rest = text;
    while let Some((typed, key)) = rest.split_once('<') {
        let (name, after) = key.split_once('>').unwrap();
        assert!(!typed.contains(|c: char| c.is_ascii_alphabetic()), "a letter in {text}");
        let function = name.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
        let control = name.strip_prefix("C-").is_some_and(|c| c.len() == 1 && c != "p");
        assert!(function || control || KEYS.contains(&name), "<{name}> in {text}");
        rest = after;
    }
    assert!(!rest.contains(|c: char| c.is_ascii_alphabetic()), "a letter in {text}");
    pty.send(text);
}

/// A form or a choice by its title: opened by a key, filled in, and gone when the record has it.
#[track_caller]
fn form(pty: &Pty, key: &str, title: &str, filled: &str) {
    keys(pty, key);
    fill(pty, title, filled);
}

/// The form that the next step opens.
#[track_caller]
fn step(pty: &Pty, step: &str, title: &str, filled: &str) {
    space(pty, step);
    fill(pty, title, filled);
}

#[track_caller]
fn fill(pty: &Pty, title: &str, filled: &str) {
    // The line around it tells a box's title from other text.
    let title = format!("─ {title} ─");
    pty.wait_text(&title);
    keys(pty, filled);
    pty.wait_gone(&title);
}

/// Goes to a view by its digit and waits for something that only it shows.
#[track_caller]
fn view(pty: &Pty, digit: u8, shows: &str) {
    keys(pty, &digit.to_string());
    pty.wait_text(shows);
}

/// Marks people in the roll by a key of it, each found by name, and waits for the count.
#[track_caller]
fn found(pty: &Pty, name: &str, key: &str, count: &str) {
    keys(pty, &format!("{name}{key}"));
    pty.wait_text(count);
}

/// Back to the desk from the find line of the roll.
fn desk(pty: &Pty) {
    keys(pty, "<Esc>");
    // No text is typed any more: the digits are views again.
    pty.wait(Shown::cursor_hidden);
    keys(pty, "1");
    pty.wait_gone("编号 姓名");
}

/// Somebody asks to speak, speaks, and it is written down what was said.
#[track_caller]
fn speech(pty: &Pty, name: &str, stance: u8, said: &str) {
    speech_of(pty, name, name, stance, said);
}

/// The same of one who is found by something else than the whole name.
#[track_caller]
fn speech_of(pty: &Pty, found_by: &str, name: &str, stance: u8, said: &str) {
    form(pty, "<F2>", "申请发言", &format!("{found_by}<Tab><Tab>{stance}<F2>"));
    space(pty, &format!("请{name}发言"));
    pty.wait_text(&format!("空格 {name}发言结束"));
    keys(pty, "<F7>");
    pty.wait_gone(&format!("空格 {name}发言结束"));
    summary(pty, name, said);
}

fn summary(pty: &Pty, name: &str, said: &str) {
    form(pty, "<C-e>", &format!("{name}的发言摘要"), &format!("{said}<F2>"));
}

fn item(pty: &Pty, no: u8) {
    space(pty, &format!("进入议程第{no}项"));
}

#[test]
fn the_sample_meeting_without_a_letter() {
    let home = Home::new();
    let mut pty = chair(&home, &["demo"]);
    roll(&pty);
    opening(&pty);
    statements(&pty);
    discussion(&pty);
    votes(&pty);
    results(&pty);
    closing(&pty);
    keys(&pty, "<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
    figures(&home);
}

/// The first group by Enter down the list, the others by name, a leave with its reason.
fn roll(pty: &Pty) {
    space(pty, "签到");
    pty.wait_text("实到0");
    // 李桂花, 张伟, then 和文华 who does not come, then five more.
    keys(pty, "<Enter><Enter><Down><Enter><Enter><Enter><Enter><Enter>");
    pty.wait_text("实到7");
    keys(pty, "<F3>");
    pty.wait_text(FIND);
    let mut here = 7;
    for name in [
        "木晓东",
        "王桂英",
        "万思源",
        "区慧敏",
        "普云峰",
        "杨秀兰",
        "罗志远",
        "欧阳文静",
        "杨丽娟",
        "阿依努尔",
        "仇海生",
        "王强",
        "张伟<Down>",
        "尹国栋",
    ] {
        here += 1;
        found(pty, name, "<Enter>", &format!("实到{here}"));
    }
    keys(pty, "马学军");
    form(pty, "<F2>", "马学军请假", "外地进货<F2>");
    pty.wait_text("请假1");
    desk(pty);
}

fn opening(pty: &Pty) {
    open_today(pty);
    item(pty, 1);
    space(pty, "清点人数");
    item(pty, 2);
    let note = "推选赵淑芬、仇海生为监票人，无人提出异议。";
    form(pty, "<C-n>", "记一笔", &format!("{note}<F2>"));
    // Twelve ground rules, read off the screen.
    read(pty, "进入议程第3项");
}

fn statements(pty: &Pty) {
    // A briefing begins with whoever leads its item.
    space(pty, "请万思源发言");
    space(pty, "万思源发言结束");
    summary(pty, "万思源", "9月以来收到停车方面意见63条，占全部意见的四成。");
    form(pty, "<F2>", "申请发言", "区慧敏<F2>");
    space(pty, "请区慧敏发言");
    pty.wait_text("空格 区慧敏发言结束");
    // Somebody comes late, in the middle of a speech.
    view(pty, 3, "编号 姓名");
    keys(pty, "<F3>");
    pty.wait_text(FIND);
    found(pty, "查玉梅", "<Enter>", "实到22");
    desk(pty);
    space(pty, "区慧敏发言结束");
    summary(pty, "区慧敏", "高峰时段路侧停车需求约118辆，合法泊位只有46个。");
    item(pty, 4);
    speech(pty, "王桂英", 1, "先把人行道和消防通道让出来。");
    speech(pty, "仇海生", 3, "希望卸货时间放宽，罚款先缓一缓。");
    speech(pty, "查玉梅", 1, "卸货区要靠近北门，地面能冲洗、能排水。");
    // A namesake: the arrow goes to the second whom the name finds.
    speech_of(pty, "张伟<Right>", "张伟（货运）", 2, "划一块专门卸货的，我们愿意排队。");
    speech(pty, "欧阳文静", 2, "公司愿意开放，但改造要投入约18万元。");
    speech(pty, "阿依努尔·买买提", 2, "晚八点以后能不能不限时？白天限时我支持。");
    speech(pty, "王强", 2, "建议公开摇号，按月公示。");
    nobody_else(pty);
    item(pty, 5);
    speech(pty, "罗志远", 2, "35个泊位可在20个工作日内完成标线。");
    speech(pty, "杨丽娟", 2, "首次提醒，再次教育，三次处罚。");
    speech(pty, "尹国栋", 2, "纳入市场开办者年度信用评价。");
    speech(pty, "普云峰", 2, "可以申报街道微改造项目，补助最高6万元。");
    item(pty, 6);
}

fn discussion(pty: &Pty) {
    speech(pty, "赵淑芬", 2, "我赞成先划泊位和卸货区，先易后难。");
    speech(pty, "单晓燕", 4, "卸货时间建议改为4:30至7:30。");
    view(pty, 5, "未定稿");
    let text = "槐树湾路东侧划设35个限时停车泊位；市场北门设货车专用卸货区，准停时间4:30至7:30。";
    form(pty, "<C-a>", "修改方案1", &format!("<C-a>{text}<Tab>单晓燕<F2>"));
    keys(pty, "1");
    pty.wait_gone("未定稿");
    speech(pty, "曾宪明", 4, "三方组成车位管理小组，账目按月公开。");
    speech(pty, "解正清", 3, "步行街我不赞成，先把现在的路管好。");
    // The chair gives the floor at once, and stops it.
    form(pty, "<F3>", "请谁发言", "仇海生<Tab><Tab>3<F2>");
    pty.wait_text("空格 仇海生发言结束");
    form(pty, "<F8>", "制止仇海生发言", "发言指向个人<F2>");
    pty.wait_gone("空格 仇海生发言结束");
    speech(pty, "木晓东", 4, "划线后一个月、三个月各回访一次。");
    nobody_else(pty);
    item(pty, 7);
    for no in 1..=3 {
        read(pty, &format!("定方案{no}的表决稿"));
    }
    item(pty, 8);
}

fn announced(pty: &Pty, no: u8) {
    space(pty, &format!("截止表决方案{no}"));
    space(pty, &format!("宣布方案{no}的结果"));
    pty.wait_gone(&format!("宣布方案{no}的结果"));
}

fn votes(pty: &Pty) {
    space(pty, "清点人数");
    step(pty, "表决方案1", "表决方案1", "1<F2>");
    step(pty, "方案1计票", "方案1计票（14人表决）", "12<Tab>1<Tab>1<F2>");
    announced(pty, 1);
    view(pty, 5, "85.7%");
    let text = "同意划线，不同意从首月起执行处罚，请求给予一个月过渡期。";
    form(pty, "<C-r>", "对方案1的保留意见", &format!("仇海生<Tab>{text}<F2>"));

    // One is recused and goes out; the count of those present stands, so the vote is opened by its
    // own key and not by the suggested step.
    keys(pty, "<Down>");
    form(pty, "<F7>", "方案2：谁回避", "欧阳文静<Tab>方案二涉及本公司收费<F2>");
    view(pty, 3, "编号 姓名");
    keys(pty, "<F3>");
    pty.wait_text(FIND);
    found(pty, "欧阳文静", "<F5>", "离会1");
    desk(pty);
    view(pty, 5, "待表决");
    form(pty, "<F2>", "表决方案2", "3<F2>");
    step(pty, "方案2计票", "方案2计票（13人表决）", "13<Tab>13<Tab>7<Tab>4<Tab>1<Tab>1<F2>");
    announced(pty, 2);

    view(pty, 3, "编号 姓名");
    keys(pty, "<F3>");
    pty.wait_text(FIND);
    found(pty, "欧阳文静", "<F6>", "离会0");
    keys(pty, "<F3>");
    pty.wait_text(FIND);
    found(pty, "王强", "<F5>", "离会1");
    desk(pty);
    form(pty, "<C-n>", "记一笔", "王强因事离会，有表决权在场13人。<F2>");
    view(pty, 5, "待表决");
    keys(pty, "<Down>");
    form(pty, "<F2>", "表决方案3", "<F2>");
    step(pty, "方案3计票", "方案3计票（13人表决）", "3<Tab>8<Tab>2<F2>");
    announced(pty, 3);
    item(pty, 9);
}

fn results(pty: &Pty) {
    step(pty, "方案1：达成共识", "方案1的处理", "<F2>");
    step(pty, "方案2：", "方案2的处理", "<F2>");
    let to = "柳荫街道党工委、办事处";
    step(pty, "方案3：", "方案3的处理", &format!("<Tab>{to}<F2>"));
    let first = "完成标线标牌和禁停标识<Tab>交警柳荫中队<Tab>罗志远<Tab><Tab>12月31日<F2>";
    step(pty, "增加方案1的落实事项", "落实事项", first);
    view(pty, 7, "落实事项");
    for (task, lead, owner, due, from) in [
        ("制定卸货公约，登记送货车辆号牌", "农贸市场管理公司", "欧阳文静", "2026-12-15", 1),
        ("提出首月过渡期执法办法，答复保留意见", "综合行政执法队", "杨丽娟", "2026-12-10", 1),
        ("重新测算地下停车场改造成本和收费", "农贸市场管理公司", "欧阳文静", "2026-12-18", 2),
        ("整理步行街正反意见，形成协商意见书", "社区居民委员会", "段永祥", "2026-12-04", 3),
        ("开展民主监督回访，向参会人员通报", "委员联络室", "木晓东", "2027-03-31", 1),
    ] {
        // The proposal that is chosen stands in the form already.
        let filled = format!("{task}<Tab>{lead}<Tab>{owner}<Tab><Tab>{due}<Tab>{from}<F2>");
        form(pty, "<F4>", "落实事项", &filled);
    }
    form(pty, "<F10>", "公示安排", "<F2>");
    keys(pty, "1");
    item(pty, 10);
}

fn closing(pty: &Pty) {
    read(pty, "宣读记录");
    space(pty, "段永祥签字");
    space(pty, "周雨桐签字");
    view(pty, 7, "落实事项");
    for name in ["赵淑芬", "仇海生"] {
        form(pty, "<C-g>", "签字", &format!("{name}<F2>"));
    }
    keys(pty, "1");
    space(pty, "完成议程第10项");
    space(pty, "散会");
    pty.wait_text("已散会");
}

/// What of the expected figures does not depend on how long anything took.
fn figures(home: &Home) {
    let expected: Value = serde_json::from_str(include_str!("../../data/expected.json")).unwrap();
    let state = home.show();
    let (seen, wanted) = (&state["attendance"], &expected["attendance"]);
    let counted = json!({
        "expected": seen["expected"],
        "on_leave": seen["on_leave"],
        "absent": seen["absent"],
        "present_at_open": seen["present_at_open"],
        "present_at_first_count": seen["counts"][0]["present"],
        "present_at_second_count": seen["counts"][1]["present"],
        "voters_entitled": seen["voters"]["entitled"],
        "voters_present_at_second_count": seen["counts"][1]["voters"],
        "late": seen["late"],
    });
    assert_eq!(&counted, wanted);

    let mut reservations = Vec::new();
    for wanted in expected["votes"].as_array().unwrap() {
        let no = wanted["proposal"].as_u64().unwrap();
        let proposal = &state["proposals"][usize::try_from(no).unwrap() - 1];
        assert_eq!(proposal["outcome"], wanted["outcome"], "proposal {no}");
        assert_eq!(proposal["votes"].as_array().unwrap().len(), 1, "proposal {no}");
        for (key, figure) in wanted.as_object().unwrap() {
            if key != "proposal" && key != "outcome" {
                assert_eq!(&proposal["votes"][0][key], figure, "proposal {no}: {key}");
            }
        }
        for one in proposal["reservations"].as_array().unwrap() {
            reservations.push(json!({ "proposal": no, "person": one["person"] }));
        }
    }
    assert_eq!(Value::Array(reservations), expected["reservations"]);
    assert_eq!(state["floor"]["stopped"], expected["floor"]["stopped"]);
    assert_eq!(state["floor"]["speeches"], expected["floor"]["speeches"]);
    assert_eq!(
        state["actions"].as_array().map(Vec::len).map(Value::from),
        Some(expected["actions"].clone())
    );
    assert_eq!(state["phase"], "adjourned");
    let minutes = home.ok(&["export", SAMPLE, "minutes", "--format", "md"]);
    for said in ["先把人行道和消防通道让出来", "4:30至7:30", "请求给予一个月过渡期"]
    {
        assert!(minutes.contains(said), "{said}\n{minutes}");
    }
}
