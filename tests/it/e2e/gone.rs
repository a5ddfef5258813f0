//! The terminal goes away without a word: no signal, its other side is only closed.

use super::{Home, SAMPLE};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Read as _;
use std::time::{Duration, Instant};

#[test]
fn without_its_terminal_the_program_ends_by_itself_and_lets_go_of_the_store() {
    let home = Home::planned();
    let pair =
        native_pty_system().openpty(PtySize { rows: 30, cols: 100, ..PtySize::default() }).unwrap();
    // The leader of its session is the one that is told, and keeps it to itself.
    let mut command = CommandBuilder::new("sh");
    command.args([
        "-c",
        "trap '' HUP; \"$0\" \"$@\"; :",
        env!("CARGO_BIN_EXE_yishi"),
        "open",
        SAMPLE,
    ]);
    for (name, value) in home.command().get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut screen = pair.master.try_clone_reader().unwrap();
    let (mut seen, mut some) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("空格") {
        let read = screen.read(&mut some).unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&some[..read]);
    }

    drop((screen, pair.master));

    let since = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if since.elapsed() > Duration::from_mins(1) {
            let _ = child.kill();
            panic!("it goes on without a terminal");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    home.ok(&["exec", SAMPLE, "--", "present P01"]);
}
