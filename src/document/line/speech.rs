//! The line of a speech: who, how long, how much over, which view, and the summary.

use crate::domain::floor::{Speech, SpeechKind, Stance};
use crate::domain::meeting::Meeting;
use crate::domain::minutes::{Edit, Entry};
use crate::i18n::{Lang, line, terms};

/// The speech that a line gave the floor for; speeches stand in the order of their lines.
pub(super) fn find(m: &Meeting, seq: u64) -> Option<&Speech> {
    let speeches = &m.floor.speeches;
    speeches.get(speeches.place_of(&seq, |speech| speech.seq)?)
}

/// The speech that runs at a line: the latest that was given the floor before it and had not ended by
/// then, for a point of order ends and whom it interrupted goes on; else the last that ran.
pub(super) fn running(m: &Meeting, seq: u64) -> Option<&Speech> {
    let speeches = &m.floor.speeches;
    let before = speeches.partition_point(|speech| speech.seq < seq);
    // At most two are open at a time, so what still runs is near the end.
    let open = |speech: &&Speech| speech.ended_by.is_none_or(|end| end > seq);
    let mut near = speeches.back_from(before).take(NEAR);
    near.find(open).or(speeches.back_from(before).next())
}

/// How far back a speech that waits for points of order is looked for.
const NEAR: usize = 64;

/// The words of a speech, and whether any of its summary was put right.
pub(super) fn text(
    m: &Meeting,
    speech: &Speech,
    lang: Lang,
    summaries: &[&Entry],
) -> (String, bool) {
    let person = m.roll.person(&speech.person);
    let group = person.map_or_else(String::new, |p| terms::group_name(lang, &p.group).to_owned());
    let name = m.roll.name(&speech.person);
    let mut details = Vec::new();
    if let Some(end) = speech.end {
        details.push(line::spoken_for(lang, terms::duration(lang, speech.used_s(end))));
        if speech.overtime_s(end) > 0 {
            details.push(line::overtime(lang, terms::duration(lang, speech.overtime_s(end))));
        }
    }
    if speech.stopped.is_some() {
        details.push(line::was_stopped(lang));
    }
    if speech.corrected {
        details.push(line::time_corrected(lang));
    }
    details.extend(view(lang, speech.stance, speech.on));
    let details = terms::after(lang, &details);
    let head = match (speech.end, speech.kind) {
        (None, _) => line::speaking(lang, name, group, details),
        (Some(_), SpeechKind::PointOfOrder) => line::point_of_order(lang, name, group, details),
        (
            Some(_),
            SpeechKind::Statement
            | SpeechKind::Response
            | SpeechKind::Discussion
            | SpeechKind::Question,
        ) => line::speech(lang, name, group, details),
    };
    let (said, corrected) = summary(m, lang, summaries);
    let text =
        if said.is_empty() { head + terms::stop(lang) } else { head + &terms::colon(lang, &said) };
    (text, corrected)
}

/// The view that was taken, and on which proposal; None of a neutral speech on nothing.
pub(super) fn view(lang: Lang, stance: Stance, on: Option<u32>) -> Option<String> {
    let no = on.map(|no| terms::ordinal(lang, no));
    let word = match stance {
        Stance::Amend => line::amends(lang),
        Stance::For | Stance::Against | Stance::Neutral => terms::stance(lang, stance).to_owned(),
    };
    match (stance, no) {
        (Stance::Neutral, None) => None,
        (Stance::Neutral, Some(no)) => Some(line::view_neutral_on(lang, no)),
        (_, None) => Some(line::view(lang, word)),
        (_, Some(no)) => Some(line::view_on(lang, word, no)),
    }
}

/// The summaries that stand, one after another, and whether any of them was put right or struck.
pub(super) fn summary(m: &Meeting, lang: Lang, summaries: &[&Entry]) -> (String, bool) {
    let mut said = String::new();
    for text in summaries.iter().filter_map(|entry| m.minutes.text(entry)) {
        said = joined(lang, &said, text);
    }
    let edited = |entry: &&Entry| matches!(m.minutes.edit(entry.seq), Some((_, Edit::Text(_))));
    (said, summaries.iter().any(edited))
}

/// Two sentences one after another; only English has a space between them.
pub(in crate::document) fn joined(lang: Lang, one: &str, other: &str) -> String {
    let between = match lang {
        Lang::En if !one.is_empty() && !other.is_empty() => " ",
        Lang::Zh | Lang::En => "",
    };
    format!("{one}{between}{other}")
}
