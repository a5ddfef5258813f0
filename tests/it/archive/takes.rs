//! What is taken, in whatever order, however often, and killed wherever.

use super::*;
use std::time::Duration;

#[test]
fn the_schema_is_made_once_and_a_program_that_is_too_old_refuses() {
    if !server::is_there() {
        return;
    }
    let office = Office::at(Database::empty());
    let done = office.run(&["list"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("yishi-archive init"), "{}", done.err);
    assert!(office.ok(&["init"]).contains("5 steps"));
    assert!(office.ok(&["init"]).contains("0 steps"));
    office.database.sql("INSERT INTO schema_version (version, name) VALUES (99, 'later')");
    for command in ["init", "list"] {
        let done = office.run(&[command]);
        assert_eq!(done.code, 1);
        assert!(done.err.contains("newer program (version 99)"), "{}", done.err);
    }
}

#[test]
fn every_table_and_column_is_commented() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let bare = office.database.sql(
        "SELECT c.relname, a.attname FROM pg_class c
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)",
    );
    assert_eq!(bare, "");
}

#[test]
fn a_list_of_places_with_faults_is_refused_whole() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let before = office.ok(&["place", "list", "--json"]);
    let csv = office.path("bad.csv");
    std::fs::write(&csv, "code,name,parent,level\n9,New,,city\n91,X,9,nowhere\n").unwrap();
    let done = office.run(&["place".as_ref(), "import".as_ref(), csv.as_os_str()]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("bad.csv:3"), "{}", done.err);
    std::fs::write(&csv, "code,name,parent,level\n91,X,nowhere,town\n").unwrap();
    let done = office.run(&["place".as_ref(), "import".as_ref(), csv.as_os_str()]);
    assert_eq!((done.code, office.ok(&["place", "list", "--json"])), (2, before));
}

#[test]
fn a_session_is_new_then_unchanged_then_continued_and_an_earlier_one_is_older() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let mut laptop = Laptop::held("A");
    let first = laptop.bundle();
    let folder = office.folder("in", &[("1111", "a", first.clone())]);
    assert!(office.take(&folder).contains("  new  Community 1111 (1111)"));
    assert!(office.take(&folder).contains("  unchanged  "));
    laptop.acts(&["adopt 1", "report 1 \"done\""]);
    let second = laptop.bundle();
    office.folder("in", &[("1111", "a", second.clone())]);
    assert!(office.take(&folder).contains("  continued, 2 lines  "));
    let older = office.folder("older", &[("1111", "a", first)]);
    assert!(office.take(&older).contains("  older, nothing changed  "));
    // What comes back is what a store would write.
    let back = office.path("back.yishi");
    office.ok(&["export".as_ref(), "A".as_ref(), "-o".as_ref(), back.as_os_str()]);
    assert_eq!(std::fs::read(&back).unwrap(), second);
    assert!(office.ok(&["check"]).contains("1 sessions checked"));
    let show: serde_json::Value =
        serde_json::from_str(&office.ok(&["show", "A", "--json"])).unwrap();
    assert_eq!(show["seq"], laptop.len());
    let listed: serde_json::Value = serde_json::from_str(&office.ok(&["list", "--json"])).unwrap();
    assert_eq!(listed[0]["head"], show["head"]);
    let receipts = office.path("receipts");
    office.ok(&["receipts".as_ref(), "-o".as_ref(), receipts.as_os_str()]);
    assert_eq!(std::fs::read_to_string(&receipts).unwrap().lines().count(), 3);
}

#[test]
fn a_laptop_hands_in_by_stick_and_marks_what_was_taken() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let home = crate::cli::Home::planned();
    let stick = office.path("stick");
    let send = ["send".as_ref(), "-o".as_ref(), stick.as_os_str()];
    home.ok(&send);
    office.ok(&["take".as_ref(), "--place".as_ref(), "1111".as_ref(), stick.as_os_str()]);
    let receipts = office.path("receipts");
    office.ok(&["receipts".as_ref(), "-o".as_ref(), receipts.as_os_str()]);
    home.ok(&["receipts".as_ref(), receipts.as_os_str()]);
    std::fs::remove_dir_all(&stick).unwrap();
    home.ok(&send);
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 0);
}

