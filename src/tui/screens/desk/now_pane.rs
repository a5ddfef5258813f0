//! What happens now: the speaker with a large clock, a vote, a recess, the plan, the results.

use super::{below, head, lines_of};
use crate::domain::floor::Speech;
use crate::domain::meeting::Meeting;
use crate::domain::session::{ItemKind, Phase, WEIGHT_UNIT};
use crate::domain::stamp::seconds_between;
use crate::domain::vote::{Vote, VoteState};
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::tail;
use crate::tui::ui::Ui;
use crate::tui::votes::{needed, short_by};
use crate::tui::widgets::{clock, queue, tally};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws it at the top of the area; gives the rows used, with a free one below.
pub(in crate::tui::screens) fn draw(pen: &mut Pen, area: Rect, ui: &Ui) -> u16 {
    let Some(m) = ui.meeting() else { return 0 };
    match m.session.phase {
        Phase::Planned | Phase::Roll => plan(pen, area, ui, m),
        Phase::Recess => recess(pen, area, ui, m),
        Phase::Adjourned | Phase::Sealed => results(pen, area, m),
        Phase::Open => {
            if let Some(vote) = m.votes.unfinished() {
                in_vote(pen, area, m, vote)
            } else if let Some(speech) = m.floor.current() {
                speaker(pen, area, ui, m, speech)
            } else if reads_rules(m) {
                ground_rules(pen, area, m)
            } else {
                head(pen, row(area, 0), &words::floor_head(pen.look.lang), false);
                2 + line(pen, area, 1, &words::speaker_none(pen.look.lang), pen.look.theme.muted)
            }
        }
    }
}

/// A text below a head, in as many lines as it needs and there are; gives their number.
fn line(pen: &mut Pen, area: Rect, i: u16, text: &str, style: Style) -> u16 {
    let rest = below(area, i);
    if rest.height == 0 {
        return 1;
    }
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    let parts = lines_of(pen, text, room, rest.height);
    for (at, part) in parts.iter().enumerate() {
        let at = row(rest, cells(at));
        pen.cut(at.x + 2, at.y, at.width.saturating_sub(2), part, style);
    }
    cells(parts.len()).max(1)
}

/// The clock's rows: large where the screen is high, small where the rest needs the room.
fn clock_area(area: Rect, from: u16) -> Rect {
    let height = if area.height >= 24 { 5 } else { 3 };
    let rest = below(area, from);
    Rect {
        x: rest.x + 2,
        width: rest.width.saturating_sub(2),
        height: height.min(rest.height),
        ..rest
    }
}

fn speaker(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting, speech: &Speech) -> u16 {
    let (lang, theme, marks) = (pen.look.lang, pen.look.theme, pen.look.marks);
    head(pen, row(area, 0), &words::floor_head(lang), false);
    let group = m.roll.person(&speech.person).map_or("", |p| p.group.as_str());
    let who = row(below(area, 1), 0);
    let name = m.roll.name(&speech.person);
    let mut what = term::kind(lang, speech.kind).to_owned();
    if speech.stance != crate::domain::floor::Stance::Neutral {
        what = format!("{what} {}", term::stance(lang, speech.stance));
    }
    let group = words::of_group(lang, term::group_name(lang, group));
    // What it is stands at the end of the line where both fit, else beside the clock.
    let wide = |text: &str| cells(pen.look.width.of(text));
    let apart = wide(&name) + wide(&group) + wide(&what) + 3 <= who.width;
    let used = if apart { pen.right(who, &what, theme.accent) } else { 0 };
    let who = Rect { x: who.x + 2, width: who.width.saturating_sub(used + 3), ..who };
    pen.pieces(who, &[(&name, theme.strong), (&group, theme.muted)]);
    let (left, over) = (speech.left_s(ui.now.at), speech.overtime_s(ui.now.at));
    let warn = u64::from(m.session.limits.warn_s);
    let (shown, word, style, mark) = if over > 0 || left == 0 {
        (over, words::overtime(lang), theme.over, marks.warn)
    } else if left <= warn {
        (left, words::warning_time(lang), theme.warning, marks.warn)
    } else {
        (left, words::left(lang), theme.good, " ")
    };
    let (word, style, mark) = if speech.is_paused() {
        (words::paused(lang), theme.muted, marks.column)
    } else {
        (word, style, mark)
    };
    let area_of_clock = clock_area(area, 2);
    let text = clock::text(shown);
    let rows = clock::draw(pen, area_of_clock, &text, style);
    // Beside the digits: what they mean and the time as text, for readers that cannot see large
    // digits; the limit; whom a point of order keeps waiting.
    let x = area_of_clock.x + clock::wide(&text, rows) + 3;
    let beside = Rect { x, width: area.right().saturating_sub(x), ..area_of_clock };
    let limit = words::limit_of(lang, clock::text(u64::from(speech.limit_s)));
    let waits = m.floor.interrupted().map(|s| words::waiting_behind(lang, m.roll.name(&s.person)));
    let lines = [(format!("{mark} {word} {text}"), style), (format!("  {limit}"), theme.muted)];
    let waits = waits.map(|text| (format!("  {text}"), theme.warning));
    let what = (!apart).then(|| {
        let room = beside.width.saturating_sub(2);
        let what = queue::kind_and_stance(pen, speech.kind, speech.stance, room);
        (format!("  {what}"), theme.accent)
    });
    let lines: Vec<(String, Style)> = lines.into_iter().chain(waits).chain(what).collect();
    // A time of hours leaves no room beside it.
    let widest = lines.iter().map(|(text, _)| pen.look.width.of(text)).max().unwrap_or(0);
    let (told, more) = if cells(widest) > beside.width {
        let at = Rect { x: area.x, ..below(area, 2 + rows) };
        (at, cells(lines.len()))
    } else {
        (beside, 0)
    };
    for (i, (text, style)) in lines.iter().enumerate() {
        let at = row(told, cells(i));
        if at.height > 0 {
            pen.cut(at.x, at.y, at.width, text, *style);
        }
    }
    2 + rows + more + 1
}

