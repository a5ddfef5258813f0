//! Who is here, by group, and whether that is enough.

use super::{head, lines_of};
use crate::i18n::quorum;
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::digest::{Digest, GroupCount};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows it would like: head, groups, quorum, voters. Where the room is short the groups stand beside
/// each other.
pub(super) fn height(pen: &Pen, ui: &Ui, width: u16, short: bool) -> u16 {
    let Some(digest) = ui.digest() else { return 0 };
    let groups = if short { beside(pen, digest, width).len() } else { digest.groups.len() };
    cells(groups) + cells(standing(pen, digest, width).len()) + 2
}

/// The groups in as few rows as hold them whole.
fn beside<'d>(pen: &Pen, digest: &'d Digest, width: u16) -> Vec<Vec<&'d GroupCount>> {
    let room = width.saturating_sub(3);
    let mut rows: Vec<Vec<&GroupCount>> = Vec::new();
    let mut used = 0;
    for group in &digest.groups {
        let wide = cells(pen.look.width.of(&named(pen, group)));
        if let Some(row) = rows.last_mut().filter(|_| used + APART + wide <= room) {
            row.push(group);
            used += APART + wide;
        } else {
            rows.push(vec![group]);
            used = wide;
        }
    }
    rows
}

/// What keeps groups in one row apart.
const APART: u16 = 3;

fn named(pen: &Pen, group: &GroupCount) -> String {
    let name = term::group_name(pen.look.lang, &group.name);
    format!("{name} {}/{}", group.present, group.expected)
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
    let short = usize::from(area.height) < digest.groups.len() + standing.len() + 2;
    let rows = if short {
        beside(pen, digest, area.width)
    } else {
        digest.groups.iter().map(|group| vec![group]).collect()
    };
    let groups = rows.len().min(room);
    for (i, row_of) in rows.iter().take(groups).enumerate() {
        let line = row(area, cells(i + 1));
        let missing = |group: &GroupCount| digest.quorum.missing_groups.contains(&group.name);
        let style = |group| if missing(group) { theme.warning } else { theme.text };
        if let Some(group) = row_of.iter().find(|group| missing(group)) {
            pen.text(line.x + 1, line.y, 2, marks.warn, style(group));
        }
        let rest = Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line };
        if short {
            let mut used = 0;
            for group in row_of {
                let room = rest.width.saturating_sub(used);
                let text = named(pen, group);
                used += pen.cut(rest.x + used, rest.y, room, &text, style(group)) + APART;
            }
        } else if let Some(group) = row_of.first() {
            let name = term::group_name(lang, &group.name);
            let numbers = format!("{}/{}", group.present, group.expected);
            pen.ends(rest, (name, style(group)), (&numbers, style(group)));
        }
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
