//! The running record of the sample meeting, edits of it, and what stands only in the log.

use super::{MinutesKind, MinutesLine, log_line, minutes, minutes_line, reach};
use crate::domain::floor::{self, SpeechKind, Stance};
use crate::domain::meeting::Command;
use crate::domain::minutes::Command as Write;
use crate::domain::recorded::{Payload, Recorded};
use crate::domain::session::{self, Setting};
use crate::domain::stamp::{By, Role, Stamp};
use crate::domain::tests::{
    Given, announce, ballot, close, depart, finish, give, hands, huaishuwan, id, moment, open,
    opened, present, recuse, request, small, terms, vote_on,
};
use crate::domain::vote::{self, Choice, Method, Tally};
use crate::domain::{agenda, fraction::Ratio, history, prepare, roll};
use crate::i18n::Lang;

fn lines(given: &Given, lang: Lang) -> Vec<MinutesLine> {
    minutes(&given.ledger, None, lang).expect("a planned session")
}

fn texts(given: &Given) -> Vec<String> {
    lines(given, Lang::Zh).into_iter().map(|line| line.text).collect()
}

#[track_caller]
fn line_of(given: &Given, seq: u64, lang: Lang) -> MinutesLine {
    let record = given.ledger.record(seq).expect("a line of the record");
    minutes_line(given.m(), record, lang).expect("a line of the minutes")
}

fn write(seq: u64, text: &str) -> Command {
    Command::Minutes(Write::Correct { seq, text: text.into(), seen: None })
}

fn say(person: &str, text: &str) -> Command {
    Command::Minutes(Write::Say { person: Some(id(person)), text: text.into() })
}

#[test]
fn the_sample_meeting_reads_as_minutes() {
    let texts = texts(&huaishuwan::held());
    for want in [
        "应到24人，实到21人，符合“应到会人员三分之二以上到会，且利益相关方、职能部门均有代表到会”的要求，宣布开会。",
        "马学军请假（外地进货）。",
        "查玉梅到会（迟到）。",
        "清点人数：应到24人，实到22人，其中有表决权14人。",
        "王强（利益相关方）发言，3分20秒，超时20秒，赞成方案二：小区夜间缺车位二百多个，八十个位子优先给谁，要讲清楚。建议公开摇号，按月公示。",
        "仇海生（利益相关方）发言，20秒，被制止，反对方案二。",
        "主持人制止仇海生的发言：发言指向个人。",
        "欧阳文静回避方案二的表决（方案二涉及本公司收费）。",
        "方案一“划设限时停车泊位和货车卸货区”表决结果：同意12票、反对1票、弃权1票，同意率85.7%，三分之二以上需10票，达到要求，达成共识。",
        "方案二“市场地下停车场错时开放和收费标准”表决结果：发出13张、收回13张、同意7票、反对4票、弃权1票、无效票1票，同意率53.8%，三分之二以上需9票，还差2票，未达到要求，未达成共识。",
        "方案三“槐树湾路改设分时步行街”：难以达成共识，提交柳荫街道党工委、办事处作决策参考。",
        "段永祥（主持人）签字确认。",
        "散会。始终未到的记为缺席：和文华。",
    ] {
        assert!(texts.iter().any(|text| text == want), "missing: {want}\n{texts:#?}");
    }
    assert!(texts.iter().all(|text| !text.contains("决议")), "a consultation decides nothing");
}

#[test]
fn a_speech_in_english_has_its_length_and_view() {
    let given = huaishuwan::held();
    let lines = lines(&given, Lang::En);
    let long = lines.iter().find(|line| line.text.starts_with("王强 (stakeholder)"));
    let long = long.expect("the speech over time");
    assert!(
        long.text.starts_with(
            "王强 (stakeholder) spoke, 3 min 20 s, 20 s over time, for proposal 2: 小区"
        ),
        "{}",
        long.text
    );
    assert_eq!(long.person, Some(id("P17")));
    assert_eq!(long.at, moment("15:09"), "a speech stands at its beginning");
}