fn in_vote(pen: &mut Pen, area: Rect, m: &Meeting, vote: &Vote) -> u16 {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let method = term::method(lang, vote.method);
    head(pen, row(area, 0), &words::vote_head(lang, vote.proposal, method), false);
    let proposal = m.proposals.get(vote.proposal);
    let mut at = 1;
    at += line(pen, area, at, proposal.map_or("", |p| p.title.as_str()), theme.strong);
    let text = proposal.map_or("", crate::domain::proposal::Proposal::text);
    // The counts below it are seen, however long it is.
    let most = Rect { height: area.height.min(at + (area.height / 3).max(1)), ..area };
    at += line(pen, most, at, text, theme.text) + 1;
    let counts = vote.counts_now().filter(|_| vote.may_show_totals());
    if let Some(c) = counts {
        let text = words::votes_counted(lang, c.in_favour, c.against, c.abstain);
        at += line(pen, area, at, &text, theme.strong);
        // What is not met yet is what there is to see; else the test that decides.
        let failing = vote.tests().into_iter().find(|test| !test.met);
        if let Some(test) = failing.clone().or_else(|| vote.main_test()) {
            let bar = row(below(area, at), 0);
            let bar = Rect { x: bar.x + 2, width: bar.width.saturating_sub(2).min(40), ..bar };
            tally::bar(pen, bar, test.value, test.need, test.base, test.met);
            at += 1;
            let unit = m.session.plan.fact(WEIGHT_UNIT);
            at += line(pen, area, at, &needed(lang, unit, &test), theme.muted);
            let (text, style) = if failing.is_some() {
                (short_by(lang, unit, &test), theme.warning)
            } else {
                (words::votes_passing(lang), theme.good)
            };
            at += line(pen, area, at, &text, style);
        }
    } else if vote.has_names() {
        let left = vote.electorate.len().saturating_sub(vote.ballots.len());
        at += line(pen, area, at, &words::ballots_left(lang, left), theme.strong);
        at += line(pen, area, at, &words::totals_later(lang), theme.muted);
    }
    if vote.state == VoteState::Closed {
        at += line(pen, area, at, &words::vote_closed(lang), theme.accent);
    }
    at + 1
}

fn recess(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) -> u16 {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::recess_head(lang), false);
    let Some((since, announced)) = m.session.recess else { return 2 };
    line(pen, area, 1, &words::recess_since(lang, since.format("%H:%M")), theme.text);
    let Some(seconds) = announced else { return 3 };
    let gone = seconds_between(since, ui.now.at);
    let left = u64::from(seconds).saturating_sub(gone);
    let (shown, word, style) = if left > 0 {
        (left, words::recess_left(lang), theme.accent)
    } else {
        (gone - u64::from(seconds), words::recess_over(lang), theme.warning)
    };
    let rows = clock::draw(pen, clock_area(area, 3), &clock::text(shown), style);
    let text = clock::text(shown);
    line(pen, area, 3 + rows, &format!("{word} {text}"), style);
    3 + rows + 2
}

