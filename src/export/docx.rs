//! A document as docx: its parts put together, the same bytes for the same document.
//!
//! What the document says is mapped in `body`, what every document has in common stands in `parts`
//! and in the checked files of `assets/docx`.

mod body;
mod parts;

use super::settings::Settings;
use crate::document::model::Document;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How every part begins, and the names it uses.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#
);

/// The parts could not be packed; nothing a document holds can bring it about.
#[derive(Debug, thiserror::Error)]
#[error("the docx could not be packed: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The bytes of the file.
pub fn write(doc: &Document, settings: &Settings) -> Result<Vec<u8>, DocxError> {
    let body = body::write(doc, &settings.fonts.title.name);
    let parts = parts::of(doc, settings, &body);
    let code = doc.form.code.as_deref().and_then(super::qr::squares);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time, so that the bytes depend on the document alone.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    if let Some(squares) = code {
        zip.start_file("word/media/code.png", options)?;
        zip.write_all(&super::qr::png(&squares))?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Text for XML, without the characters that XML has no place for.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
