//! Masking (脱敏) of what is made public: the one place that says how names, phones, numbers of
//! identity cards and addresses stand in a notice.
//!
//! A notice is built from a whitelist; this takes out of its free texts what somebody has typed into
//! them all the same, and leaves the place that was decided about. Everything it takes out is kept
//! in a list, so that a person can look at it and judge. Must not decide which facts a notice holds.

mod addresses;
mod numbers;
mod scan;

use crate::domain::meeting::Meeting;
use crate::domain::names::{alone, letters, romanized, surname_of};
use crate::domain::paper::MaskChange;
use addresses::addresses;
use numbers::numbers;
use scan::{Folded, Span, fold};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

pub use scan::Kind;

/// What stands for what was taken out.
const STARS: &str = "**";
const MANY_STARS: &str = "****";

/// One thing that was taken out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub kind: Kind,
    /// As it stands in the text.
    pub what: String,
    pub instead: String,
}

/// The masks of one meeting; `Mask::none` leaves every text as it is.
#[derive(Debug, Default)]
pub struct Mask {
    on: bool,
    /// Nothing is left of a number.
    whole: bool,
    /// Known names by their first character, the longest first, with what stands for them.
    known: HashMap<char, Vec<(Vec<char>, String)>>,
    /// Names in letters.
    spelt: HashMap<String, String>,
    /// Digits of participants' phones.
    phones: HashSet<String>,
    /// Digits that the public is to call.
    public: HashSet<String>,
    /// Places of the plan: they stand as they were planned.
    places: Vec<Vec<char>>,
    /// What a person has judged.
    shown: BTreeSet<String>,
    hidden: BTreeSet<String>,
    found: RefCell<BTreeSet<Found>>,
}

/// 李** for 李桂花, 欧阳** for 欧阳文静, 阿** for a name without a surname.
pub fn name(name: &str) -> String {
    let surname = surname_of(name);
    let first = name.chars().next().map(String::from).unwrap_or_default();
    (if surname.is_empty() { first } else { surname }) + STARS
}

/// 138****5678; a shorter number keeps its last two digits.
pub fn phone(number: &str) -> String {
    let digits: Vec<char> = number.chars().map(fold).filter(|c| c.is_alphanumeric()).collect();
    let part = |digits: Option<&[char]>| digits.unwrap_or_default().iter().collect::<String>();
    if !digits.iter().all(char::is_ascii_alphanumeric) {
        return MANY_STARS.to_owned();
    }
    // Behind the country's own number.
    let own = match digits.len() {
        13 => digits.strip_prefix(&['8', '6']),
        15 => digits.strip_prefix(&['0', '0', '8', '6']),
        _ => None,
    };
    let digits = own.unwrap_or(&digits);
    if digits.len() < 8 {
        return MANY_STARS.to_owned() + &part(digits.get(digits.len().saturating_sub(2)..));
    }
    part(digits.get(..3)) + MANY_STARS + &part(digits.get(digits.len() - 4..))
}

impl Mask {
    /// Nothing is masked.
    pub fn none() -> Self {
        Self::default()
    }

    /// The masks of everybody in the roster, and of those who count and write, as they were judged.
    pub fn of(m: &Meeting) -> Self {
        let mut mask = Self { on: true, ..Self::default() };
        for person in m.roll.entries.iter().map(|entry| &entry.person) {
            mask.add(&person.name, &name(&person.name));
            // A part of 阿依努尔·买买提 is a name as well.
            let parts: Vec<&str> = person.name.split(is_dot).collect();
            for part in parts.iter().filter(|_| parts.len() > 1) {
                mask.add(part, &name(&format!("{part}\u{b7}")));
            }
            for way in romanized(&person.name, &person.pinyin) {
                let letter = way.chars().next().unwrap_or('*').to_ascii_uppercase();
                mask.spelt.entry(way).or_insert_with(|| format!("{letter}{STARS}"));
            }
            let digits = digits_of(&person.phone);
            if digits.len() > 4 {
                // A line of the same town is called without the number of the area.
                let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
                let local = digits
                    .get(area..)
                    .filter(|local| digits.starts_with('0') && matches!(local.len(), 7 | 8));
                mask.phones.extend(local.map(ToOwned::to_owned));
                mask.phones.insert(digits);
            }
        }
        let plan = &m.session.plan;
        for other in plan.tellers.iter().chain(std::iter::once(&plan.recorder)) {
            // The plan may say behind the name who that is.
            let alone = alone(other);
            mask.add(alone, &name(alone));
        }
        for of_first in mask.known.values_mut() {
            of_first.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            of_first.dedup();
        }
        mask.keep_what_was_planned(m);
        for change in m.paper.masks.values() {
            mask.judge(change);
        }
        mask
    }

