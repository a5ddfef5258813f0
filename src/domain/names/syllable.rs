//! Pinyin as letters: how typed and written pinyin is folded, and where its syllables end.

use std::borrow::Cow;

use pinyin::ToPinyinMulti;

/// One way to read a character, in letters a–z with v for ü.
pub(super) type Reading = Cow<'static, str>;

/// One character, or one Latin word, with all that may be typed for it.
#[derive(Debug, Clone)]
pub(super) struct Syllable {
    /// A Han character that may be typed itself; none for a Latin word.
    pub(super) char: Option<char>,
    pub(super) readings: Vec<Reading>,
    /// Readings that the character has, but not as this person's surname.
    pub(super) doubtful: Vec<Reading>,
}

impl Syllable {
    pub(super) fn han(c: char) -> Self {
        Self { char: Some(c), readings: readings(c), doubtful: Vec::new() }
    }

    pub(super) fn word(letters: &str) -> Self {
        Self { char: None, readings: vec![letters.to_owned().into()], doubtful: Vec::new() }
    }
}

/// Every reading of a character, the usual one first; none where the data has none.
pub(super) fn readings(c: char) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        add(&mut found, fold(reading.plain()));
    }
    found
}

/// Adds a reading once, together with its spelling in passports (lü is LYU there).
pub(super) fn add(found: &mut Vec<Reading>, reading: Reading) {
    if found.contains(&reading) {
        return;
    }
    if reading.contains('v') {
        found.push(reading.replace('v', "yu").into());
    }
    found.push(reading);
}

fn fold(plain: &'static str) -> Reading {
    if plain.is_ascii() { plain.into() } else { letters(plain).into() }
}

/// The letters a–z and other characters of typed text: lower case, half width, ü as v, without
/// tones, spaces and the marks that part syllables or names.
pub(super) fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        match c {
            // u: and u with a separate diaeresis are older ways to type ü.
            ':' | '\u{308}' => {
                if out.ends_with('u') {
                    out.pop();
                    out.push('v');
                }
            }
            '\u{300}'..='\u{36F}' | '\'' | '’' | '-' | '·' | '(' | ')' => {}
            _ if c.is_whitespace() => {}
            _ => out.extend(c.to_lowercase().map(without_tone)),
        }
    }
    out
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ế' | 'ề' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        _ => c,
    }
}

/// Cuts letters written together (`ouyang`) into one syllable for each character. Readings
/// that the characters are known to have decide; where they do not fit, any cut into as many
/// well-formed syllables will do. None if there is no such cut.
pub(super) fn align<'a>(letters: &'a str, chars: &[char]) -> Option<Vec<&'a str>> {
    let known: Vec<Vec<Reading>> = chars.iter().map(|&c| readings(c)).collect();
    cut(
        letters,
        &|at, piece| {
            known.get(at).is_some_and(|readings| readings.iter().any(|reading| reading == piece))
        },
        chars.len(),
    )
    .or_else(|| cut(letters, &|_, piece| is_syllable(piece), chars.len()))
}

/// The longest syllable in pinyin, zhuang.
const LONGEST: usize = 6;

fn cut<'a>(
    letters: &'a str,
    fits: &dyn Fn(usize, &str) -> bool,
    pieces: usize,
) -> Option<Vec<&'a str>> {
    // `dead` remembers starts from which the rest could not be cut, so the search stays linear
    // for names of any length: a piece begins at one of `pieces` × `letters` places.
    let mut dead = vec![false; (pieces + 1) * (letters.len() + 1)];
    let mut found = Vec::with_capacity(pieces);
    cut_from(letters, 0, fits, pieces, &mut dead, &mut found).then_some(found)
}

fn cut_from<'a>(
    letters: &'a str,
    start: usize,
    fits: &dyn Fn(usize, &str) -> bool,
    pieces: usize,
    dead: &mut [bool],
    found: &mut Vec<&'a str>,
) -> bool {
    if found.len() == pieces {
        return start == letters.len();
    }
    let place = found.len() * (letters.len() + 1) + start;
    if dead.get(place).copied().unwrap_or(true) {
        return false;
    }
    for end in (start + 1..=letters.len().min(start + LONGEST)).rev() {
        let Some(piece) = letters.get(start..end) else {
            continue;
        };
        if fits(found.len(), piece) {
            found.push(piece);
            if cut_from(letters, end, fits, pieces, dead, found) {
                return true;
            }
            found.pop();
        }
    }
    if let Some(dead) = dead.get_mut(place) {
        *dead = true;
    }
    false
}

/// Whether letters have the form of a pinyin syllable. It takes a few that do not exist.
fn is_syllable(letters: &str) -> bool {
    const INITIALS: [&str; 23] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
        "r", "z", "c", "s", "y", "w",
    ];
    const FINALS: [&str; 36] = [
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong",
        "er", "ia", "ie", "iao", "iu", "ian", "in", "iang", "ing", "iong", "ua", "uo", "uai", "ui",
        "uan", "un", "uang", "ue", "ve", "van", "vn",
    ];
    let rest = INITIALS.iter().find_map(|initial| letters.strip_prefix(initial));
    FINALS.contains(&rest.unwrap_or(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_pinyin_is_folded() {
        assert_eq!(letters("Zēng Xiànmíng"), "zengxianming");
        assert_eq!(letters("Lǚ"), "lv");
        assert_eq!(letters("lu\u{308}\u{30C}"), "lv");
        assert_eq!(letters("LU:"), "lv");
        assert_eq!(letters("ｚｘｍ"), "zxm");
        assert_eq!(letters("Xi'an"), "xian");
        assert_eq!(letters("赵 SF（2网格）"), "赵sf2网格");
    }

    #[test]
    fn syllables_are_cut_by_the_characters_readings() {
        assert_eq!(align("ouyang", &['欧', '阳']), Some(vec!["ou", "yang"]));
        assert_eq!(align("moqi", &['万', '俟']), Some(vec!["mo", "qi"]));
        assert_eq!(align("xian", &['西', '安']), Some(vec!["xi", "an"]));
        assert_eq!(align("xian", &['先']), Some(vec!["xian"]));
        assert_eq!(align("zhangsun", &['长', '孙']), Some(vec!["zhang", "sun"]));
    }

    #[test]
    fn unknown_readings_are_cut_by_form() {
        assert_eq!(align("zenghuang", &['王', '李']), Some(vec!["zeng", "huang"]));
        assert_eq!(align("aynur", &['阿', '依', '努', '尔']), None);
        assert_eq!(align("", &['王']), None);
    }

    #[test]
    fn readings_use_v_and_the_passport_spelling() {
        assert!(readings('吕').contains(&"lv".into()));
        assert!(readings('吕').contains(&"lyu".into()));
        assert!(readings('曾').contains(&"zeng".into()) && readings('曾').contains(&"ceng".into()));
        assert!(readings('x').is_empty());
    }
}
