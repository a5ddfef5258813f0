//! How long and how many: every limit that more than one part of the program asks, once, and the
//! rule of which ids there may be.
//!
//! Pure, and names nothing of the crate: the rules, the readers of files and the store ask here.

/// The longest limit of a speech, extension of one, and item of the agenda: a day, in seconds. A plan
/// could always say so much; it is far beyond any meeting, and keeps sums small.
pub const LONGEST_TIME_S: u32 = 86_400;

/// The longest name and id of a person, in characters, the same in a roster and in the meeting.
pub const LONGEST_NAME: usize = 100;

/// The longest title and other short line of a file, in characters.
pub const LONGEST_TITLE: usize = 200;

/// The longest text of a file that is read, in characters.
pub const LONGEST_INPUT: usize = 2_000;

/// The longest text of the record, in characters: a speech of an hour, written down in full.
pub const LONGEST_TEXT: usize = 20_000;

/// The highest round of a topic.
pub const MOST_ROUNDS: u32 = 1_000;

/// The longest id of a session, in bytes of UTF-8; with the ending it stays far below what file
/// systems allow.
pub const LONGEST_ID: usize = 100;

/// What is wrong with a session id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdFault {
    /// It is empty.
    #[error("it is empty")]
    Empty,
    /// It has more than 100 bytes of UTF-8.
    #[error("it has {0} bytes, more than 100")]
    TooLong(usize),
    /// It starts or ends with a dot.
    #[error("it starts or ends with a dot")]
    Dot,
    /// It begins with a dash: a command would take it for an option.
    #[error("it begins with -")]
    Dash,
    /// It has a character other than letters, digits, `-`, `_` and `.`.
    #[error("it contains {0:?}")]
    Character(char),
    /// Windows keeps this name for a device.
    #[error("the name is reserved by Windows")]
    Reserved,
    /// It differs from an existing session only by case, which some disks do not tell apart.
    #[error("it differs only by case from {0}")]
    LooksLike(String),
}

/// What keeps an id from being a file's name on every system: letters and digits of any script, `-`,
/// `_` and `.` are allowed, at most [`LONGEST_ID`] bytes, no dot at either end, no device of Windows.
/// Behind a `~` may stand the digits that a store puts to an id that another session has.
pub fn id_fault(id: &str) -> Option<IdFault> {
    let id = unmarked(id);
    if id.is_empty() {
        return Some(IdFault::Empty);
    }
    if id.len() > LONGEST_ID {
        return Some(IdFault::TooLong(id.len()));
    }
    if let Some(bad) = id.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.')) {
        return Some(IdFault::Character(bad));
    }
    if id.starts_with('.') || id.ends_with('.') {
        return Some(IdFault::Dot);
    }
    let stem = id.split('.').next().unwrap_or(id).to_ascii_uppercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
    {
        return Some(IdFault::Reserved);
    }
    None
}

/// The same for an id that is given now: it can also be typed behind every command, and the digits
/// behind a `~` are the store's to put. What older versions named with a dash still opens, behind
/// `--`.
pub fn new_id_fault(id: &str) -> Option<IdFault> {
    id_fault(id)
        .or_else(|| id.starts_with('-').then_some(IdFault::Dash))
        .or_else(|| id.contains('~').then_some(IdFault::Character('~')))
        .or_else(|| is_raised_device(id).then_some(IdFault::Reserved))
}

/// Windows takes the small raised digits for digits in the name of a device, too.
fn is_raised_device(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or(id).to_ascii_uppercase();
    let digit = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(digit, Some("¹" | "²" | "³"))
}

/// An id without the digits that a store has put behind it.
fn unmarked(id: &str) -> &str {
    let marked = id.split_once('~').filter(|(_, digits)| {
        (4..=64).contains(&digits.len())
            && digits.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    });
    marked.map_or(id, |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_name_files_safely_are_allowed() {
        for id in ["hsw-2026-11-27", "槐树湾议事", "a.b_c", "1", &"字".repeat(33)] {
            assert_eq!(new_id_fault(id), None, "{id}");
        }
    }

    #[test]
    fn ids_that_could_leave_the_folder_are_refused() {
        let long = "字".repeat(34);
        for (id, why) in [
            ("", IdFault::Empty),
            (long.as_str(), IdFault::TooLong(102)),
            ("../x", IdFault::Character('/')),
            ("a\\b", IdFault::Character('\\')),
            ("a b", IdFault::Character(' ')),
            ("a\u{0}", IdFault::Character('\u{0}')),
            ("C:x", IdFault::Character(':')),
            ("..", IdFault::Dot),
            (".hidden", IdFault::Dot),
            ("end.", IdFault::Dot),
            ("con", IdFault::Reserved),
            ("lpt1.x", IdFault::Reserved),
        ] {
            assert_eq!(id_fault(id), Some(why), "{id:?}");
        }
    }

    #[test]
    fn an_id_that_looks_like_an_option_is_known_and_never_given_again() {
        assert_eq!(id_fault("-abc"), None);
        assert_eq!(new_id_fault("-abc"), Some(IdFault::Dash));
    }

    #[test]
    fn a_device_by_a_raised_digit_is_known_and_never_given_again() {
        assert_eq!(id_fault("com²"), None);
        assert_eq!(new_id_fault("com².a"), Some(IdFault::Reserved));
        assert_eq!(new_id_fault("com²a"), None);
    }
}
