//! What single keys do, and a fuzz against a model that does the same in the plainest way.

#![allow(clippy::string_slice, reason = "a slice off a character is a failure here")]

mod model;

use proptest::prelude::*;

use super::*;
use crate::text::wrap;
use model::Model;

const NARROW: Width = Width { wide_ambiguous: false };

fn editor(text: &str, cells: usize) -> Editor {
    let mut editor = Editor::new(text);
    editor.set_layout(cells, NARROW);
    editor
}

fn run(editor: &mut Editor, edits: impl IntoIterator<Item = Edit>) {
    for edit in edits {
        editor.apply(edit);
    }
}

fn typed(text: &str) -> Edit {
    Edit::Insert(text.to_owned())
}

#[test]
fn typing_is_one_step_of_undo_until_a_pause() {
    let mut editor = editor("", 10);
    run(&mut editor, [typed("会"), typed("议开始"), typed("。")]);
    editor.seal_undo();
    run(&mut editor, [typed("散"), typed("会")]);
    assert!(editor.apply(Edit::Undo));
    assert_eq!(editor.text(), "会议开始。");
    assert!(editor.apply(Edit::Undo));
    assert_eq!(editor.text(), "");
    assert!(!editor.apply(Edit::Undo));
    run(&mut editor, [Edit::Redo, Edit::Redo]);
    assert_eq!(editor.text(), "会议开始。散会");
    assert!(!editor.apply(Edit::Redo));
}

#[test]
fn moves_pastes_and_new_lines_part_the_steps() {
    let mut editor = editor("", 10);
    run(
        &mut editor,
        [typed("一"), Edit::Newline, typed("二"), Edit::Paste("三".into()), typed("四")],
    );
    run(&mut editor, [Edit::Move(Move::Left), Edit::Move(Move::Right), typed("五")]);
    let mut texts = Vec::new();
    while editor.apply(Edit::Undo) {
        texts.push(editor.text());
    }
    assert_eq!(texts, ["一\n二三四", "一\n二三", "一\n二", "一\n", ""]);
}

#[test]
fn deleted_words_are_a_han_character_a_latin_word_or_a_mark() {
    let mut editor = editor("请看 yishi 记录。", 80);
    let mut texts = Vec::new();
    while editor.apply(Edit::DeleteWordLeft) {
        texts.push(editor.text());
    }
    assert_eq!(texts, ["请看 yishi 记录", "请看 yishi 记", "请看 yishi ", "请看 ", "请", ""]);
    editor.set_text("一 hello，世\n界");
    run(&mut editor, [Edit::Move(Move::TextStart)]);
    let mut texts = Vec::new();
    while editor.apply(Edit::DeleteWordRight) {
        texts.push(editor.text());
    }
    assert_eq!(texts, [" hello，世\n界", "，世\n界", "世\n界", "\n界", "界", ""]);
}

#[test]
fn a_step_is_a_latin_word_or_han_up_to_a_mark_or_another_script() {
    let mut editor = editor("划设35个泊位，yishi 记录。\n“好”", 80);
    run(&mut editor, [Edit::Move(Move::TextStart)]);
    let rest = |editor: &Editor| {
        let (at, lines) = (editor.position(), editor.text());
        lines.split('\n').nth(at.paragraph).unwrap()[at.byte..].to_owned()
    };
    let mut to_the_right = Vec::new();
    for _ in 0..8 {
        run(&mut editor, [Edit::Move(Move::ClauseRight)]);
        to_the_right.push(rest(&editor));
    }
    let behind = ["35个泊位，yishi 记录。", "个泊位，yishi 记录。", "，yishi 记录。", " 记录。"];
    assert_eq!(to_the_right[..4], behind);
    assert_eq!(to_the_right[4..], ["。", "", "“好”", "”"], "marks are no step by themselves");
    let mut to_the_left = Vec::new();
    for _ in 0..7 {
        run(&mut editor, [Edit::Move(Move::ClauseLeft)]);
        to_the_left.push(rest(&editor));
    }
    assert_eq!(to_the_left[..3], ["好”", "“好”", ""]);
    assert_eq!(to_the_left[3..5], ["记录。", "yishi 记录。"]);
    assert_eq!(to_the_left[5..], ["个泊位，yishi 记录。", "35个泊位，yishi 记录。"]);
}

#[test]
fn the_goal_column_survives_short_lines() {
    let mut editor = editor("一二三四\n五\n六七八九", 20);
    run(&mut editor, [Edit::Move(Move::Left), Edit::Move(Move::Up)]);
    assert_eq!(editor.cursor(), (1, 2));
    run(&mut editor, [Edit::Move(Move::Up)]);
    assert_eq!(editor.cursor(), (0, 6));
}

