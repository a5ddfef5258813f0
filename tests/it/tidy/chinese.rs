//! Chinese text in code stands in the messages and in data, nowhere else.
//!
//! Owns the list of places. Comments and documentation may be in Chinese anywhere.

use super::source::Source;

/// Files and folders (`src/x` stands for `src/x.rs` and `src/x/`) whose code holds Chinese, each
/// with its reason.
const ALLOWED: &[(&str, &str)] = &[
    ("src/i18n", "the messages"),
    ("src/domain/names", "surnames and their readings"),
    ("src/domain/person", "the names of the four groups, which are data of every roster"),
    ("src/inputs", "the columns and values of rosters and plans as offices write them"),
    ("src/script", "full-width punctuation that is read as its ASCII form"),
    ("src/document/mask", "the words by which addresses are found"),
    ("src/export/csv", "the full-width forms of what begins a formula"),
    ("src/export/settings", "the names of typefaces as systems know them"),
    ("src/export/pdf", "characters that a typeface is asked for"),
    ("src/store/site", "the names of the folders that services copy"),
    ("src/text", "the punctuation that rules of line breaking are about"),
];

/// No literal holds Chinese outside the places of the list.
pub(super) fn stands_in_the_messages(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !is_allowed(&source.path)) {
        for literal in source.literals() {
            let text = literal.to_string();
            if is_chinese(&text) {
                let problem = format!("{text} is Chinese text in code; it belongs to `i18n`");
                findings.push(source.at(literal.span().start().line, &problem));
            }
        }
    }
    findings
}

fn is_allowed(path: &str) -> bool {
    ALLOWED.iter().any(|(place, _)| {
        let rest = path.strip_prefix(place);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    })
}

/// Whether a literal as written holds a Chinese character or full-width punctuation, plainly or
/// as an escape.
fn is_chinese(literal: &str) -> bool {
    let escapes = literal.split("\\u{").skip(1);
    let escaped = escapes.filter_map(|rest| {
        let (code, _) = rest.split_once('}')?;
        char::from_u32(u32::from_str_radix(&code.replace('_', ""), 16).ok()?)
    });
    literal.chars().chain(escaped).any(|c| {
        matches!(c,
            '\u{3001}'..='\u{303f}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        stands_in_the_messages(&[Source::new(path, text)])
    }

    #[test]
    fn chinese_in_code_is_found_with_its_line() {
        assert_eq!(
            found("src/tui/draw.rs", "//! x\nfn f() {\n    t(\"签到\");\n}"),
            ["src/tui/draw.rs:3: \"签到\" is Chinese text in code; it belongs to `i18n`"]
        );
        for text in [
            "const A: &str = r#\"还差2票\"#;",
            "const A: char = '，';",
            "const A: &str = \"\\u{8bae}\";",
            "fn f() { format!(\"{}：\", x) }",
            "#[error(\"错\")] struct S;",
        ] {
            assert_eq!(found("src/textual.rs", text).len(), 1, "{text}");
        }
    }

    #[test]
    fn comments_tests_and_the_places_of_the_list_pass() {
        let text = "//! 议事\n/// 签到\nfn f() { /* 表决 */ g(\"─ • …\"); } // 完\n\
                    #[cfg(test)] mod tests { fn t() { \"王强\"; } }";
        assert_eq!(found("src/tui/draw.rs", text), [""; 0]);
        for path in ["src/i18n.rs", "src/i18n/zh.rs", "src/domain/names.rs", "src/text/breaks.rs"] {
            assert_eq!(found(path, "const A: &str = \"议\";"), [""; 0], "{path}");
        }
    }
}
