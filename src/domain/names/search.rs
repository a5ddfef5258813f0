//! Finding people by what is typed: initials, pinyin, mixtures of both, Chinese, ids.
//!
//! A query is read along the name: for each character it may go on with a whole reading, its
//! initial, or the character itself, and it may stop inside a reading. All readings are
//! followed at once as sets of places in the query, so no query is slow.

use super::syllable::Syllable;

/// How well a query finds a person; the least is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The id, or the name as it is written.
    Exact,
    /// Every character of the name, as `zxm` or `zengxianming` for 曾宪明.
    Whole,
    /// The beginning of the name or the id.
    Prefix,
    /// From a later character of the name on, as `xm` for 曾宪明.
    Inner,
    /// By a reading that the character does not have as a surname, as `cxm` for 曾宪明.
    Doubtful,
}

/// What was typed, folded once for a search among many.
#[derive(Debug, Clone)]
pub struct Query {
    text: String,
    chars: Vec<char>,
}

/// Longer queries find nobody; the sets of places are one machine word.
const LONGEST_QUERY: usize = 63;

impl Query {
    /// Folds what was typed: case, full width, tones, spaces, ü typed as v, ü or u:.
    pub fn new(typed: &str) -> Self {
        let text = super::syllable::letters(typed);
        let chars = text.chars().collect();
        Self { text, chars }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the query is the number of an id (`5` and `05` of `p05`): where the input method
    /// is in Chinese mode, digits are all that can be typed of an id.
    pub(super) fn is_number_of(&self, id: &str) -> bool {
        let number = id.trim_start_matches(|c: char| !c.is_ascii_digit());
        let of_id = number.trim_start_matches('0');
        let typed = self.text.trim_start_matches('0');
        !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit()) && typed == of_id
    }
}

/// A set of places in the query; bit n is the place before character n.
type Places = u64;

/// One reading of a query along one name.
pub(super) struct Matcher<'a> {
    query: &'a [char],
    syllables: &'a [Syllable],
    name_len: usize,
}

/// Where a reading of the query came to: the places reached without and with the help of a
/// doubtful reading, and whether the query ended inside a reading.
#[derive(Default, Clone, Copy)]
struct Reached {
    sure: Places,
    doubtful: Places,
    sure_end: bool,
    doubtful_end: bool,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(query: &'a Query, syllables: &'a [Syllable], name_len: usize) -> Self {
        Self { query: &query.chars, syllables, name_len }
    }

    pub(super) fn rank(&self) -> Option<Rank> {
        if self.query.is_empty() || self.query.len() > LONGEST_QUERY {
            return None;
        }
        self.at_start().or_else(|| self.within())
    }

    fn at_start(&self) -> Option<Rank> {
        let end: Places = 1 << self.query.len();
        let mut at = Reached { sure: 1, ..Reached::default() };
        let mut best: Option<Rank> = None;
        for (index, syllable) in self.syllables.iter().enumerate() {
            if (at.sure | at.doubtful) == 0 {
                break;
            }
            at = self.step(at, syllable);
            let whole = index + 1 == self.name_len || index + 1 == self.syllables.len();
            let found = if at.sure & end != 0 && whole {
                Some(Rank::Whole)
            } else if at.sure & end != 0 || at.sure_end {
                Some(Rank::Prefix)
            } else if at.doubtful & end != 0 || at.doubtful_end {
                Some(Rank::Doubtful)
            } else {
                None
            };
            best = best.into_iter().chain(found).min();
            // A skipped character must not make a match whole that ended before it.
            at.sure &= !end;
            at.doubtful &= !end;
        }
        best
    }

    fn within(&self) -> Option<Rank> {
        let end: Places = 1 << self.query.len();
        let mut at = Reached::default();
        for syllable in self.syllables.iter().skip(1) {
            at.sure |= 1;
            at = self.step(at, syllable);
            if at.sure & end != 0 || at.sure_end {
                return Some(Rank::Inner);
            }
        }
        None
    }

    /// Reads one syllable from every place reached so far.
    fn step(&self, from: Reached, syllable: &Syllable) -> Reached {
        let mut to = Reached::default();
        for place in 0..self.query.len() {
            let bit: Places = 1 << place;
            let (sure, doubtful) = (from.sure & bit != 0, from.doubtful & bit != 0);
            if !sure && !doubtful {
                continue;
            }
            let rest = self.query.get(place..).unwrap_or_default();
            let (mut places, mut ended) = (0, false);
            if syllable.char.is_some() && rest.first().copied() == syllable.char {
                places |= bit << 1;
            }
            if syllable.char.is_some() && syllable.readings.is_empty() {
                // A character that no table can read must not stand in the way of the others.
                places |= bit;
            }
            for reading in &syllable.readings {
                read(reading, rest, bit, &mut places, &mut ended);
            }
            if sure {
                to.sure |= places;
                to.sure_end |= ended;
            } else {
                to.doubtful |= places;
                to.doubtful_end |= ended;
            }
            let (mut places, mut ended) = (0, false);
            for reading in &syllable.doubtful {
                read(reading, rest, bit, &mut places, &mut ended);
            }
            to.doubtful |= places;
            to.doubtful_end |= ended;
        }
        to
    }
}

/// Adds the places that one reading leads to: past its initial, past the whole of it; `ended`
/// if the query ends inside it.
fn read(reading: &str, rest: &[char], bit: Places, places: &mut Places, ended: &mut bool) {
    let common = reading.chars().zip(rest).take_while(|(letter, typed)| letter == *typed).count();
    if common == 0 {
        return;
    }
    *places |= bit << 1;
    let initial_of_two = ["zh", "ch", "sh"].iter().any(|initial| reading.starts_with(initial));
    if initial_of_two && common >= 2 {
        *places |= bit << 2;
    }
    let len = reading.chars().count();
    if common == len {
        *places |= bit << len;
    } else if common == rest.len() {
        *ended = true;
    }
}
