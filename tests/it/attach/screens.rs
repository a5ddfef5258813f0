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

/// A view's key, and what it shows of the planned sample.
const VIEWS: [(&str, &str); 10] = [
    ("0", "五个步骤"),
    ("1", "2026-11-27 14:30"),
    ("2", "偏差"),
    ("3", "姓氏笔画序"),
    ("4", "发言队列"),
    ("5", "方案文本"),
    ("6", "会议记录（0）"),
    ("<Esc>7", "落实事项"),
    ("8", "日志（"),
    ("9", "3. 槐树湾路改设分时步行街"),
];

/// Script lines through a terminal's palette, one after the other as fast as it takes them; until
/// all of them are recorded. `mark` is a text that no screen has shown yet.
fn type_lines(pty: &Pty, lines: &[&str], mark: &str) {
    for line in lines {
        pty.send("<C-p>");
        pty.burst(line);
        pty.send("<Enter>");
    }
    // What follows an act is held until the record has it.
    pty.send("<C-p>");
    pty.burst(mark);
    pty.wait_text(mark);
    pty.send("<Esc>");
    pty.wait_gone(mark);
}

/// The sample meeting, each line at the terminal whose business it is.
struct Meeting<'a> {
    lines: Vec<&'a str>,
    /// In the order in which they were typed, and where.
    typed: Vec<(&'a str, &'static str)>,
}

impl Meeting<'_> {
    fn position(&self, of: &str) -> usize {
        self.lines.iter().position(|line| line.contains(of)).unwrap()
    }

    /// Item by item: what the chair does, then what the recorder writes of it.
    fn run(&mut self, chair: &Pty, recorder: &Pty, part: std::ops::Range<usize>) {
        let lines = self.lines[part].to_vec();
        for item in lines.chunk_by(|_, next| command(next) != "agenda next") {
            let (written, done): (Vec<&str>, Vec<&str>) =
                item.iter().partition(|line| is_recorders(line));
            for (pty, by, lines) in [(chair, "chair", done), (recorder, "recorder", written)] {
                if !lines.is_empty() {
                    type_lines(pty, &lines, &format!("mark{}", self.typed.len()));
                    self.typed.extend(lines.into_iter().map(|line| (line, by)));
                }
            }
        }
    }
}

/// A line of the script without its time.
fn command(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(_, rest)| rest.trim_start())
}

/// Whether the recorder writes this line.
fn is_recorders(line: &str) -> bool {
    ["say ", "note "].iter().any(|word| command(line).starts_with(word))
}

#[test]
fn three_terminals_hold_the_sample_meeting_and_the_host_is_killed_twice() {
    let home = Home::planned();
    let script = std::fs::read_to_string(sample("transcript.yishi")).unwrap();
    let lines = script.lines().filter(|line| line.starts_with('@')).collect();
    let mut meeting = Meeting { lines, typed: Vec::new() };

    let mut chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    let mut recorder = terminal(&home, &["attach", "--as", "recorder"]);
    recorder.wait_text("会议记录（");
    let mut hall = terminal(&home, &["attach", "--as", "hall"]);
    hall.wait_text("Ctrl-Q 退出");
    chair.wait_text("终端2");

    // The roll and the opening; the room follows.
    let first_speech = meeting.position("give P24");
    meeting.run(&chair, &recorder, 0..first_speech);
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
    // What is being typed is one terminal's own, as its view is.
    assert!(!chair.screen().contains("停电前") && chair.screen().contains("▸议程"));
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

    let speaking = meeting.position("give P22") + 1;
    meeting.run(&chair, &recorder, first_speech..speaking);
    hall.wait_text("木 晓 东");
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
    let told = meeting.position("announce");
    meeting.run(&chair, &recorder, speaking..told);
    hall.wait_text("表决结束，等待宣布结果");
    assert!(!hall.screen().contains("12"), "{}", hall.screen());
    meeting.run(&chair, &recorder, told..told + 1);
    hall.wait_text("同意 12");
    meeting.run(&chair, &recorder, told + 1..meeting.lines.len());
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

    // Every line that was typed is in the record once, in its order, by the terminal that typed it.
    let free =
        ["甲：记录员写的第一条。", "乙：停电前打的字，停电后接着打的字。", "丙：交上的同时停电。"];
    let mut written = Vec::new();
    let mut noted = Vec::new();
    for line in home.log().iter().skip(1) {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let (command, by) = (text(&line["command"]), text(&line["by"]["terminal"]));
        assert_eq!(text(&line["by"]["role"]), by);
        match free.iter().find(|text| command.contains(**text)) {
            Some(found) => noted.push((*found, by)),
            None => written.push((command, by)),
        }
    }
    assert_eq!(noted, free.map(|text| (text, "recorder".to_owned())));
    // As one program alone writes them down.
    assert_eq!(meeting.typed.len(), meeting.lines.len());
    let alone = Home::planned();
    let all: Vec<&str> = meeting.typed.iter().map(|(line, _)| *line).collect();
    let all = alone.file("all.yishi", all.join("\n"));
    alone.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), all.as_os_str()]);
    let typed =
        alone.log().into_iter().skip(1).zip(&meeting.typed).map(|(line, (_, by))| {
            (line["command"].as_str().unwrap().to_owned(), (*by).to_owned())
        });
    assert_eq!(written, typed.collect::<Vec<_>>());
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

/// At an attached terminal every view opens, and what only the chair's machine can do says so.
#[test]
fn every_view_opens_at_an_attached_terminal() {
    let home = Home::planned();
    let chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    for role in ["chair", "recorder"] {
        let mut other = terminal(&home, &["attach", "--as", role]);
        other.wait_text("已存");
        if role == "recorder" {
            // Out of the minutes, where digits are text.
            other.send("<Esc>");
        }
        for (key, shows) in VIEWS {
            other.send(key);
            other.wait_text(shows);
        }
        // Preparing is the chair's business, at whichever terminal.
        other.send("<Esc><C-p>");
        other.burst("checklist venue=yes");
        other.send("<Enter>");
        if role == "chair" {
            other.wait(|shown| !shown.contains("─ 命令 ─") && shown.contains("已存"));
        } else {
            other.wait_text("终端不能做这件事");
            other.send("<Esc>");
        }
        other.send("<C-q>");
        assert_eq!(other.wait_exit(), 0);
        assert_eq!(other.left_on(), [""; 0]);
    }
    let log = home.log();
    let last = log.last().unwrap();
    assert_eq!(last["by"]["terminal"], "chair-2");
    assert!(last["command"].as_str().unwrap().ends_with("checklist venue=yes"), "{last}");
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
