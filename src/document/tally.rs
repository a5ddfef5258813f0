//! The tally sheet (计票单): a page for every vote with every figure, how the result comes about, and
//! the places to sign.

use crate::document::draft::Draft;
use crate::document::explain::{count_of, explain};
use crate::document::facts;
use crate::document::line::result::verdict;
use crate::document::model::{Block, Density, Field, GridRow, Pages, SignatureLine};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::rule::{Measure, RecusalMode, TakesPart};
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{About, Choice, Vote, VoteState};
use crate::i18n::{Lang, explain as words, paper, terms};

pub(super) const PARTS: &[&str] = &["vote", "figures", "explained", "signatures"];

pub(super) fn draft(m: &Meeting, asked: &PaperRequest<'_>) -> Draft {
    let lang = asked.lang;
    let mut draft = Draft::new(lang, paper::tally_title(lang));
    draft.doc.form.density = Density::Compact;
    draft.doc.form.pages = Pages::OfTotal;
    // A vote that still runs has no result to put on paper.
    let done: Vec<&Vote> = m.votes.list.iter().filter(|vote| !vote.is_unfinished()).collect();
    if done.is_empty() {
        draft.begin("vote");
        draft.doc.paragraph(paper::no_votes(lang));
    }
    for vote in done {
        page(&mut draft, m, vote, lang);
    }
    draft
}

fn page(draft: &mut Draft, m: &Meeting, vote: &Vote, lang: Lang) {
    draft.page("vote");
    draft.doc.blocks.push(Block::Subtitle(m.session.plan.title.clone()));
    let proposal = m.proposals.get(vote.proposal);
    let text = proposal.and_then(|p| p.versions.iter().find(|v| v.seq == vote.text));
    let mut fields = Vec::new();
    let named = proposal.map(|p| facts::proposal(lang, p)).unwrap_or_default();
    facts::field(&mut fields, paper::col_proposal(lang), named);
    let text = text.map(|v| v.text.clone()).unwrap_or_default();
    facts::field(&mut fields, paper::voting_text(lang), text);
    facts::field(&mut fields, paper::rule(lang), terms::words(lang, &vote.rule.name));
    let at = terms::date(lang, vote.at.date_naive());
    let end = vote.announced_at.or(vote.closed_at);
    let time = match end {
        Some(end) => paper::from_to(lang, at, terms::time(vote.at), terms::time(end)),
        None => paper::from_open(lang, at, terms::time(vote.at)),
    };
    facts::field(&mut fields, paper::vote_time(lang), time);
    draft.doc.blocks.push(Block::Fields(fields));
    draft.begin("figures");
    draft.doc.blocks.push(Block::Grid(figures(m, vote, lang)));
    draft.open("explained", paper::how_it_comes(lang));
    draft.doc.list(explain(m, vote, lang));
    draft.begin("signatures");
    draft.doc.blocks.push(Block::Signatures(signatures(m, lang)));
}

