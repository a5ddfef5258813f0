//! The record itself, one JSON line an event, as it is stored; docs/events.md says how anybody
//! checks its chain with sha256sum.

use crate::domain::ledger::Ledger;
use crate::domain::recorded::RecordError;

/// Every line of the record, undone ones included, each ending in a line break.
pub fn write(ledger: &Ledger) -> Result<String, RecordError> {
    let mut text = String::new();
    for record in ledger.records() {
        text += &record.encode()?;
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
