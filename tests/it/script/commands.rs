//! Commands of every topic, with awkward people and awkward texts.

use super::fixture::odd_meeting;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;
use strum::VariantArray as _;
use yishi::domain::fraction::Ratio;
use yishi::domain::meeting::{Command, Meeting};
use yishi::domain::person::{Attends, Person, PersonId, Weight};
use yishi::domain::rule::{RuleRef, Tie};
use yishi::domain::stamp::Moment;
use yishi::domain::{
    agenda, floor, follow_up, history, minutes, outcome, paper, prepare, proposal, roll, session,
    sign_off, vote,
};

pub(super) static MEETING: LazyLock<Meeting> = LazyLock::new(odd_meeting);

type Any = BoxedStrategy<Command>;

/// Everything that can be seen, with what the script itself uses made frequent.
const SEEN: &str = "[^\\p{C}\\p{Zl}\\p{Zp}\u{34f}\u{fe0e}\u{fe0f}]|[\"\\\\#=@“”＂＝，,;、张 　]";

fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![9 => SEEN, 1 => Just("\n".to_owned())], 0..12).prop_map(|parts| parts.concat())
}

fn line() -> impl Strategy<Value = String> {
    vec(SEEN, 0..8).prop_map(|parts| parts.concat())
}

fn some_line() -> impl Strategy<Value = String> {
    vec(SEEN, 1..8).prop_map(|parts| parts.concat())
}

fn person() -> impl Strategy<Value = PersonId> {
    let ids: Vec<PersonId> = MEETING.roll.entries.iter().map(|e| e.person.id.clone()).collect();
    select(ids)
}

fn people() -> impl Strategy<Value = Vec<PersonId>> {
    vec(person(), 1..4)
}

/// Of the years that a script may name.
fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    let years = NaiveDate::from_ymd_opt(2999, 12, 31).unwrap() - first;
    (0..=years.num_days()).prop_map(move |days| first + TimeDelta::days(days))
}

fn moment() -> impl Strategy<Value = Moment> {
    let plan = &MEETING.session.plan;
    let start = yishi::script::When::DateTime(plan.date.and_hms_opt(0, 0, 0).unwrap());
    let start = start.resolve(plan);
    let near = -200_000_i64..200_000;
    near.prop_map(move |seconds| start + TimeDelta::seconds(seconds))
}

fn ratio() -> impl Strategy<Value = Ratio> {
    (any::<bool>(), any::<u32>(), any::<u32>()).prop_map(|(more, a, b)| {
        let (num, den) = (a.min(b), a.max(b).max(1));
        if more { Ratio::more_than(num, den) } else { Ratio::at_least(num, den) }
    })
}

pub(super) fn session_commands() -> Any {
    use session::{Command as C, Setting as S};
    let groups: Vec<String> = MEETING.roll.groups().into_iter().map(str::to_owned).collect();
    let settings = (
        (of(line()), of(ratio()), of(vec(select(groups), 0..3)), of(ratio()), of(ratio())),
        (of(any::<bool>()), of(any::<u32>()), of(any::<u32>()), of(any::<u32>())),
        (of(any::<u32>()), of(any::<u32>()), of(any::<u32>()), of(any::<u32>())),
        (of(any::<bool>()), of(any::<bool>()), of(text()), of(text()), of(text())),
    );
    let settings = settings.prop_map(|(a, b, c, d)| {
        let tie = |chair| if chair { Tie::ChairDecides } else { Tie::Fails };
        let all = [
            a.0.map(S::RuleNamed),
            a.1.map(S::Quorum),
            a.2.map(S::Groups),
            a.3.map(S::Reached),
            a.4.map(S::Hard),
            b.0.map(|chair| S::Tie(tie(chair))),
            b.1.map(S::Statement),
            b.2.map(S::Response),
            b.3.map(S::Discussion),
            c.0.map(S::Question),
            c.1.map(S::PointOfOrder),
            c.2.map(S::Times),
            c.3.map(S::Warn),
            d.0.map(S::Alternate),
            d.1.map(S::FirstTimeFirst),
            d.2.map(S::Recorder),
            d.3.map(S::Venue),
            d.4.map(S::Title),
        ];
        all.into_iter().flatten().collect::<Vec<_>>()
    });
    let settings = settings.prop_filter("set needs a setting", |list| !list.is_empty());
    prop_oneof![
        select(vec![C::Open, C::Resume, C::Adjourn, C::Seal]),
        of(any::<u32>()).prop_map(C::Recess),
        person().prop_map(C::Chair),
        settings.prop_shuffle().prop_map(C::Set),
    ]
    .prop_map(Command::Session)
    .boxed()
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0_u32..86_400).prop_map(|s| NaiveTime::from_num_seconds_from_midnight_opt(s, 0).unwrap())
}

