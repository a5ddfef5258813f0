//! Votes by keys and as they are drawn.

use super::given::{Desk, id};
use super::shot;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use yishi::domain::meeting::Command;
use yishi::domain::outcome::Lean;
use yishi::domain::vote::{self, Choice, Method, Tally, VoteState};
use yishi::domain::{agenda, proposal, roll};
use yishi::i18n::Lang;
use yishi::tui::View;

/// In the item of votes, with both voting texts settled; eight may vote.
fn voting(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::planned(lang, size);
    desk.open();
    for no in [1, 2] {
        desk.done(Command::Proposal(proposal::Command::Freeze(no)));
    }
    desk.at(15, 58, 0).done(Command::Agenda(agenda::Command::Start(8)));
    desk.keys("5");
    assert_eq!(desk.ui.view, View::Vote);
    desk
}

fn open(desk: &mut Desk, method: Method) -> &mut Desk {
    let command =
        vote::Command::Open { proposal: 1, method, rule: None, terms: vote::Terms::default() };
    desk.at(16, 0, 0).done(Command::Vote(command))
}

fn ballot(desk: &mut Desk, person: &str, choice: Choice) {
    let person = id(person);
    desk.done(Command::Vote(vote::Command::Ballot { person, choice }));
}

fn papers(issued: u64, returned: u64, [yes, no, none, invalid]: [u64; 4]) -> Command {
    Command::Vote(vote::Command::Tally(Tally {
        in_favour: Some(yes),
        against: Some(no),
        abstain: Some(none),
        invalid: Some(invalid),
        not_cast: None,
        issued: Some(issued),
        returned: Some(returned),
        ..Tally::default()
    }))
}

fn close() -> Command {
    Command::Vote(vote::Command::Close { judged: None })
}

fn announce() -> Command {
    Command::Vote(vote::Command::Announce)
}

/// The moments that the screen must be right in.
fn moment(lang: Lang, size: (u16, u16), name: &str) -> Desk {
    let mut desk = voting(lang, size);
    match name {
        "before" => {}
        "methods" => {
            desk.keys("<F2>");
        }
        "hands-form" => {
            open(&mut desk, Method::Hands).keys("<F3>5<Enter>2<Enter>");
        }
        "hands-counted" => {
            open(&mut desk, Method::Hands).keys("<F3>5<Enter>2<F2>");
        }
        "grid" => {
            open(&mut desk, Method::Recorded).keys("<F3>1112");
        }
        "secret-open" | "secret-closed" => {
            open(&mut desk, Method::Secret).done(papers(8, 8, [6, 1, 0, 1]));
            if name == "secret-closed" {
                desk.at(16, 6, 0).done(close());
            }
        }
        "passed" | "failed" => {
            open(&mut desk, Method::Recorded);
            let most = if name == "passed" { Choice::For } else { Choice::Against };
            for person in ["P02", "P03", "P04", "P05", "P06", "P07", "P08"] {
                ballot(&mut desk, person, most);
            }
            ballot(&mut desk, "P09", Choice::Abstain);
            desk.at(16, 6, 0).done(close()).done(announce());
        }
        "void" => {
            open(&mut desk, Method::Secret).done(papers(7, 8, [6, 1, 0, 1]));
            desk.at(16, 6, 0).done(close()).done(announce());
        }
        other => panic!("no such moment: {other}"),
    }
    desk
}

#[test]
fn a_wrong_count_is_told_once_and_whole_and_written_anew() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::moment(lang, (80, 24), "vote");
        desk.keys(" ");
        assert!(desk.ui.overlays.is_empty(), "it is counted already: {}", desk.text());
        desk = super::sample::sample(lang, (80, 24), "16:17:30", &[]);
        desk.keys(" 30<Tab>0<Tab>0");
        let told = if lang == Lang::Zh { "30" } else { "30, 16 more" };
        desk.shows(told);
        assert!(!desk.text().contains("check…"), "{}", desk.text());
        desk.keys("<F2>");
        let text = desk.text();
        let sum = if lang == Lang::Zh { "合计30" } else { "add up to 30" };
        assert!(text.matches(sum).count() <= 1, "{text}");
        desk.keys("<S-Tab><S-Tab>12<Tab>1<Tab>1<F2>");
        assert!(desk.ui.overlays.is_empty(), "{}", desk.text());
    }
}

