//! What a person is searched by: the name's characters with their readings, worked out once.

use super::search::{Matcher, Query, Rank};
use super::syllable::{self, Reading, Syllable};
use super::{display, is_han, is_variation, surname};

/// The search key of one person. Building one reads the pinyin tables; keep it.
#[derive(Debug, Clone)]
pub struct PinyinKey {
    id: String,
    /// The name as typed text would be folded, for exact matches.
    folded: String,
    /// The name, then the mark.
    name: Vec<Syllable>,
    /// How many of `name` are the name itself.
    name_len: usize,
    /// The words of a romanisation that does not follow the characters (Aynur Memet).
    alias: Vec<Syllable>,
}

impl PinyinKey {
    /// The key of a person. `mark` tells namesakes apart and may be empty; `pinyin` is how the
    /// person writes the name in letters (the roster's 姓名拼音), with or without tones and
    /// spaces, and wins over every table.
    pub fn new(id: &str, name: &str, mark: &str, pinyin: Option<&str>) -> Self {
        let mut syllables = split(name);
        let name_len = syllables.len();
        read_surname(&mut syllables, name);
        let mut alias = Vec::new();
        if let Some(pinyin) = pinyin.filter(|pinyin| !pinyin.trim().is_empty())
            && !read_as_written(&mut syllables, pinyin)
        {
            alias = words(pinyin).map(|word| Syllable::word(&word)).collect();
        }
        syllables.extend(split(mark));
        Self {
            id: syllable::letters(id),
            folded: syllable::letters(&display(name, mark)),
            name: syllables,
            name_len,
            alias,
        }
    }

    /// The name in letters, syllable by syllable, for lists in the order of pinyin: the person's own
    /// spelling where the roster has one, else the likeliest reading of each character.
    pub fn spelling(&self) -> Vec<&str> {
        let named = self.name.get(..self.name_len).unwrap_or_default();
        let spelt = if self.alias.is_empty() { named } else { &self.alias };
        spelt.iter().filter_map(|s| s.readings.first()).map(AsRef::as_ref).collect()
    }

    /// The name as it may be spelt, for each way the readings of every syllable: by its characters,
    /// and by the romanisation of the roster where that does not follow them.
    pub(super) fn spellings(&self) -> Vec<Vec<Vec<&str>>> {
        let named = self.name.get(..self.name_len).unwrap_or_default();
        [named, &self.alias].into_iter().filter(|way| !way.is_empty()).map(spelt).collect()
    }

    /// How well the query finds this person; none if it does not.
    pub fn rank(&self, query: &Query) -> Option<Rank> {
        let typed = query.text();
        if typed.is_empty() {
            return None;
        }
        if typed == self.id || typed == self.folded || query.is_number_of(&self.id) {
            return Some(Rank::Exact);
        }
        let by_id = self.id.starts_with(typed).then_some(Rank::Prefix);
        let by_name = Matcher::new(query, &self.name, self.name_len).rank();
        let by_alias = if self.alias.is_empty() {
            None
        } else {
            Matcher::new(query, &self.alias, self.alias.len()).rank()
        };
        [by_id, by_name, by_alias].into_iter().flatten().min()
    }
}

fn spelt(syllables: &[Syllable]) -> Vec<Vec<&str>> {
    syllables
        .iter()
        .map(|s| s.readings.iter().chain(&s.doubtful).map(AsRef::as_ref).collect())
        .collect()
}

/// Han characters one by one, anything else word by word.
fn split(name: &str) -> Vec<Syllable> {
    let mut out = Vec::new();
    let mut word = String::new();
    for c in name.chars().filter(|&c| !is_variation(c)) {
        if !is_han(c) && c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push(Syllable::word(&syllable::letters(&std::mem::take(&mut word))));
        }
        if is_han(c) {
            out.push(Syllable::han(c));
        }
    }
    if !word.is_empty() {
        out.push(Syllable::word(&syllable::letters(&word)));
    }
    out
}

/// Puts the readings of the surname in the place of the characters' own.
fn read_surname(syllables: &mut [Syllable], name: &str) {
    let chars: Vec<char> =
        name.chars().filter(|&c| !c.is_whitespace() && !is_variation(c)).collect();
    let (surname, _) = chars.split_at(surname::len(&chars));
    let readings = surname::readings(surname);
    if readings.is_empty() || !surname.iter().all(|&c| is_han(c)) {
        return;
    }
    let mut read: Vec<Vec<Reading>> = vec![Vec::new(); surname.len()];
    for reading in readings {
        for (found, piece) in
            read.iter_mut().zip(syllable::align(reading, surname).unwrap_or_default())
        {
            syllable::add(found, piece.to_owned().into());
        }
    }
    for (syllable, read) in syllables.iter_mut().zip(read) {
        if !read.is_empty() {
            let mut others = std::mem::replace(&mut syllable.readings, read);
            others.retain(|other| !syllable.readings.contains(other));
            syllable.doubtful = others;
        }
    }
}

/// Takes the readings from how the name is written in letters; false where the letters do not
/// fall into one syllable for each character.
fn read_as_written(syllables: &mut [Syllable], pinyin: &str) -> bool {
    let Some(chars) = syllables.iter().map(|s| s.char).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let words: Vec<String> = words(pinyin).collect();
    let joined = words.concat();
    let pieces: Vec<&str> = if words.len() == chars.len() {
        words.iter().map(String::as_str).collect()
    } else {
        match syllable::align(&joined, &chars) {
            Some(pieces) => pieces,
            None => return false,
        }
    };
    for (syllable, piece) in syllables.iter_mut().zip(pieces) {
        let mut read = Vec::new();
        syllable::add(&mut read, piece.to_owned().into());
        syllable.readings = read;
        syllable.doubtful.clear();
    }
    true
}

/// The words of written pinyin in letters, without tones and tone digits.
fn words(pinyin: &str) -> impl Iterator<Item = String> {
    pinyin
        .split(|c: char| c.is_whitespace() || matches!(c, '·' | '-' | '\'' | '’'))
        .map(|word| {
            let mut letters = syllable::letters(word);
            letters.retain(char::is_alphabetic);
            letters
        })
        .filter(|letters| !letters.is_empty())
}
