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

比例只用整数计算：“以上”含本数，“过半数”“超过”不含；没有人同意就不通过。每项要求各算各的，全部达到才通过；达到的不会说成没有达到。
平局是指在第一项要求的计量里同意与反对相等，而且规则要求过半；由主持人决定的，只补“过半数”差的那一票。

Fractions are reckoned in whole numbers: at least includes the fraction itself, more than does not; with
nobody for it nothing passes. Each requirement is judged by itself, and all must be met; what is met is never
called unmet. A tie is one of for and against in the measure of the first requirement, where more than half is
asked for; a chair who decides it makes up for no more than that one vote.

## 规则文件能写什么 What a rule file can say

    pass = [ TEST, … ]            # 全部达到才通过 all must be met
    participation = [ TEST, … ]   # 参与要求 who must take part
    # TEST: { measure = \"heads\"|\"weight\", base = \"entitled\"|\"present\"|\"cast\"|\"valid\"|\"decisive\", ratio = \"2/3\"|\">1/2\" }
    #   不写ratio而写 instead of ratio: against_at_most = \"1/3\" · against_below = \"1/3\" · at_least = 5
    #   只计一部分人 of a class alone: group = \"…\" · tag = \"…\"
    takes_part = [\"in_person\", \"proxy\", \"written\", \"online\"]   # 谁的票计入 whose votes count
    abstain = \"neutral\"          # for against forbidden
    silent = \"not_cast\"          # majority for against abstain；只对送达的人 only of those who were served
    follow = \"forbidden\"         # majority：可选从众 a vote may be: as the others
    chair_votes = \"always\"       # tie never
    [quorum]
    all_of = [ COND, … ]          # 都要 every one
    any_of = [ COND, … ]          # 有一个就行 one is enough
    takes_part = [\"in_person\"]   # 谁算到会 who counts as there
    # COND: { among = \"expected\"|\"entitled\", ratio } · { tag, ratio } · { group, ratio }
    #   measure = \"weight\" · at_least = N · { all_of = […] } · { any_of = […] }

写好先试：`yishi rules check 文件.toml` 用文字读出来，再列出每道线上下哪个数通过、哪个数不通过。自相矛盾的规则读的时候就拒绝。
从众、未答复计入的多数，按第一项要求的计量，看同意和反对哪边多；一样多时，从众按弃权、未答复不计。

Try it first: `yishi rules check FILE.toml` reads it out and lists what passes and fails around each limit.
A rule that contradicts itself is refused when it is read. The majority that followers and the silent count
with is that of for and against, in the measure of the first requirement; where they are even, followers
abstain and the silent do not count.

会上：不在场的人交来的书面票用 `handin 人 on=方案 [同意|反对|弃权]` 登记，不写选项就是密封票；送达用 `serve 人… on=方案`；
只由一部分人表决写 `vote 1 method=recorded tag=1幢`；同一张票上的第二个方案写 `vote 2 method=secret paper=1`；
几次表决一起等着宣布时，`announce` 先宣布最早的，或者 `announce on=2`。业主面积的单位写在计划 `[session]` 的 `weight_unit = \"平方米\"`。

In the meeting: a vote handed in by somebody who is not there is `handin PERSON on=N [for|against|abstain]`, a
sealed one without a choice; who was served, `serve PERSON… on=N`; only some of the people, `vote 1
method=recorded tag=…`; the second proposal on one paper, `vote 2 method=secret paper=1`; where several votes
wait, `announce` takes the first, or `announce on=2`. The unit of weights stands in the plan: `weight_unit`.

依据后面写着“请核对”的，对照现行条文以后用 `yishi rules confirm 编号` 注明（加 `--session 会议` 也记入那次会议），
此后的文件写明核对的日期；在这以前，引用它的每份文件都带着提醒。

A source that says it must be checked: `yishi rules confirm ID` once you have compared it with the text in
force (with `--session ID` it goes on that session's record too). Until then every paper that cites it says so.
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