    /// Phones, numbers of identity cards and addresses only, wholly: what is deleted when its time is
    /// over, whatever was judged for a notice. Numbers that the public was to call stay.
    pub fn contacts_of(m: &Meeting) -> Self {
        let all = Self::of(m);
        Self {
            on: true,
            whole: true,
            phones: all.phones,
            public: all.public,
            places: all.places,
            ..Self::default()
        }
    }

    /// Whether a number is one that the public was to call.
    pub fn is_public(&self, number: &str) -> bool {
        self.public.contains(&digits_of(number))
    }

    fn keep_what_was_planned(&mut self, m: &Meeting) {
        let plan = &m.session.plan;
        let mut places = vec![plan.fact("venue"), plan.fact("organizer"), plan.fact("host_unit")];
        if let Some(publicity) = &plan.publicity {
            places.extend(publicity.places.iter().map(String::as_str));
            places.push(&publicity.mailbox);
            self.public.insert(digits_of(&publicity.phone));
        }
        if let Some(notice) = &m.sign_off.notice {
            places.extend(notice.mailbox.as_deref());
            self.public.extend(notice.phone.as_deref().map(digits_of));
        }
        self.public.retain(|digits| digits.len() > 4);
        let folded = places.into_iter().map(|place| bare(place).collect::<Vec<char>>());
        self.places = folded.filter(|place| place.len() > 1).collect();
    }

    fn judge(&mut self, change: &MaskChange) {
        let text: String = bare(&change.text).collect();
        let (to, from) = if change.hide {
            (&mut self.hidden, &mut self.shown)
        } else {
            (&mut self.shown, &mut self.hidden)
        };
        from.remove(&text);
        to.insert(text);
    }

    /// A single character is a word like any other: masking it would leave no text.
    fn add(&mut self, text: &str, instead: &str) {
        let chars: Vec<char> = bare(text).filter(|c| !is_dot(*c)).collect();
        if let (Some(first), true) = (chars.first(), chars.len() > 1) {
            self.known.entry(*first).or_default().push((chars, instead.to_owned()));
        }
    }

    /// A number that the public is to call: as it stands, unless it is one of a participant's.
    pub fn contact(&self, number: &str) -> String {
        let digits = digits_of(number);
        let private = self.phones.contains(&digits) && !self.shown.contains(&digits);
        if !private {
            return number.to_owned();
        }
        let instead = phone(number);
        self.tell(Kind::Phone, number, &instead);
        instead
    }

