//! The server: sockets around the hub, on a thread of its own, so that neither the screen nor the
//! disk waits for a terminal, nor a terminal for the screen.
//!
//! Owns connections and the address file. Must not decide what is said: that is the hub's.

use super::hub::{Ask, Conn, Hub};
use super::messages;
use super::news::{News, Post};
use super::socket::{Address, Listener, Stream};
use super::store_worker::{Origin, Request, Submitted};
use super::wire::{MOST_TO_HOST, WIRE};
use crate::domain::stamp::Stamp;
use crate::store::address;
use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::io::{ReadHalf, WriteHalf};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::codec::{FramedRead, FramedWrite, LengthDelimitedCodec};

/// How often the silent are looked for.
const TICK: Duration = Duration::from_secs(2);
/// A terminal that takes nothing for this long is given up; it resumes when it comes again.
const STUCK: Duration = Duration::from_secs(20);
/// How long leaving may take until everybody has heard the goodbye.
const FAREWELL: Duration = Duration::from_millis(500);

enum Order {
    Dismiss(String),
    Quit,
}

/// The handle of the server's thread. Dropping it says goodbye to every terminal.
#[derive(Debug)]
pub struct Server {
    orders: UnboundedSender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts the thread for the store in `dir`, whose lock this process must hold.
    pub(super) fn start(
        dir: &Path,
        requests: Sender<Request>,
        posts: UnboundedReceiver<Post>,
        news: UnboundedSender<News>,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = unbounded_channel();
        let dir = dir.to_path_buf();
        let work = move || {
            if let Err(error) = serve(&dir, requests, posts, inbox, &news) {
                let _ = news.send(News::NotServed(error));
            }
        };
        let thread = std::thread::Builder::new().name("server".into()).spawn(work)?;
        Ok(Self { orders, thread: Some(thread) })
    }

