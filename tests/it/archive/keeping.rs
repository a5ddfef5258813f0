//! What is kept beside the lines: files, that a record breaks rules, and that phones and addresses go.

use super::*;
use crate::fuzz::targets::{bundled, rehashed};
use serde_json::Value;

fn bundle_of(office: &Office, id: &str) -> Vec<u8> {
    let back = office.path("back.yishi");
    office.ok(&["export", id, "-o", "back.yishi", "--force"]);
    std::fs::read(back).unwrap()
}

#[test]
fn what_is_attached_goes_in_and_comes_back_with_its_session() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let mut laptop = Laptop::held("A");
    laptop.attach("照片.jpg", b"not much of a picture");
    let bundle = laptop.bundle();
    let folder = office.folder("in", &[("1111", "a", bundle.clone())]);
    office.take(&folder);
    assert_eq!(office.database.sql("SELECT files FROM record"), "1\n");
    assert_eq!(bundle_of(&office, "A"), bundle);
    assert!(office.ok(&["check"]).contains("1 sessions checked"));
    for edit in ["DELETE FROM attachment", "UPDATE attachment SET bytes = 'other'"] {
        let undo = "INSERT INTO attachment SELECT * FROM saved ON CONFLICT (genesis, sha256)
            DO UPDATE SET bytes = excluded.bytes";
        office.database.sql("DROP TABLE IF EXISTS saved; CREATE TABLE saved AS TABLE attachment");
        office.database.sql(edit);
        let done = office.run(&["check"]);
        assert!(done.code == 1 && done.err.contains("attached"), "{edit}: {}", done.err);
        office.database.sql(undo);
        assert_eq!(office.run(&["check"]).code, 0);
    }
    office.take(&folder);
    assert_eq!(bundle_of(&office, "A"), bundle);
}

#[test]
fn a_record_that_breaks_rules_with_all_hashes_right_is_told_and_marked() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let good = Laptop::held("R").lines();
    // Nobody who has gone is given an action, and nobody who is not there is present.
    let forged: Vec<String> = good.iter().map(|line| line.replace("\"P2\"", "\"P99\"")).collect();
    let lines: Vec<&str> = std::iter::once(good[0].as_str())
        .chain(forged.iter().skip(1).map(String::as_str))
        .collect();
    assert_ne!(lines, good);
    let lines = rehashed(lines);
    let folder = office.folder("in", &[("1111", "r", bundled("R", &lines).into_bytes())]);
    let done = office.run(&["take".as_ref(), folder.as_os_str()]);
    assert_eq!(done.code, 1, "{}{}", done.out, done.err);
    assert!(done.out.contains("new") && done.err.contains("r.yishi"), "{}{}", done.out, done.err);
    let list: Value = serde_json::from_str(&office.ok(&["list", "--json"])).unwrap();
    assert!(list[0]["flaw"].is_number(), "{list}");
    assert!(office.ok(&["check"]).contains("1 sessions checked"));
}