#[test]
fn lines_stand_in_the_order_of_the_record() {
    let lines = lines(&huaishuwan::held(), Lang::Zh);
    assert!(lines.is_sorted_by_key(|line| line.seq));
    assert_eq!(lines.iter().filter(|line| line.kind == MinutesKind::Speech).count(), 19);
    assert_eq!(lines.iter().filter(|line| line.kind == MinutesKind::Result).count(), 3);
}

#[test]
fn sign_ins_before_the_opening_stand_in_one_line() {
    let mut given = Given::plan(small());
    given.when("14:05", present(&["P1"])).when("14:10", present(&["P2", "P3"]));
    given
        .when("14:20", present(&["P4", "P6"]))
        .when("14:30", open())
        .when("14:40", present(&["P5"]));
    assert_eq!(
        texts(&given),
        [
            "自14:05起共5人签到：段永祥、赵淑芬、张伟（2网格）、仇海生、罗志远。",
            "应到6人，实到5人，符合“应到会人员三分之二以上到会，且利益相关方、职能部门均有代表到会”的要求，宣布开会。",
            "王强到会（迟到）。",
        ]
    );
}

#[test]
fn a_sign_in_that_was_taken_back_or_edited_leaves_the_group() {
    let mut given = Given::plan(small());
    given.when("14:05", present(&["P1"])).when("14:06", present(&["P2"]));
    given.when("14:07", present(&["P3"]));
    given.when("14:08", Command::Roll(roll::Command::Unmark(id("P3"))));
    assert_eq!(texts(&given), ["自14:05起共2人签到：段永祥、赵淑芬。"]);
    given.when("14:09", write(3, "赵淑芬坐轮椅到会。"));
    assert_eq!(
        texts(&given),
        ["赵淑芬签到。（说明：赵淑芬坐轮椅到会。）", "自14:05起共1人签到：段永祥。"]
    );
}

#[test]
fn a_running_speech_has_no_length_yet_and_takes_its_summary_in() {
    let mut given = opened();
    given.when("14:31", give("P4"));
    let speech = given.ledger.seq();
    assert_eq!(line_of(&given, speech, Lang::Zh).text, "仇海生（利益相关方）正在发言。");
    given.when("14:32", say("P4", "先修路。")).when("14:33", finish());
    given.when("14:34", say("P4", "再划线。"));
    assert_eq!(
        line_of(&given, speech, Lang::Zh).text,
        "仇海生（利益相关方）发言，2分钟：先修路。再划线。"
    );
    assert_eq!(
        line_of(&given, speech, Lang::En).text,
        "仇海生 (stakeholder) spoke, 2 min: 先修路。 再划线。"
    );
    assert_eq!(texts(&given).len(), 3, "a summary has no line of its own");
}

#[test]
fn an_edit_goes_before_the_words_of_the_event_and_is_flagged() {
    let mut given = opened();
    given.when("14:31", give("P4")).when("14:33", finish());
    let speech = given.ledger.seq() - 1;
    assert!(!line_of(&given, speech, Lang::Zh).corrected);
    given.when("14:34", write(speech, "仇海生就卸货时间发言。"));
    given.when("14:35", say("P4", "先修路。"));
    let line = line_of(&given, speech, Lang::Zh);
    assert_eq!((line.text.as_str(), line.corrected), ("仇海生就卸货时间发言。先修路。", true));
    given.when(
        "14:36",
        Command::Floor(floor::Command::Correct { speech, start: None, end: Some(moment("14:32")) }),
    );
    assert!(line_of(&given, speech, Lang::Zh).text.starts_with("仇海生就卸货时间发言。"));
}

#[test]
fn a_corrected_summary_flags_its_speech_and_a_struck_one_is_left_out() {
    let mut given = opened();
    given.when("14:31", give("P4")).when("14:33", finish()).when("14:34", say("P4", "修路。"));
    let said = given.ledger.seq();
    given.when("14:35", write(said, "先修路。"));
    let speech = said - 2;
    let line = line_of(&given, speech, Lang::Zh);
    assert_eq!(line.text, "仇海生（利益相关方）发言，2分钟：先修路。");
    assert!(line.corrected);
    given.when(
        "14:36",
        Command::Minutes(Write::Strike { seq: said, reason: "口误".into(), seen: None }),
    );
    assert_eq!(line_of(&given, speech, Lang::Zh).text, "仇海生（利益相关方）发言，2分钟。");
}

