//! What the user's folder says about documents: `documents/zh-CN.toml` and `en.toml`, and templates
//! beside them (`documents/zh-CN/notice.md`). A fault is told; then the program's own is used.

use super::config::{complaints, contents, language_name};
use super::out;
use crate::app::ordinary;
use crate::document::draft::{Arranged, Layout};
use crate::document::request::{Format, HouseStyle, Paper, SENTENCES};
use crate::export::settings::{Fonts, Settings};
use crate::export::template::{self, Template};
use crate::i18n::inputs::said;
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, cli as text, terms};
use crate::inputs::papers::{FontNames, Known, PaperFile, read_papers};
use std::path::{Path, PathBuf};
use strum::VariantArray as _;

/// What an office has set for its documents.
#[derive(Debug, Default)]
pub(super) struct Papers {
    pub(super) house: HouseStyle,
    pub(super) settings: Settings,
    /// Where templates may lie.
    templates: Option<PathBuf>,
    /// The file of the settings, for what is told of it.
    file: String,
}

impl Papers {
    /// Reads the settings of a language; no folder and no file are no fault.
    pub(super) fn load(config: Option<&Path>, lang: Lang) -> Self {
        let Some(folder) = config.map(|config| config.join("documents")) else {
            return Self::default();
        };
        let path = folder.join(language_name(lang)).with_extension("toml");
        let file = path.display().to_string();
        let documents: Vec<_> = Paper::VARIANTS
            .iter()
            .map(|p| (p.into_str(), crate::document::papers::parts(*p)))
            .collect();
        let known = Known { documents: &documents, sentences: SENTENCES };
        let (read, faults) = match contents(&path, &file) {
            Ok(bytes) => read_papers(&bytes, &file, known),
            Err(faults) => (PaperFile::default(), faults),
        };
        out::errors(&complaints(lang, &faults));
        let settings = Settings { fonts: fonts(&read.fonts) };
        let templates = Some(folder.join(language_name(lang)));
        Self { house: house(read, lang), settings, templates, file }
    }

    /// Where its settings stand.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The document in a template of the office's own; None where there is none, or it has a fault,
    /// which is told.
    pub(super) fn templated(
        &self,
        lang: Lang,
        paper: Paper,
        arranged: &Arranged,
        format: Format,
        told: &mut Vec<String>,
    ) -> Option<String> {
        if !template::FORMATS.contains(&format) {
            return None;
        }
        let name = format!("{}.{}", paper.into_str(), format.into_str());
        let path = self.templates.as_ref()?.join(name);
        let file = path.display().to_string();
        let mut tell = |line: String| told.push(text::own_template(lang, line));
        let read = ordinary::bounded(&path, ordinary::OWN);
        let read = read.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| std::io::ErrorKind::InvalidData.into())
        });
        let source = match read {
            Ok(source) => source,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => {
                tell(text::cannot_read(lang, &file, io_reason(lang, &error)));
                return None;
            }
        };
        let template = Template { file, source };
        match template::render(&template, paper, arranged, format) {
            Ok(text) => Some(text),
            Err(error) => {
                let template::TemplateError { file, line, detail } = error;
                tell(text::template_fault(lang, file, line, said(lang, &detail)));
                None
            }
        }
    }
}

fn house(file: PaperFile, lang: Lang) -> HouseStyle {
    let layouts = file
        .documents
        .into_iter()
        .map(|(name, layout)| (name, Layout { parts: layout.parts, headings: layout.headings }));
    HouseStyle {
        unit: file.unit,
        chair_unit: file.chair_unit,
        plain: file.plain,
        masthead: file.masthead,
        number: file.number,
        issuer: file.issuer,
        copies_to: terms::list(lang, &file.copies_to),
        sentences: file.sentences,
        layouts: layouts.collect(),
    }
}

/// The program's typefaces with those that are named.
fn fonts(names: &FontNames) -> Fonts {
    let mut fonts = Fonts::default();
    let set = |font: &mut String, name: &String| {
        if !name.is_empty() {
            font.clone_from(name);
        }
    };
    set(&mut fonts.title.name, &names.title);
    set(&mut fonts.heading.name, &names.heading);
    set(&mut fonts.subheading.name, &names.subheading);
    set(&mut fonts.body.name, &names.body);
    set(&mut fonts.plain.name, &names.plain);
    set(&mut fonts.latin, &names.latin);
    fonts.pdf = Some(&names.pdf).filter(|path| !path.is_empty()).map(PathBuf::from);
    fonts
}
