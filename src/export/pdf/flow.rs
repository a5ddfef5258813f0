//! Paragraphs into lines and lines onto sheets. All lengths are in twips, from the upper left.

use super::face::{Faces, Role};
use crate::export::page::Page;
use crate::text::wrap::{Measure, WrappedLine, wrap};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    #[default]
    Black,
    Red,
    /// Behind everything else.
    Pale,
}

/// Turned around a point, in degrees with the clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) degrees: f32,
    pub(super) at: (u32, u32),
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) enum Item {
    Rule {
        from: (u32, u32),
        to: (u32, u32),
        width: u32,
        color: Ink,
    },
    Text {
        x: u32,
        baseline: u32,
        size: u32,
        face: usize,
        text: String,
        glyphs: Vec<Glyph>,
        color: Ink,
        turn: Option<Turn>,
    },
    /// A filled square.
    Square {
        at: (u32, u32),
        side: f32,
    },
}

#[derive(Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) range: Range<usize>,
    pub(super) advance: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Left,
    /// To both edges, except where a paragraph ends.
    Both,
    Centre,
    Right,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: u32,
    /// From line to line.
    pub(super) line: u32,
    /// Taken off behind every character.
    pub(super) tight: u32,
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) left: u32,
    pub(super) right: u32,
    /// The left edge of the first line; further lines stand at `left`.
    pub(super) first: u32,
    pub(super) place: Position,
    /// How many lines must fit beneath it on the same sheet.
    pub(super) keep: u32,
    pub(super) color: Ink,
}

/// Text with the role of each of its stretches.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    text: String,
    /// Where each stretch ends.
    ends: Vec<(usize, Role)>,
}

impl Text {
    pub(super) fn of(role: Role, text: &str) -> Self {
        let mut all = Self::default();
        all.push(role, text);
        all
    }

    pub(super) fn push(&mut self, role: Role, text: &str) {
        self.text.push_str(text);
        self.ends.push((self.text.len(), role));
    }

    fn role(&self, at: usize) -> Role {
        let stretch = self.ends.iter().find(|(end, _)| at < *end).or(self.ends.last());
        stretch.map_or(Role::Body, |(_, role)| *role)
    }

    /// The paragraphs that line breaks make of it.
    fn paragraphs(&self) -> Vec<Self> {
        let mut start = 0;
        let mut all = Vec::new();
        for line in self.text.split('\n') {
            let end = start + line.len();
            let ends = self.ends.iter().map(|(at, role)| (at.clamp(&start, &end) - start, *role));
            all.push(Self { text: line.to_owned(), ends: ends.collect() });
            start = end + 1;
        }
        all
    }
}

/// Measures a text with its typefaces. What it is asked for is always the end of the text.
#[derive(Clone, Copy)]
struct Ruler<'a> {
    faces: &'a Faces<'a>,
    text: &'a Text,
    size: u32,
    tight: u32,
}

impl Ruler<'_> {
    fn width(&self, role: Role, grapheme: &str) -> u32 {
        let sets = grapheme.chars().filter_map(|c| self.faces.set(role, c));
        let width: u32 = sets.map(|set| (set.width * self.size + 500) / 1000).sum();
        width.saturating_sub(self.tight)
    }
}

impl Measure for Ruler<'_> {
    fn first<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let grapheme = text.graphemes(true).next()?;
        let role = self.text.role(self.text.text.len().saturating_sub(text.len()));
        Some((grapheme, usize::try_from(self.width(role, grapheme)).unwrap_or(0)))
    }
}

