//! The table of a paper that is a text: Markdown, a page of the web, JSON, or plain lines.

use super::super::grid::Grid;
use super::super::words::{Meaning, words};
use super::{Refused, Rows};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use std::collections::HashMap;

/// The table of a text that is one of yishi's papers; None where it is none of them.
pub(in super::super) fn read(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    markdown(text, most).or_else(|| json(text, most)).or_else(|| lines(text, most))
}

/// The first table of a Markdown text; None where it has none.
fn markdown(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    let is_rule = |line: &str| {
        let line = line.trim();
        line.starts_with('|') && line.contains("---") && line.chars().all(|c| "|-: ".contains(c))
    };
    let lines = || text.lines().zip(1_u32..);
    let (_, rule) = lines().find(|(line, _)| is_rule(line))?;
    let begins = rule.checked_sub(1).filter(|no| *no > 0)?;
    let mut rows = Rows::new(most);
    for (line, no) in lines().skip_while(|(_, no)| *no < begins) {
        let Some(line) = line.trim().strip_prefix('|') else { break };
        if no == rule {
            continue;
        }
        if let Err(refused) = rows.row(no, cells(line)) {
            return Some(Err(refused));
        }
    }
    Some(Ok(rows.grid))
}

/// The cells of a line behind its first bar; what a backslash stands before is itself.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => cell.extend(chars.next()),
            '|' => cells.push(std::mem::take(&mut cell).trim().replace("<br>", "\n")),
            c => cell.push(c),
        }
    }
    cells
}

/// The table of a page as yishi writes it; None in a page of others.
pub(in super::super) fn page(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    let (_, article) = text.split_once("<body>\n<article>\n")?;
    let (_, table) = article.split_once("<div class=\"wide\">")?;
    let (table, _) = table.split_once("</table>")?;
    let mut reader = Reader::from_str(table);
    // A break and a column are not closed in HTML.
    reader.config_mut().check_end_names = false;
    let mut rows = Rows::new(most);
    let mut text = String::new();
    loop {
        let Ok(event) = reader.read_event() else { return None };
        match event {
            Event::Eof => return Some(Ok(rows.grid)),
            Event::Start(e) => match e.name().as_ref() {
                "th" | "td" => text.clear(),
                "br" => text.push('\n'),
                _ => {}
            },
            Event::Text(t) => text.push_str(&t),
            Event::GeneralRef(entity) => {
                text.push_str(resolve_xml_entity(&entity).unwrap_or_default());
                text.extend(entity.resolve_char_ref().ok().flatten());
            }
            Event::End(e) => match e.name().as_ref() {
                "th" | "td" => {
                    if let Err(refused) = rows.cell(&text) {
                        return Some(Err(refused));
                    }
                }
                "tr" => rows.end(),
                _ => {}
            },
            _ => {}
        }
    }
}

/// The first table of a document as JSON.
fn json(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let document: serde_json::Value = serde_json::from_str(text).ok()?;
    let table = document.get("blocks")?.as_array()?.iter().find_map(|block| block.get("table"))?;
    let header = table.get("header")?.as_array()?;
    let body = table.get("rows")?.as_array()?.iter().filter_map(|row| row.as_array());
    let mut rows = Rows::new(most);
    for (no, row) in (1_u32..).zip(std::iter::once(header).chain(body)) {
        let text = |cell: &serde_json::Value| cell.get("text")?.as_str().map(str::to_owned);
        if let Err(refused) = rows.row(no, row.iter().map(|cell| text(cell).unwrap_or_default())) {
            return Some(Err(refused));
        }
    }
    Some(Ok(rows.grid))
}

/// The table of a plain text: a row is a line of headers, each with its value behind it, and begins
/// with its number. A line that can be understood in two ways makes it no table.
fn lines(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    let mut headers: Vec<&str> = Vec::new();
    let mut found: Vec<(u32, HashMap<&str, String>)> = Vec::new();
    for (line, no) in text.lines().zip(1_u32..) {
        let Some(row) = line.strip_prefix("  ").filter(|row| is_numbered(row)) else {
            if found.is_empty() {
                continue;
            }
            break;
        };
        let between =
            if row.contains("; ") && !row.contains('\u{ff1b}') { "; " } else { "\u{ff1b}" };
        let mut values: HashMap<&str, String> = HashMap::new();
        let mut last = "";
        for part in row.split(between) {
            if let Some((header, value)) = labelled(part) {
                if values.insert(header, value.to_owned()).is_some() {
                    return None;
                }
                last = header;
                if !headers.contains(&header) {
                    headers.push(header);
                }
            } else {
                // A value may hold what stands between two of them.
                let value = values.get_mut(last)?;
                value.push_str(between);
                value.push_str(part);
            }
        }
        found.push((no, values));
    }
    let (first, _) = found.first()?;
    let mut rows = Rows::new(most);
    let named = rows.row(first.saturating_sub(1), headers.iter().map(|h| (*h).to_owned()));
    let read = found.iter().try_for_each(|(no, values)| {
        rows.row(*no, headers.iter().map(|h| values.get(h).cloned().unwrap_or_default()))
    });
    Some(named.and(read).map(|()| rows.grid))
}

/// A known header and what stands behind it. The headers of English are of several words, those of
/// Chinese are one.
fn labelled(part: &str) -> Option<(&str, &str)> {
    let most = if part.starts_with(|c: char| c.is_ascii()) { usize::MAX } else { 1 };
    let gaps = part.match_indices(' ').take(most).map(|(at, _)| part.split_at(at));
    let known = gaps.filter(|(header, _)| words().meaning(header).is_some());
    known.max_by_key(|(header, _)| header.len()).map(|(header, value)| (header, value.trim_start()))
}

fn is_numbered(row: &str) -> bool {
    let first = row.split(['\u{ff1b}', ';']).next().unwrap_or_default();
    labelled(first).is_some_and(|(header, value)| {
        words().meaning(header) == Some(Meaning::LeftOut { ordinal: true })
            && !value.is_empty()
            && value.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_markdown_is_read_to_its_end() {
        let text = "# 签到表\n\n- **时间**：今天\n\n| 序号 | 姓名 |\n| ---: | --- |\n\
                    | 1 | 王\\|强 |\n| 2 |  |\n\n应到2人。\n";
        let grid = markdown(text, 10).unwrap().unwrap();
        let rows: Vec<(u32, Vec<String>)> = grid
            .rows
            .iter()
            .map(|row| (row.no, row.cells.iter().map(|c| c.text().into_owned()).collect()))
            .collect();
        let row = |no, a: &str, b: &str| (no, vec![a.to_owned(), b.to_owned()]);
        assert_eq!(rows, [row(5, "序号", "姓名"), row(7, "1", "王|强"), row(8, "2", "")]);
        assert!(markdown("姓名,电话\n王强,1\n", 10).is_none());
    }
}
