//! The keys of the screen beneath and what each does, from the table of acts; those that are not to
//! be had now stand below the reason.

use super::scroll::turned;
use super::{Outcome, middle};
use crate::i18n::ui as words;
use crate::tui::act::{self, Act, Scope};
use crate::tui::input::Input;
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Help {
    view: View,
    top: usize,
}

/// Whether a scope stands under a head.
type Belongs = fn(Scope) -> bool;

enum Row {
    Head(String),
    /// With whether it can be had now, and the first line of what it does.
    Act(&'static Act, bool, String),
    /// More of what was said of the act above.
    More(String),
    /// Why those below it are not to be had.
    Why(String),
}

/// Where the words on an act begin.
const SAID: u16 = 30;

impl Help {
    pub fn new(ui: &Ui) -> Self {
        Self { view: ui.view, top: 0 }
    }

    fn rows(&self, ui: &Ui) -> Vec<Row> {
        let lang = ui.lang();
        let heads: [(String, Belongs); 3] = [
            (words::help_here(lang), is_of_screen),
            (words::help_session(lang), |scope| scope != Scope::Global && !is_of_screen(scope)),
            (words::help_everywhere(lang), |scope| scope == Scope::Global),
        ];
        let acts = act::of_view(self.view);
        let mut rows = Vec::new();
        for (head, belongs) in heads {
            let mut of_head = acts.iter().filter(|act| belongs(act.scope)).peekable();
            if of_head.peek().is_some() {
                rows.push(Row::Head(head));
            }
            let mut refused: Vec<(String, Vec<&'static Act>)> = Vec::new();
            for act in of_head {
                match act::check(ui, act) {
                    Ok(_) => add(ui, &mut rows, act, true),
                    Err(why) => match refused.iter_mut().find(|(known, _)| *known == why) {
                        Some((_, acts)) => acts.push(act),
                        None => refused.push((why, vec![act])),
                    },
                }
            }
            for (why, acts) in refused {
                let why = wrap(&words::help_not_now(lang, why), inner_width(ui), ui.look.width);
                rows.extend(why.into_iter().map(Row::Why));
                for act in acts {
                    add(ui, &mut rows, act, false);
                }
            }
        }
        rows
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Keep };
        let page = usize::from(ui.size.1.saturating_sub(8)).max(1);
        let last = self.rows(ui).len().saturating_sub(page);
        match key.code {
            KeyCode::Esc | KeyCode::F(1) | KeyCode::Enter | KeyCode::Char('?') => {
                return Outcome::Close;
            }
            _ => {}
        }
        let turned = turned(self.top, key.code, page);
        if turned.is_none() && !key.modifiers.is_empty() {
            return Outcome::Ignored;
        }
        self.top = turned.unwrap_or(self.top).min(last);
        Outcome::Keep
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let frame = middle(area, frame_width(area.width), area.height);
        let inner = pen.boxed(frame, &words::help_title(lang, self.view.name(lang)));
        let room = inner.height.saturating_sub(1);
        let shown = self.rows(ui).into_iter().skip(self.top).take(usize::from(room));
        for (i, line) in shown.enumerate() {
            let at = row(inner, cells(i));
            match line {
                Row::Head(head) => pen.rule(at, &head),
                Row::Act(act, can, text) => {
                    let keys: Vec<String> = ui.keys(act).iter().map(ToString::to_string).collect();
                    let quiet = if can { theme.text } else { theme.muted };
                    pen.cut(at.x, at.y, 13.min(at.width), &keys.join(" "), theme.key);
                    let (x, rest) = (at.x + 14, at.width.saturating_sub(14));
                    pen.cut(x, at.y, 15.min(rest), &(act.title)(lang), quiet);
                    pen.cut(at.x + SAID, at.y, at.width.saturating_sub(SAID), &text, theme.muted);
                }
                Row::Why(text) => {
                    pen.cut(at.x, at.y, at.width, &text, theme.warning);
                }
                Row::More(text) => {
                    pen.cut(at.x + SAID, at.y, at.width.saturating_sub(SAID), &text, theme.muted);
                }
            }
        }
        if inner.height > 0 {
            let y = inner.bottom() - 1;
            pen.cut(inner.x, y, inner.width, &words::help_hint(lang), theme.muted);
        }
    }
}

/// Whether an act belongs to a screen or a few, and not to every one of a session.
fn is_of_screen(scope: Scope) -> bool {
    matches!(scope, Scope::Views(views) if !View::DIGITS.iter().all(|view| views.contains(view)))
}

fn frame_width(room: u16) -> u16 {
    room.saturating_sub(4).min(84)
}

fn inner_width(ui: &Ui) -> usize {
    // The body has a column on either side, the box two.
    usize::from(frame_width(ui.size.0.saturating_sub(2)).saturating_sub(4)).max(8)
}

/// An act with what it does, broken for the frame.
fn add(ui: &Ui, rows: &mut Vec<Row>, act: &'static Act, can: bool) {
    let room = inner_width(ui).saturating_sub(usize::from(SAID)).max(8);
    let mut lines = wrap(&(act.help)(ui.lang()), room, ui.look.width).into_iter();
    rows.push(Row::Act(act, can, lines.next().unwrap_or_default()));
    rows.extend(lines.map(Row::More));
}
