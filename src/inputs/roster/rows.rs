//! What a row below the header is: a person, or one of the rows that a list has beside people.
//!
//! A row is left out only where its words say so; what is unclear is a fault and never a person.

use super::super::column::Column;
use super::super::fault::FaultKind;
use super::day::is_day;
use super::grid::{Cell, Grid, Row, Value};
use super::header::{Header, Use};
use super::words::{Meaning, fold, words};
use super::{Position, quoted};
use strum::IntoStaticStr;

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Why {
    /// Above the header.
    Title,
    Blank,
    Total,
    Signature,
    Note,
    /// A row that shows how to fill in the list.
    Example,
    /// The header once more, as on every printed page.
    Header,
    /// Prepared for somebody, with nothing but its number.
    Spare,
    /// A heading between people.
    Heading,
    /// Not shown by the sheet, and not asked for.
    Hidden,
}

pub(super) enum Kind {
    Person,
    Left(Why),
    Unclear(Position, FaultKind),
}

/// Tells the rows of one list apart.
pub(super) struct Rows<'g> {
    grid: &'g Grid,
    header: &'g Header,
    name: usize,
    /// A remark has begun, which goes on over the rows below it.
    in_note: bool,
}

impl<'g> Rows<'g> {
    pub(super) fn new(grid: &'g Grid, header: &'g Header) -> Self {
        let name = header.place_of(Column::Name).unwrap_or(usize::MAX);
        Self { grid, header, name, in_note: false }
    }

    pub(super) fn kind(&mut self, row: &Row) -> Kind {
        let kind = self.told(row);
        self.in_note = match &kind {
            Kind::Left(Why::Note) => true,
            Kind::Left(Why::Blank) => self.in_note,
            _ => false,
        };
        kind
    }

    fn told(&self, row: &Row) -> Kind {
        if row.is_blank() {
            return Kind::Left(Why::Blank);
        }
        let own: Vec<(usize, &Cell)> =
            row.cells.iter().enumerate().filter(|(_, cell)| cell.is_own()).collect();
        let name = row.cell(self.name).filter(|cell| cell.is_own());
        let name_text = name.map(|cell| fold(&cell.text())).unwrap_or_default();
        // A merged name belongs to somebody as well.
        let merged_name = row.cell(self.name).is_some_and(|cell| cell.merged);
        let nobody = (name_text.is_empty() && !merged_name) || is_count(&name_text);
        let header_name = self.header.columns.get(self.name).map(|h| h.name.as_str());
        let last = header_name.and_then(|name| name.rsplit('/').next()).unwrap_or_default();
        if !name_text.is_empty() && name_text == fold(last) {
            return Kind::Left(Why::Header);
        }
        // Where the row is somebody's, only what stands before the name or in its place tells.
        let telling = || {
            own.iter().filter(|(column, _)| nobody || *column <= self.name).map(|(_, cell)| *cell)
        };
        if let Some(cell) = telling().find(|cell| is_total(&cell.text())) {
            let in_name = name.is_some_and(|name| std::ptr::eq(name, cell));
            return if nobody || in_name {
                Kind::Left(Why::Total)
            } else {
                Kind::Unclear(cell.at, FaultKind::TotalWithName)
            };
        }
        if telling().any(|cell| is_signature(&cell.text())) {
            return Kind::Left(Why::Signature);
        }
        if telling().next().is_some_and(|cell| begins(&cell.text(), &words().rows.note)) {
            return Kind::Left(Why::Note);
        }
        if telling().any(|cell| begins_exactly(&cell.text(), &words().rows.example)) {
            return Kind::Left(Why::Example);
        }
        let is_ordinal = |column: usize| {
            let is = self.header.columns.get(column).map(|head| head.is);
            is == Some(Use::LeftOut { ordinal: true })
        };
        let numbers = |cell: &Cell| is_count(&fold(&cell.text()));
        if own.iter().all(|(column, cell)| is_ordinal(*column) && numbers(cell)) {
            return Kind::Left(Why::Spare);
        }
        if let [(column, cell)] = own.as_slice() {
            return self.alone(row, *column, cell);
        }
        self.across(row)
    }

