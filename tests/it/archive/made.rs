//! Sessions that are made: a laptop holds one in memory, and gives its bundle.

use crate::build;
use std::sync::Arc;
use yishi::domain::rule::Catalog;
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::inputs::rules::builtin;
use yishi::script::parse_line;
use yishi::session::{Host, pack, take_in};
use yishi::store::{Log, MemoryLog};

pub(super) struct Laptop {
    log: MemoryLog,
    id: String,
    minute: i64,
    catalog: Arc<Catalog>,
}

fn at(minutes: i64) -> Moment {
    // Long ago, so that an action may be overdue on whatever day the tests are run.
    Moment::parse_from_rfc3339("2020-11-27T13:00:00+08:00").unwrap()
        + chrono::Duration::minutes(minutes)
}

impl Laptop {
    /// A session that is planned.
    pub(super) fn planned(id: &str) -> Self {
        let catalog = Arc::new(builtin());
        let mut log = MemoryLog::new();
        let mut plan = build::plan(build::six(), build::preset("simple-majority"));
        id.clone_into(&mut plan.id);
        plan.date = at(0).date_naive();
        "13900001111".clone_into(&mut plan.people[0].phone);
        let stamp = Stamp { at: at(0), noted: at(0), by: By::new("desk", Role::Chair) };
        Host::create(&mut log, plan, &stamp, Arc::clone(&catalog)).unwrap();
        Self { log, id: id.to_owned(), minute: 1, catalog }
    }

    /// The same, held and adjourned, with two actions.
    pub(super) fn held(id: &str) -> Self {
        let mut laptop = Self::planned(id);
        laptop.acts(&[
            "present P1 P2 P3 P4 P5",
            "open",
            &format!("note \"停车秩序{id}\""),
            "action \"划设泊位\" lead=\"L\" owner=P2 due=2090-12-01",
            "action \"巡查\" lead=\"L\" owner=P3 due=2020-12-02",
            "adjourn",
        ]);
        laptop
    }

    pub(super) fn acts(&mut self, lines: &[&str]) {
        let mut host = Host::open(&mut self.log, &self.id, Arc::clone(&self.catalog)).unwrap();
        for line in lines {
            let meeting = host.ledger().meeting().unwrap();
            let command = parse_line(line, meeting).unwrap().unwrap().command;
            let stamp = Stamp {
                at: at(self.minute),
                noted: at(self.minute),
                by: By::new("desk", Role::Chair),
            };
            self.minute += 1;
            host.submit(&mut self.log, &command, &stamp).unwrap();
        }
    }

    pub(super) fn bundle(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        pack(&mut self.log, Some(&self.id), &self.catalog, &mut bytes, &mut |_| true).unwrap();
        bytes
    }

    /// A file that is kept with the session.
    pub(super) fn attach(&mut self, name: &str, bytes: &[u8]) {
        let sha256 = self.log.keep_attachment(bytes).unwrap();
        let size = bytes.len();
        self.acts(&[&format!("attachment \"{name}\" \"photo\" sha256={sha256} size={size}")]);
    }

    /// Its lines as they are stored.
    pub(super) fn lines(&mut self) -> Vec<String> {
        let lines = self.log.read(&self.id).unwrap();
        lines.into_iter().map(|line| String::from_utf8(line).unwrap()).collect()
    }

    /// Another place that goes on from here.
    pub(super) fn elsewhere(&mut self) -> Self {
        let bytes = self.bundle();
        let mut log = MemoryLog::new();
        take_in(&mut log, &bytes[..], &self.catalog, &mut |_| true).unwrap();
        Self { log, id: self.id.clone(), minute: self.minute, catalog: Arc::clone(&self.catalog) }
    }

    pub(super) fn len(&self) -> u64 {
        self.log.len(&self.id)
    }
}
