//! Every word the program says, in Chinese and English side by side.
//!
//! A message is a function: a wrong name, a missing language or a missing argument does not
//! compile. No other module holds text for people. Must not decide anything.

use serde::{Deserialize, Serialize};

pub(crate) mod archive;
pub(crate) mod attach;
pub mod cli;
pub(crate) mod courier;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod help;
pub mod inputs;
pub(crate) mod io;
pub(crate) mod line;
pub(crate) mod onward;
pub(crate) mod overview;
pub(crate) mod paper;
pub(crate) mod plain;
pub(crate) mod quantities;
pub(crate) mod quorum;
pub(crate) mod refusal;
pub mod roster;
pub(crate) mod script;
pub(crate) mod sheet;
pub(crate) mod shelf;
pub(crate) mod site;
pub mod store;
pub(crate) mod terms;
pub(crate) mod time_left;
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
    ($( $(#[$attr:meta])* $name:ident ( $($arg:ident),* $(,)? ) { $zh:literal, $en:literal $(,)? } )*) => {
        $(
            $(#[$attr])*
            #[allow(unused_variables, reason = "a language may not need every argument")]
            #[cfg_attr(
                not(all(feature = "archive", feature = "pdf")),
                allow(dead_code, reason = "said by a part that this program is without")
            )]
            #[allow(unreachable_pub, reason = "some tables are seen from outside, some are not")]
            pub fn $name(lang: $crate::i18n::Lang $(, $arg: impl ::std::fmt::Display)*) -> String {
                match lang {
                    $crate::i18n::Lang::Zh => format!($zh),
                    $crate::i18n::Lang::En => format!($en),
                }
            }
        )*

        /// Name, arguments, Chinese and English of every message here.
        #[allow(dead_code, unreachable_pub, reason = "only tests look all of them over")]
        pub const ALL: &[(&str, &[&str], &str, &str)] =
            &[$( (stringify!($name), &[$(stringify!($arg)),*], $zh, $en) ),*];
    };
}
pub(crate) use messages;

#[cfg(test)]
mod tests;
