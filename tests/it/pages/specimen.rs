//! A document with one of everything a page can hold, and a page of text for measuring.

use yishi::document::model::{
    Block, Cell, Colophon, Document, Field, GridRow, Masthead, Pages, Run, Sheet, SignatureLine,
    Table,
};
use yishi::i18n::Lang;

/// 66 lines of 28 characters: three full pages, each line with its number at its beginning.
pub(super) fn full_pages() -> Document {
    let mut doc = Document::new(Lang::Zh, "");
    doc.form.pages = Pages::Dashed;
    let line = "协商在基层议事为民有事好商量众人的事情由众人商量";
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut text = String::new();
    for n in 0..66_usize {
        text.extend([n / 100, n / 10 % 10, n % 10].map(|digit| digits[digit]));
        // Two characters of indent in the first line.
        text.extend(line.chars().cycle().take(if n == 0 { 23 } else { 25 }));
    }
    doc.paragraph(text);
    doc
}

/// One of everything, as an official paper.
pub(super) fn everything(lang: Lang) -> Document {
    let mut doc = Document::new(lang, "关于槐树湾农贸市场周边停车秩序整治的协商纪要");
    doc.form.pages = Pages::Dashed;
    doc.form.masthead = Some(Masthead {
        name: "槐树湾社区协商议事会纪要".into(),
        number: "〔2026〕4号".into(),
        unit: "槐树湾社区居民委员会".into(),
        date: "2026年11月27日".into(),
    });
    doc.form.colophon = Some(Colophon {
        copies: vec![Field::new("抄送", "某某街道党工委、办事处，区政协办公室。")],
        issuer: "槐树湾社区居民委员会".into(),
        issued: "2026年12月1日印发".into(),
    });
    doc.form.fingerprint = Some("记录指纹：1A2B-3C4D-5E6F（截至第9号记录）".into());
    doc.blocks.push(Block::Subtitle("（2026年11月27日）".into()));
    doc.blocks.push(Block::Addressee("某某街道办事处：".into()));
    let text = "会议听取了停车秩序调研情况的说明，并就“三个方案”逐项协商，同意率85.7%。";
    doc.paragraph(text.repeat(3));
    for (level, text) in
        [(1, "一、协商情况"), (2, "（一）形成的共识"), (3, "1. 停车泊位"), (4, "（1）收费标准")]
    {
        doc.heading(level, text);
        doc.blocks.push(Block::Paragraph(vec![
            Run::plain("沿街北侧划定限时停车泊位"),
            Run::strong("三十六个"),
            Run::plain("，由䶮先生和𬱖女士监督。"),
            Run::remark("（已更正）"),
        ]));
    }
    doc.list(["甲方意见".to_owned(), "乙方意见较长，".repeat(8)]);
    for _ in 0..2 {
        let items = vec![vec![Run::plain("第一项")], vec![Run::plain("第二项")]];
        doc.blocks.push(Block::List { ordered: true, items });
    }
    let names = "段永祥、曾宪明、王桂英、赵淑芬、李桂花、张伟（2网格）、张伟（货运）、阿依努尔·买买提、欧阳文静";
    doc.blocks.push(Block::Hanging(vec![
        Field::new("出席", names),
        Field::new("请假", "马学军"),
        Field::new("列席", "罗志远"),
    ]));
    doc.blocks
        .push(Block::Closing {
            unit: "槐树湾社区居民委员会".into(), date: "2026年12月1日".into()
        });
    doc
}

/// A form to fill in, places to sign and a long table on sheets that lie.
pub(super) fn sheets(lang: Lang) -> Document {
    let mut doc = Document::new(lang, "计票单");
    doc.form.sheet = Sheet::Landscape;
    doc.form.fingerprint = Some("记录指纹：1A2B-3C4D-5E6F（截至第9号记录）".into());
    let row = |labels: &[(&str, &str)], room| GridRow {
        fields: labels.iter().map(|(label, value)| Field::new(*label, *value)).collect(),
        room,
    };
    doc.blocks.push(Block::Grid(vec![
        row(
            &[(
                "方案",
                "施划限时停车泊位并统一收费标准，由街道牵头、市场管理方配合，十二月底前完成",
            )],
            1,
        ),
        row(&[("应到", "24"), ("实到", "22"), ("有效票", "14")], 1),
        row(&[("监票人意见", "")], 3),
    ]));
    let line =
        |label: &str, signed: &str| SignatureLine { label: label.into(), signed: signed.into() };
    doc.blocks
        .push(Block::Signatures(vec![line("主持人", "段永祥（16:48已确认）"), line("监票人", "")]));
    doc.blocks.push(Block::PageBreak);
    doc.blocks.push(Block::Title("签到表".into()));
    let header =
        ["序号", "组别", "姓名", "单位及职务", "联系电话", "签名", "备注"].map(str::to_owned);
    let rows = (1..=40).map(|n| {
        let mut row = vec![Cell::number(Some(n))];
        row.extend(
            ["利益相关方", "王　强", "槐树湾农贸市场经营户代表", "13800005678", "", ""]
                .map(Cell::text),
        );
        row
    });
    doc.table(Table { tall: true, ..Table::new(header, rows.collect()) });
    doc
}
