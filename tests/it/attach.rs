//! A host and its terminals: the protocol by its model, the socket, the program in three terminals.

mod model;
#[cfg(unix)]
mod screens;
#[cfg(unix)]
mod socket;
mod two_at_once;
