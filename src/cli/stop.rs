//! Being stopped: Ctrl-C and SIGTERM while a command works on files.
//!
//! Without a watch a signal ends the process at once, which is right for every command that only
//! reads. Those that write ask here between two steps, and clear up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;

/// Whether the user wants the work to stop.
#[derive(Debug)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Watches from now on to the end of the process. Where no watch can be set, a signal ends the
    /// process as before: the store takes back what was begun when it is opened again.
    pub(super) fn watch() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&asked);
        let (ready, set) = channel();
        let watch = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                let Ok(mut signals) = Signals::new() else { return };
                let _ = ready.send(());
                loop {
                    signals.next().await;
                    seen.store(true, Ordering::Relaxed);
                }
            });
        };
        if std::thread::Builder::new().name("stop".into()).spawn(watch).is_ok() {
            // Ends at once when the thread gives up, since that drops the sender.
            let _ = set.recv();
        }
        Self(asked)
    }

    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]))
    }

    async fn next(&mut self) {
        let [interrupt, terminate] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
