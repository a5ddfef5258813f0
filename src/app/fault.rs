//! Faults on purpose, so that a test can see what becomes of the terminal. Only in debug builds.

/// Panics where `YISHI_FAULT` names this place.
#[cfg(debug_assertions)]
pub(super) fn at(place: &str) {
    let wanted = std::env::var("YISHI_FAULT");
    assert!(wanted.as_deref() != Ok(place), "a fault on purpose: {place}");
}

#[cfg(not(debug_assertions))]
pub(super) const fn at(_: &str) {}
