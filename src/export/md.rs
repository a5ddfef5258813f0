//! A document as Markdown (`CommonMark` with tables). Every text is escaped, so that what somebody
//! said can never become a heading, a link or HTML.

use super::txt::issue;
use crate::document::model::{Block, Cell, Document, Field, Look, Run, Table};
use crate::i18n::{Lang, terms};

/// The document as one text, ending in a line break.
pub(crate) fn write(doc: &Document) -> String {
    paragraphs(vec![top(doc), blocks(&doc.blocks, doc.lang), foot(doc)]) + "\n"
}

/// The head and the title.
pub(crate) fn top(doc: &Document) -> String {
    let mut parts = Vec::new();
    parts.extend(doc.form.draft.as_ref().map(|word| format!("**{}**", escape(word))));
    if let Some(head) = &doc.form.masthead {
        parts.push(format!("**{}**", escape(&head.name)));
        parts.push(lines(&[&head.number, &head.unit, &head.date]));
    }
    parts.extend((!doc.title.is_empty()).then(|| format!("# {}", escape(&doc.title))));
    paragraphs(parts)
}

/// Blocks one after another.
pub(crate) fn blocks(blocks: &[Block], lang: Lang) -> String {
    paragraphs(blocks.iter().map(|block| written(block, lang)).collect())
}

/// What stands beneath the text.
pub(crate) fn foot(doc: &Document) -> String {
    let mut parts = Vec::new();
    if let Some(colophon) = &doc.form.colophon {
        parts.push("---".to_owned());
        parts.push(labelled(doc.lang, &colophon.copies));
        parts.push(escape(&issue(doc.lang, colophon)));
    }
    if let Some(print) = &doc.form.fingerprint {
        parts.push(runs(&[Run::remark(print)]));
    }
    paragraphs(parts)
}

fn paragraphs(mut parts: Vec<String>) -> String {
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The texts that there are, a line each.
fn lines(texts: &[&str]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty());
    texts.map(|text| escape(text)).collect::<Vec<_>>().join("  \n")
}

fn written(block: &Block, lang: Lang) -> String {
    match block {
        Block::Title(text) => format!("# {}", escape(text)),
        Block::Subtitle(text) | Block::Addressee(text) => escape(text),
        Block::Fields(fields) | Block::Hanging(fields) => labelled(lang, fields),
        Block::Grid(rows) => labelled(lang, rows.iter().flat_map(|row| &row.fields)),
        Block::Closing { unit, date } => lines(&[unit, date]),
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
                let signed =
                    if line.signed.is_empty() { "\\_".repeat(16) } else { escape(&line.signed) };
                format!("- {}{}", escape(&line.label), terms::colon(lang, &signed))
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Cut(_) | Block::PageBreak => "---".to_owned(),
        Block::Card { name, under } => lines(&[name, under]),
    }
}

fn labelled<'a>(lang: Lang, fields: impl IntoIterator<Item = &'a Field>) -> String {
    let line = |field: &Field| {
        let label = format!("**{}**", escape(&field.label));
        format!("- {label}{}", terms::colon(lang, &runs(&field.value)))
    };
    fields.into_iter().map(line).collect::<Vec<_>>().join("\n")
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
        table.rows.iter().all(|row| row.get(i).is_some_and(Cell::is_number)) && cells.count() > 0
    };
    let rule: Vec<&str> =
        (0..table.header.len()).map(|i| if number(i) { "---:" } else { "---" }).collect();
    let mut lines = vec![row(&table.header), format!("| {} |", rule.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// Escapes everything that Markdown could read as more than text. A line break becomes a hard one
/// that holds in tables as well.
pub(crate) fn escape(text: &str) -> String {
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
    use crate::document::model::{Colophon, GridRow, Masthead, SignatureLine};
    use crate::document::papers::minutes;
    use crate::domain::tests::huaishuwan;

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
        let row = vec![Cell::text("一|二"), Cell::number(Some(12))];
        doc.table(Table::new(["方案", "同意"].map(str::to_owned), vec![row]));
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
    fn an_official_paper_keeps_its_head_and_its_foot() {
        let mut doc = Document::new(Lang::Zh, "关于停车的纪要");
        doc.form.masthead = Some(Masthead {
            name: "协商议事会纪要".into(),
            number: "〔2026〕4号".into(),
            unit: "槐树湾社区".into(),
            date: "2026年11月27日".into(),
        });
        let copies = vec![Field::new("抄送", "街道办事处")];
        doc.form.colophon =
            Some(Colophon {
                copies, issuer: "居委会".into(), issued: "2026年12月1日印发".into()
            });
        doc.form.fingerprint = Some("记录指纹：ab12".into());
        doc.blocks.push(Block::Addressee("街道办事处：".into()));
        doc.blocks.push(Block::Hanging(vec![Field::new("出席", "段永祥")]));
        let fields = vec![Field::new("应到", "24"), Field::new("意见", "")];
        doc.blocks.push(Block::Grid(vec![GridRow { fields, room: 3 }]));
        doc.blocks.push(Block::Title("第二张".into()));
        doc.blocks.push(Block::Subtitle("（草稿）".into()));
        doc.blocks
            .push(Block::Closing { unit: "居委会".into(), date: "2026年12月1日".into() });
        assert_eq!(
            write(&doc),
            "**协商议事会纪要**\n\n〔2026〕4号  \n槐树湾社区  \n2026年11月27日\n\n\
             # 关于停车的纪要\n\n街道办事处：\n\n- **出席**：段永祥\n\n\
             - **应到**：24\n- **意见**\n\n# 第二张\n\n（草稿）\n\n\
             居委会  \n2026年12月1日\n\n---\n\n- **抄送**：街道办事处\n\n\
             居委会，2026年12月1日印发\n\n*记录指纹：ab12*\n"
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
