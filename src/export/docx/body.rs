//! The blocks of a document as `WordprocessingML`. Looks come from styles by name; what stands here
//! directly is what depends on the text: the room of a label, widths of columns, a long masthead.

use super::{HEAD, NAMESPACES, escape};
use crate::document::model::{
    Block, Colophon, Document, Field, GridRow, Look, Masthead, Pages, Run, Sheet, SignatureLine,
    Table,
};
use crate::export::measures::Measures;
use crate::export::page::{
    Page, SIGNED_TOGETHER, columns, grid_edges, is_kept, joined, label_ems, title_lines,
};
use crate::i18n::{Lang, sheet, terms};
use crate::text::Width;
use std::fmt::Write as _;

/// The numbers of lists with numbers begin here, one for each list.
pub(super) const FIRST_ORDERED: u32 = 10;

/// The finished part, and how many lists with numbers it has.
pub(super) struct Body {
    pub(super) xml: String,
    pub(super) ordered_lists: u32,
}

pub(super) fn text_width(doc: &Document) -> u32 {
    Page::of(&doc.form).text_width()
}

pub(super) fn write(doc: &Document) -> Body {
    let mut writer = Writer {
        lang: doc.lang,
        width: text_width(doc),
        measures: Measures::of(doc.lang, doc.form.density),
        xml: format!("{HEAD}<w:document {NAMESPACES}><w:body>"),
        breaks: false,
        keep: false,
        ordered_lists: 0,
    };
    if let Some(head) = &doc.form.masthead {
        writer.masthead(head);
    }
    if !doc.title.is_empty() {
        writer.title(&doc.title);
    }
    for (i, block) in doc.blocks.iter().enumerate() {
        writer.keep = is_kept(&doc.blocks, i);
        writer.block(block);
    }
    if let Some(colophon) = &doc.form.colophon {
        writer.colophon(colophon, Page::of(&doc.form).left);
    }
    // A page whose foot is the number alone names the record at the end of its text.
    if let (Pages::Dashed, Some(print)) = (doc.form.pages, &doc.form.fingerprint) {
        writer.paragraph("Fingerprint", "", &text(print));
    } else if doc.form.colophon.is_some() {
        writer.paragraph("TableText", "", "");
    }
    writer.section(doc);
    Body { xml: writer.xml + "</w:body></w:document>", ordered_lists: writer.ordered_lists }
}

struct Writer {
    lang: Lang,
    /// Of the text, in twips.
    width: u32,
    measures: Measures,
    xml: String,
    /// The next paragraph begins a page.
    breaks: bool,
    /// The last paragraph of the block stays on the page of the next.
    keep: bool,
    ordered_lists: u32,
}

