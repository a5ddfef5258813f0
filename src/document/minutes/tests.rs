//! The minutes of the sample meeting hold what minutes must hold.

use crate::document::model::{Block, Document, Run};
use crate::document::papers::minutes;
use crate::domain::follow_up::{Command as FollowUp, Task};
use crate::domain::meeting::Command;
use crate::domain::minutes::Command as Write;
use crate::domain::session;
use crate::domain::sign_off::Command as SignOff;
use crate::domain::tests::{Given, adjourn, day, huaishuwan, id, opened, small, vote_on};
use crate::domain::vote::{self, Method};
use crate::i18n::Lang;

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Every line of text of a document, for reading.
fn flat(doc: &Document) -> Vec<String> {
    let mut lines = vec![doc.title.clone()];
    for block in &doc.blocks {
        match block {
            Block::Fields(fields) | Block::Hanging(fields) => {
                lines.extend(fields.iter().map(|f| format!("{}|{}", f.label, joined(&f.value))));
            }
            Block::Grid(_)
            | Block::Closing { .. }
            | Block::Cut(_)
            | Block::Card { .. }
            | Block::PageBreak => {}
            Block::Title(text) | Block::Subtitle(text) | Block::Addressee(text) => {
                lines.push(text.clone());
            }
            Block::Heading { level, text } => lines.push(format!("{level}#{text}")),
            Block::Paragraph(runs) => lines.push(joined(runs)),
            Block::List { items, .. } => lines.extend(items.iter().map(|item| joined(item))),
            Block::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    assert_eq!(row.len(), table.header.len(), "every row is as long as the head");
                    let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                    lines.push(cells.join("|"));
                }
            }
            Block::Signatures(all) => {
                lines.extend(all.iter().map(|line| format!("{}|{}", line.label, line.signed)));
            }
        }
    }
    lines.extend(doc.form.fingerprint.clone());
    lines
}

fn of(given: &Given, lang: Lang) -> Vec<String> {
    flat(&minutes(&given.ledger, lang).expect("a planned session"))
}

#[track_caller]
fn holds(lines: &[String], wanted: &[&str]) {
    for want in wanted {
        assert!(lines.iter().any(|line| line == want), "missing: {want}\n{lines:#?}");
    }
}

#[test]
fn the_sample_minutes_hold_what_minutes_must() {
    let given = huaishuwan::held();
    let lines = of(&given, Lang::Zh);
    let print = given.ledger.head().fingerprint();
    let print = format!("记录指纹：{print}（截至第{}号记录）", given.ledger.seq());
    holds(
        &lines,
        &[
            "槐树湾农贸市场周边停车秩序整治协商议事会会议记录",
            "会次编号|HSW-2026-004",
            "时间|2026年11月27日 14:30至16:50",
            "地点|槐树湾社区为民服务站二楼协商议事室",
            "主持人|段永祥",
            "记录人|周雨桐（社区居民委员会委员）",
            "计票人|周雨桐、王雪",
            "监票人|赵淑芬、仇海生",
            "到会情况|应到24人，实到22人，请假1人，缺席1人",
            "列席|万思源、木晓东、区慧敏、尹国栋、杨丽娟、罗志远、普云峰",
            "请假|马学军（外地进货）",
            "缺席|和文华",
            "迟到|查玉梅（14:46到会）",
            "中途离会|王强（16:28离会）",
            "1#一、议题和方案",
            "议题来源|群众联名",
            "1#二、会议经过",
            "2#14:40 进入议程第3项：议题说明和调研情况通报。",
            "15:58 主持人制止仇海生的发言：发言指向个人。",
            "16:50 散会。始终未到的记为缺席：和文华。",
            "1#三、表决情况",
            "方案|方式|参加表决|回避|发出|收回|同意|反对|弃权|无效票|未投|同意率|结果",
            "一|举手表决|14|0|||12|1|1|0|0|85.7%|达成共识",
            "二|无记名票决|13|1|13|13|7|4|1|1|0|53.8%|未达成共识",
            "三|举手表决|13|0|||3|8|2|0|0|23.1%|难以达成共识",
            "到会且有表决权14人，三分之二以上需10票；同意12票，占85.7%，达到。",
            "1#四、协商结果",
            "方案二“市场地下停车场错时开放和收费标准”：未达成共识，持续协商，下一轮2026年12月22日。",
            "1#五、落实事项",
            "1#六、公示",
            "1#七、签字确认",
            "会议记录于16:46当场宣读。宣读后无人提出异议。",
            "主持人|段永祥（16:48已确认）",
            "记录人（周雨桐）|",
            "代表|仇海生（16:48已确认）",
            &print,
        ],
    );
    let attending = lines.iter().find(|line| line.starts_with("出席|")).expect("attending");
    assert_eq!(attending.split('、').count(), 15, "{attending}");
    let reserved = lines.iter().filter(|line| line.contains("仇海生对方案一保留意见"));
    assert_eq!(reserved.count(), 2, "in its place and with the outcomes");
    assert!(lines.iter().all(|line| !line.contains("决议")));
}

