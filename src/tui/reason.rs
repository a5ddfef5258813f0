//! Why something cannot be done, in words. The one place to point at the messages of refusals.

use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;

/// The sentence of a refusal. Until the messages of refusals are merged it is the refusal's own
/// name, which no reader should ever meet.
pub fn refusal_text(_lang: Lang, refusal: &Refusal, _meeting: Option<&Meeting>) -> String {
    format!("{refusal:?}")
}
