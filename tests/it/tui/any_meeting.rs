//! Whatever the agenda is called, in whatever order, with proposals or none and speakers or none: whoever
//! presses the key that the corner names, and answers what the screen asks, leaves nothing out.

use super::given::{Desk, clock};
use super::newcomer::lead;
use super::sample::planned;
use proptest::prelude::*;
use strum::VariantArray as _;
use yishi::domain::session::{ItemKind, ItemPlan, Plan, ProposalPlan};
use yishi::domain::sign_off::SignRole;
use yishi::i18n::Lang;

/// The usual people, with an agenda and proposals that nobody has thought of.
fn any_plan() -> impl Strategy<Value = Plan> {
    let titles = prop_oneof![
        2 => "[\\u{4e00}-\\u{9fa5}]{1,16}",
        1 => "[A-Za-z][A-Za-z ]{0,24}[A-Za-z]",
        1 => prop::sample::select(vec!["主持人开场", "大家谈", "形成意见", "会议小结", "茶歇", "散会"])
            .prop_map(str::to_owned),
    ];
    let kind =
        prop_oneof![3 => Just(None), 2 => prop::sample::select(ItemKind::VARIANTS).prop_map(Some)];
    let item = (titles, kind, 1u32..60);
    let agenda = prop::collection::vec(item, 1..9);
    (agenda, 0u32..=6).prop_map(|(agenda, proposals)| {
        let mut plan: Plan = Desk::home(Lang::Zh, (80, 24)).meeting().session.plan.clone();
        plan.agenda = (1..)
            .zip(agenda)
            .map(|(no, (title, kind, minutes))| ItemPlan {
                no,
                title,
                start: None,
                seconds: minutes * 60,
                lead: None,
                kind,
            })
            .collect();
        let proposal = |no| ProposalPlan {
            no,
            title: format!("第{no}个想法"),
            text: format!("先试{no}个月，再看。"),
            legal_vote: false,
            round: None,
        };
        plan.proposals = (1..=proposals).map(proposal).collect();
        plan
    })
}

proptest! {
    #![proptest_config(crate::cases::cases(3))]

    #[test]
    fn a_meeting_led_by_the_screen_leaves_nothing_out(plan in any_plan(), speaks: bool, zh: bool) {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let mut desk = Desk::of(lang, (80, 24), planned(&plan), clock(14, 25, 0));
        let steps = lead(&mut desk, lang, speaks);
        let m = desk.meeting();
        for p in &m.proposals.list {
            let voted = m.votes.deciding(p.no).is_some();
            let said = m.outcomes.of(p.no).is_some_and(|settled| settled.reason.is_some());
            prop_assert!(voted || said, "proposal {}: {:?}", p.no, steps);
        }
        prop_assert!(m.floor.was_opened(), "somebody was asked to speak: {:?}", steps);
        prop_assert!(m.sign_off.read_back.is_some_and(|read| Some(read) < m.session.adjourned_at));
        for role in SignRole::VARIANTS {
            prop_assert!(m.sign_off.signatures.iter().any(|s| s.role == *role), "{role:?}: {steps:?}");
        }
    }
}
