//! Every word the program says, in Chinese and English side by side.
//!
//! A message is a function: a wrong name, a missing language or a missing argument does not
//! compile. No other module holds text for people. Must not decide anything.

use serde::{Deserialize, Serialize};

pub mod archive;
pub mod attach;
pub mod cli;
pub mod courier;
pub mod doctor;
pub mod explain;
pub mod figures;
pub mod help;
pub mod inputs;
pub mod io;
pub mod line;
pub mod onward;
pub mod overview;
pub mod paper;
pub mod plain;
pub mod quantities;
pub mod quorum;
pub mod refusal;
pub mod roster;
pub mod script;
pub mod sheet;
pub mod shelf;
pub mod store;
pub mod terms;
pub mod time_left;
pub mod transfer;
pub mod ui;
pub mod usage;

/// The language of the screen, of messages and of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Reads `zh-CN`, `zh`, `en`, `en_GB.UTF-8` and the like; None where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let tag = lower.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match tag {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Makes one function a message, `name(lang, args…) -> String`, and a table `ALL` of all of them
/// for the test that both languages use every argument.
macro_rules! messages {
    ($( $name:ident ( $($arg:ident),* $(,)? ) { $zh:literal, $en:literal $(,)? } )*) => {
        $(
            #[allow(unused_variables, reason = "a language may not need every argument")]
            pub fn $name(lang: $crate::i18n::Lang $(, $arg: impl ::std::fmt::Display)*) -> String {
                match lang {
                    $crate::i18n::Lang::Zh => format!($zh),
                    $crate::i18n::Lang::En => format!($en),
                }
            }
        )*

        /// Name, arguments, Chinese and English of every message here.
        pub const ALL: &[(&str, &[&str], &str, &str)] =
            &[$( (stringify!($name), &[$(stringify!($arg)),*], $zh, $en) ),*];
    };
}
pub(crate) use messages;

#[cfg(test)]
mod tests;
