//! Who is here, by group, and whether that is enough.

use super::{head, lines_of};
use crate::i18n::quorum;
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::digest::Digest;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows it would like: head, groups, quorum, voters.
pub(super) fn height(pen: &Pen, ui: &Ui, width: u16) -> u16 {
    let Some(digest) = ui.digest() else { return 0 };
    cells(digest.groups.len()) + cells(standing(pen, digest, width).len()) + 2
}

/// The sentence on the quorum in at most three lines.
fn standing(pen: &Pen, digest: &Digest, width: u16) -> Vec<String> {
    let (_, text, _) = quorum(pen, digest);
    lines_of(pen, &text, usize::from(width.saturating_sub(3)).max(2), 3)
}

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(digest) = ui.digest() else { return };
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let first = row(area, 0);
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
    // The quorum is the last to be left out, after the groups and the voters.
    let standing = standing(pen, digest, area.width);
    let room = usize::from(area.height).saturating_sub(1 + standing.len());
    let groups = digest.groups.len().min(room);
    for (i, group) in digest.groups.iter().take(groups).enumerate() {
        let line = row(area, cells(i + 1));
        let missing = digest.quorum.missing_groups.contains(&group.name);
        let style = if missing { theme.warning } else { theme.text };
        let name = term::group_name(lang, &group.name);
        let mark = if missing { marks.warn } else { " " };
        pen.text(line.x + 1, line.y, 2, mark, style);
        let numbers = format!("{}/{}", group.present, group.expected);
        let rest = Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line };
        pen.ends(rest, (name, style), (&numbers, style));
    }
    let (mark, _, style) = quorum(pen, digest);
    for (i, text) in standing.iter().enumerate() {
        let line = row(area, cells(groups + 1 + i));
        if line.height == 0 {
            return;
        }
        if i == 0 {
            pen.text(line.x + 1, line.y, 2, mark, style);
        }
        pen.cut(line.x + 3, line.y, line.width.saturating_sub(3), text, style);
    }
    let line = row(area, cells(groups + 1 + standing.len()));
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
