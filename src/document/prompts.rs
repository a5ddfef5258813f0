//! The words the chair says now (docs/domain.md §4): a template for every step, filled from the meeting.
//!
//! Templates are data in `assets/words`, and users may edit their own. Must not decide anything:
//! the step comes from `domain::suggest`.

use crate::domain::floor::{Reason, Speech, SpeechKind, Stance};
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::rule::{Attendance, Condition, Measure};
use crate::domain::session::{ItemKind, WEIGHT_UNIT};
use crate::domain::stamp::{Moment, seconds_between};
use crate::domain::suggest::{Missing, Step, unheard};
use crate::domain::vote::{Closing, Vote};
use crate::i18n::Lang;
use crate::i18n::explain::weighed;
use crate::i18n::quantities as say;
use crate::i18n::quorum as attendance;
use crate::i18n::terms as term;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every template with the placeholders it may use.
pub const KEYS: &[(&str, &[&str])] = &[
    ("prepare_roster", &[]),
    ("prepare_agenda", &[]),
    ("prepare_chair", &[]),
    ("prepare_check", &["what"]),
    ("take_roll", &["expected", "present", "short"]),
    ("take_roll_free", &["expected", "present"]),
    ("take_roll_some", &["expected", "present", "missing"]),
    ("take_roll_groups", &["expected", "present", "groups"]),
    ("chair_gone", &["name"]),
    ("open", &["expected", "present", "rule"]),
    ("open_free", &["expected", "present"]),
    ("count", &["present", "voters"]),
    ("next_item", &["place", "title"]),
    ("next_item_rules", &["count", "place", "title"]),
    ("invite_statement", &["limit"]),
    ("invite_response", &["limit"]),
    ("invite_discussion", &["limit"]),
    ("who_else", &["names"]),
    ("give", &["name", "limit"]),
    ("give_other", &["name", "limit", "last"]),
    ("give_point", &["name", "limit"]),
    ("speech", &["name"]),
    ("speech_next", &["name", "next"]),
    ("speech_warning", &["name", "warn"]),
    ("speech_over", &["name"]),
    ("continue", &["name"]),
    ("no_proposal", &[]),
    ("freeze", &["no", "title"]),
    ("open_vote", &["no", "title"]),
    ("quorum_lost", &["present"]),
    ("tally_hands", &["no", "voters"]),
    ("tally_objected", &["no", "voters"]),
    ("tally_secret", &["no", "voters"]),
    ("ballots", &["no", "left"]),
    ("judge", &["no"]),
    ("close", &["no", "for", "against", "abstain"]),
    ("close_acclamation", &["no"]),
    ("close_no_objection", &["no"]),
    ("close_secret", &["no"]),
    ("tie", &["no"]),
    ("announce", &["no", "for", "against", "abstain", "need"]),
    ("announce_fails", &["no", "for", "against", "abstain", "need"]),
    ("announce_weight", &["no", "for", "against", "abstain"]),
    ("announce_weight_fails", &["no", "for", "against", "abstain"]),
    ("announce_tied", &["no", "for", "against", "abstain", "need"]),
    ("announce_plain", &["no"]),
    ("announce_plain_fails", &["no"]),
    ("announce_void", &["no"]),
    ("void_vote", &["no"]),
    ("settle_reached", &["no"]),
    ("settle_continue", &["no"]),
    ("settle_refer", &["no"]),
    ("assign", &["no", "title"]),
    ("notice", &[]),
    ("read_back", &[]),
    ("sign", &["name"]),
    ("sign_witness", &[]),
    ("finish_item", &[]),
    ("adjourn", &[]),
    ("resume", &[]),
    ("resume_in", &["time"]),
    ("seal", &[]),
    ("export", &[]),
];

/// Why a file of words cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    #[error("not a file of words: {0}")]
    Form(String),
    #[error("unknown line: {0}")]
    UnknownKey(String),
    #[error("the line {key} has no {{{placeholder}}}")]
    UnknownPlaceholder { key: String, placeholder: String },
}

/// The templates of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// Reads a file of words; lines that it leaves out are said in the program's own words.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        let lines: BTreeMap<String, String> =
            toml::from_str(text).map_err(|e| WordsError::Form(e.message().to_owned()))?;
        for (key, template) in &lines {
            let Some((_, known)) = KEYS.iter().find(|(name, _)| name == key) else {
                return Err(WordsError::UnknownKey(key.clone()));
            };
            if let Some(name) = placeholders(template).find(|name| !known.contains(name)) {
                let (key, placeholder) = (key.clone(), name.to_owned());
                return Err(WordsError::UnknownPlaceholder { key, placeholder });
            }
        }
        Ok(Self(lines))
    }

    /// Templates by name whose placeholders were checked against `KEYS`.
    pub const fn of(lines: BTreeMap<String, String>) -> Self {
        Self(lines)
    }

    /// The program's own words.
    pub fn standard(lang: Lang) -> &'static Self {
        static ZH: LazyLock<Templates> =
            LazyLock::new(|| own(include_str!("../../assets/words/zh-CN.toml")));
        static EN: LazyLock<Templates> =
            LazyLock::new(|| own(include_str!("../../assets/words/en.toml")));
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    pub(super) fn fill(&self, lang: Lang, key: &str, values: &[(&str, String)]) -> String {
        let template = self.0.get(key).or_else(|| Self::standard(lang).0.get(key));
        fill(template.map_or("", String::as_str), values)
    }
}

