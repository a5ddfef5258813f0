//! Where things are: the store, the user's configuration, the language of this run.

use super::config::Own;
use super::fail::{FAILED, Fail};
use super::out;
use super::papers::Papers;
use super::progress::Progress;
use crate::app::ordinary;
use crate::domain::names::ListOrder;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, refusal, store as store_text};
use crate::inputs::config::ThemeName;
use crate::inputs::rules;
use crate::session::{Host, Labels, MARK, Opener, SessionError, ThroughHost, Watch};
use crate::store::{Damage, Held, Log, MemoryLog, SledLog, StoreError, is_there};
use crate::tui::config::Settings;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// A record of fewer lines is read in much less than half a second on any machine.
const LONG_RECORD: u64 = 2_000;

#[derive(Debug)]
pub(super) struct Environment {
    pub(super) store: PathBuf,
    pub(super) lang: Lang,
    pub(super) ascii: bool,
    pub(super) no_color: bool,
    /// What `config.toml` says.
    pub(super) own: Own,
    config: Option<PathBuf>,
    state: Option<PathBuf>,
}

impl Environment {
    /// The same place with what the arguments say; `lang` is the language that was found before
    /// they were read.
    pub(super) fn with(mut self, store: Option<PathBuf>, ascii: bool, no_color: bool) -> Self {
        self.store = store.unwrap_or(self.store);
        self.ascii |= ascii;
        self.no_color |= no_color;
        self
    }

