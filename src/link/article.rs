//! What an article as a whole says of places: which one it is about, which two, which commodity, and where its company has its seat.

use super::Headline;
use crate::grammar::Grammar;
use crate::grammar::lexicon::Kinds;
use crate::grammar::marks::Marks;
use crate::grammar::words::{Entry, Facet, Sense};
use crate::model::code::Section;
use crate::model::mention::{Mention, MentionKind, Reading};
use crate::model::sentence::Shape;
use crate::model::span::Span;

/// The kind of a body whose seat tells the country of what it reports; companies do not.
pub const PUBLIC: &str = "agency";
/// The kind of a body where prices are quoted.
const EXCHANGE: &str = "exchange";
/// The kind of a body whose country only the text can tell.
pub const BUSINESS: &str = "company";

/// The most words of a place's name and the article before it.
const NAME: usize = 5;

/// An article as a whole.
#[derive(Clone, Copy)]
pub struct Article<'a> {
    /// Its text.
    pub text: &'a str,
    /// What its sentences say.
    pub readings: &'a [Reading],
    /// Its title, where it is known apart from the text.
    pub headline: Option<&'a Headline<'a>>,
    /// What the words mean.
    pub grammar: &'a Grammar,
}

impl<'a> Article<'a> {
    fn body(&self) -> impl Iterator<Item = &'a Reading> + use<'a> {
        self.readings.iter().filter(|reading| reading.sentence.section == Section::Body)
    }

    fn title(&self) -> Option<(&'a str, &'a Reading)> {
        self.headline.map(|headline| (headline.text, headline.reading))
    }

    /// The two countries it is about: named at least three times each, and four of five times between them.
    pub fn two_sides(&self) -> Option<(u16, u16)> {
        let counts = self.named_places(None);
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let mut leaders: Vec<(u16, usize)> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
        leaders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        match leaders[..] {
            [(first, most), (second, more), ..] if (most + more) * 5 >= all * 4 => Some((first, second)),
            _ => None,
        }
    }

    /// The place that it names most: at least twice, and more often than any other; the headline counts twice.
    pub fn main_place(&self) -> Option<u16> {
        let counts = self.named_places(self.title().into_iter().chain(self.title()));
        let most = counts.iter().map(|(_, count)| *count).max().filter(|count| *count >= 2)?;
        let mut leaders = counts.iter().filter(|(_, count)| *count == most);
        leaders.next().filter(|_| leaders.next().is_none()).map(|(place, _)| *place)
    }

    /// The one place where the article says that a company is based: "the Houston-based company", "based in Perth".
    pub fn base(&self) -> Option<u16> {
        let mut found = None;
        for reading in self.body() {
            for pair in reading.mentions.windows(2) {
                if pair[0].span.end + 1 < pair[1].span.start {
                    continue;
                }
                let place = match (is_base(&pair[0], self.grammar), is_base(&pair[1], self.grammar)) {
                    (true, false) => any_place(&pair[1], self.grammar),
                    (false, true) if self.is_definite(reading, pair[0].span) => any_place(&pair[0], self.grammar),
                    _ => None,
                };
                match (place, found) {
                    (Some(place), Some(known)) if place != known => return None,
                    (Some(_), _) => found = place,
                    _ => {}
                }
            }
        }
        found
    }

    /// Whether what begins here is one the article knows: "the Houston-based company", not "a London-based trader".
    fn is_definite(&self, reading: &Reading, span: Span) -> bool {
        let tokens = &reading.tokens;
        let definite = |at: &usize| {
            let cue = |entry: &Entry| (entry.id == "scope.definite").then_some(());
            self.grammar.longest(self.text, tokens, *at, cue).is_some()
        };
        let of_name = |at: &usize| !matches!(tokens[*at].shape, Shape::Lower | Shape::Digits);
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let deciding = (0..first).rev().take(NAME).find(|at| definite(at) || !of_name(at));
        deciding.is_some_and(|at| definite(&at))
    }

