//! The user's own settings and words as TOML: what is good in them, and every fault of the rest.
//!
//! A bad line never costs the good ones. Must not know which acts, keys or templates there are:
//! those come in from outside, or are told apart by whoever asks.

use super::entry::{Entry, Found};
use super::fault::{Fault, FaultKind, Faults, Wanted, quote};
use super::keys::Keys;
use super::toml::Source;
use super::values;
use crate::domain::names::ListOrder;
use crate::limits::LONGEST_INPUT;
use crate::text::clean::{Form, clean_as};
use std::collections::BTreeMap;
use strum::{IntoStaticStr, VariantArray};
use toml::de::DeValue;

/// The themes by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "kebab-case")]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    HighContrast,
    /// The terminal's own colours: its sixteen by name, and no ground of ours.
    Terminal,
    /// Also for `NO_COLOR` and `--no-color`.
    Mono,
}

impl ThemeName {
    /// The one that can be read on the terminal's ground; dark where that is not known.
    pub fn for_ground(light: Option<bool>) -> Self {
        if light == Some(true) { Self::Light } else { Self::Dark }
    }
}

/// Line and column, both from 1.
pub type Position = (u32, u32);

/// One act with the keys it is to have, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    pub act: String,
    pub at: Position,
    pub keys: Vec<(String, Position)>,
}

/// What the user has set; None where the program's default holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// `zh-CN` or `en`.
    pub language: Option<&'static str>,
    pub theme: Option<ThemeName>,
    pub ascii: Option<bool>,
    pub bell: Option<bool>,
    /// Whether clicks and the wheel are taken; the terminal's own selection is lost with them.
    pub mouse: Option<bool>,
    pub order: Option<ListOrder>,
    /// How much the log file says.
    pub log: Option<&'static str>,
    pub keys: Vec<Binding>,
}

const LANGUAGES: [(&str, &str); 2] = [("zh-CN", "zh-CN"), ("en", "en")];

/// How much the log file can be made to say, from nothing to everything.
pub const LOG_LEVELS: [(&str, &str); 5] =
    [("off", "off"), ("error", "error"), ("warn", "warn"), ("info", "info"), ("debug", "debug")];

const ORDERS: [(&str, ListOrder); 3] =
    [("strokes", ListOrder::Strokes), ("pinyin", ListOrder::Pinyin), ("listed", ListOrder::Listed)];

/// Reads `config.toml`. What is faulty is left out and told; a file that is no TOML is left out
/// whole.
pub fn read_config(bytes: &[u8], file: &str) -> (Config, Faults) {
    read(bytes, file, |source, mut keys, found| {
        let mut config = Config {
            language: keys.take("language").and_then(|e| values::choice(&e, &LANGUAGES, found)),
            theme: keys.take("theme").and_then(|e| values::variant(&e, found)),
            ascii: keys.flag("ascii", found),
            bell: keys.flag("bell", found),
            mouse: keys.flag("mouse", found),
            order: keys.take("order").and_then(|e| values::choice(&e, &ORDERS, found)),
            log: keys.take("log").and_then(|e| values::choice(&e, &LOG_LEVELS, found)),
            keys: Vec::new(),
        };
        if let Some(table) = keys.table("keys", found) {
            bindings(source, &table, "", &mut config.keys, found);
            config.keys.sort_by_key(|binding| binding.at);
        }
        keys.finish(found);
        config
    })
}

/// Ids of acts have dots, which TOML takes for tables unless they are quoted: both are read.
fn bindings(
    source: &Source<'_>,
    table: &Keys<'_>,
    path: &str,
    list: &mut Vec<Binding>,
    found: &mut Found,
) {
    for (name, entry) in table.others() {
        let act = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        if matches!(entry.value, DeValue::Table(_)) {
            if let Some(inner) = Keys::of(&entry, found) {
                bindings(source, &inner, &act, list, found);
            }
            continue;
        }
        if !matches!(entry.value, DeValue::String(_) | DeValue::Array(_)) {
            entry.wrong_type(Wanted::Text, found);
            continue;
        }
        let written = values::texts(&entry, Form::Id, found);
        let keys = written.into_iter().map(|(key, at)| (key, source.place(at))).collect();
        list.push(Binding { act, at: source.place(entry.at), keys });
    }
}