#[test]
fn the_cursor_at_a_soft_break_stands_below_but_end_keeps_it_above() {
    let mut editor = editor("一二三四五六七", 10);
    run(&mut editor, [Edit::Move(Move::TextStart), Edit::Move(Move::LineEnd)]);
    assert_eq!(editor.cursor(), (0, 10));
    run(&mut editor, [Edit::Move(Move::Left), Edit::Move(Move::Right)]);
    assert_eq!(editor.cursor(), (1, 0));
    run(&mut editor, [Edit::Move(Move::Up), Edit::Move(Move::LineEnd), Edit::Move(Move::LineEnd)]);
    assert_eq!(editor.cursor(), (0, 10));
    run(&mut editor, [typed("，")]);
    assert_eq!(editor.text(), "一二三四五，六七");
}

#[test]
fn a_full_last_row_leaves_the_cursor_in_the_spare_column() {
    let mut editor = editor("一二三四五", 10);
    assert_eq!(editor.cursor(), (0, 10));
    run(&mut editor, [typed("  ")]);
    assert_eq!(editor.cursor(), (0, 10), "hanging spaces have no columns");
    run(&mut editor, [typed("六")]);
    assert_eq!(editor.cursor(), (1, 2));
}

#[test]
fn selection_replaces_cuts_and_copies() {
    let mut editor = editor("一二三\n四五六", 20);
    run(
        &mut editor,
        [Edit::Move(Move::TextStart), Edit::Move(Move::Right), Edit::Select(Move::Down)],
    );
    assert_eq!(editor.selected_text().as_deref(), Some("二三\n四"));
    let rows: Vec<_> = editor.visible(0, 9).map(|row| (row.selected, row.end_selected)).collect();
    assert_eq!(rows, [(Some(3..9), true), (Some(0..3), false)]);
    run(&mut editor, [Edit::Cut]);
    assert_eq!(editor.text(), "一五六");
    run(&mut editor, [Edit::PasteCopied, Edit::SelectAll, typed("新")]);
    assert_eq!(editor.text(), "新");
    run(&mut editor, [Edit::Undo]);
    assert_eq!(editor.text(), "一二三\n四五六");
    assert!(editor.has_selection(), "what was selected is selected again");
}

#[test]
fn found_text_is_selected_and_the_search_goes_round() {
    let mut editor = editor("停车难\n停车位 Bus\n消防", 20);
    assert!(editor.find_next("停车"));
    assert_eq!(editor.position(), Pos { paragraph: 0, byte: 6 });
    assert!(editor.find_next("停车"));
    assert_eq!(editor.position(), Pos { paragraph: 1, byte: 6 });
    assert!(editor.find_next("停车"));
    assert_eq!(editor.position().paragraph, 0);
    assert!(editor.find_previous("停车"));
    assert_eq!(editor.position().paragraph, 1);
    assert!(editor.find_previous("BUS"));
    assert_eq!(editor.selected_text().as_deref(), Some("Bus"));
    assert!(!editor.find_next("没有") && !editor.find_next(""));
    assert_eq!(editor.selected_text().as_deref(), Some("Bus"));
}

#[test]
fn what_comes_from_outside_is_cleaned() {
    let mut editor = editor("", 20);
    run(&mut editor, [Edit::Paste("一\r\n\u{1b}[31m二\t三\u{202e}".into())]);
    assert_eq!(editor.text(), "一\n二 三");
    run(&mut editor, [Edit::SelectAll]);
    assert!(!editor.apply(typed("\u{1b}")), "noise must not delete the selection");
    assert_eq!(editor.text(), "一\n二 三");
}

#[test]
fn visible_rows_are_a_slice_of_all() {
    let editor = editor("一二三四五六\n\n七", 4);
    let rows: Vec<_> =
        editor.visible(1, 3).map(|row| (row.text, row.paragraph, row.starts_paragraph)).collect();
    assert_eq!(rows, [("三四", 0, false), ("五六", 0, false), ("", 1, true)]);
    assert_eq!(editor.visible(5, 3).count(), 0);
    assert_eq!(editor.rows(), 5);
}

#[test]
fn scrolling_moves_no_more_than_it_must() {
    let mut editor = editor("1\n2\n3\n4\n5\n6", 4);
    assert_eq!(editor.scroll_to_cursor(0, 3), 3);
    assert_eq!(editor.scroll_to_cursor(9, 3), 3);
    run(&mut editor, [Edit::Move(Move::PageUp(3))]);
    assert_eq!(editor.scroll_to_cursor(3, 3), 2);
    assert_eq!(editor.scroll_to_cursor(1, 3), 1);
    assert_eq!(editor.scroll_to_cursor(1, 20), 0);
}