    /// A row with one cell: somebody of whom only the name is known, or a heading.
    fn alone(&self, row: &Row, column: usize, cell: &Cell) -> Kind {
        let text = cell.text();
        let wide = self.grid.merge_at(row.no, column).is_some_and(|m| m.right > m.left + 1);
        let bears = says_role(&text);
        // A remark may speak of anybody; a heading is short.
        let short = text.chars().count() <= 10;
        if self.in_note && (wide || column <= self.name) && !(bears && short) {
            return Kind::Left(Why::Note);
        }
        if is_day(&text) {
            return Kind::Left(Why::Signature);
        }
        let merged_name = row.cell(self.name).is_some_and(|cell| cell.merged);
        if merged_name || !matches!(cell.value, Value::Text(_)) {
            return Kind::Person;
        }
        if wide || column < self.name {
            return if bears {
                Kind::Unclear(cell.at, FaultKind::HeadingBears { text: quoted(&text) })
            } else {
                Kind::Left(Why::Heading)
            };
        }
        let kept = self.header.columns.iter().filter(|head| head.is.column().is_some()).count();
        // 王强（列席） is somebody, and so is 李梅（2网格）.
        let bare = fold(&text);
        let bare =
            bare.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map_or(&*bare, |(t, _)| t);
        if column == self.name && kept > 1 && (says_role(bare) || looks_like_heading(bare)) {
            return Kind::Unclear(cell.at, FaultKind::HeadingInNames);
        }
        Kind::Person
    }

    /// A person's row where one cell reaches over several columns that are needed says too little.
    fn across(&self, row: &Row) -> Kind {
        let over = self
            .grid
            .merges
            .iter()
            .filter(|m| m.right > m.left && (m.top..=m.bottom).contains(&row.no));
        for merge in over {
            let needed = |column: usize| {
                self.header.columns.get(column).is_some_and(|head| head.is.column().is_some())
            };
            if (merge.left..=merge.right).filter(|column| needed(*column)).count() > 1 {
                let column = super::super::toml::count(merge.left + 1);
                return Kind::Unclear((row.no, column), FaultKind::MergedAcross);
            }
        }
        Kind::Person
    }
}

/// A number of people, households or meters, and no name.
fn is_count(folded: &str) -> bool {
    let rest = folded.trim_end_matches(['人', '户', '名', '位', '㎡', '票', '元', '套', '家']);
    let rest = rest.trim_start_matches('共');
    !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/'))
}

/// The word of a sum, by itself or with numbers.
fn is_total(text: &str) -> bool {
    let text = fold(text);
    let counts = |rest: &str| {
        let rest = rest.trim_start_matches([':', '(', '=', '为']).trim_end_matches(')');
        let plain = |c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | ','
                        | ';'
                        | '，'
                        | '人'
                        | '户'
                        | '名'
                        | '位'
                        | '票'
                        | '套'
                        | '㎡'
                        | '²'
                        | '米'
                        | '平'
                        | '方'
                        | 'm'
                        | '共'
                )
        };
        let bare = rest.trim_start_matches(':');
        let unit = ["", "人", "户", "名", "位", "票", "套", "㎡", "m²", "m2", "平方米", "平米"]
            .contains(&bare);
        unit || (rest.chars().all(plain) && rest.contains(|c: char| c.is_ascii_digit()))
    };
    // 共24人，其中有表决权16人.
    if text.strip_prefix('共').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    words().rows.total.iter().any(|word| {
        if word.is_ascii() {
            return text == *word
                || text.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(':'));
        }
        if let Some(rest) = text.strip_prefix(word.as_str()) {
            // 应到24人，实到21人: one sum behind another.
            return counts(rest)
                || words().rows.total.iter().any(|other| rest.contains(other.as_str()))
                    && rest.starts_with(|c: char| c.is_ascii_digit() || c == ':');
        }
        // 第一组小计, 1号楼合计.
        text.strip_suffix(word.as_str()).is_some_and(|rest| {
            rest.chars().count() <= 12
                && (words().rows.heading.iter().any(|end| rest.ends_with(end.as_str()))
                    || rest.starts_with('第'))
        })
    })
}

