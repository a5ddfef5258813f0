//! What must hold for every meeting, whatever people do: random acts on small meetings.

use crate::build;
use chrono::{Duration, NaiveDate, TimeZone};
use proptest::prelude::*;
use std::sync::Arc;
use strum::VariantArray as _;
use yishi::document::line::{self, MinutesLine};
use yishi::domain::fraction::Ratio;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::{Command, Event, Meeting, command_of};
use yishi::domain::person::{Person, PersonId, Weight, group};
use yishi::domain::recorded::Recorded;
use yishi::domain::roll::Status;
use yishi::domain::rule::{
    Among, Attendance, Base, Bilingual, Catalog, Consensus, Measure, Quorum, RecusalMode, Rule,
    RuleRef, Threshold, Tie,
};
use yishi::domain::session::{Plan, Setting};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::domain::vote::{Choice, Method, Tally, Terms};
use yishi::domain::{
    agenda, floor, follow_up, history, minutes, outcome, prepare, proposal, roll, session,
    sign_off, suggest, vote,
};
use yishi::i18n::Lang;

const PEOPLE: u32 = 7;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn rule(id: &str, pass: Vec<Threshold>, recusal: RecusalMode) -> Rule {
    let words = || Bilingual { zh: id.to_owned(), en: id.to_owned() };
    Rule {
        id: id.to_owned(),
        name: words(),
        citation: words(),
        quorum: None,
        participation: Vec::new(),
        pass,
        tie: Tie::ChairDecides,
        recusal,
        proxy_cap: Some(2),
        consensus: Some(Consensus {
            reached: Ratio::at_least(2, 3),
            hard: Ratio::at_least(1, 2),
            rounds: 2,
        }),
        ..Rule::default()
    }
}

fn catalog() -> Arc<Catalog> {
    let heads = |base, ratio| Threshold::share(Measure::Heads, base, ratio);
    let weight = |base, ratio| Threshold::share(Measure::Weight, base, ratio);
    let rules = vec![
        rule("present", vec![heads(Base::Present, Ratio::at_least(2, 3))], RecusalMode::LeavesBase),
        rule(
            "decisive",
            vec![heads(Base::Decisive, Ratio::more_than(1, 2))],
            RecusalMode::StaysInBase,
        ),
        rule(
            "area",
            vec![
                weight(Base::Cast, Ratio::more_than(1, 2)),
                heads(Base::Entitled, Ratio::more_than(1, 2)),
            ],
            RecusalMode::LeavesQuorum,
        ),
    ];
    Arc::new(Catalog { rules })
}

fn plan() -> Plan {
    let people = (1..=PEOPLE).map(|n| {
        let group = if n % 2 == 0 { group::STAKEHOLDER } else { group::COUNCIL };
        let mut person = Person::new(format!("P{n:02}"), format!("name{n}"), group);
        person.vote = n != 1;
        person.weight = Weight(u64::from(n) * 12_345);
        person
    });
    let among = Attendance::share(Among::Expected, Ratio::at_least(1, 3)).into();
    let quorum = Quorum { any_of: vec![among], ..Quorum::default() };
    Plan { quorum, ..build::plan(people.collect(), catalog().rules[0].clone()) }
}

fn who() -> impl Strategy<Value = PersonId> {
    // One more than there are: somebody who may be invited while it runs.
    (1..=PEOPLE + 1).prop_map(|n| PersonId::new(format!("P{n:02}")))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("意见".to_owned()), Just("a b".to_owned())]
}

fn choice() -> impl Strategy<Value = Choice> {
    prop::sample::select(Choice::VARIANTS)
}

fn roll_act() -> impl Strategy<Value = Command> {
    use roll::Command as C;
    prop_oneof![
        6 => prop::collection::vec(who(), 1..3).prop_map(C::Present),
        1 => (who(), text()).prop_map(|(person, reason)| C::Leave { person, reason }),
        1 => who().prop_map(|p| C::Absent(vec![p])),
        2 => who().prop_map(C::Depart),
        1 => who().prop_map(C::Return),
        1 => who().prop_map(C::Unmark),
        2 => (who(), who()).prop_map(|(from, to)| C::Proxy { from, to }),
        1 => Just(C::Count),
        1 => any::<bool>().prop_map(|vote| {
            let new = Person::new(format!("P{:02}", PEOPLE + 1), "new", group::COUNCIL);
            C::Invite(Box::new(Person { vote, ..new }))
        }),
    ]
    .prop_map(Command::Roll)
}

