//! What helps with the program itself: help, completions, manual, version, doctor, the log file.

use super::{Home, SAMPLE, sample};
use std::process::{Command, Stdio};

/// Every command with those above it, `template save`.
fn commands(home: &Home) -> Vec<String> {
    fn beneath(home: &Home, path: &[&str], all: &mut Vec<String>) {
        let help = home.ok(&[&["--lang", "en"], path, &["--help"]].concat());
        let Some((_, list)) = help.split_once("\nCommands:\n") else { return };
        let list = list.split("\n\n").next().unwrap();
        let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        for name in names.filter(|name| !name.is_empty() && *name != "help") {
            all.push([path, &[name]].concat().join(" "));
            beneath(home, &[path, &[name]].concat(), all);
        }
    }
    let mut all = Vec::new();
    beneath(home, &[], &mut all);
    assert!(all.len() >= 15 && all.contains(&"template save".to_owned()), "{all:?}");
    all
}

/// A help text that is wholly in Chinese: no line of it has only English words.
fn english_lines(help: &str) -> Vec<&str> {
    let words = |line: &str| line.split_whitespace().filter(|w| w.len() > 2).count();
    let is_english = |line: &&str| {
        let told = line.trim_start();
        let is_option = told.starts_with('-') || told.starts_with('<') || told.starts_with('[');
        line.is_ascii() && words(line) > 2 && !is_option && !told.starts_with("yishi")
    };
    help.lines().filter(is_english).collect()
}

#[test]
fn help_speaks_the_language_of_the_run_for_every_command() {
    let home = Home::new();
    for command in commands(&home) {
        let args: Vec<&str> = command.split(' ').collect();
        let zh = home.ok(&[&args[..], &["--help"]].concat());
        assert_eq!(english_lines(&zh), [""; 0], "{command}\n{zh}");
        assert!(zh.contains("用法：") && zh.contains("选项"), "{command}\n{zh}");
        for line in zh.lines().filter(|line| line.trim_start().starts_with(['-', '<', '['])) {
            assert!(!line.is_ascii() || line.trim().split("  ").count() < 2, "{command}: {line}");
        }
        let en = home.ok(&[&["--lang=en"], &args[..], &["--help"]].concat());
        assert!(en.contains("Usage:"), "{en}");
        assert!(!en.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{command}\n{en}");
    }
}

#[test]
fn every_shell_gets_its_completions_with_every_command() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = home.ok(&["completions", shell]);
        for command in commands(&home) {
            let name = command.split(' ').next_back().unwrap();
            assert!(script.contains(name), "{shell}: {command}");
        }
    }
}

