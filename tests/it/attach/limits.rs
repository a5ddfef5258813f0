//! What the host bears of a terminal: how many, how fast, how long in silence. The hub alone, by
//! times that the test says.

use super::model::hello;
use crate::build;
use std::time::Duration;
use yishi::domain::hash::LineHash;
use yishi::domain::meeting::Command;
use yishi::domain::minutes;
use yishi::domain::recorded::{Recorded, SubmissionId};
use yishi::session::hub::{Ask, Conn, GREET, Hub, MOST, PING, RATE, SILENCE, SLICE};
use yishi::session::peer::{self, Peer, Told};
use yishi::session::wire::{
    self, ClientKind, Denial, Goodbye, Hello, Submission, ToClient, ToHost,
};
use yishi::session::{Post, messages};

const START: Duration = Duration::from_secs(100);

/// Three lines of a record.
fn record() -> Vec<Recorded> {
    let mut given = build::Given::planned(
        build::plan(build::six(), build::preset("simple-majority")),
        Vec::new(),
    );
    given.when(&["note 一", "note 二"]);
    given.ledger.records().iter().map(|line| (**line).clone()).collect()
}

/// A hub with an empty record, and terminal 0 at it.
fn joined() -> Hub {
    let mut hub = Hub::new(messages::error_text);
    hub.posted(Post::Opened { session: "T".into() });
    join(&mut hub, 1, 0);
    hub
}

fn join(hub: &mut Hub, conn: Conn, number: usize) {
    hub.connected(conn, START);
    hub.received(conn, &wire::encode(&hello(number, 0)).unwrap(), START);
    if hub.asks() == [Ask::Serve("T".into())] {
        hub.posted(Post::Served { session: "T".into(), lines: Ok(Vec::new()) });
    }
    assert!(matches!(said(hub, conn).first(), Some(ToClient::Welcome { .. })));
}

fn said(hub: &mut Hub, conn: Conn) -> Vec<ToClient> {
    std::iter::from_fn(|| hub.next(conn))
        .map(|frame| wire::read_to_client(&frame).unwrap())
        .collect()
}

fn submit(id: u64) -> Vec<u8> {
    let at = build::moment("14:30");
    let from = SubmissionId { client: "c".into(), id };
    let command = Command::Minutes(minutes::Command::Note("记".into()));
    let submission = Submission { from, at, noted: at, command };
    wire::encode(&ToHost::Submit(Box::new(submission))).unwrap().to_vec()
}

/// How many acts are to be stored.
fn submitted(hub: &mut Hub) -> usize {
    hub.asks().iter().filter(|ask| matches!(ask, Ask::Submit { .. })).count()
}

#[test]
fn a_terminal_that_sends_too_fast_is_read_no_faster() {
    let mut hub = joined();
    let pong = wire::encode(&ToHost::Pong).unwrap();
    // As many at once as in a second; then it is not read for a moment.
    let free = (0..RATE).take_while(|_| hub.pause(1, pong.len(), START).is_none()).count();
    assert_eq!(free, RATE as usize - 1);
    let pause = hub.pause(1, pong.len(), START).unwrap();
    // Whoever keeps on gets through what the rate allows in ten seconds and no more.
    let (mut now, mut read) = (START, 0);
    while now < START + Duration::from_secs(10) {
        read += 1;
        now += hub.pause(1, pong.len(), now).unwrap_or_default();
    }
    assert!((9 * RATE..=11 * RATE).contains(&read), "{read}");
    // After some silence it is as at the start, and pausing one is nothing to another.
    now += Duration::from_secs(5);
    assert!(hub.pause(1, pong.len(), now).is_none());
    join(&mut hub, 2, 1);
    assert!(hub.pause(2, pong.len(), START).is_none());
    assert!(pause > Duration::ZERO);
}

#[test]
fn long_messages_count_for_more() {
    let mut hub = joined();
    let longest = wire::MOST_TO_HOST;
    let free = (0..RATE).take_while(|_| hub.pause(1, longest, START).is_none()).count();
    assert!(free <= RATE as usize * SLICE / longest, "{free}");
}

/// One of very many terminals.
fn seat(number: u64) -> Hello {
    let (client, terminal) = (format!("run-{number}"), format!("hall-{number}"));
    Hello { client, terminal, ..hello(1, 0) }
}

