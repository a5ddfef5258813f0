//! Finding text in the text.

use super::buffer::{ceil, floor};
use super::{Editor, Pos};

impl Editor {
    /// Selects the next place behind the cursor or the selection where `text` stands, from the
    /// top again after the end. Letters a–z match in both cases. False if it stands nowhere.
    pub fn find_next(&mut self, text: &str) -> bool {
        let from = self.selection().map_or(self.cursor, |(_, to)| to);
        let count = self.buffer.paragraphs().len();
        // The cursor's own paragraph comes twice: its end first, the whole of it last.
        self.find_in(
            (0..=count).map(|step| {
                let start = if step == 0 { from.byte } else { 0 };
                ((from.paragraph + step) % count, start, usize::MAX, false)
            }),
            text,
        )
    }

    /// The same towards the top.
    pub fn find_previous(&mut self, text: &str) -> bool {
        let from = self.selection().map_or(self.cursor, |(from, _)| from);
        let count = self.buffer.paragraphs().len();
        self.find_in(
            (0..=count).map(|step| {
                let end = if step == 0 { from.byte } else { usize::MAX };
                ((from.paragraph + count - step % count) % count, 0, end, true)
            }),
            text,
        )
    }

    /// Looks into parts of paragraphs in turn: paragraph, first byte, end, whether from behind.
    fn find_in(
        &mut self,
        parts: impl Iterator<Item = (usize, usize, usize, bool)>,
        text: &str,
    ) -> bool {
        let wanted = super::clean::clean_line(text).to_ascii_lowercase();
        if wanted.is_empty() {
            return false;
        }
        let found = parts.into_iter().find_map(|(paragraph, from, to, last)| {
            let text = self.buffer.text_of(paragraph);
            let part = text.get(from..to.min(text.len()))?.to_ascii_lowercase();
            // A match inside a grapheme is no match: the cursor could not stand there.
            let whole = |&(at, _): &(usize, &str)| {
                let (start, end) = (from + at, from + at + wanted.len());
                floor(text, start) == start && ceil(text, end) == end
            };
            let (at, _) = if last {
                part.rmatch_indices(&wanted).find(whole)
            } else {
                part.match_indices(&wanted).find(whole)
            }?;
            Some((paragraph, from + at))
        });
        let Some((paragraph, byte)) = found else {
            return false;
        };
        self.history.seal();
        let end = byte + wanted.len();
        self.place(Pos { paragraph, byte: end }, false);
        self.anchor = Some(Pos { paragraph, byte });
        true
    }
}
