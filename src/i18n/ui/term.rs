//! The field's terms as the screen names them (DOMAIN §7): one word each, everywhere.

use crate::domain::agenda::ItemState;
use crate::domain::floor::{Kind, Reason, Stance};
use crate::domain::follow_up::ActionStatus;
use crate::domain::outcome::Disposition;
use crate::domain::person::group;
use crate::domain::recorded::Role;
use crate::domain::roll::Status;
use crate::domain::session::Phase;
use crate::domain::sign_off::SignRole;
use crate::domain::vote::{Choice, Method};
use crate::i18n::Lang;

/// One of two words.
const fn either(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub const fn phase(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Planned => either(lang, "已计划", "planned"),
        Phase::Roll => either(lang, "签到", "sign-in"),
        Phase::Open => either(lang, "开会", "in session"),
        Phase::Recess => either(lang, "休会", "recess"),
        Phase::Adjourned => either(lang, "已散会", "adjourned"),
        Phase::Sealed => either(lang, "已归档", "sealed"),
    }
}

pub const fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Statement => either(lang, "陈述", "statement"),
        Kind::Response => either(lang, "回应", "response"),
        Kind::Discussion => either(lang, "讨论", "discussion"),
        Kind::Question => either(lang, "提问", "question"),
        Kind::PointOfOrder => either(lang, "程序问题", "point of order"),
    }
}

pub const fn stance(lang: Lang, stance: Stance) -> &'static str {
    match stance {
        Stance::For => either(lang, "赞成", "for"),
        Stance::Against => either(lang, "反对", "against"),
        Stance::Amend => either(lang, "修改", "amend"),
        Stance::Neutral => either(lang, "中立", "neutral"),
    }
}

/// Why somebody is next, as the queue shows it.
pub const fn reason(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::PointOfOrder => either(lang, "程序问题优先", "point of order first"),
        Reason::Placed => either(lang, "已排定", "placed"),
        Reason::NotYetSpoken => either(lang, "未发言", "not yet spoken"),
        Reason::OtherStance => either(lang, "与上一位立场不同", "another view"),
        Reason::AskedFirst => either(lang, "申请在先", "asked first"),
    }
}

pub const fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::NotArrived => either(lang, "未到", "not arrived"),
        Status::Present => either(lang, "到会", "present"),
        Status::OnLeave => either(lang, "请假", "on leave"),
        Status::Absent => either(lang, "缺席", "absent"),
        Status::Departed => either(lang, "离会", "departed"),
    }
}

pub const fn item_state(lang: Lang, state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => either(lang, "未开始", "pending"),
        ItemState::Active => either(lang, "进行中", "running"),
        ItemState::Done => either(lang, "已完成", "done"),
        ItemState::Deferred => either(lang, "暂缓", "deferred"),
    }
}

pub const fn method(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Hands => either(lang, "举手表决", "show of hands"),
        Method::Recorded => either(lang, "记名票决", "recorded ballot"),
        Method::Secret => either(lang, "无记名票决", "secret ballot"),
        Method::Voice => either(lang, "口头表决", "voice vote"),
        Method::Acclamation => either(lang, "鼓掌通过", "acclamation"),
        Method::NoObjection => either(lang, "无异议通过", "no objection"),
    }
}

pub const fn choice(lang: Lang, choice: Choice) -> &'static str {
    match choice {
        Choice::For => either(lang, "同意", "for"),
        Choice::Against => either(lang, "反对", "against"),
        Choice::Abstain => either(lang, "弃权", "abstain"),
        Choice::Invalid => either(lang, "无效", "invalid"),
    }
}

pub const fn disposition(lang: Lang, disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Reached => either(lang, "达成共识", "consensus reached"),
        Disposition::Continue => either(lang, "未达成共识", "not yet reached"),
        Disposition::Refer => either(lang, "难以达成共识", "unlikely to be reached"),
    }
}

/// What follows from a disposition.
pub const fn follows(lang: Lang, disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Reached => either(lang, "组织实施", "implement"),
        Disposition::Continue => either(lang, "持续协商", "continue"),
        Disposition::Refer => either(lang, "提交作决策参考", "refer for decision"),
    }
}

pub const fn action_status(lang: Lang, status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Pending => either(lang, "待采纳", "pending"),
        ActionStatus::Adopted => either(lang, "已采纳", "adopted"),
        ActionStatus::Rejected => either(lang, "不采纳", "rejected"),
        ActionStatus::InProgress => either(lang, "落实中", "in progress"),
        ActionStatus::Reported => either(lang, "已反馈", "reported"),
        ActionStatus::Completed => either(lang, "办结", "completed"),
    }
}

pub const fn sign_role(lang: Lang, role: SignRole) -> &'static str {
    match role {
        SignRole::Chair => either(lang, "主持人", "chair"),
        SignRole::Recorder => either(lang, "记录人", "recorder"),
        SignRole::Witness => either(lang, "见证人", "witness"),
    }
}

pub const fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Chair => either(lang, "主持", "chair"),
        Role::Recorder => either(lang, "记录", "recorder"),
        Role::Hall => either(lang, "投屏", "hall"),
        Role::Office => either(lang, "办公室", "office"),
    }
}

/// The four standard groups have an English name; others are shown as the roster names them.
pub fn group_name(lang: Lang, name: &str) -> &str {
    if lang == Lang::Zh {
        return name;
    }
    match name {
        group::COUNCIL => "council",
        group::STAKEHOLDER => "stakeholders",
        group::DEPARTMENT => "departments",
        group::INVITEE => "invitees",
        other => other,
    }
}

/// The five steps of a consultation (DOMAIN §1.6).
pub const fn five_steps(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["确立议题", "确定主体", "专题调研", "组织讨论", "公示结果"],
        Lang::En => ["topic", "people", "field study", "discussion", "notice"],
    }
}
