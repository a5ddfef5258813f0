//! Lists made of parts that real ones have, in four formats, with the roster that must come out:
//! each is read right or refused, none goes in wrong without a word.

use super::sheet::{C, DAY, Sheet, csv, ods, t, xls, xlsx};
use yishi::domain::person::{Attends, Person, Weight, group};
use yishi::inputs::{Asked, look};

const LISTS: u64 = 420;

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Mark,
    Group,
    Role,
    Vote,
    Unit,
    Post,
    Phone,
    Weight,
    Note,
    /// Left out; the words of the header and how it is filled.
    Other(&'static str),
}

/// What must make the list be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Poison {
    ErrorIn(Column),
    UnsetIn(Column),
    DayIn(Column),
    EmptyIn(Column),
    HiddenRow,
    HiddenColumn,
    LostPhone,
    SameName,
    IdNumber,
    RoleHeading,
    RoleTicks,
    NearHeader,
    TwoNames,
    UnknownRole,
}

struct Made {
    sheet: Sheet,
    people: Vec<Person>,
    columns: Vec<Column>,
    poison: Option<Poison>,
    /// A text file loses merged ranges: what stood in them once is empty below.
    merged: bool,
    two_headers: bool,
}

fn people(dice: &mut Dice, columns: &[Column], owners: bool) -> Vec<Person> {
    const SURNAMES: [&str; 20] = [
        "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "欧阳", "陈", "褚", "卫", "蒋", "沈", "韩",
        "杨", "朱", "秦", "尤", "䶮",
    ];
    const GIVEN: [&str; 20] = [
        "安", "伟", "桂英", "建国", "秀兰", "强", "丽娟", "志远", "海生", "文静", "小燕", "永祥",
        "正清", "淑芬", "玉梅", "云峰", "宪明", "思源", "慧敏", "𬱖",
    ];
    let has = |column| columns.contains(&column);
    let count = 4 + dice.below(30);
    let mut list: Vec<Person> = Vec::new();
    for i in 0..count {
        let name =
            format!("{}{}", SURNAMES[(i + i / 20) % 20], GIVEN[(i * 7 + dice.below(2)) % 20]);
        let mut person = Person::new(format!("P{:02}", i + 1), name, group::COUNCIL);
        let twins = list.iter().filter(|p| p.name == person.name).count();
        if twins > 0 {
            if has(Column::Mark) {
                person.mark = format!("{}网格", twins + 1);
            } else {
                person.name += "二";
                if list.iter().any(|p| p.name == person.name) {
                    continue;
                }
            }
        }
        if has(Column::Group) {
            person.group = group::STANDARD[i * 4 / count].to_owned();
        }
        if has(Column::Role) {
            person.attends = match (i, i * 4 / count) {
                (0, _) => Attends::Chair,
                (_, 3) => Attends::SittingIn,
                _ => Attends::Attending,
            };
        }
        person.vote = person.attends == Attends::Attending;
        if has(Column::Vote) && dice.one_in(6) {
            person.vote = !person.vote;
        }
        if has(Column::Unit) {
            person.unit = dice.of(&["柳荫街道办事处", "居民", "槐安苑业主委员会"]).to_owned();
            if has(Column::Post) {
                person.unit += "主任";
            }
        }
        if has(Column::Phone) {
            person.phone = format!("138{:08}", 10_000_000 + i * 37);
        }
        if has(Column::Weight) {
            person.weight = Weight((500_000 + dice.below(1_500_000) as u64) / 100 * 100);
        }
        if has(Column::Note) && dice.one_in(3) {
            person.note = dice.of(&["老党员", "合计面积含车位", "行动不便"]).to_owned();
        }
        list.push(person);
    }
    if owners {
        for person in &mut list {
            person.vote = true;
        }
    }
    for (i, person) in (1..).zip(&mut list) {
        person.id = yishi::domain::person::PersonId::new(format!("P{i:02}"));
    }
    list
}

fn header(dice: &mut Dice, column: Column) -> String {
    match column {
        Column::Name => dice.of(&["姓名", "姓　名", "name", "*姓名", "姓名："]),
        Column::Mark => "识别说明",
        Column::Group => dice.of(&["组别", "类别", "人员类别", "所属组别"]),
        Column::Role => dice.of(&["出席类型", "参会类型", "出席/列席", "Role"]),
        Column::Vote => dice.of(&["表决权", "是否有表决权", "投票权"]),
        Column::Unit => dice.of(&["单位", "工作单位"]),
        Column::Post => "职务",
        Column::Phone => dice.of(&["联系电话", "手机", "手机号码", "联系方式", "电话（手机）"]),
        Column::Weight => dice.of(&["权数", "建筑面积（㎡）", "面积", "专有部分面积(平方米)"]),
        Column::Note => "备注",
        Column::Other(name) => name,
    }
    .to_owned()
}

