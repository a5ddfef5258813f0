//! Number formats, as far as a list needs them: whether one hides digits, which zeros it shows
//! before a number, and how it writes a day. What is not known here is left, never guessed.

use super::super::grid::Value;
use std::fmt::Write as _;

/// A number under its format.
pub(super) fn number(n: f64, code: &str) -> Value {
    let section = first_section(code);
    Value::Number {
        exact: decimal(n),
        shown: masked(n, &section),
        scientific: is_scientific(&section),
    }
}

/// The number as a spreadsheet shows it, to 15 digits: sums end in 89.53, not 89.53000000000001.
pub(super) fn decimal(n: f64) -> String {
    let rounded: Result<f64, _> = format!("{n:.14e}").parse();
    rounded.unwrap_or(n).to_string()
}

/// A part of a format: a sign that stands for digits or a day, or a text that is written as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Sign(char),
    Text(String),
}

/// What holds for a number that is not negative, without colours and conditions.
fn first_section(code: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => parts.push(Part::Text(chars.by_ref().take_while(|c| *c != '"').collect())),
            '\\' => parts.extend(chars.next().map(|c| Part::Text(c.to_string()))),
            // A gap as wide as the next sign, or the sign that fills the cell.
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Hours that run on are not a time of day.
                if inside.chars().all(|c| matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S')) {
                    parts.push(Part::Sign('['));
                }
            }
            c => parts.push(Part::Sign(c)),
        }
    }
    parts
}

fn is_scientific(section: &[Part]) -> bool {
    let sign = |i: usize| match section.get(i) {
        Some(Part::Sign(c)) => Some(*c),
        _ => None,
    };
    (0..section.len())
        .any(|i| matches!(sign(i), Some('E' | 'e')) && matches!(sign(i + 1), Some('+' | '-')))
}

/// A whole number under a format of nothing but digits and signs.
fn masked(n: f64, section: &[Part]) -> Option<String> {
    if n < 0.0 || n.fract() != 0.0 || n >= 1e15 {
        return None;
    }
    let plain = |part: &Part| match part {
        Part::Sign(c) => matches!(c, '0' | '#' | '-' | ' ' | '(' | ')' | '+'),
        Part::Text(_) => true,
    };
    let zeros = section.iter().filter(|part| **part == Part::Sign('0')).count();
    if zeros == 0 || !section.iter().all(plain) {
        return None;
    }
    let digits = format!("{n:0>zeros$}");
    let mut rest: Vec<char> = digits.chars().collect();
    let mut places = section.iter().filter(|part| matches!(part, Part::Sign('0' | '#'))).count();
    // From the right; the leftmost place takes all digits that are left.
    let mut out: Vec<String> = Vec::new();
    for part in section.iter().rev() {
        match part {
            Part::Sign('0' | '#') => {
                places -= 1;
                if places == 0 {
                    out.push(rest.iter().collect());
                    rest.clear();
                } else {
                    out.extend(rest.pop().map(String::from));
                }
            }
            Part::Sign(c) => out.push(c.to_string()),
            Part::Text(text) => out.push(text.clone()),
        }
    }
    out.reverse();
    Some(out.concat())
}

/// A moment in parts: year, month, day, hour, minute, second.
pub(super) type Moment = (u16, u8, u8, u8, u8, u8);

/// Formats that have a number and no text of their own in the file, or whose text is the system's.
const BUILT_IN: &[(u32, &str)] = &[
    (14, "yyyy/m/d"),
    (15, "d-mmm-yy"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "yyyy/m/d h:mm"),
    (27, "yyyy\"年\"m\"月\""),
    (28, "m\"月\"d\"日\""),
    (29, "m\"月\"d\"日\""),
    (31, "yyyy\"年\"m\"月\"d\"日\""),
    (32, "h\"时\"mm\"分\""),
    (33, "h\"时\"mm\"分\"ss\"秒\""),
    (36, "yyyy\"年\"m\"月\""),
    (50, "yyyy\"年\"m\"月\""),
    (51, "m\"月\"d\"日\""),
    (52, "yyyy\"年\"m\"月\""),
    (53, "m\"月\"d\"日\""),
    (54, "m\"月\"d\"日\""),
    (57, "yyyy\"年\"m\"月\""),
    (58, "m\"月\"d\"日\""),
];