/// A template with its placeholders filled; one that has no value is left out.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> String {
    let (mut rest, mut text) = (template, String::new());
    // One pass, so that a brace in a name or a title is never taken for a placeholder.
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(key, _)| *key == name);
        text.push_str(value.map_or("", |(_, value)| value.as_str()));
        rest = after;
    }
    text + rest
}

/// The program's own files are checked by a test; nothing is said where one cannot be read.
fn own(text: &str) -> Templates {
    Templates::parse(text).unwrap_or_default()
}

fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
}

/// What the chair says now, in the program's own words.
pub fn words(m: &Meeting, step: &Step, now: Moment, lang: Lang) -> String {
    words_from(Templates::standard(lang), m, step, now, lang)
}

/// What the chair says now, in the words of a file.
pub fn words_from(
    templates: &Templates,
    m: &Meeting,
    step: &Step,
    now: Moment,
    lang: Lang,
) -> String {
    let (key, values) = line(m, step, now, lang);
    templates.fill(lang, key, &values)
}

/// How many who were not heard are called by name; more would not be listened to.
const NAMED: usize = 8;

type PromptLine = (&'static str, Vec<(&'static str, String)>);

fn line(m: &Meeting, step: &Step, now: Moment, lang: Lang) -> PromptLine {
    let no = |no: &u32| ("no", no.to_string());
    let name = |person| ("name", m.roll.name(person));
    match step {
        Step::Prepare(missing) => match missing {
            Missing::Roster => ("prepare_roster", Vec::new()),
            Missing::Agenda => ("prepare_agenda", Vec::new()),
            Missing::Chair => ("prepare_chair", Vec::new()),
            Missing::Tick(have) => {
                ("prepare_check", vec![("what", term::have(lang, *have).to_owned())])
            }
        },
        Step::TakeRoll => roll(m, lang),
        Step::AskChair { gone } => ("chair_gone", vec![name(gone)]),
        Step::Open => opening(m, lang),
        Step::Count => ("count", counted(m)),
        Step::NextItem(item) => next_item(m, *item),
        Step::InviteSpeaker { kind } => {
            let key = match kind {
                SpeechKind::Statement => "invite_statement",
                SpeechKind::Response => "invite_response",
                SpeechKind::Discussion | SpeechKind::Question | SpeechKind::PointOfOrder => {
                    "invite_discussion"
                }
            };
            (key, vec![("limit", say::duration(lang, kind.limit_s(&m.session.limits)))])
        }
        Step::AskWhoElse { kind } => {
            let names = unheard(m, *kind).into_iter().take(NAMED).map(|id| m.roll.name(id));
            ("who_else", vec![("names", term::list(lang, &names.collect::<Vec<_>>()))])
        }
        Step::GiveFloor { person, reasons } => {
            let (key, mut values) = giving(m, person, reasons, lang);
            values.push(name(person));
            (key, values)
        }
        Step::AskLead { person } => {
            let limit = SpeechKind::Statement.limit_s(&m.session.limits);
            ("give", vec![name(person), ("limit", say::duration(lang, limit))])
        }
        Step::EndSpeech { .. } => match m.floor.current() {
            Some(speech) => speaking(m, speech, now, lang),
            None => ("speech", Vec::new()),
        },
        Step::ContinueSpeech { person } => ("continue", vec![name(person)]),
        Step::AskProposal { .. } => ("no_proposal", Vec::new()),
        Step::Freeze(n) => ("freeze", vec![no(n), title(m, *n)]),
        Step::OpenVote(n) => ("open_vote", vec![no(n), title(m, *n)]),
        Step::QuorumLost => ("quorum_lost", counted(m)),
        Step::CountVotes(n) => {
            let vote = m.votes.unfinished();
            let secret = vote.is_some_and(|vote| vote.method.is_secret());
            let voters = vote.map_or(0, |vote| vote.electorate.len());
            let objected = vote.is_some_and(|vote| !vote.objections.is_empty());
            let key = match (secret, objected) {
                (true, _) => "tally_secret",
                (false, true) => "tally_objected",
                (false, false) => "tally_hands",
            };
            (key, vec![no(n), ("voters", voters.to_string())])
        }
        Step::TakeBallots { proposal, left } => {
            ("ballots", vec![no(proposal), ("left", left.to_string())])
        }
        Step::JudgeVoice(n) => ("judge", vec![no(n)]),
        Step::CloseVote { proposal, method } => {
            let key = match method.closing() {
                Closing::Acclaimed => "close_acclamation",
                Closing::NobodyObjects => "close_no_objection",
                // Papers are read out when the result is announced, not while the vote is open.
                Closing::PapersIn => "close_secret",
                Closing::Counted => "close",
            };
            (key, vote_values(m, *proposal, lang))
        }
        Step::DecideTie(n) => ("tie", vec![no(n)]),
        Step::Announce(n) => (announcing(m), vote_values(m, *n, lang)),
        Step::VoidVote(n) => ("void_vote", vec![no(n)]),
        Step::Settle { no: n, disposition } => {
            let key = match disposition {
                Disposition::Reached => "settle_reached",
                Disposition::Continue => "settle_continue",
                Disposition::Refer => "settle_refer",
            };
            (key, vec![no(n)])
        }
        Step::Assign(n) => ("assign", vec![no(n), title(m, *n)]),
        Step::Notice => ("notice", Vec::new()),
        Step::ReadBack => ("read_back", Vec::new()),
        Step::Sign { person, .. } => ("sign", vec![name(person)]),
        Step::SignWitness => ("sign_witness", Vec::new()),
        Step::FinishItem(_) => ("finish_item", Vec::new()),
        Step::Adjourn => ("adjourn", Vec::new()),
        Step::Resume => recess(m, now, lang),
        Step::Seal => ("seal", Vec::new()),
        Step::Export => ("export", Vec::new()),
    }
}

