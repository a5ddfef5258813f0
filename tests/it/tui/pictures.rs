//! The pictures of `docs/screens`: drawn from the sample meeting, and never older than the
//! program.
//!
//! `YISHI_PICTURES=1` writes them anew.

use super::given::Desk;
use super::sample::{filled, sample};
use crate::picture::{Ground, Picture};
use std::path::Path;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::tui::HomeItem;

const SIZE: (u16, u16) = (100, 30);

/// A page that shows one of them should load at once.
const LARGEST: usize = 60_000;

fn home(lang: Lang) -> Desk {
    let mut desk = Desk::home(lang, SIZE);
    let item = |id: &str, title: &str, date: &str, phase| HomeItem {
        id: id.into(),
        title: title.into(),
        date: date.parse().unwrap(),
        phase,
        next: Vec::new(),
        actions: Vec::new(),
    };
    desk.ui.sessions(vec![
        item("HSW-2026-002", "槐安苑小区夜间噪声治理", "2026-06-18", Phase::Sealed),
        item("HSW-2026-003", "老旧小区加装电梯费用分摊", "2026-10-16", Phase::Adjourned),
        item("HSW-2026-004", "槐树湾农贸市场周边停车秩序整治", "2026-11-27", Phase::Open),
        item("HSW-2026-005", "地下停车场错时开放（第二轮）", "2026-12-22", Phase::Planned),
    ]);
    desk
}

fn on(key: &str, mut desk: Desk) -> Desk {
    desk.keys(key);
    desk
}

/// Name and screen of each picture: every view, in both languages.
fn all() -> Vec<(String, Desk)> {
    let mut pictures = Vec::new();
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut picture = |name: &str, desk| pictures.push((format!("{name}-{code}"), desk));
        picture("home", home(lang));
        picture("desk", filled(lang, SIZE));
        picture("agenda", on("2", filled(lang, SIZE)));
        picture("roll", on("3", filled(lang, SIZE)));
        picture("floor", on("4", filled(lang, SIZE)));
        picture("vote", on("5", sample(lang, SIZE, "16:18:40", &[])));
        picture("minutes", on("6", filled(lang, SIZE)));
        picture("outcomes", on("7", sample(lang, SIZE, "16:50", &[])));
        picture("log", on("8", filled(lang, SIZE)));
        picture("hall", on("9", filled(lang, SIZE)));
        picture("prepare", on("0", sample(lang, SIZE, "13:00", &[])));
    }
    // Those that were worst, beside `before` (docs/looking.md).
    let mut picture = |name: &str, desk| pictures.push((format!("{name}-zh"), desk));
    let voting = |keys| on(keys, sample(Lang::Zh, (80, 24), "16:16", &[]));
    picture("popup", voting("<Esc>"));
    picture("vote-form", voting(" "));
    picture("hall-end", on("9", sample(Lang::Zh, (160, 45), "16:50", &[])));
    pictures
}

#[test]
fn the_pictures_show_the_screens_as_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens");
    let write = std::env::var_os("YISHI_PICTURES").is_some();
    let mut stale = Vec::new();
    for (name, desk) in all() {
        let svg = Picture::of_buffer(&desk.frame().0).svg(Ground::Dark);
        assert!(svg.len() < LARGEST, "{name} takes {} bytes", svg.len());
        let path = folder.join(format!("{name}.svg"));
        if write {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, svg).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(svg.as_str()) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; YISHI_PICTURES=1 writes them anew");
}
