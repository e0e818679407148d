//! What an article as a whole says of places: which one it is about, which two, which commodity, and where its company has its seat.

use super::Headline;
use crate::grammar::Grammar;
use crate::grammar::marks::Marks;
use crate::grammar::words::{Facet, Sense};
use crate::model::code::Section;
use crate::model::mention::{Mention, MentionKind, Reading};

/// The kind of a body whose seat tells the country of what it reports; companies do not.
pub const PUBLIC: &str = "agency";
/// The kind of a body whose country only the text can tell.
pub const BUSINESS: &str = "company";

/// The two countries a document is about: named at least three times each, and four of five times between them.
pub fn two_sides(readings: &[Reading], grammar: &Grammar) -> Option<(u16, u16)> {
    let counts = named_places(readings, None, grammar);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut leaders: Vec<(u16, usize)> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
    leaders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match leaders[..] {
        [(first, most), (second, more), ..] if (most + more) * 5 >= all * 4 => Some((first, second)),
        _ => None,
    }
}

/// The place that the document names most: at least twice, and more often than any other.
pub fn main_place(readings: &[Reading], headline: Option<&Headline>, grammar: &Grammar) -> Option<u16> {
    let counts = named_places(readings, headline, grammar);
    let most = counts.iter().map(|(_, count)| *count).max().filter(|count| *count >= 2)?;
    let mut leaders = counts.iter().filter(|(_, count)| *count == most);
    leaders.next().filter(|_| leaders.next().is_none()).map(|(place, _)| *place)
}

/// The one place where the article says that a company is based: "the Houston-based company", "based in Perth".
pub fn base(readings: &[Reading], grammar: &Grammar) -> Option<u16> {
    let mut found = None;
    for reading in readings.iter().filter(|reading| reading.sentence.section == Section::Body) {
        for pair in reading.mentions.windows(2) {
            if pair[0].span.end + 1 < pair[1].span.start {
                continue;
            }
            let place = match (is_base(&pair[0], grammar), is_base(&pair[1], grammar)) {
                (true, false) => any_place(&pair[1], grammar),
                (false, true) => any_place(&pair[0], grammar),
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

fn is_base(mention: &Mention, grammar: &Grammar) -> bool {
    const BASED: &str = "party.based";
    let MentionKind::Phrase(rules) = &mention.value else { return false };
    grammar.marks(rules).may_be(BASED) && rules.iter().any(|rule| grammar.entry(*rule).id == BASED)
}

fn any_place(mention: &Mention, grammar: &Grammar) -> Option<u16> {
    let MentionKind::Phrase(rules) = &mention.value else { return None };
    rules.iter().find_map(|rule| if let Sense::Place(place, _) = grammar.sense(*rule) { Some(*place) } else { None })
}

/// How often the article names each place, by a name, a capital or a public body of it; first named first.
fn named_places(readings: &[Reading], headline: Option<&Headline>, grammar: &Grammar) -> Vec<(u16, usize)> {
    let article = readings.iter().filter(|reading| reading.sentence.section.is_of_article());
    tally(article.chain(headline.map(|headline| headline.reading)), grammar, |sense| match sense {
        Sense::Place(place, Facet::Name | Facet::Capital) => Some(*place),
        Sense::Organization(place, _, kind) if kind == PUBLIC => *place,
        _ => None,
    })
}

/// The commodity that the article names in at least half of the places where it names any, and three times.
pub fn main_commodity(readings: &[Reading], grammar: &Grammar) -> Option<u16> {
    let body = readings.iter().filter(|reading| reading.sentence.section == Section::Body);
    let counts = tally(body, grammar, |sense| match sense {
        Sense::Commodity(index) => Some(*index),
        Sense::Benchmark(index, _) => Some(Some(*index)),
        _ => None,
    });
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.into_iter().find(|(_, count)| *count >= 3 && count * 2 >= all).and_then(|(named, _)| named)
}

/// How often phrases name each thing, commodity, place or body, that `pick` takes, first named first; each phrase counts once.
fn tally<'r, T: PartialEq>(
    readings: impl Iterator<Item = &'r Reading>,
    grammar: &Grammar,
    pick: impl Fn(&Sense) -> Option<T>,
) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for mention in readings.flat_map(|reading| &reading.mentions) {
        let MentionKind::Phrase(rules) = &mention.value else { continue };
        if !grammar.marks(rules).any(Marks::THING) {
            continue;
        }
        let Some(named) = rules.iter().find_map(|rule| pick(grammar.sense(*rule))) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == named) {
            Some((_, count)) => *count += 1,
            None => counts.push((named, 1)),
        }
    }
    counts
}
