//! A chair who does nothing but take the next step: whatever the agenda is called and in whatever
//! order, nothing that a meeting owes is left out.

use super::*;
use crate::domain::follow_up::{self, Task};
use crate::domain::session::{ItemKind, Phase};
use crate::domain::sign_off::{self, SignRole};
use crate::domain::suggest::{self, Open, Step, next_step};
use crate::domain::{agenda, outcome, person, prepare, proposal};
use proptest::prelude::*;
use strum::VariantArray as _;

/// How a chair answers where the step asks: a number for each question, used up in order.
#[derive(Debug, Clone)]
struct Meant {
    agenda: Vec<(String, Option<ItemKind>)>,
    proposals: u32,
    answers: Vec<u8>,
}

fn meant() -> impl Strategy<Value = Meant> {
    let titles = prop::sample::select(vec![
        "主持人开场",
        "大家谈",
        "形成意见",
        "会议小结",
        "茶歇",
        "表决",
        "散会",
        "其他",
        "Any other business",
        "Welcome",
        "宣读记录",
        "第一项",
        "",
    ]);
    let titles = prop_oneof![3 => titles.prop_map(str::to_owned), 1 => "\\PC{0,24}"];
    let kind = prop_oneof![
        3 => Just(None),
        2 => prop::sample::select(ItemKind::VARIANTS).prop_map(Some),
    ];
    let item = (titles, kind).prop_map(|(title, kind)| (format!("{title}·"), kind));
    let agenda = prop::collection::vec(item, 0..7);
    let answers = prop::collection::vec(any::<u8>(), 40);
    (agenda, 0u32..=6, answers).prop_map(|(agenda, proposals, answers)| Meant {
        agenda,
        proposals,
        answers,
    })
}

/// The hand of the chair.
struct Chair {
    given: Given,
    answers: std::iter::Cycle<std::vec::IntoIter<u8>>,
    minute: u32,
}

impl Chair {
    fn new(meant: &Meant) -> Self {
        let mut plan = small();
        plan.recorder = "赵淑芬".into();
        plan.agenda = (1..)
            .zip(&meant.agenda)
            .map(|(no, (title, kind))| ItemPlan {
                no,
                title: title.clone(),
                start: None,
                seconds: 600,
                lead: None,
                kind: *kind,
            })
            .collect();
        plan.proposals = (1..=meant.proposals)
            .map(|no| ProposalPlan {
                no,
                title: format!("方案{no}"),
                text: format!("内容{no}"),
                legal_vote: false,
                round: None,
            })
            .collect();
        let mut given = Given::plan(plan);
        given.when("10:00", present(&["P1", "P2", "P3", "P4", "P5", "P6"]));
        if meant.agenda.is_empty() {
            given.when("10:00", open());
        }
        Self { given, answers: meant.answers.clone().into_iter().cycle(), minute: 0 }
    }

    fn answer(&mut self, of: u8) -> u8 {
        self.answers.next().unwrap_or(0) % of
    }

    fn act(&mut self, command: Command) {
        self.minute += 1;
        let time = format!("{:02}:{:02}", 10 + self.minute / 60, self.minute % 60);
        self.given.when(&time, command);
    }

