//! Who may enter a folder on Windows: its owner, the system, and the machine's administrators.
//!
//! Owns what is asked of `icacls` and `whoami` (the system's own; Rust's standard library knows no
//! access lists) and what their answers mean. A folder that cannot be closed is used all the same:
//! `doctor` says so. Must not touch a folder that holds anything already.

#[cfg(windows)]
use crate::tool;
use std::ffi::OsString;
use std::path::Path;

/// The system and the administrators, whom a list cannot keep out anyway, by their numbers: their
/// names are in the language of the system.
const KEPT: [&str; 2] = ["S-1-5-18", "S-1-5-32-544"];

/// Those two in a list as Windows writes it, and whoever makes or owns a file.
const KEPT_SHORT: [&str; 6] = ["SY", "BA", "CO", "OW", "S-1-3-0", "S-1-3-4"];

/// What `icacls` is to be called with, so that nothing is inherited from the folders above and only
/// these may enter, here and in all that will be made here.
pub(super) fn closing(dir: &Path, own: &str) -> Vec<OsString> {
    let mut list = vec![dir.as_os_str().to_owned(), "/inheritance:r".into(), "/grant:r".into()];
    let all = [own].into_iter().chain(KEPT);
    list.extend(all.map(|sid| OsString::from(format!("*{sid}:(OI)(CI)F"))));
    list.push("/q".into());
    list
}

/// The number of a user in the answer of `whoami /user /fo csv /nh`: `"host\name","S-1-5-21-…"`.
pub(crate) fn sid(said: &str) -> Option<&str> {
    let parts = said.split(['"', ',', ' ', '\t', '\r', '\n']);
    parts.into_iter().find(|part| {
        part.strip_prefix("S-1-").is_some_and(|rest| {
            rest.contains('-') && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        })
    })
}

/// Those whom a folder's list lets in beside its owner `own`, as `icacls /save` writes the list:
/// `D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-…)`. None where there is no list to be read.
pub(super) fn others(said: &str, own: &str) -> Option<Vec<String>> {
    let (_, list) = said.split_once("D:")?;
    let entries = list.split('(').skip(1).filter_map(|entry| entry.split_once(')'));
    let mut found = Vec::new();
    for (entry, _) in entries {
        let parts: Vec<&str> = entry.split(';').collect();
        let (kind, who) = (parts.first()?, parts.get(5)?);
        let kept = *who == own || KEPT.contains(who) || KEPT_SHORT.contains(who);
        // A: allowed; XA: allowed on a condition.
        if matches!(*kind, "A" | "XA") && !kept {
            found.push((*who).to_owned());
        }
    }
    Some(found)
}

/// The text of a file that Windows wrote in UTF-16, with its mark or without.
pub(super) fn wide_text(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|two| <[u8; 2]>::try_from(two).ok());
    let text = String::from_utf16_lossy(&units.map(u16::from_le_bytes).collect::<Vec<_>>());
    text.trim_start_matches('\u{feff}').to_owned()
}

/// The number of the user that runs this; None where the system does not say.
#[cfg(windows)]
pub(crate) fn own_sid() -> Option<String> {
    let output = tool::command("whoami").args(["/user", "/fo", "csv", "/nh"]).output().ok()?;
    sid(&String::from_utf8_lossy(&output.stdout)).map(str::to_owned)
}

/// Closes a new folder to others; says whether the system says that it did.
#[cfg(windows)]
pub(super) fn close(dir: &Path) -> bool {
    let Some(own) = own_sid() else {
        tracing::warn!(
            "the system does not say who runs this: the store's folder is as it was made"
        );
        return false;
    };
    let done = tool::command("icacls").args(closing(dir, &own)).output();
    let done = done.is_ok_and(|output| output.status.success());
    if !done {
        tracing::warn!("the store's folder could not be closed to others");
    }
    done
}

/// Those who may enter beside the owner; None where that cannot be found out.
#[cfg(windows)]
pub(crate) fn who_else(dir: &Path) -> Option<Vec<String>> {
    let own = own_sid()?;
    let list = std::env::temp_dir().join(format!("yishi-{}.acl", std::process::id()));
    let asked = tool::command("icacls").arg(dir).arg("/save").arg(&list).arg("/q").output();
    let said = std::fs::read(&list);
    let _ = std::fs::remove_file(&list);
    asked.ok().filter(|output| output.status.success())?;
    others(&wide_text(&said.ok()?), &own)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "S-1-5-21-1004336348-1177238915-682003330-1001";

    #[test]
    fn the_list_names_the_owner_the_system_and_administrators_by_number() {
        let list = closing(Path::new(r"D:\会议"), OWN);
        let list: Vec<_> = list.iter().map(|part| part.to_str().unwrap()).collect();
        let own = format!("*{OWN}:(OI)(CI)F");
        let rest = ["*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F", "/q"];
        assert_eq!(list[..4], [r"D:\会议", "/inheritance:r", "/grant:r", own.as_str()]);
        assert_eq!(list[4..], rest);
    }

    #[test]
    fn a_users_number_is_found_in_what_whoami_says() {
        let csv = format!("\"desktop-1\\王主任\",\"{OWN}\"\r\n");
        assert_eq!(sid(&csv), Some(OWN));
        // In the code page of the system the name is no UTF-8.
        let bytes = [b"\"pc\\\xcd\xf5\",\"".as_slice(), OWN.as_bytes(), b"\"\r\n"].concat();
        assert_eq!(sid(&String::from_utf8_lossy(&bytes)), Some(OWN));
        assert_eq!(sid("VM\\root\r\n"), None);
        assert_eq!(sid("\"S-1-x\",\"S-1-5\""), None);
    }

    #[test]
    fn whom_a_list_lets_in_is_read_from_it() {
        let closed =
            format!("会议\r\nD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{OWN})\r\n");
        assert_eq!(others(&closed, OWN), Some(vec![]));
        let shared = format!("{closed}(A;OICIID;0x1200a9;;;BU)(A;OICIIOID;FA;;;CO)(D;;FA;;;WD)");
        assert_eq!(others(&shared, OWN), Some(vec!["BU".to_owned()]));
        assert_eq!(others("", OWN), None);
        assert_eq!(others("D:(A;OICI)", OWN), None);
        let wide: Vec<u8> = "\u{feff}D:P".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(wide_text(&wide), "D:P");
    }
}
