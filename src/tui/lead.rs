//! When the suggested step may be taken: it has been there to be read, and its key is pressed anew.
//!
//! Terminals tell a held key as presses one after the other, so time alone tells them from a
//! person's. Must not know what a step is, and reads no clock.

use crate::domain::suggest::Step;
use std::time::Duration;

/// A step that has changed can be read after this. Longer than any system waits before a held key
/// begins to repeat (500 to 660 ms).
const READABLE: Duration = Duration::from_millis(700);

/// A press nearer than this to the one before it is a key that is held, or was struck twice.
const HELD: Duration = Duration::from_millis(250);

/// The step on the screen, and the key that takes it.
#[derive(Debug, Default)]
pub(super) struct Lead {
    step: Option<Step>,
    /// When it took the place of another.
    since: Option<Duration>,
    pressed: Option<Duration>,
}

impl Lead {
    /// Takes in what is suggested now.
    pub(super) fn follow(&mut self, step: Option<&Step>, tick: Duration) {
        if self.step.as_ref() != step {
            // The first one is what the screen opens with: no key was meant for one before it.
            self.since = self.step.is_some().then_some(tick);
            self.step = step.cloned();
        }
    }

    /// How long until a press can mean it: it has been read, and the key was let go. None where one
    /// does now.
    pub(super) fn readable_in(&self, tick: Duration) -> Option<Duration> {
        let left = |from: Option<Duration>, wait: Duration| {
            from.map_or(Duration::ZERO, |from| wait.saturating_sub(tick.saturating_sub(from)))
        };
        let left = left(self.since, READABLE).max(left(self.pressed, HELD));
        (!left.is_zero()).then_some(left)
    }

    /// Whether a press of its key means it.
    pub(super) fn press(&mut self, tick: Duration) -> bool {
        let means = self.readable_in(tick).is_none();
        self.pressed = Some(tick);
        means
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_held_key_takes_one_step() {
        let mut lead = Lead::default();
        lead.follow(Some(&Step::Open), ms(0));
        assert!(lead.press(ms(5_000)));
        lead.follow(Some(&Step::Count), ms(5_010));
        // As a terminal tells it: a pause, then thirty presses a second.
        let repeats = (0..90).map(|n| 5_660 + n * 33);
        assert_eq!(repeats.filter(|at| lead.press(ms(*at))).count(), 0);
        assert!(lead.press(ms(9_500)), "let go and pressed anew");
    }

    #[test]
    fn a_second_press_too_soon_is_meant_for_the_step_before() {
        let mut lead = Lead::default();
        lead.follow(Some(&Step::Open), ms(0));
        assert!(lead.press(ms(100)), "what the screen opens with is there to be read");
        lead.follow(Some(&Step::Count), ms(110));
        assert_eq!(lead.readable_in(ms(110)), Some(READABLE));
        assert!(!lead.press(ms(400)));
        assert!(lead.press(ms(900)));
        // The same step again is not a new one.
        lead.follow(Some(&Step::Count), ms(1_000));
        assert!(lead.press(ms(1_300)));
    }
}
