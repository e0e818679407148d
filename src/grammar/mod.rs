//! The book: the grammar folder as typed tables, and one tree over all phrases of a language.

pub mod calendar;
pub mod convention;
mod escape;
pub mod lexicon;
pub mod marks;
pub mod money;
pub mod number;
pub mod pattern;
pub mod patterns;
pub mod phrases;
pub mod scale;
pub mod source;
pub mod time;
mod token;
pub mod words;
pub mod world;

use crate::error::{Error, Result};
use crate::model::sentence::{Token, Word};
use crate::model::span::RuleId;
use crate::model::unit::UnitId;
use include_dir::{Dir, include_dir};
use lexicon::{Kinds, Lexicon};
use marks::Marks;
use pattern::Pattern;
use patterns::Patterns;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use source::Source;
use std::path::Path;
use time::TimeWord;
use words::{Class, Cue, Entry, Sense};
use world::World;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/grammar");

/// The grammar of one language, with the world it speaks of.
#[derive(Clone, Debug)]
pub struct Grammar {
    /// What things are.
    pub world: World,
    /// How the language says them.
    pub entries: Vec<Entry>,
    /// The currencies of each word for several that means its first where nothing else is said.
    pub shared_money: Vec<Vec<UnitId>>,
    /// What each entry is, in a few bits.
    marks: Vec<Marks>,
    /// All its words and phrases.
    pub lexicon: Lexicon,
    /// For each word, what the phrases of time that begin with it may be.
    time_kinds: Vec<time::Kinds>,
    /// The entry that reads times written in digits alone.
    pub numeric_time: RuleId,
    /// The patterns of the entries of each group, in the order of the file: the first that fits wins.
    patterns: FxHashMap<String, Patterns>,
    /// The entry that stands for digits, which no word of the grammar reads.
    pub digits: RuleId,
    /// Endings that make an unknown word likely a verb.
    pub verb_endings: Vec<Box<str>>,
    /// Endings that make an unknown word likely an adjective.
    pub adjective_endings: Vec<Box<str>>,
    /// The last words of the phrases that say who speaks, by entry.
    speaker_words: FxHashMap<String, FxHashSet<Word>>,
    /// First 16 hex digits of the SHA-256 of all its files.
    pub hash: String,
}

impl Grammar {
    /// The grammar embedded when the program was built.
    ///
    /// # Errors
    /// Fails where a file of it is not well formed, with file and line.
    pub fn embedded() -> Result<Grammar> {
        Grammar::from_sources(embedded_sources())
    }

    /// The embedded grammar with the files below `folder` in place of those of the same name, and added to the rest.
    ///
    /// # Errors
    /// Fails where a file cannot be read or is not well formed, with file and line.
    pub fn with_folder(folder: &Path) -> Result<Grammar> {
        let mut sources = embedded_sources();
        let mut added = Vec::new();
        read_folder(folder, "", &mut added)?;
        if added.is_empty() {
            return Err(Error::in_file(folder, "holds no grammar files; it needs world/*.toml or en/*.toml"));
        }
        sources.retain(|source| added.iter().all(|new| new.path != source.path));
        sources.extend(added);
        Grammar::from_sources(sources)
    }

