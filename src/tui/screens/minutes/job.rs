//! What the editor writes at a time, and the name its draft is kept under.

use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::person::PersonId;
use crate::tui::ui::Ui;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    /// The summary of a speech, by the number of its line.
    Speech {
        speech: u64,
        person: PersonId,
    },
    Note,
    Written(PersonId),
    /// A new text of the line of an event.
    Correct {
        seq: u64,
        /// The version of the line that it began from.
        seen: u64,
    },
}

impl Job {
    /// The running speech; a note while nobody speaks, for what happens then is nobody's words.
    pub(super) fn usual(ui: &Ui) -> Self {
        let running = ui.meeting().and_then(|m| m.floor.current());
        running.map_or(Self::Note, |speech| Self::Speech {
            speech: speech.seq,
            person: speech.person.clone(),
        })
    }

    /// Putting a line right: what was begun before, else from the line as it stands.
    pub(super) fn correction(ui: &Ui, seq: u64) -> Self {
        let begun = ui
            .drafts
            .keys()
            .filter_map(|name| Self::of_name(name))
            .find(|job| matches!(job, Self::Correct { seq: line, .. } if *line == seq));
        let version = || ui.meeting().map_or(seq, |m| m.minutes.version(seq));
        begun.unwrap_or_else(|| Self::Correct { seq, seen: version() })
    }

    /// The name of its draft.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Speech { speech, person } => format!("minutes.say.{speech}.{person}"),
            Self::Note => "minutes.note".to_owned(),
            Self::Written(person) => format!("minutes.written.{person}"),
            Self::Correct { seq, seen } => format!("minutes.correct.{seq}.{seen}"),
        }
    }

    /// The job of a draft; none of another screen's.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.strip_prefix("minutes.")?;
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        Some(match kind {
            "say" => {
                let (speech, person) = rest.split_once('.')?;
                Self::Speech { speech: speech.parse().ok()?, person: PersonId::new(person) }
            }
            "note" => Self::Note,
            "written" => Self::Written(PersonId::new(rest)),
            "correct" => {
                let (seq, seen) = rest.split_once('.').unwrap_or((rest, rest));
                Self::Correct { seq: seq.parse().ok()?, seen: seen.parse().ok()? }
            }
            _ => return None,
        })
    }

    pub(super) fn command(&self, text: String) -> Command {
        Command::Minutes(match self {
            Self::Speech { person, .. } => {
                minutes::Command::Say { person: Some(person.clone()), text }
            }
            Self::Note => minutes::Command::Note(text),
            Self::Written(person) => minutes::Command::Written { person: person.clone(), text },
            Self::Correct { seq, seen } => {
                minutes::Command::Correct { seq: *seq, text, seen: Some(*seen) }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_known_by_its_name() {
        let jobs = [
            Job::Speech { speech: 57, person: PersonId::new("P.09") },
            Job::Note,
            Job::Written(PersonId::new("P03")),
            Job::Correct { seq: 8, seen: 12 },
        ];
        for job in jobs {
            assert_eq!(Job::of_name(&job.name()), Some(job));
        }
        for other in ["plan.note", "minutes.say.x.P01", "minutes.other", "minutes.correct."] {
            assert_eq!(Job::of_name(other), None, "{other}");
        }
    }
}