    /// A free text without names, phones, identity numbers and addresses finer than a building.
    pub fn text(&self, text: &str) -> String {
        if !self.on {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        let folded = Folded::new(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (span, instead) in self.spans(&folded) {
            if span.range.end <= at {
                continue;
            }
            let what: String = chars.get(span.range.clone()).unwrap_or_default().iter().collect();
            let instead = match span.kind {
                Kind::Phone if !self.whole => phone(&what),
                Kind::Phone | Kind::Identity => MANY_STARS.to_owned(),
                Kind::Address | Kind::Added => STARS.to_owned(),
                Kind::Name => instead.unwrap_or_else(|| STARS.to_owned()),
            };
            // What begins inside of something taken out goes to its end, under the same stars.
            if span.range.start >= at {
                out.extend(chars.get(at..span.range.start).unwrap_or_default());
                out.push_str(&instead);
            }
            self.tell(span.kind, &what, &instead);
            at = span.range.end;
        }
        out.extend(chars.get(at..).unwrap_or_default());
        out
    }

    /// Everything that was taken out so far.
    pub fn found(&self) -> Vec<Found> {
        self.found.borrow().iter().cloned().collect()
    }

    fn tell(&self, kind: Kind, what: &str, instead: &str) {
        let found = Found { kind, what: what.to_owned(), instead: instead.to_owned() };
        self.found.borrow_mut().insert(found);
    }

    /// What is taken out of a text, from its beginning, the longer before the shorter.
    fn spans(&self, text: &Folded) -> Vec<(Span, Option<String>)> {
        let mut all: Vec<(Span, Option<String>)> = self.names(text);
        let people: Vec<Range<usize>> = all.iter().map(|(span, _)| span.range.clone()).collect();
        let known = |digits: &str| self.phones.contains(digits);
        let public = |digits: &str| self.public.contains(digits);
        all.extend(numbers(text, &known, &public).into_iter().map(|span| (span, None)));
        let planned: Vec<Range<usize>> =
            self.places.iter().flat_map(|place| places_of(&text.chars, place)).collect();
        let stands = |span: &Span| {
            planned.iter().any(|p| p.start <= span.range.start && span.range.end <= p.end)
        };
        let found = addresses(text, &people).into_iter().filter(|span| !stands(span));
        all.extend(found.map(|span| (span, None)));
        all.retain(|(span, _)| {
            let what: String =
                text.chars.get(span.range.clone()).unwrap_or_default().iter().collect();
            !self.shown.contains(&bare(&what).collect::<String>())
        });
        for hidden in &self.hidden {
            let hidden: Vec<char> = hidden.chars().collect();
            let added = places_of(&text.chars, &hidden).into_iter();
            all.extend(added.map(|range| (Span { range, kind: Kind::Added }, None)));
        }
        all.sort_by_key(|(span, _)| (span.range.start, std::cmp::Reverse(span.range.end)));
        all
    }

    /// Known names with the mark behind them, in Chinese and in letters.
    fn names(&self, text: &Folded) -> Vec<(Span, Option<String>)> {
        let mut spans = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.chars.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((length, instead)) = self.known_at(rest) {
                spans.push((Span { range: at..at + length, kind: Kind::Name }, Some(instead)));
                at += length;
            } else {
                at += 1;
            }
        }
        spans.extend(self.spelt_in(&text.chars));
        spans
    }

    /// A known name at the beginning, spaced or not, with the mark behind a name.
    fn known_at(&self, rest: &[char]) -> Option<(usize, String)> {
        let of_first = self.known.get(rest.first()?)?;
        let found =
            of_first.iter().find_map(|(chars, instead)| Some((spaced(rest, chars)?, instead)));
        let (length, instead) = found?;
        let behind = rest.get(length..).unwrap_or_default();
        let mark = match (behind.first(), behind.iter().position(|c| *c == ')')) {
            (Some('('), Some(end)) if end <= 12 => end + 1,
            _ => 0,
        };
        Some((length + mark, instead.clone()))
    }

    /// Names in letters: Li Ming, LI MING, Liming, Ming Li.
    fn spelt_in(&self, chars: &[char]) -> Vec<(Span, Option<String>)> {
        const MOST_WORDS: usize = 6;
        let mut words: Vec<(Range<usize>, String)> = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let is_letter = |c: &char| c.is_alphabetic() && u32::from(*c) < 0x250;
            let length = chars[at..].iter().take_while(|c| is_letter(c)).count();
            if length > 0 {
                let word: String = chars[at..at + length].iter().collect();
                words.push((at..at + length, letters(&word)));
            }
            at += length.max(1);
        }
        let mut spans = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let mut joined = String::new();
            let mut found = None;
            for (j, (range, word)) in words.iter().enumerate().skip(i).take(MOST_WORDS) {
                let before =
                    j.checked_sub(1).filter(|_| j > i).and_then(|before| words.get(before));
                let apart = before.is_some_and(|(before, _)| {
                    let between = chars.get(before.end..range.start).unwrap_or_default();
                    between.len() > 2 || !between.iter().all(|c| " -'\u{2019}.\u{b7},".contains(*c))
                });
                if apart {
                    break;
                }
                joined.push_str(word);
                if let Some(instead) = self.spelt.get(&joined) {
                    found = Some((j, instead.clone()));
                }
            }
            match (found, words.get(i)) {
                (Some((j, instead)), Some((first, _))) => {
                    let end = words.get(j).map_or(first.end, |(last, _)| last.end);
                    let span = Span { range: first.start..end, kind: Kind::Name };
                    spans.push((span, Some(instead)));
                    i = j + 1;
                }
                _ => i += 1,
            }
        }
        spans
    }
}