/// What bash offers behind a line, its completions being loaded as a user's shell loads them.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let script = home.file("yishi.bash", home.ok(&["completions", "bash"]));
    let line = format!(
        "source '{}'; COMP_WORDS=({}); COMP_CWORD={}; COMP_LINE=\"${{COMP_WORDS[*]}}\"; \
         COMP_POINT=${{#COMP_LINE}}; $(complete -p yishi | sed 's/.*-F \\([^ ]*\\).*/\\1/') yishi '{}' x; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        words.len() - 1,
        words.last().unwrap(),
    );
    let done = Command::new("bash").args(["--norc", "-c", &line]).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), said.as_str()), (Some(0), ""), "{line}");
    String::from_utf8(done.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_and_options_and_the_other_shells_read_their_scripts() {
    let home = Home::new();
    assert_eq!(offered(&home, &["yishi", "tem"]), ["template"]);
    let below = offered(&home, &["yishi", "template", ""]);
    for word in ["save", "list", "show", "new"] {
        assert!(below.iter().any(|offer| offer == word), "{word} in {below:?}");
    }
    assert_eq!(offered(&home, &["yishi", "track", "--fig"]), ["--figures"]);
    assert_eq!(offered(&home, &["yishi", "completions", "po"]), ["powershell"]);
    // The others are rarely here; where they are, they read their own.
    for (shell, check) in [("zsh", &["-n"][..]), ("fish", &["--no-execute"])] {
        let script = home.file("script", home.ok(&["completions", shell]));
        match Command::new(shell).args(check).arg(script).status() {
            Ok(status) => assert!(status.success(), "{shell} reads its completions"),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{shell}"),
        }
    }
}

#[test]
fn man_shows_the_page_in_both_languages() {
    // A small system has no man, or one that only says so.
    let there = Command::new("man").arg("--version").output();
    if !there.is_ok_and(|done| done.stdout.starts_with(b"man ")) {
        return;
    }
    let home = Home::new();
    for (lang, part) in [("zh-CN", "会次"), ("en", "SYNOPSIS")] {
        let page = home.file("yishi.1", home.ok(&["--lang", lang, "man"]));
        let mut man = Command::new("man");
        man.env("LC_ALL", "C.UTF-8").args(["--local-file", "--warnings"]).arg(&page);
        let shown = man.output().unwrap();
        let text = String::from_utf8_lossy(&shown.stdout).into_owned();
        assert!(text.contains(part), "{part} in {text}");
        assert_eq!(String::from_utf8_lossy(&shown.stderr), "", "{lang}: groff has nothing to say");
    }
}

#[test]
fn the_manual_has_every_command_in_one_page_or_in_many() {
    let home = Home::new();
    let page = home.ok(&["man"]);
    for command in commands(&home) {
        let heading = format!(".SH YISHI {}\n", command.to_uppercase());
        assert!(page.contains(&heading), "{heading} in\n{page}");
    }
    let folder = home.file("pages", "");
    std::fs::remove_file(&folder).unwrap();
    home.ok(&["man", "-o", folder.to_str().unwrap()]);
    for command in commands(&home) {
        let name = format!("yishi-{}.1", command.replace(' ', "-"));
        assert!(folder.join(&name).is_file(), "{name}");
    }
    assert!(folder.join("yishi.1").is_file());
    let again = home.run(&["man", "-o", folder.to_str().unwrap()]);
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{}", again.err);
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let home = Home::held();
    for args in [&["man"][..], &["completions", "bash"], &["log", SAMPLE], &["rules"]] {
        let mut child = home
            .command()
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Nobody reads a byte of it.
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{args:?}");
    }
}

#[test]
fn the_version_tells_the_build() {
    let home = Home::new();
    assert_eq!(home.ok(&["-V"]), format!("yishi {}\n", env!("CARGO_PKG_VERSION")));
    let long = home.ok(&["--version"]);
    assert!(long.starts_with(&format!("yishi {}", env!("CARGO_PKG_VERSION"))), "{long}");
    for fact in ["target:", "features:", "rustc"] {
        assert!(long.contains(fact), "{fact} in {long}");
    }
}

#[test]
fn doctor_works_without_a_terminal_and_changes_nothing() {
    let home = Home::new();
    for lang in ["zh-CN", "en"] {
        let out = home.ok(&["doctor", "--lang", lang]);
        assert!(out.contains("+00:00") || out.contains("+08:00") || out.contains('-'), "{out}");
        assert!(!home.store().exists());
        for line in
            out.lines().filter(|line| line.starts_with("[注意]") || line.starts_with("[warn]"))
        {
            let next = out.lines().skip_while(|l| l != &line).nth(1).unwrap_or_default();
            assert!(
                next.trim_start().starts_with("办法：") || next.trim_start().starts_with("do: "),
                "{line}"
            );
        }
    }
}

#[test]
fn doctor_tells_a_zone_nobody_knows_and_faults_of_the_settings() {
    let home = Home::held();
    home.configure("config.toml", "theme = \"drak\"\n");
    home.configure("rules/mine.toml", "schema = 1\nid = 5\n");
    let mut command = home.command();
    let done = command.env("TZ", "Asia/Shanghia").args(["doctor"]).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(0), "{out}");
    for part in ["Asia/Shanghia", "config.toml:1:", "mine.toml:2:", "1 个会次"] {
        assert!(out.contains(part), "{part} in\n{out}");
    }
}

#[test]
fn doctor_fails_where_no_meeting_could_be_held() {
    let home = Home::new();
    std::fs::create_dir(home.store()).unwrap();
    std::fs::write(home.store().join("holiday.jpg"), "x").unwrap();
    let done = home.run(&["doctor"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert!(done.err.lines().all(|line| line.starts_with("yishi: ")), "{}", done.err);
    assert!(done.err.contains("[问题]"), "{}", done.err);
}

#[test]
fn the_log_file_says_what_was_done_and_nothing_of_anybody() {
    let home = Home::planned();
    let script = sample("transcript.yishi");
    let mut command = home.command();
    command.env("YISHI_LOG", "debug").args(["exec", SAMPLE, "-f"]).arg(&script);
    let done = command.output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "never on the screen");
    let log = std::fs::read_to_string(home.log_file()).unwrap();
    let events = home.log().len();
    assert!(log.lines().count() >= events - 1, "{log}");
    assert!(log.contains("floor.given") || log.contains("floor."), "{log}");

    let roster = std::fs::read_to_string(sample("roster.csv")).unwrap();
    for line in roster.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        for field in [fields[1], fields[7], fields[11]] {
            assert!(!log.contains(field), "{field} in the log");
        }
    }
    // Every piece of text that was said, noted or typed stands between quotation marks.
    let script = std::fs::read_to_string(script).unwrap();
    let mut said = 0;
    for text in script.lines().flat_map(|line| line.split('"').skip(1).step_by(2)) {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1) {
            if !word.is_ascii() {
                assert!(!log.contains(word), "{word} in the log");
                said += 1;
            }
        }
    }
    assert!(said > 100, "the sample has words to search for: {said}");
}

#[test]
fn there_is_no_log_file_unless_it_is_asked_for() {
    let home = Home::planned();
    assert!(!home.log_file().exists());
    home.configure("config.toml", "log = \"info\"\n");
    home.ok(&["list"]);
    assert!(home.log_file().exists());
    let mut command = home.command();
    let done = command.env("YISHI_LOG", "loud").args(["list"]).output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(told.contains("没有这个日志级别") && told.contains("debug"), "{told}");
}