/// A day or time as its format writes it; None where the format holds what is not known here.
pub(super) fn date(moment: Moment, code: &str, id: Option<u32>) -> Option<String> {
    let built_in = BUILT_IN.iter().find(|(known, _)| Some(*known) == id).map(|(_, code)| *code);
    let section = first_section(built_in.unwrap_or(code));
    let (year, month, day, hour, minute, second) = moment;
    let mut out = String::new();
    let mut i = 0;
    let mut after_hour = false;
    while let Some(part) = section.get(i) {
        let Part::Sign(c) = part else {
            if let Part::Text(text) = part {
                out.push_str(text);
            }
            i += 1;
            continue;
        };
        let lower = c.to_ascii_lowercase();
        let same = |part: &&Part| matches!(part, Part::Sign(s) if s.to_ascii_lowercase() == lower);
        let run = section.iter().skip(i).take_while(same).count();
        let two = |n: u8, run: usize| if run > 1 { format!("{n:02}") } else { n.to_string() };
        match (lower, run) {
            ('y', 1 | 2) => drop(write!(out, "{:02}", year % 100)),
            ('y', 3 | 4) => drop(write!(out, "{year:04}")),
            ('m', 1 | 2) if after_hour || before_seconds(&section, i + run) => {
                out.push_str(&two(minute, run));
                after_hour = false;
            }
            ('m', 1 | 2) => out.push_str(&two(month, run)),
            ('d', 1 | 2) => out.push_str(&two(day, run)),
            ('h', 1 | 2) => {
                out.push_str(&two(hour, run));
                after_hour = true;
            }
            ('s', 1 | 2) => out.push_str(&two(second, run)),
            ('/' | '-' | ':' | '.' | ',' | ' ', _) => {
                for _ in 0..run {
                    out.push(*c);
                }
            }
            (c, _) if !c.is_ascii() => {
                for _ in 0..run {
                    out.push(c);
                }
            }
            // The text that stands in such a cell.
            ('@', _) => {}
            _ => return None,
        }
        i += run;
    }
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

/// Whether the next sign behind a run stands for seconds.
fn before_seconds(section: &[Part], from: usize) -> bool {
    let letters = section.iter().skip(from).find_map(|part| match part {
        Part::Sign(c) if c.is_ascii_alphabetic() => Some(*c),
        _ => None,
    });
    letters.is_some_and(|c| c.eq_ignore_ascii_case(&'s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(n: f64, code: &str) -> Option<String> {
        match number(n, code) {
            Value::Number { shown, .. } => shown,
            _ => None,
        }
    }

    #[test]
    fn zeros_and_signs_stand_as_the_sheet_shows_them() {
        assert_eq!(shown(7.0, "000").as_deref(), Some("007"));
        assert_eq!(shown(13_800_000_001.0, "000-0000-0000").as_deref(), Some("138-0000-0001"));
        assert_eq!(shown(12.0, "\"P\"000").as_deref(), Some("P012"));
        assert_eq!(shown(1234.0, "0").as_deref(), Some("1234"));
        for code in ["General", "0.00", "#,##0", "0%", "@", "0.00E+00"] {
            assert_eq!(shown(12.0, code), None, "{code}");
        }
        assert_eq!(shown(1.5, "000"), None);
        assert!(matches!(number(1.38e10, "0.00E+00"), Value::Number { scientific: true, .. }));
    }

    #[test]
    fn days_are_written_as_their_format_has_it() {
        let moment = (2026, 3, 5, 9, 7, 4);
        for (code, id, text) in [
            ("yyyy-mm-dd", None, "2026-03-05"),
            ("yyyy\"年\"m\"月\"d\"日\";@", None, "2026年3月5日"),
            ("[$-804]yyyy年m月", None, "2026年3月"),
            ("mm-dd-yy", Some(14), "2026/3/5"),
            ("yyyy/m/d\\ h:mm", None, "2026/3/5 9:07"),
            ("h:mm:ss", None, "9:07:04"),
            ("mm:ss", None, "07:04"),
            ("General", Some(58), "3月5日"),
        ] {
            assert_eq!(date(moment, code, id).as_deref(), Some(text), "{code}");
        }
        assert_eq!(date(moment, "d-mmm-yy", None), None);
        assert_eq!(date(moment, "[h]:mm", None), None);
    }
}