fn counted(m: &Meeting) -> Vec<(&'static str, String)> {
    let present = m.roll.count(crate::domain::roll::Status::Present);
    let voters = m.roll.voters_present();
    vec![("present", present.to_string()), ("voters", voters.to_string())]
}

fn roll(m: &Meeting, lang: Lang) -> PromptLine {
    let quorum = m.quorum();
    let short = quorum.need().saturating_sub(quorum.have());
    let mut values =
        vec![("expected", quorum.expected.to_string()), ("present", quorum.present.to_string())];
    if short == 0 && !quorum.missing_groups.is_empty() {
        values.push(("groups", term::group_names(lang, &quorum.missing_groups)));
        return ("take_roll_groups", values);
    }
    // Some of the people, or their weight, are not told as so many people.
    if let Some(missing) = attendance::missing_of(lang, &quorum) {
        values.push(("missing", missing));
        return ("take_roll_some", values);
    }
    if short == 0 {
        return ("take_roll_free", values);
    }
    values.push(("short", short.to_string()));
    ("take_roll", values)
}

fn opening(m: &Meeting, lang: Lang) -> PromptLine {
    let quorum = m.quorum();
    let mut values =
        vec![("expected", quorum.expected.to_string()), ("present", quorum.present.to_string())];
    // The way that was reached, as the stamp sorts it: its fraction stands in the session's quorum.
    let ways = &m.session.quorum.any_of;
    let reached = quorum.ways.first().and_then(|way| {
        let mut ways = ways.iter().filter_map(Condition::way);
        let same = |of: &Attendance| {
            of.among == way.among && of.ratio().is_some_and(|r| r.need(way.base) == way.need)
        };
        ways.find(|of| same(of)).and_then(Attendance::ratio)
    });
    match reached {
        Some(ratio) => {
            values.push(("rule", term::ratio(lang, ratio)));
            ("open", values)
        }
        None => ("open_free", values),
    }
}

/// While the item of the ground rules runs, they are read out first.
fn next_item(m: &Meeting, no: u32) -> PromptLine {
    let mut values = item_values(m, no);
    let rules = m.session.plan.ground_rules.len();
    let reading = m.agenda.active().is_some_and(|item| item.plan.kind == Some(ItemKind::Rules));
    if !reading || rules == 0 {
        return ("next_item", values);
    }
    values.push(("count", rules.to_string()));
    ("next_item_rules", values)
}

fn item_values(m: &Meeting, no: u32) -> Vec<(&'static str, String)> {
    let title = m.agenda.get(no).map(|item| item.plan.title.clone()).unwrap_or_default();
    vec![("place", no.to_string()), ("title", title)]
}

fn title(m: &Meeting, no: u32) -> (&'static str, String) {
    ("title", m.proposals.get(no).map(|p| p.title.clone()).unwrap_or_default())
}

