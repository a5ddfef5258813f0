//! A field that takes one of many named things: a list below headings, narrowed by typing a part of
//! a name in either language, its pinyin or its id.
//!
//! Must not know what the things are.

use crate::domain::names::matches;
use crate::i18n::ui as words;
use crate::tui::field::Field;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// One of the things.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it stands below; entries of one heading stand behind one another.
    pub heading: String,
    pub name: String,
    pub id: String,
    /// The name in both languages and the id, in small letters; and the name that has a pinyin.
    folded: String,
    chinese: String,
}

impl Entry {
    /// `other`: its name in the other language; `chinese`: the one of the two that has pinyin.
    pub fn new(heading: String, name: &str, id: &str, other: &str, chinese: &str) -> Self {
        Self {
            heading,
            name: name.to_owned(),
            id: id.to_owned(),
            folded: format!("{name}\n{id}\n{other}").to_lowercase(),
            chinese: chinese.to_owned(),
        }
    }

    /// The same below another heading.
    #[must_use]
    pub fn below(self, heading: String) -> Self {
        Self { heading, ..self }
    }
}

/// The rows of the list, without the line that is typed into.
const ROWS: u16 = 10;

#[derive(Debug, Clone)]
pub struct Listed {
    entries: Vec<Entry>,
    pub(super) query: Field,
    /// The chosen entry, by place.
    pub(super) at: usize,
}

/// A row of the list.
enum Row {
    Heading(usize),
    Entry(usize),
}

fn is_entry(row: &Row, at: usize) -> bool {
    matches!(row, Row::Entry(place) if *place == at)
}

impl Listed {
    pub fn new(entries: Vec<Entry>, at: usize) -> Self {
        Self { entries, query: Field::default(), at }
    }

    /// The name of the chosen one.
    pub(super) fn chosen(&self) -> &str {
        self.entries.get(self.at).map_or("", |entry| entry.name.as_str())
    }

    /// Chooses the one of a name, where there is one.
    pub(super) fn choose(&mut self, name: &str) {
        self.at = self.entries.iter().position(|entry| entry.name == name).unwrap_or(self.at);
    }

    /// The places of those that what was typed leaves.
    fn found(&self) -> Vec<usize> {
        let typed = self.query.text().trim().to_lowercase();
        let is = |entry: &Entry| {
            typed.is_empty()
                || entry.folded.contains(&typed)
                || matches(&typed, &entry.chinese).is_some()
        };
        let places = self.entries.iter().enumerate().filter(|(_, entry)| is(entry));
        places.map(|(place, _)| place).collect()
    }

    /// Whether something was typed that finds nothing, so that nothing is chosen.
    pub(super) fn is_lost(&self) -> bool {
        self.found().is_empty()
    }

    /// What was typed has changed: the choice goes to the first that is found, unless it is found
    /// itself.
    pub(super) fn typed(&mut self) {
        let found = self.found();
        if !found.contains(&self.at) {
            self.at = found.first().copied().unwrap_or(self.at);
        }
    }

    /// The field was left; the list is whole again when one comes back to it.
    pub(super) fn left(&mut self) {
        if !self.is_lost() {
            self.query.set("");
        }
    }

    /// Goes along the list; false where the key does not.
    pub(super) fn go(&mut self, code: KeyCode) -> bool {
        let found = self.found();
        let now = found.iter().position(|place| *place == self.at).unwrap_or(0);
        let last = found.len().saturating_sub(1);
        let page = usize::from(ROWS) - 2;
        let to = match code {
            KeyCode::Up => now.saturating_sub(1),
            KeyCode::Down => (now + 1).min(last),
            KeyCode::PageUp => now.saturating_sub(page),
            KeyCode::PageDown => (now + page).min(last),
            _ => return false,
        };
        self.at = found.get(to).copied().unwrap_or(self.at);
        true
    }

