//! A vote for the room: the question while it runs, the numbers once they are announced, and at
//! the end what became of every proposal.
//!
//! Must not read counts or ballots of a vote that is not announced.

use super::page::{Page, broken, numbers_rows, spaced, wide_title};
use crate::domain::meeting::Meeting;
use crate::domain::proposal::Proposal;
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{Choice, Counts, Vote, VoteState};
use crate::i18n::Lang;
use crate::i18n::ui as text;
use crate::i18n::ui::hall as words;
use crate::i18n::ui::{term, vote as vote_words};
use crate::tui::pen::{Pen, cells};
use crate::tui::theme::Look;
use crate::tui::votes::needed;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) fn draw(pen: &mut Pen, area: Rect, m: &Meeting, vote: &Vote) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let proposal = m.proposals.get(vote.proposal);
    let question = broken(pen, area, proposal.map_or("", Proposal::text));
    let title = proposal.map_or("", |proposal| proposal.title.as_str());
    let mut said = match vote.state {
        VoteState::Announced => announced(&pen.look, m, vote),
        VoteState::Closed => vec![(words::closed(lang), theme.accent)],
        VoteState::Open | VoteState::Cancelled => {
            let method = term::method(lang, vote.method);
            let voters = words::voters(lang, vote.electorate.len());
            vec![(words::running(lang, method), theme.accent), (voters, theme.muted)]
        }
    };
    let around = cells(said.len() * 2) + 6;
    // What was announced stands there so that it is read from the last row.
    let counts =
        vote.counts_now().filter(|_| vote.state == VoteState::Announced && !vote.is_void());
    let running = matches!(vote.state, VoteState::Open | VoteState::Cancelled);
    let named = match counts {
        Some(counts) => named(lang, &counts),
        // Until then the one number that the room may know.
        None if running => vec![(words::may_vote(lang), vote.electorate.len() as u64)],
        None => Vec::new(),
    };
    let high = area.height.saturating_sub(around + cells(question.len()) + 1);
    let digits = if named.is_empty() { 0 } else { numbers_rows(pen, area, &named, high) };
    if running && digits > 0 {
        said.pop();
    }
    let around = around + if digits > 0 { digits + 3 } else { 0 };
    // The result is never pushed off the page by a long text.
    let most = usize::from(area.height.saturating_sub(around)).max(1);
    let question = question.get(..question.len().min(most)).unwrap_or_default();
    let spare = area.height.saturating_sub(around + cells(question.len()));
    let aired = if usize::from(spare) < question.len() { 0 } else { cells(question.len()) };
    let mut page = Page::new(pen, area, around + cells(question.len()) + aired);
    page.line(&words::vote_on(lang, vote.proposal), theme.muted).gap(1);
    let title = wide_title(page.pen, area, title);
    page.line(&title, theme.strong).gap(1).airy(question, spare, theme.text).gap(1);
    for (line, style) in &said {
        page.line(line, *style).gap(1);
    }
    if digits > 0 {
        page.gap(1).numbers(&named, digits, theme.strong);
    }
}

/// The three counts by name.
fn named(lang: Lang, counts: &Counts) -> Vec<(String, u64)> {
    let count = |choice, n| (term::choice(lang, choice).to_owned(), n);
    vec![
        count(Choice::For, counts.in_favour),
        count(Choice::Against, counts.against),
        count(Choice::Abstain, counts.abstain),
    ]
}

/// The result, then the numbers, then what was needed, as far as each is known.
fn announced(look: &Look, m: &Meeting, vote: &Vote) -> Vec<(String, Style)> {
    let (lang, theme, marks) = (look.lang, look.theme, look.marks);
    if vote.is_void() {
        return vec![(format!("{} {}", marks.warn, vote_words::void(lang)), theme.over)];
    }
    let (mark, result, style) = if vote.passed() {
        (marks.done, vote_words::passed(lang), theme.good)
    } else {
        ("x", vote_words::failed(lang), theme.warning)
    };
    let mut said = vec![(format!("{mark} {}", spaced(&result)), style.patch(theme.strong))];
    let Some(counts) = vote.counts_now() else {
        said.push((term::method(lang, vote.method).to_owned(), theme.muted));
        return said;
    };
    let numbers = words::counts(lang, counts.in_favour, counts.against, counts.abstain);
    said.push((numbers, theme.strong));
    if let Some(test) = vote.main_test() {
        let need = needed(lang, m.session.plan.fact(WEIGHT_UNIT), &test);
        let rate = vote.rate().map(|rate| text::carried(lang, rate));
        let parts: Vec<String> = rate.into_iter().chain([need]).collect();
        said.push((parts.join(&text::comma(lang)), theme.muted));
    }
    said
}

