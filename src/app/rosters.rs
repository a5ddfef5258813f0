//! Lists of people for the preview: read beside the loop, and what was said of a kind of list kept
//! for the next one. Must not decide what a list says.

use super::done::Done;
use super::{App, ordinary, requests};
use crate::domain::person::Person;
use crate::i18n::Lang;
use crate::inputs::{self, Asked, Choice, Column, Looked, Reading};
use crate::tui::effect::{RosterRequest, RosterSeen, Wanted};
use requests::{MOST_BYTES, listing_of, name_of, told};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What was said of one kind of list: the headers that it has tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    headers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    /// A header, and the column by its English name; none leaves it out.
    choices: Vec<(String, Option<String>)>,
}

/// So many kinds are kept, the latest first.
const KINDS: usize = 50;

impl App {
    /// Reads a list beside the loop; whoever has no id in it keeps the one known here.
    pub(super) fn read_roster(&mut self, request: RosterRequest) {
        let (known, weights) = self.ui.meeting().map_or_else(Default::default, |m| {
            let people = m.roll.entries.iter().map(|entry| entry.person.clone());
            (people.collect::<Vec<Person>>(), m.session.rule.counts_weight())
        });
        let lang = self.lang;
        let keep = self.kept_rosters();
        self.beside_overlay(move |progress| {
            // A path that was typed may be that of a folder, which is gone into.
            if request.path.is_dir() {
                return Done::Listed(listing_of(request.path, Wanted::Roster, lang));
            }
            let file = name_of(&request.path);
            let seen = match ordinary::read(&request.path, MOST_BYTES, lang) {
                Ok(bytes) => {
                    let about = (known.as_slice(), weights);
                    let step = |people: usize| progress.step(people, 0);
                    seen(&bytes, file, request, about, keep, (lang, &step))
                }
                Err(why) => {
                    let reading = Reading::default();
                    RosterSeen { file, request, reading, people: Err(vec![why]) }
                }
            };
            Done::Roster(Box::new(seen))
        });
    }

    /// Keeps how a list was read, now that its people were taken.
    pub(super) fn keep_roster(&mut self, request: RosterRequest) {
        if let Some(path) = self.kept_rosters() {
            self.beside_screen(move |_| {
                // What cannot be kept is asked for again; the list itself is not hurt.
                let _ = keep(&path, &request);
                Done::Kept
            });
        }
    }

    fn kept_rosters(&self) -> Option<PathBuf> {
        let folder = self.setup.templates.as_deref().and_then(Path::parent)?;
        Some(folder.join("rosters.json"))
    }
}

impl Kept {
    fn is_of(&self, kind: &[String]) -> bool {
        !kind.is_empty() && self.headers == kind
    }
}

fn keep(path: &Path, request: &RosterRequest) -> std::io::Result<()> {
    if request.kind.is_empty() {
        return Ok(());
    }
    let mut kinds = load(path);
    kinds.retain(|kept| !kept.is_of(&request.kind));
    kinds.insert(0, kept(request));
    kinds.truncate(KINDS);
    save(path, &kinds)
}

fn seen(
    bytes: &[u8],
    file: String,
    mut request: RosterRequest,
    (known, weights): (&[Person], bool),
    keep: Option<PathBuf>,
    (lang, step): (Lang, &dyn Fn(usize) -> bool),
) -> RosterSeen {
    let look = |request: &RosterRequest| {
        let asked = Asked {
            sheet: request.sheet.as_deref(),
            hidden: request.hidden,
            choices: &request.choices,
            known,
            weights,
        };
        inputs::look(bytes, &file, &asked, &mut |people| step(people))
    };
    let Looked { mut reading, mut people } = look(&request);
    if !request.decided {
        request.kind = kind(&reading);
        let kinds = keep.map(|path| load(&path)).unwrap_or_default();
        if let Some(kept) = kinds.iter().find(|kept| kept.is_of(&request.kind)) {
            let there = |name: &String| reading.sheets.iter().any(|sheet| sheet.name == *name);
            request.sheet = kept.sheet.clone().filter(there);
            request.choices = choices(kept);
            Looked { reading, people } = look(&request);
        }
    }
    let people = people.map_err(|faults| told(lang, &faults));
    RosterSeen { file, request, reading, people }
}

