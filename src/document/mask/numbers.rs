//! Phones and numbers of identity and bank cards in a free text, however they are spaced.
//!
//! Pure: whose a number is, and whether everybody may call it, is asked of the caller.

use super::scan::{Folded, Kind, Span, rule};
use std::ops::Range;

rule!(CHAIN, needs "0123456789", r"[0-9](?:[ .·\-_]{0,3}\)?[ .·\-]?[0-9])*");
rule!(SPOKEN, needs "一幺", "[一幺][三四五六七八九](?:[ ]?[〇一二三四五六七八九幺]){9}");
rule!(
    PUBLIC_LINE,
    "(?:监督|咨询|举报|投诉|服务|热线|值班|办公|报修|受理|反映|监管|信访|总机|客服)[^。；;\n]{0,8}$"
);

struct Group {
    at: Range<usize>,
    digits: String,
}

/// Phones and numbers of identity cards, however they are spaced. `known` says whether digits are the
/// phone of somebody; `public` whether everybody may call them.
pub(super) fn numbers(
    text: &Folded,
    known: &dyn Fn(&str) -> bool,
    public: &dyn Fn(&str) -> bool,
) -> Vec<Span> {
    let mut spans: Vec<Span> =
        text.find(&SPOKEN).into_iter().map(|range| Span { range, kind: Kind::Phone }).collect();
    for chain in text.find(&CHAIN) {
        let groups = groups(text, &chain);
        let mut i = 0;
        while i < groups.len() {
            let Some((j, kind)) = number(text, &groups, i, known, public) else {
                i += 1;
                continue;
            };
            let mut end = groups[j].at.end;
            if kind == Kind::Identity {
                let tail = text.behind(end, 2);
                let check = tail.find(['X', 'x']);
                let blank = tail.starts_with([' ', '-']);
                end += match check {
                    Some(0) => 1,
                    Some(1) if blank => 2,
                    _ => 0,
                };
            }
            let mut start = groups[i].at.start;
            // The country's own number belongs to it.
            if i > 0 && matches!(groups[i - 1].digits.as_str(), "86" | "0086") {
                start = groups[i - 1].at.start;
            }
            if start > 0 && matches!(text.chars[start - 1], '+') {
                start -= 1;
            }
            if start > 0 && text.chars[start - 1] == '(' && text.of(&(start..end)).contains(')') {
                start -= 1;
            }
            spans.push(Span { range: start..end, kind });
            i = j + 1;
        }
    }
    spans
}

fn groups(text: &Folded, chain: &Range<usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for at in chain.clone() {
        let c = text.chars[at];
        if !c.is_ascii_digit() {
            continue;
        }
        match groups.last_mut() {
            Some(last) if last.at.end == at => {
                last.at.end = at + 1;
                last.digits.push(c);
            }
            _ => groups.push(Group { at: at..at + 1, digits: c.into() }),
        }
    }
    groups
}

/// Whether a number begins with group `i`: with which it ends, and what it is.
fn number(
    text: &Folded,
    groups: &[Group],
    i: usize,
    known: &dyn Fn(&str) -> bool,
    public: &dyn Fn(&str) -> bool,
) -> Option<(usize, Kind)> {
    let mut digits = String::new();
    let mut told = None;
    for (j, group) in groups.iter().enumerate().skip(i) {
        digits.push_str(&group.digits);
        if digits.len() > 19 && j > i {
            break;
        }
        let sizes: Vec<usize> = groups[i..=j].iter().map(|g| g.digits.len()).collect();
        let x = text.behind(group.at.end, 2);
        let x = x.trim_start_matches([' ', '-']).starts_with(['X', 'x']);
        if known(&digits) {
            return Some((j, Kind::Phone));
        }
        if public(&digits) {
            return None;
        }
        let kind = if is_identity(&digits, &sizes, x) {
            Some(Kind::Identity)
        } else if is_mobile(&digits, &sizes) {
            Some(Kind::Phone)
        } else if is_landline(&digits, &sizes) {
            let public = PUBLIC_LINE.is_match(&text.before(groups[i].at.start, 14));
            (!public).then_some(Kind::Phone)
        } else {
            None
        };
        if let Some(kind) = kind {
            // A longer one may begin in the same way: 110105 19491231 0021.
            told = Some((j, kind));
            if j == i {
                break;
            }
        }
    }
    told
}

fn two(digits: &str, at: usize) -> u32 {
    digits.get(at..at + 2).and_then(|two| two.parse().ok()).unwrap_or(99)
}

fn is_identity(digits: &str, sizes: &[usize], x: bool) -> bool {
    let day = |at| (1..=12).contains(&two(digits, at)) && (1..=31).contains(&two(digits, at + 2));
    let whole = sizes.len() == 1;
    match digits.len() {
        18 => whole || (matches!(two(digits, 6), 19 | 20) && day(10)),
        17 if x => matches!(two(digits, 6), 19 | 20) && day(10),
        15 => whole || (day(8) && sizes.iter().all(|size| *size >= 3)),
        12..=19 if whole => !is_mobile(digits, sizes) && !is_landline(digits, sizes),
        16 | 17 | 19 => {
            let fours = sizes[..sizes.len() - 1].iter().all(|size| *size == 4);
            fours && digits.starts_with(['3', '4', '5', '6'])
        }
        _ => false,
    }
}

fn is_mobile(digits: &str, sizes: &[usize]) -> bool {
    let own = match digits.len() {
        13 if sizes.len() == 1 => digits.strip_prefix("86"),
        15 if sizes.len() == 1 => digits.strip_prefix("0086"),
        11 => Some(digits),
        _ => None,
    };
    let Some(own) = own else { return false };
    let begins = own.starts_with('1') && own.get(1..2).is_some_and(|c| c >= "3");
    let single = sizes.iter().all(|size| *size == 1);
    let pairs = sizes.len() <= 5 && sizes.first().is_some_and(|first| *first >= 3);
    begins && (single || pairs)
}

/// With the number of its area, which begins with 0.
fn is_landline(digits: &str, sizes: &[usize]) -> bool {
    if !digits.starts_with('0') {
        return false;
    }
    let first = sizes.first().copied().unwrap_or_default();
    let local = match sizes.len() {
        1 => digits.len().saturating_sub(if two(digits, 1) < 30 { 3 } else { 4 }),
        2..=4 if matches!(first, 3 | 4) => digits.len() - first,
        _ => 0,
    };
    matches!(local, 7 | 8)
}
