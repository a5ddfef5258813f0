//! The minutes screen: the record above, the editor beneath it, from the key to the record.

use super::given::{Desk, id};
use super::shot;
use std::collections::BTreeMap;
use yishi::domain::meeting::Command;
use yishi::domain::minutes::{self, EntryKind};
use yishi::domain::{floor, history, session};
use yishi::i18n::Lang;
use yishi::tui::input::Input;
use yishi::tui::{Effect, View};

const SIZE: (u16, u16) = (100, 30);

/// 仇海生 has spoken and 张伟 speaks.
fn speeches(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::planned(lang, size);
    desk.statements();
    desk.at(14, 51, 0).done(Command::Floor(floor::Command::Next));
    desk.at(14, 54, 20).done(Command::Floor(floor::Command::Next));
    desk
}

fn say(desk: &mut Desk, person: &str, text: &str) {
    let (person, text) = (Some(id(person)), text.to_owned());
    desk.done(Command::Minutes(minutes::Command::Say { person, text }));
}

fn last_entry(desk: &Desk) -> (EntryKind, Option<String>, String) {
    let entry = desk.meeting().minutes.entries.last().expect("something was written");
    (entry.kind, entry.person.as_ref().map(ToString::to_string), entry.text.to_string())
}

fn cursor(desk: &Desk) -> Option<(u16, u16)> {
    desk.frame().1.map(|at| (at.x, at.y))
}

#[test]
fn empty() {
    shot::screen("minutes-empty", |lang, size| {
        let mut desk = Desk::planned(lang, size);
        desk.keys("6");
        desk
    });
}

#[test]
fn with_a_record() {
    shot::screen("minutes-record", |lang, size| {
        let mut desk = speeches(lang, size);
        say(
            &mut desk,
            "P05",
            "夜间卸货噪声从凌晨四点开始，影响三栋楼的老人和孩子休息，希望把卸货时间推迟到六点以后。",
        );
        desk.note("现场有居民鼓掌，主持人提醒保持安静。");
        desk.keys("6<Tab>");
        desk
    });
}

#[test]
fn typing_with_a_soft_wrap() {
    shot::screen("minutes-typing", |lang, size| {
        let mut desk = speeches(lang, size);
        desk.keys("6");
        desk.input(Input::Burst("货运车辆每天四点半到七点进出市场北门，".repeat(4)));
        desk.keys("<Enter>建议错峰。");
        desk
    });
}

#[test]
fn correcting_an_old_line() {
    shot::screen("minutes-correcting", |lang, size| {
        let mut desk = speeches(lang, size);
        desk.note("现场有居民鼓掌，主持人提醒保持安静。");
        desk.note("休息室的灯已修好。");
        desk.keys("6<Esc><Up><Enter>已更正");
        desk
    });
}

#[test]
fn refused_text_is_kept() {
    shot::screen("minutes-refused", |lang, size| {
        let mut desk = speeches(lang, size);
        desk.note("休息室的灯已修好。");
        desk.keys("6<Tab><Enter>，由物业负责");
        // Meanwhile another terminal takes the line back.
        let seq = desk.ui.ledger().unwrap().seq();
        desk.done(Command::History(history::Command::Undo(Some(seq))));
        desk.keys("<F2>");
        desk
    });
}

#[test]
fn a_summary_belongs_to_the_speech_it_was_begun_in() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6");
    desk.shows("记录：张伟（货运）的发言");
    desk.keys("货车要有地方停");
    desk.done(Command::Floor(floor::Command::Next));
    desk.shows("记录：张伟（货运）的发言");
    desk.keys("<F2>");
    assert_eq!(last_entry(&desk), (EntryKind::Speech, Some("P07".into()), "货车要有地方停".into()));
    desk.shows("记录：阿依努尔·买买提的发言");
    desk.shows("在这里写发言要点");
}

#[test]
fn enter_is_a_new_line_and_ctrl_s_saves() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6<F5>第一条<Enter>第二条<C-s>");
    assert_eq!(last_entry(&desk), (EntryKind::Note, None, "第一条\n第二条".into()));
}

