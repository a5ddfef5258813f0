//! Panics beside the screen: of the store's thread, the keyboard's, or a task.
//!
//! Such a panic must not touch the terminal while frames are drawn on it: what it said is kept, and
//! the loop is asked to end. A panic of the loop itself gives the terminal back at once and is then
//! read on it (`tui::terminal`).

use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

static SAID: Mutex<Option<String>> = Mutex::new(None);
static HAPPENED: Notify = Notify::const_new();

/// Looks after the panics of every thread from here on. To be called on the loop's own thread, with
/// the hook that restores the terminal already in place.
pub(super) fn watch() {
    let own = std::thread::current().id();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if crate::store::quiet_panics() {
            return;
        }
        // The runtime catches the panic of a task, and the loop goes on drawing.
        if std::thread::current().id() == own && tokio::task::try_id().is_none() {
            report(panic);
            return;
        }
        // One line: it is told like any other fault.
        let said = panic.to_string().replace('\n', " ");
        SAID.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(said);
        HAPPENED.notify_one();
    }));
}

/// Waits for a panic beside the screen.
pub(super) async fn happened() {
    HAPPENED.notified().await;
}

/// What the first panic beside the screen said.
pub(super) fn said() -> Option<String> {
    SAID.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
