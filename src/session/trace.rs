//! What the log file is told of a session: numbers and kinds.
//!
//! Must not give a name, a text or a path away (the log file is handed on to whoever helps).

use super::error::SessionError;
use crate::domain::recorded::Recorded;
use std::sync::Arc;

/// What became of acts. Costs next to nothing while nobody listens.
pub(super) fn tell(results: &[Result<Arc<Recorded>, SessionError>]) {
    for result in results {
        match result {
            Ok(record) if tracing::enabled!(tracing::Level::DEBUG) => {
                tracing::debug!(seq = record.seq, kind = kind_of(record), "recorded");
            }
            Ok(_) => {}
            Err(SessionError::Refused(refusal)) => {
                tracing::debug!(kind = name(refusal), "refused");
            }
            Err(SessionError::Store(error)) => tracing::warn!(kind = name(error), "not stored"),
            Err(SessionError::Line(error)) => {
                tracing::warn!(kind = name(error), "not a line of the record");
            }
            Err(SessionError::Exists(_)) => tracing::debug!("the session exists already"),
            Err(SessionError::TooLong) => tracing::debug!("too long to hand over"),
            Err(SessionError::Told(_)) => tracing::warn!("the host did not store it"),
            Err(SessionError::Stopped(_)) => tracing::debug!("reading was stopped"),
        }
    }
}

/// An event's topic and kind, `roll.arrived`, as the record writes them.
fn kind_of(record: &Recorded) -> String {
    let value = serde_json::to_value(record.event()).unwrap_or_default();
    let mut kinds = Vec::new();
    let mut part = &value;
    while kinds.len() < 2 {
        match part {
            serde_json::Value::Object(parts) => {
                let Some((name, inner)) = parts.iter().next() else { break };
                kinds.push(name.clone());
                part = inner;
            }
            serde_json::Value::String(name) => {
                kinds.push(name.clone());
                break;
            }
            _ => break,
        }
    }
    kinds.join(".")
}

/// The name of an error's kind, without anything it says.
fn name(error: &impl std::fmt::Debug) -> String {
    format!("{error:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_error_says_nothing_of_it() {
        let error = crate::domain::refusal::Refusal::NoSuchPerson("zhang".into());
        assert_eq!(name(&error), "NoSuchPerson");
    }
}