fn terms() -> impl Strategy<Value = floor::SpeechTerms> {
    let kind = prop::option::of(prop::sample::select(floor::SpeechKind::VARIANTS));
    let stance = prop::option::of(prop::sample::select(floor::Stance::VARIANTS));
    (kind, stance).prop_map(|(kind, stance)| floor::SpeechTerms {
        kind,
        stance,
        on: None,
        limit_s: None,
    })
}

fn floor_act() -> impl Strategy<Value = Command> {
    use floor::Command as C;
    prop_oneof![
        5 => (who(), terms()).prop_map(|(person, terms)| C::Request { person, terms }),
        1 => who().prop_map(C::Withdraw),
        2 => (who(), terms()).prop_map(|(person, terms)| C::Give { person, terms }),
        3 => Just(C::Next),
        1 => Just(C::Pause),
        1 => Just(C::Continue),
        1 => (0u32..200).prop_map(C::Extend),
        3 => Just(C::Finish),
        1 => text().prop_map(C::Stop),
        1 => (who(), 0u32..4).prop_map(|(person, to)| C::Bump { person, to }),
        1 => any::<bool>().prop_map(|open| C::List { open }),
        1 => (3u64..30, 0usize..90, 0usize..90).prop_map(|(speech, start, end)| {
            C::Correct { speech, start: Some(moment(start)), end: Some(moment(end)) }
        }),
    ]
    .prop_map(Command::Floor)
}

fn count() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(0u64..8)
}

fn vote_act() -> impl Strategy<Value = Command> {
    use vote::Command as C;
    let method = prop::sample::select(Method::VARIANTS);
    let named = prop::sample::select(vec!["present", "decisive", "area"]);
    let rule = prop::option::of(named.prop_map(|id| RuleRef::Named(id.to_owned())));
    let tally = (count(), count(), count(), count(), count(), count()).prop_map(
        |(in_favour, against, abstain, invalid, issued, returned)| {
            let not_cast = None;
            Tally {
                in_favour,
                against,
                abstain,
                invalid,
                not_cast,
                issued,
                returned,
                ..Tally::default()
            }
        },
    );
    prop_oneof![
        4 => (1u32..4, method, rule).prop_map(|(proposal, method, rule)| C::Open { proposal, method, rule, terms: Terms::default() }),
        1 => (who(), 1u32..3, text()).prop_map(|(person, from, reason)| C::Recuse { person, from, reason }),
        8 => (who(), choice()).prop_map(|(person, choice)| C::Ballot { person, choice }),
        6 => tally.prop_map(C::Tally),
        1 => (who(), text()).prop_map(|(person, reason)| C::Object { person, reason }),
        2 => who().prop_map(C::Admit),
        4 => prop::option::of(any::<bool>()).prop_map(|judged| C::Close { judged }),
        4 => Just(C::Announce),
        1 => any::<bool>().prop_map(|pass| C::Casting { pass }),
        1 => text().prop_map(C::Cancel),
        1 => Just(C::Recount),
    ]
    .prop_map(Command::Vote)
}

fn settings() -> Vec<Setting> {
    let rule = |id: &str| Setting::RuleNamed(id.to_owned());
    vec![
        rule("present"),
        rule("decisive"),
        rule("area"),
        Setting::Quorum(Ratio::at_least(1, 2)),
        Setting::Tie(Tie::Fails),
        Setting::Times(1),
        Setting::Alternate(false),
        Setting::FirstTimeFirst(false),
    ]
}

