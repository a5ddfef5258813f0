//! Faults on purpose, so that a test can see what becomes of the terminal and of the record. Only
//! debug builds have them; it must not do anything elsewhere.
//!
//! `YISHI_FAULT` names the place that panics. `YISHI_FAULT_CLOCK` names a file with two numbers:
//! by how many seconds the wall clock is off, and how many the machine has slept.

/// Panics where the environment names this place.
#[cfg(debug_assertions)]
pub(crate) fn at(place: &str) {
    let wanted = std::env::var("YISHI_FAULT");
    assert!(wanted.as_deref() != Ok(place), "a fault on purpose: {place}");
}

/// Whether the environment names this place, where something other than a panic is to go wrong.
#[cfg(debug_assertions)]
pub(crate) fn is(place: &str) -> bool {
    std::env::var("YISHI_FAULT").as_deref() == Ok(place)
}

#[cfg(not(debug_assertions))]
pub(crate) const fn is(_: &str) -> bool {
    false
}

/// Takes long where the environment names this place.
#[cfg(debug_assertions)]
pub(crate) fn slow(place: &str) {
    if is(place) {
        std::thread::sleep(std::time::Duration::from_secs(2));
    }
}

/// By how many seconds the clock is off, and how many the machine has slept.
#[cfg(debug_assertions)]
pub(crate) fn clock() -> (i64, u64) {
    let Some(path) = std::env::var_os("YISHI_FAULT_CLOCK") else { return (0, 0) };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut words = text.split_whitespace();
    let off = words.next().and_then(|word| word.parse().ok());
    let slept = words.next().and_then(|word| word.parse().ok());
    (off.unwrap_or(0), slept.unwrap_or(0))
}

#[cfg(not(debug_assertions))]
pub(crate) const fn at(_: &str) {}

#[cfg(not(debug_assertions))]
pub(crate) const fn slow(_: &str) {}

#[cfg(not(debug_assertions))]
pub(crate) const fn clock() -> (i64, u64) {
    (0, 0)
}
