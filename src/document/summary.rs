//! The summary (会议纪要, GB/T 9704): what the topic is, how it was talked over, what was agreed, who
//! does what; then who was there.

use crate::document::draft::Draft;
use crate::document::facts::{self, Numbers, announced, field, vote_told};
use crate::document::line::settled_text;
use crate::document::model::{Block, Colophon, Field, Masthead, Pages, Run};
use crate::document::people::{came, listed, ordered};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::Attends;
use crate::domain::roll::{Entry, Status};
use crate::i18n::{Lang, paper, terms};

pub(super) const PARTS: &[&str] =
    &["lead", "topic", "course", "results", "actions", "notice", "people"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, paper::summary_title(lang, &plan.title));
    draft.doc.form.pages = Pages::Dashed;
    draft.doc.form.masthead = Some(masthead(m, asked));
    draft.doc.form.colophon = Some(colophon(m, asked));
    draft.begin("lead");
    lead(&mut draft, m, asked);
    topic(&mut draft, m, lang);
    course(&mut draft, m, lang);
    results(&mut draft, m, asked);
    actions(&mut draft, m, lang);
    if let Some(notice) = &m.sign_off.notice {
        draft.open("notice", paper::notice(lang));
        let (from, to) = (terms::date(lang, notice.from), terms::date(lang, notice.to));
        draft.doc.paragraph(paper::notice_period(lang, from, to));
    }
    draft.begin("people");
    draft.doc.blocks.push(Block::Hanging(people(m, asked)));
    draft
}

fn masthead(m: &Meeting, asked: &PaperRequest<'_>) -> Masthead {
    let house = asked.house;
    let set = |own: &str, standard: String| {
        if own.is_empty() { standard } else { own.to_owned() }
    };
    Masthead {
        name: set(&house.masthead, paper::masthead(asked.lang)),
        number: set(&house.number, number(&m.session.plan.id, asked.lang)),
        unit: facts::unit(m, &house.unit),
        date: terms::date(asked.lang, facts::day(m)),
    }
}

/// `HSW-2026-004` is 〔2026〕4号; an id of another form stands as it is.
fn number(id: &str, lang: Lang) -> String {
    let mut parts = id.rsplit('-');
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty();
    let no = parts.next().filter(digits).and_then(|no| no.parse::<u32>().ok());
    let year = parts.next().filter(|year| digits(year) && year.len() == 4);
    match (year, no) {
        (Some(year), Some(no)) => paper::summary_number(lang, year, no),
        _ => id.to_owned(),
    }
}

fn colophon(m: &Meeting, asked: &PaperRequest<'_>) -> Colophon {
    let lang = asked.lang;
    let mut copies = Vec::new();
    field(&mut copies, paper::copies_to(lang), asked.house.copies_to.clone());
    let issuer = facts::unit(m, &asked.house.issuer);
    let issued = paper::printed_on(lang, terms::date(lang, facts::day(m)));
    Colophon { copies, issuer, issued }
}

fn lead(draft: &mut Draft, m: &Meeting, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut told = Vec::new();
    let place = plan.fact("venue");
    let at = if place.is_empty() { String::new() } else { paper::at_place(lang, place) };
    let host = facts::unit(m, "");
    let host = if host.is_empty() { paper::organizers(lang) } else { host };
    told.push(paper::summary_held(lang, facts::when(m, lang), host, at, &plan.title));
    let chairs = facts::chairs(m, lang);
    if !chairs.is_empty() {
        let unit = terms::aside(lang, &asked.house.chair_unit);
        told.push(paper::summary_chaired(lang, chairs + &unit));
    }
    told.push(facts::numbers(m, lang) + terms::stop(lang));
    let standard = paper::summary_lead(lang);
    told.push(asked.say("summary_lead", standard));
    draft.doc.paragraph(sentences(lang, &told));
}

/// Sentences one after another; only English has spaces between them.
fn sentences(lang: Lang, told: &[String]) -> String {
    let between = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    let told = told.iter().filter(|s| !s.is_empty());
    told.map(|s| terms::capital(lang, s)).collect::<Vec<_>>().join(between)
}

fn topic(draft: &mut Draft, m: &Meeting, lang: Lang) {
    let plan = &m.session.plan;
    let mut told = Vec::new();
    let (source, by) = (plan.fact("topic_source"), plan.fact("topic_proposers"));
    if !source.is_empty() || !by.is_empty() {
        let parts = [source.to_owned(), by.to_owned()];
        told.push(paper::topic_from(lang, terms::clauses(lang, &parts)));
    }
    let scope = plan.fact("topic_scope");
    if !scope.is_empty() {
        told.push(paper::topic_touches(lang, scope));
    }
    if let Some(research) = &plan.research {
        let date = terms::aside(lang, &research.date);
        told.push(paper::studied(lang, date, &research.summary));
    }
    let forms = [plan.fact("form"), plan.fact("linkage")].map(ToOwned::to_owned);
    let forms: Vec<&str> = forms.iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
    let forms = terms::list(lang, &forms);
    if !forms.is_empty() {
        told.push(paper::held_as(lang, forms, paper::round_is(lang, plan.round)));
    }
    if told.is_empty() {
        return;
    }
    draft.open("topic", paper::topic_origin(lang));
    draft.doc.paragraph(sentences(lang, &told));
}

