//! What is asked for when a document is made: which one, its formats, the language, the order of
//! lists, and what the office has set.
//!
//! Must not know how a document is made (`papers`).

use crate::document::draft::{Draft, Layout};
use crate::document::people::Order;
use crate::domain::meeting::Meeting;
use crate::i18n::Lang;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// 会议记录.
    Minutes,
    /// 会议纪要.
    Summary,
    /// 签到表.
    Signin,
    /// 计票单.
    Tally,
    /// 协商意见书.
    Opinion,
    /// 公示.
    Notice,
    /// 督办单.
    Orders,
    /// 成果跟踪表.
    Tracking,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Docx,
    Md,
    Html,
    Pdf,
    Txt,
    Xlsx,
    Csv,
    Json,
}

impl Format {
    pub const ALL: [Self; 8] =
        [Self::Docx, Self::Md, Self::Html, Self::Pdf, Self::Txt, Self::Xlsx, Self::Csv, Self::Json];

    /// The word of the command line, and the ending of the file's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Txt => "txt",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Whether a terminal can show it.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Md | Self::Html | Self::Txt | Self::Csv | Self::Json)
    }
}

impl Paper {
    pub const ALL: [Self; 8] = [
        Self::Minutes,
        Self::Summary,
        Self::Signin,
        Self::Tally,
        Self::Opinion,
        Self::Notice,
        Self::Orders,
        Self::Tracking,
    ];

    /// The word of the command line, and the file's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Summary => "summary",
            Self::Signin => "signin",
            Self::Tally => "tally",
            Self::Opinion => "opinion",
            Self::Notice => "notice",
            Self::Orders => "orders",
            Self::Tracking => "tracking",
        }
    }

    /// The formats that the contract names, the default first; JSON is there for every document.
    pub const fn formats(self) -> &'static [Format] {
        use Format::{Csv, Docx, Html, Json, Md, Pdf, Txt, Xlsx};
        match self {
            Self::Minutes | Self::Summary => &[Docx, Md, Html, Pdf, Txt, Json],
            Self::Signin => &[Xlsx, Docx, Csv, Md, Pdf, Html, Txt, Json],
            Self::Tally => &[Docx, Xlsx, Md, Pdf, Html, Txt, Json],
            Self::Opinion | Self::Orders => &[Docx, Md, Pdf, Html, Txt, Json],
            Self::Notice => &[Docx, Html, Txt, Md, Pdf, Json],
            Self::Tracking => &[Xlsx, Csv, Md, Html, Txt, Json],
        }
    }

    /// Whether it is a paper of the meeting, which stands as it was sealed or signed. What is done
    /// about the outcomes is always as of now.
    pub const fn stands_still(self) -> bool {
        matches!(
            self,
            Self::Minutes
                | Self::Summary
                | Self::Signin
                | Self::Tally
                | Self::Opinion
                | Self::Notice
        )
    }
}

/// How the names of people stand in a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// 脱敏.
    #[default]
    Masked,
    /// Only with a reason on record.
    Full,
}

/// What is asked for beside the document itself.
#[derive(Debug, Clone, Copy)]
pub struct PaperRequest<'a> {
    pub lang: Lang,
    pub order: Order,
    pub names: Names,
    pub house: &'a HouseStyle,
}

/// What the office has set in its own file; what is empty is the program's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseStyle {
    /// Who signs papers (落款); else the host of the session.
    pub unit: String,
    /// The chair's unit and post, behind the name.
    pub chair_unit: String,
    /// The red head of the summary.
    pub masthead: String,
    /// Its number, such as 〔2026〕4号.
    pub number: String,
    /// Who prints and sends it out (印发机关).
    pub issuer: String,
    /// 抄送.
    pub copies_to: String,
    /// Fixed sentences by the names in `SENTENCES`.
    pub sentences: BTreeMap<String, String>,
    /// By the names of documents.
    pub layouts: BTreeMap<String, Layout>,
}

/// The fixed sentences that an office may word itself.
pub const SENTENCES: &[&str] = &[
    "opinion_note",
    "summary_lead",
    "notice_lead",
    "opinion_lead",
    "opinion_request",
    "order_lead",
];

impl PaperRequest<'_> {
    /// A fixed sentence: the office's, else the program's.
    pub(super) fn say(&self, name: &str, standard: String) -> String {
        debug_assert!(SENTENCES.contains(&name));
        self.house.sentences.get(name).cloned().unwrap_or(standard)
    }

    /// The draft of a document with its closing lines: who signs it, and the day.
    pub(super) fn close(&self, draft: &mut Draft, m: &Meeting) {
        draft.begin("closing");
        draft.doc.blocks.push(crate::document::model::Block::Closing {
            unit: super::facts::unit(m, &self.house.unit),
            date: crate::i18n::terms::date(self.lang, super::facts::day(m)),
        });
    }
}
