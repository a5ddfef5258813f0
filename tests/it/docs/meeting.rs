//! The README's own meeting: the steps of its table are taken in a terminal, each when the screen
//! names it, to the signed minutes.

use super::{Reader, page};
use crate::pty::Pty;

/// What the corner says, and the keys in the language of `keys::pieces`.
struct Step {
    prompt: String,
    keys: String,
}

/// The rows of the table: what stands between backquotes is a key, between “” text.
fn steps(text: &str) -> Vec<Step> {
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let prompt = cells.first()?.trim_start_matches("| ").trim_matches('`').to_owned();
        let keys = keys(cells.get(1)?);
        // Tables of commands and of other things have no keys in their second column.
        (!keys.is_empty()).then_some(Step { prompt, keys })
    })
    .collect()
}

fn keys(cell: &str) -> String {
    let mut keys = String::new();
    let mut rest = cell.trim();
    while let Some(first) = rest.chars().next() {
        let (end, typed) = match first {
            '`' => ('`', false),
            '“' => ('”', true),
            _ => return String::new(),
        };
        let quoted = rest.trim_start_matches(first);
        let Some((word, after)) = quoted.split_once(end) else { return String::new() };
        if typed {
            keys.push_str(word);
        } else {
            keys.push_str(match word {
                "空格" => "<Space>",
                "回车" => "<Enter>",
                "Tab" => "<Tab>",
                "F2" => "<F2>",
                "Ctrl-E" => "<C-e>",
                digit if digit.len() == 1 => digit,
                _ => return String::new(),
            });
        }
        rest = after.trim_start();
    }
    keys
}

/// Takes the steps of a page in a running session.
pub(super) fn hold(pty: &Pty, text: &str) {
    let steps = steps(text);
    assert!(steps.len() > 15, "the table of the meeting has its steps");
    for step in &steps {
        pty.wait_text(&format!("空格 {}", step.prompt));
        pty.send(&step.keys);
    }
    pty.wait_text("已散会");
}

#[test]
fn the_readme_leads_from_new_to_signed_minutes() {
    let reader = Reader::new();
    // The walk is on another day than planned, and is asked about that.
    let today = yishi::app::clock::today().to_string();
    let text = page("README.md").replace(&today, "2026-12-04");
    reader.follow("README.md", &text);
    let minutes = reader.shell("yishi export CD-2026-01 minutes --format md -o -").unwrap();
    for part in ["刘阿姨", "赞成，晚上断电就放心", "达成共识", "散会", "陈主任"]
    {
        assert!(minutes.contains(part), "{part} in\n{minutes}");
    }
    let state: serde_json::Value =
        serde_json::from_str(&reader.shell("yishi show CD-2026-01 --json").unwrap()).unwrap();
    assert_eq!(state["phase"], "adjourned");
    let signatures = state["signatures"].as_array().map(Vec::len);
    assert_eq!(signatures, Some(3), "chair, recorder and one of those who attended");
}

#[test]
fn a_row_of_the_table_is_keys_and_text() {
    let text = "| a | b | |\n| --- | --- | --- |\n| `签到` | `空格` “刘” `F2` | x |\n| `yishi` | 列表 · y |\n";
    let steps = steps(text);
    assert_eq!(steps.len(), 1);
    assert_eq!((steps[0].prompt.as_str(), steps[0].keys.as_str()), ("签到", "<Space>刘<F2>"));
}