#[test]
fn phones_and_addresses_go_after_their_time_and_the_chain_stays() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let mut laptop = Laptop::held("F");
    laptop.acts(&["note \"甲的电话13812345678，住在和平小区3号楼2单元501室\""]);
    let folder = office.folder("in", &[("1111", "f", laptop.bundle())]);
    office.take(&folder);
    assert_eq!(office.run(&["forget"]).code, 2, "nobody has decided");
    assert!(office.ok(&["retention", "--months", "24"]).contains("24 months"));
    assert!(office.ok(&["forget"]).contains("2 lines of 1 sessions"));
    assert!(office.ok(&["forget"]).contains("0 lines of 0 sessions"));
    let known = ["13812345678", "13900001111", "501室"];
    let whole = |office: &Office| {
        let mut all = office.contents();
        for (doc, file) in [("journal", "j.jsonl"), ("session", "s.json"), ("contacts", "c.csv")] {
            office.ok(&["export", "F", doc, "-o", file, "--force"]);
            all += &std::fs::read_to_string(office.path(file)).unwrap();
        }
        all
    };
    let after = whole(&office);
    assert!(after.contains("甲的电话****"), "{after}");
    for gone in known {
        assert!(!after.contains(gone), "{gone}");
    }
    // Nothing else went: the same end, the same names; and the original is known for what it is.
    assert!(office.ok(&["check"]).contains("1 sessions checked"));
    assert!(office.take(&folder).contains("  unchanged  "));
    let done = office.run(&["export", "F", "-o", "x.yishi"]);
    assert!(done.code == 1 && done.err.contains("deleted"), "{}", done.err);
    office.ok(&["export", "F", "minutes", "-o", "minutes.md"]);
    // What goes on does not bring them back.
    laptop.acts(&["adopt 1"]);
    office.folder("in", &[("1111", "f", laptop.bundle())]);
    assert!(office.take(&folder).contains("  continued, 1 lines  "));
    let later = whole(&office);
    for gone in known {
        assert!(!later.contains(gone), "{gone}");
    }
    office.ok(&["reindex"]);
    assert_eq!(whole(&office), later);
    // Nobody changes in silence what is left.
    for edit in [
        "UPDATE redaction SET kept = sha256(kept) WHERE line = (SELECT line FROM redaction LIMIT 1)",
        "UPDATE redaction SET line = sha256(line) WHERE line = (SELECT line FROM redaction LIMIT 1)",
        "DELETE FROM redaction",
        "INSERT INTO redaction SELECT genesis, place, sha256(line), kept, day FROM redaction LIMIT 1",
    ] {
        office.database.sql("CREATE TABLE saved AS TABLE redaction");
        office.database.sql(edit);
        let done = office.run(&["check"]);
        assert_eq!(done.code, 1, "{edit}: {}", done.out);
        let undo =
            "TRUNCATE redaction; INSERT INTO redaction SELECT * FROM saved; DROP TABLE saved";
        office.database.sql(undo);
        assert_eq!(office.run(&["check"]).code, 0);
    }
}

#[test]
fn a_paper_is_made_from_the_archive_as_the_laptop_makes_it() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    office.take(&office.folder("in", &[("1111", "a", Laptop::held("P").bundle())]));
    office.ok(&["export", "P", "minutes", "-o", "minutes.md"]);
    let minutes = std::fs::read_to_string(office.path("minutes.md")).unwrap();
    assert!(minutes.contains("停车秩序P"), "{minutes}");
    office.ok(&["export", "P", "all", "-o", "papers"]);
    assert!(std::fs::read_dir(office.path("papers")).unwrap().count() > 5);
    for (args, code) in [
        (["export", "P", "minutes", "-o", "minutes.md"], 1),
        (["export", "P", "poem", "-o", "poem.md"], 2),
        (["export", "P", "minutes", "-o", "minutes.xyz"], 2),
    ] {
        assert_eq!(office.run(&args).code, code, "{args:?}");
    }
}

#[test]
fn what_takes_long_is_cancelled_in_the_database_too() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    // Somebody holds the table: the question waits for as long.
    let mut held = office.database.hold("LOCK TABLE summary IN ACCESS EXCLUSIVE MODE");
    let mut asking = office
        .command(&office.database.url())
        .arg("figures")
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'yishi-archive'
        AND datname = current_database() AND wait_event_type = 'Lock'";
    let until = |wanted: &str| {
        while office.database.sql(waiting) != wanted {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    };
    until("1\n");
    let pid = rustix::process::Pid::from_child(&asking);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(asking.wait().unwrap().code(), Some(1));
    let mut said = String::new();
    std::io::Read::read_to_string(&mut asking.stderr.take().unwrap(), &mut said).unwrap();
    assert!(said.contains("stopped"), "{said}");
    until("0\n");
    held.kill().unwrap();
    held.wait().unwrap();
}
