//! The plan file: which tables there are and what each becomes.
//!
//! Must not know the roster's form: the people come in as data.

use super::entry::Found;
use super::fault::{FaultKind, Faults, only};
use super::guess;
use super::keys::Keys;
use super::overrides;
use super::people::People;
use super::rules::schema;
use super::session::{self, Session};
use super::toml::Source;
use super::values;
use crate::domain::person::{Attends, Person, PersonId};
use crate::domain::rule::{Catalog, DEFAULT_RULE, Rule};
use crate::domain::session::{Head, ItemPlan, Plan, ProposalPlan, Publicity, Research};
use crate::limits::{LONGEST_INPUT, LONGEST_TITLE};
use crate::text::clean::Form;
/// Reads a plan. `people` is the roster that belongs to it; `catalog` holds the presets that
/// `[session] rule` may name. The file's limits stand in the contract: 4 MB, texts of 2,000
/// characters, titles of 200, agenda items of 1,440 minutes.
///
/// A rule's own quorum becomes the session's, together with what `[quorum]` changes in it, and
/// the rule of the plan then has none: so its votes follow the session's quorum, whatever it is
/// when they are taken.
pub fn read_plan(
    text: &[u8],
    file: &str,
    catalog: &Catalog,
    people: Vec<Person>,
) -> Result<Plan, Faults> {
    read_with(text, file, catalog, people, None)
}

/// The same; what `head` holds need not stand in the file, and goes before what does.
pub(super) fn read_with(
    text: &[u8],
    file: &str,
    catalog: &Catalog,
    people: Vec<Person>,
    head: Option<&Head>,
) -> Result<Plan, Faults> {
    let source = Source::new(text, file)?;
    let tree = source.parse()?;
    let mut found = Found::new();
    let known = People::new(&people);
    let draft = draft(&source, Keys::root(&tree), catalog, (&known, head), &mut found);
    source.check(found)?;
    // Without a fault there is a plan; a catalog without the default rule is the one way to none.
    let mut plan = draft.ok_or_else(|| {
        let known = catalog.rules.iter().map(|rule| rule.id.clone()).collect();
        only(file, (1, 1), FaultKind::UnknownRule { name: DEFAULT_RULE.to_owned(), known })
    })?;
    plan.chair = plan.chair.or_else(|| only_chair(&people));
    plan.people = people;
    Ok(plan)
}

/// The roster's chair, where it has exactly one.
fn only_chair(people: &[Person]) -> Option<PersonId> {
    let mut chairs = people.iter().filter(|person| person.attends == Attends::Chair);
    match (chairs.next(), chairs.next()) {
        (Some(chair), None) => Some(chair.id.clone()),
        _ => None,
    }
}

