//! A document in a template of the office's own: Markdown, HTML or plain text.
//!
//! Everything a template is given is already written and escaped in its format, so that no template
//! can let a text become markup. A template has so many steps and no more. Must not read files.

use crate::document::draft::Arranged;
use crate::document::papers;
use crate::document::request::{Format, Paper};
use crate::export::{html, md, txt};
use crate::text::clean::shown;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A template as it was read, with the name under which its faults are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub file: String,
    pub source: String,
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {detail}")]
pub struct TemplateError {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub detail: String,
}

/// Far more than any document takes; a loop without an end stops here.
const FUEL: u64 = 2_000_000;

/// The longest expression, in characters; a deeper one would need more stack than there is.
const LONGEST: usize = 1_000;

/// The most `elif` of a template: each is parsed within the one before.
const MOST_ELIF: usize = 200;

/// The formats that a template can be written for.
pub const FORMATS: [Format; 3] = [Format::Md, Format::Html, Format::Txt];

/// The text of a document as the template sets it.
pub fn render(
    template: &Template,
    paper: Paper,
    arranged: &Arranged,
    format: Format,
) -> Result<String, TemplateError> {
    let mut env = Environment::new();
    env.set_fuel(Some(FUEL));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    let fault = |error: &minijinja::Error| {
        let mut detail = error.kind().to_string();
        if let Some(more) = error.detail() {
            detail = format!("{detail}: {more}");
        }
        TemplateError { file: template.file.clone(), line: error.line().unwrap_or(1), detail }
    };
    if let Some((line, detail)) = too_deep(&template.source) {
        return Err(TemplateError { file: template.file.clone(), line, detail });
    }
    env.add_template("document", &template.source).map_err(|error| fault(&error))?;
    let found = env.get_template("document").map_err(|error| fault(&error))?;
    let mut text = found.render(given(paper, arranged, format)).map_err(|error| fault(&error))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    // What the documents' own texts went through where they came in; a page may end.
    let pages: Vec<Cow<'_, str>> = text.split('\u{c}').map(shown).collect();
    Ok(pages.join("\u{c}"))
}

/// The first expression or statement that would need more stack than there is, for each step of it
/// costs some: its line, and what is wrong.
fn too_deep(source: &str) -> Option<(usize, String)> {
    let (mut line, mut elifs) = (1, 0);
    let mut rest = source;
    // In one pass: to look for each by itself would go through all of the rest at every tag.
    let first = |text: &str, signs: [&[u8]; 2]| {
        text.as_bytes().windows(2).position(|two| signs.contains(&two))
    };
    while let Some(at) = first(rest, [b"{{", b"{%"]) {
        let (before, inside) = rest.split_at(at);
        line += before.matches('\n').count();
        let end = first(inside, [b"}}", b"%}"]).unwrap_or(inside.len());
        let (tag, after) = inside.split_at(end);
        if tag.chars().count() > LONGEST {
            return Some((line, format!("an expression has more than {LONGEST} characters")));
        }
        let word =
            tag.get(2..).unwrap_or_default().trim_start_matches(['-', '+', ' ', '\t', '\n', '\r']);
        elifs += usize::from(word.starts_with("elif"));
        if elifs > MOST_ELIF {
            return Some((line, format!("there are more than {MOST_ELIF} elif")));
        }
        line += tag.matches('\n').count();
        rest = after;
    }
    None
}

/// What a template may name: docs/documents.md lists it.
fn given(paper: Paper, arranged: &Arranged, format: Format) -> Value {
    let doc = &arranged.doc;
    let write = |blocks: &[_]| match format {
        Format::Html => html::blocks(blocks, doc.lang),
        Format::Md => md::blocks(blocks, doc.lang),
        _ => txt::blocks(blocks, doc.lang),
    };
    let text = |text: &str| match format {
        Format::Html => minijinja::HtmlEscape(text).to_string(),
        Format::Md => md::escape(text),
        _ => txt::flat(text),
    };
    // Every part by its name, those that this meeting has not as empty texts; of a document with
    // several pages, the first.
    let mut named: BTreeMap<&str, Value> = BTreeMap::new();
    for key in papers::parts(paper).iter().copied() {
        named.insert(key, context! { key => key, heading => "", text => "" });
    }
    let mut parts = Vec::new();
    for part in arranged.parts.iter().rev() {
        let (heading, body) = (text(&part.heading), write(&part.blocks));
        let value = context! { key => part.key, heading, text => body };
        named.insert(part.key, value.clone());
        parts.push(value);
    }
    parts.reverse();
    let whole = write(&doc.blocks);
    let masthead = doc.form.masthead.as_ref().map(|head| {
        let [name, number, unit, date] =
            [&head.name, &head.number, &head.unit, &head.date].map(|field| text(field));
        context! { name, number, unit, date }
    });
    let (top, foot) = match format {
        Format::Html => (html::top(doc), html::foot(doc)),
        Format::Md => (md::top(doc), md::foot(doc)),
        _ => (txt::top(doc), txt::foot(doc)),
    };
    let head = if format == Format::Html { html::head(doc) } else { String::new() };
    let fingerprint = doc.form.fingerprint.as_deref().map(text);
    context! {
        title => text(&doc.title),
        head,
        top,
        text => whole,
        foot,
        masthead,
        parts,
        part => named,
        fingerprint,
    }
}
