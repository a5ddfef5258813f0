//! Durations and dates as people write them, in both languages, in full width and half: read exactly, or
//! not at all.
//!
//! Must not know a clock: days that are named from today are told what today is.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What a duration comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Seconds(u32),
    /// A number without a unit: minutes or seconds has to be asked.
    Bare(u32),
}

/// A duration: `90s`, `1h10m`, `2分钟`, `三分钟`, `1分30秒`, `一个半小时`, `1:30`, `90 sec`, `5 minutes`.
/// None where it is none. The largest unit comes first, each at most once.
pub(crate) fn length(text: &str) -> Option<Length> {
    let text = folded(text);
    if let Some(bare) = digits(&text) {
        return Some(Length::Bare(bare));
    }
    if text.contains(':') {
        return colons(&text).map(Length::Seconds);
    }
    let (mut rest, mut total, mut last) = (text.as_str(), 0_u32, u32::MAX);
    while !rest.is_empty() {
        let (seconds, unit, behind) = part(rest)?;
        if unit >= last {
            return None;
        }
        (rest, last) = (behind, unit);
        total = total.checked_add(seconds)?;
    }
    (!text.is_empty()).then_some(Length::Seconds(total))
}

/// `1:30` is minutes and seconds, `1:05:00` hours, minutes and seconds.
fn colons(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [m, s] => (0, digits(m)?, s),
        [h, m, s] if m.len() == 2 => (digits(h)?, digits(m).filter(|m| *m < 60)?, s),
        _ => return None,
    };
    let seconds = Some(*seconds).filter(|s| s.len() == 2).and_then(digits).filter(|s| *s < 60)?;
    hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)
}

/// Units, the longer words first, with their seconds.
const UNITS: [(&str, u32); 25] = [
    ("个小时", 3600),
    ("个钟头", 3600),
    ("小时", 3600),
    ("钟头", 3600),
    ("hours", 3600),
    ("hour", 3600),
    ("hrs", 3600),
    ("hr", 3600),
    ("h", 3600),
    ("刻钟", 900),
    ("分钟", 60),
    ("分", 60),
    ("minutes", 60),
    ("minute", 60),
    ("mins", 60),
    ("min", 60),
    ("m", 60),
    ("秒钟", 1),
    ("秒", 1),
    ("seconds", 1),
    ("second", 1),
    ("secs", 1),
    ("sec", 1),
    ("s", 1),
    ("\"", 1),
];

/// One number with its unit: the seconds, those of the unit, and what is behind.
fn part(text: &str) -> Option<(u32, u32, &str)> {
    let (number, behind) = if let Some(behind) = text.strip_prefix('半') {
        (None, behind)
    } else {
        let (number, behind) = number(text)?;
        (Some(number), behind)
    };
    // `一个半小时`, `两分半`: half of the unit more.
    let (behind, between) = match behind.strip_prefix("个半") {
        Some(rest) => (rest, true),
        None => (behind, false),
    };
    let (word, unit) = UNITS.iter().find(|(word, _)| behind.starts_with(word))?;
    let behind = behind.get(word.len()..)?;
    let (behind, after) = match behind.strip_prefix('半') {
        Some(rest) if *unit > 1 => (rest, true),
        _ => (behind, false),
    };
    let seconds = match number {
        Some(number) => number.checked_mul(*unit)?,
        None if *unit > 1 && !between => *unit / 2,
        None => return None,
    };
    let half = if between || after { *unit / 2 } else { 0 };
    Some((seconds.checked_add(half)?, *unit, behind))
}

/// A number in digits or in Chinese at the beginning of a text, and what is behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix('零').unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 {
        let (number, behind) = text.split_at(end);
        return Some((number.parse().ok()?, behind));
    }
    let is_numeral = |c: char| NUMERALS.contains(c) || c == '十' || c == '百';
    let end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    let (number, behind) = text.split_at(end);
    Some((numeral(number)?, behind))
}

/// The digits of numbers below a thousand as they are written out, by their values from nought.
const NUMERALS: &str = "零一二三四五六七八九两";

fn numeral(text: &str) -> Option<u32> {
    let (hundreds, rest) = match text.split_once('百') {
        Some((before, rest)) => (one(before)?, rest),
        None => (0, text),
    };
    let rest = if hundreds > 0 { rest.strip_prefix('零').unwrap_or(rest) } else { rest };
    let (tens, ones) = match rest.split_once('十') {
        Some(("", ones)) => (1, ones),
        Some((before, ones)) => (one(before)?, ones),
        None => (0, rest),
    };
    let ones = if ones.is_empty() { (hundreds + tens > 0).then_some(0)? } else { one(ones)? };
    Some(hundreds * 100 + tens * 10 + ones)
}

