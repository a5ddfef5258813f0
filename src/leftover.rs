//! What a killed run left behind: files and folders with its process's number in their names.
//!
//! Owns the form of such names. Must not touch anything of a process that may still be running.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// The endings of such names.
const ENDINGS: [&str; 2] = ["tmp", "scratch"];

/// Takes away what earlier runs left in a folder for the file `name`. Nothing is said where that
/// cannot be done: the next run tries again.
pub(crate) fn clear(folder: &Path, name: &OsStr) {
    let Some(name) = name.to_str() else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let of = entry.file_name().to_str().and_then(|found| process(found, name));
        if of.is_some_and(|process| !may_run(process)) {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let _ = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

/// The process in `.NAME.PID.scratch` or `.NAME.PID-N.tmp`.
fn process(found: &str, name: &str) -> Option<u32> {
    let rest = found.strip_prefix('.')?.strip_prefix(name)?.strip_prefix('.')?;
    let (number, ending) = rest.split_once('.')?;
    let number = number.split_once('-').map_or(number, |(process, _)| process);
    ENDINGS.contains(&ending).then(|| number.parse().ok()).flatten()
}

/// Whether there is such a process, or nobody can tell.
#[cfg(unix)]
fn may_run(process: u32) -> bool {
    let Some(pid) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else {
        return false;
    };
    rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

/// Windows says it to whoever asks its command line: a line with the number in quotes, or a sentence.
#[cfg(windows)]
fn may_run(process: u32) -> bool {
    let number = format!("PID eq {process}");
    let mut asked = crate::tool::command("tasklist");
    asked.args(["/fi", &number, "/fo", "csv", "/nh"]);
    let listed = asked.output().ok().filter(|output| output.status.success());
    listed.is_none_or(|output| {
        String::from_utf8_lossy(&output.stdout).contains(&format!("\"{process}\""))
    })
}

#[cfg(not(any(unix, windows)))]
fn may_run(_: u32) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_dead_run_left_of_this_name_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let mut gone = std::process::Command::new("true").spawn().unwrap();
        let dead = gone.id();
        gone.wait().unwrap();
        let own = std::process::id();
        let left = [format!(".a.docx.{dead}-0.tmp"), format!(".a.docx.{dead}.scratch")];
        let stays = [
            format!(".a.docx.{own}-0.tmp"),
            format!(".b.docx.{dead}-0.tmp"),
            format!("a.docx.{dead}-0.tmp"),
            ".a.docx.x-0.tmp".to_owned(),
            format!(".a.docx.{dead}.old"),
        ];
        fs::create_dir(dir.path().join(&left[1])).unwrap();
        fs::write(dir.path().join(&left[1]).join("names"), "x").unwrap();
        for name in left.iter().take(1).chain(&stays) {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        clear(dir.path(), OsStr::new("a.docx"));
        assert!(left.iter().all(|name| !dir.path().join(name).exists()));
        assert!(stays.iter().all(|name| dir.path().join(name).exists()));
    }
}
