//! The terminal: its size, colours, widths, paste and whole frames.

use super::{Env, Finding};
use crate::app::Survey;
use crate::i18n::{Lang, doctor as text};

/// The size that every view is whole in, and the size they were made for.
const WHOLE: (u16, u16) = (80, 24);
const LEAST: (u16, u16) = (60, 16);

pub(super) fn findings(lang: Lang, asked: Option<Survey>, env: &Env, ascii: bool) -> Vec<Finding> {
    let Some(survey) = asked else {
        return vec![Finding::warn(text::no_terminal(lang), text::no_terminal_do(lang))];
    };
    let mut list = vec![size(lang, survey.size), colours(lang, env)];
    list.push(match survey.wide_ambiguous {
        Some(false) => Finding::good(text::narrow(lang)),
        Some(true) => Finding::good(text::wide(lang)),
        None if ascii => Finding::good(text::width_ascii(lang)),
        None => Finding::warn(text::width_unknown(lang), text::width_do(lang)),
    });
    list.push(match survey.bracketed_paste {
        Some(true) => Finding::good(text::paste(lang)),
        // Text that comes in a burst is taken as one paste all the same.
        Some(false) => Finding::warn(text::no_paste(lang), text::no_paste_do(lang)),
        None => Finding::good(text::paste_unknown(lang)),
    });
    list.push(match survey.synchronized {
        Some(true) => Finding::good(text::synchronized(lang)),
        Some(false) | None => Finding::good(text::not_synchronized(lang)),
    });
    list
}

fn size(lang: Lang, size: Option<(u16, u16)>) -> Finding {
    let Some((columns, rows)) = size else {
        return Finding::warn(text::size_unknown(lang), text::size_do(lang));
    };
    let said = text::size(lang, columns, rows);
    if columns < LEAST.0 || rows < LEAST.1 {
        Finding::bad(said, text::size_do(lang))
    } else if columns < WHOLE.0 || rows < WHOLE.1 {
        Finding::warn(said, text::size_do(lang))
    } else {
        Finding::good(said)
    }
}

fn colours(lang: Lang, env: &Env) -> Finding {
    let term = env.get("TERM").unwrap_or_default();
    let many = env.get("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit");
    if env.get("NO_COLOR").is_some() {
        Finding::good(text::colours_off(lang))
    } else if many || term.contains("256color") || term.contains("direct") || cfg!(windows) {
        Finding::good(text::colours_many(lang))
    } else if term == "dumb" || term.is_empty() {
        Finding::warn(text::colours_none(lang, term), text::colours_none_do(lang))
    } else {
        Finding::warn(text::colours_few(lang, term), text::colours_few_do(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn states(list: &[Finding]) -> Vec<State> {
        list.iter().map(|finding| finding.state).collect()
    }

    fn env(vars: &[(&str, &str)]) -> Env {
        Env(vars.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_terminal_that_can_do_all_is_good() {
        let survey = Survey {
            size: Some((100, 30)),
            wide_ambiguous: Some(false),
            bracketed_paste: Some(true),
            synchronized: Some(true),
        };
        let list = findings(Lang::En, Some(survey), &env(&[("TERM", "xterm-256color")]), false);
        assert_eq!(states(&list), [State::Good; 5], "{list:?}");
    }

    #[test]
    fn a_small_silent_terminal_is_told_what_to_do() {
        use State::{Good, Warn};
        let survey = Survey { size: Some((70, 20)), ..Survey::default() };
        let list = findings(Lang::En, Some(survey), &env(&[("TERM", "vt100")]), false);
        assert_eq!(states(&list), [Warn, Warn, Warn, Good, Good], "{list:?}");
        let asked = list.iter().filter(|finding| finding.state != Good);
        assert!(asked.into_iter().all(|finding| !finding.advice.is_empty()));
        let tiny = size(Lang::En, Some((40, 10)));
        assert_eq!(tiny.state, State::Bad);
    }

    #[test]
    fn without_a_terminal_there_is_one_line() {
        let list = findings(Lang::Zh, None, &env(&[]), false);
        assert_eq!(states(&list), [State::Warn]);
    }
}
