//! Numbers and durations as people say them, for the chair's words.

use super::{Lang, messages};

messages! {
    minutes(n) { "{n}分钟", "{n} minutes" }
    one_minute(n) { "{n}分钟", "{n} minute" }
    seconds(n) { "{n}秒", "{n} seconds" }
    minutes_seconds(m, s) { "{m}分{s}秒", "{m} min {s} s" }
    minutes_half(m) { "{m}分半钟", "{m} and a half minutes" }
}

/// A whole number: Chinese numerals below a hundred, digits above and in English.
pub(crate) fn numeral(lang: Lang, n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied().unwrap_or("");
    if lang == Lang::En || n >= 100 {
        return n.to_string();
    }
    let (tens, ones) = (n / 10, n % 10);
    let ones = if ones == 0 && tens > 0 { "" } else { digit(ones) };
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", digit(tens)),
    }
}

/// A time limit as it is said: 三分钟, 三十秒, 一分半钟; `3 minutes`.
pub(crate) fn duration(lang: Lang, seconds_total: u32) -> String {
    let (m, s) = (seconds_total / 60, seconds_total % 60);
    // Two before a measure word is 两.
    let counted = |n: u32| match (lang, n) {
        (Lang::Zh, 2) => "两".to_owned(),
        _ => numeral(lang, n),
    };
    match (m, s) {
        (0, s) => seconds(lang, counted(s)),
        (1, 0) => one_minute(lang, counted(1)),
        (m, 0) => minutes(lang, counted(m)),
        (m, 30) => minutes_half(lang, counted(m)),
        (m, s) => minutes_seconds(lang, counted(m), numeral(lang, s)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        for (s, zh, en) in [
            (180, "三分钟", "3 minutes"),
            (120, "两分钟", "2 minutes"),
            (60, "一分钟", "1 minute"),
            (30, "三十秒", "30 seconds"),
            (90, "一分半钟", "1 and a half minutes"),
            (615, "十分十五秒", "10 min 15 s"),
            (1200, "二十分钟", "20 minutes"),
        ] {
            assert_eq!(duration(Lang::Zh, s), zh);
            assert_eq!(duration(Lang::En, s), en);
        }
        assert_eq!(numeral(Lang::Zh, 0), "零");
        assert_eq!(numeral(Lang::Zh, 99), "九十九");
        assert_eq!(numeral(Lang::Zh, 100), "100");
    }
}
