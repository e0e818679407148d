//! Who has been named in a document, by what they are called beside their names: so "the minister" and "it" find them.
//!
//! ```text
//! "minister Hakan Fidan", "the monopoly Gazprom"       a noun before a name
//! "Goal100, a think tank in Berlin,"                   a noun after it, between marks
//! "Oil and Gas Authority"                              a noun in the name
//! ```

use super::phrase::{
    self, Naming, belongs, ends_entry, is_determiner, is_named, is_possessive, is_title_word, short_name,
};
use crate::grammar::words::Sense;
use crate::link::line::{Line, tidy};
use crate::model::mention::Item;
use crate::model::sentence::Shape;
use smallvec::SmallVec;

/// One who is named in a document.
struct Member<'a> {
    name: &'a str,
    called: SmallVec<[&'a str; 2]>,
    line: usize,
    /// Whether the grammar knows it as a body, and whether of the press.
    listed: Option<bool>,
    /// Whether a verb of saying follows it.
    speaks: bool,
}

/// Someone who spoke or was spoken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// Whether it is a body ("it"), a person ("he"), or not told.
    pub body: Option<bool>,
    /// The sentence it was last named in.
    pub line: usize,
}

/// All that are named in a document, in the order of the text.
pub struct Cast<'a> {
    members: Vec<Member<'a>>,
    /// The sources so far, latest last.
    pub sources: Vec<Known>,
    lines: &'a [Line<'a>],
}

impl<'a> Cast<'a> {
    /// Those that the sentences of a document name.
    pub fn of(lines: &'a [Line<'a>]) -> Cast<'a> {
        let mut members = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            for step in 0..line.len() {
                if matches!(line.steps[step].item, Item::Mention(_)) && is_named(line, step) {
                    let (name, mut called) = split_titles(line.words(line.steps[step].span), line);
                    let name = short_name(line, step).map_or(name, |span| line.words(span));
                    called.extend(noun_before(line, step));
                    called.extend(noun_after(line, step));
                    let listed = line.find(step, |entry| match &entry.sense {
                        Sense::Organization(_, _, kind) => Some(kind == "media" || kind == "research"),
                        _ => None,
                    });
                    let speaks = step + 1 < line.len() && line.is_cue(step + 1, "attribution.said");
                    members.push(Member { name, called, line: index, listed: listed.map(|(_, press)| press), speaks });
                }
            }
        }
        Cast { members, sources: Vec::new(), lines }
    }

    /// The name a phrase stands for, and whether it is a body's; the words themselves where it stands for none.
    pub fn resolve(&self, line: &Line<'a>, index: usize, naming: Naming) -> Option<Known> {
        let known = |name: &str, body| Some(Known { name: tidy(name), body, line: index });
        match naming {
            Naming::Name(span) => {
                let name = line.words(span);
                let full = self.full(name);
                known(full, self.is_body(line, full))
            }
            Naming::Pronoun(step) => {
                let thing = line.is_cue(step, "attribution.thing");
                let other = line.is_cue(step, "attribution.several");
                self.last(index, |body| other || body != Some(!thing)).map(|found| Known { line: index, ..found })
            }
            Naming::Title { words, head, definite } => {
                let title = phrase::last_word(line, head);
                let body = ends_entry(line, "attribution.body", title);
                let held = definite
                    || (0..head).any(|step| words.contains(line.steps[step].span) && is_possessive(line, step));
                let holder = held.then(|| self.holder(title, index)).flatten();
                let found = holder.or_else(|| if definite && body { self.body(line, index, title) } else { None });
                match found {
                    Some(name) => known(name, Some(body)),
                    None => known(line.words(words), Some(body)),
                }
            }
        }
    }

    /// Notes who spoke.
    pub fn note(&mut self, known: Known) {
        self.sources.retain(|old| old.name != known.name);
        self.sources.push(known);
    }

    /// The last who spoke or was the subject of the sentence before, of a kind that `fits`.
    fn last(&self, index: usize, fits: impl Fn(Option<bool>) -> bool) -> Option<Known> {
        let subject = index
            .checked_sub(1)
            .and_then(|before| subject(&self.lines[before], before, self))
            .filter(|known| fits(known.body) && (known.body.is_some() || !fits(Some(true))));
        let source = self.sources.iter().rev().find(|known| fits(known.body)).cloned();
        match (subject, source) {
            (Some(subject), Some(source)) if source.line >= subject.line => Some(source),
            (Some(subject), _) => Some(subject),
            (None, source) => source,
        }
    }

    /// The name called so: the last at or before the sentence, else the first after it.
    fn holder(&self, title: &str, index: usize) -> Option<&'a str> {
        let called = |member: &&Member<'a>| member.called.iter().any(|other| other.eq_ignore_ascii_case(title));
        let split = self.members.partition_point(|member| member.line <= index);
        let (earlier, later) = self.members.split_at(split);
        earlier.iter().rev().find(called).or_else(|| later.iter().find(called)).map(|member| self.full(member.name))
    }

    /// The body that "the company" stands for: the last that spoke, else one named in the sentence or before it, else the
    /// first that speaks later. Papers and research houses are none, unless the noun is one of
    /// theirs; nor is a bank or a ministry, by its name, a company.
    fn body(&self, line: &Line<'a>, index: usize, title: &str) -> Option<&str> {
        let press = ends_entry(line, "attribution.press", title);
        let other = |name: &str| {
            name.split_whitespace()
                .any(|word| ends_entry(line, "attribution.body", word) && !word.eq_ignore_ascii_case(title))
        };
        let fits = |name: &str| {
            !other(name)
                && (press || !self.members.iter().any(|member| member.name == name && member.listed == Some(true)))
        };
        let spoken = self.sources.iter().rev().find(|known| known.body != Some(false) && fits(&known.name));
        let known = |member: &&Member<'a>| {
            fits(member.name) && (member.listed.is_some() || self.is_body(line, member.name) == Some(true))
        };
        let own = || self.members.iter().filter(|member| member.line == index).find(known);
        let before = || self.members.iter().rev().filter(|member| member.line < index).find(known);
        let later = || {
            self.members.iter().find(|member| {
                member.line > index
                    && member.speaks
                    && fits(member.name)
                    && self.is_body(line, member.name) != Some(false)
            })
        };
        spoken
            .map(|known| known.name.as_str())
            .or_else(|| own().or_else(before).or_else(later).map(|member| member.name))
    }

    /// The longer name that ends in this one, for a surname.
    fn full<'s>(&self, name: &'s str) -> &'s str
    where
        'a: 's,
    {
        if name.contains(char::is_whitespace) {
            return name;
        }
        let longer = |member: &&Member<'a>| {
            let words = member.name.split_whitespace().count();
            (2..=4).contains(&words) && last_word(member.name) == name
        };
        self.members.iter().find(longer).map_or(name, |member| member.name)
    }

    /// Whether a name is called a body, or a person, anywhere.
    pub fn is_body(&self, line: &Line, name: &str) -> Option<bool> {
        let called = self.members.iter().filter(|member| member.name == name).flat_map(|member| &member.called);
        let mut found = None;
        if self.members.iter().any(|member| member.name == name && member.listed.is_some()) {
            return Some(true);
        }
        for word in called {
            match (ends_entry(line, "attribution.body", word), is_title_word(line, word)) {
                (true, _) => return Some(true),
                (false, true) => found = Some(false),
                _ => {}
            }
        }
        found
    }
}

