//! What the segmenter knows of a language, from `abbreviations.toml` and `sections.toml`, in the shape in which it is asked.

use crate::grammar::Grammar;
use crate::grammar::words::{Class, Entry};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// What must follow an abbreviation's full stop for the sentence to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Anything.
    Never,
    /// A number.
    Number,
    /// A word all in capitals, such as a time zone.
    Clock,
    /// Any word but one that opens sentences.
    GoesOn,
}

/// What a phrase at the start of a line or sentence opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A list of teasers that runs on.
    RelatedTail,
    /// One link, or a few, inside an article.
    RelatedInset,
    /// The end of the article.
    BoilerplateTail,
    /// A line or paragraph of boilerplate.
    BoilerplateLine,
    /// A line of boilerplate, when nothing else stands in it.
    Signature,
    /// The credits of those who made the report.
    Credit,
    /// A line about the article.
    Label,
    /// A note in brackets on what an update changed.
    Note,
    /// A line of names.
    Byline,
    /// A city of several words.
    City,
}

/// What a phrase anywhere in a line tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A short line is boilerplate.
    Rights,
    /// The line is about the article's author.
    Biography,
}

/// A head found: what it opens, and where its words end, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadFound {
    /// What it opens.
    pub head: Head,
    /// One past its last byte.
    pub end: usize,
    /// How many words it has.
    pub words: usize,
    /// Whether the next word is glued to it.
    pub glued: bool,
}

const HEADS: [(&str, Head); 10] = [
    ("related.tail", Head::RelatedTail),
    ("related.inset", Head::RelatedInset),
    ("boilerplate.tail", Head::BoilerplateTail),
    ("boilerplate.line", Head::BoilerplateLine),
    ("boilerplate.signature", Head::Signature),
    ("boilerplate.credit", Head::Credit),
    ("metadata.label", Head::Label),
    ("metadata.note", Head::Note),
    ("metadata.byline", Head::Byline),
    ("title.city", Head::City),
];

/// The words of a phrase, in small letters.
type Phrase = Vec<Box<str>>;

/// The words that a line can be made of, by what they make of it.
#[derive(Debug, Default)]
pub struct Vocabulary {
    abbreviations: FxHashMap<Box<str>, Abbreviation>,
    exact_abbreviations: FxHashMap<Box<str>, Abbreviation>,
    openers: FxHashSet<Box<str>>,
    unfinished: FxHashSet<Box<str>>,
    language: Option<Box<str>>,
    own: FxHashSet<u64>,
    heads: FxHashMap<Box<str>, Vec<(Phrase, Head)>>,
    joints: FxHashSet<Box<str>>,
    counts: FxHashSet<Box<str>>,
    dates: FxHashSet<Box<str>>,
    months: FxHashSet<Box<str>>,
    marks: Option<(AhoCorasick, Vec<Mark>)>,
}

