//! `rules`: the presets at hand, and the text of one.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use crate::domain::rule::{Measure, Rule, Threshold};
use crate::i18n::{Lang, cli as text, terms};
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The preset
    name: Option<String>,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let catalog = place.whole_catalog()?;
    let lang = place.lang;
    let mut lines = String::new();
    match &args.name {
        None => {
            for rule in &catalog.rules {
                let _ = writeln!(lines, "{:<26}{}", rule.id, terms::words(lang, &rule.name));
            }
        }
        Some(name) => {
            let rule = catalog.find(name).ok_or_else(|| {
                let known: Vec<&str> = catalog.rules.iter().map(|rule| rule.id.as_str()).collect();
                Fail::bad_input(text::no_such_rule(lang, name, known.join(", ")))
            })?;
            for line in words(rule, lang) {
                let _ = writeln!(lines, "{line}");
            }
        }
    }
    out::print(&lines)
}

/// A rule in words, a line each part.
fn words(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![text::rule_title(lang, &rule.id, terms::words(lang, &rule.name))];
    if let Some(quorum) = &rule.quorum {
        lines.push(text::rule_quorum(lang, terms::quorum_rule(lang, quorum)));
        if !quorum.require_groups.is_empty() {
            let groups: Vec<&str> =
                quorum.require_groups.iter().map(|g| terms::group_name(lang, g)).collect();
            lines.push(text::rule_groups(lang, terms::list(lang, &groups)));
        }
    }
    let test = |t: &Threshold| {
        let base = terms::base(lang, t.base);
        let ratio = terms::ratio(lang, t.ratio);
        match t.measure {
            Measure::Heads => text::rule_heads(lang, base, ratio),
            Measure::Weight => text::rule_weight(lang, base, ratio),
        }
    };
    lines.extend(rule.participation.iter().map(|t| text::rule_takes_part(lang, test(t))));
    lines.extend(rule.pass.iter().map(|t| text::rule_passes(lang, test(t))));
    if let Some(consensus) = rule.consensus {
        let (reached, hard) = (consensus.reached, consensus.hard);
        let hard = format!("{}/{}", hard.num, hard.den);
        lines.push(text::rule_consensus(lang, terms::ratio(lang, reached), hard, consensus.rounds));
    }
    if let Some(cap) = rule.proxy_cap {
        lines.push(text::rule_proxies(lang, cap));
    }
    lines.push(text::rule_citation(lang, terms::words(lang, &rule.citation)));
    lines
}
