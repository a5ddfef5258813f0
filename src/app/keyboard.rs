//! The thread that reads the terminal: keys, pastes and sizes, in the batches they came in.
//!
//! Must not know what they mean. Crossterm's own stream is not used: from `/dev/tty` it hands on
//! one event a wake-up and looks at what it has read only where it may wait, so the tail of a long
//! burst stays unseen until the next key. Nothing else may read the terminal while this runs (a
//! question for the cursor's place would wait for this thread).

use crossterm::event::{Event, poll, read};
use std::io;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How long to look for more of what came together. A single key is late by this much, so it is
/// far less than anybody sees; with no time at all crossterm does not even tell what it has read.
const BREATH: Duration = Duration::from_micros(4);
/// More than a frame could show; what is left comes with the next batch.
const MOST: usize = 16 * 1024;

pub(super) type Batch = io::Result<Vec<Event>>;

/// Starts the thread. It ends with the program, or after an error, which is the last batch. The
/// first batch is what was typed before.
pub(super) fn listen(early: Vec<Event>) -> io::Result<UnboundedReceiver<Batch>> {
    let (sender, batches) = unbounded_channel();
    if !early.is_empty() {
        // The receiver is still here.
        let _ = sender.send(Ok(early));
    }
    std::thread::Builder::new().name("keyboard".into()).spawn(move || hand_on(&sender))?;
    Ok(batches)
}

fn hand_on(sender: &UnboundedSender<Batch>) {
    loop {
        let batch = batch();
        let ends = batch.is_err();
        if sender.send(batch).is_err() || ends {
            return;
        }
    }
}

/// Waits for an event and takes along what came with it.
fn batch() -> Batch {
    let mut batch = vec![read()?];
    while batch.len() < MOST && poll(BREATH)? {
        batch.push(read()?);
    }
    Ok(batch)
}