/// What was said, under the agenda item during which it was said.
fn course(draft: &mut Draft, m: &Meeting, lang: Lang) {
    let mut texts = facts::said(m);
    let speeches = m.floor.speeches.iter();
    let said: Vec<_> = speeches.filter_map(|s| Some((s, texts.remove(&s.seq)?))).collect();
    if said.is_empty() {
        return;
    }
    draft.open("course", paper::deliberation(lang));
    let total: u64 = m.floor.speeches.iter().filter_map(|s| Some(s.used_s(s.end?))).sum();
    let speakers: std::collections::HashSet<_> =
        m.floor.speeches.iter().map(|s| &s.person).collect();
    let length = terms::duration(lang, total);
    let count = m.floor.speeches.len();
    draft.doc.paragraph(paper::spoken(lang, speakers.len(), count, length));
    let (mut item, mut number) = (None, 0);
    for (speech, text) in said {
        if speech.item.is_some() && speech.item != item {
            item = speech.item;
            number += 1;
            let title = item.and_then(|no| m.agenda.get(no)).map(|i| i.plan.title.clone());
            let title = paper::numbered_second(lang, number, &title.unwrap_or_default());
            draft.doc.heading(2, title);
        }
        let person = m.roll.person(&speech.person);
        let unit = person.map_or("", |p| p.unit.as_str());
        let head = m.roll.name(&speech.person) + &terms::aside(lang, unit);
        let text = terms::colon(lang, &text);
        draft.doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(text)]));
    }
}

fn results(draft: &mut Draft, m: &Meeting, asked: &PaperRequest<'_>) {
    let lang = asked.lang;
    let live: Vec<_> = m.proposals.list.iter().filter(|p| p.dropped.is_none()).collect();
    if live.is_empty() {
        return;
    }
    draft.open("results", paper::outcomes(lang));
    let standard = paper::opinion_note(lang);
    draft.doc.paragraph(asked.say("opinion_note", standard));
    for (number, p) in (1..).zip(live) {
        let title = paper::numbered_second(lang, number, &facts::proposal(lang, p));
        draft.doc.heading(2, title);
        draft.doc.paragraph(p.text());
        let mut told = Vec::new();
        let alone = m.outcomes.of(p.no).is_none();
        let votes = announced(m, p.no);
        told.extend(votes.map(|v| vote_told(v, alone, lang) + terms::stop(lang)));
        told.push(m.outcomes.of(p.no).map_or_else(
            || paper::no_outcome(lang) + terms::stop(lang),
            |settled| {
                let to = settled.to.as_deref();
                settled_text(lang, settled.disposition, to, settled.next, None) + terms::stop(lang)
            },
        ));
        if p.legal_vote {
            told.push(paper::legal_vote(lang) + terms::stop(lang));
        }
        draft.doc.paragraph(sentences(lang, &told));
        for r in m.outcomes.reservations_on(p.no) {
            let head = paper::reserved_by(lang, m.roll.name(&r.person));
            draft.doc.paragraph(head + &terms::colon(lang, &r.text));
        }
    }
}

fn actions(draft: &mut Draft, m: &Meeting, lang: Lang) {
    if m.follow_up.actions.is_empty() {
        return;
    }
    draft.open("actions", paper::actions(lang));
    for (number, action) in (1..).zip(&m.follow_up.actions) {
        let task = &action.task;
        let mut parts = vec![
            paper::labelled(lang, &paper::col_lead(lang), &task.lead),
            paper::labelled(lang, &paper::col_owner(lang), &m.roll.name(&task.owner)),
        ];
        let with = task.together_with.as_ref();
        parts.extend(with.map(|with| paper::labelled(lang, &paper::col_with(lang), with)));
        let due = terms::date(lang, task.due);
        parts.push(paper::labelled(lang, &paper::col_due(lang), &due));
        let told = terms::sentences(lang, &parts) + terms::stop(lang);
        let head = format!("{number}. {}{}", task.title, terms::stop(lang));
        let told = if lang == Lang::En { format!(" {told}") } else { told };
        draft.doc.blocks.push(Block::Paragraph(vec![Run::strong(head), Run::plain(told)]));
    }
}

/// 出席, 列席, 请假, 缺席: each a list of names.
fn people(m: &Meeting, asked: &PaperRequest<'_>) -> Vec<Field> {
    let lang = asked.lang;
    let entries = ordered(m, asked.order);
    let sits_in = |e: &Entry| e.person.attends == Attends::SittingIn;
    let names = |keep: &dyn Fn(&Entry) -> bool, reason: bool| {
        let kept = entries.iter().filter(|e| keep(e));
        let names = kept.map(|e| {
            let why = if reason { e.reason.as_str() } else { "" };
            listed(&e.person) + &terms::aside(lang, why)
        });
        terms::list(lang, &names.collect::<Vec<_>>())
    };
    let Numbers { came: here, .. } = Numbers::of(m.roll.entries.iter());
    let mut fields = Vec::new();
    if here > 0 {
        field(&mut fields, paper::attending(lang), names(&|e| came(e) && !sits_in(e), false));
        field(&mut fields, paper::sitting_in(lang), names(&|e| came(e) && sits_in(e), false));
    }
    field(&mut fields, paper::on_leave(lang), names(&|e| e.status == Status::OnLeave, true));
    field(&mut fields, paper::absent(lang), names(&|e| e.status == Status::Absent, true));
    field(&mut fields, paper::recorder(lang), m.session.plan.recorder.clone());
    fields
}
