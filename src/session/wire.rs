//! What goes over the wire between a host and its terminals: messages, their form, their limits.
//!
//! One frame is a length and one JSON value. Owns the version and the one border where what a
//! terminal sends is cleaned. Must not do I/O or decide anything.

use crate::domain::hash::LineHash;
use crate::domain::meeting::Command;
use crate::domain::recorded::SubmissionId;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Moment, Role};
use crate::i18n::Lang;
use crate::text::clean::clean_text;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::Arc;

/// The version of the messages; a host and a terminal of different ones part with a sentence.
pub const WIRE: u32 = 1;

/// The longest frame a host reads, in bytes: far more than anybody types.
pub const MOST_TO_HOST: usize = 1 << 20;

/// The longest frame a terminal reads: a plan with 100,000 people is one line of the record.
pub const MOST_TO_CLIENT: usize = 64 << 20;

/// What a terminal says first. `yishi` stands first in every version, and is read before the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    pub yishi: u32,
    /// The program's own version, for the sentence that says which one is older.
    pub program: String,
    /// The session asked for; the one that is open where none is named.
    pub session: Option<String>,
    /// One run of the terminal's program.
    pub client: String,
    /// The name its acts are recorded under.
    pub terminal: String,
    pub role: Role,
    pub kind: ClientKind,
    pub lang: Lang,
    /// The last line of the record that it has, and that line's hash.
    pub seq: u64,
    pub head: LineHash,
}

/// How long a terminal means to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    /// A screen: shown among the terminals, one of each name.
    Seat,
    /// A command that reads or writes and goes.
    Errand,
}

/// The number that stands in a hello of every version.
#[derive(Deserialize)]
struct Spoken {
    yishi: u32,
}

/// A command on its way to the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    pub from: SubmissionId,
    /// When it happened.
    pub at: Moment,
    /// When it was typed.
    pub noted: Moment,
    pub command: Command,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToHost {
    /// Says again what follows this line: something was lost on the way.
    Resume {
        seq: u64,
        head: LineHash,
    },
    Submit(Box<Submission>),
    /// The chair sends a terminal away.
    Dismiss {
        terminal: String,
    },
    Pong,
    Bye,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToClient {
    /// The session, and how far its record goes now.
    Welcome {
        session: String,
        seq: u64,
    },
    Denied {
        /// The host's version of the wire and of the program: read by every version.
        yishi: u32,
        program: String,
        why: Denial,
    },
    /// The terminal's record is not the beginning of the host's: all lines follow from the first.
    Reset,
    /// Lines of the record as they are stored, in order.
    Records(Vec<Box<RawValue>>),
    Refused {
        from: SubmissionId,
        why: Refusal,
    },
    /// It could not be stored; the sentence is in the terminal's language.
    Failed {
        from: SubmissionId,
        why: String,
    },
    /// Who is attached.
    Terminals(Vec<Attached>),
    /// Asks for a sign of life; all up to this line was sent.
    Ping {
        seq: u64,
    },
    Goodbye(Goodbye),
}

/// A terminal that is attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    pub terminal: String,
    pub role: Role,
}

/// Why a terminal may not join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// The two programs do not speak the same version of the wire.
    Version,
    /// There is no such session in the store.
    NoSession { session: String },
    /// No session was named and none is open.
    NothingOpen,
    /// As many as there may be are attached already.
    Full { most: usize },
    /// The session is there and cannot be read; the sentence is in the terminal's language.
    Broken { why: String },
    /// The hello could not be read.
    Garbled,
}

/// Why a host ends a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goodbye {
    /// The host's program is being left.
    Quit,
    /// The chair sent the terminal away.
    Dismissed,
    /// What came was no message, or not one whose turn it was.
    Garbled,
    /// What came was longer than [`MOST_TO_HOST`].
    TooLong,
    /// Nothing was heard of the terminal for too long.
    Silent,
}

/// Why a frame is no message.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    #[error("not a message: {0}")]
    Form(#[from] serde_json::Error),
    #[error("a message of version {0}")]
    Version(u32),
}

/// One message as a frame's content.
pub fn encode(message: &impl Serialize) -> Result<Bytes, WireError> {
    Ok(Bytes::from(serde_json::to_vec(message)?))
}

/// Whether a host would read this submission.
pub fn fits(submission: &Submission) -> bool {
    // What stands around it in a message takes some bytes, too.
    serde_json::to_vec(submission).is_ok_and(|bytes| bytes.len() + 64 <= MOST_TO_HOST)
}

/// Lines that are stored text already, as one frame: they are not read to be sent.
pub fn encode_records(lines: &[Arc<str>]) -> Bytes {
    let mut frame = Vec::with_capacity(lines.iter().map(|line| line.len() + 1).sum::<usize>() + 16);
    frame.extend_from_slice(b"{\"records\":[");
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            frame.push(b',');
        }
        frame.extend_from_slice(line.as_bytes());
    }
    frame.extend_from_slice(b"]}");
    Bytes::from(frame)
}

/// Reads a hello. Another version is told apart from nonsense.
pub fn read_hello(frame: &[u8]) -> Result<Hello, WireError> {
    let spoken: Spoken = serde_json::from_slice(frame)?;
    if spoken.yishi != WIRE {
        return Err(WireError::Version(spoken.yishi));
    }
    let hello: Hello = read_clean(frame)?;
    let longest = [&hello.terminal, &hello.client].map(|name| name.chars().count());
    let id = hello.session.as_ref().map_or(0, String::len);
    if longest.iter().any(|length| *length > LONGEST_NAME) || id > LONGEST_NAME * 4 {
        return Err(WireError::Form(serde::de::Error::custom("a name is too long")));
    }
    Ok(hello)
}

/// The longest name of a terminal, in characters. Our own have a word and a number.
const LONGEST_NAME: usize = 64;

/// Reads what a terminal sent.
pub fn read_to_host(frame: &[u8]) -> Result<ToHost, WireError> {
    read_clean(frame)
}

/// Reads what the host sent.
pub fn read_to_client(frame: &[u8]) -> Result<ToClient, WireError> {
    match serde_json::from_slice(frame) {
        Ok(message) => Ok(message),
        // A denial by another version may have reasons that this one does not know.
        Err(error) => match serde_json::from_slice::<OtherDenial>(frame) {
            Ok(other) if other.denied.yishi != WIRE => {
                let Spoke { yishi, program } = other.denied;
                Ok(ToClient::Denied { yishi, program, why: Denial::Version })
            }
            _ => Err(error.into()),
        },
    }
}

#[derive(Deserialize)]
struct OtherDenial {
    denied: Spoke,
}

#[derive(Deserialize)]
struct Spoke {
    yishi: u32,
    program: String,
}

/// The border: every text that comes in loses its control characters and escapes.
fn read_clean<T: DeserializeOwned>(frame: &[u8]) -> Result<T, WireError> {
    let mut value: Value = serde_json::from_slice(frame)?;
    clean(&mut value);
    Ok(serde_json::from_value(value)?)
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean_text(text),
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