/// A command's hello.
fn command(number: u64) -> Vec<u8> {
    let terminal = "exec".to_owned();
    let hello = Hello { kind: ClientKind::Errand, terminal, ..seat(number) };
    wire::encode(&hello).unwrap().to_vec()
}

fn sit(hub: &mut Hub, conn: Conn) -> Vec<ToClient> {
    hub.connected(conn, START);
    hub.received(conn, &wire::encode(&seat(conn)).unwrap(), START);
    said(hub, conn)
}

#[test]
fn more_terminals_than_there_may_be_are_told_so_and_a_command_still_comes_in() {
    let mut hub = joined();
    for conn in 2..=MOST as u64 {
        assert!(matches!(sit(&mut hub, conn).first(), Some(ToClient::Welcome { .. })), "{conn}");
    }
    let one_more = MOST as u64 + 1;
    match sit(&mut hub, one_more).as_slice() {
        [ToClient::Denied { why: Denial::Full { most }, .. }] => assert_eq!(*most, MOST),
        other => panic!("{other:?}"),
    }
    assert!(hub.is_done(one_more));
    // The chair's own command is no terminal.
    hub.connected(one_more + 1, START);
    hub.received(one_more + 1, &command(one_more + 1), START);
    assert!(matches!(said(&mut hub, one_more + 1).first(), Some(ToClient::Welcome { .. })));
    // When one leaves there is room again.
    hub.lost(one_more);
    hub.lost(2);
    assert!(matches!(sit(&mut hub, one_more).first(), Some(ToClient::Welcome { .. })));
}

#[test]
fn neither_silent_connections_nor_idle_commands_keep_a_command_out() {
    let mut hub = joined();
    let mut now = START;
    for conn in 2..2_000 {
        now += Duration::from_millis(1);
        hub.connected(conn, now);
    }
    for conn in 2_000..2_100 {
        now += Duration::from_millis(1);
        hub.connected(conn, now);
        hub.received(conn, &command(conn), now);
        let first = said(&mut hub, conn);
        assert!(matches!(first.first(), Some(ToClient::Welcome { .. })), "{conn}: {first:?}");
    }
}

#[test]
fn a_terminal_with_an_endless_name_is_not_let_in() {
    let mut hub = joined();
    let long = Hello { terminal: "长".repeat(65), ..hello(1, 0) };
    hub.connected(2, START);
    hub.received(2, &wire::encode(&long).unwrap(), START);
    let first = said(&mut hub, 2);
    assert!(matches!(first.first(), Some(ToClient::Denied { why: Denial::Garbled, .. })));
}

#[test]
fn who_is_silent_is_asked_and_who_stays_silent_is_let_go() {
    let mut hub = joined();
    join(&mut hub, 2, 1);
    hub.tick(START + PING);
    for conn in [1, 2] {
        assert!(said(&mut hub, conn).iter().any(|m| matches!(m, ToClient::Ping { .. })));
    }
    // One answers; the other is gone and its place with it.
    hub.received(1, &wire::encode(&ToHost::Pong).unwrap(), START + PING);
    hub.tick(START + SILENCE);
    let last = said(&mut hub, 2);
    assert!(matches!(last.last(), Some(ToClient::Goodbye(Goodbye::Silent))), "{last:?}");
    assert!(hub.is_done(2) && !hub.is_ending(1));
    hub.lost(2);
    let seen = said(&mut hub, 1).into_iter().find_map(|message| match message {
        ToClient::Terminals(list) => Some(list.len()),
        _ => None,
    });
    assert_eq!(seen, Some(1), "the others see that it has gone");
}

#[test]
fn who_says_nothing_at_all_is_let_go_sooner() {
    let mut hub = joined();
    hub.connected(2, START);
    hub.tick(START + GREET);
    assert!(matches!(said(&mut hub, 2).as_slice(), [ToClient::Goodbye(Goodbye::Silent)]));
}