#[test]
fn what_is_handed_in_is_encrypted_to_the_offices_key_and_only_that_takes_it_in() {
    if !server::is_there() || !age_is_there() {
        return;
    }
    let office = Office::new();
    let home = crate::cli::Home::planned();
    let (key, stick) = (office.path("key.txt"), office.path("stick"));
    let made = Command::new("age-keygen").arg("-o").arg(&key).output().unwrap();
    let said = String::from_utf8(made.stderr).unwrap();
    let public = said.trim().strip_prefix("Public key: ").unwrap();
    let open = ["send".as_ref(), "-o".as_ref(), stick.as_os_str()];
    let send = [&open[..], &["--encrypt-to".as_ref(), public.as_ref()]].concat();
    home.ok(&send);
    let files = || std::fs::read_dir(&stick).unwrap().flatten().map(|file| file.path());
    let file = files().next().unwrap();
    assert!(files().count() == 1 && file.to_str().unwrap().ends_with(".yishi.age"));
    let bytes = std::fs::read(&file).unwrap();
    let name = "周雨桐".as_bytes();
    assert!(!bytes.windows(name.len()).any(|bytes| bytes == name), "a name can be read");

    // Without the key, and on a laptop, it is said what it is.
    let take = ["take".as_ref(), "--place".as_ref(), "1111".as_ref(), stick.as_os_str()];
    let done = office.run(&take);
    assert!(done.code == 1 && done.err.contains("is encrypted"), "{}", done.err);
    let done = home.run(&["import".as_ref(), stick.as_os_str()]);
    assert!(done.code != 0 && done.err.contains("--identity"), "{}", done.err);
    let with =
        |key: &Path| office.run(&[&take[..], &["--identity".as_ref(), key.as_os_str()]].concat());
    let another = office.path("another.txt");
    Command::new("age-keygen").arg("-o").arg(&another).output().unwrap();
    let done = with(&another);
    assert!(done.code == 1 && done.err.contains("cannot be decrypted"), "{}", done.err);
    // Cut off or changed it is nothing.
    std::fs::write(&file, &bytes[..bytes.len() - 9]).unwrap();
    assert_eq!(with(&key).code, 1);
    assert_eq!(office.database.sql("SELECT count(*) FROM record").trim(), "0");
    std::fs::write(&file, &bytes).unwrap();
    let done = with(&key);
    assert!(done.code == 0 && done.out.contains("  new  Community 1111"), "{}", done.err);

    // What lies there unencrypted from another time is told.
    home.ok(&open);
    let done = home.run(&send);
    assert!(done.code == 0 && done.err.contains("没有加密"), "{}", done.err);
}

/// Whether the program that encrypts is installed.
fn age_is_there() -> bool {
    let there = Command::new("age-keygen").arg("--version").output().is_ok();
    assert!(
        there || std::env::var_os("YISHI_ARCHIVE_MUST").is_none(),
        "this test needs the program age: apt-get install age"
    );
    there
}

/// Two places go on after the adjournment, and one history forks before it.
fn many() -> Vec<(&'static str, String, Vec<u8>)> {
    let mut bundles = Vec::new();
    for (n, place) in COMMUNITIES.iter().enumerate() {
        let mut here = Laptop::held(&format!("S{n}"));
        bundles.push((*place, format!("{n}-first"), here.bundle()));
        let mut there = here.elsewhere();
        here.acts(&["adopt 1", "progress 1 \"here\""]);
        there.acts(&["adopt 2"]);
        bundles.push((*place, format!("{n}-here"), here.bundle()));
        bundles.push((*place, format!("{n}-there"), there.bundle()));
    }
    bundles
}

fn named<'a>(
    all: &'a [(&'static str, String, Vec<u8>)],
    order: &[usize],
) -> Vec<(&'a str, &'a str, Vec<u8>)> {
    order.iter().map(|at| (all[*at].0, all[*at].1.as_str(), all[*at].2.clone())).collect()
}

#[test]
fn whatever_the_order_and_however_often_the_archive_is_the_same() {
    if !server::is_there() {
        return;
    }
    let all = many();
    let mut contents = Vec::new();
    for turn in 0..3 {
        let office = Office::new();
        let mut order: Vec<usize> = (0..all.len()).collect();
        // Another order each time, with doubles.
        order.sort_by_key(|at| (at * 7919 + turn * 104_729) % 1009);
        for (n, part) in order.chunks(5).enumerate() {
            let folder = office.folder(&format!("in{n}"), &named(&all, part));
            office.take(&folder);
            if n % 2 == turn % 2 {
                office.take(&folder);
            }
        }
        assert!(office.ok(&["check"]).contains("8 sessions checked"));
        contents.push(office.contents());
    }
    assert!(contents[0].contains("停车秩序S0"));
    assert_eq!(contents[0], contents[1]);
    assert_eq!(contents[0], contents[2]);
}

