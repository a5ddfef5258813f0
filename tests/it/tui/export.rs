//! Exporting from the outcomes: chosen, looked at, saved where it says, asked before replacing.

use super::given::Desk;
use super::sample::sample;
use std::path::PathBuf;
use yishi::document::request::{Format, Paper};
use yishi::export::Doc;
use yishi::i18n::Lang;
use yishi::tui::Effect;
use yishi::tui::effect::{Export, Exported};

fn held(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = sample(lang, size, "23:59", &[]);
    desk.ui.settings.documents = PathBuf::from("/文件");
    desk.keys("7<C-e>");
    desk
}

/// What was asked of the app.
fn wanted(desk: &mut Desk) -> Export {
    let asked = desk.asked.iter().rev().find_map(|effect| match effect {
        Effect::Export(wanted) => Some(wanted.clone()),
        _ => None,
    });
    asked.unwrap_or_else(|| panic!("nothing was exported:\n{}", desk.text()))
}

#[test]
fn the_whole_set_goes_into_a_folder_named_after_the_session() {
    let words = [(Lang::Zh, "导出文件", "F2 导出"), (Lang::En, "Export documents", "F2: export")];
    for (lang, title, key) in words {
        let mut desk = held(lang, (80, 24));
        assert!(desk.text().contains(title), "{}", desk.text());
        let text = desk.text();
        let rows = text.lines().filter(|row| row.contains("[docx]") || row.contains("[xlsx]"));
        let (rows, whole): (Vec<&str>, Vec<bool>) = rows.map(|r| (r, r.contains("json"))).unzip();
        assert!(rows.len() >= 8 && whole.iter().all(|w| *w), "formats are cut:\n{text}");
        assert!(desk.text().contains(key), "the hint is cut:\n{}", desk.text());
        desk.keys("<F2>");
        let wanted = wanted(&mut desk);
        assert_eq!(wanted.docs, Doc::all().collect::<Vec<_>>());
        assert_eq!(wanted.folder, PathBuf::from("/文件/HSW-2026-004"));
        assert!(!wanted.replace, "nothing is replaced unasked");
    }
}

#[test]
fn a_document_and_its_format_are_chosen_without_letters() {
    let mut desk = held(Lang::Zh, (80, 24));
    desk.keys("3<Right><Right><Enter>");
    assert_eq!(wanted(&mut desk).docs, [Doc::Paper(Paper::Summary, Format::Html)]);
    desk.keys("<C-e>2<Left><Left><Tab>稿<Enter>");
    let wanted = wanted(&mut desk);
    assert_eq!(wanted.docs, [Doc::Paper(Paper::Minutes, Format::Txt)]);
    assert_eq!(wanted.folder, PathBuf::from("/文件/HSW-2026-004稿"));
}

#[test]
fn the_notice_is_seen_masked_before_it_is_saved() {
    let mut desk = held(Lang::Zh, (100, 30));
    desk.keys("7<F3>");
    let text = desk.text();
    assert!(text.contains("预览：公示"), "{text}");
    let mut seen = text;
    for _ in 0..8 {
        desk.keys("<PageDown>");
        seen += &desk.text();
    }
    assert!(!seen.contains("仇海生") && !seen.contains("王强"), "{seen}");
    desk.keys("<Esc>");
    assert!(desk.text().contains("导出文件"));
    desk.keys("<F3><F2>");
    assert_eq!(wanted(&mut desk).docs, [Doc::Paper(Paper::Notice, Format::Docx)]);
}

#[test]
fn files_that_are_there_are_asked_about() {
    let mut desk = held(Lang::Zh, (80, 24));
    desk.keys("2<F2>");
    let first = wanted(&mut desk);
    desk.ui.exported(&first, Exported::Exists(vec!["minutes.docx".into()]));
    assert!(desk.text().contains("minutes.docx"), "{}", desk.text());
    desk.keys("<Enter>");
    let again = wanted(&mut desk);
    assert_eq!(again, Export { replace: true, ..first.clone() });
    desk.ui.exporting(1, 1);
    desk.ui.exported(&again, Exported::Done(Vec::new()));
    assert!(!desk.text().contains("正在导出"), "it is over:\n{}", desk.text());
    assert!(desk.text().contains("/文件/HSW-2026-004"), "{}", desk.text());
    desk.keys("<Enter>");
    assert!(desk.asked.contains(&Effect::OpenFolder(first.folder.clone())), "{:?}", desk.asked);
    desk.ui.exported(&first, Exported::Failed("磁盘已满".into()));
    assert!(desk.text().contains("磁盘已满"), "{}", desk.text());
}
