//! What forms ask for beyond the open session: new sessions, templates, follow-up elsewhere, files.
//!
//! Files are read beside the loop, so that the screen never waits for a disk. Must not hold a rule.

use super::{App, clock, ordinary};
use crate::document::onward::{self, Head};
use crate::domain::meeting::Command;
use crate::domain::person::Person;
use crate::domain::recorded::{By, Role};
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::i18n::{Lang, inputs as plan_text, store as store_text, ui::prepare as words};
use crate::inputs::{self, Faults, template};
use crate::tui::effect::{Basis, Request, Wanted};
use crate::tui::overlays::{FileEntry, Listing};
use crate::tui::ui::Offers;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What was done beside the loop.
#[derive(Debug)]
pub(super) enum Done {
    Listed(Listing),
    Roster { file: String, read: Result<Vec<Person>, Vec<String>> },
    Container { file: String, read: Result<Vec<u8>, String> },
}

/// The largest roster that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

impl App {
    pub(super) fn request(&mut self, request: Request, token: u64) {
        match request {
            Request::New { head, basis } => self.make(*head, basis, token),
            Request::Plan(plan) => self.create(*plan, token),
            Request::SaveTemplate { name } => {
                let saved = self.save_template(&name);
                match saved {
                    Ok(text) => self.ui.granted(token, text),
                    Err(why) => self.ui.denied(token, why),
                }
            }
            Request::Follow { session, command } => self.follow(session, *command, token),
            Request::TakeIn => self.take_container(token),
        }
    }

    fn make(&mut self, head: Head, basis: Basis, token: u64) {
        let zone = self.zone.local_minus_utc();
        let plan = match basis {
            Basis::Usual => onward::fresh(&self.catalog, &head, zone, true, self.lang),
            Basis::Empty => onward::fresh(&self.catalog, &head, zone, false, self.lang),
            Basis::Copy(from) => {
                let catalog = std::sync::Arc::clone(&self.catalog);
                let make = move |m: &crate::domain::meeting::Meeting| {
                    let plan = onward::copy(m, &head, &catalog);
                    let stamp = clock::planned(&plan, office());
                    (plan, stamp)
                };
                let asked = self.session.derive(token, from, Box::new(make));
                return self.at_store(asked, token);
            }
            Basis::Template(name) => match self.read_template(&name, &head) {
                Ok(plan) => Some(plan),
                Err(why) => return self.ui.denied(token, why),
            },
        };
        match plan {
            Some(plan) => self.create(plan, token),
            None => self.ui.denied(token, words::template_nowhere(self.lang)),
        }
    }

    fn create(&mut self, plan: Plan, token: u64) {
        if let Err(error) = crate::store::check_id(&plan.id) {
            let why = store_text::store_error_text(self.lang, &error);
            return self.ui.denied(token, why);
        }
        self.drafts.flush_all(&self.session);
        let stamp = clock::planned(&plan, office());
        let asked = self.session.create_for(token, plan, stamp);
        self.at_store(asked, token);
    }

    fn follow(&mut self, session: String, command: Command, token: u64) {
        let stamp = clock::stamp(self.zone, None, self.by.clone());
        let asked = self.session.follow(token, session, command, stamp);
        self.at_store(asked, token);
    }

    /// What only the store can do is refused at an attached terminal: its sessions are the host's.
    pub(super) fn at_store(&mut self, asked: bool, token: u64) {
        if !asked {
            self.ui.denied(token, words::only_at_host(self.lang));
        }
    }

    fn template_path(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.templates.as_ref().ok_or(words::template_nowhere(self.lang))?;
        // The same signs that an id may have: a template is a file.
        crate::store::check_id(name).map_err(|_| words::template_bad_name(self.lang, name))?;
        Ok(folder.join(format!("{name}.toml")))
    }