    /// A grammar from its files.
    ///
    /// # Errors
    /// Fails where a file is not well formed, with file and line.
    pub fn from_sources(mut sources: Vec<Source>) -> Result<Grammar> {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let world = World::load(&sources)?;
        let mut entries = Vec::new();
        for source in sources.iter().filter(|source| source.path.starts_with("en/")) {
            let stem = source.path.trim_start_matches("en/").trim_end_matches(".toml");
            let class = Class::ALL.iter().find(|(_, name)| *name == stem).map(|(class, _)| *class);
            let class =
                class.ok_or_else(|| source.error(0, "no part of a grammar has this name; see grammar/README.md"))?;
            words::read(source, class, &world, &mut entries)?;
        }
        let mut lexicon = lexicon(&entries)?;
        let patterns = patterns(&entries, &mut lexicon)?;
        let digits = entries.iter().position(|entry| entry.id == "digits.run").unwrap_or_default();
        let digits = RuleId(digits as u32);
        let time_kinds = time::kinds_by_word(&entries, &lexicon);
        let is_numeric = |entry: &Entry| entry.sense == Sense::Time(time::TimeWord::Numeric);
        let numeric_time = RuleId(entries.iter().position(is_numeric).unwrap_or_default() as u32);
        let endings = |id: &str| {
            entries
                .iter()
                .filter(|entry| entry.id == id)
                .flat_map(|entry| &entry.words)
                .map(|ending| ending.as_str().into())
                .collect()
        };
        let (verb_endings, adjective_endings) = (endings("suffix.verb"), endings("suffix.adjective"));
        let speaker_words = speaker_words(&entries, &lexicon);
        Ok(Grammar {
            world,
            speaker_words,
            verb_endings,
            adjective_endings,
            lexicon,
            patterns,
            time_kinds,
            numeric_time,
            digits,
            hash: hash(&sources),
            shared_money: entries.iter().filter_map(shared_money).collect(),
            marks: entries.iter().map(Marks::of).collect(),
            entries,
        })
    }

    /// An entry by its number.
    pub fn entry(&self, rule: RuleId) -> &Entry {
        &self.entries[rule.0 as usize]
    }

    /// What some entries are, in a few bits.
    pub fn marks(&self, rules: &[RuleId]) -> Marks {
        rules.iter().fold(Marks::default(), |all, rule| all.or(self.marks[rule.0 as usize]))
    }

    /// What the phrases of time that begin with a word may be.
    pub fn time_kinds(&self, word: Word) -> time::Kinds {
        self.time_kinds.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// What an entry means.
    pub fn sense(&self, rule: RuleId) -> &Sense {
        &self.entry(rule).sense
    }

    /// The patterns of the entries of a group, in the order of the file.
    pub fn patterns_of(&self, group: &str) -> Option<&Patterns> {
        self.patterns.get(group)
    }

    /// The entries of a file.
    pub fn entries_of(&self, class: Class) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.class == class)
    }

    /// The longest phrase at `tokens[at]` of which `pick` accepts a sense: how many tokens, which entry, what was picked.
    pub fn longest<T>(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        mut pick: impl FnMut(&Entry) -> Option<T>,
    ) -> Option<(usize, RuleId, T)> {
        let mut longest = None;
        self.lexicon.find(text, tokens, at, |found| {
            if longest.is_none() {
                longest = pick(self.entry(found.rule)).map(|picked| (found.length as usize, found.rule, picked));
            }
        });
        longest
    }

    /// Whether a word is the last of a phrase of this entry of `attribution.*`.
    pub fn ends_speaker(&self, id: &str, word: Word) -> bool {
        self.speaker_words.get(id).is_some_and(|words| words.contains(&word))
    }

    /// The entry that evidence names so (`units/bbl`), with its file and line.
    pub fn place_of(&self, rule_name: &str) -> Option<(String, usize)> {
        let entry = self.entries.iter().find(|entry| &*entry.rule_name == rule_name)?;
        Some((format!("grammar/{}", entry.path), entry.line))
    }
}

fn speaker_words(entries: &[Entry], lexicon: &Lexicon) -> FxHashMap<String, FxHashSet<Word>> {
    let speakers = entries.iter().filter(|entry| entry.group() == "attribution");
    let last = |phrase: &String| lexicon.word(phrase.rsplit(' ').next().unwrap_or(phrase));
    speakers.map(|entry| (entry.id.clone(), entry.words.iter().map(last).collect())).collect()
}

fn shared_money(entry: &Entry) -> Option<Vec<UnitId>> {
    match &entry.sense {
        Sense::SharedCurrency(among, true) => Some(among.clone()),
        _ => None,
    }
}