/// Two figures side by side; one that the method does not have is a dash.
fn figures(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<GridRow> {
    let cancelled = vote.state == VoteState::Cancelled;
    let counts = vote.counts_now().filter(|_| !cancelled);
    let told = |n: Option<u64>| n.map_or_else(|| paper::none(lang), |n| n.to_string());
    let figure = |label: String, n: Option<u64>| Field::new(label, told(n));
    let choice = |choice| {
        let n = count_of(vote, choice).filter(|_| !cancelled);
        figure(terms::capital(lang, terms::choice(lang, choice)), n)
    };
    let leaves = vote.rule.recusal != RecusalMode::StaysInBase;
    let recused = vote.recused.len() as u64;
    let entitled = vote.entitled.heads + if leaves { recused } else { 0 };
    let rate = vote.rate().filter(|_| !cancelled && !vote.is_void());
    let result = if cancelled {
        terms::vote_state(lang, vote.state).to_owned()
    } else {
        verdict(lang, m, vote)
    };
    let names: Vec<String> = vote.recused.iter().map(|id| m.roll.name(id)).collect();
    let away = recused.to_string() + &terms::aside(lang, &terms::list(lang, &names));
    let mut pairs = vec![
        vec![
            Field::new(paper::col_method(lang), terms::method(lang, vote.method)),
            figure(paper::present_at(lang), Some(vote.quorum.present)),
        ],
        vec![
            figure(paper::entitled(lang), Some(entitled)),
            Field::new(paper::col_recused(lang), away),
        ],
        vec![
            figure(paper::col_voters(lang), Some(vote.electorate.len() as u64)),
            figure(paper::col_not_cast(lang), counts.map(|c| c.not_cast)),
        ],
        vec![
            figure(paper::col_issued(lang), counts.and_then(|c| c.issued)),
            figure(paper::col_returned(lang), counts.and_then(|c| c.returned)),
        ],
        vec![figure(paper::valid(lang), counts.map(|c| c.valid())), choice(Choice::Invalid)],
        vec![choice(Choice::For), choice(Choice::Against)],
        vec![
            choice(Choice::Abstain),
            Field::new(paper::col_rate(lang), rate.unwrap_or_else(|| paper::none(lang))),
        ],
    ];
    let (marked, stands) = (vote.marked(Measure::Heads, None), vote.standing(Measure::Heads, None));
    if marked.follow > 0 && !cancelled {
        pairs.push(vec![choice(Choice::Follow)]);
    }
    if marked != stands && counts.is_some() {
        pairs.push(vec![
            figure(paper::counted_for(lang), Some(stands.in_favour)),
            figure(paper::counted_against(lang), Some(stands.against)),
        ]);
    }
    for way in [TakesPart::Written, TakesPart::Online] {
        let n = vote.electorate.iter().filter(|(id, _)| vote.way_of(id) == way).count();
        if n > 0 {
            let label = paper::taking_part_by(lang, terms::takes_part(lang, way));
            pairs.push(vec![figure(label, Some(n as u64))]);
        }
    }
    for test in vote.tests() {
        if test.threshold.measure == Measure::Weight && counts.is_some() {
            let unit = m.session.plan.fact(WEIGHT_UNIT);
            let base = words::base(lang, unit, test.threshold.base, Measure::Weight, test.base);
            let amount = |n| words::amount(lang, unit, Measure::Weight, n);
            let label = match test.about {
                About::Participation => paper::weight_taking_part(lang),
                About::Pass if test.is_objection() => paper::weight_against(lang),
                About::Pass => paper::weight_for(lang),
            };
            let class = test.threshold.of.as_ref().map(|class| terms::class(lang, class));
            let label = label + &terms::aside(lang, &class.unwrap_or_default());
            let value = paper::of_base(lang, amount(test.value), base);
            pairs.push(vec![Field::new(label, value)]);
        }
    }
    pairs.push(vec![Field::new(paper::col_result(lang), result)]);
    pairs.into_iter().map(|fields| GridRow { fields, room: 1 }).collect()
}

/// Tellers, scrutineers and the chair, with their names where the plan has them; each signs by hand.
fn signatures(m: &Meeting, lang: Lang) -> Vec<SignatureLine> {
    let plan = &m.session.plan;
    let scrutineers: Vec<String> = plan.scrutineers.iter().map(|id| m.roll.name(id)).collect();
    let mut lines = Vec::new();
    let mut sign = |role: String, names: &[String]| {
        let one = |name: &str| SignatureLine {
            label: role.clone() + &terms::aside(lang, name),
            signed: String::new(),
        };
        if names.is_empty() {
            lines.push(one(""));
        }
        lines.extend(names.iter().map(|name| one(name)));
    };
    sign(paper::teller(lang), &plan.tellers);
    sign(paper::scrutineer(lang), &scrutineers);
    let chair = m.session.chair().map(|id| m.roll.name(id));
    sign(paper::chair(lang), chair.as_slice());
    lines
}
