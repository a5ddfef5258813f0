//! Starts the archive of a city and gives its exit code. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    yishi::cli::archive::run()
}
