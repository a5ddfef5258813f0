//! Names in Latin letters: what somebody may have typed for a name that the roster has in Chinese.

use super::pinyin_key::PinyinKey;
use super::syllable;

/// Typed letters as they are compared: lower case, without tones and what parts syllables.
pub fn letters(text: &str) -> String {
    syllable::letters(text)
}

/// The ways in which a name is written in letters, each without spaces: surname first and last, with
/// every reading of its characters. None where a character has no reading, and none of one syllable.
pub fn romanized(name: &str, pinyin: &str) -> Vec<String> {
    /// So many readings together are tried; more would be of no name.
    const MOST: usize = 64;
    let key = PinyinKey::new("", name, "", Some(pinyin));
    let mut found = Vec::new();
    for syllables in key.spellings() {
        let mut ways: Vec<Vec<&str>> = vec![Vec::new()];
        for readings in &syllables {
            let more = ways.iter().flat_map(|way| {
                readings.iter().map(move |reading| {
                    let mut way = way.clone();
                    way.push(*reading);
                    way
                })
            });
            ways = more.take(MOST).collect();
        }
        let surname = super::surname_of(name).chars().count().clamp(1, 2);
        for way in ways.iter().filter(|way| way.len() > 1) {
            found.push(way.concat());
            // Western order.
            let (first, rest) = way.split_at(surname.min(way.len() - 1));
            found.push([rest.concat(), first.concat()].concat());
        }
    }
    found.retain(|way| way.len() > 3 && way.is_ascii());
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_either_order_with_the_surnames_own_reading() {
        let ways = romanized("王强", "");
        assert!(ways.contains(&"wangqiang".to_owned()) && ways.contains(&"qiangwang".to_owned()));
        assert!(romanized("单晓燕", "").contains(&"shanxiaoyan".to_owned()));
        assert!(romanized("阿依努尔·买买提", "Aynur Memet").contains(&"aynurmemet".to_owned()));
        assert!(romanized("王", "").is_empty());
        assert_eq!(letters("Lǐ Míng"), "liming");
    }
}
