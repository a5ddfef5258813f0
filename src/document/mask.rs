//! Masking (脱敏) of what is made public: the one place that says how names, phones, numbers of
//! identity cards and addresses stand in a notice.
//!
//! A notice is built from a whitelist; this takes out of its free texts what somebody has typed into
//! them all the same. It rather masks a word too many than a name too few. Must not decide which
//! facts a notice holds.

use crate::domain::meeting::Meeting;
use crate::domain::names::surname_of;
use std::collections::HashMap;

/// What stands for what was taken out.
const STARS: &str = "**";
const MANY_STARS: &str = "****";

/// The masks of one meeting; `Mask::none` leaves every text as it is.
#[derive(Debug, Default)]
pub struct Mask {
    on: bool,
    /// Known names and phones by their first character, the longest first, with what stands for them.
    known: HashMap<char, Vec<(Vec<char>, String)>>,
    phones: Vec<String>,
}

/// 李** for 李桂花, 欧阳** for 欧阳文静, 阿** for a name without a surname.
pub fn name(name: &str) -> String {
    let surname = surname_of(name);
    let first = name.chars().next().map(String::from).unwrap_or_default();
    (if surname.is_empty() { first } else { surname }) + STARS
}

/// 138****5678; a shorter number keeps its last two digits.
pub fn phone(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let part = |digits: Option<&[char]>| digits.unwrap_or_default().iter().collect::<String>();
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

    /// The masks of everybody in the roster, and of those who count and write.
    pub fn of(m: &Meeting) -> Self {
        let mut mask = Self { on: true, ..Self::default() };
        let people = m.roll.entries.iter().map(|entry| &entry.person);
        let plan = &m.session.plan;
        let others = plan.tellers.iter().chain(std::iter::once(&plan.recorder));
        for person in people {
            mask.add(&person.name, name(&person.name));
            if person.phone.chars().filter(char::is_ascii_digit).count() > 4 {
                mask.add(&person.phone, phone(&person.phone));
                mask.phones.push(digits_of(&person.phone));
            }
        }
        for other in others {
            // The plan may say behind the name who that is.
            let alone = other.split(['\u{ff08}', '(']).next().unwrap_or_default();
            mask.add(alone, name(alone));
        }
        for of_first in mask.known.values_mut() {
            of_first.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            of_first.dedup();
        }
        mask
    }

    /// A single character is a word like any other: masking it would leave no text.
    fn add(&mut self, text: &str, instead: String) {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
        if let (Some(first), true) = (chars.first(), chars.len() > 1) {
            self.known.entry(*first).or_default().push((chars, instead));
        }
    }

    /// A number that the public is to call: as it stands, unless it is one of a participant's.
    pub fn contact(&self, number: &str) -> String {
        let private = self.phones.contains(&digits_of(number));
        if private { phone(number) } else { number.to_owned() }
    }

    /// A free text without names, mobile phones, identity numbers and addresses finer than an
    /// estate.
    pub fn text(&self, text: &str) -> String {
        if !self.on {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        let folded: Vec<char> = chars.iter().copied().map(fold).collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let (Some(rest), Some(c)) = (folded.get(at..), chars.get(at)) {
            let inside_number = at > 0 && folded.get(at - 1).is_some_and(char::is_ascii_digit);
            let found = self.known_at(rest).or_else(|| {
                if inside_number { None } else { number_at(rest).or_else(|| address_at(rest)) }
            });
            if let Some((length, instead)) = found {
                out.push_str(&instead);
                at += length;
            } else {
                out.push(*c);
                at += 1;
            }
        }
        out
    }

    /// A known name or phone at the beginning, spaced or not, with the mark behind a name.
    fn known_at(&self, rest: &[char]) -> Option<(usize, String)> {
        let of_first = self.known.get(rest.first()?)?;
        let mut found = None;
        for (chars, instead) in of_first {
            if let Some(length) = spaced(rest, chars) {
                found = Some((length, instead));
                break;
            }
        }
        let (length, instead) = found?;
        let behind = rest.get(length..).unwrap_or_default();
        let mark = match (behind.first(), behind.iter().position(|c| *c == ')')) {
            (Some('('), Some(end)) if end <= 12 => end + 1,
            _ => 0,
        };
        Some((length + mark, instead.clone()))
    }
}

fn digits_of(number: &str) -> String {
    number.chars().map(fold).filter(char::is_ascii_digit).collect()
}

/// Full-width forms as ASCII, so that they are found as well.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// How many characters of a text are `wanted`, spaces between them left out.
fn spaced(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    let mut next = left.next();
    for (at, c) in text.iter().enumerate() {
        match next {
            None => return Some(at),
            Some(want) if want == c => next = left.next(),
            Some(_) if at > 0 && c.is_whitespace() => {}
            Some(_) => return None,
        }
    }
    next.is_none().then_some(text.len())
}

/// A mobile phone, an identity card, any number as long.
fn number_at(rest: &[char]) -> Option<(usize, String)> {
    let run = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let whole = |length: usize| rest.get(..length).unwrap_or_default().iter().collect::<String>();
    match run {
        12.. => {
            let check = usize::from(matches!(rest.get(run), Some('X' | 'x')));
            Some((run + check, MANY_STARS.to_owned()))
        }
        11 => (rest.first() == Some(&'1')).then(|| (11, phone(&whole(11)))),
        // 138 1234 5678, 138-1234-5678
        3 => {
            let between = |at: usize| rest.get(at).is_some_and(|c| matches!(c, ' ' | '-'));
            let four = |at: usize| {
                let digits = rest.get(at..at + 4);
                digits.is_some_and(|digits| digits.iter().all(char::is_ascii_digit))
            };
            let ends = !rest.get(13).is_some_and(char::is_ascii_digit);
            let is = rest.first() == Some(&'1') && between(3) && four(4) && between(8) && four(9);
            (is && ends).then(|| (13, phone(&whole(13))))
        }
        _ => None,
    }
}

/// Building, entrance and flat, as many as follow each other: 3栋2单元501室, 3号楼, 3-2-501.
fn address_at(rest: &[char]) -> Option<(usize, String)> {
    const NUMERALS: &str = "零〇一二三四五六七八九十百";
    const PLACES: [&str; 6] = ["号楼", "栋", "幢", "单元", "室", "座"];
    let number = |c: &&char| c.is_ascii_alphanumeric() || NUMERALS.contains(**c);
    let mut length = 0;
    loop {
        let tail = rest.get(length..).unwrap_or_default();
        let digits = tail.iter().take_while(number).count();
        let behind = tail.get(digits..).unwrap_or_default();
        let place = PLACES.iter().find(|place| {
            let chars: Vec<char> = place.chars().collect();
            behind.starts_with(&chars)
        });
        let Some(place) = place.filter(|_| digits > 0) else { break };
        let end = digits + place.chars().count();
        // 八十座位 counts seats.
        if *place == "座" && tail.get(end) == Some(&'位') {
            break;
        }
        length += end;
    }
    if length > 0 {
        return Some((length, STARS.to_owned()));
    }
    let text: String = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '-').collect();
    let parts: Vec<&str> = text.split('-').collect();
    let flat = parts.len() == 3
        && parts.iter().all(|part| (1..=4).contains(&part.len()))
        && parts.first().is_some_and(|first| first.len() < 4);
    flat.then(|| (text.len(), STARS.to_owned()))
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
            ("0871-5550123", "087****0123"),
            ("5550123", "****23"),
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
            ("电话13812345678。", "电话138****5678。"),
            ("电话１３８１２３４５６７８", "电话138****5678"),
            ("138 1234 5678", "138****5678"),
            ("打0871-5550123找人", "打087****0123找人"),
            ("身份证11010519491231002X号", "身份证****号"),
            ("槐安苑3栋2单元501室王强", "槐安苑**王**"),
            ("槐安苑三号楼门前", "槐安苑**门前"),
            ("槐安苑3-2-501", "槐安苑**"),
        ] {
            assert_eq!(mask.text(typed), shown);
        }
    }

    #[test]
    fn what_tells_nobody_stays() {
        let mask = mask();
        for same in [
            "槐树湾路东侧划设35个限时停车泊位（7:00至20:00每次限停60分钟）；准停时间4:30至7:30。",
            "市场地下停车场80个车位，每车每月150元。",
            "电话0000-5550124，2026-11-30起，八十座位。",
            "社区为民服务站二楼协商议事室",
            "",
        ] {
            assert_eq!(mask.text(same), same);
        }
        assert_eq!(Mask::none().text("王强13812345678"), "王强13812345678");
        assert_eq!(mask.contact("0000-5550124"), "0000-5550124");
        assert_eq!(mask.contact("0871 5550123"), "087****0123", "a participant's own");
    }
}
