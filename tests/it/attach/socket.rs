//! A host over its real socket: who may come in, what is said to whom, and what it refuses.

use crate::build;
use bytes::{BufMut as _, BytesMut};
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use yishi::domain::meeting::Command;
use yishi::domain::minutes;
use yishi::domain::recorded::{By, Role, Stamp, genesis};
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::Catalog;
use yishi::i18n::Lang;
use yishi::plan::rules::builtin;
use yishi::session::wire::{self, Denial, Goodbye, Hello, Kind, ToClient, ToHost, WIRE};
use yishi::session::{
    Attach, AttachError, Errand, Host, Link, News, Session, SessionError, Source, SubmitError,
};
use yishi::store::{Seat, SledLog};

fn catalog() -> Arc<Catalog> {
    Arc::new(builtin().clone())
}

fn stamp() -> Stamp {
    let at = build::moment("14:30");
    Stamp { at, noted: at, by: By::new("chair", Role::Chair) }
}

fn note(text: &str) -> Command {
    Command::Minutes(minutes::Command::Note(text.into()))
}

/// A host with two sessions, of which T is open.
struct Hosted {
    dir: TempDir,
    session: Option<Session>,
    news: UnboundedReceiver<News>,
}

fn hosted() -> Hosted {
    let dir = TempDir::new().unwrap();
    let mut log = SledLog::open(dir.path()).unwrap();
    for id in ["T", "OTHER"] {
        let mut plan = build::plan(build::six(), build::preset("simple-majority"));
        plan.id = id.into();
        let by = By::new("office", Role::Office);
        Host::create(&mut log, plan, &Stamp { by, ..stamp() }, catalog()).unwrap();
    }
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
    fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Waits for a piece of news.
    fn wait<T>(&mut self, wanted: impl Fn(&News) -> Option<T>) -> T {
        loop {
            let news = self.news.blocking_recv().expect("the host lives");
            if let Some(found) = wanted(&news) {
                return found;
            }
        }
    }

    fn errand(&self, session: Option<&str>, role: Role) -> Result<Errand, AttachError> {
        Errand::open(self.dir(), session, By::new("exec", role), Lang::En, catalog())
    }

    fn raw(&self) -> UnixStream {
        UnixStream::connect(self.dir().join("host.sock")).unwrap()
    }
}

fn hello() -> Hello {
    Hello {
        yishi: WIRE,
        program: "0.0.1".into(),
        session: None,
        client: "c".into(),
        terminal: "recorder".into(),
        role: Role::Recorder,
        kind: Kind::Seat,
        lang: Lang::En,
        seq: 0,
        head: genesis(),
    }
}

fn say(stream: &mut UnixStream, frame: &[u8]) {
    let mut bytes = BytesMut::new();
    bytes.put_u32(u32::try_from(frame.len()).unwrap());
    bytes.put_slice(frame);
    stream.write_all(&bytes).unwrap();
}

/// The next message; None where the host has hung up.
fn hear(stream: &mut UnixStream) -> Option<ToClient> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut frame = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut frame).ok()?;
    Some(wire::read_to_client(&frame).unwrap())
}

/// The first message that is meant.
fn hear_until<T>(stream: &mut UnixStream, wanted: impl Fn(ToClient) -> Option<T>) -> T {
    loop {
        let message = hear(stream).expect("the host is still there");
        if let Some(found) = wanted(message) {
            return found;
        }
    }
}

#[test]
fn a_command_writes_through_the_host_and_everybody_hears_of_it() {
    let mut hosted = hosted();
    let mut errand = hosted.errand(None, Role::Chair).unwrap();
    assert_eq!(errand.session(), "T");
    let record = errand.submit(&note("一"), &stamp()).unwrap();
    assert_eq!((record.seq, record.by.terminal.as_str()), (2, "exec"));
    let heard = hosted.wait(|news| match news {
        News::Recorded(None, record) => Some(record.hash.clone()),
        _ => None,
    });
    assert_eq!(heard, record.hash);
    assert_eq!(hosted.errand(Some("T"), Role::Hall).unwrap().ledger().head(), record.hash);
    // A session that nobody has open is served as well.
    let mut other = hosted.errand(Some("OTHER"), Role::Chair).unwrap();
    assert_eq!(other.submit(&note("二"), &stamp()).unwrap().seq, 2);
}