    pub(super) const fn height(focused: bool) -> u16 {
        if focused { 1 + ROWS } else { 1 }
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut heading = "";
        for place in self.found() {
            let Some(entry) = self.entries.get(place) else { continue };
            if entry.heading != heading {
                heading = &entry.heading;
                rows.push(Row::Heading(place));
            }
            rows.push(Row::Entry(place));
        }
        rows
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, focused: bool) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        if !focused {
            let count = words::of_options(lang, self.entries.len());
            let text = format!("{}{}  ", pen.look.marks.chosen, self.chosen());
            pen.pieces(area, &[(&text, theme.strong), (&count, theme.muted)]);
            return;
        }
        let first = row(area, 0);
        let hint = words::form::listed_hint(lang);
        let wide = cells(pen.look.width.of(&hint)) + 2;
        let room = first.width.saturating_sub(wide).max(first.width / 3);
        self.query.draw(pen, Rect { width: room, ..first }, true);
        pen.right(
            Rect { x: first.x + room, width: first.width - room, ..first },
            &hint,
            theme.muted,
        );
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let rows = self.rows();
        if rows.is_empty() {
            pen.cut(body.x, body.y, body.width, &words::nothing_found(lang), theme.warning);
            return;
        }
        let at = rows.iter().position(|row| is_entry(row, self.at));
        for (i, place) in
            list::window(at.unwrap_or(0), rows.len(), usize::from(body.height)).enumerate()
        {
            let line = row(body, cells(i));
            match rows.get(place) {
                Some(Row::Heading(place)) => {
                    let heading = self.entries.get(*place).map_or("", |entry| &entry.heading);
                    pen.cut(line.x, line.y, line.width, heading, theme.muted);
                }
                Some(Row::Entry(place)) => {
                    let Some(entry) = self.entries.get(*place) else { continue };
                    let here = *place == self.at;
                    let (mark, style) = if here {
                        (pen.look.marks.chosen, theme.selected)
                    } else {
                        (" ", theme.text)
                    };
                    pen.text(line.x, line.y, 2, mark, theme.accent);
                    let rest = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
                    let used = pen.cut(rest.x, rest.y, rest.width, &entry.name, style);
                    // The id is what a line of the script and a plan say; where there is room.
                    let left = rest.width.saturating_sub(used + 2);
                    if cells(pen.look.width.of(&entry.id)) <= left {
                        let id = Rect { x: rest.right() - left, width: left, ..rest };
                        pen.right(id, &entry.id, theme.muted);
                    }
                }
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Listed {
        let entries = [
            ("业主", "业主共同决定（特别事项）", "owners-special", "Owners' decision"),
            ("业主", "业主委员会会议", "owners-committee", "Owners' committee"),
            ("通用", "三分之二多数", "two-thirds", "Two thirds"),
        ];
        let entries = entries
            .into_iter()
            .map(|(heading, zh, id, en)| Entry::new(heading.to_owned(), zh, id, en, zh));
        Listed::new(entries.collect(), 0)
    }

    #[test]
    fn a_part_of_a_name_its_pinyin_or_its_id_narrows_the_list() {
        for (typed, found) in [
            ("特别", "业主共同决定（特别事项）"),
            ("yzwyh", "业主委员会会议"),
            ("two", "三分之二多数"),
            ("committee", "业主委员会会议"),
            ("sanfenzhier", "三分之二多数"),
        ] {
            let mut rules = rules();
            rules.query.set(typed);
            rules.typed();
            assert_eq!(rules.chosen(), found, "{typed}");
        }
    }

    #[test]
    fn a_choice_stays_while_it_is_found_and_nothing_is_chosen_by_what_finds_nothing() {
        let mut rules = rules();
        assert!(rules.go(KeyCode::Down));
        rules.query.set("业主");
        rules.typed();
        assert_eq!(rules.chosen(), "业主委员会会议");
        rules.query.set("没有的");
        rules.typed();
        assert!(rules.is_lost());
        rules.left();
        assert_eq!(rules.query.text(), "没有的", "it is seen why it is not taken");
    }

    #[test]
    fn entries_stand_below_their_headings() {
        let rules = rules();
        let rows = rules.rows();
        let headings = rows.iter().filter(|row| matches!(row, Row::Heading(_))).count();
        assert_eq!((rows.len(), headings), (5, 2));
    }
}
