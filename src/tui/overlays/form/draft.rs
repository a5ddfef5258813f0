//! What a form keeps while it is filled in, so that a crash loses none of it, and how it comes back.
//! Must not decide what becomes of a form that was left on purpose.

use super::{About, Form, FormField, Value};
use crate::tui::ui::Ui;
use std::borrow::Cow;

/// What the name of the draft of a whole form begins with.
const WHOLE: &str = "form:";

impl Form {
    /// The same form, kept whole under a name of its own while it is filled in, and with what a run
    /// that was cut off has left of it. Votes that were opened since make it another form: an old
    /// count is not put under a new vote. At the list of sessions its own session does.
    #[must_use]
    pub fn kept(mut self, ui: &Ui) -> Self {
        if self.draft.is_some() {
            return self;
        }
        let name = match (ui.meeting(), &self.about) {
            (Some(meeting), _) => format!("{WHOLE}{}:{}", meeting.votes.list.len(), self.title),
            (None, About::Action(session, no)) => format!("{WHOLE}{session}:{no}:{}", self.title),
            (None, _) => format!("{WHOLE}{}", self.title),
        };
        if let Some(kept) = ui.kept().get(&name) {
            self.restore(kept);
        }
        self.draft = Some(name);
        self
    }

    /// Whether the form is kept whole.
    pub(in crate::tui) fn is_kept_whole(&self) -> bool {
        self.draft.as_ref().is_some_and(|name| name.starts_with(WHOLE))
    }

    /// What is to be kept just now; None before anything was filled in.
    pub(in crate::tui::overlays) fn to_keep(&self) -> Option<Cow<'_, str>> {
        if !self.is_kept_whole() {
            return self.raw("text").map(Cow::Borrowed);
        }
        let values: Vec<(&str, &str)> =
            self.fields.iter().map(|field| (field.name, typed(&field.value))).collect();
        self.touched.then(|| serde_json::to_string(&values).unwrap_or_default().into())
    }

    /// Fields that are there no more, and options that are not offered any more, are passed over.
    fn restore(&mut self, kept: &str) {
        let Ok(kept) = serde_json::from_str::<Vec<(String, String)>>(kept) else { return };
        for (name, text) in kept {
            let field = self.fields.iter_mut().find(|field| field.name == name);
            let Some(FormField { value, .. }) = field.filter(|f| typed(&f.value) != text) else {
                continue;
            };
            match value {
                Value::Text(field) | Value::Person { query: field, .. } => field.set(&text),
                Value::Choice { options, at } => {
                    *at = options.iter().position(|option| *option == text).unwrap_or(*at);
                }
                Value::Listed(listed) => listed.choose(&text),
            }
            self.touched = true;
            self.restored = true;
        }
    }
}

/// What was typed or chosen.
fn typed(value: &Value) -> &str {
    match value {
        Value::Text(field) | Value::Person { query: field, .. } => field.text(),
        Value::Choice { options, at } => options.get(*at).map_or("", String::as_str),
        Value::Listed(listed) => listed.chosen(),
    }
}
