//! What the entries of a phrase may be, in a few bits: says "no" without a look at the entries themselves.
//!
//! Every id and every group has one bit of 64. Two may share one, so that a set bit only says "perhaps".

use super::words::{Cue, Entry, Sense, Use};

/// The ids, groups and senses of one entry, or of all entries of a phrase together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    ids: u64,
    groups: u64,
    senses: u8,
}

impl Marks {
    /// A thing that a figure can be of or belong to: a commodity, flow, measure, place, body or benchmark.
    pub const THING: u8 = 1;
    /// A flow, as noun or verb.
    pub const FLOW: u8 = 2;
    /// A cue of change.
    pub const CHANGE: u8 = 4;
    /// A cue that bounds an amount.
    pub const BOUND: u8 = 8;
    /// A flow or measure as a verb.
    pub const VERB: u8 = 16;
    /// A cue of any kind.
    pub const CUE: u8 = 32;
    /// A function word.
    pub const FUNCTION: u8 = 64;

    /// The groups whose cues are function words.
    const CLOSED: [&str; 8] =
        ["function", "determiner", "pronoun", "preposition", "conjunction", "auxiliary", "negation", "adverb"];

    /// Those of one entry.
    pub fn of(entry: &Entry) -> Marks {
        Marks { ids: bit(&entry.id), groups: bit(entry.group()), senses: senses(entry) }
    }

    /// Those of an entry of this group of which nothing else is known.
    pub fn of_group(group: &str) -> Marks {
        Marks { groups: bit(group), ..Marks::default() }
    }

    /// Whether all of `needed` are among them.
    pub fn has_all(self, needed: Marks) -> bool {
        self.or(needed) == self
    }

    /// Both together.
    pub fn or(self, other: Marks) -> Marks {
        Marks { ids: self.ids | other.ids, groups: self.groups | other.groups, senses: self.senses | other.senses }
    }

    /// Whether one of the entries may have this id.
    #[inline(always)]
    pub fn may_be(self, id: &str) -> bool {
        self.ids & bit(id) != 0
    }

    /// Whether one of the entries may be of this group.
    #[inline(always)]
    pub fn may_be_of(self, group: &str) -> bool {
        self.groups & bit(group) != 0
    }

    /// Whether one of the entries has one of these senses, surely.
    #[inline(always)]
    pub fn any(self, senses: u8) -> bool {
        self.senses & senses != 0
    }
}

/// The bit of an id or group: of its length and a few of its letters, so that the compiler works out that of a literal.
#[inline(always)]
const fn bit(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 1;
    }
    let ends = bytes[0] as u64 | (bytes[length - 1] as u64) << 8;
    let inner =
        (bytes[length / 4] as u64) << 16 | (bytes[length / 2] as u64) << 24 | (bytes[length * 3 / 4] as u64) << 32;
    let mixed = (ends | inner | (length as u64) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    1 << (mixed >> 58)
}

fn senses(entry: &Entry) -> u8 {
    match entry.sense {
        Sense::Flow(_, Use::Noun) => Marks::THING | Marks::FLOW,
        Sense::Flow(_, Use::Verb) => Marks::FLOW | Marks::VERB,
        Sense::Measure(_, Use::Verb) => Marks::VERB,
        Sense::Measure(_, Use::Noun)
        | Sense::Commodity(_)
        | Sense::Place(..)
        | Sense::Organization(..)
        | Sense::Benchmark(..) => Marks::THING,
        Sense::Cue(Cue::Change(_)) => Marks::CUE | Marks::CHANGE,
        Sense::Cue(Cue::Comparator(_)) => Marks::CUE | Marks::BOUND,
        Sense::Cue(_) if Marks::CLOSED.contains(&entry.group()) && entry.id != "function.verb" => {
            Marks::CUE | Marks::FUNCTION
        }
        Sense::Cue(_) => Marks::CUE,
        _ => 0,
    }
}
