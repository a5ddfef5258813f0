//! A screen with a meeting on it, made by commands; and a host that answers what it submits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use yishi::domain::agenda;
use yishi::domain::floor::{self, SpeechKind, SpeechTerms, Stance};
use yishi::domain::fraction::Ratio;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::{Command, Meeting};
use yishi::domain::person::{Person, PersonId, group};
use yishi::domain::rule::{
    Among, Attendance, Base, Bilingual, Catalog, Measure, Quorum, RecusalMode, Rule, Threshold, Tie,
};
use yishi::domain::session::{self, ItemKind, ItemPlan, Plan, ProposalPlan, SpeechRules};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::domain::{minutes, roll, vote};
use yishi::i18n::Lang;
use yishi::inputs::config::ThemeName;
use yishi::tui::{Effect, Now, Options, Ui, draw, input};

/// 14:30 on the day of the session.
pub(crate) fn clock(hour: u32, minute: u32, second: u32) -> Moment {
    let zone = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
    date.and_hms_opt(hour, minute, second).unwrap().and_local_timezone(zone).unwrap()
}

pub(crate) fn id(text: &str) -> PersonId {
    PersonId::new(text)
}

fn rule() -> Rule {
    let pass = Ratio::at_least(2, 3);
    Rule {
        id: "consultation".into(),
        name: Bilingual { zh: "协商议事会".into(), en: "consultation".into() },
        citation: Bilingual::default(),
        quorum: None,
        participation: Vec::new(),
        pass: vec![Threshold::share(Measure::Heads, Base::Present, pass)],
        tie: Tie::Fails,
        recusal: RecusalMode::LeavesBase,
        proxy_cap: None,
        consensus: None,
        ..Rule::default()
    }
}

fn people() -> Vec<Person> {
    let rows = [
        ("P01", "赵淑芬", group::COUNCIL),
        ("P02", "马学军", group::COUNCIL),
        ("P03", "王桂英", group::COUNCIL),
        ("P04", "欧阳文静", group::COUNCIL),
        ("P05", "仇海生", group::STAKEHOLDER),
        ("P06", "张伟", group::STAKEHOLDER),
        ("P07", "张伟", group::STAKEHOLDER),
        ("P08", "阿依努尔·买买提", group::STAKEHOLDER),
        ("P09", "王强", group::STAKEHOLDER),
        ("P10", "罗志远", group::DEPARTMENT),
        ("P11", "单晓燕", group::DEPARTMENT),
        ("P12", "段永祥", group::INVITEE),
    ];
    let mut people: Vec<Person> =
        rows.iter().map(|(id, name, group)| Person::new(*id, *name, *group)).collect();
    people[5].mark = "2网格".into();
    people[6].mark = "货运".into();
    for person in people.iter_mut().skip(9) {
        person.vote = false;
    }
    people[0].vote = false;
    people
}

fn plan() -> Plan {
    let items = [
        ("签到确认，宣布到会情况", 5, ItemKind::SignIn),
        ("宣布议题、议程和议事规则，推选监票人", 5, ItemKind::Rules),
        ("议题说明和调研情况通报", 10, ItemKind::Briefing),
        ("利益相关方陈述", 30, ItemKind::Statements),
        ("职能部门回应", 20, ItemKind::Responses),
        ("自由讨论", 25, ItemKind::Discussion),
        ("归纳方案，宣读表决稿", 10, ItemKind::Drafting),
        ("逐项表决", 20, ItemKind::Voting),
        ("宣布结果，记录保留意见，明确责任分工", 10, ItemKind::Results),
        ("宣读记录要点，签字确认，散会", 5, ItemKind::Closing),
    ];
    let item = |(no, (title, minutes, kind)): (u32, (&str, u32, ItemKind))| ItemPlan {
        no,
        title: title.into(),
        start: None,
        seconds: minutes * 60,
        lead: None,
        kind: Some(kind),
    };
    let proposal = |no, title: &str, text: &str| ProposalPlan {
        no,
        title: title.into(),
        text: text.into(),
        legal_vote: false,
        round: None,
    };
    Plan {
        id: "HSW-2026-004".into(),
        title: "槐树湾农贸市场周边停车秩序整治协商议事会".into(),
        date: clock(14, 30, 0).date_naive(),
        start: Some(clock(14, 30, 0).time()),
        end: Some(clock(16, 50, 0).time()),
        utc_offset_s: 8 * 3600,
        round: 1,
        previous: None,
        chair: Some(id("P01")),
        recorder: "周雨桐".into(),
        tellers: Vec::new(),
        scrutineers: Vec::new(),
        next_meeting: None,
        facts: vec![("venue".into(), "槐树湾社区协商议事室".into())],
        research: None,
        publicity: None,
        rule: rule(),
        quorum: Quorum {
            any_of: vec![Attendance::share(Among::Expected, Ratio::at_least(2, 3)).into()],
            require_groups: vec![group::STAKEHOLDER.into(), group::DEPARTMENT.into()],
            ..Quorum::default()
        },
        speech_rules: SpeechRules::default(),
        ground_rules: vec![
            "主持人中立：分配发言、维持秩序、提请表决，不发表倾向性意见。".into(),
            "一事一议：一次只议一个方案。".into(),
            "先举手，后发言：未发过言的优先，意见不同的轮流发言。".into(),
        ],
        agenda: (1..).zip(items).map(item).collect(),
        proposals: vec![
            proposal(
                1,
                "划设限时停车泊位和货车卸货区",
                "槐树湾路东侧划设35个限时停车泊位；市场北门设货车专用卸货区，准停时间4:30至7:00。",
            ),
            proposal(2, "槐树湾路改设分时步行街", "每周六、周日8:00至20:00禁止机动车通行。"),
        ],
        people: people(),
    }
}

