//! Where a line may end: the rules between two neighbouring graphemes.

use std::sync::LazyLock;

/// Marks that never begin a line.
fn never_at_start(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '〕'
            | '】'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '”'
            | '’'
            | '％'
            | '·'
            | '～'
            | ')'
            | ']'
            | '}'
            | '.'
            | ','
            | ':'
            | ';'
            | '!'
            | '?'
            | '%'
    )
}

/// Marks that never end a line.
fn never_at_end(c: char) -> bool {
    matches!(c, '（' | '〔' | '【' | '《' | '〈' | '「' | '『' | '“' | '‘' | '￥' | '(' | '[' | '{')
}

/// Units that stay with the number before them, beside those that are Latin words.
const UNITS: &str = "年 月 日 号 时 点 分 秒 天 周 岁 届 期 小时 分钟 个月 周年 季度 世纪 \
    人 名 位 个 户 家 人次 户次 票 条 项 次 件 份 张 页 行 字 章 节 款 处 间 座 台 场 轮 遍 倍 成 届次 \
    元 角 万元 亿元 美元 米 里 公里 千米 厘米 毫米 平方米 平方公里 立方米 亩 公顷 克 千克 公斤 斤 吨 升 毫升 \
    度 摄氏度 层 楼 栋 幢 室 号楼 单元 组 排 桌 辆 网格 百分点 个百分点 ℃ ° ‰ ㎡ ㎥ ㎏ ㎞ ㎝ ㎜";
/// Each unit with its first character, which rules nearly all of them out at once.
static UNITS_BY_FIRST: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
    UNITS.split_whitespace().filter_map(|unit| Some((unit.chars().next()?, unit))).collect()
});

/// Latin units, which may stand behind a space.
const LATIN_UNITS: &str = "kg g t km m cm mm m² m³ L mL h min s kW kWh W V A Hz MB GB";
/// What may stand between a number and its unit: 20多万元.
const MULTIPLIERS: &str = "十百千万亿多余";
const MOST_MULTIPLIERS: usize = 4;

/// How far beyond a grapheme the rules look, in bytes, at most: multipliers, the longest unit
/// and one more character, with room to spare for the segmentation of graphemes.
pub(super) const LOOK_AHEAD: usize = 64;

/// What ending a line at a place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    Legal,
    /// Inside a word or a number with its unit: only where the line has no legal place.
    Inside,
    /// Against 避头尾, or inside —— and ……: only where there is no other place at all.
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    /// A no-break space: joins what it stands between.
    Glue,
    /// Latin and other letters, and the ASCII marks written together with them.
    Word,
    Digit,
    Dash,
    Ellipsis,
    /// Han, kana and everything else that may stand on either side of a line's end.
    Other,
}

/// Reads a line from left to right and judges each place in it.
pub(super) struct Scan<'a> {
    text: &'a str,
    /// The last grapheme that is no space: its first character and class.
    solid: Option<(char, Class)>,
    /// Spaces since then.
    spaces: usize,
    /// Up to here the text is the unit of the number before.
    unit_end: usize,
    /// The last solid grapheme is a straight quotation mark that opens something.
    opens: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, solid: None, spaces: 0, unit_end: 0, opens: false }
    }

    /// Takes the grapheme at byte `at` and tells what ending the line before it means, and
    /// whether it is a space that may hang.
    pub(super) fn before(&mut self, at: usize, grapheme: &str) -> (Break, bool) {
        let mut chars = grapheme.chars();
        let Some(first) = chars.next() else {
            return (Break::Never, false);
        };
        let alone = chars.next().is_none();
        let class = match class(first) {
            // A mark over a space makes it visible.
            Class::Space if !alone => Class::Other,
            // The apostrophe of don’t.
            Class::Other if first == '’' && self.spaces == 0 && self.after_word() => Class::Word,
            class => class,
        };
        if class == Class::Space {
            self.spaces += 1;
            return (Break::Never, true);
        }
        let kind = self.between(at, first, class);
        self.opens =
            matches!(first, '"' | '\'') && (at == 0 || self.spaces > 0 || self.after_opening());
        self.solid = Some((first, class));
        self.spaces = 0;
        (kind, false)
    }

    fn after_opening(&self) -> bool {
        self.opens || self.solid.is_some_and(|(last, _)| never_at_end(last))
    }

    fn after_word(&self) -> bool {
        self.solid.is_some_and(|(_, class)| class == Class::Word)
    }

    fn between(&mut self, at: usize, next: char, class: Class) -> Break {
        let (last, before) = match self.solid {
            Some((last, before)) => (Some(last), before),
            None => (None, Class::Other),
        };
        if before == Class::Digit
            && class != Class::Digit
            && self.spaces <= 1
            && let Some(rest) = self.text.get(at..)
        {
            self.unit_end = at + unit_len(rest, self.spaces > 0);
        }
        // Behind a straight mark that opens, as behind one that says so itself.
        let opened = self.opens && self.spaces == 0;
        if never_at_start(next) || last.is_some_and(never_at_end) || opened {
            return Break::Never;
        }
        if at < self.unit_end || (matches!(next, '"' | '\'') && self.spaces == 0) {
            return Break::Inside;
        }
        if self.spaces > 0 {
            return Break::Legal;
        }
        match (before, class) {
            (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => Break::Never,
            (Class::Glue, _)
            | (_, Class::Glue)
            | (Class::Word | Class::Digit, Class::Word | Class::Digit) => Break::Inside,
            _ => Break::Legal,
        }
    }
}

fn class(c: char) -> Class {
    match c {
        '\u{A0}' | '\u{202F}' | '\u{2060}' => Class::Glue,
        _ if c.is_whitespace() => Class::Space,
        '0'..='9' | '０'..='９' => Class::Digit,
        '!'..='~' => Class::Word,
        '—' | '―' | '⸺' => Class::Dash,
        '…' | '⋯' => Class::Ellipsis,
        _ if is_ideographic(c) => Class::Other,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

/// Letters between which a line may end anywhere: Han, kana, bopomofo, Hangul, full-width forms.
pub(in crate::text) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{1B000}'..='\u{1B2FF}' | '\u{1F100}'..='\u{1F2FF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The bytes of the unit that the text behind a number begins with; 0 if it is none.
fn unit_len(text: &str, behind_space: bool) -> usize {
    let multipliers: usize = text
        .chars()
        .take(MOST_MULTIPLIERS)
        .take_while(|&c| MULTIPLIERS.contains(c))
        .map(char::len_utf8)
        .sum();
    let rest = text.get(multipliers..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return multipliers;
    };
    let unit = UNITS_BY_FIRST
        .iter()
        .filter(|(of_unit, unit)| *of_unit == first && rest.starts_with(unit))
        .map(|(_, unit)| unit.len())
        .max()
        .or_else(|| behind_space.then(|| latin_unit_len(rest)));
    multipliers + unit.unwrap_or(0)
}

fn latin_unit_len(text: &str) -> usize {
    LATIN_UNITS
        .split(' ')
        .filter(|unit| {
            text.strip_prefix(unit).is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_alphanumeric() && !is_ideographic(c))
            })
        })
        .map(str::len)
        .max()
        .unwrap_or(0)
}