fn giving(
    m: &Meeting,
    person: &crate::domain::person::PersonId,
    reasons: &[Reason],
    lang: Lang,
) -> PromptLine {
    let request = m.floor.request_of(person);
    let kind = request.map_or(SpeechKind::Discussion, |request| request.kind);
    let limit = request.and_then(|request| request.terms.limit_s);
    let limit = limit.unwrap_or_else(|| kind.limit_s(&m.session.limits));
    let values = vec![("limit", say::duration(lang, limit))];
    if kind == SpeechKind::PointOfOrder {
        return ("give_point", values);
    }
    let last = m.floor.speeches.last().map(|speech| speech.stance);
    match last {
        Some(last @ (Stance::For | Stance::Against)) if reasons.contains(&Reason::OtherStance) => {
            let mut values = values;
            values.push(("last", term::stance(lang, last).to_owned()));
            ("give_other", values)
        }
        _ => ("give", values),
    }
}

fn speaking(m: &Meeting, speech: &Speech, now: Moment, lang: Lang) -> PromptLine {
    let mut values = vec![("name", m.roll.name(&speech.person))];
    let left = speech.left_s(now);
    if left == 0 {
        return ("speech_over", values);
    }
    // A limit no longer than the warning would warn from its first second.
    let warn = m.session.limits.warn_s;
    if left <= u64::from(warn) && warn < speech.limit_s {
        values.push(("warn", say::duration(lang, warn)));
        return ("speech_warning", values);
    }
    let next = crate::domain::floor::upcoming(m).into_iter().next();
    match next {
        Some(turn) => {
            values.push(("next", m.roll.name(&turn.person)));
            ("speech_next", values)
        }
        None => ("speech", values),
    }
}

fn vote_values(m: &Meeting, no: u32, lang: Lang) -> Vec<(&'static str, String)> {
    let vote = m.votes.unfinished();
    let counts = vote.and_then(Vote::counts_now).unwrap_or_default();
    let unit = m.session.plan.fact(WEIGHT_UNIT);
    let need = vote.and_then(Vote::main_test).map_or_else(
        || "0".to_owned(),
        |test| match test.threshold.measure {
            Measure::Heads => test.need.to_string(),
            Measure::Weight => weighed(lang, unit, test.need),
        },
    );
    vec![
        ("no", no.to_string()),
        ("for", counts.in_favour.to_string()),
        ("against", counts.against.to_string()),
        ("abstain", counts.abstain.to_string()),
        ("need", need),
    ]
}

fn announcing(m: &Meeting) -> &'static str {
    let Some(vote) = m.votes.unfinished() else { return "announce_plain" };
    if vote.is_void() {
        return "announce_void";
    }
    match (vote.counts_now(), vote.passed()) {
        // So many votes say nothing where weights decide.
        (Some(_), true) if vote.rule.counts_weight() => "announce_weight",
        (Some(_), false) if vote.rule.counts_weight() => "announce_weight_fails",
        (Some(_), true) => "announce",
        (Some(_), false) if vote.is_tied() => "announce_tied",
        (Some(_), false) => "announce_fails",
        (None, true) => "announce_plain",
        (None, false) => "announce_plain_fails",
    }
}

fn recess(m: &Meeting, now: Moment, lang: Lang) -> PromptLine {
    match m.session.recess {
        Some((since, Some(seconds))) if seconds_between(since, now) < u64::from(seconds) => {
            ("resume_in", vec![("time", say::duration(lang, seconds))])
        }
        _ => ("resume", Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_line_with_known_placeholders() {
        for text in [
            include_str!("../../assets/words/zh-CN.toml"),
            include_str!("../../assets/words/en.toml"),
        ] {
            let templates = Templates::parse(text).unwrap();
            for (key, _) in KEYS {
                assert!(templates.0.get(*key).is_some_and(|line| !line.is_empty()), "{key}");
            }
        }
    }

    #[test]
    fn a_file_with_a_wrong_line_is_refused() {
        assert_eq!(
            Templates::parse("hello = \"x\""),
            Err(WordsError::UnknownKey("hello".to_owned()))
        );
        assert_eq!(
            Templates::parse("give = \"{nmae}\""),
            Err(WordsError::UnknownPlaceholder {
                key: "give".to_owned(),
                placeholder: "nmae".to_owned()
            })
        );
        assert!(matches!(Templates::parse("give = "), Err(WordsError::Form(_))));
    }

    #[test]
    fn a_brace_in_a_name_is_no_placeholder() {
        let templates = Templates::parse("give = \"{name}: {limit}\"").unwrap();
        let values = [("name", "{limit}".to_owned()), ("limit", "x".to_owned())];
        assert_eq!(templates.fill(Lang::En, "give", &values), "{limit}: x");
        assert_eq!(
            templates.fill(Lang::En, "adjourn", &[]),
            Templates::standard(Lang::En).0["adjourn"]
        );
    }
}
