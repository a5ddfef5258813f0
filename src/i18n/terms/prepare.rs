//! The names of what is prepared: facts of the plan, fields of a person.

use crate::domain::prepare::{Field, PlanEntry};
use crate::domain::session::ItemKind;
use crate::i18n::Lang;

/// The name of a fact of the plan.
pub(crate) fn fact(lang: Lang, fact: &PlanEntry) -> &str {
    match fact {
        PlanEntry::Title(_) => fact_key(lang, "title"),
        PlanEntry::Date(_) => fact_key(lang, "date"),
        PlanEntry::Start(_) => fact_key(lang, "start"),
        PlanEntry::End(_) => fact_key(lang, "end"),
        PlanEntry::Round(_) => fact_key(lang, "round"),
        PlanEntry::Chair(_) => fact_key(lang, "chair"),
        PlanEntry::Recorder(_) => fact_key(lang, "recorder"),
        PlanEntry::NextMeeting(_) => fact_key(lang, "next_meeting"),
        PlanEntry::ResearchDate(_) => fact_key(lang, "research_date"),
        PlanEntry::ResearchBy(_) => fact_key(lang, "research_by"),
        PlanEntry::Research(_) => fact_key(lang, "research"),
        PlanEntry::Free { key, .. } => fact_key(lang, key),
    }
}

/// The same by its key in the session script; a key without a name is its own.
pub(crate) fn fact_key(lang: Lang, key: &str) -> &str {
    let (zh, en) = match key {
        "title" => ("会议名称", "title"),
        "date" => ("日期", "date"),
        "start" => ("开始时间", "start"),
        "end" => ("结束时间", "end"),
        "round" => ("第几轮", "round"),
        "chair" => ("主持人", "chair"),
        "recorder" => ("记录员", "recorder"),
        "next_meeting" => ("下次会议", "next meeting"),
        "research_date" => ("调研时间", "time of the field study"),
        "research_by" => ("调研通报人", "who reports the field study"),
        "research" => ("专题调研", "field study"),
        "venue" => ("地点", "place"),
        "form" => ("协商形式", "form"),
        "linkage" => ("联动方式", "linkage"),
        "topic_area" => ("议题领域", "topic area"),
        "topic_source" => ("议题来源", "source of the topic"),
        "topic_proposers" => ("提出人", "proposers"),
        "topic_screening" => ("筛选结果", "screening result"),
        "topic_scope" => ("涉及范围", "scope"),
        "level" => ("协商层级", "level"),
        "brand" => ("平台", "platform"),
        "organizer" => ("搭台单位", "organizer"),
        "host_unit" => ("承办单位", "host unit"),
        "guide_unit" => ("指导单位", "guiding unit"),
        "rules_version" => ("议事规程", "working rules"),
        other => (other, other),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The name of a field of a person.
pub(crate) const fn field(lang: Lang, field: &Field) -> &'static str {
    let (zh, en) = match field {
        Field::Name(_) => ("姓名", "name"),
        Field::Mark(_) => ("识别说明", "mark"),
        Field::Gender(_) => ("性别", "gender"),
        Field::Ethnicity(_) => ("民族", "ethnicity"),
        Field::Group(_) => ("组别", "group"),
        Field::Tags(_) => ("身份标签", "tags"),
        Field::Unit(_) => ("单位及职务", "unit"),
        Field::Represents(_) => ("代表对象", "represents"),
        Field::Role(_) => ("出席类型", "role"),
        Field::Vote(_) => ("表决权", "voting right"),
        Field::Weight(_) => ("权数", "weight"),
        Field::Phone(_) => ("联系电话", "phone"),
        Field::Note(_) => ("备注", "note"),
        Field::Pinyin(_) => ("姓名拼音", "pinyin"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(crate) const fn yes_no(lang: Lang, yes: bool) -> &'static str {
    match (lang, yes) {
        (Lang::Zh, true) => "有",
        (Lang::Zh, false) => "无",
        (Lang::En, true) => "yes",
        (Lang::En, false) => "no",
    }
}

/// What an agenda item is for, in a word; of one that nobody said, whatever is open.
pub(crate) const fn item_kind(lang: Lang, kind: Option<ItemKind>) -> &'static str {
    let (zh, en) = match kind {
        Some(ItemKind::SignIn) => ("签到", "sign-in"),
        Some(ItemKind::Rules) => ("宣读规则", "ground rules"),
        Some(ItemKind::Briefing) => ("情况说明", "briefing"),
        Some(ItemKind::Statements) => ("陈述", "statements"),
        Some(ItemKind::Responses) => ("回应", "responses"),
        Some(ItemKind::Discussion) => ("讨论", "discussion"),
        Some(ItemKind::Drafting) => ("定表决稿", "voting text"),
        Some(ItemKind::Voting) => ("表决", "voting"),
        Some(ItemKind::Results) => ("宣布结果", "results"),
        Some(ItemKind::Closing) => ("宣读签字", "closing"),
        None => ("未定", "open"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The title of an agenda item of a usual meeting, and its minutes.
pub(crate) const fn usual_item(lang: Lang, kind: ItemKind) -> (&'static str, u32) {
    let (zh, en, minutes) = match kind {
        ItemKind::SignIn => ("签到确认，宣布到会情况", "Sign-in and count", 5),
        ItemKind::Rules => (
            "宣布议题、议程和议事规则，推选监票人",
            "Topic, agenda and ground rules; scrutineers",
            5,
        ),
        ItemKind::Briefing => ("议题说明和调研情况通报", "Briefing and field study", 10),
        ItemKind::Statements => ("利益相关方陈述", "Statements of the stakeholders", 30),
        ItemKind::Responses => ("职能部门回应", "Responses of the departments", 20),
        ItemKind::Discussion => ("自由讨论", "Discussion", 25),
        ItemKind::Drafting => ("归纳方案，宣读表决稿", "Drafting, voting text read out", 10),
        ItemKind::Voting => ("逐项表决", "Votes", 20),
        ItemKind::Results => {
            ("宣布结果，记录保留意见，明确责任分工", "Results, reservations, who does what", 10)
        }
        ItemKind::Closing => ("宣读记录要点，签字确认，散会", "Read back, sign-off, closing", 5),
    };
    match lang {
        Lang::Zh => (zh, minutes),
        Lang::En => (en, minutes),
    }
}
