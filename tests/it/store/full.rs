//! A full disk, on a small file system of its own: the append is refused and nothing is lost.
//!
//! Mounting needs root; elsewhere the test says loudly that it did not run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use yishi::store::{Log, SledLog, StoreError};

use super::{open, record, records};

/// A mounted file system, unmounted when dropped.
pub(crate) struct Mounted {
    pub(crate) path: PathBuf,
    _dir: tempfile::TempDir,
}

impl Mounted {
    pub(crate) fn new(size: &str) -> Option<Self> {
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

    pub(crate) fn remount(&self, option: &str) {
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
pub(crate) fn fill(mounted: &Path, room: u64) -> PathBuf {
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

/// Appends one record that was never tried before, so that one that was refused and yet stayed
/// would be seen.
fn attempt(
    log: &mut SledLog,
    expected: &mut Vec<Vec<u8>>,
    tries: &mut u64,
) -> Result<(), StoreError> {
    *tries += 1;
    let tried = record(&format!("attempt {tries}"), expected.len() as u64 + 1);
    log.append("a", expected.len() as u64 + 1, std::slice::from_ref(&tried), None)?;
    expected.push(tried);
    Ok(())
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let Some(mounted) = Mounted::new("24m") else {
        return;
    };
    let store = mounted.path.join("store");
    let mut log = open(&store);
    let mut expected = records("a", 1..=10);
    let mut tries = 0;
    log.append("a", 1, &expected, None).unwrap();
    for room in [0, 4 << 10, 8 << 10, 64 << 10, 300 << 10, 530 << 10, 700 << 10] {
        let ballast = fill(&mounted.path, room);
        // Until it is full, however much sled had kept for itself.
        let mut refused = 0;
        while refused < 3 {
            match attempt(&mut log, &mut expected, &mut tries) {
                Ok(()) => {}
                Err(StoreError::Full { .. }) => refused += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(log.len("a"), expected.len() as u64);
        assert_eq!(log.read("a").unwrap(), expected, "still read while full");

        if room % 3 == 0 {
            // The same handle goes on as soon as there is room.
            fs::remove_file(&ballast).unwrap();
            attempt(&mut log, &mut expected, &mut tries).unwrap();
            continue;
        }
        // Opening a full disk moves nothing, and the record can be read.
        drop(log);
        log = SledLog::open(&store).unwrap();
        assert_eq!(log.read("a").unwrap(), expected, "opened while full");
        assert!(log.damage().is_empty(), "{:?}", log.damage());
        assert_eq!(fs::read_dir(store.join("quarantine")).unwrap().count(), 0);
        fs::remove_file(&ballast).unwrap();
        attempt(&mut log, &mut expected, &mut tries).unwrap();
    }
    drop(log);
    let mut log = open(&store);
    assert_eq!(log.read("a").unwrap(), expected);
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
