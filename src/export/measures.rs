//! How large the text of a document is set, in twips, for every format with pages.
//!
//! Must not know a format, nor what is set.

use crate::document::model::Density;
use crate::i18n::Lang;
use crate::text::Width;

/// How text is set, by language and density.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    pub(super) size: u32,
    /// From line to line: 22 fill the page of an official paper.
    pub(super) line: u32,
    /// Behind a paragraph.
    pub(super) after: u32,
    /// One character with what stands before the next: 28 fill a line of an official paper.
    pub(super) em: u32,
    /// What a character is narrower than its size, so that the last one of a line fits.
    pub(super) tight: u32,
    pub(super) title: u32,
    pub(super) title_line: u32,
    pub(super) title_after: u32,
    /// The text of a ruled form, and of the foot of a page.
    pub(super) form: u32,
    /// A line of room in a ruled form.
    pub(super) row: u32,
    /// Above a line for a signature.
    pub(super) sign: u32,
    /// About how wide a letter is that takes one cell of a terminal, in hundredths of its size.
    pub(super) letter: u32,
}

/// Cells of a terminal as a number to measure with.
pub(super) fn units(cells: usize) -> u32 {
    u32::try_from(cells).unwrap_or(u32::MAX / 1000)
}

impl Measures {
    pub(super) const fn of(lang: Lang, density: Density) -> Self {
        match (lang, density) {
            // 16 points less a quarter; titles of 22 points.
            (Lang::Zh, Density::Official) => Self {
                size: 320,
                line: 579,
                after: 0,
                em: 315,
                tight: 5,
                title: 440,
                title_line: 660,
                title_after: 579,
                form: 280,
                row: 579,
                sign: 160,
                letter: 50,
            },
            (Lang::Zh, Density::Compact) => Self {
                size: 240,
                line: 380,
                after: 0,
                em: 240,
                tight: 0,
                title: 360,
                title_line: 540,
                title_after: 200,
                form: 240,
                row: 420,
                sign: 80,
                letter: 50,
            },
            (Lang::En, Density::Official) => Self {
                size: 240,
                line: 340,
                after: 120,
                em: 315,
                tight: 0,
                title: 360,
                title_line: 460,
                title_after: 240,
                form: 220,
                row: 579,
                sign: 160,
                letter: 60,
            },
            (Lang::En, Density::Compact) => Self {
                size: 220,
                line: 310,
                after: 60,
                em: 240,
                tight: 0,
                title: 320,
                title_line: 410,
                title_after: 160,
                form: 210,
                row: 420,
                sign: 80,
                letter: 60,
            },
        }
    }

    /// About how wide a text is in letters of that size.
    pub(super) fn width(self, text: &str, size: u32) -> u32 {
        units(Width::default().of(text)) * size * self.letter / 100
    }

    /// How many letters of a title fit on a line, two of them counted as one character.
    pub(super) const fn title_ems(self, width: u32) -> u32 {
        width * 50 / (self.title * self.letter)
    }

    /// Of the first line of a paragraph.
    pub(super) const fn indent(self) -> u32 {
        match self.after {
            0 => 2 * self.em,
            _ => 0,
        }
    }

    /// The mark of a list's item stands so far from its text.
    pub(super) const fn hang(self) -> u32 {
        self.em * 3 / 2
    }
}
