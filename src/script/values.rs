//! The values a line holds: numbers, durations, times, dates, ratios, lists; each read and printed.
//!
//! Full-width digits and signs are read as ASCII ones. Must not know which command holds them.

use super::When;
use super::error::ErrorKind;
use crate::domain::fraction::Ratio;
use crate::domain::meeting::Meeting;
use crate::domain::session::Phase;
use crate::domain::stamp::Moment;
use crate::text::when::{self, Length};
use chrono::{NaiveDate, NaiveTime, Timelike as _};
use std::fmt::Write as _;
use std::str::FromStr;

pub(super) const YES_NO: &[&str] = &["yes", "no"];

/// Full-width forms of ASCII as ASCII.
pub(super) fn fold(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(fold).collect()
}

fn digits<N: FromStr>(text: &str) -> Option<N> {
    let all = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

pub(super) fn number<N: FromStr>(text: &str) -> Result<N, ErrorKind> {
    digits(&fold(text)).ok_or_else(|| ErrorKind::BadNumber { text: text.to_owned() })
}

/// `90s`, `1h10m`, `2分钟`, `1:30`, in seconds; a bare number says neither minutes nor seconds.
pub(super) fn duration(text: &str) -> Result<u32, ErrorKind> {
    match when::length(text) {
        Some(Length::Seconds(seconds)) => Ok(seconds),
        Some(Length::Bare(_)) | None => Err(ErrorKind::BadDuration { text: text.to_owned() }),
    }
}

pub(super) fn duration_text(seconds: u32) -> String {
    let mut text = String::new();
    for (number, unit) in [(seconds / 3600, 'h'), (seconds / 60 % 60, 'm'), (seconds % 60, 's')] {
        // Writing to a string cannot fail.
        if number > 0 || (unit == 's' && text.is_empty()) {
            let _ = write!(text, "{number}{unit}");
        }
    }
    text
}

fn short<N: FromStr>(text: &str) -> Option<N> {
    if text.len() > 2 { None } else { digits(text) }
}

fn clock(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let (hour, minute) = (short(parts.next()?)?, short(parts.next()?)?);
    let second = parts.next().map_or(Some(0), short)?;
    if parts.next().is_some() { None } else { NaiveTime::from_hms_opt(hour, minute, second) }
}

fn calendar(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (short(parts.next()?)?, short(parts.next()?)?);
    if parts.next().is_some() { None } else { NaiveDate::from_ymd_opt(digits(year)?, month, day) }
}

/// `2026-11-27`, `2026年11月27日`, `11月27日`, and `明天` only while the meeting is held: a script that is
/// read on another day would mean another one.
pub(super) fn date(text: &str, meeting: &Meeting) -> Result<NaiveDate, ErrorKind> {
    let held = matches!(meeting.session.phase, Phase::Open | Phase::Recess);
    let read = when::calendar(text).or_else(|| {
        let named = held || text.contains(|c: char| c.is_ascii_digit());
        when::date(text, meeting.session.day()).filter(|_| named)
    });
    read.ok_or_else(|| ErrorKind::BadDate { text: text.to_owned() })
}

/// `14:40`, `14:40:30` or `2026-11-27T14:40:30`, whole seconds.
pub(super) fn when(text: &str) -> Result<When, ErrorKind> {
    let folded = fold(text);
    let read = match folded.split_once(['T', 't']) {
        Some((date, time)) => {
            calendar(date).zip(clock(time)).map(|(d, t)| When::DateTime(d.and_time(t)))
        }
        None => clock(&folded).map(When::Time),
    };
    read.ok_or_else(|| ErrorKind::BadTime { text: text.to_owned() })
}

/// A moment in the session's zone, with its date where that is not the session's. A session that was
/// held on another day than planned has two, and every moment its date.
pub(super) fn moment_text(at: Moment, meeting: &Meeting) -> String {
    let plan = &meeting.session.plan;
    let local = at.with_timezone(&plan.zone()).naive_local();
    let time = clock_text(local.time());
    let plain = local.date() == plan.date && meeting.session.day() == plan.date;
    if plain { time } else { format!("{}T{time}", local.date()) }
}

/// With seconds only where there are any.
pub(super) fn clock_text(time: NaiveTime) -> String {
    time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// `2/3` is at least, `>1/2` more than; `>=2/3` is read as well.
pub(super) fn ratio(text: &str) -> Result<Ratio, ErrorKind> {
    let read = || {
        let folded = fold(text);
        let (more, parts) = match folded.strip_prefix('>') {
            Some(rest) => rest.strip_prefix('=').map_or((true, rest), |rest| (false, rest)),
            None => (false, folded.strip_prefix('\u{2265}').unwrap_or(&folded)),
        };
        let (num, den) = parts.split_once('/')?;
        let (num, den) = (digits(num)?, digits(den)?);
        let ratio = if more { Ratio::more_than(num, den) } else { Ratio::at_least(num, den) };
        ratio.is_valid().then_some(ratio)
    };
    read().ok_or_else(|| ErrorKind::BadRatio { text: text.to_owned() })
}

pub(super) fn ratio_text(ratio: Ratio) -> String {
    use crate::domain::fraction::Op;
    let sign = match ratio.op {
        Op::AtLeast => "",
        Op::MoreThan => ">",
    };
    format!("{sign}{}/{}", ratio.num, ratio.den)
}

/// What may stand between the words of a list.
const BETWEEN: [char; 5] = [',', ';', '\u{ff0c}', '\u{ff1b}', '\u{3001}'];

/// Words with commas, semicolons or 、 between; `\` takes the next character as it is.
pub(super) fn list(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => chars.next(),
            _ if BETWEEN.contains(&c) => None,
            _ => Some(c),
        };
        match (c, items.last_mut()) {
            (Some(c), Some(item)) => item.push(c),
            (None, _) | (_, None) => items.push(String::new()),
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

pub(super) fn list_text(items: &[String]) -> String {
    let escaped = |item: &String| -> String {
        let special = |c: char| c == '\\' || BETWEEN.contains(&c);
        item.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
    };
    items.iter().map(escaped).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_parts_in_order() {
        for (text, seconds) in
            [("90s", 90), ("3m", 180), ("1h10m", 4200), ("１０ｍ", 600), ("0s", 0), ("2h5s", 7205)]
        {
            assert_eq!(duration(text), Ok(seconds), "{text}");
        }
        for bad in ["", "3", "m", "3m1h", "3mm", "-3m", "1.5h", "4294967296s", "2000000h"] {
            assert_eq!(duration(bad), Err(ErrorKind::BadDuration { text: bad.into() }), "{bad}");
        }
        assert_eq!(duration_text(4200), "1h10m");
        assert_eq!(duration_text(90), "1m30s");
        assert_eq!(duration_text(0), "0s");
    }

    #[test]
    fn times_and_dates_are_checked() {
        let time = |h, m, s| When::Time(NaiveTime::from_hms_opt(h, m, s).unwrap());
        assert_eq!(when("14:40"), Ok(time(14, 40, 0)));
        assert_eq!(when("9:05:30"), Ok(time(9, 5, 30)));
        assert_eq!(when("１４：４０"), Ok(time(14, 40, 0)));
        for bad in ["", "14", "24:00", "14:60", "14:40:60", "1:2:3:4", "014:40", "2026-11-27"] {
            assert_eq!(when(bad), Err(ErrorKind::BadTime { text: bad.into() }), "{bad}");
        }
        assert!(matches!(when("2026-11-27T14:40:30"), Ok(When::DateTime(_))));
        let given = crate::domain::tests::Given::plan(crate::domain::tests::small());
        let m = given.m();
        let bad = ["2026-02-29", "26-11-27", "2026-11", "2026-11-27-1", "+026-01-01", "", "明天"];
        for bad in bad {
            assert_eq!(date(bad, m), Err(ErrorKind::BadDate { text: bad.into() }), "{bad}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 12, 5).unwrap();
        for good in ["2026-12-05", "2026年12月5日", "12月5日", "12/5", "20261205"] {
            assert_eq!(date(good, m), Ok(day), "{good}");
        }
        let held = crate::domain::tests::opened();
        assert_eq!(date("明天", held.m()), Ok(m.session.plan.date.succ_opt().unwrap()));
    }

    #[test]
    fn ratios_carry_their_operator() {
        assert_eq!(ratio("2/3"), Ok(Ratio::at_least(2, 3)));
        assert_eq!(ratio(">=2/3"), Ok(Ratio::at_least(2, 3)));
        assert_eq!(ratio("≥2/3"), Ok(Ratio::at_least(2, 3)));
        assert_eq!(ratio("＞１／２"), Ok(Ratio::more_than(1, 2)));
        for bad in ["", "2", "3/2", "1/0", "0.5", ">", "1/2/3"] {
            assert_eq!(ratio(bad), Err(ErrorKind::BadRatio { text: bad.into() }), "{bad}");
        }
    }

    #[test]
    fn lists_keep_commas_that_belong_to_a_word() {
        assert_eq!(list("老党员；群众代表、a,,b"), ["老党员", "群众代表", "a", "b"]);
        let odd = vec!["a,b".to_owned(), "c\\".to_owned(), "d、".to_owned()];
        assert_eq!(list(&list_text(&odd)), odd);
        assert_eq!(list(""), [""; 0]);
        assert_eq!(list("a\\"), ["a"]);
    }
}
