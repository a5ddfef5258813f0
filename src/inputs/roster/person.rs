//! One row of the roster as a person.

use super::super::column::Column;
use super::super::fault::FaultKind;
use super::day::is_day;
use super::grid::{Cell, Value};
use super::naming::{is_no_name, is_several, is_telephone};
use super::words::{fold, words};
use super::{Found, Position, quoted};
use crate::domain::person::{Attends, Person, Weight, group};
use crate::limits::LONGEST_INPUT;
use crate::limits::LONGEST_NAME;
use crate::text::clean::{Form, clean_as, control};

/// What the list as a whole says, which changes what its cells mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// A column says how people attend; else their notes may.
    pub(super) roles: bool,
    /// A column has weights: those who own one thing together may stand in one row.
    pub(super) weights: bool,
    /// A text file, where a mark before a number keeps it a text.
    pub(super) is_text: bool,
}

/// A person while the row is read.
pub(super) struct Draft {
    pub(super) person: Person,
    pub(super) no: u32,
    /// As the roster gives it, with its place.
    pub(super) id: Option<(String, Position)>,
    pub(super) name_at: Position,
    /// What the roster says of the voting right; else it follows from the role.
    pub(super) vote: Option<bool>,
    pub(super) role: Option<Attends>,
    pub(super) weighted: bool,
    /// The name was there, if perhaps faulty.
    named: bool,
    post: String,
    note_at: Position,
    pub(super) told: Told,
}

/// What should be said of a person who was read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The role was read from the note.
    pub(super) role_in_note: bool,
    /// Something of the last meeting was left out of the note.
    pub(super) status_in_note: bool,
    /// The cell of the name has several.
    pub(super) several: bool,
}

impl Draft {
    pub(super) fn new(no: u32, at: Position) -> Self {
        Self {
            person: Person::new("", "", group::COUNCIL),
            no,
            id: None,
            name_at: at,
            vote: None,
            role: None,
            weighted: false,
            named: false,
            post: String::new(),
            note_at: at,
            told: Told::default(),
        }
    }

    /// Takes one cell; an empty one leaves the default. `dates` says that the whole column holds
    /// days, `post` that it is the post behind a unit.
    pub(super) fn set(
        &mut self,
        column: Column,
        cell: &Cell,
        list: List,
        (dates, post): (bool, bool),
        found: &mut Found,
    ) {
        match column {
            Column::Name => self.name_at = cell.at,
            Column::Note => self.note_at = cell.at,
            _ => {}
        }
        if cell.is_empty() {
            return;
        }
        self.named |= column == Column::Name;
        let text = match taken(column, cell, list, dates) {
            Ok(text) => text,
            Err(kind) => return found.push(cell.at, kind),
        };
        let form = match column {
            Column::Name => Form::Name,
            Column::Id | Column::Weight | Column::Phone => Form::Id,
            Column::Mark
            | Column::Gender
            | Column::Ethnicity
            | Column::Group
            | Column::Tags
            | Column::Unit
            | Column::Represents
            | Column::Role
            | Column::Vote
            | Column::Note
            | Column::Pinyin => Form::Line,
        };
        if let Some(c) = control(&text) {
            let kind = FaultKind::ControlCharacter { at: column.into(), code: u32::from(c) };
            return found.push(cell.at, kind);
        }
        if column == Column::Name && is_several(&text) {
            if !list.weights {
                return found.push(cell.at, FaultKind::SeveralNames);
            }
            self.told.several = true;
        }
        let text = clean_as(&text, form);
        let most =
            if matches!(column, Column::Name | Column::Id) { LONGEST_NAME } else { LONGEST_INPUT };
        if text.chars().nth(most).is_some() {
            return found.push(cell.at, FaultKind::TooLong { at: column.into(), most });
        }
        if is_personal(&text) {
            return found.push(cell.at, FaultKind::PersonalNumber { column });
        }
        if post {
            self.post = text;
        } else if let Err(kind) = self.put(column, text, cell.at) {
            found.push(cell.at, kind);
        }
    }

