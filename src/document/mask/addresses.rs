//! Flats in a free text, and buildings with a person. A building alone is a place and stands.
//!
//! Pure: where known persons are named is told by the caller.

use super::scan::{Folded, Kind, NEVER, Rule, Span, rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const BUILDING_NO: &str = "(?:[A-Za-z]?[0-9]{1,3}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十百]{1,4})";
const ANY: &str = "(?:[0-9]{1,4}|[〇一二三四五六七八九十百]{1,5})";
const BUILT: &str = " ?(?:号 ?楼|# ?楼|号 ?栋|#|栋|幢|座)";
const STEP: &str = "[ \\-]?";
const FLAT_NO: &str = "(?:[A-Za-z]?[0-9]{3,4}|[一二三四五六七八九][〇一二三四五六七八九十]{2,3})";
const SIDE: &str = "(?:[东西南北中左右]{1,2} ?户)";
const ROOM: &str = " ?(?:号房|号室|室|房)";

rule!(
    IN_BUILDING, needs "楼栋幢座#",
    BUILDING_NO,
    BUILT,
    STEP,
    "(?:",
    ANY,
    " ?单元|[东西中南北] ?单元)?",
    STEP,
    "(?:",
    ANY,
    " ?[层楼])?",
    STEP,
    "(?:",
    SIDE,
    "|[0-9]{1,2}-[0-9]{3,4}(?:",
    ROOM,
    ")?|",
    FLAT_NO,
    "(?:",
    ROOM,
    "|户|号)?|",
    ANY,
    ROOM,
    "|",
    ANY,
    " ?[号户])"
);
rule!(
    IN_UNIT, needs "元",
    "(?:[0-9]{1,3}-)?",
    ANY,
    " ?单元",
    STEP,
    "(?:",
    ANY,
    " ?[层楼])?",
    STEP,
    "(?:",
    SIDE,
    "|",
    FLAT_NO,
    "(?:",
    ROOM,
    "|户|号)?|",
    ANY,
    ROOM,
    ")"
);
rule!(ON_FLOOR, needs "层楼", ANY, " ?[层楼]", STEP, "(?:", SIDE, "|", FLAT_NO, ROOM, ")");
rule!(
    HYPHENS, needs "-",
    "[0-9]{1,3} ?#? ?-[0-9]{1,2}-[0-9]{3,4}(?:",
    ROOM,
    "|号)?|[0-9]{1,2} ?#? ?-[0-9]{3,4}(?:",
    ROOM,
    ")?"
);
rule!(HOUSE_FLAT, needs "号", "[0-9]{1,3}号[0-9]{3,4}(?:", ROOM, ")?");
rule!(
    IN_LANE, needs "弄巷",
    ANY,
    " ?(?:弄|巷) ?",
    ANY,
    " ?(?:号|支弄)(?: ?楼)?(?: ?",
    ANY,
    " ?号)?",
    STEP,
    "(?:",
    ANY,
    " ?单元)?",
    STEP,
    "(?:",
    FLAT_NO,
    "(?:",
    ROOM,
    ")?|",
    ANY,
    ROOM,
    ")?"
);
rule!(IN_GROUP, needs "组队社", ANY, " ?(?:村民小组|村民组|小组|组|队|社) ?", ANY, " ?号(?:院)?");
rule!(
    ROOM_ALONE, needs "室房户主",
    "(?:[A-Za-z]?[0-9]{3,4} ?(?:号房|号室|室|房间|房|住户|业主|租户)|[一二三四五六七八九][〇一二三四五六七八九十]{2,3}(?:号房|室|房))"
);
rule!(
    ENGLISH, needs "RrFfAa",
    "(?:Room|ROOM|room|Flat|FLAT|flat|Apt|APT|apt|Apartment|apartment)[. ]{0,2}#?[A-Za-z]?[0-9]{2,4}"
);
rule!(
    BARE, needs "楼栋幢座#元号",
    BUILDING_NO,
    BUILT,
    "(?:",
    STEP,
    "(?:",
    ANY,
    "|[东西中南北]) ?单元)?(?:",
    STEP,
    ANY,
    " ?[层楼])?|",
    ANY,
    " ?单元|[0-9]{1,4}号(?:院)?"
);
/// Further flats behind a flat.
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^ ?(?:[、,/和及与~至\\-]|以及) ?(?:[0-9]{3,4}|[一二三四五六七八九][〇一二三四五六七八九十]{2,3})(?: ?(?:号房|室|房|户))?")
        .unwrap_or_else(|_| NEVER.clone())
});

