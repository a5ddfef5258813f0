//! Forms of preparation: the plan's facts, a person, the name of a template.

use crate::domain::meeting::Command;
use crate::domain::person::{Attends, Person, PersonId, Weight, group};
use crate::domain::prepare::{Command as Prepare, PlanEntry, difference};
use crate::domain::roll;
use crate::domain::session::{self, Setting};
use crate::i18n::ui::form as text;
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::term;
use crate::tui::effect::Request;
use crate::tui::overlays::{About, Fault, Form};
use crate::tui::people;
use crate::tui::ui::Ui;
use chrono::{NaiveDateTime, NaiveTime};

fn free(key: &str, value: &str) -> PlanEntry {
    PlanEntry::Free { key: key.to_owned(), value: value.to_owned() }
}

/// Only what differs from the plan is said; where nothing does, the rules say so.
fn changes(ui: &Ui, facts: Vec<PlanEntry>) -> Command {
    let Some(m) = ui.meeting() else { return Command::Prepare(Prepare::Plan(facts)) };
    let plan = &m.session.plan;
    let research = plan.research.clone().unwrap_or_default();
    let changed = |fact: &PlanEntry| match fact {
        PlanEntry::Title(text) => *text != plan.title,
        PlanEntry::Date(date) => *date != plan.date,
        PlanEntry::Start(at) => *at != plan.start,
        PlanEntry::End(at) => *at != plan.end,
        PlanEntry::Round(round) => *round != plan.round,
        PlanEntry::Chair(person) => *person != plan.chair,
        PlanEntry::Recorder(name) => *name != plan.recorder,
        PlanEntry::NextMeeting(at) => *at != plan.next_meeting,
        PlanEntry::ResearchDate(text) => *text != research.date,
        PlanEntry::ResearchBy(person) => *person != research.by,
        PlanEntry::Research(text) => *text != research.summary,
        PlanEntry::Free { key, value } => value != plan.fact(key),
    };
    let (facts, same): (Vec<PlanEntry>, Vec<PlanEntry>) = facts.into_iter().partition(changed);
    // An empty command would be no refusal of "nothing to change".
    Command::Prepare(Prepare::Plan(if facts.is_empty() { same } else { facts }))
}

/// `14:30`, `14.30` or `1430`; None where it is empty.
pub(super) fn time(ui: &Ui, form: &Form, name: &'static str) -> Result<Option<NaiveTime>, Fault> {
    let typed = form.ascii(name);
    if typed.is_empty() {
        return Ok(None);
    }
    let forms = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"];
    let read = forms.iter().find_map(|form| NaiveTime::parse_from_str(&typed, form).ok());
    let fault = || Fault { field: name, why: words::fault_clock(ui.lang()) };
    read.map(Some).ok_or_else(fault)
}

/// How the next meeting is written.
const NEXT: &str = "%Y-%m-%d %H:%M";

/// A day and a time; None where it is empty.
fn next_meeting(ui: &Ui, form: &Form) -> Result<Option<NaiveDateTime>, Fault> {
    let typed = form.ascii("next");
    if typed.is_empty() {
        return Ok(None);
    }
    let fault = |_| Fault { field: "next", why: words::fault_next(ui.lang()) };
    NaiveDateTime::parse_from_str(&typed, NEXT).map(Some).map_err(fault)
}

/// Title, day and hours, place, chair, recorder, when it goes on.
pub(crate) fn session(ui: &Ui, at_time: bool) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_session(lang), |ui, form| {
        Ok(changes(
            ui,
            vec![
                PlanEntry::Title(form.need_text(ui, "title")?),
                PlanEntry::Date(form.need_date(ui, "date")?),
                PlanEntry::Start(time(ui, form, "start")?),
                PlanEntry::End(time(ui, form, "end")?),
                free("venue", form.text("venue")),
                PlanEntry::Chair(form.maybe_person(ui, "chair")?),
                PlanEntry::Recorder(form.text("recorder").to_owned()),
                PlanEntry::NextMeeting(next_meeting(ui, form)?),
            ],
        ))
    });
    let Some(m) = ui.meeting() else { return form };
    let plan = &m.session.plan;
    let clock = |at: Option<NaiveTime>| at.map(|at| at.format("%H:%M").to_string());
    let chair = plan.chair.as_ref().map(ToString::to_string).unwrap_or_default();
    let next = plan.next_meeting.map(|at| at.format(NEXT).to_string());
    let mut form = form
        .line("title", words::label_title(lang), String::new(), &plan.title)
        .day("date", words::label_date(lang), text::date_hint(lang), &plan.date.to_string())
        .line(
            "start",
            words::label_start(lang),
            words::clock_hint(lang),
            &clock(plan.start).unwrap_or_default(),
        )
        .line(
            "end",
            words::label_end(lang),
            words::clock_hint(lang),
            &clock(plan.end).unwrap_or_default(),
        )
        .line("venue", words::label_venue(lang), text::optional(lang), plan.fact("venue"))
        .person("chair", words::label_chair_only(lang), people::anybody, &chair)
        .line("recorder", words::label_recorder(lang), text::optional(lang), &plan.recorder)
        .line("next", words::label_next(lang), words::next_hint(lang), &next.unwrap_or_default())
        .probe(probe());
    if at_time {
        form.focus = 1;
    }
    form
}

