//! Whether somebody may vote for somebody who is not there.
//!
//! Must not know how a vote is counted.

use super::{Event, Status};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::rule::TakesPart;

pub(super) fn decide(m: &Meeting, from: &PersonId, to: &PersonId) -> Result<Event, Refusal> {
    if !m.session.rule.takes(TakesPart::Proxy) {
        return Err(Refusal::NoProxies { rule: m.session.rule.name.clone() });
    }
    // Without a cap in the rule, nothing limits how many one person may hold.
    let cap = m.session.rule.proxy_cap.unwrap_or(u32::MAX);
    let principal = m.roll.need_known(from)?;
    if !principal.person.vote {
        return Err(Refusal::NoVote(from.clone()));
    }
    if from == to || principal.status.takes_part() {
        return Err(Refusal::ProxyOfPresent(from.clone()));
    }
    if m.roll.proxies.contains_key(from) {
        return Err(Refusal::ProxyTaken(from.clone()));
    }
    let holder = m.roll.need_present(to)?;
    if holder.status == Status::Online {
        return Err(Refusal::NotPresent { person: to.clone(), status: holder.status });
    }
    if !holder.person.vote {
        return Err(Refusal::NoVote(to.clone()));
    }
    if m.roll.principals(to).count() >= cap as usize {
        return Err(Refusal::ProxyCap { person: to.clone(), cap });
    }
    if let Some(vote) = m.votes.open() {
        return Err(Refusal::VoteOpen { proposal: vote.proposal });
    }
    Ok(Event::ProxyGiven { from: from.clone(), to: to.clone() })
}