fn cell(dice: &mut Dice, column: Column, person: &Person, no: usize) -> C {
    match column {
        Column::Name => match person.name.chars().count() {
            2 if dice.one_in(4) => {
                let mut chars = person.name.chars();
                t(format!("{}　{}", chars.next().unwrap(), chars.next().unwrap()))
            }
            _ => t(&person.name),
        },
        Column::Mark => t(&person.mark),
        Column::Group => t(&person.group),
        Column::Role => t(match person.attends {
            Attends::Chair => dice.of(&["主持", "主持人"]),
            Attends::Attending => "出席",
            Attends::SittingIn => dice.of(&["列席", "列席人员"]),
        }),
        Column::Vote => t(if person.vote { dice.of(&["是", "有", "√"]) } else { "否" }),
        Column::Unit => t(person.unit.strip_suffix("主任").unwrap_or(&person.unit)),
        Column::Post => t("主任"),
        Column::Phone => match dice.below(3) {
            0 => C::Number(person.phone.parse().unwrap(), "General"),
            _ => t(&person.phone),
        },
        Column::Weight => {
            let n = person.weight.0 as f64 / 10_000.0;
            match dice.below(4) {
                0 => t(format!("{n}㎡")),
                1 => t(n.to_string()),
                _ => C::Number(n, "0.00"),
            }
        }
        Column::Note => t(&person.note),
        Column::Other("序号") => C::Number(no as f64, "General"),
        Column::Other("身份证号") => t(format!("53010219650101{no:04}")),
        Column::Other("房号") => t(format!("3-{}01", no % 30 + 1)),
        Column::Other("到会时间" | "签名") => C::None,
        Column::Other("出生日期") => C::Day(23_000.0 + no as f64, DAY),
        Column::Other(_) => {
            if dice.one_in(5) {
                C::Error
            } else {
                t("略")
            }
        }
    }
}

fn make(seed: u64) -> Made {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..5 {
        dice.next();
    }
    let mut columns = vec![Column::Name];
    let owners = dice.one_in(3);
    for column in
        [Column::Mark, Column::Group, Column::Role, Column::Vote, Column::Phone, Column::Note]
    {
        if dice.one_in(2) && !(owners && matches!(column, Column::Role | Column::Vote)) {
            columns.push(column);
        }
    }
    if dice.one_in(2) {
        columns.push(Column::Unit);
        if dice.one_in(3) {
            columns.push(Column::Post);
        }
    }
    if owners {
        columns.push(Column::Weight);
    }
    for (name, often) in
        [("序号", 2), ("身份证号", 3), ("签名", 4), ("房号", 4), ("出生日期", 5), ("文化程度", 6)]
    {
        if dice.one_in(often) {
            columns.push(Column::Other(name));
        }
    }
    // Any order; the number of the row stands first, as it does.
    for i in (1..columns.len()).rev() {
        columns.swap(i, dice.below(i + 1));
    }
    columns.sort_by_key(|column| *column != Column::Other("序号"));
    let people = people(&mut dice, &columns, owners);
    let width = columns.len();
    let mut sheet = Sheet { name: "名单".to_owned(), ..Sheet::default() };
    for _ in 0..dice.below(3) {
        let title = dice.of(&[
            "××社区业主代表名单",
            "填报单位：××社区　日期：2026年11月1日",
            "二〇二六年第三次协商议事会参会人员",
        ]);
        let y = sheet.rows.len();
        sheet.rows.push(vec![t(title)]);
        if width > 1 {
            sheet.merges.push((y, 0, y, width - 1));
        }
    }
    if dice.one_in(4) {
        sheet.rows.push(Vec::new());
    }
    let (two_headers, heads) = put_header(&mut dice, &mut sheet, &columns);
    let poison = poison(&mut dice, &columns, people.len());
    let merged = put_people(&mut dice, &mut sheet, &columns, &people, &heads, poison);
    put_end(&mut dice, &mut sheet, &columns, &people);
    put_poison(&mut dice, &mut sheet, &columns, poison);
    Made { sheet, people, columns, poison, merged, two_headers }
}