    fn save_template(&mut self, name: &str) -> Result<String, String> {
        let path = self.template_path(name)?;
        let Some(m) = self.ui.meeting() else { return Err(words::template_nowhere(self.lang)) };
        let made = template::of(&onward::plan_now(m), &self.catalog);
        let cannot = |e: std::io::Error| words::template_not_written(self.lang, path.display(), e);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(cannot)?;
        }
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        match file {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(words::template_exists(self.lang, name));
            }
            Err(e) => return Err(cannot(e)),
            Ok(mut file) => {
                use std::io::Write as _;
                let written = file.write_all(made.text.as_bytes()).and_then(|()| file.sync_all());
                if let Err(e) = written {
                    // Nothing half-done is left.
                    let _ = std::fs::remove_file(&path);
                    return Err(cannot(e));
                }
            }
        }
        self.ui.offers.templates.push(name.to_owned());
        Ok(words::template_saved(self.lang, name, made.scrubbed))
    }

    fn read_template(&self, name: &str, head: &Head) -> Result<Plan, String> {
        let path = self.template_path(name)?;
        let file = path.display().to_string();
        let bytes = std::fs::read(&path)
            .map_err(|e| crate::i18n::cli::cannot_read(self.lang, path.display(), e))?;
        let own = inputs::Head {
            id: head.id.clone(),
            title: head.title.clone(),
            date: head.date,
            start: head.start,
        };
        let made = template::plan_from(&bytes, &file, &self.catalog, Vec::new(), &own);
        made.map_err(|faults| told(self.lang, &faults).join("\n"))
    }

    /// Lists a folder beside the loop.
    pub(super) fn browse(&self, folder: Option<PathBuf>, wanted: Wanted) {
        let (sender, lang) = (self.beside.clone(), self.lang);
        std::thread::spawn(move || {
            let listing = list(folder, wanted, lang);
            let _ = sender.send(Done::Listed(listing));
        });
    }

    /// Reads the file that was chosen; `~` is the user's folder, as a shell has it.
    pub(super) fn read_file(&self, path: PathBuf, wanted: Wanted) {
        let path = match (path.strip_prefix("~"), etcetera::home_dir()) {
            (Ok(rest), Ok(home)) => home.join(rest),
            _ => path,
        };
        match wanted {
            Wanted::Roster => self.read_roster(path),
            Wanted::Sessions => self.read_container(path),
        }
    }

    /// Reads a roster beside the loop; whoever has no id in it keeps the one known here.
    fn read_roster(&self, path: PathBuf) {
        let known: Vec<Person> = self.ui.meeting().map_or_else(Vec::new, |m| {
            m.roll.entries.iter().map(|entry| entry.person.clone()).collect()
        });
        let (sender, lang) = (self.beside.clone(), self.lang);
        std::thread::spawn(move || {
            let file = name_of(&path);
            let read = ordinary::read(&path, MOST_BYTES, lang).map_err(|why| vec![why]);
            let read = read.and_then(|bytes| {
                inputs::read_roster_for(&bytes, &file, &known).map_err(|faults| told(lang, &faults))
            });
            let _ = sender.send(Done::Roster { file, read });
        });
    }

    pub(super) fn done_beside(&mut self, done: Done) {
        match done {
            Done::Listed(listing) => self.ui.listed(listing),
            Done::Roster { file, read } => self.ui.roster_read(&file, read),
            Done::Container { file, read } => self.container_came(file, read),
        }
    }
}

/// Whoever prepares acts for the office, as `new` does.
fn office() -> By {
    By::new("office", Role::Office)
}

fn told(lang: Lang, faults: &Faults) -> Vec<String> {
    let each = faults.list.iter().map(|fault| plan_text::fault_text(lang, fault).to_string());
    let mut lines: Vec<String> = each.collect();
    if faults.more > 0 {
        lines.push(plan_text::more(lang, faults.more));
    }
    lines
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a file is to be offered. A file of sessions may have any name: its first bytes tell.
fn is_wanted(path: &Path, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Roster => is_roster(path),
        Wanted::Sessions => path.is_file() && begins_as_container(path),
    }
}

fn begins_as_container(path: &Path) -> bool {
    let mut first = [0; CONTAINER.len()];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && first == *CONTAINER
}

/// How the first line of every file of sessions begins (docs/files.md).
const CONTAINER: &[u8; 10] = b"{\"yishi\":\"";

fn is_roster(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    ending == "csv" || ending == "xlsx"
}

/// The folder named; else the one where the program was started if it has such a file, else home.
fn list(folder: Option<PathBuf>, wanted: Wanted, lang: Lang) -> Listing {
    if let Some(folder) = folder {
        return listing_of(folder, wanted, lang);
    }
    let here = std::env::current_dir().unwrap_or_default();
    let found = listing_of(here, wanted, lang);
    if found.entries.iter().any(|entry| !entry.is_folder) {
        return found;
    }
    match etcetera::home_dir() {
        Ok(home) => listing_of(home, wanted, lang),
        Err(_) => found,
    }
}

/// Folders first, then such files, each by name; what is hidden stays so.
fn listing_of(folder: PathBuf, wanted: Wanted, lang: Lang) -> Listing {
    let entries = std::fs::read_dir(&folder).map(|found| {
        let each = found.filter_map(Result::ok).map(|entry| {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            FileEntry { is_folder: path.is_dir(), name, path }
        });
        let seen = each.filter(|entry| !entry.name.starts_with('.'));
        let mut entries: Vec<FileEntry> =
            seen.filter(|entry| entry.is_folder || is_wanted(&entry.path, wanted)).collect();
        entries.sort_by(|a, b| b.is_folder.cmp(&a.is_folder).then_with(|| a.name.cmp(&b.name)));
        entries
    });
    match entries {
        Ok(entries) => Listing { folder, entries, fault: None },
        Err(e) => {
            let fault = Some(crate::i18n::cli::cannot_read(lang, folder.display(), e));
            Listing { folder, entries: Vec::new(), fault }
        }
    }
}

/// What a new session can be made from: presets, and the templates of the user's folder.
pub(super) fn offers(catalog: &Catalog, templates: Option<&Path>) -> Offers {
    let rules = catalog.rules.iter().map(|rule| (rule.id.clone(), rule.name.clone())).collect();
    let found = templates.and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = found.into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let plans = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let names = plans.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut templates: Vec<String> = names.collect();
    templates.sort();
    Offers { rules, templates }
}