fn other_act() -> impl Strategy<Value = Command> {
    let date = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let task = move |owner| follow_up::Task {
        title: "t".into(),
        lead: "l".into(),
        owner,
        together_with: None,
        due: date,
        from: Some(1),
    };
    prop_oneof![
        4 => Just(Command::Session(session::Command::Open)),
        1 => Just(Command::Session(session::Command::Recess(None))),
        1 => Just(Command::Session(session::Command::Resume)),
        1 => prop::sample::select(settings()).prop_map(|one| Command::Session(session::Command::Set(vec![one]))),
        1 => who().prop_map(|p| Command::Session(session::Command::Chair(p))),
        2 => Just(Command::Agenda(agenda::Command::Next)),
        1 => Just(Command::Agenda(agenda::Command::Finish)),
        1 => (1u32..5, 1u32..5).prop_map(|(no, to)| Command::Agenda(agenda::Command::Move { no, to })),
        1 => (1u32..5, text()).prop_map(|(no, reason)| Command::Agenda(agenda::Command::Defer { no, reason })),
        1 => text().prop_map(|title| Command::Agenda(agenda::Command::Add { title, seconds: None, before: Some(1), kind: None })),
        2 => text().prop_map(|t| Command::Minutes(minutes::Command::Note(t))),
        2 => (prop::option::of(who()), text()).prop_map(|(person, text)| Command::Minutes(minutes::Command::Say { person, text })),
        1 => (1u64..30, text()).prop_map(|(seq, text)| Command::Minutes(minutes::Command::Correct { seq, text, seen: None })),
        1 => (1u64..30, text()).prop_map(|(seq, reason)| Command::Minutes(minutes::Command::Strike { seq, reason, seen: None })),
        1 => (1u32..4, text(), who()).prop_map(|(no, text, by)| Command::Proposal(proposal::Command::Amend { no, text, by })),
        1 => (1u32..4).prop_map(|no| Command::Proposal(proposal::Command::Freeze(no))),
        1 => (who(), 1u32..3, text()).prop_map(|(person, no, text)| Command::Outcome(outcome::Command::Reserve { person, no, text })),
        1 => (1u32..3, prop::sample::select(outcome::Disposition::VARIANTS)).prop_map(|(no, disposition)| Command::Outcome(outcome::Command::Outcome { no, disposition, to: None, next: None, reason: None })),
        1 => who().prop_map(move |p| Command::FollowUp(follow_up::Command::Action(task(p)))),
        1 => (1u32..4).prop_map(|no| Command::FollowUp(follow_up::Command::Adopt(no))),
        1 => who().prop_map(|person| Command::SignOff(sign_off::Command::Sign { person, role: None })),
        2 => prop::option::of(2u64..40).prop_map(|seq| Command::History(history::Command::Undo(seq))),
        1 => Just(Command::History(history::Command::Redo)),
    ]
}

/// What is prepared; the later ones come when the meeting is open and are mostly refused.
fn prepare_act() -> impl Strategy<Value = Command> {
    use prepare::{Command as C, Field, Have, PlanEntry};
    let fields = prop_oneof![
        any::<bool>().prop_map(Field::Vote),
        text().prop_map(Field::Name),
        text().prop_map(Field::Mark),
        prop::sample::select(group::STANDARD.to_vec()).prop_map(|g| Field::Group(g.to_owned())),
        text().prop_map(Field::Phone),
    ];
    let tick = (prop::sample::select(Have::VARIANTS), any::<bool>());
    // The roster with some left out and one put in.
    let roster =
        (prop::sample::subsequence((1..=PEOPLE).collect::<Vec<_>>(), 4..=7), any::<bool>());
    let roster = roster.prop_map(|(kept, more)| {
        let ids = kept.into_iter().chain(more.then_some(PEOPLE + 2));
        let person = |n| Person::new(format!("P{n:02}"), format!("name{n}"), group::COUNCIL);
        C::Roster(ids.map(person).collect())
    });
    let prepared = prop_oneof![
        text().prop_map(|t| C::Plan(vec![PlanEntry::Title(t)])),
        prop::option::of(who()).prop_map(|who| C::Plan(vec![PlanEntry::Chair(who)])),
        tick.prop_map(|tick| C::Check(vec![tick])),
        (who(), fields).prop_map(|(person, field)| C::Change { person, fields: vec![field] }),
        who().prop_map(C::Remove),
        roster,
    ];
    prop_oneof![
        9 => prepared.prop_map(Command::Prepare),
        1 => (1u32..5).prop_map(|no| Command::Agenda(agenda::Command::Remove(no))),
        1 => (1u32..5, prop::option::of(who()))
            .prop_map(|(no, person)| Command::Agenda(agenda::Command::Lead { no, person })),
    ]
}