fn one(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let only = chars.next().filter(|_| chars.next().is_none())?;
    let place = NUMERALS.chars().position(|c| c == only)?;
    // The last is another word for two.
    u32::try_from(if place == 10 { 2 } else { place }).ok()
}

/// A day that is named whole: `2026-12-05`, `2026年12月5日`, `2026/12/5`, `2026.12.5`, `20261205`,
/// `5 December 2026`, `December 5, 2026`.
pub(crate) fn calendar(text: &str) -> Option<NaiveDate> {
    match day(&folded(text))? {
        (Some(year), month, day) => NaiveDate::from_ymd_opt(year, month, day),
        (None, ..) => None,
    }
}

/// A day as people name it: whole, as `12月5日`, `12/5`, `Dec 5`, or from today: `明天`, `下周三`,
/// `三天后`, `tomorrow`, `next Wednesday`. Without its year it is the first such day from today on.
pub(crate) fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = folded(text);
    match day(&text) {
        Some((Some(year), month, day)) => NaiveDate::from_ymd_opt(year, month, day),
        Some((None, month, day)) => {
            let this = |year| NaiveDate::from_ymd_opt(year, month, day);
            this(today.year()).filter(|date| *date >= today).or_else(|| this(today.year() + 1))
        }
        None => relative(&text, today),
    }
}

/// Year, month and day of a date that is written as one.
fn day(text: &str) -> Option<(Option<i32>, u32, u32)> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |range| text.get(range).and_then(digits);
        return Some((Some(i32::try_from(part(0..4)?).ok()?), part(4..6)?, part(6..8)?));
    }
    let parts: Vec<String> = text
        .strip_suffix(['日', '号'])
        .unwrap_or(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '年' | '月' | '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .map(|part| part.trim_end_matches("th").trim_end_matches("of").to_owned())
        .collect();
    let year = |text: &String| {
        let four = Some(text).filter(|text| text.len() == 4).and_then(|t| digits(t));
        four.and_then(|year| i32::try_from(year).ok()).filter(|year| YEARS.contains(year))
    };
    let small = |text: &String| Some(text).filter(|t| t.len() <= 2).and_then(|t| digits(t));
    match parts.as_slice() {
        [y, m, d] if year(y).is_some() => Some((year(y), small(m)?, small(d)?)),
        [d, m, y] if month(m).is_some() => Some((Some(year(y)?), month(m)?, small(d)?)),
        [m, d, y] if month(m).is_some() => Some((Some(year(y)?), month(m)?, small(d)?)),
        [m, d] if month(m).is_some() => Some((None, month(m)?, small(d)?)),
        [d, m] if month(m).is_some() => Some((None, month(m)?, small(d)?)),
        [m, d] => Some((None, small(m)?, small(d)?)),
        _ => None,
    }
}

/// A meeting's dates lie within these; what lies outside is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const MONTHS_WHOLE: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(text: &str) -> Option<u32> {
    let place = |names: &[&str; 12]| names.iter().position(|name| *name == text);
    let place = place(&MONTHS).or_else(|| place(&MONTHS_WHOLE))?;
    u32::try_from(place + 1).ok()
}

/// Days that are counted from today.
fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let after = |days: u32| today.checked_add_days(Days::new(u64::from(days)));
    let in_days = match text {
        "今天" | "今日" | "today" => Some(0),
        "明天" | "明日" | "tomorrow" => Some(1),
        "后天" => Some(2),
        "大后天" => Some(3),
        _ => None,
    };
    if let Some(days) = in_days {
        return after(days);
    }
    let ends = ["以后", "之后", "后"];
    let later = ends.iter().find_map(|end| text.strip_suffix(end));
    let later = later.or_else(|| text.strip_prefix("in "));
    if let Some((count, unit)) = later.and_then(number) {
        let each = match unit.trim() {
            "天" | "日" | "day" | "days" => 1,
            "周" | "个星期" | "星期" | "week" | "weeks" => 7,
            _ => return None,
        };
        return after(count.checked_mul(each)?).filter(|day| day.year() <= 2999);
    }
    let (weeks, weekday) = week(text)?;
    let monday =
        today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    let into = u64::from(weekday.num_days_from_monday());
    let of = |weeks: u64| monday.checked_add_days(Days::new(weeks * 7 + into));
    match weeks {
        Some(weeks) => of(weeks),
        // A bare weekday is the next such day, today included.
        None => of(0).filter(|day| *day >= today).or_else(|| of(1)),
    }
}

