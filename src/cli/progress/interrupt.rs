//! Ctrl-C while a long command works: asked for, not torn off.
//!
//! A thread waits for the signal, since nothing else here has a loop to wait in. Without work that
//! is being watched the signal ends the program as it always does.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

static ASKED: AtomicBool = AtomicBool::new(false);
static WATCHED: AtomicUsize = AtomicUsize::new(0);
static THREAD: Once = Once::new();

/// What a shell gives for a program that Ctrl-C has ended.
const ENDED_BY_INTERRUPT: i32 = 130;

/// While it lives, Ctrl-C only asks.
#[derive(Debug)]
pub(super) struct Watch;

impl Watch {
    pub(super) fn start() -> Self {
        WATCHED.fetch_add(1, Ordering::SeqCst);
        THREAD.call_once(|| {
            let (ready, heard) = std::sync::mpsc::channel();
            let wait = move || wait(&ready);
            // Without a thread the signal ends the program at once, which is no worse than before.
            let _ = std::thread::Builder::new().name("interrupt".into()).spawn(wait);
            // Until the signal is taken, or will never be: the other end is gone then.
            let _ = heard.recv();
        });
        Self
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        WATCHED.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether the user has asked to stop.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

fn wait(ready: &Sender<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    while runtime.block_on(interrupt(ready)).is_ok() {
        if WATCHED.load(Ordering::SeqCst) == 0 {
            std::process::exit(ENDED_BY_INTERRUPT);
        }
        ASKED.store(true, Ordering::SeqCst);
    }
}

/// Waits for the signal; says so once it is being waited for.
async fn interrupt(ready: &Sender<()>) -> std::io::Result<()> {
    let mut signal = pin!(tokio::signal::ctrl_c());
    poll_fn(|context| {
        let now = signal.as_mut().poll(context);
        let _ = ready.send(());
        now
    })
    .await
}
