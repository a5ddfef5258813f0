//! The page of GB/T 9704-2012 and how tables share its width, for every format with pages.
//!
//! All lengths are in twips, of which 20 are a point and 1440 an inch. Must not know a format.

use super::measures::{Measures, units};
use crate::document::model::{
    Block, Cell, CellKind, Density, Form, GridRow, Look, Run, Sheet, Table,
};
use crate::text::Width;

/// A sheet of A4 with its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    /// From the lower edge of the sheet to the page number.
    pub(super) footer: u32,
}

impl Page {
    pub(super) const fn of(form: &Form) -> Self {
        match (form.sheet, form.density) {
            // A form keeps the width of the text and takes more of the height.
            (Sheet::Portrait, Density::Compact) => {
                Self { top: 1134, bottom: 1134, footer: 567, ..Self::OFFICIAL }
            }
            (Sheet::Portrait, Density::Official) => Self::OFFICIAL,
            (Sheet::Landscape, Density::Compact) => {
                Self { top: 1134, bottom: 1134, footer: 567, ..Self::TURNED }
            }
            (Sheet::Landscape, Density::Official) => Self::TURNED,
        }
    }

    /// 37, 26, 35 and 28 mm.
    const OFFICIAL: Self = Self {
        width: 11906,
        height: 16838,
        top: 2098,
        right: 1474,
        bottom: 1984,
        left: 1588,
        footer: 1304,
    };

    const TURNED: Self = Self {
        width: 16838,
        height: 11906,
        top: 1588,
        right: 1417,
        bottom: 1474,
        left: 1417,
        footer: 850,
    };

    /// The upper left corner of the code on a sheet.
    pub(super) const fn code_at(self) -> (u32, u32) {
        (self.left, self.height - CODE_SIDE - 255)
    }

    /// What the margins leave for text.
    pub(super) const fn text_width(self) -> u32 {
        self.width - self.left - self.right
    }
}

/// How wide and high a code is: 15 millimetres.
pub(super) const CODE_SIDE: u32 = 850;

/// The sizes of the fingerprint and of the page's number where a code stands beside them, in twips.
pub(super) const PRINT_BESIDE: u32 = 150;
pub(super) const PAGE_BESIDE: u32 = 210;

/// The size of a table's text in half points, and the widths of its columns.
pub(super) struct Columns {
    pub(super) half_points: u32,
    pub(super) widths: Vec<u32>,
    /// Columns of short text stand in the middle, long text at the left.
    pub(super) centred: Vec<bool>,
}

/// What a cell keeps free at its left and right together.
pub(super) const CELL_SIDES: u32 = 120;
/// Cells of text up to this many terminal cells are short.
const SHORT: usize = 16;

/// Shares `total` out between the columns of a table: none narrower than its longest word, the rest
/// by how much text they have.
pub(super) fn columns(table: &Table, total: u32) -> Columns {
    let count = table.header.len().max(1);
    let cells = |i: usize| {
        let body = table.rows.iter().filter_map(move |row| row.get(i));
        table.header.get(i).into_iter().chain(body)
    };
    let measure = Width::default();
    let longest: Vec<usize> = (0..count)
        .map(|i| cells(i).map(|cell| widest_line(&cell.text)).max().unwrap_or_default())
        .collect();
    let body = |i: usize| table.rows.iter().filter_map(move |row| row.get(i));
    let centred = (0..count).map(|i| body(i).all(|c| measure.of(&c.text) <= SHORT)).collect();
    // Short texts and dates stay on one line where there is room for that, else only words do.
    let least = |half_points: u32, whole: bool| -> Vec<u32> {
        (0..count)
            .map(|i| cells(i).map(|cell| least_width(cell, half_points, whole)).max().unwrap_or(1))
            .collect()
    };
    let fits = |widths: &Vec<u32>| widths.iter().sum::<u32>() <= total;
    let (usual, small, smallest) = (21, 18, 15);
    let tries = [(usual, true), (small, true), (small, false), (smallest, false)];
    let tried = tries.map(|(size, whole)| (size, least(size, whole)));
    let (half_points, least) = tried
        .into_iter()
        .find(|(_, least)| fits(least))
        .unwrap_or_else(|| (smallest, vec![1; count]));
    let widths = if table.widths.len() == count {
        let parts: Vec<u32> = table.widths.iter().map(|w| u32::from(*w).max(1)).collect();
        at_least(share(&parts, total), &least)
    } else {
        let taken: u32 = least.iter().sum();
        // A column wants no more room than its longest text needs.
        let wish: Vec<u32> = longest
            .iter()
            .zip(&least)
            .enumerate()
            .map(|(i, (cells, least))| {
                // A column with nothing in it yet is written in by hand.
                let empty = table.tall && body(i).all(|cell| cell.text.is_empty());
                let cells = if empty { SHORT } else { *cells };
                let whole = units(cells) * half_points * 5 + CELL_SIDES;
                whole.saturating_sub(*least).min(total) + 1
            })
            .collect();
        let more = share(&wish, total - taken);
        least.iter().zip(more).map(|(least, more)| least + more).collect()
    };
    Columns { half_points, widths, centred }
}

