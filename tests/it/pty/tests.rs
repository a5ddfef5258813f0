//! The harness tried on ordinary programs.

use tempfile::TempDir;

use super::*;

/// A program in raw mode on the alternate screen that shows every read of the terminal in
/// hexadecimal on a line of its own, puts all back on SIGTERM, and ends on `q`.
const RAW: &str = r#"
    saved=$(stty -g)
    restore() { stty "$saved"; printf '\033[?2004l\033[?25h\033[?1049l'; }
    trap 'restore; exit 3' TERM
    stty raw -echo
    printf '\033[?1049h\033[?25l\033[?2004hready\r\n'
    while :; do
        got=$(dd bs=4096 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \n')
        printf '[%s]\r\n' "$got"
        [ "$got" = 71 ] && break
    done
    restore
    echo bye
    exit 7
"#;

#[test]
fn a_program_is_seen_driven_and_its_code_returned() {
    let mut pty = Launch::script("echo 你好; read name; echo \"<$name>\"; exit 4").start();
    pty.wait_text("你好");
    pty.send("王强<Enter>");
    pty.wait_text("<王强>");
    assert_eq!(pty.wait_exit(), 4);
    assert_eq!(pty.wait_exit(), 4);
    assert_eq!(pty.screen(), "你好\n王强\n<王强>");
    assert_eq!(pty.cursor(), (3, 0));
    assert_eq!(pty.left_on(), [""; 0]);
    assert!(pty.raw_output().ends_with("<王强>\r\n".as_bytes()));
}

#[test]
fn each_key_is_read_for_itself_and_text_as_one_burst() {
    let mut pty = Launch::script(RAW).start();
    pty.wait_text("ready");
    assert!(pty.alternate_screen());
    assert!(pty.cursor_hidden());
    pty.send("<Esc>x<F2>王强");
    pty.wait_text("[e78e8be5bcba]");
    assert_eq!(pty.screen(), "ready\n[1b]\n[78]\n[1b4f51]\n[e78e8be5bcba]");
    pty.send("q");
    assert_eq!(pty.wait_exit(), 7);
    assert_eq!(pty.screen(), "bye");
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn a_paste_is_marked_when_the_program_asked_for_it() {
    let marked = Launch::script(RAW).start();
    marked.wait_text("ready");
    marked.paste("a\n议");
    marked.wait_text("[1b5b3230307e610de8aeae1b5b3230317e]");
    let plain = Launch::script("stty raw -echo; echo ready; cat -v").start();
    plain.wait_text("ready");
    plain.paste("a\nb");
    plain.wait_text("a^Mb");
}

#[test]
fn a_long_burst_comes_through_whole() {
    let pty = Launch::script("stty raw -echo; echo ready; cat").start();
    pty.wait_text("ready");
    let text = "议".repeat(1000);
    pty.burst(&format!("{text}完"));
    pty.wait_text("完");
    assert_eq!(pty.screen().matches('议').count(), 1000);
}

#[test]
fn the_terminal_answers_where_the_cursor_is() {
    let script =
        r"stty raw -echo; printf '议事\033[6n'; dd bs=16 count=1 2>/dev/null | cat -v; read x";
    let pty = Launch::script(script).start();
    pty.wait_text("^[[1;5R");
}

#[test]
fn a_signal_reaches_the_program_and_its_handler_is_seen() {
    let mut pty = Launch::script(RAW).start();
    pty.wait_text("ready");
    pty.signal(Signal::TERM);
    // The shell runs its trap when the read it waits for is over.
    pty.send("x");
    assert_eq!(pty.wait_exit(), 3);
    assert_eq!(pty.left_on(), [""; 0]);
    assert_eq!(Launch::script("kill -HUP $$").start().wait_exit(), 128 + 1);
}

#[test]
fn a_killed_program_leaves_the_terminal_as_it_was_and_that_is_told() {
    let mut pty = Launch::script(RAW).start();
    pty.wait_text("ready");
    pty.kill9();
    assert_eq!(pty.wait_exit(), 128 + 9);
    assert_eq!(pty.left_on(), ["alternate screen", "cursor hidden", "bracketed paste", "raw mode"]);
}

#[test]
fn a_new_size_reaches_the_program_and_the_screen() {
    let pty = Launch::script("while :; do stty size; read x; done").size(80, 24).start();
    pty.wait_text("24 80");
    pty.resize(60, 16);
    assert_eq!(pty.look(Shown::size), (16, 60));
    pty.send("<Enter>");
    pty.wait_text("16 60");
}

#[test]
fn a_program_sees_an_empty_home_and_nothing_of_the_machine() {
    let script = "env | sort; find \"$HOME\" -type f; pwd";
    let mut pty = Launch::script(script).env("YISHI_EXTRA", "1").start();
    assert_eq!(pty.wait_exit(), 0);
    let home = pty.home().display().to_string();
    let screen = pty.screen();
    assert!(screen.contains(&format!("XDG_DATA_HOME={home}/.local/share")), "{screen}");
    assert!(screen.contains("YISHI_EXTRA=1"), "{screen}");
    assert!(!screen.contains("CARGO"), "{screen}");
    assert!(screen.ends_with(&home), "{screen}");
}

#[test]
fn a_home_can_be_kept_for_a_second_run() {
    let home = TempDir::new().unwrap();
    let mut first = Launch::script("echo kept > note").home(home.path()).start();
    assert_eq!(first.wait_exit(), 0);
    let elsewhere = TempDir::new().unwrap();
    let script = "cat ~/note; pwd; read x";
    let second = Launch::script(script).home(home.path()).cwd(elsewhere.path()).start();
    second.wait_text("kept");
    second.wait_text(&elsewhere.path().display().to_string());
}

#[test]
fn text_that_goes_away_is_waited_for() {
    let pty = Launch::script(r"printf 'busy'; read x; printf '\033[2J'; read x").start();
    pty.wait_text("busy");
    pty.send("<Enter>");
    pty.wait_gone("busy");
    pty.wait(|shown| shown.cursor() == (1, 0));
}

#[test]
fn the_program_under_test_can_be_started() {
    // Only that it is found and ends; what it does is for other tests to say.
    Launch::yishi().args(["--version"]).start().wait_exit();
}

#[test]
#[should_panic(expected = "the program ended before `never` was seen; the screen:")]
fn a_text_that_never_comes_fails_when_the_program_ends() {
    Launch::script("echo something else").start().wait_text("never");
}

#[test]
#[should_panic(expected = "waited in vain until `never` is seen; the screen:")]
fn a_text_that_never_comes_fails_when_patience_ends() {
    let pty = Launch::script("read x").patience(Duration::from_millis(50)).start();
    pty.wait_text("never");
}

#[test]
#[should_panic(expected = "waited in vain until the program reads its keys")]
fn a_program_that_does_not_read_fails_the_test() {
    let script = "stty raw; echo ready; exec sleep 600";
    let mut pty = Launch::script(script).start();
    pty.wait_text("ready");
    pty.patience = Duration::from_millis(50);
    pty.send("x");
}
