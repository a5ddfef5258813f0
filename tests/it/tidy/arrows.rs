//! Which module may name which: the arrows of the architecture point one way.
//!
//! Owns the two tables, of modules and of names from outside. A new module at the crate's root
//! gets its line here before it is used.

use super::source::{CodePath, Source};
use std::collections::BTreeSet;

/// The modules at the crate's root, each with those it may name besides itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    // How long and how many; names nothing.
    ("limits", &[]),
    ("domain", &["limits"]),
    ("text", &[]),
    // Faults on purpose: what has I/O may be made to fail by a test.
    ("fault", &[]),
    ("durable", &[]),
    ("tool", &[]),
    ("leftover", &["tool"]),
    ("inputs", &["limits", "domain", "text"]),
    // Opaque records: the store knows no meeting.
    ("store", &["limits", "durable", "tool"]),
    // The messages speak of the meeting, and word the faults of files and of the disk, which know no
    // language themselves.
    ("i18n", &["limits", "domain", "inputs", "store"]),
    ("script", &["domain", "text", "i18n"]),
    ("document", &["domain", "text", "i18n"]),
    ("export", &["domain", "text", "durable", "leftover", "i18n", "document"]),
    ("session", &["limits", "domain", "text", "fault", "i18n", "document", "store"]),
    // What is drawn comes from a ledger, never from the store or the session.
    ("tui", &["domain", "text", "i18n", "inputs", "document", "export"]),
    ("archive", &["domain", "i18n", "document", "session"]),
    (
        "app",
        &[
            "domain", "text", "fault", "i18n", "script", "inputs", "document", "store", "export",
            "session", "tui",
        ],
    ),
    // A command may open the screen, so it also names the app.
    (
        "cli",
        &[
            "domain", "text", "fault", "leftover", "i18n", "script", "inputs", "document", "store",
            "export", "session", "archive", "tui", "app", "tool",
        ],
    ),
];

/// Macros that `#[macro_export]` puts at the crate's root, with the module that owns each.
const ROOT_MACROS: &[(&str, &str)] = &[];

/// The files that put the crate together and may name all of it.
const ROOTS: [&str; 3] = ["src/lib.rs", "src/main.rs", "src/bin/yishi-archive.rs"];

/// What has no place in a module that only reckons: the clock, I/O, tasks and the terminal.
const IMPURE: &[&[&str]] = &[
    &["chrono", "Utc", "now"],
    &["chrono", "Local"],
    &["clap"],
    &["crossterm"],
    &["futures_util"],
    &["ratatui"],
    &["rustix"],
    &["sled"],
    &["std", "env"],
    &["std", "fs"],
    &["std", "io"],
    &["std", "net"],
    &["std", "os"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["tokio"],
];

/// Modules that only reckon.
const PURE: [&str; 3] = ["domain", "text", "document"];

/// Names that belong to the modules beside them.
const BELONGS: &[(&str, &[&str])] = &[
    ("ratatui", &["tui"]),
    ("crossterm", &["tui", "app"]),
    ("sled", &["store"]),
    ("tokio_postgres", &["archive"]),
];

/// A module names only those that its line in the table allows.
pub(super) fn point_one_way(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !ROOTS.contains(&source.path.as_str())) {
        let own = source.module();
        let Some((_, allowed)) = MAY_NAME.iter().find(|(module, _)| *module == own) else {
            let problem = format!("the module `{own}` has no line in the table of arrows");
            findings.push(source.at(1, &problem));
            continue;
        };
        for path in source.paths() {
            let Some(named) = named_from_root(source, &path) else {
                continue;
            };
            if named == own || allowed.contains(&named) {
                continue;
            }
            let problem = if MAY_NAME.iter().any(|(module, _)| *module == named) {
                format!("`{own}` must not name `{named}` (`{path}`): arrows point one way")
            } else {
                format!("`{path}` is no module of the table of arrows; name things by their module")
            };
            findings.push(source.at(path.line, &problem));
        }
    }
    findings
}

/// What the table allows is used: an arrow that nothing goes along would let one in unseen.
pub(super) fn are_used(sources: &[Source]) -> Vec<String> {
    unused(sources, MAY_NAME)
}

fn unused(sources: &[Source], table: &[(&str, &[&str])]) -> Vec<String> {
    let mut used = BTreeSet::new();
    for source in sources.iter().filter(|source| !ROOTS.contains(&source.path.as_str())) {
        for path in source.paths() {
            if let Some(named) = named_from_root(source, &path) {
                used.insert((source.module().to_owned(), named.to_owned()));
            }
        }
    }
    let mut findings = Vec::new();
    for (module, allowed) in table {
        for named in *allowed {
            if !used.contains(&((*module).to_owned(), (*named).to_owned())) {
                findings.push(format!("`{module}` may name `{named}` and does not: take it out"));
            }
        }
    }
    findings
}

/// The module at the crate's root that a path reaches by `crate` or by enough `super`.
fn named_from_root<'p>(source: &Source, path: &'p CodePath) -> Option<&'p str> {
    let climbed = path.parts.iter().take_while(|part| *part == "super").count();
    let to_root = source.folders().count() + path.depth;
    let from = if path.starts_with(&["crate"]) {
        1
    } else if climbed > 0 && climbed == to_root {
        climbed
    } else if path.starts_with(&["self", "super"]) && path.parts.len() > to_root {
        let climbed = path.parts[1..].iter().take_while(|part| *part == "super").count();
        (climbed == to_root).then_some(climbed + 1)?
    } else {
        return None;
    };
    let named = path.parts.get(from)?.as_str();
    let owner = ROOT_MACROS.iter().find(|(name, _)| path.is_macro && *name == named);
    Some(owner.map_or(named, |(_, module)| module))
}

