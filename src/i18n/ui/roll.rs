//! Words of the roll screen: counts, columns, finding, its acts and forms.

use crate::i18n::messages;

messages! {
    expected(n) { "应到{n}", "expected {n}" }
    present(n) { "实到{n}", "here {n}" }
    not_arrived(n) { "未到{n}", "not arrived {n}" }
    on_leave(n) { "请假{n}", "on leave {n}" }
    absent(n) { "缺席{n}", "absent {n}" }
    departed(n) { "离会{n}", "departed {n}" }
    late_n(n) { "迟到{n}", "late {n}" }
    voters(present, entitled) { "有表决权 到会{present}人，共{entitled}人", "{present} of {entitled} voters here" }
    voters_short(present, entitled) { "表决权{present}/{entitled}", "voters {present}/{entitled}" }
    group_count(name, present, expected) { "{name} {present}/{expected}", "{name} {present}/{expected}" }

    by_strokes() { "姓氏笔画序", "by strokes" }
    by_pinyin() { "拼音序", "by pinyin" }
    as_listed() { "名册序", "as listed" }

    col_id() { "编号", "Id" }
    col_name() { "姓名", "Name" }
    col_unit() { "单位、代表", "Unit, represents" }
    col_status() { "状态", "Status" }
    col_arrived() { "时间", "Time" }
    col_vote() { "表决权", "Vote" }
    late() { "迟到", "late" }
    votes() { "有", "yes" }
    proxy_to(name) { "委托{name}", "proxy: {name}" }
    left_at(time) { "{time}离会", "left at {time}" }
    came_at(time) { "{time}到会", "came at {time}" }
    represents(whom) { "代表{whom}", "for {whom}" }
    sitting_in() { "列席", "sitting in" }
    nobody() { "名册上没有人", "Nobody is on the roll" }

    unseen(n, names) { "没有人到会的代表对象（{n}）：{names}", "Nobody here speaks for ({n}): {names}" }
    find_label() { "查找", "Find" }
    find_hint() { "拼音首字母、全拼、汉字或编号；回车签到，Esc 关闭", "initials, pinyin, characters or id; Enter signs in, Esc closes" }
    found_n(n) { "{n}人", "{n} found" }

    all_marked() { "没有未到的人了", "Everybody is marked" }
    nobody_chosen() { "没有选中人", "nobody is chosen" }
    short_all_here(standing, key) {
        "没有未到的人了，到会还不够：{standing}。新到的人按 {key} 增加；组别或规则按 0 修改",
        "Nobody on the list is still to come: {standing}. {key} adds somebody; 0 changes groups or the rule"
    }
    still_short() { "到会还不够：选中的人到了，请按回车签到", "The quorum is not there yet: press Enter for each person who is here" }

    act_present() { "签到，下一人", "sign in" }
    act_present_help() { "选中的人签到，并转到下一位未到的人", "marks the chosen person present and goes on to the next who has not arrived" }
    act_leave() { "请假", "on leave" }
    act_leave_help() { "选中的人请假，写明原因", "marks the chosen person on leave, with the reason" }
    act_find() { "查找", "find" }
    act_find_help() { "按拼音、汉字或编号找人；直接输入也行", "finds people by pinyin, characters or id; typing letters does it too" }
    act_absent() { "缺席", "absent" }
    act_absent_help() { "选中的人缺席", "marks the chosen person absent" }
    act_depart() { "离会", "depart" }
    act_depart_help() { "选中的人离会", "records that the chosen person leaves" }
    act_return() { "返回", "return" }
    act_return_help() { "离会的人回来了", "records that the chosen person, who had left, is back" }
    act_unmark() { "取消标记", "unmark" }
    act_unmark_help() { "把选中的人改回未到", "sets the chosen person back to not arrived" }
    act_proxy() { "委托", "proxy" }
    act_proxy_help() { "记下选中的人委托谁表决", "records who votes for the chosen person" }
    act_invite() { "增加人员", "invite" }
    act_invite_help() { "名册上没有的人到会，加入名册", "adds somebody who came and is not on the list" }
    act_chair() { "代行主持", "acting chair" }
    act_chair_help() { "由选中的人代行主持", "lets the chosen person preside from here on" }
    act_order() { "换次序", "order" }
    act_order_help() { "换名单次序：姓氏笔画、拼音、名册", "changes the order: strokes, pinyin, as listed" }
    act_group() { "分组", "groups" }
    act_group_help() { "分组列出，或列成一张名单", "lists people in groups, or all in one list" }

    title_leave(name) { "{name}请假", "Leave of {name}" }
    title_proxy(name) { "{name}委托谁表决", "Who votes for {name}" }
    title_invite() { "增加人员", "Add somebody who came" }
    group() { "组别", "Group" }
    part() { "出席类型", "Takes part" }
    part_votes() { "出席，有表决权", "attending, votes" }
    part_no_vote() { "出席，无表决权", "attending, no vote" }
    unit() { "单位及职务", "Unit" }
    mark() { "识别说明", "Mark" }
    mark_hint() { "同名时填，如“2网格”", "only for namesakes" }
    holder() { "受托人", "Holder" }
}
