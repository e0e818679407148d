//! The pattern language of cues: what may stand before and after a figure.
//!
//! ```text
//! pattern := element*            exactly one of them is {figure}
//! element := atom "?"?
//! atom    := word | "," | "{" slot "}" | "(" pattern ("|" pattern)+ ")" | ".." | "..."
//! slot    := "figure" ("." kind)? | "amount" | "time" | group | group "." kind
//! ```
//! A word matches a token in any case. `{amount}` is another figure, `{time}` a time expression, `{place}`, `{flow}`,
//! `{measure}`, `{commodity}`, `{name}` a mention of that kind; `{change}` a cue whose id begins with `change.`,
//! `{change.noun}` one whose id also ends in `.noun`; `{figure.percent}` a figure of that kind. `..` is a gap of at most
//! three steps, none of them a figure or a comma; `...` one of any length inside the clause, figures and commas
//! included. Parentheses of the text are written `\(` and `\)`.

use super::lexicon::Lexicon;
use super::marks::Marks;
use crate::model::code::Kind;
use crate::model::sentence::Word;

/// A set of words, with a bit for all words whose numbers end in the same seven bits: what it lacks it lacks surely.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WordSet(u128);

impl WordSet {
    /// Every word.
    const ALL: WordSet = WordSet(u128::MAX);

    /// Adds a word.
    pub fn insert(&mut self, word: Word) {
        self.0 |= 1 << (word.0 & 127);
    }

    /// Whether it perhaps holds a word.
    pub fn may_hold(self, word: Word) -> bool {
        self.0 >> (word.0 & 127) & 1 == 1
    }

    /// Whether it holds every word there is.
    pub fn is_all(self) -> bool {
        self == WordSet::ALL
    }

    /// Whether the two perhaps share a word.
    fn may_meet(self, other: WordSet) -> bool {
        self.0 & other.0 != 0
    }

    /// The words that elements may begin with; all where they may begin with something else.
    fn first_of(elements: &[Element]) -> WordSet {
        let mut first = WordSet::default();
        match elements.first() {
            Some(Element::Word(word)) => first.insert(*word),
            Some(Element::Either(_, among)) => first = *among,
            _ => return WordSet::ALL,
        }
        first
    }
}

/// What a slot of a pattern accepts.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// Another figure.
    Amount,
    /// A time expression.
    Time,
    /// A country or bloc.
    Place,
    /// A flow, as a noun.
    Flow,
    /// A measure.
    Measure,
    /// A commodity.
    Commodity,
    /// A name or organization.
    Name,
    /// A cue of this group, and, where given, of this kind (the last part of its id).
    Cue(Box<str>, Option<Box<str>>),
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// A word or mark.
    Word(Word),
    /// A mention.
    Slot(Slot),
    /// One of several sequences; an optional element has an empty one. And the words they may begin with.
    Either(Vec<Vec<Element>>, WordSet),
    /// At most three steps, none of them a figure.
    Gap,
    /// Any number of steps of the clause.
    Reach,
}

/// A compiled pattern: what stands before the figure, nearest first, and what stands after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The kind of figure it speaks of, where it speaks of one kind alone.
    pub kind: Option<Kind>,
    /// The groups of which a cue must stand in the sentence.
    pub needs: Marks,
    /// Sets of which a word must stand before the figure, and after it.
    words: [Vec<WordSet>; 2],
    /// Before the figure, read from the figure to the left.
    pub before: Vec<Element>,
    /// After the figure.
    pub after: Vec<Element>,
}

