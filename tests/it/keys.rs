//! The key language of the tests: what a terminal sends for `"王<Enter><C-p>"`.
//!
//! Owns the byte codes of xterm's keys. It knows nothing of processes or screens.

/// The bytes of `keys`, one piece for every key pressed and one for every run of plain text.
///
/// Plain text stays whole because an input method commits it in one write. A name in angle
/// brackets is one key: `Space`, `Enter`, `Tab`, `Esc`, `BS`, `Del`, `Ins`, `Home`, `End`,
/// `PageUp`, `PageDown`, `Up`, `Down`, `Left`, `Right`, `F1` to `F12`, `lt` for `<`, or one
/// character; before it `C-`, `A-` and `S-` in any number. `application_cursor` is the mode in
/// which arrows are sent as SS3.
///
/// # Panics
/// On a name that no key has, so that a slip in a test is not typed as text.
pub(crate) fn pieces(keys: &str, application_cursor: bool) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = key_name(rest) {
            if !text.is_empty() {
                pieces.push(std::mem::take(&mut text).into_bytes());
            }
            let bytes = key(name, application_cursor)
                .unwrap_or_else(|| panic!("no key is called <{name}>; a plain `<` is <lt>"));
            pieces.push(bytes);
            rest = after;
        } else {
            text.push(first);
            rest = rest.split_at(first.len_utf8()).1;
        }
    }
    if !text.is_empty() {
        pieces.push(text.into_bytes());
    }
    pieces
}

/// The name between the brackets at the start of `keys`, and what follows it.
fn key_name(keys: &str) -> Option<(&str, &str)> {
    let (name, after) = keys.strip_prefix('<')?.split_once('>')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_graphic() && c != '<');
    is_name.then_some((name, after))
}

#[derive(Clone, Copy, Default)]
struct Modifiers {
    shift: bool,
    alt: bool,
    control: bool,
}

impl Modifiers {
    /// xterm's modifier parameter; 1 means none.
    fn code(self) -> u8 {
        1 + u8::from(self.shift) + 2 * u8::from(self.alt) + 4 * u8::from(self.control)
    }
}

fn key(name: &str, application_cursor: bool) -> Option<Vec<u8>> {
    let mut held = Modifiers::default();
    let mut base = name;
    loop {
        let (flag, after) = match base.split_once('-') {
            Some(("C", after)) if !after.is_empty() => (&mut held.control, after),
            Some(("A", after)) if !after.is_empty() => (&mut held.alt, after),
            Some(("S", after)) if !after.is_empty() => (&mut held.shift, after),
            _ => break,
        };
        *flag = true;
        base = after;
    }
    let mods = held.code();
    if let Some(letter) = cursor_key(base) {
        return Some(match (mods, application_cursor) {
            (1, true) => format!("\x1bO{letter}").into_bytes(),
            (1, false) => format!("\x1b[{letter}").into_bytes(),
            _ => format!("\x1b[1;{mods}{letter}").into_bytes(),
        });
    }
    if let Some(letter) = first_four(base) {
        return Some(if mods == 1 {
            format!("\x1bO{letter}").into_bytes()
        } else {
            format!("\x1b[1;{mods}{letter}").into_bytes()
        });
    }
    if let Some(number) = numbered_key(base) {
        return Some(if mods == 1 {
            format!("\x1b[{number}~").into_bytes()
        } else {
            format!("\x1b[{number};{mods}~").into_bytes()
        });
    }
    if base == "Tab" && held.shift {
        return Some(b"\x1b[Z".to_vec());
    }
    typed_key(base, held)
}

/// Keys that send one character, after an escape when Alt is held.
fn typed_key(base: &str, held: Modifiers) -> Option<Vec<u8>> {
    let mut one = base.chars();
    let plain = match base {
        "Space" => ' ',
        "Enter" => '\r',
        "Tab" => '\t',
        "Esc" => '\x1b',
        "BS" => '\x7f',
        "lt" => '<',
        _ => one.next().filter(|_| one.as_str().is_empty())?,
    };
    let shifted = if held.shift { plain.to_ascii_uppercase() } else { plain };
    let sent = if held.control { control(shifted)? } else { shifted };
    let mut bytes = if held.alt { vec![0x1b] } else { Vec::new() };
    bytes.extend(sent.to_string().bytes());
    Some(bytes)
}

/// What Ctrl makes of a character; `None` where a terminal has no code for it.
fn control(plain: char) -> Option<char> {
    match plain {
        ' ' => Some('\0'),
        '\x7f' => Some('\x08'),
        '@'..='_' | 'a'..='z' => Some(char::from(plain as u8 & 0x1f)),
        _ => None,
    }
}

fn cursor_key(base: &str) -> Option<char> {
    Some(match base {
        "Up" => 'A',
        "Down" => 'B',
        "Right" => 'C',
        "Left" => 'D',
        "Home" => 'H',
        "End" => 'F',
        _ => return None,
    })
}

fn first_four(base: &str) -> Option<char> {
    Some(match base {
        "F1" => 'P',
        "F2" => 'Q',
        "F3" => 'R',
        "F4" => 'S',
        _ => return None,
    })
}

fn numbered_key(base: &str) -> Option<u8> {
    Some(match base {
        "Ins" => 2,
        "Del" => 3,
        "PageUp" => 5,
        "PageDown" => 6,
        "F5" => 15,
        "F6" => 17,
        "F7" => 18,
        "F8" => 19,
        "F9" => 20,
        "F10" => 21,
        "F11" => 23,
        "F12" => 24,
        _ => return None,
    })
}

#[test]
fn keys_are_pieces_and_text_is_one_burst() {
    assert_eq!(
        pieces("王强<Enter>a<C-p><Esc>b", false),
        ["王强".as_bytes(), b"\r", b"a", b"\x10", b"\x1b", b"b"]
    );
}

#[test]
fn named_keys_send_what_xterm_sends() {
    for (keys, bytes) in [
        ("<Space>", " "),
        ("<Tab>", "\t"),
        ("<S-Tab>", "\x1b[Z"),
        ("<BS>", "\x7f"),
        ("<F2>", "\x1bOQ"),
        ("<F12>", "\x1b[24~"),
        ("<C-F5>", "\x1b[15;5~"),
        ("<Up>", "\x1b[A"),
        ("<C-S-Left>", "\x1b[1;6D"),
        ("<A-x>", "\x1bx"),
        ("<C-Space>", "\0"),
        ("<PageDown>", "\x1b[6~"),
        ("<lt>", "<"),
    ] {
        assert_eq!(pieces(keys, false), [bytes.as_bytes()], "{keys}");
    }
    assert_eq!(pieces("<Up>", true), [b"\x1bOA"]);
    assert_eq!(pieces("<C-Up>", true), [b"\x1b[1;5A"]);
}

#[test]
fn a_bracket_that_names_nothing_is_text() {
    assert_eq!(pieces("a < b > c <", false), [b"a < b > c <"]);
}

#[test]
#[should_panic(expected = "no key is called <Entr>")]
fn a_misspelt_key_fails_the_test() {
    pieces("<Entr>", false);
}
