//! The parts that every docx has: styles, fonts, settings, numbers of lists, feet of pages,
//! properties. None of them names a person or a time.

use super::body::Body;
use super::{HEAD, NAMESPACES, escape};
use crate::document::model::{Document, Pages};
use crate::export::measures::Measures;
use crate::export::page::{CODE_SIDE, PAGE_BESIDE, PRINT_BESIDE, Page};
use crate::export::settings::{Font, Fonts, Settings};
use crate::i18n::{Lang, sheet};
use std::fmt::Write as _;

const CONTENT_TYPES: &str = include_str!("../../../assets/docx/content-types.xml");
const RELS: &str = include_str!("../../../assets/docx/rels.xml");
const DOCUMENT_RELS: &str = include_str!("../../../assets/docx/document-rels.xml");
const SETTINGS: &str = include_str!("../../../assets/docx/settings.xml");
const APP: &str = include_str!("../../../assets/docx/app.xml");
const CORE: &str = include_str!("../../../assets/docx/core.xml");
const STYLES_ZH: &str = include_str!("../../../assets/docx/styles-zh.xml");
const STYLES_EN: &str = include_str!("../../../assets/docx/styles-en.xml");

/// Every part by its name, the list of contents first.
pub(super) fn of(doc: &Document, settings: &Settings, body: &Body) -> Vec<(&'static str, String)> {
    let even_and_odd = match doc.form.pages {
        Pages::Dashed => "<w:evenAndOddHeaders/>",
        Pages::OfTotal | Pages::None => "",
    };
    let lang = match doc.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let measures = Measures::of(doc.lang, doc.form.density);
    let core = [("title", escape(&doc.title)), ("lang", lang.to_owned())];
    let (types, rels) = more_parts(doc);
    let mut parts = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", RELS.to_owned()),
        ("docProps/core.xml", fill(CORE, &core)),
        ("docProps/app.xml", APP.to_owned()),
        ("word/document.xml", body.xml.clone()),
        ("word/_rels/document.xml.rels", rels),
        ("word/styles.xml", styles(doc.lang, measures, &settings.fonts)),
        ("word/settings.xml", fill(SETTINGS, &[("even_and_odd", even_and_odd.to_owned())])),
        ("word/fontTable.xml", font_table(&settings.fonts)),
        ("word/numbering.xml", numbering(body.ordered_lists, measures)),
        ("word/footer1.xml", foot(doc, true)),
        ("word/footer2.xml", foot(doc, false)),
    ];
    if let Some(draft) = &doc.form.draft {
        parts.push(("word/header1.xml", across(draft, &settings.fonts.heading.name)));
    }
    if doc.form.code.is_some() {
        parts.push(("word/_rels/footer1.xml.rels", FOOTER_RELS.to_owned()));
        parts.push(("word/_rels/footer2.xml.rels", FOOTER_RELS.to_owned()));
    }
    parts
}

/// Of both feet: the picture of the code.
const FOOTER_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/code.png"/></Relationships>"#;

/// The lists of parts, with those that only some documents have.
fn more_parts(doc: &Document) -> (String, String) {
    let (mut types, mut rels) = (CONTENT_TYPES.to_owned(), DOCUMENT_RELS.to_owned());
    if doc.form.draft.is_some() {
        types = types.replace("</Types>", r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#);
        rels = rels.replace("</Relationships>", r#"<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#);
    }
    if doc.form.code.is_some() {
        let png = r#"<Default Extension="png" ContentType="image/png"/><Override"#;
        types = types.replacen("<Override", png, 1);
    }
    (types, rels)
}

/// A word across the page, pale, behind the text of every page.
fn across(word: &str, font: &str) -> String {
    let (word, font) = (escape(word), escape(font));
    let shape = super::body::TEXT_SHAPE;
    let reference = super::body::TEXT_SHAPE_REF;
    format!(
        r##"{HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:pict>{shape}<v:shape id="draft" type="{reference}" style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:150pt;rotation:315;z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".6"/><v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt" string="{word}"/></v:shape></w:pict></w:r></w:p></w:hdr>"##
    )
}

/// The code at the lower left corner of the sheet, over nothing else.
fn code(doc: &Document) -> String {
    if doc.form.code.is_none() {
        return String::new();
    }
    let page = Page::of(&doc.form);
    let (x, y) = page.code_at();
    let emu = |twips: u32| twips * 635;
    let (x, y, side) = (emu(x), emu(y), emu(CODE_SIDE));
    format!(
        r#"<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx="{side}" cy="{side}"/><wp:wrapNone/><wp:docPr id="1" name="QR"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"#
    )
}

/// A template with its places filled; a value is never looked through for places again.
fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len());
    for (i, piece) in template.split('{').enumerate() {
        let place = piece.split_once('}').filter(|_| i > 0);
        let value = place.and_then(|(name, rest)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, rest))
        });
        match value {
            Some((value, rest)) => {
                filled.push_str(value);
                filled.push_str(rest);
            }
            None => filled.push_str(piece),
        }
    }
    filled
}