#[test]
fn the_english_minutes_have_the_same_shape() {
    let given = huaishuwan::held();
    let [zh, en] =
        [Lang::Zh, Lang::En].map(|lang| minutes(&given.ledger, lang).expect("planned").blocks);
    assert_eq!(zh.len(), en.len());
    for (zh, en) in zh.iter().zip(&en) {
        assert_eq!(std::mem::discriminant(zh), std::mem::discriminant(en));
    }
    holds(
        &of(&given, Lang::En),
        &[
            "Time|27 November 2026, 14:30 to 16:50",
            "Attendance|24 expected, 22 came, 1 on leave, 1 absent",
            "1#2. Proceedings",
            "2|secret ballot|13|1|13|13|7|4|1|1|0|53.8%|consensus not reached",
            "Chair|段永祥 (confirmed 16:48)",
        ],
    );
}

#[test]
fn a_meeting_under_way_is_called_a_draft() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands));
    let lines = of(&given, Lang::Zh);
    holds(&lines, &["会议尚未散会，以下是到目前为止的记录。", "时间|2026年11月27日 14:30开始"]);
    assert!(!lines.iter().any(|line| line.contains("表决情况")), "a running vote has no result");
    let lines = of(&Given::plan(small()), Lang::En);
    holds(&lines, &["The meeting has not been opened.", "Time|27 November 2026"]);
}

#[test]
fn what_is_done_after_the_meeting_stands_with_the_actions_only() {
    let mut given = opened();
    given.when("14:40", adjourn());
    given.when(
        "15:00",
        Command::FollowUp(FollowUp::Action(Task {
            title: "划线".into(),
            lead: "街道".into(),
            owner: id("P6"),
            together_with: None,
            due: day("2026-12-31"),
            from: None,
        })),
    );
    given.when("15:10", Command::FollowUp(FollowUp::Adopt(1)));
    let lines = of(&given, Lang::Zh);
    holds(&lines, &["1|划线|街道|罗志远||2026年12月31日||已采纳"]);
    assert!(!lines.iter().any(|line| line.starts_with("15:")), "{lines:#?}");
}

#[test]
fn a_corrected_line_says_so() {
    let mut given = opened();
    given.when("14:31", Command::Minutes(Write::Note("灯坏了。".into())));
    let note = given.ledger.seq();
    let text = "灯坏了，已修。".into();
    given.when("14:32", Command::Minutes(Write::Correct { seq: note, text, seen: None }));
    holds(&of(&given, Lang::Zh), &["14:31 灯坏了，已修。（已更正）"]);
}

#[test]
fn a_cancelled_vote_is_kept_with_its_reason() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands));
    given.when("14:41", Command::Vote(vote::Command::Cancel("先改文字。".into())));
    holds(
        &of(&given, Lang::Zh),
        &[
            "14:41 方案一的表决取消：先改文字。",
            "一|举手表决|4|0|||||||||已取消",
            "表决已取消：先改文字。",
        ],
    );
}

#[test]
fn a_dispute_and_the_seal_stand_at_the_end_of_the_minutes() {
    let mut given = opened();
    holds(&of(&given, Lang::Zh), &["会议记录尚未宣读。"]);
    given.when("14:40", adjourn()).when("14:41", Command::SignOff(SignOff::Readback));
    let what = "我说的是三十个泊位。".into();
    given.when("14:42", Command::SignOff(SignOff::Dispute { person: id("P4"), what }));
    given.when("14:45", Command::Session(session::Command::Seal));
    holds(
        &of(&given, Lang::Zh),
        &[
            "1#四、对记录的异议",
            "仇海生对记录提出异议：我说的是三十个泊位。",
            "会议记录于14:41当场宣读。会议记录已归档。",
        ],
    );
}