/// Who filled in, checked, signed, and when: a word of the table and a colon behind it.
fn is_signature(text: &str) -> bool {
    let text = fold_with_colon(text);
    let behind = |rest: &str| {
        let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((_, rest)) => rest,
            None => rest,
        };
        rest.starts_with(':')
    };
    words().rows.signature.iter().any(|word| {
        text == *word
            || text.trim_end_matches(':') == *word
            || text
                .match_indices(word.as_str())
                .any(|(at, _)| text.get(at + word.len()..).is_some_and(behind))
    })
}

fn fold_with_colon(text: &str) -> String {
    let colon = text.trim_end().ends_with([':', '\u{ff1a}']);
    let mut folded = fold(text);
    if colon {
        folded.push(':');
    }
    folded
}

/// A word of the list, then a colon or a number.
fn begins(text: &str, list: &[String]) -> bool {
    let text = fold_with_colon(text);
    list.iter().any(|word| {
        text.strip_prefix(word.as_str()).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '、', '(', '1', '2', '3', '4', '5'])
        })
    })
}

/// A word of the list alone, or with a colon or a bracket behind it.
fn begins_exactly(text: &str, list: &[String]) -> bool {
    let text = fold_with_colon(text);
    list.iter().any(|word| {
        text.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(']))
    })
}

/// Whether a text says how people attend, which group they are of or whether they vote.
fn says_role(text: &str) -> bool {
    let text = fold(text);
    let values = &words().values;
    let bearing = words().notes.bearing.iter();
    let groups = crate::domain::person::group::STANDARD;
    bearing.chain(&values.sitting_in).any(|word| text.contains(word.as_str()))
        || groups.iter().any(|group| text.contains(group))
        || words().is_value(&text)
        || ["出席", "主持", "特邀"].iter().any(|word| text.contains(word))
}

/// 第一网格, 3号楼, （一）: no name, where nothing else stands in the row.
fn looks_like_heading(text: &str) -> bool {
    let text = fold(text);
    let ends = &words().rows.heading;
    let numbered = text.split_once(['、', '.', ')']).is_some_and(|(number, _)| {
        let number = number.trim_start_matches('(');
        !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    numbered
        || text.starts_with('第')
        || ends.iter().any(|end| text.ends_with(end.as_str()) && text.chars().count() > 2)
        // In English, Mark and Rose are headers and people.
        || !text.is_ascii()
            && words().meaning(&text).is_some_and(|m| !matches!(m, Meaning::WeakName))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_sum_up_are_told_from_people() {
        for text in [
            "合计",
            "合　计：",
            "总计 24 人",
            "小计",
            "合计：24人",
            "第一组小计",
            "3号楼合计",
            "应到24人，实到21人。",
            "Total",
            "共计（户）",
            "合计514.83㎡",
            "共24人，其中有表决权16人。",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in ["合计平", "计总", "共计国", "张合计", "total eclipse", "实到迟"]
        {
            assert!(!is_total(text), "{text}");
        }
    }

    #[test]
    fn rows_that_sign_are_told_from_people() {
        for text in [
            "填表人：王五",
            "审核人（签字）：",
            "制表日期",
            "单位负责人：  填表人：李四",
            "日期：2026年11月1日",
        ] {
            assert!(is_signature(text), "{text}");
        }
        for text in ["王五", "审核人员", "日期早"] {
            assert!(!is_signature(text), "{text}");
        }
    }
}
