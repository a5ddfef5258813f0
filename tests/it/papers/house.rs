//! What an office sets for its documents: parts, headings, sentences, names, and its own templates.

use super::{HELD, made, text};
use std::collections::BTreeMap;
use strum::VariantArray as _;
use yishi::document::draft::Layout;
use yishi::document::papers;
use yishi::document::request::{Format, HouseStyle, Names, Paper, PaperRequest};
use yishi::domain::names::ListOrder;
use yishi::export::template::{FORMATS, Template, TemplateError, render};
use yishi::i18n::Lang;

fn by(house: &HouseStyle, paper: Paper, order: ListOrder) -> String {
    let asked = PaperRequest { order, ..PaperRequest::new(Lang::Zh, house) };
    text(&papers::make(paper, &HELD, &asked).unwrap(), Format::Txt)
}

#[test]
fn an_office_sets_its_names_sentences_parts_and_headings() {
    let layout = Layout {
        parts: ["lead", "results", "people"].map(String::from).into(),
        headings: BTreeMap::from([("results".to_owned(), "议定结果".to_owned())]),
    };
    let house = HouseStyle {
        masthead: "槐树湾社区协商议事会纪要".into(),
        number: "〔2026〕9号".into(),
        copies_to: "街道党工委".into(),
        issuer: "社区办公室".into(),
        chair_unit: "社区党委书记".into(),
        sentences: BTreeMap::from([("summary_lead".to_owned(), "纪要如下。".to_owned())]),
        layouts: BTreeMap::from([("summary".to_owned(), layout)]),
        ..HouseStyle::default()
    };
    let text = by(&house, Paper::Summary, ListOrder::default());
    for there in [
        "槐树湾社区协商议事会纪要\n",
        "〔2026〕9号",
        "段永祥（社区党委书记）",
        "纪要如下。",
        "\n议定结果",
        "抄送：街道党工委",
        "社区办公室，2026年11月27日印发",
    ] {
        assert!(text.contains(there), "missing {there}\n{text}");
    }
    for gone in ["协商过程", "落实事项", "现将情况纪要如下"] {
        assert!(!text.contains(gone), "{gone} was taken out\n{text}");
    }
}

#[test]
fn lists_of_people_are_ordered_as_asked() {
    let first = |order| {
        let sheet = by(&HouseStyle::default(), Paper::Signin, order);
        let row = sheet.lines().find(|line| line.trim_start().starts_with("序号 1；")).unwrap();
        row.split("姓名 ").nth(1).unwrap().split('；').next().unwrap().to_owned()
    };
    assert_eq!(first(ListOrder::Strokes), "万思源");
    assert_eq!(first(ListOrder::Pinyin), "阿依努尔·买买提");
    assert_eq!(first(ListOrder::Listed), "段永祥");
    assert_eq!(first(ListOrder::Group), "李桂花");
}

fn own(source: &str, paper: Paper, format: Format) -> Result<String, TemplateError> {
    let template = Template { file: "own".into(), source: source.into() };
    render(&template, paper, &made(&HELD, paper, Lang::Zh, Names::Masked), format)
}

#[test]
fn the_templates_of_the_manual_give_what_the_program_gives() {
    let manual = include_str!("../../../docs/documents.md");
    for format in FORMATS {
        let begin = format!("```jinja {}\n", format.into_str());
        let source = manual.split(begin.as_str()).nth(1).unwrap().split("```").next().unwrap();
        for &paper in Paper::VARIANTS {
            let standard = text(&made(&HELD, paper, Lang::Zh, Names::Masked), format);
            let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(fold(&own(source, paper, format).unwrap()), fold(&standard));
        }
    }
}

#[test]
fn a_template_puts_parts_where_it_wants_them() {
    let source =
        "# 公示 {{ title }}\n\n{{ part.results.heading }}\n\n{{ part.results.text }}\n\n盖章处\n";
    let text = own(source, Paper::Notice, Format::Md).unwrap();
    assert!(text.starts_with("# 公示 槐树湾"), "{text}");
    assert!(text.contains("三、达成共识的事项") && text.ends_with("盖章处\n"), "{text}");
}

#[test]
fn a_fault_of_a_template_is_told_with_its_line() {
    for (source, line, word) in [
        ("一\n{{ titel }}\n", 2, "undefined"),
        ("一\n二\n{% for x in parts %}", 3, "unexpected"),
        (
            "{{ title }}\n{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}",
            2,
            "fuel",
        ),
    ] {
        let error = own(source, Paper::Notice, Format::Md).unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("own", line), "{error}");
        assert!(error.detail.contains(word), "{error}");
    }
}

/// Each would go through the whole rest of the template, or deeper into the stack, with every tag.
#[test]
fn a_template_of_very_many_statements_comes_to_an_end() {
    let nested = "{% if 1 %}".repeat(60_000) + &"{% endif %}".repeat(60_000);
    let chained = format!("{{% if 1 %}}{}{{% endif %}}", "{%- elif 1 %}".repeat(60_000));
    for (source, word) in [(nested, "recursion"), (chained, "elif")] {
        let error = own(&source, Paper::Notice, Format::Md).unwrap_err();
        assert!(error.detail.contains(word), "{error}");
    }
    let few = format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 1 %}x".repeat(200));
    assert_eq!(own(&few, Paper::Notice, Format::Md).unwrap(), "x\n");
}

#[test]
fn the_manual_names_every_part_of_every_document() {
    let manual = include_str!("../../../docs/documents.md");
    for &paper in Paper::VARIANTS {
        let begin = format!("| `{}` | ", paper.into_str());
        let row = manual.lines().find(|line| line.starts_with(&begin)).unwrap();
        let told: Vec<&str> =
            row.rsplit(" | ").next().unwrap().split('`').skip(1).step_by(2).collect();
        assert_eq!(told, papers::parts(paper));
        // Nothing is built under a name that is not on the list.
        for part in made(&HELD, paper, Lang::Zh, Names::Masked).parts {
            assert!(
                papers::parts(paper).contains(&part.key),
                "{} of {}",
                part.key,
                paper.into_str()
            );
        }
    }
}
