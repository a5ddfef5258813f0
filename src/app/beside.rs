//! Work beside the loop: whatever touches a file, each on a thread of its own, so that no disk, no
//! pipe and no drive that is away holds the screen or the end of the program.
//!
//! Owns who is still waited for. Must not know the work.

use super::App;
use super::done::Done;
use crate::i18n::ui as words;
use crate::session::Token;
use crate::tui::input::Input;
use crossterm::event::KeyCode;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Who waits for a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// A form, which comes back where it is given up.
    Form(Token),
    /// Nobody in particular: it is told when it is done.
    Nobody,
    /// An overlay that is closed by its own key.
    Overlay,
}

/// What a thread sends.
#[derive(Debug)]
pub(super) enum Sent {
    /// It is at this step of so many.
    Step {
        at: usize,
        of: usize,
    },
    Done(Done),
}

/// What the work is given: a way to tell how far it is, and whether it is still wanted.
#[derive(Debug, Clone)]
pub(super) struct Progress {
    job: u64,
    sender: UnboundedSender<(u64, Sent)>,
    given_up: Arc<AtomicBool>,
}

impl Progress {
    /// The step that begins, from 1; false where the work was given up and is to leave nothing.
    pub(super) fn step(&self, at: usize, of: usize) -> bool {
        let _ = self.sender.send((self.job, Sent::Step { at, of }));
        self.is_wanted()
    }

    pub(super) fn is_wanted(&self) -> bool {
        !self.given_up.load(Ordering::SeqCst)
    }

    /// Of work that runs in a test, and what it sends.
    #[cfg(test)]
    pub(super) fn for_test() -> (Self, UnboundedReceiver<(u64, Sent)>) {
        let (sender, sent) = unbounded_channel();
        (Self { job: 1, sender, given_up: Arc::default() }, sent)
    }

    #[cfg(test)]
    pub(super) fn give_up(&self) {
        self.given_up.store(true, Ordering::SeqCst);
    }
}

#[derive(Debug)]
struct Job {
    waits: Waits,
    given_up: Arc<AtomicBool>,
}

#[derive(Debug)]
pub(super) struct Beside {
    sender: UnboundedSender<(u64, Sent)>,
    sent: UnboundedReceiver<(u64, Sent)>,
    jobs: BTreeMap<u64, Job>,
    next: u64,
}

impl Beside {
    pub(super) fn new() -> Self {
        let (sender, sent) = unbounded_channel();
        Self { sender, sent, jobs: BTreeMap::new(), next: 1 }
    }

    pub(super) async fn recv(&mut self) -> (u64, Sent) {
        match self.sent.recv().await {
            Some(sent) => sent,
            // Never: a sender is held here.
            None => std::future::pending().await,
        }
    }

    /// Does `work` on a thread of its own. An error of the system is the work's, too.
    pub(super) fn start(
        &mut self,
        waits: Waits,
        work: impl FnOnce(&Progress) -> Done + Send + 'static,
    ) -> std::io::Result<()> {
        let (job, given_up) = (self.next, Arc::new(AtomicBool::new(false)));
        let progress =
            Progress { job, sender: self.sender.clone(), given_up: Arc::clone(&given_up) };
        let run = move || {
            let done = work(&progress);
            // Nobody listens any more where the program was left.
            let _ = progress.sender.send((job, Sent::Done(done)));
        };
        std::thread::Builder::new().name("files".to_owned()).spawn(run)?;
        self.next += 1;
        self.jobs.insert(job, Job { waits, given_up });
        Ok(())
    }

    /// Whether this work is still waited for.
    fn awaits(&self, job: u64) -> bool {
        self.jobs.contains_key(&job)
    }

    /// Gives up the latest work of which `which` says so; who waited for it.
    fn give_up(&mut self, which: impl Fn(Waits) -> bool) -> Option<Waits> {
        let (job, waits) =
            self.jobs.iter().rev().map(|(id, job)| (*id, job.waits)).find(|(_, w)| which(*w))?;
        if let Some(job) = self.jobs.remove(&job) {
            job.given_up.store(true, Ordering::SeqCst);
        }
        Some(waits)
    }
}

impl App {
    /// Esc gives up what is waited for: a form's work where keys wait for it, else what goes on
    /// beside a screen that has nothing open.
    pub(super) fn gives_up(&mut self, input: &Input) -> bool {
        if !matches!(input, Input::Key(key) if key.code == KeyCode::Esc) {
            return false;
        }
        let given_up = if self.ui.is_waiting() {
            self.beside.give_up(|waits| matches!(waits, Waits::Form(_)))
        } else if self.ui.overlays.is_empty() && !self.ui.takes_text() {
            self.beside.give_up(|waits| waits == Waits::Nobody)
        } else {
            None
        };
        match given_up {
            Some(Waits::Form(token)) => self.ui.denied(token, words::given_up(self.lang)),
            Some(_) => {
                self.exporting = false;
                self.ui.warn(words::given_up(self.lang));
            }
            None => return false,
        }
        true
    }

    /// A thread told something. What was given up is heard of only where it was done all the same.
    pub(super) fn hear_beside(&mut self, job: u64, sent: Sent) {
        let awaited = self.beside.awaits(job);
        match sent {
            Sent::Step { at, of } if awaited => self.ui.exporting(at, of),
            Sent::Step { .. } => {}
            Sent::Done(done) => {
                self.beside.jobs.remove(&job);
                self.done_beside(done, awaited);
            }
        }
        for effect in self.ui.take_effects() {
            self.carry_out(effect);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ui::Offers;
    use std::sync::mpsc::channel;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().build().unwrap()
    }

    #[test]
    fn work_that_never_ends_is_given_up_and_the_next_is_done() {
        let mut beside = Beside::new();
        let (_never, waits) = channel::<()>();
        beside
            .start(Waits::Form(7), move |_| {
                let _ = waits.recv();
                Done::Offers(Offers::default())
            })
            .unwrap();
        assert_eq!(beside.give_up(|waits| waits == Waits::Nobody), None);
        assert_eq!(beside.give_up(|waits| waits == Waits::Form(7)), Some(Waits::Form(7)));
        assert!(!beside.awaits(1), "whatever comes of it is not waited for");
        beside.start(Waits::Nobody, |_| Done::Offers(Offers::default())).unwrap();
        let (job, sent) = runtime().block_on(beside.recv());
        assert_eq!(job, 2);
        assert!(matches!(sent, Sent::Done(Done::Offers(_))) && beside.awaits(2));
    }

    #[test]
    fn work_tells_its_steps_and_hears_that_it_was_given_up() {
        let mut beside = Beside::new();
        let (go, waits) = channel::<()>();
        let (told, heard) = channel::<bool>();
        beside
            .start(Waits::Nobody, move |progress| {
                told.send(progress.step(1, 2)).unwrap();
                waits.recv().unwrap();
                told.send(progress.step(2, 2)).unwrap();
                Done::Offers(Offers::default())
            })
            .unwrap();
        assert!(heard.recv().unwrap());
        beside.give_up(|_| true).unwrap();
        go.send(()).unwrap();
        assert!(!heard.recv().unwrap());
    }
}
