//! A document as plain text: one paragraph a line, lines not wrapped.

use crate::document::model::{Block, Cell, Colophon, Document, Field, Run, Table};
use crate::i18n::{Lang, terms};

/// The document as one text, ending in a line break.
pub(crate) fn write(doc: &Document) -> String {
    let parts = [top(doc), blocks(&doc.blocks, doc.lang), foot(doc)];
    paragraphs(parts.into()) + "\n"
}

/// The head and the title.
pub(crate) fn top(doc: &Document) -> String {
    let mut parts = Vec::new();
    parts.extend(doc.form.draft.as_deref().map(flat));
    if let Some(head) = &doc.form.masthead {
        parts.push(flat(&head.name));
        parts.push(lines(&[&head.number, &head.unit, &head.date]));
    }
    parts.push(flat(&doc.title));
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
        let copies = colophon.copies.iter().map(|field| labelled(doc.lang, field));
        parts.extend(copies.chain([flat(&issue(doc.lang, colophon))]));
    }
    parts.extend(doc.form.fingerprint.as_deref().map(flat));
    paragraphs(parts)
}

fn paragraphs(mut parts: Vec<String>) -> String {
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn written(block: &Block, lang: Lang) -> String {
    let lines: Vec<String> = match block {
        Block::Fields(fields) | Block::Hanging(fields) => {
            fields.iter().map(|field| labelled(lang, field)).collect()
        }
        Block::Grid(rows) => {
            let fields = rows.iter().flat_map(|row| &row.fields);
            fields.map(|field| labelled(lang, field)).collect()
        }
        Block::Title(text)
        | Block::Subtitle(text)
        | Block::Addressee(text)
        | Block::Heading { text, .. } => vec![flat(text)],
        Block::Closing { unit, date } => vec![lines(&[unit, date])],
        Block::Paragraph(text) => vec![runs(text)],
        Block::List { ordered, items } => items
            .iter()
            .enumerate()
            .map(|(i, item)| {
                let mark = if *ordered { format!("{}.", i + 1) } else { "-".to_owned() };
                format!("  {mark} {}", runs(item))
            })
            .collect(),
        Block::Table(table) => rows(table, lang),
        Block::Signatures(lines) => lines
            .iter()
            .map(|line| {
                let signed =
                    if line.signed.is_empty() { "_".repeat(16) } else { flat(&line.signed) };
                flat(&line.label) + &terms::colon(lang, &signed)
            })
            .collect(),
        Block::Cut(label) => vec![format!("-------- {} --------", flat(label))],
        Block::Card { name, under } => vec![lines(&[name, under])],
        // A form feed, which printers take as the end of a page.
        Block::PageBreak => vec!["\u{c}".to_owned()],
    };
    lines.join("\n")
}

fn labelled(lang: Lang, field: &Field) -> String {
    flat(&field.label) + &terms::colon(lang, &runs(&field.value))
}

/// The texts that there are, a line each.
fn lines(texts: &[&str]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty());
    texts.map(|text| flat(text)).collect::<Vec<_>>().join("\n")
}

/// Who sends the paper out and when, on one line.
pub(super) fn issue(lang: Lang, colophon: &Colophon) -> String {
    terms::clauses(lang, &[colophon.issuer.clone(), colophon.issued.clone()])
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| flat(&run.text)).collect()
}

/// A table has no widths here: each row is a line of labelled values, so that it can be read out.
fn rows(table: &Table, lang: Lang) -> Vec<String> {
    let row = |cells: &Vec<Cell>| {
        let pairs = table.header.iter().zip(cells).filter(|(_, cell)| !cell.text.is_empty());
        let pairs: Vec<String> = pairs
            .map(|(head, cell)| format!("{} {}", flat(&head.text), flat(&cell.text)))
            .collect();
        format!("  {}", terms::sentences(lang, &pairs))
    };
    table.rows.iter().map(row).collect()
}

/// A text on one line: what somebody typed must not look like a line of the document.
pub(super) fn flat(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::papers::minutes;
    use crate::domain::tests::huaishuwan;

    #[test]
    fn the_sample_minutes_read_as_text() {
        let doc = minutes(&huaishuwan::held().ledger, Lang::Zh).expect("planned");
        let text = write(&doc);
        let lines: Vec<&str> = text.lines().collect();
        for want in [
            "槐树湾农贸市场周边停车秩序整治协商议事会会议记录",
            "时间：2026年11月27日 14:30至16:50",
            "二、会议经过",
            "16:50 散会。始终未到的记为缺席：和文华。",
            "  方案 一；方式 举手表决；参加表决 14；回避 0；同意 12；反对 1；弃权 1；无效票 0；未投 0；同意率 85.7%；结果 达成共识",
            "记录人（周雨桐）：________________",
        ] {
            assert!(lines.contains(&want), "missing: {want}\n{text}");
        }
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }

    #[test]
    fn a_line_break_in_a_text_makes_no_line_of_the_document() {
        let mut doc = Document::new(Lang::En, "T");
        doc.paragraph("one\r\n16:50 The meeting adjourned.");
        assert_eq!(write(&doc), "T\n\none 16:50 The meeting adjourned.\n");
    }
}
