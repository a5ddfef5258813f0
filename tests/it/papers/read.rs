//! Documents read back: the text of a docx part by part, the text of a pdf as poppler takes it out.

use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;

/// The text of a docx as lines: its properties, its paragraphs with their styles, its tables row by
/// row, its feet.
pub(super) fn docx(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut xml = String::new();
        package.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        xml
    };
    let mut text = String::new();
    for name in ["docProps/core.xml", "word/document.xml", "word/footer1.xml", "word/footer2.xml"] {
        text.extend(["[", name, "]\n", &lines(&part(name))]);
    }
    text
}

/// What a part says, without its marks.
fn lines(xml: &str) -> String {
    let (mut text, mut line, mut cells) = (String::new(), String::new(), None);
    let mut counted = false;
    for piece in xml.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        let name = tag.split_whitespace().next().unwrap_or_default().trim_end_matches('/');
        match name {
            "w:pStyle" if cells.is_none() => {
                let style = tag.split('"').nth(1).unwrap_or_default();
                line.extend([style, ": "]);
            }
            "w:tab" if tag.ends_with("w:tab/") => line.push('\t'),
            "w:br" => line.push('\u{23ce}'),
            "w:pageBreakBefore" => line += "<page> ",
            "w:instrText" => line.extend(["{", words.trim(), "}"]),
            // The number of a page as it was when it was written means nothing.
            "w:fldChar" => counted = tag.contains("separate"),
            "w:t" if counted => {}
            "w:tr" => cells = Some(Vec::new()),
            "/w:tc" => {
                if let Some(cells) = &mut cells {
                    cells.push(std::mem::take(&mut line));
                }
            }
            "/w:tr" => {
                let row = cells.take().unwrap_or_default();
                text.extend(["| ", &row.join(" | "), " |\n"]);
            }
            "/w:p" | "/dc:title" | "/dc:language" if cells.is_none() => {
                text += line.trim_end();
                text.push('\n');
                line.clear();
            }
            _ if name == "w:t" || name.starts_with("dc:") => line += words,
            _ => {}
        }
    }
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(text, |text, (mark, sign)| text.replace(mark, sign))
}

/// The text of a pdf in the order in which it was drawn; None where poppler is not installed.
pub(super) fn pdf(bytes: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(file.path()).arg("-").output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// That text whatever typeface it was broken with: without line ends, spaces and feet of pages.
pub(super) fn unbroken(text: &str, fingerprint: &str) -> String {
    // Page 1 of 2, in either language, or a number between dashes.
    let marks = ["Page", "of", "\u{7b2c}", "\u{9875}", "\u{5171}", "\u{2014}"];
    let is_foot = |line: &str| {
        let line = line.replace(fingerprint, "");
        let number = marks.iter().fold(line.clone(), |line, mark| line.replace(mark, ""));
        let number: String = number.split_whitespace().collect();
        number.chars().all(|c| c.is_ascii_digit()) && (number != line.trim() || number.is_empty())
    };
    let lines = text.split(['\n', '\u{c}']).filter(|line| !is_foot(line));
    let text: String = lines.flat_map(str::split_whitespace).collect();
    // So that a difference can be read.
    text.replace('\u{3002}', "\u{3002}\n").replace('\u{ff1b}', "\u{ff1b}\n")
}