/// Whoever was here before goes on where it was, and hears nothing twice.
#[test]
fn a_terminal_that_comes_again_hears_what_it_has_not() {
    let mut hub = joined();
    let lines = record();
    for line in &lines {
        let line = line.encode().unwrap().into();
        hub.posted(Post::Line { session: "T".into(), line, from: None });
    }
    let mut greet = |conn, seq, head| {
        let hello = wire::Hello { seq, head, ..hello(1, 0) };
        hub.connected(conn, START);
        hub.received(conn, &wire::encode(&hello).unwrap(), START);
        let mut heard = (false, Vec::new());
        for message in said(&mut hub, conn) {
            match message {
                ToClient::Reset => heard.0 = true,
                ToClient::Records(lines) => {
                    heard.1.extend(lines.iter().map(|l| Recorded::from_line(l.get()).unwrap().seq));
                }
                _ => {}
            }
        }
        heard
    };
    assert_eq!(greet(2, 2, lines[1].hash), (false, vec![3]));
    assert_eq!(greet(3, 3, lines[2].hash), (false, vec![]));
    // Another record than the host's is void.
    assert_eq!(greet(4, 2, lines[2].hash), (true, vec![1, 2, 3]));
}

#[test]
fn only_the_chair_sends_a_terminal_away() {
    let mut hub = joined();
    // Terminal 2 is a chair's, 1 a recorder's.
    join(&mut hub, 2, 1);
    join(&mut hub, 3, 2);
    let away = wire::encode(&ToHost::Dismiss { terminal: "terminal-0".into() }).unwrap();
    hub.received(2, &away, START);
    assert!(!hub.is_ending(1));
    hub.received(3, &away, START);
    assert!(matches!(said(&mut hub, 1).last(), Some(ToClient::Goodbye(Goodbye::Dismissed))));
    assert!(!hub.is_ending(2) && !hub.is_ending(3));
}

/// The same from the other end: a host that says nothing is taken for gone, not waited for.
#[test]
fn a_terminal_does_not_wait_for_a_host_that_is_silent() {
    let mut peer = Peer::new(hello(0, 0), Vec::new());
    peer.connected(START);
    assert!(peer.tick(START + peer::GREET / 2).is_none());
    assert!(matches!(peer.tick(START + peer::GREET), Some(Told::Broken)));
    // Let in, it may be silent for longer, and is asked again for what has no answer meanwhile.
    peer.connected(START);
    peer.received(ToClient::Welcome { session: "T".into(), seq: 0 }, START);
    let at = build::moment("14:30");
    let note = Command::Minutes(minutes::Command::Note("记".into()));
    peer.submit(note, at, at, START).unwrap();
    assert!(matches!(peer.to_say(), Some(ToHost::Submit(_))));
    assert!(peer.to_say().is_none());
    assert!(peer.tick(START + peer::AGAIN).is_none());
    assert!(matches!(peer.to_say(), Some(ToHost::Submit(_))));
    assert!(matches!(peer.tick(START + peer::SILENCE), Some(Told::Broken)));
    assert!(peer.is_down());
    assert_eq!(peer.pending().count(), 1, "what has no answer is kept");
}

/// The queue to the disk holds one act of a terminal, whoever wrote its program.
#[test]
fn one_act_of_a_terminal_waits_for_the_disk() {
    let mut hub = joined();
    hub.received(1, &submit(1), START);
    assert_eq!(submitted(&mut hub), 1);
    // Said again, as after a silence: asked once.
    hub.received(1, &submit(1), START);
    assert_eq!(submitted(&mut hub), 0);
    // Answered; then the next may come.
    let from = SubmissionId { client: "c".into(), id: 1 };
    hub.posted(Post::Known { from });
    hub.received(1, &submit(2), START);
    assert_eq!(submitted(&mut hub), 1);
    assert!(!hub.is_ending(1));
    // One more without waiting is no behaviour of a terminal.
    hub.received(1, &submit(3), START);
    assert_eq!(submitted(&mut hub), 0);
    let last = said(&mut hub, 1);
    assert!(matches!(last.last(), Some(ToClient::Goodbye(Goodbye::Garbled))), "{last:?}");
}

/// Asking again and again for what is not there makes no queue of answers.
#[test]
fn a_terminal_that_only_asks_is_answered_once() {
    let mut hub = joined();
    said(&mut hub, 1);
    let resume = ToHost::Resume { seq: 7, head: LineHash::GENESIS };
    for _ in 0..500 {
        hub.received(1, &wire::encode(&resume).unwrap(), START);
    }
    assert_eq!(said(&mut hub, 1).len(), 1);
}