/// What a column lacks for its longest word is taken from those that have more than they need.
fn at_least(mut widths: Vec<u32>, least: &[u32]) -> Vec<u32> {
    for i in 0..widths.len() {
        let wanted = least.get(i).copied().unwrap_or_default();
        while widths[i] < wanted {
            let spare =
                |j: usize| widths[j].saturating_sub(least.get(j).copied().unwrap_or_default());
            let Some(from) = (0..widths.len()).filter(|j| *j != i).max_by_key(|j| spare(*j)) else {
                break;
            };
            let given = spare(from).min(wanted - widths[i]);
            if given == 0 {
                break;
            }
            widths[from] -= given;
            widths[i] += given;
        }
    }
    widths
}

fn widest_line(text: &str) -> usize {
    text.lines().map(|line| Width::default().of(line)).max().unwrap_or_default()
}

/// The room a cell needs at least. A terminal cell is half an em; a half point is ten twips.
fn least_width(cell: &Cell, half_points: u32, whole: bool) -> u32 {
    let text = widest_line(&cell.text);
    let words = cell.text.split(|c: char| !c.is_ascii_graphic()).map(str::len).max();
    let word = words.unwrap_or_default().min(20);
    // Latin letters and digits may be wider than half an em, and more so in a small size.
    let word = units(word) * half_points * if half_points > 15 { 7 } else { 6 };
    let short = text <= 8 || (matches!(cell.kind, CellKind::Date(_)) && text <= SHORT);
    let text = if short && whole { units(text) * half_points * 11 / 2 } else { 0 };
    word.max(text).max(4 * half_points * 5) + CELL_SIDES
}

/// `total` by the parts, to the last twip.
fn share(parts: &[u32], total: u32) -> Vec<u32> {
    let sum: u64 = parts.iter().map(|part| u64::from(*part)).sum::<u64>().max(1);
    let mut so_far = 0_u64;
    let mut given = 0_u32;
    parts
        .iter()
        .map(|part| {
            so_far += u64::from(*part);
            let edge = u32::try_from(u64::from(total) * so_far / sum).unwrap_or(total);
            let width = edge - given;
            given = edge;
            width
        })
        .collect()
}

/// The edges of a row of a ruled form, from 0 to `total`: a label as wide as its text and a value
/// by turns. Labels of different rows are equally wide, so that they stand beneath each other.
pub(super) fn grid_edges(
    rows: &[GridRow],
    row: &GridRow,
    measures: Measures,
    total: u32,
) -> Vec<u32> {
    let size = measures.form;
    let labels = rows.iter().flat_map(|row| &row.fields);
    let widest = labels.map(|field| measures.width(&field.label, size)).max().unwrap_or_default();
    let fields = units(row.fields.len().max(1));
    let label = (widest.clamp(2 * size, 6 * size) + 2 * CELL_SIDES).min(total / fields / 2);
    let mut edges = vec![0];
    for i in 0..fields {
        let from = total * i / fields;
        edges.push(from + label);
        edges.push(total * (i + 1) / fields);
    }
    edges
}

/// A label with its colon, in ems of the text: what hangs stands behind it.
pub(super) fn label_ems(label: &str) -> u32 {
    units(Width::default().of(label)).div_ceil(2) + 1
}

/// A line of a card: its text, how large the room for its letters is, and how far its middle lies
/// beneath the middle of its half of the sheet. In twips.
pub(super) struct CardLine {
    pub(super) text: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) below: i32,
}

