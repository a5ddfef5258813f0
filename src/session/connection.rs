//! A connection to a host: finding it, and its frames.
//!
//! Must not know what is said over it.

use super::socket::{self, Address, Stream};
use super::wire::{self, MOST_TO_CLIENT};
use crate::store::address;
use futures_util::{SinkExt as _, StreamExt as _};
use serde::Serialize;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::Path;
use std::time::Duration;
use tokio_util::codec::{Framed, LengthDelimitedCodec};

/// A host that takes nothing for this long is gone.
const STUCK: Duration = Duration::from_secs(10);

pub(super) type Wire = Framed<Stream, LengthDelimitedCodec>;

/// Connects to the host of the store in `dir`; None where nobody hosts a session there.
pub(super) async fn connect(dir: &Path) -> Option<Stream> {
    let address: Address = serde_json::from_str(&address::announced(dir)?).ok()?;
    // What a killed host left behind is no host.
    socket::connect(dir, &address.at).await.ok()
}

pub(super) fn framed(stream: Stream) -> Wire {
    let codec = LengthDelimitedCodec::builder().max_frame_length(MOST_TO_CLIENT).new_codec();
    Framed::new(stream, codec)
}

/// Sends one message; false where the wire takes none.
pub(super) async fn send(wire: &mut Wire, message: &impl Serialize) -> bool {
    let Ok(frame) = wire::encode(message) else { return true };
    let sent = tokio::time::timeout(STUCK, wire.send(frame)).await;
    matches!(sent, Ok(Ok(())))
}

/// The next frame; None where the wire has ended.
pub(super) async fn next_frame(wire: &mut Wire) -> Option<Vec<u8>> {
    let frame = wire.next().await?.ok()?;
    Some(frame.to_vec())
}

/// A number for one run of a terminal that no other has.
pub(super) fn run_number() -> String {
    // The hasher's keys are drawn by the system, anew in every process.
    let drawn = |salt: u32| {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u32(std::process::id());
        hasher.write_u32(salt);
        hasher.finish()
    };
    format!("{:016x}{:08x}", drawn(1), drawn(2) >> 32)
}
