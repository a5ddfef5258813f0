//! The blocks of a document as paragraphs and rules on sheets, as the styles of the docx say it.

use super::face::{Faces, Role};
use super::flow::{Flow, Ink, Item, Position, Sheet, Style, Text, Turn};
use crate::document::model::{
    Block, Colophon, Document, Field, Look, Masthead, Pages, Run, SignatureLine,
};
use crate::export::lines::{title_lines, whole_names};
use crate::export::measures::Measures;
use crate::export::page::{
    CODE_SIDE, PAGE_BESIDE, PRINT_BESIDE, Page, SIGNED_TOGETHER, card_lines, is_kept, label_ems,
    paragraphs,
};
use crate::export::qr;
use crate::i18n::{Lang, sheet, terms};

/// Who issues a paper, and when, beneath an empty line.
const CLOSING_LINES: u32 = 3;

/// The place to sign, at the right.
const SIGN: u32 = 3440;

/// Every sheet of the document, numbered.
pub(super) fn lay_out(doc: &Document, faces: &Faces<'_>) -> Vec<Sheet> {
    let flow = Flow::new(faces, Page::of(&doc.form));
    let measures = Measures::of(doc.lang, doc.form.density);
    let mut writer = Writer { lang: doc.lang, measures, flow, keep: 0 };
    if let Some(head) = &doc.form.masthead {
        writer.masthead(head);
    }
    if !doc.title.is_empty() {
        writer.title(&doc.title);
    }
    for (i, block) in doc.blocks.iter().enumerate() {
        writer.keep = match (is_kept(&doc.blocks, i), doc.blocks.get(i + 1)) {
            (true, Some(Block::Closing { .. })) => CLOSING_LINES,
            (true, Some(Block::Signatures(lines))) => {
                writer.signed(lines).div_ceil(writer.measures.line)
            }
            (kept, _) => u32::from(kept),
        };
        writer.block(block);
    }
    if let (Pages::Dashed, Some(print)) = (doc.form.pages, &doc.form.fingerprint) {
        let small = Style { before: 240, ..writer.small() };
        writer.flow.paragraph(&Text::of(Role::Plain, print), &small);
    }
    if let Some(colophon) = &doc.form.colophon {
        writer.colophon(colophon);
    }
    writer.feet(doc);
    writer.flow.sheets
}

pub(super) struct Writer<'a> {
    pub(super) lang: Lang,
    pub(super) measures: Measures,
    pub(super) flow: Flow<'a>,
    /// Lines beneath the last paragraph of the block that stay on its page.
    keep: u32,
}

