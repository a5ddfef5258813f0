//! Lists of people in words: what is wrong with one, what was read of it, and what was left out.
//!
//! Must not find faults; `inputs::roster` does.

use crate::domain::person::{Attends, Person, group, weight_text};
use crate::i18n::{Lang, messages, terms};
use crate::inputs::{Column, FaultKind, Other, Reading, Remark, Why};

messages! {
    not_a_list(what) { "这是{what}，不是名单", "this is {what} and no list" }
    not_a_list_do() {
        "请把名单放进表格，另存为 .xlsx 或 CSV",
        "put the list into a spreadsheet and save it as .xlsx or CSV"
    }
    encrypted() { "这个文件加了密码，读不了", "the file is protected by a password and cannot be read" }
    encrypted_do() {
        "请在表格软件里去掉密码，再另存一份",
        "take the password off in the spreadsheet program and save it again"
    }
    a_document() { "文字处理文件（Word、WPS文字）", "a word processor's document" }
    slides() { "演示文稿", "a presentation" }
    pdf() { "PDF 文件", "a PDF" }
    picture() { "图片", "a picture" }
    web_page() { "网页，只是名字像工作簿", "a web page that is named like a workbook" }
    other_workbook() { "本程序不读的工作簿格式", "a kind of workbook that is not read here" }
    archive() { "压缩包", "an archive" }
    unknown_file() { "别的程序的文件", "a file of another program" }
    no_such_sheet(name) { "没有工作表“{name}”", "there is no sheet \"{name}\"" }
    sheets_do(names) { "有这些：{names}", "there are {names}" }
    no_sheets_do() { "文本文件没有工作表，请不写 --sheet", "a text file has no sheets: leave out --sheet" }
    no_header_row(most) {
        "前{most}行里没有找到表头（写有“姓名”的一行）",
        "none of the first {most} rows is a header, with a column \"name\""
    }
    no_header_row_do() {
        "请在名单上面加一行表头，至少有“姓名”",
        "put a row above the list that names its columns, with \"name\" at least"
    }
    header_is_value(header) {
        "表头“{header}”应当是一列里的内容，不是列名",
        "column \"{header}\" is named by what its cells should say"
    }
    header_is_value_do() {
        "请改成一列“出席类型”（主持、出席、列席）或“组别”，每人填一格",
        "make it one column \"role\" (chair, attending, sitting-in) or \"group\", filled in for each person"
    }
    header_bears(header) {
        "看不懂表头“{header}”，而它可能关系到表决",
        "column \"{header}\" is not understood, and a vote may hang on it"
    }
    header_bears_do() {
        "请改成“出席类型”“表决权”或“权数”，不需要就删去这一列",
        "name it \"role\", \"vote\" or \"weight\", or delete the column if it is not needed"
    }
    header_unclear(header) {
        "两行表头“{header}”合起来看不懂",
        "the header of two rows \"{header}\" is not understood"
    }
    header_unclear_do() {
        "请把表头并成一行，每列一个名称",
        "make it one row in which each column has a name of its own"
    }
    hidden_column(name) { "有隐藏的列：{name}", "a column is hidden: {name}" }
    hidden_row() { "这一行被隐藏或筛掉了", "this row is hidden or filtered out" }
    hidden_do() {
        "请取消隐藏或筛选；或用 --hidden include 一并读入，--hidden skip 不读",
        "show it; or say --hidden include to read what is hidden, --hidden skip to leave it out"
    }
    mixed_column(column) {
        "这一列有的填“{column}”，有的填别的",
        "some cells of this column are a {column} and this one is not"
    }
    mixed_column_do() { "请分成两列", "make two columns of it" }
    cell_error(column, code) { "“{column}”是错误值{code}", "\"{column}\" is the error value {code}" }
    cell_error_do() { "请在表格里改好公式，或填上实际内容", "mend the formula in the sheet, or fill in what belongs there" }
    no_stored_value(column) { "“{column}”是没有算出结果的公式", "\"{column}\" is a formula without a stored value" }
    no_stored_value_do() {
        "请用表格软件打开、保存一次，或填上实际内容",
        "open and save the file in a spreadsheet program, or fill in the value"
    }
    date_in_text(column) { "“{column}”变成了日期", "\"{column}\" has become a date" }
    date_in_text_do() { "请把这一格设为文本格式，重新填写", "format the cell as text and type it again" }
    digits_lost(column) { "“{column}”的数字已经丢了（变成科学计数）", "\"{column}\" has lost digits (it became a power of ten)" }
    zeros_lost(column) { "“{column}”开头的 0 丢了", "\"{column}\" has lost the noughts before it" }
    digits_do() { "请把这一列设为文本格式，重新填写", "format the column as text and type it again" }
    empty_cell(column) { "“{column}”空着，别人的都填了", "\"{column}\" is empty here and filled in for others" }
    empty_cell_do() { "请填上；拆开过合并单元格的，每行都要填", "fill it in; where cells were merged, in every row" }
    missing_weight(name) { "{name}没有权数", "{name} has no weight" }
    no_weight_column() { "表决规则要算权数，名单里没有这一列", "the rule counts weights, and the list has no such column" }
    missing_weight_do() { "请填面积（权数），如 89.53", "fill in the floor area (weight), like 89.53" }
    no_weight_column_do() {
        "请加“建筑面积”或“权数”一列，每人都填",
        "add a column \"weight\", the floor area, filled in for each person"
    }
    personal_number(column) {
        "“{column}”里有身份证号或银行账号那样的长号码，不能存",
        "\"{column}\" has a number as long as that of an identity card or a bank account, which is not kept"
    }
    personal_number_do() { "请删去号码，或改用别的编号", "delete the number, or take another id" }
    not_a_name() { "“姓名”这一格不像姓名", "the cell under \"name\" is no name" }
    not_a_name_do() { "请只写姓名（不带记号和号码），定不下来就删去这一行", "write the name alone, without marks and numbers, or delete the row" }
    several_names() { "“姓名”这一格像有几个人，或带了职务", "the cell under \"name\" seems to have several people, or a post" }
    several_names_do() { "请每人一行，只写姓名；本是一个人就去掉中间的空格", "give each a row of their own with the name alone; take the space out of one person's name" }
    total_with_name() { "这一行又像合计，又有姓名", "this row looks like a sum and has a name" }
    unclear_row_do() { "请删去这一行，或改成一个人的内容", "delete the row, or make it one person's" }
    heading_bears(text) {
        "这一行像小标题“{text}”，它管下面的人怎么参会",
        "this row looks like a heading, \"{text}\", that says how those below it attend"
    }
    heading_in_names() { "这一行像小标题，不像一个人", "this row looks like a heading and not like a person" }
    heading_do() {
        "请删去这一行，把它写进每个人的“组别”或“出席类型”",
        "delete the row and write it into \"group\" or \"role\" of each person"
    }
    merged_across() { "一个合并单元格横跨几列", "a merged cell reaches over several columns" }
    merged_across_do() { "请拆开，每列各填一格", "split it and fill in each column" }
    unclear_note() {
        "这个人的备注、括号或单位里有话关系到参不参会、有没有表决权，但说得不清楚",
        "the note, the brackets or the unit of this person speak of attending or voting, but not clearly"
    }
    unclear_note_do() {
        "请加“出席类型”（主持、出席或列席）或“表决权”（是或否）一列写明，或改掉这句话",
        "say it in a column \"role\" (chair, attending or sitting-in) or \"vote\" (yes or no), or change the words"
    }
    list_bears(text) {
        "“{text}”说到列席或表决权，而没有一列说各人怎么参会",
        "\"{text}\" speaks of sitting in or of voting, and no column says how each person attends"
    }
    sheet_bears() {
        "工作表的名称说到列席，而没有一列说各人怎么参会：都按出席、有表决权读了",
        "The name of the sheet speaks of sitting in, and no column says how each attends: all were read as attending, with a vote"
    }
    list_bears_do() {
        "请加一列“出席类型”，每人填主持、出席或列席",
        "add a column \"role\" with chair, attending or sitting-in for each person"
    }
    role_contradicts() { "出席类型在两处说得不一样", "two places say differently how this person attends" }
    role_contradicts_do() { "请改成一致", "make them agree" }
    reading_stopped() { "已停止读取名单", "the reading was stopped" }
    reading_stopped_do() { "要用这份名单，请再来一次", "start again to use this list" }

    read_file(file, row) { "名单：{file}，表头在第 {row} 行", "List: {file}, header in row {row}" }
    read_sheet(file, sheet, row) {
        "名单：{file}，工作表“{sheet}”，表头在第 {row} 行",
        "List: {file}, sheet \"{sheet}\", header in row {row}"
    }
    hidden_sheets(names) { "隐藏的工作表没有读：{names}", "Hidden sheets that were not read: {names}" }
    read_hidden_sheet(file, sheet, row) {
        "名单：{file}，隐藏的工作表“{sheet}”，表头在第 {row} 行",
        "List: {file}, hidden sheet \"{sheet}\", header in row {row}"
    }
    also_sheets(names, how) {
        "另有工作表也像名单：{names}；{how}",
        "Other sheets look like lists as well: {names}; {how}"
    }
    sheet_by_option() { "要读用 --sheet", "name one with --sheet" }
    people(n, groups, roles) { "共 {n} 人：{groups}；{roles}", "{n} people: {groups}; {roles}" }
    counted(name, n) { "{name} {n}", "{name} {n}" }
    voters(n, names) { "有表决权 {n} 人{names}", "{n} vote{names}" }
    unlike(names) { "与出席类型不同：{names}", "unlike their role: {names}" }
    weights(sum) { "权数（面积）合计 {sum}", "Weights come to {sum}" }
    weights_other(sum, all) {
        "有表决权者的权数（面积）合计 {sum}，全部 {all}",
        "The weights of those who vote come to {sum}, all weights to {all}"
    }
    left_column(header) { "没有读这一列：{header}", "Column left out: {header}" }
    left_empty(letter) { "空列：{letter}", "Empty column: {letter}" }
    left_row(row, why) { "没有读第 {row} 行：{why}", "Row {row} left out: {why}" }
    left_rows(from, to, why) { "没有读第 {from} 至 {to} 行：{why}", "Rows {from} to {to} left out: {why}" }
    why_title() { "表头上面的标题", "above the header" }
    why_blank() { "空行", "blank" }
    why_total() { "合计", "a sum" }
    why_signature() { "填表、审核、日期", "who signed, and when" }
    why_note() { "注", "a note" }
    why_example() { "示例", "an example" }
    why_header() { "又一次表头", "the header again" }
    why_spare() { "备用空行", "a spare row" }
    why_heading() { "小标题", "a heading" }
    why_hidden() { "隐藏行", "hidden" }
    role_from_note(n) {
        "出席类型取自备注：{n} 人（主持、列席、表决权）",
        "How they attend was read from the notes of {n}"
    }
    status_left_out(n) {
        "备注里上次会议的签到情况没有读：{n} 人",
        "What the notes of {n} say of an earlier meeting was left out"
    }
    one_cell_several(row) { "第 {row} 行一格有几个姓名，算作一个人", "Row {row} has several names in one cell; they are one here" }
    sum_differs(row, said, added) {
        "第 {row} 行合计写的是 {said}，读到的加起来是 {added}，请核对",
        "Row {row} gives the sum as {said}; what was read adds up to {added}: check it"
    }
}

