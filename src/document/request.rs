//! What is asked for when a document is made: which one, its formats, the language, the order of
//! lists, and what the office has set.
//!
//! Must not know how a document is made (`papers`).

use crate::document::draft::Layout;
use crate::document::mask::Mask;
use crate::domain::meeting::Meeting;
use crate::domain::names::ListOrder;
use crate::i18n::Lang;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "kebab-case")]
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
    /// 会议通知.
    Invitation,
    /// 主持词.
    Cues,
    /// 表决票.
    Ballots,
    /// 座位牌.
    Cards,
    /// 参会人员名册.
    Contacts,
    /// 会议简报.
    News,
    /// 协商成果报告.
    Report,
    /// 落实结果公示.
    ResultNotice,
    /// 催办通知.
    Reminders,
    /// 答复函.
    Reply,
    /// 意见征集表, 满意度调查表.
    Survey,
    /// 卷内目录, 备考表.
    Dossier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
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
    /// Whether a terminal can show it.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Md | Self::Html | Self::Txt | Self::Csv | Self::Json)
    }
}

impl Paper {
    /// The formats that the contract names, the default first; JSON is there for every document.
    pub const fn formats(self) -> &'static [Format] {
        use Format::{Csv, Docx, Html, Json, Md, Pdf, Txt, Xlsx};
        match self {
            Self::Minutes | Self::Summary => &[Docx, Md, Html, Pdf, Txt, Json],
            Self::Signin => &[Xlsx, Docx, Csv, Md, Pdf, Html, Txt, Json],
            Self::Tally => &[Docx, Xlsx, Md, Pdf, Html, Txt, Json],
            Self::Opinion | Self::Orders => &[Docx, Md, Pdf, Html, Txt, Json],
            Self::Notice | Self::ResultNotice => &[Docx, Html, Txt, Md, Pdf, Json],
            Self::Tracking => &[Xlsx, Csv, Md, Html, Txt, Json],
            Self::Invitation | Self::Cues | Self::Report | Self::Reminders | Self::Reply => {
                &[Docx, Md, Pdf, Html, Txt, Json]
            }
            Self::Ballots | Self::Cards | Self::Survey => &[Docx, Pdf, Json],
            Self::Contacts => &[Xlsx, Docx, Csv, Json],
            Self::News => &[Docx, Md, Html, Txt, Json],
            Self::Dossier => &[Xlsx, Docx, Pdf, Json],
        }
    }

    /// Whether people put their names to it: then a code on it leads back to the record.
    pub const fn is_signed(self) -> bool {
        matches!(
            self,
            Self::Minutes
                | Self::Summary
                | Self::Signin
                | Self::Tally
                | Self::Opinion
                | Self::Orders
        )
    }

    /// Whether it tells what a meeting came to, so that before its end it is a draft.
    pub const fn is_of_the_end(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Notice
                | Self::Opinion
                | Self::News
                | Self::Report
                | Self::ResultNotice
                | Self::Reply
        )
    }

    /// Whether somebody issues it (落款).
    pub const fn has_closing(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Notice
                | Self::Opinion
                | Self::Orders
                | Self::Invitation
                | Self::News
                | Self::Report
                | Self::ResultNotice
                | Self::Reminders
                | Self::Reply
        )
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
    pub order: ListOrder,
    pub names: Names,
    pub house: &'a HouseStyle,
    /// The day on which it is made, for papers that speak of what is due; else nothing depends on it.
    pub today: NaiveDate,
    /// Whether an invitation has a sheet for everybody.
    pub each: bool,
}

impl<'a> PaperRequest<'a> {
    /// The masks that a paper for the public needs, by the names that are asked for.
    pub(in crate::document) fn mask(&self, m: &Meeting) -> Mask {
        match self.names {
            Names::Masked => Mask::of(m),
            Names::Full => Mask::none(),
        }
    }

    /// In the program's own order, names masked, as of the record itself.
    pub fn new(lang: Lang, house: &'a HouseStyle) -> Self {
        let (order, names) = (ListOrder::default(), Names::default());
        Self { lang, order, names, house, today: NaiveDate::default(), each: false }
    }
}

/// What the office has set in its own file; what is empty is the program's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseStyle {
    /// Who signs papers (落款); else the host of the session.
    pub unit: String,
    /// The chair's unit and post, behind the name.
    pub chair_unit: String,
    /// A summary without a red head and its rules, as a community has it.
    pub plain: bool,
    /// The red head of the summary.
    pub masthead: String,
    /// How papers are numbered, such as `槐协〔{year}〕{no}号`.
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
    "invitation_lead",
    "invitation_end",
    "ballot_note",
    "report_lead",
    "report_request",
    "result_notice_lead",
    "reminder_lead",
    "reply_end",
    "survey_lead",
    "satisfaction_lead",
];

impl PaperRequest<'_> {
    /// A fixed sentence: the office's, else the program's.
    pub(super) fn say(&self, name: &str, standard: String) -> String {
        debug_assert!(SENTENCES.contains(&name));
        self.house.sentences.get(name).cloned().unwrap_or(standard)
    }
}