/// Who presides and who writes the record, and nothing else of the plan.
pub(crate) fn presiding(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_presiding(lang), |ui, form| {
        Ok(changes(
            ui,
            vec![
                PlanEntry::Chair(Some(form.need_person(ui, "chair")?)),
                PlanEntry::Recorder(form.text("recorder").to_owned()),
            ],
        ))
    });
    let recorder = ui.meeting().map_or("", |m| m.session.plan.recorder.as_str());
    form.person("chair", words::label_chair_only(lang), people::anybody, "")
        .line("recorder", words::label_recorder(lang), words::recorder_hint(lang), recorder)
        .probe(probe())
}

/// Whether anything of the plan can be changed now does not depend on what.
fn probe() -> Command {
    Command::Prepare(Prepare::Plan(vec![PlanEntry::Title("\u{a0}-".to_owned())]))
}

/// Where the topic comes from, and in which form it is consulted on.
pub(crate) fn topic(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_topic(lang), |ui, form| {
        let keys = [
            "topic_source",
            "topic_proposers",
            "topic_screening",
            "topic_area",
            "topic_scope",
            "form",
            "linkage",
        ];
        Ok(changes(ui, keys.iter().map(|key| free(key, form.text(key))).collect()))
    });
    let fact = |key| ui.meeting().map_or("", |m| m.session.plan.fact(key));
    // A term of the middle of a sentence, at the head of a line.
    let label = |key| {
        let mut letters = term::fact_key(lang, key).chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    form.line("topic_source", label("topic_source"), words::source_hint(lang), fact("topic_source"))
        .line("topic_proposers", label("topic_proposers"), String::new(), fact("topic_proposers"))
        .line("topic_screening", label("topic_screening"), String::new(), fact("topic_screening"))
        .line("topic_area", label("topic_area"), String::new(), fact("topic_area"))
        .line("topic_scope", label("topic_scope"), String::new(), fact("topic_scope"))
        .line("form", label("form"), words::form_hint(lang), fact("form"))
        .line("linkage", label("linkage"), words::linkage_hint(lang), fact("linkage"))
        .probe(probe())
}

/// The field study.
pub(crate) fn research(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_research(lang), |ui, form| {
        Ok(changes(
            ui,
            vec![
                PlanEntry::ResearchDate(form.text("date").to_owned()),
                PlanEntry::ResearchBy(form.maybe_person(ui, "by")?),
                PlanEntry::Research(form.text("text").to_owned()),
            ],
        ))
    });
    let research = ui.meeting().and_then(|m| m.session.plan.research.clone()).unwrap_or_default();
    let by = research.by.map(|id| id.to_string()).unwrap_or_default();
    form.line("date", words::label_date(lang), text::optional(lang), &research.date)
        .person("by", words::label_by(lang), people::anybody, &by)
        .lines("text", text::text(lang), &research.summary)
        .probe(probe())
}

/// The default rule of votes.
pub(crate) fn rule(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_rule(lang), |ui, form| {
        let mut rules = ui.meeting().into_iter().flat_map(|m| m.catalog.by_purpose());
        let id = rules.nth(form.chosen("rule")).map(|rule| rule.id.clone()).unwrap_or_default();
        Ok(Command::Session(session::Command::Set(vec![Setting::RuleNamed(id)])))
    });
    let Some(m) = ui.meeting() else { return form };
    let rules = m.catalog.by_purpose().map(|rule| super::rule_entry(lang, rule)).collect();
    let at = m.catalog.by_purpose().position(|rule| rule.id == m.session.rule.id);
    let now = Setting::RuleNamed(m.session.rule.id.clone());
    form.listed("rule", words::label_rule(lang), rules, at.unwrap_or(0))
        .probe(Command::Session(session::Command::Set(vec![now])))
}

const ATTENDS: [Attends; 3] = [Attends::Attending, Attends::SittingIn, Attends::Chair];

