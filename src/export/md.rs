//! A document as Markdown (`CommonMark` with tables). Every text is escaped, so that what somebody
//! said can never become a heading, a link or HTML.

use crate::document::model::{Block, Cell, Document, Look, Run, Table};
use crate::i18n::terms;

/// The document as one text, ending in a line break.
pub fn write(doc: &Document) -> String {
    let mut parts = vec![format!("# {}", escape(&doc.title))];
    for block in &doc.blocks {
        parts.push(match block {
            Block::Fields(fields) => {
                let lines = fields.iter().map(|field| {
                    let label = format!("**{}**", escape(&field.label));
                    format!("- {label}{}", terms::colon(doc.lang, &runs(&field.value)))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 5) + 1);
                format!("{marks} {}", escape(text))
            }
            Block::Paragraph(text) => runs(text),
            Block::List { ordered, items } => {
                let lines = items.iter().enumerate().map(|(i, item)| {
                    let mark = if *ordered { format!("{}.", i + 1) } else { "-".to_owned() };
                    format!("{mark} {}", runs(item))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::Table(table) => write_table(table),
            Block::Signatures(lines) => {
                let lines = lines.iter().map(|line| {
                    let signed = if line.signed.is_empty() {
                        "\\_".repeat(16)
                    } else {
                        escape(&line.signed)
                    };
                    format!("- {}{}", escape(&line.label), terms::colon(doc.lang, &signed))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::PageBreak => "---".to_owned(),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// The text of a block. Emphasis holds only where its marks touch a space, punctuation or the edge,
/// so a space is put in where a word would touch them.
fn runs(runs: &[Run]) -> String {
    let touches = |c: char| c.is_alphanumeric();
    let mut text = String::new();
    let mut closed = false;
    for run in runs {
        let escaped = escape(&run.text);
        let mark = match run.look {
            Look::Plain => "",
            Look::Strong => "**",
            Look::Remark => "*",
        };
        let inner = escaped.trim();
        if mark.is_empty() || inner.is_empty() {
            if closed && escaped.starts_with(touches) {
                text.push(' ');
            }
            text.push_str(&escaped);
            closed &= escaped.is_empty();
            continue;
        }
        if closed || text.ends_with(touches) {
            text.push(' ');
        }
        text.push_str(mark);
        text.push_str(inner);
        text.push_str(mark);
        closed = true;
    }
    // Four spaces at the beginning would make it code.
    text.trim().to_owned()
}

fn write_table(table: &Table) -> String {
    let row = |cells: &[Cell]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape(&cell.text)).collect();
        format!("| {} |", cells.join(" | "))
    };
    // A column is to the right where its cells are numbers.
    let number = |i: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(i));
        table.rows.iter().all(|row| row.get(i).is_some_and(|c| c.number)) && cells.count() > 0
    };
    let rule: Vec<&str> =
        (0..table.header.len()).map(|i| if number(i) { "---:" } else { "---" }).collect();
    let mut lines = vec![row(&table.header), format!("| {} |", rule.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// Escapes everything that Markdown could read as more than text. A line break becomes a hard one
/// that holds in tables as well.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            escaped.push_str("<br>");
        }
        // Digits with a dot, or a sign, begin a list at the start of a line.
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let digits = line.chars().skip(indent).take_while(char::is_ascii_digit).count();
        let mut after = line.chars().skip(indent + digits);
        let lists = digits > 0
            && matches!(after.next(), Some('.' | ')'))
            && after.next().is_none_or(char::is_whitespace);
        for (place, c) in line.chars().enumerate() {
            let marks = matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' | '$'
            );
            let begins = place == indent && matches!(c, '-' | '+' | '=' | ':');
            if marks || begins || (lists && place == indent + digits) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::minutes::minutes;
    use crate::document::model::{Field, SignatureLine};
    use crate::domain::tests::huaishuwan;
    use crate::i18n::Lang;

    #[test]
    fn text_can_never_become_markup() {
        for (text, want) in [
            ("# 标题", "\\# 标题"),
            ("*重要* _下_ `码`", "\\*重要\\* \\_下\\_ \\`码\\`"),
            ("[链接](http://x)", "\\[链接\\](http://x)"),
            ("<script>", "\\<script\\>"),
            ("a|b", "a\\|b"),
            ("1. 第一", "1\\. 第一"),
            ("  2) 第二", "  2\\) 第二"),
            ("85.7%", "85.7%"),
            ("- 一", "\\- 一"),
            ("--- ", "\\--- "),
            ("&lt;", "\\&lt;"),
            ("两行\n- 二", "两行<br>\\- 二"),
            ("2026-11-27 14:30", "2026-11-27 14:30"),
            ("反斜杠\\", "反斜杠\\\\"),
        ] {
            assert_eq!(escape(text), want);
        }
    }

    #[test]
    fn every_block_has_its_form() {
        let mut doc = Document::new(Lang::Zh, "标题");
        let value = vec![Run::plain("二楼")];
        doc.blocks.push(Block::Fields(vec![Field { label: "地点".into(), value }]));
        doc.heading(1, "一、经过");
        doc.blocks.push(Block::Paragraph(vec![
            Run::strong("14:30"),
            Run::plain(" 开会。"),
            Run::remark("（已更正）"),
        ]));
        doc.list(["甲".to_owned(), "乙".to_owned()]);
        doc.table(Table {
            header: vec![Cell::text("方案"), Cell::text("同意")],
            rows: vec![vec![Cell::text("一|二"), Cell::number(Some(12))]],
        });
        let line = |signed: &str| SignatureLine { label: "代表".into(), signed: signed.into() };
        doc.blocks.push(Block::Signatures(vec![line(""), line("王强")]));
        doc.blocks.push(Block::PageBreak);
        let blank = "\\_".repeat(16);
        assert_eq!(
            write(&doc),
            format!(
                "# 标题\n\n- **地点**：二楼\n\n## 一、经过\n\n**14:30** 开会。*（已更正）*\n\n\
                 - 甲\n- 乙\n\n| 方案 | 同意 |\n| --- | ---: |\n| 一\\|二 | 12 |\n\n\
                 - 代表：{blank}\n- 代表：王强\n\n---\n"
            )
        );
    }

    #[test]
    fn emphasis_never_touches_a_word() {
        let text = |parts: &[Run]| runs(parts);
        assert_eq!(text(&[Run::plain("灯坏了"), Run::remark("（已更正）")]), "灯坏了 *（已更正）*");
        assert_eq!(text(&[Run::strong("“甲”"), Run::plain("：乙")]), "**“甲”**：乙");
        assert_eq!(text(&[Run::strong("（甲）"), Run::plain("乙")]), "**（甲）** 乙");
        assert_eq!(text(&[Run::strong(" 甲 "), Run::remark("乙")]), "**甲** *乙*");
        assert_eq!(text(&[Run::plain("    代码")]), "代码");
        assert_eq!(text(&[Run::strong(""), Run::plain("甲")]), "甲");
    }

    #[test]
    fn the_sample_minutes_are_whole_and_the_same_every_time() {
        let given = huaishuwan::held();
        let doc = minutes(&given.ledger, Lang::Zh).expect("planned");
        let text = write(&doc);
        assert_eq!(text, write(&minutes(&huaishuwan::held().ledger, Lang::Zh).expect("planned")));
        for want in ["## 二、会议经过", "### 14:40 进入议程第3项", "| 85.7% | 达成共识 |", "散会。"]
        {
            assert!(text.contains(want), "missing {want}");
        }
    }
}