/// A fault of a list in words: what is wrong and what to do; None where it is of another file.
pub(super) fn fault_words(lang: Lang, kind: &FaultKind) -> Option<(String, String)> {
    use FaultKind as K;
    let name = |column: &Column| column_name(lang, *column);
    Some(match kind {
        K::NotAList(Other::Encrypted) => (encrypted(lang), encrypted_do(lang)),
        K::NotAList(other) => (not_a_list(lang, other_name(lang, *other)), not_a_list_do(lang)),
        K::NoSuchSheet { name, names } if names.is_empty() => {
            (no_such_sheet(lang, name), no_sheets_do(lang))
        }
        K::NoSuchSheet { name, names } => {
            (no_such_sheet(lang, name), sheets_do(lang, terms::list(lang, names)))
        }
        K::NoHeaderRow { most } => (no_header_row(lang, most), no_header_row_do(lang)),
        K::HeaderIsValue { header } => (header_is_value(lang, header), header_is_value_do(lang)),
        K::HeaderBears { header } => (header_bears(lang, header), header_bears_do(lang)),
        K::HeaderUnclear { header } => (header_unclear(lang, header), header_unclear_do(lang)),
        K::HiddenColumn { name } => (hidden_column(lang, name), hidden_do(lang)),
        K::HiddenRow => (hidden_row(lang), hidden_do(lang)),
        K::MixedColumn { column } => (mixed_column(lang, name(column)), mixed_column_do(lang)),
        K::CellError { column, code } => {
            (cell_error(lang, name(column), code), cell_error_do(lang))
        }
        K::NoStoredValue { column } => {
            (no_stored_value(lang, name(column)), no_stored_value_do(lang))
        }
        K::DateInText { column } => (date_in_text(lang, name(column)), date_in_text_do(lang)),
        K::DigitsLost { column } => (digits_lost(lang, name(column)), digits_do(lang)),
        K::ZerosLost { column } => (zeros_lost(lang, name(column)), digits_do(lang)),
        K::EmptyCell { column } => (empty_cell(lang, name(column)), empty_cell_do(lang)),
        K::MissingWeight { name } => (missing_weight(lang, name), missing_weight_do(lang)),
        K::NoWeightColumn => (no_weight_column(lang), no_weight_column_do(lang)),
        K::PersonalNumber { column } => {
            (personal_number(lang, name(column)), personal_number_do(lang))
        }
        K::NotAName => (not_a_name(lang), not_a_name_do(lang)),
        K::SeveralNames => (several_names(lang), several_names_do(lang)),
        K::TotalWithName => (total_with_name(lang), unclear_row_do(lang)),
        K::HeadingBears { text } => (heading_bears(lang, text), heading_do(lang)),
        K::HeadingInNames => (heading_in_names(lang), heading_do(lang)),
        K::MergedAcross => (merged_across(lang), merged_across_do(lang)),
        K::ListBears { text } => (list_bears(lang, text), list_bears_do(lang)),
        K::UnclearNote => (unclear_note(lang), unclear_note_do(lang)),
        K::RoleContradicts => (role_contradicts(lang), role_contradicts_do(lang)),
        K::Stopped => (reading_stopped(lang), reading_stopped_do(lang)),
        _ => return None,
    })
}