    pub fn dismiss(&self, terminal: &str) {
        let _ = self.orders.send(Order::Dismiss(terminal.to_owned()));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Quit);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(
    dir: &Path,
    requests: Sender<Request>,
    posts: UnboundedReceiver<Post>,
    orders: UnboundedReceiver<Order>,
    news: &UnboundedSender<News>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tasks = tokio::task::LocalSet::new();
    tasks.block_on(&runtime, async {
        let listener = Listener::bind(dir)?;
        let address = Address {
            yishi: WIRE,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            pid: std::process::id(),
            at: listener.at.clone(),
        };
        let address = serde_json::to_string(&address)?;
        address::announce(dir, &address).map_err(std::io::Error::other)?;
        let withdrawn = Withdraw(dir.to_path_buf());
        let room = Rc::new(Room {
            hub: RefCell::new(Hub::new(messages::error_text)),
            bells: RefCell::default(),
            left: Notify::new(),
            started: Instant::now(),
            requests,
            news: news.clone(),
        });
        room.run(listener, posts, orders).await;
        drop(withdrawn);
        Ok(())
    })
}

/// The address goes with the host.
struct Withdraw(PathBuf);

impl Drop for Withdraw {
    fn drop(&mut self) {
        address::withdraw(&self.0);
    }
}

struct Room {
    hub: RefCell<Hub>,
    /// Wakes the writer of each connection.
    bells: RefCell<HashMap<Conn, Rc<Notify>>>,
    /// Rung when a connection has gone.
    left: Notify,
    started: Instant,
    requests: Sender<Request>,
    news: UnboundedSender<News>,
}

type Reader = FramedRead<ReadHalf<Stream>, LengthDelimitedCodec>;
type Writer = FramedWrite<WriteHalf<Stream>, LengthDelimitedCodec>;

impl Room {
    async fn run(
        self: Rc<Self>,
        mut listener: Listener,
        mut posts: UnboundedReceiver<Post>,
        mut orders: UnboundedReceiver<Order>,
    ) {
        let mut last: Conn = 0;
        loop {
            let idle = self.bells.borrow().is_empty();
            tokio::select! {
                biased;
                order = orders.recv() => match order {
                    Some(Order::Dismiss(terminal)) => self.with(|hub, _| hub.dismiss_here(&terminal)),
                    Some(Order::Quit) | None => break,
                },
                post = posts.recv() => match post {
                    Some(post) => self.with(|hub, _| hub.posted(post)),
                    // The store's thread is gone: nothing can be recorded any more.
                    None => break,
                },
                accepted = listener.accept() => if let Ok(stream) = accepted {
                    last += 1;
                    Rc::clone(&self).welcome(last, stream);
                } else {
                    // Out of descriptors, say: others are served until there are some again.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                },
                () = tokio::time::sleep(TICK), if !idle => self.with(Hub::tick),
            }
        }
        drop(listener);
        self.with(|hub, _| hub.quit());
        let gone = async {
            while !self.bells.borrow().is_empty() {
                self.left.notified().await;
            }
        };
        let _ = tokio::time::timeout(FAREWELL, gone).await;
    }

    /// Does something with the hub, then all that comes of it.
    fn with(&self, deed: impl FnOnce(&mut Hub, Duration)) {
        let mut hub = self.hub.borrow_mut();
        deed(&mut hub, self.started.elapsed());
        for ask in hub.asks() {
            let request = match ask {
                Ask::Serve(session) => Request::Serve(session),
                Ask::Release(session) => Request::Release(session),
                Ask::Submit { session, by, submission } => {
                    let stamp = Stamp { at: submission.at, noted: submission.noted, by };
                    let origin = Origin::Wire(submission.from);
                    let command = submission.command;
                    let session = Some(session);
                    Request::Submit(Box::new(Submitted { session, origin, command, stamp }))
                }
            };
            // Without the store's thread the loop ends by itself.
            let _ = self.requests.send(request);
        }
        if let Some(attached) = hub.attached_news() {
            let _ = self.news.send(News::Terminals(attached));
        }
        let bells = self.bells.borrow();
        for conn in hub.woken() {
            if let Some(bell) = bells.get(&conn) {
                bell.notify_one();
            }
        }
    }

    fn welcome(self: Rc<Self>, conn: Conn, stream: Stream) {
        let bell = Rc::new(Notify::new());
        self.bells.borrow_mut().insert(conn, Rc::clone(&bell));
        self.with(|hub, now| hub.connected(conn, now));
        let (read, write) = tokio::io::split(stream);
        let codec = || LengthDelimitedCodec::builder().max_frame_length(MOST_TO_HOST).new_codec();
        let mut sizes = codec();
        sizes.set_max_frame_length(super::wire::MOST_TO_CLIENT);
        let (reader, writer) = (FramedRead::new(read, codec()), FramedWrite::new(write, sizes));
        tokio::task::spawn_local(async move {
            tokio::select! {
                () = self.talk(conn, writer, &bell) => {}
                () = self.listen(conn, reader) => {}
            }
            self.bells.borrow_mut().remove(&conn);
            self.with(|hub, _| hub.lost(conn));
            self.left.notify_one();
        });
    }

    /// Reads until the terminal ends or may not go on; then what is left to say to it is said.
    async fn listen(&self, conn: Conn, mut reader: Reader) {
        while !self.hub.borrow().is_ending(conn) {
            let frame = match reader.next().await {
                Some(Ok(frame)) => frame,
                Some(Err(error)) if error.kind() == ErrorKind::InvalidData => {
                    self.with(|hub, _| hub.too_long(conn));
                    break;
                }
                Some(Err(_)) | None => return,
            };
            self.with(|hub, now| hub.received(conn, &frame, now));
            let now = self.started.elapsed();
            let pause = self.hub.borrow_mut().pause(conn, frame.len(), now);
            if let Some(pause) = pause {
                tokio::time::sleep(pause).await;
            }
        }
        std::future::pending::<()>().await;
    }

    async fn talk(&self, conn: Conn, mut writer: Writer, bell: &Notify) {
        loop {
            while let Some(frame) = self.frame(conn) {
                let sent = tokio::time::timeout(STUCK, writer.send(frame)).await;
                if !matches!(sent, Ok(Ok(()))) {
                    return;
                }
            }
            if self.hub.borrow().is_done(conn) {
                return;
            }
            bell.notified().await;
        }
    }

    fn frame(&self, conn: Conn) -> Option<Bytes> {
        self.hub.borrow_mut().next(conn)
    }
}
