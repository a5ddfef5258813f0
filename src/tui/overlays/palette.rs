//! The command line: the whole session script, and every act by its name.

use super::Outcome;
use crate::domain::stamp::Moment;
use crate::i18n::{terms, ui as words};
use crate::tui::act::{self, Act, Intent};
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use chrono::{NaiveDate, TimeDelta};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// Rows of the list of acts.
const ROWS: u16 = 8;

#[derive(Debug, Clone, Default)]
pub struct Palette {
    pub line: Field,
    /// The chosen act, once the arrows were used.
    at: Option<usize>,
    pub error: Option<String>,
    /// The line whose time is far from now, and was asked about.
    asked: Option<String>,
}

/// A time that is later than now by more than this is asked about, for it moves the meeting's clock;
/// one that is earlier by more, unless it is of the meeting's own day: a record may be written later.
const AHEAD: TimeDelta = TimeDelta::minutes(10);
const BACK: TimeDelta = TimeDelta::hours(12);

fn is_far(at: Moment, now: Moment, day: NaiveDate) -> bool {
    at - now > AHEAD || (now - at > BACK && at.date_naive() != day)
}

impl Palette {
    /// The acts that the line names, the best first.
    fn matches(&self, ui: &Ui) -> Vec<&'static Act> {
        let query = self.line.text().trim().to_lowercase();
        let acts = act::of_view(ui.view).into_iter();
        let mut found: Vec<(u8, &Act)> = acts
            .filter_map(|act| {
                let title = (act.title)(ui.lang()).to_lowercase();
                let rank = if query.is_empty() || title.starts_with(&query) {
                    0
                } else if title.contains(&query) || act.id.contains(query.as_str()) {
                    1
                } else if is_subsequence(&query, &title) || is_subsequence(&query, act.id) {
                    2
                } else {
                    return None;
                };
                Some((rank, act))
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, act)| act).collect()
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
        let count = self.matches(ui).len();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Enter => return self.enter(ui),
            KeyCode::Down if count > 0 => {
                self.at = Some(self.at.map_or(0, |at| (at + 1).min(count - 1)));
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

    /// A chosen act is done; else the line is read as script; else the best named act is done.
    fn enter(&mut self, ui: &Ui) -> Outcome {
        let lang = ui.lang();
        let matches = self.matches(ui);
        if let Some(act) = self.at.and_then(|at| matches.get(at)) {
            return self.take(ui, act);
        }
        let text = self.line.text().trim();
        if text.is_empty() {
            return Outcome::Close;
        }
        let day = ui.meeting().map_or_else(|| ui.now.at.date_naive(), |m| m.session.day());
        let said = ui
            .read_line
            .zip(ui.meeting())
            .map(|(read, meeting)| read(lang, text, meeting, ui.now.at));
        let why = match said {
            Some(Ok(said)) => match said.at.filter(|at| is_far(*at, ui.now.at, day)) {
                Some(at) if self.asked.as_deref() != Some(text) => {
                    let when =
                        format!("{} {}", terms::date(lang, at.date_naive()), terms::time(at));
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
        let named = |act: &&&Act| (act.title)(lang).to_lowercase().contains(&query);
        if let Some(act) = matches.iter().find(named) {
            return self.take(ui, act);
        }
        self.error = Some(why);
        Outcome::Keep
    }

    fn take(&mut self, ui: &Ui, act: &Act) -> Outcome {
        match act::check(ui, act) {
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
        let width = area.width.saturating_sub(4).min(76);
        let inner = pen.boxed(super::middle(area, width, ROWS + 5), &words::palette_title(lang));
        if inner.height < 3 {
            return;
        }
        pen.text(inner.x, inner.y, 2, ":", theme.key);
        let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), ..row(inner, 0) };
        self.line.draw(pen, field, true);
        let matches = self.matches(ui);
        // What an act does is said whole where it is chosen, beside it as far as there is room.
        let said = |act: &Act| act::check(ui, act).err().unwrap_or_else(|| (act.help)(lang));
        let chosen = self.at.and_then(|at| matches.get(at));
        let hint = self.error.clone().or_else(|| chosen.map(|act| said(act)));
        let hint = hint.unwrap_or_else(|| words::palette_hint(lang));
        let style = if self.error.is_some() { theme.warning } else { theme.muted };
        pen.cut(inner.x, inner.y + 1, inner.width, &hint, style);
        let body = Rect { y: inner.y + 2, height: inner.height - 2, ..inner };
        if matches.is_empty() {
            pen.cut(body.x, body.y, body.width, &words::palette_none(lang), theme.muted);
        }
        let window = list::window(self.at.unwrap_or(0), matches.len(), usize::from(body.height));
        for (i, at) in window.enumerate() {
            let Some(act) = matches.get(at) else { continue };
            let line = row(body, cells(i));
            let chosen = self.at == Some(at);
            list::chosen(pen, line, chosen);
            let why = act::check(ui, act).err();
            let quiet = if why.is_some() { theme.muted } else { theme.text };
            let style = if chosen { theme.selected } else { quiet };
            let keys = ui.keys(act).first().map(ToString::to_string).unwrap_or_default();
            let (x, width) = (line.x + 2, line.width.saturating_sub(2));
            pen.cut(x, line.y, 14.min(width), &(act.title)(lang), style);
            pen.cut(x + 16, line.y, 9.min(width.saturating_sub(16)), &keys, theme.key);
            let text = why.unwrap_or_else(|| (act.help)(lang));
            pen.cut(x + 26, line.y, width.saturating_sub(26), &text, theme.muted);
        }
    }
}

fn is_subsequence(query: &str, text: &str) -> bool {
    let mut chars = text.chars();
    query.chars().all(|c| chars.any(|other| other == c))
}
