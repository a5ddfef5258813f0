//! Files are written together or not at all, and never over others in silence.

use super::{Made, Maker, write};
use crate::app::beside::{Progress, Sent};
use crate::document::request::{Format, Paper};
use crate::domain::tests::huaishuwan;
use crate::export::Doc;
use crate::i18n::Lang;
use crate::tui::effect::{Export, Exported};
use std::sync::Arc;

fn maker(fails: bool) -> Maker {
    Arc::new(move |_, doc| match doc {
        Doc::Session if fails => Err("no".to_owned()),
        doc => Ok(Made { bytes: doc.file_name(Lang::En).into_bytes(), remarks: Vec::new() }),
    })
}

fn export(maker: &Maker, wanted: &Export) -> (Exported, usize) {
    let (progress, mut sent) = Progress::for_test();
    let given = huaishuwan::held();
    let came = write(maker, &given.ledger, wanted, Lang::Zh, &progress);
    let mut steps = 0;
    while let Ok((_, Sent::Step { .. })) = sent.try_recv() {
        steps += 1;
    }
    (came, steps)
}

fn names(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn the_whole_set_comes_together_and_is_asked_about_when_it_is_there() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("文件").join("HSW");
    // What is overdue depends on the day.
    let reminds = |doc: &Doc| matches!(doc, Doc::Paper(Paper::Reminders, _));
    let docs: Vec<Doc> = Doc::all().filter(|doc| !reminds(doc)).collect();
    let wanted = Export { docs: docs.clone(), folder: folder.clone(), replace: false };
    assert_eq!(export(&maker(false), &wanted), (Exported::Done(Vec::new()), docs.len()));
    assert_eq!(names(&folder), docs.len());
    std::fs::write(folder.join("事件日志.jsonl"), "theirs").unwrap();
    let (came, steps) = export(&maker(false), &wanted);
    assert_eq!(steps, 0, "nothing is made before it is asked");
    assert!(matches!(came, Exported::Exists(names) if names.len() == docs.len()));
    assert_eq!(std::fs::read_to_string(folder.join("事件日志.jsonl")).unwrap(), "theirs");
    let again = Export { replace: true, ..wanted };
    assert_eq!(export(&maker(false), &again).0, Exported::Done(Vec::new()));
    assert_eq!(std::fs::read_to_string(folder.join("事件日志.jsonl")).unwrap(), "journal.jsonl");
}

#[test]
fn one_that_fails_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("HSW");
    let wanted = Export { docs: Doc::all().collect(), folder: folder.clone(), replace: false };
    assert_eq!(export(&maker(true), &wanted).0, Exported::Failed("no".to_owned()));
    assert_eq!(names(&folder), 0);
}

#[test]
fn one_document_goes_into_a_folder_that_is_made() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("a").join("b");
    let docs = vec![Doc::Paper(Paper::Minutes, Format::Md)];
    let wanted = Export { docs, folder: folder.clone(), replace: false };
    assert_eq!(export(&maker(false), &wanted).0, Exported::Done(Vec::new()));
    assert!(folder.join("会议记录.md").is_file());
}

#[test]
fn what_was_given_up_on_the_way_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("HSW");
    let wanted = Export { docs: Doc::all().collect(), folder: folder.clone(), replace: false };
    let (progress, _sent) = Progress::for_test();
    progress.give_up();
    let given = huaishuwan::held();
    let came = write(&maker(false), &given.ledger, &wanted, Lang::Zh, &progress);
    assert_eq!((came, names(&folder)), (Exported::GivenUp, 0));
}
