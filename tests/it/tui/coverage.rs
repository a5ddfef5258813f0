//! Who has no voice yet is seen: groups and the interests that people speak for (docs/domain.md §1.2).

use super::given::Desk;
use super::sample::sample;
use yishi::i18n::Lang;

#[test]
fn interests_without_anybody_here_are_named_on_the_roll() {
    let mut desk = sample(Lang::Zh, (80, 24), "13:00", &[]);
    desk.keys("3");
    assert!(!desk.text().contains("没有人到会的代表对象"), "nobody is missed before anybody came");
    // The clerk signs the first in, who speaks for one grid.
    desk.keys("<Enter>");
    desk.shows("没有人到会的代表对象（11）");
    // Whoever stays away may be the only one who speaks for somebody.
    let mut desk = sample(Lang::Zh, (80, 24), "15:58:15", &[]);
    desk.keys("3");
    desk.shows("没有人到会的代表对象（1）：沿街商户");
}

#[test]
fn interests_not_yet_heard_are_named_on_the_floor() {
    let unheard = |desk: &mut Desk| {
        desk.keys("4");
        let screen = desk.text();
        let mut lines = screen.lines().skip_while(|line| !line.contains("没有发过言的代表对象"));
        let head =
            lines.next().map(|line| line.rsplit('│').next().unwrap_or(line).trim().to_owned());
        (head, lines.next().unwrap_or_default().to_owned())
    };
    let mut before = sample(Lang::Zh, (100, 30), "14:30", &[]);
    assert_eq!(unheard(&mut before).0.as_deref(), Some("没有发过言的代表对象（12）"));
    let mut later = sample(Lang::Zh, (100, 30), "15:20", &[]);
    let (head, _) = unheard(&mut later);
    assert_ne!(head.as_deref(), Some("没有发过言的代表对象（12）"), "who spoke was heard");
}

#[test]
fn the_desk_says_how_many_items_of_the_agenda_it_does_not_show() {
    let sizes = (16..30).flat_map(|rows| [(Lang::Zh, rows), (Lang::En, rows)]);
    for (lang, rows) in sizes {
        let desk = sample(lang, (80, rows), "14:30", &[]);
        let screen = desk.text();
        let left = |line: &str| line.split('│').next().unwrap_or_default().trim().to_owned();
        let is_shown = |no: &usize| {
            let begins = |line: &str| {
                line.trim_start_matches(['▸', '▶', '●', '○', '✓', ' '])
                    .starts_with(&format!("{no} "))
            };
            screen.lines().any(|line| begins(&left(line)))
        };
        let hidden = 10 - (1..=10).filter(is_shown).count();
        let said = match lang {
            Lang::Zh => format!("还有{hidden}项"),
            Lang::En => format!("{hidden} more"),
        };
        let head = screen.lines().nth(1).unwrap_or_default();
        assert_eq!(head.contains(&said), hidden > 0, "{rows} rows, {hidden} hidden:\n{screen}");
    }
}
