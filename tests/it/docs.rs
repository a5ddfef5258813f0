//! The pages for people: every command in them is run, every path in them is there, and what is
//! generated is what the program says.
//!
//! A page's `sh` blocks are run in their order, each page in an empty home of its own, with the
//! program under test in place of `yishi` and `cargo run --release --`. A command that takes the
//! screen is run in a terminal and left with Ctrl-Q.

use crate::pty::{Launch, Pty};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

mod meeting;
mod rules;

/// The pages whose commands are run.
const PAGES: [&str; 4] = ["README.md", "docs/chair.md", "docs/recorder.md", "docs/office.md"];

/// Commands that are not run here, each with its reason.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo test --locked", "this is what runs the tests"),
    ("cargo test --release -- --ignored faults", "kills and damages a thousand stores"),
    ("cargo install --path .", "builds for minutes; packaging/check.sh tries what it installs"),
    ("ssh ", "needs another computer"),
    ("packaging/", "builds for minutes; run by .ci/run"),
];

/// The command behind which the README has the steps of a whole meeting.
const OWN_MEETING: &str = "yishi open CD-2026-01";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|_| panic!("{name} is there"))
}

/// The commands of a page's `sh` blocks with the number of the line each begins on. A text handed
/// over by `<<'END'` belongs to its command.
fn commands(text: &str) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    let (mut inside, mut handed_over) = (false, false);
    for (number, line) in (1..).zip(text.lines()) {
        if handed_over {
            let (_, command) = all.last_mut().unwrap();
            command.push('\n');
            command.push_str(line);
            handed_over = line != "END";
        } else if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside && !line.trim().is_empty() && !line.starts_with('#') {
            handed_over = line.contains("<<'END'");
            all.push((number, line.to_owned()));
        }
    }
    all
}

/// A home of its own, in which the program is on the path and the sample's files lie as in the
/// sources.
pub(crate) struct Reader {
    home: TempDir,
}

impl Reader {
    pub(crate) fn new() -> Self {
        let home = TempDir::new().unwrap();
        let bin = home.path().join(".bin");
        std::fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_yishi"), bin.join("yishi")).unwrap();
        std::os::unix::fs::symlink(root().join("assets"), home.path().join("assets")).unwrap();
        Self { home }
    }

    fn path(&self) -> std::ffi::OsString {
        let mut path = self.home.path().join(".bin").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        path
    }

    /// Runs a command line as a shell does; what it printed.
    fn shell(&self, line: &str) -> Result<String, String> {
        let output = Command::new("sh")
            .args(["-euc", line])
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", self.path())
            .env("LANG", "zh_CN.UTF-8")
            .current_dir(self.home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
        if output.status.success() { Ok(said) } else { Err(said) }
    }

    /// Runs a command line in a terminal.
    pub(crate) fn terminal(&self, line: &str) -> Pty {
        Launch::script(line)
            .env("PATH", self.path())
            .env("XDG_DATA_HOME", self.home.path().join(".local/share"))
            .home(self.home.path())
            .start()
    }

    /// Runs the program's commands of a page, one after the other.
    fn follow(&self, page: &str, text: &str) {
        for (number, command) in commands(text) {
            let line = command.replace("cargo run --release --", "yishi");
            if NOT_RUN.iter().any(|(part, _)| line.contains(part)) {
                continue;
            }
            if takes_the_screen(&line) {
                let host = line.starts_with("yishi attach").then(|| self.host(&line));
                let pty = self.terminal(&line);
                if line.contains(OWN_MEETING) && page == "README.md" {
                    meeting::hold(&pty, text);
                }
                leave(pty);
                host.into_iter().for_each(leave);
            } else if let Err(said) = self.shell(&line) {
                panic!("{page}:{number}: {command}\n{said}");
            }
        }
    }

    /// The session that a second terminal is attached to, run by its chair; the sample where none
    /// is named.
    fn host(&self, attach: &str) -> Pty {
        let id = attach.split_whitespace().nth(2).filter(|word| !word.starts_with('-'));
        let open = id.map_or_else(|| "yishi demo".to_owned(), |id| format!("yishi open {id}"));
        let pty = self.terminal(&open);
        pty.wait(|shown| shown.alternate_screen() && !shown.text().trim().is_empty());
        pty
    }
}

/// Leaves the program by the promised key, and says yes where it asks.
fn leave(mut pty: Pty) {
    pty.wait(|shown| shown.alternate_screen() && !shown.text().trim().is_empty());
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
}

fn takes_the_screen(line: &str) -> bool {
    let words: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
    match words.as_slice() {
        ["yishi"] => true,
        ["yishi", rest @ ..] => {
            let value =
                |place: usize| place > 0 && ["--lang", "--store"].contains(&rest[place - 1]);
            let mut words = rest.iter().enumerate();
            let command = words.find(|(place, word)| !word.starts_with("--") && !value(*place));
            let command = command.map(|(_, word)| word);
            command.is_none_or(|word| matches!(*word, "demo" | "open" | "attach"))
                && !rest.contains(&"--help")
                && !rest.contains(&"--version")
        }
        _ => false,
    }
}

#[test]
fn the_commands_of_the_other_pages_work_as_written() {
    for name in PAGES.into_iter().skip(1) {
        Reader::new().follow(name, &page(name));
    }
}

#[test]
fn no_exception_is_there_for_nothing() {
    let all: String = PAGES.map(page).concat();
    for (part, reason) in NOT_RUN {
        assert!(all.contains(part), "{part} ({reason}) stands on no page any more");
    }
}

/// Paths in `code` and in links, which must lead somewhere.
fn paths(text: &str) -> Vec<String> {
    let code = text.split('`').skip(1).step_by(2);
    let code = code.filter(|c| !c.contains(char::is_whitespace)).filter(|c| {
        ["docs/", "assets/", "src/", "tests/", "packaging/", "benches/"]
            .iter()
            .any(|folder| c.starts_with(folder))
    });
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.contains("://") && !link.starts_with('#'));
    code.chain(links).map(|path| path.split('#').next().unwrap_or(path).to_owned()).collect()
}

#[test]
fn every_path_on_the_pages_leads_somewhere() {
    for name in PAGES {
        let folder = root().join(name).parent().unwrap().to_path_buf();
        for path in paths(&page(name)) {
            let there: [PathBuf; 2] = [folder.join(&path), root().join(&path)];
            assert!(there.iter().any(|path| path.exists()), "{name}: {path}");
        }
    }
}

#[test]
fn the_blocks_of_a_page_are_read_with_what_is_handed_over() {
    let text = "x\n```sh\n# a word\nyishi list   # all\ncat > a <<'END'\nb\n\n# c\nEND\n```\n```toml\nno = 1\n```\n";
    assert_eq!(
        commands(text),
        [(4, "yishi list   # all".to_owned()), (5, "cat > a <<'END'\nb\n\n# c\nEND".to_owned())]
    );
    assert!(takes_the_screen("yishi --lang en open A") && takes_the_screen("yishi   # home"));
    assert!(!takes_the_screen("yishi export A all -o papers") && !takes_the_screen("cat a"));
}
