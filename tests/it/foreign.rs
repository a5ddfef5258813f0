//! Records from elsewhere whose hashes are all right and whose lines are not what the rules make of
//! one another: told, kept to be read, never continued. And what the rules did make is never accused.

use crate::cli::{Home, SAMPLE};
use crate::fuzz::targets::{bundled, rehashed, sealed};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use yishi::domain::ledger::Ledger;
use yishi::inputs::rules::builtin;
use yishi::session::check;

/// The sample meeting to its end.
static HELD: LazyLock<String> = LazyLock::new(|| Home::held().ok(&["export", SAMPLE, "journal"]));

/// The held sample as somebody may have changed it, as a bundle with every hash right.
fn forged(home: &Home, changes: &[(&str, &str)]) -> PathBuf {
    let mut journal = HELD.clone();
    for (from, to) in changes {
        assert!(journal.contains(from), "{from}");
        journal = journal.replace(from, to);
    }
    let lines = rehashed(journal.lines());
    home.file("forged.yishi", bundled(SAMPLE, &lines))
}

/// 100 votes of 14: 714.3 %.
const STUFFED: [(&str, &str); 1] = [("\"for\":12,\"against\":1", "\"for\":100,\"against\":1")];

#[test]
fn more_votes_than_voters_are_told_and_the_record_is_read_and_not_continued() {
    let home = Home::new();
    let file = forged(&home, &STUFFED);
    let done = home.run(&["import".as_ref(), file.as_os_str()]);
    assert_eq!(done.code, 1, "{}{}", done.out, done.err);
    assert!(done.out.contains("已存入"), "{}", done.out);
    let told = "从第 120 条起不符合规则（";
    assert!(done.err.contains(told), "{}", done.err);
    // It can be read.
    for args in [
        ["log", SAMPLE].as_slice(),
        &["show", SAMPLE],
        &["export", SAMPLE, "minutes", "--format", "md"],
    ] {
        let done = home.run(args);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(done.err.contains("第 120 条不符合规则"), "{args:?}: {}", done.err);
    }
    // Whoever checks it hears of it, and nobody goes on with it, also after a restart.
    let done = home.run(&["verify", SAMPLE]);
    assert!(done.code == 1 && done.err.contains(told), "{}{}", done.out, done.err);
    let before = home.ok(&["export", SAMPLE, "journal"]);
    let done = home.run(&["exec", SAMPLE, "--", "note \"接着写\""]);
    assert!(done.code != 0 && done.err.contains("第 120 条不符合规则"), "{}", done.err);
    assert_eq!(home.ok(&["export", SAMPLE, "journal"]), before);
    // Carried on, it is found out again.
    let file = home.bundle("on.yishi");
    let other = Home::new();
    let done = other.run(&["import".as_ref(), file.as_os_str()]);
    assert!(done.code == 1 && done.err.contains(told), "{}{}", done.out, done.err);
    let all = home.backup("all.yishi");
    let other = Home::new();
    let done = other.run(&["restore".as_ref(), all.as_os_str()]);
    assert!(done.code == 1 && done.err.contains(told), "{}{}", done.out, done.err);
}

#[test]
fn a_forged_end_of_our_own_meeting_is_told_and_bars_it() {
    let home = Home::new();
    let lines: Vec<&str> = HELD.lines().collect();
    let honest = home.file("own.yishi", bundled(SAMPLE, &rehashed(lines[..110].iter().copied())));
    home.ok(&["import".as_ref(), honest.as_os_str()]);
    home.ok(&["verify"]);
    let file = forged(&home, &STUFFED);
    let done = home.run(&["import".as_ref(), file.as_os_str()]);
    assert!(done.code == 1 && done.err.contains("从第 120 条起"), "{}{}", done.out, done.err);
    assert_ne!(home.run(&["exec", SAMPLE, "--", "note \"甲\""]).code, 0);
}

