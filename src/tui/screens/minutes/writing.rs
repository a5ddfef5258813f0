//! The editor's text: what it is for, its draft, and its way into the record.
//!
//! Text is never lost: it is a draft from the first key, leaves the editor only when the record
//! has it, and is put aside under its own name while something else is written.

use super::Focus;
use super::job::Job;
use crate::domain::person::PersonId;
use crate::i18n::ui as words;
use crate::i18n::ui::minutes as text;
use crate::text::edit::{Edit, Editor};
use crate::tui::effect::Effect;
use crate::tui::ui::Ui;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug)]
pub(super) struct Writing {
    /// Wrapped to the width of the last frame.
    pub(super) editor: RefCell<Editor>,
    /// The first visible row and the rows seen, as the last frame had them.
    pub(super) top: Cell<usize>,
    pub(super) rows: Cell<usize>,
    /// How many characters the text of a revision has.
    counted: Cell<(u64, usize)>,
    /// None while nothing is typed: then what is usual at the moment.
    job: Option<Job>,
    /// What a correction began from.
    original: String,
    sending: Option<Sending>,
    /// Why the text could not be taken.
    pub(super) error: Option<String>,
    restored: bool,
    /// When it was last edited, by the app's clock that only runs on.
    edited: Duration,
}

/// After a pause as long as this, undo takes back what was typed behind it by itself.
const PAUSE: Duration = Duration::from_secs(2);

/// A text on its way into the record.
#[derive(Debug)]
struct Sending {
    token: u64,
    job: Job,
    text: String,
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            editor: RefCell::new(Editor::new("")),
            top: Cell::new(0),
            rows: Cell::new(1),
            counted: Cell::new((0, 0)),
            job: None,
            original: String::new(),
            sending: None,
            error: None,
            restored: false,
            edited: Duration::ZERO,
        }
    }
}

impl Writing {
    pub(super) fn page(&self) -> usize {
        self.rows.get().max(1)
    }

    pub(super) fn is_sending(&self) -> bool {
        self.sending.is_some()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.editor.borrow().is_blank()
    }

    fn text(&self) -> String {
        self.editor.borrow().text()
    }

    /// The characters of the text, line ends aside.
    pub(super) fn characters(&self) -> usize {
        let editor = self.editor.borrow();
        let (revision, count) = self.counted.get();
        if revision == editor.revision() {
            return count;
        }
        let count = editor.characters();
        self.counted.set((editor.revision(), count));
        count
    }

    fn load(&mut self, text: &str) {
        self.editor.get_mut().set_text(text);
        self.top.set(0);
        self.error = None;
    }
}

/// What the editor writes now.
pub(super) fn job(ui: &Ui) -> Job {
    ui.states.minutes.writing.job.clone().unwrap_or_else(|| Job::usual(ui))
}

/// Edits, and keeps the draft.
pub(super) fn edit(ui: &mut Ui, edits: Vec<Edit>) -> Vec<Effect> {
    let writing = &mut ui.states.minutes.writing;
    let editor = writing.editor.get_mut();
    if ui.now.tick.saturating_sub(writing.edited) >= PAUSE {
        editor.seal_undo();
    }
    writing.edited = ui.now.tick;
    let mut changed = false;
    for edit in edits {
        changed |= editor.apply(edit);
    }
    if !changed {
        return Vec::new();
    }
    // From here on the text belongs to that speech, whoever speaks next.
    let job = job(ui);
    let writing = &mut ui.states.minutes.writing;
    writing.error = None;
    let empty = writing.editor.get_mut().is_empty();
    writing.job = match &job {
        Job::Speech { .. } if empty => None,
        _ => Some(job.clone()),
    };
    keep(ui, &job)
}

/// Brings the stored draft up to the editor's text.
fn keep(ui: &mut Ui, job: &Job) -> Vec<Effect> {
    let writing = &ui.states.minutes.writing;
    let name = job.name();
    if writing.is_blank() {
        return forget(ui, name);
    }
    let text = writing.text();
    if matches!(job, Job::Correct { .. }) && text == writing.original {
        return forget(ui, name);
    }
    let text = Arc::<str>::from(text);
    ui.drafts.insert(name.clone(), Arc::clone(&text));
    vec![Effect::SaveDraft { name, text }]
}

fn forget(ui: &mut Ui, name: String) -> Vec<Effect> {
    match ui.drafts.remove(&name) {
        Some(_) => vec![Effect::DropDraft { name }],
        None => Vec::new(),
    }
}

/// Writes something else from now on; what was typed stays as a draft under its own name.
pub(super) fn take_up(ui: &mut Ui, job: Job) -> Vec<Effect> {
    if job == self::job(ui) && !ui.states.minutes.writing.is_blank() {
        return Vec::new();
    }
    let original = match &job {
        Job::Correct { seq, .. } => line_text(ui, *seq),
        Job::Speech { .. } | Job::Note | Job::Written(_) => String::new(),
    };
    let kept = ui.drafts.get(&job.name()).map(ToString::to_string);
    let text = kept.unwrap_or_else(|| original.clone());
    let writing = &mut ui.states.minutes.writing;
    writing.load(&text);
    writing.original = original;
    writing.job = Some(job);
    Vec::new()
}

fn line_text(ui: &Ui, seq: u64) -> String {
    let mut record = ui.states.minutes.record.borrow_mut();
    record.bring_up_to(ui);
    record.at(ui, seq).map(|shown| shown.line.text).unwrap_or_default()
}

