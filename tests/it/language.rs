//! Every vote of `tests/data/language.tsv`, worked out by a script that knows only the words of the
//! contract, against the real thing: rule file, people, roll, votes handed in, ballots or papers,
//! close, announce.

use crate::build::{Given, id, plan};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::process::Command as Process;
use strum::VariantArray as _;
use yishi::domain::person::{Person, Weight, group};
use yishi::domain::rule::{Measure, Rule, Silent, TakesPart};
use yishi::domain::vote::{Choice, Method, Vote};
use yishi::inputs::rules::{builtin, read_rule};

const TABLE: &str = include_str!("../data/language.tsv");

type Row<'a> = HashMap<&'a str, &'a str>;

/// The lines of one kind.
fn lines(kind: &str) -> impl Iterator<Item = Vec<&'static str>> + use<'_> {
    let cells = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    cells.filter(move |cells| cells.first() == Some(&kind))
}

fn rules() -> HashMap<&'static str, Rule> {
    let read = |cells: Vec<&'static str>| {
        let text = cells[2].replace("\\n", "\n");
        (cells[1], read_rule(&text, "r.toml").unwrap_or_else(|why| panic!("{}: {why:?}", cells[1])))
    };
    lines("rule").chain(lines("preset")).map(read).collect()
}

fn rows() -> Vec<Row<'static>> {
    let names = lines("kind").next().unwrap();
    lines("vote").map(|cells| names.iter().copied().zip(cells).collect()).collect()
}

fn people(row: &Row<'_>) -> Vec<Person> {
    let weights: Vec<u64> = match row["weights"] {
        "-" => Vec::new(),
        list => list.split(',').map(|n| n.parse().unwrap()).collect(),
    };
    let person = |(n, class): (usize, char)| {
        let group = if class == 'g' { group::STAKEHOLDER } else { group::COUNCIL };
        let mut person = Person::new(format!("V{}", n + 1), format!("voter{}", n + 1), group);
        person.weight = weights.get(n).map_or(Weight::ONE, |w| Weight(*w));
        let tags: &[&str] = match class {
            't' => &["T", "issuer", "妇女代表"],
            'u' => &["U", "consumer"],
            _ => &[],
        };
        person.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        person
    };
    row["classes"].chars().enumerate().map(person).collect()
}

fn word(choice: char) -> &'static str {
    match choice {
        'F' => "for",
        'A' => "against",
        'B' => "abstain",
        'I' => "invalid",
        'O' => "从众",
        other => panic!("{other}"),
    }
}

/// The ids of those with a sign in a column.
fn of(row: &Row<'_>, signs: &str) -> Vec<String> {
    let all = row["ways"].chars().enumerate();
    all.filter(|(_, way)| signs.contains(*way)).map(|(n, _)| format!("V{}", n + 1)).collect()
}

fn choice(row: &Row<'_>, n: usize) -> Option<char> {
    row["choices"].chars().nth(n).filter(|choice| *choice != '-')
}

/// The vote of a row, as far as the rules let it; false where there was no quorum for it.
fn hold(row: &Row<'_>, rule: &Rule) -> (Given, bool) {
    let own = Rule { quorum: None, ..rule.clone() };
    let mut plan = plan(people(row), own);
    if row["chair"] == "no" {
        plan.chair = None;
    }
    let mut given = Given::planned(plan, vec![rule.clone()]);
    let (here, online) = (of(row, "HR"), of(row, "L"));
    given.when(&[&format!("@14:00 present {}", here.join(" "))]);
    if !online.is_empty() {
        given.when(&[&format!("present {} by=online", online.join(" "))]);
    }
    let secret = row["method"] == "secret";
    let named = |n: usize| match choice(row, n).filter(|_| !secret) {
        Some(choice) => format!(" {}", word(choice)),
        None => String::new(),
    };
    let hand_in = |given: &mut Given, sign: char| {
        for (n, _) in row["ways"].chars().enumerate().filter(|(_, way)| *way == sign) {
            // Who has no vote in this one cannot hand one in.
            let line = format!("handin V{} on=1{}", n + 1, named(n));
            let command = yishi::script::parse_line(&line, given.m()).unwrap().unwrap().command;
            let _ = given.try_act(&command);
        }
    };
    for person in of(row, "Rr") {
        given.when(&[&format!("recuse {person} from=1")]);
    }
    hand_in(&mut given, 'W');
    let served = of(row, "S");
    if !served.is_empty() && rule.silent != Silent::NotCast {
        given.when(&[&format!("serve {} on=1", served.join(" "))]);
    }
    given.when(&["@14:30 open"]);
    let holders = of(row, "H");
    for (n, person) in of(row, "P").iter().enumerate() {
        let holder = &holders[n % holders.len()];
        given.when(&[&format!("proxy {person} to {holder}")]);
    }
    let open = format!("vote 1 method={} rule={}", row["method"], rule.id);
    if row["quorum"] == "no" {
        let why = given.refused(&open);
        assert!(matches!(why, yishi::domain::refusal::Refusal::NoQuorum(_)), "{why:?} {row:?}");
        return (given, false);
    }
    given.when(&[&open]);
    if row["method"] == "recorded" {
        let ways: Vec<char> = row["ways"].chars().collect();
        for n in 0..ways.len() {
            let person = format!("V{}", n + 1);
            let handed = given.vote().ballots.contains_key(&id(&person));
            if let Some(choice) = choice(row, n).filter(|_| !handed) {
                given.when(&[&format!("ballot {person} {}", word(choice))]);
            }
        }
    } else {
        hand_in(&mut given, 'w');
        given.when(&[&tally(row, given.vote())]);
    }
    given.when(&["@14:40 close"]);
    (given, true)
}