const fn is_dot(c: char) -> bool {
    matches!(fold(c), '\u{b7}')
}

/// A text folded and without blanks, as texts are compared.
fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(fold).filter(|c| !c.is_whitespace())
}

fn digits_of(number: &str) -> String {
    number.chars().map(fold).filter(char::is_ascii_digit).collect()
}

/// How many characters of a text are `wanted`; up to three blanks, dots or dashes between them are
/// left out.
fn spaced(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    let mut next = left.next();
    let mut skipped = 0;
    for (at, c) in text.iter().enumerate() {
        match next {
            None => return Some(at),
            Some(want) if want == c => {
                next = left.next();
                skipped = 0;
            }
            Some(_)
                if at > 0
                    && skipped < 3
                    && (c.is_whitespace() || matches!(c, '\u{b7}' | '.' | '-')) =>
            {
                skipped += 1;
            }
            Some(_) => return None,
        }
    }
    next.is_none().then_some(text.len())
}

/// Where a text without blanks stands in another.
fn places_of(text: &[char], wanted: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match blank_free(rest, wanted) {
            Some(length) if length > 0 => {
                found.push(at..at + length);
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

fn blank_free(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter().peekable();
    for (at, c) in text.iter().enumerate() {
        match left.peek() {
            None => return Some(at),
            Some(want) if **want == *c => {
                left.next();
            }
            Some(_) if at > 0 && c.is_whitespace() => {}
            Some(_) => return None,
        }
    }
    left.peek().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::{Given, small};

    fn mask() -> Mask {
        let mut plan = small();
        plan.people[1].phone = "0871-5550123".into();
        Mask::of(Given::plan(plan).m())
    }

    #[test]
    fn a_name_keeps_its_surname() {
        for (full, masked) in [
            ("李桂花", "李**"),
            ("王强", "王**"),
            ("欧阳文静", "欧阳**"),
            ("阿依努尔·买买提", "阿**"),
            ("Li", "L**"),
        ] {
            assert_eq!(name(full), masked);
        }
    }

    #[test]
    fn a_phone_keeps_its_ends() {
        for (full, masked) in [
            ("13812345678", "138****5678"),
            ("138-1234-5678", "138****5678"),
            ("+86 138 1234 5678", "138****5678"),
            ("0871-5550123", "087****0123"),
            ("5550123", "****23"),
            ("一三八一二三四五六七八", "****"),
        ] {
            assert_eq!(phone(full), masked);
        }
    }

    #[test]
    fn what_tells_a_person_is_taken_out_of_free_text() {
        let mask = mask();
        for (typed, shown) in [
            ("王强（业委会）提出，张　伟同意。", "王**提出，张**同意。"),
            ("赵淑芬、周雨桐", "赵**、周**"),
            ("打0871-5550123找人", "打087****0123找人"),
            ("打5550123、555 0123找人", "打****23、****23找人"),
            ("WANG QIANG said; Wang Qiang, Wangqiang, Qiang Wang.", "W** said; W**, W**, Q**."),
            ("槐安苑三号楼门前", "槐安苑三号楼门前"),
        ] {
            assert_eq!(mask.text(typed), shown);
        }
        assert_eq!(Mask::none().text("王强13812345678"), "王强13812345678");
        assert_eq!(mask.contact("0000-5550124"), "0000-5550124");
        assert_eq!(mask.contact("0871 5550123"), "087****0123", "a participant's own");
    }

    #[test]
    fn everything_taken_out_is_told_and_can_be_judged() {
        let mut mask = mask();
        let text = "王强说3栋2单元501室和高峰时段，电话138 1234 5678。";
        assert_eq!(mask.text(text), "王**说**和高峰时段，电话138****5678。");
        let told: Vec<String> = mask.found().into_iter().map(|found| found.what).collect();
        assert_eq!(told, ["王强", "138 1234 5678", "3栋2单元501室"]);
        let judged = |text: &str, hide| MaskChange { text: text.into(), hide, reason: "x".into() };
        mask.judge(&judged("3栋2单元501室", false));
        mask.judge(&judged("高峰时段", true));
        assert_eq!(mask.text(text), "王**说3栋2单元501室和**，电话138****5678。");
        mask.judge(&judged("高峰时段", false));
        assert_eq!(mask.text(text), "王**说3栋2单元501室和高峰时段，电话138****5678。");
    }
}