fn other_name(lang: Lang, other: Other) -> String {
    match other {
        Other::Encrypted | Other::Unknown => unknown_file(lang),
        Other::Document => a_document(lang),
        Other::Slides => slides(lang),
        Other::Pdf => pdf(lang),
        Other::Picture => picture(lang),
        Other::WebPage => web_page(lang),
        Other::OtherWorkbook => other_workbook(lang),
        Other::Archive => archive(lang),
    }
}

/// A column by the name that its header has in a language.
pub fn column_name(lang: Lang, column: Column) -> &'static str {
    match lang {
        Lang::Zh => column.zh(),
        Lang::En => column.en(),
    }
}

fn why(lang: Lang, why: Why) -> String {
    match why {
        Why::Title => why_title(lang),
        Why::Blank => why_blank(lang),
        Why::Total => why_total(lang),
        Why::Signature => why_signature(lang),
        Why::Note => why_note(lang),
        Why::Example => why_example(lang),
        Why::Header => why_header(lang),
        Why::Spare => why_spare(lang),
        Why::Heading => why_heading(lang),
        Why::Hidden => why_hidden(lang),
    }
}

/// The sheets that were not read: the hidden ones, and those that look like a list, with how to read
/// one of them.
pub fn other_sheets(lang: Lang, reading: &Reading, how: String) -> Vec<String> {
    let hidden =
        reading.sheets.iter().filter(|s| s.hidden && Some(&s.name) != reading.sheet.as_ref());
    let hidden: Vec<&str> = hidden.map(|s| s.name.as_str()).collect();
    let mut lines = Vec::new();
    lines.extend((!hidden.is_empty()).then(|| hidden_sheets(lang, terms::list(lang, &hidden))));
    let also = &reading.also;
    lines.extend((!also.is_empty()).then(|| also_sheets(lang, terms::list(lang, also), how)));
    lines
}