#[test]
fn a_role_may_not_more_than_its_table_says() {
    let hosted = hosted();
    let open = Command::Session(yishi::domain::session::Command::Open);
    for (role, command) in [(Role::Recorder, open), (Role::Hall, note("x"))] {
        let refused = hosted.errand(None, role).unwrap().submit(&command, &stamp());
        let Err(SubmitError::Session(SessionError::Refused(why))) = refused else {
            panic!("{role:?}: {refused:?}")
        };
        assert_eq!(why, Refusal::NotAllowed { role });
    }
}

#[test]
fn who_asks_for_what_is_not_there_or_speaks_otherwise_is_told_so() {
    let hosted = hosted();
    match hosted.errand(Some("NONE"), Role::Hall).unwrap_err() {
        AttachError::Denied { why: Denial::NoSession { session }, .. } => {
            assert_eq!(session, "NONE");
        }
        other => panic!("{other:?}"),
    }
    for (first, reason) in [
        (wire::encode(&Hello { yishi: 9, ..hello() }).unwrap().to_vec(), Denial::Version),
        (b"{\"yishi\":9,\"something\":\"else\"}".to_vec(), Denial::Version),
        (b"GET / HTTP/1.1".to_vec(), Denial::Garbled),
    ] {
        let mut stream = hosted.raw();
        say(&mut stream, &first);
        match hear(&mut stream) {
            Some(ToClient::Denied { yishi, why, .. }) => assert_eq!((yishi, why), (WIRE, reason)),
            other => panic!("{other:?}"),
        }
        assert!(hear(&mut stream).is_none(), "and the host hangs up");
    }
    let nobody = TempDir::new().unwrap();
    let by = By::new("exec", Role::Chair);
    let none = Errand::open(nobody.path(), None, by, Lang::En, catalog());
    assert!(matches!(none, Err(AttachError::NotHosted)), "{none:?}");
}

