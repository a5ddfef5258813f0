//! The tables of `assets/roster/words.toml`: what columns, cells and rows are called in the field.
//!
//! Owns how such words are compared; must not decide what follows from them.

use super::super::column::Column;
use crate::domain::person::Attends;
use crate::text::clean::{Form, clean_as};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The file itself, as docs/office.md shows it.
pub const WORDS: &str = include_str!("../../../assets/roster/words.toml");

type List = Vec<String>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    name: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    unit: List,
    post: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headers {
    headers: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    words: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Values {
    pub(super) chair: List,
    pub(super) attending: List,
    pub(super) sitting_in: List,
    pub(super) yes: List,
    pub(super) no: List,
    council: List,
    stakeholder: List,
    department: List,
    invitee: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) nobody: List,
    pub(super) ditto: List,
    pub(super) compound: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notes {
    pub(super) vote: List,
    pub(super) no_vote: List,
    pub(super) status: List,
    pub(super) bearing: List,
    pub(super) vote_bearing: List,
    pub(super) absent: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub(super) total: List,
    pub(super) signature: List,
    pub(super) note: List,
    pub(super) example: List,
    /// How headings between people end.
    pub(super) heading: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    columns: HashMap<String, List>,
    weak: Names,
    parts: Parts,
    by_value: Headers,
    left_out: Headers,
    ordinal: Headers,
    private: Plain,
    bearing: Plain,
    neutral: Headers,
    hints: Plain,
    values: Values,
    notes: Notes,
    names: People,
    rows: Rows,
}

/// What a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Column(Column),
    /// The name, where nothing better is.
    WeakName,
    /// A part of [`Column::Unit`]: the unit, or the post that stands behind it.
    Part {
        post: bool,
    },
    ByValue,
    LeftOut {
        ordinal: bool,
    },
}

pub(super) struct Words {
    headers: HashMap<String, Meaning>,
    /// Every name of a column that is kept, for what is nearly one.
    near: Vec<(String, Column)>,
    private: List,
    bearing: List,
    neutral: List,
    hints: List,
    pub(super) values: Values,
    groups: [List; 4],
    pub(super) notes: Notes,
    pub(super) names: People,
    pub(super) rows: Rows,
}

static TABLES: LazyLock<Words> = LazyLock::new(|| {
    // That the file is whole is held by a test.
    Words::of(toml::from_str(WORDS).unwrap_or_default())
});

/// The tables.
pub(super) fn words() -> &'static Words {
    &TABLES
}

/// A word as it is compared: half width, small letters, no spaces and no colon or star at the end.
pub(super) fn fold(text: &str) -> String {
    let folded = clean_as(text, Form::Id).to_lowercase();
    let mut folded: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    while folded.len() > 1 && folded.ends_with([':', '*']) {
        folded.pop();
    }
    while folded.len() > 1 && folded.starts_with('*') {
        folded.remove(0);
    }
    folded
}

fn folded(list: impl IntoIterator<Item = String>) -> List {
    list.into_iter().map(|word| fold(&word)).collect()
}

impl Words {
    fn of(file: File) -> Self {
        let mut headers = HashMap::new();
        let mut near = Vec::new();
        let ordinal = folded(file.ordinal.headers);
        for name in folded(file.left_out.headers) {
            let ordinal = ordinal.contains(&name);
            headers.insert(name, Meaning::LeftOut { ordinal });
        }
        for name in folded(file.by_value.headers) {
            headers.insert(name, Meaning::ByValue);
        }
        for name in folded(file.weak.name) {
            headers.insert(name, Meaning::WeakName);
        }
        for (names, post) in [(file.parts.unit, false), (file.parts.post, true)] {
            for name in folded(names) {
                near.push((name.clone(), Column::Unit));
                headers.insert(name, Meaning::Part { post });
            }
        }
        for column in Column::ALL {
            for name in file.columns.get(column.en()).into_iter().flatten() {
                near.push((fold(name), *column));
                headers.insert(fold(name), Meaning::Column(*column));
            }
        }
        let Values {
            chair,
            attending,
            sitting_in,
            yes,
            no,
            council,
            stakeholder,
            department,
            invitee,
        } = file.values;
        let groups = [council, stakeholder, department, invitee].map(folded);
        let values = Values {
            chair: folded(chair),
            attending: folded(attending),
            sitting_in: folded(sitting_in),
            yes: folded(yes),
            no: folded(no),
            ..Values::default()
        };
        let Notes { vote, no_vote, status, bearing, vote_bearing, absent } = file.notes;
        let notes = Notes {
            vote: folded(vote),
            no_vote: folded(no_vote),
            status: folded(status),
            bearing: folded(bearing),
            vote_bearing: folded(vote_bearing),
            absent: folded(absent),
        };
        let People { nobody, ditto, compound } = file.names;
        let names =
            People { nobody: folded(nobody), ditto: folded(ditto), compound: folded(compound) };
        let Rows { total, signature, note, example, heading } = file.rows;
        let rows = Rows {
            total: folded(total),
            signature: folded(signature),
            note: folded(note),
            example: folded(example),
            heading: folded(heading),
        };
        Self {
            headers,
            near,
            private: folded(file.private.words),
            bearing: folded(file.bearing.words),
            neutral: folded(file.neutral.headers),
            hints: folded(file.hints.words),
            values,
            groups,
            notes,
            names,
            rows,
        }
    }

