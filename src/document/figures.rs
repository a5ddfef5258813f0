//! Figures over a period: how many sessions, who took part, how often there was consensus, how
//! much was done in time.
//!
//! Whole numbers only; rates are printed from them (docs/domain.md §2). Must not know a screen or a file
//! format.

use crate::document::model::{Cell, Document, Table};
use crate::document::session_summary::Summary;
use crate::domain::follow_up::ActionStatus;
use crate::domain::fraction::rate_text;
use crate::domain::outcome::Disposition;
use crate::i18n::{Lang, figures as text, terms};
use chrono::NaiveDate;
use serde::Serialize;

/// The days that are looked at, both ends in them; None is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Period {
    pub(crate) fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The figures of the sessions that lie in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Figures {
    pub period: Period,
    /// Sessions that were opened.
    pub held: u32,
    /// Sessions that are planned and were not opened.
    pub planned: u32,
    /// People invited to the sessions held, each session by itself.
    pub expected: u32,
    pub came: u32,
    pub groups: Vec<GroupFigures>,
    pub reached: u32,
    #[serde(rename = "continue")]
    pub to_continue: u32,
    pub referred: u32,
    pub actions: u32,
    pub completed: u32,
    pub in_time: u32,
    pub overdue: u32,
    pub rejected: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct GroupFigures {
    pub name: String,
    pub expected: u32,
    pub came: u32,
}

/// The figures as of `today`, which decides what is overdue.
pub(crate) fn figures<'a>(
    sessions: impl IntoIterator<Item = &'a Summary>,
    period: Period,
    today: NaiveDate,
) -> Figures {
    let mut sum = Figures { period, ..Figures::default() };
    for session in sessions.into_iter().filter(|session| period.holds(session.date)) {
        if !session.held {
            sum.planned += 1;
            continue;
        }
        sum.held += 1;
        for group in &session.groups {
            sum.expected += group.expected;
            sum.came += group.came;
            match sum.groups.iter_mut().find(|known| known.name == group.name) {
                Some(known) => {
                    known.expected += group.expected;
                    known.came += group.came;
                }
                None => sum.groups.push(GroupFigures {
                    name: group.name.clone(),
                    expected: group.expected,
                    came: group.came,
                }),
            }
        }
        for outcome in &session.outcomes {
            match outcome {
                Disposition::Reached => sum.reached += 1,
                Disposition::Continue => sum.to_continue += 1,
                Disposition::Refer => sum.referred += 1,
            }
        }
        for action in &session.actions {
            sum.actions += 1;
            sum.completed += u32::from(action.completed.is_some());
            sum.in_time += u32::from(action.is_in_time());
            sum.overdue += u32::from(action.is_overdue(today));
            sum.rejected += u32::from(action.status == ActionStatus::Rejected);
        }
    }
    sum
}

impl Figures {
    /// Proposals whose outcome stands.
    pub(crate) fn settled(&self) -> u32 {
        self.reached + self.to_continue + self.referred
    }

    /// Completed in time, of what is completed or should be; None where that is nothing.
    pub(crate) fn in_time_rate(&self) -> Option<String> {
        rate(self.in_time, self.completed + self.overdue)
    }

    /// Those who came, of those invited.
    pub(crate) fn presence_rate(&self) -> Option<String> {
        rate(self.came, self.expected)
    }

    /// The figures as a document of three tables, which every format can write.
    pub(crate) fn document(&self, lang: Lang) -> Document {
        let mut document = Document::new(lang, text::title(lang));
        document.paragraph(self.period_text(lang));
        for part in self.parts(lang) {
            document.heading(1, part.title);
            let cells = |line: &FigureRow| {
                let share = (!line.remark.is_empty()).then_some(&line.remark);
                vec![
                    Cell::text(line.label.clone()),
                    Cell::number(Some(line.value)),
                    Cell::percent(share),
                ]
            };
            let header = [text::item(lang), text::number(lang), text::share(lang)];
            document.table(Table::new(header, part.lines.iter().map(cells).collect()));
        }
        document
    }

    pub(crate) fn period_text(&self, lang: Lang) -> String {
        let day = |day: NaiveDate| terms::date(lang, day);
        match (self.period.from, self.period.to) {
            (Some(from), Some(to)) => text::period(lang, day(from), day(to)),
            (Some(from), None) => text::period_from(lang, day(from)),
            (None, Some(to)) => text::period_to(lang, day(to)),
            (None, None) => text::period_all(lang),
        }
    }

    /// The lines of the tables and of the chart, in three parts.
    pub(crate) fn parts(&self, lang: Lang) -> Vec<Part> {
        let plain = |label: String, value: u32| FigureRow::new(label, value, None);
        let share =
            |label: String, value: u32, base: u32| FigureRow::new(label, value, rate(value, base));
        let mut people = vec![
            plain(text::held(lang), self.held),
            plain(text::planned(lang), self.planned),
            plain(text::expected(lang), self.expected),
            FigureRow::new(text::came(lang), self.came, self.presence_rate()),
        ];
        people.extend(self.groups.iter().map(|group| {
            let name = terms::group_name(lang, &group.name);
            FigureRow::new(
                text::group_came(lang, name),
                group.came,
                rate(group.came, group.expected),
            )
        }));
        let settled = self.settled();
        let outcomes = vec![
            plain(text::settled(lang), settled),
            share(terms::disposition(lang, Disposition::Reached).to_owned(), self.reached, settled),
            share(
                terms::disposition(lang, Disposition::Continue).to_owned(),
                self.to_continue,
                settled,
            ),
            share(terms::disposition(lang, Disposition::Refer).to_owned(), self.referred, settled),
        ];
        let actions = vec![
            plain(text::actions(lang), self.actions),
            share(text::completed(lang), self.completed, self.actions),
            FigureRow::new(text::in_time(lang), self.in_time, self.in_time_rate()),
            share(text::overdue(lang), self.overdue, self.actions),
            share(text::rejected(lang), self.rejected, self.actions),
        ];
        vec![
            Part { title: text::people(lang), lines: people },
            Part { title: text::outcomes(lang), lines: outcomes },
            Part { title: text::follow_up(lang), lines: actions },
        ]
    }
}

fn rate(value: u32, base: u32) -> Option<String> {
    rate_text(u64::from(value), u64::from(base))
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub title: String,
    pub lines: Vec<FigureRow>,
}

/// One line of a table: what, how many, and which share of its whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FigureRow {
    pub label: String,
    pub value: u32,
    /// `85.7%`, empty where it is a share of nothing.
    pub remark: String,
}

impl FigureRow {
    fn new(label: String, value: u32, remark: Option<String>) -> Self {
        Self { label, value, remark: remark.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests;
