//! A session on one page of text: what `show` prints for people.

use crate::domain::meeting::Meeting;
use crate::domain::roll::Status;
use crate::domain::vote::{Vote, VoteState};
use crate::i18n::{Lang, overview as words, quorum as attendance, terms};

/// The lines, from the title to the actions.
pub(crate) fn overview(m: &Meeting, lang: Lang) -> Vec<String> {
    let plan = &m.session.plan;
    let mut lines = vec![
        words::title(lang, &plan.id, &plan.title),
        words::when(lang, terms::date(lang, m.session.day()), terms::phase(lang, m.session.phase)),
    ];
    let count = |status| m.roll.count(status);
    lines.push(words::roll(
        lang,
        m.roll.entries.len(),
        count(Status::Present),
        count(Status::OnLeave),
        count(Status::Absent),
        count(Status::Departed),
        count(Status::NotArrived),
    ));
    let quorum = m.quorum();
    let (need, have) = (attendance::need(lang, &quorum), attendance::have(lang, &quorum));
    lines.push(if quorum.met {
        words::quorum_met(lang, need, have)
    } else {
        words::quorum_short(lang, need, have)
    });
    for item in &m.agenda.items {
        let state = terms::item_state(lang, item.state);
        lines.push(words::item(lang, item.plan.no, state, &item.plan.title));
    }
    for proposal in &m.proposals.list {
        lines.push(words::proposal(lang, proposal.no, &proposal.title));
        lines.extend(m.votes.on(proposal.no).map(|v| vote(v, lang)));
        if let Some(settled) = m.outcomes.of(proposal.no) {
            lines.push(words::outcome(lang, terms::disposition(lang, settled.disposition)));
        }
    }
    for action in &m.follow_up.actions {
        let (title, status) = (&action.task.title, terms::action_status(lang, action.status));
        let owner = m.roll.name(&action.task.owner);
        let due = terms::date(lang, action.task.due);
        lines.push(words::action(lang, action.no, title, owner, due, status));
    }
    for conflict in &m.conflicts {
        let with = conflict.with.unwrap_or_default();
        lines.push(words::conflict(lang, conflict.seq, with));
    }
    lines
}

fn vote(vote: &Vote, lang: Lang) -> String {
    let method = terms::method(lang, vote.method);
    let Some(c) = vote.counts_now() else {
        return words::vote_open(lang, method, terms::vote_state(lang, vote.state));
    };
    let result = match vote.state {
        VoteState::Announced if vote.is_void() => words::void(lang),
        VoteState::Announced if vote.passed() => words::carried(lang),
        VoteState::Announced => words::not_carried(lang),
        state => terms::vote_state(lang, state).to_owned(),
    };
    let rate = vote.rate().unwrap_or_default();
    words::vote(lang, method, c.in_favour, c.against, c.abstain, rate, result)
}
