//! One frame: header, screen, the chair's words, footer, overlays. Pure: state in, cells out.

use crate::document::prompts::words_from;
use crate::domain::ledger::Ledger;
use crate::domain::refusal::Refusal;
use crate::domain::session::Phase;
use crate::domain::stamp::Role;
use crate::domain::suggest::Step;
use crate::i18n::ui as text;
use crate::i18n::ui::{term, terminals};
use crate::tui::act::{self, step};
use crate::tui::key::SPACE;
use crate::tui::measure::wrap;
use crate::tui::pen::{Audit, ListRow, Pen, cells, inset, row};
use crate::tui::reading::Reading;
use crate::tui::screens;
use crate::tui::screens::desk::lines_with;
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::steps;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Below this the parts would hide each other; a message says so.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Whether a terminal has too little room for anything but to say so.
pub fn is_too_small((columns, rows): (u16, u16)) -> bool {
    columns < SMALLEST.0 || rows < SMALLEST.1
}

/// What a frame has beside its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The place of the hardware cursor, where an input has the focus.
    pub cursor: Option<Position>,
    /// The part that can be drawn by itself while something is written in it.
    pub part: Option<Rect>,
}

/// Draws the whole screen.
pub fn draw(buf: &mut Buffer, ui: &Ui) -> Drawn {
    let mut pen = Pen::new(buf, ui.look);
    paint(&mut pen, ui);
    Drawn { cursor: pen.cursor, part: pen.part.filter(|_| ui.overlays.is_empty()) }
}

/// Draws only the part that the last whole frame named; gives the place of the cursor.
pub fn draw_part(buf: &mut Buffer, part: Rect, ui: &Ui) -> Option<Position> {
    let mut pen = Pen::new(buf, ui.look);
    if let Some(screen) = screens::of(ui.view) {
        (screen.draw_part)(&mut pen, part, ui);
    }
    pen.cursor
}

/// The rows of lists where a frame drawn now would have them; of what lies on top only.
pub fn rows(ui: &Ui) -> Vec<ListRow> {
    let (width, height) = ui.size;
    let mut buf = Buffer::empty(Rect { x: 0, y: 0, width, height });
    let mut pen = Pen::new(&mut buf, ui.look);
    paint(&mut pen, ui);
    pen.rows
}

/// Draws the whole screen, and notes what would be a fault in it.
pub fn audited(buf: &mut Buffer, ui: &Ui) -> Audit {
    let mut pen = Pen::new(buf, ui.look);
    pen.audit = Some(Audit::default());
    paint(&mut pen, ui);
    Audit { rows: pen.rows, ..pen.audit.unwrap_or_default() }
}

fn paint(pen: &mut Pen, ui: &Ui) {
    let area = pen.buf.area;
    if is_too_small((area.width, area.height)) {
        return too_small(pen, area);
    }
    // The room sees the meeting, not the program.
    if ui.view == View::Hall {
        if let Some(screen) = screens::of(ui.view) {
            (screen.draw)(pen, area, ui);
        }
        return overlays(pen, area, ui);
    }
    let foot = foot(pen, area, ui);
    let words_height = cells(foot.lines.len());
    header(pen, row(area, 0), ui);
    let top = 1 + banner(pen, row(area, 1), ui);
    let body = Rect { y: area.y + top, height: area.height - 1 - top - words_height, ..area };
    match (&ui.reading, screens::of(ui.view)) {
        (Reading::Shown(words), _) => {
            pen.center(row(body, body.height / 2), words, pen.look.theme.text);
        }
        // What there is is not known yet.
        (Reading::Begun, _) if ui.meeting().is_none() && ui.home.sessions.is_empty() => {}
        (Reading::Begun | Reading::No, Some(screen)) => (screen.draw)(pen, body, ui),
        (Reading::Begun | Reading::No, None) => {}
    }
    let at = Rect { y: body.bottom(), height: words_height, ..area };
    foot.draw(pen, at);
    footer(pen, row(area, area.height - 1), ui);
    overlays(pen, body, ui);
}