/// What was read, a line each: the file and sheet, the people, who votes, the weights, then all
/// that was left out. `weights` says that the session's rule counts them.
pub fn lines(
    lang: Lang,
    file: &str,
    reading: &Reading,
    people: &[Person],
    weights: bool,
) -> Vec<String> {
    let mut lines = vec![head(lang, file, reading)];
    lines.extend(other_sheets(lang, reading, sheet_by_option(lang)));
    lines.extend(sums(lang, reading, people, weights));
    lines.extend(reading.remarks.iter().map(|remark| remark_text(lang, remark)));
    lines.extend(left_out(lang, reading));
    lines
}

/// The file, the sheet and the row of the header.
pub fn head(lang: Lang, file: &str, reading: &Reading) -> String {
    let row = reading.header_row.unwrap_or(1);
    let hidden = |name: &str| reading.sheets.iter().any(|s| s.hidden && s.name == name);
    match &reading.sheet {
        Some(sheet) if hidden(sheet) => read_hidden_sheet(lang, file, sheet, row),
        Some(sheet) => read_sheet(lang, file, sheet, row),
        None => read_file(lang, file, row),
    }
}

/// People by group and by role, those who vote, and the weights where they count.
pub fn sums(lang: Lang, reading: &Reading, people: &[Person], weights_count: bool) -> Vec<String> {
    let count = |is: &dyn Fn(&Person) -> bool| people.iter().filter(|p| is(p)).count();
    let some = |name: &str, n: usize| (n > 0).then(|| counted(lang, name, n));
    let groups = group::STANDARD
        .iter()
        .filter_map(|g| some(terms::group_name(lang, g), count(&|p| p.group == *g)));
    let groups: Vec<String> = groups.collect();
    let roles = [Attends::Chair, Attends::Attending, Attends::SittingIn]
        .into_iter()
        .filter_map(|role| some(terms::attends(lang, role), count(&|p| p.attends == role)));
    let roles: Vec<String> = roles.collect();
    let (groups, roles) = (terms::list(lang, &groups), terms::list(lang, &roles));
    let mut lines = vec![people_line(lang, people.len(), &groups, &roles)];
    // Who has a vote against what the role says is named: that is where a slip would sit.
    let odd: Vec<String> = people
        .iter()
        .filter(|p| p.vote != (p.attends == Attends::Attending))
        .take(5)
        .map(Person::display)
        .collect();
    let odd = if odd.is_empty() {
        String::new()
    } else {
        terms::aside(lang, &unlike(lang, terms::list(lang, &odd)))
    };
    lines.push(voters(lang, count(&|p| p.vote), odd));
    if reading.has_weights || weights_count {
        let sum = |is: &dyn Fn(&Person) -> bool| -> u64 {
            people.iter().filter(|p| is(p)).map(|p| p.weight.0).sum()
        };
        let (voting, all) = (sum(&|p| p.vote), sum(&|_| true));
        lines.push(if voting == all {
            weights(lang, weight_text(all))
        } else {
            weights_other(lang, weight_text(voting), weight_text(all))
        });
    }
    lines
}

