//! What a file is, by its bytes and never by its name.

use std::io::Cursor;

/// What a file may be that holds no list that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// Protected by a password, whatever is inside.
    Encrypted,
    Document,
    Slides,
    Pdf,
    Picture,
    /// A page of the web, which some programs call `.xls`.
    WebPage,
    /// A workbook in a form that no office here writes as its own: binary, XML of 2003, Numbers.
    OtherWorkbook,
    Archive,
    /// A database, a program, anything else that is no text.
    Unknown,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Xlsx,
    Xls,
    Ods,
    /// For Word, and written by yishi itself.
    Paper,
    Other(Other),
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const SIGNS: &[(&[u8], Other)] = &[
    (b"%PDF", Other::Pdf),
    (b"\x89PNG", Other::Picture),
    (b"\xff\xd8\xff", Other::Picture),
    (b"GIF8", Other::Picture),
    (b"BM", Other::Picture),
    (b"II*\0", Other::Picture),
    (b"MM\0*", Other::Picture),
    (b"RIFF", Other::Picture),
    (b"{\\rtf", Other::Document),
    (b"Rar!", Other::Archive),
    (b"7z\xbc\xaf", Other::Archive),
    (b"\x1f\x8b", Other::Archive),
    (b"BZh", Other::Archive),
    (b"SQLite format 3", Other::Unknown),
    (b"\x7fELF", Other::Unknown),
    (b"MZ", Other::Unknown),
];

pub(super) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(ZIP) {
        return zipped(bytes);
    }
    if bytes.starts_with(OLE) {
        return compound(bytes);
    }
    // Pictures of a telephone name themselves a little later.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Kind::Other(Other::Picture);
    }
    let binary = bytes.iter().take(512).any(|b| *b < 9);
    for (sign, other) in SIGNS {
        // Two letters are no sign of anything in a text.
        if bytes.starts_with(sign) && (sign.len() > 2 || binary) {
            return Kind::Other(*other);
        }
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.get(..start.len().min(1_024)).unwrap_or(start);
    let start = String::from_utf8_lossy(start).trim_start().to_ascii_lowercase();
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        let sheet = start.contains("excel.sheet") || start.contains("spreadsheet");
        return Kind::Other(if sheet { Other::OtherWorkbook } else { Other::WebPage });
    }
    if ["<html", "<!doctype", "<table", "<meta", "<head", "<style"]
        .iter()
        .any(|t| start.starts_with(t))
    {
        return Kind::Other(Other::WebPage);
    }
    Kind::Text
}

fn zipped(bytes: &[u8]) -> Kind {
    // What is no whole package is told by whoever reads it, with what is wrong.
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Kind::Xlsx };
    let has = |name: &str| archive.file_names().flatten().any(|n| n.eq_ignore_ascii_case(name));
    let any = |part: &str| archive.file_names().flatten().any(|n| n.starts_with(part));
    if has("xl/workbook.bin") || has("Index/Document.iwa") || has("index.xml") {
        return Kind::Other(Other::OtherWorkbook);
    }
    if any("xl/") {
        return Kind::Xlsx;
    }
    if any("word/") && is_own_paper(bytes) {
        return Kind::Paper;
    }
    if any("word/") {
        return Kind::Other(Other::Document);
    }
    if any("ppt/") {
        return Kind::Other(Other::Slides);
    }
    if has("content.xml") && has("mimetype") {
        return open_document(bytes);
    }
    if has("[Content_Types].xml") { Kind::Xlsx } else { Kind::Other(Other::Archive) }
}

/// Whether a document for Word says that yishi wrote it. Whoever saves it again writes their own
/// name there.
fn is_own_paper(bytes: &[u8]) -> bool {
    use std::io::Read as _;
    let mut app = String::new();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(part) = archive.by_name("docProps/app.xml") else { return false };
    part.take(4_096).read_to_string(&mut app).is_ok()
        && app.contains("<Application>yishi</Application>")
}

fn open_document(bytes: &[u8]) -> Kind {
    use std::io::Read as _;
    let mut kind = String::new();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes))
        && let Ok(part) = archive.by_name("mimetype")
    {
        let _ = part.take(200).read_to_string(&mut kind);
    }
    if kind.contains("spreadsheet") {
        Kind::Ods
    } else if kind.contains("presentation") {
        Kind::Other(Other::Slides)
    } else {
        Kind::Other(Other::Document)
    }
}

fn compound(bytes: &[u8]) -> Kind {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return Kind::Xls };
    let has = |name: &str| file.exists(name);
    if has("/EncryptedPackage") || has("/EncryptionInfo") {
        Kind::Other(Other::Encrypted)
    } else if has("/Workbook") || has("/Book") {
        Kind::Xls
    } else if has("/WordDocument") {
        Kind::Other(Other::Document)
    } else if has("/PowerPoint Document") {
        Kind::Other(Other::Slides)
    } else {
        Kind::Other(Other::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_first_bytes() {
        let other = |bytes: &[u8]| match kind(bytes) {
            Kind::Other(other) => Some(other),
            _ => None,
        };
        assert_eq!(other(b"%PDF-1.7"), Some(Other::Pdf));
        assert_eq!(other(b"\x89PNG\r\n\x1a\n"), Some(Other::Picture));
        assert_eq!(other(b"\0\0\0\x18ftypheic"), Some(Other::Picture));
        assert_eq!(other(b"\xef\xbb\xbf <html><table>"), Some(Other::WebPage));
        assert_eq!(
            other(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
            Some(Other::OtherWorkbook)
        );
        assert_eq!(other("姓名,电话\n".as_bytes()), None);
        assert_eq!(other(b"BMI,name\n"), None);
    }
}
