//! A city's archive, against a real server: what is taken, that kills and doubles change nothing, who
//! sees what, and that nothing changed behind its back stays hidden.

// What is left out for want of a server is said, even where the test passes.
#![allow(clippy::print_stderr)]

mod access;
mod keeping;
mod made;
mod server;
mod takes;

use made::Laptop;
use server::Database;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A city with two counties, two towns each, two communities each.
fn places_csv() -> String {
    let mut text = String::from("code,name,parent,level\n1,City,,city\n");
    for county in 1..=2 {
        writeln!(text, "1{county},County {county},1,county").unwrap();
        for town in 1..=2 {
            writeln!(text, "1{county}{town},Town {county}{town},1{county},town").unwrap();
            for at in 1..=2 {
                let code = format!("1{county}{town}{at}");
                writeln!(text, "{code},Community {code},1{county}{town},community").unwrap();
            }
        }
    }
    text
}

/// Every community of [`places_csv`].
const COMMUNITIES: [&str; 8] = ["1111", "1112", "1121", "1122", "1211", "1212", "1221", "1222"];

/// The office with its archive.
struct Office {
    database: Database,
    dir: TempDir,
}

struct Done {
    code: i32,
    out: String,
    err: String,
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

impl Office {
    fn new() -> Self {
        Self::at(Database::new())
    }

    fn at(database: Database) -> Self {
        Self { database, dir: TempDir::new().unwrap() }
    }

    /// Makes schema and places.
    fn ready(&self) {
        self.ok(&["init"]);
        let csv = self.path("places.csv");
        std::fs::write(&csv, places_csv()).unwrap();
        self.ok(&["place".as_ref(), "import".as_ref(), csv.as_os_str()]);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, url: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yishi-archive"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("YISHI_LANG", "en")
            .env("YISHI_ARCHIVE_URL", url)
            .current_dir(self.dir.path())
            .stdin(std::process::Stdio::null());
        command
    }

    fn run<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Done {
        Done::of(self.command(&self.database.url()).args(args).output().unwrap())
    }

    fn run_as<S: AsRef<std::ffi::OsStr>>(&self, role: &str, args: &[S]) -> Done {
        Done::of(self.command(&self.database.url_of(role)).args(args).output().unwrap())
    }

    #[track_caller]
    fn ok<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> String {
        let done = self.run(args);
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        done.out
    }

    /// A folder with a bundle of each laptop, beneath a folder for each place.
    fn folder(&self, name: &str, bundles: &[(&str, &str, Vec<u8>)]) -> PathBuf {
        let folder = self.path(name);
        for (place, name, bytes) in bundles {
            let place = folder.join(place);
            std::fs::create_dir_all(&place).unwrap();
            std::fs::write(place.join(format!("{name}.yishi")), bytes).unwrap();
        }
        folder
    }

    #[track_caller]
    fn take(&self, path: &Path) -> String {
        self.ok(&["take".as_ref(), path.as_os_str()])
    }

    /// Everything that the archive holds of sessions, in one order.
    fn contents(&self) -> String {
        let select = |table| format!("SELECT t::text FROM {table} t ORDER BY 1");
        server::TABLES.map(|table| self.database.sql(&select(table))).join("\n--\n")
    }
}
