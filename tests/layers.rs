//! Who may import whom: the table of ARCHITECTURE.md, held against what the source files name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may name. A room may always name itself.
const TABLE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("error", &[]),
    ("grammar", &["model", "error"]),
    ("read", &["model", "error"]),
    ("segment", &["model", "grammar", "error"]),
    ("recognize", &["model", "grammar", "error"]),
    ("link", &["model", "grammar", "error"]),
    ("normalize", &["model", "grammar", "error"]),
    ("relate", &["model", "grammar", "error"]),
    ("table", &["model", "error"]),
    ("pipeline", &["model", "grammar", "error", "read", "segment", "recognize", "link", "normalize", "relate"]),
    ("cli", &["pipeline", "table", "grammar", "model", "error"]),
];

/// Words that only some rooms may hold: a crate, or the type of numbers that are not exact.
const KEPT_IN: &[(&str, &[&str])] =
    &[("polars", &["table"]), ("clap", &["cli", "main"]), ("f64", &["table", "cli"]), ("f32", &["table", "cli"])];

/// A source file: its place below `src`, its module path, and its code without comments and string literals.
struct File {
    name: String,
    path: Vec<String>,
    code: String,
}

impl File {
    fn room(&self) -> &str {
        self.path.first().map_or("lib", String::as_str)
    }