rule!(
    PUBLIC_PLACE,
    "(?:服务中心|中心|服务站|服务大厅|大厅|居委会|委员会|村委会|街道办|办事处|政府|办公室|办公楼|会议室|活动室|阅览室|",
    "派出所|学校|小学|中学|医院|卫生院|图书馆|文化站|党校|法院|检察院|银行|宾馆|酒店|大厦|写字楼|综合楼|教学楼|物业处|",
    "局|厅|馆|公司)[第\\-]?(?:[A-Za-z0-9一二三四五六七八九十]{1,3} ?(?:号 ?楼|楼|层|座|栋))?[ ,，的]?$"
);

/// Whether what a rule has found is an address where it stands.
type Holds = fn(&Folded, &Range<usize>) -> bool;

/// Flats, and buildings with a person. `people` are where known persons are named.
pub(super) fn addresses(text: &Folded, people: &[Range<usize>]) -> Vec<Span> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let rules: [(&Rule, Holds); 8] = [
        (&IN_BUILDING, is_in_building),
        (&IN_UNIT, is_flat),
        (&IN_LANE, is_house),
        (&IN_GROUP, is_house),
        (&ON_FLOOR, is_room),
        (&HYPHENS, is_hyphened),
        (&HOUSE_FLAT, is_house_flat),
        (&ROOM_ALONE, is_room_alone),
    ];
    for (rule, holds) in rules {
        for mut range in text.find(rule) {
            let free = spans.iter().all(|s| range.end <= s.start || range.start >= s.end);
            if !free || cut_number(text, &range) || !holds(text, &range) {
                continue;
            }
            while let Some(more) = MORE.find(&text.behind(range.end, 12)) {
                let end = range.end + more.as_str().chars().count();
                if counts(text, end) || goes_on(text, end) {
                    break;
                }
                range.end = end;
            }
            spans.push(range);
        }
    }
    spans.extend(text.find(&ENGLISH));
    for range in text.find(&BARE) {
        let free = spans.iter().all(|s| range.end <= s.start || range.start >= s.end);
        if free && !cut_number(text, &range) && has_person(text, &range, people) {
            spans.push(range);
        }
    }
    spans.into_iter().map(|range| Span { range, kind: Kind::Address }).collect()
}

/// A longer number, such as a phone, goes on here.
fn goes_on(text: &Folded, end: usize) -> bool {
    let behind = text.behind(end, 2);
    behind.trim_start_matches([' ', '-', '.']).starts_with(|c: char| c.is_ascii_digit())
}

/// Begins inside of a number: 203栋 of 1203栋, 3-501 of 12.3-501.
fn cut_number(text: &Folded, range: &Range<usize>) -> bool {
    let Some(before) = range.start.checked_sub(1).and_then(|at| text.chars.get(at)) else {
        return false;
    };
    let first = text.chars[range.start];
    let digit = first.is_ascii_digit();
    (digit
        && (before.is_ascii_digit() || matches!(before, '.' | '/' | ':' | '\u{ffe5}' | '¥' | '$')))
        || (first.is_ascii_alphabetic() && before.is_ascii_alphabetic())
}

/// A count or an amount, not a flat: 501户, 3-500元.
fn counts(text: &Folded, end: usize) -> bool {
    const UNITS: [&str; 58] = [
        "元",
        "万",
        "亿",
        "千",
        "百",
        "米",
        "平",
        "m",
        "㎡",
        "人",
        "名",
        "位",
        "个",
        "户",
        "家",
        "天",
        "日",
        "月",
        "年",
        "次",
        "辆",
        "台",
        "吨",
        "公",
        "小时",
        "分",
        "秒",
        "%",
        "％",
        "倍",
        "度",
        "间",
        "套",
        "张",
        "份",
        "项",
        "条",
        "件",
        "块",
        "株",
        "棵",
        "盏",
        "处",
        "组",
        "期",
        "届",
        "页",
        "票",
        "栋",
        "幢",
        "路",
        "多",
        "余",
        "左右",
        "号公告",
        "号文",
        "厘",
        "k",
    ];
    let behind = text.behind(end, 3);
    let behind = behind.trim_start();
    UNITS.iter().any(|unit| behind.starts_with(unit))
}

