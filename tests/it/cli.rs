//! The program as a command: a fresh store in an empty home folder, arguments, what comes out.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A home folder of its own, with a store in it.
pub(crate) struct Home {
    dir: TempDir,
    store: PathBuf,
}

/// What a command did.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The sample's id.
pub(crate) const SAMPLE: &str = "HSW-2026-004";

/// A file of the sample.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/huaishuwan").join(name)
}

impl Home {
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = dir.path().join("store");
        Self { dir, store }
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.store.clone()
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The user's folder of settings.
    pub(crate) fn config(&self) -> PathBuf {
        self.dir.path().join(".config/yishi")
    }

    /// Puts a file into the user's folder.
    pub(crate) fn configure(&self, name: &str, text: &str) {
        let path = self.config().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn log_file(&self) -> PathBuf {
        self.dir.path().join(".local/state/yishi/yishi.log")
    }

    /// The program in Chinese, whatever the machine's locale.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yishi"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("YISHI_STORE", self.store())
            .env("YISHI_LANG", "zh-CN")
            .current_dir(self.dir.path())
            .stdin(std::process::Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Done {
        let output: Output = self.command().args(args).output().unwrap();
        Done::of(output)
    }

    /// Runs the program and expects it to succeed.
    pub(crate) fn ok<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> String {
        let done = self.run(args);
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        done.out
    }

    /// A folder of its own, beside the store.
    pub(crate) fn outside(&self) -> &Path {
        self.dir.path()
    }

    /// The sample, planned.
    pub(crate) fn planned() -> Self {
        Self::new().plan()
    }

    /// The same with the store elsewhere.
    pub(crate) fn planned_at(store: PathBuf) -> Self {
        Self { store, ..Self::new() }.plan()
    }

    fn plan(self) -> Self {
        let home = self;
        let (plan, roster) = (sample("plan.toml"), sample("roster.csv"));
        let out =
            home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
        assert_eq!(out, format!("{SAMPLE}\n"));
        home
    }

    /// The sample, planned and run to its end.
    pub(crate) fn held() -> Self {
        let home = Self::planned();
        let script = sample("transcript.yishi");
        home.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()]);
        home
    }

    pub(crate) fn show(&self) -> Value {
        serde_json::from_str(&self.ok(&["show", SAMPLE, "--json"])).unwrap()
    }

    pub(crate) fn log(&self) -> Vec<Value> {
        let out = self.ok(&["log", SAMPLE, "--json"]);
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

mod carry;
mod config;
mod courier;
mod errors;
mod export;
mod faults;
mod meeting;
mod office;
mod places;
mod rules;
mod streams;
mod tools;
mod votes;
