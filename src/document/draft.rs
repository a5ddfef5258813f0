//! A document while it is put together: its parts by name, so that an office may order, rename and
//! leave them out before the headings are numbered.
//!
//! Must not know what a part says, or a file format.

use crate::document::mask::Found;
use crate::document::model::{Block, Document};
use crate::i18n::{Lang, paper};
use std::collections::BTreeMap;

/// What an office has set for one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The parts that are to be there, in this order; empty: all, in the document's own order.
    pub parts: Vec<String>,
    /// Headings by the names of their parts; an empty one takes the heading away.
    pub headings: BTreeMap<String, String>,
}

/// A document in parts. What was written before the first part stands at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub doc: Document,
    /// What was masked in it.
    pub masked: Vec<Found>,
    /// What is to be said of the paper beside it, a line each.
    pub remarks: Vec<String>,
    marks: Vec<Mark>,
}

/// Where a part begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    key: &'static str,
    heading: Option<String>,
    /// Its first block.
    at: usize,
    /// Pages are arranged each for itself.
    page: usize,
}

/// A part of a document that is put together, for templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub key: &'static str,
    /// Numbered; empty where the part has none.
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A document with its parts, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arranged {
    pub doc: Document,
    /// The same blocks part by part, without the headings that open them.
    pub parts: Vec<Part>,
    /// What was masked in it, each once.
    pub masked: Vec<Found>,
    /// What is to be said of the paper beside it, a line each.
    pub remarks: Vec<String>,
}

impl Draft {
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        let doc = Document::new(lang, title);
        Self { doc, masked: Vec::new(), remarks: Vec::new(), marks: Vec::new() }
    }

    /// Begins a part under a heading.
    pub fn open(&mut self, key: &'static str, heading: impl Into<String>) {
        self.mark(key, Some(heading.into()));
    }

    /// Begins a part without a heading.
    pub fn begin(&mut self, key: &'static str) {
        self.mark(key, None);
    }

    fn mark(&mut self, key: &'static str, heading: Option<String>) {
        let page = self.marks.last().map_or(0, |mark| mark.page);
        self.marks.push(Mark { key, heading, at: self.doc.blocks.len(), page });
    }

    /// Begins a page with a part of its own; every page but the first repeats the title.
    pub fn page(&mut self, key: &'static str) {
        let page = self.marks.last().map_or(0, |mark| mark.page + 1);
        self.marks.push(Mark { key, heading: None, at: self.doc.blocks.len(), page });
    }

    /// Puts the parts in the order that is asked for and numbers their headings, page by page.
    pub fn arranged(mut self, layout: &Layout) -> Arranged {
        let lang = self.doc.lang;
        let mut blocks = std::mem::take(&mut self.doc.blocks);
        let mut parts: Vec<(usize, Part)> = Vec::new();
        for mark in self.marks.into_iter().rev() {
            let own = blocks.split_off(mark.at.min(blocks.len()));
            let heading = match layout.headings.get(mark.key) {
                Some(set) => Some(set.clone()).filter(|set| !set.is_empty()),
                None => mark.heading,
            };
            let heading = heading.unwrap_or_default();
            parts.push((mark.page, Part { key: mark.key, heading, blocks: own }));
        }
        parts.reverse();
        let place = |part: &Part| layout.parts.iter().position(|key| key == part.key);
        if !layout.parts.is_empty() {
            parts.retain(|(_, part)| place(part).is_some());
            parts.sort_by_key(|(page, part)| (*page, place(part)));
        }
        let mut headings: BTreeMap<usize, usize> = BTreeMap::new();
        for (page, _) in parts.iter().filter(|(_, part)| !part.heading.is_empty()) {
            *headings.entry(*page).or_default() += 1;
        }
        let (mut page, mut number) = (parts.first().map_or(0, |first| first.0), 0);
        for (of, part) in &mut parts {
            if *of != page {
                (page, number) = (*of, 0);
                blocks.push(Block::PageBreak);
                blocks.push(Block::Title(self.doc.title.clone()));
            }
            if !part.heading.is_empty() {
                number += 1;
                // Where there is no second, a first has no number.
                if headings.get(of).is_some_and(|count| *count > 1) {
                    part.heading = paper::numbered(lang, number, &part.heading);
                }
                blocks.push(Block::Heading { level: 1, text: part.heading.clone() });
            }
            blocks.extend(part.blocks.iter().cloned());
        }
        self.doc.blocks = blocks;
        let parts = parts.into_iter().map(|(_, part)| part).collect();
        Arranged { doc: self.doc, parts, masked: self.masked, remarks: self.remarks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft = Draft::new(Lang::Zh, "标题");
        draft.doc.paragraph("首");
        draft.open("votes", "表决");
        draft.doc.paragraph("甲");
        draft.begin("note");
        draft.doc.paragraph("乙");
        draft.open("end", "结尾");
        draft.doc.paragraph("丙");
        draft
    }

    fn told(arranged: &Arranged) -> Vec<String> {
        let told = arranged.doc.blocks.iter().map(|block| match block {
            Block::Heading { text, .. } => format!("#{text}"),
            Block::Paragraph(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
            Block::PageBreak => "--".to_owned(),
            Block::Title(text) => format!("={text}"),
            other => format!("{other:?}"),
        });
        told.collect()
    }

    #[test]
    fn parts_stand_as_they_were_written_and_their_headings_are_numbered() {
        let arranged = draft().arranged(&Layout::default());
        assert_eq!(told(&arranged), ["首", "#一、表决", "甲", "乙", "#二、结尾", "丙"]);
        let keys: Vec<&str> = arranged.parts.iter().map(|part| part.key).collect();
        assert_eq!(keys, ["votes", "note", "end"]);
        assert_eq!(arranged.parts[0].heading, "一、表决");
    }

    #[test]
    fn an_office_orders_renames_and_leaves_out_parts() {
        let layout = Layout {
            parts: vec!["end".into(), "votes".into()],
            headings: BTreeMap::from([("end".to_owned(), "其他".to_owned())]),
        };
        assert_eq!(told(&draft().arranged(&layout)), ["首", "#一、其他", "丙", "#二、表决", "甲"]);
    }

    #[test]
    fn every_page_is_arranged_for_itself() {
        let mut draft = Draft::new(Lang::En, "T");
        for n in ["1", "2"] {
            draft.page("head");
            draft.doc.paragraph(n);
            draft.open("body", "Body");
            draft.doc.paragraph("x");
            draft.open("end", "End");
        }
        let layout = Layout::default();
        assert_eq!(
            told(&draft.clone().arranged(&layout)),
            ["1", "#1. Body", "x", "#2. End", "--", "=T", "2", "#1. Body", "x", "#2. End"]
        );
        let layout = Layout { parts: vec!["end".into(), "head".into()], ..layout };
        assert_eq!(
            told(&draft.arranged(&layout)),
            ["#End", "1", "--", "=T", "#End", "2"],
            "a heading that is alone on its page has no number"
        );
    }
}