/// The lines of one side of a card, as large as fits.
pub(super) fn card_lines(name: &str, under: &str, width: u32) -> Vec<CardLine> {
    const LARGEST: u32 = 2400;
    let line = |text: &str, most: u32, below: i32| {
        let ems = units(Width::default().of(text)).max(2);
        // Two terminal cells are an em.
        let size = (width * 2 / ems).min(most);
        CardLine { text: text.to_owned(), width: size * ems / 2, height: size, below }
    };
    if under.is_empty() {
        return vec![line(name, LARGEST, 0)];
    }
    vec![line(name, LARGEST, -700), line(under, 560, 1500)]
}

/// So many signatures stand on one page; more may run over several.
pub(super) const SIGNED_TOGETHER: usize = 10;

/// Whether the last paragraph of a block stays on the page of the next block: a label with what it
/// stands above, the last text with the signatures, and with whoever issues it.
pub(super) fn is_kept(blocks: &[Block], i: usize) -> bool {
    let signed = match blocks.get(i + 1) {
        Some(Block::Closing { .. }) => true,
        Some(Block::Signatures(lines)) => lines.len() <= SIGNED_TOGETHER,
        _ => false,
    };
    match blocks.get(i) {
        Some(Block::Paragraph(runs)) => signed || runs.iter().all(|run| run.look == Look::Strong),
        Some(Block::Fields(_) | Block::Hanging(_)) => signed,
        _ => false,
    }
}

/// The paragraphs that line breaks make of runs; none is empty but the only one.
pub(super) fn paragraphs(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut all: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (i, line) in run.text.split('\n').enumerate() {
            if i > 0 {
                all.push(Vec::new());
            }
            let line = line.trim_end_matches('\r');
            if let (Some(last), false) = (all.last_mut(), line.is_empty()) {
                last.push(Run { text: line.to_owned(), look: run.look });
            }
        }
    }
    all.retain(|runs| !joined(runs).trim().is_empty());
    if all.is_empty() { vec![Vec::new()] } else { all }
}

/// The text of runs as one.
pub(super) fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Field;
    use crate::i18n::Lang;

    #[test]
    fn the_page_holds_22_lines_of_28_characters() {
        let page = Page::of(&Form::default());
        let measures = Measures::of(Lang::Zh, Density::Official);
        assert_eq!((page.height - page.top - page.bottom) / measures.line, 22);
        assert_eq!(page.text_width() / measures.em, 28);
    }

    #[test]
    fn columns_fill_the_width_and_hold_their_words() {
        let row = ["1", "施划停车泊位", "街道办事处", "2026-12-31"].map(Cell::text).to_vec();
        let long = "沿街北侧划定三十六个限时停车泊位并设置统一的收费标准公示牌。".repeat(3);
        let other =
            vec![Cell::number(Some(2)), Cell::text(long), Cell::text("居委会"), Cell::text("")];
        let table =
            Table::new(["序号", "事项", "牵头", "时限"].map(str::to_owned), vec![row, other]);
        let columns = columns(&table, 8844);
        assert_eq!(columns.widths.iter().sum::<u32>(), 8844);
        assert_eq!(columns.centred, [true, false, true, true]);
        assert!(columns.widths[3] >= 10 * 105 + CELL_SIDES, "{:?}", columns.widths);
        assert!(columns.widths[1] > columns.widths[0] * 4, "{:?}", columns.widths);
    }

    #[test]
    fn asked_widths_are_kept() {
        let row = vec![Cell::text("甲"), Cell::text("乙")];
        let table =
            Table { widths: vec![1, 3], ..Table::new(["a", "b"].map(str::to_owned), vec![row]) };
        assert_eq!(columns(&table, 8000).widths, [2000, 6000]);
    }

    #[test]
    fn labels_of_a_form_stand_beneath_each_other() {
        let field = |label: &str| Field::new(label, "x");
        let one = GridRow { fields: vec![field("落实情况和反馈")], room: 3 };
        let two = GridRow { fields: vec![field("应到"), field("实到")], room: 1 };
        let rows = [one.clone(), two.clone()];
        let edges = |row| {
            let measures = Measures::of(Lang::Zh, Density::Official);
            grid_edges(&rows, row, measures, 8844)
        };
        let (one, two) = (edges(&one), edges(&two));
        assert_eq!((one[1], one[2]), (two[1], 8844));
        assert_eq!((two.len(), two[2], two[4]), (5, 4422, 8844));
    }
}