    fn put(&mut self, column: Column, text: String, at: Position) -> Result<(), FaultKind> {
        let person = &mut self.person;
        match column {
            Column::Id => {
                // The id stays, so that a second one like it is still found.
                let bad = text.chars().find(|c| is_barred(*c));
                self.id = Some((text.clone(), at));
                if let Some(bad) = bad {
                    return Err(FaultKind::BadPersonId { id: quoted(&text), bad });
                }
            }
            Column::Name => {
                if is_no_name(&text) {
                    return Err(FaultKind::NotAName);
                }
                person.name = text;
            }
            Column::Mark => person.mark = text,
            Column::Gender => person.gender = text,
            Column::Ethnicity => person.ethnicity = text,
            Column::Group => {
                let unknown = || FaultKind::UnknownGroup { at: column.into(), name: quoted(&text) };
                words().group(&text).ok_or_else(unknown)?.clone_into(&mut person.group);
            }
            Column::Tags => {
                let tags = text.split(['\u{ff1b}', ';']).map(str::trim);
                person.tags = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            }
            Column::Unit => person.unit = text,
            Column::Represents => person.represents = text,
            Column::Role => {
                let role = role(&text);
                self.role =
                    Some(role.ok_or_else(|| FaultKind::UnknownRole { value: quoted(&text) })?);
            }
            Column::Vote => {
                let vote = vote(&text);
                self.vote =
                    Some(vote.ok_or_else(|| FaultKind::UnknownVote { value: quoted(&text) })?);
            }
            Column::Weight => {
                let weight = weight(&text);
                person.weight =
                    weight.ok_or_else(|| FaultKind::BadWeight { value: quoted(&text) })?;
                self.weighted = true;
            }
            Column::Phone => person.phone = text,
            Column::Note => person.note = text,
            Column::Pinyin => person.pinyin = text,
        }
        Ok(())
    }

    /// The row has ended: what stands in one cell and belongs to another is put there.
    pub(super) fn end(&mut self, list: List, found: &mut Found) {
        if !self.named {
            found.push(self.name_at, FaultKind::MissingName);
        }
        let post = std::mem::take(&mut self.post);
        if !post.is_empty() && !self.person.unit.ends_with(&post) {
            self.person.unit.push_str(&post);
        }
        self.bracket(list, found);
        self.note(list, found);
        if let Some(role) = self.role {
            self.person.attends = role;
        }
    }

    /// 张伟（货运）: what tells people of one name apart, or how they attend.
    fn bracket(&mut self, list: List, found: &mut Found) {
        let name = self.person.name.clone();
        let Some(rest) = name.strip_suffix(['\u{ff09}', ')']) else { return };
        let Some((before, inside)) = rest.rsplit_once(['\u{ff08}', '(']) else { return };
        let (before, inside) = (clean_as(before, Form::Name), inside.trim());
        if before.is_empty() || inside.is_empty() {
            return;
        }
        if let Some(role) = role(inside) {
            match self.role {
                None if !list.roles => self.role = Some(role),
                Some(known) if known == role => {}
                _ => found.push(self.name_at, FaultKind::RoleContradicts),
            }
            self.person.name = before;
            return;
        }
        let word = fold(inside);
        let notes = &words().notes;
        if is_telephone(inside) && (self.person.phone.is_empty() || self.person.phone == word) {
            self.person.phone = word;
            self.person.name = before;
        } else if notes.vote.contains(&word) || notes.no_vote.contains(&word) {
            self.says_vote(notes.vote.contains(&word), self.name_at, found);
            self.person.name = before;
        } else if is_status(&word) {
            self.told.status_in_note = true;
            self.person.name = before;
        } else if self.person.mark.is_empty() || self.person.mark == inside {
            if self.is_unclear(list, &word) {
                found.push(self.name_at, FaultKind::UnclearNote);
            }
            inside.clone_into(&mut self.person.mark);
            self.person.name = before;
        }
    }

    /// A right that stands beside the columns; a fault where a column says otherwise.
    fn says_vote(&mut self, vote: bool, at: Position, found: &mut Found) {
        if self.vote.is_some_and(|known| known != vote) {
            found.push(at, FaultKind::RoleContradicts);
        }
        self.told.role_in_note |= self.vote.is_none();
        self.vote = Some(vote);
    }

    /// Whether words speak of the right or the role without saying them, and nothing else says it.
    fn is_unclear(&self, list: List, folded: &str) -> bool {
        let notes = &words().notes;
        let has = |words: &[String]| words.iter().any(|word| folded.contains(word.as_str()));
        // A person who has the chair needs no vote to be told that he has none.
        if self.vote.is_some() || self.role == Some(Attends::Chair) {
            return false;
        }
        if list.roles {
            return has(&notes.vote_bearing);
        }
        let stands_in = folded.trim_start_matches('(').strip_prefix('代').is_some_and(|rest| {
            !rest.starts_with('表') && rest.trim_end_matches(')').chars().count() <= 4
        });
        stands_in || has(&notes.bearing) || has(&notes.vote_bearing) || has(&notes.absent)
    }

