//! `docs/keys.md` is what the table of acts says.
//!
//! When acts or keys change the test fails; `UPDATE_DOCS=1 cargo test keys_doc` writes it anew.

use std::fmt::Write as _;
use yishi::i18n::{Lang, ui as words};
use yishi::tui::View;
use yishi::tui::act::{self, Act, Scope};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");

const HEAD: &str = "<!-- 由动作表生成，请勿手改 · made from the table of acts, not by hand:
     UPDATE_DOCS=1 cargo test keys_doc -->

# 按键 Keys

中文输入法打开时字母键到不了程序，所以每个动作都有一个不是字母的键。全角的 ？：，。１２３ 与半角相同。
编号用在 `config.toml` 的 `[keys]` 里，给动作另设按键。表单、选人和文字编辑的键（F2 或 Ctrl-S 提交、Tab、回车、Esc、
方向键）是固定的。

With a Chinese input method on, letters do not reach the program, so every act has a key that is not a
letter. Full-width ？：，。１２３ are their ASCII keys. The ids are those of `[keys]` in `config.toml`, which
gives an act other keys. The keys of forms, of choosing people and of editing text (F2 or Ctrl-S submits,
Tab, Enter, Esc, arrows) are fixed.
";

fn table(text: &mut String, head: &str, acts: &[&Act]) {
    let _ = write!(
        text,
        "\n## {head}\n\n| 键 Key | 动作 | Act | 编号 Id |\n| --- | --- | --- | --- |\n"
    );
    for act in acts {
        let keys: Vec<String> = act.keys.iter().map(|key| format!("`{key}`")).collect();
        let cell = |lang| {
            let (title, help) = ((act.title)(lang), (act.help)(lang));
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            format!("{title}{colon}{help}").replace('|', "\\|")
        };
        let (zh, en, id) = (cell(Lang::Zh), cell(Lang::En), act.id);
        let _ = writeln!(text, "| {} | {zh} | {en} | `{id}` |", keys.join(" "));
    }
}

/// A page: what holds everywhere, what holds in a session, then each view's own.
fn page() -> String {
    let both = |name: fn(Lang) -> String| format!("{} {}", name(Lang::Zh), name(Lang::En));
    let mut text = HEAD.to_owned();
    let of = |scope: Scope| act::all().filter(|act| act.scope == scope).collect::<Vec<&Act>>();
    table(&mut text, &both(words::help_everywhere), &of(Scope::Global));
    table(&mut text, &both(words::help_session), &of(Scope::Session));
    for view in View::ALL {
        let own = |act: &&Act| matches!(act.scope, Scope::Views(views) if views.contains(&view));
        let acts: Vec<&Act> = act::all().filter(own).collect();
        if !acts.is_empty() {
            let head = format!("{} {}", view.name(Lang::Zh), view.name(Lang::En));
            table(&mut text, &head, &acts);
        }
    }
    text
}

#[test]
fn keys_doc_is_as_the_table_of_acts() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &page).unwrap();
    }
    let stored = std::fs::read_to_string(PATH).unwrap_or_default();
    let line = page.lines().zip(stored.lines()).position(|(now, then)| now != then);
    assert!(stored == page, "docs/keys.md is stale from line {line:?}: see this file's head");
}

#[test]
fn every_act_stands_in_the_page() {
    let page = page();
    for act in act::all() {
        assert!(page.contains(&format!("`{}`", act.id)), "{}", act.id);
    }
}
