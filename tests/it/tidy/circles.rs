//! Which file takes names from which, and where that runs in a circle.
//!
//! Owns resolving a path of code to the file that says what it names (through `use`, `as` and
//! re-exports), and the list of the circles that remain, each with its reason. An arrow is a name
//! that stands in the code; what a method call reaches is not seen.

use super::source::{CodePath, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The circles that remain, each by the layer it stays in, the file that all of it turns on, and the
/// reason. Anything else is a circle that nobody meant; a line here that names none is taken out.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "domain",
        "src/domain/meeting.rs",
        "a meeting owns its topics, and a topic decides by the meeting",
    ),
    ("tui", "src/tui/ui.rs", "a screen owns its views, and a view draws and changes the screen"),
];

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Every circle is one of the known ones, and every known one is still there.
pub(super) fn are_known(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    unknown(&circles(&arrows), KNOWN)
}

fn unknown(found: &[Vec<&str>], known: &[(&str, &str, &str)]) -> Vec<String> {
    let is = |circle: &[&str], (layer, heart, _): &(&str, &str, &str)| {
        circle.contains(heart)
            && circle.iter().all(|file| file.starts_with(&format!("src/{layer}/")))
    };
    let mut findings = Vec::new();
    for circle in found {
        if !known.iter().any(|known| is(circle, known)) {
            findings.push(format!("{}: these files stand in a circle", circle.join(", ")));
        }
    }
    for line in known {
        if !found.iter().any(|circle| is(circle, line)) {
            findings.push(format!("{}: no longer the heart of a circle", line.1));
        }
    }
    findings
}

/// The arrows from file to file.
pub(super) fn arrows(sources: &[Source]) -> Arrows {
    let house = House::new(sources);
    let mut arrows = Arrows::new();
    for source in sources {
        let own = module_of(source);
        let named = arrows.entry(source.path.clone()).or_default();
        for path in source.paths() {
            if let Some(file) = house.file(&own, &path)
                && file != source.path
                && !is_part_of(&source.path, file)
            {
                named.insert(file.to_owned());
            }
        }
    }
    arrows
}

fn module_of(source: &Source) -> Vec<String> {
    match source.path.as_str() {
        "src/lib.rs" | "src/main.rs" => Vec::new(),
        _ => source.folders().map(str::to_owned).collect(),
    }
}

/// The modules of the crate, each with its file and what its imports call by a short name.
struct House<'a> {
    modules: BTreeMap<Vec<String>, Module<'a>>,
}

struct Module<'a> {
    file: &'a str,
    /// What a name stands for: the whole path.
    imports: BTreeMap<String, Vec<String>>,
}

impl<'a> House<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let kept = || sources.iter().filter(|source| source.path != "src/main.rs");
        let names: BTreeSet<Vec<String>> = kept().map(module_of).collect();
        let mut modules = BTreeMap::new();
        for source in kept() {
            let own = module_of(source);
            let mut imports = BTreeMap::new();
            for (name, path) in source.imports() {
                let below = || {
                    let child = [&own[..], &path.parts[..1]].concat();
                    names.contains(&child).then(|| [&own[..], &path.parts].concat())
                };
                if let Some(whole) = absolute(&own, &path.parts, path.depth).or_else(below) {
                    imports.insert(name, whole);
                }
            }
            modules.insert(own, Module { file: &source.path, imports });
        }
        Self { modules }
    }

    /// The file that says what a path names, where that is a file of the crate.
    fn file(&self, own: &[String], path: &CodePath) -> Option<&'a str> {
        let whole = absolute(own, &path.parts, path.depth).or_else(|| {
            let (first, rest) = path.parts.split_first()?;
            if rest.is_empty() {
                return None;
            }
            let module = self.modules.get(own)?;
            let mut child = own.to_vec();
            child.push(first.clone());
            let start = match module.imports.get(first) {
                Some(imported) => imported.clone(),
                None if self.modules.contains_key(&child) => child,
                None => return None,
            };
            Some([&start[..], rest].concat())
        })?;
        self.follow(&whole, 0)
    }

    /// Goes down a whole path, through what modules hand on, to the file where it ends.
    fn follow(&self, whole: &[String], hops: usize) -> Option<&'a str> {
        let mut at = Vec::new();
        for (index, part) in whole.iter().enumerate() {
            at.push(part.clone());
            if self.modules.contains_key(&at) {
                continue;
            }
            at.pop();
            let module = self.modules.get(&at)?;
            // Whoever imports a name by the same name stands behind the one that hands it on.
            if let Some(imported) = module.imports.get(part)
                && hops < 8
            {
                return self.follow(&[&imported[..], &whole[index + 1..]].concat(), hops + 1);
            }
            return (!at.is_empty()).then_some(module.file);
        }
        self.modules.get(&at).filter(|_| !at.is_empty()).map(|module| module.file)
    }
}

