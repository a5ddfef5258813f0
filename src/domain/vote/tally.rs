//! Counts that are called out: what was said, what adds up, and which count follows.

use super::{Choice, Method, Vote};
use crate::domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The numbers as the command gave them. Counts of hands may leave out one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub in_favour: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstain: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invalid: Option<u64>,
    /// Voters who are there and did not vote at all (未投).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_cast: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<u64>,
    /// What the papers weigh, where they bear areas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
}

/// Weights of the papers with each choice, in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Weights {
    #[serde(rename = "for")]
    pub in_favour: u64,
    pub against: u64,
    pub abstain: u64,
    pub invalid: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub follow: u64,
}

impl Weights {
    pub const fn sum(&self) -> u64 {
        let Self { in_favour, against, abstain, invalid, follow } = *self;
        let parts = [in_favour, against, abstain, invalid, follow];
        let (mut sum, mut at) = (0_u64, 0);
        while at < parts.len() {
            sum = sum.saturating_add(parts[at]);
            at += 1;
        }
        sum
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Numbers that add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    #[serde(rename = "for")]
    pub in_favour: u64,
    pub against: u64,
    pub abstain: u64,
    pub invalid: u64,
    pub not_cast: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<u64>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub follow: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
}

impl Counts {
    /// 有效: for, against, abstain and those who follow.
    pub const fn valid(&self) -> u64 {
        self.in_favour + self.against + self.abstain + self.follow
    }

    /// 参与表决: the valid and the invalid.
    pub const fn cast(&self) -> u64 {
        self.valid() + self.invalid
    }