pub(super) fn prepare_commands() -> Any {
    use prepare::{Command as C, Field, Have, PlanEntry as F};
    let next = (date(), time()).prop_map(|(date, time)| date.and_time(time));
    let facts = (
        (of(line()), of(date()), of(of(time())), of(of(time())), of(any::<u32>())),
        (of(of(person())), of(line()), of(of(next)), of(line()), of(of(person())), of(text())),
        of((select(prepare::FACTS.to_vec()), line())),
    );
    let facts = facts.prop_map(|(a, b, c)| {
        let free = |(key, value): (&str, String)| F::Free { key: key.to_owned(), value };
        let all = [
            a.0.map(F::Title),
            a.1.map(F::Date),
            a.2.map(F::Start),
            a.3.map(F::End),
            a.4.map(F::Round),
            b.0.map(F::Chair),
            b.1.map(F::Recorder),
            b.2.map(F::NextMeeting),
            b.3.map(F::ResearchDate),
            b.4.map(F::ResearchBy),
            b.5.map(F::Research),
            c.map(free),
        ];
        all.into_iter().flatten().collect::<Vec<_>>()
    });
    let facts = facts.prop_filter("plan needs a fact", |list| !list.is_empty());
    let ticks =
        proptest::sample::subsequence(Have::VARIANTS.to_vec(), 1..=6).prop_flat_map(|list| {
            list.into_iter().map(|have| (Just(have), any::<bool>())).collect::<Vec<_>>()
        });
    // The differences of two people are every field there is.
    let fields = (invited(), invited()).prop_map(|(old, new)| prepare::difference(&old, &new));
    let fields = fields.prop_filter("two who differ", |fields: &Vec<Field>| !fields.is_empty());
    prop_oneof![
        facts.prop_shuffle().prop_map(C::Plan),
        ticks.prop_map(C::Check),
        (person(), fields).prop_map(|(person, fields)| C::Change { person, fields }),
        person().prop_map(C::Remove),
        vec(invited(), 0..4).prop_map(C::Roster),
    ]
    .prop_map(Command::Prepare)
    .boxed()
}

fn invited() -> impl Strategy<Value = Person> {
    let groups = MEETING.roll.groups().into_iter().map(str::to_owned);
    let groups: Vec<String> = groups.chain(["职能部门".to_owned()]).collect();
    let attends = select(vec![Attends::Chair, Attends::Attending, Attends::SittingIn]);
    (
        (some_line(), line(), select(groups), line(), line(), line()),
        (vec(some_line(), 0..3), line(), line(), attends, any::<bool>()),
        (prop_oneof![Just(10_000), 1_u64..=10_000_000_000_000], line(), line(), line()),
    )
        .prop_map(|(a, b, c)| Person {
            mark: a.3,
            gender: a.4,
            ethnicity: a.5,
            tags: b.0,
            unit: b.1,
            represents: b.2,
            attends: b.3,
            vote: b.4,
            weight: Weight(c.0),
            phone: c.1,
            note: c.2,
            pinyin: c.3,
            ..Person::new(a.0, a.1, a.2)
        })
}

pub(super) fn roll_commands() -> Any {
    use roll::Command as C;
    prop_oneof![
        people().prop_map(C::Present),
        (person(), text()).prop_map(|(person, reason)| C::Leave { person, reason }),
        people().prop_map(C::Absent),
        person().prop_map(C::Depart),
        person().prop_map(C::Return),
        person().prop_map(C::Unmark),
        (person(), person()).prop_map(|(from, to)| C::Proxy { from, to }),
        Just(C::Count),
        invited().prop_map(|person| C::Invite(Box::new(person))),
    ]
    .prop_map(Command::Roll)
    .boxed()
}

