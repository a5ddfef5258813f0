//! What the border removes and what it must let through.

use proptest::prelude::*;

use super::*;

#[test]
fn escape_sequences_go_whole() {
    for (raw, clean) in [
        ("a\u{1b}[31m红\u{1b}[0mb", "a红b"),
        ("\u{9b}2J清", "清"),
        ("\u{1b}]0;title\u{7}后", "后"),
        ("\u{1b}]52;c;QUJD\u{1b}\\后", "后"),
        ("\u{9d}8;;http://x\u{9c}链\u{9d}8;;\u{9c}", "链"),
        ("\u{1b}P1$r0m\u{1b}\\x", "x"),
        ("\u{1b}_apc\u{1b}\\x\u{1b}^pm\u{1b}\\y\u{1b}Xsos\u{1b}\\z", "xyz"),
        ("\u{1b}(Bx\u{1b}#8y\u{1b}cz", "xyz"),
        ("\u{1b}OPx", "x"),
        ("\u{1b}[200~粘贴\u{1b}[201~", "粘贴"),
        ("\u{1b}[?1049h\u{1b}[1;31;40mx", "x"),
        ("\u{1b}[ qx", "x"),
    ] {
        assert_eq!(clean_text(raw), clean, "{raw:?}");
    }
}

#[test]
fn a_broken_sequence_swallows_no_text() {
    assert_eq!(clean_text("\u{1b}王强"), "王强");
    assert_eq!(clean_text("\u{1b}[3王强"), "王强");
    assert_eq!(clean_text("\u{1b}]没有结束\n第二行\u{7}"), "没有结束\n第二行");
    assert_eq!(clean_text("\u{1b}]没有结束"), "没有结束");
    assert_eq!(clean_text("\u{1b}]0;a\u{1b}[31m红"), "红");
    assert_eq!(clean_text("末尾\u{1b}"), "末尾");
    assert_eq!(clean_text("\u{1b}]"), "");
}

#[test]
fn line_ends_and_tabs() {
    assert_eq!(
        clean_text("一\r\n二\r三\n四\u{2028}五\u{2029}六\u{b}七\u{85}八"),
        "一\n二\n三\n四\n五\n六\n七\n八"
    );
    assert_eq!(clean_line("一\r\n二\n三\t四\u{2029}五"), "一 二 三 四 五");
    assert_eq!(clean_text("a\tb"), "a b");
}

#[test]
fn what_hides_or_reorders_goes() {
    assert_eq!(clean_line("王\u{202e}强\u{202c}\u{2066}伟\u{2069}"), "王强伟");
    assert_eq!(clean_line("\u{feff}王\u{200b}强\u{ad}\u{2060}\u{200e}"), "王强");
    assert_eq!(clean_line("王\u{200d}强\u{200c}"), "王强");
    assert_eq!(clean_line("✔\u{fe0f}"), "✔");
    assert_eq!(clean_line("a\0b\u{7f}c\u{9f}\u{ffff}"), "abc");
}

#[test]
fn what_people_write_stays() {
    for text in [
        "䶮𬱖𱍊",
        "王\u{E0100}",
        "阿依努尔·买买提",
        "e\u{301}",
        "क\u{94d}\u{200d}ष",
        "می\u{200c}خواهم",
        "　　首行缩进",
        "“引号”——……①●→√×℃№",
        "བོད་སྐད",
        "\u{e000}",
    ] {
        assert_eq!(clean_text(text), text);
    }
}

#[test]
fn names_have_one_form() {
    for raw in [
        "阿依努尔・买买提",
        "阿依努尔•买买提",
        "阿依努尔‧买买提",
        "阿依努尔 · 买买提",
        " 阿依努尔·买买提\n",
        "阿依努尔･买买提",
    ] {
        assert_eq!(clean_name(raw), "阿依努尔·买买提");
    }
    assert_eq!(clean_name("王　强"), "王强");
    assert_eq!(clean_name("John   Smith"), "John Smith");
    assert_eq!(clean_name("王\u{E0100} 强"), "王\u{E0100}强");
}

#[test]
fn ids_are_ascii() {
    assert_eq!(clean_id("　Ｐ０５ "), "P05");
    assert_eq!(clean_id("２－１"), "2-1");
}

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c != '\n' && is_hostile(c))
}

#[test]
fn a_value_of_a_file_is_cleaned_as_its_form_asks() {
    assert_eq!(clean_as(" 一\r\n二\u{200b} ", Form::Line), "一 二");
    assert_eq!(clean_as("一\r\n二\r三\n", Form::Text), "一\n二\n三");
    assert_eq!(clean_as("\u{3000}阿依努尔\u{30fb}买买提 ", Form::Name), "阿依努尔·买买提");
    assert_eq!(clean_as("Ada  \t Lovelace", Form::Name), "Ada Lovelace");
    assert_eq!(clean_as("\u{202a}１３８\u{202c} ", Form::Id), "138");
    assert_eq!(control("一\n\t二"), None);
    assert_eq!(control("一\u{7}"), Some('\u{7}'));
    assert_eq!(control("一\u{9b}"), Some('\u{9b}'));
}

#[test]
fn what_did_not_cross_the_border_is_shown_harmless() {
    assert_eq!(shown("第一行\n第二行"), "第一行\n第二行");
    assert_eq!(shown("a\u{1b}[31m\u{9b}b\u{202e}c\r"), "a\u{fffd}[31m\u{fffd}b\u{fffd}c\u{fffd}");
    assert_eq!(shown_line("a\nb\tc\u{7}"), "a b c\u{fffd}");
}

/// Text rich in what the border is for.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\u{1b}".to_owned()),
        Just("\u{1b}[".to_owned()),
        Just("\u{1b}]".to_owned()),
        "[\u{7}\u{9}-\u{d}\u{18}\u{7f}-\u{9f}\\\\]",
        "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{fe0f}\u{feff}]",
        "[0-9;?mhHJ~ -]{0,4}",
        "[一-龥·・，。]{1,3}",
        "[क\u{94d}م👩\u{301}a]",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_harmful_survives_and_a_second_pass_changes_nothing(raw in hostile()) {
        for clean in [clean_text, clean_line, clean_name, clean_id] {
            let once = clean(&raw);
            prop_assert!(is_harmless(&once), "{:?}", once);
            prop_assert!(is_clean(&once), "{:?}", once);
            prop_assert_eq!(clean(&once), once.as_str());
        }
        prop_assert_eq!(is_clean(&raw), clean_text(&raw) == raw);
        prop_assert!(is_harmless(&shown(&raw).replace('\t', " ")));
        prop_assert!(!clean_line(&raw).contains('\n'));
        prop_assert!(!clean_text(&raw).contains('\r'));
    }
}
