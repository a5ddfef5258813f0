//! `docs/rules.md` is what the program says of its presets.
//!
//! When a preset changes the test fails; `UPDATE_DOCS=1 cargo test rules_doc` writes it anew.

use crate::cli::Home;
use std::fmt::Write as _;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");

const HEAD: &str = "<!-- 由 assets/rules 生成，请勿手改 · made from assets/rules, not by hand:
     UPDATE_DOCS=1 cargo test rules_doc -->

# 表决规则和依据 Vote rules and their sources

计划里用 `rule = \"编号\"` 选一种规则，`[quorum]`、`[consensus]` 改其中一部分；会上用 `set` 改，改动记入记录。
自己的规则写成 TOML 文件，放进设置文件夹的 `rules/`，写法见 `assets/rules`。数字是本地规定，**用前请对照现行规定**。

A plan chooses a rule with `rule = \"id\"`; `[quorum]` and `[consensus]` change parts of it; during the
meeting `set` does, and the change is on record. Rules of your own are TOML files in `rules/` of the
user's folder, written like those in `assets/rules`. The numbers are local rules: **check them against
those in force with you.**

比例只用整数计算：“以上”含本数，“过半数”“超过”不含；没有人同意就不通过；平局不通过，除非规则写明由主持人决定。

Fractions are reckoned in whole numbers: at least includes the fraction itself, more than does not; with
nobody for it nothing passes; a tie fails unless the rule says that the chair decides.
";

fn page() -> String {
    let home = Home::new();
    let of = |lang: &str, name: &str| home.ok(&["--lang", lang, "rules", name]);
    let mut text = HEAD.to_owned();
    for line in home.ok(&["rules"]).lines() {
        let id = line.split_whitespace().next().unwrap();
        let (zh, en) = (of("zh-CN", id), of("en", id));
        let (zh, en): (Vec<&str>, Vec<&str>) = (zh.lines().collect(), en.lines().collect());
        let _ = write!(text, "\n## {} · {}\n\n", zh[0], en[0]);
        for lines in [&zh[1..], &en[1..]] {
            for line in lines {
                let _ = writeln!(text, "- {line}");
            }
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

#[test]
fn rules_doc_is_as_the_presets_are() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &page).unwrap();
    }
    let stored = std::fs::read_to_string(PATH).unwrap_or_default();
    let line = page.lines().zip(stored.lines()).position(|(now, then)| now != then);
    assert!(stored == page, "docs/rules.md is stale from line {line:?}: see this file's head");
}

#[test]
fn every_preset_has_its_source() {
    let page = page();
    let presets = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/rules")).unwrap();
    for preset in presets {
        let name = preset.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let part = page.split("\n## ").find(|part| part.contains(&format!("（{name}）")));
        assert!(part.is_some_and(|part| part.contains("- 依据：")), "{name}");
    }
}
