//! The words that explain a vote: its base, its arithmetic, what was short, and by which rule.

use crate::domain::person::weight_text;
use crate::domain::rule::{Base, Measure};
use crate::i18n::{Lang, messages, terms};

messages! {
    groups_against(groups) {
        "注意：{groups}中参加表决的全部反对，结果之外还应继续听取他们的意见。",
        "Note: everybody who voted in a whole group was against ({groups}); hear them further, whatever the result."
    }
    quorum_at(expected, present) {
        "表决时应到{expected}人，实到{present}人，符合到会要求。",
        "When the vote opened {expected} were expected and {present} present, which is a quorum.",
    }
    quorum_not_asked(expected, present) {
        "表决时应到{expected}人，实到{present}人；规则没有到会人数的要求。",
        "When the vote opened {expected} were expected and {present} present; the rule asks for no quorum.",
    }
    less_recused() { "已扣除回避", "less the recused" }
    voters(count, names) {
        "参加表决{count}人，即到会、有表决权且没有回避的：{names}。",
        "{count} may vote, being present with a voting right and not recused: {names}.",
    }
    voters_part(count, class, names) {
        "这次只由“{class}”表决，其他人不参加，也不算回避；参加表决{count}人：{names}。",
        "Only \"{class}\" vote on this; the others take no part and are not recused. {count} may vote: {names}.",
    }
    voters_ways(count, names) {
        "参加表决{count}人，即有表决权、没有回避、按规则计票的：{names}。",
        "{count} may vote, having a voting right, not being recused, and counted by the rule: {names}.",
    }
    in_writing(names) { "书面（不在场）：{names}", "in writing, not there: {names}" }
    online(names) { "线上：{names}", "online: {names}" }
    chair_silent(name) {
        "主持人{name}按规则不投票，不计入基数。",
        "{name}, as the chair, does not vote under this rule and is not in the base.",
    }
    chair_at_tie(name) {
        "主持人{name}按规则只在票数相同时决定，平时不计入基数。",
        "{name}, as the chair, only decides a tie under this rule and is not in the base.",
    }
    on_paper(no) { "与方案{no}在同一张票上。", "On the same paper as proposal {no}." }
    alone(class, text) { "{class}单独计票：{text}", "{class} by itself: {text}" }
    abstain_for(n) { "弃权{n}票，按规则计入同意。", "The {n} abstaining count as for under the rule." }
    abstain_against(n) { "弃权{n}票，按规则计入反对。", "The {n} abstaining count as against under the rule." }
    abstain_forbidden() { "按规则不得弃权。", "Nobody may abstain under the rule." }
    followed(n, choice) { "从众{n}票，随多数计入{choice}。", "The {n} as the others count {choice}, with the majority." }
    followed_none(n) {
        "从众{n}票；同意与反对没有多数，按弃权计。",
        "The {n} as the others have no majority to follow and count as abstaining.",
    }
    silent_as(n, choice) { "未答复{n}人，按规则计入{choice}。", "The {n} who did not answer count {choice} under the rule." }
    silent_none(n) {
        "未答复{n}人；同意与反对没有多数，不计入。",
        "The {n} who did not answer have no majority to count with, and do not.",
    }
    comes_to(yes, no, none) { "合计同意{yes}、反对{no}、弃权{none}。", "That comes to {yes} for, {no} against and {none} abstaining." }
    object_met(base, limit, most, value, rate) {
        "{base}；{limit}，即不超过{most}，就通过；反对{value}{rate}，没有超过，达到。",
        "{base}; it passes with {limit}, that is {most} at most; {value} against{rate}, which is not too many.",
    }
    object_over(base, limit, most, value, rate, over) {
        "{base}；{limit}，即不超过{most}，才通过；反对{value}{rate}，多出{over}。",
        "{base}; it passes with {limit}, that is {most} at most; {value} against{rate}, {over} too many.",
    }
    object_open(base, limit, most) {
        "{base}；{limit}，即不超过{most}，就通过。",
        "{base}; it passes with {limit}, that is {most} at most.",
    }
    object_base_open(base, limit) {
        "基数是{base}，计票后才知道；{limit}就通过。",
        "The base is {base}, known once counted; it passes with {limit}.",
    }
    number_met(limit, value) { "要求{limit}；现有{value}，达到。", "It asks for {limit}; there are {value}, which is enough." }
    number_short(limit, value, missing) {
        "要求{limit}；现有{value}，还差{missing}。",
        "It asks for {limit}; there are {value}, {missing} short.",
    }
    number_open(limit) { "要求{limit}。", "It asks for {limit}." }
    one_more_for_passes() { "再有一张同意票，就全部达到要求。", "One more vote for it would meet every requirement." }
    one_more_for_not() { "再有一张同意票，仍然不够。", "One more vote for it would not be enough yet." }
    all_met_now() { "现在的票已经全部达到要求。", "The votes now in meet every requirement." }
    one_more_against_fails() {
        "但是再有一张反对票，就达不到要求。",
        "One more vote against it, though, and it would fall short.",
    }
    by_proxy(name, holder) { "{name}由{holder}代为表决", "{name} is voted for by {holder}" }
    recused_leaves(names) { "回避：{names}，不计入基数。", "Recused: {names}; they leave the base." }
    recused_stays(names) { "回避：{names}，仍计入基数。", "Recused: {names}; they stay in the base." }
    recused_leaves_quorum(names) {
        "回避：{names}，不计入基数，也不计入到会要求。",
        "Recused: {names}; they leave the base and the quorum.",
    }
    papers(issued, returned, valid, invalid) {
        "发出{issued}张，收回{returned}张，其中有效{valid}张、无效{invalid}张。",
        "{issued} papers were issued and {returned} returned, {valid} of them valid and {invalid} invalid.",
    }
    took_part_met(base, ratio, need, value, rate) {
        "参与要求：{base}，{ratio}需{need}；参与{value}{rate}，达到。",
        "Participation: {base}, {ratio} is {need}; {value} took part{rate}, which is enough.",
    }
    took_part_short(base, ratio, need, value, rate, missing) {
        "参与要求：{base}，{ratio}需{need}；参与{value}{rate}，还差{missing}。",
        "Participation: {base}, {ratio} is {need}; {value} took part{rate}, {missing} short.",
    }
    for_met(base, ratio, need, value, rate) {
        "{base}，{ratio}需{need}；同意{value}{rate}，达到。",
        "{base}, {ratio} is {need}; {value} for{rate}, which is enough.",
    }
    for_short(base, ratio, need, value, rate, missing) {
        "{base}，{ratio}需{need}；同意{value}{rate}，还差{missing}。",
        "{base}, {ratio} is {need}; {value} for{rate}, {missing} short.",
    }
    for_open(base, ratio, need) { "{base}，{ratio}需{need}。", "{base}, {ratio} is {need}." }
    base_open(base, ratio) {
        "基数是{base}，计票后才知道；同意须占{ratio}。",
        "The base is {base}, known once counted; {ratio} of it must be for.",
    }
    share(rate) { "，占{rate}", " ({rate})" }
    heads_entitled(n) { "应有表决权{n}人", "{n} entitled to vote" }
    heads_present(n) { "到会且有表决权{n}人", "{n} present with a voting right" }
    heads_cast(n) { "参与表决{n}人", "{n} taking part" }
    heads_valid(n) { "有效票{n}张", "{n} valid votes" }
    heads_decisive(n) { "同意和反对共{n}票", "{n} votes for and against" }
    weight_entitled(n) { "应有表决权的权数共{n}", "a weight of {n} entitled to vote" }
    weight_present(n) { "到会且有表决权的权数共{n}", "a weight of {n} present with a voting right" }
    weight_cast(n) { "参与表决的权数共{n}", "a weight of {n} taking part" }
    weight_valid(n) { "有效票的权数共{n}", "a weight of {n} in valid votes" }
    weight_decisive(n) { "同意和反对的权数共{n}", "a weight of {n} for and against" }
    votes(n) { "{n}票", "{n}" }
    persons(n) { "{n}人", "{n}" }
    weight(n) { "权数{n}", "a weight of {n}" }
    nobody_for() { "没有同意票的，任何情况下都不算达到要求。", "With nobody for it, a vote never carries." }
    derived(choice) {
        "{choice}的票数没有清点，由参加表决人数减去其余得出。",
        "The count {choice} was not called; it is what the others leave of those who vote.",
    }
    void(issued, returned) {
        "收回{returned}张，多于发出的{issued}张，本次表决无效，须重新表决。",
        "{returned} papers came back of {issued} issued, so this vote is void and must be taken again.",
    }
    tie_fails() { "同意与反对票数相等；平局视为未通过。", "As many are for as against; a tie fails." }
    tie_no_matter() {
        "同意与反对票数相等；结果按上面的要求确定。",
        "As many are for as against; the requirement above decides.",
    }
    half_for_chair() {
        "同意正好半数；按规则由主持人决定。",
        "Exactly half are for it; the rule lets the chair decide.",
    }
    chair_for() {
        "同意正好半数；按规则由主持人决定，主持人决定按达到要求处理。",
        "Exactly half are for it; the rule lets the chair decide, who decided in favour.",
    }
    chair_against() {
        "同意正好半数；按规则由主持人决定，主持人决定按未达到要求处理。",
        "Exactly half are for it; the rule lets the chair decide, who decided against.",
    }
    no_objection_asked() {
        "无异议通过：没有人提出异议即为达到要求，有一人提出异议就改为举手表决。",
        "No objection: it carries if nobody objects; one objection makes it a show of hands.",
    }
    objected(names) { "{names}提出异议，改为举手表决。", "After an objection of {names} a show of hands was taken." }
    acclamation_asked() { "鼓掌通过：不计票数。", "Acclamation: no votes are counted." }
    voice_for() { "口头表决：主持人判定同意的占多数。", "Voice vote: the chair judged that it carries." }
    voice_against() { "口头表决：主持人判定同意的未占多数。", "Voice vote: the chair judged that it does not carry." }
    voice_asked() { "口头表决：由主持人判定，也可以改为清点人数。", "Voice vote: the chair judges, or has hands counted." }
    cancelled(reason) { "表决已取消：{reason}", "The vote was cancelled: {reason}" }
    recount_of(at) { "这是对{at}那次表决的重新计票。", "This counts the vote of {at} again." }
    suggest_reached() { "按规则属于达成共识，组织实施。", "By the rule this is a consensus, to be implemented." }
    suggest_continue(ratio) {
        "没有达到要求，但同意达到“{ratio}”，属于未达成共识，持续协商。",
        "It falls short, but reaches {ratio} of the base: not yet a consensus, to be continued.",
    }
    suggest_continue_plain() {
        "没有达到要求，持续协商。",
        "It falls short; the consultation continues.",
    }
    suggest_refer_far(ratio) {
        "同意未达到“{ratio}”，属于难以达成共识，提交作决策参考。",
        "The votes for do not reach {ratio}: consensus is unlikely, to be submitted as a reference.",
    }
    suggest_refer_rounds(round) {
        "第{round}轮协商仍未达成共识，属于难以达成共识，提交作决策参考。",
        "Round {round} still has no consensus: it is unlikely, to be submitted as a reference.",
    }
    one_more(base, need) {
        "如再有一位有表决权的人到会并准予参加，则{base}，需{need}。",
        "If one more person with a voting right arrives and is admitted: {base}, {need} are needed.",
    }
    one_more_same() {
        "再有人到会也不改变所需的数，因为基数不看到会人数。",
        "Another arrival would not change the number needed: the base is not those present.",
    }
    one_more_weight() {
        "如再有一位有表决权的人到会并准予参加，基数按其权数增加。",
        "If one more person with a voting right arrives and is admitted, the base grows by their weight.",
    }
    citation(text) { "依据：{text}。", "By: {text}." }
}

