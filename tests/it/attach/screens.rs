//! Chair, recorder and hall in three real terminals: the sample meeting, with the chair's program
//! killed twice on the way.

use crate::cli::{Home, SAMPLE, sample};
use crate::pty::{Launch, Pty};
use std::collections::BTreeSet;

fn terminal(home: &Home, args: &[&str]) -> Pty {
    Launch::yishi()
        .args(args.iter().copied())
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .start()
}

/// The fingerprint that a terminal shows of its own fold of the record.
fn fingerprint(pty: &Pty) -> String {
    pty.send("\u{17}");
    pty.wait_text("指纹 ");
    let screen = pty.screen();
    let rest = screen.split_once("指纹 ").unwrap().1;
    let print = rest.split_whitespace().next().unwrap().to_owned();
    pty.send("<Esc>");
    pty.wait_gone("指纹 ");
    print
}

/// Writes a note at the recorder's terminal, up to the key that saves it.
fn write(pty: &Pty, text: &str) {
    pty.burst(text);
    pty.wait_text(text);
}

#[test]
fn three_terminals_hold_one_meeting_and_the_host_is_killed_twice() {
    let home = Home::planned();
    let script = std::fs::read_to_string(sample("transcript.yishi")).unwrap();
    let lines: Vec<&str> = script.lines().collect();
    let part = |name: &str, from: usize, to: usize| {
        let path = home.file(name, lines[from..to].join("\n"));
        home.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), path.as_os_str()]);
    };

    let mut chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    let mut recorder = terminal(&home, &["attach", "--as", "recorder"]);
    recorder.wait_text("会议记录（");
    let mut hall = terminal(&home, &["attach", "--as", "hall"]);
    hall.wait_text("Ctrl-Q 退出");
    chair.wait_text("终端2");

    // The roll and the opening, by commands that go through the chair's program.
    part("1.yishi", 0, 28);
    chair.wait_text("实到21");
    hall.wait_text("实到21");
    // The recorder writes, and the chair sees it.
    recorder.send("<F5>");
    write(&recorder, "甲：记录员写的第一条。");
    recorder.send("<F2>");
    chair.wait_text("甲：记录员写的第一条。");
    recorder.wait_text("已存");
    // What the recorder may not do is refused with its reason, and nothing happens.
    recorder.send("<C-p>");
    recorder.burst("adjourn");
    recorder.send("<Enter>");
    recorder.wait_text("终端不能做这件事");
    recorder.send("<Esc>");

    // The chair's program dies in the middle of a sentence. It goes on, and is saved meanwhile.
    write(&recorder, "乙：停电前打的字，");
    chair.kill9();
    recorder.wait_text("断线");
    hall.wait_text("断线");
    recorder.burst("停电后接着打的字。");
    recorder.wait_text("停电后接着打的字。");
    recorder.send("<F2>");
    recorder.wait_text("待交");
    let mut chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("乙：停电前打的字，停电后接着打的字。");
    recorder.wait_gone("断线");
    hall.wait_gone("断线");

    part("2.yishi", 28, 110);
    recorder.wait_text("已存");
    // And once more, right after a text was handed over: recorded or not, nobody can know.
    write(&recorder, "丙：交上的同时停电。");
    recorder.send("<F2>");
    chair.kill9();
    recorder.wait_text("断线");
    let mut chair = terminal(&home, &["open", SAMPLE]);
    // Somebody was speaking; only the chair is asked about it.
    chair.wait_text("发言中断");
    chair.send("<Enter>");
    chair.wait_gone("发言中断");
    recorder.wait_gone("断线");
    recorder.wait_text("丙：交上的同时停电。");
    recorder.wait(|shown| shown.contains("已存") && !shown.contains("待交"));
    hall.wait_gone("断线");
    chair.wait_text("终端2");

    // The room does not see counts before the chair announces them.
    let vote = lines.iter().position(|line| line.contains("vote 1 method=hands")).unwrap();
    let told = lines.iter().position(|line| line.contains("announce")).unwrap();
    part("3.yishi", 110, told);
    hall.wait_text("表决结束，等待宣布结果");
    assert!(told > vote && !hall.screen().contains("12"), "{}", hall.screen());
    part("4.yishi", told, told + 1);
    hall.wait_text("同意 12");
    part("5.yishi", told + 1, lines.len());
    hall.wait_text("散 会");
    chair.wait_text("已散会");

    // One record: three equal fingerprints, and the same in the store.
    let head = home.show()["head"].as_str().unwrap().to_owned();
    recorder.send("<Esc>");
    let mut prints = BTreeSet::new();
    for pty in [&chair, &recorder, &hall] {
        prints.insert(fingerprint(pty));
    }
    assert_eq!(prints.len(), 1, "{prints:?}");
    let print = prints.first().unwrap().replace('-', "");
    assert!(head.replace('-', "").starts_with(&print), "{print} {head}");

    // Every typed word once, by the terminal that typed it.
    let log = home.log();
    for text in
        ["甲：记录员写的第一条。", "乙：停电前打的字，停电后接着打的字。", "丙：交上的同时停电。"]
    {
        let of_text = |line: &&serde_json::Value| line["event"].to_string().contains(text);
        let found: Vec<_> = log.iter().filter(of_text).collect();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0]["by"]["terminal"], "recorder");
        assert_eq!(found[0]["by"]["role"], "recorder");
    }
    home.ok(&["verify", SAMPLE]);

    // The chair leaves: the others are told, and end by their own key.
    chair.send("<C-q>");
    assert_eq!(chair.wait_exit(), 0);
    recorder.wait_text("主持人已退出程序");
    hall.wait_text("断线");
    for pty in [&mut recorder, &mut hall] {
        pty.send("<C-q>");
        assert_eq!(pty.wait_exit(), 0);
        assert_eq!(pty.left_on(), [""; 0]);
    }
}

#[test]
fn the_chair_sees_who_is_attached_and_sends_one_away() {
    let home = Home::planned();
    let chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    let mut recorder = terminal(&home, &["attach", SAMPLE]);
    recorder.wait_text("会议记录（");
    write(&recorder, "还没交上的话");
    chair.wait_text("终端1");
    chair.send("\u{17}");
    chair.wait_text("recorder");
    chair.send("<F9>");
    chair.wait_text("移出终端 recorder？");
    chair.send("<Enter>");
    assert_eq!(recorder.wait_exit(), 1);
    assert!(recorder.screen().contains("主持人移出了本终端"), "{}", recorder.screen());
    chair.wait_gone("终端1");
    // What it had not handed over is there when it is asked in again.
    let recorder = terminal(&home, &["attach"]);
    recorder.wait_text("还没交上的话");
}

#[test]
fn without_a_host_attach_says_what_to_do() {
    let home = Home::planned();
    let mut alone = terminal(&home, &["attach"]);
    assert_eq!(alone.wait_exit(), 4);
    assert!(alone.screen().contains("yishi open"), "{}", alone.screen());
    // What a killed host left behind is no host either, and no hindrance.
    let mut chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
    chair.kill9();
    assert!(home.store().join("HOST").exists());
    let mut alone = terminal(&home, &["attach"]);
    assert_eq!(alone.wait_exit(), 4);
    home.ok(&["exec", SAMPLE, "--", "present P03"]);
    let chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("实到2");
}
