//! The machine: locale, input method, time zone and clock, fonts.

use super::{Env, Finding};
use crate::cli::environment::Environment;
#[cfg(feature = "pdf")]
use crate::cli::papers::Papers;
#[cfg(feature = "pdf")]
use crate::document::model::Document;
#[cfg(feature = "pdf")]
use crate::domain::session::Phase;
#[cfg(feature = "pdf")]
use crate::export::WriteError;
#[cfg(feature = "pdf")]
use crate::i18n::terms;
use crate::i18n::{Lang, doctor as text};
use chrono::{Datelike as _, FixedOffset, NaiveDateTime};

/// What the clock says, and how zones are looked up.
pub(super) struct Zone {
    /// The machine's own time.
    pub(super) now: NaiveDateTime,
    pub(super) offset: FixedOffset,
    pub(super) name_is_known: fn(&str) -> bool,
}

/// No machine's clock is right before this program was written.
const FIRST_YEAR: i32 = 2026;

pub(super) fn findings(lang: Lang, env: &Env, zone: &Zone) -> Vec<Finding> {
    vec![locale(lang, env), input_method(lang, env), time_zone(lang, env, zone), clock(lang, zone)]
}

fn locale(lang: Lang, env: &Env) -> Finding {
    if cfg!(windows) {
        return Finding::good(text::locale_windows(lang));
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env.get(name));
    let Some(set) = set else {
        return Finding::warn(text::no_locale(lang), text::locale_do(lang));
    };
    let folded = set.to_ascii_lowercase().replace('-', "");
    if folded.contains("utf8") {
        Finding::good(text::locale(lang, set))
    } else {
        Finding::warn(text::locale_not_utf8(lang, set), text::locale_do(lang))
    }
}

fn input_method(lang: Lang, env: &Env) -> Finding {
    if env.get("SSH_CONNECTION").is_some() {
        return Finding::good(text::input_remote(lang));
    }
    let named = ["XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE"].iter().find_map(|n| env.get(n));
    match named {
        Some(name) => Finding::good(text::input_method(lang, name.trim_start_matches("@im="))),
        None if cfg!(target_os = "linux") && has_desktop(env) => {
            Finding::warn(text::no_input_method(lang), text::input_method_do(lang))
        }
        None => Finding::good(text::input_system(lang)),
    }
}

fn has_desktop(env: &Env) -> bool {
    env.get("DISPLAY").is_some() || env.get("WAYLAND_DISPLAY").is_some()
}

/// A zone that the system does not know is taken for UTC without a word.
fn time_zone(lang: Lang, env: &Env, zone: &Zone) -> Finding {
    let offset = zone.offset.to_string();
    let is_utc = zone.offset.local_minus_utc() == 0;
    match env.get("TZ") {
        Some(name) if is_utc && !(zone.name_is_known)(name) => {
            Finding::warn(text::zone_unknown(lang, name, &offset), text::zone_unknown_do(lang))
        }
        _ => Finding::good(text::zone(lang, &offset)),
    }
}

/// Whether the system has a zone of this name, or it is a rule that says its own offset.
pub(super) fn is_known_zone(name: &str) -> bool {
    let name = name.trim_start_matches(':');
    let is_rule = name.bytes().any(|b| b.is_ascii_digit()) && !name.contains('/');
    let utc = ["UTC", "GMT", "UCT", "Z", "Zulu", "Universal", "Greenwich"];
    let file = std::path::Path::new("/usr/share/zoneinfo").join(name);
    is_rule || utc.contains(&name) || (!name.contains("..") && file.is_file())
}

fn clock(lang: Lang, zone: &Zone) -> Finding {
    let now = zone.now.format("%Y-%m-%d %H:%M:%S");
    if zone.now.year() < FIRST_YEAR {
        Finding::bad(text::clock(lang, now), text::clock_do(lang))
    } else {
        Finding::good(text::clock(lang, now))
    }
}

#[cfg(not(feature = "pdf"))]
pub(super) fn fonts(place: &Environment) -> Vec<Finding> {
    vec![Finding::good(text::no_pdf(place.lang))]
}

/// Whether a pdf of Chinese text could be written with the typefaces at hand: one is written, to
/// nowhere.
#[cfg(feature = "pdf")]
pub(super) fn fonts(place: &Environment) -> Vec<Finding> {
    use crate::export::pdf;
    let lang = place.lang;
    let settings = Papers::load(place.config(), lang).settings;
    let document = Document::new(lang, terms::phase(Lang::Zh, Phase::Open));
    vec![match pdf::write(&document, &settings, &pdf::system_folders()) {
        Ok(_) => Finding::good(text::fonts(lang)),
        Err(error) => Finding::warn(WriteError::from(error).words(lang), text::fonts_do(lang)),
    }]
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Env {
        Env(vars.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    fn zone(hours: i32, year: i32) -> Zone {
        Zone {
            now: chrono::NaiveDate::from_ymd_opt(year, 11, 27)
                .unwrap()
                .and_time(chrono::NaiveTime::MIN),
            offset: FixedOffset::east_opt(hours * 3_600).unwrap(),
            name_is_known: |name| name == "Europe/London",
        }
    }

    #[test]
    fn a_zone_nobody_knows_is_not_taken_for_utc_in_silence() {
        let state =
            |tz: &str, hours| time_zone(Lang::En, &env(&[("TZ", tz)]), &zone(hours, 2026)).state;
        assert_eq!(state("Asia/Shanghia", 0), State::Warn);
        assert_eq!(state("Asia/Shanghai", 8), State::Good);
        assert_eq!(state("Europe/London", 0), State::Good);
        assert_eq!(time_zone(Lang::En, &env(&[]), &zone(0, 2026)).state, State::Good);
        assert!(is_known_zone("UTC") && is_known_zone("CST-8") && !is_known_zone("Asia/Shanghia"));
        assert!(!is_known_zone("../../etc/passwd"));
    }

    #[test]
    fn a_clock_before_the_program_is_wrong() {
        assert_eq!(clock(Lang::En, &zone(8, 2026)).state, State::Good);
        assert_eq!(clock(Lang::En, &zone(8, 1970)).state, State::Bad);
    }

    #[cfg(unix)]
    #[test]
    fn a_locale_must_be_utf_8() {
        let state = |vars: &[(&str, &str)]| locale(Lang::En, &env(vars)).state;
        assert_eq!(state(&[("LANG", "zh_CN.UTF-8")]), State::Good);
        assert_eq!(state(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.GB18030")]), State::Warn);
        assert_eq!(state(&[("LC_CTYPE", "C.utf8")]), State::Good);
        assert_eq!(state(&[("LANG", "")]), State::Warn);
    }
}
