//! Bytes of any common encoding, behind their mark → text; what is no text at all is told apart.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// What stands in the place of a text that cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// There are no bytes, or only white space.
    Empty,
    /// The bytes are no text.
    Binary,
    /// The bytes are UTF-32.
    Wide,
}

/// A text, and how many places of it were no UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; a replacement character stands in each broken place.
    pub text: String,
    /// The broken places of what is otherwise UTF-8.
    pub broken: Option<Broken>,
}

/// Broken places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// How many.
    pub places: usize,
    /// The line of the first, from 1.
    pub line: usize,
}

impl Broken {
    /// A sentence on what was done, and what to do.
    pub fn message(self) -> String {
        let Broken { places, line } = self;
        let bad = char::REPLACEMENT_CHARACTER;
        let found = match places {
            1 => format!("1 place (line {line})"),
            many => format!("{many} places (the first in line {line})"),
        };
        format!("has {found} not in UTF-8, read as {bad}; what stands there may be lost: save the file as UTF-8 again")
    }
}

/// How many bytes are looked at to tell a text from something else.
const LOOKED_AT: usize = 1 << 16;

/// The text of `bytes`: UTF-8, also where some of it is broken, else the encoding they look most like. Nothing is taken
/// away; line ends stay.
///
/// # Errors
/// Fails where there is no text in the bytes.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NoText> {
    if is_binary(&bytes) {
        return Err(NoText::Binary);
    }
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, broken: None },
        Err(error) => other(&error.into_bytes()),
    };
    if decoded.text.trim().is_empty() { Err(NoText::Empty) } else { Ok(decoded) }
}

/// What is not UTF-8 throughout.
fn other(bytes: &[u8]) -> Decoded {
    if let Some(broken) = broken(bytes) {
        return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), broken: Some(broken) };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Where few letters tell, "£5" in a text of this language is more likely than "Ł5".
    let encoding = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    Decoded { text: encoding.decode_without_bom_handling(bytes).0.into_owned(), broken: None }
}

/// A zero byte, or more than one control character in twenty bytes.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    memchr::memchr(0, bytes).is_some() || head.iter().filter(is_control).count() * 20 > head.len()
}

/// The broken places, where the rest is UTF-8: another encoding would spoil every other accent. An older encoding gives
/// a whole character by chance alone, hardly ever one of three bytes, and many broken ones beside it.
fn broken(bytes: &[u8]) -> Option<Broken> {
    let (mut whole, mut places, mut lines, mut line) = (0, 0, 1, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        whole += valid.chars().map(|character| [0, 1, 3, 6][character.len_utf8() - 1]).sum::<usize>();
        lines += memchr::memchr_iter(b'\n', valid.as_bytes()).count();
        if !chunk.invalid().is_empty() {
            places += 1;
            line = if places == 1 { lines } else { line };
        }
    }
    (whole > 0 && whole >= places).then_some(Broken { places, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, NoText> {
        decode(bytes.to_vec()).map(|decoded| decoded.text)
    }

    #[test]
    fn encodings() {
        let said = "Türkiye’s exports: 5 %\r\nÉlectricité";
        let western = encoding_rs::WINDOWS_1252.encode(said).0.into_owned();
        for bytes in [said.as_bytes(), &western] {
            assert_eq!(decode(bytes.to_vec()), Ok(Decoded { text: said.to_string(), broken: None }));
        }
        let cases = [
            (encoding_rs::WINDOWS_1252, "Im Großhandel fiel Öl auf 60 €, „ohne Spaß“, für März größer als üblich"),
            (encoding_rs::WINDOWS_1252, "a price of £5 a tonne"),
            (encoding_rs::WINDOWS_1251, "Экспорт нефти вырос до 5 млн тонн, сообщил Минэнерго «в мае»"),
            (encoding_rs::GBK, "中国五月进口原油四千万吨，同比增长百分之八，天然气进口量下降"),
            (encoding_rs::SHIFT_JIS, "日本の原油輸入は五月に増加し、天然ガスは減少した"),
        ];
        for (encoding, said) in cases {
            assert_eq!(text(&encoding.encode(said).0).as_deref(), Ok(said), "{}", encoding.name());
        }
    }

    #[test]
    fn broken_places_spoil_nothing_else() {
        let told = |bytes: &[u8]| decode(bytes.to_vec()).unwrap();
        let cut = told(b"T\xc3\xbcrkiye sells gas\nand \xc3");
        assert_eq!(cut.text, "Türkiye sells gas\nand \u{fffd}");
        assert_eq!(cut.broken, Some(Broken { places: 1, line: 2 }));
        let three = told(b"It sold 5 million m\xc2\xb3, \xbcor \xff60\xe2\x82\xac a unit.\n\xfe");
        assert_eq!(three.text, "It sold 5 million m³, \u{fffd}or \u{fffd}60€ a unit.\n\u{fffd}");
        assert_eq!(three.broken, Some(Broken { places: 3, line: 1 }));
        assert!(
            three.broken.unwrap().message().starts_with("has 3 places (the first in line 1) not in UTF-8, read as")
        );
        assert!(cut.broken.unwrap().message().starts_with("has 1 place (line 2) not in UTF-8, read as"));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(text(b""), Err(NoText::Empty));
        assert_eq!(text(b" \n\t "), Err(NoText::Empty));
        assert_eq!(text(b"\x7fELF\x02\x01\x00\x00"), Err(NoText::Binary));
        assert_eq!(text(&[1; 100]), Err(NoText::Binary));
    }
}
