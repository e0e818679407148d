//! Sentence → mentions: what each stretch of a sentence says, taken alone.
//!
//! ```text
//! sentence := (stop | time | late stop | quantity | phrase | name | token)*
//! ```
//! Read from left to right, the first that fits wins. A duration inside a time ("in the last three years") is a mention too.

mod address;
pub mod comparator;
mod compound;
pub mod cursor;
mod digits;
mod excess;
mod money;
mod multiple;
mod number;
mod part;
pub mod phrase;
pub mod quantity;
mod range;
mod scale;
mod stop;
pub mod time;
mod unit;
mod vague;

use crate::error::Result;
use crate::grammar::Grammar;
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::grammar::phrases::Phrases;
use crate::grammar::words::{Cue, Sense};
use crate::model::amount::Amount;
use crate::model::code::{Kind, Section};
use crate::model::mention::{Item, Mention, MentionKind, Quantity, Reading};
use crate::model::profile::Profile;
use crate::model::sentence::{Sentence, Shape, Token};
use crate::model::span::{RuleId, Span, Spanned};
use crate::model::time::{Piece, When};
use crate::model::unit::UnitId;
use cursor::{Cursor, Scene};
use phrase::Read1;
use quantity::{Found, Setting, quantities};
use std::cell::OnceCell;
use std::sync::OnceLock;

/// The mentions of a text that is one sentence by itself.
pub fn alone(text: &str, section: Section, profile: &Profile, grammar: &Grammar) -> Reading {
    let phrases = Phrases::of_one(text, &grammar.lexicon);
    let sentence = Sentence { span: Span::new(0, text.len()), index: 0, paragraph: 0, section };
    recognize(sentence, &Scene::new(text, phrases.sentence(0), grammar, profile))
}

/// Everything that one sentence of a document's text says; spans are bytes of the text.
pub fn recognize(sentence: Sentence, scene: &Scene<'_>) -> Reading {
    let (mentions, items) = Recognizer::new(sentence, scene.all.tokens).run(Cursor::new(scene));
    Reading { sentence, items, mentions, tokens: scene.all.tokens.to_vec() }
}

/// The amounts of a text read as one sentence, as the tables in this room's files write them: the bound, the number (or
/// the ends of a range, or the low end and "+"), and the unit; several parted by "; ".
///
/// ```
/// use trade_figures::recognize::said;
/// let table = [
///     ("Exports rose by more than 1.2 million barrels per day", "> 1200000 bbl/d"),
///     ("from $4-5 billion to nearly €6bn", "4000000000..5000000000 USD; ~ 6000000000 EUR"),
///     ("30, 40 and 60 percent of 12 tankers", "30 %; 40 %; 60 %; 12"),
///     ("the No. 1 buyer of COP29 met at 18:00", ""),
/// ];
/// for (text, amounts) in table {
///     assert_eq!(said(text)?, amounts);
/// }
/// # Ok::<(), trade_figures::error::Error>(())
/// ```
///
/// # Errors
/// Fails where the embedded grammar is not well formed.
pub fn said(text: &str) -> Result<String> {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    let grammar = match GRAMMAR.get() {
        Some(grammar) => grammar,
        None => {
            let loaded = Grammar::embedded()?;
            GRAMMAR.get_or_init(|| loaded)
        }
    };
    let mentions = alone(text, Section::Body, &Profile::default(), grammar).mentions;
    let amounts = mentions.into_iter().filter_map(|mention| match mention.value {
        MentionKind::Quantity(quantity) => Some(written(&quantity, grammar)),
        _ => None,
    });
    Ok(amounts.collect::<Vec<_>>().join("; "))
}

/// One amount as `said` writes it.
fn written(quantity: &Quantity, grammar: &Grammar) -> String {
    let unit = quantity.unit.as_ref().map(|unit| format!(" {}", grammar.world.spell(unit))).unwrap_or_default();
    match quantity.amount {
        Amount::Exact(value) => format!("{}{unit}", value.normalize()),
        Amount::Bounded(comparator, value) => format!("{} {}{unit}", comparator.code(), value.normalize()),
        Amount::Range(low, high) => format!("{}..{}{unit}", low.normalize(), high.normalize()),
        Amount::Vague(low) => format!("{}+{unit}", low.normalize()),
    }
}

/// How far back a word of change still decides what "from 5 to 6" means.
const CHANGE_REACH: usize = 14;

/// How many words may stand between "by" and the amount of a change: "by a further 5".
const LINK_REACH: usize = 3;

/// What a word says of the amount of a change behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// It is the difference.
    By,
    /// It is the level before.
    From,
}

impl Link {
    /// What the entry with this id says.
    fn of(id: &str) -> Option<Link> {
        match id {
            "amount.difference" => Some(Link::By),
            "amount.origin" => Some(Link::From),
            _ => None,
        }
    }
}

