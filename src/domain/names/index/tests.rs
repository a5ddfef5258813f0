//! The search vectors of the field, and every way to type a name.

use super::*;

const ROSTER: [(&str, &str, &str); 24] = [
    ("P01", "段永祥", ""),
    ("P02", "赵淑芬", ""),
    ("P03", "和文华", ""),
    ("P04", "李桂花", ""),
    ("P05", "张伟", "2网格"),
    ("P06", "曾宪明", ""),
    ("P07", "解正清", ""),
    ("P08", "单晓燕", ""),
    ("P09", "王桂英", ""),
    ("P10", "张伟", "货运"),
    ("P11", "马学军", ""),
    ("P12", "仇海生", ""),
    ("P13", "查玉梅", ""),
    ("P14", "欧阳文静", ""),
    ("P15", "阿依努尔·买买提", ""),
    ("P16", "杨秀兰", ""),
    ("P17", "王强", ""),
    ("P18", "罗志远", ""),
    ("P19", "杨丽娟", ""),
    ("P20", "尹国栋", ""),
    ("P21", "普云峰", ""),
    ("P22", "木晓东", ""),
    ("P23", "区慧敏", ""),
    ("P24", "万思源", ""),
];

fn found(query: &str) -> Vec<&'static str> {
    let index: PinyinIndex =
        ROSTER.iter().map(|(id, name, mark)| PinyinKey::new(id, name, mark, None)).collect();
    index.search(query).into_iter().map(|(at, _)| ROSTER[at].0).collect()
}

#[test]
fn the_vectors_of_the_field() {
    for (query, id) in [
        ("zxm", "P06"),
        ("sxy", "P08"),
        ("xzq", "P07"),
        ("ohm", "P23"),
        ("qhs", "P12"),
        ("oywj", "P14"),
        ("zym", "P13"),
        ("aynemmt", "P15"),
    ] {
        assert_eq!(found(query).first(), Some(&id), "{query}");
    }
}

#[test]
fn initials_full_pinyin_and_mixtures() {
    for query in [
        "zhaoshufen",
        "zsf",
        "zhaosf",
        "zhsf",
        "zshufen",
        "zhaoshuf",
        "ZhaoShuFen",
        "zhao shu fen",
        "Zhào Shūfēn",
        "ｚｓｆ",
        "赵淑芬",
        "赵sf",
        "zhao淑",
        "p02",
        "Ｐ０２",
        "2",
        "02",
        "淑芬",
        "sf",
        "shufen",
        "zhaos",
    ] {
        assert_eq!(found(query).first(), Some(&"P02"), "{query}");
    }
    for query in ["", " ", "zsfx", "x赵", "999", "zhaoshufenfen"] {
        assert_eq!(found(query), Vec::<&str>::new(), "{query}");
    }
}

#[test]
fn minority_names_are_found_with_and_without_their_dot() {
    for query in [
        "阿依努尔·买买提",
        "阿依努尔买买提",
        "买买提",
        "mmt",
        "ayinuermaimaiti",
        "Ayinuer·Maimaiti",
    ] {
        assert_eq!(found(query).first(), Some(&"P15"), "{query}");
    }
}

#[test]
fn namesakes_are_told_apart_by_mark() {
    assert_eq!(found("zhangwei"), ["P05", "P10"]);
    assert_eq!(found("zwhy"), ["P10"]);
    assert_eq!(found("张伟（货运）"), ["P10"]);
    assert_eq!(found("张伟(2网格)"), ["P05"]);
    assert_eq!(found("货运"), ["P10"]);
}

#[test]
fn better_matches_come_first() {
    assert_eq!(matches("zxm", "曾宪明"), Some(Rank::Whole));
    assert_eq!(matches("zx", "曾宪明"), Some(Rank::Prefix));
    assert_eq!(matches("zeng", "曾宪明"), Some(Rank::Prefix));
    assert_eq!(matches("ze", "曾宪明"), Some(Rank::Prefix));
    assert_eq!(matches("xm", "曾宪明"), Some(Rank::Inner));
    assert_eq!(matches("cxm", "曾宪明"), Some(Rank::Doubtful));
    assert_eq!(matches("曾宪明", "曾宪明"), Some(Rank::Exact));
    assert_eq!(matches("曾宪", "曾宪明"), Some(Rank::Prefix));
    assert_eq!(matches("dxy", "单晓燕"), Some(Rank::Doubtful));
    assert_eq!(matches("xyz", "曾宪明"), None);
    assert_eq!(found("wq"), ["P17"]);
    assert_eq!(found("1"), ["P01"]);
    assert_eq!(found("p2"), ["P20", "P21", "P22", "P23", "P24"]);
}

#[test]
fn u_with_diaeresis_is_v() {
    for query in ["lv", "lü", "lu:", "LYU", "lvx"] {
        assert!(matches(query, "吕雄").is_some(), "{query}");
    }
    assert_eq!(matches("lqw", "闾丘文"), Some(Rank::Whole));
    assert_eq!(matches("lvqiuwen", "闾丘文"), Some(Rank::Whole));
}

#[test]
fn characters_without_a_reading_do_not_hide_a_name() {
    assert_eq!(matches("chen", "陈\u{3FFF0}"), Some(Rank::Prefix));
    assert_eq!(matches("cm", "陈\u{3FFF0}明"), Some(Rank::Whole));
    assert_eq!(matches("\u{3FFF0}", "陈\u{3FFF0}"), Some(Rank::Inner));
}

#[test]
fn written_pinyin_wins() {
    let rank =
        |name, pinyin, query| PinyinKey::new("", name, "", Some(pinyin)).rank(&Query::new(query));
    assert_eq!(rank("单晓燕", "Dan Xiaoyan", "dxy"), Some(Rank::Whole));
    assert_eq!(rank("单晓燕", "Dan Xiaoyan", "sxy"), None);
    assert_eq!(rank("单晓燕", "dān xiǎo yàn", "danxy"), Some(Rank::Whole));
    assert_eq!(rank("单晓燕", "dan1xiao3yan4", "danxiaoyan"), Some(Rank::Whole));
    assert_eq!(rank("陈\u{3FFF0}", "Chen Wei", "cw"), Some(Rank::Whole));
    // Romanised by sound, not by character: both ways find the person.
    let aynur = "阿依努尔·买买提";
    assert_eq!(rank(aynur, "Aynur Memet", "aynur"), Some(Rank::Prefix));
    assert_eq!(rank(aynur, "Aynur Memet", "am"), Some(Rank::Whole));
    assert_eq!(rank(aynur, "Aynur Memet", "aynemmt"), Some(Rank::Whole));
}

#[test]
fn latin_names_are_found_by_their_words() {
    assert_eq!(matches("john", "John Smith"), Some(Rank::Prefix));
    assert_eq!(matches("js", "John Smith"), Some(Rank::Whole));
    assert_eq!(matches("johnsmith", "John Smith"), Some(Rank::Exact));
    assert_eq!(matches("smi", "John Smith"), Some(Rank::Inner));
}

#[test]
fn long_queries_and_names_are_harmless() {
    let long = "a".repeat(5000);
    assert_eq!(matches(&long, "阿依努尔·买买提"), None);
    let name = "阿".repeat(5000);
    assert_eq!(matches("aaaa", &name), Some(Rank::Prefix));
    let key = PinyinKey::new("", &"阿".repeat(200), "", Some(&long));
    assert_eq!(key.rank(&Query::new("aa")), Some(Rank::Prefix));
}
