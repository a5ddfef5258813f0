//! The sentence of each event, exhaustively; what minutes and log share.

use super::setting::setting;
use super::{result, speech};
use crate::domain::floor::{self, SpeechTerms};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Conflict, Event, Meeting};
use crate::domain::minutes::Event as Written;
use crate::domain::person::PersonId;
use crate::domain::prepare::{self, Field, PlanEntry};
use crate::domain::recorded::Recorded;
use crate::domain::session;
use crate::domain::{agenda, follow_up, history, outcome, proposal, roll, vote};
use crate::i18n::{Lang, line, terms};

/// Looks things up in the meeting by the language's words.
pub(super) struct Said<'a> {
    pub(super) m: &'a Meeting,
    pub(super) lang: Lang,
    pub(super) seq: u64,
}

/// One event in one sentence, whether it stands in the minutes or not.
///
/// What is no longer in the meeting, because the event was undone, is called by its number.
pub fn event_text(m: &Meeting, record: &Recorded, lang: Lang) -> String {
    let said = Said { m, lang, seq: record.seq };
    match record.event() {
        None => line::unknown(lang),
        Some(Event::Session(e)) => said.session(e),
        Some(Event::Prepare(e)) => said.prepare(e),
        Some(Event::Roll(e)) => said.roll(e),
        Some(Event::Agenda(e)) => said.agenda(e),
        Some(Event::Floor(e)) => said.floor(e),
        Some(Event::Minutes(e)) => said.minutes(e),
        Some(Event::Proposal(e)) => said.proposal_event(e),
        Some(Event::Vote(e)) => said.vote(e),
        Some(Event::Outcome(e)) => said.outcome(e),
        Some(Event::FollowUp(e)) => said.follow_up(e),
        Some(Event::SignOff(e)) => said.sign_off(e),
        Some(Event::Paper(e)) => said.paper(e),
        Some(Event::History(history::Event::Undone { seq, .. })) => {
            line::undone(lang, seq, terms::stop(lang))
        }
        Some(Event::History(history::Event::Redone { seq })) => {
            line::redone(lang, seq, terms::stop(lang))
        }
    }
}

/// An event in the words of the minutes, which say what stands in the end: no mark that was taken back,
/// one move for a row of moves. None where nothing is left to say.
pub(super) fn minutes_text(m: &Meeting, record: &Recorded, lang: Lang) -> Option<String> {
    let said = Said { m, lang, seq: record.seq };
    let stands = |id: &PersonId| !m.roll.is_void(record.seq, id);
    let standing = |people: &[PersonId]| -> Option<Vec<PersonId>> {
        let left: Vec<PersonId> = people.iter().filter(|id| stands(id)).cloned().collect();
        (!left.is_empty()).then_some(left)
    };
    match record.event() {
        Some(Event::Roll(roll::Event::Arrived { people, online })) => {
            let people = standing(people)?;
            Some(said.roll(&roll::Event::Arrived { people, online: *online }))
        }
        Some(Event::Roll(roll::Event::MarkedAbsent { people })) => {
            Some(said.roll(&roll::Event::MarkedAbsent { people: standing(people)? }))
        }
        Some(Event::Roll(roll::Event::Excused { person, .. })) if !stands(person) => None,
        Some(Event::Agenda(agenda::Event::Moved { no, .. })) => {
            let title = said.item(*no);
            Some(match m.agenda.moved(record.seq)? {
                agenda::Place::Before(next) => line::item_moved_before(lang, no, title, next),
                agenda::Place::Last => line::item_moved_last(lang, no, title),
            })
        }
        _ => Some(event_text(m, record, lang)),
    }
}

/// Any line of the record in words, for the log; an undo says what it took back.
pub fn log_line(ledger: &Ledger, record: &Recorded, lang: Lang) -> String {
    let Some(m) = ledger.meeting() else { return line::unknown(lang) };
    let what = |seq: u64| match ledger.record(seq) {
        Some(other) if other.seq < record.seq => terms::colon(lang, &event_text(m, other, lang)),
        _ => terms::stop(lang).to_owned(),
    };
    match record.event() {
        Some(Event::History(history::Event::Undone { seq, .. })) => {
            line::undone(lang, seq, what(*seq))
        }
        Some(Event::History(history::Event::Redone { seq })) => line::redone(lang, seq, what(*seq)),
        _ => with_conflict(m, record, lang),
    }
}

