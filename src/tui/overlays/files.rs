//! Choosing a file without typing: the folders and fitting files of a folder, or a path that is
//! pasted.
//!
//! Must not read the disk: the app lists folders and answers.

use super::{Outcome, middle};
use crate::i18n::ui::prepare as words;
use crate::tui::effect::{Effect, Wanted};
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// What stands in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    pub name: String,
    pub path: PathBuf,
    pub is_folder: bool,
}

/// A folder as the app found it, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    pub folder: PathBuf,
    pub entries: Vec<FileEntry>,
    pub fault: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Files {
    wanted: Wanted,
    /// None until the app has answered.
    listing: Option<Listing>,
    at: usize,
    typed: Field,
    /// A file is being read; Esc forgets about it.
    reading: bool,
    /// How many people of it were read.
    read: usize,
}

const ROWS: u16 = 12;

impl Files {
    /// Lets a file be chosen.
    pub(in crate::tui) fn open(ui: &mut Ui, wanted: Wanted) -> Vec<Effect> {
        ui.overlays.push(Self { wanted, ..Self::default() }.into());
        vec![Effect::Browse { folder: None, wanted }]
    }

    /// Whether it waits for a file of this kind to be read.
    pub(in crate::tui) fn awaits(&self, wanted: Wanted) -> bool {
        self.reading && self.wanted == wanted
    }

    fn browse(&self, folder: PathBuf) -> Outcome {
        Outcome::Ask(Effect::Browse { folder: Some(folder), wanted: self.wanted })
    }

    fn read(&mut self, path: PathBuf) -> Outcome {
        (self.reading, self.read) = (true, 0);
        Outcome::Ask(Effect::ReadFile { path, wanted: self.wanted })
    }

    pub fn show(&mut self, listing: Listing) {
        self.listing = Some(listing);
        self.at = 0;
        // A path that was typed was that of a folder.
        if std::mem::take(&mut self.reading) {
            self.typed.set("");
        }
    }

    /// So many people of the file have been read; false where none is being read.
    pub(in crate::tui) fn has_read(&mut self, people: usize) -> bool {
        self.read = people;
        self.reading
    }

    /// The entries that what is typed leaves.
    fn found(&self) -> Vec<&FileEntry> {
        let typed = self.typed.text().trim().to_lowercase();
        let entries = self.listing.iter().flat_map(|listing| &listing.entries);
        entries.filter(|entry| entry.name.to_lowercase().contains(&typed)).collect()
    }

    /// What was pasted as a path: without quotes, as file managers give it.
    fn pasted(&self) -> Option<PathBuf> {
        let typed = self.typed.text().trim().trim_matches(['"', '\'']);
        let path = typed.strip_prefix("file://").unwrap_or(typed);
        let is_path = path.contains(['/', '\\']);
        is_path.then(|| PathBuf::from(path))
    }

    pub(super) fn update(&mut self, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
            _ if self.reading => return Outcome::Keep,
            Input::Paste(text) | Input::Burst(text) => {
                self.typed.insert(text);
                self.at = 0;
                return Outcome::Keep;
            }
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            _ if self.reading => {}
            KeyCode::Down => self.at = (self.at + 1).min(self.found().len().saturating_sub(1)),
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            KeyCode::Left if self.typed.text().is_empty() => return self.go_up(),
            KeyCode::Enter => return self.enter(),
            _ if self.typed.key(key) => self.at = 0,
            _ => return Outcome::Ignored,
        }
        Outcome::Keep
    }

    fn go_up(&mut self) -> Outcome {
        let up = self.listing.as_ref().and_then(|listing| listing.folder.parent());
        match up.map(PathBuf::from) {
            Some(up) => self.browse(up),
            None => Outcome::Keep,
        }
    }

    fn enter(&mut self) -> Outcome {
        if let Some(path) = self.pasted() {
            return self.read(path);
        }
        let Some(entry) = self.found().get(self.at).copied().cloned() else {
            return Outcome::Keep;
        };
        if entry.is_folder {
            self.typed.set("");
            return self.browse(entry.path);
        }
        self.read(entry.path)
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (ui.lang(), pen.look.theme);
        let (title, none) = match self.wanted {
            Wanted::Roster => (words::title_files(lang), words::no_files(lang)),
            Wanted::Sessions => (words::title_containers(lang), words::no_containers(lang)),
        };
        let inner = pen.boxed(middle(area, 68, ROWS + 6), &title);
        if inner.height < 4 {
            return;
        }
        let folder = self.listing.as_ref().map(|listing| listing.folder.display().to_string());
        let folder = folder.unwrap_or_default();
        pen.cut(inner.x, inner.y, inner.width, &folder, theme.muted);
        self.typed.draw(pen, row(inner, 1), true);
        pen.cut(inner.x, inner.bottom() - 1, inner.width, &words::files_hint(lang), theme.muted);
        let body = Rect { y: inner.y + 2, height: inner.height - 3, ..inner };
        let Some(listing) = self.listing.as_ref().filter(|_| !self.reading) else {
            let text = match self.read {
                0 => words::reading(lang),
                people => words::reading_at(lang, people),
            };
            pen.cut(body.x, body.y, body.width, &text, theme.muted);
            return;
        };
        if let Some(fault) = &listing.fault {
            pen.cut(body.x, body.y, body.width, fault, theme.warning);
            return;
        }
        let found = self.found();
        if found.is_empty() {
            pen.cut(body.x, body.y, body.width, &none, theme.muted);
        }
        for (i, at) in list::window(self.at, found.len(), usize::from(body.height)).enumerate() {
            let Some(entry) = found.get(at) else { continue };
            let line = row(body, cells(i));
            list::chosen(pen, line, at == self.at);
            let style = if at == self.at { theme.selected } else { theme.text };
            let name =
                if entry.is_folder { format!("{}/", entry.name) } else { entry.name.clone() };
            pen.cut(line.x + 2, line.y, line.width.saturating_sub(2), &name, style);
        }
    }
}
