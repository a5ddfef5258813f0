//! Choosing documents, their format and their folder, with a look at them before they are saved.
//!
//! Must not write a file: it comes to an effect, and the app tells what became of it.

use super::scroll::turned;
use super::{Outcome, middle};
use crate::document::papers;
use crate::document::request::{Format, Paper, PaperRequest};
use crate::export::{self, Doc, txt};
use crate::i18n::Lang;
use crate::i18n::ui::export as words;
use crate::tui::act::Intent;
use crate::tui::effect::{Effect, Export as Wanted};
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::measure::{Width, wrap};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use std::path::PathBuf;
use strum::VariantArray as _;

const WIDTH: u16 = 76;
/// The whole set, and every document.
const ROWS: usize = Paper::VARIANTS.len() + 1;

#[derive(Debug, Clone)]
pub struct Export {
    at: usize,
    /// The place of each document's format among those it has.
    formats: [usize; Paper::VARIANTS.len()],
    folder: Field,
    in_folder: bool,
    preview: Option<Preview>,
    error: Option<String>,
}

#[derive(Debug, Clone)]
struct Preview {
    name: String,
    text: String,
    top: usize,
}

impl Export {
    /// Into a folder named after the session, beside the user's other documents.
    pub fn new(ui: &Ui) -> Self {
        let id = ui.meeting().map(|m| m.session.plan.id.clone()).unwrap_or_default();
        let folder = ui.settings.documents.join(id).display().to_string();
        Self {
            at: 0,
            formats: [0; Paper::VARIANTS.len()],
            folder: Field::line(folder),
            in_folder: false,
            preview: None,
            error: None,
        }
    }

    fn paper(&self) -> Option<Paper> {
        Paper::VARIANTS.get(self.at.checked_sub(1)?).copied()
    }

    pub(super) const fn takes_text(&self) -> bool {
        self.in_folder && self.preview.is_none()
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) | Input::Burst(text) if self.takes_text() => {
                self.folder.insert(text);
                return Outcome::Keep;
            }
            Input::Paste(_) | Input::Burst(_) => return Outcome::Keep,
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        if !key.modifiers.is_empty() && !self.takes_text() {
            return Outcome::Ignored;
        }
        self.error = None;
        if key.code == KeyCode::F(2) {
            return self.go(ui);
        }
        if let Some(preview) = &mut self.preview {
            if matches!(key.code, KeyCode::Esc | KeyCode::F(3) | KeyCode::Enter) {
                self.preview = None;
            } else {
                preview.turn(ui, key.code);
            }
            return Outcome::Keep;
        }
        match key.code {
            KeyCode::Esc => Outcome::Close,
            KeyCode::Enter => self.go(ui),
            KeyCode::Tab | KeyCode::BackTab => {
                self.in_folder = !self.in_folder;
                Outcome::Keep
            }
            KeyCode::F(3) => {
                self.look(ui);
                Outcome::Keep
            }
            _ if self.in_folder => self.edit(key),
            code => self.choose(code),
        }
    }

    fn edit(&mut self, key: KeyEvent) -> Outcome {
        if self.folder.key(key) { Outcome::Keep } else { Outcome::Ignored }
    }

    fn choose(&mut self, code: KeyCode) -> Outcome {
        match code {
            KeyCode::Down => self.at = (self.at + 1).min(ROWS - 1),
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            KeyCode::Char(c) => {
                let row = c.to_digit(10).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
                self.at = row.filter(|row| *row < ROWS).unwrap_or(self.at);
                if c == ' ' {
                    self.turn(1);
                }
            }
            KeyCode::Right => self.turn(1),
            KeyCode::Left => self.turn(-1),
            _ => {}
        }
        Outcome::Keep
    }

    /// The next format of the chosen document, or the one before.
    fn turn(&mut self, by: isize) {
        let Some(count) = self.paper().map(|paper| formats(paper).len()) else { return };
        if let Some(format) = self.formats.get_mut(self.at - 1) {
            *format =
                format.saturating_add_signed(by + isize::try_from(count).unwrap_or(0)) % count;
        }
    }

    fn format(&self, place: usize, paper: Paper) -> Option<Format> {
        formats(paper).get(self.formats.get(place).copied().unwrap_or(0)).copied()
    }

    fn go(&mut self, ui: &Ui) -> Outcome {
        let folder = self.folder.text().trim();
        if folder.is_empty() {
            self.error = Some(words::no_folder(ui.lang()));
            self.in_folder = true;
            self.preview = None;
            return Outcome::Keep;
        }
        let docs = match self.paper() {
            None => Doc::all().collect(),
            Some(paper) => {
                let format = self.format(self.at - 1, paper);
                format.map(|format| Doc::Paper(paper, format)).into_iter().collect()
            }
        };
        let wanted = Wanted { docs, folder: PathBuf::from(folder), replace: false };
        Outcome::Then(Intent::Effect(Effect::Export(wanted)))
    }

    /// The text of the chosen document as it would be saved; of the whole set the notice, which
    /// goes to the public.
    fn look(&mut self, ui: &Ui) {
        let paper = self.paper().unwrap_or(Paper::Notice);
        let order = ui.settings.order;
        let house = &ui.settings.house;
        let asked = PaperRequest { order, ..PaperRequest::new(ui.lang(), house) };
        let made = ui.ledger().and_then(|ledger| papers::make(paper, ledger, &asked));
        match made {
            Some(made) => {
                // What is masked stands first, so that it is looked at before it is saved.
                let mut text = String::new();
                for found in &made.masked {
                    text += &words::masked_one(ui.lang(), &found.what, &found.instead);
                    text.push('\n');
                }
                if !made.masked.is_empty() {
                    let count = made.masked.len();
                    text = words::masked(ui.lang(), count) + "\n" + &text + "\n";
                }
                text += &txt::write(&made.doc);
                self.preview = Some(Preview { name: name(ui.lang(), paper), text, top: 0 });
            }
            None => self.error = Some(words::nothing(ui.lang())),
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        if let Some(preview) = &self.preview {
            preview.draw(pen, area);
            return;
        }
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let height = cells(ROWS + 6);
        let inner = pen.boxed(middle(area, WIDTH, height), &words::title(lang));
        if inner.height < 6 {
            return;
        }
        let rows = usize::from(inner.height - 4);
        let shown = list::window(self.at, ROWS, rows);
        for (i, place) in shown.enumerate() {
            let line = row(inner, cells(i));
            let chosen = place == self.at;
            list::chosen(pen, line, chosen && !self.in_folder);
            let style = if chosen && !self.in_folder { theme.selected } else { theme.text };
            let x = line.x + 2;
            pen.cut(x, line.y, 2, &(place + 1).to_string(), theme.muted);
            let paper = place.checked_sub(1).and_then(|i| Paper::VARIANTS.get(i).copied());
            let title = paper.map_or_else(|| words::whole(lang), |paper| name(lang, paper));
            pen.cut(x + 3, line.y, 23, &title, style);
            let Some(paper) = paper else {
                let about = words::whole_formats(lang, Doc::all().count());
                pen.cut(x + 27, line.y, line.width.saturating_sub(29), &about, theme.muted);
                continue;
            };
            let own = self.format(place - 1, paper);
            let mut at = x + 27;
            for format in formats(paper) {
                let mark = own == Some(format);
                let text = if mark {
                    format!("[{}]", format.into_str())
                } else {
                    format!(" {} ", format.into_str())
                };
                let style = if mark { style } else { theme.muted };
                at += pen.cut(at, line.y, line.right().saturating_sub(at), &text, style);
            }
        }
        let line = row(inner, inner.height - 3);
        let label = words::folder(lang);
        let used = pen.cut(line.x, line.y, line.width, &label, theme.text);
        let field = Rect { x: line.x + used, width: line.width.saturating_sub(used), ..line };
        self.folder.draw(pen, field, self.in_folder);
        let hint = if self.in_folder { words::folder_hint(lang) } else { words::hint(lang) };
        let (text, style) = match &self.error {
            Some(error) => (error, theme.warning),
            None => (&hint, theme.muted),
        };
        pen.cut(inner.x, inner.bottom() - 1, inner.width, text, style);
    }
}