#[test]
fn the_kind_changes_with_the_text_and_its_draft() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6车位不够");
    let say = "minutes.say.";
    let name = desk.ui.drafts.keys().next().cloned().unwrap();
    assert!(name.starts_with(say) && name.ends_with("P07"), "{name}");
    desk.keys("<F5>");
    desk.shows("记事");
    assert_eq!(
        desk.asked.iter().filter(|e| **e == Effect::DropDraft { name: name.clone() }).count(),
        1
    );
    let drafts = BTreeMap::from([("minutes.note".to_owned(), "车位不够".into())]);
    assert_eq!(desk.ui.drafts, drafts);
    desk.keys("<F6>wq<Enter>");
    desk.shows("书面意见：王强");
    desk.keys("<F2>");
    assert_eq!(last_entry(&desk), (EntryKind::Written, Some("P09".into()), "车位不够".into()));
    assert!(desk.ui.drafts.is_empty());
    let dropped = Effect::DropDraft { name: "minutes.written.P09".into() };
    assert_eq!(desk.asked.last(), Some(&dropped));
}

#[test]
fn text_that_could_not_be_stored_stays_with_the_reason() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6停车要收费");
    desk.store_full = true;
    desk.keys("<F2>");
    desk.shows("停车要收费");
    desk.shows("▲ 没有存上：磁盘已满");
    assert_eq!(desk.ui.drafts.len(), 1);
    assert!(!desk.asked.iter().any(|effect| matches!(effect, Effect::DropDraft { .. })));
    desk.store_full = false;
    desk.keys("<F2>");
    assert_eq!(last_entry(&desk).2, "停车要收费");
    assert!(desk.ui.drafts.is_empty());
    desk.shows("在这里写发言要点");
}

#[test]
fn what_is_typed_while_the_record_answers_goes_on_as_the_next_text() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6<F5>一");
    let now = yishi::tui::Now { at: desk.ui.now.at, tick: std::time::Duration::ZERO };
    let save = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::F(2));
    let effects = desk.ui.update(Input::Key(save), now);
    desk.shows("存储中");
    desk.shows("一");
    desk.keys("二");
    for effect in effects {
        desk.answer(effect);
    }
    assert_eq!(last_entry(&desk).2, "一");
    desk.keys("<F2>");
    assert_eq!(last_entry(&desk).2, "二");
}

#[test]
fn a_draft_of_an_earlier_run_comes_back_with_what_it_was_for() {
    let mut desk = speeches(Lang::Zh, SIZE);
    let ledger = desk.ui.ledger().cloned().unwrap();
    let drafts = [
        ("minutes.written.P03".to_owned(), "反对全天限行".to_owned()),
        ("other.thing".to_owned(), "不是这里的".to_owned()),
    ];
    desk.ui.opened(ledger, drafts.into());
    // The speech that was running has been going on.
    desk.keys("<Enter>6");
    desk.shows("书面意见：王桂英");
    desk.shows("反对全天限行");
    desk.keys("。<F2>");
    assert_eq!(
        last_entry(&desk),
        (EntryKind::Written, Some("P03".into()), "反对全天限行。".into())
    );
    desk.shows("记录：张伟（货运）的发言");
    assert_eq!(desk.ui.drafts.keys().collect::<Vec<_>>(), ["other.thing"]);
}

#[test]
fn an_old_line_is_corrected_and_what_was_being_typed_comes_back() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.note("张卫发言");
    let seq = desk.ui.ledger().unwrap().seq();
    desk.keys("6说到一半<Tab><Enter>");
    desk.shows("更正：14:54 的记录");
    assert!(!desk.text().contains("说到一半"));
    desk.keys("<Home><Right><Del>伟<C-s>");
    let edit = desk.meeting().minutes.edit(seq).map(|(_, edit)| edit.clone());
    assert_eq!(edit, Some(minutes::Edit::Text("张伟发言".into())));
    desk.shows("张伟发言〔已更正〕");
    desk.shows("说到一半");
    assert!(!desk.ui.takes_text(), "the list has the focus again");
}