/// What an act of one place that came into the way of another's says of that.
fn with_conflict(m: &Meeting, record: &Recorded, lang: Lang) -> String {
    let text = event_text(m, record, lang);
    let here = |conflict: &&Conflict| conflict.seq == record.seq;
    let there = |conflict: &&Conflict| conflict.with == Some(record.seq);
    if let Some(conflict) = m.conflicts.iter().find(here) {
        line::stands_against(lang, text, conflict.with.unwrap_or_default())
    } else if let Some(conflict) = m.conflicts.iter().find(there) {
        line::gives_way(lang, text, conflict.seq)
    } else {
        text
    }
}

impl Said<'_> {
    pub(super) fn name(&self, id: &PersonId) -> String {
        self.m.roll.name(id)
    }

    fn names(&self, ids: &[PersonId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(id)).collect();
        terms::list(self.lang, &names)
    }

    fn group(&self, id: &PersonId) -> String {
        let person = self.m.roll.person(id);
        person.map_or_else(String::new, |p| terms::group_name(self.lang, &p.group).to_owned())
    }

    fn no(&self, no: u32) -> String {
        terms::ordinal(self.lang, no)
    }

    fn title(&self, no: u32) -> String {
        self.m.proposals.get(no).map_or_else(String::new, |p| p.title.clone())
    }

    fn item(&self, no: u32) -> String {
        self.m.agenda.get(no).map_or_else(String::new, |item| item.plan.title.clone())
    }

    fn aside(&self, text: &str) -> String {
        terms::aside(self.lang, text)
    }

    /// A rule by its name, where the session uses it.
    fn rule_name(&self, id: &str) -> String {
        let own = std::iter::once(&self.m.session.rule);
        let mut used = own.chain(self.m.votes.list.iter().map(|vote| &vote.rule));
        let found = used.find(|rule| rule.id == id);
        found.map_or_else(|| id.to_owned(), |rule| terms::words(self.lang, &rule.name).to_owned())
    }

    fn session(&self, event: &session::Event) -> String {
        let lang = self.lang;
        match event {
            session::Event::Planned(plan) => line::planned(lang, &plan.title),
            session::Event::Opened { quorum } => {
                let rule = if quorum.rule.is_empty() {
                    line::quorum_met(lang)
                } else {
                    line::quorum_met_by(lang, &quorum.rule)
                };
                line::opened(lang, quorum.expected, quorum.present, rule)
            }
            session::Event::Recessed { seconds: None } => line::recessed(lang),
            session::Event::Recessed { seconds: Some(s) } => {
                line::recessed_for(lang, terms::duration(lang, u64::from(*s)))
            }
            session::Event::Resumed => line::resumed(lang),
            session::Event::Adjourned { absent } if absent.is_empty() => line::adjourned(lang),
            session::Event::Adjourned { absent } => {
                line::adjourned_absent(lang, self.names(absent))
            }
            session::Event::Changed { settings } => {
                let settings: Vec<String> = settings.iter().map(|s| setting(lang, s)).collect();
                line::changed(lang, terms::sentences(lang, &settings))
            }
            session::Event::ChairTaken { person } => line::chair_taken(lang, self.name(person)),
            session::Event::Sealed => line::sealed(lang),
            session::Event::RuleConfirmed { rule } => {
                line::rule_confirmed(lang, self.rule_name(rule))
            }
        }
    }

    fn prepare(&self, event: &prepare::Event) -> String {
        let lang = self.lang;
        match event {
            prepare::Event::Planned { facts } => {
                let facts: Vec<String> = facts.iter().map(|fact| self.fact(fact)).collect();
                line::plan_changed(lang, terms::sentences(lang, &facts))
            }
            prepare::Event::Checked { ticks } => {
                let of = |on| -> Vec<&str> {
                    let those = ticks.iter().filter(|(_, ticked)| *ticked == on);
                    those.map(|(have, _)| terms::have(lang, *have)).collect()
                };
                let ready = Some(of(true)).filter(|list| !list.is_empty());
                let open = Some(of(false)).filter(|list| !list.is_empty());
                let ready = ready.map(|list| line::checked(lang, terms::list(lang, &list)));
                let open = open.map(|list| line::unchecked(lang, terms::list(lang, &list)));
                let parts: Vec<String> = ready.into_iter().chain(open).collect();
                line::checklist(lang, terms::sentences(lang, &parts))
            }
            prepare::Event::PersonChanged { person, fields } => {
                let fields: Vec<String> = fields.iter().map(|f| field_text(lang, f)).collect();
                line::person_changed(lang, self.name(person), terms::sentences(lang, &fields))
            }
            prepare::Event::PersonRemoved { person } => line::person_removed(lang, person),
            prepare::Event::RosterTaken { people, added, changed, removed } => {
                line::roster_taken(lang, people.len(), added, changed, removed)
            }
        }
    }

    fn fact(&self, fact: &PlanEntry) -> String {
        let lang = self.lang;
        let who = |id: &Option<PersonId>| id.as_ref().map_or_else(String::new, |id| self.name(id));
        let time = |at: &Option<chrono::NaiveTime>| {
            at.map_or_else(String::new, |at| at.format("%H:%M").to_string())
        };
        let value = match fact {
            PlanEntry::Title(text)
            | PlanEntry::Recorder(text)
            | PlanEntry::ResearchDate(text)
            | PlanEntry::Research(text)
            | PlanEntry::Free { value: text, .. } => text.clone(),
            PlanEntry::Date(date) => terms::date(lang, *date),
            PlanEntry::Start(at) | PlanEntry::End(at) => time(at),
            PlanEntry::Round(round) => round.to_string(),
            PlanEntry::Chair(person) | PlanEntry::ResearchBy(person) => who(person),
            PlanEntry::NextMeeting(at) => at.map_or_else(String::new, |at| {
                format!("{} {}", terms::date(lang, at.date()), at.format("%H:%M"))
            }),
        };
        valued(lang, terms::fact(lang, fact), &value)
    }

    fn roll(&self, event: &roll::Event) -> String {
        let lang = self.lang;
        match event {
            roll::Event::Arrived { people, online: true } => {
                line::joined_online(lang, self.names(people))
            }
            roll::Event::Arrived { people, online: false } => {
                let opening = self.m.session.opening.as_ref();
                let first = |id| self.m.roll.get(id).is_some_and(|e| e.late);
                let late = opening.is_some_and(|o| self.seq > o.seq) && people.iter().all(first);
                if late {
                    line::arrived_late(lang, self.names(people))
                } else {
                    line::arrived(lang, self.names(people))
                }
            }
            roll::Event::Excused { person, reason } => {
                line::excused(lang, self.name(person), self.aside(reason))
            }
            roll::Event::MarkedAbsent { people } => line::marked_absent(lang, self.names(people)),
            roll::Event::Departed { person } => line::departed(lang, self.name(person)),
            roll::Event::Returned { person } => line::returned(lang, self.name(person)),
            roll::Event::Unmarked { person } => line::unmarked(lang, self.name(person)),
            roll::Event::ProxyGiven { from, to } => {
                line::proxy_given(lang, self.name(from), self.name(to))
            }
            roll::Event::Counted { expected, present, voters } => {
                line::counted(lang, expected, present, voters)
            }
            roll::Event::Invited(person) => {
                line::invited(lang, person.display(), terms::group_name(lang, &person.group))
            }
            roll::Event::WalkedIn(person) => {
                line::walked_in(lang, person.display(), terms::group_name(lang, &person.group))
            }
        }
    }

    fn agenda(&self, event: &agenda::Event) -> String {
        let lang = self.lang;
        match event {
            agenda::Event::Added { no, title, .. } => line::item_added(lang, no, title),
            agenda::Event::Removed { no } => line::item_removed(lang, no),
            agenda::Event::Started { no, .. } | agenda::Event::Advanced { no, .. } => {
                line::item_started(lang, no, self.item(*no))
            }
            agenda::Event::Finished { no } => line::item_finished(lang, no, self.item(*no)),
            agenda::Event::Deferred { no, reason } => {
                line::item_deferred(lang, no, self.item(*no), self.aside(reason))
            }
            agenda::Event::Moved { no, to } => line::item_moved(lang, no, self.item(*no), to),
            agenda::Event::Retimed { no, seconds } => {
                line::item_retimed(lang, no, terms::duration(lang, u64::from(*seconds)))
            }
            agenda::Event::Retitled { no, title } => line::item_retitled(lang, no, title),
            agenda::Event::LeadNamed { no, person: Some(person) } => {
                line::item_led(lang, no, self.name(person))
            }
            agenda::Event::LeadNamed { no, person: None } => line::item_not_led(lang, no),
            agenda::Event::Purposed { no, kind } => {
                line::item_purposed(lang, no, terms::item_kind(lang, *kind))
            }
        }
    }

    /// What a request or a grant says about itself, in brackets.
    fn terms(&self, terms: &SpeechTerms, limit_s: Option<u32>) -> String {
        let lang = self.lang;
        let mut parts = Vec::new();
        parts.extend(terms.kind.map(|kind| terms::kind(lang, kind).to_owned()));
        let stance = terms.stance.unwrap_or(floor::Stance::Neutral);
        parts.extend(speech::view(lang, stance, terms.on));
        let limit = limit_s.map(|s| line::limit(lang, terms::duration(lang, u64::from(s))));
        parts.extend(limit);
        self.aside(&terms::clauses(lang, &parts))
    }

    fn floor(&self, event: &floor::Event) -> String {
        let lang = self.lang;
        let speaker = |speech: u64| {
            let found = speech::find(self.m, speech);
            found.map_or_else(|| speech.to_string(), |speech| self.name(&speech.person))
        };
        let running = || speech::running(self.m, self.seq).map(|speech| self.name(&speech.person));
        match event {
            floor::Event::Requested { person, terms } => {
                line::requested(lang, self.name(person), self.terms(terms, terms.limit_s))
            }
            floor::Event::Withdrawn { person, .. } => line::withdrawn(lang, self.name(person)),
            floor::Event::Given(grant) | floor::Event::Passed { grant, .. } => {
                let terms = SpeechTerms {
                    kind: Some(grant.kind),
                    stance: Some(grant.stance),
                    on: grant.on,
                    limit_s: None,
                };
                let terms = self.terms(&terms, Some(grant.limit_s));
                line::given(lang, self.name(&grant.person), terms)
            }
            floor::Event::Paused => {
                running().map_or_else(|| line::paused(lang), |n| line::paused_of(lang, n))
            }
            floor::Event::Continued => {
                running().map_or_else(|| line::continued(lang), |n| line::continued_of(lang, n))
            }
            floor::Event::Extended { seconds } => {
                line::extended(lang, terms::duration(lang, u64::from(*seconds)))
            }
            floor::Event::Finished { speech } => line::finished(lang, speaker(*speech)),
            floor::Event::Stopped { speech, reason } => {
                line::stopped(lang, speaker(*speech), unstopped(reason))
            }
            floor::Event::Bumped { person, to, .. } => line::bumped(lang, self.name(person), to),
            floor::Event::ListOpened => line::list_opened(lang),
            floor::Event::ListClosed => line::list_closed(lang),
            floor::Event::NobodyAsked => line::nobody_asked(lang),
            floor::Event::Corrected { speech, start, end } => {
                let from = start.map(|at| line::from_time(lang, terms::time_s(at)));
                let to = end.map(|at| line::to_time(lang, terms::time_s(at)));
                let times: Vec<String> = from.into_iter().chain(to).collect();
                let times = self.aside(&terms::clauses(lang, &times));
                line::speech_corrected(lang, speaker(*speech), times)
            }
        }
    }

    fn minutes(&self, event: &Written) -> String {
        let lang = self.lang;
        match event {
            Written::Said { person, text, .. } => line::said(lang, self.name(person), text),
            Written::Noted { text } => text.to_string(),
            Written::Written { person, text } => {
                line::written(lang, self.name(person), self.group(person), text)
            }
            Written::Corrected { seq, text } => line::corrected(lang, seq, text),
            Written::Struck { seq, reason } => line::struck(lang, seq, unstopped(reason)),
        }
    }

    fn proposal_event(&self, event: &proposal::Event) -> String {
        let lang = self.lang;
        match event {
            proposal::Event::Proposed { no, title, text } => {
                line::proposed(lang, self.no(*no), title, text)
            }
            proposal::Event::Amended { no, text, by } => {
                line::amended(lang, self.name(by), self.no(*no), text)
            }
            proposal::Event::Frozen { no } => {
                // The text as it stood when it was read out.
                let proposal = self.m.proposals.get(*no);
                let versions = proposal.map_or(&[][..], |p| p.versions.as_slice());
                let text = versions.iter().rev().find(|version| version.seq < self.seq);
                let text = text.map_or("", |version| version.text.as_str());
                line::frozen(lang, self.no(*no), self.title(*no), text)
            }
            proposal::Event::Dropped { no, reason } => {
                line::dropped(lang, self.no(*no), self.title(*no), self.aside(reason))
            }
        }
    }

    fn vote(&self, event: &vote::Event) -> String {
        let lang = self.lang;
        match event {
            vote::Event::Opened { proposal, method, electorate, recused, recount_of, .. } => {
                let recused = if recused.is_empty() {
                    String::new()
                } else {
                    line::recused_from_this(lang, self.names(recused))
                };
                let (no, title) = (self.no(*proposal), self.title(*proposal));
                let method = terms::method(lang, *method);
                if recount_of.is_some() {
                    line::recount_opened(lang, no, title, method, electorate.len(), recused)
                } else {
                    line::vote_opened(lang, no, title, method, electorate.len(), recused)
                }
            }
            vote::Event::Recused { person, from, reason } => {
                line::recused(lang, self.name(person), self.no(*from), self.aside(reason))
            }
            vote::Event::Cast { person, choice, was: None, .. } => {
                line::cast(lang, self.name(person), terms::choice(lang, *choice))
            }
            vote::Event::Cast { person, choice, was: Some(was), .. } => {
                let (now, was) = (terms::choice(lang, *choice), terms::choice(lang, *was));
                line::recast(lang, self.name(person), now, was)
            }
            vote::Event::Tallied { counts, .. } => {
                let vote = result::vote_at(self.m, self.seq);
                let text = vote.map_or_else(String::new, |v| result::counts(lang, v, counts));
                line::tallied(lang, text)
            }
            vote::Event::Objected { person, reason } => {
                line::objected(lang, self.name(person), self.aside(reason))
            }
            vote::Event::Admitted { person } => line::admitted(lang, self.name(person)),
            vote::Event::Closed { judged: None } => line::closed(lang),
            vote::Event::Closed { judged: Some(true) } => line::closed_judged_for(lang),
            vote::Event::Closed { judged: Some(false) } => line::closed_judged_against(lang),
            vote::Event::HandedIn { person, proposal, by, choice } => {
                let way = terms::takes_part(lang, *by);
                // What was on it comes with the result, of a vote by name; an envelope is sealed.
                let sealed = choice.is_none();
                let (name, no) = (self.name(person), self.no(*proposal));
                if sealed {
                    line::handed_in_sealed(lang, name, no, way)
                } else {
                    line::handed_in(lang, name, no, way)
                }
            }
            vote::Event::Served { people, proposal } => {
                line::served(lang, self.no(*proposal), self.names(people))
            }
            vote::Event::Announced { proposal, .. } => {
                let vote = result::announced_at(self.m, *proposal, self.seq);
                let text = vote.map_or_else(String::new, |v| result::result(self.m, v, lang));
                line::announced(lang, self.no(*proposal), self.title(*proposal), text)
            }
            vote::Event::CastingVote { pass: true, .. } => line::casting_for(lang),
            vote::Event::CastingVote { pass: false, .. } => line::casting_against(lang),
            vote::Event::Cancelled { proposal, reason, .. } => {
                line::cancelled(lang, self.no(*proposal), unstopped(reason))
            }
        }
    }

    fn outcome(&self, event: &outcome::Event) -> String {
        let lang = self.lang;
        match event {
            outcome::Event::Gauged { no, lean } => {
                let outcome::Lean { support, accept, reserve, neutral, block } = *lean;
                line::gauged(lang, self.no(*no), support, accept, reserve, neutral, block)
            }
            outcome::Event::Reserved { person, no, text } => {
                line::reserved(lang, self.name(person), self.no(*no), text)
            }
            outcome::Event::Settled { no, disposition, to, next, reason } => {
                let reason = reason.as_deref();
                let text = settled(lang, *disposition, to.as_deref(), *next, reason);
                line::settled(lang, self.no(*no), self.title(*no), text)
            }
        }
    }

    fn follow_up(&self, event: &follow_up::Event) -> String {
        let lang = self.lang;
        let title = |no: &u32| {
            let action = self.m.follow_up.get(*no);
            action.map_or_else(String::new, |action| action.task.title.clone())
        };
        match event {
            follow_up::Event::Assigned { no, task } => {
                let mut parts =
                    vec![line::lead(lang, &task.lead), line::owner(lang, self.name(&task.owner))];
                parts.extend(task.together_with.as_ref().map(|with| line::with(lang, with)));
                parts.push(line::due(lang, terms::date(lang, task.due)));
                parts.extend(task.from.map(|no| line::from_proposal(lang, self.no(no))));
                line::assigned(lang, no, &task.title, terms::clauses(lang, &parts))
            }
            follow_up::Event::Adopted { no } => line::adopted(lang, no, title(no)),
            follow_up::Event::Rejected { no, reason } => {
                line::rejected(lang, no, title(no), unstopped(reason))
            }
            follow_up::Event::Progressed { no, text } => {
                line::progressed(lang, no, title(no), text)
            }
            follow_up::Event::Reported { no, text } => line::reported(lang, no, title(no), text),
            follow_up::Event::Completed { no } => line::completed(lang, no, title(no)),
        }
    }
}

