//! Document model → files, one file a format. Also the record itself, line by line.
//!
//! The only place that writes documents to disk. Must not decide what a document says.

pub mod csv;
pub mod file;
pub mod html;
pub mod journal;
pub mod json;
pub mod md;
pub mod settings;
pub mod template;
pub mod txt;
pub mod xlsx;

use crate::document::draft::Arranged;
use crate::document::papers::Format;
use settings::Settings;

/// A document that could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Json(#[from] json::JsonError),
    #[error("cannot be written as a workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// No writer for the format in this build.
    #[error("no writer for this format")]
    NoWriter(Format),
}

/// The formats that this build writes.
pub const fn has_writer(format: Format) -> bool {
    !matches!(format, Format::Docx | Format::Pdf)
}

/// The bytes of a document in a format; the settings are for those with typefaces.
pub fn write(
    arranged: &Arranged,
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, WriteError> {
    let doc = &arranged.doc;
    Ok(match format {
        Format::Md => md::write(doc).into_bytes(),
        Format::Txt => txt::write(doc).into_bytes(),
        Format::Html => html::write(doc).into_bytes(),
        Format::Csv => csv::write(doc).into_bytes(),
        Format::Json => json::document(doc)?.into_bytes(),
        Format::Xlsx => xlsx::write(doc, &settings.fonts.plain.name)?,
        Format::Docx | Format::Pdf => return Err(WriteError::NoWriter(format)),
    })
}
