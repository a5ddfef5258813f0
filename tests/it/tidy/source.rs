//! Source files as the rules read them: tokens with their lines, tests left out.
//!
//! Owns reading and lexing (by `proc-macro2`, so that comments and strings are never mistaken for
//! code). It knows no rule.

use std::fmt;
use std::path::Path;
use std::str::FromStr as _;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// A file of `src/`, named from the project's root with forward slashes. A file called `tests`, or
/// in a folder of that name, holds only tests: it has text and no code.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
    tokens: Vec<TokenTree>,
}

/// A path such as `crate::domain::vote` as it stands in code; a grouped import is told as the
/// paths it stands for.
pub(super) struct CodePath {
    pub(super) parts: Vec<String>,
    pub(super) line: usize,
    /// Inline modules around the path, which `super` climbs out of first.
    pub(super) depth: usize,
    /// Called as a macro.
    pub(super) is_macro: bool,
}

impl CodePath {
    pub(super) fn starts_with(&self, parts: &[&str]) -> bool {
        self.parts.len() >= parts.len() && self.parts.iter().zip(parts).all(|(a, b)| a == b)
    }

    pub(super) fn ends_with(&self, parts: &[&str]) -> bool {
        let from = self.parts.len().checked_sub(parts.len());
        from.is_some_and(|from| self.parts[from..].iter().zip(parts).all(|(a, b)| a == b))
    }
}

impl fmt::Display for CodePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts.join("::"))
    }
}

impl Source {
    /// # Panics
    /// When `text` is not Rust: a file that cannot be read would pass every rule.
    pub(super) fn new(path: &str, text: &str) -> Self {
        let tokens = TokenStream::from_str(text)
            .unwrap_or_else(|error| panic!("{path}:{}: {error}", error.span().start().line));
        let mut source = Self { path: path.to_owned(), text: text.to_owned(), tokens: Vec::new() };
        let only_tests = source.folders().any(|folder| folder == "tests");
        if !only_tests {
            source.tokens = without_tests(tokens);
        }
        source
    }

    /// A finding at a line of this file.
    pub(super) fn at(&self, line: usize, problem: &str) -> String {
        format!("{}:{line}: {problem}", self.path)
    }

    /// The module at the crate's root that the file belongs to: `tui` for `src/tui/draw.rs`.
    pub(super) fn module(&self) -> &str {
        self.folders().next().unwrap_or_default()
    }

    /// The names from the crate's root to the file's own module.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inner.strip_suffix(".rs").unwrap_or(inner).split('/')
    }

    /// Every path of code outside tests.
    pub(super) fn paths(&self) -> Vec<CodePath> {
        let mut paths = Vec::new();
        collect_paths(&self.tokens, 0, &mut paths);
        paths
    }

    /// What every `use` outside tests takes in, with the name it has here.
    pub(super) fn imports(&self) -> Vec<(String, CodePath)> {
        let mut imports = Vec::new();
        collect_imports(&self.tokens, 0, &mut imports);
        imports
    }

    /// Every literal outside tests and documentation.
    pub(super) fn literals(&self) -> Vec<Literal> {
        let mut literals = Vec::new();
        collect_literals(&self.tokens, &mut literals);
        literals
    }
}

/// All files of `src/`, in the order of their names.
pub(super) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect_files(&root.join("src"), &mut files);
    files.sort();
    files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(root).unwrap().to_str().unwrap();
            Source::new(&name.replace('\\', "/"), &std::fs::read_to_string(file).unwrap())
        })
        .collect()
}

fn collect_files(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The tokens without the items marked `#[cfg(test)]` or `#[test]`, at every depth.
fn without_tests(tokens: TokenStream) -> Vec<TokenTree> {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let attribute = match tokens.peek() {
            Some(TokenTree::Group(group)) if is_punct(&token, '#') => group.stream().to_string(),
            _ => String::new(),
        };
        let attribute: String = attribute.split_whitespace().collect();
        if attribute == "cfg(test)" || attribute == "test" {
            // The item ends with its braces or, without any, with a semicolon.
            let ends = |token: &TokenTree| match token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                token => is_punct(token, ';'),
            };
            let _ = tokens.by_ref().find(ends);
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                let inner = without_tests(group.stream()).into_iter().collect();
                let mut clean = Group::new(group.delimiter(), inner);
                clean.set_span(group.span());
                TokenTree::Group(clean)
            }
            token => token,
        });
    }
    kept
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    tokens.len() >= 2 && tokens[..2].iter().all(|token| is_punct(token, ':'))
}

fn collect_paths(tokens: &[TokenTree], depth: usize, paths: &mut Vec<CodePath>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(_) => at += path_at(&tokens[at..], &[], depth, paths),
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                let is_module = at >= 2
                    && group.delimiter() == Delimiter::Brace
                    && matches!(&tokens[at - 2], TokenTree::Ident(word) if word == "mod");
                collect_paths(&inner, depth + usize::from(is_module), paths);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// Reads the path that starts with the identifier at the start of `tokens`, after the parts of an
/// enclosing group, and returns how many tokens it took.
fn path_at(
    tokens: &[TokenTree],
    before: &[String],
    depth: usize,
    paths: &mut Vec<CodePath>,
) -> usize {
    let mut parts = before.to_vec();
    let mut at = 0;
    let mut line = 0;
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        parts.push(word.to_string().trim_start_matches("r#").to_owned());
        line = word.span().start().line;
        at += 1;
        if !is_colons(&tokens[at..]) {
            break;
        }
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(_)) => at += 2,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for branch in inner.split(|token| is_punct(token, ',')) {
                    match branch.first() {
                        Some(TokenTree::Ident(_)) => {
                            path_at(branch, &parts, depth, paths);
                        }
                        Some(star) => {
                            let mut parts = parts.clone();
                            parts.push(star.to_string());
                            let line = star.span().start().line;
                            paths.push(CodePath { parts, line, depth, is_macro: false });
                        }
                        None => {}
                    }
                }
                return at + 3;
            }
            Some(star) if is_punct(star, '*') => {
                parts.push("*".to_owned());
                at += 3;
                break;
            }
            _ => break,
        }
    }
    let is_macro = tokens.get(at).is_some_and(|token| is_punct(token, '!'));
    paths.push(CodePath { parts, line, depth, is_macro });
    at
}

