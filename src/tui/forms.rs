//! The forms of acts: which fields a command needs, and how they make it. One file a topic.
//!
//! Must not hold a rule: what a form comes to is decided like every other command.

use crate::domain::person::group;
use crate::domain::rule::Rule;
use crate::i18n::ui::form as text;
use crate::i18n::ui::term;
use crate::i18n::{Lang, terms};
use crate::tui::overlays::ListEntry;
use crate::tui::ui::Ui;

pub(crate) mod agenda;
pub(crate) mod floor;
pub(crate) mod home;
pub(crate) mod minutes;
pub(crate) mod outcome;
pub(crate) mod prepare;
pub(crate) mod roll;
pub(crate) mod session;
pub(crate) mod vote;

/// The groups that there may be: the standard ones, then those of the roster alone. Of the digest,
/// since a form is also made to see whether its act may be done, with every frame.
fn groups(ui: &Ui) -> Vec<&str> {
    let used = ui.digest().map(|digest| digest.groups.as_slice()).unwrap_or_default();
    let names = used.iter().map(|used| used.name.as_str());
    let standard = group::STANDARD.iter().copied();
    standard.chain(names.filter(|name| !group::STANDARD.contains(name))).collect()
}

/// A rule in a list of them, below what it is for.
fn rule_entry(lang: Lang, rule: &Rule) -> ListEntry {
    let heading = match rule.purpose {
        Some(purpose) => terms::purpose(lang, purpose).to_owned(),
        None => text::own_rules(lang),
    };
    let other = match lang {
        Lang::Zh => &rule.name.en,
        Lang::En => &rule.name.zh,
    };
    ListEntry::new(heading, term::words(lang, &rule.name), &rule.id, other, &rule.name.zh)
}