/// Names from other crates stay in the modules they belong to.
pub(super) fn outside_names_stay(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !ROOTS.contains(&source.path.as_str())) {
        let own = source.module();
        for path in source.paths() {
            let impure = IMPURE.iter().any(|name| path.starts_with(name));
            let owners = BELONGS.iter().find(|(name, _)| path.starts_with(&[name]));
            if PURE.contains(&own) && impure {
                let problem = format!(
                    "`{own}` must not name `{path}`: it has no clock, I/O, tasks or terminal"
                );
                findings.push(source.at(path.line, &problem));
            } else if let Some((name, owners)) = owners
                && !owners.contains(&own)
            {
                let problem =
                    format!("`{own}` must not name `{path}`: `{name}` belongs to {owners:?}");
                findings.push(source.at(path.line, &problem));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrows(path: &str, text: &str) -> Vec<String> {
        point_one_way(&[Source::new(path, text)])
    }

    fn outside(path: &str, text: &str) -> Vec<String> {
        outside_names_stay(&[Source::new(path, text)])
    }

    #[test]
    fn an_arrow_against_the_way_is_found_with_its_line() {
        assert_eq!(
            arrows(
                "src/domain/vote.rs",
                "//! x\nuse crate::{\n    domain::roll,\n    i18n::t,\n};"
            ),
            ["src/domain/vote.rs:4: `domain` must not name `i18n` (`crate::i18n::t`): \
              arrows point one way"]
        );
        for (path, text) in [
            ("src/tui/draw.rs", "fn f() { crate::session::Session::open() }"),
            ("src/tui.rs", "use crate::store;"),
            ("src/store.rs", "use crate::document::Model;"),
            ("src/text/edit.rs", "pub(in crate::domain) struct S;"),
            ("src/inputs.rs", "use super::export;"),
            ("src/domain/vote/tally.rs", "mod a { use super::super::super::super::store::Log; }"),
            ("src/script.rs", "use self::super::app;"),
        ] {
            assert_eq!(arrows(path, text).len(), 1, "{path}: {text}");
        }
    }

    #[test]
    fn arrows_along_the_way_pass() {
        for (path, text) in [
            ("src/domain/vote.rs", "use super::roll; use super::super::domain::floor;"),
            ("src/domain/vote.rs", "mod tally { use super::super::roll; }"),
            ("src/domain/vote.rs", "#[cfg(test)] mod tests { use crate::script::read; }"),
            ("src/tui/draw.rs", "use crate::{domain::Meeting, i18n, text::width};"),
            ("src/cli/open.rs", "use crate::{app, store::Log, tui};"),
            ("src/main.rs", "use yishi::cli; fn f() { crate::anything() }"),
        ] {
            assert_eq!(arrows(path, text), [""; 0], "{path}: {text}");
        }
    }

    #[test]
    fn what_the_table_does_not_know_is_found() {
        assert_eq!(
            arrows("src/helpers.rs", "//! x"),
            ["src/helpers.rs:1: the module `helpers` has no line in the table of arrows"]
        );
        for text in ["use crate::Meeting;", "use crate::*;", "use crate::{self as all};"] {
            let found = arrows("src/text.rs", text);
            assert!(found.len() == 1 && found[0].contains("no module of the table"), "{found:?}");
        }
    }

    #[test]
    fn an_arrow_that_nothing_uses_is_found() {
        let sources = [Source::new("src/tui/draw.rs", "use crate::domain::Meeting;")];
        let table: [(&str, &[&str]); 1] = [("tui", &["domain", "script"])];
        assert_eq!(unused(&sources, &table), ["`tui` may name `script` and does not: take it out"]);
    }

    #[test]
    fn the_table_has_no_circle() {
        for (place, (module, allowed)) in MAY_NAME.iter().enumerate() {
            for named in *allowed {
                let before = MAY_NAME[..place].iter().any(|(earlier, _)| earlier == named);
                assert!(before, "`{module}` may name `{named}`, which does not stand before it");
            }
        }
    }

    #[test]
    fn an_impure_name_in_the_core_is_found() {
        assert_eq!(
            outside("src/domain/vote.rs", "//! x\nuse std::{fmt, fs::File};\n"),
            ["src/domain/vote.rs:2: `domain` must not name `std::fs::File`: \
              it has no clock, I/O, tasks or terminal"]
        );
        for text in [
            "fn f() { chrono::Utc::now() }",
            "use tokio::sync::mpsc;",
            "use ratatui::text::Line;",
            "fn f() { ::std::env::var(\"X\") }",
            "use std::io;",
        ] {
            assert_eq!(outside("src/domain.rs", text).len(), 1, "{text}");
        }
        assert_eq!(outside("src/domain.rs", "use std::fmt; use chrono::{DateTime, Utc};"), [""; 0]);
    }

    #[test]
    fn a_name_outside_its_module_is_found() {
        assert_eq!(
            outside("src/session/host.rs", "use sled::Db;"),
            ["src/session/host.rs:1: `session` must not name `sled::Db`: \
              `sled` belongs to [\"store\"]"]
        );
        assert_eq!(outside("src/export/html.rs", "use ratatui::style::Color;").len(), 1);
        assert_eq!(outside("src/tui/draw.rs", "use ratatui::style::Color;"), [""; 0]);
        assert_eq!(outside("src/app.rs", "use crossterm::event::EventStream;"), [""; 0]);
    }
}
