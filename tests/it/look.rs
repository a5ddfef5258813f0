//! Pictures of the running program for people, made by `tests/look.sh`.
//!
//! Not a check: it holds nothing and runs only when asked for. It may therefore pause where a
//! test must wait for a state.

use std::time::Duration;

use crate::picture::{Ground, Picture};
use crate::pty::{Launch, Shown};

/// Runs a program and takes the pictures that `LOOK_STEPS` asks for, one step a line: `keys K`,
/// `paste T`, `wait T` (a text to come), `pause MS`, `size 80x24`, `svg FILE`, `text FILE`.
/// `LOOK_ARGS` holds the program's arguments, one a line; `LOOK_PROGRAM` another program,
/// `LOOK_HOME` a home to keep, `LOOK_CWD` the folder, `LOOK_ENV` further `NAME=VALUE` lines,
/// `LOOK_GROUND=light` a light terminal.
#[test]
#[ignore = "draws pictures for people: see tests/look.sh"]
fn take_pictures() {
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (cols, rows) = size(&var("LOOK_SIZE").unwrap_or_else(|| "100x30".to_owned()));
    let mut launch = var("LOOK_PROGRAM").map_or_else(Launch::yishi, Launch::program);
    launch = launch.args(var("LOOK_ARGS").unwrap_or_default().lines()).size(cols, rows);
    if let Some(home) = var("LOOK_HOME") {
        launch = launch.home(home);
    }
    if let Some(cwd) = var("LOOK_CWD") {
        launch = launch.cwd(cwd);
    }
    for pair in var("LOOK_ENV").unwrap_or_default().lines() {
        let (name, value) = pair.split_once('=').expect("LOOK_ENV holds NAME=VALUE");
        launch = launch.env(name, value);
    }
    let light = var("LOOK_GROUND").is_some_and(|ground| ground == "light");
    let ground = if light { Ground::Light } else { Ground::Dark };

    let pty = launch.patience(Duration::from_secs(20)).start();
    for step in var("LOOK_STEPS").expect("LOOK_STEPS says what to do").lines() {
        let (act, rest) = step.split_once(' ').unwrap_or((step, ""));
        match act {
            "keys" => pty.send(rest),
            "paste" => pty.paste(rest),
            "wait" => pty.wait_text(rest),
            "pause" => std::thread::sleep(Duration::from_millis(rest.parse().unwrap())),
            "size" => {
                let (cols, rows) = size(rest);
                pty.resize(cols, rows);
            }
            "svg" => std::fs::write(rest, pty.look(Picture::of_terminal).svg(ground)).unwrap(),
            "text" => std::fs::write(rest, pty.look(Shown::text)).unwrap(),
            _ => panic!("no step is called {act}"),
        }
    }
}

/// Columns and rows of `80x24`.
fn size(text: &str) -> (u16, u16) {
    let (cols, rows) = text.split_once('x').expect("a size is written 80x24");
    (cols.parse().unwrap(), rows.parse().unwrap())
}