/// Whether a file stands in the folder beside another: `floor/order.rs` is a part of `floor.rs`, and
/// what it takes from there is its own.
fn is_part_of(file: &str, whole: &str) -> bool {
    whole.strip_suffix("rs").is_some_and(|whole| {
        file.strip_prefix(whole.trim_end_matches('.')).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// A path from the crate's root, where it begins with `crate`, `self` or `super`.
fn absolute(own: &[String], parts: &[String], depth: usize) -> Option<Vec<String>> {
    let first = parts.first()?;
    if first == "crate" {
        return Some(parts[1..].to_vec());
    }
    let own_word = usize::from(first == "self");
    let climbed = parts[own_word..].iter().take_while(|part| *part == "super").count();
    if own_word + climbed == 0 {
        return None;
    }
    // An inline module's names are its file's.
    let up = climbed.saturating_sub(depth);
    let from = own.len().checked_sub(up)?;
    Some([&own[..from], &parts[own_word + climbed..]].concat())
}

/// The groups of files that reach one another, each in the order of names.
pub(super) fn circles(arrows: &Arrows) -> Vec<Vec<&str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|file| (file.as_str(), reached(arrows, file))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (file, far) in &reach {
        if !far.contains(file) || seen.contains(file) {
            continue;
        }
        let circle: Vec<&str> = far
            .iter()
            .filter(|other| reach.get(*other).is_some_and(|back| back.contains(file)))
            .copied()
            .collect();
        seen.extend(circle.iter().copied());
        found.push(circle);
    }
    found
}

fn reached<'a>(arrows: &'a Arrows, file: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for next in arrows.get(file).into_iter().flatten() {
            if reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<_> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
        unknown(&circles(&arrows(&sources)), &[])
    }

    #[test]
    fn a_circle_is_found_through_what_is_handed_on_and_renamed() {
        let found = told(&[
            ("src/store.rs", "mod log; mod head; pub use log::Log as Record;"),
            ("src/store/log.rs", "use super::head::Head; pub struct Log;"),
            ("src/store/head.rs", "use crate::store as kept; fn f(_: kept::Record) {}"),
        ]);
        assert_eq!(found, ["src/store/head.rs, src/store/log.rs: these files stand in a circle"]);
    }

    #[test]
    fn a_part_and_its_whole_are_one() {
        let found = told(&[
            ("src/a.rs", "mod b; use b::B; pub struct A;"),
            ("src/a/b.rs", "use super::A; pub struct B(A);"),
        ]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn tests_make_no_circle() {
        let found = told(&[
            ("src/a.rs", "use crate::b::B; pub struct A;"),
            ("src/b.rs", "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }"),
        ]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_known_circle_stays_in_its_layer_and_must_be_there() {
        let known = [("domain", "src/domain/a.rs", "because")];
        let inside = vec!["src/domain/a.rs", "src/domain/b.rs"];
        assert_eq!(unknown(&[inside], &known), [""; 0]);
        let across = vec!["src/domain/a.rs", "src/tui/b.rs"];
        assert_eq!(unknown(&[across], &known).len(), 2);
        assert_eq!(unknown(&[], &known), ["src/domain/a.rs: no longer the heart of a circle"]);
    }
}