/// What is filled in of a person, on top of what was known.
fn filled(ui: &Ui, form: &Form, old: Person) -> Result<Person, Fault> {
    let bad_weight = || Fault { field: "weight", why: words::fault_weight(ui.lang()) };
    let weight = form.ascii("weight");
    let weight = if weight.is_empty() { Some(Weight::ONE) } else { Weight::parse(&weight) };
    let chosen = super::groups(ui).into_iter().nth(form.chosen("group"));
    let tags = form.text("tags").split(words::BETWEEN_TAGS);
    Ok(Person {
        name: form.need_text(ui, "name")?,
        mark: form.text("mark").to_owned(),
        group: chosen.map_or_else(|| old.group.clone(), str::to_owned),
        tags: tags.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect(),
        unit: form.text("unit").to_owned(),
        represents: form.text("represents").to_owned(),
        attends: ATTENDS.get(form.chosen("role")).copied().unwrap_or(old.attends),
        vote: form.chosen("vote") == 0,
        weight: weight.ok_or_else(bad_weight)?,
        phone: form.ascii("phone"),
        note: form.text("note").to_owned(),
        gender: form.text("gender").to_owned(),
        ethnicity: form.text("ethnicity").to_owned(),
        pinyin: form.text("pinyin").to_owned(),
        ..old
    })
}

fn person_fields(ui: &Ui, form: Form, person: &Person) -> Form {
    let lang = ui.lang();
    let groups = super::groups(ui);
    let at = groups.iter().position(|name| *name == person.group).unwrap_or(0);
    let names = groups.iter().map(|name| term::group_name(lang, name).to_owned()).collect();
    let roles = ATTENDS.map(|role| term::attends(lang, role).to_owned()).to_vec();
    let role = ATTENDS.iter().position(|role| *role == person.attends).unwrap_or(0);
    let votes = [true, false].map(|vote| term::yes_no(lang, vote).to_owned()).to_vec();
    let optional = || text::optional(lang);
    let weight =
        if person.weight == Weight::ONE { String::new() } else { person.weight.to_string() };
    form.line("name", words::label_name(lang), String::new(), &person.name)
        .line("mark", words::label_mark(lang), words::mark_hint(lang), &person.mark)
        .choice("group", words::label_group(lang), names, at)
        .choice("role", words::label_role(lang), roles, role)
        .choice("vote", words::label_vote(lang), votes, usize::from(!person.vote))
        .line("unit", words::label_unit(lang), optional(), &person.unit)
        .line("represents", words::label_represents(lang), optional(), &person.represents)
        .line(
            "tags",
            words::label_tags(lang),
            words::tags_hint(lang),
            &person.tags.join(&crate::i18n::ui::list_comma(lang)),
        )
        .line("phone", words::label_phone(lang), optional(), &person.phone)
        .line("weight", words::label_weight(lang), words::weight_hint(lang), &weight)
        .line("pinyin", words::label_pinyin(lang), optional(), &person.pinyin)
        .line("gender", words::label_gender(lang), optional(), &person.gender)
        .line("ethnicity", words::label_ethnicity(lang), optional(), &person.ethnicity)
        .line("note", words::label_note(lang), optional(), &person.note)
}

/// Somebody more.
pub(crate) fn add_person(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_add_person(lang), |ui, form| {
        let id = form.ascii("id");
        if id.is_empty() {
            return Err(Fault { field: "id", why: text::fault_empty(ui.lang()) });
        }
        let new = filled(ui, form, Person::new(id, "", group::COUNCIL))?;
        Ok(Command::Roll(roll::Command::Invite(Box::new(new))))
    });
    let person = Person::new(free_person(ui), "", group::COUNCIL);
    let mut form = form.line("id", words::label_id(lang), String::new(), person.id.as_str());
    // The id is a suggestion; the name is what has to be typed.
    form.focus = 1;
    let probe = Person { name: "-".to_owned(), ..person.clone() };
    person_fields(ui, form, &person).probe(Command::Roll(roll::Command::Invite(Box::new(probe))))
}

/// The lowest number that nobody has: P01, P02 …
fn free_person(ui: &Ui) -> String {
    let taken = |id: &String| {
        ui.meeting().is_some_and(|m| m.roll.get(&PersonId::new(id.as_str())).is_some())
    };
    let people = ui.meeting().map_or(0, |m| m.roll.entries.len());
    let mut ids = (people + 1..).chain(1..=people).map(|n| format!("P{n:02}"));
    ids.find(|id| !taken(id)).unwrap_or_default()
}

pub(crate) fn change_person(ui: &Ui, person: &Person) -> Form {
    let lang = ui.lang();
    let form = Form::new(words::title_change_person(lang, person.display()), |ui, form| {
        let nobody = || Fault { field: "name", why: text::fault_person(ui.lang()) };
        let About::Person(id) = &form.about else { return Err(nobody()) };
        let old = ui.meeting().and_then(|m| m.roll.person(id)).ok_or_else(nobody)?;
        let fields = difference(old, &filled(ui, form, old.clone())?);
        Ok(Command::Prepare(Prepare::Change { person: id.clone(), fields }))
    });
    person_fields(ui, form, person).about(About::Person(person.id.clone()))
}

/// A name for the session as a template.
pub(crate) fn template(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::asking(words::title_template(lang), |ui, form| {
        Ok(Request::SaveTemplate { name: form.need_text(ui, "name")? })
    });
    form.line("name", words::label_template(lang), words::template_hint(lang), "")
}