/// One terminal, and behind it a host that decides and records at once.
pub(crate) struct Desk {
    pub(crate) ui: Ui,
    host: Ledger,
    now: Moment,
    tick: std::time::Duration,
    /// What the screen asked of the app and was no command.
    pub(crate) asked: Vec<Effect>,
    /// While the store is full, nothing is recorded.
    pub(crate) store_full: bool,
    /// Keys come at once, with no time to read between them.
    pub(crate) hurried: bool,
}

impl Desk {
    /// The home screen.
    pub(crate) fn home(lang: Lang, size: (u16, u16)) -> Self {
        let catalog = std::sync::Arc::new(Catalog { rules: vec![rule()] });
        let mut host = Ledger::new(catalog);
        let now = clock(14, 20, 0);
        let by = By::new("desk", Role::Chair);
        let stamp = Stamp { at: now, noted: now, by };
        let command = Command::Session(session::Command::Plan(Box::new(plan())));
        let event = host.decide(&command, &stamp).unwrap();
        let record = host.stamp(event, &stamp).unwrap();
        host.push(record).unwrap();
        Self::on_home(lang, size, host, now)
    }

    /// The home screen, with a session behind it.
    fn on_home(lang: Lang, size: (u16, u16), host: Ledger, now: Moment) -> Self {
        let options = Options {
            lang,
            palette: ThemeName::Dark,
            ascii: false,
            wide_ambiguous: false,
            by: By::new("desk", Role::Chair),
            attached: false,
            read_line: None,
            settings: yishi::tui::config::Settings::default(),
        };
        let tick = std::time::Duration::ZERO;
        let ui = Ui::new(options, size, Now { at: now, tick });
        Self { ui, host, now, tick, asked: Vec::new(), store_full: false, hurried: false }
    }

    /// The session is opened, as the app answers it.
    pub(crate) fn open_again(&mut self) {
        self.ui.opened(self.host.clone(), std::collections::BTreeMap::new());
    }

    /// The session is shown before the store is open, as the app answers it.
    pub(crate) fn see(&mut self) {
        self.ui.seen(self.host.clone());
    }

    /// The desk of a session that has a record.
    pub(crate) fn of(lang: Lang, size: (u16, u16), host: Ledger, now: Moment) -> Self {
        let mut desk = Self::on_home(lang, size, host, now);
        desk.ui.opened(desk.host.clone(), std::collections::BTreeMap::new());
        desk.ui.overlays.clear();
        desk
    }

    /// The desk of the session as planned.
    pub(crate) fn planned(lang: Lang, size: (u16, u16)) -> Self {
        let mut desk = Self::home(lang, size);
        desk.ui.opened(desk.host.clone(), std::collections::BTreeMap::new());
        desk
    }

    pub(crate) fn at(&mut self, hour: u32, minute: u32, second: u32) -> &mut Self {
        self.now = clock(hour, minute, second);
        self.input(input::Input::Tick);
        self
    }

    /// Nothing happens until then.
    pub(crate) fn until(&mut self, now: Moment) -> &mut Self {
        self.now = now;
        self.input(input::Input::Tick);
        self
    }

    /// Nothing is typed for a while, by the clock that only runs on.
    pub(crate) fn later(&mut self, by: std::time::Duration) -> &mut Self {
        self.tick += by;
        self
    }

    /// How many lines the record has.
    pub(crate) fn lines(&self) -> usize {
        self.host.records().len()
    }

    /// Another terminal's act, or ours by another way.
    #[allow(clippy::needless_pass_by_value, reason = "a command is made to be done")]
    pub(crate) fn done(&mut self, command: Command) -> &mut Self {
        let by = By::new("desk", Role::Chair);
        let stamp = Stamp { at: self.now, noted: self.now, by };
        let event = self.host.decide(&command, &stamp);
        let event = event.unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
        let record = self.host.stamp(event, &stamp).unwrap();
        self.host.push(record.clone()).unwrap();
        self.ui.recorded(record);
        self.read();
        self
    }

    /// Whoever sits there has read what is on the screen.
    fn read(&mut self) {
        if !self.hurried {
            self.tick += std::time::Duration::from_secs(1);
            self.ui.now.tick = self.tick;
        }
    }