#[test]
fn every_kind_of_line_is_decided_anew() {
    for (from, to) in [
        // A result that does not follow, a majority that was none, a vote without a quorum.
        ("\"proposal\":2,\"passed\":false", "\"proposal\":2,\"passed\":true"),
        ("\"num\":2,\"den\":3}}],\"tie\"", "\"num\":0,\"den\":3}}],\"tie\""),
        ("\"electorate\":[\"P02\",", "\"electorate\":["),
        ("\"need\":16,\"have\":22", "\"need\":6,\"have\":22"),
        // Somebody who does not exist, or twice.
        ("{\"recused\":{\"person\":\"P14\"", "{\"recused\":{\"person\":\"P99\""),
        ("\"id\":\"P03\"", "\"id\":\"P02\""),
        // Roles.
        (
            "{\"terminal\":\"exec\",\"role\":\"chair\"},\"event\":{\"vote\":{\"closed\"",
            "{\"terminal\":\"exec\",\"role\":\"hall\"},\"event\":{\"vote\":{\"closed\"",
        ),
    ] {
        let home = Home::new();
        let file = forged(&home, &[(from, to)]);
        let done = home.run(&["import".as_ref(), file.as_os_str()]);
        assert!(done.code != 0 && done.err.contains(SAMPLE), "{to}: {}{}", done.out, done.err);
    }
}

/// What the rules made of a record, as numbers that nobody can dispute.
fn is_sound(ledger: &Ledger) -> bool {
    let Some(m) = ledger.meeting() else { return true };
    m.proposals.list.iter().flat_map(|p| m.votes.on(p.no)).all(|vote| {
        vote.counts_now().is_none_or(|counts| {
            let cast = counts.in_favour + counts.against + counts.abstain;
            cast <= vote.electorate.len() as u64
        })
    })
}

/// One thing after another in every line is changed, every hash made right: what is not refused
/// whole or told comes to nothing that cannot be.
#[test]
fn no_single_change_of_a_number_or_an_answer_passes_as_a_vote_that_cannot_be() {
    let catalog = Arc::new(builtin());
    let lines: Vec<&str> = HELD.lines().collect();
    let (mut told, mut taken) = (0, 0);
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("{\"vote\":{")) {
        for changed in changes(line).iter().filter(|changed| *changed != line) {
            let all = rehashed(
                lines.iter().enumerate().map(
                    |(at, line)| {
                        if at == place { changed.as_str() } else { line }
                    },
                ),
            );
            let all: Vec<&[u8]> = all.iter().map(String::as_bytes).collect();
            let Ok(ledger) = check(SAMPLE, &all, &catalog) else { continue };
            let unruled = ledger.unruled(&|_| false, &mut |_| true).unwrap();
            if unruled.is_empty() && ledger.unknown().is_empty() {
                taken += 1;
                assert!(is_sound(&ledger), "{changed}");
            } else {
                told += 1;
            }
        }
    }
    assert!(told > 300 && told > 4 * taken, "{told} told, {taken} taken as they are");
}

/// A line with each of the numbers of its event changed in turn, and with its answers turned round.
fn changes(line: &str) -> Vec<String> {
    let (stamp, rest) = line.split_once("\"event\"").unwrap();
    let (event, chain) = rest.rsplit_once(",\"prev\"").unwrap();
    let whole = |event: String| format!("{stamp}\"event\"{event},\"prev\"{chain}");
    let mut changed =
        vec![whole(event.replace("true", "false")), whole(event.replace("false", "true"))];
    let values: Vec<&str> = event.split(':').collect();
    for (place, value) in values.iter().enumerate() {
        let after = value.trim_start_matches(|c: char| c.is_ascii_digit());
        for word in ["0", "100", "4294967295", "-1"].iter().filter(|_| after.len() < value.len()) {
            let other = format!("{word}{after}");
            let mut values = values.clone();
            values[place] = &other;
            changed.push(whole(values.join(":")));
        }
    }
    changed
}

#[test]
fn what_the_rules_made_is_never_accused() {
    let catalog = Arc::new(builtin());
    let lines: Vec<&[u8]> = HELD.lines().map(str::as_bytes).collect();
    let ledger = check(SAMPLE, &lines, &catalog).unwrap();
    assert_eq!(ledger.unruled(&|_| false, &mut |_| true), Some(Vec::new()));
    // What earlier versions wrote.
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    for version in std::fs::read_dir(formats).unwrap() {
        for name in ["bundle.yishi", "backup.yishi"] {
            let home = Home::new();
            let file = version.as_ref().unwrap().path().join(name);
            home.ok(&["restore".as_ref(), file.as_os_str()]);
        }
    }
    // As the same file, made by hand.
    let home = Home::new();
    let file = home.file("a.yishi", sealed(&HELD));
    home.ok(&["import".as_ref(), file.as_os_str()]);
    home.ok(&["exec", SAMPLE, "--", "note \"会后补记\""]);
    home.ok(&["verify"]);
}