fn draft(
    source: &Source<'_>,
    mut keys: Keys<'_>,
    catalog: &Catalog,
    (people, head): (&People<'_>, Option<&Head>),
    found: &mut Found,
) -> Option<Plan> {
    schema(&mut keys, found);
    let session = match keys.need("session", found) {
        Some(entry) => Keys::of(&entry, found)
            .and_then(|table| session::read(table, catalog, (people, head), found)),
        None => None,
    };
    let research = keys.table("research", found).map(|table| research(table, people, found));
    let publicity = keys.table("publicity", found).map(|table| publicity(table, found));
    let quorum_keys = keys.table("quorum", found);
    let consensus_keys = keys.table("consensus", found);
    // Even where the rule is not known, the tables that change it are read for their faults.
    let rule = session.as_ref().map(|s| s.rule.clone());
    let mut rule = rule.or_else(|| catalog.find(DEFAULT_RULE).cloned());
    if let Some(table) = consensus_keys {
        overrides::consensus(table, rule.as_mut(), found);
    }
    let own = rule.as_mut().and_then(|rule: &mut Rule| rule.quorum.take()).unwrap_or_default();
    let quorum = match quorum_keys {
        Some(table) => overrides::quorum(table, own, found),
        None => own,
    };
    let mut ground_rules = ground_rules(&mut keys, found);
    let speech_rules = match keys.table("speech_rules", found) {
        Some(mut table) => {
            ground_rules.extend(self::ground_rules(&mut table, found));
            overrides::speech_rules(table, found)
        }
        None => crate::domain::session::SpeechRules::default(),
    };
    let agenda = agenda(source, &mut keys, people, found);
    let proposals = proposals(source, &mut keys, found);
    keys.finish(found);
    let session: Session = session?;
    Some(Plan {
        id: session.id,
        title: session.title,
        date: session.date,
        start: session.start,
        end: session.end,
        utc_offset_s: session.utc_offset_s,
        round: session.round,
        previous: session.previous,
        chair: session.chair,
        recorder: session.recorder,
        tellers: session.tellers,
        scrutineers: session.scrutineers,
        next_meeting: session.next_meeting,
        facts: session.facts,
        research,
        publicity,
        rule: rule?,
        quorum,
        speech_rules,
        ground_rules,
        agenda,
        proposals,
        people: Vec::new(),
    })
}

/// `rules` stands at the top, or under `[speech_rules]` where TOML puts a line that follows it.
fn ground_rules(keys: &mut Keys<'_>, found: &mut Found) -> Vec<String> {
    let Some(entry) = keys.take("rules") else { return Vec::new() };
    values::texts(&entry, Form::Line, found).into_iter().map(|(text, _)| text).collect()
}

fn research(mut keys: Keys<'_>, people: &People<'_>, found: &mut Found) -> Research {
    let date = keys.take("date").and_then(|entry| values::plain(&entry, found));
    let by = keys.take("by").and_then(|entry| people.person(&entry, found));
    let summary = keys.text("summary", Form::Text, LONGEST_INPUT, found);
    keys.finish(found);
    Research { date: date.unwrap_or_default(), by, summary: summary.unwrap_or_default() }
}

fn publicity(mut keys: Keys<'_>, found: &mut Found) -> Publicity {
    let from = keys.take("start").and_then(|entry| values::date(&entry, found));
    let end = keys.take("end");
    let to = end.as_ref().and_then(|entry| values::date(entry, found));
    if let (Some(from), Some(to), Some(end)) = (from, to, end)
        && to < from
    {
        found.push(end.at, FaultKind::EndBeforeStart { key: end.key });
    }
    let days = keys.take("days").and_then(|entry| values::plain(&entry, found));
    let places = keys.take("places").map(|entry| values::texts(&entry, Form::Line, found));
    let phone = keys.text("phone", Form::Line, LONGEST_TITLE, found);
    let mailbox = keys.text("mailbox", Form::Line, LONGEST_INPUT, found);
    keys.finish(found);
    Publicity {
        from,
        to,
        days: days.unwrap_or_default(),
        places: places.unwrap_or_default().into_iter().map(|(place, _)| place).collect(),
        phone: phone.unwrap_or_default(),
        mailbox: mailbox.unwrap_or_default(),
    }
}

/// The largest number of an agenda item or a proposal.
const MOST_NO: u32 = 100_000;

/// The `no` of an entry and where to point when it will not do; its place in the list, from 1,
/// where it has none.
fn number(keys: &mut Keys<'_>, place: usize, found: &mut Found) -> Option<(u32, usize)> {
    match keys.take("no") {
        Some(entry) => Some((values::whole(&entry, 1, MOST_NO, found)?, entry.at)),
        None => Some((super::toml::count(place + 1), keys.at)),
    }
}

fn agenda(
    source: &Source<'_>,
    keys: &mut Keys<'_>,
    people: &People<'_>,
    found: &mut Found,
) -> Vec<ItemPlan> {
    let tables = keys.tables("agenda", found);
    let mut items = Vec::with_capacity(tables.len());
    let mut numbers = Numbers::new("agenda.no");
    for (place, mut keys) in tables.into_iter().enumerate() {
        let no = number(&mut keys, place, found);
        if let Some((no, at)) = no {
            numbers.take(source, no, at, true, found);
        }
        let title = keys.need_text("title", Form::Line, LONGEST_TITLE, found);
        let start = keys.take("start").and_then(|entry| values::time(&entry, found));
        let minutes = keys.whole("minutes", 1, 1_440, found).unwrap_or(0);
        let lead = keys.take("lead").and_then(|entry| people.person(&entry, found));
        let kind = keys.take("kind").and_then(|e| values::variant(&e, found));
        keys.finish(found);
        if let (Some((no, _)), Some(title)) = (no, title) {
            let kind = kind.or_else(|| guess::kind(&title));
            items.push(ItemPlan { no, title, start, seconds: minutes * 60, lead, kind });
        }
    }
    items
}

fn proposals(source: &Source<'_>, keys: &mut Keys<'_>, found: &mut Found) -> Vec<ProposalPlan> {
    let tables = keys.tables("proposal", found);
    let mut proposals = Vec::with_capacity(tables.len());
    let mut numbers = Numbers::new("proposal.no");
    for (place, mut keys) in tables.into_iter().enumerate() {
        let no = number(&mut keys, place, found);
        if let Some((no, at)) = no {
            numbers.take(source, no, at, false, found);
        }
        let title = keys.need_text("title", Form::Line, LONGEST_TITLE, found);
        let text = keys.text("text", Form::Text, LONGEST_INPUT, found).unwrap_or_default();
        let legal_vote = keys.flag("legal_vote", found).unwrap_or(false);
        let round = keys.whole("round", 1, 1_000, found);
        keys.finish(found);
        if let (Some((no, _)), Some(title)) = (no, title) {
            proposals.push(ProposalPlan { no, title, text, legal_vote, round });
        }
    }
    proposals
}

/// The numbers of a list so far.
struct Numbers {
    key: &'static str,
    first: std::collections::HashMap<u32, usize>,
    last: u32,
}

impl Numbers {
    fn new(key: &'static str) -> Self {
        Self { key, first: std::collections::HashMap::new(), last: 0 }
    }

    fn take(&mut self, source: &Source<'_>, no: u32, at: usize, ordered: bool, found: &mut Found) {
        let key = self.key.to_owned();
        if let Some(first) = self.first.get(&no) {
            let first_line = source.place(*first).0;
            found.push(at, FaultKind::DuplicateNo { key, no, first_line });
            return;
        }
        if ordered && no < self.last {
            found.push(at, FaultKind::UnorderedNo { key, no, before: self.last });
        }
        self.first.insert(no, at);
        self.last = self.last.max(no);
    }
}

#[cfg(test)]
mod tests;