/// How many weeks on, and which day of the week.
fn week(text: &str) -> Option<(Option<u64>, Weekday)> {
    let (weeks, rest) = if let Some(rest) = text.strip_prefix("下下") {
        (Some(2), rest)
    } else if let Some(rest) = text.strip_prefix('下').or_else(|| text.strip_prefix("next ")) {
        (Some(1), rest)
    } else if let Some(rest) = text
        .strip_prefix('本')
        .or_else(|| text.strip_prefix('这'))
        .or_else(|| text.strip_prefix("this "))
    {
        (Some(0), rest)
    } else {
        (None, text)
    };
    let named =
        ["周", "星期", "礼拜", "个星期", "个礼拜"].iter().find_map(|w| rest.strip_prefix(w));
    if let Some(day) = named {
        let place = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|d| *d == day);
        let place = place.or_else(|| (day == "天").then_some(6))?;
        return Some((weeks, Weekday::try_from(u8::try_from(place).ok()?).ok()?));
    }
    Some((weeks, rest.parse::<Weekday>().ok()?))
}

fn digits(text: &str) -> Option<u32> {
    let all = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// Full-width forms as their ASCII ones, small letters, no blanks at the ends nor where Chinese stands.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        _ => c,
    };
    let text: String = text.chars().map(fold).collect::<String>().trim().to_lowercase();
    let words = text.split_whitespace().collect::<Vec<_>>();
    // Words of English stay apart where a date has them; a duration has none that need it.
    let is_date = words.iter().any(|word| word.trim_end_matches(',').parse::<Weekday>().is_ok())
        || words.iter().any(|word| month(word.trim_end_matches([',', '.'])).is_some())
        || text.starts_with("in ");
    words.join(if is_date { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [
            ("90s", 90),
            ("3m", 180),
            ("1h10m", 4200),
            ("１０ｍ", 600),
            ("0s", 0),
            ("2分钟", 120),
            ("２分钟", 120),
            ("三分钟", 180),
            ("1分30秒", 90),
            ("1 分 30 秒", 90),
            ("一分三十秒", 90),
            ("两分半", 150),
            ("半小时", 1800),
            ("半个小时", 1800),
            ("一个半小时", 5400),
            ("一刻钟", 900),
            ("十五分钟", 900),
            ("一百二十秒", 120),
            ("1小时零5分", 3900),
            ("1:30", 90),
            ("１：３０", 90),
            ("1:05:00", 3900),
            ("90 sec", 90),
            ("5 minutes", 300),
            ("1 hour 10 min", 4200),
        ] {
            assert_eq!(length(text), Some(Length::Seconds(seconds)), "{text}");
        }
        for (text, bare) in [("90", 90), ("９０", 90), (" 5 ", 5)] {
            assert_eq!(length(text), Some(Length::Bare(bare)), "{text}");
        }
        for bad in [
            "",
            "m",
            "分钟",
            "3m1h",
            "3mm",
            "-3m",
            "1.5h",
            "4294967296s",
            "2000000h",
            "1:60",
            "1:5",
            "1:2:3:4",
            "三",
            "半",
            "半秒",
            "明天",
            "3x",
            "1分1分",
        ] {
            assert_eq!(length(bad), None, "{bad}");
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_as_people_write_them() {
        // A Sunday.
        let today = day("2026-11-29");
        for (text, expected) in [
            ("2026-12-05", "2026-12-05"),
            ("2026年12月5日", "2026-12-05"),
            ("2026年12月05号", "2026-12-05"),
            ("２０２６－１２－０５", "2026-12-05"),
            ("2026/12/5", "2026-12-05"),
            ("2026.12.5", "2026-12-05"),
            ("20261205", "2026-12-05"),
            ("12月5日", "2026-12-05"),
            ("12月5号", "2026-12-05"),
            ("12/5", "2026-12-05"),
            ("12-5", "2026-12-05"),
            ("1月5日", "2027-01-05"),
            ("11月29日", "2026-11-29"),
            ("5 December 2026", "2026-12-05"),
            ("Dec 5", "2026-12-05"),
            ("December 5, 2026", "2026-12-05"),
            ("今天", "2026-11-29"),
            ("明天", "2026-11-30"),
            ("后天", "2026-12-01"),
            ("tomorrow", "2026-11-30"),
            ("三天后", "2026-12-02"),
            ("两周后", "2026-12-13"),
            ("in 10 days", "2026-12-09"),
            ("下周三", "2026-12-02"),
            ("下下周一", "2026-12-07"),
            ("下星期天", "2026-12-06"),
            ("周三", "2026-12-02"),
            ("周日", "2026-11-29"),
            ("next Wednesday", "2026-12-02"),
        ] {
            assert_eq!(date(text, today), Some(day(expected)), "{text}");
        }
        for bad in [
            "",
            "2026-02-29",
            "26-11-27",
            "2026-11",
            "2026-11-27-1",
            "+026-01-01",
            "13/40",
            "下周",
            "周八",
            "5",
            "改天",
            "1880-01-01",
            "99999999",
            "December",
            "300天",
        ] {
            assert_eq!(date(bad, today), None, "{bad}");
        }
        assert_eq!(calendar("2026年12月5日"), Some(day("2026-12-05")));
        assert_eq!(calendar("12月5日"), None, "a plan says the year");
    }
}
