//! A host over its real socket, and terminals that speak to it by hand.
//!
//! Owns what tests of the wire share; holds no rule.

use crate::build;
use bytes::{BufMut as _, BytesMut};
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use yishi::domain::hash::LineHash;
use yishi::domain::meeting::Command;
use yishi::domain::minutes;
use yishi::domain::rule::Catalog;
use yishi::domain::stamp::{By, Role, Stamp};
use yishi::i18n::Lang;
use yishi::inputs::rules::builtin;
use yishi::session::wire::{self, ClientKind, Goodbye, Hello, ToClient, WIRE};
use yishi::session::{AttachError, Host, HostClient, News, Session, Source};
use yishi::store::SledLog;

pub(super) fn catalog() -> Arc<Catalog> {
    Arc::new(builtin().clone())
}

pub(super) fn stamp() -> Stamp {
    let at = build::moment("14:30");
    Stamp { at, noted: at, by: By::new("chair", Role::Chair) }
}

pub(super) fn note(text: &str) -> Command {
    Command::Minutes(minutes::Command::Note(text.into()))
}

/// A host with two sessions, of which T is open.
pub(super) struct Hosted {
    dir: TempDir,
    pub(super) session: Option<Session>,
    news: UnboundedReceiver<News>,
}

pub(super) fn hosted() -> Hosted {
    let (dir, log) = stored();
    host(dir, log)
}

/// A store with both sessions, held by this process, which does not host it yet.
pub(super) fn stored() -> (TempDir, SledLog) {
    let dir = TempDir::new().unwrap();
    let mut log = SledLog::open(dir.path()).unwrap();
    for id in ["T", "OTHER"] {
        let mut plan = build::plan(build::six(), build::preset("simple-majority"));
        plan.id = id.into();
        let by = By::new("office", Role::Office);
        Host::create(&mut log, plan, &Stamp { by, ..stamp() }, catalog()).unwrap();
    }
    (dir, log)
}

/// Begins to host it.
pub(super) fn host(dir: TempDir, log: SledLog) -> Hosted {
    let (told, news) = unbounded_channel();
    let source =
        Source::Own { log: Box::new(log), catalog: catalog(), dir: Some(dir.path().to_path_buf()) };
    let session = Session::start(source, told).unwrap();
    session.open("T");
    let mut hosted = Hosted { dir, session: Some(session), news };
    hosted.wait(|news| matches!(news, News::Opened(Ok(_))).then_some(()));
    while !hosted.dir().join("HOST").exists() {
        std::thread::yield_now();
    }
    hosted
}

impl Hosted {
    pub(super) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Waits for a piece of news.
    pub(super) fn wait<T>(&mut self, wanted: impl Fn(&News) -> Option<T>) -> T {
        loop {
            let news = self.news.blocking_recv().expect("the host lives");
            if let Some(found) = wanted(&news) {
                return found;
            }
        }
    }

    pub(super) fn host_client(
        &self,
        session: Option<&str>,
        role: Role,
    ) -> Result<HostClient, AttachError> {
        HostClient::open(self.dir(), session, &By::new("exec", role), Lang::En, catalog())
    }

    pub(super) fn raw(&self) -> UnixStream {
        UnixStream::connect(self.dir().join("host.sock")).unwrap()
    }
}

pub(super) fn hello() -> Hello {
    Hello {
        yishi: WIRE,
        program: "0.0.1".into(),
        session: None,
        client: "c".into(),
        terminal: "recorder".into(),
        role: Role::Recorder,
        kind: ClientKind::Seat,
        lang: Lang::En,
        seq: 0,
        head: LineHash::GENESIS,
    }
}

/// A frame with its length before it.
pub(super) fn framed(frame: &[u8]) -> BytesMut {
    let mut bytes = BytesMut::new();
    bytes.put_u32(u32::try_from(frame.len()).unwrap());
    bytes.put_slice(frame);
    bytes
}

pub(super) fn say(stream: &mut UnixStream, frame: &[u8]) {
    stream.write_all(&framed(frame)).unwrap();
}

/// Picks the host's last word.
pub(super) fn goodbye(message: &ToClient) -> Option<Goodbye> {
    match message {
        ToClient::Goodbye(why) => Some(*why),
        _ => None,
    }
}

pub(super) fn hear(stream: &mut UnixStream) -> Option<ToClient> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut frame = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut frame).ok()?;
    Some(wire::read_to_client(&frame).unwrap())
}

/// The first message that is meant.
pub(super) fn hear_until<T>(stream: &mut UnixStream, wanted: impl Fn(&ToClient) -> Option<T>) -> T {
    loop {
        let message = hear(stream).expect("the host is still there");
        if let Some(found) = wanted(&message) {
            return found;
        }
    }
}
