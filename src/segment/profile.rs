//! What holds for a whole document: its language and decimal mark, and, by `setting`, its places and their money.

use super::setting;
use crate::grammar::Grammar;
use crate::model::document::Document;
use crate::model::profile::Profile;

/// How many bytes of a text its language is told from.
const SAMPLE: usize = 2 << 10;

/// ISO 639-3 for a language that cannot be told.
const UNDETERMINED: &str = "und";

/// With fewer letters than this no language is told.
const FEWEST_LETTERS: usize = 40;

/// What holds for a document. The language (ISO 639-3) is `None` where it cannot be told.
pub fn profile(document: &Document, grammar: &Grammar) -> Profile {
    let mut profile = Profile {
        language: language(&document.text).map(str::to_string),
        decimal_comma: has_decimal_comma(&document.text),
        ..Profile::default()
    };
    setting::fill(&mut profile, &document.text, grammar);
    profile
}

/// The language of a sample. It is not told where a half of it is English and the whole is not: short English full of
/// names is easily taken for another language. A script that the detector lacks is undetermined.
fn language(text: &str) -> Option<&'static str> {
    let sample = clip(text.trim_start(), SAMPLE).to_lowercase();
    let letters = sample.chars().filter(|character| character.is_alphabetic());
    let (latin, all) = letters.fold((0, 0), |(latin, all), letter| (latin + usize::from(letter <= 'ɏ'), all + 1));
    if all < FEWEST_LETTERS {
        return None;
    }
    let told = whichlang::detect_language(&sample);
    if (latin * 2 > all) != is_written_in_latin(told) {
        return Some(UNDETERMINED);
    }
    let middle = clip(&sample, sample.len() / 2).len();
    let is_english = |part| whichlang::detect_language(part) == whichlang::Lang::Eng;
    let doubtful = told != whichlang::Lang::Eng && (is_english(&sample[..middle]) || is_english(&sample[middle..]));
    (!doubtful).then(|| told.three_letter_code())
}

fn is_written_in_latin(language: whichlang::Lang) -> bool {
    use whichlang::Lang::{Ara, Cmn, Hin, Jpn, Kor, Rus};
    !matches!(language, Ara | Cmn | Hin | Jpn | Kor | Rus)
}

/// The beginning of `text`, at most `most` bytes.
pub fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Whether more numbers are written with a comma before their decimals ("4,5") than with a point ("4.5", "1,250").
fn has_decimal_comma(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut commas, mut points) = (0, 0);
    for at in memchr::memchr2_iter(b',', b'.', bytes) {
        let before = bytes[..at].iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let after = bytes[at + 1..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
        let before_mark = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
        let next = before_mark(Some(at + 1 + after));
        let previous = before_mark((at - before).checked_sub(1));
        let in_chain = matches!(next, Some(b',' | b'.')) && bytes.get(at + 2 + after).is_some_and(u8::is_ascii_digit);
        if before == 0 || after == 0 || in_chain || previous == Some(bytes[at]) && after != 3 {
            continue;
        }
        match (bytes[at], after) {
            (b',', 1 | 2) | (b'.', 3) => commas += usize::from(bytes[at] == b',' || previous == Some(b'.')),
            (b'.', _) | (b',', 3) => points += 1,
            _ => {}
        }
    }
    commas > points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_marks() {
        for text in ["4,5 bcm and 1.250,75 euros", "rose 2,3 % to 12,75", "3,5 percent of 1.250.000"] {
            assert!(has_decimal_comma(text), "{text}");
        }
        for text in [
            "4.5 bcm",
            "1,250 tonnes",
            "1,25,000 tonnes",
            "30, 40 and 60",
            "in 2005, 3 of them",
            "$1,250.75",
            "1.250 or 3",
        ] {
            assert!(!has_decimal_comma(text), "{text}");
        }
    }

    #[test]
    fn languages() {
        let english = "U.S. CRUDE STOCKS FELL BY 2.3 MLN BARRELS LAST WEEK, THE AGENCY SAID ON WEDNESDAY";
        assert_eq!(language(english), Some("eng"));
        let german =
            "Die Ausfuhren von Erdgas stiegen im vergangenen Jahr um fünf Prozent auf zwölf Milliarden Kubikmeter";
        assert_eq!(language(german), Some("deu"));
        let turkish = "Türkiye ile İran arasındaki ticaret hacmi geçen yıl yüzde kırk arttı ve otuz milyar dolara ulaşması hedefleniyor";
        assert_eq!(language(turkish), Some("tur"));
        let russian = "Экспорт природного газа в прошлом году вырос на пять процентов, сообщило министерство";
        assert_eq!(language(russian), Some("rus"));
        let greek = "Οι εξαγωγές φυσικού αερίου αυξήθηκαν κατά πέντε τοις εκατό το περασμένο έτος";
        assert_eq!(language(greek), Some("und"));
        assert_eq!(language("Brent 71.50"), None);
    }
}
