//! The terminal's answer about the colour of its ground (OSC 11), among what was read at the start.
//!
//! Must not ask, and must leave what was typed as it is.

/// How the answer begins; a colour such as `rgb:ffff/ffff/ffff` and an end follow.
const BEGINS: &[u8] = b"\x1b]11;";

/// Whether the ground is light; None where no whole answer was read.
pub(super) fn light(read: &[u8]) -> Option<bool> {
    let (start, end) = place(read)?;
    let body = std::str::from_utf8(read.get(start + BEGINS.len()..end)?).ok()?;
    let colour = body.trim_end_matches(['\x07', '\x1b', '\\']).strip_prefix("rgb:")?;
    let mut parts = colour.split('/').map(level);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright it seems (ITU-R BT.601).
    Some((299 * red + 587 * green + 114 * blue) / 1000 > 127)
}

/// Takes the answer out, whole or cut off: nobody typed it.
pub(super) fn take_out(read: &mut Vec<u8>) {
    if let Some((start, end)) = place(read) {
        read.drain(start..end);
    } else if let Some(start) = begins(read) {
        read.truncate(start);
    }
}

/// A part of a colour, of one to four hexadecimal digits, as 0 to 255.
fn level(digits: &str) -> Option<u32> {
    let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    value.checked_mul(255)?.checked_div(most)
}

fn begins(read: &[u8]) -> Option<usize> {
    read.windows(BEGINS.len()).position(|bytes| bytes == BEGINS)
}

/// From its first byte to behind its end, a bell or `ESC \`.
fn place(read: &[u8]) -> Option<(usize, usize)> {
    let start = begins(read)?;
    let body = read.get(start + BEGINS.len()..)?;
    let end = body.iter().enumerate().find_map(|(at, byte)| match byte {
        0x07 => Some(at + 1),
        0x1b if body.get(at + 1) == Some(&b'\\') => Some(at + 2),
        _ => None,
    })?;
    Some((start, start + BEGINS.len() + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_light_and_black_is_not_however_it_is_written() {
        assert_eq!(light(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"), Some(true));
        assert_eq!(light(b"x\x1b]11;rgb:fd/f6/e3\x07y"), Some(true));
        assert_eq!(light(b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07"), Some(false));
        for none in [&b""[..], b"\x1b]11;rgb:ffff/ff", b"\x1b]11;?\x07", b"\x1b]11;rgb:/g/\x07"] {
            assert_eq!(light(none), None, "{none:?}");
        }
    }

    #[test]
    fn what_was_typed_around_it_stays() {
        let mut read = b"a\x1b]11;rgb:0/0/0\x1b\\b".to_vec();
        take_out(&mut read);
        assert_eq!(read, b"ab");
        let mut cut = b"a\x1b]11;rgb:00".to_vec();
        take_out(&mut cut);
        assert_eq!(cut, b"a");
    }
}
