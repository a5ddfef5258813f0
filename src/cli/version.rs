//! What `--version` says of this build.

use std::sync::LazyLock;

/// A line each: version and commit, target, parts that can be left out, compiler.
static FACTS: LazyLock<String> = LazyLock::new(|| {
    let commit = env!("YISHI_BUILD_COMMIT");
    let commit = if commit.is_empty() { String::new() } else { format!(" ({commit})") };
    let pdf = if cfg!(feature = "pdf") { "+pdf" } else { "-pdf" };
    let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
    format!(
        "{}{commit}\ntarget:   {} {profile}\nfeatures: {pdf}\nbuilt by: {}",
        env!("CARGO_PKG_VERSION"),
        env!("YISHI_BUILD_TARGET"),
        env!("YISHI_BUILD_RUSTC"),
    )
});

/// The facts, for `--version`; `-V` gives the number alone.
pub(super) fn long() -> &'static str {
    &FACTS
}