impl Writer {
    /// Properties stand in the order of the schema: numbers, tabs, spacing, indents, place.
    fn paragraph(&mut self, style: &str, properties: &str, inner: &str) {
        let keep = if std::mem::take(&mut self.keep) { "<w:keepNext/>" } else { "" };
        let breaks = self.page_break();
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{breaks}{properties}</w:pPr>{inner}</w:p>"#
        );
    }

    /// What begins a page, once.
    fn page_break(&mut self) -> &'static str {
        if std::mem::take(&mut self.breaks) { "<w:pageBreakBefore/>" } else { "" }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.title(title),
            Block::Subtitle(line) => self.paragraph("Subtitle", "", &text(line)),
            Block::Addressee(line) => self.paragraph("Salutation", "", &text(line)),
            Block::Fields(fields) | Block::Hanging(fields) => {
                let keep = std::mem::take(&mut self.keep);
                for (i, field) in fields.iter().enumerate() {
                    self.keep = keep && i + 1 == fields.len();
                    self.hanging(field);
                }
            }
            Block::Grid(rows) => self.grid(rows),
            Block::Heading { level, text: heading } => {
                let style = format!("Heading{}", (*level).clamp(1, 4));
                self.paragraph(&style, "", &text(heading));
            }
            Block::Paragraph(runs) => self.paragraph("BodyText", "", &all(runs)),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Signatures(lines) => {
                for (i, line) in lines.iter().enumerate() {
                    self.keep = i + 1 < lines.len() && lines.len() <= SIGNED_TOGETHER;
                    self.signature(line);
                }
            }
            Block::Closing { unit, date } => self.closing(unit, date),
            Block::PageBreak => self.breaks = true,
        }
    }

    fn title(&mut self, title: &str) {
        let lines = title_lines(title, self.measures.title_ems(self.width));
        self.paragraph("Title", "", &text(&lines.join("\n")));
    }

    fn masthead(&mut self, head: &Masthead) {
        // As large as fits on one line, within what the style says.
        let most = match self.lang {
            Lang::Zh => 72,
            Lang::En => 56,
        };
        // In half points of ten twips.
        let fits = self.width * 10 / self.measures.width(&head.name, 100).max(1);
        let size = if fits < most {
            let size = fits.max(28);
            format!(r#"<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>"#)
        } else {
            String::new()
        };
        self.paragraph("Masthead", "", &run(&size, &head.name));
        if !head.number.is_empty() {
            self.paragraph("MastheadNumber", "", &text(&head.number));
        }
        let line = format!("{}<w:r><w:tab/></w:r>{}", text(&head.unit), text(&head.date));
        self.paragraph("MastheadLine", "", &line);
    }

    /// Further lines of the value begin where the first did.
    fn hanging(&mut self, field: &Field) {
        let label =
            run(&style(STRONG), &format!("{}{}", field.label, terms::colon_mark(self.lang)));
        let place = match self.lang {
            Lang::Zh => {
                let em = self.measures.em;
                let hang = label_ems(&field.label) * em;
                format!(r#"<w:ind w:left="{}" w:hanging="{hang}"/>"#, 2 * em + hang)
            }
            Lang::En => r#"<w:ind w:left="2268" w:hanging="2268"/>"#.to_owned(),
        };
        let tab = match self.lang {
            Lang::Zh => "",
            Lang::En => "<w:r><w:tab/></w:r>",
        };
        let tabs = match self.lang {
            Lang::Zh => "",
            Lang::En => r#"<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs>"#,
        };
        let inner = format!("{label}{tab}{}", all(&field.value));
        self.paragraph("Hanging", &format!("{tabs}{place}"), &inner);
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Run>]) {
        let (style, number) = if ordered {
            let id = FIRST_ORDERED + self.ordered_lists;
            self.ordered_lists += 1;
            let number =
                format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr>"#);
            ("ListNumber", number)
        } else {
            ("ListBullet", String::new())
        };
        for item in items {
            self.paragraph(style, &number, &all(item));
        }
    }

    fn signature(&mut self, line: &SignatureLine) {
        let colon = match self.lang {
            Lang::Zh => terms::colon_mark(self.lang).to_owned(),
            Lang::En => format!("{} ", terms::colon_mark(self.lang)),
        };
        let label = run(&style(STRONG), &format!("{}{colon}", line.label));
        let (sign, edge) = (self.width - 3440, self.width);
        let tabs = format!(
            r#"<w:tabs><w:tab w:val="clear" w:pos="5400"/><w:tab w:val="clear" w:pos="8844"/><w:tab w:val="left" w:pos="{sign}"/><w:tab w:val="right" w:leader="underscore" w:pos="{edge}"/></w:tabs>"#
        );
        // A long name leaves the place to sign a line of its own.
        let told = format!("{}{colon}{}", line.label, line.signed);
        let long = self.measures.width(&told, self.measures.size) > sign;
        let inner = format!(
            "{label}{}{}<w:r><w:tab/></w:r>{}<w:r><w:tab/></w:r>",
            text(&line.signed),
            if long { "<w:r><w:br/></w:r>" } else { "" },
            text(&sheet::sign_here(self.lang))
        );
        self.paragraph("Signature", &tabs, &inner);
    }

    /// The date four characters from the right edge, the unit centred above it.
    fn closing(&mut self, unit: &str, date: &str) {
        let Measures { em, line, size, .. } = self.measures;
        let width = |text: &str| self.measures.width(text, size);
        let (unit_width, date_width) = (width(unit), width(date));
        let date_right = 4 * em + unit_width.saturating_sub(date_width) / 2;
        let unit_right = if date.is_empty() {
            2 * em
        } else {
            (4 * em + date_width.saturating_sub(unit_width) / 2).min(self.width / 2)
        };
        let space = format!(r#"<w:spacing w:before="{line}"/>"#);
        let at = |right: u32| format!(r#"<w:ind w:right="{right}"/>"#);
        if !unit.is_empty() {
            self.paragraph("Closing", &(space.clone() + &at(unit_right)), &text(unit));
        }
        if !date.is_empty() {
            let space = if unit.is_empty() { space } else { String::new() };
            self.paragraph("Date", &(space + &at(date_right)), &text(date));
        }
    }

    /// A table that floats at the foot of the page on which the text ends. `LibreOffice` lets a table
    /// as wide as the text float only where it is placed from the edge of the sheet.
    fn colophon(&mut self, colophon: &Colophon, left: u32) {
        let mut lines: Vec<String> = colophon
            .copies
            .iter()
            .map(|field| {
                let label = format!("{}{}", field.label, terms::colon_mark(self.lang));
                text(&label) + &all(&field.value)
            })
            .collect();
        let issued = text(&colophon.issued);
        lines.push(format!("{}<w:r><w:tab/></w:r>{issued}", text(&colophon.issuer)));
        let rule = |edge: &str, size: u32| {
            format!(r#"<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>"#)
        };
        let (top, bottom, inside) = (rule("top", 8), rule("bottom", 8), rule("insideH", 6));
        let width = self.width - 4;
        let _ = write!(
            self.xml,
            r#"<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{left}" w:tblpYSpec="bottom"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{top}{bottom}{inside}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>"#
        );
        let edge = width - 2 * 280;
        let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>"#, edge + 280);
        for line in lines {
            let _ = write!(
                self.xml,
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>",
                cell(width, 1, "Colophon", &tabs, &line)
            );
        }
        self.xml += "</w:tbl>";
    }

    fn table(&mut self, table: &Table) {
        self.gap_before_a_table();
        let columns = columns(table, self.width);
        self.open_table(&columns.widths);
        let size = columns.half_points;
        let look = format!(r#"<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>"#);
        let row_of = |cells: &mut dyn Iterator<Item = (u32, &str, &str, bool)>,
                      properties: &str| {
            let mut xml = format!("<w:tr><w:trPr>{properties}</w:trPr>");
            for (width, style, value, centred) in cells {
                let place = if centred { r#"<w:jc w:val="center"/>"# } else { "" };
                xml += &cell(width, 1, style, place, &run(&look, value));
            }
            xml + "</w:tr>"
        };
        let widths = &columns.widths;
        let mut head =
            widths.iter().zip(&table.header).map(|(w, c)| (*w, "TableHead", c.text.as_str(), true));
        let head = row_of(&mut head, "<w:cantSplit/><w:tblHeader/>");
        self.xml += &head;
        let height = if table.tall {
            r#"<w:cantSplit/><w:trHeight w:val="567" w:hRule="atLeast"/>"#
        } else {
            "<w:cantSplit/>"
        };
        for row in &table.rows {
            let mut cells = widths
                .iter()
                .zip(row)
                .zip(&columns.centred)
                .map(|((w, c), centred)| (*w, "TableText", c.text.as_str(), *centred));
            let row = row_of(&mut cells, height);
            self.xml += &row;
        }
        self.close_table();
    }

    fn grid(&mut self, rows: &[GridRow]) {
        self.gap_before_a_table();
        let all_edges: Vec<Vec<u32>> =
            rows.iter().map(|row| grid_edges(rows, row, self.measures, self.width)).collect();
        let mut edges: Vec<u32> = all_edges.concat();
        edges.sort_unstable();
        edges.dedup();
        let widths: Vec<u32> = edges.windows(2).map(|w| w[1] - w[0]).collect();
        self.open_table(&widths);
        for (row, own) in rows.iter().zip(&all_edges) {
            let height = u32::from(row.room.max(1)) * self.measures.row;
            let _ = write!(
                self.xml,
                r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>"#
            );
            let spans = own.windows(2).map(|w| {
                let span = edges.iter().filter(|edge| **edge > w[0] && **edge <= w[1]).count();
                (w[1] - w[0], span)
            });
            let texts = row.fields.iter().flat_map(|field| {
                let value = (all(&field.value), joined(&field.value));
                [
                    ("FormLabel", text(&field.label), true),
                    ("FormText", value.0, Width::default().of(&value.1) <= 16),
                ]
            });
            for ((width, span), (style, inner, centred)) in spans.zip(texts) {
                let place = if centred { r#"<w:jc w:val="center"/>"# } else { "" };
                self.xml += &cell(width, span, style, place, &inner);
            }
            self.xml += "</w:tr>";
        }
        self.close_table();
    }

    /// The paragraph above a table: it keeps the text away, and begins the page where one begins,
    /// which a table cannot do by itself.
    fn gap_before_a_table(&mut self) {
        let breaks = self.page_break();
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="TableText"/><w:keepNext/>{breaks}{GAP}</w:pPr></w:p>"#
        );
    }

    fn open_table(&mut self, widths: &[u32]) {
        let total: u32 = widths.iter().sum();
        let _ = write!(
            self.xml,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
        );
        for width in widths {
            let _ = write!(self.xml, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.xml += "</w:tblGrid>";
    }

    /// Two tables in a row would be one, and a body cannot end in one.
    fn close_table(&mut self) {
        self.xml += "</w:tbl>";
        self.paragraph("TableText", GAP, "");
    }

    fn section(&mut self, doc: &Document) {
        let page = Page::of(&doc.form);
        let pitch = self.measures.line;
        let turned = match doc.form.sheet {
            Sheet::Portrait => "",
            Sheet::Landscape => r#" w:orient="landscape""#,
        };
        let grid = match doc.lang {
            Lang::Zh => format!(r#"<w:docGrid w:type="lines" w:linePitch="{pitch}"/>"#),
            Lang::En => String::new(),
        };
        let _ = write!(
            self.xml,
            r#"<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="{}" w:h="{}"{turned}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="{}" w:gutter="0"/>{grid}</w:sectPr>"#,
            page.width, page.height, page.top, page.right, page.bottom, page.left, page.footer
        );
    }
}

/// Of the paragraphs above a table and beneath it.
const GAP: &str = r#"<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>"#;

const STRONG: &str = "Strong";

fn style(name: &str) -> String {
    format!(r#"<w:rPr><w:rStyle w:val="{name}"/></w:rPr>"#)
}

fn cell(width: u32, span: usize, style: &str, place: &str, inner: &str) -> String {
    let span = if span > 1 { format!(r#"<w:gridSpan w:val="{span}"/>"#) } else { String::new() };
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{inner}</w:p></w:tc>"#
    )
}

fn text(text: &str) -> String {
    run("", text)
}

fn all(runs: &[Run]) -> String {
    let look = |look: Look| match look {
        Look::Plain => String::new(),
        Look::Strong => style(STRONG),
        Look::Remark => style("Remark"),
    };
    runs.iter().map(|r| run(&look(r.look), &r.text)).collect()
}

/// A run; its line breaks are breaks of the line.
fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line)))
        .collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}
