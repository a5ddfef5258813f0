//! One proposal in full: how its vote stands, the voting text, how the numbers come about, what
//! was voted before, who keeps a reservation.

use super::lines::Lines;
use super::told::latest;
use crate::domain::meeting::Meeting;
use crate::domain::proposal::Proposal;
use crate::domain::rule::{Limit, Measure};
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{About, Counts, Reading, TestResult, Vote, VoteState};
use crate::i18n::ui::term;
use crate::i18n::ui::vote as words;
use crate::i18n::{Lang, explain, terms};
use crate::tui::theme::Look;
use crate::tui::ui::Ui;
use ratatui::style::{Modifier, Style};

/// The lines about a proposal, for a column of `wide` cells.
pub(super) fn lines(ui: &Ui, no: u32, wide: u16) -> Lines<'_> {
    let look = &ui.look;
    let mut lines = Lines::new(wide, look.width, ui.roster().names());
    let Some((m, proposal)) = ui.meeting().and_then(|m| Some((m, m.proposals.get(no)?))) else {
        return lines;
    };
    let (lang, theme) = (look.lang, look.theme);
    lines.text(&words::title_line(lang, no, &proposal.title), theme.strong);
    let vote = latest(m, no);
    if let Some(vote) = vote {
        state_line(&mut lines, look, vote);
        numbers(&mut lines, look, m, vote);
        lines.gap();
    }
    text_of(&mut lines, look, proposal);
    lines.gap();
    let told = &ui.states.vote.told;
    if let Some(why) = &told.refused {
        lines.text(&words::cannot_now(lang, why), theme.muted);
    } else {
        let head = if told.ahead { words::explained_ahead(lang) } else { words::explained(lang) };
        lines.text(&head, theme.muted);
        for sentence in &told.sentences {
            lines.item(sentence, theme.text);
        }
    }
    recused(&mut lines, look, m, no, vote);
    earlier(&mut lines, look, m, no);
    kept(&mut lines, look, m, no);
    lines
}

fn text_of(lines: &mut Lines<'_>, look: &Look, proposal: &Proposal) {
    let (lang, theme) = (look.lang, look.theme);
    if let Some(reason) = &proposal.dropped {
        let text = if reason.is_empty() {
            words::dropped_plain(lang)
        } else {
            words::dropped(lang, reason)
        };
        lines.text(&text, theme.warning);
    }
    let head = if proposal.frozen { words::voting_text(lang) } else { words::draft_text(lang) };
    lines.text(&head, theme.muted);
    lines.item(proposal.text(), theme.text);
}

/// Method and state, loud where the vote is void.
fn state_line(lines: &mut Lines<'_>, look: &Look, vote: &Vote) {
    let (lang, theme, marks) = (look.lang, look.theme, look.marks);
    let method = term::method(lang, vote.method);
    let again = vote.recount_of.map(|_| words::recount(lang));
    let again = again.map(|word| format!("  {word}")).unwrap_or_default();
    let (text, style, time) = match vote.state {
        VoteState::Open => (words::running(lang, method), theme.accent, Some(vote.at)),
        VoteState::Closed => (words::closed(lang, method), theme.accent, vote.closed_at),
        VoteState::Announced => {
            let (mark, result, style) = result(look, vote);
            (format!("{mark} {result}  {method}"), style, vote.announced_at)
        }
        VoteState::Cancelled => {
            let reason = vote.cancelled.as_deref().unwrap_or_default();
            (words::cancelled(lang, reason), theme.muted, None)
        }
    };
    let clock = time.map(|at| at.format("%H:%M").to_string());
    let clock = clock.map(|at| match vote.state {
        VoteState::Announced => words::announced_at(lang, at),
        VoteState::Open | VoteState::Closed | VoteState::Cancelled => words::since(lang, at),
    });
    let clock = clock.filter(|_| vote.state != VoteState::Closed).unwrap_or_default();
    lines.pieces(vec![(text, style), (format!("{again}  {clock}"), theme.muted)]);
    if let (true, Some(Counts { issued: Some(issued), returned: Some(returned), .. })) =
        (vote.is_void(), vote.counts)
    {
        let text = format!(" {} {} ", marks.warn, words::void_loud(lang, returned, issued));
        lines.text(&text, theme.over.add_modifier(Modifier::REVERSED));
        if vote.state != VoteState::Announced {
            lines.text(&words::void_next(lang), theme.warning);
        }
    }
}

