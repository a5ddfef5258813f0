//! What an office sets for its documents: who signs and sends them, typefaces, fixed sentences, and
//! per document the parts and their headings. Every fault with its place.
//!
//! Must not know which documents, parts and sentences there are; those are handed in.

use super::config::read;
use super::entry::Found;
use super::fault::{FaultKind, Faults};
use super::keys::Keys;
use super::values;
use crate::limits::{LONGEST_INPUT, LONGEST_TITLE};
use crate::text::clean::Form;
use std::collections::BTreeMap;

/// The names that a file may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    /// Documents with their parts.
    pub documents: &'a [(&'static str, &'static [&'static str])],
    pub sentences: &'a [&'static str],
}

/// A file as it was read; what it leaves out is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PaperFile {
    pub unit: String,
    pub chair_unit: String,
    /// A summary without the red head.
    pub plain: bool,
    pub masthead: String,
    pub number: String,
    pub issuer: String,
    pub copies_to: Vec<String>,
    pub fonts: FontNames,
    pub sentences: BTreeMap<String, String>,
    pub documents: BTreeMap<String, PaperLayout>,
}

/// Typefaces by what they are for; the pdf's by the path of its file or the name of
/// its family.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FontNames {
    pub title: String,
    pub heading: String,
    pub subheading: String,
    pub body: String,
    pub plain: String,
    pub latin: String,
    pub pdf: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PaperLayout {
    pub parts: Vec<String>,
    pub headings: BTreeMap<String, String>,
}

/// Reads the file; a bad line costs nothing but itself.
pub(crate) fn read_papers(bytes: &[u8], file: &str, known: Known<'_>) -> (PaperFile, Faults) {
    read(bytes, file, |_, mut keys, found| {
        let mut line = |key| keys.text(key, Form::Line, LONGEST_TITLE, found).unwrap_or_default();
        let (unit, chair_unit) = (line("unit"), line("chair_unit"));
        let (masthead, number, issuer) = (line("masthead"), line("number"), line("issuer"));
        let plain = keys.flag("plain", found).unwrap_or_default();
        let copies = keys.take("copies_to");
        let copies = copies.map(|entry| values::texts(&entry, Form::Line, found));
        let copies_to = copies.unwrap_or_default().into_iter().map(|(text, _)| text).collect();
        let fonts = keys.table("fonts", found);
        let fonts = fonts.map(|table| read_fonts(table, found)).unwrap_or_default();
        let sentences = keys.table("sentences", found);
        let sentences = sentences.map(|table| lines(table, known.sentences, found));
        let mut documents = BTreeMap::new();
        for (name, parts) in known.documents {
            if let Some(table) = keys.table(name, found) {
                documents.insert((*name).to_owned(), layout(table, parts, found));
            }
        }
        keys.finish(found);
        let sentences = sentences.unwrap_or_default();
        PaperFile {
            unit,
            chair_unit,
            plain,
            masthead,
            number,
            issuer,
            copies_to,
            fonts,
            sentences,
            documents,
        }
    })
}

fn read_fonts(mut keys: Keys<'_>, found: &mut Found) -> FontNames {
    let mut line = |key| keys.text(key, Form::Line, LONGEST_TITLE, found).unwrap_or_default();
    let fonts = FontNames {
        title: line("title"),
        heading: line("heading"),
        subheading: line("subheading"),
        body: line("body"),
        plain: line("plain"),
        latin: line("latin"),
        pdf: line("pdf"),
    };
    keys.finish(found);
    fonts
}

/// Texts by names that are known.
fn lines(
    mut keys: Keys<'_>,
    known: &[&'static str],
    found: &mut Found,
) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for name in known {
        if let Some(text) = keys.text(name, Form::Line, LONGEST_INPUT, found) {
            lines.insert((*name).to_owned(), text);
        }
    }
    keys.finish(found);
    lines
}

fn layout(mut keys: Keys<'_>, known: &'static [&'static str], found: &mut Found) -> PaperLayout {
    let mut parts = Vec::new();
    if let Some(entry) = keys.take("parts") {
        for (name, at) in values::texts(&entry, Form::Id, found) {
            if known.contains(&name.as_str()) {
                parts.push(name);
            } else {
                let (key, allowed) = (entry.key.clone(), known.to_vec());
                found.push(at, FaultKind::NotOneOf { key, value: name, allowed });
            }
        }
    }
    let headings = keys.table("headings", found);
    let headings = headings.map(|table| lines(table, known, found)).unwrap_or_default();
    keys.finish(found);
    PaperLayout { parts, headings }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'_> =
        Known { documents: &[("notice", &["facts", "results"])], sentences: &["notice_lead"] };

    #[test]
    fn every_setting_is_read() {
        let text = "unit = \"社区居委会\"\nnumber = \"〔2026〕4号\"\ncopies_to = [\"街道\", \"区政协\"]\n\
                    [fonts]\nbody = \"仿宋\"\n[sentences]\nnotice_lead = \"公示如下。\"\n\
                    [notice]\nparts = [\"results\"]\n[notice.headings]\nresults = \"结果\"\n";
        let (file, faults) = read_papers(text.as_bytes(), "zh-CN.toml", KNOWN);
        assert_eq!(faults, Faults::default());
        assert_eq!((file.unit.as_str(), file.number.as_str()), ("社区居委会", "〔2026〕4号"));
        assert_eq!(file.copies_to, ["街道", "区政协"]);
        assert_eq!(file.fonts.body, "仿宋");
        assert_eq!(file.sentences["notice_lead"], "公示如下。");
        assert_eq!(file.documents["notice"].parts, ["results"]);
        assert_eq!(file.documents["notice"].headings["results"], "结果");
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_and_the_others_hold() {
        let text = "unit = 5\nissuer = \"办公室\"\ncolour = 1\n[notice]\nparts = [\"facts\", \"all\"]\n\
                    [notice.headings]\nfact = \"x\"\n[sentences]\nlead = \"x\"\n";
        let (file, faults) = read_papers(text.as_bytes(), "zh-CN.toml", KNOWN);
        assert_eq!((file.unit.as_str(), file.issuer.as_str()), ("", "办公室"));
        assert_eq!(file.documents["notice"].parts, ["facts"]);
        let places: Vec<_> = faults.list.iter().map(|f| (f.line, f.column)).collect();
        assert_eq!(places, [(1, 8), (3, 1), (5, 19), (7, 1), (9, 1)]);
    }
}