/// What has a number in a building and is no flat.
const THINGS: [&str; 24] = [
    "门", "车", "楼", "栋", "电", "摊", "泊", "井", "库", "储", "杂", "铺", "商", "路", "出", "入",
    "口", "通", "消", "地", "线", "机", "梯", "文",
];

fn is_in_building(text: &Folded, range: &Range<usize>) -> bool {
    let own = text.of(range);
    // 八十座位, 三座谈会: the word goes on.
    if own.contains('座') && matches!(text.behind(range.end, 1).as_str(), "位" | "椅" | "谈") {
        return false;
    }
    // 3#门, 1号楼2号门: not a flat but something else with a number.
    if own.ends_with('号') {
        let behind = text.behind(range.end, 3);
        if THINGS.iter().any(|thing| behind.starts_with(thing)) {
            return false;
        }
    }
    if own.ends_with(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c))
        && counts(text, range.end)
    {
        return false;
    }
    is_flat(text, range)
}

fn is_flat(text: &Folded, range: &Range<usize>) -> bool {
    if text.chars.get(range.end).is_some_and(char::is_ascii_digit) {
        return false;
    }
    // 3栋501户居民 counts them.
    if text.of(range).ends_with('户')
        && matches!(text.behind(range.end, 2).as_str(), "居民" | "群众" | "家庭" | "人家")
    {
        let own = text.of(range);
        if !own.contains("东户") && !own.contains("西户") {
            return false;
        }
    }
    is_room(text, range)
}

/// A room of an office is a place, unless it follows that a person lives there.
fn is_room(text: &Folded, range: &Range<usize>) -> bool {
    !PUBLIC_PLACE.is_match(&text.before(range.start, 16))
}

fn is_house(text: &Folded, range: &Range<usize>) -> bool {
    let behind = text.behind(range.end, 2);
    // Before the door of a house is at the house; a door with a number is none.
    if ["门口", "门前", "门外"].contains(&behind.as_str()) && text.of(range).contains(['弄', '巷'])
    {
        return true;
    }
    !["门", "车", "线", "文", "楼", "井", "地块"].iter().any(|thing| behind.starts_with(thing))
}

/// Floor and door: 101, 1203, never 100 or 250.
fn is_flat_number(number: &str) -> bool {
    let floors = number.get(..number.len().saturating_sub(2)).and_then(|n| n.parse::<u32>().ok());
    let door = number.get(number.len().saturating_sub(2)..).and_then(|n| n.parse::<u32>().ok());
    matches!((floors, door), (Some(1..=60), Some(1..=40)))
}

fn is_hyphened(text: &Folded, range: &Range<usize>) -> bool {
    let own = text.of(range);
    let plain = own.trim_end_matches(['室', '房', '号', ' ']);
    let parts: Vec<&str> = plain.split('-').map(|p| p.trim_matches([' ', '#'])).collect();
    let said = plain.len() != own.len();
    let before = text.before(range.start, 1);
    let behind = text.behind(range.end, 1);
    let goes_on = behind
        .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ':' | '.'))
        && !behind.starts_with('.')
        || behind.starts_with('.')
            && text.behind(range.end, 2).ends_with(|c: char| c.is_ascii_digit());
    if goes_on || before.starts_with(['-', '第', '约', '共', '达', '~', '分', '比']) {
        return false;
    }
    let last = parts.last().copied().unwrap_or_default();
    // 12-05-2026 is a day.
    let year = last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && parts.get(1).is_some_and(|p| p.starts_with('0'));
    if year || (!said && (counts(text, range.end) || !is_flat_number(last))) {
        return false;
    }
    // 400-820-8820, 114-514 are no flats: a building has few numbers.
    let building = parts.first().and_then(|p| p.parse::<u32>().ok()).unwrap_or_default();
    (1..=300).contains(&building)
        && !parts.first().is_some_and(|p| p.starts_with('0'))
        && is_room(text, range)
}

fn is_house_flat(text: &Folded, range: &Range<usize>) -> bool {
    let own = text.of(range);
    let Some((_, flat)) = own.split_once('号') else { return false };
    let said = flat.contains(['室', '房']);
    let flat: String = flat.chars().filter(char::is_ascii_digit).collect();
    let day = text.before(range.start, 1) == "月";
    let goes_on = text
        .chars
        .get(range.end)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '-'));
    !day && !goes_on
        && (said || (is_flat_number(&flat) && !counts(text, range.end)))
        && is_room(text, range)
}