pub(super) fn agenda_commands() -> Any {
    use agenda::Command as C;
    let kind = of(select(session::ItemKind::VARIANTS));
    prop_oneof![
        (text(), of(any::<u32>()), of(any::<u32>()), kind)
            .prop_map(|(title, seconds, before, kind)| C::Add { title, seconds, before, kind }),
        any::<u32>().prop_map(C::Remove),
        any::<u32>().prop_map(C::Start),
        select(vec![C::Next, C::Finish]),
        (any::<u32>(), text()).prop_map(|(no, reason)| C::Defer { no, reason }),
        any::<(u32, u32)>().prop_map(|(no, to)| C::Move { no, to }),
        any::<(u32, u32)>().prop_map(|(no, seconds)| C::Time { no, seconds }),
        (any::<u32>(), text()).prop_map(|(no, title)| C::Title { no, title }),
    ]
    .prop_map(Command::Agenda)
    .boxed()
}

pub(super) fn floor_commands() -> Any {
    use floor::{Command as C, SpeechKind, SpeechTerms, Stance};
    let terms = || {
        let kind = of(select(SpeechKind::VARIANTS));
        let stance = of(select(Stance::VARIANTS));
        (kind, stance, of(any::<u32>()), of(any::<u32>()))
            .prop_map(|(kind, stance, on, limit_s)| SpeechTerms { kind, stance, on, limit_s })
    };
    let correct = (any::<u64>(), of(moment()), of(moment()));
    prop_oneof![
        (person(), terms()).prop_map(|(person, terms)| C::Request { person, terms }),
        (person(), terms()).prop_map(|(person, terms)| C::Give { person, terms }),
        person().prop_map(C::Withdraw),
        select(vec![C::Next, C::Pause, C::Continue, C::Finish]),
        any::<u32>().prop_map(C::Extend),
        text().prop_map(C::Stop),
        (person(), any::<u32>()).prop_map(|(person, to)| C::Bump { person, to }),
        any::<bool>().prop_map(|open| C::List { open }),
        correct.prop_map(|(speech, start, end)| C::Correct { speech, start, end }),
    ]
    .prop_map(Command::Floor)
    .boxed()
}

pub(super) fn minutes_commands() -> Any {
    use minutes::Command as C;
    prop_oneof![
        (of(person()), text()).prop_map(|(person, text)| C::Say { person, text }),
        text().prop_map(C::Note),
        (person(), text()).prop_map(|(person, text)| C::Written { person, text }),
        (any::<u64>(), text(), of(any::<u64>())).prop_map(|(seq, text, seen)| C::Correct {
            seq,
            text,
            seen
        }),
        (any::<u64>(), text(), of(any::<u64>())).prop_map(|(seq, reason, seen)| C::Strike {
            seq,
            reason,
            seen
        }),
    ]
    .prop_map(Command::Minutes)
    .boxed()
}

pub(super) fn proposal_commands() -> Any {
    use proposal::Command as C;
    prop_oneof![
        (text(), text()).prop_map(|(title, text)| C::Propose { title, text }),
        (any::<u32>(), text(), person()).prop_map(|(no, text, by)| C::Amend { no, text, by }),
        any::<u32>().prop_map(C::Freeze),
        (any::<u32>(), text()).prop_map(|(no, reason)| C::Drop { no, reason }),
    ]
    .prop_map(Command::Proposal)
    .boxed()
}

pub(super) fn vote_commands() -> Any {
    use vote::{Choice, Command as C, Method, Tally};
    let rule = of(line().prop_map(RuleRef::Named));
    let open = (any::<u32>(), select(Method::VARIANTS), rule);
    let n = || of(any::<u64>());
    let tally = (n(), n(), n(), n(), n(), n(), n()).prop_map(
        |(in_favour, against, abstain, invalid, not_cast, issued, returned)| Tally {
            in_favour,
            against,
            abstain,
            invalid,
            not_cast,
            issued,
            returned,
            ..Tally::default()
        },
    );
    prop_oneof![
        open.prop_map(|(proposal, method, rule)| C::Open {
            proposal,
            method,
            rule,
            terms: yishi::domain::vote::Terms::default()
        }),
        (person(), any::<u32>(), text()).prop_map(|(person, from, reason)| C::Recuse {
            person,
            from,
            reason
        }),
        (person(), select(Choice::VARIANTS))
            .prop_map(|(person, choice)| C::Ballot { person, choice }),
        tally.prop_map(C::Tally),
        (person(), text()).prop_map(|(person, reason)| C::Object { person, reason }),
        person().prop_map(C::Admit),
        of(any::<bool>()).prop_map(|judged| C::Close { judged }),
        select(vec![C::Announce, C::Recount]),
        any::<bool>().prop_map(|pass| C::Casting { pass }),
        text().prop_map(C::Cancel),
    ]
    .prop_map(Command::Vote)
    .boxed()
}

