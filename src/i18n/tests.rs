//! What holds for every message of every table.

use super::*;

type Table = &'static [(&'static str, &'static [&'static str], &'static str, &'static str)];

/// Every file with messages, and its table.
const TABLES: &[(&str, Table)] = &[
    ("archive.rs", archive::ALL),
    ("attach.rs", attach::ALL),
    ("cli.rs", cli::ALL),
    ("courier.rs", courier::ALL),
    ("doctor.rs", doctor::ALL),
    ("explain.rs", explain::ALL),
    ("figures.rs", figures::ALL),
    ("inputs.rs", inputs::ALL),
    ("io.rs", io::ALL),
    ("line.rs", line::ALL),
    ("onward.rs", onward::ALL),
    ("overview.rs", overview::ALL),
    ("paper.rs", paper::ALL),
    ("plain.rs", plain::ALL),
    ("quantities.rs", quantities::ALL),
    ("quorum.rs", quorum::ALL),
    ("refusal/words.rs", refusal::words::ALL),
    ("roster.rs", super::roster::ALL),
    ("script.rs", script::ALL),
    ("sheet.rs", sheet::ALL),
    ("shelf.rs", shelf::ALL),
    ("site.rs", super::site::ALL),
    ("store.rs", store::ALL),
    ("transfer.rs", transfer::ALL),
    ("ui.rs", ui::ALL),
    ("ui/acts.rs", ui::acts::ALL),
    ("ui/export.rs", ui::export::ALL),
    ("ui/form.rs", ui::form::ALL),
    ("ui/hall.rs", ui::hall::ALL),
    ("ui/minutes.rs", ui::minutes::ALL),
    ("ui/prepare.rs", ui::prepare::ALL),
    ("ui/roll.rs", ui::roll::ALL),
    ("ui/terminals.rs", ui::terminals::ALL),
    ("ui/vote.rs", ui::vote::ALL),
    ("usage.rs", usage::ALL),
];

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A file with messages that is not in the table above would not be checked.
#[test]
fn every_file_with_messages_is_checked() {
    fn collect(folder: &std::path::Path, root: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, found);
            } else if std::fs::read_to_string(&path).unwrap().lines().any(|l| l == "messages! {") {
                let name = path.strip_prefix(root).unwrap();
                found.push(name.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found.sort();
    let listed: Vec<&str> = TABLES.iter().map(|(file, _)| *file).collect();
    assert_eq!(found, listed);
}

/// That both languages have every message is the macro's: it does not compile with one of them.
#[test]
fn both_languages_use_every_argument_of_every_message() {
    let mut wrong = Vec::new();
    for (file, table) in TABLES {
        for (name, arguments, zh, en) in *table {
            for argument in *arguments {
                let used = format!("{{{argument}}}");
                for text in [zh, en] {
                    if !text.contains(&used) {
                        wrong.push(format!("{file} {name} leaves out {argument}: {text}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_language_is_written_in_its_own() {
    // The name of a column as offices write it, and a page number that ends in English with itself.
    let known = ["no_name_column_do", "page_after"];
    let mut wrong = Vec::new();
    for (file, table) in TABLES {
        for (name, _, zh, en) in table.iter().filter(|(name, ..)| !known.contains(name)) {
            if zh.is_empty() || en.is_empty() || en.chars().any(is_han) {
                wrong.push(format!("{file} {name}: {zh} | {en}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
