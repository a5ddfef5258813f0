//! Vote rules as TOML files: the program's presets and the user's own.
//!
//! Must not hold a number of any rule: those stand in `assets/rules`, each with its citation.

use super::entry::{Entry, Found};
use super::fault::{FaultKind, Faults, only, quote};
use super::keys::Keys;
use super::toml::Source;
use super::values;
use crate::domain::rule::{
    Bilingual, Catalog, ChairVotes, Consensus, Contradiction, Rule, TakesPart, Tie,
};
use crate::limits::LONGEST_TITLE;
use crate::text::clean::Form;

mod conditions;
mod thresholds;
pub(super) use conditions::{conditions, quorum};
use thresholds::thresholds;

macro_rules! presets {
    ($($name:literal)*) => {
        /// File name and text of every preset, in the order in which lists show them.
        pub const PRESETS: &[(&str, &str)] = &[$(
            (concat!($name, ".toml"), include_str!(concat!("../../assets/rules/", $name, ".toml")))
        ),*];
    };
}

presets! {
    "consultation" "villagers-meeting" "villagers-representatives" "villagers-women"
    "villagers-recall" "residents-meeting" "owners-ordinary" "owners-special" "owners-part"
    "owners-objection" "owners-follow" "owners-silent" "owners-committee" "collective-members"
    "cooperative-ordinary" "cooperative-special" "party-members" "party-admission"
    "workers-congress" "association-members" "two-classes" "condominium-first"
    "condominium-second" "rules-of-order" "simple-majority" "two-thirds" "three-quarters"
    "unanimous"
}

/// The program's own presets. A test holds that every one of them is read.
pub fn builtin() -> Catalog {
    let rules = PRESETS.iter().filter_map(|(file, text)| read_rule(text, file).ok());
    Catalog { rules: rules.collect() }
}

/// The presets with the user's files, each a name and its contents. A user's rule takes the place
/// of the preset with its id, so that a threshold can follow a law that was revised; two files
/// with one id are a fault.
pub fn load_catalog(files: &[(String, Vec<u8>)]) -> Result<Catalog, Faults> {
    let mut catalog = builtin();
    let mut faults = Faults::default();
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (file, text) in files {
        let rule = match read_rule(text, file) {
            Ok(rule) => rule,
            Err(found) => {
                faults.join(found);
                continue;
            }
        };
        if let Some((id, first)) = seen.iter().find(|(id, _)| *id == rule.id) {
            let kind = FaultKind::DuplicateRule { id: id.clone(), first: (*first).to_owned() };
            faults.join(only(file, (1, 1), kind));
            continue;
        }
        seen.push((rule.id.clone(), file));
        match catalog.rules.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => catalog.rules.push(rule),
        }
    }
    if faults.list.is_empty() { Ok(catalog) } else { Err(faults) }
}

/// Reads one rule. `id`, `name`, `citation` and `pass` are required.
pub fn read_rule(text: impl AsRef<[u8]>, file: &str) -> Result<Rule, Faults> {
    let source = Source::new(text.as_ref(), file)?;
    let tree = source.parse()?;
    let mut found = Found::new();
    let rule = rule(Keys::root(&tree), &mut found);
    source.check(found)?;
    // Without a fault there is a rule; the other way round a fault says what is missing.
    rule.ok_or_else(|| only(file, (1, 1), FaultKind::Missing { key: "pass".to_owned() }))
}

fn rule(mut keys: Keys<'_>, found: &mut Found) -> Option<Rule> {
    schema(&mut keys, found);
    let id = keys.need("id", found).and_then(|entry| safe_id(&entry, found));
    let name = words(&mut keys, "name", found);
    let citation = words(&mut keys, "citation", found);
    let quorum = keys.table("quorum", found).map(|table| quorum(table, found));
    let participation = thresholds(&mut keys, "participation", found);
    let pass = match keys.need("pass", found) {
        Some(entry) => {
            let pass = thresholds(&mut keys, "pass", found);
            if matches!(entry.value, toml::de::DeValue::Array(items) if items.is_empty()) {
                found.push(entry.at, FaultKind::Empty { key: entry.key });
            }
            pass
        }
        None => Vec::new(),
    };
    let tie = keys.take("tie").and_then(|entry| values::variant(&entry, found));
    let recusal = keys.take("recusal").and_then(|entry| values::variant(&entry, found));
    let proxy_cap = keys.whole("proxy_cap", 1, 1_000, found);
    let consensus = keys.table("consensus", found).and_then(|table| consensus(table, found));
    let takes_part = takes_part(&mut keys, found);
    let abstain = keys.take("abstain").and_then(|e| values::variant(&e, found));
    let silent = keys.take("silent").and_then(|e| values::variant(&e, found));
    let follow = keys.take("follow").and_then(|e| values::variant(&e, found));
    let chair_votes = keys.take("chair_votes").and_then(|e| values::variant(&e, found));
    let caveat = keys.take("caveat").and_then(|entry| bilingual(&entry, found));
    let confirmed = keys.take("confirmed").and_then(|entry| values::date(&entry, found));
    let purpose = keys.take("purpose").and_then(|e| values::variant(&e, found));
    let places = Places::of(&mut keys);
    let own_tie = tie;
    keys.finish(found);
    let rule = Rule {
        id: id?,
        name: name?,
        citation: citation?,
        quorum,
        participation,
        pass,
        tie: tie.unwrap_or_default(),
        recusal: recusal.unwrap_or_default(),
        proxy_cap,
        consensus,
        takes_part,
        abstain: abstain.unwrap_or_default(),
        silent: silent.unwrap_or_default(),
        follow: follow.unwrap_or_default(),
        chair_votes: chair_votes.unwrap_or_default(),
        caveat,
        confirmed,
        purpose,
    };
    let ties = own_tie == Some(Tie::Fails) && rule.chair_votes == ChairVotes::Tie;
    let contradiction = ties.then_some(Contradiction::TieFails).or(rule.contradiction());
    if let Some(contradiction) = contradiction {
        found.push(places.of_kind(contradiction), FaultKind::Contradicts { contradiction });
        return None;
    }
    rule.is_valid().then_some(rule)
}