#[test]
fn another_history_is_kept_and_told() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let mut laptop = Laptop::planned("F");
    let mut other = laptop.elsewhere();
    laptop.acts(&["present P1 P2 P3 P4", "open"]);
    other.acts(&["present P1 P2 P3", "open"]);
    let one = office.folder("one", &[("1111", "f", laptop.bundle())]);
    let two = office.folder("two", &[("1111", "f", other.bundle())]);
    office.take(&one);
    let said = office.take(&two);
    assert!(said.contains("another history from line 2 on"), "{said}");
    other.acts(&["note \"more\""]);
    office.folder("two", &[("1111", "f", other.bundle())]);
    office.take(&two);
    office.take(&one);
    assert_eq!(office.database.sql("SELECT fork, lines FROM branch"), "2|4\n");
    assert!(office.ok(&["check"]).contains("1 sessions checked"));
}

#[test]
fn a_bad_file_is_named_and_the_others_are_taken() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let good = Laptop::held("G").bundle();
    let mut cut = Laptop::held("C").bundle();
    cut.truncate(cut.len() / 2);
    let tampered =
        String::from_utf8(Laptop::held("T").bundle()).unwrap().replace("划设泊位", "不设泊位");
    let folder = office.folder(
        "in",
        &[
            ("1111", "cut", cut),
            ("1111", "good", good),
            ("1111", "tampered", tampered.into_bytes()),
            ("nowhere", "homeless", Laptop::held("H").bundle()),
        ],
    );
    let done = office.run(&["take".as_ref(), folder.as_os_str()]);
    assert_eq!(done.code, 1);
    for name in ["cut.yishi", "tampered.yishi", "homeless.yishi"] {
        assert_eq!(done.err.matches(name).count(), 1, "{name}: {}", done.err);
    }
    assert_eq!(office.database.sql("SELECT id FROM record"), "G\n");
    let done =
        office.run(&["take".as_ref(), "--place".as_ref(), "1222".as_ref(), folder.as_os_str()]);
    assert_eq!(done.code, 1);
    assert_eq!(office.database.sql("SELECT id, place FROM record ORDER BY 1"), "G|1111\nH|1222\n");
    let done = office.run(&["take".as_ref(), "--json".as_ref(), folder.as_os_str()]);
    let said: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(said["refused"].as_array().unwrap().len(), 3, "{said}");
    assert_eq!(said["sessions"][0]["result"], "unchanged", "{said}");
}