/// What an other version's host says is understood as far as it goes.
#[test]
fn a_denial_of_another_version_is_understood() {
    let denied = br#"{"denied":{"yishi":2,"program":"9.9.9","why":{"moon":"full"}}}"#;
    match wire::read_to_client(denied).unwrap() {
        ToClient::Denied { yishi: 2, program, why: Denial::Version } => {
            assert_eq!(program, "9.9.9");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_too_long_or_no_message_ends_the_connection_and_nothing_else() {
    let hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hear_until(&mut stream, |message| matches!(message, ToClient::Welcome { .. }).then_some(()));
    say(&mut stream, b"{\"submit\":{}}");
    let why = hear_until(&mut stream, |message| match message {
        ToClient::Goodbye(why) => Some(why),
        _ => None,
    });
    assert_eq!(why, Goodbye::Garbled);

    let mut stream = hosted.raw();
    stream.write_all(&u32::MAX.to_be_bytes()).unwrap();
    assert!(hear(&mut stream).is_none());
    assert!(hosted.errand(None, Role::Hall).is_ok());
}

#[test]
fn control_characters_do_not_come_in_over_the_wire() {
    let hosted = hosted();
    let mut errand = hosted.errand(None, Role::Chair).unwrap();
    let record = errand.submit(&note("前\u{1b}[31m后\u{7}\n第二行"), &stamp()).unwrap();
    let line = record.to_line().unwrap();
    assert!(line.contains("前后\\n第二行"), "{line}");
}

/// A terminal that reads nothing is no reason for anybody to wait.
#[test]
fn a_terminal_that_takes_nothing_delays_nobody() {
    let hosted = hosted();
    let mut stuck = hosted.raw();
    say(&mut stuck, &wire::encode(&hello()).unwrap());
    let mut errand = hosted.errand(None, Role::Chair).unwrap();
    let long = "长".repeat(20_000);
    for _ in 0..20 {
        errand.submit(&note(&long), &stamp()).unwrap();
    }
    // When it reads at last, it gets everything in order.
    let mut seq = 0;
    while seq < 21 {
        let lines = hear_until(&mut stuck, |message| match message {
            ToClient::Records(lines) => Some(lines.len()),
            _ => None,
        });
        seq += lines;
    }
    assert_eq!(seq, 21);
}

#[test]
fn a_submission_said_twice_is_done_once() {
    let hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hear_until(&mut stream, |message| matches!(message, ToClient::Welcome { .. }).then_some(()));
    let from = yishi::domain::recorded::Handed { client: "c".into(), id: 1 };
    let at = stamp().at;
    let submission = wire::Submission { from, at, noted: at, command: note("一次") };
    let frame = wire::encode(&ToHost::Submit(Box::new(submission))).unwrap();
    for _ in 0..3 {
        say(&mut stream, &frame);
    }
    let mut errand = hosted.errand(None, Role::Chair).unwrap();
    assert_eq!(errand.submit(&note("之后"), &stamp()).unwrap().seq, 3);
}

#[test]
fn a_host_that_is_left_says_goodbye_and_takes_its_address_along() {
    let mut hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hear_until(&mut stream, |message| matches!(message, ToClient::Welcome { .. }).then_some(()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(hosted.session.take().unwrap().leave());
    let why = hear_until(&mut stream, |message| match message {
        ToClient::Goodbye(why) => Some(why),
        _ => None,
    });
    assert_eq!(why, Goodbye::Quit);
    assert!(!hosted.dir().join("HOST").exists() && !hosted.dir().join("host.sock").exists());
    let gone = hosted.errand(None, Role::Hall);
    assert!(matches!(gone, Err(AttachError::NotHosted)), "{gone:?}");
}

/// An attached terminal that was killed with a draft and with something handed over without an
/// answer: the next one at its place hands it over once, and has the draft.
#[test]
fn what_a_killed_terminal_left_is_settled_by_the_next() {
    let mut hosted = hosted();
    let at = stamp().at;
    let from = yishi::domain::recorded::Handed { client: "earlier".into(), id: 4 };
    let pending = wire::Submission { from, at, noted: at, command: note("交了没有回音") };
    let kept = serde_json::json!({
        "pending": [pending],
        "drafts": { "minutes.note": "交了没有回音", "minutes.say.3.P2": "还没写完" },
    });
    let seat = Seat::take(hosted.dir(), "T", "recorder", 1).unwrap();
    seat.keep(Some(&serde_json::to_vec(&kept).unwrap())).unwrap();

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let dir = hosted.dir().to_path_buf();
    runtime.block_on(async {
        let (told, mut news) = unbounded_channel();
        let attach = Attach {
            dir,
            session: "T".into(),
            role: Role::Recorder,
            seat,
            lang: Lang::En,
            catalog: catalog(),
        };
        let session = Session::start(Source::Attached(attach), told).unwrap();
        let opened = loop {
            match news.recv().await.unwrap() {
                News::Opened(opened) => break opened.unwrap(),
                News::Link(Link::Up) | News::Terminals(_) => {}
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(opened.ledger.seq(), 2);
        assert_eq!(opened.drafts, [("minutes.say.3.P2".to_owned(), "还没写完".to_owned())]);
        session.leave().await;
    });
    let names = hosted.wait(|news| match news {
        News::Terminals(list) if list.is_empty() => None,
        News::Terminals(list) => Some(list.first().unwrap().terminal.clone()),
        _ => None,
    });
    assert_eq!(names, "recorder");
    // What is kept now is the draft alone.
    let seat = Seat::take(hosted.dir(), "T", "recorder", 1).unwrap();
    let kept = String::from_utf8(seat.read().unwrap().unwrap()).unwrap();
    assert_eq!(kept, r#"{"drafts":{"minutes.say.3.P2":"还没写完"}}"#);
}

#[test]
fn the_chair_sends_a_terminal_away() {
    let mut hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hosted.wait(|news| matches!(news, News::Terminals(list) if list.len() == 1).then_some(()));
    hosted.session.as_ref().unwrap().dismiss("recorder");
    let why = hear_until(&mut stream, |message| match message {
        ToClient::Goodbye(why) => Some(why),
        _ => None,
    });
    assert_eq!(why, Goodbye::Dismissed);
    hosted.wait(|news| matches!(news, News::Terminals(list) if list.is_empty()).then_some(()));
}
