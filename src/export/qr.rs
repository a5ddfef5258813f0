//! A QR code as squares, and as the picture that a docx holds. What it says is the document's business.

use qrcodegen::{QrCode, QrCodeEcc};

/// Blank squares on every side, as readers ask for.
const QUIET: i32 = 4;
/// Pixels of a square in a picture.
const SCALE: usize = 6;

/// The squares of a code, dark ones true, with a blank border; None for a text that no code holds.
pub(super) fn squares(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let row = |y| (-QUIET..size + QUIET).map(|x| code.get_module(x, y)).collect();
    Some((-QUIET..size + QUIET).map(row).collect())
}

/// The squares as a PNG of one bit a pixel. The same squares give the same bytes.
pub(super) fn png(squares: &[Vec<bool>]) -> Vec<u8> {
    let side = squares.len() * SCALE;
    let mut raw = Vec::new();
    for row in squares {
        // No filter, then eight pixels a byte, white as 1.
        let mut line = vec![0];
        let pixels: Vec<bool> = row.iter().flat_map(|dark| [*dark; SCALE]).collect();
        for eight in pixels.chunks(8) {
            let bits = (0..8).map(|i| u8::from(!eight.get(i).copied().unwrap_or(true)) << (7 - i));
            line.push(bits.sum());
        }
        for _ in 0..SCALE {
            raw.extend_from_slice(&line);
        }
    }
    let side = u32::try_from(side).unwrap_or_default();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::new();
    head.extend_from_slice(&side.to_be_bytes());
    head.extend_from_slice(&side.to_be_bytes());
    head.extend_from_slice(&[1, 0, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &head);
    chunk(&mut file, *b"IDAT", &stored(&raw));
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    file.extend_from_slice(&u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    let start = file.len();
    file.extend_from_slice(&kind);
    file.extend_from_slice(data);
    let sum = crc32fast::hash(file.get(start..).unwrap_or_default());
    file.extend_from_slice(&sum.to_be_bytes());
}

/// A zlib stream that stores its bytes as they are: the package around it packs them.
fn stored(raw: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = raw.chunks(0xffff).count();
    for (i, block) in raw.chunks(0xffff).enumerate() {
        let length = u16::try_from(block.len()).unwrap_or_default();
        out.push(u8::from(i + 1 == blocks));
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in raw {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    out.extend_from_slice(&((b << 16) | a).to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finders_and_a_border() {
        let squares = squares("YISHI1 HSW-2026-004 209 41be-0000").expect("a short text");
        let side = squares.len();
        assert_eq!(side % 4, 1, "17 + 4 v + 8 squares: {side}");
        assert!(squares.iter().all(|row| row.len() == side));
        assert!(!squares[3].iter().any(|dark| *dark) && squares[4][4] && squares[4][10]);
        let png = png(&squares);
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert!(super::squares(&"x".repeat(5000)).is_none());
    }
}
