//! `restore`: a backup, a salvage or a bundle into the store; and `import`: a bundle alone. Both by
//! one rule: a session that is here keeps its history, and nothing is taken in by halves.

use super::environment::Environment;
use super::fail::Fail;
use super::transfer;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The backup
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// Bundles and backups, and folders of them
    #[arg(required = true, value_name = "PATH")]
    files: Vec<PathBuf>,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    transfer::take(place, &args.file)
}

pub(super) fn run_import(place: &Environment, args: &ImportArgs) -> Result<(), Fail> {
    transfer::take_many(place, &args.files)
}
