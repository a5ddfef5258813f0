//! The rules of the house that neither the compiler nor clippy holds, read off `src/`.
//!
//! Owns the rules and their named exceptions. Each rule is a function from sources to findings
//! (`file:line: what is wrong`), so that every rule is also tried on a sample that breaks it.

mod arrows;
mod chinese;
mod circles;
mod source;

use source::Source;

/// A file beyond this many lines holds more than one thought.
const LONGEST_FILE: usize = 600;

/// Files that may be longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// The only module that reads the clock.
const READS_THE_CLOCK: &str = "app";

fn modules_say_what_they_own(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| {
            source.at(1, "a module opens with `//!`: what it owns and what it must not do")
        })
        .collect()
}

fn files_are_short(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !LONG_FILES.iter().any(|(path, _)| *path == source.path))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            let problem = format!("{lines} lines, and {LONGEST_FILE} are the most: split it");
            (lines > LONGEST_FILE).then(|| source.at(lines, &problem))
        })
        .collect()
}

fn modules_are_named_files(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.path.ends_with("/mod.rs"))
        .map(|source| source.at(1, "`foo.rs` stands beside `foo/`; there is no `mod.rs`"))
        .collect()
}

fn only_the_app_reads_the_clock(sources: &[Source]) -> Vec<String> {
    const CLOCKS: [&[&str]; 3] = [&["Utc", "now"], &["Local", "now"], &["SystemTime", "now"]];
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.module() != READS_THE_CLOCK) {
        for path in source.paths() {
            if CLOCKS.iter().any(|clock| path.ends_with(clock)) {
                let problem = format!(
                    "`{path}` reads the clock; only `{READS_THE_CLOCK}` does, others are told the time"
                );
                findings.push(source.at(path.line, &problem));
            }
        }
    }
    findings
}

/// What hangs on the method of a vote is the domain's to answer: another method would not compile
/// there before every question is answered, and would be forgotten here.
fn only_the_domain_tells_methods_apart(sources: &[Source]) -> Vec<String> {
    const METHODS: [&str; 6] =
        ["Hands", "Recorded", "Secret", "Voice", "Acclamation", "NoObjection"];
    let mut findings = Vec::new();
    // Every method has its word, and that is all the words know of it.
    let elsewhere = |source: &&Source| !matches!(source.module(), "domain" | "i18n");
    for source in sources.iter().filter(elsewhere) {
        for path in source.paths() {
            if METHODS.iter().any(|method| path.ends_with(&["Method", method])) {
                let problem = format!("`{path}` tells methods of a vote apart; ask `domain::vote`");
                findings.push(source.at(path.line, &problem));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn hold(rule: fn(&[Source]) -> Vec<String>) {
        let sources = source::all();
        assert!(sources.iter().any(|source| source.path == "src/lib.rs"), "src/ was not found");
        let findings = rule(&sources);
        assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    }

    fn finding(rule: fn(&[Source]) -> Vec<String>, path: &str, text: &str) -> Vec<String> {
        rule(&[Source::new(path, text)])
    }

    #[test]
    fn every_module_says_what_it_owns() {
        hold(modules_say_what_they_own);
    }

    #[test]
    fn no_file_is_too_long() {
        hold(files_are_short);
    }

    #[test]
    fn no_module_is_called_mod() {
        hold(modules_are_named_files);
    }

    #[test]
    fn the_clock_is_read_in_one_place() {
        hold(only_the_app_reads_the_clock);
    }

    #[test]
    fn methods_of_votes_are_told_apart_in_the_domain() {
        hold(only_the_domain_tells_methods_apart);
    }

    #[test]
    fn a_method_told_apart_elsewhere_is_found() {
        let text = "//! x\nfn f(m: Method) -> bool {\n  m == vote::Method::Secret\n}\n";
        assert_eq!(
            finding(only_the_domain_tells_methods_apart, "src/tui/a.rs", text),
            [
                "src/tui/a.rs:3: `vote::Method::Secret` tells methods of a vote apart; ask `domain::vote`"
            ]
        );
        assert_eq!(finding(only_the_domain_tells_methods_apart, "src/domain/a.rs", text), [""; 0]);
    }

    #[test]
    fn one_oldest_rust_is_named() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let cargo = read("Cargo.toml");
        let oldest = cargo.lines().find_map(|line| line.strip_prefix("rust-version = \""));
        let oldest = oldest.unwrap().trim_end_matches('"').to_owned();
        let readme = read("README.md");
        for said in [format!("需要 Rust {oldest} "), format!("Rust {oldest} or newer")] {
            assert!(readme.contains(&said), "README.md does not say {said:?}");
        }
    }

    #[test]
    fn imports_point_one_way() {
        hold(arrows::point_one_way);
    }

    #[test]
    fn every_arrow_allowed_is_used() {
        hold(arrows::are_used);
    }

    #[test]
    fn files_stand_in_no_circle_but_the_known_ones() {
        hold(circles::are_known);
    }

    #[test]
    fn outside_names_stay_where_they_belong() {
        hold(arrows::outside_names_stay);
    }

    #[test]
    fn chinese_text_stands_in_the_messages() {
        hold(chinese::stands_in_the_messages);
    }

    #[test]
    fn a_module_without_a_word_is_found() {
        assert_eq!(
            finding(modules_say_what_they_own, "src/tui/draw.rs", "use std::fmt;\n"),
            ["src/tui/draw.rs:1: a module opens with `//!`: what it owns and what it must not do"]
        );
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(finding(files_are_short, "src/a.rs", &"//! x\n".repeat(600)), [""; 0]);
        assert_eq!(
            finding(files_are_short, "src/a.rs", &"//! x\n".repeat(601)),
            ["src/a.rs:601: 601 lines, and 600 are the most: split it"]
        );
    }

    #[test]
    fn a_file_called_mod_is_found() {
        assert_eq!(
            finding(modules_are_named_files, "src/tui/mod.rs", "//! x\n"),
            ["src/tui/mod.rs:1: `foo.rs` stands beside `foo/`; there is no `mod.rs`"]
        );
    }

    #[test]
    fn a_clock_read_elsewhere_is_found_and_not_in_the_app_or_a_test() {
        let text = "//! x\nfn f() {\n  chrono::Utc::now();\n  std::time::SystemTime::now();\n}\n\
                    #[cfg(test)]\nmod tests { fn g() { Utc::now(); } }\n";
        assert_eq!(
            finding(only_the_app_reads_the_clock, "src/cli/open.rs", text),
            [
                "src/cli/open.rs:3: `chrono::Utc::now` reads the clock; only `app` does, \
                 others are told the time",
                "src/cli/open.rs:4: `std::time::SystemTime::now` reads the clock; only `app` does, \
                 others are told the time",
            ]
        );
        assert_eq!(finding(only_the_app_reads_the_clock, "src/app/clock.rs", text), [""; 0]);
    }
}
