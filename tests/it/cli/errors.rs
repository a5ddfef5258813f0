//! Every error message of the command line is produced here by the real program, is one line, says
//! what to do, and leaves standard output empty.
//!
//! A new message of `i18n::cli` or `i18n::usage` has to be told apart here: it is told as an error
//! (a case), or it is none (a name in the list). The few errors that no single command can bring
//! about name the test that has seen them.

use super::{Done, Home, SAMPLE, sample};
mod files;

use yishi::i18n::{cli, usage};

/// Messages that report success, or are parts of others.
const NO_ERRORS: &[&str] = &[
    "print_is_short",
    "no_sessions",
    "exec_done",
    "demo_ready",
    "undone_mark",
    "verified",
    "unknown_events",
    // Remarks beside a result.
    "lost_before",
    "journals_only",
    "print_is_head",
    "print_is_earlier",
    "rule_title",
    "rule_quorum",
    "rule_groups",
    "rule_heads",
    "rule_weight",
    "rule_takes_part",
    "rule_passes",
    "rule_consensus",
    "rule_proxies",
    "rule_citation",
    "confirmed",
    "confirmed_in",
    "tried",
    "tried_line",
    "tried_against",
    "tried_quorum",
    "tried_never",
    "tried_all",
    "rule_there",
    "rule_counts",
    "rule_of_class",
    "rule_object_heads",
    "rule_object_weight",
    "rule_passes_unless",
    "rule_abstain_for",
    "rule_abstain_against",
    "rule_abstain_forbidden",
    "rule_follow",
    "rule_silent_majority",
    "rule_silent_for",
    "rule_silent_against",
    "rule_silent_abstain",
    "rule_chair_tie",
    "rule_chair_never",
    "rule_tie_chair",
    "rule_confirmed",
    "rule_standing",
    "progress",
    "progress_start",
    "progress_open",
    "progress_seconds",
    "progress_minutes",
    "reading_list",
    "reading_record",
    "checking_chains",
    "writing_documents",
    "template_saved",
    "template_scrubbed",
    "no_templates",
    "why_unmasked",
    "left_out",
    "own_font",
    "masked",
    "masked_one",
    "masked_hint",
    "attachment_kept",
    // What is told of the user's own templates while the document is written all the same.
    "own_template",
    "template_fault",
    // Of the arguments and of help.
    "meant",
    "see_help",
    "languages",
    "print_help",
    "print_version",
    "template",
];

/// What the screen says in its own rows while a meeting goes on; no command ends with it.
const ON_SCREEN: &[&str] =
    &["empty_line", "clock_behind", "clock_set_back", "nobody_to_stop_for", "lost_session_list"];

/// Errors that a screen or a signal brings about: the message, and a text that the test of it waits
/// for or looks at, which must stand in that file.
const SEEN_ELSEWHERE: &[(&str, &str, &str)] = &[
    ("always_of_now", "standing.rs", "总是按现在的记录（"),
    ("which_session", "joined.rs", "可以指不止一场会"),
    ("too_little_memory", "cli/streams.rs", "给程序的内存只有 "),
    ("output_failed", "cli/streams.rs", "结果没有全部写出（"),
    ("stopped_by_signal", "e2e/restore.rs", "收到结束信号，已保存并退出（"),
    ("crashed", "e2e/restore.rs", "程序内部出错"),
    ("screen_failed", "e2e/restore.rs", "画面出错并已退出（"),
    ("binary_needs_a_file", "e2e/progress.rs", "这种格式不能显示在终端上（"),
    ("stopped", "e2e/progress.rs", "已按要求停止（"),
    ("dumb_terminal", "e2e/restore.rs", "这个终端不能画整屏（"),
    ("clock_too_early", "e2e/restore.rs", "这台电脑的时钟不对（"),
    ("bad_log_level", "cli/tools.rs", "没有这个日志级别"),
];

