//! One session while it is in use: the host, the only writer, and the handle its clients hold.
//!
//! Owns the order decide → append and flush → take in → tell everyone. Must not draw, read the
//! clock, or know what a command means.

mod border;
mod carry;
mod host;
mod keeper;
mod trace;

pub use carry::{
    CarryError, Content, GoOn, Outcome, Packed, Standing, Taken, Unfit, check, compare,
    draft_lines, pack, take_in, write as write_contents,
};
pub use host::{Host, SessionError, summary};
pub use keeper::{Keeper, Make, News, Opened, Token};
