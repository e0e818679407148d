//! Bytes of any common encoding → text; what is no text at all is told apart.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// What stands in the place of a text that cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// There are no bytes, or only white space.
    Empty,
    /// The bytes are no text.
    Binary,
}

/// How many bytes are looked at to tell a text from something else.
const LOOKED_AT: usize = 1 << 16;

/// The text of `bytes`: UTF-8, or UTF-16 where a byte order mark says so, else the encoding they look most like.
/// Only a byte order mark is taken away; line ends stay.
///
/// # Errors
/// Fails where there is no text in the bytes.
pub fn decode(bytes: Vec<u8>) -> Result<String, NoText> {
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
        }
        Some((_, mark)) => eight_bit(bytes[mark..].to_vec())?,
        None => eight_bit(bytes)?,
    };
    if text.trim().is_empty() { Err(NoText::Empty) } else { Ok(text) }
}

fn eight_bit(bytes: Vec<u8>) -> Result<String, NoText> {
    if is_binary(&bytes) {
        return Err(NoText::Binary);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf8(&bytes) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// A zero byte, or more than one control character in twenty bytes.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    memchr::memchr(0, bytes).is_some() || head.iter().filter(is_control).count() * 20 > head.len()
}

/// UTF-8 with a few broken places, such as a text cut in the middle of a character, is still read as UTF-8:
/// another encoding would spoil every other accent.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let text = "Türkiye’s exports: 5 %\r\nÉlectricité";
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(text.as_bytes());
        let mut wide = vec![0xff, 0xfe];
        wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let mut big = vec![0xfe, 0xff];
        big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), marked, wide, big, western] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_cut_character_spoils_no_other() {
        let mut bytes = "Türkiye übt Öl für später; größer, schöner, müßig, ärger".as_bytes().to_vec();
        bytes.push(0xc3);
        assert!(decode(bytes).unwrap().starts_with("Türkiye übt Öl"));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(decode(vec![]), Err(NoText::Empty));
        assert_eq!(decode(b" \n\t ".to_vec()), Err(NoText::Empty));
        assert_eq!(decode(b"\x7fELF\x02\x01\x00\x00".to_vec()), Err(NoText::Binary));
        assert_eq!(decode(vec![1; 100]), Err(NoText::Binary));
    }
}