/// Imports at any depth; `use a::b as c` is told as `c`, a star not at all.
fn collect_imports(tokens: &[TokenTree], depth: usize, imports: &mut Vec<(String, CodePath)>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "use" => {
                let end = tokens[at..].iter().position(|token| is_punct(token, ';'));
                let end = end.map_or(tokens.len(), |end| at + end);
                import_tree(&tokens[at + 1..end], &[], depth, imports);
            }
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                let is_module = at >= 2
                    && group.delimiter() == Delimiter::Brace
                    && matches!(&tokens[at - 2], TokenTree::Ident(word) if word == "mod");
                collect_imports(&inner, depth + usize::from(is_module), imports);
            }
            _ => {}
        }
    }
}

fn import_tree(
    tokens: &[TokenTree],
    before: &[String],
    depth: usize,
    imports: &mut Vec<(String, CodePath)>,
) {
    let mut parts = before.to_vec();
    let mut name = None;
    let mut line = 0;
    let mut tokens = tokens.iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "as" => {
                name = tokens.next().map(ToString::to_string);
            }
            TokenTree::Ident(word) => {
                line = word.span().start().line;
                if word == "self" && !parts.is_empty() {
                    continue;
                }
                parts.push(word.to_string().trim_start_matches("r#").to_owned());
            }
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for branch in inner.split(|token| is_punct(token, ',')) {
                    import_tree(branch, &parts, depth, imports);
                }
                return;
            }
            token if is_punct(token, '*') => return,
            _ => {}
        }
    }
    if let Some(name) = name.or_else(|| parts.last().cloned()) {
        imports.push((name, CodePath { parts, line, depth, is_macro: false }));
    }
}

fn collect_literals(tokens: &[TokenTree], literals: &mut Vec<Literal>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => literals.push(literal.clone()),
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                if !is_documentation(&tokens[..at], &inner) {
                    collect_literals(&inner, literals);
                }
            }
            _ => {}
        }
    }
}

/// A comment of documentation is an attribute `#[doc = "…"]` or `#![doc = "…"]` to the compiler.
fn is_documentation(before: &[TokenTree], inner: &[TokenTree]) -> bool {
    let marked = match before {
        [.., mark, bang] if is_punct(bang, '!') => is_punct(mark, '#'),
        [.., mark] => is_punct(mark, '#'),
        [] => false,
    };
    marked && matches!(inner.first(), Some(TokenTree::Ident(word)) if word == "doc")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let source = Source::new("src/x.rs", text);
        let paths = source.paths();
        paths.iter().filter(|path| path.parts.len() > 1).map(ToString::to_string).collect()
    }

    #[test]
    fn grouped_imports_are_told_one_by_one() {
        assert_eq!(
            paths("use crate::{domain::{vote::*, roll as r}, text, self};\nuse std::fs;"),
            [
                "crate::domain::vote::*",
                "crate::domain::roll",
                "crate::text",
                "crate::self",
                "std::fs"
            ]
        );
    }

    #[test]
    fn paths_are_found_in_bodies_types_and_macros() {
        assert_eq!(
            paths("fn f(x: &crate::a::B<c::D>) { m!(\"{}\", crate::e::f::<g::H>()); }"),
            ["crate::a::B", "c::D", "crate::e::f", "g::H"]
        );
    }

    #[test]
    fn comments_strings_and_tests_are_no_code() {
        let text = "// crate::a::b\n/* crate::c */ /// crate::d::e\nfn f() { \"crate::g\"; }\n\
                    #[cfg(test)] mod tests { use crate::h; }\n#[cfg(test)] use crate::i;\n\
                    #[cfg(test)] #[allow(x)] fn k() { crate::j }\n\
                    mod inner { #[test] fn t() { crate::l; } fn u() { crate::m } }";
        assert_eq!(paths(text), ["crate::m"]);
    }

    #[test]
    fn the_line_and_the_depth_are_told() {
        let source = Source::new("src/x.rs", "//! x\nmod a {\n    use super::b;\n}\n");
        let path = source.paths().into_iter().find(|path| path.starts_with(&["super"]));
        let path = path.unwrap();
        assert_eq!((path.line, path.depth), (3, 1));
    }

    #[test]
    fn documentation_is_no_literal() {
        let text = "//! 文\n/// 字\nfn f() { let _ = \"句\"; }\n#[error(\"错\")]\nstruct S;";
        let source = Source::new("src/x.rs", text);
        let literals: Vec<_> = source.literals().iter().map(ToString::to_string).collect();
        assert_eq!(literals, ["\"句\"", "\"错\""]);
    }

    #[test]
    fn a_file_of_tests_has_no_code() {
        for path in ["src/domain/vote/tests.rs", "src/domain/tests/vote.rs"] {
            let source = Source::new(path, "use crate::store; const A: &str = \"议\";");
            assert!(source.paths().is_empty() && source.literals().is_empty());
        }
    }

    #[test]
    #[should_panic(expected = "src/x.rs:")]
    fn a_file_that_cannot_be_read_fails() {
        Source::new("src/x.rs", "fn f( {");
    }
}
