//! Document model → files, one file a format. Also the record itself, line by line.
//!
//! The only place that writes documents to disk. Must not decide what a document says.

pub(crate) mod batch;
pub(crate) mod csv;
pub mod docx;
pub(crate) mod file;
pub(crate) mod html;
pub mod journal;
pub mod json;
mod lines;
pub(crate) mod md;
mod measures;
mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
mod qr;
pub mod settings;
pub mod template;
pub(crate) mod txt;
pub(crate) mod xlsx;

use crate::document::draft::Arranged;
use crate::document::request::{Format, Paper};
use crate::i18n::inputs::said;
#[cfg(feature = "pdf")]
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, sheet};
use settings::Settings;
use strum::VariantArray as _;

/// A document that could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Json(#[from] json::JsonError),
    #[error("cannot be written as a workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Docx(#[from] docx::DocxError),
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
    /// No writer for the format in this build.
    #[error("no writer for this format")]
    NoWriter(Format),
}

impl WriteError {
    /// Whether the office's own settings are to blame, without which it would go.
    pub const fn is_of_settings(&self) -> bool {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf(pdf::PdfError::Configured { .. }) => true,
            _ => false,
        }
    }

    const fn format(&self) -> Format {
        match self {
            Self::Json(_) => Format::Json,
            Self::Workbook(_) => Format::Xlsx,
            Self::Docx(_) => Format::Docx,
            #[cfg(feature = "pdf")]
            Self::Pdf(_) => Format::Pdf,
            Self::NoWriter(format) => *format,
        }
    }

    /// What happened and what to do, for people.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf(pdf::PdfError::NoFont) => sheet::pdf_no_font(lang),
            #[cfg(feature = "pdf")]
            Self::Pdf(pdf::PdfError::NoGlyph(c)) => {
                sheet::pdf_no_glyph(lang, c, format!("U+{:04X}", u32::from(*c)))
            }
            #[cfg(feature = "pdf")]
            Self::Pdf(pdf::PdfError::Configured { path, why }) => {
                let why = match why {
                    pdf::TypefaceError::Unreadable(why) => io_reason(lang, &(*why).into()),
                    pdf::TypefaceError::NoChinese => sheet::pdf_no_chinese(lang),
                };
                sheet::pdf_configured(lang, path.display(), why)
            }
            other => {
                sheet::not_made(lang, other.format().into_str(), said(lang, &other.to_string()))
            }
        }
    }
}

/// What can be written to a file: a document in a format, or the record itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doc {
    Paper(Paper, Format),
    Journal,
    Session,
}

impl Doc {
    /// The documents of the whole set, each in its first format, in the order of the contract.
    pub fn all() -> impl Iterator<Item = Self> {
        let papers = Paper::VARIANTS.iter().copied().filter_map(|paper| {
            let format = paper.formats().iter().copied().find(|f| has_writer(*f))?;
            Some(Self::Paper(paper, format))
        });
        papers.chain([Self::Journal, Self::Session])
    }

    /// In Chinese by what the paper is called, elsewhere by the word of the command line.
    pub fn file_name(self, lang: Lang) -> String {
        let (key, ending) = match self {
            Self::Paper(paper, format) => (paper.into_str(), format.into_str()),
            Self::Journal => ("journal", "jsonl"),
            Self::Session => ("session", "json"),
        };
        match lang {
            Lang::Zh => format!("{}.{ending}", crate::i18n::paper::name_of(lang, key)),
            Lang::En => format!("{key}.{ending}"),
        }
    }

    pub const fn is_text(self) -> bool {
        match self {
            Self::Paper(_, format) => format.is_text(),
            Self::Journal | Self::Session => true,
        }
    }
}

/// The formats that this build writes.
pub const fn has_writer(format: Format) -> bool {
    cfg!(feature = "pdf") || !matches!(format, Format::Pdf)
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
        Format::Docx => docx::write(doc, settings)?,
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::write(doc, settings, &pdf::system_folders())?,
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(WriteError::NoWriter(format)),
    })
}