/// The sign, the word and the style of an announced result.
pub(super) fn result(look: &Look, vote: &Vote) -> (&'static str, String, Style) {
    let (lang, theme, marks) = (look.lang, look.theme, look.marks);
    if vote.is_void() {
        (marks.warn, words::void(lang), theme.over)
    } else if vote.passed() {
        (marks.done, words::passed(lang), theme.good)
    } else {
        ("x", words::failed(lang), theme.warning)
    }
}

/// The counts as they may be shown now, each threshold with its bar, and what comes next.
fn numbers(lines: &mut Lines<'_>, look: &Look, m: &Meeting, vote: &Vote) {
    let (lang, theme) = (look.lang, look.theme);
    let counts = vote.counts_now();
    if let (Some(c), false) = (&counts, vote.may_show_totals()) {
        papers(lines, look, c);
        lines.text(&words::totals_after_close(lang), theme.muted);
        return;
    }
    match &counts {
        Some(c) => {
            // What counts for nothing does not stand out.
            let style = if vote.is_void() { theme.muted } else { theme.strong };
            lines.text(&counted(lang, vote, c), style);
            papers(lines, look, c);
        }
        None => without_numbers(lines, look, vote),
    }
    // Nothing follows from the numbers of a void vote.
    if !vote.is_void() {
        for test in vote.tests() {
            threshold(lines, look, m, vote, &test, counts.is_some());
        }
    }
    if vote.state == VoteState::Closed {
        let ask = vote.chair_decides() && vote.casting.is_none() && !vote.is_void();
        let text = if ask { words::tie_next(lang) } else { words::closed_next(lang) };
        lines.text(&text, theme.accent);
        let waiting = m.votes.waiting().count();
        if waiting > 1 {
            let first = m.votes.waiting().next().map_or(0, |vote| vote.proposal);
            lines.text(&words::waiting(lang, waiting, first), theme.accent);
        }
    }
}

/// The counts in one line, with what was derived.
pub(super) fn counted(lang: Lang, vote: &Vote, c: &Counts) -> String {
    let mut text = words::counted(lang, c.in_favour, c.against, c.abstain);
    if c.invalid > 0 {
        text.push_str(&words::also_invalid(lang, c.invalid));
    }
    if c.follow > 0 {
        text.push_str(&words::also_follow(lang, c.follow));
    }
    if c.not_cast > 0 {
        text.push_str(&words::also_not_cast(lang, c.not_cast));
    }
    if let Some(choice) = vote.derived {
        text.push_str(&words::derived(lang, term::choice(lang, choice)));
    }
    text
}

fn papers(lines: &mut Lines<'_>, look: &Look, c: &Counts) {
    let (lang, theme) = (look.lang, look.theme);
    if let (Some(issued), Some(returned)) = (c.issued, c.returned) {
        let valid = words::papers_valid(lang, c.valid(), c.invalid);
        let text = format!("{}  {valid}", words::papers(lang, issued, returned));
        lines.text(&text, theme.muted);
    }
}

fn without_numbers(lines: &mut Lines<'_>, look: &Look, vote: &Vote) {
    let (lang, theme) = (look.lang, look.theme);
    let open = vote.state == VoteState::Open;
    let text = match (vote.reading(), open) {
        (Reading::Numbers, _) => {
            lines.text(&words::electorate(lang, vote.electorate.len()), theme.text);
            words::not_counted(lang)
        }
        (Reading::Judged(_), true) => words::judge_hint(lang),
        (Reading::Judged(Some(true)), false) => words::judged_for(lang),
        (Reading::Judged(_), false) => words::judged_against(lang),
        (Reading::NoObjection, true) => words::hear_objections(lang),
        (Reading::NoObjection, false) => words::without_objection(lang),
        (Reading::Acclamation, _) => words::by_acclamation(lang),
    };
    lines.text(&text, theme.strong);
}

