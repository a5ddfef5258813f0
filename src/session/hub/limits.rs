//! What a terminal may ask of the host: how many at once, how fast, and how long in silence.

use std::time::Duration;

/// As many connections as there may be at once.
pub const MOST: usize = 256;
/// As many commands more: they come for an act or two, and the chair's own must not be kept out.
pub const COMMANDS: usize = 32;
/// A connection that has not said who it is by then is ended.
pub const GREET: Duration = Duration::from_secs(10);
/// A terminal that was silent for this long is asked for a sign of life.
pub const PING: Duration = Duration::from_secs(10);
/// One that was silent for this long is gone.
pub const SILENCE: Duration = Duration::from_secs(40);
/// Messages a second, and as many at once, before a terminal is made to wait.
pub const RATE: u32 = 1_000;
/// A longer message counts as one for each so many bytes.
pub const SLICE: usize = 16 << 10;

/// How long a connection is not read once it has used up what it may send.
const REST: Duration = Duration::from_millis(10);

/// What a connection may still send, and when that was reckoned.
#[derive(Debug)]
pub(super) struct Allowance {
    left: u32,
    since: Duration,
}

impl Allowance {
    pub(super) fn new(now: Duration) -> Self {
        Self { left: RATE, since: now }
    }

    /// A message of so many bytes has come; how long nothing more is to be read.
    pub(super) fn take(&mut self, bytes: usize, now: Duration) -> Option<Duration> {
        let gained = now.saturating_sub(self.since).as_millis() * u128::from(RATE) / 1_000;
        if gained > 0 {
            let gained = u32::try_from(gained).unwrap_or(RATE);
            self.left = RATE.min(self.left.saturating_add(gained));
            self.since = now;
        }
        let worth = u32::try_from(1 + bytes / SLICE).unwrap_or(RATE);
        self.left = self.left.saturating_sub(worth);
        (self.left == 0).then_some(REST)
    }
}