#[test]
fn the_vote_in_every_state() {
    for name in
        ["before", "hands-counted", "grid", "secret-open", "secret-closed", "failed", "void"]
    {
        shot::screen(&format!("vote-{name}"), |lang, size| moment(lang, size, name));
    }
    for name in ["methods", "hands-form"] {
        shot::overlay(&format!("vote-{name}"), |lang, size| moment(lang, size, name));
    }
}

#[test]
fn space_leads_from_the_count_to_the_result() {
    let mut desk = voting(Lang::Zh, (100, 30));
    desk.keys("<Space>");
    assert_eq!(desk.meeting().roll.counts.len(), 1, "the number present is stated first");
    desk.keys("<Space>");
    desk.shows("表决方式");
    desk.keys("1<Enter>");
    assert_eq!(desk.meeting().votes.unfinished().map(|v| v.method), Some(Method::Hands));
    desk.keys("<Space>");
    desk.keys("6<Enter>1<Enter><F2>");
    let vote = desk.meeting().votes.unfinished().unwrap();
    assert_eq!(vote.counts.map(|c| (c.in_favour, c.against, c.abstain)), Some((6, 1, 1)));
    assert_eq!(vote.derived, Some(Choice::Abstain));
    desk.shows("弃权为推算");
    desk.keys("<Space>");
    assert_eq!(desk.meeting().votes.list[0].state, VoteState::Closed);
    desk.keys("<Space>");
    assert_eq!(desk.meeting().votes.list[0].state, VoteState::Announced);
    desk.shows("√ 通过  举手表决");
    desk.shows("同意率 75.0%");
    desk.keys("<Space>");
    assert_eq!(desk.meeting().votes.list.len(), 1);
    desk.shows("表决方案2");
}

#[test]
fn the_counts_form_says_what_follows_while_numbers_are_typed() {
    let mut desk = voting(Lang::Zh, (100, 30));
    open(&mut desk, Method::Hands).keys("<F3>4");
    desk.shows("已报4，共8，还有4");
    desk.keys("<Enter>3");
    desk.shows("弃权 1（推算）");
    desk.shows("还差2票");
    desk.keys("<Enter>2");
    assert!(!desk.text().contains("推算）"), "{}", desk.text());
    desk.keys("<F2>");
    assert_eq!(desk.ui.overlays.len(), 1, "4 + 3 + 2 are more than 8");
    assert!(desk.meeting().votes.unfinished().unwrap().counts.is_none());
    desk.keys("<BS>1<F2>");
    assert!(desk.ui.overlays.is_empty());
    desk.shows("还差2票");
}

#[test]
fn in_the_ballot_grid_digits_vote_and_esc_gives_them_back() {
    let mut desk = voting(Lang::Zh, (80, 24));
    open(&mut desk, Method::Recorded).keys("<F3>12");
    let ballots = |desk: &Desk| desk.meeting().votes.list[0].ballots.clone();
    assert_eq!(ballots(&desk).get(&id("P02")), Some(&Choice::For));
    assert_eq!(ballots(&desk).get(&id("P09")), Some(&Choice::Against));
    desk.keys("8");
    assert_eq!(desk.ui.view, View::Vote, "no digit leaves the grid");
    desk.keys("<Left>1");
    assert_eq!(ballots(&desk).get(&id("P09")), Some(&Choice::For), "a ballot can be changed");
    desk.shows("已投2人，共8人");
    desk.keys("<Esc>1");
    assert_eq!(desk.ui.view, View::Desk);
    desk.keys("<Space>");
    assert_eq!(desk.ui.view, View::Vote, "the step goes on with the ballots");
    desk.keys("111113");
    desk.shows("都投过了");
    assert_eq!(ballots(&desk).len(), 8);
    desk.keys("<Space>");
    assert_eq!(desk.meeting().votes.list[0].state, VoteState::Closed);
    desk.shows("待宣布");
    desk.keys("<Space>");
    desk.shows("√ 通过");
}

