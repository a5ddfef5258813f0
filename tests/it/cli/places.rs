//! A store that cannot be had: another thing lies there, it belongs to somebody else, it is newer,
//! it can only be read, somebody has it. Each gives one clear line and its exit code, or works.

use super::{Done, Home, SAMPLE};
use crate::store::full::Mounted;
use std::fs;
use std::path::Path;

/// Standard error is one line of the program's, standard output empty.
#[track_caller]
fn refuses(done: &Done, code: i32, says: &str) {
    assert_eq!(done.code, code, "{}", done.err);
    assert_eq!(done.out, "");
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.err.starts_with("yishi: ") && done.err.contains(says), "{}", done.err);
    assert!(super::errors::says_what_to_do(done.err.trim_end()), "{}", done.err);
}

const WRITE: [&str; 4] = ["exec", SAMPLE, "--", "present P02"];

#[test]
fn another_thing_in_its_place_is_said_and_not_touched() {
    let home = Home::new();
    fs::write(home.store(), "a file").unwrap();
    for args in [&["list"][..], &["show", SAMPLE], &["verify"], &WRITE] {
        refuses(&home.run(args), 1, "没有动它");
    }
    assert_eq!(fs::read_to_string(home.store()).unwrap(), "a file");

    let home = Home::new();
    fs::create_dir(home.store()).unwrap();
    fs::write(home.store().join("holiday.jpg"), "x").unwrap();
    for args in [&["list"][..], &["show", SAMPLE], &["verify"], &WRITE] {
        refuses(&home.run(args), 1, "没有动它");
    }
    assert_eq!(fs::read_dir(home.store()).unwrap().count(), 1);
}

#[test]
fn a_store_in_a_folder_that_is_copied_works_and_is_warned_of() {
    let home = Home::new();
    let store = home.store().parent().unwrap().join("我的坚果云/会议");
    let home = Home { store, ..home };
    let (plan, roster) = (super::sample("plan.toml"), super::sample("roster.csv"));
    let args = ["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()];
    let done = home.run(&args);
    assert_eq!((done.code, done.out.trim()), (0, SAMPLE), "{}", done.err);
    let warned: Vec<&str> = done.err.lines().filter(|line| line.contains("坚果云同步")).collect();
    assert_eq!(warned.len(), 1, "{}", done.err);
    assert!(warned[0].starts_with("yishi: ") && warned[0].contains("--store"), "{}", done.err);
    home.ok(&WRITE);
    let told = home.ok(&["doctor", "--lang", "en"]);
    assert!(told.contains("[warn] the store is in a folder that Nutstore copies"), "{told}");
}

#[test]
fn a_newer_store_is_left_alone() {
    let home = Home::planned();
    let format = home.store().join("FORMAT");
    fs::write(&format, "yishi store 2\n").unwrap();
    for args in [&["list"][..], &["show", SAMPLE], &WRITE] {
        refuses(&home.run(args), 1, "更新的版本");
    }
    assert_eq!(fs::read_to_string(format).unwrap(), "yishi store 2\n");
}

#[test]
fn a_disk_that_can_only_be_read_is_read() {
    let Some(mounted) = Mounted::new("24m") else { return };
    let home = Home::planned_at(mounted.path.join("store"));
    mounted.remount("ro");
    assert_eq!(home.show()["phase"], "planned");
    home.ok(&["verify"]);
    refuses(&home.run(&WRITE), 1, "只能读");
    mounted.remount("rw");
    home.ok(&WRITE);
}

#[cfg(target_os = "linux")]
#[test]
fn a_store_of_somebody_else_is_read_where_that_is_allowed_and_never_written() {
    let home = Home::planned();
    let Some(other) = Somebody::new(&home) else { return };
    refuses(&other.run(&["list"]), 1, "没有权限");
    refuses(&other.run(&WRITE), 1, "没有权限");
    open_to_all(&home.store());
    let shown = other.run(&["show", SAMPLE]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.err.contains("现在只能读") && shown.err.lines().count() == 1, "{}", shown.err);
    refuses(&other.run(&WRITE), 1, "没有权限");
    assert_eq!(home.log().len(), 1);
}

#[cfg(unix)]
fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if path.is_dir() { 0o755 } else { 0o644 };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            open_to_all(&entry.unwrap().path());
        }
    }
}

/// The program run by another user, which only root can arrange.
#[cfg(target_os = "linux")]
struct Somebody<'h> {
    home: &'h Home,
    program: std::path::PathBuf,
}

#[cfg(target_os = "linux")]
impl<'h> Somebody<'h> {
    fn new(home: &'h Home) -> Option<Self> {
        use std::os::unix::fs::PermissionsExt as _;
        if !rustix::process::getuid().is_root() {
            crate::faults::say("SKIPPED: only root can run a program as another user\n");
            return None;
        }
        // Where that user may go: the program's own folder may be closed to others.
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(home.outside(), open).unwrap();
        let program = home.outside().join("yishi");
        fs::copy(env!("CARGO_BIN_EXE_yishi"), &program).unwrap();
        Some(Self { home, program })
    }

    fn run(&self, args: &[&str]) -> Done {
        let output = std::process::Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(&self.program)
            .args(args)
            .env_clear()
            .env("HOME", "/nonexistent")
            .env("PATH", "/usr/bin:/bin")
            .env("YISHI_STORE", self.home.store())
            .env("YISHI_LANG", "zh-CN")
            .output()
            .unwrap();
        Done::of(output)
    }
}

/// A mistyped path, a stick that is not plugged in, an empty folder: said, and nothing is made.
#[test]
fn reading_makes_nothing_and_a_backup_of_nothing_is_none() {
    let home = Home::new();
    let backup = home.outside().join("all.yishi");
    let out = backup.to_str().unwrap();
    let empty = home.outside().join("empty");
    std::fs::create_dir(&empty).unwrap();
    for store in ["missing", "empty"] {
        let store = home.outside().join(store);
        let at = store.to_str().unwrap();
        for (args, code) in [
            (&["verify"][..], 1),
            (&["backup", "-o", out], 1),
            (&["exec", SAMPLE, "--", "open"], 1),
            (&["show", SAMPLE, "--json"], 2),
            (&["log", SAMPLE], 2),
            (&["list"], 0),
            (&["track"], 0),
            (&["doctor"], 0),
        ] {
            let done = home.run(&[&["--store", at][..], args].concat());
            if args[0] != "doctor" {
                assert_eq!(done.code, code, "{args:?}: {}{}", done.out, done.err);
            }
            if code == 1 {
                assert!(done.err.contains("这里没有存储") && done.err.contains(at), "{}", done.err);
            }
        }
        assert!(!home.outside().join("missing").exists(), "nothing is made");
        assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0, "nothing is made");
        assert!(!backup.exists());
    }
    // A store with no session in it is no better.
    let home = Home::planned();
    for entry in ["journal", "sled"] {
        std::fs::remove_dir_all(home.store().join(entry)).unwrap();
    }
    std::fs::remove_file(home.store().join("HEADS")).unwrap();
    let done = home.run(&["backup", "-o", out]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.err.contains("没有写备份"), "{}", done.err);
}
