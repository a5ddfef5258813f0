//! A full disk, on a small file system of its own: the append is refused and nothing is lost.
//!
//! Mounting needs root; elsewhere the test says loudly that it did not run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use yishi::store::{Log, SledLog, StoreError};

use super::{open, record, records};

/// A mounted file system, unmounted when dropped.
struct Mounted {
    path: PathBuf,
    _dir: tempfile::TempDir,
}

impl Mounted {
    fn new(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_path_buf();
        let mounted = cfg!(target_os = "linux")
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
                .arg(&path)
                .output()
                .is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("SKIPPED: no small file system could be mounted (it needs root on Linux)");
            return None;
        }
        Some(Self { path, _dir: dir })
    }

    fn remount(&self, option: &str) {
        let remounted = Command::new("mount")
            .args(["-o", &format!("remount,{option}")])
            .arg(&self.path)
            .status();
        assert!(remounted.unwrap().success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}

/// Fills the file system but for `room` bytes.
fn fill(mounted: &Path, room: u64) -> PathBuf {
    let path = mounted.join("ballast");
    let mut size = 64 << 20;
    let mut bytes = Vec::new();
    // By halves, since a write that does not fit leaves what fitted.
    while size >= 4096 {
        bytes.resize(bytes.len() + size, 1);
        if fs::write(&path, &bytes).is_err() {
            bytes.truncate(bytes.len() - size);
            size /= 2;
        }
    }
    bytes.truncate(bytes.len().saturating_sub(usize::try_from(room).unwrap()));
    fs::write(&path, &bytes).unwrap();
    path
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let Some(mounted) = Mounted::new("24m") else {
        return;
    };
    let store = mounted.path.join("store");
    let mut log = open(&store);
    log.append("a", 1, &records("a", 1..=10), None).unwrap();
    let mut last = 10;
    for room in [0, 8 << 10, 64 << 10, 300 << 10, 700 << 10] {
        let ballast = fill(&mounted.path, room);
        // Until it is full, however much sled had kept for itself.
        let mut refused = 0;
        for _ in 0..20_000 {
            match log.append("a", last + 1, &[record("a", last + 1)], None) {
                Ok(()) => last += 1,
                Err(StoreError::Full { .. }) => refused += 1,
                Err(other) => panic!("{other:?}"),
            }
            if refused == 3 {
                break;
            }
        }
        assert_eq!(refused, 3, "room {room}");
        assert_eq!(log.len("a"), last);
        assert_eq!(log.read("a").unwrap(), records("a", 1..=last), "still read while full");

        // Opening a full disk moves nothing, and the record can be read.
        drop(log);
        let mut full = SledLog::open(&store).unwrap();
        assert_eq!(full.read("a").unwrap(), records("a", 1..=last), "opened while full");
        assert!(full.damage().is_empty(), "{:?}", full.damage());
        assert_eq!(fs::read_dir(store.join("quarantine")).unwrap().count(), 0);

        // With room again the same handle goes on.
        fs::remove_file(&ballast).unwrap();
        full.append("a", last + 1, &[record("a", last + 1)], None).unwrap();
        last += 1;
        log = full;
    }
    drop(log);
    let mut log = open(&store);
    assert_eq!(log.read("a").unwrap(), records("a", 1..=last));
    assert!(log.damage().is_empty(), "{:?}", log.damage());
}

#[test]
fn a_read_only_disk_can_be_read() {
    let Some(mounted) = Mounted::new("24m") else {
        return;
    };
    let store = mounted.path.join("store");
    open(&store).append("a", 1, &records("a", 1..=10), None).unwrap();
    mounted.remount("ro");
    assert!(matches!(SledLog::open(&store), Err(StoreError::ReadOnly { .. })));
    let mut log = SledLog::open_read_only(&store).unwrap();
    assert_eq!(log.read("a").unwrap(), records("a", 1..=10));
    mounted.remount("rw");
    assert_eq!(open(&store).read("a").unwrap(), records("a", 1..=10));
}