impl Pattern {
    /// Compiles a pattern, giving its words numbers in `lexicon`.
    ///
    /// # Errors
    /// Fails with a sentence where the pattern is not well formed.
    pub fn compile(text: &str, lexicon: &mut Lexicon) -> Result<Pattern, String> {
        let pieces = pieces(text);
        let figure = pieces.iter().position(|piece| piece.starts_with("{figure")).ok_or("lacks {figure}")?;
        let kind = match pieces[figure].trim_matches(['{', '}']).split_once('.') {
            None => None,
            Some((_, code)) => Some(Kind::from_code(code).ok_or(format!("names a kind `{code}` that is none"))?),
        };
        let mut before = sequence(&pieces[..figure], lexicon)?;
        reverse(&mut before);
        let mut after = sequence(&pieces[figure + 1..], lexicon)?;
        note_first(&mut before);
        note_first(&mut after);
        let needs = before.iter().chain(&after).fold(Marks::default(), |all, element| match element {
            Element::Slot(Slot::Cue(group, _)) => all.or(Marks::of_group(group)),
            _ => all,
        });
        let words = [needed_words(&before), needed_words(&after)];
        Ok(Pattern { kind, needs, words, before, after })
    }

    /// Whether the words it needs are perhaps among those before and after the figure.
    pub fn may_fit(&self, before: WordSet, after: WordSet) -> bool {
        let meet = |needed: &[WordSet], words: WordSet| needed.iter().all(|one| one.may_meet(words));
        meet(&self.words[0], before) && meet(&self.words[1], after)
    }
}

fn reverse(elements: &mut [Element]) {
    elements.reverse();
    for element in elements {
        if let Element::Either(ways, _) = element {
            ways.iter_mut().for_each(|way| reverse(way));
        }
    }
}

/// Notes which words each of the alternatives may begin with.
fn note_first(elements: &mut [Element]) {
    for element in elements {
        if let Element::Either(ways, first) = element {
            ways.iter_mut().for_each(|way| note_first(way));
            first.0 = ways.iter().fold(0, |all, way| all | WordSet::first_of(way).0);
        }
    }
}

/// For each element that stands for a word of a set, that set.
fn needed_words(elements: &[Element]) -> Vec<WordSet> {
    let sets = elements.iter().map(|element| WordSet::first_of(std::slice::from_ref(element)));
    sets.filter(|set| !set.is_all()).collect()
}

/// Cuts a pattern into words, slots, marks and operators.
fn pieces(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
            '\\' => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
            '.' if rest.starts_with("...") => 3,
            '.' if rest.starts_with("..") => 2,
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            '\'' if rest.starts_with("'s") => 2,
            c => c.len_utf8(),
        };
        list.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    list
}

fn sequence(pieces: &[&str], lexicon: &mut Lexicon) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (element, used) = atom(&pieces[at..], lexicon)?;
        at += used;
        if pieces.get(at) == Some(&"?") {
            at += 1;
            elements.push(Element::Either(vec![vec![element], vec![]], WordSet::ALL));
        } else {
            elements.push(element);
        }
    }
    Ok(elements)
}

fn atom(pieces: &[&str], lexicon: &mut Lexicon) -> Result<(Element, usize), String> {
    match pieces[0] {
        ".." => Ok((Element::Gap, 1)),
        "..." => Ok((Element::Reach, 1)),
        "(" => {
            let end = closing(pieces).ok_or("has an open parenthesis; close it")?;
            let ways = pieces[1..end]
                .split(|piece| *piece == "|")
                .map(|way| sequence(way, lexicon))
                .collect::<Result<_, _>>()?;
            Ok((Element::Either(ways, WordSet::ALL), end + 1))
        }
        ")" | "|" | "?" => Err(format!("has a `{}` that belongs to nothing", pieces[0])),
        slot if slot.starts_with('{') => Ok((Element::Slot(read_slot(slot.trim_matches(['{', '}']))), 1)),
        word => Ok((Element::Word(lexicon.intern(word.trim_start_matches('\\'))), 1)),
    }
}

fn closing(pieces: &[&str]) -> Option<usize> {
    pieces.iter().position(|piece| *piece == ")")
}

fn read_slot(name: &str) -> Slot {
    match name {
        "amount" => Slot::Amount,
        "time" => Slot::Time,
        "place" => Slot::Place,
        "flow" => Slot::Flow,
        "measure" => Slot::Measure,
        "commodity" => Slot::Commodity,
        "name" => Slot::Name,
        other => match other.split_once('.') {
            Some((group, kind)) => Slot::Cue(group.into(), Some(kind.into())),
            None => Slot::Cue(other.into(), None),
        },
    }
}
