//! However the program ends, the terminal is as it was before.

use super::{EARLY, Home, Launch, SAMPLE, Signal, chair, commands, line, space};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, kill_process};
use std::fs::{File, TryLockError};
use std::time::Duration;

#[test]
fn quitting_gives_the_terminal_back() {
    let home = Home::new();
    let mut pty = chair(&home, &[]);
    pty.wait(|shown| shown.alternate_screen() && shown.contains("退出"));
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn a_signal_saves_restores_and_is_told() {
    let others = [Signal::QUIT, Signal::USR1, Signal::USR2, Signal::ALARM, Signal::XCPU];
    for signal in [Signal::TERM, Signal::HUP, Signal::INT].into_iter().chain(others) {
        let home = Home::new();
        let mut pty = chair(&home, &["demo"]);
        pty.wait_text("空格 签到");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), 1, "{signal:?}");
        assert_eq!(pty.left_on(), [""; 0], "{signal:?}");
        let told = "yishi: 收到结束信号，已保存并退出（信号）：";
        assert!(pty.screen().contains(told), "{}", pty.screen());
    }
}

#[test]
fn a_terminal_that_cannot_draw_is_told_so_and_nothing_is_sent_to_it() {
    let home = Home::planned();
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("TERM", "dumb")
        .start();
    assert_eq!(pty.wait_exit(), 2);
    assert!(pty.screen().contains("这个终端不能画整屏（"), "{}", pty.screen());
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn a_clock_before_all_records_is_told_before_anything_is_done() {
    let home = Home::planned();
    let clock = home.file("clock", "-3000000000 0");
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT_CLOCK", clock)
        .start();
    assert_eq!(pty.wait_exit(), 1);
    assert!(pty.screen().contains("这台电脑的时钟不对（"), "{}", pty.screen());
    home.ok(&["verify", SAMPLE]);
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_read_on_it() {
    let home = Home::planned();
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT", "draw")
        .start();
    assert_eq!(pty.wait_exit(), 101);
    assert_eq!(pty.left_on(), [""; 0]);
    assert!(pty.screen().contains("a fault on purpose"), "{}", pty.screen());
    // The store was left in order: it opens again, and nobody holds it.
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
}

#[test]
fn a_panic_of_the_store_ends_the_screen_in_order_and_is_told() {
    let home = Home::planned();
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT", "store")
        .start();
    pty.wait_text("空格 签到");
    line(&pty, "present P02");
    assert_eq!(pty.wait_exit(), 1);
    assert_eq!(pty.left_on(), [""; 0]);
    let screen = pty.screen();
    assert!(
        screen.contains("yishi: 程序内部出错") && screen.contains("a fault on purpose"),
        "{screen}"
    );
    assert_eq!(commands(&home), [""; 0], "what was never acknowledged is not there");
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
}

#[test]
fn a_screen_that_fails_gives_the_terminal_back_and_is_told() {
    let home = Home::planned();
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT", "screen")
        .start();
    assert_eq!(pty.wait_exit(), 1);
    assert_eq!(pty.left_on(), [""; 0]);
    assert!(pty.screen().contains("yishi: 画面出错并已退出（"), "{}", pty.screen());
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
}

/// The shell's way: stop, come back to the prompt, and go on with `fg`.
#[test]
fn a_stopped_program_gives_the_terminal_to_the_shell_and_comes_back() {
    let home = Home::planned();
    let shell = format!(
        "set -m; {} open {SAMPLE}; for i in 1 2; do echo STOPPED $i; read line; fg; done; echo GONE",
        env!("CARGO_BIN_EXE_yishi")
    );
    let mut pty =
        Launch::script(&shell).env("YISHI_STORE", home.store()).env("YISHI_LANG", "zh-CN").start();
    let desk = |pty: &crate::pty::Pty| {
        pty.wait(|shown| shown.alternate_screen() && shown.contains("空格 签到"));
    };
    // The shell speaks only once the program has stopped.
    let shell_again = |pty: &crate::pty::Pty, time: &str| {
        pty.wait(|shown| !shown.alternate_screen() && shown.contains(time));
        assert_eq!(pty.left_on(), [""; 0]);
    };
    // By the palette.
    desk(&pty);
    pty.send("<C-p>");
    pty.burst("suspend");
    pty.send("<Down><Enter>");
    shell_again(&pty, "STOPPED 1");
    pty.send("<Enter>");
    desk(&pty);
    // By a signal.
    kill_process(only_child(pty.pid()), Signal::TSTP).unwrap();
    shell_again(&pty, "STOPPED 2");
    pty.send("<Enter>");
    desk(&pty);
    space(&pty, "签到");
    pty.send("<C-q>");
    pty.send("<Enter>");
    pty.wait_text("GONE");
    pty.wait_exit();
    assert_eq!(pty.left_on(), [""; 0]);
}

fn only_child(of: Pid) -> Pid {
    let of = of.as_raw_nonzero();
    let children = std::fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap();
    Pid::from_raw(children.trim().parse().unwrap()).unwrap()
}

#[test]
fn without_a_shell_to_come_back_to_nothing_stops() {
    let home = Home::planned();
    let pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("空格 签到");
    pty.signal(Signal::TSTP);
    pty.wait_text("没有可以返回的 shell");
}

#[test]
fn a_terminal_that_is_closed_ends_the_program_and_frees_the_store() {
    let home = Home::planned();
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_yishi"));
    command.args(["open", SAMPLE]);
    command.env("YISHI_STORE", home.store());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // It has begun when it holds the store. Nobody ever reads what it draws.
    let lock = File::options().write(true).open(home.store().join("LOCK")).unwrap();
    while lock.try_lock().is_ok() {
        lock.unlock().unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
    drop(pair.master);
    assert!(!child.wait().unwrap().success());
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
}

#[test]
fn a_laptop_that_slept_is_noticed_and_a_clock_set_back_does_not_stop_the_meeting() {
    let home = Home::planned();
    home.ok(&["exec", SAMPLE, "--", &format!("present {EARLY}")]);
    let clock = home.file("clock", "0 0");
    let pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .env("YISHI_FAULT_CLOCK", &clock)
        .start();
    pty.wait_text("空格 宣布开会");
    line(&pty, "open");
    // Nobody speaks: it is said, and nothing asked.
    home.file("clock", "60 60");
    pty.wait_text("电脑睡眠过");
    line(&pty, "give P09");
    pty.wait_text("空格 王桂英发言结束");
    // Ten minutes asleep: only people know whether she spoke on.
    home.file("clock", "660 660");
    pty.wait_text("发言中断");
    pty.wait_text("没有计时");
    pty.send("2");
    pty.wait_gone("发言中断");
    // The clock is set back by an hour, behind what is in the record.
    home.file("clock", "-2940 660");
    line(&pty, "give P09");
    pty.wait_text("空格 王桂英发言结束");
    line(&pty, "finish");
    pty.wait_gone("空格 王桂英发言结束");
    drop(pty);
    let times: Vec<String> =
        home.log().iter().map(|event| event["at"].as_str().unwrap().to_owned()).collect();
    assert!(times[1..].is_sorted(), "{times:?}");
    assert!(times.len() >= 7, "{times:?}");
}

#[test]
fn no_escape_of_a_name_reaches_the_terminal() {
    let home = Home::new();
    let roster = home.file("r.csv", "编号,姓名\nP01,王强\n");
    let plan = home.file("p.toml", "[session]\nid = \"S\"\ntitle = \"停车\"\ndate = 2026-11-27\n");
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    home.ok(&["exec", "S", "--", "note \"前\u{1b}]0;owned\u{7}\u{1b}[31m后\""]);
    let pty = chair(&home, &["open", "S"]);
    pty.wait_text("前");
    let out = String::from_utf8_lossy(&pty.raw_output()).into_owned();
    assert!(!out.contains("owned") && !out.contains("\u{1b}]0;"), "{out}");
}