/// What tells a kind of list: its headers, and where there is none the names of its sheets.
fn kind(reading: &Reading) -> Vec<String> {
    let headers: Vec<String> = reading.columns.iter().map(|column| column.header.clone()).collect();
    if headers.is_empty() {
        return reading.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    }
    headers
}

fn kept(request: &RosterRequest) -> Kept {
    let said = |choice: &Choice| {
        (choice.header().to_owned(), choice.column().map(|column| column.en().to_owned()))
    };
    let choices = request.choices.iter().map(said).collect();
    Kept { headers: request.kind.clone(), sheet: request.sheet.clone(), choices }
}

fn choices(kept: &Kept) -> Vec<Choice> {
    let column = |name: &String| Column::ALL.iter().copied().find(|column| column.en() == name);
    let said = kept.choices.iter().filter_map(|(header, name)| match name {
        None => Some(Choice::new(header, None)),
        // A column of a newer version is not known here.
        Some(name) => column(name).map(|column| Choice::new(header, Some(column))),
    });
    said.collect()
}

/// What was kept; nothing where it cannot be read, for then it is only asked for again.
fn load(path: &Path) -> Vec<Kept> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn save(path: &Path, kinds: &[Kept]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = serde_json::to_vec(kinds)?;
    let beside = path.with_extension("new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_was_chosen_is_read_of_the_next_list_of_this_kind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rosters.json");
        let book = |name: &str| {
            let mut book = rust_xlsxwriter::Workbook::new();
            for (sheet, rows) in
                [("物业", ["姓名", "电话", "老板"]), ("名单", ["姓名", "组别", name])]
            {
                let page = book.add_worksheet();
                page.set_name(sheet).unwrap();
                page.write(0, 0, rows[0]).unwrap();
                page.write(0, 1, rows[1]).unwrap();
                page.write(1, 0, rows[2]).unwrap();
            }
            book.save_to_buffer().unwrap()
        };
        let look = |bytes: &[u8], request| {
            let about = (&[][..], false);
            seen(bytes, "r".to_owned(), request, about, Some(path.clone()), (Lang::Zh, &|_| true))
        };
        let first = look(&book("张伟"), RosterRequest::default());
        assert_eq!(first.people.unwrap()[0].name, "老板");
        let sheet = Some("名单".to_owned());
        let taken = look(&book("张伟"), RosterRequest { sheet, decided: true, ..first.request });
        let only_seen = look(&book("李娜"), RosterRequest::default());
        assert_eq!(only_seen.people.unwrap()[0].name, "老板", "nothing was taken yet");
        super::keep(&path, &taken.request).unwrap();
        let next = look(&book("李娜"), RosterRequest::default());
        assert_eq!(next.people.unwrap()[0].name, "李娜", "its first sheet tells the kind");
    }

    #[test]
    fn what_was_said_of_a_kind_of_list_holds_for_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config/rosters.json");
        let list = |name: &str| format!("房号,姓名\n1-101,{name}\n1-102,{name}\n").into_bytes();
        let look = |bytes: &[u8], request| {
            let about = (&[][..], false);
            let file = "r.csv".to_owned();
            seen(bytes, file, request, about, Some(path.clone()), (Lang::Zh, &|_| true))
        };
        let first = look(&list("张伟"), RosterRequest::default());
        assert!(first.people.is_err(), "two of one name");
        let choices = vec![Choice::new("房号", Some(Column::Mark))];
        let decided = RosterRequest { choices, decided: true, ..first.request };
        let taken = look(&list("张伟"), decided);
        assert_eq!(taken.people.unwrap()[1].display(), "张伟（1-102）");
        super::keep(&path, &taken.request).unwrap();
        let next = look(&list("李娜"), RosterRequest::default()).people.unwrap();
        assert_eq!(next[0].display(), "李娜（1-101）", "without being asked again");
        let other = look("姓名,备注\n甲,\n".as_bytes(), RosterRequest::default());
        assert!(other.request.choices.is_empty(), "another kind of list");
    }
}