fn styles(lang: Lang, measures: Measures, fonts: &Fonts) -> String {
    let template = match lang {
        Lang::Zh => STYLES_ZH,
        Lang::En => STYLES_EN,
    };
    let values = [
        ("latin", &fonts.latin),
        ("title", &fonts.title.name),
        ("heading", &fonts.heading.name),
        ("subheading", &fonts.subheading.name),
        ("body", &fonts.body.name),
        ("plain", &fonts.plain.name),
        ("name_hanging", &sheet::style_hanging(lang)),
        ("name_masthead", &sheet::style_masthead(lang)),
        ("name_number", &sheet::style_number(lang)),
        ("name_line", &sheet::style_line(lang)),
        ("name_cell", &sheet::style_cell(lang)),
        ("name_head", &sheet::style_head(lang)),
        ("name_form", &sheet::style_form(lang)),
        ("name_label", &sheet::style_label(lang)),
        ("name_colophon", &sheet::style_colophon(lang)),
        ("name_fingerprint", &sheet::style_fingerprint(lang)),
        ("name_remark", &sheet::style_remark(lang)),
        ("name_small", &sheet::style_small(lang)),
    ];
    // Sizes of letters are in half points, everything else is in twips.
    let numbers = [
        ("size", measures.size / 10),
        ("line", measures.line),
        ("after", measures.after),
        ("indent", measures.indent()),
        ("tight", measures.tight),
        ("title_size", measures.title / 10),
        ("title_line", measures.title_line),
        ("title_after", measures.title_after),
        ("form_size", measures.form / 10),
        ("sign", measures.sign),
    ];
    let mut all: Vec<_> = values.map(|(name, value)| (name, escape(value))).into();
    all.extend(numbers.map(|(name, value)| (name, value.to_string())));
    fill(template, &all)
}

/// Names what to take for a typeface that is not installed.
fn font_table(fonts: &Fonts) -> String {
    let Fonts { title, heading, subheading, body, plain, latin, pdf: _ } = fonts;
    let mut told: Vec<&str> = Vec::new();
    let mut xml = format!("{HEAD}<w:fonts {NAMESPACES}>");
    for Font { name, instead } in [title, heading, subheading, body, plain] {
        if told.contains(&name.as_str()) {
            continue;
        }
        told.push(name);
        let (name, instead) = (escape(name), escape(instead));
        let _ = write!(
            xml,
            r#"<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>"#
        );
    }
    let latin = escape(latin);
    let _ = write!(
        xml,
        r#"<w:font w:name="{latin}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#
    );
    xml
}

/// A list of dots, and one of numbers that begins anew for each list.
fn numbering(ordered_lists: u32, measures: Measures) -> String {
    let hang = measures.hang();
    let left = 2 * measures.em + hang;
    let level = |id: u32, format: &str, text: &str| {
        format!(
            r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr></w:lvl></w:abstractNum>"#
        )
    };
    let mut xml = format!("{HEAD}<w:numbering {NAMESPACES}>");
    xml += &level(0, "bullet", "•");
    xml += &level(1, "decimal", "%1.");
    xml += r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    xml += r#"<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;
    for list in 0..ordered_lists {
        let id = super::body::FIRST_ORDERED + list;
        let _ = write!(
            xml,
            r#"<w:num w:numId="{id}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
        );
    }
    xml + "</w:numbering>"
}

/// The foot of odd pages and of even ones.
fn foot(doc: &Document, odd: bool) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let text =
        |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text));
    let print = doc.form.fingerprint.as_deref().unwrap_or_default();
    // Beside the code there is less room on the line.
    let size = |half_points: u32| {
        let size = format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#);
        if doc.form.code.is_some() { size } else { String::new() }
    };
    let small = format!(
        r#"<w:r><w:rPr><w:rStyle w:val="Small"/>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        size(PRINT_BESIDE / 10),
        escape(print)
    );
    let (place, inner) = match doc.form.pages {
        Pages::Dashed => {
            let place = if odd {
                r#"<w:ind w:right="280"/><w:jc w:val="right"/>"#
            } else {
                r#"<w:ind w:left="280"/><w:jc w:val="left"/>"#
            };
            (place, format!("{}{}{}{}", code(doc), text("— "), field("PAGE"), text(" —")))
        }
        Pages::OfTotal => {
            let edge = super::body::text_width(doc);
            // Beside the code.
            let left = if doc.form.code.is_some() { CODE_SIDE } else { 0 };
            let tabs = format!(
                r#"<w:tabs><w:tab w:val="clear" w:pos="8844"/><w:tab w:val="right" w:pos="{edge}"/></w:tabs><w:ind w:left="{left}"/>"#
            );
            let words = [
                text(&sheet::page_before(doc.lang)),
                field("PAGE"),
                text(&sheet::page_between(doc.lang)),
                field("NUMPAGES"),
                text(&sheet::page_after(doc.lang)),
            ];
            let look = format!("<w:r><w:rPr>{}</w:rPr>", size(PAGE_BESIDE / 10));
            let words = if doc.form.code.is_some() {
                words.concat().replace("<w:r>", &look)
            } else {
                words.concat()
            };
            return footer(&tabs, &format!("{}{small}<w:r><w:tab/></w:r>{words}", code(doc)));
        }
        Pages::None => ("", code(doc) + &small),
    };
    footer(place, &inner)
}

fn footer(place: &str, inner: &str) -> String {
    format!(
        r#"{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>{inner}</w:p></w:ftr>"#
    )
}