/// The first name of a sentence that a verb follows.
fn subject(line: &Line, index: usize, cast: &Cast) -> Option<Known> {
    let verb = (1..line.len().min(20)).find(|step| line.is_verb(*step) && !line.is_auxiliary(*step));
    let naming = verb
        .and_then(|verb| phrase::before(line, verb))
        .map(|phrase| phrase.naming)
        .filter(|naming| matches!(naming, Naming::Name(_)));
    match naming.or_else(|| phrase::after(line, 0).map(|phrase| phrase.naming))? {
        Naming::Name(span) if !span.is_empty() => {
            let name = line.tidy(span);
            let body = cast.is_body(line, &name);
            Some(Known { name, body, line: index })
        }
        _ => None,
    }
}

/// A name without the titles it begins with, and the words in it that it may be called by.
fn split_titles<'a>(words: &'a str, line: &Line) -> (&'a str, SmallVec<[&'a str; 2]>) {
    let mut called = SmallVec::new();
    let mut name = words;
    let mut rest = words;
    for _ in 0..4 {
        let Some((first, after)) = rest.split_once(char::is_whitespace) else { break };
        rest = after.trim_start();
        if is_title_word(line, first) && rest.starts_with(char::is_uppercase) {
            called.push(first);
            name = rest;
        }
    }
    called.extend(name.split_whitespace().filter(|word| ends_entry(line, "attribution.body", word)));
    (name, called)
}

/// The noun right before a name.
fn noun_before<'a>(line: &Line<'a>, step: usize) -> Option<&'a str> {
    let left = step.checked_sub(1).filter(|left| belongs(line, *left) && !line.is_any_mark(*left))?;
    (line.token(left).shape == Shape::Lower || phrase::is_title(line, left))
        .then(|| last_word(line.words(line.steps[left].span)))
}

/// The noun that heads the apposition after a name: ", the country's oil minister," or ", operator of".
fn noun_after<'a>(line: &Line<'a>, step: usize) -> Option<&'a str> {
    let mut at = step + 1;
    while at < line.len() && (line.is_mark(at, "(") || line.is_mark(at, "<")) {
        at = (at..line.len()).find(|close| line.is_mark(*close, ")") || line.is_mark(*close, ">"))? + 1;
    }
    if at >= line.len() || !(line.is_mark(at, ",") || phrase::is_dash(line, at)) {
        return None;
    }
    let from = (at + 1..line.len()).find(|step| !is_determiner(line, *step))?;
    let inside = (from..line.len()).take_while(|step| belongs(line, *step) || is_determiner(line, *step));
    let head = inside.filter(|step| !line.is_any_mark(*step)).last()?;
    (!is_named(line, head)).then(|| last_word(line.words(line.steps[head].span)))
}

fn last_word(words: &str) -> &str {
    words.rsplit(char::is_whitespace).next().unwrap_or(words)
}
