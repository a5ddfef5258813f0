//! What the room sees, and above all what it does not see yet.

use super::given::{Desk, id};
use super::sample::{moment, sample};
use super::shot;
use ratatui::style::{Color, Modifier};
use yishi::domain::meeting::Command;
use yishi::domain::session;
use yishi::domain::vote::{self, Choice, Method};
use yishi::i18n::Lang;
use yishi::tui::View;

const SIZE: (u16, u16) = (100, 30);

fn hall(until: &str, more: &[&str]) -> Desk {
    let mut desk = sample(Lang::Zh, SIZE, until, more);
    desk.keys("9");
    assert_eq!(desk.ui.view, View::Hall);
    desk
}

/// The numbers of the sample's votes, as the room would read them.
#[track_caller]
fn tells_nothing(desk: &Desk) {
    let screen = desk.text();
    for word in ["同意", "反对", "弃权", "通过", "还差"] {
        assert!(!screen.contains(word), "{word} before the announcement:\n{screen}");
    }
}

#[test]
fn a_count_is_not_shown_before_it_is_announced() {
    for until in ["16:17", "16:18", "16:18:30"] {
        let desk = hall(until, &[]);
        desk.shows("划 设 限 时 停 车 泊 位");
        tells_nothing(&desk);
    }
    let desk = hall("16:18:40", &[]);
    desk.shows("同意 12    反对 1    弃权 1");
    desk.shows("通 过");
}

#[test]
fn the_papers_of_a_secret_vote_are_not_shown_before_it_is_announced() {
    for until in ["16:22", "16:26", "16:26:30"] {
        tells_nothing(&hall(until, &[]));
    }
    hall("16:26:40", &[]).shows("同意 7    反对 4    弃权 1");
}

#[test]
fn ballots_by_name_are_not_shown_while_they_come_in() {
    let mut desk = hall("16:12", &[]);
    desk.done(Command::Agenda(yishi::domain::agenda::Command::Start(8)));
    let (proposal, method) = (1, Method::Recorded);
    desk.done(Command::Vote(vote::Command::Open {
        proposal,
        method,
        rule: None,
        terms: vote::Terms::default(),
    }));
    desk.done(Command::Vote(vote::Command::Ballot { person: id("P02"), choice: Choice::For }));
    tells_nothing(&desk);
    let screen = desk.text();
    assert!(!screen.contains("段永祥"), "no voter by name:\n{screen}");
}

/// The rows in which digits are drawn of whole cells.
fn large_rows(desk: &Desk) -> usize {
    let buffer = desk.frame().0;
    let drawn = |cell: &ratatui::buffer::Cell| {
        cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED)
    };
    (0..buffer.area.height)
        .filter(|y| (0..buffer.area.width).any(|x| drawn(&buffer[(x, *y)])))
        .count()
}

#[test]
fn the_end_has_every_count_in_large_digits_where_there_is_room() {
    let mut desk = sample(Lang::Zh, (160, 45), "16:50", &[]);
    desk.keys("9");
    assert_eq!(large_rows(&desk), 15, "{}", desk.text());
    for word in ["达成共识", "未达成共识", "难以达成共识", "同意", "反对", "弃权"]
    {
        desk.shows(word);
    }
    // Where there is none, the counts stand in words.
    hall("16:50", &[]).shows("同意 12    反对 1    弃权 1");
}

#[test]
fn while_a_vote_runs_the_room_reads_how_many_may_vote() {
    let mut desk = sample(Lang::Zh, (160, 45), "16:17", &[]);
    desk.keys("9");
    desk.shows("有表决权");
    assert!(large_rows(&desk) >= 5, "{}", desk.text());
    tells_nothing(&desk);
}

#[test]
fn the_rules_stand_there_during_the_opening_and_go_with_it() {
    hall("14:36", &[]).shows("主持人中立：分配发言");
    let screen = hall("14:44", &[]).text();
    assert!(!screen.contains("主持人中立"), "{screen}");
}

#[test]
fn a_recess_counts_down_and_says_when_the_meeting_goes_on() {
    let mut desk = hall("16:05", &[]);
    desk.done(Command::Session(session::Command::Recess(Some(600))));
    desk.until(moment("16:09"));
    desk.shows("距复会 6:00");
    desk.shows("16:15 复会");
    desk.until(moment("16:16"));
    desk.shows("已过复会时间 1:00");
}

#[test]
fn the_hall_submits_nothing_and_escape_leads_back() {
    let mut desk = hall("15:58", &[]);
    let before = desk.lines();
    desk.keys(" <F2><F3><F4><C-z><Tab><Enter>234");
    assert_eq!(desk.ui.view, View::Hall);
    assert_eq!(desk.lines(), before, "nothing is recorded from the hall");
    desk.keys("<Esc>");
    assert_eq!(desk.ui.view, View::Desk);
    desk.keys("9");
    assert_eq!(desk.ui.view, View::Hall);
}

#[test]
fn every_state_at_every_size_is_drawn() {
    let states = ["14:20", "14:33", "14:36", "15:58", "16:11", "16:17", "16:18:40", "16:50"];
    for lang in [Lang::Zh, Lang::En] {
        for size in [(1, 1), (60, 16), (61, 17), (80, 24), (160, 45), (300, 100)] {
            for until in states {
                let mut desk = sample(lang, size, until, &[]);
                desk.keys("9");
                desk.frame();
            }
        }
    }
}

#[test]
fn the_room_in_every_state() {
    let states = [
        ("welcome", "14:20"),
        ("rules", "14:36"),
        ("vote", "16:17"),
        ("announced", "16:18:40"),
        ("item", "16:11"),
        ("results", "16:50"),
    ];
    for (name, until) in states {
        shot::screen(&format!("hall-{name}"), |lang, size| {
            let mut desk = sample(lang, size, until, &[]);
            desk.keys("9");
            desk
        });
    }
}
