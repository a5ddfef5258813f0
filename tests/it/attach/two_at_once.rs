//! Two people at once: nobody's text is overwritten unseen, and each takes back their own.

use crate::build;
use crate::tui::given::Desk;
use yishi::domain::history;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::minutes::{self, Edit};
use yishi::domain::refusal::Refusal;
use yishi::domain::stamp::{By, Role, Stamp};
use yishi::i18n::Lang;

fn stamp(terminal: &str, role: Role) -> Stamp {
    let at = build::moment("14:30");
    Stamp { at, noted: at, by: By::new(terminal, role) }
}

fn done(
    ledger: &mut Ledger,
    terminal: &str,
    role: Role,
    command: &Command,
) -> Result<u64, Refusal> {
    let stamp = stamp(terminal, role);
    let event = ledger.decide(command, &stamp)?;
    let record = ledger.stamp(event, &stamp).unwrap();
    let seq = record.seq;
    ledger.push(record).unwrap();
    Ok(seq)
}

fn planned() -> Ledger {
    let catalog = std::sync::Arc::new(yishi::inputs::rules::builtin().clone());
    let mut ledger = Ledger::new(catalog);
    let plan = build::plan(build::six(), build::preset("simple-majority"));
    let plan = Command::Session(yishi::domain::session::Command::Plan(Box::new(plan)));
    done(&mut ledger, "office", Role::Office, &plan).unwrap();
    ledger
}

fn note(text: &str) -> Command {
    Command::Minutes(minutes::Command::Note(text.into()))
}

fn correct(seq: u64, text: &str, seen: u64) -> Command {
    Command::Minutes(minutes::Command::Correct { seq, text: text.into(), seen: Some(seen) })
}

#[test]
fn the_second_of_two_corrections_is_told_of_the_first_and_both_texts_are_kept() {
    let mut ledger = planned();
    let line = done(&mut ledger, "recorder", Role::Recorder, &note("停车费一年一收")).unwrap();
    let first = correct(line, "停车费半年一收", line);
    let first = done(&mut ledger, "chair", Role::Chair, &first).unwrap();
    let second = correct(line, "停车费按月收", line);
    let refused = done(&mut ledger, "recorder", Role::Recorder, &second).unwrap_err();
    let text = Some("停车费半年一收".to_owned());
    assert_eq!(refused, Refusal::EditedMeanwhile { seq: line, now: first, text });
    // A strike of what was not seen is refused as well.
    let strike = minutes::Command::Strike { seq: line, reason: "误".into(), seen: Some(line) };
    done(&mut ledger, "recorder", Role::Recorder, &Command::Minutes(strike)).unwrap_err();
    // Having seen it, one may; the record has all three texts.
    let again = correct(line, "停车费按月收", first);
    done(&mut ledger, "recorder", Role::Recorder, &again).unwrap();
    let edits = &ledger.meeting().unwrap().minutes.edits[&line];
    let texts: Vec<&Edit> = edits.iter().map(|(_, edit)| edit).collect();
    let text = |text: &str| Edit::Text(text.into());
    assert_eq!(texts, [&text("停车费半年一收"), &text("停车费按月收")]);
}

#[test]
fn undo_takes_back_ones_own_act() {
    let mut ledger = planned();
    let mine = done(&mut ledger, "recorder", Role::Recorder, &note("我写的")).unwrap();
    let theirs = done(&mut ledger, "chair", Role::Chair, &note("主持人写的")).unwrap();
    let named = Command::History(history::Command::Undo(Some(theirs)));
    let refused = done(&mut ledger, "recorder", Role::Recorder, &named).unwrap_err();
    assert_eq!(refused, Refusal::OthersAct { seq: theirs, role: Role::Recorder });
    let last = Command::History(history::Command::Undo(None));
    done(&mut ledger, "recorder", Role::Recorder, &last).unwrap();
    assert!(ledger.undone().contains(&mine) && !ledger.undone().contains(&theirs));
    let named = Command::History(history::Command::Undo(Some(theirs)));
    done(&mut ledger, "chair", Role::Chair, &named).unwrap();
}

/// On the screen: the other's text is told, one's own stays in the editor, and saving it again
/// puts it in the other's place.
#[test]
fn a_correction_that_comes_second_stays_in_the_editor() {
    let mut desk = Desk::planned(Lang::Zh, (100, 30));
    desk.open();
    desk.done(note("停车费一年一收"));
    let line = desk.lines() as u64;
    desk.keys("6<Tab>").keys("<Enter>");
    assert!(desk.text().contains("更正"), "{}", desk.text());
    desk.input(yishi::tui::input::Input::Burst("，另议".into()));
    let other =
        minutes::Command::Correct { seq: line, text: "停车费半年一收".into(), seen: None };
    desk.done(Command::Minutes(other));
    desk.keys("<F2>");
    let screen = desk.text();
    assert!(screen.contains("刚被别人改成“停车费半年一收”"), "{screen}");
    assert!(screen.contains("停车费一年一收，另议"), "{screen}");
    desk.keys("<F2>");
    let m = desk.ui.meeting().unwrap();
    assert_eq!(m.minutes.edits[&line].len(), 2);
    let text = m.minutes.edit(line).map(|(_, edit)| edit.clone());
    assert_eq!(text, Some(Edit::Text("停车费一年一收，另议".into())));
}