/// One row of names, or two of which the upper one groups some.
fn put_header(dice: &mut Dice, sheet: &mut Sheet, columns: &[Column]) -> (bool, Vec<C>) {
    let names: Vec<C> = columns.iter().map(|column| t(header(dice, *column))).collect();
    let name = columns.iter().position(|c| *c == Column::Name).unwrap();
    let group = (0..columns.len().saturating_sub(1)).find(|i| *i != name && i + 1 != name);
    let Some(at) = group.filter(|_| dice.one_in(4)) else {
        sheet.rows.push(names.clone());
        return (false, names);
    };
    let y = sheet.rows.len();
    let mut upper = names.clone();
    upper[at] = t(dice.of(&["基本信息", "人员情况", "联系方式"]));
    upper[at + 1] = C::None;
    let mut lower = vec![C::None; columns.len()];
    lower[at] = names[at].clone();
    lower[at + 1] = names[at + 1].clone();
    for column in (0..columns.len()).filter(|column| *column != at && *column != at + 1) {
        sheet.merges.push((y, column, y + 1, column));
    }
    sheet.merges.push((y, at, y, at + 1));
    sheet.rows.extend([upper, lower]);
    (true, names)
}

fn put_people(
    dice: &mut Dice,
    sheet: &mut Sheet,
    columns: &[Column],
    people: &[Person],
    heads: &[C],
    poison: Option<Poison>,
) -> bool {
    let merge_column = [Column::Group, Column::Role]
        .into_iter()
        .filter_map(|column| columns.iter().position(|c| *c == column).map(|at| (column, at)))
        .find(|_| dice.one_in(2))
        .filter(|(column, _)| poison != Some(Poison::EmptyIn(*column)));
    let page_break = dice.one_in(4).then_some(people.len() / 2);
    let subtotals = merge_column.is_none() && dice.one_in(5);
    let mut run: Option<(String, usize)> = None;
    let mut merged = false;
    let close = |sheet: &mut Sheet, run: &mut Option<(String, usize)>, at: usize| {
        if let Some((_, from)) = run.take() {
            let to = sheet.rows.len() - 1;
            if to > from {
                sheet.merges.push((from, at, to, at));
                return true;
            }
        }
        false
    };
    for (i, person) in people.iter().enumerate() {
        if page_break == Some(i) {
            if let Some((_, at)) = merge_column {
                merged |= close(sheet, &mut run, at);
            }
            if dice.one_in(2) {
                sheet.rows.push(Vec::new());
            }
            sheet.rows.push(heads.to_vec());
        }
        let mut row: Vec<C> =
            columns.iter().map(|column| cell(dice, *column, person, i + 1)).collect();
        if let Some((column, at)) = merge_column {
            let value = match column {
                Column::Group => person.group.clone(),
                _ => format!("{:?}", person.attends),
            };
            if run.as_ref().is_none_or(|(known, _)| *known != value) {
                merged |= close(sheet, &mut run, at);
                run = Some((value, sheet.rows.len()));
            } else {
                row[at] = C::None;
            }
        }
        sheet.rows.push(row);
        if subtotals && i % 7 == 6 {
            let mut row = vec![C::None; columns.len()];
            row[0] = t("小计");
            if let Some(x) = columns.iter().position(|c| *c == Column::Weight).filter(|x| *x > 0) {
                row[x] = C::Number(7.0, "0.00");
            }
            sheet.rows.push(row);
        }
    }
    if let Some((_, at)) = merge_column {
        merged |= close(sheet, &mut run, at);
    }
    merged
}

fn put_end(dice: &mut Dice, sheet: &mut Sheet, columns: &[Column], people: &[Person]) {
    let width = columns.len();
    let name = columns.iter().position(|c| *c == Column::Name).unwrap();
    if columns[0] == Column::Other("序号") && dice.one_in(4) {
        for no in 1..4 {
            sheet.rows.push(vec![C::Number((people.len() + no) as f64, "General")]);
        }
    }
    if dice.one_in(2) {
        let mut row = vec![C::None; width];
        let at = if dice.one_in(2) { name } else { 0 };
        row[at] = t(dice.of(&["合计", "总　计", "合计：", "共计"]));
        if let Some(x) = columns.iter().position(|c| *c == Column::Weight).filter(|x| *x != at) {
            let sum: u64 = people.iter().map(|p| p.weight.0).sum();
            row[x] = C::Number(sum as f64 / 10_000.0, "0.00");
        }
        sheet.rows.push(row);
    }
    if dice.one_in(3) {
        sheet.rows.push(vec![t("填表人：王五"), t("审核人："), t("2026年11月20日")]);
    }
    if dice.one_in(4) {
        let y = sheet.rows.len();
        sheet.rows.push(vec![t("注：1. 本表一式两份")]);
        sheet.rows.push(vec![t("2. 请于会前核对")]);
        if width > 2 {
            sheet.merges.push((y, 0, y, width - 1));
            sheet.merges.push((y + 1, 0, y + 1, width - 1));
        }
    }
}

