//! A program of Windows itself, by its full place: beside yishi may lie another of the same name.
//!
//! Must not be given what a user typed for its name.

use std::path::PathBuf;
use std::process::Command;

/// The program `name` of the system's own folder.
pub(crate) fn command(name: &str) -> Command {
    let root = std::env::var_os("SystemRoot").unwrap_or_else(|| r"C:\Windows".into());
    Command::new(PathBuf::from(root).join("System32").join(name).with_extension("exe"))
}
