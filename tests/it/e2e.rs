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
mod import;
mod meeting;
mod no_letters;
mod office;
mod prepare;
mod probe;
mod progress;
mod restore;

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
