//! The verbs in order: a document becomes an extraction; many documents in parallel, in input order, in bounded memory.
//!
//! ```text
//! Document ─segment→ Sentence ─recognize→ Reading ─link→ Claim ─normalize→ Figure ─relate→ Figure
//! ```

mod conversion;
mod head;
mod mentions;
mod proof;
mod thing;

use crate::error::{Error, Result};
use crate::grammar::Grammar;
use crate::grammar::phrases::Phrases;
use crate::grammar::words::{Class, Sense};
use crate::link::{self, Headline};
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::code::{Kind, Section};
use crate::model::document::{Document, Outcome};
use crate::model::figure::{Extraction, Unread};
use crate::model::mention::{MentionKind, MentionRow, Reading};
use crate::model::profile::Profile;
use crate::model::sentence::Sentence;
use crate::model::span::Span;
use crate::normalize;
pub use crate::read::{Inputs, Listener};
use crate::recognize::{self, cursor::Scene};
use crate::relate::Memory;
use crate::segment::{self, Segmenter};
pub use conversion::{Choice, Conversion, Grounds, Refusal, Step};
use rayon::prelude::*;
use std::path::Path;

/// The most threads that work at once: more would wait for one another.
pub const MOST_THREADS: usize = 256;

/// How much text is held at once, in bytes; documents are taken until this is reached.
const BATCH: usize = 4 << 20;

/// Built once, shared by threads as `&self`; holds no state of any document.
pub struct Extractor {
    grammar: Grammar,
    segmenter: Segmenter,
}

/// A document cut into sentences and read.
struct Read {
    profile: Profile,
    sentences: Vec<Sentence>,
    readings: Vec<Reading>,
}

impl Extractor {
    /// An extractor with the grammar that was embedded when the program was built.
    ///
    /// # Errors
    /// Fails where the embedded grammar is not well formed, with file and line.
    pub fn embedded() -> Result<Extractor> {
        Ok(Extractor::new(Grammar::embedded()?))
    }

    /// An extractor whose grammar files are replaced, or added to, by those below `folder`.
    ///
    /// # Errors
    /// Fails where a grammar file cannot be read or is not well formed, with file and line.
    pub fn with_grammar(folder: &Path) -> Result<Extractor> {
        Ok(Extractor::new(Grammar::with_folder(folder)?))
    }

    /// An extractor for a grammar.
    pub fn new(grammar: Grammar) -> Extractor {
        Extractor { segmenter: Segmenter::new(&grammar), grammar }
    }

    /// The figures of one document. Text never makes it fail; a language the grammar lacks is skipped and said to be.
    pub fn extract(&self, mut document: Document) -> Extraction {
        document.language = document.language.take().or_else(|| self.segmenter.language(&document).map(str::to_string));
        if let Some(message) = refusal(&document) {
            return nothing(document, Outcome::Skipped, message);
        }
        let read = self.read(&document);
        document.published = document.published.or_else(|| head::published(&read.readings));
        let title = document
            .title
            .as_deref()
            .map(|title| (title, recognize::alone(title, Section::Title, &read.profile, &self.grammar)));
        let headline = title.as_ref().map(|(text, reading)| Headline { text, reading });
        let claims = link::link(&document.text, headline, &read.readings, &self.grammar);
        let (claims, mut lost) = understood(claims);
        lost.extend(too_long(&read.readings));
        lost.sort();
        let figures = normalize::normalize(&document, &claims, &self.grammar);
        let unread = unread(&document, lost);
        let message = message(&document, segment::count_cut(&document.text, &read.sentences));
        Extraction { document, outcome: Outcome::Ok, message, sentences: read.sentences, figures, unread }
    }

    fn read(&self, document: &Document) -> Read {
        let sentences = self.segmenter.segment(document);
        let text = document.text.as_str();
        let phrases = Phrases::of(text, sentences.iter().map(|sentence| sentence.span), &self.grammar.lexicon);
        let profile = segment::profile(document, &phrases, &self.grammar);
        let read = |sentence: &Sentence| {
            let all = phrases.sentence(sentence.index as usize);
            recognize::recognize(*sentence, &Scene::new(text, all, &self.grammar, &profile))
        };
        let readings = sentences.iter().map(read).collect();
        Read { profile, sentences, readings }
    }