type Case = (&'static str, fn() -> Done);

fn planned(args: &[&str]) -> Done {
    Home::planned().run(args)
}

fn bare(args: &[&str]) -> Done {
    Home::new().run(args)
}

fn cases() -> Vec<Case> {
    vec![
        ("session_exists", || {
            let home = Home::planned();
            let (plan, roster) = (sample("plan.toml"), sample("roster.csv"));
            home.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()])
        }),
        ("cannot_read", || bare(&["new", "none.toml"])),
        ("not_utf8", || {
            let home = Home::planned();
            let file = home.file("s.yishi", b"open\n\xff\xff\n");
            home.run(&["exec", SAMPLE, "-f", file.to_str().unwrap()])
        }),
        ("line_too_long", || planned(&["exec", SAMPLE, "-f", "/dev/zero"])),
        ("no_store", || bare(&["verify"])),
        ("nothing_to_back_up", || {
            let home = Home::new();
            drop(yishi::store::SledLog::open(&home.store()).unwrap());
            home.run(&["backup", "-o", "all.yishi"])
        }),
        ("exec_nothing", || planned(&["exec", SAMPLE])),
        ("no_such_event", || planned(&["show", SAMPLE, "--at", "99"])),
        ("no_such_document", || planned(&["export", SAMPLE, "novel"])),
        ("all_needs_a_folder", || planned(&["export", SAMPLE, "all"])),
        ("all_has_its_formats", || {
            planned(&["export", SAMPLE, "all", "-o", "papers", "--format", "md"])
        }),
        ("no_ending", || planned(&["export", SAMPLE, "minutes", "-o", "a"])),
        ("format_and_ending", || {
            planned(&["export", SAMPLE, "minutes", "-o", "a.md", "--format", "txt"])
        }),
        ("not_held", || planned(&["export", SAMPLE, "summary", "--format", "md"])),
        ("masks_need_reasons", || planned(&["export", SAMPLE, "notice", "--show", "x"])),
        ("bad_number", || planned(&["export", SAMPLE, "invitation", "--number", "x"])),
        ("register_ending", || planned(&["list", "-o", "a.txt"])),
        ("not_a_code", || planned(&["verify", "--scan", "x"])),
        ("attachment_read", || planned(&["attach-file", SAMPLE, "none.jpg", "x"])),
        ("attachment_large", || {
            let home = Home::planned();
            let file = home.file("large", "");
            std::fs::File::options().write(true).open(&file).unwrap().set_len(65 << 20).unwrap();
            home.run(&["attach-file", SAMPLE, file.to_str().unwrap(), "x"])
        }),
        ("file_not_plain", || {
            let home = Home::planned();
            let file = home.file("there", "x");
            std::os::unix::fs::symlink(&file, file.with_file_name("a.md")).unwrap();
            home.run(&["export", SAMPLE, "minutes", "-o", "a.md", "--force"])
        }),
        ("only_notice_is_masked", || {
            planned(&["export", SAMPLE, "minutes", "--unmasked", "--reason", "x"])
        }),
        ("needs_reason", || planned(&["export", SAMPLE, "notice", "--unmasked"])),
        ("no_such_format", || planned(&["export", SAMPLE, "minutes", "--format", "bmp"])),
        ("no_such_rule", || bare(&["rules", "none"])),
        ("nothing_to_confirm", || bare(&["rules", "confirm", "simple-majority"])),
        ("no_terminal", || planned(&["open", SAMPLE])),
        ("file_exists", || {
            let home = Home::planned();
            home.file("a.json", "x");
            home.run(&["export", SAMPLE, "session", "-o", "a.json"])
        }),
        ("file_is_folder", || planned(&["export", SAMPLE, "session", "-o", "store", "--force"])),
        ("file_no_name", || planned(&["export", SAMPLE, "session", "-o", "..", "--force"])),
        ("file_failed", || planned(&["export", SAMPLE, "session", "-o", "no/such/folder/a.json"])),
        ("not_a_fingerprint", || planned(&["verify", "--fingerprint", "x"])),
        ("print_not_found", || planned(&["verify", "--fingerprint", "0000 0000 0000 0000"])),
        ("period_backwards", || bare(&["track", "--from", "2026-02-01", "--to", "2026-01-01"])),
        ("not_a_workbook", || bare(&["track", "-o", "a.csv"])),
        ("no_such_template", || bare(&["template", "show", "none"])),
        ("bad_template_name", || bare(&["template", "show", "../x"])),
        ("empty_title", || {
            let home = Home::planned();
            home.ok(&["template", "save", SAMPLE, "t"]);
            home.run(&["template", "new", "t", "--id", "B", "--title", " ", "--date", "2026-12-22"])
        }),
        ("no_such_command", || bare(&["fly"])),
        ("unknown_argument", || bare(&["list", "--jsn"])),
        ("no_value", || bare(&["list", "--lang"])),
        ("no_such_value", || bare(&["completions", "tcsh"])),
        ("bad_value", || bare(&["track", "--from", "tomorrow"])),
        ("missing", || bare(&["show"])),
        ("conflict", || bare(&["track", "--overdue", "--figures"])),
        ("no_command", || bare(&["template"])),
        ("not_utf8_argument", || {
            use std::os::unix::ffi::OsStrExt as _;
            Home::new().run(&["show".as_ref(), std::ffi::OsStr::from_bytes(b"\xff")])
        }),
        ("too_many", || bare(&["list", "--json=yes"])),
    ]
}

