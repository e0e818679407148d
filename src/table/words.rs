//! Words that are looked for in texts: whole, by their stems, and by what means the same.
//!
//! One automaton finds where a word may begin in a text; only there are words compared, letter by letter.

use aho_corasick::AhoCorasick;

/// A match of the word itself, of a word it is the beginning of or that is the beginning of it, and of a synonym.
const EXACT: u32 = 10;
const STEM: u32 = 7;
const SYNONYM: u32 = 9;
/// The shortest beginning that counts as a match, in letters.
const SHORTEST_STEM: usize = 4;
/// How many words a name with synonyms has at most.
const LONGEST_NAME: usize = 4;

/// What is looked for.
pub struct Query {
    /// How many words were given.
    words: usize,
    /// The phrases, each with the beginning that the automaton looks for, in the same order.
    phrases: Vec<Phrase>,
    beginnings: Option<AhoCorasick>,
}

/// A word that was given, or what means the same, as runs of letters and digits in small letters.
struct Phrase {
    /// The number of the word that was given.
    word: usize,
    runs: Vec<String>,
    synonym: bool,
}

impl Query {
    /// Words to look for; `synonyms` gives what means the same as a word, or as a few words in a row.
    pub fn new(words: &[String], synonyms: impl Fn(&str) -> Vec<String>) -> Query {
        let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| word.contains(char::is_alphanumeric)).collect();
        let phrase = |word, text: &str, synonym| Phrase { word, runs: runs(text), synonym };
        let mut phrases: Vec<Phrase> =
            words.iter().enumerate().map(|(number, word)| phrase(number, word, false)).collect();
        for length in 1..=LONGEST_NAME.min(words.len()) {
            for (at, name) in words.windows(length).enumerate() {
                for synonym in synonyms(&name.join(" ")) {
                    phrases.extend((at..at + length).map(|number| phrase(number, &synonym, true)));
                }
            }
        }
        phrases.retain(|phrase| !phrase.runs.is_empty());
        // Capital letters beyond ASCII are looked for as well.
        let beginnings: Vec<[String; 2]> = phrases.iter().map(Phrase::beginnings).collect();
        let beginnings = AhoCorasick::builder().ascii_case_insensitive(true).build(beginnings.iter().flatten()).ok();
        Query { words: words.len(), phrases, beginnings }
    }

    /// How many words are looked for.
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// How good a match can be.
    pub fn best(&self) -> u32 {
        EXACT
    }

    /// Hands each match in a text to `found`: the number of the word, and how good the match is.
    pub fn rate(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        let Some(beginnings) = &self.beginnings else { return };
        for place in beginnings.find_overlapping_iter(text) {
            let inside = text[..place.start()].chars().next_back().is_some_and(char::is_alphanumeric);
            if inside {
                continue;
            }
            let phrase = &self.phrases[place.pattern().as_usize() / 2];
            if let Some(rate) = phrase.rate_at(&text[place.start()..]) {
                found(phrase.word, rate);
            }
        }
    }
}

impl Phrase {
    /// What the automaton looks for, in small letters and in capitals.
    fn beginnings(&self) -> [String; 2] {
        let first = &self.runs[0];
        let letters = if self.synonym { usize::MAX } else { SHORTEST_STEM };
        let small: String = first.chars().take(letters).collect();
        let capital = small.to_uppercase();
        [small, capital]
    }

    /// How well the beginning of `text` matches.
    fn rate_at(&self, text: &str) -> Option<u32> {
        let mut found = text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
        let mut exact = true;
        for sought in &self.runs {
            let run = found.next()?;
            if !same_letters(sought, run) {
                exact = false;
                if self.synonym || !is_stem(sought, run) {
                    return None;
                }
            }
        }
        Some(match (self.synonym, exact) {
            (true, _) => SYNONYM,
            (false, true) => EXACT,
            (false, false) => STEM,
        })
    }
}

/// Whether both are the same but for capitals; `small` has none.
fn same_letters(small: &str, other: &str) -> bool {
    small.chars().eq(other.chars().flat_map(char::to_lowercase))
}

/// Whether one is the beginning of the other but for capitals; `small` has none.
fn is_stem(small: &str, other: &str) -> bool {
    let mut letters = 0;
    let (mut one, mut two) = (small.chars(), other.chars().flat_map(char::to_lowercase));
    loop {
        match (one.next(), two.next()) {
            (Some(a), Some(b)) if a == b => letters += 1,
            (Some(_), Some(_)) => return false,
            _ => return letters >= SHORTEST_STEM,
        }
    }
}

/// The runs of letters and digits of a text, in small letters.
fn runs(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(words: &str, text: &str) -> Vec<(usize, u32)> {
        let query =
            Query::new(&[words.to_owned()], |word| if word == "crude" { vec!["crude_oil".into()] } else { vec![] });
        let mut found = Vec::new();
        query.rate(text, |word, rate| found.push((word, rate)));
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn words_match_whole_by_stem_and_by_synonym() {
        assert_eq!(rated("gas export", "Gas exports of vegas"), [(0, EXACT), (1, STEM)]);
        assert_eq!(rated("exports", "Re-EXPORT"), [(0, STEM)]);
        assert_eq!(rated("crude", "crude_oil"), [(0, SYNONYM), (0, EXACT)]);
        assert_eq!(rated("gasoline", "gas"), []);
        assert_eq!(rated("30,5", "by 30.5%"), [(0, EXACT)]);
        assert_eq!(rated("örsted", "Örsted ÖRSTED"), [(0, EXACT)]);
        assert_eq!(rated("--", "--"), []);
    }
}