#[test]
fn a_correction_that_changes_nothing_is_not_sent_and_is_over_with_esc() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.note("张伟发言");
    let seq = desk.ui.ledger().unwrap().seq();
    desk.keys("6<Tab><Enter><F2>");
    desk.shows("内容没有改动");
    desk.keys("<Esc><Tab>");
    desk.shows("在这里写发言要点");
    assert_eq!(desk.ui.ledger().unwrap().seq(), seq);
}

#[test]
fn a_line_is_struck_with_a_reason() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.note("写错了地方");
    desk.keys("6<Tab><F9>");
    desk.shows("删去 14:54 的记录");
    desk.keys("<Enter>");
    desk.shows("请填写");
    desk.keys("重复<Enter>");
    assert!(!desk.text().contains("写错了地方"));
}

#[test]
fn a_person_is_named_by_pinyin_and_a_sign_may_stay_a_sign() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6请@");
    desk.shows("插入人名");
    desk.keys("ouyang<Enter>答复，邮箱a＠<Esc>b<F2>");
    assert_eq!(last_entry(&desk).2, "请欧阳文静答复，邮箱a＠b");
}

#[test]
fn undo_is_the_editors_where_text_is_typed_and_the_records_in_the_list() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.note("记一笔");
    let seq = desk.ui.ledger().unwrap().seq();
    desk.keys("6");
    desk.input(Input::Paste("贴上的一段\u{1b}[31m文字".into()));
    desk.shows("贴上的一段");
    desk.keys("<C-z>");
    assert!(!desk.text().contains("贴上的一段"));
    assert!(desk.ui.drafts.is_empty());
    desk.keys("<C-y>");
    desk.shows("贴上的一段文字");
    assert_eq!(desk.ui.ledger().unwrap().seq(), seq);
    desk.keys("<Esc><C-z>");
    assert_eq!(desk.ui.ledger().unwrap().seq(), seq + 1);
    // What was taken back is told, and gone from the list.
    desk.shows("记一笔");
    desk.keys("<Down>");
    assert!(!desk.text().contains("记一笔"));
}

#[test]
fn esc_goes_from_the_editor_to_the_list_to_the_desk_and_the_text_stays() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6草稿<Esc>");
    assert_eq!(desk.ui.view, View::Minutes);
    assert_eq!(cursor(&desk), None);
    desk.keys("<Esc>");
    assert_eq!(desk.ui.view, View::Desk);
    desk.keys("6稿");
    desk.shows("草稿稿");
}

#[test]
fn the_record_follows_its_end_unless_a_line_is_chosen() {
    let mut desk = speeches(Lang::Zh, (80, 24));
    for n in 1..=30 {
        desk.note(&format!("第{n:02}件事"));
    }
    desk.keys("6");
    desk.shows("第30件事");
    desk.keys("<Esc><PageUp><PageUp>");
    let before = desk.text();
    assert!(!before.contains("第30件事"));
    desk.note("新的事");
    assert!(!desk.text().contains("新的事"), "what is read does not run away");
    desk.keys("<End>");
    desk.shows("新的事");
    desk.keys("<Home>");
    desk.shows("1/");
    assert!(!desk.text().contains("第30件事"));
    desk.keys("<PageDown><PageDown><PageDown><PageDown>");
    desk.note("又一件");
    desk.shows("又一件");
}

#[test]
fn a_line_taller_than_the_screen_is_read_by_its_rows() {
    let mut desk = speeches(Lang::Zh, (80, 24));
    let part = |n: u32| format!("段{n:03}，以下是这一段的内容。");
    let long = (1..=120).map(part).collect::<Vec<_>>().concat();
    desk.note(&long);
    desk.note("最后一行");
    desk.keys("6<Esc><Up>");
    desk.shows("段120");
    assert!(!desk.text().contains("段001"));
    for _ in 0..80 {
        desk.keys("<Up>");
        if desk.text().contains("段001") {
            break;
        }
    }
    desk.shows("段001");
    assert!(desk.text().contains("序号"));
}