    /// The user's folder; None where the system names none.
    pub(super) fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    /// Where the log file is, or would be; None where the system names no folder for it.
    pub(super) fn log_file(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|folder| folder.join("yishi.log"))
    }

    /// Every fault of the user's own files, a line each.
    pub(super) fn own_faults(&self) -> Vec<String> {
        let (_, words) = self.own.settings(self.config(), self.lang);
        let mut lines = self.own.complaints(self.lang);
        lines.extend(words);
        lines.extend(self.good_rules().1);
        lines
    }

    /// Flags before environment before the user's own file before the platform's places.
    /// The locale is the platform's: who writes a language into the file means it.
    pub(super) fn find(lang: Option<Lang>) -> Self {
        let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let (top_level_domain, author) = ("cn".to_owned(), "yishi".to_owned());
        let args = AppStrategyArgs { top_level_domain, author, app_name: "yishi".to_owned() };
        let home = choose_app_strategy(args).ok();
        let data = || home.as_ref().map_or_else(|| PathBuf::from("yishi"), AppStrategy::data_dir);
        let locale = || {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            names.iter().find_map(|name| var(name)).as_deref().and_then(Lang::parse)
        };
        let config = home.as_ref().map(AppStrategy::config_dir);
        let own = Own::load(config.as_deref());
        Self {
            store: var("YISHI_STORE").map_or_else(|| data().join("store"), PathBuf::from),
            lang: lang
                .or_else(|| var("YISHI_LANG").as_deref().and_then(Lang::parse))
                .or_else(|| own.config.language.and_then(Lang::parse))
                .or_else(locale)
                .unwrap_or_default(),
            ascii: own.config.ascii.unwrap_or_default(),
            no_color: var("NO_COLOR").is_some(),
            own,
            config,
            state: home.as_ref().map(|home| home.state_dir().unwrap_or_else(|| home.data_dir())),
        }
    }

    /// The store, for writing: nobody else may have it.
    pub(super) fn write(&self) -> Result<Box<dyn Log>, Fail> {
        let log = SledLog::open(&self.store)?;
        self.tell(&log);
        Ok(Box::new(log))
    }

    /// Whether there is a store at all. What reads, and what goes on with a session, makes none.
    pub(super) fn has_store(&self) -> Result<bool, Fail> {
        Ok(is_there(&self.store)?)
    }

    pub(super) fn no_store(&self) -> Fail {
        Fail::failed(crate::i18n::cli::no_store(self.lang, self.store.display()))
    }

    /// The store that is there, for writing; where another process has it, that error for itself.
    pub(super) fn try_write(&self) -> Result<Result<Box<dyn Log>, StoreError>, Fail> {
        match SledLog::open(&self.store) {
            Ok(log) => {
                self.tell(&log);
                Ok(Ok(Box::new(log)))
            }
            Err(held @ StoreError::InUse { .. }) => Ok(Err(held)),
            Err(error) => Err(error.into()),
        }
    }

    /// The store, for reading: also while somebody runs a meeting in it, and without making one.
    pub(super) fn read(&self) -> Result<Box<dyn Log>, Fail> {
        if !self.has_store()? {
            return Ok(Box::new(MemoryLog::new()));
        }
        let Some((log, alone)) = self.unheld()? else {
            let (dir, catalog) = (self.store.clone(), self.catalog()?);
            return Ok(Box::new(ThroughHost::open(dir, self.lang, catalog)?));
        };
        if alone {
            self.tell(&log);
        } else {
            super::out::errors(&[store_text::only_reading(self.lang, self.store.display())]);
        }
        Ok(Box::new(log))
    }

    /// The store for a screen: only held, where what the screen begins with is known without opening
    /// it; else opened, for reading where it cannot be written, which the screen says.
    pub(super) fn held_for<T>(
        &self,
        known: impl FnOnce(&Held) -> Option<T>,
    ) -> Result<AtStart<T>, Fail> {
        let held = match SledLog::hold(&self.store) {
            Ok(held) => held,
            Err(error) => return self.shown(Err(error)).map(AtStart::Open),
        };
        match known(&held) {
            Some(known) => Ok(AtStart::Held(held, known)),
            None => self.shown(held.open()).map(AtStart::Open),
        }
    }

    /// What a screen has of a store that was opened, or could not be.
    pub(super) fn shown(&self, opened: Result<SledLog, StoreError>) -> Result<Box<dyn Log>, Fail> {
        match opened {
            Ok(log) => {
                self.tell(&log);
                Ok(Box::new(log))
            }
            Err(StoreError::ReadOnly { .. } | StoreError::Permission { .. })
                if self.has_store()? =>
            {
                Ok(Box::new(SledLog::open_read_only(&self.store)?))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a held store beside the screen; what is to be told goes to `told`, for when the terminal
    /// is given back.
    pub(super) fn opener(
        &self,
        held: Held,
        catalog: Option<Arc<Catalog>>,
        told: Sender<Vec<String>>,
    ) -> Opener {
        let (lang, store) = (self.lang, self.store.clone());
        Box::new(move || {
            let log = match held.open() {
                Ok(log) => {
                    let _ = told.send(found(lang, &store, &log));
                    log
                }
                Err(StoreError::ReadOnly { .. } | StoreError::Permission { .. }) => {
                    SledLog::open_read_only(&store)?
                }
                Err(error) => return Err(error),
            };
            let catalog = catalog.unwrap_or_else(|| Arc::new(rules::builtin()));
            Ok((Box::new(log), catalog))
        })
    }

    /// What opening the store for writing found and mended.
    pub(super) fn tell(&self, log: &SledLog) {
        super::out::errors(&found(self.lang, &self.store, log));
    }

    /// The same from the files alone and without a word, and whether all of it could be compared:
    /// beside another process, and where nothing can be written, the journals alone are read.
    pub(super) fn reader(&self) -> Result<(SledLog, bool), StoreError> {
        match self.unheld()? {
            Some(opened) => Ok(opened),
            None => Ok((SledLog::open_read_only(&self.store)?, false)),
        }
    }

    /// The store, and whether it could be opened whole; None while another process holds it.
    fn unheld(&self) -> Result<Option<(SledLog, bool)>, StoreError> {
        match SledLog::open(&self.store) {
            Ok(log) => Ok(Some((log, true))),
            Err(StoreError::InUse { .. }) => Ok(None),
            Err(
                StoreError::ReadOnly { .. }
                | StoreError::Permission { .. }
                | StoreError::Full { .. },
            ) => Ok(Some((SledLog::open_read_only(&self.store)?, false))),
            Err(error) => Err(error),
        }
    }

    /// Repairs are never silent, whenever they are found.
    pub(super) fn tell_damage(&self, damage: &[Damage]) {
        super::out::errors(&damage_found(self.lang, damage));
    }

    /// What the screen is to have from the user's folder; what is wrong with the words is told.
    pub(super) fn settings(&self) -> Settings {
        let (settings, complaints) = self.own.settings(self.config.as_deref(), self.lang);
        super::out::errors(&complaints);
        Settings { house: self.papers().house, documents: documents(), ..settings }
    }

    /// What the user has set for documents, in the language of this run; what is wrong is told.
    pub(super) fn papers(&self) -> Papers {
        Papers::load(self.config.as_deref(), self.lang)
    }

    /// How lists of people are ordered on paper.
    pub(super) fn list_order(&self) -> ListOrder {
        self.own.config.order.unwrap_or_default()
    }

    /// The palette: `NO_COLOR` and its flag before the user's theme. None where neither is given.
    pub(super) fn palette(&self) -> Option<ThemeName> {
        if self.no_color {
            return Some(ThemeName::Mono);
        }
        self.own.config.theme
    }

    /// The presets: the program's own and those in the user's folder. A file with a fault, or that
    /// cannot be read, is told and left out: it must not keep a meeting from being opened.
    pub(super) fn catalog(&self) -> Result<Arc<Catalog>, Fail> {
        let (good, lines) = self.good_rules();
        super::out::errors(&lines);
        self.load(&good)
    }

    /// Whether the user has rules of their own, or a folder of them that cannot be read.
    pub(super) fn has_rules(&self) -> bool {
        let (files, unread) = self.rule_files();
        !files.is_empty() || !unread.is_empty()
    }

    /// The files of the user's rules that can be used, and what is wrong with the others.
    fn good_rules(&self) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
        let (mut files, mut lines) = self.rule_files();
        files.retain(|file| match rules::load_catalog(std::slice::from_ref(file)) {
            Ok(_) => true,
            Err(faults) => {
                lines.extend(Fail::faults(self.lang, &faults).lines(self.lang));
                false
            }
        });
        (files, lines)
    }

    /// The same, refused where any file has a fault: for those who are about to use a rule.
    pub(super) fn whole_catalog(&self) -> Result<Arc<Catalog>, Fail> {
        self.load(&self.all_rule_files()?)
    }

    fn load(&self, files: &[(String, Vec<u8>)]) -> Result<Arc<Catalog>, Fail> {
        rules::load_catalog(files).map(Arc::new).map_err(|faults| Fail::faults(self.lang, &faults))
    }

    /// Where the user's templates are kept.
    pub(super) fn templates(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|config| config.join("templates"))
    }

    /// The user's own file of a rule, if there is one.
    pub(super) fn rule_file(&self, id: &str) -> Result<Option<(PathBuf, Vec<u8>)>, Fail> {
        let of = |(file, bytes): &(String, Vec<u8>)| {
            rules::read_rule(bytes, file).is_ok_and(|rule| rule.id == id)
        };
        let found = self.all_rule_files()?.into_iter().find(of);
        Ok(found.map(|(file, bytes)| (PathBuf::from(file), bytes)))
    }

    fn all_rule_files(&self) -> Result<Vec<(String, Vec<u8>)>, Fail> {
        match self.rule_files() {
            (files, unread) if unread.is_empty() => Ok(files),
            (_, unread) => Err(Fail::said(FAILED, unread)),
        }
    }

    /// The files of the user's rules, and why some cannot be read.
    fn rule_files(&self) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
        let folder = self.config.as_ref().map(|config| config.join("rules"));
        folder.map(|folder| rule_files(&folder, self.lang)).unwrap_or_default()
    }

    /// The session that is meant by an id, or by `~` and digits of its first line's hash with the id
    /// before them or without.
    pub(super) fn named(&self, typed: &str) -> Result<String, Fail> {
        if !typed.contains(MARK) || !self.store.exists() {
            return Ok(typed.to_owned());
        }
        // The journals alone say it, and need no lock.
        let found = Labels::of(&SledLog::open_read_only(&self.store)?)?.meant(typed);
        match found.as_slice() {
            [] => Err(StoreError::NoSession { session: typed.to_owned() }.into()),
            [one] => Ok(one.clone()),
            several => {
                let several = crate::i18n::terms::list(self.lang, several);
                Err(Fail::bad_input(crate::i18n::cli::which_session(self.lang, typed, several)))
            }
        }
    }

    /// One session, read whole. A long record says how far it is and can be left.
    pub(super) fn session(&self, log: &mut dyn Log, id: &str) -> Result<Host, Fail> {
        let mut progress: Option<Progress> = None;
        let mut stopped = None;
        let host = self.watched_session(log, id, &mut |done, total| {
            // What is read in an instant needs no thread that listens for Ctrl-C.
            if total < LONG_RECORD {
                return true;
            }
            let what = || crate::i18n::cli::reading_record(self.lang, id);
            let progress = progress.get_or_insert_with(|| Progress::new(self.lang, what(), total));
            stopped = progress.at(done).err();
            stopped.is_none()
        });
        stopped.map_or(host, Err)
    }

    /// The same for whoever tells of it otherwise.
    pub(super) fn watched_session(
        &self,
        log: &mut dyn Log,
        id: &str,
        watch: Watch<'_>,
    ) -> Result<Host, Fail> {
        let told = log.damage().len();
        let host = Host::open_watched(log, id, self.catalog()?, watch);
        self.tell_damage(log.damage().get(told..).unwrap_or_default());
        out::errors(&host.as_ref().map(|host| self.remarks(host)).unwrap_or_default());
        host.map_err(|error| self.fail(error))
    }

    /// What whoever opens a session must know of it.
    pub(super) fn remarks(&self, host: &Host) -> Vec<String> {
        let barred = host.ledger().barred().map(|seq| Refusal::Unruled { seq });
        barred.iter().map(|why| refusal::refusal_text(self.lang, why, None)).collect()
    }

    pub(super) fn fail(&self, error: SessionError) -> Fail {
        Fail::session(self.lang, error)
    }
}

