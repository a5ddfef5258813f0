//! What can be wrong with a file from outside, and where.
//!
//! Must not hold words for people (`i18n::inputs`) nor decide what is a fault.

use super::column::Column;
use super::roster::Other;
use crate::domain::rule::Contradiction;
use crate::text::clean::shown_line;

/// One fault at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name as the caller gave it.
    pub file: String,
    /// From 1. In a workbook, the row.
    pub line: u32,
    /// From 1, in characters of that line. In a workbook, the column.
    pub column: u32,
    /// The cell as a spreadsheet names it (C3), where the file is one.
    pub cell: Option<String>,
    pub kind: FaultKind,
}

/// All that is wrong with one or more files, in the order of place; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// The first of them, [`Faults::SHOWN`] at most from one file.
    pub list: Vec<Fault>,
    /// How many more there are.
    pub more: usize,
}

impl Faults {
    /// How many faults of one file are listed.
    pub const SHOWN: usize = 100;

    /// Adds the faults of another file.
    pub fn join(&mut self, other: Self) {
        self.list.extend(other.list);
        self.more += other.more;
    }
}

/// The place that a fault is about: a key of a TOML file or a column of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Key(String),
    Column(Column),
}

impl From<&str> for Subject {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<Column> for Subject {
    fn from(column: Column) -> Self {
        Self::Column(column)
    }
}

/// The type that a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Text,
    Number,
    Flag,
    List,
    Table,
    /// A text, number, truth value, date, or a list of these.
    Plain,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    TooLarge {
        megabytes: usize,
    },
    BadEncoding,
    ControlCharacter {
        at: Subject,
        code: u32,
    },
    /// More than `most` characters.
    TooLong {
        at: Subject,
        most: usize,
    },
    UnknownGroup {
        at: Subject,
        name: String,
    },

    /// Not TOML; the parser's own words.
    Syntax {
        detail: String,
    },
    Missing {
        key: String,
    },
    Empty {
        key: String,
    },
    UnknownKey {
        key: String,
        nearest: Option<String>,
    },
    WrongType {
        key: String,
        wanted: Wanted,
    },
    OutOfRange {
        key: String,
        least: u32,
        most: u32,
    },
    NotOneOf {
        key: String,
        value: String,
        allowed: Vec<&'static str>,
    },
    BadDate {
        key: String,
        text: String,
    },
    BadTime {
        key: String,
        text: String,
    },
    BadOffset {
        text: String,
    },
    BadRatio {
        key: String,
        text: String,
    },
    UnknownSchema {
        found: String,
    },
    /// Not safe as a file name.
    BadId {
        key: String,
        id: String,
    },
    UnknownRule {
        name: String,
        known: Vec<String>,
    },
    /// Two of the user's files give one rule.
    DuplicateRule {
        id: String,
        first: String,
    },
    /// One way to a quorum names both whom it counts and a tag, or neither.
    AmongOrTag,
    /// A test or condition has several limits where it may have one.
    OneLimit,
    /// A test names a group and a tag.
    GroupOrTag,
    /// Two parts of a rule that cannot both hold.
    Contradicts {
        contradiction: Contradiction,
    },
    HardAboveReached,
    EndBeforeStart {
        key: String,
    },
    DuplicateNo {
        key: String,
        no: u32,
        first_line: u32,
    },
    UnorderedNo {
        key: String,
        no: u32,
        before: u32,
    },
    NoSuchPerson {
        key: String,
        who: String,
    },
    AmbiguousPerson {
        key: String,
        who: String,
        candidates: Vec<String>,
    },

    Unreadable {
        why: std::io::ErrorKind,
    },
    UnknownAct {
        id: String,
        nearest: Option<String>,
    },
    /// No key that a terminal sends.
    BadChord {
        id: String,
        text: String,
    },
    /// The key is another act's where both can be used.
    KeyTaken {
        id: String,
        chord: String,
        by: String,
    },
    UnknownPlaceholder {
        key: String,
        name: String,
        known: Vec<String>,
    },
    OpenBrace {
        key: String,
    },

