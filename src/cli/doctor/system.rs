//! The system, its C library, the terminal program and the input method: which they are, and what
//! is known of each (docs/terminals.md).

use super::{Env, Finding};
use crate::i18n::{Lang, doctor as text};

/// What can only be asked of the system.
#[derive(Debug, Default)]
pub(super) struct System {
    /// Its own name for itself: 统信桌面操作系统 20, Debian GNU/Linux 12 …
    pub(super) name: Option<String>,
    /// The version of glibc, such as 2.28.
    pub(super) glibc: Option<String>,
}

impl System {
    pub(super) fn read() -> Self {
        Self { name: name(), glibc: glibc() }
    }
}

/// The oldest glibc that the packages run with.
const OLDEST_GLIBC: (u32, u32) = (2, 17);

#[cfg(unix)]
fn name() -> Option<String> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    pretty_name(&release)
}

/// Windows says which it is to whoever asks its command line.
#[cfg(windows)]
fn name() -> Option<String> {
    let output = crate::tool::command("cmd").args(["/d", "/c", "ver"]).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (!said.is_empty()).then_some(said)
}

#[cfg(any(unix, test))]
fn pretty_name(release: &str) -> Option<String> {
    let value = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let value = value.trim().trim_matches('"');
    (!value.is_empty()).then(|| crate::text::clean::clean_line(value))
}

fn glibc() -> Option<String> {
    if !cfg!(target_env = "gnu") || cfg!(windows) {
        return None;
    }
    let output = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    said.trim().strip_prefix("glibc ").map(str::to_owned)
}

pub(super) fn findings(lang: Lang, system: &System, env: &Env) -> Vec<Finding> {
    let name = system.name.as_deref().unwrap_or(std::env::consts::OS);
    let mut list = vec![Finding::good(text::system(lang, name, std::env::consts::ARCH))];
    if let Some(version) = &system.glibc {
        let mut parts = version.split('.').map_while(|part| part.parse::<u32>().ok());
        let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        list.push(if found >= OLDEST_GLIBC {
            Finding::good(text::glibc(lang, version))
        } else {
            Finding::warn(text::glibc(lang, version), text::glibc_do(lang))
        });
    }
    list.push(terminal(lang, env));
    list
}

/// A terminal program, the variable that tells it, and how it was tried with this program.
struct Known {
    variable: &'static str,
    /// What the variable begins with; empty where it being set is enough.
    begins: &'static str,
    name: &'static str,
    tried: bool,
}

const fn known(
    variable: &'static str,
    begins: &'static str,
    name: &'static str,
    tried: bool,
) -> Known {
    Known { variable, begins, name, tried }
}

/// The first that fits counts; a terminal that runs in another stands before it.
const KNOWN: &[Known] = &[
    known("TMUX", "", "tmux", true),
    known("WT_SESSION", "", "Windows Terminal", false),
    known("WEZTERM_EXECUTABLE", "", "WezTerm", false),
    known("KITTY_WINDOW_ID", "", "kitty", true),
    known("ALACRITTY_WINDOW_ID", "", "Alacritty", true),
    known("KONSOLE_VERSION", "", "Konsole", true),
    known("TERM_PROGRAM", "Apple_Terminal", "Terminal.app", false),
    known("TERM_PROGRAM", "iTerm", "iTerm2", false),
    known("TERM_PROGRAM", "vscode", "VS Code", false),
    known("VTE_VERSION", "", "VTE (gnome-terminal, mate-terminal, xfce4-terminal)", true),
    known("XTERM_VERSION", "", "xterm", true),
    // It has no variable of its own, and sets its desktop's.
    known("XDG_CURRENT_DESKTOP", "Deepin", "deepin-terminal", true),
    known("XDG_CURRENT_DESKTOP", "DDE", "deepin-terminal", true),
];

fn terminal(lang: Lang, env: &Env) -> Finding {
    let found = KNOWN
        .iter()
        .find(|known| env.get(known.variable).is_some_and(|value| value.starts_with(known.begins)));
    match found {
        Some(known) if known.tried => Finding::good(text::terminal_tried(lang, known.name)),
        Some(known) => Finding::good(text::terminal_known(lang, known.name)),
        None if cfg!(windows) => Finding::good(text::old_console(lang)),
        None => Finding::good(text::terminal_unknown(lang, env.get("TERM").unwrap_or("?"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Env {
        Env(vars.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn the_system_is_called_by_its_own_name() {
        let uos = "NAME=\"uos\"\nPRETTY_NAME=\"UnionTech OS Desktop 20 Pro\"\nID=uos\n";
        assert_eq!(pretty_name(uos).as_deref(), Some("UnionTech OS Desktop 20 Pro"));
        assert_eq!(pretty_name("ID=kylin\n"), None);
    }

    #[test]
    fn a_c_library_that_is_too_old_is_told_with_what_to_do() {
        let states = |glibc: &str| {
            let system = System { name: None, glibc: Some(glibc.to_owned()) };
            findings(Lang::Zh, &system, &env(&[])).get(1).map(|finding| finding.state)
        };
        assert_eq!(states("2.28"), Some(State::Good));
        assert_eq!(states("2.17"), Some(State::Good));
        assert_eq!(states("2.12"), Some(State::Warn));
    }

    #[test]
    fn the_inner_of_two_terminals_is_named() {
        let both = env(&[("VTE_VERSION", "7200"), ("TMUX", "/tmp/tmux-0/default,1,0")]);
        assert!(terminal(Lang::En, &both).said.contains("tmux"));
        assert!(terminal(Lang::En, &env(&[("VTE_VERSION", "7200")])).said.contains("VTE"));
        #[cfg(unix)]
        assert!(terminal(Lang::En, &env(&[("TERM", "linux")])).said.contains("linux"));
    }
}
