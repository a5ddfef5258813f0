//! A document as one HTML file that needs nothing else: read on a phone, printed on A4. Every text is
//! escaped.

use crate::document::model::{Block, Cell, Document, Field, Look, Pages, Run, Sheet, Table};
use crate::i18n::{Lang, paper, terms};
use minijinja::HtmlEscape;
use std::fmt::Write as _;

/// The document as one file, ending in a line break.
pub(crate) fn write(doc: &Document) -> String {
    let mut out = head(doc);
    out.push_str("<body>\n<article>\n");
    out.push_str(&top(doc));
    out.push_str(&blocks(&doc.blocks, doc.lang));
    out.push_str(&foot(doc));
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

/// Everything before the body: language, title, the whole look.
pub(crate) fn head(doc: &Document) -> String {
    let lang = match doc.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = HtmlEscape(&doc.title);
    let (style, page) = (include_str!("html/style.css"), page(doc));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{style}{page}</style>\n</head>\n"
    )
}

/// The sheet and its numbers, for the printer.
fn page(doc: &Document) -> String {
    let size = match doc.form.sheet {
        Sheet::Portrait => "size: A4 portrait; margin: 37mm 26mm 35mm 28mm;",
        Sheet::Landscape => "size: A4 landscape; margin: 28mm 20mm 24mm 20mm;",
    };
    let number = |place: &str, content: &str| format!("@bottom-{place} {{ content: {content}; }}");
    match doc.form.pages {
        Pages::None => format!("@page {{ {size} }}\n"),
        Pages::OfTotal => {
            let of = paper::page_of(doc.lang, "\" counter(page) \"", "\" counter(pages) \"");
            format!("@page {{ {size} {} }}\n", number("center", &format!("\"{of}\"")))
        }
        Pages::Dashed => {
            let dashed = "\"\u{2014} \" counter(page) \" \u{2014}\"";
            let (right, left) = (number("right", dashed), number("left", dashed));
            format!("@page {{ {size} }}\n@page :right {{ {right} }}\n@page :left {{ {left} }}\n")
        }
    }
}

/// The red head and the title.
pub(crate) fn top(doc: &Document) -> String {
    let mut out = String::new();
    if let Some(word) = &doc.form.draft {
        let _ = writeln!(out, "<div class=\"draft\">{}</div>", HtmlEscape(word));
    }
    if let Some(head) = &doc.form.masthead {
        let _ = write!(out, "<header><p class=\"masthead\">{}</p>", HtmlEscape(&head.name));
        if !head.number.is_empty() {
            let _ = write!(out, "<p class=\"number\">{}</p>", HtmlEscape(&head.number));
        }
        let _ = writeln!(
            out,
            "<p class=\"issue\"><span>{}</span><span>{}</span></p></header>",
            HtmlEscape(&head.unit),
            HtmlEscape(&head.date)
        );
    }
    if !doc.title.is_empty() {
        let _ = writeln!(out, "<h1>{}</h1>", HtmlEscape(&doc.title));
    }
    out
}

/// What stands beneath the text: copies and issue, and the record it was made from.
pub(crate) fn foot(doc: &Document) -> String {
    let mut out = String::new();
    if let Some(colophon) = &doc.form.colophon {
        out.push_str("<footer class=\"colophon\">\n");
        for field in &colophon.copies {
            let _ = writeln!(out, "<p>{}</p>", labelled(field, doc.lang, ""));
        }
        let _ = writeln!(
            out,
            "<p class=\"issue\"><span>{}</span><span>{}</span></p>\n</footer>",
            HtmlEscape(&colophon.issuer),
            HtmlEscape(&colophon.issued)
        );
    }
    if let Some(print) = &doc.form.fingerprint {
        let _ = writeln!(out, "<p class=\"fingerprint\">{}</p>", HtmlEscape(print));
    }
    out
}

/// Blocks one after another.
pub(crate) fn blocks(blocks: &[Block], lang: Lang) -> String {
    let mut out = String::new();
    for block in blocks {
        write_block(&mut out, block, lang);
    }
    out
}

