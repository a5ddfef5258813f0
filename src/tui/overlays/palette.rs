//! The command line: the whole session script, and every act of every screen by its name, the
//! initials of its pinyin or its word in the script.

use super::Outcome;
use crate::domain::names;
use crate::i18n::{Lang, ui as words};
use crate::tui::act::{self, Act, Intent};
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::line::{Completion, Said};
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::theme::Theme;
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows of the list.
/// Rows for what is told of the chosen row.
const HINT: usize = 2;
const ROWS: u16 = 10;

/// The most that is completed: more is narrowed down by typing.
const COMPLETIONS: usize = 40;

#[derive(Debug, Clone, Default)]
pub struct Palette {
    pub line: Field,
    /// The chosen row, once the arrows were used.
    at: Option<usize>,
    pub error: Option<String>,
    /// The line whose time is far from now, and was asked about.
    asked: Option<String>,
}

/// What the line may become.
enum Row {
    Act(&'static Act),
    Line(Completion),
}

/// How near an act's name is to what was typed; None where it is another.
fn rank(lang: Lang, act: &Act, query: &str) -> Option<u8> {
    let title = (act.title)(lang).to_lowercase();
    if query.is_empty() || title.starts_with(query) {
        Some(0)
    } else if title.contains(query) || act.id.split('.').any(|word| word == query) {
        Some(1)
    } else if act.id.contains(query)
        || (lang == Lang::Zh && names::matches(query, &title).is_some())
    {
        Some(2)
    } else if is_subsequence(query, &title) || is_subsequence(query, act.id) {
        Some(3)
    } else {
        None
    }
}

impl Palette {
    /// The acts that the line names, the best first and those of this screen before others; then
    /// how a line of the script may go on.
    fn rows(&self, ui: &Ui) -> Vec<Row> {
        let typed = self.line.text();
        let query = typed.trim().to_lowercase();
        let mut found: Vec<(u8, bool, &Act)> = act::all()
            .filter_map(|act| {
                let elsewhere = act::screen_of(ui, act)? != ui.view;
                // Without a word only this screen's: all of them would be a book.
                if elsewhere && query.is_empty() {
                    return None;
                }
                Some((rank(ui.lang(), act, &query)?, elsewhere, act))
            })
            .collect();
        found.sort_by_key(|(rank, elsewhere, act)| (*rank, *elsewhere, act.scope.rank()));
        let acts = found.into_iter().map(|(_, _, act)| Row::Act(act));
        let lines = ui.complete.zip(ui.meeting()).filter(|_| !query.is_empty());
        let lines = lines.map(|(complete, m)| complete(typed, m)).unwrap_or_default();
        acts.chain(lines.into_iter().take(COMPLETIONS).map(Row::Line)).collect()
    }