fn is_room_alone(text: &Folded, range: &Range<usize>) -> bool {
    let own = text.of(range);
    let before = text.before(range.start, 2);
    if before.ends_with(['第', '约', '共', '有', '达', '近', '-', '年']) || before.ends_with("全体")
    {
        return false;
    }
    let behind = text.behind(range.end, 1);
    // 房 of another word.
    if own.ends_with('房')
        && behind.starts_with(['产', '价', '屋', '租', '源', '地', '款', '型', '改', '贷'])
    {
        return false;
    }
    if own.ends_with('室') && behind.starts_with(['内', '外', '温']) {
        return false;
    }
    is_room(text, range)
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

rule!(
    ANYBODY_BEHIND,
    "^[ (（:：,，]?(?:的|里|内)?(?:居民|业主|住户|租户|户主|村民|商户|代表|楼长|楼栋长|独居老人|老人|残疾人|低保户|孤寡老人)?(?:的|[:：])?(?:[",
    SURNAMES,
    "](?:某{1,2}|先生|女士|小姐|阿姨|大爷|大妈|大娘|大叔|大婶|大姐|大哥|师傅|奶奶|爷爷|婆婆|伯伯|叔叔|老太|老汉|家(?:[^具电属长园]|$))|老[",
    SURNAMES,
    "](?:家|$|[，。、；的和说]))"
);
rule!(
    BETWEEN,
    "^[ ]?[(（:：、]?(?:的|里|内)?(?:居民|业主|住户|租户|户主|村民|商户|代表|楼长|楼栋长|独居老人|老人|残疾人|低保户|孤寡老人)?(?:的|[:：])?[ ]?$"
);
rule!(
    LIVES,
    "^[ ]?[(（,，:：]?(?:同志|先生|女士|夫妇|一家|家)?(?:家)?(?:现|长期)?(?:住在|住|家住|居住在|居住于|系|是|为|地址|住址|家在)?[:：]?[ ]?(?:[\\x{4e00}-\\x{9fff}]{0,6}(?:小区|苑|家园|花园|新村|里|庄|村|路|街))?$"
);

fn has_person(text: &Folded, range: &Range<usize>, people: &[Range<usize>]) -> bool {
    let own = text.of(range);
    // 11月3号.
    let day = own.ends_with('号') && text.before(range.start, 1) == "月";
    if day || (own.contains('座') && text.behind(range.end, 1) == "位") {
        return false;
    }
    if ANYBODY_BEHIND.is_match(&text.behind(range.end, 16)) {
        return true;
    }
    people.iter().any(|person| {
        if person.start >= range.end && person.start - range.end <= 10 {
            BETWEEN.is_match(&text.of(&(range.end..person.start)))
        } else if person.end <= range.start && range.start - person.end <= 14 {
            let between = text.of(&(person.end..range.start));
            let lives = ["住", "家在", "家住", "(", "（", "地址"];
            (between.trim().is_empty()
                || lives.iter().any(|word| between.contains(word))
                || between.starts_with('家'))
                && LIVES.is_match(&between)
                && !between.starts_with("家门")
        } else {
            false
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{CHAIN, PUBLIC_LINE, SPOKEN};
    use super::*;
    use proptest::prelude::*;

    const FOUND: [&Rule; 12] = [
        &CHAIN,
        &SPOKEN,
        &IN_BUILDING,
        &IN_UNIT,
        &ON_FLOOR,
        &HYPHENS,
        &HOUSE_FLAT,
        &IN_LANE,
        &IN_GROUP,
        &ROOM_ALONE,
        &ENGLISH,
        &BARE,
    ];

    #[test]
    fn every_rule_can_be_read() {
        let around = [&PUBLIC_LINE, &MORE, &PUBLIC_PLACE, &ANYBODY_BEHIND, &BETWEEN, &LIVES];
        for rule in FOUND.map(|rule| &rule.regex).into_iter().chain(around) {
            assert_ne!(rule.as_str(), NEVER.as_str());
        }
    }

    #[test]
    fn what_a_rule_finds_has_a_sign_that_the_rule_needs() {
        let mut runner = proptest::test_runner::TestRunner::default();
        for rule in FOUND {
            let texts = proptest::string::string_regex(rule.regex.as_str()).unwrap();
            let tried = runner.run(&texts, |text| {
                prop_assert!(text.contains(|c| rule.needs.contains(c)), "{text}");
                Ok(())
            });
            tried.unwrap_or_else(|why| panic!("{}: {why}", rule.regex.as_str()));
        }
    }
}