/// Before the opening: where and when, what is to be decided, the ground rules to be read out.
fn plan(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) -> u16 {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let plan = &m.session.plan;
    let time = plan.start.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
    let place = words::place_time(lang, plan.date, time, plan.fact("venue"));
    let mut at = line(pen, area, 0, &place, theme.strong);
    if let Some(chair) = m.session.chair() {
        at += line(pen, area, at, &words::chair_is(lang, m.roll.name(chair)), theme.text);
    }
    at += 1;
    // What was recorded already keeps some rows.
    let record = ui.ledger().map(|ledger| tail::minutes_tail(lang, ledger, m, 1));
    let record = if record.is_none_or(|lines| lines.is_empty()) { 0 } else { 6 };
    let room = area.height.saturating_sub(at + record);
    let proposals = m.proposals.list.iter().map(|p| (p.no, p.title.as_str())).collect();
    let head = words::proposals_head(lang);
    at += listed(pen, Rect { height: room, ..below(area, at) }, &head, proposals);
    let room = area.height.saturating_sub(at + record);
    let rules = (1..).zip(plan.ground_rules.iter().map(String::as_str)).collect();
    let head = words::rules_head(lang);
    at += listed(pen, Rect { height: room, ..below(area, at) }, &head, rules);
    at
}

fn reads_rules(m: &Meeting) -> bool {
    let item = m.agenda.active().and_then(|item| item.plan.kind);
    item == Some(ItemKind::Rules) && !m.session.plan.ground_rules.is_empty()
}

/// The ground rules as they are read out.
fn ground_rules(pen: &mut Pen, area: Rect, m: &Meeting) -> u16 {
    let rules = (1..).zip(m.session.plan.ground_rules.iter().map(String::as_str)).collect();
    listed(pen, area, &words::rules_head(pen.look.lang), rules)
}

/// A head with numbered texts below it and a free row, each whole, and how many more there are;
/// nothing where there are none.
fn listed(pen: &mut Pen, area: Rect, title: &str, texts: Vec<(u32, &str)>) -> u16 {
    let (lang, style, muted) = (pen.look.lang, pen.look.theme.text, pen.look.theme.muted);
    let count = texts.len();
    if count == 0 || area.height < 3 {
        return 0;
    }
    head(pen, row(area, 0), title, false);
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    let mut at = 1;
    for (i, (no, text)) in texts.into_iter().enumerate() {
        let text = words::proposal_line(lang, no, text);
        let needs = cells(lines_of(pen, &text, room, area.height).len());
        // The last row tells of the rest, where there is one.
        let last = u16::from(i + 1 < count);
        if at > 1 && at + needs + last > area.height {
            line(pen, area, at, &words::and_more(lang, count - i), muted);
            return at + 2;
        }
        at += line(pen, area, at, &text, style);
    }
    at + 1
}

/// After the end: what became of each proposal, and who signed.
fn results(pen: &mut Pen, area: Rect, m: &Meeting) -> u16 {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::results_head(lang), false);
    let mut at = 1;
    for proposal in m.proposals.list.iter().filter(|p| p.dropped.is_none()) {
        let text = words::proposal_line(lang, proposal.no, &proposal.title);
        at += line(pen, area, at, &text, theme.text);
        let vote = m.votes.deciding(proposal.no);
        let settled = m.outcomes.of(proposal.no);
        let outcome = match (settled, vote) {
            (Some(settled), _) => term::disposition(lang, settled.disposition).to_owned(),
            (None, Some(_)) => crate::domain::outcome::suggested(m, proposal.no)
                .map(|d| words::suggested(lang, term::disposition(lang, d)))
                .unwrap_or_default(),
            (None, None) => words::not_voted(lang),
        };
        let counts = vote.and_then(Vote::counts_now);
        let counts = counts.map(|c| words::votes_counted(lang, c.in_favour, c.against, c.abstain));
        let passed = vote.is_some_and(Vote::passed);
        let mark = if passed { pen.look.marks.done } else { " " };
        let style = if passed { theme.good } else { theme.muted };
        let counts = counts.unwrap_or_default();
        let text = format!("{mark} {outcome}  {counts}");
        // The counts are never cut: where the line is too short they have one of their own.
        if cells(pen.look.width.of(text.trim_end())) + 2 <= area.width {
            at += line(pen, area, at, text.trim_end(), style);
        } else {
            at += line(pen, area, at, &format!("{mark} {outcome}"), style);
            at += line(pen, area, at, &format!("  {counts}"), theme.muted);
        }
    }
    let names: Vec<String> = m.sign_off.signatures.iter().map(|s| m.roll.name(&s.person)).collect();
    if !names.is_empty() {
        let text = words::signed_by(lang, names.join(&words::list_comma(lang)));
        at += line(pen, area, at, &text, theme.muted);
    }
    at + 1
}