impl Vocabulary {
    /// The vocabulary of a grammar's language.
    pub fn new(grammar: &Grammar) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let mut marks = Vec::new();
        for entry in grammar.entries_of(Class::Abbreviations) {
            vocabulary.add_abbreviations(entry);
        }
        for entry in grammar.entries_of(Class::Sections) {
            vocabulary.add_heads(entry);
            let mark = match entry.id.as_str() {
                id if id.starts_with("boilerplate.mark") => Mark::Rights,
                id if id.starts_with("boilerplate.biography") => Mark::Biography,
                _ => continue,
            };
            marks.extend(phrases(entry).map(|phrase| (phrase, mark)));
        }
        for entry in grammar.entries_of(Class::Times) {
            match entry.group() {
                "month" => vocabulary.months.extend(phrases(entry)),
                "weekday" => vocabulary.dates.extend(phrases(entry)),
                _ => {}
            }
        }
        vocabulary.marks = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(marks.iter().map(|(phrase, _)| phrase.as_bytes()))
            .ok()
            .map(|automaton| (automaton, marks.iter().map(|(_, mark)| *mark).collect()));
        vocabulary
    }

    fn add_abbreviations(&mut self, entry: &Entry) {
        let class = match entry.group() {
            "never" => Abbreviation::Never,
            "number" => Abbreviation::Number,
            "clock" => Abbreviation::Clock,
            "goes_on" => Abbreviation::GoesOn,
            "opener" => return self.openers.extend(phrases(entry)),
            "line" => return self.unfinished.extend(phrases(entry)),
            "language" => {
                self.language = Some(entry.name().into());
                return self.own.extend(phrases(entry).map(|word| packed(word.as_bytes())));
            }
            _ => return,
        };
        let without_stop = |word: &String| (Box::from(word.trim_end_matches('.')), class);
        self.abbreviations.extend(small(&entry.words).map(|word| (word, class)));
        self.exact_abbreviations.extend(entry.exact.iter().map(without_stop));
    }

    fn add_heads(&mut self, entry: &Entry) {
        match entry.id.as_str() {
            id if id.starts_with("metadata.joint") => return self.joints.extend(phrases(entry)),
            id if id.starts_with("metadata.count") => return self.counts.extend(phrases(entry)),
            id if id.starts_with("metadata.clock") => return self.dates.extend(phrases(entry)),
            _ => {}
        }
        let Some((_, head)) = HEADS.iter().find(|(id, _)| entry.id.starts_with(id)) else { return };
        for phrase in phrases(entry) {
            let words: Phrase = phrase.split_whitespace().map(Box::from).collect();
            let list = self.heads.entry(Box::from(first_word(&words[0]))).or_default();
            list.push((words, *head));
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.iter().map(|word| word.len()).sum::<usize>()));
        }
    }

    /// What the word before a full stop is, as an abbreviation.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let exact = self.exact_abbreviations.get(word).copied();
        exact.or_else(|| in_small(word, |word| self.abbreviations.get(word).copied()))
    }

    /// Whether a word has a capital only where it opens a sentence.
    pub fn opens_sentence(&self, word: &str) -> bool {
        holds(&self.openers, word)
    }

    /// Whether a line that ends in this word goes on in the next.
    pub fn is_unfinished(&self, word: &str) -> bool {
        holds(&self.unfinished, word)
    }

    /// The language whose vocabulary it is, ISO 639-3.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Whether a word of ASCII letters is one of the language's most frequent, and of no other language.
    pub fn is_own(&self, word: &[u8]) -> bool {
        word.len() <= 8 && self.own.contains(&packed(word))
    }

    /// Whether a word may stand among the names of a byline.
    pub fn is_joint(&self, word: &str) -> bool {
        holds(&self.joints, word)
    }

    /// Whether these words, after a number, make the whole of a line about the article.
    pub fn is_count(&self, words: &str) -> bool {
        holds(&self.counts, words)
    }

    /// Whether a word is the name of a month.
    pub fn is_month(&self, word: &str) -> bool {
        holds(&self.months, word)
    }

    /// Whether a word, no month, may stand in a line that is a date.
    pub fn is_date_word(&self, word: &str) -> bool {
        holds(&self.dates, word)
    }

    /// The heads that begin at byte `at` of `text`, the longest first.
    pub fn heads<'v>(&'v self, text: &'v str, at: usize) -> impl Iterator<Item = HeadFound> + 'v {
        let first = first_word(&text[at..]);
        let list = in_small(first, |word| self.heads.get(word)).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(move |(words, head)| {
            let end = match_words(text, at, words)?;
            let glued = is_glued(text, end)?;
            Some(HeadFound { head: *head, end, words: words.len(), glued })
        })
    }

    /// Whether a phrase that tells `mark` begins in `text[start..end]`.
    pub fn is_marked(&self, text: &str, start: usize, end: usize, mark: Mark) -> bool {
        let Some((automaton, marks)) = &self.marks else { return false };
        let text = &text[start..text.floor_char_boundary(end + automaton.max_pattern_len())];
        let mut begun = automaton.find_iter(text).take_while(|found| start + found.start() < end);
        begun.any(|found| marks[found.pattern().as_usize()] == mark)
    }
}

/// All phrases of an entry in small letters, without a last full stop.
fn phrases(entry: &Entry) -> impl Iterator<Item = Box<str>> + '_ {
    small(&entry.words).chain(small(&entry.exact))
}

fn small(phrases: &[String]) -> impl Iterator<Item = Box<str>> + '_ {
    let small = |phrase: &String| phrase.trim().trim_end_matches('.').to_lowercase().into_boxed_str();
    phrases.iter().map(small).filter(|phrase| !phrase.is_empty())
}

/// A word of at most eight ASCII letters as one number, capitals made small.
fn packed(word: &[u8]) -> u64 {
    word.iter().fold(0, |number, letter| number << 8 | u64::from(letter | 0x20))
}

/// Whether a set of words in small letters holds this one, in any case.
fn holds(words: &FxHashSet<Box<str>>, word: &str) -> bool {
    in_small(word, |word| words.contains(word).then_some(())).is_some()
}

/// Asks with the word in small letters; words longer than any phrase are not asked for.
fn in_small<T>(word: &str, ask: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; 40];
    let small = buffer.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    ask(std::str::from_utf8(small).ok()?)
}

/// The letters at the start of `text`, up to where a small letter meets a capital; or its first character.
fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(40);
    let mut end = 0;
    while end < limit && bytes[end].is_ascii_alphabetic() {
        if end > 0 && bytes[end].is_ascii_uppercase() && bytes[end - 1].is_ascii_lowercase() {
            break;
        }
        end += 1;
    }
    let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
    &text[..end]
}

/// Where the words end, when they stand at `at` in any case, with any white space on one line between them.
fn match_words(text: &str, at: usize, words: &[Box<str>]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let spaces = bytes[at..].iter().take(4).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if spaces == 0 {
                return None;
            }
            at += spaces;
        }
        let end = at + word.len();
        if !bytes.get(at..end)?.eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
        at = end;
    }
    Some(at)
}

/// Whether a word is glued to what ends at `end`; `None` where what ends there is only the beginning of a word.
fn is_glued(text: &str, end: usize) -> Option<bool> {
    let bytes = text.as_bytes();
    let (before, next) = (bytes[end - 1], bytes.get(end).copied().unwrap_or(b' '));
    if !before.is_ascii_alphanumeric() || !(next.is_ascii_alphanumeric() || next >= 0x80 && is_letter(text, end)) {
        return Some(false);
    }
    (before.is_ascii_lowercase() && next.is_ascii_uppercase()).then_some(true)
}

fn is_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}