/// The same text as another kind: what was typed into the wrong one goes along.
fn turn_into(ui: &mut Ui, to: Job) -> Vec<Effect> {
    let from = job(ui);
    let moves = !matches!(from, Job::Correct { .. })
        && !ui.states.minutes.writing.is_blank()
        && !ui.drafts.contains_key(&to.name());
    ui.states.minutes.focus = Focus::Editor;
    if !moves {
        return take_up(ui, to);
    }
    let mut effects = forget(ui, from.name());
    ui.states.minutes.writing.job = Some(to.clone());
    effects.extend(keep(ui, &to));
    effects
}

/// From the summary to a note; from anything else to the summary, where somebody has spoken.
pub(super) fn other_kind(ui: &mut Ui) -> Vec<Effect> {
    let to = match job(ui) {
        Job::Speech { .. } => Job::Note,
        Job::Note | Job::Written(_) | Job::Correct { .. } => Job::usual(ui),
    };
    turn_into(ui, to)
}

pub(super) fn written_by(ui: &mut Ui, person: &PersonId) -> Vec<Effect> {
    turn_into(ui, Job::Written(person.clone()))
}

/// A text goes in as one step of undo.
pub(super) fn insert(ui: &mut Ui, text: String) -> Vec<Effect> {
    ui.states.minutes.focus = Focus::Editor;
    edit(ui, vec![Edit::Paste(text)])
}

/// The name takes the place of the sign that asked for it.
pub(super) fn mention(ui: &mut Ui, person: &PersonId) -> Vec<Effect> {
    let name = ui.name(person);
    edit(ui, vec![Edit::Backspace, Edit::Insert(name)])
}

/// The editor is left: a correction that changes nothing is over.
pub(super) fn leave(ui: &mut Ui) -> Vec<Effect> {
    let writing = &ui.states.minutes.writing;
    let text = writing.text();
    let idle = text.trim().is_empty() || text == writing.original;
    if idle && matches!(writing.job, Some(Job::Correct { .. })) {
        next(ui);
    }
    Vec::new()
}

/// Hands the text to the app. It stays until the record has it.
pub(super) fn save(ui: &mut Ui) -> Vec<Effect> {
    let (job, text) = (job(ui), ui.states.minutes.writing.text());
    if matches!(job, Job::Correct { .. }) && text == ui.states.minutes.writing.original {
        let why = text::unchanged(ui.lang());
        ui.states.minutes.writing.error = Some(why);
        return Vec::new();
    }
    let submitted = ui.submit_from_screen(job.command(text.trim().to_owned()));
    let writing = &mut ui.states.minutes.writing;
    match submitted {
        Ok((effect, token)) => {
            writing.error = None;
            writing.job = Some(job.clone());
            writing.sending = Some(Sending { token, job, text });
            vec![effect]
        }
        Err(why) => {
            writing.error = Some(why);
            see(ui, &job)
        }
    }
}

/// Somebody else's version of the line has now been told: what is saved next is meant to replace it.
fn see(ui: &mut Ui, told: &Job) -> Vec<Effect> {
    let Job::Correct { seq, seen } = *told else { return Vec::new() };
    let now = ui.meeting().map_or(seen, |m| m.minutes.version(seq));
    if now == seen || ui.states.minutes.writing.job.as_ref() != Some(told) {
        return Vec::new();
    }
    let mut effects = forget(ui, told.name());
    let renewed = Job::Correct { seq, seen: now };
    let writing = &mut ui.states.minutes.writing;
    writing.job = Some(renewed.clone());
    writing.original.clear();
    effects.extend(keep(ui, &renewed));
    effects
}

/// The app's answer: only a yes takes the text out of the editor, and only what was sent.
pub(super) fn answered(ui: &mut Ui, token: u64, answer: Result<(), &str>) {
    let writing = &mut ui.states.minutes.writing;
    let Some(sending) = writing.sending.take_if(|sending| sending.token == token) else { return };
    if let Err(why) = answer {
        writing.error = Some(why.to_owned());
        let effects = see(ui, &sending.job);
        ui.asked.outbox.extend(effects);
        return;
    }
    let now = writing.text();
    let dropped = forget(ui, sending.job.name());
    ui.asked.outbox.extend(dropped);
    match now.strip_prefix(&sending.text) {
        Some("") => {
            if matches!(sending.job, Job::Correct { .. }) {
                ui.states.minutes.focus = Focus::List;
            } else {
                ui.states.minutes.list.follow();
            }
            next(ui);
        }
        // What was typed meanwhile goes on as the next text.
        rest => {
            let rest = rest.map(str::to_owned);
            let writing = &mut ui.states.minutes.writing;
            writing.load(rest.as_deref().unwrap_or(&now));
            let kept = keep(ui, &sending.job);
            ui.asked.outbox.extend(kept);
        }
    }
    ui.say(words::saved(ui.lang()));
}

/// The next thing to write: a text that was put aside, else what is usual.
fn next(ui: &mut Ui) {
    let waiting = ui.drafts.keys().find_map(|name| Job::of_name(name));
    let writing = &mut ui.states.minutes.writing;
    writing.load("");
    writing.original.clear();
    writing.job = None;
    if let Some(job) = waiting {
        take_up(ui, job);
    }
}

/// Once a session, the drafts that an earlier run left.
pub(super) fn restore(ui: &mut Ui) {
    if !std::mem::replace(&mut ui.states.minutes.writing.restored, true) {
        next(ui);
    }
}
