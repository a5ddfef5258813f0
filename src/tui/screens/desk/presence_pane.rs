//! Who is here, by group, and whether that is enough.

use super::head;
use crate::i18n::quorum;
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::digest::Digest;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows it would like: a free one, head, groups, quorum, voters.
pub(super) fn height(ui: &Ui) -> u16 {
    cells(ui.digest().map_or(0, |digest| digest.groups.len()) + 4)
}

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(digest) = ui.digest() else { return };
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let first = row(area, 1);
    if first.height > 0 {
        let title = words::presence_head(lang);
        let mut numbers = words::expected_present(lang, digest.expected, digest.present);
        let leave = words::on_leave_n(lang, digest.on_leave);
        let of = |text: &str| cells(pen.look.width.of(text));
        let room = first.width.saturating_sub(of(&title) + 2);
        if digest.on_leave > 0 && of(&numbers) + of(&leave) <= room {
            numbers += &leave;
        }
        let used = pen.right(first, &numbers, theme.text);
        let left = Rect { width: first.width.saturating_sub(used + 1), ..first };
        head(pen, left, &title, false);
    }
    // The quorum is the last to be left out.
    let room = usize::from(area.height.saturating_sub(3));
    for (i, group) in digest.groups.iter().take(room).enumerate() {
        let line = row(area, cells(i + 2));
        let missing = digest.quorum.missing_groups.contains(&group.name);
        let style = if missing { theme.warning } else { theme.text };
        let name = term::group_name(lang, &group.name);
        let mark = if missing { marks.warn } else { " " };
        pen.text(line.x + 1, line.y, 2, mark, style);
        let numbers = format!("{}/{}", group.present, group.expected);
        let rest = Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line };
        pen.ends(rest, (name, style), (&numbers, style));
    }
    let line = row(area, cells(digest.groups.len().min(room) + 2));
    if line.height == 0 {
        return;
    }
    let (mark, text, style) = quorum(pen, digest);
    pen.text(line.x + 1, line.y, 2, mark, style);
    pen.cut(line.x + 3, line.y, line.width.saturating_sub(3), &text, style);
    let line = row(area, cells(digest.groups.len().min(room) + 3));
    if line.height > 0 {
        let voters = words::voters_n(lang, digest.voters_present, digest.voters_entitled);
        pen.cut(line.x + 3, line.y, line.width.saturating_sub(3), &voters, theme.muted);
    }
}

/// Whether it is enough, and what is missing: mark, sentence, style.
pub(in crate::tui::screens) fn quorum(pen: &Pen, digest: &Digest) -> (&'static str, String, Style) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let text = quorum::standing(lang, &digest.quorum);
    if digest.quorum.met {
        (marks.done, text, theme.good)
    } else {
        (marks.warn, text, theme.warning)
    }
}
