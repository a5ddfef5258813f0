//! One term for each thing, everywhere (docs/domain.md §7): the words of the domain's enums, and how
//! durations, dates, times and fractions are written.
//!
//! Must not build sentences: those are the messages'.

use crate::domain::agenda::ItemState;
use crate::domain::floor::{Reason, SpeechKind, Stance};
use crate::domain::follow_up::ActionStatus;
use crate::domain::fraction::{Op, Ratio};
use crate::domain::outcome::Disposition;
use crate::domain::person::{Attends, group, weight_text};
use crate::domain::prepare::Have;
use crate::domain::roll::Status;
use crate::domain::rule::{
    Among, Attendance, Base, Bilingual, Class, Condition, Limit, Measure, Purpose, Quorum,
    TakesPart,
};
use crate::domain::session::Phase;
use crate::domain::sign_off::SignRole;
use crate::domain::stamp::{Moment, Role};
use crate::domain::vote::{Choice, Method, VoteState};
use crate::i18n::Lang;
use chrono::{NaiveDate, NaiveTime};

mod prepare;
pub(crate) use prepare::{fact, fact_key, field, item_kind, usual_item, yes_no};

/// One function a type: its term in either language; a value without a term does not compile.
macro_rules! terms {
    ($( $(#[$doc:meta])* $name:ident: $type:ident { $( $value:ident => $zh:literal, $en:literal; )* } )*) => {
        $(
            $(#[$doc])*
            pub(crate) const fn $name(lang: Lang, value: $type) -> &'static str {
                match (lang, value) {
                    $( (Lang::Zh, $type::$value) => $zh, (Lang::En, $type::$value) => $en, )*
                }
            }
        )*
    };
}

terms! {
    /// How somebody takes part, as it stands before or after a vote.
    takes_part: TakesPart {
        InPerson => "当场", "in the room";
        Proxy => "委托", "by proxy";
        Written => "书面", "in writing";
        Online => "线上", "online";
    }
    /// What rules are for, as a heading over a list of them.
    purpose: Purpose {
        Consultation => "协商议事", "Consultation";
        Villagers => "村民自治", "Villagers";
        Residents => "居民自治", "Residents";
        Owners => "业主共同决定", "Owners of a building";
        Collective => "农村集体经济组织", "Rural collectives";
        Party => "党组织", "Party branches";
        Workers => "职工代表大会", "Workers' congresses";
        Association => "社会团体和协会", "Associations";
        Foreign => "国外规则", "Rules from abroad";
        General => "通用", "General";
    }
    phase: Phase {
        Planned => "筹备", "planned";
        Roll => "签到", "sign-in";
        Open => "会议中", "open";
        Recess => "休会", "in recess";
        Adjourned => "已散会", "adjourned";
        Sealed => "已归档", "sealed";
    }
    /// 六有.
    have: Have {
        Organization => "有组织", "an organization";
        Venue => "有场所", "a venue";
        Facilities => "有设施", "facilities";
        Signs => "有标识", "signs";
        Rules => "有制度", "rules";
        Activities => "有活动", "activities";
    }
    status: Status {
        NotArrived => "未到", "not arrived";
        Present => "实到", "present";
        OnLeave => "请假", "on leave";
        Absent => "缺席", "absent";
        Departed => "离会", "departed";
        Online => "线上参加", "online";
    }
    attends: Attends {
        Chair => "主持", "chair";
        Attending => "出席", "attending";
        SittingIn => "列席", "sitting in";
    }
    kind: SpeechKind {
        Statement => "陈述", "statement";
        Response => "回应", "response";
        Discussion => "讨论", "discussion";
        Question => "提问", "question";
        PointOfOrder => "程序问题", "point of order";
    }
    stance: Stance {
        For => "赞成", "for";
        Against => "反对", "against";
        Amend => "修改", "amend";
        Neutral => "中立", "neutral";
    }
    /// Why somebody is next in the queue.
    reason: Reason {
        PointOfOrder => "程序问题优先", "point of order first";
        Placed => "主持人安排", "placed by the chair";
        NotYetSpoken => "未发言", "has not spoken";
        OtherStance => "与上一位立场不同", "another view than the last speaker";
        AskedFirst => "申请在先", "asked first";
    }
    method: Method {
        Hands => "举手表决", "show of hands";
        Recorded => "记名票决", "recorded ballot";
        Secret => "无记名票决", "secret ballot";
        Voice => "口头表决", "voice vote";
        Acclamation => "鼓掌通过", "acclamation";
        NoObjection => "无异议通过", "no objection";
    }
    choice: Choice {
        For => "同意", "for";
        Against => "反对", "against";
        Abstain => "弃权", "abstain";
        Invalid => "无效票", "invalid";
        Follow => "从众", "as the others";
    }
    vote_state: VoteState {
        Open => "表决中", "open";
        Closed => "已截止", "closed";
        Announced => "已宣布", "announced";
        Cancelled => "已取消", "cancelled";
    }
    disposition: Disposition {
        Reached => "达成共识", "consensus reached";
        Continue => "未达成共识", "consensus not yet reached";
        Refer => "难以达成共识", "consensus unlikely to be reached";
    }
    /// What follows from a disposition.
    way_on: Disposition {
        Reached => "组织实施", "implement";
        Continue => "持续协商", "continue";
        Refer => "提交作决策参考", "submit as a reference for decision";
    }
    action_status: ActionStatus {
        Pending => "待采纳", "pending";
        Adopted => "已采纳", "adopted";
        Rejected => "不采纳", "not adopted";
        InProgress => "落实中", "being carried out";
        Reported => "已反馈", "feedback given";
        Completed => "办结", "completed";
    }
    sign_role: SignRole {
        Chair => "主持人", "chair";
        Recorder => "记录人", "recorder";
        Witness => "代表", "witness";
    }
    item_state: ItemState {
        Pending => "未进行", "pending";
        Active => "进行中", "under way";
        Done => "已完成", "done";
        Deferred => "暂缓", "deferred";
    }
    /// Whom a terminal acts for.
    role: Role {
        Chair => "主持人", "chair";
        Recorder => "记录员", "recorder";
        Hall => "投屏", "hall view";
        Office => "办公室", "office";
    }
    /// Who counts, as it stands before a number.
    base: Base {
        Entitled => "应有表决权的人数", "those entitled to vote";
        Present => "到会且有表决权的人数", "those present with a voting right";
        Cast => "参与表决的票数", "votes cast";
        Valid => "有效票数", "valid votes";
        Decisive => "同意与反对票数", "votes for and against";
    }
}

/// A group's name: the standard ones are translated, others stand as the roster has them.
pub(crate) fn group_name(lang: Lang, name: &str) -> &str {
    match (lang, name) {
        (Lang::En, group::COUNCIL) => "council member",
        (Lang::En, group::STAKEHOLDER) => "stakeholder",
        (Lang::En, group::DEPARTMENT) => "department",
        (Lang::En, group::INVITEE) => "invitee",
        (_, other) => other,
    }
}

/// Several groups in one sentence.
pub(crate) fn group_names(lang: Lang, names: &[String]) -> String {
    list(lang, &names.iter().map(|name| group_name(lang, name)).collect::<Vec<_>>())
}

/// A text that is kept in both languages; the other one where this one is empty.
pub(crate) fn words(lang: Lang, words: &Bilingual) -> &str {
    let (own, other) = match lang {
        Lang::Zh => (&words.zh, &words.en),
        Lang::En => (&words.en, &words.zh),
    };
    if own.is_empty() { other } else { own }
}

/// Names one after another as the language lists them.
pub(crate) fn list<S: AsRef<str>>(lang: Lang, parts: &[S]) -> String {
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
}

/// Clauses of one sentence.
pub(crate) fn clauses(lang: Lang, parts: &[String]) -> String {
    let between = match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    };
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(between)
}

/// Clauses that follow in a sentence, each after a comma.
pub(crate) fn after(lang: Lang, parts: &[String]) -> String {
    let comma = match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    };
    parts.iter().flat_map(|part| [comma, part.as_str()]).collect()
}

