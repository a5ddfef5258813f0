//! A template says how a session is held and nothing of who was in it.

use super::*;
use crate::inputs::{load_catalog, read_plan, read_roster};
use chrono::NaiveDate;

const PLAN: &str = include_str!("../../../assets/sample/huaishuwan/plan.toml");
const ROSTER: &str = include_str!("../../../assets/sample/huaishuwan/roster.csv");

fn sample(text: &str) -> (Plan, Catalog) {
    let catalog = load_catalog(&[]).unwrap();
    let people = read_roster(ROSTER.as_bytes(), "roster.csv").unwrap();
    (read_plan(text.as_bytes(), "plan.toml", &catalog, people).unwrap(), catalog)
}

fn head() -> Head {
    Head {
        id: "NEXT".into(),
        title: "下一场".into(),
        date: NaiveDate::from_ymd_opt(2027, 3, 5).unwrap(),
        start: None,
        venue: String::new(),
        rule: None,
    }
}

#[test]
fn no_field_of_the_roster_is_in_it() {
    let (plan, catalog) = sample(PLAN);
    let text = of(&plan, &catalog).text;
    for person in &plan.people {
        let fields = [
            person.id.as_str(),
            &person.name,
            &person.phone,
            &person.represents,
            &person.note,
            &person.mark,
            &person.pinyin,
        ];
        for field in fields.into_iter().filter(|field| field.chars().count() > 1) {
            assert!(!text.contains(field), "{field} of {} in\n{text}", person.name);
        }
        // 居民 alone is also part of the name of the body that hosts the meeting.
        if person.unit != "居民" {
            assert!(!text.contains(&person.unit), "{} in\n{text}", person.unit);
        }
    }
    for other in ["周雨桐", "王雪", "0000-5550123", "居民27户", "停车需求"] {
        assert!(!text.contains(other), "{other} in\n{text}");
    }
}

#[test]
fn a_session_made_from_it_is_held_in_the_same_way() {
    let (plan, catalog) = sample(PLAN);
    let template = of(&plan, &catalog);
    let new = plan_from(template.text.as_bytes(), "t.toml", &catalog, Vec::new(), &head()).unwrap();
    assert_eq!((new.id.as_str(), new.title.as_str()), ("NEXT", "下一场"));
    assert_eq!((new.start, new.end), (plan.start, plan.end));
    assert_eq!(new.rule, plan.rule);
    assert_eq!(new.quorum, plan.quorum);
    assert_eq!(new.speech_rules, plan.speech_rules);
    assert_eq!(new.ground_rules, plan.ground_rules);
    let items = |plan: &Plan| {
        let items = plan.agenda.iter();
        items.map(|i| (i.no, i.title.clone(), i.start, i.seconds, i.kind)).collect::<Vec<_>>()
    };
    assert_eq!(items(&new), items(&plan));
    assert_eq!(new.fact("venue"), plan.fact("venue"));
    let places = |plan: &Plan| plan.publicity.clone().unwrap_or_default().places;
    assert_eq!(places(&new), places(&plan));
    assert!(new.proposals.is_empty() && new.people.is_empty());
    assert_eq!((new.chair, new.recorder.as_str(), new.research), (None, "", None));
}

#[test]
fn another_start_moves_the_whole_agenda() {
    let (plan, catalog) = sample(PLAN);
    let text = of(&plan, &catalog).text;
    let at = |text: &str| text.parse::<NaiveTime>().unwrap();
    let early = Head { start: Some(at("09:00:00")), ..head() };
    let new = plan_from(text.as_bytes(), "t.toml", &catalog, Vec::new(), &early).unwrap();
    assert_eq!((new.start, new.end), (Some(at("09:00:00")), Some(at("11:20:00"))));
    assert_eq!(new.agenda.get(1).and_then(|item| item.start), Some(at("09:05:00")));
    let late = Head { start: Some(at("23:00:00")), ..head() };
    let new = plan_from(text.as_bytes(), "t.toml", &catalog, Vec::new(), &late).unwrap();
    assert!(new.agenda.iter().all(|item| item.start.is_none()) && new.end.is_none());
}

#[test]
fn names_and_phones_in_kept_texts_are_taken_out_and_counted() {
    let text = PLAN
        .replace("title = \"自由讨论\"", "title = \"自由讨论（张伟（货运）先说）\"")
        .replace("venue = \"槐树湾", "venue = \"赵淑芬家旁边，电话10000000002，槐树湾");
    let (plan, catalog) = sample(&text);
    let template = of(&plan, &catalog);
    assert_eq!(template.scrubbed, 2);
    assert!(template.text.contains("title = \"自由讨论（先说）\""), "{}", template.text);
    assert!(template.text.contains("\"家旁边，电话，槐树湾"), "{}", template.text);
}

#[test]
fn a_preset_that_was_not_changed_is_only_named() {
    let plain =
        "[session]\nid = \"A\"\ntitle = \"t\"\ndate = 2026-11-27\nrule = \"party-members\"\n";
    let catalog = load_catalog(&[]).unwrap();
    let plan = read_plan(plain.as_bytes(), "p.toml", &catalog, Vec::new()).unwrap();
    let text = of(&plan, &catalog).text;
    assert!(text.contains("rule = \"party-members\""), "{text}");
    assert!(!text.contains("[quorum]") && !text.contains("[consensus]"), "{text}");
    let new = plan_from(text.as_bytes(), "t.toml", &catalog, Vec::new(), &head()).unwrap();
    assert_eq!((new.rule, new.quorum), (plan.rule, plan.quorum));
}

#[test]
fn the_venue_and_the_rule_that_are_asked_for_stand_in_place_of_the_templates() {
    let text = "[session]\nid = \"A\"\ntitle = \"t\"\ndate = 2026-11-27\nvenue = \"前院\"\n";
    let catalog = load_catalog(&[]).unwrap();
    let asked = Head { venue: "后院".into(), rule: Some("unanimous".into()), ..head() };
    let plan = plan_from(text.as_bytes(), "t.toml", &catalog, Vec::new(), &asked).unwrap();
    assert_eq!((plan.fact("venue"), plan.rule.id.as_str()), ("后院", "unanimous"));
    let plan = plan_from(text.as_bytes(), "t.toml", &catalog, Vec::new(), &head()).unwrap();
    assert_eq!((plan.fact("venue"), plan.rule.id.as_str()), ("前院", "consultation"));
}
