//! What forms ask for beyond the open session: new sessions, templates, follow-up elsewhere, files.
//!
//! Files are read beside the loop, so that the screen never waits for a disk. Must not hold a rule.

use super::beside::{Progress, Waits};
use super::done::Done;
use super::{App, clock};
use crate::document::onward;
use crate::domain::meeting::Command;
use crate::domain::session::{Head, Plan};
use crate::domain::stamp::{By, Role};
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, inputs as plan_text, store as store_text, ui::prepare as words};
use crate::inputs::Faults;
use crate::tui::effect::{Basis, Request, RosterRequest, Wanted};
use crate::tui::overlays::{FileEntry, Listing};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The largest roster that is read, in bytes.
pub(super) const MOST_BYTES: u64 = 64 << 20;

impl App {
    pub(super) fn request(&mut self, request: Request, token: u64) {
        match request {
            Request::New { head, basis } => self.make(*head, basis, token),
            Request::Plan(plan) => self.create(*plan, token),
            Request::SaveTemplate { name } => self.save_template(name, token),
            Request::Follow { session, command } => self.follow(session, *command, token),
            Request::TakeIn => self.take_container(token),
        }
    }

    fn make(&mut self, head: Head, basis: Basis, token: u64) {
        let zone = self.time.zone.local_minus_utc();
        let plan = match basis {
            Basis::Usual => onward::fresh(&self.setup.catalog, &head, zone, true, self.lang),
            Basis::Empty => onward::fresh(&self.setup.catalog, &head, zone, false, self.lang),
            Basis::Copy(from) => {
                let catalog = std::sync::Arc::clone(&self.setup.catalog);
                let make = move |m: &crate::domain::meeting::Meeting| {
                    let plan = onward::copy(m, &head, &catalog);
                    let stamp = clock::planned(&plan, office());
                    (plan, stamp)
                };
                let asked = self.session.derive(token, from, Box::new(make));
                return self.at_store(asked, token);
            }
            Basis::Template(name) => return self.make_from(&name, head, token),
        };
        match plan {
            Some(plan) => self.create(plan, token),
            None => self.ui.denied(token, words::template_nowhere(self.lang)),
        }
    }

    fn create(&mut self, plan: Plan, token: u64) {
        if let Err(error) = crate::store::check_new_id(&plan.id) {
            let why = store_text::store_error_text(self.lang, &error);
            return self.ui.denied(token, why);
        }
        self.open.drafts.flush_all(&self.session);
        let stamp = clock::planned(&plan, office());
        let asked = self.session.create_for(token, plan, stamp);
        self.at_store(asked, token);
    }

    fn follow(&mut self, session: String, command: Command, token: u64) {
        let stamp = clock::stamp(self.time.zone, None, self.setup.by.clone());
        let asked = self.session.follow(token, session, command, stamp);
        self.at_store(asked, token);
    }

    /// What only the store can do is refused at an attached terminal: its sessions are the host's.
    pub(super) fn at_store(&mut self, asked: bool, token: u64) {
        if !asked {
            self.ui.denied(token, words::only_at_host(self.lang));
        }
    }

    /// Work that a form waits for.
    pub(super) fn beside_form(
        &mut self,
        token: u64,
        work: impl FnOnce(&Progress) -> Done + Send + 'static,
    ) {
        if let Err(error) = self.beside.start(Waits::Form(token), work) {
            self.ui
                .denied(token, crate::i18n::ui::no_thread(self.lang, io_reason(self.lang, &error)));
        }
    }

    /// Work that goes on while the screen is used.
    pub(super) fn beside_screen(&mut self, work: impl FnOnce(&Progress) -> Done + Send + 'static) {
        if let Err(error) = self.beside.start(Waits::Nobody, work) {
            self.ui.warn(crate::i18n::ui::no_thread(self.lang, io_reason(self.lang, &error)));
        }
    }

    /// Work for the overlay on top, which is closed by its own key.
    pub(super) fn beside_overlay(&mut self, work: impl FnOnce(&Progress) -> Done + Send + 'static) {
        if let Err(error) = self.beside.start(Waits::Overlay, work) {
            self.ui.warn(crate::i18n::ui::no_thread(self.lang, io_reason(self.lang, &error)));
        }
    }

    /// Lists a folder beside the loop.
    pub(super) fn browse(&mut self, folder: Option<PathBuf>, wanted: Wanted) {
        let lang = self.lang;
        self.beside_overlay(move |_| Done::Listed(list(folder, wanted, lang)));
    }

    /// Reads the file that was chosen; `~` is the user's folder, as a shell has it.
    pub(super) fn read_file(&mut self, path: PathBuf, wanted: Wanted) {
        let path = match (path.strip_prefix("~"), etcetera::home_dir()) {
            (Ok(rest), Ok(home)) => home.join(rest),
            _ => path,
        };
        match wanted {
            Wanted::Roster => {
                self.read_roster(RosterRequest { path, ..RosterRequest::default() });
            }
            Wanted::Sessions => self.read_container(path),
        }
    }

    /// What a thread has done. What was given up is told only where it has changed a file.
    pub(super) fn done_beside(&mut self, done: Done, awaited: bool) {
        match done {
            Done::Offers(offers) => {
                self.ui.home.offers = offers;
                self.opening = None;
            }
            Done::TemplateSaved { token, name, said } => {
                if said.is_ok() {
                    self.ui.home.offers.templates.push(name);
                }
                match (said, awaited) {
                    (Ok(text), true) => self.ui.granted(token, text),
                    (Ok(text), false) => self.ui.say(text),
                    (Err(why), true) => self.ui.denied(token, why),
                    (Err(_), false) => {}
                }
            }
            Done::TemplateRead { token, plan: Ok(plan) } if awaited => self.create(*plan, token),
            Done::TemplateRead { token, plan: Err(why) } if awaited => self.ui.denied(token, why),
            Done::Rescued(Ok(said)) => self.ui.say(said),
            Done::Rescued(Err(why)) if awaited => self.ui.warn(why),
            Done::Exported(wanted, came) => self.was_exported(&wanted, came, awaited),
            Done::FolderShown(Some(why)) => self.ui.warn(why),
            Done::TemplateRead { .. }
            | Done::Rescued(Err(_))
            | Done::FolderShown(None)
            | Done::Kept => {}
            Done::Listed(listing) => self.ui.listed(listing),
            Done::Roster(seen) => self.ui.roster_seen(*seen),
            Done::Container { file, read } => self.container_came(file, read),
        }
    }
}

/// Whoever prepares acts for the office, as `new` does.
fn office() -> By {
    By::new("office", Role::Office)
}

pub(super) fn told(lang: Lang, faults: &Faults) -> Vec<String> {
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
    ["csv", "txt", "xlsx", "xlsm", "xls", "et", "ods", "docx", "md"]
        .iter()
        .any(|known| ending == *known)
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
pub(super) fn listing_of(folder: PathBuf, wanted: Wanted, lang: Lang) -> Listing {
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
            let fault =
                Some(crate::i18n::cli::cannot_read(lang, folder.display(), io_reason(lang, &e)));
            Listing { folder, entries: Vec::new(), fault }
        }
    }
}
