//! Which language a text is in: the grammar's own, told by its most frequent words, or else what a detector says.

use super::vocabulary::Vocabulary;

/// How many bytes of a text its language is told from.
const SAMPLE: usize = 2 << 10;

/// ISO 639-3 for a language that cannot be told.
const UNDETERMINED: &str = "und";

/// With fewer letters than this no language is told.
const FEWEST_LETTERS: usize = 40;

/// The grammar's language has at least so many of its most frequent words in a sample ...
const FEWEST_OWN: usize = 5;

/// ... this share of all words, in percent ...
const OWN_WORDS: usize = 15;

/// ... and this share of ASCII letters in all bytes.
const PLAIN_LETTERS: usize = 60;

/// The language of a text, ISO 639-3. It is not told where a half of it is English and the whole is not: short English full of
/// names is easily taken for another language. A script that the detector lacks is undetermined.
pub fn language<'v>(text: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    let sample = clip(text.trim_start(), SAMPLE);
    let own = vocabulary.language().filter(|_| is_plain(sample, vocabulary));
    own.or_else(|| told(&sample.to_lowercase()))
}

/// Whether a sample is plainly in the grammar's language: a good part of its words are the language's most frequent
/// ones, which no other has, and it has hardly a letter beyond ASCII.
fn is_plain(sample: &str, vocabulary: &Vocabulary) -> bool {
    let (mut words, mut own, mut letters) = (0, 0, 0);
    for word in sample.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        own += usize::from(vocabulary.is_own(word));
        letters += word.len();
    }
    let told = letters >= FEWEST_LETTERS && letters * 100 >= sample.len() * PLAIN_LETTERS;
    told && own >= FEWEST_OWN && own * 100 >= words * OWN_WORDS
}

/// The language of a sample in small letters, as the detector tells it.
fn told(sample: &str) -> Option<&'static str> {
    let letters = sample.chars().filter(|character| character.is_alphabetic());
    let (latin, all) = letters.fold((0, 0), |(latin, all), letter| (latin + usize::from(letter <= 'ɏ'), all + 1));
    if all < FEWEST_LETTERS {
        return None;
    }
    let told = whichlang::detect_language(sample);
    if (latin * 2 > all) != is_written_in_latin(told) {
        return Some(UNDETERMINED);
    }
    let middle = clip(sample, sample.len() / 2).len();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    #[test]
    fn languages() {
        let vocabulary = Vocabulary::new(&Grammar::embedded().unwrap());
        let language = |text| language(text, &vocabulary);
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