    /// Extracts from many documents on `threads` threads (0: as many as cores) and hands each extraction to `sink`
    /// in input order, figures that repeat earlier ones linked to them. A document that could not be read is handed on as an extraction with `Outcome::Error`.
    ///
    /// # Errors
    /// Stops at the first error that `sink` returns, and returns it; fails where threads cannot be started, or more than
    /// `MOST_THREADS` are asked for.
    pub fn extract_all(
        &self,
        documents: impl Iterator<Item = Result<Document>> + Send,
        threads: usize,
        mut sink: impl FnMut(Extraction) -> Result<()>,
    ) -> Result<()> {
        if threads > MOST_THREADS {
            let message = format!(
                "{threads} threads are too many; ask for {MOST_THREADS} at most, or for 0, as many as there are cores"
            );
            return Err(Error::new(message));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool =
            pool.map_err(|error| Error::new(format!("threads could not be started ({error}); try --threads 1")))?;
        let mut memory = Memory::default();
        let mut documents = documents.peekable();
        while documents.peek().is_some() {
            let mut batch = Vec::new();
            let mut size = 0;
            while size < BATCH && batch.len() < 4096 {
                let Some(document) = documents.next() else { break };
                size += document.as_ref().map_or(0, |document| document.text.len());
                batch.push(document);
            }
            let done: Vec<Extraction> =
                pool.install(|| batch.into_par_iter().map(|document| self.extract_or_report(document)).collect());
            for mut extraction in done {
                memory.relate(&mut extraction);
                sink(extraction)?;
            }
        }
        Ok(())
    }

    fn extract_or_report(&self, document: Result<Document>) -> Extraction {
        match document {
            Ok(document) => self.extract(document),
            Err(error) => {
                let source = error.path.as_ref().map(|path| crate::read::shown(path)).unwrap_or_default();
                let message = match error.line {
                    Some(line) => format!("line {line}: {}", error.message),
                    None => error.message,
                };
                // Lines of one file that are no records are documents of their own.
                let id = error.line.map_or_else(|| source.clone(), |line| format!("{source}:{line}"));
                let document = Document { id, source, ..Document::default() };
                nothing(document, Outcome::Error, message)
            }
        }
    }

    /// The documents of `inputs`, read one at a time as they are asked for; those that cannot be read are errors in
    /// their places.
    ///
    /// # Errors
    /// Fails where nothing is given to read, or the table of documents cannot be read.
    pub fn documents(&self, inputs: &Inputs) -> Result<Box<dyn Iterator<Item = Result<Document>> + Send>> {
        crate::read::read(inputs)
    }

    /// What the text says before any context is attached, one row an expression.
    pub fn mentions<'a>(&'a self, document: &'a Document) -> Vec<MentionRow<'a>> {
        let read = self.read(document);
        mentions::rows(document, &read.readings, &self.grammar)
    }

    /// File and line (from 1) of a grammar entry named as evidence names it.
    pub fn place_of_rule(&self, rule: &str) -> Option<(String, usize)> {
        self.grammar.place_of(rule)
    }

    /// The hash of all grammar files, 16 hex digits.
    pub fn grammar_hash(&self) -> &str {
        &self.grammar.hash
    }

    /// The grammar.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The codes and other words that mean the same as `word`: `TUR` for "Ankara", `crude_oil` for "crude".
    pub fn synonyms(&self, word: &str) -> Vec<String> {
        let wanted = word.to_lowercase();
        let named = |entry: &&crate::grammar::words::Entry| {
            entry.words.iter().chain(&entry.exact).chain(&entry.verbs).any(|phrase| phrase.to_lowercase() == wanted)
        };
        let world = &self.grammar.world;
        let mut codes: Vec<String> = Vec::new();
        for entry in self.grammar.entries.iter().filter(|entry| entry.class != Class::Cues).filter(named) {
            codes.extend(match &entry.sense {
                Sense::Place(place, _) => Some(world.places[*place as usize].code.to_string()),
                Sense::Commodity(Some(index)) => Some(world.commodities[*index as usize].code.to_string()),
                Sense::Flow(flow, _) => Some(flow.code().to_string()),
                Sense::Measure(index, _) => Some(world.measures[*index as usize].code.to_string()),
                Sense::Benchmark(..) => Some(entry.id.clone()),
                _ => None,
            });
        }
        codes.sort();
        codes.dedup();
        codes
    }

    /// Runs the grammar's examples: how many there are, and an error with file and line for each that fails.
    pub fn check_grammar(&self) -> (usize, Vec<Error>) {
        proof::check(self)
    }
}

/// Why a document is not extracted from, if so.
fn refusal(document: &Document) -> Option<String> {
    if document.text.trim().is_empty() {
        return Some("holds no text; nothing was extracted".to_string());
    }
    let language = document.language.as_deref()?;
    let known = matches!(language, "eng" | "en");
    (!known)
        .then(|| format!("is written in a language ({language}) for which there is no grammar; nothing was extracted"))
}

/// What a reader of a document's figures should know: how its text was read, and what was assumed.
fn message(document: &Document, cut: usize) -> Option<String> {
    let undated = "date of publication unknown: relative times have no days; give it with --published or --documents";
    let undated = document.published.is_none().then(|| undated.to_string());
    let cut = (cut > 0).then(|| {
        let places = if cut == 1 { "1 place".to_string() } else { format!("{cut} places") };
        format!(
            "cut in {places} where a sentence was too long, so that words that belong together may be apart; give the text with its full stops and line breaks"
        )
    });
    let messages: Vec<String> = document.remark.clone().into_iter().chain(cut).chain(undated).collect();
    (!messages.is_empty()).then(|| messages.join("; "))
}

/// What a document that no figure was looked for in gives.
fn nothing(document: Document, outcome: Outcome, message: String) -> Extraction {
    Extraction { document, outcome, message: Some(message), sentences: vec![], figures: vec![], unread: vec![] }
}

/// "thousands": a number that is no mere numeral.
fn is_vague(claim: &Claim) -> bool {
    matches!(claim.amount, Some(Amount::Vague(_)))
}

/// Parts what was understood from bare numbers of which nothing is said.
fn understood(claims: Vec<Claim>) -> (Vec<Claim>, Vec<(Span, u32)>) {
    let keep: Vec<bool> = claims
        .iter()
        .map(|claim| claim.kind != Kind::Count || claim.measure_text.is_some() || is_vague(claim))
        .collect();
    let moved: Vec<u32> =
        keep.iter().scan(0, |next, keep| Some(std::mem::replace(next, *next + u32::from(*keep)))).collect();
    let place = |old: Option<u32>| old.filter(|old| keep[*old as usize]).map(|old| moved[old as usize]);
    let mut lost = Vec::new();
    let mut kept = Vec::with_capacity(claims.len());
    for (index, mut claim) in claims.into_iter().enumerate() {
        if keep[index] {
            (claim.event, claim.previous) = (place(claim.event), place(claim.previous));
            kept.push(claim);
        } else if claim.section == Section::Body || claim.section == Section::Title {
            lost.push((claim.span, claim.sentence));
        }
    }
    (kept, lost)
}

/// The numbers of headline and body that have too many digits to be held, with their sentences.
fn too_long(readings: &[Reading]) -> impl Iterator<Item = (Span, u32)> {
    let told = readings.iter().filter(|reading| matches!(reading.sentence.section, Section::Body | Section::Title));
    told.flat_map(|reading| {
        let long = reading.mentions.iter().filter(|mention| mention.value == MentionKind::TooLong);
        long.map(|mention| (mention.span, reading.sentence.index))
    })
}

fn unread(document: &Document, lost: Vec<(Span, u32)>) -> Vec<Unread> {
    let points = normalize::CodePoints::new(&document.text);
    lost.into_iter()
        .map(|(span, sentence)| {
            let (start, end) = points.of(span);
            Unread { span, start, end, quote: span.of(&document.text).to_string(), sentence }
        })
        .collect()
}