fn acts() -> impl Strategy<Value = Vec<Command>> {
    let act = prop_oneof![3 => roll_act(), 3 => floor_act(), 5 => vote_act(), 4 => other_act(), 1 => prepare_act()];
    // Most people come and the meeting opens, so that the acts have something to act on.
    let before = prop::collection::vec(prepare_act(), 0..6);
    (before, prop::collection::vec(act, 1..90)).prop_map(|(before, mut acts)| {
        let come = (1..PEOPLE).map(|n| PersonId::new(format!("P{n:02}"))).collect();
        acts.insert(0, Command::Session(session::Command::Open));
        acts.insert(0, Command::Roll(roll::Command::Present(come)));
        before.into_iter().chain(acts).collect()
    })
}

fn moment(n: usize) -> Moment {
    let zone = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    let start = zone.with_ymd_and_hms(2026, 11, 27, 14, 0, 0).unwrap();
    start + Duration::seconds(i64::try_from(n).unwrap() * 7)
}

fn stamp(n: usize) -> Stamp {
    Stamp { at: moment(n), noted: moment(n), by: By::new("chair", Role::Chair) }
}

fn submit(ledger: &mut Ledger, n: usize, command: &Command) -> bool {
    let Ok(event) = ledger.decide(command, &stamp(n)) else { return false };
    let record = ledger.stamp(event, &stamp(n)).unwrap();
    // Through its stored form, as a client or a later opening would get it.
    let record = Recorded::from_line(&record.encode().unwrap()).unwrap();
    ledger.push(record).unwrap();
    true
}

fn begun() -> Ledger {
    let mut ledger = Ledger::new(catalog());
    let planned = Command::Session(session::Command::Plan(Box::new(plan())));
    assert!(submit(&mut ledger, 0, &planned));
    ledger
}

fn run(acts: &[Command]) -> Ledger {
    let mut ledger = begun();
    for (n, act) in acts.iter().enumerate() {
        submit(&mut ledger, n + 1, act);
    }
    ledger
}

fn meeting(ledger: &Ledger) -> &Meeting {
    ledger.meeting().unwrap()
}

