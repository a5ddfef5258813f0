//! How many cases a property has: as many as it can afford whenever a change is checked, and as
//! many as are asked for by `.ci/properties`.
//!
//! The seed is the same for every check (`.cargo/config.toml`).

use proptest::test_runner::Config;

/// `usual` cases, unless `PROPTEST_CASES` asks for others.
pub(crate) fn cases(usual: u32) -> Config {
    let config = Config { failure_persistence: None, ..Config::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases: usual, ..config },
    }
}
