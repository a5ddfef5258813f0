//! Forms of the list of sessions: a new one, and words about an action of any session.

use crate::document::onward::free_id;
use crate::domain::follow_up::{ActionStatus, Command as Follow};
use crate::domain::meeting::Command;
use crate::domain::session::Head;
use crate::i18n::ui::form as text;
use crate::i18n::ui::prepare as words;
use crate::tui::effect::{Basis, Request};
use crate::tui::overlays::{About, Fault, Form, ListEntry};
use crate::tui::ui::Ui;

/// What a new session can be made from, in the order of the form.
fn bases(ui: &Ui) -> Vec<(Basis, String)> {
    let lang = ui.lang();
    let mut list =
        vec![(Basis::Usual, words::basis_usual(lang)), (Basis::Empty, words::basis_empty(lang))];
    if let Some(item) = ui.home.sessions.get(ui.states.home.chosen) {
        list.push((Basis::Copy(item.id.clone()), words::basis_copy(lang, &item.id)));
    }
    let templates = ui.home.offers.templates.iter();
    list.extend(
        templates.map(|name| (Basis::Template(name.clone()), words::basis_template(lang, name))),
    );
    list
}

/// A new session: an id is suggested, a title is all that must be typed.
pub(crate) fn new_session(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::asking(words::title_new(lang), |ui, form| {
        let basis = bases(ui).into_iter().nth(form.chosen("basis"));
        let rule = form.chosen("rule").checked_sub(1).and_then(|at| ui.home.offers.rules.get(at));
        let id = form.ascii("id");
        if id.is_empty() {
            return Err(Fault { field: "id", why: text::fault_empty(ui.lang()) });
        }
        let head = Head {
            id,
            title: form.need_text(ui, "title")?,
            date: form.need_date(ui, "date")?,
            start: super::prepare::time(ui, form, "start")?,
            venue: form.text("venue").to_owned(),
            rule: rule.map(|rule| rule.id.clone()),
        };
        let basis = basis.map_or(Basis::Usual, |(basis, _)| basis);
        Ok(Request::New { head: Box::new(head), basis })
    });
    let today = ui.now.at.date_naive();
    let taken: Vec<&str> = ui.home.sessions.iter().map(|item| item.id.as_str()).collect();
    let latest = ui.home.sessions.iter().max_by_key(|item| item.date).map(|item| item.id.as_str());
    let options = bases(ui).into_iter().map(|(_, name)| name).collect();
    let as_based = words::rule_as_based(lang);
    let as_based = ListEntry::new(words::rule_as_based_head(lang), &as_based, "", "", "");
    let rules = ui.home.offers.rules.iter().map(|rule| super::rule_entry(lang, rule));
    let rules = std::iter::once(as_based).chain(rules).collect();
    let mut form = form
        .line("title", words::label_title(lang), String::new(), "")
        .day("date", words::label_date(lang), text::date_hint(lang), &today.to_string())
        .line("start", words::label_start(lang), words::clock_hint(lang), "14:30")
        .line("venue", words::label_venue(lang), text::optional(lang), "")
        .choice("basis", words::label_basis(lang), options, 0)
        .listed("rule", words::label_rule(lang), rules, 0)
        .line("id", words::label_session_id(lang), String::new(), &free_id(&taken, latest, today));
    form.focus = 0;
    form
}

type Build = fn(&Ui, &Form) -> Result<Request, Fault>;

/// Words about an action of a session that is not open: its number, and in `place` its session.
pub(crate) fn about_action(ui: &Ui, session: &str, no: u32, what: ActionStatus) -> Form {
    let lang = ui.lang();
    let (title, build): (String, Build) = match what {
        ActionStatus::Rejected => (text::title_reject(lang, no), |ui, form| {
            said(ui, form, |no, reason| Follow::Reject { no, reason })
        }),
        ActionStatus::Reported => (text::title_report(lang, no), |ui, form| {
            said(ui, form, |no, text| Follow::Report { no, text })
        }),
        ActionStatus::InProgress
        | ActionStatus::Pending
        | ActionStatus::Adopted
        | ActionStatus::Completed => (text::title_progress(lang, no), |ui, form| {
            said(ui, form, |no, text| Follow::Progress { no, text })
        }),
    };
    Form::asking(title, build)
        .lines("text", text::text(lang), "")
        .about(About::Action(session.to_owned(), no))
}

fn said(
    ui: &Ui,
    form: &Form,
    command: impl FnOnce(u32, String) -> Follow,
) -> Result<Request, Fault> {
    let text = form.need_text(ui, "text")?;
    let About::Action(session, no) = &form.about else {
        return Err(Fault { field: "text", why: text::fault_empty(ui.lang()) });
    };
    let command = Command::FollowUp(command(*no, text));
    Ok(Request::Follow { session: session.clone(), command: Box::new(command) })
}
