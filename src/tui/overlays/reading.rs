//! What the chair reads out: large, page by page with Space, and after the last page the act that it
//! was read for.
//!
//! Must not word it: the paragraphs are given.

use super::Outcome;
use crate::i18n::ui as words;
use crate::tui::act::Intent;
use crate::tui::input::Input;
use crate::tui::measure::{Names, wrap_names};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::cell::Cell;

/// A line of more cells is lost by an eye that goes back and forth to the room.
const WIDEST: u16 = 72;

#[derive(Debug, Clone)]
pub struct Reading {
    title: String,
    paragraphs: Vec<String>,
    /// What Space is called on the last page.
    last: String,
    then: Box<Intent>,
    page: usize,
    /// As the last frame had them; none before the first, so that a key that bounces reads nothing.
    pages: Cell<usize>,
}

impl Reading {
    pub fn new(title: String, paragraphs: Vec<String>, last: String, then: Intent) -> Self {
        let (then, page, pages) = (Box::new(then), 0, Cell::new(0));
        Self { title, paragraphs, last, then, page, pages }
    }

    /// What is read out, and what is done after it, with its name.
    pub fn read(&self) -> (&[String], &str, &Intent) {
        (&self.paragraphs, &self.last, &self.then)
    }

    pub(super) fn update(&mut self, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Ignored };
        if !key.modifiers.is_empty() {
            return Outcome::Ignored;
        }
        let last = self.page + 1 >= self.pages.get();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char(' ') if self.pages.get() == 0 => {}
            KeyCode::Char(' ') if last => return Outcome::Then((*self.then).clone()),
            KeyCode::Char(' ') | KeyCode::PageDown | KeyCode::Down | KeyCode::Right if !last => {
                self.page += 1;
            }
            KeyCode::PageUp | KeyCode::Up | KeyCode::Left | KeyCode::Backspace => {
                self.page = self.page.saturating_sub(1);
            }
            _ => {}
        }
        Outcome::Keep
    }

    /// The pages, each its lines; a free line between paragraphs, and where there is room between
    /// lines.
    fn broken(&self, pen: &Pen, room: Rect, names: &Names) -> Vec<Vec<String>> {
        let width = usize::from(room.width).max(2);
        let rows = usize::from(room.height).max(1);
        let paragraphs: Vec<Vec<String>> = self
            .paragraphs
            .iter()
            .map(|text| wrap_names(text, width, pen.look.width, names))
            .collect();
        let lines: usize = paragraphs.iter().map(Vec::len).sum();
        // One page of wide lines is read more easily than two; long texts keep close lines.
        let spaced = lines * 2 + paragraphs.len() <= rows || rows >= 20 && lines > rows;
        let mut pages: Vec<Vec<String>> = vec![Vec::new()];
        for paragraph in paragraphs {
            let height = paragraph.len() * if spaced { 2 } else { 1 };
            // A paragraph that fits on a page is not torn.
            let used = pages.last().map_or(0, Vec::len);
            if used > 0 && used + height > rows && height <= rows {
                pages.push(Vec::new());
            }
            for line in paragraph {
                if pages.last().is_some_and(|page| page.len() >= rows) {
                    pages.push(Vec::new());
                }
                if let Some(page) = pages.last_mut() {
                    page.push(line);
                    if spaced {
                        page.push(String::new());
                    }
                }
            }
            if let Some(page) = pages.last_mut().filter(|page| page.len() < rows) {
                page.push(String::new());
            }
        }
        pages.retain(|page| page.iter().any(|line| !line.is_empty()));
        pages
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let inner = pen.boxed(area, &self.title);
        if inner.height < 3 {
            return;
        }
        let width = inner.width.saturating_sub(4).min(WIDEST);
        let x = inner.x + (inner.width - width) / 2;
        let body = Rect { x, y: inner.y + 1, width, height: inner.height - 3 };
        let pages = self.broken(pen, body, ui.roster().names());
        self.pages.set(pages.len().max(1));
        let page = self.page.min(pages.len().saturating_sub(1));
        for (i, line) in pages.get(page).into_iter().flatten().enumerate() {
            let at = row(body, cells(i));
            if at.height > 0 {
                pen.text(at.x, at.y, at.width, line, theme.strong);
            }
        }
        let foot = Rect { y: inner.bottom() - 1, height: 1, ..inner };
        let hint = if page + 1 < pages.len() {
            words::reading_on(lang)
        } else {
            words::reading_last(lang, &self.last)
        };
        let place = words::reading_place(lang, page + 1, pages.len().max(1));
        let used = pen.right(foot, &place, theme.muted);
        pen.cut(foot.x, foot.y, foot.width.saturating_sub(used + 1), &hint, theme.key);
    }
}
