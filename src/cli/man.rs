//! `man`: the manual page, all commands in one, or one page a command in a folder.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use crate::export::file::{self, Existing};
use crate::i18n::io::io_reason;
use clap_mangen::Man;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder for one page a command; else all of it on standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Replace pages that are there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(
    place: &Environment,
    args: &Args,
    mut command: clap::Command,
) -> Result<(), Fail> {
    command.build();
    match &args.output {
        None => {
            let page = whole(&command).map_err(|error| Fail::output(&error))?;
            out::bytes(&page)
        }
        Some(folder) => {
            let existing = Existing::replaced(args.force);
            many(place, &command, folder, existing)
        }
    }
}

/// The commands with those beneath them, `help` left out.
fn visible(command: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    command.get_subcommands().filter(|c| c.get_name() != "help" && !c.is_hide_set())
}

/// The program's page, with a section for each command.
fn whole(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let main = Man::new(command.clone());
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    for sub in visible(command) {
        section(&mut page, sub)?;
    }
    main.render_version_section(&mut page)?;
    Ok(page)
}

/// A command as a section: its own sections stand one level deeper.
fn section(page: &mut Vec<u8>, command: &clap::Command) -> io::Result<()> {
    // What every command takes stands once, with the program.
    let own_args = |arg: clap::Arg| {
        let general = arg.is_global_set() || arg.get_id() == "help";
        if general { arg.hide(true) } else { arg }
    };
    let man = Man::new(command.clone().mut_args(own_args));
    let mut own = Vec::new();
    man.render_synopsis_section(&mut own)?;
    man.render_description_section(&mut own)?;
    man.render_options_section(&mut own)?;
    let own = String::from_utf8_lossy(&own).replace(".SH ", ".SS ");
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    page.extend_from_slice(format!(".SH {}\n", name.to_uppercase()).as_bytes());
    // Each part begins with the same two lines of preparation, which the page has already.
    for line in own.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el ")) {
        page.extend_from_slice(line.as_bytes());
        page.push(b'\n');
    }
    for sub in visible(command) {
        section(page, sub)?;
    }
    Ok(())
}

fn many(
    place: &Environment,
    command: &clap::Command,
    folder: &Path,
    existing: Existing,
) -> Result<(), Fail> {
    std::fs::create_dir_all(folder).map_err(|e| {
        Fail::failed(crate::i18n::cli::file_failed(
            place.lang,
            folder.display(),
            io_reason(place.lang, &e),
        ))
    })?;
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let mut page = Vec::new();
    let rendered = Man::new(command.clone()).render(&mut page);
    rendered.map_err(|error| Fail::output(&error))?;
    file::write(&folder.join(format!("{name}.1")), &page, existing)
        .map_err(|error| Fail::file(place.lang, &error))?;
    visible(command).try_for_each(|sub| many(place, sub, folder, existing))
}
