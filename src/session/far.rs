//! How far the reading of a long record is, told to the screen: not before half a second, and not
//! more often than it can be read. Must not delay the reading.

use super::news::News;
use crate::fault;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;

/// Reading that takes less is not told.
const AFTER: Duration = Duration::from_millis(500);

/// The least time between two news.
const EVERY: Duration = Duration::from_millis(100);

pub(super) struct Far<'a> {
    news: &'a UnboundedSender<News>,
    total: u64,
    due: Instant,
}

impl<'a> Far<'a> {
    /// Begins to count the half second.
    pub(super) fn new(total: u64, news: &'a UnboundedSender<News>) -> Self {
        Self { news, total, due: Instant::now() + AFTER }
    }

    /// So many lines are read.
    pub(super) fn at(&mut self, done: u64) {
        if fault::is("slow-reading") {
            std::thread::sleep(Duration::from_millis(100));
        }
        let now = Instant::now();
        if now >= self.due {
            self.due = now + EVERY;
            // Without a screen nobody needs to know.
            let _ = self.news.send(News::Opening { done, total: self.total });
        }
    }
}