/// The properties of a state.
fn check(m: &Meeting) {
    for request in &m.floor.queue {
        assert!(m.roll.is_present(&request.person), "the queue holds somebody who is not here");
    }
    for vote in &m.votes.list {
        let mut seen = std::collections::HashSet::new();
        assert!(vote.electorate.iter().all(|(id, _)| seen.insert(id)), "somebody counts twice");
        assert!(vote.recused.iter().all(|id| !vote.may_vote(id)), "a recused person may vote");
        let electorate = vote.electorate.len() as u64;
        if let Some(c) = vote.counts_now() {
            let sum = c.in_favour + c.against + c.abstain + c.invalid + c.not_cast;
            if !c.is_void() {
                assert_eq!(sum, electorate, "{:?} {c:?}", vote.method);
            }
            for test in vote.tests() {
                if !c.is_void() {
                    assert!(test.value <= test.base, "a rate over 100%: {test:?}");
                }
                assert_eq!(test.met, test.value >= test.need, "{test:?}");
            }
            assert!(c.in_favour > 0 || !vote.passed(), "nobody for it");
        }
        if vote.method == Method::Secret {
            assert!(vote.ballots.is_empty(), "a secret vote holds a ballot");
        }
    }
    let open = |v: &&yishi::domain::vote::Vote| v.state == yishi::domain::vote::VoteState::Open;
    assert!(m.votes.list.iter().filter(open).count() <= 1, "closed votes may wait, one is open");
    let total = m.roll.entries.len();
    let by_status: usize =
        [Status::NotArrived, Status::Present, Status::OnLeave, Status::Absent, Status::Departed]
            .map(|status| m.roll.count(status))
            .iter()
            .sum();
    assert_eq!(by_status, total);
    let active = m.agenda.items.iter().filter(|i| i.state == agenda::ItemState::Active).count();
    assert!(active <= 1);
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..crate::cases::cases(200) })]

    #[test]
    fn replay_is_the_same_as_live(acts in acts()) {
        let live = run(&acts);
        let lines: Vec<Arc<Recorded>> = live.records().to_vec();
        let replayed = Ledger::replay(catalog(), lines).unwrap();
        prop_assert_eq!(replayed.meeting(), live.meeting());
        prop_assert_eq!(replayed.undone(), live.undone());
        // Decided anew, as a record from elsewhere is, every line is what it was.
        prop_assert_eq!(replayed.unruled(&|_| false, &mut |_| true), Some(Vec::new()));
    }

    #[test]
    fn every_state_on_the_way_keeps_the_rules(acts in acts()) {
        let mut ledger = begun();
        for (n, act) in acts.iter().enumerate() {
            if submit(&mut ledger, n + 1, act) {
                check(meeting(&ledger));
            }
        }
        for seq in 1..=ledger.seq() {
            check(&ledger.as_of(seq).unwrap());
        }
    }

    #[test]
    fn no_line_of_the_minutes_changes_beyond_the_reach_of_an_act(acts in acts()) {
        let mut ledger = begun();
        for (n, act) in acts.iter().enumerate() {
            let (before, wordings) = (ledger.seq(), LANGS.map(|lang| line::Wording::of(&ledger, lang).unwrap()));
            let lines = LANGS.map(|lang| line::minutes(&ledger, None, lang).unwrap());
            submit(&mut ledger, n + 1, act);
            let Some(reached) = line::reach(&ledger, before) else { continue };
            for ((mut wording, before), lang) in wordings.into_iter().zip(lines).zip(LANGS) {
                wording.renew(&ledger, &reached);
                let after = line::minutes(&ledger, None, lang).unwrap();
                let record = |seq| ledger.record(seq).unwrap();
                for seq in 1..=ledger.seq() {
                    let of = |lines: &[MinutesLine]| lines.iter().find(|line| line.seq == seq).cloned();
                    prop_assert_eq!(wording.line(meeting(&ledger), record(seq)), of(&after), "{:?}", act);
                    if !reached.contains(&seq) {
                        prop_assert_eq!(of(&before), of(&after), "{:?}", act);
                    }
                }
            }
        }
    }

    #[test]
    fn undo_after_do_changes_nothing(acts in acts(), act in prop_oneof![roll_act(), floor_act(), vote_act(), other_act()]) {
        prop_assume!(!matches!(act, Command::History(_)));
        let mut ledger = run(&acts);
        let before = meeting(&ledger).clone();
        let n = acts.len() + 1;
        prop_assume!(submit(&mut ledger, n, &act));
        let after = meeting(&ledger).clone();
        prop_assert!(submit(&mut ledger, n + 1, &Command::History(history::Command::Undo(None))), "an act just done can be undone");
        let mut undone = meeting(&ledger).clone();
        // Numbers that were given out stay used; nothing else may differ.
        undone.agenda = before.agenda.clone();
        undone.proposals = before.proposals.clone();
        undone.follow_up = before.follow_up.clone();
        // A ballot box that was opened once stays known as opened.
        undone.votes.opened_boxes = before.votes.opened_boxes.clone();
        let again = meeting(&ledger);
        prop_assert_eq!(&again.agenda.items, &before.agenda.items);
        prop_assert_eq!(&again.proposals.list, &before.proposals.list);
        prop_assert_eq!(&again.follow_up.actions, &before.follow_up.actions);
        prop_assert_eq!(&undone, &before);
        prop_assert!(submit(&mut ledger, n + 2, &Command::History(history::Command::Redo)));
        prop_assert_eq!(meeting(&ledger), &after);
    }

    #[test]
    fn every_event_comes_again_from_its_command(acts in acts()) {
        let mut ledger = begun();
        for (n, act) in acts.iter().enumerate() {
            let before = ledger.clone();
            if submit(&mut ledger, n + 1, act) {
                let event: Event = ledger.records().last().unwrap().event().unwrap().clone();
                let again = before.decide(&command_of(&event), &stamp(n + 1));
                prop_assert_eq!(again.ok(), Some(event));
            }
        }
    }

    #[test]
    fn the_suggested_step_is_never_refused(acts in acts()) {
        let mut ledger = begun();
        for (n, act) in acts.iter().enumerate() {
            submit(&mut ledger, n + 1, act);
            let m = meeting(&ledger);
            let step = suggest::next_step(m);
            if let Some(command) = step.command() {
                let decided = m.decide(&command, &stamp(n + 2));
                prop_assert!(decided.is_ok(), "{:?}: {:?}", step, decided);
            }
        }
    }
}