/// Whether a text was made from a message: its fixed parts stand in it in their order.
fn is_made_from(text: &str, message: &str) -> bool {
    let mut rest = text;
    // Every second part stands between braces.
    for part in message.split(['{', '}']).step_by(2) {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

/// What happened （where）： what to do.
pub(super) fn says_what_to_do(message: &str) -> bool {
    let Some((what, rest)) = message.split_once('（') else { return false };
    let after = rest.rsplit_once("）：").map_or("", |(_, todo)| todo);
    !what.is_empty() && after.chars().count() > 1
}

fn all()
-> impl Iterator<Item = &'static (&'static str, &'static [&'static str], &'static str, &'static str)>
{
    cli::ALL.iter().chain(usage::ALL)
}

#[test]
fn every_error_is_one_line_that_says_what_to_do() {
    for (name, run) in cases() {
        let message = all().find(|message| message.0 == name);
        let message = message.unwrap_or_else(|| panic!("there is no message {name} any more")).2;
        let done = run();
        assert!((1..=4).contains(&done.code), "{name}: {} {}", done.code, done.err);
        assert_eq!(done.out, "", "{name}");
        assert_eq!(done.err.lines().count(), 1, "{name}: {}", done.err);
        let line = done.err.trim_end().strip_prefix("yishi: ");
        let line = line.unwrap_or_else(|| panic!("{name}: {}", done.err));
        assert!(is_made_from(line, message), "{name}: {line}\nis not {message}");
        assert!(says_what_to_do(line), "{name} does not say what to do: {line}");
    }
}

#[test]
fn no_error_message_has_escaped() {
    let cases: Vec<&str> = cases().iter().map(|(name, _)| *name).collect();
    let elsewhere = |name: &str| SEEN_ELSEWHERE.iter().any(|(known, ..)| *known == name);
    let wrong: Vec<&str> = all()
        .map(|message| message.0)
        .filter(|name| {
            let told = [
                cases.contains(name),
                NO_ERRORS.contains(name),
                ON_SCREEN.contains(name),
                elsewhere(name),
            ];
            told.into_iter().filter(|told| *told).count() != 1
        })
        .collect();
    assert_eq!(wrong, [""; 0], "each must be a case, or named as no error, or as seen elsewhere");
    for name in NO_ERRORS.iter().chain(ON_SCREEN) {
        assert!(all().any(|message| message.0 == *name), "there is no message {name} any more");
    }
}

#[test]
fn what_is_seen_elsewhere_is_seen_there() {
    for (name, file, text) in SEEN_ELSEWHERE {
        let message = all().find(|message| message.0 == *name).unwrap().2;
        assert!(message.contains(text), "{name}: {message}");
        assert!(says_what_to_do(message), "{name} does not say what to do: {message}");
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(file);
        let test = std::fs::read_to_string(path).unwrap();
        assert!(test.contains(text), "{file} does not see {name} any more");
    }
}

#[test]
fn a_message_is_known_by_its_fixed_parts() {
    let message = "没有这个命令（{name}）：{hint}";
    assert!(is_made_from("没有这个命令（fly）：看帮助", message));
    assert!(!is_made_from("没有这个参数（fly）：看帮助", message));
    assert!(says_what_to_do("没有这个命令（fly）：看帮助"));
    assert!(!says_what_to_do("没有这个命令（fly）：") && !says_what_to_do("没有这个命令"));
}
