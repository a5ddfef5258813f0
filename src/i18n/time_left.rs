//! How long a long piece of work still takes, in words. Must not read a clock.

use super::{Lang, cli as text};
use std::time::Duration;

/// How long the rest takes if it goes on as it went for `elapsed`, rounded up to whole seconds; None
/// where nothing is done yet or the end is not known.
pub(crate) fn time_left(lang: Lang, elapsed: Duration, done: u64, total: u64) -> Option<String> {
    left(elapsed, done, total).map(|seconds| match (seconds / 60, seconds % 60) {
        (0, s) => text::progress_seconds(lang, s),
        (m, s) => text::progress_minutes(lang, m, s),
    })
}

fn left(elapsed: Duration, done: u64, total: u64) -> Option<u64> {
    if done == 0 || total == 0 {
        return None;
    }
    let rest = u128::from(total.saturating_sub(done));
    let millis = elapsed.as_millis() * rest / u128::from(done);
    u64::try_from(millis.div_ceil(1_000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_what_the_rest_takes_at_the_same_pace() {
        let seconds = Duration::from_secs;
        assert_eq!(left(seconds(10), 25, 100), Some(30));
        assert_eq!(left(Duration::from_millis(900), 1, 2), Some(1), "rounded up");
        assert_eq!(left(seconds(10), 100, 100), Some(0));
        assert_eq!(left(seconds(10), 120, 100), Some(0), "more than was thought");
        assert_eq!(left(seconds(10), 0, 100), None);
        assert_eq!(left(seconds(10), 7, 0), None, "nobody knows the end");
    }
}
