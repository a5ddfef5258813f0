//! A screen as a picture: a grid of styled cells drawn as SVG.
//!
//! Owns the drawing only. It is pure: cells in, text out; `look` runs programs and writes files.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::style::{Color, Modifier};

/// Half-width cell in pixels; a wide character takes two. The fonts' sizes follow from it.
const CELL_WIDTH: u16 = 10;
const CELL_HEIGHT: u16 = 20;

/// The terminal's own two colours, for cells that name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    Dark,
    Light,
}

impl Ground {
    fn ink(self) -> Rgb {
        match self {
            Self::Dark => Rgb(0xd8, 0xde, 0xe9),
            Self::Light => Rgb(0x24, 0x29, 0x2e),
        }
    }

    fn paper(self) -> Rgb {
        match self {
            Self::Dark => Rgb(0x12, 0x16, 0x1c),
            Self::Light => Rgb(0xff, 0xff, 0xff),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A colour as a program names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Default,
    Indexed(u8),
    Exact(Rgb),
}

impl Paint {
    fn resolve(self, default: Rgb) -> Rgb {
        match self {
            Self::Default => default,
            Self::Indexed(index) => indexed(index),
            Self::Exact(rgb) => rgb,
        }
    }
}

/// One drawn cell; a wide one covers the column after it too.
struct Cell {
    row: u16,
    col: u16,
    width: u16,
    text: String,
    ink: Paint,
    paper: Paint,
    style: Modifier,
}

impl Cell {
    /// Ink and paper as they are seen: reversed, dimmed, hidden.
    fn colours(&self, ground: Ground) -> (Rgb, Rgb) {
        let mut ink = self.ink.resolve(ground.ink());
        let mut paper = self.paper.resolve(ground.paper());
        if self.style.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut paper);
        }
        if self.style.contains(Modifier::DIM) {
            ink = between(ink, paper);
        }
        if self.style.contains(Modifier::HIDDEN) {
            ink = paper;
        }
        (ink, paper)
    }
}

/// A screen taken down for drawing.
pub(crate) struct Picture {
    rows: u16,
    cols: u16,
    cells: Vec<Cell>,
    cursor: Option<(u16, u16)>,
}

impl Picture {
    /// Takes down a buffer drawn by ratatui; it has no cursor.
    pub(crate) fn of_buffer(buffer: &Buffer) -> Self {
        let area = buffer.area;
        let mut cells = Vec::new();
        for y in area.top()..area.bottom() {
            let mut x = area.left();
            while x < area.right() {
                let cell = &buffer[(x, y)];
                let width = cell.cell_width().clamp(1, area.right() - x);
                cells.push(Cell {
                    row: y - area.top(),
                    col: x - area.left(),
                    width,
                    text: cell.symbol().to_owned(),
                    ink: of_ratatui(cell.fg),
                    paper: of_ratatui(cell.bg),
                    style: cell.modifier,
                });
                x += width;
            }
        }
        Self { rows: area.height, cols: area.width, cells, cursor: None }
    }