    /// Everyone is here and the session open.
    pub(crate) fn open(&mut self) -> &mut Self {
        self.at(14, 28, 0);
        let here = (1..=11).map(|n| id(&format!("P{n:02}"))).collect();
        self.done(Command::Roll(roll::Command::Present(here)));
        let leave = roll::Command::Leave { person: id("P12"), reason: "出差".into() };
        self.done(Command::Roll(leave));
        self.at(14, 30, 0).done(Command::Session(session::Command::Open))
    }

    /// In the item of statements, with three in the queue.
    pub(crate) fn statements(&mut self) -> &mut Self {
        self.open();
        for (minute, no) in [(30, 1), (34, 2), (38, 3), (50, 4)] {
            self.at(14, minute, 0).done(Command::Agenda(agenda::Command::Start(no)));
        }
        for (person, stance) in
            [("P05", Stance::For), ("P07", Stance::Against), ("P08", Stance::For)]
        {
            let kind = Some(SpeechKind::Statement);
            let terms = SpeechTerms { kind, stance: Some(stance), ..SpeechTerms::default() };
            self.done(Command::Floor(floor::Command::Request { person: id(person), terms }));
        }
        self
    }

    /// The moments that the desk must be right in, by name.
    pub(crate) fn moment(lang: Lang, size: (u16, u16), name: &str) -> Self {
        let mut desk = Self::planned(lang, size);
        match name {
            "planned" => return desk,
            "queue" => {
                desk.statements();
                return desk;
            }
            _ => {}
        }
        desk.statements().note("居民代表要求公开停车收费账目。");
        desk.done(Command::Floor(floor::Command::Next));
        match name {
            "speech" => return Self::timed(desk, (14, 51, 10)),
            "warning" => return Self::timed(desk, (14, 52, 40)),
            "overtime" => return Self::timed(desk, (14, 53, 25)),
            _ => {}
        }
        desk.at(14, 53, 25).done(Command::Floor(floor::Command::Finish));
        if name == "recess" {
            desk.done(Command::Session(session::Command::Recess(Some(600))));
            return Self::timed(desk, (14, 56, 0));
        }
        desk.at(14, 56, 0).done(Command::Agenda(agenda::Command::Start(8)));
        let (proposal, method) = (1, vote::Method::Hands);
        desk.done(Command::Vote(vote::Command::Open {
            proposal,
            method,
            rule: None,
            terms: vote::Terms::default(),
        }));
        let counts = vote::Tally { in_favour: Some(5), against: Some(2), ..vote::Tally::default() };
        desk.done(Command::Vote(vote::Command::Tally(counts)));
        if name == "vote" {
            return desk;
        }
        assert_eq!(name, "adjourned", "no such moment");
        desk.done(Command::Vote(vote::Command::Close { judged: None }));
        desk.done(Command::Vote(vote::Command::Announce));
        desk.at(15, 2, 0).done(Command::Session(session::Command::Adjourn));
        desk
    }

    fn timed(mut desk: Self, (hour, minute, second): (u32, u32, u32)) -> Self {
        desk.at(hour, minute, second);
        desk
    }

    pub(crate) fn note(&mut self, text: &str) -> &mut Self {
        self.done(Command::Minutes(minutes::Command::Note(text.into())))
    }

    pub(crate) fn meeting(&self) -> &Meeting {
        self.host.meeting().unwrap()
    }

    /// Keys as they are named in the table of acts: `<F2>`, `<Enter>`, `<C-p>`; others as they
    /// stand.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in super::keys::parse(keys) {
            for input in input::gather([crossterm::event::Event::Key(key)]) {
                self.input(input);
            }
        }
        self
    }

    pub(crate) fn input(&mut self, input: input::Input) {
        let now = Now { at: self.now, tick: self.tick };
        for effect in self.ui.update(input, now) {
            self.answer(effect);
        }
        if !self.ui.takes_text() {
            self.read();
        }
    }

    pub(super) fn answer(&mut self, effect: Effect) {
        let Effect::Submit { command, at, token } = effect else {
            self.asked.push(effect);
            return;
        };
        if self.store_full {
            self.ui.failed(token, "磁盘已满");
            self.asked.extend(self.ui.take_effects());
            return;
        }
        let by = By::new("desk", Role::Chair);
        let stamp = Stamp { at: at.unwrap_or(self.now), noted: self.now, by };
        match self.host.decide(&command, &stamp) {
            Ok(event) => {
                let record = self.host.stamp(event, &stamp).unwrap();
                self.host.push(record.clone()).unwrap();
                self.ui.recorded(record);
                let effects = self.ui.accepted(token);
                self.asked.extend(effects);
            }
            Err(refusal) => self.ui.refused(token, &refusal),
        }
        self.asked.extend(self.ui.take_effects());
    }

    /// The frame as it is drawn now.
    pub(crate) fn frame(&self) -> (Buffer, Option<ratatui::layout::Position>) {
        let (columns, rows) = self.ui.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = draw::draw(&mut buffer, &self.ui).cursor;
        (buffer, cursor)
    }

    pub(crate) fn text(&self) -> String {
        crate::screen::screen_text(&self.frame().0)
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        let screen = self.text();
        assert!(screen.contains(text), "no {text:?} on:\n{screen}");
    }
}