/// What has been read of a sentence so far.
struct Recognizer {
    mentions: Vec<Mention>,
    items: Vec<Item>,
    /// The sentence's tokens not yet in an item begin here.
    next: usize,
    /// Capitals mean nothing: a headline, or a line in capitals throughout.
    headline: bool,
    /// Where the last word of change ended.
    changed: Option<usize>,
    /// Where the last word that says what comes of a change ended, and which it is: "by", "from".
    link: Option<(usize, Link)>,
    /// Where the last name ended.
    named: Option<usize>,
    /// The money of a note such as "$1 =", which divides the next amount.
    per: Option<UnitId>,
}

impl Recognizer {
    fn new(sentence: Sentence, tokens: &[Token]) -> Recognizer {
        let letters = tokens.iter().filter(|token| !matches!(token.shape, Shape::Mark | Shape::Digits));
        let (mut small, mut all) = (0, 0);
        for token in letters {
            all += 1;
            small += usize::from(token.shape == Shape::Lower);
        }
        let headline = sentence.section == Section::Title || (all > 3 && small * 4 < all);
        Recognizer {
            mentions: Vec::with_capacity(tokens.len() * 3 / 4 + 1),
            items: Vec::with_capacity(tokens.len()),
            next: 0,
            headline,
            changed: None,
            link: None,
            named: None,
            per: None,
        }
    }

    fn run(mut self, start: Cursor<'_>) -> (Vec<Mention>, Vec<Item>) {
        let mut cursor = start;
        while let Some(token) = cursor.first() {
            let begins = cursor.starts_any();
            let word = token.shape == Shape::Lower;
            let next = cursor.ahead(1);
            cursor = if word && !begins && next.is_none_or(|next| next.spaced || next.shape != Shape::Digits) {
                cursor.skip(1)
            } else if word && next.is_none_or(|next| next.spaced) && is_phrase_alone(cursor) {
                self.phrase(cursor)
            } else {
                self.step(cursor)
            };
        }
        self.tokens_to(start.tokens.len());
        (self.mentions, self.items)
    }

