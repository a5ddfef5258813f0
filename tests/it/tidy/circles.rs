//! Which file takes names from which, and where that runs in a circle.
//!
//! Owns resolving a path of code to the file that says what it names (through `use`, `as` and
//! re-exports), and the list of the circles that remain, each with its reason. An arrow is a name
//! that stands in the code; what a method call reaches is not seen.

use super::source::{CodePath, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Files that take names from one another, with the reason why they may. Anything else is a circle
/// that nobody meant; a line here that names no circle is taken out again.
const KNOWN: &[(&[&str], &str)] = &[];

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Every circle is one of the known ones, and every known one is still there.
pub(super) fn are_known(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    let found = circles(&arrows);
    let mut findings = Vec::new();
    for circle in &found {
        if !KNOWN.iter().any(|(files, _)| files == circle) {
            findings.push(format!("{}: these files stand in a circle", circle.join(", ")));
        }
    }
    for (files, _) in KNOWN {
        if !found.iter().any(|circle| circle == files) {
            findings.push(format!("{}: no longer the files of a circle", files.join(", ")));
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
        let mut modules = BTreeMap::new();
        for source in sources.iter().filter(|source| source.path != "src/main.rs") {
            let own = module_of(source);
            let mut imports = BTreeMap::new();
            for (name, path) in source.imports() {
                if let Some(whole) = absolute(&own, &path.parts, path.depth) {
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
        self.follow(whole, 0)
    }

    /// Goes down a whole path, through what modules hand on, to the file where it ends.
    fn follow(&self, whole: Vec<String>, hops: usize) -> Option<&'a str> {
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
                return self.follow([&imported[..], &whole[index + 1..]].concat(), hops + 1);
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
