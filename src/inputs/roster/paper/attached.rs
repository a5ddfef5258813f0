//! The list that yishi puts into its own pdf as an attached file: what the page shows, for programs.
//!
//! Only a file as it was written is read. Whoever saves it again packs it as they like, and what
//! can be seen of it then is a picture of a table.

/// The name that the writer of pdf gives it.
const NAME: &[u8] = b"(yishi-list.csv)";

/// The text of the attached list; None in a pdf that is not yishi's own.
pub(in super::super) fn attached(bytes: &[u8]) -> Option<&[u8]> {
    find(bytes, NAME)?;
    let (before, after) = split(bytes, b"/Type/EmbeddedFile")?;
    let object = before.windows(5).rposition(|window| window == b" obj\n")?;
    let (rest, content) = split(after, b"stream\n")?;
    let dict = [before.get(object..)?, rest].concat();
    // Packed, or more than one object: not as it was written.
    if find(&dict, b"/Filter").is_some() || find(&dict, b"endobj").is_some() {
        return None;
    }
    let (_, length) = split(&dict, b"/Length ")?;
    let digits = length.iter().take_while(|b| b.is_ascii_digit()).count();
    let length: usize = std::str::from_utf8(length.get(..digits)?).ok()?.parse().ok()?;
    let whole = content.get(length..)?.trim_ascii_start().starts_with(b"endstream");
    if whole { content.get(..length) } else { None }
}

/// What stands before and behind the first place of a word.
fn split<'b>(bytes: &'b [u8], word: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = find(bytes, word)?;
    Some((bytes.get(..at)?, bytes.get(at + word.len()..)?))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}
