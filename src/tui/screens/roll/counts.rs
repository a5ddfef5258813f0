//! The counts above the roll: who is where, whether that is a quorum, each group's own.

use crate::domain::meeting::Meeting;
use crate::domain::roll::Status;
use crate::i18n::quorum;
use crate::i18n::ui::roll as words;
use crate::i18n::ui::term;
use crate::tui::digest::Digest;
use crate::tui::pen::{Pen, row};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows taken.
pub(super) const HEIGHT: u16 = 3;

/// How many are where, added up once an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) not_arrived: usize,
    pub(super) on_leave: usize,
    pub(super) absent: usize,
    pub(super) departed: usize,
    pub(super) late: usize,
}

impl Counts {
    pub(super) fn of(m: &Meeting) -> Self {
        let mut counts = Self::default();
        for entry in &m.roll.entries {
            counts.late += usize::from(entry.late);
            match entry.status {
                Status::NotArrived => counts.not_arrived += 1,
                Status::OnLeave => counts.on_leave += 1,
                Status::Absent => counts.absent += 1,
                Status::Departed => counts.departed += 1,
                Status::Present | Status::Online => {}
            }
        }
        counts
    }
}

/// Who is where; then the quorum with the voters.
pub(super) fn draw(pen: &mut Pen, area: Rect, counts: &Counts, digest: &Digest, order: &str) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let shown = |n: usize, style| if n > 0 { style } else { theme.muted };
    let parts: [(String, Style); 7] = [
        (words::expected(lang, digest.expected), theme.text),
        (words::present(lang, digest.present), theme.strong),
        (words::not_arrived(lang, counts.not_arrived), shown(counts.not_arrived, theme.text)),
        (words::on_leave(lang, counts.on_leave), shown(counts.on_leave, theme.text)),
        (words::absent(lang, counts.absent), shown(counts.absent, theme.text)),
        (words::departed(lang, counts.departed), shown(counts.departed, theme.text)),
        (words::late_n(lang, counts.late), shown(counts.late, theme.warning)),
    ];
    let first = row(area, 0);
    // Nothing is cut from the counts for the name of an order.
    let wide: usize = parts.iter().map(|(text, _)| pen.look.width.of(text) + 2).sum();
    if wide + pen.look.width.of(order) + 2 < usize::from(first.width) {
        pen.right(first, order, theme.muted);
    }
    let mut x = first.x + 1;
    for (text, style) in &parts {
        x += pen.cut(x, first.y, first.right().saturating_sub(x), text, *style) + 2;
    }
    draw_quorum(pen, row(area, 1), digest);
}

fn draw_quorum(pen: &mut Pen, line: Rect, digest: &Digest) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let (met, text) = quorum(pen, digest);
    let (mark, style) = if met { (marks.done, theme.good) } else { (marks.warn, theme.warning) };
    let (here, entitled) = (digest.voters_present, digest.voters_entitled);
    // What is missing is never cut for the sake of the voters.
    let room = usize::from(line.width).saturating_sub(pen.look.width.of(&text) + 6);
    let voters = words::voters(lang, here, entitled);
    let voters = if pen.look.width.of(&voters) <= room {
        voters
    } else {
        words::voters_short(lang, here, entitled)
    };
    let used = pen.right(line, &voters, theme.muted);
    let room = line.width.saturating_sub(used + 3);
    pen.cut(line.x + 1, line.y, room, &format!("{mark} {text}"), style);
}

/// Whether there is a quorum, and what is missing where there is none.
pub(super) fn quorum(pen: &Pen, digest: &Digest) -> (bool, String) {
    (digest.quorum.met, quorum::standing(pen.look.lang, &digest.quorum))
}

/// Each group with its own count, in one row.
pub(super) fn draw_groups(pen: &mut Pen, line: Rect, digest: &Digest) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let mut x = line.x + 3;
    for group in &digest.groups {
        let missing = digest.quorum.missing_groups.contains(&group.name);
        let style = if missing { theme.warning } else { theme.muted };
        let name = term::group_name(lang, &group.name);
        let text = words::group_count(lang, name, group.present, group.expected);
        x += pen.cut(x, line.y, line.right().saturating_sub(x), &text, style) + 3;
    }
}