/// A reason that is put inside a sentence, without the stop that it may end in.
pub(super) fn unstopped(reason: &str) -> &str {
    let stops = [terms::stop(Lang::Zh), terms::stop(Lang::En)];
    stops.iter().find_map(|stop| reason.strip_suffix(stop)).unwrap_or(reason)
}

/// A disposition with its next step.
pub(in crate::document) fn settled(
    lang: Lang,
    disposition: outcome::Disposition,
    to: Option<&str>,
    next: Option<chrono::NaiveDate>,
    reason: Option<&str>,
) -> String {
    let way = match (disposition, to) {
        (outcome::Disposition::Refer, Some(to)) => line::referred_to(lang, to),
        _ => terms::way_on(lang, disposition).to_owned(),
    };
    let next = next.map(|date| line::next_round(lang, terms::date(lang, date)));
    let word = terms::disposition(lang, disposition).to_owned();
    let reason = reason.map(|reason| line::for_reason(lang, unstopped(reason)));
    terms::clauses(lang, &[word, way, next.unwrap_or_default(), reason.unwrap_or_default()])
}

/// A name with its new value, which may be none.
fn valued(lang: Lang, name: &str, value: &str) -> String {
    if value.is_empty() { line::value_taken(lang, name) } else { line::value(lang, name, value) }
}

/// A field of a person with its new value, as logs and previews have it.
pub fn field_text(lang: Lang, field: &Field) -> String {
    valued(lang, terms::field(lang, field), &field_value(lang, field))
}

/// The value of a field in words; empty where it has none.
pub fn field_value(lang: Lang, field: &Field) -> String {
    match field {
        Field::Name(text)
        | Field::Mark(text)
        | Field::Gender(text)
        | Field::Ethnicity(text)
        | Field::Unit(text)
        | Field::Represents(text)
        | Field::Phone(text)
        | Field::Note(text)
        | Field::Pinyin(text) => text.clone(),
        Field::Group(name) => terms::group_name(lang, name).to_owned(),
        Field::Tags(tags) => terms::list(lang, tags),
        Field::Role(role) => terms::attends(lang, *role).to_owned(),
        Field::Vote(vote) => terms::yes_no(lang, *vote).to_owned(),
        Field::Weight(weight) => weight.to_string(),
    }
}
