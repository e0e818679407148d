//! The mark that a file may begin with, which says how its bytes are to be read: taken away, and UTF-16 turned into UTF-8.
//!
//! | the first bytes | are | what follows |
//! | --- | --- | --- |
//! | `ef bb bf` | UTF-8 | as it is |
//! | `ff fe`, `fe ff` | UTF-16 | turned into UTF-8 while it is read |
//! | `ff fe 00 00`, `00 00 fe ff` | UTF-32 | not read |
//! | others | no mark | as it is |

use super::Input;
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};
use std::io::{self, BufReader, Cursor, Read};

/// How many bytes are decoded at a time.
const PIECE: usize = 1 << 14;

/// The input behind its mark, in UTF-8 where a mark said how to read it; `None` for UTF-32.
///
/// # Errors
/// Fails where the input cannot be read.
pub fn taken(mut input: Input) -> io::Result<Option<Input>> {
    let mut head = Vec::new();
    (&mut input).take(4).read_to_end(&mut head)?;
    if matches!(head[..], [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff]) {
        return Ok(None);
    }
    let (encoding, length) = Encoding::for_bom(&head).map_or((None, 0), |(encoding, length)| (Some(encoding), length));
    let rest = Cursor::new(head.split_off(length)).chain(input);
    Ok(Some(match encoding {
        Some(wide) if wide == UTF_16LE || wide == UTF_16BE => {
            let wide = Wide {
                input: rest,
                decoder: wide.new_decoder_without_bom_handling(),
                ready: vec![],
                given: 0,
                ended: false,
            };
            Box::new(BufReader::with_capacity(PIECE, wide))
        }
        _ => Box::new(rest),
    }))
}

/// UTF-16 while it is read as UTF-8.
struct Wide<R> {
    input: R,
    decoder: Decoder,
    /// What was decoded, and how much of it was handed on.
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            let mut bytes = [0; PIECE];
            let count = self.input.read(&mut bytes)?;
            self.ended = count == 0;
            let most = self.decoder.max_utf8_buffer_length(count).unwrap_or(4 * PIECE);
            self.ready.resize(most, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&bytes[..count], &mut self.ready, self.ended);
            self.ready.truncate(written);
            self.given = 0;
        }
        let count = into.len().min(self.ready.len() - self.given);
        into[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An input that gives one byte at a time.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let one = into.len().min(1);
            self.0.read(&mut into[..one])
        }
    }

    fn text(bytes: Vec<u8>) -> Option<String> {
        let slow = Box::new(BufReader::with_capacity(1, Slow(Cursor::new(bytes))));
        let mut text = String::new();
        taken(slow).unwrap()?.read_to_string(&mut text).unwrap();
        Some(text)
    }

    #[test]
    fn marks_are_taken_away() {
        let said = "Öl – 5 %\r\n𝟓";
        let units = |bytes: fn(u16) -> [u8; 2]| said.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            said.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", said.as_bytes()),
            marked(b"\xff\xfe", &units(u16::to_le_bytes)),
            marked(b"\xfe\xff", &units(u16::to_be_bytes)),
        ] {
            assert_eq!(text(bytes).as_deref(), Some(said));
        }
        assert_eq!(text(vec![]).as_deref(), Some(""));
        assert_eq!(text(b"\xff\xfe\0\0a\0\0\0".to_vec()), None);
        assert_eq!(text(b"\0\0\xfe\xff\0\0\0a".to_vec()), None);
    }

    #[test]
    fn half_a_character_at_the_end() {
        assert_eq!(text(b"\xff\xfea\0b".to_vec()).as_deref(), Some("a\u{fffd}"));
    }
}
