//! What a document's places say of its money: which places it names most, and so what "$" or "crowns" mean in it.

use crate::grammar::Grammar;
use crate::grammar::words::{Facet, Sense};
use crate::model::document::Document;
use crate::model::profile::Profile;
use crate::model::sentence::{Shape, Token};
use crate::model::span::Span;
use crate::segment;

/// The profile of a document: its letters', with its places and their currencies.
pub fn profile(document: &Document, grammar: &Grammar) -> Profile {
    let mut profile = segment::profile(document);
    let mut counts: Vec<(u16, usize)> = Vec::new();
    count(document.title.as_deref().unwrap_or_default(), grammar, &mut counts);
    count(&document.text, grammar, &mut counts);
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    profile.places = counts.iter().map(|(place, _)| *place).collect();
    profile.currencies = profile.places.iter().filter_map(|place| grammar.world.places[*place as usize].currency).collect();
    profile.currencies.dedup();
    profile
}

/// Counts the places a text names.
fn count(text: &str, grammar: &Grammar, counts: &mut Vec<(u16, usize)>) {
    let mut tokens: Vec<Token> = Vec::new();
    grammar.lexicon.tokenize(text, Span::new(0, text.len()), &mut tokens);
    for at in 0..tokens.len() {
        if !matches!(tokens[at].shape, Shape::Capital | Shape::Upper | Shape::Mixed) {
            continue;
        }
        let place = grammar.longest(text, &tokens, at, |entry| match entry.sense {
            Sense::Place(place, Facet::Name | Facet::Capital | Facet::City) => Some(place),
            _ => None,
        });
        if let Some((_, _, place)) = place {
            match counts.iter_mut().find(|(known, _)| *known == place) {
                Some((_, count)) => *count += 1,
                None => counts.push((place, 1)),
            }
        }
    }
}