    /// What the line says as a line of the session script.
    fn said(&self, ui: &Ui) -> Option<Result<Said, String>> {
        let text = self.line.text().trim();
        let read = ui.read_line.zip(ui.meeting()).filter(|_| !text.is_empty())?;
        let (read, meeting) = read;
        Some(read(ui.lang(), text, meeting, ui.now.at))
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) | Input::Burst(text) => {
                self.line.insert(text);
                self.at = None;
                return Outcome::Keep;
            }
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        let rows = self.rows(ui);
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Enter => return self.enter(ui, &rows),
            KeyCode::Tab => self.complete(&rows),
            KeyCode::Down if !rows.is_empty() => {
                self.at = Some(self.at.map_or(0, |at| (at + 1).min(rows.len() - 1)));
            }
            KeyCode::Up => self.at = self.at.and_then(|at| at.checked_sub(1)),
            _ if self.line.key(key) => {
                self.at = None;
                self.error = None;
            }
            _ => return Outcome::Ignored,
        }
        Outcome::Keep
    }

    /// The chosen completion, else the first, into the line.
    fn complete(&mut self, rows: &[Row]) {
        let chosen = self.at.and_then(|at| rows.get(at));
        let lines = || rows.iter().find(|row| matches!(row, Row::Line(_)));
        if let Some(Row::Line(completion)) = chosen.or_else(lines) {
            self.put(completion);
        }
    }

    fn put(&mut self, completion: &Completion) {
        let begin = self.line.text().get(..completion.range.start).unwrap_or_default();
        let space = if completion.text.ends_with('=') { "" } else { " " };
        self.line = Field::line(format!("{begin}{}{space}", completion.text));
        (self.at, self.error) = (None, None);
    }

    /// A chosen row is taken; else the line is read as script; else the best named act is done.
    fn enter(&mut self, ui: &Ui, rows: &[Row]) -> Outcome {
        let lang = ui.lang();
        match self.at.and_then(|at| rows.get(at)) {
            Some(Row::Act(act)) => return self.take(ui, act),
            Some(Row::Line(completion)) => {
                self.put(completion);
                return Outcome::Keep;
            }
            None => {}
        }
        let text = self.line.text().trim();
        if text.is_empty() {
            return Outcome::Close;
        }
        let why = match self.said(ui) {
            Some(Ok(said)) => match ui.far_time(&said) {
                Some(when) if self.asked.as_deref() != Some(text) => {
                    self.asked = Some(text.to_owned());
                    self.error = Some(words::palette_far(lang, when));
                    return Outcome::Keep;
                }
                _ => return Outcome::Submit { command: said.command, at: said.at },
            },
            Some(Err(why)) => why,
            None => words::palette_no_script(lang),
        };
        let query = text.to_lowercase();
        // Enter alone does what is named; what is merely like it is chosen first.
        let named = |row: &&Row| matches!(row, Row::Act(act) if rank(lang, act, &query) < Some(3));
        if let Some(Row::Act(act)) = rows.iter().find(named) {
            return self.take(ui, act);
        }
        self.error = Some(why);
        Outcome::Keep
    }

    fn take(&mut self, ui: &Ui, act: &'static Act) -> Outcome {
        match act::check_anywhere(ui, act) {
            Ok(Intent::Submit(command)) => Outcome::Submit { command, at: None },
            Ok(intent) => Outcome::Then(intent),
            Err(why) => {
                self.error = Some(why);
                Outcome::Keep
            }
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let width = area.width.saturating_sub(4).min(84);
        let inner = pen.boxed(super::middle(area, width, ROWS + 6), &words::palette_title(lang));
        if inner.height < 3 {
            return;
        }
        pen.text(inner.x, inner.y, 2, ":", theme.key);
        let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), ..row(inner, 0) };
        self.line.draw(pen, field, true);
        let rows = self.rows(ui);
        let (hint, style) = self.hint(ui, &rows, &theme);
        // What is told of the chosen row is told whole: its own row may be too short for it.
        let hint = wrap(&hint, usize::from(inner.width).max(8), pen.look.width);
        let hint = hint.get(..hint.len().min(HINT)).unwrap_or_default();
        for (i, text) in (1..).zip(hint) {
            let line = row(inner, i);
            pen.cut(line.x, line.y, line.width, text, style);
        }
        let above = (1 + cells(HINT)).min(inner.height);
        let body = Rect { y: inner.y + above, height: inner.height - above, ..inner };
        if rows.is_empty() {
            pen.cut(body.x, body.y, body.width, &words::palette_none(lang), theme.muted);
        }
        let window = list::window(self.at.unwrap_or(0), rows.len(), usize::from(body.height));
        for (i, at) in window.enumerate() {
            let line = row(body, cells(i));
            let chosen = self.at == Some(at);
            list::chosen(pen, line, chosen);
            match rows.get(at) {
                Some(Row::Act(act)) => draw_act(pen, line, ui, act, chosen),
                Some(Row::Line(completion)) => {
                    let style = if chosen { theme.selected } else { theme.text };
                    let (x, width) = (line.x + 2, line.width.saturating_sub(2));
                    pen.cut(x, line.y, 24.min(width), &completion.text, style);
                    let rest = width.saturating_sub(26);
                    pen.cut(x + 26, line.y, rest, &completion.detail, theme.muted);
                }
                None => {}
            }
        }
    }

    /// What went wrong; else what the chosen row does, or the line as it stands.
    fn hint(&self, ui: &Ui, rows: &[Row], theme: &Theme) -> (String, Style) {
        let lang = ui.lang();
        if let Some(error) = &self.error {
            return (error.clone(), theme.warning);
        }
        if let Some(Row::Act(act)) = self.at.and_then(|at| rows.get(at)) {
            return (said_of(ui, act).1, theme.muted);
        }
        match self.said(ui) {
            Some(Ok(said)) => match ui.decide(&said.command) {
                // A time of its own is the host's to judge.
                Err(why) if said.at.is_none() => (words::palette_refused(lang, why), theme.warning),
                Ok(()) | Err(_) => (words::palette_line(lang), theme.good),
            },
            Some(Err(_)) | None => (words::palette_hint(lang), theme.muted),
        }
    }
}

/// Whether an act can be had, and what it does or why not, with its screen where that is another.
fn said_of(ui: &Ui, act: &'static Act) -> (bool, String) {
    let lang = ui.lang();
    let why = act::check_anywhere(ui, act).err();
    let can = why.is_none();
    let text = why.unwrap_or_else(|| (act.help)(lang));
    match act::screen_of(ui, act).filter(|view| *view != ui.view) {
        Some(view) => (can, words::palette_elsewhere(lang, view.name(lang), text)),
        None => (can, text),
    }
}

fn draw_act(pen: &mut Pen, line: Rect, ui: &Ui, act: &'static Act, chosen: bool) {
    let theme = pen.look.theme;
    let (can, text) = said_of(ui, act);
    let quiet = if can { theme.text } else { theme.muted };
    let style = if chosen { theme.selected } else { quiet };
    let keys = ui.keys(act).first().map(ToString::to_string).unwrap_or_default();
    let (x, width) = (line.x + 2, line.width.saturating_sub(2));
    pen.cut(x, line.y, 14.min(width), &(act.title)(ui.lang()), style);
    pen.cut(x + 16, line.y, 9.min(width.saturating_sub(16)), &keys, theme.key);
    pen.cut(x + 26, line.y, width.saturating_sub(26), &text, theme.muted);
}

fn is_subsequence(query: &str, text: &str) -> bool {
    let mut chars = text.chars();
    query.chars().all(|c| chars.any(|other| other == c))
}