pub(super) struct Flow<'a> {
    pub(super) faces: &'a Faces<'a>,
    pub(super) page: Page,
    pub(super) sheets: Vec<Sheet>,
    /// Where the next line begins on the last sheet.
    pub(super) y: u32,
    /// How text is turned that is put now.
    pub(super) turn: Option<Turn>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(faces: &'a Faces<'a>, page: Page) -> Self {
        Self { faces, page, sheets: vec![Sheet::default()], y: page.top, turn: None }
    }

    pub(super) const fn bottom(&self) -> u32 {
        self.page.height - self.page.bottom
    }

    pub(super) const fn fresh(&self) -> bool {
        self.y == self.page.top
    }

    pub(super) fn new_sheet(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = self.page.top;
    }

    /// A new sheet where less than `height` is left, unless nothing is on this one.
    pub(super) fn need(&mut self, height: u32) -> bool {
        let turns = !self.fresh() && self.y + height > self.bottom();
        if turns {
            self.new_sheet();
        }
        turns
    }

    /// Leaves room, except at the top of a sheet.
    pub(super) const fn gap(&mut self, height: u32) {
        if !self.fresh() {
            self.y += height;
        }
    }

    pub(super) fn put(&mut self, item: Item) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.items.push(item);
        }
    }

    pub(super) fn rule(&mut self, from: (u32, u32), to: (u32, u32), width: u32, color: Ink) {
        self.put(Item::Rule { from, to, width, color });
    }

    /// How wide a text is on one line.
    pub(super) fn width(&self, text: &Text, style: &Style) -> u32 {
        let ruler = self.ruler(text, style);
        let mut at = 0;
        let widths = text.text.graphemes(true).map(|grapheme| {
            let role = text.role(at);
            at += grapheme.len();
            ruler.width(role, grapheme)
        });
        widths.sum()
    }

    const fn ruler<'t>(&'t self, text: &'t Text, style: &Style) -> Ruler<'t> {
        Ruler { faces: self.faces, text, size: style.size, tight: style.tight }
    }

    /// The lines of a text: of the first `first` wide, of others `room`.
    pub(super) fn lines(&self, text: &Text, style: &Style, first: u32, room: u32) -> Vec<Text> {
        let size = |twips: u32| usize::try_from(twips).unwrap_or(usize::MAX);
        let mut all = Vec::new();
        for paragraph in text.paragraphs() {
            let ruler = self.ruler(&paragraph, style);
            let mut lines: Vec<WrappedLine> = wrap(&paragraph.text, size(first), ruler);
            if first != room && lines.len() > 1 {
                let end = lines[0].range.end;
                let rest = Text {
                    text: paragraph.text.get(end..).unwrap_or_default().to_owned(),
                    ends: paragraph.ends.iter().map(|(e, r)| (e.saturating_sub(end), *r)).collect(),
                };
                let ruler = self.ruler(&rest, style);
                let more = wrap(&rest.text, size(room), ruler);
                lines.truncate(1);
                lines.extend(more.into_iter().map(|line| WrappedLine {
                    range: line.range.start + end..line.range.end + end,
                    ..line
                }));
            }
            all.extend(
                lines
                    .into_iter()
                    .map(|line| {
                        let text =
                            paragraph.text.get(line.range.clone()).unwrap_or_default().to_owned();
                        let start = line.range.start;
                        let ends = paragraph
                            .ends
                            .iter()
                            .map(|(e, r)| (e.saturating_sub(start).min(text.len()), *r));
                        let ends = ends.collect();
                        (Text { text, ends }, line.ends_paragraph)
                    })
                    .map(|(mut line, last)| {
                        if last {
                            // Told apart from a line that is filled to both edges.
                            line.text.truncate(line.text.trim_end().len());
                            line.text.push('\n');
                        } else {
                            line.text.truncate(line.text.trim_end().len());
                        }
                        line
                    }),
            );
        }
        all
    }

    /// One line at a place of the last sheet: `y` is its upper edge. Between `from` and `to`.
    pub(super) fn line_at(&mut self, line: &Text, style: &Style, (from, to): (u32, u32), y: u32) {
        let last = line.text.ends_with('\n');
        let text = line.text.trim_end_matches('\n');
        let trimmed = Text { text: text.to_owned(), ends: line.ends.clone() };
        let width = self.width(&trimmed, style);
        let room = to.saturating_sub(from);
        let free = room.saturating_sub(width);
        let x = match style.place {
            Position::Left | Position::Both => from,
            Position::Centre => from + free / 2,
            Position::Right => from + free,
        };
        let count = u32::try_from(text.graphemes(true).count()).unwrap_or(u32::MAX);
        let spread = style.place == Position::Both && !last && count > 1 && free < style.size * 3;
        let baseline = y + (style.line.saturating_sub(style.size)) / 2 + style.size * 88 / 100;
        let mut done = 0;
        let mut share = |number: u32| {
            if !spread || number == count {
                return 0;
            }
            let edge = free * number / (count - 1);
            let own = edge - done;
            done = edge;
            own
        };
        let (mut x, mut at, mut number) = (x, 0, 0);
        let mut run: Option<(usize, u32, String, Vec<Glyph>)> = None;
        for grapheme in text.graphemes(true) {
            let role = trimmed.role(at);
            at += grapheme.len();
            number += 1;
            let mut more = share(number);
            let mut tight = style.tight;
            for c in grapheme.chars() {
                let Some(set) = self.faces.set(role, c) else {
                    // What has no form belongs to the character before it.
                    if let Some((_, _, text, glyphs)) = &mut run {
                        text.push(c);
                        if let Some(glyph) = glyphs.last_mut() {
                            glyph.range.end = text.len();
                        }
                    }
                    continue;
                };
                let own = (set.width * style.size + 500) / 1000;
                let advance =
                    own.saturating_sub(std::mem::take(&mut tight)) + std::mem::take(&mut more);
                if run.as_ref().is_some_and(|(face, ..)| *face != set.face)
                    && let Some(done) = run.take()
                {
                    self.put_run(done, style, baseline);
                }
                let (_, _, text, glyphs) =
                    run.get_or_insert_with(|| (set.face, x, String::new(), Vec::new()));
                let start = text.len();
                text.push(c);
                glyphs.push(Glyph { id: set.glyph, range: start..text.len(), advance });
                x += advance;
            }
        }
        if let Some(done) = run {
            self.put_run(done, style, baseline);
        }
    }

    fn put_run(
        &mut self,
        (face, x, text, glyphs): (usize, u32, String, Vec<Glyph>),
        style: &Style,
        baseline: u32,
    ) {
        let (size, color, turn) = (style.size, style.color, self.turn);
        self.put(Item::Text { x, baseline, size, face, text, glyphs, color, turn });
    }

    /// A paragraph, over as many sheets as it takes.
    pub(super) fn paragraph(&mut self, text: &Text, style: &Style) {
        let (left, right) = (self.page.left, self.page.width - self.page.right - style.right);
        let (first, further) = (left + style.first, left + style.left);
        let lines = self.lines(text, style, right - first, right - further);
        let height = style.before + style.line * (1 + style.keep);
        self.need(height);
        // Only the first sheet begins lower, as a masthead does.
        if !self.fresh() || self.sheets.len() == 1 {
            self.y += style.before;
        }
        for (i, line) in lines.iter().enumerate() {
            self.need(style.line);
            let from = if i == 0 { first } else { further };
            self.line_at(line, style, (from, right), self.y);
            self.y += style.line;
        }
        self.y += style.after;
    }
}
