//! The running record as rows of the screen: how many rows each line takes, and the words of those
//! that are seen. What an act did not touch is neither worded nor wrapped again, and the words of
//! a line that is not seen are not kept: the record has them.

use super::search::Wanted;
use crate::document::line::{self, MinutesKind, MinutesLine, Wording};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::recorded::Recorded;
use crate::i18n::Lang;
use crate::i18n::ui::minutes as text;
use crate::text::Width;
use crate::text::wrap::wrap;
use crate::tui::ui::Ui;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where a line of the minutes stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinePosition {
    pub(super) seq: u64,
    pub(super) kind: MinutesKind,
    /// How many rows it takes.
    rows: u32,
    /// How many rows are above it.
    first: u32,
}

impl LinePosition {
    pub(super) fn rows(&self) -> usize {
        self.rows as usize
    }

    pub(super) fn first(&self) -> usize {
        self.first as usize
    }

    fn end(&self) -> usize {
        self.first() + self.rows()
    }
}

/// A line with its words.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) line: MinutesLine,
    /// As it is drawn, with the mark of a correction.
    pub(super) text: String,
    /// The bytes of each row of `text`.
    pub(super) rows: Vec<Range<usize>>,
}

/// The record that was worded: how far it went, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Of {
    seq: u64,
    head: LineHash,
    lang: Lang,
}

#[derive(Debug)]
pub(super) struct Record {
    of: Option<Of>,
    wording: Option<Wording>,
    layout: (usize, Width),
    places: Vec<LinePosition>,
    /// The lines seen last, from the first of these places on.
    seen: (Range<usize>, Vec<Shown>),
    /// The rows in which the record was last drawn.
    pub(super) height: usize,
    /// The first of them, among all rows.
    pub(super) top: usize,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            of: None,
            wording: None,
            layout: (60, Width::default()),
            places: Vec::new(),
            seen: (0..0, Vec::new()),
            height: 1,
            top: 0,
        }
    }
}

impl Record {
    pub(super) fn bring_up_to(&mut self, ui: &Ui) {
        let Some(ledger) = ui.ledger() else { return };
        let of = Of { seq: ledger.seq(), head: ledger.head(), lang: ui.lang() };
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let goes_on = |of: &Of| ledger.record(of.seq).is_some_and(|record| record.hash == of.head);
        let before = self.of.as_ref().filter(|before| before.lang == of.lang && goes_on(before));
        match before.and_then(|before| line::reach(ledger, before.seq)) {
            Some(reached) => self.renew(ledger, &reached),
            None => self.word(ledger, of.lang),
        }
        self.of = Some(of);
        self.seen = (0..0, Vec::new());
    }

    /// Words the whole record.
    fn word(&mut self, ledger: &Ledger, lang: Lang) {
        self.wording = Wording::of(ledger, lang);
        let records = ledger.records().iter();
        self.places = records.filter_map(|record| self.place_of(ledger, record)).collect();
        self.count(0);
    }

    /// Words some lines again.
    fn renew(&mut self, ledger: &Ledger, lines: &BTreeSet<u64>) {
        if let Some(wording) = &mut self.wording {
            wording.renew(ledger, lines);
        }
        for seq in lines {
            let now = ledger.record(*seq).and_then(|record| self.place_of(ledger, record));
            match (self.places.binary_search_by_key(seq, |place| place.seq), now) {
                (Ok(at), Some(now)) => self.places[at] = now,
                (Ok(at), None) => drop(self.places.remove(at)),
                (Err(at), Some(now)) => self.places.insert(at, now),
                (Err(_), None) => {}
            }
        }
        let first = lines.first().copied().unwrap_or(u64::MAX);
        self.count(self.places.partition_point(|place| place.seq < first));
    }

    /// A line, and behind its words the mark of a correction.
    fn worded(&self, ledger: &Ledger, record: &Recorded) -> Option<(MinutesLine, Option<String>)> {
        let wording = self.wording.as_ref()?;
        let line = wording.line(ledger.meeting()?, record)?;
        let mark = if line.drifted {
            Some(text::drifted(wording.lang()))
        } else {
            line.corrected.then(|| text::corrected(wording.lang()))
        };
        Some((line, mark))
    }