/// Reads a file of templates: `known` names each with the placeholders it may use. A template
/// with an unknown name or placeholder is left out and told.
pub fn read_words(
    bytes: &[u8],
    file: &str,
    known: &[(&'static str, &[&str])],
) -> (BTreeMap<String, String>, Faults) {
    read(bytes, file, |_, mut keys, found| {
        let mut words = BTreeMap::new();
        for (name, allowed) in known {
            let Some(entry) = keys.take(name) else { continue };
            let Some(text) = values::text(&entry, Form::Line, LONGEST_INPUT, found) else {
                continue;
            };
            match fault_of(&entry, &text, allowed) {
                None => {
                    words.insert((*name).to_owned(), text);
                }
                Some(fault) => found.push(entry.at, fault),
            }
        }
        keys.finish(found);
        words
    })
}

/// Reads a file of set phrases, `name = "text"`, in its order; each may use the placeholders that
/// are `allowed`. One with an unknown placeholder is left out and told.
pub fn read_snippets(
    bytes: &[u8],
    file: &str,
    allowed: &[&str],
) -> (Vec<(String, String)>, Faults) {
    read(bytes, file, |_, keys, found| {
        let mut list = Vec::new();
        for (name, entry) in keys.others() {
            let Some(text) = values::text(&entry, Form::Text, LONGEST_INPUT, found) else {
                continue;
            };
            match fault_of(&entry, &text, allowed) {
                None => list.push((clean_as(name, Form::Line), text)),
                Some(fault) => found.push(entry.at, fault),
            }
        }
        list
    })
}

fn fault_of(entry: &Entry<'_>, text: &str, allowed: &[&str]) -> Option<FaultKind> {
    let key = || entry.key.clone();
    if text.is_empty() {
        return Some(FaultKind::Empty { key: key() });
    }
    for rest in text.split('{').skip(1) {
        let Some((name, _)) = rest.split_once('}') else {
            return Some(FaultKind::OpenBrace { key: key() });
        };
        if !allowed.contains(&name) {
            let known = allowed.iter().map(|name| format!("{{{name}}}")).collect();
            return Some(FaultKind::UnknownPlaceholder { key: key(), name: quote(name), known });
        }
    }
    None
}

pub(super) fn read<T: Default>(
    bytes: &[u8],
    file: &str,
    of: impl FnOnce(&Source<'_>, Keys<'_>, &mut Found) -> T,
) -> (T, Faults) {
    let source = match Source::new(bytes, file) {
        Ok(source) => source,
        Err(faults) => return (T::default(), faults),
    };
    let tree = match source.parse() {
        Ok(tree) => tree,
        Err(faults) => return (T::default(), faults),
    };
    let mut found = Found::new();
    let value = of(&source, Keys::root(&tree), &mut found);
    (value, source.check(found).err().unwrap_or_default())
}

/// The file itself cannot be read; the system's own words.
pub fn unreadable(file: &str, why: std::io::ErrorKind) -> Faults {
    super::fault::only(file, (1, 1), FaultKind::Unreadable { why })
}

/// A fault that was found in a file after it was read.
pub fn fault_at(file: &str, (line, column): Position, kind: FaultKind) -> Fault {
    Fault { file: file.to_owned(), line, column, cell: None, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(faults: &Faults) -> Vec<(u32, u32)> {
        faults.list.iter().map(|fault| (fault.line, fault.column)).collect()
    }

    #[test]
    fn every_setting_is_read() {
        let text = "language = \"en\"\ntheme = \"high-contrast\"\nascii = true\nbell = true\n\
                    order = \"pinyin\"\n[keys]\n\"floor.give\" = \"Ctrl-G\"\nhelp = [\"F12\", \"h\"]\n\
                    floor.stop = []\n";
        let (config, faults) = read_config(text.as_bytes(), "config.toml");
        assert_eq!(faults, Faults::default());
        assert_eq!(config.language, Some("en"));
        assert_eq!(config.theme, Some(ThemeName::HighContrast));
        assert_eq!((config.ascii, config.bell), (Some(true), Some(true)));
        assert_eq!(config.order, Some(ListOrder::Pinyin));
        let keys: Vec<(&str, usize, Position)> =
            config.keys.iter().map(|b| (b.act.as_str(), b.keys.len(), b.at)).collect();
        assert_eq!(
            keys,
            [("floor.give", 1, (7, 16)), ("help", 2, (8, 8)), ("floor.stop", 0, (9, 14))]
        );
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_and_the_others_hold() {
        let text = "theme = \"drak\"\nascii = \"yes\"\nbell = true\ncolour = 1\n[keys]\nhelp = 5\n";
        let (config, faults) = read_config(text.as_bytes(), "config.toml");
        assert_eq!(config, Config { bell: Some(true), ..Config::default() });
        assert_eq!(places(&faults), [(1, 9), (2, 9), (4, 1), (6, 8)]);
    }

    #[test]
    fn a_file_that_is_no_toml_leaves_the_defaults() {
        let (config, faults) = read_config(b"bell = true\ntheme = \n", "config.toml");
        assert_eq!(config, Config::default());
        assert_eq!(places(&faults).first().map(|(line, _)| *line), Some(2));
        let (config, faults) = read_config(b"bell = true # \xff", "config.toml");
        assert_eq!((config, faults.list.len()), (Config::default(), 1));
    }

    #[test]
    fn a_bad_template_is_told_and_the_good_ones_are_kept() {
        let text = "give = \"{name}!\"\nseal = \"{name}\"\nopen = \"{present\"\nhello = \"x\"\n";
        let known: &[(&str, &[&str])] =
            &[("give", &["name"]), ("seal", &[]), ("open", &["present"])];
        let (words, faults) = read_words(text.as_bytes(), "zh-CN.toml", known);
        assert_eq!(words.into_iter().collect::<Vec<_>>(), [("give".into(), "{name}!".into())]);
        assert_eq!(places(&faults), [(2, 8), (3, 8), (4, 1)]);
        let kind = &faults.list.first().unwrap().kind;
        assert!(matches!(kind, FaultKind::UnknownPlaceholder { name, .. } if name == "name"));
    }
}
