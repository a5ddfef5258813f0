//! A document as pdf: the same page as the docx, with typefaces found on the system, the program's
//! own line breaker, and the same bytes for the same document and typefaces.
//!
//! `fonts` finds the files, `face` measures, `flow` fills pages, `blocks` and `table` map the
//! document; here the pages become the file.

mod blocks;
mod face;
mod flow;
mod fonts;
mod table;

pub use fonts::system_folders;

use super::settings::Settings;
use crate::document::model::Document;
use crate::i18n::Lang;
use face::Faces;
use flow::{Ink, Item, Sheet};
use fonts::Files;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::text::{GlyphId, KrillaGlyph};
use std::path::PathBuf;

/// Why a file is not taken as a typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypefaceError {
    #[error("it cannot be read: {0}")]
    Unreadable(std::io::ErrorKind),
    #[error("no Chinese characters in it")]
    NoChinese,
}

/// Why there is no pdf. Each says what to do; docx and html need no typeface.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The file of the settings is missing or no typeface with Chinese.
    #[error("{path}: cannot be used as a typeface: {why}")]
    Configured { path: PathBuf, why: TypefaceError },
    #[error("no typeface with Chinese characters was found")]
    NoFont,
    /// A Han character that none of the system's typefaces has.
    #[error("no typeface has the character {0}")]
    NoGlyph(char),
    #[error("the pdf could not be written: {0}")]
    Writer(String),
}

/// The bytes of the file, with typefaces out of `folders`: [`system_folders`] outside of tests.
pub fn write(
    doc: &Document,
    settings: &Settings,
    folders: &[PathBuf],
) -> Result<Vec<u8>, PdfError> {
    let files = Files::find(doc, &settings.fonts, folders)?;
    let faces = files.open()?;
    let sheets = blocks::lay_out(doc, &faces);
    emit(doc, &sheets, &faces)
}

fn emit(doc: &Document, sheets: &[Sheet], faces: &Faces<'_>) -> Result<Vec<u8>, PdfError> {
    // Without XMP there is nothing in the file that depends on the day or the machine.
    let settings = SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let lang = match doc.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    file.set_metadata(Metadata::new().title(doc.title.clone()).language(lang.to_owned()));
    if doc.form.is_list {
        file.embed_file(list(doc));
    }
    let page = super::page::Page::of(&doc.form);
    for sheet in sheets {
        let size = PageSettings::from_wh(points(page.width), points(page.height));
        let size = size.ok_or_else(|| PdfError::Writer("page size".to_owned()))?;
        let mut page = file.start_page_with(size);
        let mut surface = page.surface();
        for item in &sheet.items {
            let ink = |ink: Ink| match ink {
                Ink::Black => rgb::Color::black(),
                Ink::Red => rgb::Color::new(255, 0, 0),
                Ink::Pale => rgb::Color::new(225, 225, 225),
            };
            match item {
                Item::Rule { from, to, width, color } => {
                    let mut path = PathBuilder::new();
                    path.move_to(points(from.0), points(from.1));
                    path.line_to(points(to.0), points(to.1));
                    let Some(path) = path.finish() else { continue };
                    surface.set_fill(None);
                    surface.set_stroke(Some(Stroke {
                        paint: ink(*color).into(),
                        width: points(*width),
                        ..Stroke::default()
                    }));
                    surface.draw_path(&path);
                }
                Item::Square { at, side } => {
                    let rect =
                        Rect::from_xywh(points(at.0), points(at.1), *side / 20.0, *side / 20.0);
                    let Some(rect) = rect else { continue };
                    let mut path = PathBuilder::new();
                    path.push_rect(rect);
                    let Some(path) = path.finish() else { continue };
                    surface.set_stroke(None);
                    let paint = ink(Ink::Black).into();
                    surface.set_fill(Some(Fill { paint, ..Fill::default() }));
                    surface.draw_path(&path);
                }
                Item::Text { x, baseline, size, face, text, glyphs, color, turn } => {
                    let em = points(*size);
                    let glyphs: Vec<KrillaGlyph> = glyphs
                        .iter()
                        .map(|glyph| KrillaGlyph {
                            glyph_id: GlyphId::new(glyph.id),
                            text_range: glyph.range.clone(),
                            x_advance: points(glyph.advance) / em,
                            x_offset: 0.0,
                            y_offset: 0.0,
                            y_advance: 0.0,
                            location: None,
                        })
                        .collect();
                    surface.set_stroke(None);
                    surface.set_fill(Some(Fill { paint: ink(*color).into(), ..Fill::default() }));
                    let start = Point::from_xy(points(*x), points(*baseline));
                    if let Some(turn) = turn {
                        let (x, y) = (points(turn.at.0), points(turn.at.1));
                        surface.push_transform(&Transform::from_rotate_at(turn.degrees, x, y));
                    }
                    surface.draw_glyphs(start, &glyphs, faces.font(*face), text, em, false);
                    if turn.is_some() {
                        surface.pop();
                    }
                }
            }
        }
        surface.finish();
        page.finish();
    }
    file.finish().map_err(|error| PdfError::Writer(format!("{error:?}")))
}

/// The table as the page shows it and no more, by which a program reads the paper back. It is not
/// packed, so that whoever reads it needs no reader of pdf.
fn list(doc: &Document) -> EmbeddedFile {
    EmbeddedFile {
        path: "yishi-list.csv".to_owned(),
        mime_type: MimeType::new("text/csv"),
        description: Some(doc.title.clone()),
        association_kind: AssociationKind::Alternative,
        data: super::csv::write(doc).into_bytes().into(),
        modification_date: None,
        compress: Some(false),
        location: None,
    }
}

/// Twips, of which a page has fewer than 65536, as points.
fn points(twips: u32) -> f32 {
    f32::from(u16::try_from(twips).unwrap_or(u16::MAX)) / 20.0
}
