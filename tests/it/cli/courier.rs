//! Handing in to the office that gathers sessions: what has no receipt is written, and is marked by it.

use super::{Home, SAMPLE};
use std::fmt::Write as _;

/// The receipts of an archive that has taken all of a store.
fn receipts(home: &Home) -> String {
    let mut text = String::from("{\"yishi\":\"receipts\",\"format\":1}\n");
    let list: serde_json::Value = serde_json::from_str(&home.ok(&["list", "--json"])).unwrap();
    for session in list.as_array().unwrap() {
        let (head, lines) = (&session["end"]["head"], &session["end"]["lines"]);
        writeln!(text, "{{\"genesis\":{head},\"head\":{head},\"lines\":{lines}}}").unwrap();
    }
    text
}

#[test]
fn what_has_no_receipt_is_written_and_a_session_that_goes_on_is_written_again() {
    let home = Home::planned();
    let folder = home.outside().join("stick");
    let send = ["send".as_ref(), "-o".as_ref(), folder.as_os_str()];
    let files = || std::fs::read_dir(&folder).unwrap().count();
    assert!(home.ok(&send).contains(SAMPLE));
    assert_eq!(files(), 1);
    let other = Home::new();
    other.ok(&["import".as_ref(), folder.as_os_str()]);
    assert_eq!(other.ok(&["log", SAMPLE, "--json"]), home.ok(&["log", SAMPLE, "--json"]));

    let file = home.file("receipts", receipts(&home));
    home.ok(&["receipts".as_ref(), file.as_os_str()]);
    std::fs::remove_dir_all(&folder).unwrap();
    home.ok(&send);
    assert_eq!(files(), 0);
    home.ok(&["exec", SAMPLE, "--", "present P01"]);
    home.ok(&send);
    assert_eq!(files(), 1);
}

#[test]
fn without_the_program_that_encrypts_nothing_is_written() {
    let home = Home::planned();
    let folder = home.outside().join("stick");
    let send = ["send".as_ref(), "-o".as_ref(), folder.as_os_str()];
    let key = ["--encrypt-to".as_ref(), "age1key".as_ref()];
    let mut command = home.command();
    let done = command.env("PATH", "").args([&send[..], &key].concat()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("age-encryption.org") && said.lines().count() == 1, "{said}");
    assert!(!folder.exists() && !home.store().join("RECEIPTS").exists());
}

#[test]
fn a_key_that_is_none_is_refused_before_anything_is_written() {
    // The program that encrypts may not be there at all, which is refused as well.
    let home = Home::planned();
    let folder = home.outside().join("stick");
    for key in ["age1xyz", "no-such-file"] {
        let send = ["send".as_ref(), "-o".as_ref(), folder.as_os_str()];
        let done = home.run(&[&send[..], &["--encrypt-to".as_ref(), key.as_ref()]].concat());
        assert!(done.code != 0 && done.err.lines().count() == 1, "{}", done.err);
        assert!(!folder.exists(), "{}", done.err);
    }
}

#[test]
fn a_damaged_file_of_receipts_is_refused_whole() {
    let home = Home::planned();
    let good = receipts(&home);
    for (bad, what) in [
        (good.replace("\"lines\":1", "\"lines\":-1"), "bad:2"),
        (good.replace("receipts", "bundle"), "bad"),
        (good.replace("\"format\":1", "\"format\":9"), "9"),
    ] {
        let file = home.file("bad", &bad);
        let done = home.run(&["receipts".as_ref(), file.as_os_str()]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{bad}");
        assert!(done.err.contains(what) && done.err.lines().count() == 1, "{}", done.err);
    }
    assert!(!home.store().join("RECEIPTS").exists());
}
