//! A PostgreSQL of its own for the tests: on a socket in a temporary folder, begun once, ended with
//! this program. Each test has a database of its own, made from a template with a schema and places.
//!
//! PostgreSQL refuses to run as root: there it runs as the system's `postgres`.

use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// The role that owns every archive: an ordinary one, as in an office.
const KEEPER: &str = "keeper";

/// Everything that the archive holds of sessions; a record stands before what belongs to it.
pub(super) const TABLES: [&str; 10] = [
    "record",
    "branch",
    "attachment",
    "redaction",
    "summary",
    "participation",
    "action",
    "line",
    "pairs",
    "receipt",
];

pub(super) struct Server {
    folder: PathBuf,
    bin: PathBuf,
}

/// Whether a server is installed; without one these tests are left out, and say so, unless it must be.
pub(super) fn is_there() -> bool {
    let there = bin().is_some();
    assert!(
        there || std::env::var_os("YISHI_ARCHIVE_MUST").is_none(),
        "these tests need a PostgreSQL server: apt-get install postgresql"
    );
    if !there {
        eprintln!("left out: no PostgreSQL server is installed (apt-get install postgresql)");
    }
    there
}

/// The newest server that is installed.
fn bin() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found
        .sort_by_key(|bin| bin.parent().and_then(|v| v.file_name()?.to_str()?.parse::<u32>().ok()));
    found.pop()
}

impl Server {
    fn begin() -> Self {
        static HELD: OnceLock<(std::sync::Mutex<Child>, ChildStdin)> = OnceLock::new();
        let bin = bin().unwrap();
        let folder = TempDir::with_prefix("yishi-pg").unwrap().keep();
        let root = rustix::process::geteuid().is_root();
        if root {
            assert!(Command::new("chown").arg("postgres").arg(&folder).status().unwrap().success());
        }
        // It ends when the pipe to it does, which is when this program does, however that is.
        let script = r#"
            set -e
            "$2/initdb" -D "$1/data" -A trust -U owner --no-sync -E UTF8 --locale=C.UTF-8 >"$1/initdb.log" 2>&1
            "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off \
                -c max_connections=200 -c autovacuum=off >"$1/log" 2>&1 &
            server=$!
            read -r end || true
            kill -INT $server
            wait $server || true
            rm -rf "$1/data" "$1"/*log "$1"/.s*
        "#;
        let mut command = if root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        let mut child = command
            .args(["-c", script, "sh"])
            .arg(&folder)
            .arg(&bin)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let pipe = child.stdin.take().unwrap();
        let (child, _) = HELD.get_or_init(|| (std::sync::Mutex::new(child), pipe));
        let server = Self { folder, bin };
        while !server.is_ready() {
            let ended = child.lock().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "the server did not begin: {}", server.folder.display());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        server.sql("owner", "postgres", "CREATE ROLE keeper LOGIN CREATEDB");
        server.sql("owner", "postgres", "CREATE DATABASE template OWNER keeper");
        server
    }

    fn is_ready(&self) -> bool {
        let mut ready = Command::new(self.bin.join("pg_isready"));
        ready.args(["-q", "-h"]).arg(&self.folder).status().unwrap().success()
    }

    fn psql(&self, role: &str, database: &str, sql: &str) -> std::process::Output {
        Command::new(self.bin.join("psql"))
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                role,
                "-d",
                database,
                "-h",
            ])
            .arg(&self.folder)
            .args(["-c", sql])
            .output()
            .unwrap()
    }

    #[track_caller]
    fn sql(&self, role: &str, database: &str, sql: &str) -> String {
        let done = self.psql(role, database, sql);
        assert!(done.status.success(), "{sql}\n{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    fn url(&self, role: &str, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgresql://{role}@{folder}/{database}")
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::begin)
}

/// A database of one test.
pub(super) struct Database {
    name: String,
}

impl Database {
    /// An empty one.
    pub(super) fn empty() -> Self {
        Self::from("template0")
    }

    /// With the schema, and the places of [`super::PLACES`].
    pub(super) fn new() -> Self {
        static MADE: OnceLock<()> = OnceLock::new();
        MADE.get_or_init(|| {
            let template = Self { name: "template".to_owned() };
            super::Office::at(template).ready();
        });
        Self::from("template")
    }

    fn from(template: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        // One at a time may copy a template.
        static COPY: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let _alone = COPY.lock().unwrap();
        let sql = format!("CREATE DATABASE {name} TEMPLATE {template} OWNER keeper");
        server().sql("owner", "postgres", &sql);
        Self { name }
    }

    pub(super) fn url(&self) -> String {
        self.url_of(KEEPER)
    }

    pub(super) fn url_of(&self, role: &str) -> String {
        server().url(role, &self.name)
    }

    /// What SQL gives, a row a line; it must succeed.
    #[track_caller]
    pub(super) fn sql(&self, sql: &str) -> String {
        server().sql(KEEPER, &self.name, sql)
    }

    /// What SQL by a role gives, or why it is refused.
    pub(super) fn sql_of(&self, role: &str, sql: &str) -> Result<String, String> {
        let done = server().psql(role, &self.name, sql);
        if done.status.success() {
            Ok(String::from_utf8(done.stdout).unwrap())
        } else {
            Err(String::from_utf8(done.stderr).unwrap())
        }
    }

    /// Does something in a transaction that stays open until the child is killed.
    pub(super) fn hold(&self, sql: &str) -> Child {
        let server = server();
        let child = Command::new(server.bin.join("psql"))
            .args(["-X", "-q", "-U", KEEPER, "-d", &self.name, "-h"])
            .arg(&server.folder)
            .args(["-c", "BEGIN", "-c", sql, "-c", "SELECT pg_sleep(600)"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let held = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(600)'
            AND datname = current_database()";
        while self.sql(held) != "1\n" {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        child
    }

    /// An ordinary role of the whole server.
    pub(super) fn role(&self, name: &str) -> String {
        let role = format!("{name}_{}", self.name);
        server().sql("owner", "postgres", &format!("CREATE ROLE {role} LOGIN"));
        role
    }
}