/// Only the input on top has the cursor, and only its rows can be clicked.
fn overlays(pen: &mut Pen, body: Rect, ui: &Ui) {
    if !ui.overlays.is_empty() {
        pen.veil();
    }
    for overlay in &ui.overlays {
        pen.cursor = None;
        pen.rows.clear();
        overlay.draw(pen, inset(body, 1), ui);
    }
}

fn too_small(pen: &mut Pen, area: Rect) {
    let lang = pen.look.lang;
    let message = text::too_small(lang, area.width, area.height);
    let lines = wrap(&message, usize::from(area.width).max(2), pen.look.width);
    let top = area.height.saturating_sub(cells(lines.len())) / 2;
    for (i, line) in lines.iter().enumerate() {
        let at = row(area, top + cells(i));
        if at.height > 0 {
            pen.center(at, line, pen.look.theme.text);
        }
    }
}

/// Title, phase, five steps, agenda position, clock, saved mark.
fn header(pen: &mut Pen, row: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    pen.fill(row, theme.bar);
    let bold = theme.bar.patch(theme.strong);
    let Some(m) = ui.meeting() else {
        let used = pen.text(row.x + 1, row.y, row.width, &text::app_name(lang), bold);
        let x = row.x + used + 3;
        pen.text(x, row.y, row.width, &ui.view.name(lang), theme.bar);
        return;
    };
    // From the right: what must never be cut.
    let (saved, saved_style) = if ui.host.away && ui.is_waiting() {
        let words = format!("{} {}", terminals::waiting_for_host(lang), terminals::away(lang));
        (words, theme.bar.patch(theme.over))
    } else if ui.host.away {
        (terminals::away(lang), theme.bar.patch(theme.over))
    } else if let Some(past) = ui.past() {
        let words = text::as_of(lang, past.seq(), past.at.format("%H:%M"));
        (words, theme.bar.patch(theme.warning))
    } else if ui.store.write_error.is_some() {
        (text::not_saved(lang), theme.bar.patch(theme.over))
    } else if ui.store.read_only || ui.store.undecided_loss.is_some() || barred(ui).is_some() {
        (text::only_read(lang), theme.bar.patch(theme.over))
    } else if ui.store.unchecked {
        // As wide as what will stand there, so that nothing moves.
        let cells = pen.look.width.of(&text::saved(lang));
        let used = pen.look.width.of(&text::checking(lang)).min(cells);
        (" ".repeat(cells - used) + &text::checking(lang), theme.bar)
    } else if ui.is_waiting() {
        (text::saving(lang), theme.bar)
    } else {
        (text::saved(lang), theme.bar)
    };
    let mut right = Rect { width: row.width.saturating_sub(1), ..row };
    let mut take = |pen: &mut Pen, words: &str, style, gap: u16| {
        let used = pen.right(right, words, style);
        right.width = right.width.saturating_sub(used + gap);
    };
    take(pen, &saved, saved_style, 2);
    if ui.clock_in().is_some() {
        take(pen, &ui.now.at.format("%H:%M").to_string(), bold, 2);
    }
    if !ui.host.terminals.is_empty() {
        take(pen, &terminals::attached(lang, ui.host.terminals.len()), theme.bar, 2);
    }
    if let Some(item) = m.agenda.active() {
        take(pen, &ui.item_of(item.plan.no), theme.bar, 2);
    }
    let wide = steps::width(pen);
    let x = right.right().saturating_sub(wide + 2);
    if x > right.x + 30 {
        steps::draw(pen, x, row.y, m.stage(), theme.bar);
        right.width = right.width.saturating_sub(wide + 4);
    }
    let phase = term::phase(lang, m.session.phase);
    let phase_cells = cells(pen.look.width.of(phase));
    let room = right.width.saturating_sub(phase_cells + 3);
    let used = pen.cut(row.x + 1, row.y, room, &m.session.plan.title, bold);
    let style = match m.session.phase {
        Phase::Open => theme.bar.patch(theme.good),
        Phase::Recess => theme.bar.patch(theme.warning),
        Phase::Planned | Phase::Roll | Phase::Adjourned | Phase::Sealed => theme.bar,
    };
    pen.text(row.x + used + 3, row.y, phase_cells, phase, style);
}

