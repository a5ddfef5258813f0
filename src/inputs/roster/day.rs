//! Days as lists write them, and as a spreadsheet makes them of what was none. Must not say what
//! follows from one.

use super::words::fold;

/// A day, as lists end with one.
pub(super) fn is_day(text: &str) -> bool {
    let text = fold(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| {
        c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '号' | '-' | '/' | '.' | '_')
    };
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    // 3-2-501 is a flat and no day: a year must stand first.
    let year = numbers
        .first()
        .is_some_and(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    let small = |n: &&str| n.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n));
    (text.contains('月') && text.chars().all(plain) && digits > 0 && digits < 9)
        || (year
            && numbers.len() == 3
            && numbers.iter().skip(1).all(small)
            && text.chars().all(plain))
        || english_day(&text)
}

/// 5-mar, as a spreadsheet makes of 3-5.
fn english_day(folded: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let is_month = |part: &str| MONTHS.contains(&part);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    folded
        .split_once('-')
        .is_some_and(|(a, b)| (is_number(a) && is_month(b)) || (is_month(a) && is_number(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_flats_and_telephones() {
        assert!(is_day("2026年11月20日") && is_day("2026-11-20") && is_day("2026年11月"));
        assert!(!is_day("2026") && !is_day("张月") && !is_day("13800000001"));
        assert!(is_day("3月5日") && is_day("5-Mar") && !is_day("3-2-501"));
    }
}
