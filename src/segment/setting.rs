//! The places that a document names, and what its bare words and signs of money mean in them ("crowns", "dlrs").

use crate::grammar::Grammar;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::phrases::Phrases;
use crate::grammar::words::Sense;
use crate::model::sentence::Shape;
use crate::model::unit::UnitId;
use rustc_hash::FxHashMap;

/// How many bytes of a text are looked at: what an article is about is said at its beginning.
const LOOKED_AT: u32 = 32 << 10;

/// A place whose money may be meant by a word that usually means the world's must be named so often, and in this
/// share of all namings of places, in percent.
const AT_HOME: (usize, usize) = (3, 60);

/// The places that a document names, as numbers of the grammar's list, and the currencies its words of money mean, most
/// often named first.
pub fn setting(phrases: &Phrases, grammar: &Grammar) -> (Vec<u16>, Vec<UnitId>) {
    let seen = Seen::read(phrases, grammar);
    let places = most_often(&seen.places);
    let currencies = seen.currencies(grammar, &places);
    (places, currencies)
}

/// What was named, how often, and at which token first.
#[derive(Default)]
struct Seen {
    places: FxHashMap<u16, (usize, usize)>,
    explicit: FxHashMap<UnitId, (usize, usize)>,
    /// Currencies of which a sign was written that several share.
    signs: Vec<UnitId>,
}

impl Seen {
    fn read(phrases: &Phrases, grammar: &Grammar) -> Seen {
        let mut seen = Seen::default();
        let mut at = 0;
        while let Some(token) = phrases.tokens().get(at).filter(|token| token.span.end <= LOOKED_AT) {
            let names = !matches!(token.shape, Shape::Lower | Shape::Digits);
            at += if names { seen.note(token.shape, at, phrases.at(at), grammar) } else { 1 };
        }
        seen
    }

    /// Notes what the longest of the phrases found at a token names; gives its length.
    fn note(&mut self, shape: Shape, at: usize, found: &[Match], grammar: &Grammar) -> usize {
        for one in found.iter().filter(|one| one.kind.any(Kinds::PHRASE.or(Kinds::MONEY))) {
            match grammar.sense(one.rule) {
                Sense::Place(place, _) => self.places.entry(*place).or_insert((0, at)).0 += 1,
                Sense::Currency(unit) => self.explicit.entry(*unit).or_insert((0, at)).0 += 1,
                Sense::SharedCurrency(among, _) if shape == Shape::Mark => {
                    self.signs.extend(among.first().filter(|first| !self.signs.contains(first)));
                }
                Sense::SharedCurrency(..) => {}
                _ => continue,
            }
            return one.length as usize;
        }
        1
    }

    /// The currencies written in full and those of the places, most often named first. One that shares its name with
    /// a currency used everywhere, as many dollars do, only where the article is at home there and writes no sign.
    fn currencies(&self, grammar: &Grammar, places: &[u16]) -> Vec<UnitId> {
        let world = grammar.world.unit_id("USD");
        let all: usize = self.places.values().map(|(count, _)| count).sum();
        let mut currencies = most_often(&self.explicit);
        currencies.retain(|unit| !world.is_some_and(|world| shares(grammar, world, *unit)));
        for place in places {
            let Some(unit) = grammar.world.places[*place as usize].currency else { continue };
            let count = self.places[place].0;
            let at_home = count >= AT_HOME.0 && count * 100 >= all * AT_HOME.1;
            let guest =
                world.is_some_and(|world| shares(grammar, world, unit) && (!at_home || self.signs.contains(&world)));
            if !guest && !currencies.contains(&unit) {
                currencies.push(unit);
            }
        }
        currencies
    }
}

/// Whether a word means `world` by itself, and may mean `unit`.
fn shares(grammar: &Grammar, world: UnitId, unit: UnitId) -> bool {
    unit != world && grammar.shared_money.iter().any(|among| among.first() == Some(&world) && among.contains(&unit))
}

/// The keys by how often they were seen, and then by where first.
fn most_often<K: Copy>(seen: &FxHashMap<K, (usize, usize)>) -> Vec<K> {
    let mut keys: Vec<_> = seen.iter().map(|(key, (count, first))| (std::cmp::Reverse(*count), *first, *key)).collect();
    keys.sort_by_key(|(count, first, _)| (*count, *first));
    keys.into_iter().map(|(.., key)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Vec<String>) {
        let grammar = Grammar::embedded().unwrap();
        let (places, currencies) = setting(&Phrases::of_one(text, &grammar.lexicon), &grammar);
        let places = places.iter().map(|place| grammar.world.places[*place as usize].code.to_string()).collect();
        let currencies = currencies.iter().map(|unit| grammar.world.unit(*unit).symbol.to_string()).collect();
        (places, currencies)
    }

    #[test]
    fn crowns_are_those_of_the_country_named() {
        let (places, currencies) =
            told("OSLO, May 3 - A Norwegian yard won a 300 mln crown order. Norway and Sweden gain.");
        assert_eq!(places, ["NOR", "SWE"]);
        assert_eq!(currencies, ["NOK", "SEK"]);
    }

    #[test]
    fn dollars_are_those_of_the_country_only_where_the_article_is_at_home_there() {
        assert_eq!(told("SYDNEY, May 3 - The Australian miner bid 3 dlrs a share. Australia agreed.").1, ["AUD"]);
        assert!(told("The miner bid $3 a share in Australia; Australia and the Australian state agreed.").1.is_empty());
        assert!(!told("Australia and the United States trade 3 dlrs a share in Japan.").1.contains(&"AUD".to_string()));
    }
}
