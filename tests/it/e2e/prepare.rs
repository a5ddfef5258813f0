//! From an empty home folder to an open meeting by keys alone: no letter, no command line.

use super::{Home, space};
use crate::pty::{Launch, Pty};

const ROSTER: &str = "\
姓名,组别,表决权,代表对象
赵淑芬,议事会成员,是,居民代表
仇海生,利益相关方,是,沿街商户
罗志远,职能部门,否,
";

/// Waits until something is seen, then sends keys; none of them is a letter.
#[track_caller]
fn seen(pty: &Pty, text: &str, keys: &str) {
    pty.wait_text(text);
    pty.send(keys);
}

#[test]
fn an_office_prepares_a_session_and_opens_it() {
    let home = Home::new();
    let folder = home.file("参会名单.csv", ROSTER).parent().unwrap().to_owned();
    let mut pty = Launch::yishi().home(&folder).env("YISHI_LANG", "zh-CN").start();
    seen(&pty, "还没有会次", "<F2>");
    seen(&pty, "─ 新建会次 ─", "加装电梯协商议事会<F2>");
    pty.wait_gone("─ 新建会次 ─");
    // The desk leads to what is missing, and there through it.
    space(&pty, "准备名单");
    pty.wait_text("五个步骤");
    space(&pty, "准备名单");
    seen(&pty, "参会名单.csv", "参会<Enter>");
    pty.wait_text("增加3人，更改0人，去掉0人，不变0人");
    seen(&pty, "P02 仇海生，利益相关方", "<Enter>");
    pty.wait_gone("导入预览");
    space(&pty, "选定主持人");
    seen(&pty, "─ 谁主持，谁记录 ─", "赵淑芬<F2>");
    pty.wait_gone("─ 谁主持，谁记录 ─");
    for tick in ["有组织", "有场所", "有设施", "有标识", "有制度", "有活动"] {
        space(&pty, &format!("确认{tick}"));
    }
    pty.wait_text("六有（6/6）");
    space(&pty, "签到");
    pty.wait_text("实到0");
    pty.send("<Enter><Enter><Enter>");
    pty.wait_text("实到3");
    // The desk, where nothing is said over the next step.
    pty.send("1");
    space(&pty, "宣布开会");
    // Asked only where it is another day than the one that was planned.
    pty.wait(|shown| shown.contains("会议中") || shown.contains("今天开"));
    if pty.screen().contains("今天开") {
        pty.send("<Enter>");
    }
    pty.wait_text("会议中");
    pty.send("<C-q>");
    seen(&pty, "会议还在进行", "<Enter>");
    assert_eq!(pty.wait_exit(), 0);
}