#[test]
fn a_fast_row_of_ballots_names_each_voter_once() {
    let mut desk = voting(Lang::Zh, (80, 24));
    open(&mut desk, Method::Recorded).keys("<F3>");
    desk.input(yishi::tui::input::Input::Burst("11311211".into()));
    let vote = &desk.meeting().votes.list[0];
    assert_eq!(vote.ballots.len(), 8);
    assert_eq!(vote.counts_now().map(|c| (c.in_favour, c.against, c.abstain)), Some((6, 1, 1)));
}

#[test]
fn a_secret_vote_shows_its_totals_only_once_it_is_closed() {
    for size in [(80, 24), (100, 30)] {
        let mut desk = voting(Lang::Zh, size);
        open(&mut desk, Method::Secret).done(papers(8, 8, [5, 2, 0, 1]));
        desk.shows("发出8");
        assert!(!desk.text().contains("同意5  反对2"), "{}", desk.text());
        assert!(!desk.text().contains("62.5"), "{}", desk.text());
        assert!(!desk.text().contains("还差"), "{}", desk.text());
        desk.done(close());
        desk.shows("同意5  反对2");
    }
}

#[test]
fn one_objection_turns_silence_into_a_show_of_hands() {
    let mut desk = voting(Lang::Zh, (80, 24));
    open(&mut desk, Method::NoObjection);
    desk.shows("有异议的请提出");
    desk.keys("<F8>王强<Enter>费用没有说清<Enter>");
    let vote = desk.meeting().votes.unfinished().unwrap();
    assert_eq!((vote.method, vote.objections.len()), (Method::Hands, 1));
    desk.shows("举手表决，进行中");
}

#[test]
fn recusal_admission_and_cancelling_have_their_keys() {
    let mut desk = voting(Lang::Zh, (80, 24));
    desk.keys("<F9>");
    assert!(desk.ui.flash.as_ref().is_some_and(|flash| flash.warns), "no vote is open");
    desk.done(Command::Roll(roll::Command::Depart(id("P09"))));
    desk.keys("<F7>张伟（2网格）<Enter>家属是摊主<Enter>");
    assert!(desk.meeting().votes.is_recused(&id("P06"), 1), "{}", desk.text());
    open(&mut desk, Method::Hands);
    assert_eq!(desk.meeting().votes.unfinished().unwrap().electorate.len(), 6);
    desk.done(Command::Roll(roll::Command::Return(id("P09"))));
    desk.keys("<F9><Enter>");
    assert_eq!(desk.meeting().votes.unfinished().unwrap().electorate.len(), 7, "{}", desk.text());
    desk.keys("<F6>文本有误<Enter>");
    assert!(desk.meeting().votes.unfinished().is_none());
    desk.shows("已取消：文本有误");
}

#[test]
fn a_voice_vote_is_judged_and_a_void_one_said_loudly() {
    let mut desk = voting(Lang::Zh, (80, 24));
    open(&mut desk, Method::Voice).keys("<F4>2<Enter>");
    desk.shows("反对的多");
    desk.keys("<F5>");
    desk.shows("x 未通过");

    let mut desk = voting(Lang::Zh, (80, 24));
    open(&mut desk, Method::Secret).keys("<F3>7<Enter>8<Enter>6<Enter>1<Enter>0<Enter>1");
    desk.shows("表决无效：收回8张，多于发出的7张");
    desk.keys("<Enter>");
    desk.shows("表决无效：收回8张，多于发出的7张");
    desk.keys("<Space><Space>");
    desk.shows("表决无效");
    assert!(!desk.meeting().votes.list[0].passed());
    desk.keys("<Space>");
    desk.shows("表决方式");
}

#[test]
fn a_recount_is_a_vote_of_its_own() {
    let mut desk = voting(Lang::Zh, (100, 30));
    open(&mut desk, Method::Hands).keys("<F3>5<Enter>2<F2><F4><F5>");
    desk.shows("x 未通过");
    desk.keys("<F10>");
    assert!(desk.meeting().votes.unfinished().is_some_and(|v| v.recount_of.is_some()));
    desk.shows("以前的表决");
}

