//! A document as data, from which every format is written.
//!
//! Must not know a format: no escapes, no fonts, no widths. What a format cannot show it leaves
//! out, never the text.

use crate::i18n::Lang;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub lang: Lang,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Lines of a label and its value, such as time and place.
    Fields(Vec<Field>),
    Heading {
        /// 1 is the level below the title.
        level: u8,
        text: String,
    },
    Paragraph(Vec<Run>),
    List {
        ordered: bool,
        items: Vec<Vec<Run>>,
    },
    Table(Table),
    /// Places to sign, with who has signed in the record already.
    Signatures(Vec<SignatureLine>),
    PageBreak,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub label: String,
    pub value: Vec<Run>,
}

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Plain,
    Strong,
    /// A remark of the program, such as that a line was corrected.
    Remark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Repeated on every page where the format can.
    pub header: Vec<Cell>,
    /// Each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    pub text: String,
    /// Stands at the right edge, as numbers do.
    pub number: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureLine {
    pub label: String,
    /// Who has confirmed in the record; empty where the line waits for a hand.
    pub signed: String,
}

impl Run {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Plain }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Strong }
    }

    pub fn remark(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Remark }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// A number, or an empty cell where there is none.
    pub fn number(n: Option<impl ToString>) -> Self {
        Self { text: n.map_or_else(String::new, |n| n.to_string()), number: true }
    }
}

impl Document {
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Self { lang, title: title.into(), blocks: Vec::new() }
    }

    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into() });
    }

    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![Run::plain(text)]));
    }

    /// A list of plain items; nothing where there are none.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<Vec<Run>> = items.into_iter().map(|item| vec![Run::plain(item)]).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { ordered: false, items });
        }
    }

    /// A table, unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}
