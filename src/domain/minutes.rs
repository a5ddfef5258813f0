//! What the recorder writes: summaries of speeches, notes, written opinions, and corrections of
//! any line, each kept beside what it corrects. Must not word the lines that events draft by
//! themselves: that is `document`.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::series::Series;
use crate::domain::session::Phase;
use crate::domain::stamp::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// The summary of a person's latest speech; of the latest speech at all, where nobody is named.
    Say {
        person: Option<PersonId>,
        text: String,
    },
    Note(String),
    /// An opinion handed in by somebody who need not be present (书面意见).
    Written {
        person: PersonId,
        text: String,
    },
    /// Gives a line of the minutes a new text, by the number of its event.
    Correct {
        seq: u64,
        text: String,
        /// The version that the writer saw (see [`State::version`]); without it nothing is asked.
        seen: Option<u64>,
    },
    Strike {
        seq: u64,
        reason: String,
        /// As for a correction.
        seen: Option<u64>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    // The texts are the long part of a record: the meeting shares them with its lines.
    Said { person: PersonId, speech: u64, text: Arc<str> },
    Noted { text: Arc<str> },
    Written { person: PersonId, text: Arc<str> },
    Corrected { seq: u64, text: Arc<str> },
    Struck { seq: u64, reason: Arc<str> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Speech,
    Note,
    Written,
}

/// What was written by hand, as it was first written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub seq: u64,
    pub at: Moment,
    pub kind: EntryKind,
    pub person: Option<PersonId>,
    pub speech: Option<u64>,
    pub text: Arc<str>,
}

/// A change to a line by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    Text(Arc<str>),
    Struck(Arc<str>),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub entries: Series<Entry>,
    /// The edits of a line, by the number of its event, the latest last. Lines that events draft
    /// can be edited as well.
    pub edits: BTreeMap<u64, Vec<(u64, Edit)>>,
    /// What was written about speeches: the speech and the place among the entries, in the order of the
    /// speeches.
    about: Series<(u64, usize)>,
    /// The same of what was written about a speech after something about a later one.
    about_earlier: BTreeMap<u64, Vec<usize>>,
}

impl State {
    pub fn entry(&self, seq: u64) -> Option<&Entry> {
        self.entries.place_of(&seq, |entry| entry.seq).and_then(|place| self.entries.get(place))
    }

    /// The latest edit of a line and the number of its event.
    pub fn edit(&self, seq: u64) -> Option<&(u64, Edit)> {
        self.edits.get(&seq).and_then(|edits| edits.last())
    }

    /// Which version of a line stands: the number of its latest edit, of its own event where there
    /// is none. An edit that names an older one would undo somebody's work unseen.
    pub fn version(&self, seq: u64) -> u64 {
        self.edit(seq).map_or(seq, |(edit, _)| *edit)
    }

    /// An entry's text as it stands now; None where it was struck.
    pub fn text<'a>(&'a self, entry: &'a Entry) -> Option<&'a str> {
        match self.edit(entry.seq) {
            None => Some(&entry.text),
            Some((_, Edit::Text(text))) => Some(text),
            Some((_, Edit::Struck(_))) => None,
        }
    }

    /// Whether somebody handed in an opinion that stands.
    pub(super) fn has_written(&self, person: &PersonId) -> bool {
        let written =
            |e: &&Entry| e.kind == EntryKind::Written && e.person.as_ref() == Some(person);
        self.entries.iter().filter(written).any(|entry| self.text(entry).is_some())
    }