    fn submit(&mut self, step: &Step) {
        if let Some(command) = step.command() {
            return self.act(command);
        }
        let no_vote = |no: u32| {
            let (disposition, to, next) = (outcome::Disposition::Continue, None, None);
            let reason = Some("到会不足".to_owned());
            let outcome = outcome::Command::Outcome { no, disposition, to, next, reason };
            Command::Outcome(outcome)
        };
        let command = match step {
            Step::InviteSpeaker { .. } | Step::AskWhoElse { .. } if self.answer(2) == 0 => {
                Command::Floor(floor::Command::Nobody)
            }
            Step::InviteSpeaker { .. } | Step::AskWhoElse { .. } => {
                let people = ["P2", "P3", "P4", "P5", "P6"];
                let here = people.into_iter().filter(|p| self.given.m().roll.is_present(&id(p)));
                let here: Vec<&str> = here.collect();
                let person = here[usize::from(self.answer(5)) % here.len()];
                // Twice an item is the most; then there is nobody.
                let may = self.given.ledger.decide(&give(person), &self.given.stamp("12:00"));
                if may.is_ok() { give(person) } else { Command::Floor(floor::Command::Nobody) }
            }
            // Not the recorder, who signs in that role.
            Step::AskChair { .. } => Command::Session(session::Command::Chair(id("P3"))),
            Step::AskProposal { .. } if self.answer(2) == 0 => {
                let (title, text) = ("现场提出".to_owned(), "当场提出的方案".to_owned());
                Command::Proposal(proposal::Command::Propose { title, text })
            }
            Step::AskProposal { .. } => Command::Agenda(agenda::Command::Next),
            Step::OpenVote(no) | Step::VoidVote(no) => match self.answer(6) {
                0 => no_vote(*no),
                1 => vote_on(*no, Method::Secret),
                2 => vote_on(*no, Method::NoObjection),
                _ => vote_on(*no, Method::Hands),
            },
            Step::CountVotes(_) => {
                let voters = self.given.m().votes.unfinished().expect("open").electorate.len();
                let voters = voters as u64;
                let against = u64::from(self.answer(5)).min(voters);
                let papers = Some(voters);
                Command::Vote(vote::Command::Tally(Tally {
                    in_favour: Some(voters - against),
                    against: Some(against),
                    abstain: Some(0),
                    issued: papers,
                    returned: papers,
                    ..match self.given.m().votes.unfinished().map(|v| v.method) {
                        Some(Method::Secret) => Tally { invalid: Some(0), ..Tally::default() },
                        _ => Tally::default(),
                    }
                }))
            }
            Step::QuorumLost => no_vote(suggest::undecided(self.given.m()).expect("due").no),
            Step::Settle { no, disposition } => {
                let (no, disposition, to, next) = (*no, *disposition, None, None);
                let reason = None;
                let outcome = outcome::Command::Outcome { no, disposition, to, next, reason };
                Command::Outcome(outcome)
            }
            Step::Assign(no) => Command::FollowUp(follow_up::Command::Action(Task {
                title: "办".into(),
                lead: "社区".into(),
                owner: id("P2"),
                together_with: None,
                due: day("2026-12-31"),
                from: Some(*no),
            })),
            Step::Notice => Command::SignOff(sign_off::Command::Notice(sign_off::Notice {
                from: day("2026-11-30"),
                to: day("2026-12-04"),
                phone: None,
                mailbox: None,
            })),
            Step::SignWitness => {
                let all = ["P2", "P3", "P4", "P5", "P6"].map(id);
                let may = |p: &PersonId| suggest::may_witness(self.given.m(), p);
                let person = all.into_iter().find(may).expect("somebody can");
                let role = Some(SignRole::Witness);
                Command::SignOff(sign_off::Command::Sign { person, role })
            }
            other => panic!("{other:?} asks for nothing that a chair here could answer"),
        };
        let command = match command {
            Command::Vote(vote::Command::Tally(mut tally)) => {
                let secret = self.given.m().votes.unfinished().map(|v| v.method);
                if secret != Some(Method::Secret) {
                    (tally.issued, tally.returned) = (None, None);
                }
                Command::Vote(vote::Command::Tally(tally))
            }
            command => command,
        };
        self.act(command);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn space_alone_leaves_nothing_out(meant in meant()) {
        let mut chair = Chair::new(&meant);
        let mut steps = 0;
        while chair.given.m().session.phase != Phase::Adjourned {
            let step = match next_step(chair.given.m()) {
                // Nothing was planned: the chair opens all the same.
                Step::Prepare(_) => Step::Open,
                step => step,
            };
            // Somebody leaves in the middle of it, now and then for good.
            if chair.answer(12) == 0 && chair.given.m().session.phase == Phase::Open {
                let command = depart(if chair.answer(2) == 0 { "P1" } else { "P5" });
                let stamp = chair.given.stamp("12:00");
                if chair.given.ledger.decide(&command, &stamp).is_ok() {
                    chair.act(command);
                    continue;
                }
            }
            if step == Step::Adjourn {
                prop_assert_eq!(suggest::still_open(chair.given.m()), vec![]);
            }
            chair.submit(&step);
            steps += 1;
            prop_assert!(steps < 200, "it does not end: {:?}", next_step(chair.given.m()));
        }
        let m = chair.given.m();
        for p in &m.proposals.list {
            let voted = m.votes.deciding(p.no).is_some();
            let said = m.outcomes.of(p.no).is_some_and(|s| s.reason.is_some());
            prop_assert!(voted || said, "proposal {}", p.no);
            prop_assert!(m.outcomes.of(p.no).is_some(), "what becomes of {}", p.no);
        }
        prop_assert!(m.floor.was_opened(), "somebody was asked to speak");
        prop_assert!(m.sign_off.read_back.is_some());
        for &role in SignRole::VARIANTS {
            prop_assert!(m.sign_off.signatures.iter().any(|s| s.role == role), "{:?}", role);
        }
        prop_assert!(m.agenda.items.iter().all(|i| i.state != agenda::ItemState::Pending));
    }
}

fn untitled(titles: &[&str]) -> Given {
    let mut plan = small();
    plan.proposals.truncate(1);
    plan.agenda = (1..)
        .zip(titles)
        .map(|(no, title)| ItemPlan {
            no,
            title: (*title).into(),
            start: None,
            seconds: 600,
            lead: None,
            kind: None,
        })
        .collect();
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given
}

#[test]
fn an_agenda_in_other_words_comes_to_the_vote_the_reading_and_the_signatures() {
    let nobody = || Command::Floor(floor::Command::Nobody);
    let mut given = untitled(&["主持人开场", "大家谈"]);
    given.when("14:31", next_step(given.m()).command().expect("the first item"));
    assert_eq!(next_step(given.m()), Step::InviteSpeaker { kind: SpeechKind::Discussion });
    given.when("14:32", nobody());
    assert_eq!(next_step(given.m()), Step::NextItem(2));
    given.when("14:33", next_step(given.m()).command().expect("the last item"));
    given.when("14:34", nobody());
    assert_eq!(next_step(given.m()), Step::Freeze(1), "what was not voted on comes before the end");
    let open = suggest::still_open(given.m());
    let signatures = SignRole::VARIANTS.iter().copied().map(Open::Signature).collect();
    assert_eq!(open, [vec![Open::Vote(1), Open::ReadBack], signatures].concat());
}

#[test]
fn those_who_were_not_heard_are_asked_until_nobody_wants_to_speak() {
    let mut given = untitled(&["大家谈", "会议小结"]);
    given.when("14:31", next_step(given.m()).command().expect("the first item"));
    given.when("14:32", give("P4")).when("14:34", finish());
    assert_eq!(next_step(given.m()), Step::AskWhoElse { kind: SpeechKind::Discussion });
    let silent: Vec<&str> = suggest::unheard(given.m(), SpeechKind::Discussion)
        .into_iter()
        .map(PersonId::as_str)
        .collect();
    assert_eq!(silent, ["P2", "P3", "P5"], "neither the chair nor who sits in");
    assert_eq!(
        suggest::unheard(given.m(), SpeechKind::Statement),
        [&id("P5")],
        "the other stakeholder"
    );
    given.when("14:35", Command::Floor(floor::Command::Nobody));
    assert_eq!(next_step(given.m()), Step::NextItem(2));
    given.when("14:36", give("P5")).when("14:38", finish());
    assert_eq!(
        next_step(given.m()),
        Step::AskWhoElse { kind: SpeechKind::Discussion },
        "a speech opens it again"
    );
}

#[test]
fn an_item_for_a_vote_does_not_pass_without_a_proposal_being_asked_for() {
    let mut given = untitled(&["形成意见", "会议小结"]);
    given
        .when("14:31", Command::Proposal(proposal::Command::Drop { no: 1, reason: "撤回".into() }));
    given.when("14:32", Command::Agenda(agenda::Command::Start(1)));
    let purpose = agenda::Command::Purpose { no: 1, kind: Some(ItemKind::Voting) };
    given.when("14:33", Command::Agenda(purpose));
    assert_eq!(next_step(given.m()), Step::AskProposal { next: 2 });
    let (title, text) = ("新方案".to_owned(), "当场提出的方案".to_owned());
    given.when("14:34", Command::Proposal(proposal::Command::Propose { title, text }));
    assert!(!matches!(next_step(given.m()), Step::AskProposal { .. }));
    // Nobody proposed anything: the meeting goes on by the chair's word alone.
    given
        .when("14:35", Command::Proposal(proposal::Command::Drop { no: 2, reason: "撤回".into() }));
    assert_eq!(next_step(given.m()), Step::AskProposal { next: 2 });
    given.when("14:36", Command::Agenda(agenda::Command::Next));
    assert!(!matches!(next_step(given.m()), Step::AskProposal { .. }));
}

#[test]
fn what_an_item_is_for_can_be_said_at_any_time() {
    let mut given = untitled(&["第一项", "第二项"]);
    given.when("14:31", Command::Agenda(agenda::Command::Start(1)));
    let purpose = |kind| Command::Agenda(agenda::Command::Purpose { no: 1, kind });
    given.when("14:32", purpose(Some(ItemKind::SignIn)));
    assert_eq!(next_step(given.m()), Step::Count);
    assert_eq!(given.refused("14:33", &purpose(Some(ItemKind::SignIn))), Refusal::NothingToChange);
}

#[test]
fn a_result_after_the_reading_is_read_as_well() {
    let mut given = untitled(&["全部"]);
    given.when("14:31", Command::SignOff(sign_off::Command::Readback));
    given.when("14:32", vote_on(1, Method::Hands)).when("14:33", hands(4, 0, 0));
    given.when("14:34", close()).when("14:35", announce());
    assert!(suggest::still_open(given.m()).contains(&Open::ReadBack));
}

/// The last item of a meeting, with nothing left to do but reading and signing.
fn to_be_signed(recorder: &str) -> Given {
    let mut plan = small();
    plan.recorder = recorder.into();
    plan.proposals.clear();
    plan.agenda.clear();
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given.when("14:31", Command::Floor(floor::Command::Nobody));
    given.when("14:32", Command::SignOff(sign_off::Command::Readback));
    given
}

#[test]
fn the_recorder_is_asked_to_sign_on_the_list_or_not() {
    let mut given = to_be_signed("周雨桐（社区工作者）");
    let chair = given.m().session.chair().expect("a chair").clone();
    let sign = |given: &mut Given, time, who: &PersonId, role| {
        let step = Step::Sign { person: who.clone(), role };
        assert_eq!(next_step(given.m()), step);
        given.when(time, step.command().expect("it is signed at once"));
    };
    sign(&mut given, "14:33", &chair, SignRole::Chair);
    assert!(suggest::still_open(given.m()).contains(&Open::Signature(SignRole::Recorder)));
    sign(&mut given, "14:34", &id("周雨桐"), SignRole::Recorder);
    assert_eq!(next_step(given.m()), Step::SignWitness);
    // Where nobody is named, nobody is asked.
    let mut given = to_be_signed("");
    sign(&mut given, "14:33", &chair, SignRole::Chair);
    assert_eq!(next_step(given.m()), Step::SignWitness);
}

#[test]
fn a_meeting_without_a_chair_is_not_opened_before_one_is_chosen() {
    let mut plan = small();
    plan.chair = None;
    for person in &mut plan.people {
        person.attends = person::Attends::Attending;
    }
    let mut given = Given::plan(plan);
    let missing = Step::Prepare(suggest::Missing::Chair);
    assert_eq!(next_step(given.m()), missing);
    // Whoever takes the roll first is asked again before the opening.
    given.when("14:20", present(&["P1"]));
    assert_eq!(next_step(given.m()), Step::TakeRoll);
    given.when("14:21", present(&["P2", "P3", "P4", "P5", "P6"]));
    assert_eq!(next_step(given.m()), missing);
    let chair = prepare::PlanEntry::Chair(Some(id("P1")));
    given.when("14:22", Command::Prepare(prepare::Command::Plan(vec![chair])));
    assert_eq!(next_step(given.m()), Step::Open);
}

#[test]
fn who_presides_instead_is_asked_as_soon_as_the_chair_has_left() {
    let mut given = untitled(&["大家谈", "会议小结"]);
    given.when("14:31", next_step(given.m()).command().expect("the first item"));
    given.when("14:32", give("P4")).when("14:33", depart("P1"));
    assert_eq!(next_step(given.m()), Step::EndSpeech { person: id("P4") }, "nobody is cut off");
    given.when("14:34", finish());
    assert_eq!(next_step(given.m()), Step::AskChair { gone: id("P1") });
    given.when("14:35", Command::Session(session::Command::Chair(id("P2"))));
    assert!(matches!(next_step(given.m()), Step::AskWhoElse { .. }));
}

#[test]
fn a_meeting_that_asks_for_no_number_is_not_opened_before_an_empty_room() {
    let mut plan = small();
    plan.quorum = crate::domain::rule::Quorum::default();
    let mut given = Given::plan(plan);
    assert_eq!(next_step(given.m()), Step::TakeRoll);
    given.when("14:20", present(&["P1"]));
    assert_eq!(next_step(given.m()), Step::Open);
}