/// What became of each proposal: only announced votes count.
pub(super) fn results(pen: &mut Pen, area: Rect, m: &Meeting) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let standing: Vec<&Proposal> =
        m.proposals.list.iter().filter(|p| p.dropped.is_none()).collect();
    let rows = cells(standing.len());
    if let Some(digits) = result_digits(pen, area, m, &standing) {
        return large_results(pen, area, m, (&standing, digits));
    }
    let airy = rows.saturating_mul(3) + 4 <= area.height;
    let mut page = Page::new(pen, area, rows * if airy { 3 } else { 2 } + 4);
    page.line(&spaced(&words::ended(lang)), theme.strong).gap(if airy { 2 } else { 1 });
    for proposal in standing {
        page.line(&text::proposal_line(lang, proposal.no, &proposal.title), theme.text);
        let vote = m.votes.deciding(proposal.no);
        let settled = m.outcomes.of(proposal.no);
        let outcome = settled.map(|s| term::disposition(lang, s.disposition).to_owned());
        let counts = vote.and_then(Vote::counts_now);
        let counts = counts.map(|c| words::counts(lang, c.in_favour, c.against, c.abstain));
        let passed = vote.is_some_and(Vote::passed);
        let (mark, style) =
            if passed { (marks.done, theme.good) } else { (marks.deferred, theme.accent) };
        let parts: Vec<String> = outcome.into_iter().chain(counts).collect();
        if parts.is_empty() {
            page.line(&words::no_vote(lang), theme.muted);
        } else {
            page.line(&format!("{mark} {}", parts.join("    ")), style);
        }
        page.gap(u16::from(airy));
    }
}

/// Title, what became of it, the names of the counts, and what keeps proposals apart.
const ROUND_DIGITS: u16 = 6;
/// The word above the results.
const HEAD: u16 = 3;

/// The largest digits in which the counts of all proposals fit on the page; None where they do not, or
/// a proposal has no counts to show.
fn result_digits(pen: &Pen, area: Rect, m: &Meeting, standing: &[&Proposal]) -> Option<u16> {
    let lang = pen.look.lang;
    let counts = |p: &&Proposal| m.votes.deciding(p.no).and_then(Vote::counts_now);
    let named: Option<Vec<_>> =
        standing.iter().map(|p| counts(p).map(|counts| named(lang, &counts))).collect();
    let named = named.filter(|all| !all.is_empty())?;
    let high = area.height.saturating_sub(HEAD) / cells(named.len());
    let digits =
        |named: &Vec<_>| numbers_rows(pen, area, named, high.saturating_sub(ROUND_DIGITS - 2));
    named.iter().map(digits).min().filter(|digits| *digits > 0)
}

fn large_results(pen: &mut Pen, area: Rect, m: &Meeting, (standing, digits): (&[&Proposal], u16)) {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    let height = HEAD + cells(standing.len()) * (digits + ROUND_DIGITS) - 1;
    let mut page = Page::new(pen, area, height);
    page.line(&spaced(&words::ended(lang)), theme.muted).gap(HEAD - 1);
    for proposal in standing {
        let vote = m.votes.deciding(proposal.no);
        let title = text::proposal_line(lang, proposal.no, &proposal.title);
        let title = wide_title(page.pen, area, &title);
        page.line(&title, theme.strong);
        let (mark, style) = if vote.is_some_and(Vote::passed) {
            (marks.done, theme.good)
        } else {
            (marks.deferred, theme.accent)
        };
        let outcome = m.outcomes.of(proposal.no).map(|s| term::disposition(lang, s.disposition));
        page.line(&format!("{mark} {}", outcome.unwrap_or_default()), style);
        if let Some(counts) = vote.and_then(Vote::counts_now) {
            page.gap(1).numbers(&named(lang, &counts), digits, style);
        }
        page.gap(1);
    }
}