#[test]
fn the_list_chooses_and_the_detail_scrolls() {
    let mut desk = voting(Lang::Zh, (60, 16));
    desk.keys("<Down>");
    desk.shows("禁止机动车");
    desk.keys("<F2>1<Enter>");
    assert_eq!(desk.meeting().votes.unfinished().map(|v| v.proposal), Some(2));
    desk.keys("<Tab>");
    let before = desk.text();
    for _ in 0..30 {
        desk.keys("<Down>");
    }
    let low = desk.text();
    assert_ne!(low, before, "the detail has moved");
    for _ in 0..30 {
        desk.keys("<Up>");
    }
    assert_eq!(desk.text(), before);
}

#[test]
fn before_the_vote_the_screen_says_who_would_count_or_why_none_can_be_held() {
    let mut desk = voting(Lang::Zh, (100, 30));
    desk.shows("如果现在表决");
    for person in ["P10", "P11"] {
        desk.done(Command::Roll(roll::Command::Depart(id(person))));
    }
    desk.shows("现在不能表决");
}

#[test]
fn texts_are_settled_amended_and_added_from_here() {
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.open().keys("5<C-f>");
    assert!(desk.meeting().proposals.list[0].frozen);
    desk.keys("<C-a>另设步行通道。<Tab>王强<Enter>");
    let proposal = &desk.meeting().proposals.list[0];
    assert!(proposal.text().ends_with("另设步行通道。"), "{}", desk.text());
    assert!(!proposal.frozen, "a changed text is read out again");
    let insert = KeyEvent::new(KeyCode::Insert, KeyModifiers::NONE);
    desk.input(yishi::tui::input::Input::Key(insert));
    desk.keys("夜间卸货<Enter>22:00后允许卸货。<F2>");
    assert_eq!(desk.meeting().proposals.list.len(), 3, "{}", desk.text());
}

/// What could only be written as a line of the script before.
#[test]
fn a_temperature_check_and_the_end_of_a_proposal_have_forms() {
    let mut desk = voting(Lang::Zh, (80, 24));
    desk.keys("<C-t>");
    desk.shows("方案1意向摸底");
    desk.keys("5<Tab>2<Tab><Tab><Tab>１");
    desk.shows("合计8人，不作为表决");
    desk.keys("<F2>");
    let lean = Lean { support: 5, accept: 2, block: 1, ..Lean::default() };
    assert_eq!(desk.meeting().outcomes.gauges.iter().map(|g| g.lean).collect::<Vec<_>>(), [lean]);
    desk.keys("<C-t><F2>");
    assert_eq!(desk.meeting().outcomes.gauges.len(), 1, "a check without a number is none");
    desk.shows("意向摸底没有数字");
    desk.keys("<Esc><Down><Del>");
    desk.shows("撤回方案2");
    desk.input(yishi::tui::input::Input::Burst("居民都不要".into()));
    desk.keys("<F2>");
    let dropped = desk.meeting().proposals.get(2).unwrap().dropped.clone();
    assert_eq!(dropped.as_deref(), Some("居民都不要"));
    desk.keys("<Del>");
    assert!(desk.ui.overlays.is_empty(), "it cannot be dropped twice");
}

#[test]
fn the_ballots_stand_in_the_order_of_lists_and_keep_the_choice_when_somebody_is_admitted() {
    let mut desk = voting(Lang::Zh, (80, 24));
    desk.done(Command::Roll(roll::Command::Depart(id("P05"))));
    open(&mut desk, Method::Recorded).keys("<F3>");
    // By strokes 马学军 王强 王桂英, not as the roster has them: 王强 is P09.
    desk.keys("111");
    let voted = |desk: &Desk, who| desk.meeting().votes.list[0].ballots.contains_key(&id(who));
    assert!(["P02", "P03", "P09"].into_iter().all(|who| voted(&desk, who)));
    // 仇海生, of four strokes, comes back and stands before the chosen one.
    desk.done(Command::Roll(roll::Command::Return(id("P05"))));
    desk.done(Command::Vote(vote::Command::Admit(id("P05"))));
    desk.keys("2");
    assert!(!voted(&desk, "P05"), "the choice stayed on whom it was");
    assert_eq!(desk.meeting().votes.list[0].ballots.len(), 4);
}