#[test]
fn a_struck_line_stays_in_the_log_alone() {
    let mut given = opened();
    given.when("14:31", Command::Minutes(Write::Note("电话响了。".into())));
    let note = given.ledger.seq();
    given.when(
        "14:32",
        Command::Minutes(Write::Strike { seq: note, reason: "无关".into(), seen: None }),
    );
    assert!(!texts(&given).contains(&"电话响了。".to_owned()));
    let log = |seq| log_line(&given.ledger, given.ledger.record(seq).expect("a line"), Lang::Zh);
    assert_eq!(log(note), "电话响了。");
    assert_eq!(log(note + 1), format!("删去第{note}号记录（无关）。"));
}

#[test]
fn an_undone_event_has_no_line_and_the_log_says_what_was_undone() {
    let mut given = opened();
    given.when("14:31", depart("P5"));
    let seq = given.ledger.seq();
    given.when("14:32", Command::History(history::Command::Undo(None)));
    assert!(!texts(&given).iter().any(|text| text.contains("离会")));
    let log = |seq, lang| log_line(&given.ledger, given.ledger.record(seq).expect("a line"), lang);
    assert_eq!(log(seq, Lang::Zh), "王强离会。");
    assert_eq!(log(seq + 1, Lang::Zh), format!("撤销第{seq}号记录：王强离会。"));
    assert_eq!(log(seq + 1, Lang::En), format!("Line {seq} was undone: 王强 departed."));
    given.when("14:33", Command::History(history::Command::Redo));
    assert!(texts(&given).contains(&"王强离会。".to_owned()));
}

#[test]
fn a_past_record_ends_at_its_line() {
    let given = huaishuwan::held();
    let opening = given.m().session.opening.as_ref().expect("opened").seq;
    let lines = minutes(&given.ledger, Some(opening), Lang::Zh).expect("planned");
    assert_eq!(
        lines.last().map(|line| (line.seq, line.kind)),
        Some((opening, MinutesKind::Opening))
    );
}

#[test]
fn a_recorded_ballot_names_the_voters_and_a_secret_one_never() {
    let vote = |method| {
        let mut given = opened();
        given.when("14:40", vote_on(1, method));
        given
    };
    let mut given = vote(Method::Recorded);
    for (person, choice) in
        [("P2", Choice::For), ("P3", Choice::For), ("P4", Choice::For), ("P5", Choice::Against)]
    {
        given.when("14:41", ballot(person, choice));
    }
    given.when("14:42", close()).when("14:43", announce());
    assert_eq!(
        line_of(&given, given.ledger.seq(), Lang::Zh).text,
        "方案一“划设泊位”表决结果：同意3票、反对1票、弃权0票，同意率75.0%，三分之二以上需3票，\
         达到要求，达成共识；同意：赵淑芬、张伟（2网格）、仇海生；反对：王强。"
    );
    let mut given = vote(Method::Secret);
    let tally = Tally {
        in_favour: Some(3),
        against: Some(1),
        abstain: Some(0),
        issued: Some(4),
        returned: Some(4),
        ..Tally::default()
    };
    given.when("14:41", Command::Vote(vote::Command::Tally(tally)));
    given.when("14:42", close()).when("14:43", announce());
    let text = line_of(&given, given.ledger.seq(), Lang::Zh).text;
    assert!(!text.contains("王强") && text.contains("同意3票"), "{text}");
}