/// Where the keys stand that can contradict each other.
struct Places {
    at: usize,
    proxy_cap: Option<usize>,
    chair_votes: Option<usize>,
    silent: Option<usize>,
    participation: Option<usize>,
}

impl Places {
    fn of(keys: &mut Keys<'_>) -> Self {
        let mut place = |key: &'static str| keys.take(key).map(|entry| entry.at);
        let proxy_cap = place("proxy_cap");
        let (chair_votes, silent) = (place("chair_votes"), place("silent"));
        let participation = place("participation");
        Self { at: keys.at, proxy_cap, chair_votes, silent, participation }
    }

    fn of_kind(&self, kind: Contradiction) -> usize {
        let at = match kind {
            Contradiction::ProxyCap => self.proxy_cap,
            Contradiction::ChairNever | Contradiction::TieFails => self.chair_votes,
            Contradiction::SilentAbstain => self.silent,
            Contradiction::ObjectionTakesPart => self.participation,
        };
        at.unwrap_or(self.at)
    }
}

/// The ways of taking part that are named; an empty list would let nobody.
pub(super) fn takes_part(keys: &mut Keys<'_>, found: &mut Found) -> Vec<TakesPart> {
    let Some(entry) = keys.take("takes_part") else { return Vec::new() };
    let mut ways: Vec<TakesPart> = Vec::new();
    let items = values::list(&entry, found).unwrap_or_default();
    if items.is_empty() && matches!(entry.value, toml::de::DeValue::Array(_)) {
        found.push(entry.at, FaultKind::Empty { key: entry.key.clone() });
    }
    for item in &items {
        match values::variant(item, found) {
            Some(way) if !ways.contains(&way) => ways.push(way),
            Some(_) | None => {}
        }
    }
    ways
}

/// `schema = 1`, which may be left out.
pub(super) fn schema(keys: &mut Keys<'_>, found: &mut Found) {
    if let Some(entry) = keys.take("schema") {
        let text = values::plain(&entry, &mut Found::new()).unwrap_or_default();
        let is_one = matches!(entry.value, toml::de::DeValue::Integer(_)) && text == "1";
        if !is_one {
            found.push(entry.at, FaultKind::UnknownSchema { found: quote(&text) });
        }
    }
}

/// An id that is safe as a file name.
pub(super) fn safe_id(entry: &Entry<'_>, found: &mut Found) -> Option<String> {
    let id = values::text(entry, Form::Id, LONGEST_TITLE, found)?;
    if crate::limits::new_id_fault(&id).is_none() {
        return Some(id);
    }
    found.push(entry.at, FaultKind::BadId { key: entry.key.clone(), id: quote(&id) });
    None
}

fn words(keys: &mut Keys<'_>, key: &'static str, found: &mut Found) -> Option<Bilingual> {
    let entry = keys.need(key, found)?;
    bilingual(&entry, found)
}

fn bilingual(entry: &Entry<'_>, found: &mut Found) -> Option<Bilingual> {
    let mut table = Keys::of(entry, found)?;
    let zh = table.need_text("zh", Form::Line, LONGEST_TITLE, found);
    let en = table.need_text("en", Form::Line, LONGEST_TITLE, found);
    table.finish(found);
    Some(Bilingual { zh: zh?, en: en? })
}

fn consensus(mut keys: Keys<'_>, found: &mut Found) -> Option<Consensus> {
    let at = keys.at;
    let reached = keys.need("reached", found).and_then(|entry| values::ratio(&entry, found));
    let hard = keys.need("hard", found).and_then(|entry| values::ratio(&entry, found));
    let rounds = keys.need("rounds", found).and_then(|e| values::whole(&e, 1, 1_000, found));
    keys.finish(found);
    let consensus = Consensus { reached: reached?, hard: hard?, rounds: rounds? };
    ordered(&consensus, at, found);
    Some(consensus)
}

/// Where it is unlikely must not lie above where it is reached.
pub(super) fn ordered(consensus: &Consensus, at: usize, found: &mut Found) {
    let (reached, hard) = (consensus.reached, consensus.hard);
    let left = u64::from(hard.num) * u64::from(reached.den);
    if left > u64::from(reached.num) * u64::from(hard.den) {
        found.push(at, FaultKind::HardAboveReached);
    }
}

#[cfg(test)]
mod tests;