/// How often `take` is killed; `YISHI_KILLS` asks for more.
fn kills() -> u64 {
    std::env::var("YISHI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn killed_anywhere_no_session_is_half_and_a_repeat_makes_it_whole() {
    if !server::is_there() {
        return;
    }
    let all = many();
    let order: Vec<usize> = (0..all.len()).collect();
    let whole = Office::new();
    whole.take(&whole.folder("in", &named(&all, &order)));
    let wanted = whole.contents();
    let office = Office::new();
    let folder = office.folder("in", &named(&all, &order));
    let url = office.database.url();
    for turn in 0..kills() {
        let mut take = office.command(&url).arg("take").arg(&folder).spawn_quiet();
        // Spread over what a whole run takes.
        std::thread::sleep(Duration::from_millis(2 + (turn * 37) % 120));
        take.kill().unwrap();
        take.wait().unwrap();
        // A server notices a killed client when it is done with what it was sent.
        let halves = "SELECT count(*) FROM record r LEFT JOIN summary s USING (genesis)
            WHERE s.genesis IS NULL OR NOT EXISTS (SELECT 1 FROM line l WHERE l.genesis = r.genesis)
            OR NOT EXISTS (SELECT 1 FROM receipt x WHERE x.genesis = r.genesis)";
        assert_eq!(office.database.sql(halves), "0\n");
        if turn % 10 == 9 {
            office.database.sql("TRUNCATE record, receipt CASCADE");
        }
    }
    office.take(&folder);
    assert_eq!(office.contents(), wanted);
    assert!(office.ok(&["check"]).contains("8 sessions checked"));
}

trait Quiet {
    fn spawn_quiet(&mut self) -> std::process::Child;
}

impl Quiet for Command {
    fn spawn_quiet(&mut self) -> std::process::Child {
        self.stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    }
}

#[test]
fn several_may_take_the_same_at_once() {
    if !server::is_there() {
        return;
    }
    let all = many();
    let office = Office::new();
    let folder = office.folder("in", &named(&all, &(0..all.len()).collect::<Vec<_>>()));
    let url = office.database.url();
    let mut takes: Vec<_> =
        (0..4).map(|_| office.command(&url).arg("take").arg(&folder).spawn_quiet()).collect();
    for take in &mut takes {
        assert!(take.wait().unwrap().success());
    }
    assert!(office.ok(&["check"]).contains("8 sessions checked"));
}

#[test]
fn what_is_changed_behind_its_back_is_found_and_made_anew() {
    if !server::is_there() {
        return;
    }
    let office = Office::new();
    let all = many();
    office.take(&office.folder("in", &named(&all, &(0..all.len()).collect::<Vec<_>>())));
    let wanted = office.contents();
    let cured = [
        "UPDATE summary SET title = title || 'x'",
        "UPDATE summary SET day = day + 1",
        "UPDATE summary SET phase = 'sealed'",
        "UPDATE summary SET held = NOT held",
        "UPDATE summary SET invited = invited + 1",
        "UPDATE summary SET completed = completed + 1",
        "UPDATE summary SET stage = stage % 5 + 1",
        "DELETE FROM summary",
        "UPDATE participation SET came = 0 WHERE came > 0",
        "UPDATE participation SET name = name || 'x'",
        "DELETE FROM participation",
        "UPDATE action SET title = 'x'",
        "UPDATE action SET due = due + 1",
        "UPDATE action SET owner = 'x'",
        "UPDATE action SET lead = 'x'",
        "UPDATE action SET contested = NOT contested",
        "UPDATE action SET no = no + 10",
        "DELETE FROM action",
        "UPDATE line SET text = text || 'x', named = NULL",
        "UPDATE line SET at = at + interval '1 second'",
        "UPDATE line SET kind = 'x'",
        "UPDATE line SET named = text || 'x'",
        "DELETE FROM line WHERE seq = 2",
        "UPDATE record SET id = id || 'x'",
        "UPDATE record SET day = day + 1",
        "UPDATE record SET head = sha256(head)",
        "UPDATE record SET lines = lines + 1",
        "UPDATE record SET flaw = 3",
        "UPDATE record SET files = files + 1",
        "UPDATE pairs SET day = day + 1",
        "UPDATE pairs SET text = text[2:]",
        "UPDATE pairs SET named = array_prepend(7, named)",
        "DELETE FROM pairs",
    ];
    let lasting = [
        "UPDATE record SET zstd = set_byte(zstd, 40, (get_byte(zstd, 40) + 1) % 256)",
        "UPDATE record SET place = CASE place WHEN '1222' THEN '1111' ELSE '1222' END",
        "UPDATE receipt SET head = sha256(head)",
        "UPDATE receipt SET place = CASE place WHEN '1222' THEN '1111' ELSE '1222' END",
        "UPDATE receipt SET lines = lines + 1000 WHERE lines < 9",
        "DELETE FROM receipt",
        "DELETE FROM record",
    ];
    let one = office.database.sql("SELECT min(encode(genesis, 'hex')) FROM record");
    let where_one = format!("genesis = '\\x{}'", one.trim());
    for edit in cured.iter().chain(&lasting) {
        let word = if edit.contains(" WHERE ") { "AND" } else { "WHERE" };
        let sql = format!("{edit} {word} {where_one}");
        let lasts = lasting.contains(edit);
        // What is not made anew is taken back.
        let undo = if lasts { Some(saved(&office)) } else { None };
        office.database.sql(&sql);
        let done = office.run(&["check"]);
        assert_eq!(done.code, 1, "{sql}: {}", done.out);
        assert!(done.err.contains(one.get(..8).unwrap()), "{sql}: {}", done.err);
        match undo {
            Some(undo) => office.database.sql(&undo),
            None => office.ok(&["reindex"]),
        };
        assert_eq!(office.contents(), wanted, "after {sql}");
    }
    assert!(office.ok(&["check"]).contains("8 sessions checked"));
}

/// Keeps copies of all tables, and says how to put them back.
fn saved(office: &Office) -> String {
    let tables = server::TABLES;
    let copy = tables
        .map(|t| format!("DROP TABLE IF EXISTS saved_{t}; CREATE TABLE saved_{t} AS TABLE {t};"));
    office.database.sql(&copy.join(""));
    let back = tables.map(|t| format!("INSERT INTO {t} SELECT * FROM saved_{t};"));
    format!("TRUNCATE {} CASCADE; {}", tables.join(", "), back.join(""))
}