/// What must stay in sight as long as it holds: that nothing can be saved, or that records are lost.
/// Gives the rows it took.
fn banner(pen: &mut Pen, row: Rect, ui: &Ui) -> u16 {
    let lang = ui.lang();
    let key = |id: &str| {
        let act = act::all().find(|act| act.id == id);
        act.and_then(|act| ui.keys(act).first()).map(ToString::to_string).unwrap_or_default()
    };
    let text = match (&ui.store.write_error, &ui.store.undecided_loss, barred(ui)) {
        (Some(why), ..) => text::not_saved_banner(lang, why, key("rescue")),
        (None, Some(_), _) => text::undecided_loss_banner(lang, key("loss")),
        (None, None, Some(seq)) => ui.refusal(&Refusal::Unruled { seq }),
        (None, None, None) if ui.store.read_only => text::read_only_banner(lang),
        (None, None, None) => return 0,
    };
    let theme = pen.look.theme;
    let mark = pen.look.marks.warn;
    pen.text(row.x + 1, row.y, 2, mark, theme.over);
    pen.cut(row.x + 3, row.y, row.width.saturating_sub(4), &text, theme.over);
    1
}

/// The line for which the record can only be read.
fn barred(ui: &Ui) -> Option<u64> {
    ui.ledger().and_then(Ledger::barred)
}

/// The lines above the footer: what the chair says and the next step, or what the program says.
struct Foot {
    lines: Vec<String>,
    /// The key and what it does, behind the last line.
    step: Option<(String, String)>,
    warns: bool,
    flash: bool,
}

fn foot(pen: &Pen, area: Rect, ui: &Ui) -> Foot {
    let room = usize::from(area.width.saturating_sub(4));
    // What is said aloud is not cut in the middle of a sentence; a small screen keeps its rows.
    let most = if area.height >= 30 { 5 } else { 3 };
    let names = ui.roster().names();
    let broken = |text: &str, room: usize| lines_with(pen, text, (room.max(8), most), names);
    if let Some(flash) = &ui.flash {
        let lines = broken(&flash.text, room.saturating_sub(2));
        return Foot { lines, step: None, warns: flash.warns, flash: true };
    }
    let none = Foot { lines: vec![String::new()], step: None, warns: false, flash: false };
    if ui.store.opening {
        return Foot { lines: broken(&text::opening_store(ui.lang()), room), ..none };
    }
    if let Some(past) = ui.past() {
        let text = text::as_of_hint(ui.lang(), past.seq(), past.at.format("%H:%M:%S"));
        let lines = broken(&text, room.saturating_sub(2));
        return Foot { lines, step: None, warns: true, flash: true };
    }
    let (Some(m), Some(next)) = (ui.meeting(), step::of(ui)) else { return none };
    let said = words_from(ui.templates(), m, &next, ui.now.at, ui.lang());
    // Whoever only writes along reads what the chair says, and does not take the step.
    if ui.by.role != Role::Chair {
        let lines = broken(&said, room);
        return Foot { lines, step: None, warns: false, flash: false };
    }
    let mut step = step::title(ui, &next);
    // Where text is typed Space is a space.
    let typing = ui.overlays.is_empty() && ui.takes_text();
    let mut key = if typing { text::esc_space(ui.lang()) } else { step_key(ui) };
    // People sign in one by one, by a key of the roll: Space must not say who is here.
    let on_roll = ui.view == View::Roll;
    if on_roll
        && matches!(next, Step::TakeRoll | Step::QuorumLost)
        && let Some(act) = act::all().find(|act| act.id == "roll.present")
    {
        key = ui.keys(act).first().map(ToString::to_string).unwrap_or_default();
        step = (act.title)(ui.lang());
    }
    // A key that would not be taken yet, or goes to what lies on top, is not offered; its place stays
    // free.
    if !ui.is_readable() || !ui.overlays.is_empty() {
        key = " ".repeat(pen.look.width.of(&key));
    }
    let step_cells = pen.look.width.of(&step) + pen.look.width.of(&key) + 5;
    let lines = broken(&said, room.saturating_sub(step_cells));
    Foot { lines, step: Some((key, step)), warns: false, flash: false }
}

