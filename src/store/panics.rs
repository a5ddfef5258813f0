//! Panics of sled, caught and kept off the screen.
//!
//! Owns the one place that lets a panic out of sled be caught. It must not install a panic hook:
//! the app owns that, and asks [`quiet_panics`] in it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Whether a panic on the present thread is one the store catches and reports as damage, so that
/// the app's panic hook must neither restore the terminal nor print.
///
/// True inside a guarded call, and on the threads sled starts for itself, whose panics sled turns
/// into errors.
pub fn quiet_panics() -> bool {
    DEPTH.with(Cell::get) > 0
        || std::thread::current()
            .name()
            .is_some_and(|name| name.starts_with("sled-io-") || name == "log flusher")
}

/// Counts a guarded call, also while it unwinds: the hook runs before the guard is dropped.
struct Guard;

impl Guard {
    fn enter() -> Self {
        DEPTH.with(|depth| depth.set(depth.get() + 1));
        Self
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get() - 1));
    }
}

/// Runs `work`; a panic becomes its message.
///
/// Asserting unwind safety is right here because whatever the closure touched is dropped by the
/// caller after a panic and opened anew.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let guard = Guard::enter();
    let outcome = catch_unwind(AssertUnwindSafe(work));
    drop(guard);
    outcome.map_err(|payload| {
        payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "panic".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_is_quiet_and_outside_is_not() {
        assert!(!quiet_panics());
        let said = caught(|| {
            assert!(!quiet_panics(), "page {} is gone", 7);
        });
        assert_eq!(said, Err("page 7 is gone".to_owned()));
        assert!(!quiet_panics());
    }
}
