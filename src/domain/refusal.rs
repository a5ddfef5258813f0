//! Why the rules say no. Data only: the sentence, in either language, is made by `i18n`.

use crate::domain::agenda::ItemState;
use crate::domain::follow_up::ActionStatus;
use crate::domain::person::PersonId;
use crate::domain::roll::{QuorumStamp, Status};
use crate::domain::rule::{Bilingual, TakesPart};
use crate::domain::session::Phase;
use crate::domain::vote::{Choice, Method, VoteState};
use serde::{Deserialize, Serialize};

/// A refused command. Each kind has its own sentence, which says what would make it possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    // The session
    AlreadyPlanned,
    NotPlanned,
    WrongPhase {
        now: Phase,
    },
    Sealed,
    /// A record is archived once the session is adjourned.
    SealBeforeEnd,
    NoQuorum(Box<QuorumStamp>),
    AlreadyChair(PersonId),
    NoSuchRule {
        id: String,
        known: Vec<String>,
    },
    BadSetting,
    EmptyText,
    /// A text of more than `most` characters.
    TooLong {
        most: usize,
    },
    /// A text that did not pass the border where control characters are taken out.
    NotClean,
    /// A time that nothing of a meeting can have.
    FarTime,
    /// The record came from elsewhere, and the line with this number does not follow from the rules.
    Unruled {
        seq: u64,
    },
    BadDuration,
    /// The time given lies before what it follows.
    BeforeStart,
    /// A time to be corrected to that has not come yet.
    InFuture,
    NothingToChange,
    EndBeforeStart,
    // People
    NoSuchPerson(String),
    NoSuchGroup(String),
    DuplicateId(PersonId),
    NobodyNamed,
    NamedTwice(PersonId),
    AlreadyPresent(PersonId),
    NotPresent {
        person: PersonId,
        status: Status,
    },
    HasStatus {
        person: PersonId,
        status: Status,
    },
    HasBallot(PersonId),
    IsSpeaking(PersonId),
    HasSpoken(PersonId),
    /// Who somebody is counted as stands once the meeting is open.
    Counted(PersonId),
    /// Another of the same name whom nothing tells apart.
    SameName(PersonId),
    NoVote(PersonId),
    NoProxies {
        rule: Bilingual,
    },
    ProxyOfPresent(PersonId),
    ProxyTaken(PersonId),
    ProxyCap {
        person: PersonId,
        cap: u32,
    },
    // The agenda
    NoSuchItem(u32),
    ItemState {
        no: u32,
        state: ItemState,
    },
    NoNextItem,
    NoActiveItem,
    SamePlace(u32),
    // The floor
    SomeoneSpeaking(PersonId),
    NobodySpeaking,
    QueueEmpty,
    ListClosed,
    ListAlready {
        open: bool,
    },
    AlreadyInQueue(PersonId),
    NotInQueue(PersonId),
    TimesUsed {
        person: PersonId,
        times: u32,
    },
    NoSuchPlace {
        to: u32,
        places: usize,
    },
    AlreadyPaused,
    NotPaused,
    NoSuchSpeech(u64),
    // The minutes
    HasNotSpoken(PersonId),
    NobodySpoke,
    NoSuchLine(u64),
    /// Somebody else has edited the line since the version that this edit began from.
    EditedMeanwhile {
        seq: u64,
        /// The version that stands now.
        now: u64,
        /// Its text; none where the line was struck.
        text: Option<String>,
    },
    // Proposals
    NoSuchProposal(u32),
    ProposalDropped(u32),
    AlreadyFrozen(u32),
    /// An announced vote has carried it: its text stands.
    ProposalCarried(u32),
    // Votes
    VoteOpen {
        proposal: u32,
    },
    NoOpenVote,
    VoteIs {
        state: VoteState,
    },
    WeightNeedsRecorded {
        rule: Bilingual,
        method: Method,
    },
    /// A test that counts one class among others needs everybody's own ballot.
    ClassNeedsRecorded {
        rule: Bilingual,
        method: Method,
    },
    NobodyVotes,
    /// Not one of those whose vote this is.
    NotOfPart(PersonId),
    /// A chair whom the rule has not vote, or only decide a tie.
    ChairIsSilent(PersonId),
    /// The rule does not know this choice.
    ChoiceForbidden {
        rule: Bilingual,
        choice: Choice,
    },
    /// The rule does not count those who take part in this way.
    WayNotTaken {
        rule: Bilingual,
        way: TakesPart,
    },
    /// Somebody in the room votes there.
    VotesInPerson(PersonId),
    AlreadyHandedIn(PersonId),
    /// Votes by name are in: the vote on this proposal cannot be secret.
    HandedInByName {
        proposal: u32,
    },
    /// Nothing of this rule is in question here, or it is confirmed.
    NothingToConfirm {
        rule: String,
    },
    /// Silence counts as nothing under this rule.
    SilenceIsNone {
        rule: Bilingual,
    },
    /// No vote on that proposal, taken the same way, waits for another on its paper.
    NoSuchPaper(u32),
    /// Papers issued or returned are not those of the other proposal on them.
    PapersDiffer {
        proposal: u32,
    },
    /// The rule counts weights, and the counts have none.
    WeightsMissing,
    NoWeights {
        method: Method,
    },
    /// A weight without papers, or papers without a weight.
    WeightOff {
        choice: Choice,
    },
    /// The weights are not those that the papers can bear, in ten-thousandths.
    WeightSumOff {
        sum: u64,
        all: u64,
    },
    AlreadyRecused {
        person: PersonId,
        proposal: u32,
    },
    IsRecused {
        person: PersonId,
        proposal: u32,
    },
    NotAdmitted(PersonId),
    AlreadyAdmitted(PersonId),
    /// The method takes no single ballots.
    NoBallots {
        method: Method,
    },
    SameBallot(PersonId),
    /// The method takes no counts.
    NoTally {
        method: Method,
    },
    TallyMissing,
    /// Counts are in: nobody may join or leave those counted.
    TallyStands,
    /// The papers of a secret vote were counted once, even if the count was undone: two counts with
    /// one voter between them would tell that voter's choice.
    BoxOpened,
    /// for + against + abstain + invalid + not cast is not the number of those who vote.
    SumOff {
        sum: u64,
        base: u64,
    },
    PapersMissing,
    /// More papers issued than there are voters.
    IssuedOver {
        issued: u64,
        base: u64,
    },
    /// The papers returned are not the sum of what is on them.
    ReturnedOff {
        returned: u64,
        sum: u64,
    },
    JudgementMissing,
    JudgementNotAsked {
        method: Method,
    },
    NotNoObjection {
        method: Method,
    },
    /// An exact tie that the chair must decide first.
    TieUndecided,
    NoTie,
    NothingToRecount,
    // Consensus and outcomes
    GaugeEmpty,
    OutcomeWithoutVote(u32),
    OutcomeAgainstVote(u32),
    SameOutcome(u32),
    DateBeforeSession,
    // Follow-up, notice, sign-off
    NoSuchAction(u32),
    ActionIs {
        no: u32,
        status: ActionStatus,
    },
    NoticeBackwards,
    /// An attachment without its hash, or larger than `most` bytes.
    BadAttachment {
        most: u64,
    },
    /// A session has as many attachments, or as many bytes of them, as it may have.
    TooManyAttachments {
        most: usize,
        bytes: u64,
    },
    AlreadySigned(PersonId),
    // History
    NothingToUndo,
    NothingToRedo,
    NoSuchEvent(u64),
    CannotUndo(u64),
    /// It depends on a line that this version does not understand.
    DependsOnUnknown {
        seq: u64,
    },
    AlreadyUndone(u64),
    /// A later act would no longer be what it was.
    Depends {
        seq: u64,
        later: u64,
        why: Option<Box<Refusal>>,
    },
    // Access
    NotAllowed {
        role: crate::domain::stamp::Role,
    },
    /// A role that may take back its own acts only.
    OthersAct {
        seq: u64,
        role: crate::domain::stamp::Role,
    },
}

/// A text that says something.
pub(super) fn need_text(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(text.to_owned()) }
}
