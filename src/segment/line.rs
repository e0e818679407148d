//! What a line is by its shape: a date, a labelled line about the article, a reading time or age, a byline, a rate of exchange.

use super::vocabulary::{Head, Vocabulary};

/// Whether a line is about the article, not of it.
pub fn is_metadata(line: &str, vocabulary: &Vocabulary) -> bool {
    is_date(line, vocabulary)
        || is_place_and_date(line, vocabulary)
        || is_count(line, vocabulary)
        || is_labelled(line, vocabulary)
        || is_byline(line, vocabulary)
}

/// "28 Feb 2025, 13:07", "2023-11-26", "Updated: March 3, 2020 2:15 pm": nothing but the parts of a date.
pub fn is_date(line: &str, vocabulary: &Vocabulary) -> bool {
    if line.len() > 80 {
        return false;
    }
    let (mut months, mut numbers) = (0, 0);
    for run in runs(line) {
        if run.as_bytes()[0].is_ascii_digit() {
            numbers += 1;
        } else if vocabulary.is_month(run) {
            months += 1;
        } else if !vocabulary.is_date_word(run) {
            return false;
        }
    }
    months == 1 && numbers > 0 || line.split_whitespace().any(is_numeric_date)
}

/// "2023-11-26", "26/11/2023", "2023-11-26T10:00".
fn is_numeric_date(word: &str) -> bool {
    let day = word.split('T').next().unwrap_or_default().trim_end_matches(',');
    let mark = day.trim_start_matches(|character: char| character.is_ascii_digit()).chars().next();
    let Some(mark @ ('-' | '/' | '.')) = mark else { return false };
    let parts: Vec<&str> = day.split(mark).take(4).collect();
    let fits = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(fits) && parts.iter().filter(|part| part.len() == 4).count() == 1
}

/// The runs of letters and the runs of digits of a line.
fn runs(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.flat_map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &word[digits..];
        let letters = rest.find(|character: char| character.is_ascii_digit()).unwrap_or(rest.len());
        [&word[..digits], &rest[..letters], &rest[letters..]].into_iter().filter(|run| !run.is_empty())
    })
}

/// "ANKARA, 24 January 2024": a date behind one or two names.
fn is_place_and_date(line: &str, vocabulary: &Vocabulary) -> bool {
    let Some((place, date)) = line.split_once(',') else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    place.split_whitespace().count() <= 3 && place.split_whitespace().all(is_name) && is_date(date, vocabulary)
}

/// "2 MIN READ", "9 hours ago".
fn is_count(line: &str, vocabulary: &Vocabulary) -> bool {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    rest.len() < line.len() && vocabulary.is_count(rest.trim_start().trim_end_matches('.'))
}

/// "Source: Agency", "date 2023-11-26 PLACE".
fn is_labelled(line: &str, vocabulary: &Vocabulary) -> bool {
    if line.len() > 160 || super::layout::ends_in_stop(line) {
        return false;
    }
    vocabulary.heads(line, 0).filter(|found| found.head == Head::Label).any(|found| {
        let rest = line[found.end..].trim_start();
        let date = rest.split_whitespace().next().unwrap_or_default();
        rest.starts_with(':') || line.len() <= 60 && is_date(date, vocabulary)
    })
}

/// "By Jo Park and Kim Lee for Agency".
pub fn is_byline(line: &str, vocabulary: &Vocabulary) -> bool {
    let Some(byline) = vocabulary.heads(line, 0).find(|found| found.head == Head::Byline) else { return false };
    let rest = &line[byline.end..];
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || word.len() <= 3 && word.contains('&');
    let mut names = 0;
    for (index, word) in rest.split_whitespace().enumerate() {
        let plain = word.trim_matches(|character: char| !character.is_alphanumeric());
        if word.bytes().any(|byte| byte.is_ascii_digit()) || index > 16 {
            return false;
        }
        names += usize::from(is_name(word));
        if !is_name(word) && !plain.is_empty() && !vocabulary.is_joint(plain) {
            return false;
        }
    }
    names > 0 && !rest.trim_end().ends_with(['.', '!', '?'])
}

/// "($1 = 6.34 yuan)": two amounts and a sign that they are equal.
pub fn is_exchange_note(line: &str) -> bool {
    let Some(at) = memchr::memchr(b'=', &line.as_bytes()[..line.len().min(32)]) else { return false };
    let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    let left = line[..at].trim_start_matches('(');
    line.len() <= 160 && has_digit(left) && has_digit(&line[at..]) && left.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    #[test]
    fn shapes() {
        let vocabulary = Vocabulary::new(&Grammar::embedded().unwrap());
        let told = [
            "ANKARA, 24 January 2024",
            "2023-11-26",
            "12/11/2023",
            "3 MIN READ",
            "11 hours ago",
            "Source: Agency",
            "SOURCE:Agency",
            "By Jo Park and Kim Lee for Example.com",
            " date 2023-11-26 ANKARA",
        ];
        for line in told {
            assert!(is_metadata(line.trim(), &vocabulary), "{line}");
        }
        let body = [
            "2024-25 5.3",
            "By 2030 output will double",
            "3 million barrels",
            "Source rocks hold gas",
            "By far the largest exporter is Norway",
            "Exports: 5.3 million",
        ];
        for line in body {
            assert!(!is_metadata(line, &vocabulary), "{line}");
        }
    }

    #[test]
    fn exchange_notes() {
        assert!(is_exchange_note("($1 = 6.3447 Chinese yuan)"));
        assert!(is_exchange_note("(1 euro = 1.08 dollars)"));
        assert!(!is_exchange_note("(EU = 27 states)"));
    }
}