/// A weight in the unit that the plan names (平方米), else as a plain weight.
pub(crate) fn weighed(lang: Lang, unit: &str, n: u64) -> String {
    match (lang, unit.is_empty()) {
        (_, true) => weight(lang, weight_text(n)),
        (Lang::Zh, false) => format!("{}{unit}", weight_text(n)),
        (Lang::En, false) => format!("{} {unit}", weight_text(n)),
    }
}

/// An amount of votes: `10票`, or a weight as a decimal.
pub(crate) fn amount(lang: Lang, unit: &str, measure: Measure, n: u64) -> String {
    match measure {
        Measure::Heads => votes(lang, n),
        Measure::Weight => weighed(lang, unit, n),
    }
}

/// An amount of people, or their weight.
pub(crate) fn people(lang: Lang, unit: &str, measure: Measure, n: u64) -> String {
    match measure {
        Measure::Heads => persons(lang, n),
        Measure::Weight => weighed(lang, unit, n),
    }
}

/// A base with its size.
pub(crate) fn base(lang: Lang, unit: &str, base: Base, measure: Measure, n: u64) -> String {
    let w = if unit.is_empty() { weight_text(n) } else { weighed(lang, unit, n) };
    match (measure, base) {
        (Measure::Heads, Base::Entitled) => heads_entitled(lang, n),
        (Measure::Heads, Base::Present) => heads_present(lang, n),
        (Measure::Heads, Base::Cast) => heads_cast(lang, n),
        (Measure::Heads, Base::Valid) => heads_valid(lang, n),
        (Measure::Heads, Base::Decisive) => heads_decisive(lang, n),
        (Measure::Weight, Base::Entitled) => weight_entitled(lang, w),
        (Measure::Weight, Base::Present) => weight_present(lang, w),
        (Measure::Weight, Base::Cast) => weight_cast(lang, w),
        (Measure::Weight, Base::Valid) => weight_valid(lang, w),
        (Measure::Weight, Base::Decisive) => weight_decisive(lang, w),
    }
}

/// A base before it is counted.
pub(crate) fn base_name(lang: Lang, base: Base, measure: Measure) -> String {
    let name = terms::base(lang, base).to_owned();
    match (lang, measure) {
        (_, Measure::Heads) => name,
        (Lang::Zh, Measure::Weight) => format!("{name}（按权数）"),
        (Lang::En, Measure::Weight) => format!("{name} (by weight)"),
    }
}