impl Writer<'_> {
    /// The text of the document.
    pub(super) fn body(&self) -> Style {
        let Measures { size, line, after, tight, .. } = self.measures;
        let place = match self.lang {
            Lang::Zh => Position::Both,
            Lang::En => Position::Left,
        };
        Style {
            size,
            line,
            tight,
            before: 0,
            after,
            left: 0,
            right: 0,
            first: 0,
            place,
            keep: 0,
            color: Ink::Black,
        }
    }

    fn indented(&self) -> Style {
        Style { first: self.measures.indent(), ..self.body() }
    }

    pub(super) fn small(&self) -> Style {
        Style { size: 180, line: 240, tight: 0, after: 0, place: Position::Left, ..self.body() }
    }

    pub(super) const fn strong(&self) -> Role {
        match self.lang {
            Lang::Zh => Role::Heading,
            Lang::En => Role::Title,
        }
    }

    pub(super) fn runs(&self, runs: &[Run]) -> Text {
        let mut text = Text::default();
        self.add(&mut text, runs);
        text
    }

    fn add(&self, text: &mut Text, runs: &[Run]) {
        for run in runs {
            let role = match run.look {
                Look::Plain => Role::Body,
                Look::Strong => self.strong(),
                Look::Remark => Role::Subheading,
            };
            text.push(role, &run.text);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.title(title),
            Block::Subtitle(line) => {
                let style = Style {
                    place: Position::Centre,
                    after: self.measures.title_after,
                    ..self.body()
                };
                self.flow.paragraph(&Text::of(Role::Subheading, line), &style);
            }
            Block::Addressee(line) => {
                let style = Style { keep: 1, ..self.body() };
                self.flow.paragraph(&Text::of(Role::Body, line), &style);
            }
            Block::Fields(fields) | Block::Hanging(fields) => {
                let of_names = matches!(block, Block::Hanging(_));
                let keep = std::mem::take(&mut self.keep);
                for (i, field) in fields.iter().enumerate() {
                    self.keep = if i + 1 == fields.len() { keep } else { 0 };
                    self.hanging(field, of_names);
                }
            }
            Block::Grid(rows) => self.grid(rows),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(runs) => {
                let lines = paragraphs(runs);
                for (i, line) in lines.iter().enumerate() {
                    let keep = if i + 1 == lines.len() { self.keep } else { 0 };
                    let style = Style { keep, ..self.indented() };
                    let text = self.runs(line);
                    self.flow.paragraph(&text, &style);
                }
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Signatures(lines) => {
                if lines.len() <= SIGNED_TOGETHER {
                    self.flow.need(self.signed(lines));
                }
                for line in lines {
                    self.signature(line);
                }
            }
            Block::Closing { unit, date } => self.closing(unit, date),
            Block::Cut(label) => self.cut(label),
            Block::Card { name, under } => self.card(name, under),
            Block::PageBreak => {
                if !self.flow.fresh() {
                    self.flow.new_sheet();
                }
            }
        }
    }

    /// A dashed line with its words in the middle.
    fn cut(&mut self, label: &str) {
        let style = Style { place: Position::Centre, ..self.small() };
        self.flow.need(style.line * 2);
        self.flow.y += style.line;
        let edges = self.edges(0);
        let y = self.flow.y;
        let words = Text::of(Role::Plain, label);
        let room = self.flow.width(&words, &style) + 240;
        self.flow.line_at(&words, &style, edges, y);
        let middle = y + style.line / 2;
        let (gap, stroke) = (80, 120);
        let mut x = edges.0;
        while x + stroke <= edges.1 {
            let centre = u32::midpoint(edges.0, edges.1);
            if x + stroke < centre - room / 2 || x > centre + room / 2 {
                self.flow.rule((x, middle), (x + stroke, middle), 8, Ink::Black);
            }
            x += stroke + gap;
        }
        self.flow.y += style.line * 2;
    }

    /// Both sides of a card on one sheet, the upper one head down, to be folded in the middle.
    fn card(&mut self, name: &str, under: &str) {
        let page = self.flow.page;
        let edges = self.edges(0);
        for (turned, middle) in [(true, page.height / 4), (false, page.height * 3 / 4)] {
            for line in card_lines(name, under, page.text_width()) {
                let size = line.height;
                let style =
                    Style { size, line: size, tight: 0, place: Position::Centre, ..self.body() };
                let y = middle.saturating_add_signed(line.below).saturating_sub(size / 2);
                let at = (page.width / 2, middle);
                self.flow.turn = turned.then_some(Turn { degrees: 180.0, at });
                self.flow.line_at(&Text::of(Role::Title, &line.text), &style, edges, y);
            }
        }
        self.flow.turn = None;
        let (fold, mut x) = (page.height / 2, 0);
        while x + 200 < page.width {
            self.flow.rule((x, fold), (x + 120, fold), 6, Ink::Pale);
            x += 240;
        }
        self.flow.y = self.flow.bottom();
    }

    fn heading(&mut self, level: u8, heading: &str) {
        let (role, en_size) = match (self.lang, level) {
            (Lang::Zh, 0 | 1) => (Role::Heading, 0),
            (Lang::Zh, 2) => (Role::Subheading, 0),
            (Lang::Zh, 3) => (Role::Title, 0),
            (Lang::Zh, _) => (Role::Body, 0),
            (Lang::En, 0 | 1) => (Role::Title, 280),
            (Lang::En, 2) => (Role::Title, 260),
            (Lang::En, _) => (Role::Title, self.measures.size),
        };
        let style = Style { keep: 2, place: Position::Left, ..self.indented() };
        let style = match self.lang {
            Lang::Zh => style,
            Lang::En => Style { size: en_size, before: 240, after: 80, ..style },
        };
        self.flow.paragraph(&Text::of(role, heading), &style);
    }

    fn title(&mut self, title: &str) {
        let width = self.flow.page.text_width();
        let Measures { title: size, title_line: line, title_after: after, .. } = self.measures;
        let style =
            Style { size, line, after, tight: 0, place: Position::Centre, keep: 1, ..self.body() };
        let text = title_lines(title, self.measures.title_ems(width)).join("\n");
        self.flow.paragraph(&Text::of(Role::Title, &text), &style);
    }

    fn masthead(&mut self, head: &Masthead) {
        let most = match self.lang {
            Lang::Zh => 720,
            Lang::En => 560,
        };
        let width = self.flow.page.text_width();
        let name = Text::of(Role::Title, &head.name);
        let style = Style {
            size: most,
            tight: 0,
            before: 1984,
            after: 0,
            place: Position::Centre,
            color: Ink::Red,
            ..self.body()
        };
        let wide = self.flow.width(&name, &style).max(1);
        let size = if wide > width { (most * width / wide / 10 * 10).max(280) } else { most };
        self.flow.paragraph(&name, &Style { size, line: size * 5 / 4, ..style });
        if !head.number.is_empty() {
            let before = self.body().line;
            let style = Style { before, after: 0, place: Position::Centre, ..self.body() };
            self.flow.paragraph(&Text::of(Role::Body, &head.number), &style);
        }
        let style = self.body();
        let wide = |text: &str| self.flow.width(&Text::of(Role::Body, text), &style);
        let both = wide(&head.unit) + wide(&head.date) + style.size;
        if both > width && !head.unit.is_empty() && !head.date.is_empty() {
            // A long name has lines of its own above the date.
            let left = Style { place: Position::Left, after: 0, ..style };
            self.flow.paragraph(&Text::of(Role::Body, &head.unit), &left);
            self.ends("", &head.date, 0);
        } else {
            self.ends(&head.unit, &head.date, 0);
        }
        let y = self.flow.y + 160;
        let (left, right) = (self.flow.page.left, self.flow.page.width - self.flow.page.right);
        self.flow.rule((left, y), (right, y), 45, Ink::Red);
        self.flow.y = y + 868;
    }

    /// One line with a text at each edge.
    fn ends(&mut self, left: &str, right: &str, inset: u32) {
        let style = Style { place: Position::Left, ..self.body() };
        let edges = self.edges(inset);
        let y = self.flow.y;
        self.flow.line_at(&Text::of(Role::Body, left), &style, edges, y);
        let style = Style { place: Position::Right, ..style };
        self.flow.line_at(&Text::of(Role::Body, right), &style, edges, y);
        self.flow.y += style.line;
    }

    fn edges(&self, inset: u32) -> (u32, u32) {
        let page = self.flow.page;
        (page.left + inset, page.width - page.right - inset)
    }

    fn label(&self, label: &str) -> Text {
        Text::of(self.strong(), &format!("{label}{}", terms::colon_mark(self.lang)))
    }

    fn hanging(&mut self, field: &Field, of_names: bool) {
        let mut text = self.label(&field.label);
        let style = match self.lang {
            Lang::Zh => {
                let em = self.measures.em;
                let left = (2 + label_ems(&field.label)) * em;
                Style { left, first: 2 * em, ..self.body() }
            }
            Lang::En => {
                text.push(Role::Body, " ");
                let left = self.flow.width(&text, &self.body());
                Style { left: left.min(2268), ..self.body() }
            }
        };
        let em = self.measures.em.min(self.measures.size).max(1);
        let room = self.flow.page.text_width().saturating_sub(style.left) / em;
        let kept = of_names.then(|| whole_names(&field.value, room));
        let lines = paragraphs(kept.as_deref().unwrap_or(&field.value));
        // Its own further lines stay with it.
        let own = u32::try_from(lines.len().saturating_sub(1)).unwrap_or_default();
        let keep = if self.keep > 0 { self.keep + own } else { 0 };
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                self.add(&mut text, line);
                self.flow.paragraph(&text, &Style { keep, ..style });
            } else {
                // Beneath the first word behind the label.
                let text = self.runs(line);
                let keep = if i + 1 == lines.len() { self.keep } else { keep };
                self.flow.paragraph(&text, &Style { first: style.left, keep, ..style });
            }
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Run>]) {
        let (indent, hang) = (2 * self.measures.em, self.measures.hang());
        for (number, item) in (1..).zip(items) {
            let mark = if ordered { format!("{number}.") } else { "\u{2022}".to_owned() };
            let left = indent + hang;
            let style = Style { left, first: left, after: 0, ..self.body() };
            let y = self.flow.y;
            let before = self.flow.sheets.len();
            let text = self.runs(item);
            self.flow.need(style.line);
            let turned = self.flow.sheets.len() != before;
            let y = if turned { self.flow.y } else { y };
            let from = self.flow.page.left + indent;
            let left = Style { place: Position::Left, ..style };
            self.flow.line_at(&Text::of(Role::Body, &mark), &left, (from, from + hang), y);
            self.flow.paragraph(&text, &style);
        }
    }

    /// The room that lines for signatures take together.
    fn signed(&self, lines: &[SignatureLine]) -> u32 {
        lines.iter().map(|line| self.sign_line(line).2).sum()
    }

    /// The lines of text before the place to sign, whether that takes a line of its own, and the
    /// height of all.
    fn sign_line(&self, line: &SignatureLine) -> (Vec<Text>, bool, u32) {
        let mut text = self.label(&line.label);
        if self.lang == Lang::En {
            text.push(Role::Body, " ");
        }
        text.push(Role::Body, &line.signed);
        let style = self.body();
        let width = self.flow.page.text_width();
        let long = self.flow.width(&text, &style) + SIGN > width;
        let lines = self.flow.lines(&text, &style, width, width);
        let count = u32::try_from(lines.len()).unwrap_or(1) + u32::from(long);
        (lines, long, style.line * count + self.measures.sign)
    }

    fn signature(&mut self, line: &SignatureLine) {
        let (lines, long, height) = self.sign_line(line);
        let style = Style { place: Position::Left, after: 0, ..self.body() };
        let (left, right) = self.edges(0);
        let sign = right - SIGN;
        self.flow.need(height);
        self.flow.y += self.measures.sign;
        for (i, text) in lines.iter().enumerate() {
            let y = self.flow.y;
            self.flow.line_at(text, &style, (left, right), y);
            if long || i + 1 < lines.len() {
                self.flow.y += style.line;
            }
        }
        let y = self.flow.y;
        let here = Text::of(Role::Body, &sheet::sign_here(self.lang));
        self.flow.line_at(&here, &style, (sign, right), y);
        let from = sign + self.flow.width(&here, &style);
        let under = y + style.line - (style.line - style.size) / 2 + 20;
        self.flow.rule((from, under), (right, under), 10, Ink::Black);
        self.flow.y += style.line;
    }

    /// The date four characters from the right edge, the unit centred above it (GB/T 9704 §7.3.5):
    /// both in the middle of a box that is as wide as that takes, where a long name has more lines.
    fn closing(&mut self, unit: &str, date: &str) {
        let em = self.measures.em;
        let style = Style { place: Position::Centre, after: 0, ..self.body() };
        let wide = |text: &str| self.flow.width(&Text::of(Role::Body, text), &style);
        let half = if date.is_empty() { wide(unit) / 2 + 2 * em } else { 4 * em + wide(date) / 2 };
        let left = self.flow.page.text_width().saturating_sub(2 * half);
        let lines = title_lines(unit, (2 * half / em.max(1)).max(4)).join("\n");
        let count = u32::try_from(lines.lines().count()).unwrap_or(1);
        self.flow.need(style.line * (CLOSING_LINES - 1 + count));
        self.flow.y += style.line;
        for words in [lines.as_str(), date] {
            if !words.is_empty() {
                let text = Text::of(Role::Body, words);
                self.flow.paragraph(&text, &Style { left, first: left, ..style });
            }
        }
    }

    fn colophon(&mut self, colophon: &Colophon) {
        let size = if self.lang == Lang::Zh { 280 } else { 220 };
        let style =
            Style { size, line: 460, tight: 0, after: 0, place: Position::Left, ..self.body() };
        let (left, right) = self.edges(0);
        let (from, to) = self.edges(280);
        let copies: Vec<(u32, Vec<Text>)> = colophon
            .copies
            .iter()
            .map(|field| {
                let label = format!("{}{}", field.label, terms::colon_mark(self.lang));
                let mut text = Text::of(Role::Body, &label);
                // Further lines stand beneath the first word behind the label.
                let hang = self.flow.width(&text, &style);
                self.add(&mut text, &field.value);
                (hang, self.flow.lines(&text, &style, to - from, (to - from).saturating_sub(hang)))
            })
            .collect();
        let issuer = Text::of(Role::Body, &colophon.issuer);
        let issued = Text::of(Role::Body, &colophon.issued);
        // A long name has its own lines, and the day stands beneath it at the right.
        let both = self.flow.width(&issuer, &style) + self.flow.width(&issued, &style) + size;
        let mut issuers = self.flow.lines(&issuer, &style, to - from, to - from);
        if both > to - from {
            issuers.push(Text::default());
        }
        let count = copies.iter().map(|(_, lines)| lines.len()).sum::<usize>() + issuers.len();
        let height = u32::try_from(count).unwrap_or(1) * style.line;
        self.flow.need(height);
        let mut y = self.flow.bottom().saturating_sub(height).max(self.flow.y);
        let mut top = 20;
        for (hang, lines) in copies {
            self.flow.rule((left, y), (right, y), top, Ink::Black);
            top = 15;
            for (i, line) in lines.iter().enumerate() {
                let from = if i == 0 { from } else { from + hang };
                self.flow.line_at(line, &style, (from, to), y);
                y += style.line;
            }
        }
        self.flow.rule((left, y), (right, y), top, Ink::Black);
        let ending = Style { place: Position::Right, ..style };
        for (i, line) in issuers.iter().enumerate() {
            self.flow.line_at(line, &style, (from, to), y);
            if i + 1 == issuers.len() {
                self.flow.line_at(&issued, &ending, (from, to), y);
            }
            y += style.line;
        }
        self.flow.rule((left, y), (right, y), 20, Ink::Black);
        self.flow.y = y;
    }

    /// A word across the sheet.
    fn across(&mut self, word: &str) {
        let page = self.flow.page;
        let middle = (page.width / 2, page.height / 2);
        let cells = crate::text::Width::default().of(word).max(2);
        let size = page.text_width() * 2 / u32::try_from(cells).unwrap_or(2) * 4 / 5;
        let size = size.min(3200);
        let style = Style {
            size,
            line: size,
            tight: 0,
            place: Position::Centre,
            color: Ink::Pale,
            ..self.body()
        };
        self.flow.turn = Some(Turn { degrees: -45.0, at: middle });
        let y = middle.1.saturating_sub(size / 2);
        self.flow.line_at(&Text::of(Role::Heading, word), &style, (0, page.width), y);
        self.flow.turn = None;
    }

    /// The code at the lower left corner of the sheet.
    fn code(&mut self, squares: &[Vec<bool>]) {
        let (left, top) = self.flow.page.code_at();
        let count = u32::try_from(squares.len()).unwrap_or(1).max(1);
        let side = CODE_SIDE;
        for (y, row) in (0..count).zip(squares) {
            for (x, dark) in (0..count).zip(row) {
                if *dark {
                    let at = (left + side * x / count, top + side * y / count);
                    let next = (left + side * (x + 1) / count, top + side * (y + 1) / count);
                    let wide = (next.0 - at.0).max(next.1 - at.1);
                    let wide = f32::from(u16::try_from(wide).unwrap_or_default());
                    self.flow.put(Item::Square { at, side: wide });
                }
            }
        }
    }

    /// The numbers of the pages, and what names the record.
    fn feet(&mut self, doc: &Document) {
        let page = self.flow.page;
        let size = self.measures.form;
        let style = Style { size, line: size * 6 / 5, tight: 0, ..self.small() };
        let y = page.height - page.footer - style.line;
        let sheets = std::mem::take(&mut self.flow.sheets);
        let total = sheets.len();
        let squares = doc.form.code.as_deref().and_then(qr::squares);
        for (i, mut sheet) in sheets.into_iter().enumerate() {
            if let Some(word) = &doc.form.draft {
                // Behind everything else.
                let own = std::mem::take(&mut sheet.items);
                self.flow.sheets.push(Sheet::default());
                self.across(word);
                sheet = self.flow.sheets.pop().unwrap_or_default();
                sheet.items.extend(own);
            }
            self.flow.sheets.push(sheet);
            if let Some(squares) = &squares {
                self.code(squares);
            }
            let number = i + 1;
            match doc.form.pages {
                Pages::Dashed => {
                    let place = if number % 2 == 1 { Position::Right } else { Position::Left };
                    let text = Text::of(Role::Plain, &format!("— {number} —"));
                    let edges = self.edges(size);
                    self.flow.line_at(&text, &Style { place, ..style }, edges, y);
                }
                Pages::OfTotal => {
                    let words = [
                        sheet::page_before(self.lang),
                        number.to_string(),
                        sheet::page_between(self.lang),
                        total.to_string(),
                        sheet::page_after(self.lang),
                    ];
                    let text = Text::of(Role::Plain, &words.concat());
                    let edges = self.edges(0);
                    let size = if squares.is_some() { PAGE_BESIDE } else { size };
                    let style = Style { size, ..style };
                    self.flow.line_at(&text, &Style { place: Position::Right, ..style }, edges, y);
                }
                Pages::None => {}
            }
            if let (Pages::OfTotal | Pages::None, Some(print)) =
                (doc.form.pages, &doc.form.fingerprint)
            {
                let (small, mut edges) = (self.small(), self.edges(0));
                // Beside the code.
                edges.0 += if squares.is_some() { CODE_SIDE } else { 0 };
                let size = if squares.is_some() { PRINT_BESIDE } else { small.size };
                let small = Style { size, ..small };
                let text = Text::of(Role::Plain, print);
                self.flow.line_at(&text, &small, edges, y + style.line - small.line);
            }
        }
    }
}
