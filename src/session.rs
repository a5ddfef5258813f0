//! One session while it is in use: the host, the only writer, and the handle its clients hold.
//!
//! Owns the order decide → append and flush → take in → tell everyone, and the wire on which
//! terminals in other processes take part. Must not draw, read the wall clock, or know what a
//! command means.
//!
//! - `host`, `keeper`: the only writer, and the thread that owns the store.
//! - `wire`: the messages; `hub` (the host's side) and `peer` (a terminal's side): the protocol as
//!   pure state machines; `socket`, `connection`,
//!   `server`, `remote`, `errand`: their I/O.
//! - `handle`: what a screen holds, whether the store is its own or a host's.

mod connection;
mod error;
mod handle;
mod host;
mod host_client;
pub mod hub;
mod in_order;
mod in_parts;
mod load_progress;
pub mod messages;
mod news;
pub mod peer;
mod remote;
mod sanitize;
mod server;
mod socket;
mod store_worker;
mod throttle;
mod through;
mod trace;
mod transfer;
pub mod wire;

pub use error::{AttachError, SessionError, SubmitError};
pub use handle::{Session, Source, StartError};
pub use host::{ActRequest, Host, Stored, Watch, open_each};
pub use host_client::HostClient;
pub(crate) use in_parts::in_parts;
pub use news::{Link, News, Opened, Post, Token};
pub use remote::Attach;
pub use store_worker::{Make, Opener, StoreWorker};
pub use throttle::Throttle;
pub use through::ThroughHost;
pub use transfer::{
    Compared, Content, GoOn, Labels, MARK, Outcome, Packed, Refused, Rescued, Source as FileSource,
    Standing, Taken, TransferError, Unfit, Verified, attached_lines, check, check_redacted,
    compare, gone as gone_attachments, look_in, pack, pack_salvaged, read_attached, take_in,
    take_in_one, verified, write as write_contents,
};