/// Sentences of their own inside a line.
pub(crate) fn sentences(lang: Lang, parts: &[String]) -> String {
    let between = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(between)
}

/// The end of a sentence.
pub(crate) const fn stop(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "。",
        Lang::En => ".",
    }
}

/// A text without the stop that it may end in, to be put inside a sentence.
pub(crate) fn unstopped(text: &str) -> &str {
    text.trim_end_matches(['。', '.'])
}

/// Sentences one after another, of texts that are borrowed.
pub(crate) fn sentences_of(lang: Lang, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    sentences(lang, &parts)
}

/// With a capital where the language has them: a label, or the beginning of a sentence.
pub(crate) fn capital(lang: Lang, text: &str) -> String {
    let mut rest = text.chars();
    match (lang, rest.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(rest).collect(),
        _ => text.to_owned(),
    }
}

/// Something said beside, in the brackets of the language; nothing where it is empty.
pub(crate) fn aside(lang: Lang, text: &str) -> String {
    match (lang, text) {
        (_, "") => String::new(),
        (Lang::Zh, text) => format!("（{text}）"),
        (Lang::En, text) => format!(" ({text})"),
    }
}

/// Something said after a colon; nothing where it is empty.
pub(crate) fn colon(lang: Lang, text: &str) -> String {
    match (lang, text) {
        (_, "") => String::new(),
        (Lang::Zh, text) => format!("{}{text}", colon_mark(lang)),
        (Lang::En, text) => format!("{} {text}", colon_mark(lang)),
    }
}

