//! What is wrong with the arguments, as one line like every other error, and help in the language
//! of this run.
//!
//! Must not know a command: it works on what the parser says of them.

use crate::i18n::help::{self, Headings};
use crate::i18n::{Lang, usage as text};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// The line for an error of the arguments.
pub(super) fn said(lang: Lang, error: &Error) -> String {
    let get = |kind| error.get(kind).map(plain).unwrap_or_default();
    let arg = get(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let near = get(ContextKind::SuggestedSubcommand);
            text::no_such_command(lang, get(ContextKind::InvalidSubcommand), hint(lang, &near))
        }
        ErrorKind::UnknownArgument => {
            let near = get(ContextKind::SuggestedArg);
            text::unknown_argument(lang, arg, hint(lang, &near))
        }
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            text::no_value(lang, arg)
        }
        ErrorKind::InvalidValue => {
            let known = get(ContextKind::ValidValue);
            text::no_such_value(lang, arg, get(ContextKind::InvalidValue), known)
        }
        ErrorKind::ValueValidation => text::bad_value(lang, arg, get(ContextKind::InvalidValue)),
        ErrorKind::MissingRequiredArgument => text::missing(lang, arg),
        ErrorKind::ArgumentConflict => text::conflict(lang, arg, get(ContextKind::PriorArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            text::no_command(lang)
        }
        ErrorKind::InvalidUtf8 => text::not_utf8_argument(lang),
        _ => text::too_many(lang, arg),
    }
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(StyledStr::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// What was probably meant.
fn hint(lang: Lang, near: &str) -> String {
    if near.is_empty() { text::see_help(lang) } else { text::meant(lang, near) }
}

/// The parser with its help in the language of this run. What has no words of its own there keeps
/// the parser's.
pub(super) fn in_words(lang: Lang, command: Command) -> Command {
    let root = command.get_name().to_owned();
    let command = words_of(lang, command, &root);
    match help::headings(lang) {
        Some(headings) => headed(lang, command, headings),
        None => command,
    }
}

fn words_of(lang: Lang, mut command: Command, path: &str) -> Command {
    if let Some(about) = help::command(lang, path) {
        command = command.about(about);
    }
    let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for name in names {
        if let Some(words) = help::argument(lang, path, &name) {
            command = command.mut_arg(name, |arg: Arg| arg.help(words));
        }
    }
    let subs: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subs {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| words_of(lang, sub, &path));
    }
    command
}

/// Gives help its headings, which the parser has in English.
fn headed(lang: Lang, mut command: Command, headings: Headings) -> Command {
    let names: Vec<(String, bool)> = command
        .get_arguments()
        .map(|arg| (arg.get_id().to_string(), arg.is_positional()))
        .collect();
    for (name, positional) in names {
        let heading = if positional { headings.arguments } else { headings.options };
        command = command.mut_arg(name, |arg: Arg| arg.help_heading(heading));
    }
    let own = |name: &'static str, short, action, words: String| {
        Arg::new(name)
            .short(short)
            .long(name)
            .action(action)
            .help(words)
            .help_heading(headings.options)
    };
    if command.get_version().is_some() {
        let words = text::print_version(lang);
        command =
            command.disable_version_flag(true).arg(own("version", 'V', ArgAction::Version, words));
    }
    command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(own("help", 'h', ArgAction::Help, text::print_help(lang)))
        .subcommand_help_heading(headings.commands)
        .subcommand_value_name(headings.command)
        .help_template(text::template(lang));
    let subs: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subs {
        command = command.mut_subcommand(name, |sub| headed(lang, sub, headings));
    }
    command
}
