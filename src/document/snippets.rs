//! Set phrases for the minutes: a name and a text, with a few words filled in from the meeting.
//!
//! The program's own are data in `assets/snippets`; the user's take their place. Must not read
//! files.

use crate::document::prompts::fill;
use crate::domain::meeting::Meeting;
use crate::domain::roll::Status;
use crate::domain::stamp::Moment;
use crate::i18n::Lang;
use std::sync::LazyLock;
use toml::de::DeTable;

/// What a phrase may have filled in.
pub const PLACEHOLDERS: &[&str] = &["time", "speaker", "present", "voters"];

/// The phrases of one language in their order, each with its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippets(Vec<(String, String)>);

impl Snippets {
    /// Phrases whose placeholders were checked against [`PLACEHOLDERS`].
    pub const fn of(list: Vec<(String, String)>) -> Self {
        Self(list)
    }

    /// The program's own.
    pub fn standard(lang: Lang) -> &'static Self {
        static ZH: LazyLock<Snippets> =
            LazyLock::new(|| own(include_str!("../../assets/snippets/zh-CN.toml")));
        static EN: LazyLock<Snippets> =
            LazyLock::new(|| own(include_str!("../../assets/snippets/en.toml")));
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Name and text of each, the text as the meeting stands.
    pub fn filled(&self, m: &Meeting, now: Moment) -> Vec<(&str, String)> {
        let speaker = m.floor.speeches.last().map(|speech| m.roll.name(&speech.person));
        let values = [
            ("time", now.format("%H:%M").to_string()),
            ("speaker", speaker.unwrap_or_default()),
            ("present", m.roll.count(Status::Present).to_string()),
            ("voters", m.roll.voters_present().to_string()),
        ];
        self.0.iter().map(|(name, text)| (name.as_str(), fill(text, &values))).collect()
    }
}

/// The program's own files are checked by a test; what cannot be read is left out.
fn own(text: &str) -> Snippets {
    let Ok(table) = DeTable::parse(text) else { return Snippets::default() };
    let mut list: Vec<(usize, String, String)> = Vec::new();
    for (name, value) in table.get_ref() {
        let text = value.get_ref().as_str().unwrap_or_default();
        list.push((name.span().start, name.get_ref().to_string(), text.to_owned()));
    }
    // In the order of the file, which a table does not keep.
    list.sort();
    Snippets(list.into_iter().map(|(_, name, text)| (name, text)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_number_of_phrases_with_known_placeholders() {
        for lang in [Lang::Zh, Lang::En] {
            let Snippets(list) = Snippets::standard(lang);
            assert_eq!(list.len(), 10);
            for (name, text) in list {
                let used = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
                for (placeholder, _) in used {
                    assert!(PLACEHOLDERS.contains(&placeholder), "{name}: {placeholder}");
                }
            }
        }
    }
}