/// The colon behind a label whose value may be written in by hand.
pub(crate) const fn colon_mark(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ":",
    }
}

/// A duration in words: `3分20秒` or `3 min 20 s`; whole minutes are `3分钟`.
pub(crate) fn duration(lang: Lang, seconds: u64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let minutes = if s == 0 { "分钟" } else { "分" };
    let units = match lang {
        Lang::Zh => ["小时", minutes, "秒"],
        Lang::En => [" h", " min", " s"],
    };
    let parts: Vec<String> = [h, m, s]
        .iter()
        .zip(units)
        .filter(|(n, _)| **n > 0)
        .map(|(n, unit)| format!("{n}{unit}"))
        .collect();
    match (parts.is_empty(), lang) {
        (true, Lang::Zh) => "0秒".to_owned(),
        (true, Lang::En) => "0 s".to_owned(),
        (false, Lang::Zh) => parts.concat(),
        (false, Lang::En) => parts.join(" "),
    }
}

/// `2026年11月27日` or `27 November 2026`.
pub(crate) fn date(lang: Lang, date: NaiveDate) -> String {
    let form = match lang {
        Lang::Zh => "%Y年%-m月%-d日",
        Lang::En => "%-d %B %Y",
    };
    date.format(form).to_string()
}

/// The day of the week.
pub(crate) const fn weekday(lang: Lang, day: chrono::Weekday) -> &'static str {
    use chrono::Weekday as Day;
    let (zh, en) = match day {
        Day::Mon => ("星期一", "Monday"),
        Day::Tue => ("星期二", "Tuesday"),
        Day::Wed => ("星期三", "Wednesday"),
        Day::Thu => ("星期四", "Thursday"),
        Day::Fri => ("星期五", "Friday"),
        Day::Sat => ("星期六", "Saturday"),
        Day::Sun => ("星期日", "Sunday"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// `14:30`, in the zone of the moment.
pub(crate) fn time(at: Moment) -> String {
    at.format("%H:%M").to_string()
}

/// `14:30:20`, in the zone of the moment.
pub(crate) fn time_s(at: Moment) -> String {
    at.format("%H:%M:%S").to_string()
}

/// `14:30` of a plan.
pub(crate) fn plan_time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// A number below a hundred in Chinese digits; larger ones in Arabic.
fn numeral(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or_default();
    match (n / 10, n % 10) {
        (0, one) => digit(one).to_owned(),
        (1, 0) => "十".to_owned(),
        (1, one) => format!("十{}", digit(one)),
        (ten @ 2..=9, 0) => format!("{}十", digit(ten)),
        (ten @ 2..=9, one) => format!("{}十{}", digit(ten), digit(one)),
        _ => n.to_string(),
    }
}

/// The number of a proposal or an agenda item as Chinese texts write it: 方案一; digits in English.
pub(crate) fn ordinal(lang: Lang, no: u32) -> String {
    match lang {
        Lang::Zh => numeral(no),
        Lang::En => no.to_string(),
    }
}

/// A threshold as rules word it: `三分之二以上`, `过半数`; `at least 2/3`, `more than half`.
pub(crate) fn ratio(lang: Lang, ratio: Ratio) -> String {
    let Ratio { op, num, den } = ratio;
    match (lang, op) {
        (Lang::Zh, Op::AtLeast) if num == den => "全体".to_owned(),
        (Lang::Zh, Op::AtLeast) => format!("{}分之{}以上", numeral(den), numeral(num)),
        (Lang::Zh, Op::MoreThan) if den == 2 * num => "过半数".to_owned(),
        (Lang::Zh, Op::MoreThan) => format!("超过{}分之{}", numeral(den), numeral(num)),
        (Lang::En, Op::AtLeast) if num == den => "all".to_owned(),
        (Lang::En, Op::AtLeast) => format!("at least {num}/{den}"),
        (Lang::En, Op::MoreThan) if den == 2 * num => "more than half".to_owned(),
        (Lang::En, Op::MoreThan) => format!("more than {num}/{den}"),
    }
}

/// What a test asks for; `amount` words a number in the test's measure.
pub(crate) fn limit(lang: Lang, limit: Limit, amount: impl Fn(u64) -> String) -> String {
    match (lang, limit) {
        (_, Limit::Ratio(of)) => ratio(lang, of),
        (Lang::Zh, Limit::Number(n)) => format!("至少{}", amount(n)),
        (Lang::En, Limit::Number(n)) => format!("at least {}", amount(n)),
        (Lang::Zh, Limit::AgainstAtMost(Ratio { num, den, .. })) => {
            format!("反对不超过{}分之{}", numeral(den), numeral(num))
        }
        (Lang::En, Limit::AgainstAtMost(Ratio { num, den, .. })) => {
            format!("no more than {num}/{den} against")
        }
        (Lang::Zh, Limit::AgainstBelow(Ratio { num, den, .. })) => {
            format!("反对不足{}分之{}", numeral(den), numeral(num))
        }
        (Lang::En, Limit::AgainstBelow(Ratio { num, den, .. })) => {
            format!("fewer than {num}/{den} against")
        }
    }
}

/// The people of a class, by its name.
pub(crate) fn class(lang: Lang, class: &Class) -> String {
    match class {
        Class::Group(name) => group_name(lang, name).to_owned(),
        Class::Tag(tag) => tag.clone(),
    }
}

/// Whose presence a quorum counts.
pub(crate) fn among(lang: Lang, among: &Among) -> String {
    match (lang, among) {
        (Lang::Zh, Among::Expected) => "应到会人员".to_owned(),
        (Lang::En, Among::Expected) => "everyone expected".to_owned(),
        (Lang::Zh, Among::Entitled) => "有表决权人员".to_owned(),
        (Lang::En, Among::Entitled) => "everyone with a voting right".to_owned(),
        (_, Among::Tagged(tag)) => tag.clone(),
        (_, Among::Grouped(group)) => group_name(lang, group).to_owned(),
    }
}

/// One attendance: `有表决权人员三分之二以上到会`.
pub(crate) fn attendance(lang: Lang, way: &Attendance) -> String {
    let number = |n: u64| match (lang, way.measure) {
        (Lang::Zh, Measure::Heads) => format!("{n}人"),
        (Lang::Zh, Measure::Weight) => format!("权数{}", weight_text(n)),
        (Lang::En, Measure::Heads) => n.to_string(),
        (Lang::En, Measure::Weight) => format!("a weight of {}", weight_text(n)),
    };
    let (limit, of) = (limit(lang, way.limit, number), among(lang, &way.among));
    match (lang, way.measure) {
        (Lang::Zh, Measure::Heads) => format!("{of}{limit}到会"),
        (Lang::Zh, Measure::Weight) => format!("{of}按权数{limit}到会"),
        (Lang::En, Measure::Heads) => format!("{limit} of {of} present"),
        (Lang::En, Measure::Weight) => format!("{limit} of {of} present, by weight"),
    }
}

fn joined(lang: Lang, parts: &[Condition], all: bool, nested: bool) -> String {
    let told: Vec<String> = parts.iter().map(|part| condition(lang, part)).collect();
    let word = match (lang, all) {
        (Lang::Zh, true) => "，并且",
        (Lang::Zh, false) => "，或者",
        (Lang::En, true) => ", and ",
        (Lang::En, false) => ", or ",
    };
    let text = told.join(word);
    match (lang, nested && told.len() > 1) {
        (_, false) => text,
        (Lang::Zh, true) => format!("（{text}）"),
        (Lang::En, true) => format!("({text})"),
    }
}

fn condition(lang: Lang, of: &Condition) -> String {
    match of {
        Condition::Way(way) => attendance(lang, way),
        Condition::All { all_of } => joined(lang, all_of, true, true),
        Condition::Any { any_of } => joined(lang, any_of, false, true),
    }
}

/// The quorum's rule: as the local rules word it, else worked out from its numbers.
pub(crate) fn quorum_rule(lang: Lang, quorum: &Quorum) -> String {
    if !quorum.text.is_empty() {
        return quorum.text.clone();
    }
    let both = !quorum.all_of.is_empty() && quorum.any_of.len() > 1;
    let ways =
        [joined(lang, &quorum.all_of, true, false), joined(lang, &quorum.any_of, false, both)];
    let ways: Vec<String> = ways.into_iter().filter(|way| !way.is_empty()).collect();
    let and = match lang {
        Lang::Zh => "，并且",
        Lang::En => ", and ",
    };
    let groups: Vec<&str> = quorum.require_groups.iter().map(|g| group_name(lang, g)).collect();
    let needed = match (lang, groups.is_empty()) {
        (_, true) => String::new(),
        (Lang::Zh, false) => format!("{}均有代表到会", list(lang, &groups)),
        (Lang::En, false) => format!("somebody there of each group: {}", list(lang, &groups)),
    };
    clauses(lang, &[ways.join(and), needed])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::{day, moment, two_thirds_of_expected};

    #[test]
    fn durations_are_written_as_people_say_them() {
        for (seconds, zh, en) in [
            (0, "0秒", "0 s"),
            (20, "20秒", "20 s"),
            (180, "3分钟", "3 min"),
            (200, "3分20秒", "3 min 20 s"),
            (3600, "1小时", "1 h"),
            (4200, "1小时10分钟", "1 h 10 min"),
            (3605, "1小时5秒", "1 h 5 s"),
        ] {
            assert_eq!(duration(Lang::Zh, seconds), zh);
            assert_eq!(duration(Lang::En, seconds), en);
        }
    }

    #[test]
    fn dates_and_times_have_the_form_of_documents() {
        assert_eq!(date(Lang::Zh, day("2026-11-07")), "2026年11月7日");
        assert_eq!(date(Lang::En, day("2026-11-27")), "27 November 2026");
        assert_eq!(time(moment("14:30:20")), "14:30");
        assert_eq!(time_s(moment("14:30:20")), "14:30:20");
    }

    #[test]
    fn fractions_are_worded_by_their_operator() {
        assert_eq!(ratio(Lang::Zh, Ratio::at_least(2, 3)), "三分之二以上");
        assert_eq!(ratio(Lang::Zh, Ratio::more_than(1, 2)), "过半数");
        assert_eq!(ratio(Lang::Zh, Ratio::more_than(2, 3)), "超过三分之二");
        assert_eq!(ratio(Lang::Zh, Ratio::at_least(1, 1)), "全体");
        assert_eq!(ratio(Lang::Zh, Ratio::at_least(11, 20)), "二十分之十一以上");
        assert_eq!(ratio(Lang::En, Ratio::at_least(2, 3)), "at least 2/3");
        assert_eq!(ratio(Lang::En, Ratio::more_than(1, 2)), "more than half");
    }

    #[test]
    fn a_quorum_without_words_is_worded_from_its_numbers() {
        let mut quorum = two_thirds_of_expected();
        assert_eq!(quorum_rule(Lang::En, &quorum), quorum.text);
        quorum.text.clear();
        assert_eq!(
            quorum_rule(Lang::Zh, &quorum),
            "应到会人员三分之二以上到会，利益相关方、职能部门均有代表到会"
        );
        assert_eq!(
            quorum_rule(Lang::En, &quorum),
            "at least 2/3 of everyone expected present, somebody there of each group: \
             stakeholder, department"
        );
    }

    #[test]
    fn groups_of_the_field_are_translated_and_others_kept() {
        assert_eq!(group_name(Lang::En, group::STAKEHOLDER), "stakeholder");
        assert_eq!(group_name(Lang::Zh, group::STAKEHOLDER), "利益相关方");
        assert_eq!(group_name(Lang::En, "青年代表"), "青年代表");
    }
}
