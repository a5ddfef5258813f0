//! Somebody who has never seen the program holds a meeting, from the list of sessions to the sealed
//! record: by Space, the keys that the corner names, and what forms ask for.

use super::given::{Desk, clock};
use super::sample::sample;
use chrono::TimeDelta;
use yishi::domain::outcome::Disposition;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::tui::overlays::Overlay;
use yishi::tui::{Effect, HomeItem, View};

/// The key that the corner names, and what it says the key does.
fn corner(desk: &Desk, lang: Lang) -> (&'static str, String) {
    let screen = desk.text();
    let space = if lang == Lang::Zh { "空格 " } else { "Space " };
    // Above the footer; what stands there is read from the right.
    let line = screen.lines().rev().nth(1).unwrap_or_default();
    for (named, key) in [(space, " "), ("Enter ", "<Enter>")] {
        if let Some((_, step)) = line.rsplit_once(named) {
            return (key, step.trim().to_owned());
        }
    }
    panic!("the corner names no key on\n{screen}");
}

/// Answers what lies over the screen as its words ask; on each item somebody `speaks`, or nobody.
fn answer(desk: &mut Desk, lang: Lang, speaks: bool) {
    let asked = desk.text();
    let asks = |zh: &str, en: &str| asked.contains(if lang == Lang::Zh { zh } else { en });
    match desk.ui.overlays.last() {
        Some(Overlay::Picker(_)) if asks("代表签字", "a participant signs") => {
            desk.keys("<Enter>");
        }
        Some(Overlay::Picker(_)) => {
            // On each item one of those who have not spoken, then nobody: the first line.
            let m = desk.meeting();
            let item = m.agenda.active().map(|item| item.plan.no);
            let heard = m.floor.speeches.iter().any(|speech| speech.item == item);
            let person = m.not_spoken().get(1).filter(|_| speaks && !heard).map(|id| (*id).clone());
            if let Some(person) = person {
                let name = desk.meeting().roll.name(&person);
                desk.input(yishi::tui::Input::Burst(name));
            }
            desk.keys("<Enter>");
        }
        // Nothing was proposed: somebody does, or it goes on without.
        Some(Overlay::Chooser(_)) if speaks => {
            desk.keys("<Enter>划线<Tab>先试三个月<F2>");
        }
        Some(Overlay::Chooser(_)) => {
            desk.keys("<Down><Enter>");
        }
        // It is read out page by page, and the last page does it.
        Some(Overlay::Reading(_)) => {
            while matches!(desk.ui.overlays.last(), Some(Overlay::Reading(_))) {
                desk.keys(" ");
            }
        }
        Some(Overlay::Confirm(_)) => {
            desk.keys("<Enter>");
        }
        Some(Overlay::Form(_)) if asks("计票（", "Count of proposal") => {
            // All hands but one are for it: how many vote stands in the title.
            let title = asked
                .lines()
                .find_map(|line| line.split_once("计票（").or_else(|| line.split_once(" (")));
            let digits = title.map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit));
            let base: u32 = digits.unwrap().collect::<String>().parse().unwrap();
            desk.keys(&format!("{}<Tab>1<F2>", base - 1));
        }
        Some(Overlay::Form(_)) if asks("┌─ 落实事项", "┌─ Action") => {
            desk.keys("划线<Tab>交警中队<Tab>罗志远<Tab><Tab>2026-12-31<F2>");
        }
        Some(Overlay::Form(_)) if asks("┌─ 公示安排", "┌─ Public notice") => {
            desk.keys("<C-u>2026-11-30<Tab><C-u>2026-12-04<F2>");
        }
        // What is offered is taken.
        Some(Overlay::Form(_)) => {
            desk.keys("<F2>");
        }
        _ => panic!("asked by\n{asked}"),
    }
}

/// From the session that was opened to its seal, by the key that the corner names and by answering what
/// is asked: what the corner said each time.
pub(super) fn lead(desk: &mut Desk, lang: Lang, speaks: bool) -> Vec<String> {
    let mut now = clock(14, 25, 0);
    let mut steps = Vec::new();
    while desk.meeting().session.phase != Phase::Sealed {
        assert!(steps.len() < 200, "it does not end: {steps:?}");
        now += TimeDelta::seconds(20);
        desk.until(now);
        if desk.ui.overlays.is_empty() {
            let (key, step) = corner(desk, lang);
            desk.keys(key);
            let warned = desk.ui.flash.as_ref().is_some_and(|flash| flash.warns);
            assert!(!warned, "{step}:\n{}", desk.text());
            steps.push(step);
        } else {
            answer(desk, lang, speaks);
            let text = desk.text();
            assert!(desk.ui.overlays.is_empty(), "it asks again after {steps:?}:\n{text}");
        }
    }
    steps
}

fn hold(lang: Lang) -> Vec<String> {
    let mut desk = sample(lang, (80, 24), "14:00", &[]);
    desk.ui.left();
    let item = HomeItem {
        id: "HSW-2026-004".into(),
        title: "槐树湾农贸市场周边停车秩序整治协商议事会".into(),
        date: "2026-11-27".parse().unwrap(),
        phase: Phase::Planned,
        next: Vec::new(),
        actions: Vec::new(),
    };
    desk.ui.sessions(vec![item]);
    desk.keys("<Enter>");
    assert_eq!(desk.asked.pop(), Some(Effect::OpenSession("HSW-2026-004".into())));
    desk.open_again();
    let steps = lead(&mut desk, lang, true);
    let m = desk.meeting();
    assert!(m.quorum().met);
    assert!(m.floor.speeches.len() >= 3, "{}", m.floor.speeches.len());
    assert!(m.proposals.list.iter().all(|p| m.outcomes.of(p.no).is_some()));
    let agreed = m.outcomes.settled.iter().filter(|s| s.disposition == Disposition::Reached);
    assert_eq!(
        m.follow_up.actions.len(),
        agreed.count(),
        "each that was agreed has a lead and a day"
    );
    assert_eq!(m.sign_off.signatures.len(), 3, "chair, recorder, one of those who attended");
    assert!(m.sign_off.read_back.is_some_and(|read| Some(read) < m.session.adjourned_at));
    // The papers are the last step, named where they are made.
    let (key, _) = corner(&desk, lang);
    desk.keys(key);
    assert_eq!(desk.ui.view, View::Outcomes);
    let (key, _) = corner(&desk, lang);
    desk.keys(key);
    desk.shows(if lang == Lang::Zh { "F2 导出" } else { "F2: export" });
    desk.keys("<F2>");
    assert!(matches!(desk.asked.last(), Some(Effect::Export(_))), "{:?}", desk.asked);
    steps
}

#[test]
fn space_and_the_words_on_the_screen_lead_through_a_meeting_in_both_languages() {
    let (zh, en) = (hold(Lang::Zh), hold(Lang::En));
    assert_eq!(zh.len(), en.len(), "the same steps:\n{zh:?}\n{en:?}");
    let named = |steps: &[String], what: &str| steps.iter().any(|step| step == what);
    for (in_zh, in_en) in [("宣布开会", "open"), ("散会", "adjourn"), ("归档", "seal")] {
        assert!(named(&zh, in_zh) && named(&en, in_en), "{in_zh}, {in_en}:\n{zh:?}\n{en:?}");
    }
}