    /// Takes down a terminal's screen with its cursor.
    #[cfg(unix)]
    pub(crate) fn of_terminal(shown: &crate::pty::Shown) -> Self {
        let (rows, cols) = shown.size();
        let places = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col)));
        let cells = places.filter_map(|(row, col)| {
            let cell = shown.cell(row, col).filter(|cell| !cell.is_wide_continuation())?;
            let mut style = Modifier::empty();
            style.set(Modifier::BOLD, cell.bold());
            style.set(Modifier::DIM, cell.dim());
            style.set(Modifier::ITALIC, cell.italic());
            style.set(Modifier::UNDERLINED, cell.underline());
            style.set(Modifier::REVERSED, cell.inverse());
            Some(Cell {
                row,
                col,
                width: if cell.is_wide() { 2 } else { 1 },
                text: cell.contents().to_owned(),
                ink: of_vt100(cell.fgcolor()),
                paper: of_vt100(cell.bgcolor()),
                style,
            })
        });
        let cursor = (!shown.cursor_hidden()).then(|| shown.cursor());
        Self { rows, cols, cells: cells.collect(), cursor }
    }

    /// The picture as an SVG document of its own.
    pub(crate) fn svg(&self, ground: Ground) -> String {
        let (width, height) = (self.cols * CELL_WIDTH, self.rows * CELL_HEIGHT);
        let mut svg = format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">"#,
                "\n<style>text{{white-space:pre;text-anchor:middle}}",
                ".n{{font:16.6px 'DejaVu Sans Mono',monospace}}",
                ".w{{font:19px 'Noto Sans Mono CJK SC','Noto Sans CJK SC',sans-serif}}",
                ".b{{font-weight:bold}}.i{{font-style:italic}}</style>\n",
                r#"<rect width="{w}" height="{h}" fill="{paper}"/>"#,
                "\n"
            ),
            w = width,
            h = height,
            paper = ground.paper()
        );
        self.papers(&mut svg, ground);
        self.inks(&mut svg, ground);
        if let Some((row, col)) = self.cursor {
            let (x, y) = (col * CELL_WIDTH, row * CELL_HEIGHT);
            let colour = ground.ink();
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(
                svg,
                r#"<rect class="cursor" x="{x}" y="{y}" width="2" height="{CELL_HEIGHT}" fill="{colour}"/>"#
            );
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// The glyphs, each in the middle of its place; neighbours of one look share its words.
    fn inks(&self, svg: &mut String, ground: Ground) {
        let drawn: Vec<(&Cell, (String, Rgb))> =
            self.cells.iter().filter_map(|cell| Some((cell, glyph(cell, ground)?))).collect();
        for run in drawn.chunk_by(|a, b| a.1 == b.1) {
            let (class, ink) = &run[0].1;
            let look = format!(r#"class="{class}""#);
            let place = |cell: &Cell| {
                let x = cell.col * CELL_WIDTH + cell.width * CELL_WIDTH / 2;
                format!(r#"x="{x}" y="{}""#, cell.row * CELL_HEIGHT + 15)
            };
            if let [(cell, _)] = run {
                let (at, text) = (place(cell), escaped(&cell.text));
                let _ = writeln!(svg, r#"<text {look} {at} fill="{ink}">{text}</text>"#);
                continue;
            }
            let _ = writeln!(svg, r#"<g {look} fill="{ink}">"#);
            for (cell, _) in run {
                let _ = writeln!(svg, "<text {}>{}</text>", place(cell), escaped(&cell.text));
            }
            svg.push_str("</g>\n");
        }
        for cell in &self.cells {
            lines(svg, cell, ground);
        }
    }

    /// The coloured backgrounds, one rectangle for neighbours of one colour.
    fn papers(&self, svg: &mut String, ground: Ground) {
        let alike =
            |a: &Cell, b: &Cell| a.row == b.row && a.colours(ground).1 == b.colours(ground).1;
        for run in self.cells.chunk_by(alike) {
            let paper = run[0].colours(ground).1;
            if paper == ground.paper() {
                continue;
            }
            let (x, y) = (run[0].col * CELL_WIDTH, run[0].row * CELL_HEIGHT);
            let width = run.iter().map(|cell| cell.width).sum::<u16>() * CELL_WIDTH;
            let _ = writeln!(
                svg,
                r#"<rect x="{x}" y="{y}" width="{width}" height="{CELL_HEIGHT}" fill="{paper}"/>"#
            );
        }
    }
}

/// How a cell's glyph is drawn: its class and its colour; None where there is nothing to draw.
fn glyph(cell: &Cell, ground: Ground) -> Option<(String, Rgb)> {
    if cell.text.trim().is_empty() {
        return None;
    }
    let mut class = String::from(if cell.width == 1 { "n" } else { "w" });
    for (style, name) in [(Modifier::BOLD, " b"), (Modifier::ITALIC, " i")] {
        if cell.style.contains(style) {
            class.push_str(name);
        }
    }
    Some((class, cell.colours(ground).0))
}

/// The lines under and through a cell.
fn lines(svg: &mut String, cell: &Cell, ground: Ground) {
    let (ink, _) = cell.colours(ground);
    let (left, top) = (cell.col * CELL_WIDTH, cell.row * CELL_HEIGHT);
    let width = cell.width * CELL_WIDTH;
    for (style, below) in [(Modifier::UNDERLINED, 18), (Modifier::CROSSED_OUT, 10)] {
        if cell.style.contains(style) {
            let y = top + below;
            let _ = writeln!(
                svg,
                r#"<rect x="{left}" y="{y}" width="{width}" height="1" fill="{ink}"/>"#
            );
        }
    }
}

/// Text for XML; control characters, which XML cannot hold, are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

fn between(a: Rgb, b: Rgb) -> Rgb {
    Rgb(a.0.midpoint(b.0), a.1.midpoint(b.1), a.2.midpoint(b.2))
}

fn of_ratatui(colour: Color) -> Paint {
    match colour {
        Color::Reset => Paint::Default,
        Color::Rgb(r, g, b) => Paint::Exact(Rgb(r, g, b)),
        Color::Indexed(index) => Paint::Indexed(index),
        Color::Black => Paint::Indexed(0),
        Color::Red => Paint::Indexed(1),
        Color::Green => Paint::Indexed(2),
        Color::Yellow => Paint::Indexed(3),
        Color::Blue => Paint::Indexed(4),
        Color::Magenta => Paint::Indexed(5),
        Color::Cyan => Paint::Indexed(6),
        Color::Gray => Paint::Indexed(7),
        Color::DarkGray => Paint::Indexed(8),
        Color::LightRed => Paint::Indexed(9),
        Color::LightGreen => Paint::Indexed(10),
        Color::LightYellow => Paint::Indexed(11),
        Color::LightBlue => Paint::Indexed(12),
        Color::LightMagenta => Paint::Indexed(13),
        Color::LightCyan => Paint::Indexed(14),
        Color::White => Paint::Indexed(15),
    }
}

#[cfg(unix)]
fn of_vt100(colour: vt100::Color) -> Paint {
    match colour {
        vt100::Color::Default => Paint::Default,
        vt100::Color::Idx(index) => Paint::Indexed(index),
        vt100::Color::Rgb(r, g, b) => Paint::Exact(Rgb(r, g, b)),
    }
}

/// xterm's 256 colours: sixteen named ones, a cube of 6×6×6, a ramp of 24 greys.
fn indexed(index: u8) -> Rgb {
    const NAMED: [Rgb; 16] = [
        Rgb(0x00, 0x00, 0x00),
        Rgb(0xcd, 0x31, 0x31),
        Rgb(0x0d, 0xa0, 0x5f),
        Rgb(0xc8, 0xa0, 0x10),
        Rgb(0x24, 0x72, 0xc8),
        Rgb(0xbc, 0x3f, 0xbc),
        Rgb(0x11, 0xa8, 0xcd),
        Rgb(0xcc, 0xcc, 0xcc),
        Rgb(0x76, 0x76, 0x76),
        Rgb(0xf1, 0x4c, 0x4c),
        Rgb(0x23, 0xd1, 0x8b),
        Rgb(0xf5, 0xd0, 0x43),
        Rgb(0x3b, 0x8e, 0xea),
        Rgb(0xd6, 0x70, 0xd6),
        Rgb(0x29, 0xb8, 0xdb),
        Rgb(0xff, 0xff, 0xff),
    ];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => NAMED[usize::from(index)],
        16..=231 => {
            let cube = index - 16;
            Rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(text: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, text, style);
        Picture::of_buffer(&buffer).svg(Ground::Dark)
    }

    #[test]
    fn a_wide_character_stands_in_the_middle_of_two_cells() {
        let svg = drawn("a议b", Style::new());
        for place in [
            r##"class="n" x="5" y="15" fill="#d8dee9">a<"##,
            r##"class="w" x="20" y="15" fill="#d8dee9">议<"##,
            r##"class="n" x="35" y="15" fill="#d8dee9">b<"##,
        ] {
            assert!(svg.contains(place), "{place} in {svg}");
        }
        assert_eq!(svg.matches("<text").count(), 3);
        assert!(svg.contains(r#"width="80" height="20""#), "{svg}");
    }

    #[test]
    fn colours_and_styles_are_drawn() {
        let reversed =
            drawn("ab", Style::new().fg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::REVERSED));
        assert!(
            reversed.contains(r##"<rect x="0" y="0" width="20" height="20" fill="#010203"/>"##)
        );
        let run = concat!(
            r##"<g class="n" fill="#12161c">"##,
            "\n",
            r#"<text x="5" y="15">a</text>"#,
            "\n",
            r#"<text x="15" y="15">b</text>"#,
            "\n</g>"
        );
        assert!(reversed.contains(run), "{reversed}");
        let bold = drawn("a", Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED));
        assert!(bold.contains(r#"class="n b""#));
        assert!(bold.contains(r#"<rect x="0" y="18" width="10" height="1""#));
        let dim = drawn("a", Style::new().fg(Color::Indexed(16)).add_modifier(Modifier::DIM));
        assert!(dim.contains(r##"fill="#090b0e">a<"##), "{dim}");
    }

    #[test]
    fn colours_by_number_are_those_of_xterm() {
        assert_eq!(indexed(16), Rgb(0, 0, 0));
        assert_eq!(indexed(196), Rgb(255, 0, 0));
        assert_eq!(indexed(231), Rgb(255, 255, 255));
        assert_eq!(indexed(232), Rgb(8, 8, 8));
        assert_eq!(indexed(255), Rgb(238, 238, 238));
    }

    #[test]
    fn text_cannot_break_the_document() {
        assert_eq!(escaped("<a>&\u{1b}b"), "&lt;a&gt;&amp;b");
    }

    #[cfg(unix)]
    #[test]
    fn a_terminal_is_drawn_with_its_cursor() {
        use crate::pty::Launch;
        let pty = Launch::script(r"printf '\033[31;1m议\033[0m>'; read x").start();
        pty.wait_text("议>");
        let svg = pty.look(Picture::of_terminal).svg(Ground::Light);
        assert!(svg.contains(r##"class="w b" x="10" y="15" fill="#cd3131">议<"##), "{svg}");
        assert!(svg.contains(r#"class="cursor" x="30" y="0""#), "{svg}");
        assert!(svg.contains(r##"<rect width="1000" height="600" fill="#ffffff"/>"##), "{svg}");
    }
}