fn poison(dice: &mut Dice, columns: &[Column], people: usize) -> Option<Poison> {
    if dice.below(100) < 55 {
        return None;
    }
    let kept: Vec<Column> =
        columns.iter().copied().filter(|c| !matches!(c, Column::Other(_) | Column::Post)).collect();
    let any = kept[dice.below(kept.len())];
    let has = |column| columns.contains(&column);
    let found = match dice.below(14) {
        0 => Poison::ErrorIn(any),
        1 => Poison::UnsetIn(any),
        2 if !matches!(any, Column::Note | Column::Unit | Column::Mark) => Poison::DayIn(any),
        3 if has(Column::Role) && !has(Column::Vote) && people > 3 => Poison::EmptyIn(Column::Role),
        4 if has(Column::Group) && people > 3 => Poison::EmptyIn(Column::Group),
        5 => Poison::HiddenRow,
        6 => Poison::HiddenColumn,
        7 if has(Column::Phone) => Poison::LostPhone,
        8 => Poison::SameName,
        9 if has(Column::Note) => Poison::IdNumber,
        10 if columns.len() > 2 => Poison::RoleHeading,
        11 if !has(Column::Role) => Poison::RoleTicks,
        12 if has(Column::Phone) => Poison::NearHeader,
        13 if !has(Column::Weight) => Poison::TwoNames,
        _ if has(Column::Role) => Poison::UnknownRole,
        _ => return None,
    };
    Some(found)
}

/// Spoils one cell of one person, or what the list says as a whole.
fn put_poison(dice: &mut Dice, sheet: &mut Sheet, columns: &[Column], poison: Option<Poison>) {
    let Some(poison) = poison else { return };
    let at = |column: Column| columns.iter().position(|c| *c == column).unwrap();
    let name = at(Column::Name);
    let is_person = |row: &Vec<C>| match row.get(name) {
        Some(C::Text(text)) => {
            let text = text.trim_matches(['*', '：', '　', ' ']).replace('　', "");
            !["姓名", "name", "合计", "总计", "合计：", "共计"].contains(&text.as_str())
                && !text.starts_with("填表")
                && !text.starts_with("审核")
                && !text.starts_with('2')
                && !text.starts_with("注")
                && !text.starts_with('×')
                && !text.starts_with("填报")
                && !text.starts_with('二')
        }
        _ => false,
    };
    let header = sheet.rows.iter().rposition(|row| {
        matches!(row.get(name), Some(C::Text(text)) if ["姓名", "姓　名", "name", "*姓名", "姓名："].contains(&text.as_str()))
    });
    let rows: Vec<usize> = (0..sheet.rows.len()).filter(|y| is_person(&sheet.rows[*y])).collect();
    let row = rows[rows.len() / 2 + dice.below(rows.len() - rows.len() / 2)];
    // What is merged stands in its first row.
    let first = |sheet: &Sheet, y: usize, x: usize| {
        sheet
            .merges
            .iter()
            .find(|(t, l, b, _)| (*t..=*b).contains(&y) && *l == x)
            .map_or(y, |m| m.0)
    };
    match poison {
        Poison::ErrorIn(column) => {
            let y = first(sheet, row, at(column));
            sheet.rows[y][at(column)] = C::Error;
        }
        Poison::UnsetIn(column) => {
            let y = first(sheet, row, at(column));
            sheet.rows[y][at(column)] = C::Unset;
        }
        Poison::DayIn(column) => {
            let y = first(sheet, row, at(column));
            sheet.rows[y][at(column)] = C::Day(46_086.0, DAY);
        }
        Poison::EmptyIn(column) => sheet.rows[row][at(column)] = C::None,
        Poison::HiddenRow => sheet.hidden_rows.push(row),
        Poison::HiddenColumn => sheet.hidden_columns.push(columns.len() - 1),
        Poison::LostPhone => {
            sheet.rows[row][at(Column::Phone)] = C::Number(13_800_000_000.0, "0.00E+00");
        }
        Poison::SameName => {
            let again = sheet.rows[row].clone();
            let y = row + 1;
            sheet.rows.insert(y, again);
            for (t, _, b, _) in &mut sheet.merges {
                if *t >= y {
                    *t += 1;
                }
                if *b >= y {
                    *b += 1;
                }
            }
        }
        Poison::IdNumber => sheet.rows[row][at(Column::Note)] = t("身份证530102196501010017"),
        Poison::RoleHeading => {
            let y = sheet.rows.len();
            sheet.rows.push(vec![t("二、列席人员")]);
            sheet.merges.push((y, 0, y, columns.len() - 1));
        }
        Poison::RoleTicks => {
            let y = header.unwrap();
            let x = columns.len();
            let mut head = sheet.rows[y].clone();
            head.resize(x + 1, C::None);
            head[x] = t("列席");
            // The names of every page are the same.
            for other in 0..sheet.rows.len() {
                if sheet.rows[other].get(name) == sheet.rows[y].get(name) && other != y {
                    sheet.rows[other].resize(x, C::None);
                    sheet.rows[other].push(t("列席"));
                }
            }
            sheet.rows[y] = head;
            sheet.rows[row].resize(x, C::None);
            sheet.rows[row].push(t("√"));
        }
        Poison::NearHeader => {
            let x = at(Column::Phone);
            for row in &mut sheet.rows {
                if let Some(C::Text(text)) = row.get(x)
                    && ["联系电话", "手机", "手机号码", "联系方式", "电话（手机）"]
                        .contains(&text.as_str())
                {
                    row[x] = t("联系电活");
                }
            }
        }
        Poison::TwoNames => sheet.rows[row][name] = t("张三、李四"),
        Poison::UnknownRole => {
            let x = at(Column::Role);
            let y = first(sheet, row, x);
            sheet.rows[y][x] = t("旁听");
        }
    }
}