/// What a test needs and how far it is, under a head that says what is measured. Without counts
/// only a base that is known beforehand says anything.
pub(super) fn threshold(
    lines: &mut Lines<'_>,
    look: &Look,
    m: &Meeting,
    vote: &Vote,
    test: &TestResult,
    counted: bool,
) {
    let (lang, theme, marks) = (look.lang, look.theme, look.marks);
    if test.base == 0 || (!counted && !vote.method.has_numbers()) {
        return;
    }
    let unit = m.session.plan.fact(WEIGHT_UNIT);
    let measure = test.threshold.measure;
    let amount = |n| match test.about {
        About::Pass => explain::amount(lang, unit, measure, n),
        About::Participation => explain::people(lang, unit, measure, n),
    };
    let base = explain::base(lang, unit, test.threshold.base, measure, test.base);
    let need = match (test.threshold.limit, test.is_objection()) {
        (Limit::Number(_), _) => words::need_number(lang, amount(test.need)),
        (_, true) => words::at_most(lang, amount(test.need), base),
        (_, false) => words::need(lang, amount(test.need), base),
    };
    lines.text(&format!("{}  {need}", measured(lang, test)), theme.muted);
    if !counted {
        return;
    }
    lines.bar(test.value, test.need, test.base, test.met);
    let (mark, text, style) = if test.met {
        (marks.done, words::enough(lang), theme.good)
    } else if test.is_objection() {
        (marks.warn, words::too_many(lang, amount(test.missing())), theme.warning)
    } else {
        (marks.warn, words::missing(lang, amount(test.missing())), theme.warning)
    };
    let has = words::has(lang, amount(test.value));
    lines.text(&format!("{mark} {has}  {text}"), style);
    let main = vote.rule.pass.first() == Some(&test.threshold) && test.about == About::Pass;
    if let (true, VoteState::Announced, Some(rate)) = (main, vote.state, vote.rate())
        && !test.is_objection()
    {
        lines.text(&words::result_counts(lang, rate), theme.text);
    }
}

/// What the bar under it measures: who is for it, takes part or is against it, by heads or weight,
/// of everyone or of one class.
fn measured(lang: Lang, test: &TestResult) -> String {
    let what = match (test.about, test.is_objection()) {
        (About::Participation, _) => words::took_part(lang),
        (About::Pass, false) => words::those_for(lang),
        (About::Pass, true) => words::those_against(lang),
    };
    let by = match test.threshold.measure {
        Measure::Heads => words::by_heads(lang),
        Measure::Weight => words::by_weight(lang),
    };
    let of = test.threshold.of.as_ref().map(|class| terms::class(lang, class));
    format!("{what}{}{}", terms::aside(lang, &by), of.map_or(String::new(), |of| format!("  {of}")))
}

/// Recusals that no explanation names: before there is a vote, or of later ones.
fn recused(lines: &mut Lines<'_>, look: &Look, m: &Meeting, no: u32, vote: Option<&Vote>) {
    let (lang, theme) = (look.lang, look.theme);
    let told = |person| vote.is_some_and(|vote| vote.recused.contains(person));
    let names: Vec<String> = m
        .votes
        .recusals
        .iter()
        .filter(|r| r.from == no && !told(&r.person) && !m.votes.on(no).any(|v| v.seq > r.seq))
        .map(|r| m.roll.name(&r.person) + &terms::aside(lang, &r.reason))
        .collect();
    if !names.is_empty() {
        lines.gap();
        lines.text(&words::recused_head(lang), theme.muted);
        lines.item(&terms::list(lang, &names), theme.text);
    }
}

fn earlier(lines: &mut Lines<'_>, look: &Look, m: &Meeting, no: u32) {
    let (lang, theme) = (look.lang, look.theme);
    let shown = latest(m, no).map(|vote| vote.seq);
    let votes: Vec<&Vote> = m.votes.on(no).filter(|vote| Some(vote.seq) != shown).collect();
    if votes.is_empty() {
        return;
    }
    lines.gap();
    lines.text(&words::earlier(lang), theme.muted);
    for vote in votes {
        let time = vote.at.format("%H:%M").to_string();
        let told = vote.state == VoteState::Announced;
        let numbers = vote.counts_now().filter(|_| told && !vote.is_withheld());
        let numbers = numbers.map(|c| words::votes_short(lang, c.in_favour, c.against, c.abstain));
        let result = match (&vote.cancelled, numbers) {
            (Some(reason), _) => words::cancelled(lang, reason),
            (None, Some(numbers)) => format!("{} {numbers}", result(look, vote).1),
            (None, None) => result(look, vote).1,
        };
        let method = term::method(lang, vote.method);
        lines.item(&words::earlier_line(lang, time, method, result), theme.text);
    }
}

/// Reservations, and what became of the proposal.
fn kept(lines: &mut Lines<'_>, look: &Look, m: &Meeting, no: u32) {
    let (lang, theme) = (look.lang, look.theme);
    let mut head = true;
    for reservation in m.outcomes.reservations.iter().filter(|r| r.no == no) {
        if std::mem::take(&mut head) {
            lines.gap();
            lines.text(&words::reservations_head(lang), theme.muted);
        }
        let name = m.roll.name(&reservation.person);
        lines.item(&words::reservation_line(lang, name, &reservation.text), theme.text);
    }
    if let Some(settled) = m.outcomes.of(no) {
        lines.gap();
        let what = term::disposition(lang, settled.disposition);
        lines.text(&words::settled(lang, what), theme.strong);
    }
}
