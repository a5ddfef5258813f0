//! Work on many things of which one comes after the other (sessions of a store, parts of a file): on all
//! cores, and what comes of it in the order in which the things came.
//!
//! Owns the threads. Must not know what is worked on. At most a few things are held at once, so that
//! the memory does not grow with their number.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// How often it is asked whether to go on while the others work.
const LOOK: Duration = Duration::from_millis(50);

/// Told how much more of one thing is done: false where it is not wanted any more.
pub(super) type Step<'a> = &'a mut dyn FnMut(u64) -> bool;

/// Calls `next` on this thread until it has no more, `work` on others with what it gave, and `take` on
/// this thread with what came of that, in order. `work` tells how much more of it is done and hears
/// whether that is still wanted; `go_on` is asked in between with how much all have done; where it or
/// `take` says no, nothing more is taken, and false comes back.
pub(super) fn in_order<I: Send, O: Send>(
    next: &mut dyn FnMut() -> Option<I>,
    work: &(dyn Fn(I, Step<'_>) -> O + Sync),
    take: &mut dyn FnMut(O) -> bool,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> bool {
    let (amount, stopped) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = |item: I| {
        work(item, &mut |more| {
            amount.fetch_add(more, Ordering::Relaxed);
            !stopped.load(Ordering::Relaxed)
        })
    };
    let mut go_on = || {
        let wanted = go_on(amount.load(Ordering::Relaxed));
        stopped.fetch_or(!wanted, Ordering::Relaxed);
        wanted
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (jobs, inbox) = mpsc::sync_channel::<(usize, I)>(1);
    let (done, outcomes) = mpsc::channel();
    let inbox = Mutex::new(inbox);
    let worker = |done: mpsc::Sender<(usize, O)>| {
        loop {
            let job = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((place, item)) = job else { break };
            if done.send((place, work(item))).is_err() {
                break;
            }
        }
    };
    let worker = &worker;
    thread::scope(|scope| {
        // Taken into the scope, so that the threads end when this one leaves it.
        let jobs = jobs;
        let workers: Vec<_> = std::iter::repeat_n(done, cores)
            .map_while(|done| thread::Builder::new().spawn_scoped(scope, move || worker(done)).ok())
            .collect();
        if workers.is_empty() {
            // No thread is to be had: one after the other.
            while go_on() {
                let Some(item) = next() else { return true };
                if !take(work(item)) {
                    break;
                }
            }
            return false;
        }
        let (mut begun, mut taken, mut early) = (0, 0, BTreeMap::new());
        // Until no more than so many are under way.
        let mut settle = |begun: usize, most: usize| {
            if !go_on() {
                return false;
            }
            while begun - taken > most {
                match outcomes.recv_timeout(LOOK) {
                    Ok((place, outcome)) => drop(early.insert(place, outcome)),
                    // The end of the scope hands on its panic.
                    Err(_) if workers.iter().any(thread::ScopedJoinHandle::is_finished) => {
                        return false;
                    }
                    Err(_) => {}
                }
                while let Some(next) = early.remove(&taken) {
                    taken += 1;
                    if !take(next) {
                        return false;
                    }
                }
                if !go_on() {
                    return false;
                }
            }
            true
        };
        // One that takes long must not let others pile up behind it.
        while settle(begun, cores) {
            let Some(item) = next() else { return settle(begun, 0) };
            if jobs.send((begun, item)).is_err() {
                break;
            }
            begun += 1;
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_each_is_taken_in_order_however_long_it_takes() {
        let mut given = 0..200_u64;
        let mut taken = Vec::new();
        let work = |n: u64, _: Step<'_>| {
            thread::sleep(Duration::from_micros(if n.is_multiple_of(7) { 900 } else { n % 3 }));
            n * 2
        };
        let whole = in_order(
            &mut || given.next(),
            &work,
            &mut |n| {
                taken.push(n);
                true
            },
            &mut |_| true,
        );
        assert!(whole);
        assert_eq!(taken, (0..200).map(|n| n * 2).collect::<Vec<u64>>());
    }

    #[test]
    fn whoever_wants_no_more_gets_no_more() {
        let (mut given, mut taken) = (0_usize, 0_usize);
        let mut next = || {
            given += 1;
            Some(given)
        };
        let mut take = |_| {
            taken += 1;
            taken < 10
        };
        assert!(!in_order(&mut next, &|n, _| n, &mut take, &mut |_| true));
        assert_eq!(taken, 10);
        assert!(given < 1_000, "{given} are held at once");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_of_one_is_a_panic_of_all() {
        let mut given = 0..50;
        in_order(&mut || given.next(), &|n, _| assert!(n != 7), &mut |()| true, &mut |_| true);
    }
}