fn write_block(out: &mut String, block: &Block, lang: Lang) {
    // Writing to a string cannot fail.
    let _ = match block {
        Block::Title(text) => writeln!(out, "<h1>{}</h1>", HtmlEscape(text)),
        Block::Subtitle(text) => writeln!(out, "<p class=\"subtitle\">{}</p>", HtmlEscape(text)),
        Block::Addressee(text) => writeln!(out, "<p class=\"to\">{}</p>", HtmlEscape(text)),
        Block::Heading { level, text } => {
            let level = level.saturating_add(1).clamp(2, 6);
            writeln!(out, "<h{level}>{}</h{level}>", HtmlEscape(text))
        }
        Block::Paragraph(text) => writeln!(out, "<p>{}</p>", runs(text)),
        Block::Fields(fields) => fields
            .iter()
            .try_for_each(|f| writeln!(out, "<p class=\"field\">{}</p>", labelled(f, lang, ""))),
        Block::Hanging(fields) => fields.iter().try_for_each(|f| {
            writeln!(out, "<p class=\"hanging\">{}</p>", labelled(f, lang, "black"))
        }),
        Block::Grid(rows) => {
            out.push_str("<table class=\"grid\">\n");
            for row in rows {
                let room = row.room.max(1);
                let _ = write!(out, "<tr class=\"room{}\">", room.min(4));
                for (i, field) in row.fields.iter().enumerate() {
                    // A lone value runs on to the edge.
                    let last = i + 1 == row.fields.len();
                    let span = if last { 4_usize.saturating_sub(2 * i + 1).max(1) } else { 1 };
                    let (label, value) = (HtmlEscape(&field.label), runs(&field.value));
                    let _ = write!(out, "<th>{label}</th><td colspan=\"{span}\">{value}</td>");
                }
                out.push_str("</tr>\n");
            }
            writeln!(out, "</table>")
        }
        Block::List { ordered, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            let _ = writeln!(out, "<{tag}>");
            for item in items {
                let _ = writeln!(out, "<li>{}</li>", runs(item));
            }
            writeln!(out, "</{tag}>")
        }
        Block::Table(table) => {
            write_table(out, table);
            Ok(())
        }
        Block::Signatures(lines) => {
            out.push_str("<div class=\"signatures\">\n");
            for line in lines {
                let label = HtmlEscape(&line.label).to_string();
                let label = label + &terms::colon(lang, "\0").replace('\0', "");
                let signed = HtmlEscape(&line.signed);
                let _ = writeln!(out, "<p>{label}<span class=\"line\">{signed}</span></p>");
            }
            writeln!(out, "</div>")
        }
        Block::Closing { unit, date } => {
            let (unit, date) = (HtmlEscape(unit), HtmlEscape(date));
            writeln!(out, "<div class=\"closing\"><p>{unit}</p><p>{date}</p></div>")
        }
        Block::Cut(label) => writeln!(out, "<p class=\"cut\">{}</p>", HtmlEscape(label)),
        Block::Card { name, under } => {
            let side = format!("<p>{}</p><p>{}</p>", HtmlEscape(name), HtmlEscape(under));
            let both = format!("<div class=\"turned\">{side}</div><div>{side}</div>");
            writeln!(out, "<div class=\"card\">{both}</div>")
        }
        Block::PageBreak => writeln!(out, "<hr class=\"page\">"),
    };
}

fn labelled(field: &Field, lang: Lang, class: &str) -> String {
    let value = terms::colon(lang, &runs(&field.value));
    format!("<b class=\"{class}\">{}</b>{value}", HtmlEscape(&field.label))
}

fn write_table(out: &mut String, table: &Table) {
    let tall = if table.tall { " class=\"tall\"" } else { "" };
    let _ = writeln!(out, "<div class=\"wide\"><table{tall}>");
    let total: u32 = table.widths.iter().map(|w| u32::from(*w)).sum();
    if total > 0 {
        out.push_str("<colgroup>");
        for width in &table.widths {
            let share = (u32::from(*width) * 100).checked_div(total).unwrap_or_default();
            let _ = write!(out, "<col style=\"width:{share}%\">");
        }
        out.push_str("</colgroup>\n");
    }
    out.push_str("<thead>");
    row(out, &table.header, "th");
    out.push_str("</thead>\n<tbody>\n");
    for cells in &table.rows {
        row(out, cells, "td");
    }
    out.push_str("</tbody></table></div>\n");
}

fn row(out: &mut String, cells: &[Cell], tag: &str) {
    out.push_str("<tr>");
    for cell in cells {
        let class = if cell.is_number() { " class=\"number\"" } else { "" };
        let _ = write!(out, "<{tag}{class}>{}</{tag}>", text(&cell.text));
    }
    out.push_str("</tr>\n");
}

fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let inner = text(&run.text);
        let _ = match run.look {
            Look::Plain => write!(out, "{inner}"),
            Look::Strong => write!(out, "<b>{inner}</b>"),
            Look::Remark => write!(out, "<i>{inner}</i>"),
        };
    }
    out
}

/// A text with its line breaks.
fn text(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| HtmlEscape(line).to_string()).collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::{CellKind, SignatureLine};

    #[test]
    fn text_can_never_become_markup() {
        let nasty = "<script>alert('1')</script> & \"x\"";
        let mut doc = Document::new(Lang::En, nasty);
        doc.heading(1, nasty);
        doc.paragraph(nasty);
        doc.list([nasty.to_owned()]);
        doc.blocks.push(Block::Fields(vec![Field::new(nasty, nasty)]));
        doc.blocks.push(Block::Closing { unit: nasty.into(), date: nasty.into() });
        let line = SignatureLine { label: nasty.into(), signed: nasty.into() };
        doc.blocks.push(Block::Signatures(vec![line]));
        let cell = Cell { text: nasty.into(), kind: CellKind::Text };
        doc.table(Table::new([nasty.to_owned()], vec![vec![cell]]));
        doc.form.fingerprint = Some(nasty.into());
        let html = write(&doc);
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("&lt;script&gt;").count(), 14, "{html}");
    }

    #[test]
    fn a_file_needs_nothing_from_outside() {
        let html = write(&Document::new(Lang::Zh, "标题"));
        for outside in ["http:", "https:", "src=", "url(", "@import", "<link"] {
            assert!(!html.contains(outside), "{outside}");
        }
    }
}
