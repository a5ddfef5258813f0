//! How far the reading of a long record is, told to the screen. Must not delay the reading.

use super::news::News;
use super::throttle::Throttle;
use crate::fault;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedSender;

pub(super) struct LoadProgress<'a> {
    news: &'a UnboundedSender<News>,
    pace: Throttle,
}

impl<'a> LoadProgress<'a> {
    /// The reading begins.
    pub(super) fn new(news: &'a UnboundedSender<News>) -> Self {
        Self { news, pace: Throttle::begin() }
    }

    /// So many lines of so many are read.
    pub(super) fn at(&mut self, done: u64, total: u64) {
        if fault::is("slow-reading") {
            std::thread::sleep(Duration::from_millis(100));
        }
        if self.pace.is_due() {
            // Without a screen nobody needs to know.
            let _ = self.news.send(News::Opening { done, total });
        }
    }
}