    /// What a note or a tag says of the role, where no column does, and of the voting right.
    fn note(&mut self, list: List, found: &mut Found) {
        let note = self.person.note.clone();
        let parts = clauses(&note);
        let mut left: Vec<&str> = Vec::new();
        let notes = &words().notes;
        for part in &parts {
            let word = fold(part);
            if let Some(said) = role(part) {
                if self.role.is_some_and(|role| role != said) {
                    found.push(self.note_at, FaultKind::RoleContradicts);
                }
                if list.roles {
                    left.push(part);
                } else {
                    self.told.role_in_note |= self.role.is_none();
                    self.role = Some(said);
                }
            } else if notes.no_vote.contains(&word) || notes.vote.contains(&word) {
                self.says_vote(notes.vote.contains(&word), self.note_at, found);
                if list.roles {
                    left.push(part);
                }
            } else if is_status(&word) && !list.roles {
                self.told.status_in_note = true;
            } else {
                left.push(part);
            }
        }
        if left.iter().any(|part| role(part).is_none() && self.is_unclear(list, &fold(part))) {
            found.push(self.note_at, FaultKind::UnclearNote);
        }
        if left.len() < parts.len() {
            self.person.note = left.join("\u{ff0c}");
        }
        if list.roles {
            return;
        }
        let mut tags = std::mem::take(&mut self.person.tags);
        tags.retain(|tag| match role(tag) {
            Some(said) if self.role.is_none_or(|role| role == said) => {
                self.role = Some(said);
                self.told.role_in_note = true;
                false
            }
            _ => true,
        });
        self.person.tags = tags;
        // 列席单位 is no word for a role, and still no reason to give a vote.
        let sits_in = |text: &String| {
            let text = fold(text);
            notes.bearing.iter().any(|word| text.contains(word.as_str()))
        };
        let Person { unit, represents, tags, .. } = &self.person;
        if self.role.is_none()
            && self.vote.is_none()
            && tags.iter().chain([unit, represents]).any(sits_in)
        {
            found.push(self.name_at, FaultKind::UnclearNote);
        }
    }
}

/// The text of a cell for a column, or why it cannot be taken.
fn taken(column: Column, cell: &Cell, list: List, dates: bool) -> Result<String, FaultKind> {
    let bare = matches!(column, Column::Id | Column::Phone);
    match &cell.value {
        Value::Error(_) => Err(FaultKind::CellError { column, code: cell.text().into_owned() }),
        Value::Unset => Err(FaultKind::NoStoredValue { column }),
        Value::Date(shown) => match (shown, column) {
            (
                Some(text),
                Column::Note | Column::Mark | Column::Represents | Column::Unit | Column::Tags,
            ) if dates => Ok(text.clone()),
            _ => Err(FaultKind::DateInText { column }),
        },
        Value::Number { exact, scientific, .. } => {
            let digits = exact.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count();
            let lost = (*scientific && bare && digits < 7)
                || (column != Column::Weight
                    && exact.split('.').next().is_some_and(|whole| whole.len() > 15));
            if lost {
                return Err(FaultKind::DigitsLost { column });
            }
            // 0871 63612345 kept as a number has lost the nought that every area begins with.
            if column == Column::Phone
                && matches!(exact.len(), 10 | 11)
                && !exact.starts_with('1')
                && cell.text() == exact.as_str()
            {
                return Err(FaultKind::ZerosLost { column });
            }
            Ok(if column == Column::Weight { exact.clone() } else { cell.text().into_owned() })
        }
        Value::Text(text) => {
            let text = if list.is_text { unmarked(text) } else { text };
            let number = clean_as(text, Form::Id);
            if bare && is_scientific(&number) {
                return Err(FaultKind::DigitsLost { column });
            }
            if matches!(column, Column::Id | Column::Name | Column::Phone) && is_day(text) {
                return Err(FaultKind::DateInText { column });
            }
            // Programs that know only numbers with a point write 13800000001.0.
            let whole = number.trim_end_matches('0').strip_suffix('.');
            match whole {
                Some(whole) if bare && number.contains('.') && is_digits(whole) => {
                    Ok(whole.to_owned())
                }
                _ => Ok(text.to_owned()),
            }
        }
        Value::Flag(_) => Ok(cell.text().into_owned()),
        Value::Empty => Ok(String::new()),
    }
}