fn embedded_sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for dir in EMBEDDED.dirs() {
        for file in dir.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "toml")) {
            let path = file.path().to_string_lossy().replace('\\', "/");
            sources.push(Source::new(path, file.contents_utf8().unwrap_or_default().to_string()));
        }
    }
    sources
}

fn read_folder(folder: &Path, below: &str, out: &mut Vec<Source>) -> Result<()> {
    let unreadable = |error: std::io::Error| {
        Error::in_file(folder, format!("cannot be read ({error}); check the path given to --grammar"))
    };
    for item in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = item.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
        let inner = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            read_folder(&path, &inner, out)?;
        } else if inner.ends_with(".toml") {
            out.push(Source::new(inner, std::fs::read_to_string(&path).map_err(unreadable)?));
        }
    }
    Ok(())
}

/// Sections and abbreviations are matched by the segmenter alone; all else goes into one tree.
fn lexicon(entries: &[Entry]) -> Result<Lexicon> {
    let mut lexicon = Lexicon::new();
    for (index, entry) in entries.iter().enumerate() {
        if matches!(entry.class, Class::Sections | Class::Abbreviations) || entry.group() == "suffix" {
            continue;
        }
        let rule = RuleId(index as u32);
        let kind = kind(entry);
        let word = match entry.sense {
            Sense::Number(word, _) | Sense::NumberJoint(word) => Some(word),
            _ => None,
        };
        let any_case = entry.words.iter().chain(&entry.verbs).map(|phrase| (phrase, false));
        for (phrase, exact) in any_case.chain(entry.exact.iter().map(|phrase| (phrase, true))) {
            if !lexicon.add(phrase, exact, rule, kind, word) {
                let path = format!("grammar/{}", entry.path);
                return Err(Error::at(
                    path,
                    entry.line,
                    format!("[{}] has a phrase without words; remove it", entry.id),
                ));
            }
        }
    }
    Ok(lexicon)
}

fn patterns(entries: &[Entry], lexicon: &mut Lexicon) -> Result<FxHashMap<String, Patterns>> {
    let mut compiled: FxHashMap<String, Patterns> = FxHashMap::default();
    for (index, entry) in entries.iter().enumerate() {
        for (text, line) in &entry.patterns {
            let pattern = Pattern::compile(text, lexicon).map_err(|problem| {
                Error::at(format!("grammar/{}", entry.path), *line, format!("the pattern \"{text}\" {problem}"))
            })?;
            compiled.entry(entry.group().to_string()).or_default().push(RuleId(index as u32), pattern);
        }
    }
    Ok(compiled)
}

/// What kind of phrase an entry's are.
fn kind(entry: &Entry) -> Kinds {
    match (&entry.sense, entry.class) {
        (Sense::Cue(Cue::Comparator(_)), _) => Kinds::BOUND,
        (Sense::NumberJoint(_), _) => Kinds::JOINT,
        (_, Class::Numbers) => Kinds::NUMBER,
        (_, Class::Currencies) => Kinds::MONEY,
        (_, Class::Stops) if matches!(entry.group(), "lead" | "connector") => Kinds::BESIDE_NAMES,
        (_, Class::Stops) => Kinds::STOP,
        (Sense::Time(TimeWord::Joint(_)), _) => Kinds::TIME_JOINT,
        (Sense::Time(TimeWord::Edge(_)), _) => Kinds::EDGE,
        (_, Class::Times) => Kinds::TIME,
        (_, Class::Units) => Kinds::UNIT,
        _ if Marks::of(entry).any(Marks::THING) => Kinds::PHRASE.or(Kinds::THING),
        _ => Kinds::PHRASE,
    }
}

fn hash(sources: &[Source]) -> String {
    let mut hasher = Sha256::new();
    for source in sources {
        hasher.update(source.path.as_bytes());
        hasher.update([0]);
        hasher.update(source.text.as_bytes());
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
