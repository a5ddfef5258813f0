//! The state of a session, and a document, as JSON: UTF-8, stable field names, one line break at
//! the end.

use crate::document::model::Document;
use crate::document::show::Show;
use serde::Serialize;

/// A value that has no form in JSON; none of those written here can bring it about.
#[derive(Debug, thiserror::Error)]
#[error("cannot be written as JSON: {0}")]
pub struct JsonError(#[from] serde_json::Error);

/// The whole state (`export ID session`).
pub fn state(show: &Show) -> Result<String, JsonError> {
    pretty(show)
}

/// A document's blocks.
pub fn document(doc: &Document) -> Result<String, JsonError> {
    pretty(doc)
}

fn pretty(value: &impl Serialize) -> Result<String, JsonError> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::papers::minutes;
    use crate::document::show::{View, show};
    use crate::domain::tests::huaishuwan;
    use crate::i18n::Lang;

    #[test]
    fn the_state_is_json_and_the_same_every_time() {
        let text = || {
            let given = huaishuwan::held();
            state(&show(&given.ledger, View::now(Lang::Zh)).expect("planned")).expect("JSON")
        };
        assert_eq!(text(), text());
        let value: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
        assert_eq!(value["id"], "HSW-2026-004");
    }

    #[test]
    fn a_document_keeps_its_blocks() {
        let doc = minutes(&huaishuwan::held().ledger, Lang::En).expect("planned");
        let text = document(&doc).expect("JSON");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["lang"], "en");
        assert_eq!(value["blocks"].as_array().map(Vec::len), Some(doc.blocks.len()));
    }
}
