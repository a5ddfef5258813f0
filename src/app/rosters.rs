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
        let keep = self.setup.templates.as_deref().and_then(Path::parent);
        let keep = keep.map(|folder| folder.join("rosters.json"));
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
    let mut kinds = keep.as_deref().map(load).unwrap_or_default();
    let headers = headers(&reading);
    let place = kinds.iter().position(|kept| kept.headers == headers);
    if request.decided {
        if people.is_ok()
            && let Some(path) = keep
        {
            if let Some(place) = place {
                kinds.remove(place);
            }
            kinds.insert(0, kept(headers, &request));
            kinds.truncate(KINDS);
            // What cannot be kept is asked for again; the list itself is not hurt.
            let _ = save(&path, &kinds);
        }
    } else if let Some(kept) = place.and_then(|place| kinds.get(place)) {
        let there = |name: &String| reading.sheets.iter().any(|sheet| sheet.name == *name);
        request.sheet = kept.sheet.clone().filter(there);
        request.choices = choices(kept);
        Looked { reading, people } = look(&request);
    }
    let people = people.map_err(|faults| told(lang, &faults));
    RosterSeen { file, request, reading, people }
}

fn headers(reading: &Reading) -> Vec<String> {
    reading.columns.iter().map(|column| column.header.clone()).collect()
}

fn kept(headers: Vec<String>, request: &RosterRequest) -> Kept {
    let said = |choice: &Choice| {
        (choice.header().to_owned(), choice.column().map(|column| column.en().to_owned()))
    };
    let choices = request.choices.iter().map(said).collect();
    Kept { headers, sheet: request.sheet.clone(), choices }
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
    fn what_was_said_of_a_kind_of_list_holds_for_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Some(folder.path().join("config/rosters.json"));
        let list = |name: &str| format!("房号,姓名\n1-101,{name}\n1-102,{name}\n").into_bytes();
        let look = |bytes: &[u8], request| {
            seen(
                bytes,
                "r.csv".to_owned(),
                request,
                (&[], false),
                keep.clone(),
                (Lang::Zh, &|_| true),
            )
        };
        assert!(look(&list("张伟"), RosterRequest::default()).people.is_err(), "two of one name");
        let choices = vec![Choice::new("房号", Some(Column::Mark))];
        let decided = RosterRequest { choices, decided: true, ..RosterRequest::default() };
        let people = look(&list("张伟"), decided).people.unwrap();
        assert_eq!(people[1].display(), "张伟（1-102）");
        let next = look(&list("李娜"), RosterRequest::default()).people.unwrap();
        assert_eq!(next[0].display(), "李娜（1-101）", "without being asked again");
        let other = look("姓名,备注\n甲,\n".as_bytes(), RosterRequest::default());
        assert!(other.request.choices.is_empty(), "another kind of list");
    }
}