#[test]
fn one_line_scrolls_sideways_around_the_cursor() {
    let mut input = LineInput::new("一二三四\n五六");
    assert_eq!(input.text(), "一二三四 五六");
    let view = input.view(7, NARROW);
    assert_eq!((view.text, view.cursor, view.more), (" 五六", 5, (true, false)));
    for _ in 0..4 {
        input.apply(Edit::Move(Move::Left));
    }
    let view = input.view(7, NARROW);
    assert_eq!((view.text, view.cursor, view.more), ("四 五六", 0, (true, false)));
    input.apply(Edit::Move(Move::TextStart));
    assert!(!input.apply(Edit::Newline));
    assert_eq!(input.view(7, NARROW).cursor, 0);
    input.apply(Edit::Select(Move::Right));
    let view = input.view(7, NARROW);
    assert_eq!((view.text, view.cursor, view.more), ("一二三", 2, (false, true)));
    assert_eq!(view.selected, Some(0..3));
    input.set_text("短");
    assert_eq!(input.view(7, NARROW).text, "短");
}

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥]{1,4}",
        2 => "[，。“”（）·—…]{1,2}",
        2 => "[a-z]{1,7}",
        2 => " {1,2}",
        1 => "[0-9]{1,3}(分钟|票)?",
        2 => "[e\u{301}\u{308}👩👍🏽🇨🇳\u{200d}\u{e0100}한ᄀ\u{1161}ก\u{e33}क\u{94d}\u{1b}]{1,3}",
        1 => Just("\n".to_owned()),
        1 => "[一-丿]{1,8}\n[a-z ]{0,9}",
    ]
}

fn movement() -> impl Strategy<Value = Move> {
    prop_oneof![
        3 => Just(Move::Left),
        3 => Just(Move::Right),
        1 => Just(Move::WordLeft),
        1 => Just(Move::WordRight),
        1 => Just(Move::ClauseLeft),
        1 => Just(Move::ClauseRight),
        3 => Just(Move::Up),
        3 => Just(Move::Down),
        1 => (0..5usize).prop_map(Move::PageUp),
        1 => (0..5usize).prop_map(Move::PageDown),
        1 => Just(Move::LineStart),
        2 => Just(Move::LineEnd),
        1 => Just(Move::TextStart),
        1 => Just(Move::TextEnd),
        1 => (0..9usize, 0..16usize).prop_map(|(row, col)| Move::To { row, col }),
    ]
}

fn operation() -> impl Strategy<Value = Option<Edit>> {
    prop_oneof![
        12 => fragment().prop_map(|text| Some(Edit::Insert(text))),
        2 => fragment().prop_map(|text| Some(Edit::Paste(text))),
        2 => Just(Some(Edit::Newline)),
        4 => Just(Some(Edit::Backspace)),
        3 => Just(Some(Edit::Delete)),
        1 => Just(Some(Edit::DeleteWordLeft)),
        1 => Just(Some(Edit::DeleteWordRight)),
        14 => movement().prop_map(|to| Some(Edit::Move(to))),
        4 => movement().prop_map(|to| Some(Edit::Select(to))),
        1 => prop_oneof![
            8 => Just(Some(Edit::Deselect)),
            1 => Just(Some(Edit::SelectAll)),
        ],
        1 => Just(Some(Edit::Copy)),
        1 => Just(Some(Edit::Cut)),
        1 => Just(Some(Edit::PasteCopied)),
        4 => Just(Some(Edit::Undo)),
        2 => Just(Some(Edit::Redo)),
        // A pause of the typist.
        1 => Just(None),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_editor_does_what_the_model_does(
        operations in proptest::collection::vec(operation(), 200..320),
        cells in 2..14usize,
        wide_ambiguous in any::<bool>(),
    ) {
        let width = Width { wide_ambiguous };
        let mut editor = Editor::new("");
        editor.set_layout(cells, width);
        let mut model = Model::new(cells, width);
        for (step, operation) in operations.into_iter().enumerate() {
            if let Some(edit) = operation {
                let changed = editor.apply(edit.clone());
                prop_assert_eq!(changed, model.apply(edit.clone()), "{} {:?}", step, edit);
            } else {
                editor.seal_undo();
                model.seal();
            }
            prop_assert_eq!(editor.text(), model.text.as_str(), "{}", step);
            prop_assert_eq!(editor.selected_text(), model.selected(), "{}", step);
            prop_assert_eq!(editor.cursor(), model.row_col(), "{}", step);
            let rows: Vec<&str> = editor.visible(0, usize::MAX).map(|row| row.text).collect();
            prop_assert_eq!(rows, model.rows(), "{}", step);
        }
        editor.set_layout(cells + 3, width);
        let text = editor.text();
        let anew = wrap::wrap(&text, cells + 3, width);
        let rows: Vec<&str> = anew.iter().map(|line| &text[line.range.clone()]).collect();
        prop_assert_eq!(editor.visible(0, usize::MAX).map(|row| row.text).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn one_line_always_shows_its_cursor(
        operations in proptest::collection::vec(operation(), 20..60), cells in 2..14usize,
    ) {
        let mut input = LineInput::new("");
        for edit in operations.into_iter().flatten() {
            input.apply(edit);
            prop_assert!(!input.text().contains('\n'));
            let whole = input.text().to_owned();
            let view = input.view(cells, NARROW);
            prop_assert!(view.cursor < cells);
            prop_assert!(NARROW.of(view.text) <= cells);
            prop_assert!(whole.contains(view.text));
            prop_assert!(view.more != (false, false) || view.text == whole);
        }
    }
}