#[test]
fn search_goes_to_the_next_place_and_around() {
    let mut desk = speeches(Lang::Zh, (80, 24));
    for n in 1..=20 {
        desk.note(&format!("普通的事{n}"));
        if n % 7 == 0 {
            desk.note(&format!("Noise 噪声{n}"));
        }
    }
    desk.keys("6<C-f>noise");
    desk.shows("噪声7");
    desk.keys("<Enter>");
    desk.shows("噪声14");
    desk.keys("<F3>");
    desk.shows("噪声7");
    desk.keys("<C-a>没有这个");
    desk.shows("没有找到“没有这个”");
    desk.keys("<Esc>接着写");
    desk.shows("接着写");
}

#[test]
fn speeches_are_jumped_to_and_an_earlier_one_is_not_summed_up() {
    let mut desk = speeches(Lang::Zh, SIZE);
    let give = |person: &str| {
        let (person, terms) = (id(person), floor::SpeechTerms::default());
        Command::Floor(floor::Command::Give { person, terms })
    };
    desk.at(14, 58, 0).done(Command::Floor(floor::Command::Finish)).done(give("P05"));
    desk.keys("6<Esc><F7><F4>");
    desk.shows("记录：张伟（货运）的发言");
    desk.keys("补记<F2>");
    assert_eq!(last_entry(&desk).1, Some("P07".into()));
    desk.keys("<Esc><F7><F7><F4>");
    desk.shows("仇海生后来又发过言");
    desk.keys("<F7>");
    desk.shows("没有别的发言了");
    desk.keys("<F8><F8><F4>发言<F2>");
    assert_eq!(last_entry(&desk).1, Some("P05".into()));
}

#[test]
fn a_sealed_record_is_only_read() {
    let mut desk = speeches(Lang::Zh, SIZE);
    desk.keys("6写了没有存");
    desk.done(Command::Floor(floor::Command::Finish));
    desk.done(Command::Session(session::Command::Adjourn));
    desk.done(Command::Session(session::Command::Seal));
    desk.shows("写了没有存");
    assert!(!desk.ui.takes_text());
    desk.keys("<F2>");
    desk.shows("已归档");
    desk.keys("<Enter>");
    assert!(!desk.ui.takes_text());
}

#[test]
fn the_minutes_are_drawn_at_every_size() {
    for (columns, rows) in [(1, 1), (60, 16), (61, 17), (200, 60)] {
        let mut desk = speeches(Lang::Zh, (columns, rows));
        desk.note(&"一段很长的记录。".repeat(200));
        for keys in ["6", "长长的一行字", "<Esc>", "<Home>", "<C-f>记", "<Esc>", "<Tab>@"] {
            desk.keys(keys);
            desk.frame();
        }
    }
}

#[test]
fn a_set_phrase_is_inserted_at_the_cursor_and_taken_back_by_one_undo() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "speech");
    desk.keys("6摊位<F10>");
    desk.shows("插入常用语");
    shot::overlay("phrases", |lang, size| {
        let mut desk = Desk::moment(lang, size, "speech");
        desk.keys("6摊位<F10>");
        desk
    });
    // Names and texts are both looked through.
    desk.keys("提醒<Enter>");
    desk.shows("摊位仇海生发言超时，主持人提醒一次。");
    desk.keys("<C-z>");
    let text = desk.text();
    assert!(text.contains("摊位") && !text.contains("主持人提醒"), "{text}");
}

#[test]
fn the_users_own_phrases_take_the_place_of_the_programs() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "speech");
    let own = vec![("掌声".to_owned(), "（掌声）".to_owned())];
    desk.ui.settings.snippets = Some(yishi::document::snippets::Snippets::of(own));
    desk.keys("6<F10><Enter>");
    desk.shows("（掌声）");
}

#[test]
fn undo_takes_back_phrase_by_phrase_and_what_was_typed_after_a_pause() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "speech");
    desk.keys("6摊位占道，人过不去。希望划线");
    desk.keys("<C-z>");
    desk.shows("摊位占道，人过不去。");
    desk.keys("<C-z>");
    desk.shows("摊位占道，");
    assert!(!desk.text().contains("人过不去"), "{}", desk.text());
    desk.later(std::time::Duration::from_secs(3)).keys("车也");
    desk.keys("进不来<C-z>");
    let text = desk.text();
    assert!(text.contains("摊位占道，") && !text.contains("车也"), "{text}");
}
