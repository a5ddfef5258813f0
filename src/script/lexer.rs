//! A line as words: quotes, escapes, `key=value`, the comment.
//!
//! Knows no command. Full-width ＝ and quotes count as ASCII ones; the text of a word is kept as it
//! was typed, for only its reader knows whether it may be folded.

use super::error::ErrorKind;
use super::values::fold;
use crate::text::clean::clean_text;

/// One word of a line. Columns are characters, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub column: usize,
    /// The column behind it.
    pub end: usize,
    /// In small ASCII letters; what stands before the first `=`.
    pub key: Option<String>,
    /// The value where there is a key, else the word; without quotes and escapes, and cleaned.
    pub text: String,
    pub text_column: usize,
    pub quoted: bool,
    /// A bare word as it was typed, key and all; the same as `text` for a quoted one.
    pub raw: String,
}

/// What a line is made of, up to its first fault.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    /// The word of an unclosed quote is among them.
    pub words: Vec<Word>,
    pub fault: Option<(usize, ErrorKind)>,
    pub comment: bool,
}

/// The mark that closes a quote, by the one that opens it.
fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '\u{ff02}' => Some('\u{ff02}'),
        '\u{201c}' => Some('\u{201d}'),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    c == '\u{201d}' || closing(c).is_some()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

pub(super) fn lex(text: &str) -> Lexed {
    let text = text.trim_end_matches(is_line_end);
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0 };
    let mut lexed = Lexed::default();
    if let Err(fault) = lexer.run(&mut lexed) {
        lexed.fault = Some(fault);
    }
    lexed
}

type Fault = (usize, ErrorKind);

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn run(&mut self, lexed: &mut Lexed) -> Result<(), Fault> {
        // A file may begin with a byte order mark.
        if self.peek() == Some('\u{feff}') {
            self.at += 1;
        }
        while let Some(c) = self.peek() {
            let column = self.at + 1;
            if is_line_end(c) {
                return Err((column, ErrorKind::SeveralLines));
            } else if c.is_whitespace() {
                self.at += 1;
            } else if c == '#' {
                lexed.comment = true;
                let end = self.chars.iter().skip(self.at).position(|c| is_line_end(*c));
                return end.map_or(Ok(()), |n| Err((column + n, ErrorKind::SeveralLines)));
            } else if let Some(close) = closing(c) {
                self.quoted(lexed, column, None, (c, close))?;
            } else {
                self.bare(lexed, column)?;
            }
        }
        Ok(())
    }

    fn bare(&mut self, lexed: &mut Lexed, column: usize) -> Result<(), Fault> {
        let mut raw = String::new();
        let mut key: Option<String> = None;
        let mut text_column = column;
        let mut key_chars = 0;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || c == '#' {
                break;
            }
            if is_quote(c) {
                return match (key, closing(c)) {
                    (Some(key), Some(close)) if text_column == self.at + 1 => {
                        self.quoted(lexed, column, Some(key), (c, close))
                    }
                    _ => Err((self.at + 1, ErrorKind::StrayQuote)),
                };
            }
            if key.is_none() && matches!(c, '=' | '\u{ff1d}') {
                key = key_of(&raw);
                text_column = self.at + 2;
                key_chars = raw.chars().count() + 1;
            }
            raw.push(c);
            self.at += 1;
        }
        if key.is_none() {
            (text_column, key_chars) = (column, 0);
        }
        let text: String = raw.chars().skip(key_chars).collect();
        let (text, raw, end) = (clean_text(&text), clean_text(&raw), self.at + 1);
        lexed.words.push(Word { column, end, key, text, text_column, quoted: false, raw });
        Ok(())
    }

    fn quoted(
        &mut self,
        lexed: &mut Lexed,
        column: usize,
        key: Option<String>,
        (open, close): (char, char),
    ) -> Result<(), Fault> {
        let text_column = self.at + 1;
        self.at += 1;
        let mut text = String::new();
        // “ ” may stand inside one another, other marks cannot.
        let mut depth = 1_usize;
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == close {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            } else if c == open {
                depth += 1;
            } else if c == '\\' {
                let Some(next) = self.peek() else { break };
                text.push(match next {
                    'n' => '\n',
                    '\\' => '\\',
                    _ if is_quote(next) => next,
                    _ => return Err((self.at, ErrorKind::BadEscape { found: next })),
                });
                self.at += 1;
                continue;
            }
            text.push(c);
        }
        let text = clean_text(&text);
        let (end, raw) = (self.at + 1, text.clone());
        lexed.words.push(Word { column, end, key, text, text_column, quoted: true, raw });
        if depth > 0 {
            return Err((text_column, ErrorKind::UnclosedQuote));
        }
        match self.peek() {
            Some(c) if !c.is_whitespace() && c != '#' => {
                Err((self.at + 1, ErrorKind::NoSpaceAfterQuote))
            }
            _ => Ok(()),
        }
    }
}

fn key_of(text: &str) -> Option<String> {
    let key = fold(text).to_ascii_lowercase();
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(inner)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        let lexed = lex(line);
        assert_eq!(lexed.fault, None, "{line}");
        lexed.words.into_iter().map(|word| word.text).collect()
    }

    fn fault(line: &str) -> (usize, ErrorKind) {
        lex(line).fault.expect(line)
    }

    #[test]
    fn words_keys_quotes_and_comments() {
        assert_eq!(texts("say P24 \"a \\\"b\\\" \\\\ \\n\" # c"), ["say", "P24", "a \"b\" \\ \n"]);
        assert_eq!(texts("\u{feff}open#x\r\n"), ["open"]);
        assert_eq!(texts("  # only a comment"), [""; 0]);
        let lexed = lex("a ON＝１ to=\"b c\" 你=好");
        let keys: Vec<_> = lexed.words.iter().map(|w| w.key.as_deref()).collect();
        assert_eq!(keys, [None, Some("on"), Some("to"), None]);
        let columns: Vec<_> =
            lexed.words.iter().map(|w| (w.column, w.text_column, w.end)).collect();
        assert_eq!(columns, [(1, 1, 2), (3, 6, 7), (8, 11, 16), (17, 17, 20)]);
    }

    #[test]
    fn full_width_quotes_may_stand_inside_one_another() {
        assert_eq!(texts("say　“他说“好”。”"), ["say", "他说“好”。"]);
        assert_eq!(texts("say \"他说“好”。\""), ["say", "他说“好”。"]);
        assert_eq!(texts("say ＂好＂"), ["say", "好"]);
    }

    #[test]
    fn faults_say_where() {
        assert_eq!(fault("note \"ab"), (6, ErrorKind::UnclosedQuote));
        assert_eq!(fault("note \"ab\\"), (6, ErrorKind::UnclosedQuote));
        assert_eq!(fault("note a\"b"), (7, ErrorKind::StrayQuote));
        assert_eq!(fault("note \"a\"b"), (9, ErrorKind::NoSpaceAfterQuote));
        assert_eq!(fault("note \"a\\t\""), (8, ErrorKind::BadEscape { found: 't' }));
        assert_eq!(fault("open\nadjourn"), (5, ErrorKind::SeveralLines));
        assert_eq!(fault("# a\nadjourn"), (4, ErrorKind::SeveralLines));
    }
}