    /// Reads what begins at the cursor, and returns where it ends.
    fn step<'a>(&mut self, cursor: Cursor<'a>) -> Cursor<'a> {
        let time = OnceCell::new();
        let time = || time.get_or_init(|| time::read(cursor));
        if let Ok((rest, ())) = stop::early(cursor, || time().is_some()) {
            if stop::rate_note(cursor).is_ok() {
                self.per = quantities(Setting::default())(cursor).ok().and_then(|(_, found)| money_of(&found));
            }
            return self.push(cursor, rest, MentionKind::Stop, stop::rule(cursor, &rest));
        }
        let numeric = may_be_amount(cursor);
        if numeric && time::stands_before(cursor) {
            return cursor.skip(1);
        }
        if let Some((length, found)) = time().clone() {
            let amount = if numeric { quantities(self.setting(cursor.at()))(cursor).ok() } else { None };
            return match amount {
                Some((rest, amounts)) if is_rather_amount(&amounts, cursor.count_to(&rest), length) => {
                    self.push_quantities(cursor, rest, amounts)
                }
                _ => self.push_time(cursor, length, found),
            };
        }
        if numeric {
            if let Ok((rest, ())) = excess::too_long(cursor) {
                return self.push(cursor, rest, MentionKind::TooLong, RuleId::default());
            }
            if let Ok((rest, ())) = stop::late(self.named == Some(cursor.at()))(cursor) {
                return self.push(cursor, rest, MentionKind::Stop, RuleId::default());
            }
            if let Ok((rest, found)) = quantities(self.setting(cursor.at()))(cursor) {
                return self.push_quantities(cursor, rest, found);
            }
        }
        self.phrase(cursor)
    }

    /// Where words of change stand, seen from a token.
    fn setting(&self, at: usize) -> Setting {
        let distance = self.changed.map(|changed| at - changed);
        Setting {
            changed_here: distance.is_some_and(|distance| distance <= 1),
            changed: distance.is_some_and(|distance| distance <= CHANGE_REACH),
            by: self.is_linked(at, Link::By),
            from: self.is_linked(at, Link::From),
        }
    }

    /// Whether this word stands before a token, and a word of change before it.
    fn is_linked(&self, at: usize, wanted: Link) -> bool {
        let changed = self.changed.is_some_and(|changed| at - changed <= CHANGE_REACH);
        changed && self.link.is_some_and(|(end, link)| link == wanted && at - end < LINK_REACH)
    }

    /// Reads a phrase or a name; else passes over one token.
    fn phrase<'a>(&mut self, cursor: Cursor<'a>) -> Cursor<'a> {
        match phrase::read(cursor, self.headline) {
            Ok((rest, Read1::Phrase(senses))) => {
                let changes =
                    senses.iter().any(|rule| matches!(cursor.grammar.sense(*rule), Sense::Cue(Cue::Change(_))));
                if changes {
                    self.changed = Some(rest.at());
                }
                let link = senses.iter().find_map(|rule| Link::of(&cursor.grammar.entry(*rule).id));
                self.link = link.map(|link| (rest.at(), link)).or(self.link);
                let rule = senses.first().copied().unwrap_or_default();
                self.push(cursor, rest, MentionKind::Phrase(senses), rule)
            }
            Ok((rest, Read1::Name)) => {
                self.named = Some(rest.at());
                self.push(cursor, rest, MentionKind::Name, RuleId::default())
            }
            Err(_) => cursor.skip(1),
        }
    }

    fn push<'a>(&mut self, from: Cursor<'a>, to: Cursor<'a>, kind: MentionKind, rule: RuleId) -> Cursor<'a> {
        self.item(from.at(), to.at());
        self.mentions.push(Spanned::new(kind, from.span_to(&to), rule));
        to
    }

    /// A time, with the duration in it as a mention of its own.
    fn push_time<'a>(
        &mut self,
        cursor: Cursor<'a>,
        length: usize,
        found: Spanned<crate::model::time::TimeExpression>,
    ) -> Cursor<'a> {
        let rest = cursor.skip(length);
        self.item(cursor.at(), rest.at());
        let end = cursor.span_to(&rest).end;
        let part = matches!(found.value.when, When::Piece(Piece::Quarter(_) | Piece::Half(_), _));
        self.mentions.push(Spanned::new(MentionKind::Time(found.value), found.span, found.rule));
        let lasts = (0..length).any(|skipped| cursor.skip(skipped).starts(Kinds::UNIT));
        if part || !lasts {
            return rest;
        }
        for skipped in 0..length {
            let inner = cursor.skip(skipped);
            if inner.shape() != Some(Shape::Digits) && !inner.starts(Kinds::NUMBER.or(Kinds::JOINT)) {
                continue;
            }
            let Ok((_, quantities)) = quantities(Setting::default())(inner) else { continue };
            let duration = |one: &Spanned<Quantity>| one.value.kind == Some(Kind::Duration) && one.span.end <= end;
            if let Some(one) = quantities.into_iter().find(duration) {
                self.mentions.push(Spanned::new(MentionKind::Quantity(one.value), one.span, one.rule));
                break;
            }
        }
        rest
    }

    /// Amounts, each an item of its own among the tokens between them.
    fn push_quantities<'a>(&mut self, cursor: Cursor<'a>, rest: Cursor<'a>, found: Found) -> Cursor<'a> {
        for mut one in found {
            if let Some(per) = self.per.take()
                && let Some(unit) = one.value.unit.take()
            {
                one.value.unit = Some(unit.per(per, 1));
                one.value.kind = Some(Kind::Price);
            }
            let start = cursor.tokens.iter().position(|token| token.span.start >= one.span.start).unwrap_or(0);
            let end =
                cursor.tokens.iter().position(|token| token.span.start >= one.span.end).unwrap_or(cursor.tokens.len());
            self.item(cursor.at() + start, cursor.at() + end);
            self.mentions.push(Spanned::new(MentionKind::Quantity(one.value), one.span, one.rule));
        }
        rest
    }

    /// An item for the mention about to be pushed, over the tokens from `from` to `to`.
    fn item(&mut self, from: usize, to: usize) {
        self.tokens_to(from);
        self.items.push(Item::Mention(self.mentions.len() as u32));
        self.next = to;
    }

    fn tokens_to(&mut self, to: usize) {
        self.items.extend((self.next..to).map(|index| Item::Token(index as u32)));
        self.next = to;
    }
}

/// Whether words that could be a time too are an amount: it takes more of them, or as many and has a unit that is no time.
fn is_rather_amount(found: &Found, tokens: usize, time: usize) -> bool {
    let other = |one: &Spanned<Quantity>| one.value.kind.is_some_and(|kind| kind != Kind::Duration);
    tokens > time || (tokens == time && found.first().is_some_and(other))
}

/// Whether a word in small letters, glued to nothing, can begin no amount, no time and no stop.
fn is_phrase_alone(cursor: Cursor<'_>) -> bool {
    const OTHER: Kinds = Kinds::NUMBER.or(Kinds::MONEY).or(Kinds::BOUND).or(Kinds::JOINT).or(Kinds::STOP);
    !cursor.starts(OTHER) && !time::is_word_of_time(cursor)
}

/// Whether an amount may begin here: digits, a number word, money, a bound, a sign, or a word such as "between".
fn may_be_amount(cursor: Cursor<'_>) -> bool {
    match cursor.shape() {
        Some(Shape::Digits) => return true,
        Some(Shape::Upper) if cursor.peek().len() == 4 && cursor.peek().starts_with('M') => return true,
        Some(Shape::Mark) if matches!(cursor.peek(), "(" | ".") => return true,
        _ => {}
    }
    let opens = |word| {
        use NumberWord::{A, Between, From, Minus, Plus};
        matches!(word, Some(Between | From | A | Minus | Plus))
    };
    cursor.starts(Kinds::NUMBER.or(Kinds::MONEY).or(Kinds::BOUND))
        || cursor.starts(Kinds::JOINT) && cursor.matches().any(|found| opens(found.word))
}

/// The money of the first amount.
fn money_of(found: &Found) -> Option<UnitId> {
    found.first()?.value.unit.as_ref()?.head()
}
