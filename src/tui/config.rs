//! The user's settings as the screen needs them: themes, orders and keys from what a file says.
//!
//! Pure: `plan` reads the text, the command line the file. Must not open anything.

use crate::document::prompts::Templates;
use crate::document::request::HouseStyle;
use crate::document::snippets::Snippets;
use crate::domain::names::ListOrder;
use crate::inputs::config::{Binding, Config, fault_at};
use crate::inputs::{Fault, FaultKind, nearest_word};
use crate::tui::act::{self, Act};
use crate::tui::key::Chord;
use crate::tui::keymap::Keymap;
use std::path::PathBuf;

/// What the user would have otherwise than the program has it.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub keymap: Keymap,
    /// The user's templates of the chair's words; the program's own where there are none.
    pub words: Option<Templates>,
    /// The user's set phrases for the minutes.
    pub snippets: Option<Snippets>,
    pub order: ListOrder,
    /// Rings when a speech's time is nearly up and when it is.
    pub bell: bool,
    /// What the office has set for its documents.
    pub house: HouseStyle,
    /// Where the documents of a session are offered to go: into a folder of its own here.
    pub documents: PathBuf,
    /// What is wrong with the settings, to be said once the screen is there.
    pub notice: Option<String>,
}

/// The keymap of a configuration, and every binding that cannot be had, in the order of the file.
pub fn keymap(config: &Config, file: &str) -> (Keymap, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut wanted: Vec<(&'static Act, Vec<Chord>)> = Vec::new();
    for binding in &config.keys {
        let Some(act) = act::all().find(|act| act.id == binding.act) else {
            let ids: Vec<&str> = act::all().map(|act| act.id).collect();
            let nearest = nearest_word(&binding.act, &ids).map(str::to_owned);
            let kind = FaultKind::UnknownAct { id: binding.act.clone(), nearest };
            faults.push(fault_at(file, binding.at, kind));
            continue;
        };
        let before = faults.len();
        let keys = chords(binding, file, &mut faults);
        // An act whose only key cannot be read keeps its own; an empty list means none.
        if faults.len() == before || !keys.is_empty() {
            wanted.push((act, keys));
        }
    }
    let (map, refused) = Keymap::bind(wanted);
    for taken in refused {
        let binding = config.keys.iter().find(|binding| binding.act == taken.act);
        let kind = FaultKind::KeyTaken {
            id: taken.act.to_owned(),
            chord: taken.chord.to_string(),
            by: taken.by.to_owned(),
        };
        let at = binding.map_or((1, 1), |binding| place_of(binding, taken.chord));
        faults.push(fault_at(file, at, kind));
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    (map, faults)
}

fn chords(binding: &Binding, file: &str, faults: &mut Vec<Fault>) -> Vec<Chord> {
    let mut chords = Vec::new();
    for (text, at) in &binding.keys {
        match Chord::parse(text) {
            Some(chord) if !chords.contains(&chord) => chords.push(chord),
            Some(_) => {}
            None => {
                let kind = FaultKind::BadChord { id: binding.act.clone(), text: text.clone() };
                faults.push(fault_at(file, *at, kind));
            }
        }
    }
    chords
}

fn place_of(binding: &Binding, chord: Chord) -> (u32, u32) {
    let key = binding.keys.iter().find(|(text, _)| Chord::parse(text) == Some(chord));
    key.map_or(binding.at, |(_, at)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::config::read_config;
    use crate::tui::key::{ctrl, f};
    use crate::tui::view::View;

    fn read(text: &str) -> (Keymap, Vec<(u32, u32)>, Vec<FaultKind>) {
        let (config, faults) = read_config(text.as_bytes(), "config.toml");
        assert!(faults.list.is_empty(), "{faults:?}");
        let (map, faults) = keymap(&config, "config.toml");
        let places = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        (map, places, faults.into_iter().map(|fault| fault.kind).collect())
    }

    #[test]
    fn keys_of_a_file_are_bound() {
        let (map, _, faults) =
            read("[keys]\nfloor.give = [\"ctrl-g\", \"Alt-x\"]\n\"roll.count\" = \"Alt-n\"\n");
        assert_eq!(faults, []);
        assert_eq!(map.resolve(View::Desk, ctrl('g')).map(|act| act.id), Some("floor.give"));
        let count = Chord::parse("Alt-N").unwrap();
        assert_eq!(map.resolve(View::Desk, count).map(|act| act.id), Some("roll.count"));
    }

    #[test]
    fn what_cannot_be_bound_is_told_with_its_place() {
        let (map, places, kinds) = read(
            "[keys]\nfloor.giv = \"F12\"\nfloor.give = \"Ctrl-Blah\"\n\
             floor.stop = [\"Alt-k\", \"Ctrl-Z\"]\nroll.count = [\"Ctrl-I\", \"Alt-c\"]\n",
        );
        assert_eq!(places, [(2, 13), (3, 14), (4, 24), (5, 15)]);
        let id = |id: &str| id.to_owned();
        assert_eq!(
            kinds,
            [
                FaultKind::UnknownAct { id: id("floor.giv"), nearest: Some(id("floor.give")) },
                FaultKind::BadChord { id: id("floor.give"), text: id("Ctrl-Blah") },
                FaultKind::KeyTaken { id: id("floor.stop"), chord: id("Ctrl-Z"), by: id("undo") },
                FaultKind::BadChord { id: id("roll.count"), text: id("Ctrl-I") },
            ]
        );
        assert_eq!(map.resolve(View::Desk, f(3)).map(|act| act.id), Some("floor.give"));
        assert_eq!(map.resolve(View::Desk, f(8)).map(|act| act.id), Some("floor.stop"));
        assert!(map.resolve(View::Desk, ctrl('t')).is_none());
    }

    #[test]
    fn an_empty_list_takes_the_keys_away() {
        let (map, _, faults) = read("[keys]\nfloor.stop = []\nhelp = []\n");
        assert_eq!(faults, []);
        assert!(map.resolve(View::Desk, f(8)).is_none());
        assert_eq!(map.resolve(View::Desk, f(1)).map(|act| act.id), Some("help"));
    }
}
