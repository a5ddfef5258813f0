//! One session while it is in use: the host, the only writer, and the handle its clients hold.
//!
//! Owns the order decide → append and flush → take in → tell everyone, and the wire on which
//! terminals in other processes take part. Must not draw, read the wall clock, or know what a
//! command means.
//!
//! - `host`, `keeper`: the only writer, and the thread that owns the store.
//! - `wire`: the messages; `hub` (the host's side) and `peer` (a terminal's side): the protocol as
//!   pure state machines; `socket`, `server`, `remote`, `errand`: their I/O.
//! - `handle`: what a screen holds, whether the store is its own or a host's.

mod border;
mod carry;
mod errand;
mod far;
mod handle;
mod host;
pub mod hub;
mod keeper;
mod news;
mod pace;
pub mod peer;
mod remote;
mod server;
mod socket;
mod through;
mod trace;
pub mod wire;
pub mod words;

pub use carry::{
    CarryError, Content, GoOn, Outcome, Packed, Standing, Taken, Unfit, check, compare,
    draft_lines, look_in, pack, take_in, write as write_contents,
};
pub use errand::{AttachError, Errand, SubmitError};
pub use handle::{Session, Source, StartError};
pub use host::{Act, Host, SessionError, Watch, summary};
pub use keeper::{Keeper, Make};
pub use news::{Link, News, Opened, Post, Token};
pub use pace::Pace;
pub use remote::Attach;
pub use through::ThroughHost;