pub(super) fn outcome_commands() -> Any {
    use outcome::{Command as C, Disposition, Lean};
    let lean = any::<(u32, u32, u32, u32, u32)>().prop_map(|n| Lean {
        support: n.0,
        accept: n.1,
        reserve: n.2,
        neutral: n.3,
        block: n.4,
    });
    let disposition = select(Disposition::VARIANTS);
    prop_oneof![
        (any::<u32>(), lean).prop_map(|(no, lean)| C::Gauge { no, lean }),
        (person(), any::<u32>(), text()).prop_map(|(person, no, text)| C::Reserve {
            person,
            no,
            text
        }),
        (any::<u32>(), disposition, of(text()), of(date()), of(text())).prop_map(
            |(no, disposition, to, next, reason)| C::Outcome { no, disposition, to, next, reason }
        ),
    ]
    .prop_map(Command::Outcome)
    .boxed()
}

pub(super) fn follow_up_commands() -> Any {
    use follow_up::{Command as C, Task};
    let task = (text(), text(), person(), of(text()), date(), of(any::<u32>()));
    let task = task.prop_map(|(title, lead, owner, together_with, due, from)| Task {
        title,
        lead,
        owner,
        together_with,
        due,
        from,
    });
    prop_oneof![
        task.prop_map(C::Action),
        any::<u32>().prop_map(C::Adopt),
        (any::<u32>(), text()).prop_map(|(no, reason)| C::Reject { no, reason }),
        (any::<u32>(), text()).prop_map(|(no, text)| C::Progress { no, text }),
        (any::<u32>(), text()).prop_map(|(no, text)| C::Report { no, text }),
        any::<u32>().prop_map(C::Complete),
    ]
    .prop_map(Command::FollowUp)
    .boxed()
}

pub(super) fn sign_off_commands() -> Any {
    use sign_off::{Command as C, Notice, SignRole};
    let notice = (date(), date(), of(line()), of(text()));
    let notice = notice.prop_map(|(from, to, phone, mailbox)| Notice { from, to, phone, mailbox });
    prop_oneof![
        notice.prop_map(C::Notice),
        Just(C::Readback),
        (person(), of(select(SignRole::VARIANTS)))
            .prop_map(|(person, role)| C::Sign { person, role }),
        (person(), text()).prop_map(|(person, what)| C::Dispute { person, what }),
        text().prop_map(|reason| C::Unmask { reason }),
    ]
    .prop_map(Command::SignOff)
    .boxed()
}

pub(super) fn paper_commands() -> Any {
    use paper::{Attachment, Command as C, Issue, MaskChange};
    let change = (text(), any::<bool>(), text());
    let change = change.prop_map(|(text, hide, reason)| MaskChange { text, hide, reason });
    let issue = (of(any::<u32>()), of(text()), of(date()), of(date()), of(text()));
    let issue = issue.prop_map(|(number, copies, date, printed, to)| Issue {
        number,
        copies,
        date,
        printed,
        to,
    });
    prop_oneof![
        vec(change, 1..4).prop_map(|changes| C::Mask { changes }),
        (text(), issue).prop_map(|(paper, issue)| C::Issue { paper, issue }),
        (text(), text(), "[0-9a-f]{64}", any::<u64>()).prop_map(|(name, what, sha256, size)| {
            C::Attach(Attachment { name, what, sha256, size })
        }),
    ]
    .prop_map(Command::Paper)
    .boxed()
}

pub(super) fn history_commands() -> Any {
    use history::Command as C;
    let undo = of(any::<u64>()).prop_map(C::Undo);
    prop_oneof![undo, Just(C::Redo)].prop_map(Command::History).boxed()
}
