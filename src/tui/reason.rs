//! Why something cannot be done, in words. The one place to point at the messages of refusals.

pub(crate) use crate::i18n::refusal::refusal_text;
