//! The words of the minutes screen.

use crate::i18n::messages;

messages! {
    record_head(n) { "会议记录（{n}）", "Minutes ({n})" }
    record_none() { "还没有记录。会议中的每件事会自动成为一行。", "No minutes yet. Whatever happens becomes a line of its own." }
    at_line(at, of, seq) { "第{at}/{of}行 序号{seq}", "line {at}/{of}, event {seq}" }
    corrected() { "〔已更正〕", " [corrected]" }
    drifted() { "〔已更正，此后事件有变〕", " [corrected; the event has changed since]" }

    for_speech(name) { "记录：{name}的发言", "Summary: {name}'s speech" }
    for_note() { "记事", "Note" }
    for_written(name) { "书面意见：{name}", "Written opinion: {name}" }
    for_correction(time, seq) { "更正：{time} 的记录（序号{seq}）", "Correction of the line of {time} (event {seq})" }
    characters(n) { "{n}字", "{n} chars" }
    write_speech() { "在这里写发言要点", "Write the substance of the speech here" }
    write_note() { "在这里写要记下的事", "Write here what should be noted" }
    write_written() { "在这里写书面意见的内容", "Write the written opinion here" }
    sealed() { "已归档，记录不能再改", "Sealed: the minutes can no longer be changed" }

    hint_editor() { "回车换行  @ 人名  Tab 到记录  Esc 离开编辑", "Enter new line  @ names a person  Tab to the record  Esc leaves" }
    hint_list() { "回车更正  F9 删去  F4 写这次发言  Tab 到编辑", "Enter corrects  F9 strikes  F4 sums up this speech  Tab to the editor" }
    hint_search() { "回车下一处，Esc 结束", "Enter next, Esc ends" }
    search_head() { "查找", "Find" }
    not_found(text) { "没有找到“{text}”", "“{text}” is not in the minutes" }

    nothing_written() { "还没有写内容", "nothing is written yet" }
    unchanged() { "内容没有改动", "the text is as it was" }
    no_speech_line() { "选中的不是一次发言", "the chosen line is not a speech" }
    no_more_speeches() { "没有别的发言了", "no other speech" }
    spoke_later(name) {
        "{name}后来又发过言；这一次的内容请用回车更正",
        "{name} has spoken again since; correct this line with Enter",
    }

    save() { "保存", "save" }
    save_help() { "把编辑框里的文字存入记录", "puts the text of the editor into the minutes" }
    search() { "查找", "find" }
    search_help() { "在记录里查找；再按一次找下一处", "finds text in the minutes; again for the next place" }
    summarize() { "写这次发言", "sum up" }
    summarize_help() { "写选中的发言的摘要", "writes the summary of the chosen speech" }
    kind() { "换种类", "kind" }
    kind_help() { "在发言摘要和记事之间换", "changes between the summary of the speech and a note" }
    written() { "书面意见", "written opinion" }
    written_help() { "记下某人提交的书面意见", "takes down an opinion handed in by somebody" }
    phrase() { "常用语", "phrases" }
    phrase_help() { "在编辑框里插入一句常用语", "inserts a set phrase into the editor" }
    phrase_title() { "插入常用语", "Insert a phrase" }
    no_phrases() { "没有常用语", "there are no set phrases" }
    speech_before() { "上一次发言", "previous speech" }
    speech_after() { "下一次发言", "next speech" }
    speech_help() { "跳到另一次发言", "jumps to another speech" }
    strike() { "删去", "strike" }
    strike_help() { "从记录中删去选中的一行，并写明原因", "strikes the chosen line, with the reason" }
    correct() { "更正", "correct" }
    correct_help() { "把选中的一行放到编辑框里更正", "loads the chosen line into the editor to correct it" }
    mention_title() { "插入人名", "Name a person" }
    written_title() { "谁的书面意见", "Whose written opinion" }
    strike_title(time) { "删去 {time} 的记录", "Strike the line of {time}" }
}