    EmptyRoster,
    NoNameColumn,
    UnknownHeader {
        header: String,
        nearest: Column,
    },
    DuplicateHeader {
        column: Column,
        first: u32,
    },
    /// A cell beyond the header, or under an empty one.
    NoHeader,
    MissingName,
    DuplicateId {
        id: String,
        first_line: u32,
    },
    BadPersonId {
        id: String,
        bad: char,
    },
    IdIsName {
        id: String,
        name_line: u32,
    },
    /// Two people of one name whom nothing tells apart.
    SameName {
        name: String,
        first_line: u32,
    },
    UnknownRole {
        value: String,
    },
    UnknownVote {
        value: String,
    },
    BadWeight {
        value: String,
    },
    UnclosedQuote,
    TooManyRows {
        most: usize,
    },
    TooManyColumns {
        most: usize,
    },
    /// A workbook that cannot be read; the reader's own words.
    BadWorkbook {
        detail: String,
    },
    /// A file of another kind.
    NotAList(Other),
    /// No such sheet; the names of those that there are.
    NoSuchSheet {
        name: String,
        names: Vec<String>,
    },
    /// None of the first rows names its columns.
    NoHeaderRow {
        most: u32,
    },
    /// A header that should be the value of a column.
    HeaderIsValue {
        header: String,
    },
    /// A header that is not known and speaks of a vote.
    HeaderBears {
        header: String,
    },
    /// A header of several rows whose upper one may change what the lower one means.
    HeaderUnclear {
        header: String,
    },
    HiddenColumn {
        name: String,
    },
    HiddenRow,
    /// A column of several meanings holds values of one and others.
    MixedColumn {
        column: Column,
    },
    CellError {
        column: Column,
        code: String,
    },
    /// A formula without a stored value.
    NoStoredValue {
        column: Column,
    },
    DateInText {
        column: Column,
    },
    DigitsLost {
        column: Column,
    },
    ZerosLost {
        column: Column,
    },
    /// Empty, where the column says of others what a vote hangs on.
    EmptyCell {
        column: Column,
    },
    /// Weights decide, and somebody who votes has none.
    MissingWeight {
        name: String,
    },
    NoWeightColumn,
    /// As long as the number of an identity card or a bank account.
    PersonalNumber {
        column: Column,
    },
    NotAName,
    SeveralNames,
    TotalWithName,
    HeadingBears {
        text: String,
    },
    HeadingInNames,
    MergedAcross,
    UnclearNote,
    /// A title, a remark or the name of the sheet says how people attend, and no column does.
    ListBears {
        text: String,
    },
    RoleContradicts,
    /// The reading was ended by whoever asked for it.
    Stopped,
}

/// Gathers faults while a file is read. `P` is a place as the reader knows it: it is turned into
/// line and column only for the faults that will be shown.
#[derive(Debug)]
pub(super) struct Collector<P> {
    found: Vec<(P, FaultKind)>,
    beyond: usize,
}

impl<P: Ord + Copy> Collector<P> {
    /// Beyond this many, faults are only counted: a hostile file must not fill the memory.
    const KEPT: usize = 10_000;

    pub(super) const fn new() -> Self {
        Self { found: Vec::new(), beyond: 0 }
    }

    pub(super) fn push(&mut self, at: P, kind: FaultKind) {
        if self.found.len() < Self::KEPT {
            self.found.push((at, kind));
        } else {
            self.beyond += 1;
        }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.found.len() >= Self::KEPT
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) const fn len(&self) -> usize {
        self.found.len() + self.beyond
    }

    /// All that was found, or None where nothing was.
    pub(super) fn into_faults(
        mut self,
        file: &str,
        place: impl Fn(P) -> (u32, u32),
    ) -> Option<Faults> {
        if self.found.is_empty() {
            return None;
        }
        self.found.sort_by_key(|(at, _)| *at);
        let more = self.beyond + self.found.len().saturating_sub(Faults::SHOWN);
        let shown = self.found.into_iter().take(Faults::SHOWN);
        let list = shown.map(|(at, kind)| {
            let (line, column) = place(at);
            Fault { file: file.to_owned(), line, column, cell: None, kind }
        });
        Some(Faults { list: list.collect(), more })
    }
}

/// A file with one fault that ends the reading.
pub(super) fn only(file: &str, (line, column): (u32, u32), kind: FaultKind) -> Faults {
    Faults { list: vec![Fault { file: file.to_owned(), line, column, cell: None, kind }], more: 0 }
}

/// The texts in faults are quoted from the file: short enough for one line.
pub(super) fn quote(text: &str) -> String {
    const MOST: usize = 40;
    let first: String = text.chars().take(MOST).collect();
    let mut short = shown_line(&first);
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