    fn shown(&self, ledger: &Ledger, record: &Recorded) -> Option<Shown> {
        let (line, mark) = self.worded(ledger, record)?;
        let text = format!("{}{}", line.text, mark.unwrap_or_default());
        let (cells, width) = self.layout;
        let rows = wrap(&text, cells, width).into_iter().map(|line| line.range).collect();
        Some(Shown { line, text, rows })
    }

    fn place_of(&self, ledger: &Ledger, record: &Recorded) -> Option<LinePosition> {
        let shown = self.shown(ledger, record)?;
        let rows = rows_of(&shown);
        Some(LinePosition { seq: shown.line.seq, kind: shown.line.kind, rows, first: 0 })
    }

    pub(super) fn lay_out(&mut self, ui: &Ui, cells: usize, width: Width, height: usize) {
        self.height = height.max(1);
        if self.layout == (cells, width) {
            return;
        }
        self.layout = (cells, width);
        self.seen = (0..0, Vec::new());
        let mut places = std::mem::take(&mut self.places);
        for place in &mut places {
            place.rows = self.at(ui, place.seq).map_or(1, |shown| rows_of(&shown));
        }
        self.places = places;
        self.count(0);
    }

    /// Counts the rows above each line from a place on.
    fn count(&mut self, from: usize) {
        let before = from.checked_sub(1).and_then(|place| self.places.get(place));
        let mut first = before.map_or(0, |place| place.first.saturating_add(place.rows));
        for place in self.places.iter_mut().skip(from) {
            place.first = first;
            first = first.saturating_add(place.rows);
        }
    }

    pub(super) fn places(&self) -> &[LinePosition] {
        &self.places
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.places.last().map_or(0, LinePosition::end)
    }

    /// The place of the line of an event, or of the nearest before it that still stands.
    pub(super) fn place(&self, seq: u64) -> Option<usize> {
        let behind = self.places.partition_point(|place| place.seq <= seq);
        (!self.places.is_empty()).then(|| behind.saturating_sub(1))
    }

    /// The line of an event with its words; None where it has none of its own.
    pub(super) fn at(&self, ui: &Ui, seq: u64) -> Option<Shown> {
        let ledger = ui.ledger()?;
        self.shown(ledger, ledger.record(seq)?)
    }

    /// Whether the line of an event is drawn with this text in it.
    pub(super) fn has(&self, ui: &Ui, seq: u64, wanted: &Wanted) -> bool {
        let Some((ledger, m)) = ui.ledger().and_then(|ledger| Some((ledger, ledger.meeting()?)))
        else {
            return false;
        };
        let Some(record) = ledger.record(seq) else { return false };
        // Nearly all of a long record: its words need not be copied to be looked at.
        if let Some(text) = line::only_words(m, record) {
            return wanted.is_in(text);
        }
        self.worded(ledger, record).is_some_and(|(MinutesLine { mut text, .. }, mark)| {
            text.extend(mark);
            wanted.is_in(&text)
        })
    }

    /// The lines with rows among those seen, and how many rows of the first are above.
    pub(super) fn visible(&mut self, ui: &Ui) -> (usize, usize, &[Shown]) {
        let (top, height) = (self.top, self.height);
        let from = self.places.partition_point(|place| place.end() <= top);
        let to = self.places.partition_point(|place| place.first() < top + height);
        let places = self.places.get(from..to).unwrap_or_default();
        if self.seen.0 != (from..to) {
            let lines = places.iter().filter_map(|place| self.at(ui, place.seq)).collect();
            self.seen = (from..to, lines);
        }
        let above = places.first().map_or(0, |place| top - place.first().min(top));
        (from, above, &self.seen.1)
    }
}

fn rows_of(shown: &Shown) -> u32 {
    u32::try_from(shown.rows.len()).unwrap_or(u32::MAX)
}