    /// What was written about a speech.
    pub fn of_speech(&self, speech: u64) -> impl Iterator<Item = &Entry> {
        let first = self.about.partition_point(|about| about.0 < speech);
        let about = (first..).map_while(move |place| self.about.get(place));
        let about = about.take_while(move |about| about.0 == speech).map(|about| about.1);
        let earlier = self.about_earlier.get(&speech).into_iter().flatten().copied();
        about.chain(earlier).filter_map(|place| self.entries.get(place))
    }
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    match command {
        Command::Say { person, text } => {
            let text = need_text(text)?;
            let speech = match person {
                Some(id) => {
                    m.roll.need_known(id)?;
                    m.floor.latest_of(id).ok_or_else(|| Refusal::HasNotSpoken(id.clone()))?
                }
                None => m.floor.speeches.last().ok_or(Refusal::NobodySpoke)?,
            };
            Ok(Event::Said { person: speech.person.clone(), speech: speech.seq, text: text.into() })
        }
        Command::Note(text) => Ok(Event::Noted { text: need_text(text)?.into() }),
        Command::Written { person, text } => {
            m.roll.need_known(person)?;
            Ok(Event::Written { person: person.clone(), text: need_text(text)?.into() })
        }
        Command::Correct { seq, text, seen } => {
            let text = need_text(text)?;
            need_line(m, *seq)?;
            need_seen(m, *seq, *seen)?;
            let unchanged = match m.minutes.edit(*seq) {
                Some((_, Edit::Text(now))) => **now == *text,
                Some((_, Edit::Struck(_))) => false,
                None => m.minutes.entry(*seq).is_some_and(|entry| *entry.text == *text),
            };
            if unchanged {
                Err(Refusal::NothingToChange)
            } else {
                Ok(Event::Corrected { seq: *seq, text: text.into() })
            }
        }
        Command::Strike { seq, reason, seen } => {
            let reason = need_text(reason)?;
            need_line(m, *seq)?;
            need_seen(m, *seq, *seen)?;
            if matches!(m.minutes.edit(*seq), Some((_, Edit::Struck(_)))) {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Struck { seq: *seq, reason: reason.into() })
        }
    }
}

/// Only what has a line of its own in the minutes can be put right; corrections have none.
fn need_line(m: &Meeting, seq: u64) -> Result<(), Refusal> {
    if m.has_line(seq) { Ok(()) } else { Err(Refusal::NoSuchLine(seq)) }
}

/// Nobody's edit is overwritten by somebody who has not seen it.
fn need_seen(m: &Meeting, seq: u64, seen: Option<u64>) -> Result<(), Refusal> {
    let now = m.minutes.version(seq);
    match m.minutes.edit(seq) {
        Some((_, edit)) if seen.is_some_and(|seen| seen != now) => {
            let text = match edit {
                Edit::Text(text) => Some(text.to_string()),
                Edit::Struck(_) => None,
            };
            Err(Refusal::EditedMeanwhile { seq, now, text })
        }
        _ => Ok(()),
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let minutes = &mut m.minutes;
    let mut push = |kind, person: Option<&PersonId>, speech, text: &Arc<str>| {
        let (person, text) = (person.cloned(), Arc::clone(text));
        if let Some(speech) = speech {
            let place = minutes.entries.len();
            if minutes.about.last().is_none_or(|last| last.0 <= speech) {
                minutes.about.push((speech, place));
            } else {
                minutes.about_earlier.entry(speech).or_default().push(place);
            }
        }
        minutes.entries.push(Entry { seq, at, kind, person, speech, text });
    };
    match event {
        Event::Said { person, speech, text } => {
            push(EntryKind::Speech, Some(person), Some(*speech), text);
        }
        Event::Noted { text } => push(EntryKind::Note, None, None, text),
        Event::Written { person, text } => push(EntryKind::Written, Some(person), None, text),
        Event::Corrected { seq: line, text } => {
            minutes.edits.entry(*line).or_default().push((seq, Edit::Text(Arc::clone(text))));
        }
        Event::Struck { seq: line, reason } => {
            minutes.edits.entry(*line).or_default().push((seq, Edit::Struck(Arc::clone(reason))));
        }
    }
}

/// The command that would make this event again. A speech is always named by its speaker.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Said { person, text, .. } => {
            Command::Say { person: Some(person.clone()), text: text.to_string() }
        }
        Event::Noted { text } => Command::Note(text.to_string()),
        Event::Written { person, text } => {
            Command::Written { person: person.clone(), text: text.to_string() }
        }
        Event::Corrected { seq, text } => {
            Command::Correct { seq: *seq, text: text.to_string(), seen: None }
        }
        Event::Struck { seq, reason } => {
            Command::Strike { seq: *seq, reason: reason.to_string(), seen: None }
        }
    }
}

/// Whether the phase lets a line be written at all; the screen asks before it opens an editor.
pub fn may_write(m: &Meeting) -> bool {
    m.session.phase != Phase::Sealed
}