fn fields(people: &[Person], columns: &[Column]) -> Vec<String> {
    let has = |column| columns.contains(&column);
    people
        .iter()
        .map(|p| {
            let mark = if has(Column::Mark) { p.mark.as_str() } else { "" };
            format!(
                "{} {}|{mark}|{}|{:?}|{}|{}|{}|{}|{}",
                p.id, p.name, p.group, p.attends, p.vote, p.unit, p.phone, p.weight, p.note
            )
        })
        .collect()
}

#[test]
fn every_list_goes_in_right_or_not_at_all() {
    let (mut read, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for seed in 1..=LISTS {
        let made = make(seed);
        let want = fields(&made.people, &made.columns);
        let old = Sheet {
            name: "旧".to_owned(),
            hidden: true,
            rows: vec![vec![t("姓名")], vec![t("旧人")]],
            ..Sheet::default()
        };
        let sheets =
            if seed % 3 == 0 { vec![old, made.sheet.clone()] } else { vec![made.sheet.clone()] };
        let text = csv(&made.sheet, if seed % 5 == 0 { '\t' } else { ',' });
        let encoded = match seed % 4 {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => text.into_bytes(),
            2 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            _ => std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        };
        let files = [
            ("csv", encoded),
            ("xlsx", xlsx(&sheets)),
            ("ods", ods(&sheets)),
            ("xls", xls(&sheets)),
        ];
        for (kind, bytes) in files {
            let is_text = kind == "csv";
            // A text file hides nothing, keeps no ranges and writes a lost value as nothing.
            let clean = match made.poison {
                None => !(is_text && made.merged),
                Some(Poison::HiddenRow | Poison::HiddenColumn) => is_text && !made.merged,
                Some(Poison::UnsetIn(_) | Poison::DayIn(_)) if is_text => continue,
                Some(_) => false,
            };
            let looked = look(&bytes, kind, &Asked::default(), &mut |_| true);
            match looked.people {
                Ok(people) => {
                    read += 1;
                    let got = fields(&people, &made.columns);
                    if !clean || got != want {
                        wrong.push(format!(
                            "{seed} {kind} {:?} merged {} two {}: read\n  {}\nwant\n  {}",
                            made.poison,
                            made.merged,
                            made.two_headers,
                            got.join("\n  "),
                            want.join("\n  ")
                        ));
                    }
                }
                Err(faults) => {
                    refused += 1;
                    if clean {
                        wrong.push(format!(
                            "{seed} {kind}: refused {:?} {:?}\n{:?}",
                            faults.list.first(),
                            made.columns,
                            made.sheet.rows
                        ));
                    }
                }
            }
        }
    }
    let first: Vec<&str> = wrong.iter().filter_map(|w: &String| w.lines().next()).collect();
    let whole = wrong.iter().take(2).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(wrong.is_empty(), "{} wrong\n{}\n{whole}", wrong.len(), first.join("\n"));
    assert!(read > 600 && refused > 300, "{read} read, {refused} refused");
}
