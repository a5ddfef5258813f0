//! Typefaces opened: which glyph a character is and how wide, with another face where one lacks it.

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};
use std::sync::Arc;
use strum::VariantArray;
use unicode_width::UnicodeWidthChar as _;

/// What a typeface is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub(super) enum Role {
    Body,
    Title,
    Heading,
    Subheading,
    Plain,
}

impl Role {
    pub(super) const COUNT: usize = 5;

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// Printed where no typeface has a sign that is no Han character: 〓, as typesetters do. What is
/// copied out of the pdf is still the sign.
const MISSING: char = '\u{3013}';

pub(super) struct Face<'a> {
    charmap: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    units: f32,
    font: Font,
}

impl<'a> Face<'a> {
    pub(super) fn open(data: &'a Arc<Vec<u8>>, index: u32) -> Option<Self> {
        let file = FontRef::from_index(data, index).ok()?;
        let font = Font::new(Arc::clone(data).into(), index)?;
        Some(Self {
            charmap: file.charmap(),
            metrics: file.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units: font.units_per_em(),
            font,
        })
    }
}

/// One character set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    pub(super) face: usize,
    pub(super) glyph: u32,
    /// In thousandths of an em.
    pub(super) width: u32,
}

pub(super) struct Faces<'a> {
    faces: Vec<Face<'a>>,
    roles: [usize; Role::COUNT],
}

impl<'a> Faces<'a> {
    pub(super) const fn new(faces: Vec<Face<'a>>, roles: [usize; Role::COUNT]) -> Self {
        Self { faces, roles }
    }

    pub(super) fn font(&self, face: usize) -> Font {
        self.faces[face.min(self.faces.len() - 1)].font.clone()
    }

    /// The character in the face of its role, else in any other; None for what has no form.
    pub(super) fn set(&self, role: Role, c: char) -> Option<Set> {
        if c.width().unwrap_or(0) == 0 {
            return None;
        }
        let own = self.roles[role.index()];
        let others = (0..self.faces.len()).filter(|face| *face != own);
        let find = |c: char| {
            std::iter::once(own).chain(others.clone()).find_map(|face| self.glyph(face, c))
        };
        find(c).or_else(|| find(MISSING))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a glyph is at most some ems wide"
    )]
    fn glyph(&self, face: usize, c: char) -> Option<Set> {
        let own = self.faces.get(face)?;
        let glyph = own.charmap.map(c)?;
        let width = own.metrics.advance_width(glyph)? / own.units * 1000.0;
        Some(Set { face, glyph: glyph.to_u32(), width: width.round().max(0.0) as u32 })
    }
}
