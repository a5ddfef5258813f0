//! Receipts of the office: what it has taken, one session's end a line. Bounded and checked whole.

use crate::domain::hash::LineHash;
use serde::Deserialize;

/// That a record with this end has been taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Receipt {
    pub genesis: LineHash,
    pub head: LineHash,
    /// How many lines it had.
    pub lines: u64,
}

/// Why a file is none of receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptFault {
    /// It does not begin as such a file.
    Foreign,
    /// A newer program wrote it, in this format.
    Newer(u64),
    /// This line is none.
    Line(usize),
}

#[derive(Deserialize)]
struct First {
    yishi: String,
    format: u64,
}

/// The format that is read.
const FORMAT: u64 = 1;

/// Reads a file of receipts, all of it or nothing.
pub fn read(bytes: &[u8]) -> Result<Vec<Receipt>, ReceiptFault> {
    let text = str::from_utf8(bytes).map_err(|_| ReceiptFault::Foreign)?;
    let mut lines = text.lines().enumerate();
    let (_, first) = lines.next().ok_or(ReceiptFault::Foreign)?;
    let first: First = serde_json::from_str(first).map_err(|_| ReceiptFault::Foreign)?;
    match first {
        First { yishi, .. } if yishi != "receipts" => return Err(ReceiptFault::Foreign),
        First { format, .. } if format > FORMAT => return Err(ReceiptFault::Newer(format)),
        First { .. } => {}
    }
    let read = |(at, line)| serde_json::from_str(line).map_err(|_| ReceiptFault::Line(at + 1));
    lines.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_or_refused_with_the_line() {
        let first = "{\"yishi\":\"receipts\",\"format\":1}\n";
        let hash = "ab".repeat(32);
        let line = format!("{{\"genesis\":\"{hash}\",\"head\":\"{hash}\",\"lines\":7}}\n");
        let all = read(format!("{first}{line}{line}").as_bytes()).expect("read");
        assert_eq!((all.len(), all[0].lines), (2, 7));
        assert_eq!(read(first.as_bytes()), Ok(Vec::new()));
        let torn = format!("{first}{line}{}", line.get(..40).expect("ASCII"));
        assert_eq!(read(torn.as_bytes()), Err(ReceiptFault::Line(3)));
        assert_eq!(read(b""), Err(ReceiptFault::Foreign));
        assert_eq!(read(b"{\"yishi\":\"bundle\",\"format\":1}\n"), Err(ReceiptFault::Foreign));
        assert_eq!(read(b"{\"yishi\":\"receipts\",\"format\":2}\n"), Err(ReceiptFault::Newer(2)));
    }
}
