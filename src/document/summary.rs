//! The summary (会议纪要, GB/T 9704): what the topic is, how it was talked over, what was agreed, who
//! does what; then who was there.

use crate::document::draft::Draft;
use crate::document::facts::{self, Numbers, announced, field, vote_told};
use crate::document::line::settled_text;
use crate::document::model::{Block, Colophon, Field, Masthead, Pages, Run};
use crate::document::people::{came, listed, ordered};
use crate::document::request::PaperRequest;
use crate::domain::floor::Stance;
use crate::domain::meeting::Meeting;
use crate::domain::minutes::EntryKind;
use crate::domain::outcome::Disposition;
use crate::domain::person::Attends;
use crate::domain::roll::{Entry, Status};
use crate::domain::stamp::Moment;
use crate::i18n::{Lang, paper, terms};

pub(super) const PARTS: &[&str] =
    &["lead", "topic", "course", "results", "actions", "notice", "people"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let plan = &m.session.plan;
    let mut draft = Draft::new(lang, paper::summary_title(lang, &plan.title));
    draft.doc.form.pages = Pages::Dashed;
    // A community's 纪要 takes no red head where its office has none.
    if !asked.house.plain {
        draft.doc.form.masthead = Some(masthead(m, asked));
        draft.doc.form.colophon = Some(colophon(m, asked));
    }
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
    if asked.house.plain {
        draft.doc.blocks.push(Block::Closing {
            unit: facts::unit(m, &asked.house.unit),
            date: terms::date(lang, m.paper.of("summary").date.unwrap_or_else(|| facts::day(m))),
        });
    }
    draft
}

fn masthead(m: &Meeting, asked: &PaperRequest<'_>) -> Masthead {
    let house = asked.house;
    let name = if house.masthead.is_empty() {
        paper::masthead(asked.lang)
    } else {
        house.masthead.clone()
    };
    let day = m.paper.of("summary").date.unwrap_or_else(|| facts::day(m));
    Masthead {
        name,
        number: asked.number("summary", m, None),
        unit: facts::unit(m, &house.unit),
        date: terms::date(asked.lang, day),
    }
}

fn colophon(m: &Meeting, asked: &PaperRequest<'_>) -> Colophon {
    let lang = asked.lang;
    let mut copies = Vec::new();
    let own = m.paper.of("summary");
    let to = own.copies.unwrap_or_else(|| asked.house.copies_to.clone());
    let to = terms::unstopped(to.trim()).to_owned();
    let to = if to.is_empty() { to } else { to + terms::stop(lang) };
    field(&mut copies, paper::copies_to(lang), to);
    let issuer = facts::unit(m, &asked.house.issuer);
    let day = own.printed.or(own.date).unwrap_or_else(|| facts::day(m));
    let issued = paper::printed_on(lang, terms::date(lang, day));
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
    told.extend(facts::group_numbers(m, lang).map(|told| told + terms::stop(lang)));
    let standard = paper::summary_lead(lang);
    told.push(asked.say("summary_lead", standard));
    draft.doc.paragraph(facts::run_on(lang, &told));
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
    draft.doc.paragraph(facts::run_on(lang, &told));
}

/// The deliberation by agenda item: what the recorder has put down in notes, never a copy of a
/// speech; where nobody has written any, that it is to be done, and what there was.
fn course(draft: &mut Draft, m: &Meeting, lang: Lang) {
    let speeches = &m.floor.speeches;
    let notes: Vec<_> = m
        .minutes
        .entries
        .iter()
        .filter(|entry| entry.speech.is_none() && entry.kind == EntryKind::Note)
        .filter_map(|entry| Some((item_at(m, entry.at), m.minutes.text(entry)?)))
        .collect();
    if speeches.is_empty() && notes.is_empty() {
        return;
    }
    draft.open("course", paper::deliberation(lang));
    if !speeches.is_empty() {
        let total: u64 = speeches.iter().filter_map(|s| Some(s.used_s(s.end?))).sum();
        let speakers: std::collections::HashSet<_> = speeches.iter().map(|s| &s.person).collect();
        let length = terms::duration(lang, total);
        draft.doc.paragraph(paper::spoken(lang, speakers.len(), speeches.len(), length));
    }
    let touched = |no: u32| {
        let said = speeches.iter().any(|s| s.item == Some(no));
        said || notes.iter().any(|(item, _)| *item == Some(no))
    };
    let items: Vec<_> = m.agenda.items.iter().filter(|item| touched(item.plan.no)).collect();
    let alone = items.len() < 2;
    for (number, item) in (1..).zip(&items) {
        let no = item.plan.no;
        if !alone {
            let title = paper::numbered_second(lang, number, &item.plan.title);
            draft.doc.heading(2, title);
        }
        let mut written = false;
        for (_, text) in notes.iter().filter(|(item, _)| *item == Some(no)) {
            draft.doc.paragraph(*text);
            written = true;
        }
        let of: Vec<_> = speeches.iter().filter(|s| s.item == Some(no)).collect();
        if !written && !of.is_empty() {
            let count = |stance| of.iter().filter(|s| s.stance == stance).count();
            let told = paper::to_be_summed_up(
                lang,
                of.len(),
                count(Stance::For),
                count(Stance::Against),
                count(Stance::Amend),
            );
            draft.doc.blocks.push(Block::Paragraph(vec![Run::remark(told)]));
        }
    }
    for (_, text) in notes.iter().filter(|(item, _)| item.is_none_or(|no| !touched(no))) {
        draft.doc.paragraph(*text);
    }
}

/// The agenda item that ran at a moment.
fn item_at(m: &Meeting, at: Moment) -> Option<u32> {
    let runs = |span: &(Moment, Option<Moment>)| span.0 <= at && span.1.is_none_or(|end| at <= end);
    let mut items = m.agenda.items.iter();
    items.find(|item| item.spans.iter().any(runs)).map(|item| item.plan.no)
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
        told.extend(votes.map(|v| vote_told(m, v, alone, lang) + terms::stop(lang)));
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
        draft.doc.paragraph(facts::run_on(lang, &told));
        differences(draft, m, p.no, lang);
        // Without names: the minutes have them.
        let reserved: Vec<&str> =
            m.outcomes.reservations_on(p.no).map(|r| terms::unstopped(&r.text)).collect();
        if !reserved.is_empty() {
            let told =
                paper::reserved_by_some(lang, reserved.len(), terms::sentences_of(lang, &reserved));
            draft.doc.paragraph(told + terms::stop(lang));
        }
    }
}

/// How many spoke for what was not agreed, and how many against it.
fn differences(draft: &mut Draft, m: &Meeting, no: u32, lang: Lang) {
    let reached = m.outcomes.of(no).is_some_and(|s| s.disposition == Disposition::Reached);
    let count = |stance| {
        let on = m.floor.speeches.iter().filter(|s| s.on == Some(no) && s.stance == stance);
        on.map(|s| &s.person).collect::<std::collections::HashSet<_>>().len()
    };
    let (for_it, against) = (count(Stance::For), count(Stance::Against));
    if !reached && for_it + against > 0 {
        let told = match (for_it, against) {
            (_, 0) => paper::all_for(lang, for_it),
            (0, _) => paper::all_against(lang, against),
            _ => paper::differed(lang, for_it, against),
        };
        draft.doc.paragraph(told);
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
