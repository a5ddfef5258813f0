//! One session while it is in use: the host, the only writer, and the handle its clients hold.
//!
//! Owns the order decide → append and flush → take in → tell everyone. Must not draw, read the
//! clock, or know what a command means.

mod border;
mod host;
mod keeper;

pub use host::{Host, SessionError, summary};
pub use keeper::{Keeper, News, Opened, Token};