impl Preview {
    fn rows(&self, room: usize, width: Width) -> Vec<String> {
        self.text.lines().flat_map(|line| wrap(line, room.max(2), width)).collect()
    }

    fn turn(&mut self, ui: &Ui, code: KeyCode) {
        let (columns, lines) = ui.size;
        let page = usize::from(lines.saturating_sub(8)).max(1);
        let rows = self.rows(usize::from(columns.saturating_sub(4)), ui.look.width).len();
        let last = rows.saturating_sub(page);
        self.top = match code {
            KeyCode::Home => 0,
            KeyCode::End => last,
            code => turned(self.top, code, page).unwrap_or(self.top),
        }
        .min(last);
    }

    /// Over the whole view: what stands behind holds the names that the notice masks.
    fn draw(&self, pen: &mut Pen, area: Rect) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let inner = pen.boxed(area, &words::preview(lang, &self.name));
        if inner.height < 3 {
            return;
        }
        let rows = self.rows(usize::from(inner.width), pen.look.width);
        let shown = rows.iter().skip(self.top).take(usize::from(inner.height - 2));
        for (i, line) in shown.enumerate() {
            let at = row(inner, cells(i));
            pen.cut(at.x, at.y, at.width, line, theme.text);
        }
        let hint = words::preview_hint(lang);
        pen.cut(inner.x, inner.bottom() - 1, inner.width, &hint, theme.muted);
    }
}

/// The formats of a document that this build writes.
fn formats(paper: Paper) -> Vec<Format> {
    paper.formats().iter().copied().filter(|f| export::has_writer(*f)).collect()
}

fn name(lang: Lang, paper: Paper) -> String {
    match paper {
        Paper::Notice => words::notice(lang),
        other => crate::i18n::paper::name_of(lang, other.into_str()),
    }
}
