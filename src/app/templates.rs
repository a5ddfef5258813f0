//! The user's templates: listed, read and written beside the loop.
//!
//! Must not know what a template holds.

use super::beside::{Progress, Waits};
use super::done::Done;
use super::requests::told;
use super::{App, ordinary};
use crate::document::onward;
use crate::domain::rule::Catalog;
use crate::domain::session::{Head, Plan};
use crate::export::file::{self, Existing, FileError};
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, ui::prepare as words};
use crate::inputs::template;
use crate::session::Token;
use crate::tui::ui::Offers;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest template that is read, in bytes; a page of text has some thousand.
const MOST_BYTES: u64 = 4 << 20;

impl App {
    /// Asks what new sessions can be made from; false where nobody will answer.
    pub(super) fn look_for_templates(&mut self) -> bool {
        let (catalog, folder) = (Arc::clone(&self.setup.catalog), self.setup.templates.clone());
        let look = move |_: &Progress| Done::Offers(offers(&catalog, folder.as_deref()));
        // Without a thread there are no templates to choose from, and everything else.
        self.beside.start(Waits::Overlay, look).is_ok()
    }

    pub(super) fn save_template(&mut self, name: String, token: Token) {
        let path = match self.template_path(&name) {
            Ok(path) => path,
            Err(why) => return self.ui.denied(token, why),
        };
        let Some(m) = self.ui.meeting() else {
            return self.ui.denied(token, words::template_nowhere(self.lang));
        };
        let made = template::of(&onward::plan_now(m), &self.setup.catalog);
        let lang = self.lang;
        let save = move |_: &Progress| {
            let said = save(&path, &name, &made.text, lang)
                .map(|()| words::template_saved(lang, &name, made.scrubbed));
            Done::TemplateSaved { token, name, said }
        };
        self.beside_form(token, save);
    }

    /// Makes a session from a template.
    pub(super) fn make_from(&mut self, name: &str, head: Head, token: Token) {
        let path = match self.template_path(name) {
            Ok(path) => path,
            Err(why) => return self.ui.denied(token, why),
        };
        let (catalog, lang) = (Arc::clone(&self.setup.catalog), self.lang);
        self.beside_form(token, move |_| {
            let plan = read(&path, &head, &catalog, lang).map(Box::new);
            Done::TemplateRead { token, plan }
        });
    }

    fn template_path(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.setup.templates.as_ref().ok_or(words::template_nowhere(self.lang))?;
        // The same signs that an id may have: a template is a file.
        crate::store::check_new_id(name).map_err(|_| words::template_bad_name(self.lang, name))?;
        Ok(folder.join(format!("{name}.toml")))
    }
}

fn save(path: &Path, name: &str, text: &str, lang: Lang) -> Result<(), String> {
    let cannot =
        |e: &std::io::Error| words::template_not_written(lang, path.display(), io_reason(lang, e));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| cannot(&e))?;
    }
    file::write(path, text.as_bytes(), Existing::Keep).map_err(|error| match error {
        FileError::Exists(_) => words::template_exists(lang, name),
        FileError::Io { source, .. } => cannot(&source),
        error => error.words(lang),
    })
}

fn read(path: &Path, head: &Head, catalog: &Catalog, lang: Lang) -> Result<Plan, String> {
    let bytes = ordinary::read(path, MOST_BYTES, lang)?;
    let file = path.display().to_string();
    let made = template::plan_from(&bytes, &file, catalog, Vec::new(), head);
    made.map_err(|faults| told(lang, &faults).join("\n"))
}

/// What a new session can be made from: presets, and the templates of the user's folder.
fn offers(catalog: &Catalog, templates: Option<&Path>) -> Offers {
    let rules = catalog.by_purpose().cloned().collect();
    let found = templates.and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = found.into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let plans = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let names = plans.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut templates: Vec<String> = names.collect();
    templates.sort();
    Offers { rules, templates }
}
