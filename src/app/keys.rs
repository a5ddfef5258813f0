//! The thread that waits for the terminal's input.
//!
//! A thread of its own, since crossterm's stream of events may keep waiting with input at hand
//! when it is asked twice. What lies ready together is handed on together: a paste, a phrase of an
//! input method. Must not interpret anything.

use crossterm::event::{Event, poll, read};
use std::io;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Starts the thread. The channel ends with the terminal.
pub(super) fn start() -> io::Result<UnboundedReceiver<io::Result<Vec<Event>>>> {
    let (sender, receiver) = unbounded_channel();
    let work = move || {
        loop {
            let batch = waiting();
            let failed = batch.is_err();
            if sender.send(batch).is_err() || failed {
                break;
            }
        }
    };
    std::thread::Builder::new().name("keys".into()).spawn(work)?;
    Ok(receiver)
}

/// Waits for one event and takes what is there with it.
fn waiting() -> io::Result<Vec<Event>> {
    let mut batch = vec![read()?];
    while poll(Duration::ZERO)? {
        batch.push(read()?);
    }
    Ok(batch)
}
