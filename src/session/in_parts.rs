//! Work on a long list of small things (lines of a record, sessions of a list): in parts, one a core, and
//! what comes of them in the order of the list.
//!
//! Owns the threads. Must not know what is worked on. The list is there as a whole; what comes one after the
//! other is worked on by [`super::in_order`].

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

/// Fewer things than this are worked on sooner than another thread is begun.
pub(super) const WORTH_A_THREAD: usize = 500;

/// What comes of each part, in their order: of the first by `own` on this thread, of the others by `work`.
pub(crate) fn in_parts<I: Send, O: Send>(
    mut items: Vec<I>,
    own: impl FnOnce(Vec<I>) -> O,
    work: impl Fn(Vec<I>) -> O + Sync,
) -> Vec<O> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let each = items.len().div_ceil(cores).max(WORTH_A_THREAD);
    let mut parts = Vec::new();
    while items.len() > each {
        let last = (items.len() - 1) / each * each;
        parts.push(items.split_off(last));
    }
    let work = &work;
    scope(|scope| {
        let others: Vec<_> =
            parts.into_iter().rev().map(|part| scope.spawn(move || work(part))).collect();
        let mut done = vec![own(items)];
        for other in others {
            match other.join() {
                Ok(part) => done.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}
