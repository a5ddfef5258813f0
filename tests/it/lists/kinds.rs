//! Lists as clerks have them whose cells say in passing what a vote hangs on: what stands in place of
//! a name, behind it, above the list and below it. Each goes in right or is refused at its place.

use super::sheet::{Sheet, csv, t, xlsx};
use yishi::domain::person::{Attends, Person};
use yishi::inputs::{Asked, look};

/// Read in two kinds of files, which say the same: the people, or the rows that are refused.
fn read(rows: &[&[&str]]) -> Result<Vec<Person>, Vec<u32>> {
    let rows = rows.iter().map(|row| row.iter().map(|cell| t(*cell)).collect()).collect();
    let sheet = Sheet { name: "名单".to_owned(), rows, ..Sheet::default() };
    let look = |bytes: &[u8]| {
        let looked = look(bytes, "r", &Asked::default(), &mut |_| true);
        looked.people.map_err(|f| f.list.iter().map(|fault| fault.line).collect::<Vec<u32>>())
    };
    let of_text = look(csv(&sheet, ',').as_bytes());
    assert_eq!(of_text, look(&xlsx(&[sheet])));
    of_text
}

#[test]
fn what_stands_where_a_name_should_is_nobody() {
    for name in [
        "待定",
        "（空缺）",
        "无",
        "同上",
        "某某某",
        "居民代表2名",
        "城管局派员",
        "王**",
        "李二*",
        "★陈四",
        "冯三13800000003",
        "联系电话",
        "组别",
        "TBD",
    ] {
        let people = read(&[&["姓名", "组别"], &["甲", "议事会成员"], &[name, "议事会成员"]]);
        assert_eq!(people, Err(vec![3]), "{name}");
    }
}

#[test]
fn people_in_columns_are_no_list() {
    let turned = read(&[&["姓名", "张一", "李二"], &["组别", "议事会成员", "特邀人员"]]);
    assert_eq!(turned, Err(vec![2]));
}

#[test]
fn two_people_in_a_cell_are_not_one_and_one_person_is_not_two() {
    for name in ["张一 李二", "郑一　　王二", "吴十 组长", "张 三 李 四"] {
        assert_eq!(read(&[&["姓名", "备注"], &[name, "x"]]), Err(vec![2]), "{name}");
    }
    for (name, kept) in [
        ("张 三", "张三"),
        ("欧阳　修", "欧阳修"),
        ("欧阳 修远", "欧阳修远"),
        ("司 马 相 如", "司马相如"),
        ("王 小丫", "王小丫"),
        ("阿依努尔·买买提", "阿依努尔·买买提"),
        ("Mary-Jane O’Neil", "Mary-Jane O’Neil"),
        ("Mark", "Mark"),
    ] {
        let people = read(&[&["姓名", "备注"], &[name, "x"]]).unwrap();
        assert_eq!(people[0].name, kept);
    }
    let people = read(&[&["姓名", "备注"], &["阿依努尔 买买提", "x"]]).unwrap();
    assert_eq!(people.len(), 1, "{people:?}");
}

#[test]
fn what_stands_behind_a_name_is_taken_for_what_it_is() {
    let people = read(&[
        &["姓名", "单位"],
        &["赵六（13800000001）", "甲"],
        &["孙八（列席）", "甲"],
        &["周九（请假）", "甲"],
        &["吴十（无表决权）", "甲"],
        &["李四（女）", "甲"],
    ])
    .unwrap();
    let got: Vec<_> = people
        .iter()
        .map(|p| (p.name.as_str(), p.mark.as_str(), p.phone.as_str(), p.attends, p.vote))
        .collect();
    assert_eq!(
        got,
        [
            ("赵六", "", "13800000001", Attends::Attending, true),
            ("孙八", "", "", Attends::SittingIn, false),
            ("周九", "", "", Attends::Attending, true),
            ("吴十", "", "", Attends::Attending, false),
            ("李四", "女", "", Attends::Attending, true),
        ]
    );
    for name in ["王五（代）", "王五（候补）", "王五（代李四）", "王五（观察员）"]
    {
        assert_eq!(read(&[&["姓名", "单位"], &[name, "甲"]]), Err(vec![2]), "{name}");
    }
}

#[test]
fn who_may_be_there_no_more_or_for_somebody_else_has_no_vote_by_default() {
    for note in ["已调离", "去世", "委托张一", "（代李四）", "候补", "观察员", "表决权待定"]
    {
        assert_eq!(read(&[&["姓名", "备注"], &["甲", note]]), Err(vec![2]), "{note}");
        let said = read(&[&["姓名", "表决权", "备注"], &["甲", "否", note]]).unwrap();
        assert!(!said[0].vote, "a column says it: {note}");
    }
    for unit in ["列席单位", "观察员"] {
        assert_eq!(read(&[&["姓名", "身份"], &["甲", unit], &["乙", "业主"]]), Err(vec![2]));
        assert_eq!(read(&[&["姓名", "单位"], &["甲", unit]]), Err(vec![2]));
    }
    let people = read(&[&["姓名", "备注"], &["甲", "代表全体商户"], &["乙", "村民代表"]]);
    assert_eq!(people.unwrap().len(), 2, "who stands for others all the time is a member");
    let people =
        read(&[&["姓名", "出席类型", "备注"], &["甲", "出席", "无表决权"], &["乙", "出席", ""]]);
    let votes: Vec<bool> = people.unwrap().iter().map(|p| p.vote).collect();
    assert_eq!(votes, [false, true], "also where a column says how they attend");
}

#[test]
fn a_title_or_a_remark_that_speaks_of_sitting_in_needs_a_column() {
    let title = ["某社区议事会列席人员名单"];
    assert_eq!(read(&[&title, &["姓名", "电话"], &["甲", "1"]]), Err(vec![1]));
    let note = ["注：带△的为列席人员。"];
    assert_eq!(read(&[&["姓名", "电话"], &["甲", "1"], &note]), Err(vec![3]));
    let people = read(&[&title, &["姓名", "出席类型"], &["甲", "列席"], &note]).unwrap();
    assert_eq!((people.len(), people[0].attends), (1, Attends::SittingIn));
    assert!(read(&[&title, &["姓名", "备注"], &["甲", "列席"]]).is_ok(), "a note says who");
}

#[test]
fn what_is_as_above_is_that() {
    let people = read(&[
        &["姓名", "单位", "职务", "出席类型"],
        &["甲", "城管局", "科长", "列席"],
        &["乙", "〃", "〃", "同上"],
        &["丙", "同上", "科员", "同上"],
        &["丁", "", "", "出席"],
        &["戊", "居委会", "同上", "〃"],
    ])
    .unwrap();
    let got: Vec<_> = people.iter().map(|p| (p.unit.as_str(), p.attends)).collect();
    let (sits, attends) = (Attends::SittingIn, Attends::Attending);
    assert_eq!(
        got,
        [
            ("城管局科长", sits),
            ("城管局科长", sits),
            ("城管局科员", sits),
            ("", attends),
            ("居委会", attends),
        ]
    );
    assert_eq!(read(&[&["姓名", "面积"], &["甲", "90"], &["乙", "同上"]]), Err(vec![3]));
}
