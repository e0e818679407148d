//! The patterns of a group, found by what stands right before and right after a figure.
//!
//! ```text
//! words before, words after  →  the few patterns that may fit, in the order of the file
//! ```

use super::pattern::{Element, Pattern, Slot};
use crate::model::sentence::Word;
use crate::model::span::RuleId;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Numbers of patterns, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Set(SmallVec<[u64; 4]>);

impl Set {
    fn insert(&mut self, index: usize) {
        self.0.resize(self.0.len().max(index / 64 + 1), 0);
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn extend(&mut self, other: &Set) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(mine, more)| *mine |= more);
    }

    fn contains(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }
}

/// What patterns may begin with on one side of the figure.
#[derive(Clone, Debug, Default)]
struct Side {
    anything: Set,
    words: FxHashMap<Word, Set>,
    slots: Vec<(Slot, Set)>,
}

impl Side {
    /// Notes what pattern `index` may begin with.
    fn note(&mut self, index: usize, elements: &[Element]) {
        if self.note_first(index, elements) {
            self.anything.insert(index);
        }
    }

    /// Notes what elements may begin with; says whether they may be passed over, or begin with anything.
    fn note_first(&mut self, index: usize, elements: &[Element]) -> bool {
        for element in elements {
            let passed = match element {
                Element::Word(word) => {
                    self.words.entry(*word).or_default().insert(index);
                    false
                }
                Element::Slot(slot) => {
                    self.slot(slot).insert(index);
                    false
                }
                Element::Either(ways, _) => {
                    let passing = ways.iter().filter(|way| self.note_first(index, way));
                    passing.count() > 0
                }
                Element::Gap | Element::Reach => return true,
            };
            if !passed {
                return false;
            }
        }
        true
    }

    fn slot(&mut self, slot: &Slot) -> &mut Set {
        let known = self.slots.iter().position(|(known, _)| known == slot);
        let at = known.unwrap_or(self.slots.len());
        if known.is_none() {
            self.slots.push((slot.clone(), Set::default()));
        }
        &mut self.slots[at].1
    }

    /// The patterns that may begin with this word, or with a slot that `accepts` takes.
    fn of(&self, word: Option<Word>, accepts: impl Fn(&Slot) -> bool) -> Set {
        let mut found = self.anything.clone();
        if let Some(set) = word.and_then(|word| self.words.get(&word)) {
            found.extend(set);
        }
        self.slots.iter().filter(|(slot, _)| accepts(slot)).for_each(|(_, set)| found.extend(set));
        found
    }
}

/// The patterns of the entries of a group, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    list: Vec<(RuleId, Pattern)>,
    before: Side,
    after: Side,
}

impl Patterns {
    /// Adds a pattern of an entry.
    pub fn push(&mut self, rule: RuleId, pattern: Pattern) {
        self.before.note(self.list.len(), &pattern.before);
        self.after.note(self.list.len(), &pattern.after);
        self.list.push((rule, pattern));
    }

    /// Those that may fit, in order: `before` and `after` are the words beside the figure, where each is one word alone,
    /// and what tells whether the slot of a pattern takes what stands there.
    pub fn among(
        &self,
        before: (Option<Word>, impl Fn(&Slot) -> bool),
        after: (Option<Word>, impl Fn(&Slot) -> bool),
    ) -> impl Iterator<Item = &(RuleId, Pattern)> {
        let before = self.before.of(before.0, before.1);
        let after = self.after.of(after.0, after.1);
        let fits = move |index: usize| before.contains(index) && after.contains(index);
        self.list.iter().enumerate().filter(move |(index, _)| fits(*index)).map(|(_, one)| one)
    }
}