    /// More papers came back than went out: the vote is void.
    pub fn is_void(&self) -> bool {
        matches!((self.issued, self.returned), (Some(out), Some(back)) if back > out)
    }
}

/// Far beyond any meeting; keeps every later product in range.
const MOST: u64 = 1_000_000_000;

/// Checks called counts against the electorate, of whom `gone` have left since the opening. Refused
/// with the sum that is off.
pub(super) fn count(
    vote: &Vote,
    said: &Tally,
    gone: u64,
) -> Result<(Counts, Option<Choice>), Refusal> {
    let all =
        [said.in_favour, said.against, said.abstain, said.invalid, said.not_cast, said.follow];
    let base = vote.electorate.len() as u64;
    if all.iter().chain(&[said.issued, said.returned]).flatten().any(|n| *n > MOST) {
        return Err(Refusal::SumOff { sum: MOST, base });
    }
    for (n, choice) in [(said.abstain, Choice::Abstain), (said.follow, Choice::Follow)] {
        if n.is_some_and(|n| n > 0) {
            vote.rule.need_allowed(choice)?;
        }
    }
    // Nobody may abstain: nobody has to say that nobody did.
    let said = if vote.rule.allows(Choice::Abstain) {
        *said
    } else {
        Tally { abstain: said.abstain.or(Some(0)), ..*said }
    };
    let (mut counts, derived) = match vote.method {
        Method::Secret => papers(&said, base)?,
        Method::Hands | Method::Voice => hands(&said, base, gone)?,
        method @ (Method::Recorded | Method::Acclamation | Method::NoObjection) => {
            return Err(Refusal::NoTally { method });
        }
    };
    counts.weights = weights(vote, &said, &counts)?;
    Ok((counts, derived))
}

/// The areas on the papers: asked for where the rule counts them, none where there is no paper, and
/// never more than all papers together can bear.
fn weights(vote: &Vote, said: &Tally, counts: &Counts) -> Result<Option<Weights>, Refusal> {
    let Some(weights) = said.weights else {
        return if vote.rule.counts_weight() { Err(Refusal::WeightsMissing) } else { Ok(None) };
    };
    if !vote.method.is_secret() {
        return Err(Refusal::NoWeights { method: vote.method });
    }
    if counts.is_void() {
        return Ok(Some(weights));
    }
    let pairs = [
        (Choice::For, counts.in_favour, weights.in_favour),
        (Choice::Against, counts.against, weights.against),
        (Choice::Abstain, counts.abstain, weights.abstain),
        (Choice::Invalid, counts.invalid, weights.invalid),
        (Choice::Follow, counts.follow, weights.follow),
    ];
    for (choice, heads, weight) in pairs {
        if (heads == 0) != (weight == 0) {
            return Err(Refusal::WeightOff { choice });
        }
    }
    let all = vote.electorate.iter().map(|(_, w)| w.0).sum::<u64>();
    let sum = weights.sum();
    let whole = counts.cast() == vote.electorate.len() as u64;
    if sum > all || (whole && sum != all) {
        return Err(Refusal::WeightSumOff { sum, all });
    }
    Ok(Some(weights))
}

fn hands(said: &Tally, base: u64, gone: u64) -> Result<(Counts, Option<Choice>), Refusal> {
    let (invalid, follow) = (said.invalid.unwrap_or(0), said.follow.unwrap_or(0));
    let called = [said.in_favour, said.against, said.abstain];
    let raised: u64 = called.iter().flatten().sum::<u64>() + invalid + follow;
    // Whoever has left raises no hand; some may have raised theirs before they left.
    let away = if called.contains(&None) { gone } else { gone.min(base.saturating_sub(raised)) };
    let not_cast = said.not_cast.unwrap_or(away);
    let sum = raised + not_cast;
    let rest = base.checked_sub(sum).ok_or(Refusal::SumOff { sum, base })?;
    let (counts, derived) = match called {
        [Some(yes), Some(no), Some(none)] => {
            if rest != 0 {
                return Err(Refusal::SumOff { sum, base });
            }
            ([yes, no, none], None)
        }
        [Some(yes), Some(no), None] => ([yes, no, rest], Some(Choice::Abstain)),
        [Some(yes), None, Some(none)] => ([yes, rest, none], Some(Choice::Against)),
        [None, Some(no), Some(none)] => ([rest, no, none], Some(Choice::For)),
        _ => return Err(Refusal::TallyMissing),
    };
    let counts = counted(said, counts, not_cast);
    need_papers(counts.issued, counts.returned, counts.cast(), base)?;
    Ok((counts, derived))
}

/// The counts of what was said, with those that follow from it: for, against, abstaining, not cast.
fn counted(said: &Tally, [in_favour, against, abstain]: [u64; 3], not_cast: u64) -> Counts {
    Counts {
        in_favour,
        against,
        abstain,
        invalid: said.invalid.unwrap_or(0),
        not_cast,
        issued: said.issued,
        returned: said.returned,
        follow: said.follow.unwrap_or(0),
        weights: None,
    }
}

/// Papers, where there are any: no more out than there are voters, and as many back as were read.
fn need_papers(
    issued: Option<u64>,
    returned: Option<u64>,
    sum: u64,
    base: u64,
) -> Result<(), Refusal> {
    match (issued, returned) {
        (Some(issued), Some(_)) if issued > base => Err(Refusal::IssuedOver { issued, base }),
        (Some(_), Some(returned)) if returned != sum => Err(Refusal::ReturnedOff { returned, sum }),
        (Some(_), Some(_)) | (None, None) => Ok(()),
        (Some(_), None) | (None, Some(_)) => Err(Refusal::PapersMissing),
    }
}

fn papers(said: &Tally, base: u64) -> Result<(Counts, Option<Choice>), Refusal> {
    let (Some(issued), Some(returned)) = (said.issued, said.returned) else {
        return Err(Refusal::PapersMissing);
    };
    let (Some(in_favour), Some(against), Some(abstain)) =
        (said.in_favour, said.against, said.abstain)
    else {
        return Err(Refusal::TallyMissing);
    };
    let (invalid, follow) = (said.invalid.unwrap_or(0), said.follow.unwrap_or(0));
    let sum = in_favour + against + abstain + invalid + follow;
    need_papers(Some(issued), Some(returned), sum, base)?;
    let not_cast = base.saturating_sub(returned);
    if said.not_cast.is_some_and(|n| n != not_cast) {
        return Err(Refusal::SumOff { sum: sum + said.not_cast.unwrap_or(0), base });
    }
    Ok((counted(said, [in_favour, against, abstain], not_cast), None))
}