    /// Whether it names an exchange or a benchmark.
    pub fn is_quoted(&self) -> bool {
        let market = |sense: &Sense| match sense {
            Sense::Benchmark(..) => true,
            Sense::Organization(_, _, kind) => kind == EXCHANGE,
            _ => false,
        };
        self.body().flat_map(|reading| &reading.mentions).any(|mention| match &mention.value {
            MentionKind::Phrase(rules) => rules.iter().any(|rule| market(self.grammar.sense(*rule))),
            _ => false,
        })
    }

    /// How often it names each place, by a name, a capital or a public body of it; first named first.
    fn named_places(&self, title: impl IntoIterator<Item = (&'a str, &'a Reading)>) -> Vec<(u16, usize)> {
        let article = self.readings.iter().filter(|reading| reading.sentence.section.is_of_article());
        self.tally(article.map(|reading| (self.text, reading)).chain(title), |sense| match sense {
            Sense::Place(place, Facet::Name | Facet::Capital) => Some(*place),
            Sense::Organization(place, _, kind) if kind == PUBLIC => *place,
            _ => None,
        })
    }

    /// The commodity that it names in at least half of the places where it names any, and three times; the headline
    /// counts twice.
    pub fn main_commodity(&self) -> Option<u16> {
        let body = self.body().map(|reading| (self.text, reading));
        let counts = self.tally(body.chain(self.title()).chain(self.title()), |sense| match sense {
            Sense::Commodity(index) => Some(*index),
            Sense::Benchmark(index, _) => Some(Some(*index)),
            _ => None,
        });
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        counts.into_iter().find(|(_, count)| *count >= 3 && count * 2 >= all).and_then(|(named, _)| named)
    }

    /// How often phrases name each thing that `pick` takes, first named first; each phrase counts once, and those inside
    /// the names of others count too ("Kenya Power").
    fn tally<T: PartialEq>(
        &self,
        readings: impl Iterator<Item = (&'a str, &'a Reading)>,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Vec<(T, usize)> {
        let mut counts: Vec<(T, usize)> = Vec::new();
        let mut count = |named: T| match counts.iter_mut().find(|(known, _)| *known == named) {
            Some((_, count)) => *count += 1,
            None => counts.push((named, 1)),
        };
        for (text, reading) in readings {
            for mention in &reading.mentions {
                let whole = match &mention.value {
                    MentionKind::Phrase(rules) if !self.grammar.marks(rules).any(Marks::THING) => continue,
                    MentionKind::Phrase(rules) => rules.iter().find_map(|rule| pick(self.grammar.sense(*rule))),
                    MentionKind::Name => None,
                    _ => continue,
                };
                match whole {
                    Some(named) => count(named),
                    None => self.inside(text, reading, mention, &pick).into_iter().for_each(&mut count),
                }
            }
        }
        counts
    }

    /// What `pick` takes of the words inside a mention that name a thing.
    fn inside<T>(
        &self,
        text: &str,
        reading: &Reading,
        mention: &Mention,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Vec<T> {
        let tokens = &reading.tokens;
        let first = tokens.partition_point(|token| token.span.start < mention.span.start);
        (first..tokens.len())
            .take_while(|at| tokens[*at].span.end <= mention.span.end)
            .filter(|at| self.grammar.lexicon.starts(tokens[*at].word).any(Kinds::THING))
            .filter_map(|at| self.grammar.longest(text, tokens, at, |entry| pick(&entry.sense)))
            .map(|(.., named)| named)
            .collect()
    }
}

fn is_base(mention: &Mention, grammar: &Grammar) -> bool {
    const BASED: &str = "party.based";
    let MentionKind::Phrase(rules) = &mention.value else { return false };
    grammar.marks(rules).may_be(BASED) && rules.iter().any(|rule| grammar.entry(*rule).id == BASED)
}

fn any_place(mention: &Mention, grammar: &Grammar) -> Option<u16> {
    let MentionKind::Phrase(rules) = &mention.value else { return None };
    rules.iter().find_map(|rule| if let Sense::Place(place, _) = grammar.sense(*rule) { Some(*place) } else { None })
}
