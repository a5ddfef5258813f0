//! The real binary in a real terminal: a meeting by keys, killed on the way, and the terminal
//! given back whatever happens.

use crate::cli::{Home, SAMPLE};
use crate::pty::{Launch, Pty};
use rustix::process::Signal;
use serde_json::Value;

mod beside;
mod config;
mod doctor;
mod evidence;
mod export;
mod gone;
mod import;
mod meeting;
mod no_letters;
mod office;
mod opening;
mod plain;
mod prepare;
mod probe;
mod progress;
mod restore;
mod typed;

/// Everybody who comes on time in the sample.
const EARLY: &str =
    "P01 P22 P09 P02 P24 P23 P07 P21 P06 P16 P04 P18 P14 P05 P19 P15 P12 P08 P17 P10 P20";

/// The chair's terminal on a home's store.
fn chair(home: &Home, args: &[&str]) -> Pty {
    Launch::yishi()
        .args(args.iter().copied())
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .start()
}

/// Waits until Space would take this step, then takes it.
fn space(pty: &Pty, step: &str) {
    pty.wait_text(&format!("空格 {step}"));
    pty.send("<Space>");
}

/// Takes a step before which something is read out, page by page.
fn read(pty: &Pty, step: &str) {
    space(pty, step);
    loop {
        let (more, done) = ("空格下一页", format!("空格 念完了，{step}"));
        pty.wait(|shown| shown.contains(more) || shown.contains(&done));
        let page = (1..).map(|no| format!("第{no}页，共"));
        let page = page.take(20).find(|page| pty.screen().contains(page)).unwrap();
        let last = pty.screen().contains(&done);
        pty.send("<Space>");
        pty.wait_gone(&page);
        if last {
            return;
        }
    }
}

/// Those who were not heard are asked, and nobody wants to speak.
fn nobody_else(pty: &Pty) {
    space(pty, "问还有哪位");
    pty.wait_text("没有人要发言");
    pty.send("<Enter>");
    pty.wait_gone("没有人要发言");
}

/// The sample was planned for a day that is past.
fn open_today(pty: &Pty) {
    space(pty, "宣布开会");
    pty.wait_text("今天开");
    pty.send("<Enter>");
    pty.wait_gone("今天开");
}

/// A line of the session script through the palette. Ends when the palette is gone.
fn line(pty: &Pty, text: &str) {
    pty.send("<C-p>");
    pty.wait_text("─ 命令 ─");
    pty.burst(text);
    pty.send("<Enter>");
    pty.wait_gone("─ 命令 ─");
}

/// The record as it lies in the store: what was acknowledged and nothing else.
fn commands(home: &Home) -> Vec<String> {
    home.log().iter().skip(1).map(|e| without_time(e["command"].as_str().unwrap())).collect()
}

/// A script line without its `@` time.
fn without_time(line: &str) -> String {
    match line.split_once(' ') {
        Some((time, rest)) if time.starts_with('@') => rest.to_owned(),
        _ => line.to_owned(),
    }
}

fn state(home: &Home) -> Value {
    home.show()
}