    /// What a header says, as it stands or without what stands in brackets behind it.
    pub(super) fn meaning(&self, header: &str) -> Option<Meaning> {
        let name = fold(header);
        if let Some(meaning) = self.headers.get(&name) {
            return Some(*meaning);
        }
        let (bare, inside) = name.strip_suffix(')')?.rsplit_once('(')?;
        if self.hints.iter().any(|hint| hint == inside) {
            return self.headers.get(bare).copied();
        }
        None
    }

    /// The column that a header is nearly called: one edit away, or of the same letters.
    pub(super) fn near(&self, header: &str) -> Option<Column> {
        let name = fold(header);
        if name.chars().nth(1).is_none() || name.chars().nth(30).is_some() {
            return None;
        }
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        let like = |known: &str| {
            let short = known.is_ascii() && known.len() < 4;
            !short
                && known.chars().nth(1).is_some()
                && (strsim::damerau_levenshtein(known, &name) <= 1
                    || sorted(known) == sorted(&name))
        };
        self.near.iter().find(|(known, _)| like(known)).map(|(_, column)| *column)
    }

    /// Whether what stands below a header is nobody else's business.
    pub(super) fn is_private(&self, header: &str) -> bool {
        let name = fold(header);
        self.private.iter().any(|word| name.contains(word.as_str()))
    }

    /// Whether a header that is not known speaks of a vote all the same.
    pub(super) fn bears(&self, header: &str) -> bool {
        let name = fold(header);
        self.bearing.iter().any(|word| name.contains(word.as_str()))
    }

    /// Whether an upper header leaves what stands below it as it is.
    pub(super) fn is_neutral(&self, header: &str) -> bool {
        let name = fold(header);
        self.neutral.contains(&name)
    }

    /// Whether a header is what a cell should say: a role or a group.
    pub(super) fn is_value(&self, header: &str) -> bool {
        let name = fold(header);
        let roles = [&self.values.chair, &self.values.attending, &self.values.sitting_in];
        roles.into_iter().chain(&self.groups).any(|list| list.contains(&name))
    }

    /// How somebody attends, by what a cell says.
    pub(super) fn role(&self, text: &str) -> Option<Attends> {
        let text = fold(text);
        let values = &self.values;
        [
            (&values.chair, Attends::Chair),
            (&values.attending, Attends::Attending),
            (&values.sitting_in, Attends::SittingIn),
        ]
        .into_iter()
        .find(|(list, _)| list.contains(&text))
        .map(|(_, role)| role)
    }

    /// The group of a cell, by its number in the field's order.
    pub(super) fn group(&self, text: &str) -> Option<&'static str> {
        let name = fold(text);
        let groups = crate::domain::person::group::STANDARD;
        let found = groups.iter().zip(&self.groups).find(|(_, list)| list.contains(&name));
        found.map(|(group, _)| *group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_and_each_header_has_one_meaning() {
        let file: File = toml::from_str(WORDS).unwrap();
        for column in Column::ALL {
            let names = &file.columns[column.en()];
            assert_eq!(names[..2], [column.zh(), column.en()], "what yishi writes comes first");
        }
        assert_eq!(file.columns.len(), Column::ALL.len());
        let File { columns, weak, parts, by_value, left_out, .. } = file;
        let lists = columns.into_values().chain([
            weak.name,
            parts.unit,
            parts.post,
            by_value.headers,
            left_out.headers,
        ]);
        let mut all: Vec<String> = lists.flat_map(folded).collect();
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn headers_are_told_from_what_is_nearly_one() {
        let words = words();
        assert_eq!(words.meaning("姓　名"), Some(Meaning::Column(Column::Name)));
        assert_eq!(words.meaning("建筑面积（㎡）"), Some(Meaning::Column(Column::Weight)));
        assert_eq!(words.meaning("*姓名："), Some(Meaning::Column(Column::Name)));
        assert_eq!(words.meaning("姓名（拼音）"), None);
        assert_eq!(words.meaning("房号"), Some(Meaning::LeftOut { ordinal: false }));
        assert_eq!(words.near("姓各"), Some(Column::Name));
        assert_eq!(words.near("话电"), Some(Column::Phone));
        assert_eq!(words.near("wieght"), Some(Column::Weight));
        assert_eq!(words.near("配偶情况"), None);
        assert!(words.bears("表决权份额") && words.is_value("列席"));
    }
}