fn tally(row: &Row<'_>, vote: &Vote) -> String {
    let mut line = "tally".to_owned();
    let voters: Vec<(usize, u64)> = (0..row["ways"].chars().count())
        .filter_map(|n| {
            let of = vote.electorate.iter().find(|(v, _)| *v == id(&format!("V{}", n + 1)))?;
            Some((n, of.1.0))
        })
        .collect();
    let with = |sign: char| voters.iter().filter(move |(n, _)| choice(row, *n) == Some(sign));
    for (sign, key) in
        [('F', "for"), ('A', "against"), ('B', "abstain"), ('I', "invalid"), ('O', "follow")]
    {
        let (n, weight) = (with(sign).count(), with(sign).map(|(_, w)| w).sum::<u64>());
        let forced = matches!(sign, 'F' | 'A' | 'B') && vote.rule.allows(Choice::Abstain);
        if n > 0 || forced || matches!(sign, 'F' | 'A') {
            let _ = write!(line, " {key}={n}");
        }
        if row["method"] == "secret" && vote.rule.counts_weight() {
            let _ = write!(line, " {key}_weight={}", yishi::domain::person::weight_text(weight));
        }
    }
    let silent = voters.iter().filter(|(n, _)| choice(row, *n).is_none()).count();
    if row["method"] == "secret" {
        let all = voters.len();
        let _ = write!(line, " issued={all} returned={}", all - silent);
    } else {
        let _ = write!(line, " not_cast={silent}");
    }
    line
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn said(vote: &Vote) -> Vec<(&'static str, String)> {
    let m = vote.standing(Measure::Heads, None);
    let counts = [m.in_favour, m.against, m.abstain, m.invalid, m.not_cast].map(|n| n.to_string());
    let tests: Vec<String> = vote
        .tests()
        .iter()
        .map(|t| format!("{}:{}:{}:{}", t.base, t.value, t.need, yes(t.met)))
        .collect();
    vec![
        ("passed", yes(vote.passed()).to_owned()),
        ("tied", yes(vote.is_tied()).to_owned()),
        ("asked", yes(vote.chair_decides()).to_owned()),
        ("counts", counts.join(":")),
        ("tests", tests.join(";")),
    ]
}

#[test]
fn every_vote_of_the_language_comes_out_as_worked_out_by_hand() {
    let rules = rules();
    let mut wrong = Vec::new();
    for row in rows() {
        let rule = &rules[row["rule"]];
        let (mut given, voted) = hold(&row, rule);
        if !voted {
            continue;
        }
        for (column, said) in said(given.vote()) {
            if said != row[column] {
                wrong.push(format!("{column}: {said}, not {} {row:?}", row[column]));
            }
        }
        sums_equal_bases(given.vote(), &row);
        if row["asked"] == "yes" {
            given.refused("announce");
            given.when(&["casting for"]);
            assert!(given.vote().passed());
        }
        given.when(&["announce"]);
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Nobody is counted twice and nobody is lost, in heads and in weight, of all and of each class.
fn sums_equal_bases(vote: &Vote, row: &Row<'_>) {
    let names = vote.has_names();
    let classes = vote.rule.tests().filter_map(|test| test.of.as_ref()).filter(|_| names);
    for class in std::iter::once(None).chain(classes.map(Some)) {
        for measure in [Measure::Heads, Measure::Weight] {
            if measure == Measure::Weight && !names && !vote.rule.counts_weight() {
                continue;
            }
            let all = vote.base(yishi::domain::rule::Base::Present, measure, class)
                - if class.is_none() { vote.staying.get(measure) } else { 0 };
            for m in [
                vote.marked(measure, class),
                vote.standing(measure, class),
                vote.judged_as(measure, class),
            ] {
                assert_eq!(m.cast() + m.not_cast, all, "{measure:?} {class:?} {row:?}");
            }
        }
    }
}

/// One more vote for it, of somebody who was against, abstained or said nothing, never turns a vote
/// that passed into one that did not.
#[test]
fn one_more_for_it_never_makes_it_fail() {
    let rules = rules();
    let mut turned = 0;
    for row in rows().into_iter().filter(|row| row["method"] == "recorded") {
        let rule = &rules[row["rule"]];
        let (given, voted) = hold(&row, rule);
        if !voted {
            continue;
        }
        let vote = given.vote();
        for (person, _) in &vote.electorate {
            if vote.ballots.get(person) == Some(&Choice::For) {
                continue;
            }
            let mut more = vote.clone();
            more.ballots.insert(person.clone(), Choice::For);
            assert!(!vote.passed() || more.passed() || more.chair_decides(), "{person} {row:?}");
            turned += usize::from(!vote.passed() && more.passed());
        }
    }
    assert!(turned > 100, "only {turned} votes turned: the property was hardly tried");
}

#[test]
fn the_table_has_every_kind_many_times() {
    let (rules, rows) = (rules(), rows());
    assert!(rows.len() >= 3_000, "{}", rows.len());
    let count = |keep: &dyn Fn(&Row<'_>) -> bool| rows.iter().filter(|row| keep(row)).count();
    for (name, rule) in &rules {
        let of = |passed: &str| count(&|row| row["rule"] == *name && row["passed"] == passed);
        assert!(of("yes") >= 5 && of("no") >= 5, "{name}: {} {}", of("yes"), of("no"));
        assert!(rule.is_valid());
    }
    for (column, sign, least) in [
        ("ways", "P", 100),
        ("ways", "W", 100),
        ("ways", "w", 100),
        ("ways", "L", 100),
        ("ways", "S", 100),
        ("ways", "R", 50),
        ("choices", "O", 50),
        ("choices", "B", 200),
        ("choices", "I", 100),
        ("quorum", "no", 100),
        ("tied", "yes", 100),
        ("asked", "yes", 20),
        ("chair", "yes", 200),
    ] {
        let n = count(&|row| row[column].contains(sign));
        assert!(n >= least, "{column} {sign}: {n}");
    }
    for method in [Method::Hands, Method::Recorded, Method::Secret] {
        assert!(count(&|row| row["method"] == method.into_str()) >= 300, "{method:?}");
    }
    for &way in TakesPart::VARIANTS {
        assert!(rules.values().any(|rule| rule.takes(way)), "{way:?}");
    }
}

/// The presets of the table are those of the program, in all that decides a vote.
#[test]
fn the_presets_say_what_the_table_says() {
    let (rules, builtin) = (rules(), builtin());
    for cells in lines("preset") {
        let (table, own) = (&rules[cells[1]], builtin.find(cells[1]).expect(cells[1]));
        let same = Rule {
            name: table.name.clone(),
            citation: table.citation.clone(),
            caveat: None,
            purpose: None,
            ..own.clone()
        };
        assert_eq!(same, *table, "{}", cells[1]);
    }
}

#[test]
fn the_table_is_what_its_script_prints() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("tests/votes/make_language.py");
    let mut python = Process::new("python3");
    python.env("PYTHONIOENCODING", "utf-8");
    let output = match python.arg("-B").arg(&script).output() {
        Ok(output) => output,
        Err(why) => {
            eprintln!("SKIPPED: python3 cannot be run ({why}): the table was not worked out anew");
            return;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let anew = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
    for (n, (anew, old)) in anew.lines().zip(TABLE.lines()).enumerate() {
        assert_eq!(anew, old, "line {}", n + 1);
    }
    assert_eq!(anew.lines().count(), TABLE.lines().count());
}
