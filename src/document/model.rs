//! A document as data, from which every format is written.
//!
//! Must not know a format: no escapes, no fonts, no widths. What a format cannot show it leaves
//! out, never the text.

use crate::i18n::{Lang, terms};
use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub lang: Lang,
    pub title: String,
    pub form: Form,
    pub blocks: Vec<Block>,
}

/// How the sheet is set, beside the text that runs over it (GB/T 9704-2012).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Form {
    pub sheet: Sheet,
    pub density: Density,
    pub masthead: Option<Masthead>,
    pub pages: Pages,
    pub colophon: Option<Colophon>,
    /// The whole line that names the record this was made from, such as `记录指纹：…`.
    pub fingerprint: Option<String>,
    /// What stands across every page of a paper that is not to be given out yet, such as `草稿`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// What a QR code at the foot of each page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the paper is called, for the sheets of a workbook; empty where it has no name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its table is a list of people that may be read again, which a pdf then carries for that.
    #[serde(skip)]
    pub is_list: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    #[default]
    Portrait,
    /// For tables of many columns.
    Landscape,
}

/// How large text and margins are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Of an official paper: 22 lines of 28 characters.
    #[default]
    Official,
    /// Of a form that is filled in and signed, which stays on one sheet where it can.
    Compact,
}

/// The red head of an official paper. What is empty is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Masthead {
    /// `×××纪要`.
    pub name: String,
    /// `〔2026〕4号`.
    pub number: String,
    /// Who issues it: at the left above the red rule.
    pub unit: String,
    /// At the right above the red rule.
    pub date: String,
}

/// How pages are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pages {
    /// `第1页 共5页`: none can be taken out without a trace.
    #[default]
    OfTotal,
    /// `— 1 —`, at the right on odd pages and at the left on even ones.
    Dashed,
    None,
}

/// The ruled lines at the foot of the last page (版记).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Colophon {
    /// Such as `抄送`, with the units.
    pub copies: Vec<Field>,
    /// The unit that sends it out.
    pub issuer: String,
    /// `2026年11月27日印发`.
    pub issued: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A title within the document, as each sheet of several has one.
    Title(String),
    /// A line in the middle beneath the title.
    Subtitle(String),
    /// To whom it goes, with its colon: at the left edge, without an indent.
    Addressee(String),
    /// Lines of a label and its value, such as time and place.
    Fields(Vec<Field>),
    /// Labels with what belongs to them, every further line beneath the first word behind the
    /// label: 出席, 请假, 列席, 附件.
    Hanging(Vec<Field>),
    /// A ruled form of labels and values, as a sheet that is filled in or signed.
    Grid(Vec<GridRow>),
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
    /// Who issues it and when, at the right beneath the text.
    Closing {
        unit: String,
        date: String,
    },
    /// A line along which the sheet is cut, with what it says.
    Cut(String),
    /// A card that is folded in the middle and stands on a table: the same on both sides.
    Card {
        name: String,
        /// The smaller line beneath it.
        under: String,
    },
    PageBreak,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub label: String,
    pub value: Vec<Run>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// Side by side, each label in a cell before its value.
    pub fields: Vec<Field>,
    /// The lines of text that the row has room for at least, where a hand is to write.
    pub room: u8,
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

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// Repeated on every page where the format can.
    pub header: Vec<Cell>,
    /// Each as long as the header.
    pub rows: Vec<Vec<Cell>>,
    /// How wide the columns are beside each other; empty where their text decides.
    pub widths: Vec<u16>,
    /// Whether rows leave room for a hand to write in them.
    pub tall: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// As it is read, in the language of the document.
    pub text: String,
    pub kind: CellKind,
}

/// What a cell holds, for formats that reckon with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    Text,
    /// The text is a decimal number, or empty.
    Number,
    /// The text is a decimal number with a percent sign, or empty.
    Percent,
    Date(NaiveDate),
    Time(NaiveTime),
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

impl Field {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: vec![Run::plain(value)] }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: CellKind::Text }
    }

    /// A number, or an empty cell where there is none.
    pub fn number(n: Option<impl ToString>) -> Self {
        Self { text: n.map_or_else(String::new, |n| n.to_string()), kind: CellKind::Number }
    }

    /// A rate with its percent sign, or an empty cell where there is none.
    pub fn percent(rate: Option<impl ToString>) -> Self {
        Self { kind: CellKind::Percent, ..Self::number(rate) }
    }

    /// A day, or an empty cell where there is none.
    pub fn date(lang: Lang, date: Option<NaiveDate>) -> Self {
        date.map_or_else(
            || Self::text(""),
            |date| Self { text: terms::date(lang, date), kind: CellKind::Date(date) },
        )
    }

    /// A time of day, or an empty cell where there is none.
    pub fn time(time: Option<NaiveTime>) -> Self {
        time.map_or_else(
            || Self::text(""),
            |time| Self { text: terms::plan_time(time), kind: CellKind::Time(time) },
        )
    }

    /// Whether it stands at the right edge where columns are aligned.
    pub const fn is_number(&self) -> bool {
        matches!(self.kind, CellKind::Number | CellKind::Percent)
    }
}

impl Table {
    /// A table whose columns are as wide as their text asks for.
    pub fn new(header: impl IntoIterator<Item = String>, rows: Vec<Vec<Cell>>) -> Self {
        let header = header.into_iter().map(Cell::text).collect();
        Self { header, rows, ..Self::default() }
    }
}

impl Document {
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Self { lang, title: title.into(), form: Form::default(), blocks: Vec::new() }
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
