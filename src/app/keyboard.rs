//! The thread that reads the terminal: keys, pastes and sizes, in the batches they came in.
//!
//! Must not know what they mean. Crossterm's own stream is not used: from `/dev/tty` it hands on
//! one event a wake-up and looks at what it has read only where it may wait, so the tail of a long
//! burst stays unseen until the next key. Nothing else may read the terminal while this runs (a
//! question for the cursor's place would wait for this thread).

use crossterm::event::{Event, KeyCode, KeyModifiers, poll, read};
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
    take_late_answer_out(&mut batch);
    Ok(batch)
}

/// The answer about the terminal's ground, where it came too late for the question: to crossterm it
/// is Alt-], then letters and digits, then Alt-\\ or Ctrl-G. Nobody types that in one burst.
fn take_late_answer_out(batch: &mut Vec<Event>) {
    let key = |at: usize, code: KeyCode, modifiers: KeyModifiers| matches!(batch.get(at), Some(Event::Key(key)) if key.code == code && key.modifiers == modifiers);
    let begins = |at: usize| {
        key(at, KeyCode::Char(']'), KeyModifiers::ALT)
            && "11;"
                .chars()
                .zip(at + 1..)
                .all(|(c, at)| key(at, KeyCode::Char(c), KeyModifiers::NONE))
    };
    let ends = |at: &usize| {
        key(*at, KeyCode::Char('\\'), KeyModifiers::ALT)
            || key(*at, KeyCode::Char('g'), KeyModifiers::CONTROL)
    };
    if let Some(start) = (0..batch.len()).find(|at| begins(*at)) {
        let end = (start..batch.len()).find(ends).map_or(batch.len(), |end| end + 1);
        batch.drain(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEvent;

    fn typed(text: &str) -> Vec<Event> {
        let plain = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        text.chars().map(plain).collect()
    }

    fn alt(c: char) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT))
    }

    #[test]
    fn an_answer_that_came_late_is_not_typing() {
        let mut batch = typed("a");
        batch.push(alt(']'));
        batch.extend(typed("11;rgb:ffff/ffff/ffff"));
        batch.push(alt('\\'));
        batch.extend(typed("b"));
        take_late_answer_out(&mut batch);
        assert_eq!(batch, typed("ab"));
    }

    #[test]
    fn what_is_typed_stays() {
        let mut batch = typed("11;rgb:");
        batch.push(alt(']'));
        let kept = batch.clone();
        take_late_answer_out(&mut batch);
        assert_eq!(batch, kept);
    }
}
