//! What a change of the meeting's settings is called.
//!
//! Must not judge whether it may be changed.

use crate::domain::floor;
use crate::domain::fraction::Ratio;
use crate::domain::rule::Tie;
use crate::domain::session::Setting;
use crate::i18n::{Lang, line, terms};

/// A setting with its new value.
pub(super) fn setting(lang: Lang, setting: &Setting) -> String {
    let ratio = |r: &Ratio| terms::ratio(lang, *r);
    let limit = |kind, s: &u32| {
        let length = terms::duration(lang, u64::from(*s));
        line::set_limit(lang, terms::kind(lang, kind), length)
    };
    match setting {
        Setting::RuleNamed(id) => line::set_rule(lang, id),
        Setting::Rule(rule) => line::set_rule(lang, terms::words(lang, &rule.name)),
        Setting::Quorum(r) => line::set_quorum(lang, ratio(r)),
        Setting::Groups(groups) if groups.is_empty() => line::set_no_groups(lang),
        Setting::Groups(groups) => {
            let names: Vec<&str> = groups.iter().map(|g| terms::group_name(lang, g)).collect();
            line::set_groups(lang, terms::list(lang, &names))
        }
        Setting::Reached(r) => line::set_reached(lang, ratio(r)),
        Setting::Hard(r) => line::set_hard(lang, ratio(r)),
        Setting::Tie(Tie::Fails) => line::set_tie_fails(lang),
        Setting::Tie(Tie::ChairDecides) => line::set_tie_chair(lang),
        Setting::Statement(s) => limit(floor::SpeechKind::Statement, s),
        Setting::Response(s) => limit(floor::SpeechKind::Response, s),
        Setting::Discussion(s) => limit(floor::SpeechKind::Discussion, s),
        Setting::Question(s) => limit(floor::SpeechKind::Question, s),
        Setting::PointOfOrder(s) => limit(floor::SpeechKind::PointOfOrder, s),
        Setting::Times(0) => line::set_no_times(lang),
        Setting::Times(n) => line::set_times(lang, n),
        Setting::Warn(s) => line::set_warn(lang, terms::duration(lang, u64::from(*s))),
        Setting::Alternate(true) => line::set_alternate(lang),
        Setting::Alternate(false) => line::set_no_alternate(lang),
        Setting::FirstTimeFirst(true) => line::set_first(lang),
        Setting::FirstTimeFirst(false) => line::set_no_first(lang),
        Setting::Recorder(name) => line::set_recorder(lang, name),
        Setting::Venue(venue) => line::set_venue(lang, venue),
        Setting::Title(title) => line::set_title(lang, title),
    }
}
