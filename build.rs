//! Facts of the build for `yishi --version`.
//!
//! A release says which commit it was made from, where there is one to ask (a tarball has none, and
//! may say it by `YISHI_COMMIT`). A build for development does not: it would be made anew after
//! every commit.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=YISHI_COMMIT");
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = std::env::var("YISHI_COMMIT").ok().filter(|commit| !commit.is_empty());
    let commit = commit.or_else(|| if release { head() } else { None });
    println!("cargo::rustc-env=YISHI_BUILD_COMMIT={}", commit.unwrap_or_default());
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=YISHI_BUILD_TARGET={target}");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    println!(
        "cargo::rustc-env=YISHI_BUILD_RUSTC={}",
        said(&rustc, &["--version"]).unwrap_or_default()
    );
}

/// The commit that is checked out, marked where files differ from it.
fn head() -> Option<String> {
    // A file that is not there would have the build made anew each time.
    let head = said("git", &["rev-parse", "--git-path", "HEAD"])?;
    if Path::new(&head).exists() {
        println!("cargo::rerun-if-changed={head}");
    }
    let commit = said("git", &["rev-parse", "--short=12", "HEAD"])?;
    let clean = said("git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if clean { commit } else { format!("{commit}+") })
}

/// What a program prints on one line; None where it fails or is not there.
fn said(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