fn people_line(lang: Lang, n: usize, groups: &str, roles: &str) -> String {
    self::people(lang, n, groups, roles)
}

/// A remark in words.
pub fn remark_text(lang: Lang, remark: &Remark) -> String {
    match remark {
        Remark::RoleFromNote { people } => role_from_note(lang, people),
        Remark::StatusLeftOut { people } => status_left_out(lang, people),
        Remark::SheetBears => sheet_bears(lang),
        Remark::SeveralNames { row } => one_cell_several(lang, row),
        Remark::SumDiffers { row, said, added } => {
            sum_differs(lang, row, weight_text(*said), weight_text(*added))
        }
    }
}

/// Each column and each row that was left out; rows of one kind behind one another in one line.
pub fn left_out(lang: Lang, reading: &Reading) -> Vec<String> {
    let columns = reading.columns.iter().filter(|column| column.is.is_none());
    let columns = columns.map(|column| {
        if column.header.is_empty() {
            left_empty(lang, &column.letter)
        } else {
            left_column(lang, &column.header)
        }
    });
    let rows = reading.ignored_ranges().into_iter().map(|(from, to, reason)| {
        let reason = why(lang, reason);
        if from == to { left_row(lang, from, reason) } else { left_rows(lang, from, to, reason) }
    });
    columns.chain(rows).collect()
}
