//! The blocks of a document as `WordprocessingML`. Looks come from styles by name; what stands here
//! directly is what depends on the text: the room of a label, widths of columns, a long masthead.

use super::{HEAD, NAMESPACES, escape};
use crate::document::model::{
    Block, Colophon, Document, Field, GridRow, Look, Masthead, Pages, Run, Sheet, SignatureLine,
    Table,
};
use crate::export::lines::{title_lines, whole_names};
use crate::export::measures::Measures;
use crate::export::page::{
    CardLine, Page, SIGNED_TOGETHER, card_lines, columns, grid_edges, is_kept, joined, label_ems,
    paragraphs,
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

pub(super) fn write(doc: &Document, title_font: &str) -> Body {
    let mut writer = Writer {
        lang: doc.lang,
        width: text_width(doc),
        measures: Measures::of(doc.lang, doc.form.density),
        xml: format!("{HEAD}<w:document {NAMESPACES}><w:body>"),
        breaks: false,
        keep: false,
        ordered_lists: 0,
        shapes: 0,
        title_font: title_font.to_owned(),
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
    /// How many pictures of letters there are.
    shapes: u32,
    title_font: String,
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
                let of_names = matches!(block, Block::Hanging(_));
                let keep = std::mem::take(&mut self.keep);
                for (i, field) in fields.iter().enumerate() {
                    self.keep = keep && i + 1 == fields.len();
                    self.hanging(field, of_names);
                }
            }
            Block::Grid(rows) => self.grid(rows),
            Block::Heading { level, text: heading } => {
                let style = format!("Heading{}", (*level).clamp(1, 4));
                self.paragraph(&style, "", &text(heading));
            }
            Block::Paragraph(runs) => {
                let keep = std::mem::take(&mut self.keep);
                let lines = paragraphs(runs);
                for (i, line) in lines.iter().enumerate() {
                    self.keep = keep && i + 1 == lines.len();
                    self.paragraph("BodyText", "", &all(line));
                }
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Signatures(lines) => {
                for (i, line) in lines.iter().enumerate() {
                    self.keep = i + 1 < lines.len() && lines.len() <= SIGNED_TOGETHER;
                    self.signature(line);
                }
            }
            Block::Closing { unit, date } => self.closing(unit, date),
            Block::Cut(label) => self.cut(label),
            Block::Card { name, under } => self.card(name, under),
            Block::PageBreak => self.breaks = true,
        }
    }

    /// A dashed line with its words in the middle.
    fn cut(&mut self, label: &str) {
        let border = r#"<w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="7F7F7F"/></w:pBdr><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>"#;
        self.paragraph("Fingerprint", border, &text(label));
    }

    /// Both sides of a card, the upper one head down, each a picture of letters: text of a document
    /// cannot stand on its head.
    fn card(&mut self, name: &str, under: &str) {
        let page = CARD;
        let mut inner = String::new();
        for (turned, y) in [(true, page / 4), (false, page * 3 / 4)] {
            let side = if turned { -1_i32 } else { 1 };
            for shape in card_lines(name, under, self.width) {
                let middle = i32::try_from(y).unwrap_or_default() + side * shape.below;
                inner += &self.shape(&shape, middle, turned);
            }
        }
        let middle = CARD / 2;
        let _ = write!(
            inner,
            r##"<w:r><w:pict><v:line id="fold{0}" style="position:absolute;z-index:1;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" from="0,{1}pt" to="595pt,{1}pt" strokecolor="#bfbfbf"><v:stroke dashstyle="dash"/></v:line></w:pict></w:r>"##,
            self.shapes,
            middle / 20
        );
        self.shapes += 1;
        self.paragraph("TableText", "", &inner);
    }

    fn shape(&mut self, shape: &CardLine, middle: i32, turned: bool) -> String {
        self.shapes += 1;
        let (width, height) = (shape.width / 20, shape.height / 20);
        let left = (i32::try_from(PAGE_WIDTH / 20).unwrap_or_default()
            - i32::try_from(width).unwrap_or_default())
            / 2;
        let top = middle / 20 - i32::try_from(height).unwrap_or_default() / 2;
        let turn = if turned { ";rotation:180" } else { "" };
        let place = format!(
            "position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:{width}pt;height:{height}pt{turn};z-index:1;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
        );
        let font = &self.title_font;
        format!(
            r#"<w:r><w:pict>{}<v:shape id="card{}" type="{TEXT_SHAPE_REF}" style="{place}" fillcolor="black" stroked="f"><v:textpath style="font-family:&quot;{}&quot;;font-size:1pt" string="{}"/></v:shape></w:pict></w:r>"#,
            if self.shapes == 1 { TEXT_SHAPE } else { "" },
            self.shapes,
            escape(font),
            escape(&shape.text)
        )
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
        let Measures { size, em, .. } = self.measures;
        let both = self.measures.width(&head.unit, size) + self.measures.width(&head.date, size);
        if both + em > self.width && !head.unit.is_empty() && !head.date.is_empty() {
            // A long name has lines of its own above the date; the rule stands beneath both.
            let plain = r#"<w:spacing w:after="0"/>"#;
            self.paragraph("MastheadLine", plain, &text(&head.unit));
            self.paragraph("MastheadLine", "", &format!("<w:r><w:tab/></w:r>{}", text(&head.date)));
            return;
        }
        let line = format!("{}<w:r><w:tab/></w:r>{}", text(&head.unit), text(&head.date));
        self.paragraph("MastheadLine", "", &line);
    }

    /// Further lines of the value begin where the first did.
    fn hanging(&mut self, field: &Field, of_names: bool) {
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
        let further = match self.lang {
            Lang::Zh => {
                let left = (2 + label_ems(&field.label)) * self.measures.em;
                format!(r#"<w:ind w:left="{left}"/>"#)
            }
            Lang::En => r#"<w:ind w:left="2268"/>"#.to_owned(),
        };
        let tab = match self.lang {
            Lang::Zh => "",
            Lang::En => "<w:r><w:tab/></w:r>",
        };
        let tabs = match self.lang {
            Lang::Zh => "",
            Lang::En => r#"<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs>"#,
        };
        let left = match self.lang {
            Lang::Zh => (2 + label_ems(&field.label)) * self.measures.em,
            Lang::En => 2268,
        };
        let room =
            self.width.saturating_sub(left) / self.measures.em.min(self.measures.size).max(1);
        let kept = of_names.then(|| whole_names(&field.value, room));
        let lines = paragraphs(kept.as_deref().unwrap_or(&field.value));
        let keep = std::mem::take(&mut self.keep);
        for (i, line) in lines.iter().enumerate() {
            self.keep = keep && i + 1 == lines.len();
            if i == 0 {
                let inner = format!("{label}{tab}{}", all(line));
                self.paragraph("Hanging", &format!("{tabs}{place}"), &inner);
            } else {
                // Further lines stand beneath the first word behind the label.
                self.paragraph("Hanging", &further, &all(line));
            }
        }
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
        let left = 2 * self.measures.em + self.measures.hang();
        for item in items {
            for (i, line) in paragraphs(item).iter().enumerate() {
                if i == 0 {
                    self.paragraph(style, &number, &all(line));
                } else {
                    let none = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#;
                    let place = format!(r#"{none}<w:ind w:left="{left}" w:firstLine="0"/>"#);
                    self.paragraph(style, &place, &all(line));
                }
            }
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
        // A long name leaves the place to sign a line of its own; what letters really take is not
        // known here, so that is begun early.
        let told = format!("{}{colon}{}", line.label, line.signed);
        let long = self.measures.width(&told, self.measures.size) + self.measures.em > sign;
        let here =
            format!("<w:r><w:tab/></w:r>{}<w:r><w:tab/></w:r>", text(&sheet::sign_here(self.lang)));
        let keep = std::mem::take(&mut self.keep);
        if long {
            self.keep = true;
            let hang = self.measures.width(&format!("{}{colon}", line.label), self.measures.size);
            let hang = hang.min(self.width / 3);
            let place =
                format!(r#"<w:ind w:left="{hang}" w:hanging="{hang}"/><w:jc w:val="left"/>"#);
            self.paragraph("Signature", &place, &format!("{label}{}", text(&line.signed)));
            self.keep = keep;
            let close = format!(r#"{tabs}<w:spacing w:before="0"/>"#);
            self.paragraph("Signature", &close, &here);
        } else {
            self.keep = keep;
            self.paragraph("Signature", &tabs, &format!("{label}{}{here}", text(&line.signed)));
        }
    }

    /// The date four characters from the right edge, the unit centred above it (GB/T 9704 §7.3.5):
    /// both in the middle of a box that is as wide as that takes, where a long name has more lines.
    fn closing(&mut self, unit: &str, date: &str) {
        let Measures { em, line, size, .. } = self.measures;
        let date_width = self.measures.width(date, size);
        let half = if date.is_empty() {
            self.measures.width(unit, size) / 2 + 2 * em
        } else {
            4 * em + date_width / 2
        };
        let left = self.width.saturating_sub(2 * half);
        let space = format!(r#"<w:spacing w:before="{line}"/>"#);
        let place = format!(r#"<w:ind w:left="{left}"/><w:jc w:val="center"/>"#);
        if !unit.is_empty() {
            let ems = (2 * half / em.max(1)).max(4);
            let lines = title_lines(unit, ems);
            self.paragraph("Closing", &(space.clone() + &place), &text(&lines.join("\n")));
        }
        if !date.is_empty() {
            let space = if unit.is_empty() { space } else { String::new() };
            self.paragraph("Date", &(space + &place), &text(date));
        }
    }

    /// A table that floats at the foot of the page on which the text ends. `LibreOffice` lets a table
    /// as wide as the text float only where it is placed from the edge of the sheet.
    fn colophon(&mut self, colophon: &Colophon, left: u32) {
        let mut lines: Vec<(String, String)> = colophon
            .copies
            .iter()
            .map(|field| {
                let label = format!("{}{}", field.label, terms::colon_mark(self.lang));
                // Further lines stand beneath the first word behind the label.
                let hang = self.measures.width(&label, 280);
                let place =
                    format!(r#"<w:ind w:left="{}" w:right="280" w:hanging="{hang}"/>"#, 280 + hang);
                (place, text(&label) + &all(&field.value))
            })
            .collect();
        let issued = text(&colophon.issued);
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
        let both =
            self.measures.width(&colophon.issuer, 280) + self.measures.width(&colophon.issued, 280);
        let last = if both + 280 > edge {
            // A long name has its own line, and the day stands beneath it at the right.
            format!("{}<w:r><w:br/></w:r><w:r><w:tab/></w:r>{issued}", text(&colophon.issuer))
        } else {
            format!("{}<w:r><w:tab/></w:r>{issued}", text(&colophon.issuer))
        };
        lines.push((tabs, last));
        for (place, line) in lines {
            let _ = write!(
                self.xml,
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>",
                cell(width, 1, "Colophon", &place, &line)
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
        let heads = if doc.form.draft.is_some() {
            r#"<w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="even" r:id="rId7"/>"#
        } else {
            ""
        };
        let _ = write!(
            self.xml,
            r#"<w:sectPr>{heads}<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="{}" w:h="{}"{turned}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="{}" w:gutter="0"/>{grid}</w:sectPr>"#,
            page.width, page.height, page.top, page.right, page.bottom, page.left, page.footer
        );
    }
}

/// The height of a sheet on which a card stands, and its width, in twips.
const CARD: u32 = 16838;
const PAGE_WIDTH: u32 = 11906;

/// What a picture of letters is made of, once in a document.
pub(super) const TEXT_SHAPE: &str = r##"<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>"##;
pub(super) const TEXT_SHAPE_REF: &str = "#_x0000_t136";

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