    /// The rooms it names, each with the words that name it.
    fn named(&self) -> Vec<(String, String)> {
        let tokens = tokens(&self.code);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let root = matches!(tokens[at].as_str(), "crate" | "trade_figures") && self.begins_path(&tokens, at);
            let ups = tokens[at..].chunks(2).take_while(|pair| pair == &["super", "::"]).count();
            if root && tokens.get(at + 1).is_some_and(|token| token == "::") {
                found.extend(first_names(&tokens[at + 2..]).map(|name| (name.clone(), format!("crate::{name}"))));
                at += 2;
            } else if ups > 0 {
                // From `src/link/mod.rs` or `src/link/unit.rs`, enough of them lead out of the room.
                if ups >= self.path.len() {
                    let names = first_names(&tokens[at + 2 * ups..]);
                    found.extend(names.map(|name| (name.clone(), format!("{}{name}", "super::".repeat(ups)))));
                }
                at += 2 * ups;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether a path starts here: `foo::crate` and `a.crate` do not exist, `x::trade_figures` may.
    fn begins_path(&self, tokens: &[String], at: usize) -> bool {
        at == 0 || tokens[at - 1] != "::"
    }
}

/// The first names of what follows a path's root: one, or each in braces.
fn first_names(tokens: &[String]) -> impl Iterator<Item = String> {
    let mut names = Vec::new();
    if tokens.first().is_some_and(|token| token == "{") {
        let (mut depth, mut fresh) = (0, false);
        for token in tokens {
            match token.as_str() {
                "{" => (depth, fresh) = (depth + 1, depth == 0),
                "}" if depth == 1 => break,
                "}" => depth -= 1,
                "," => fresh = depth == 1,
                name if fresh => {
                    names.push(name.to_string());
                    fresh = false;
                }
                _ => {}
            }
        }
    } else {
        names.extend(tokens.first().cloned());
    }
    names.into_iter()
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last = ' ';
    for char in code.chars() {
        if char.is_alphanumeric() || char == '_' {
            word.push(char);
        } else {
            if !word.is_empty() {
                tokens.push(std::mem::take(&mut word));
            }
            if char == ':' && last == ':' {
                tokens.pop();
                tokens.push("::".to_string());
            } else if !char.is_whitespace() {
                tokens.push(char.to_string());
            }
        }
        last = if char == ':' && last == ':' { ' ' } else { char };
    }
    tokens.extend(Some(word).filter(|word| !word.is_empty()));
    tokens
}

/// The code without comments and without what stands in string and character literals.
fn bare(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match chars[at] {
            '/' if next == '/' => at += chars[at..].iter().take_while(|char| **char != '\n').count(),
            '/' if next == '*' => {
                at += 2;
                while at < chars.len() && !(chars[at] == '*' && chars.get(at + 1) == Some(&'/')) {
                    at += 1;
                }
                at += 2;
            }
            'r' if matches!(next, '"' | '#') && !out.ends_with(|last: char| last.is_alphanumeric() || last == '_') => {
                let hashes = chars[at + 1..].iter().take_while(|char| **char == '#').count();
                if chars.get(at + 1 + hashes) != Some(&'"') {
                    out.push('r');
                    at += 1;
                    continue;
                }
                at += 2 + hashes;
                while at < chars.len()
                    && !(chars[at] == '"'
                        && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes)
                {
                    at += 1;
                }
                at += 1 + hashes;
            }
            '"' => {
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
            }
            '\'' if next == '\\' => at += 3 + chars[at + 3..].iter().take_while(|char| **char != '\'').count(),
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 3,
            char => {
                out.push(char);
                at += 1;
            }
        }
    }
    out
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let file = |path: &PathBuf| {
        let below = path.strip_prefix(&root).unwrap().with_extension("");
        let mut parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().to_string()).collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
            parts.pop();
        }
        let code = bare(&std::fs::read_to_string(path).unwrap());
        File { name: format!("src/{}", path.strip_prefix(&root).unwrap().display()), path: parts, code }
    };
    paths.iter().map(file).collect()
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let rooms: BTreeSet<&str> = TABLE.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !matches!(file.room(), "lib" | "main")) {
        let Some((_, allowed)) = TABLE.iter().find(|(room, _)| *room == file.room()) else {
            wrong.push(format!("{}: the room `{}` is not in the table", file.name, file.room()));
            continue;
        };
        for (name, words) in file.named() {
            if name == file.room() || allowed.contains(&name.as_str()) {
                continue;
            }
            let why = if rooms.contains(name.as_str()) {
                format!("{} may name {} only", file.room(), allowed.join(", "))
            } else {
                "that is no room; name the room it stands in".to_string()
            };
            wrong.push(format!("{}: {words}: {why}", file.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn frames_flags_and_floats_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in files() {
        for token in tokens(&file.code) {
            if let Some((word, rooms)) = KEPT_IN.iter().find(|(word, _)| *word == token)
                && !rooms.contains(&file.room())
            {
                wrong.push(format!("{}: `{word}` belongs in {}", file.name, rooms.join(", ")));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test sees what it is there to see.
#[test]
fn imports_are_seen_in_every_dress() {
    let file = |name: &str, source: &str| File {
        name: name.to_string(),
        path: name.split('/').filter(|part| *part != "mod").map(str::to_string).collect(),
        code: bare(source),
    };
    let named = |name: &str, source: &str| -> Vec<String> {
        file(name, source).named().into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(named("link/unit", "use crate::model::unit::Unit;"), ["model"]);
    assert_eq!(named("link/unit", "use crate::{model::{unit, span}, error::Error};"), ["model", "error"]);
    assert_eq!(named("link/unit", "fn f() { crate::read::x() }"), ["read"]);
    assert_eq!(named("link/unit", "use super::super::read::x;"), ["read"]);
    assert_eq!(named("link/mod", "use super::read::x;"), ["read"]);
    assert_eq!(named("link/unit", "use super::context::x;"), Vec::<String>::new());
    assert_eq!(named("link/unit", "// crate::read\n/* crate::read */ let x = \"crate::read\";"), Vec::<String>::new());
    assert_eq!(named("link/unit", "let c = '\"'; use crate::read;"), ["read"]);
    assert_eq!(named("link/unit", "let s = r#\"crate::read\"#;"), Vec::<String>::new());
    assert_eq!(named("cli/find", "use trade_figures::table::csv;"), ["table"]);
}
