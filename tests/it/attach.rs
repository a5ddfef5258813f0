//! A host and its terminals: the protocol by its model, the socket, the program in three terminals.

#[cfg(unix)]
mod commands;
#[cfg(unix)]
mod hosted;
mod limits;
mod model;
#[cfg(unix)]
mod roles;
#[cfg(unix)]
mod screens;
#[cfg(unix)]
mod scripts;
#[cfg(unix)]
mod socket;
mod two_at_once;
