//! What a meeting owes before its end, whatever its agenda was called (the ground rules' last: read
//! back on the spot, signed by chair, recorder and representatives).
//!
//! Must not decide: each is a step that is proposed, and a chair may adjourn with all of it open.

use super::{Step, voting};
use crate::domain::agenda::ItemState;
use crate::domain::floor::SpeechKind;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::{self, Disposition};
use crate::domain::person::{Person, PersonId};
use crate::domain::proposal::Proposal;
use crate::domain::sign_off::SignRole;
use strum::VariantArray as _;

/// Something that is still open, in the order in which it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// An agenda item that nobody began.
    Item(u32),
    /// Nobody was asked to speak.
    Speakers,
    /// A proposal has neither a vote nor an outcome.
    Vote(u32),
    /// A proposal was voted on, and what becomes of it was not said.
    Outcome(u32),
    /// A proposal was agreed, and nobody is named to carry it out by a day.
    Action(u32),
    ReadBack,
    Signature(SignRole),
}

/// All that is still open.
pub fn still_open(m: &Meeting) -> Vec<Open> {
    let pending = m.agenda.items.iter().filter(|item| item.state == ItemState::Pending);
    let mut open: Vec<Open> = pending.map(|item| Open::Item(item.plan.no)).collect();
    open.extend((!m.floor.was_opened()).then_some(Open::Speakers));
    open.extend(live(m).filter(|p| is_undecided(m, p)).map(|p| Open::Vote(p.no)));
    open.extend(live(m).filter(|p| is_unsettled(m, p)).map(|p| Open::Outcome(p.no)));
    open.extend(live(m).filter(|p| is_unassigned(m, p)).map(|p| Open::Action(p.no)));
    open.extend((!is_read_back(m)).then_some(Open::ReadBack));
    open.extend(SignRole::VARIANTS.iter().copied().filter(|r| awaits(m, *r)).map(Open::Signature));
    open
}

/// The first step of all that is owed.
pub(super) fn before_end(m: &Meeting) -> Option<Step> {
    if !m.floor.was_opened() {
        return Some(Step::InviteSpeaker { kind: SpeechKind::Discussion });
    }
    voting(m).or_else(|| settling(m)).or_else(|| closing(m))
}

/// What becomes of what was voted on, and who carries out what was agreed.
pub(super) fn settling(m: &Meeting) -> Option<Step> {
    let unsettled = live(m).filter(|p| is_unsettled(m, p));
    let settle = unsettled.filter_map(|p| {
        let disposition = outcome::suggested(m, p.no)?;
        Some(Step::Settle { no: p.no, disposition })
    });
    let assign = live(m).filter(|p| is_unassigned(m, p)).map(|p| Step::Assign(p.no));
    settle.chain(assign).next()
}

fn closing(m: &Meeting) -> Option<Step> {
    if is_read_back(m) { signing(m) } else { Some(Step::ReadBack) }
}

/// Whose signature is still missing, the chair's first.
pub(super) fn signing(m: &Meeting) -> Option<Step> {
    let role = SignRole::VARIANTS.iter().copied().find(|role| awaits(m, *role))?;
    Some(match signer(m, role) {
        Some(person) => Step::Sign { person, role },
        None => Step::SignWitness,
    })
}

fn live(m: &Meeting) -> impl Iterator<Item = &Proposal> {
    m.proposals.list.iter().filter(|p| p.dropped.is_none())
}

pub(super) fn is_undecided(m: &Meeting, p: &Proposal) -> bool {
    let open = m.votes.deciding(p.no).is_none() && m.outcomes.of(p.no).is_none();
    p.dropped.is_none() && open
}

fn is_unsettled(m: &Meeting, p: &Proposal) -> bool {
    m.votes.deciding(p.no).is_some() && m.outcomes.of(p.no).is_none()
}

fn is_unassigned(m: &Meeting, p: &Proposal) -> bool {
    let agreed = m.outcomes.of(p.no).is_some_and(|s| s.disposition == Disposition::Reached);
    agreed && !m.follow_up.actions.iter().any(|action| action.task.from == Some(p.no))
}

/// Whether the record was read back, and no result came after that.
fn is_read_back(m: &Meeting) -> bool {
    let last = m.votes.list.iter().filter_map(|vote| vote.announced_at).max();
    m.sign_off.read_back.is_some_and(|read| last.is_none_or(|announced| announced <= read))
}

/// Whether somebody who can sign in a role was there and nobody has.
fn awaits(m: &Meeting, role: SignRole) -> bool {
    match signer(m, role) {
        Some(person) => !m.sign_off.has_signed(&person),
        None if role == SignRole::Witness => {
            let mut signed = m.sign_off.signatures.iter();
            let done = signed.any(|s| s.role == role && s.lapsed.is_none());
            !done && m.roll.entries.iter().any(|e| may_witness(m, &e.person.id))
        }
        None => false,
    }
}

/// Who signs as chair and as recorder: of the roster whoever came; a recorder who is nobody of the
/// roster is there by writing the record. Anybody may witness.
fn signer(m: &Meeting, role: SignRole) -> Option<PersonId> {
    let came = |id: &&PersonId| m.roll.get(id).is_some_and(|entry| entry.arrived.is_some());
    match role {
        SignRole::Chair => m.session.chair().filter(came).cloned(),
        SignRole::Recorder => match recorder(m) {
            Some(id) => Some(id).filter(came).filter(|id| m.session.chair() != Some(id)).cloned(),
            None => stranger(m),
        },
        SignRole::Witness => None,
    }
}

/// The recorder among the people of the roster, by a name that only one of them has.
fn recorder(m: &Meeting) -> Option<&PersonId> {
    let name = m.session.plan.recorder.as_str();
    let is_named = |person: &&Person| person.is_named_by(name);
    let mut named = m.roll.entries.iter().map(|e| &e.person).filter(is_named);
    named.next().filter(|_| !name.is_empty() && named.next().is_none()).map(|p| &p.id)
}

/// The recorder whom the plan names and the roster does not know.
fn stranger(m: &Meeting) -> Option<PersonId> {
    let name = m.session.recorder_name();
    let known = m.roll.entries.iter().any(|entry| entry.person.name == name);
    (!name.is_empty() && !known).then(|| PersonId::new(name))
}

/// Whether somebody can sign for those who attended: came, has not signed, and is not chair or recorder.
pub fn may_witness(m: &Meeting, person: &PersonId) -> bool {
    let came = m.roll.get(person).is_some_and(|entry| entry.arrived.is_some());
    let signed = m.sign_off.has_signed(person);
    came && !signed && m.session.chair() != Some(person) && recorder(m) != Some(person)
}