#[test]
fn a_derived_count_says_so_and_a_void_vote_has_no_rate() {
    let mut given = opened();
    let tally = Tally { in_favour: Some(3), against: Some(1), ..Tally::default() };
    given.when("14:40", vote_on(1, Method::Hands));
    given.when("14:41", Command::Vote(vote::Command::Tally(tally)));
    given.when("14:42", close()).when("14:43", announce());
    let text = line_of(&given, given.ledger.seq(), Lang::Zh).text;
    assert!(text.contains("弃权0票（弃权数由其余推算）"), "{text}");
    let papers = Tally {
        in_favour: Some(3),
        against: Some(1),
        abstain: Some(0),
        issued: Some(3),
        returned: Some(4),
        ..Tally::default()
    };
    given.when("14:50", vote_on(2, Method::Secret));
    given.when("14:51", Command::Vote(vote::Command::Tally(papers)));
    given.when("14:52", close()).when("14:53", announce());
    let text = line_of(&given, given.ledger.seq(), Lang::Zh).text;
    assert!(text.contains("本次表决无效") && !text.contains('%'), "{text}");
}

#[test]
fn settings_are_told_with_their_values() {
    let mut given = opened();
    let settings = vec![
        Setting::Statement(200),
        Setting::Quorum(Ratio::more_than(1, 2)),
        Setting::Alternate(false),
    ];
    given.when("14:31", Command::Session(session::Command::Set(settings)));
    assert_eq!(
        line_of(&given, given.ledger.seq(), Lang::Zh).text,
        "本次会议的安排改为：陈述时限3分20秒；到会要求过半数；不要求正反交替。"
    );
    assert_eq!(
        line_of(&given, given.ledger.seq(), Lang::En).text,
        "The settings of this meeting were changed: time limit of a statement 3 min 20 s; \
         quorum more than half; stances need not take turns."
    );
}

#[test]
fn a_call_to_order_a_recess_and_a_point_of_order_are_in_the_minutes() {
    let mut given = opened();
    given.when("14:31", give("P4"));
    given.when("14:31:30", request("P5", terms(SpeechKind::PointOfOrder, Stance::Neutral, None)));
    given.when("14:32", give("P5")).when("14:32:20", finish());
    given.when("14:33", Command::Floor(floor::Command::Stop("离题。".into())));
    given.when("14:34", Command::Session(session::Command::Recess(Some(600))));
    given.when("14:44", Command::Session(session::Command::Resume));
    let texts = texts(&given);
    for want in [
        "仇海生（利益相关方）发言，1分40秒，被制止。",
        "王强（利益相关方）提出程序问题，20秒。",
        "主持人制止仇海生的发言：离题。",
        "休会10分钟。",
        "复会。",
    ] {
        assert!(texts.iter().any(|text| text == want), "missing: {want}\n{texts:#?}");
    }
}

#[test]
fn every_line_of_the_record_has_words_for_the_log() {
    let mut given = huaishuwan::held();
    given.when("16:55", Command::Session(session::Command::Seal));
    for lang in [Lang::Zh, Lang::En] {
        for record in given.ledger.records() {
            let text = log_line(&given.ledger, record, lang);
            assert!(!text.trim().is_empty() && !text.contains('\n'), "{record:?}: {text}");
            assert!(!text.contains("P0") && !text.contains("P1"), "an id in: {text}");
        }
    }
}

#[test]
fn a_line_of_a_newer_version_is_kept_and_named() {
    let mut given = opened();
    let stamp =
        Stamp { at: moment("14:31"), noted: moment("14:31"), by: By::new("desk", Role::Chair) };
    let note = Command::Agenda(agenda::Command::Next);
    let event = given.ledger.decide(&note, &stamp).expect("allowed");
    let record = given.ledger.stamp(event, &stamp).expect("stamped");
    let raw = serde_json::value::RawValue::from_string("{\"hologram\":1}".into()).expect("JSON");
    let record = Recorded { fact: Payload::Unknown(raw), ..record };
    given.ledger.push(record.clone()).expect("it continues the chain");
    assert!(log_line(&given.ledger, &record, Lang::En).contains("does not know"));
    assert!(minutes_line(given.m(), &record, Lang::En).is_none());
}