/// A text without the mark that kept it one: before a number, or what would be a formula.
fn unmarked(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('\'') else { return text };
    let first = rest.trim_start().chars().next();
    let guarded = first.is_some_and(|c| {
        c.is_ascii_digit()
            || matches!(
                c,
                '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
            )
    });
    if guarded { rest } else { text }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// 1.38E+10: what is left of a long number.
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix(['+', '-']);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    power.is_some_and(is_digits)
        && whole.len() == 1
        && is_digits(whole)
        && part.bytes().all(|b| b.is_ascii_digit())
}

/// A number as long as those of identity cards and bank accounts, also in groups.
pub(super) fn is_personal(text: &str) -> bool {
    /// Telephone numbers are shorter, with all that stands before them.
    const LEAST: usize = 15;
    let mut groups: Vec<usize> = Vec::new();
    let mut gap = true;
    let long = |groups: &[usize]| {
        let total: usize = groups.iter().sum();
        let fours = groups.split_last().is_some_and(|(_, first)| first.iter().all(|n| *n == 4));
        groups.iter().any(|n| *n >= LEAST)
            || (total >= LEAST && (fours || matches!(groups, [6, 8, 3 | 4])))
    };
    for c in clean_as(text, Form::Id).chars() {
        match c {
            c if c.is_ascii_digit() => {
                if gap {
                    groups.push(0);
                    gap = false;
                }
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
            }
            ' ' | '-' if !gap => gap = true,
            _ => {
                if long(&groups) {
                    return true;
                }
                groups.clear();
                gap = true;
            }
        }
    }
    long(&groups)
}

/// Whether part of a note says what became of somebody in a meeting that is over.
fn is_status(folded: &str) -> bool {
    let status = &words().notes.status;
    let time = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let timed = time.len() < folded.len();
    status.iter().any(|word| {
        folded == word
            || (timed && time == *word)
            || folded
                .strip_prefix(word.as_str())
                .is_some_and(|rest| rest.starts_with('(') || (!rest.is_empty() && is_time(rest)))
    })
}

fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// The parts of a note; what stands in brackets is not broken.
fn clauses(note: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let parts = note.split(move |c| {
        match c {
            '(' | '\u{ff08}' => depth += 1,
            ')' | '\u{ff09}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '\u{ff0c}' | ',' | '\u{3001}' | '\u{ff1b}' | ';' | '。')
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The person with the voting right: those attending have it, where the roster does not say.
pub(super) fn finished(mut person: Person, vote: Option<bool>) -> Person {
    person.vote = vote.unwrap_or(person.attends == Attends::Attending);
    person
}

/// What would make an id unreadable in the session script.
fn is_barred(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')
        || matches!(c, '=' | '@' | '#')
}

fn role(text: &str) -> Option<Attends> {
    words().role(text)
}

fn vote(text: &str) -> Option<bool> {
    let text = fold(text);
    let values = &words().values;
    if values.yes.contains(&text) { Some(true) } else { values.no.contains(&text).then_some(false) }
}

/// A weight as lists write it: 89.53, 1,234.5, 89.53㎡.
pub(super) fn weight(text: &str) -> Option<Weight> {
    const UNITS: [&str; 6] = ["平方米", "平米", "m2", "m²", "㎡", "平"];
    let text = fold(text);
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text);
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if whole.contains(',') && grouped {
        let whole = whole.replace(',', "");
        return Weight::parse(&if part.is_empty() { whole } else { format!("{whole}.{part}") });
    }
    Weight::parse(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_lists_write_them() {
        for text in ["1234.5", "1,234.5", "1234.50㎡", "１２３４．５平方米"] {
            assert_eq!(weight(text), Weight::parse("1234.5"), "{text}");
        }
        for text in ["1,23", "12,34.5", "约90", "-1", "90.5.1", ""] {
            assert_eq!(weight(text), None, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_personal_and_telephones_are_not() {
        for text in [
            "530102196501011234",
            "53010219650101123X",
            "身份证 530102196501011",
            "6222 0212 3456 7890 123",
            "530102-19650101-1234",
        ] {
            assert!(is_personal(text), "{text}");
        }
        for text in [
            "13800000001",
            "+86 138-0000-0001",
            "13800000001 13900000002",
            "0871-63612345、13800000001",
            "13800000001/13900000002",
        ] {
            assert!(!is_personal(text), "{text}");
        }
    }

    #[test]
    fn what_is_left_of_a_long_number_is_seen() {
        assert!(is_scientific("1.38E+10") && is_scientific("5E+17"));
        assert!(!is_scientific("1E10") && !is_scientific("1.5") && !is_scientific("A.1E+1"));
    }
}