/// The key of the next step: Space, unless the user has another in its place of honour.
fn step_key(ui: &Ui) -> String {
    let step = act::all().find(|act| act.id == "step");
    match step.and_then(|act| ui.keys(act).first()) {
        Some(key) if *key != SPACE => key.to_string(),
        _ => text::space_key(ui.lang()),
    }
}

impl Foot {
    fn draw(&self, pen: &mut Pen, area: Rect) {
        let theme = pen.look.theme;
        let style = match (self.flash, self.warns) {
            (true, true) => theme.warning,
            (true, false) => theme.good,
            (false, _) => theme.strong,
        };
        let mark = if self.warns { pen.look.marks.warn } else { pen.look.marks.column };
        for (i, line) in self.lines.iter().enumerate() {
            let at = row(area, cells(i));
            if !line.is_empty() {
                let mark_style = if self.flash { style } else { theme.accent };
                pen.text(at.x + 1, at.y, 2, mark, mark_style);
                pen.cut(at.x + 3, at.y, at.width.saturating_sub(4), line, style);
            }
        }
        if let Some((key, step)) = &self.step
            && area.height > 0
        {
            let at = Rect { width: area.width.saturating_sub(1), ..row(area, area.height - 1) };
            let used = pen.right(at, step, theme.text);
            let left = Rect { width: at.width.saturating_sub(used + 1), ..at };
            pen.right(left, key, theme.key);
        }
    }
}

/// The keys that do something here and now, as many as fit; help and the palette always.
fn footer(pen: &mut Pen, row: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let entry = |act: &act::Act| {
        let key = ui.keys(act).first().map(ToString::to_string).unwrap_or_default();
        (key, (act.title)(lang))
    };
    let acts = act::of_view(ui.view);
    // What lies over the screen has the keys, and says so itself.
    let covered = !ui.overlays.is_empty();
    let global = |act: &act::Act| act.scope == act::Scope::Global;
    let shown = acts.iter().filter(|act| act.footer && (!covered || global(act)));
    let (mut always, here): (Vec<&act::Act>, Vec<&act::Act>) =
        shown.copied().partition(|act| global(act));
    let has_key = |act: &&&act::Act| !ui.keys(act).is_empty();
    let here: Vec<&act::Act> =
        here.iter().filter(has_key).filter(|act| act::check(ui, act).is_ok()).copied().collect();
    let wide = |act: &&act::Act| {
        let (key, title) = entry(act);
        cells(pen.look.width.of(&key) + pen.look.width.of(&title)) + 3
    };
    // Where there is not room for all, the way out stands in the help and acts take its place.
    let all: u16 = here.iter().chain(&always).map(wide).fold(1, u16::saturating_add);
    if all > row.width && row.width < 100 && ui.meeting().is_some() {
        always.retain(|act| act.id != "quit");
    }
    let mut always: Vec<(String, String)> =
        always.iter().filter(has_key).map(|act| entry(act)).collect();
    // The digits are the screens, but where they are text; and from another screen Esc is the way.
    if ui.view.is_of_session() && ui.meeting().is_some() && !ui.takes_text() && !covered {
        always.insert(0, (text::screen_keys(lang), text::screens(lang)));
        if ui.view != View::Desk {
            always.insert(0, ("Esc".to_owned(), text::to_the_desk(lang)));
        }
    }
    let mut right = Rect { width: row.width.saturating_sub(1), ..row };
    for (key, title) in always.iter().rev() {
        let used = pen.right(right, title, theme.muted);
        right.width = right.width.saturating_sub(used + 1);
        let used = pen.right(right, key, theme.key);
        right.width = right.width.saturating_sub(used + 2);
    }
    let mut x = row.x + 1;
    for act in here {
        let (key, title) = entry(act);
        let wide = cells(pen.look.width.of(&key) + 1 + pen.look.width.of(&title));
        // A shorter one further on may still have room.
        if x + wide > right.right() {
            continue;
        }
        x += pen.text(x, row.y, wide, &key, theme.key) + 1;
        x += pen.text(x, row.y, wide, &title, theme.muted) + 2;
    }
}