#[test]
fn a_recusal_is_told_at_the_vote() {
    let mut given = opened();
    given.when("14:39", recuse("P5", 1, "")).when("14:40", vote_on(1, Method::Hands));
    assert_eq!(
        line_of(&given, given.ledger.seq(), Lang::Zh).text,
        "对方案一“划设泊位”进行表决，采用举手表决，参加表决3人，王强回避。"
    );
    given.when("14:41", hands(2, 1, 0)).when("14:42", close()).when("14:43", announce());
    assert!(line_of(&given, given.ledger.seq(), Lang::En).text.contains("approval rate 66.7%"));
}

#[test]
fn an_edit_is_kept_and_flagged_where_its_event_has_changed_since() {
    let mut given = opened();
    given.when("14:40", give("P2"));
    let speech = given.ledger.seq();
    given.when("14:42", finish());
    let edit = |text: &str| {
        Command::Minutes(Write::Correct { seq: speech, text: text.into(), seen: None })
    };
    given.when("14:43", edit("赵淑芬发言，两分钟。"));
    let line = |given: &Given| {
        let lines = minutes(&given.ledger, None, Lang::Zh).expect("planned");
        lines.into_iter().find(|line| line.seq == speech).expect("a line")
    };
    let told = line(&given);
    assert_eq!((told.corrected, told.drifted), (true, false));
    given.when("14:44", Command::Minutes(Write::Note("别的事。".into())));
    let says = Write::Say { person: Some(id("P2")), text: "同意。".into() };
    given.when("14:45", Command::Minutes(says));
    assert!(!line(&given).drifted, "what is added behind it changes nothing");
    let end = Some(moment("14:43"));
    given.when("14:46", Command::Floor(floor::Command::Correct { speech, start: None, end }));
    let told = line(&given);
    assert!(told.drifted && told.text.starts_with("赵淑芬发言，两分钟。"), "{told:?}");
    given.when("14:47", edit("赵淑芬发言，三分钟。"));
    assert!(!line(&given).drifted, "whoever edits it anew has seen it");
    given.when("14:48", Command::History(history::Command::Undo(Some(given.ledger.seq() - 1))));
    assert!(line(&given).drifted, "taking a change back changes the event as well");
}

#[test]
fn a_note_reaches_one_line_and_what_is_not_written_the_others_of_its_kind() {
    let mut given = opened();
    let mut reached = |at: &str, command: Command| {
        let before = given.ledger.seq();
        given.when(at, command);
        reach(&given.ledger, before).map(|lines| lines.into_iter().collect::<Vec<_>>())
    };
    // Given a speech and notes: each its own line, the summary that of its speech.
    let note = || Command::Minutes(Write::Note("别的事。".into()));
    let first = reached("14:40", give("P2")).expect("a speech reaches its line");
    let speech = *first.first().expect("one");
    assert_eq!(reached("14:42", finish()), Some(vec![speech, speech + 1]));
    assert_eq!(reached("14:43", note()), Some(vec![speech + 2]));
    assert_eq!(reached("14:44", say("P2", "同意。")), Some(vec![speech]));
    // Taking back what was written, and doing it again, reaches no further.
    let history = |command| Command::History(command);
    assert_eq!(reached("14:44", history(history::Command::Undo(None))), Some(vec![speech]));
    assert_eq!(reached("14:44", history(history::Command::Redo)), Some(vec![speech]));
    // When the speech's line is edited, that reaches it alone, and so does what its event says then.
    assert_eq!(reached("14:45", write(speech, "赵淑芬同意。")), Some(vec![speech]));
    assert_eq!(reached("14:46", note()), Some(vec![speech + 7]));
    let end = Some(moment("14:41"));
    let command = floor::Command::Correct { speech, start: None, end };
    assert_eq!(reached("14:47", Command::Floor(command)), Some(vec![speech, speech + 8]));
    // Who leaves may be told in any line that was neither written nor spoken.
    let others = reached("14:48", depart("P4")).expect("some");
    assert!(others.contains(&(speech + 9)) && others.contains(&1) && !others.contains(&speech));
    // What somebody is called stands in any line.
    let named = prepare::Command::Change {
        person: id("P4"),
        fields: vec![prepare::Field::Name("李四".into())],
    };
    assert_eq!(reached("14:49", Command::Prepare(named)), None);
}
