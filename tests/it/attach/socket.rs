//! A host over its real socket: who may come in, what is said to whom, and what it refuses.

use super::hosted::{
    catalog, framed, goodbye, hear, hear_until, hello, host, hosted, note, say, stamp, stored,
};
use std::io::Write as _;
use tempfile::TempDir;
use tokio::sync::mpsc::unbounded_channel;
use yishi::domain::stamp::{By, Role};
use yishi::i18n::Lang;
use yishi::session::wire::{self, Denial, Goodbye, Hello, ToClient, ToHost, WIRE};
use yishi::session::{
    Attach, AttachError, HostClient, Link, News, Session, SessionError, Source, SubmitError,
    messages,
};
use yishi::store::Seat;

#[test]
fn a_command_writes_through_the_host_and_everybody_hears_of_it() {
    let mut hosted = hosted();
    let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
    assert_eq!(host_client.session(), "T");
    let record = host_client.submit(&note("一"), &stamp()).unwrap();
    assert_eq!((record.seq, &*record.by.terminal), (2, "exec"));
    let heard = hosted.wait(|news| match news {
        News::Recorded(None, record) => Some(record.hash),
        _ => None,
    });
    assert_eq!(heard, record.hash);
    assert_eq!(hosted.host_client(Some("T"), Role::Hall).unwrap().ledger().head(), record.hash);
    // A session that nobody has open is served as well.
    let mut other = hosted.host_client(Some("OTHER"), Role::Chair).unwrap();
    assert_eq!(other.submit(&note("二"), &stamp()).unwrap().seq, 2);
}

/// The chair's screen may be up before the host listens; whoever comes in between is not sent away.
#[test]
fn a_host_that_does_not_listen_yet_is_waited_for() {
    let (dir, log) = stored();
    let store = dir.path().to_path_buf();
    let (begun, begins) = std::sync::mpsc::channel();
    let client = std::thread::spawn(move || {
        begun.send(()).unwrap();
        let by = By::new("recorder", Role::Recorder);
        HostClient::open_starting(&store, None, &by, Lang::En, &catalog())
            .map(|client| client.session().to_owned())
    });
    begins.recv().unwrap();
    // So that an attempt without patience would have failed by now.
    std::thread::sleep(std::time::Duration::from_millis(100));
    let _hosted = host(dir, log);
    assert_eq!(client.join().unwrap().unwrap(), "T");
}

#[test]
fn who_asks_for_what_is_not_there_or_speaks_otherwise_is_told_so() {
    let hosted = hosted();
    match hosted.host_client(Some("NONE"), Role::Hall).unwrap_err() {
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
    let none = HostClient::open(nobody.path(), None, &by, Lang::En, catalog());
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
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::Garbled);

    // A frame that is too long is refused with its reason before any of it is read, ...
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    stream.write_all(&u32::try_from(wire::MOST_TO_HOST + 1).unwrap().to_be_bytes()).unwrap();
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::TooLong);
    assert!(hear(&mut stream).is_none(), "and the host hangs up");
    // ... also where nothing was said before.
    let mut stream = hosted.raw();
    stream.write_all(&u32::MAX.to_be_bytes()).unwrap();
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::TooLong);
    // Nobody else has noticed.
    assert!(hosted.host_client(None, Role::Hall).is_ok());
}

/// Our own terminal does not let it come to that: the act comes back with the reason.
#[test]
fn an_act_that_is_too_long_for_the_wire_is_refused_where_it_was_made() {
    let hosted = hosted();
    let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
    let long = note(&"字".repeat(wire::MOST_TO_HOST / 3));
    match host_client.submit(&long, &stamp()) {
        Err(SubmitError::Session(error @ SessionError::TooLong)) => {
            let said = messages::error_text(Lang::En, &error);
            assert!(said.contains("1024 KB"), "{said}");
        }
        other => panic!("{other:?}"),
    }
    // The connection is as good as before.
    assert_eq!(host_client.submit(&note("短"), &stamp()).unwrap().seq, 2);
}

/// What waits for the disk is at most one act of each terminal.
#[test]
fn a_terminal_that_does_not_wait_for_its_answer_is_sent_away() {
    let hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hear_until(&mut stream, |message| matches!(message, ToClient::Welcome { .. }).then_some(()));
    let at = stamp().at;
    let submit = |id: u64| {
        let from = yishi::domain::recorded::SubmissionId { client: "c".into(), id };
        let submission = wire::Submission { from, at, noted: at, command: note("快") };
        wire::encode(&ToHost::Submit(Box::new(submission))).unwrap()
    };
    // In one piece, so that the host reads them at once.
    let frames: Vec<u8> = (1..=20).flat_map(|id| framed(&submit(id))).collect();
    stream.write_all(&frames).unwrap();
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::Garbled);
    let recorded = hosted.host_client(None, Role::Hall).unwrap().ledger().seq() - 1;
    assert_eq!(recorded, 1);
}

#[test]
fn control_characters_do_not_come_in_over_the_wire() {
    let hosted = hosted();
    let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
    let record = host_client.submit(&note("前\u{1b}[31m后\u{7}\n第二行"), &stamp()).unwrap();
    let line = record.encode().unwrap();
    assert!(line.contains("前后\\n第二行"), "{line}");
}

/// A terminal that reads nothing is no reason for anybody to wait.
#[test]
fn a_terminal_that_takes_nothing_delays_nobody() {
    let hosted = hosted();
    let mut stuck = hosted.raw();
    say(&mut stuck, &wire::encode(&hello()).unwrap());
    let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
    let long = "长".repeat(20_000);
    for _ in 0..20 {
        host_client.submit(&note(&long), &stamp()).unwrap();
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
    let from = yishi::domain::recorded::SubmissionId { client: "c".into(), id: 1 };
    let at = stamp().at;
    let submission = wire::Submission { from, at, noted: at, command: note("一次") };
    let frame = wire::encode(&ToHost::Submit(Box::new(submission))).unwrap();
    for _ in 0..3 {
        say(&mut stream, &frame);
    }
    let mut host_client = hosted.host_client(None, Role::Chair).unwrap();
    assert_eq!(host_client.submit(&note("之后"), &stamp()).unwrap().seq, 3);
}

#[test]
fn a_host_that_is_left_says_goodbye_and_takes_its_address_along() {
    let mut hosted = hosted();
    let mut stream = hosted.raw();
    say(&mut stream, &wire::encode(&hello()).unwrap());
    hear_until(&mut stream, |message| matches!(message, ToClient::Welcome { .. }).then_some(()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(hosted.session.take().unwrap().leave());
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::Quit);
    assert!(!hosted.dir().join("HOST").exists() && !hosted.dir().join("host.sock").exists());
    let gone = hosted.host_client(None, Role::Hall);
    assert!(matches!(gone, Err(AttachError::NotHosted)), "{gone:?}");
}

/// An attached terminal that was killed with a draft and with something handed over without an
/// answer: the next one at its place hands it over once, and has the draft.
#[test]
fn what_a_killed_terminal_left_is_settled_by_the_next() {
    let mut hosted = hosted();
    let at = stamp().at;
    let from = yishi::domain::recorded::SubmissionId { client: "earlier".into(), id: 4 };
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
    assert_eq!(hear_until(&mut stream, goodbye), Goodbye::Dismissed);
    hosted.wait(|news| matches!(news, News::Terminals(list) if list.is_empty()).then_some(()));
}