/// The store as a screen begins with it.
pub(super) enum AtStart<T> {
    Open(Box<dyn Log>),
    /// Not open yet, and what is known of it all the same.
    Held(Held, T),
}

/// What opening the store for writing found and mended, in lines.
fn found(lang: Lang, store: &Path, log: &SledLog) -> Vec<String> {
    let told = [
        (log.was_open(), store_text::was_open(lang, store.display())),
        (log.was_cut_off(), store_text::cut_off(lang, store.display())),
    ];
    let told = told.into_iter().filter_map(|(is, said)| is.then_some(said));
    damage_found(lang, log.damage()).into_iter().chain(told).collect()
}

fn damage_found(lang: Lang, damage: &[Damage]) -> Vec<String> {
    if !damage.is_empty() {
        tracing::warn!(count = damage.len(), "damage was found in the store");
    }
    damage.iter().map(|one| store_text::damage_text(lang, one)).collect()
}

/// The TOML files of a folder by name, none where there is no folder; and why some cannot be read.
fn rule_files(folder: &Path, lang: Lang) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let cannot = |path: &Path, error: std::io::Error| {
        crate::i18n::cli::cannot_read(lang, path.display(), io_reason(lang, &error))
    };
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    if !folder.is_dir() {
        return (files, unread);
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return (files, vec![cannot(folder, error)]),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => {
                unread.push(cannot(folder, error));
                continue;
            }
        };
        if path.extension().is_some_and(|e| e == "toml") {
            match ordinary::bounded(&path, ordinary::OWN) {
                Ok(bytes) => files.push((path.display().to_string(), bytes)),
                Err(error) => unread.push(cannot(&path, error)),
            }
        }
    }
    files.sort();
    unread.sort();
    (files, unread)
}

/// The folder for documents of whoever runs this; where there is none, the current one.
fn documents() -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let folder = home.map(|home| PathBuf::from(home).join("Documents"));
    let here = || std::env::current_dir().unwrap_or_default();
    folder.filter(|folder| folder.is_dir()).unwrap_or_else(here)
}
