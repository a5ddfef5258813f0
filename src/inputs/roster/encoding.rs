//! The encoding of a text file: a BOM says it, else UTF-8 where that fits, else GB18030, which is
//! what Chinese spreadsheets write.

use super::super::toml::end_of;
use super::Position;
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};
use std::borrow::Cow;

/// The text without its BOM, or the place of the first byte that does not fit.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Position> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(bom..).unwrap_or_default();
        return strict(encoding, rest).map_err(|good| end_of(&good));
    }
    let utf8 = match strict(UTF_8, bytes) {
        Ok(text) => return Ok(text),
        Err(good) => good,
    };
    // Whichever went further is more likely what the file was meant to be.
    strict(GB18030, bytes).map_err(|gb| {
        let (a, b) = (end_of(&utf8), end_of(&gb));
        a.max(b)
    })
}

/// The whole text, or as much of it as there is before the first fault.
fn strict<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Cow<'b, str>, String> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut good = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut good, true);
    debug_assert!(!matches!(result, DecoderResult::OutputFull));
    Err(good)
}
