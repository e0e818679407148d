//! Files, folders, records and standard input → Documents, one after another: the only room that knows file formats coming in.
//!
//! | given | read as | a document's id |
//! | --- | --- | --- |
//! | a `.txt` or `.md` file | one text | its name, without `.txt` |
//! | a `.jsonl` or `.ndjson` file | one record a line | the record's `id`, else name and line: `news.jsonl:3` |
//! | another file | records if its first line is a JSON object, else one text | as above |
//! | a folder | its `.txt`, `.jsonl` and `.ndjson` files, at any depth, in order of their paths | the path below the folder |
//! | standard input | as another file | `stdin` |
//!
//! A file may be UTF-8, with or without a mark, UTF-16 with one, or in an older encoding that is told from its letters. A
//! text that is UTF-8 but for a few places stays so, and its document says so. Names that are no UTF-8 have their other
//! bytes written as `%FF`. A pipe given by its name is read as standard input is.
//!
//! A document that cannot be read is an error in its place in the sequence; those after it are read all the same.

mod columns;
mod date;
mod decode;
mod listener;
mod mark;
mod metadata;
mod rates;
mod records;
mod text;
mod walk;

use crate::error::{Error, Result};
use crate::model::document::Document;
use chrono::{Datelike, NaiveDate};
pub use listener::Listener;
use metadata::Metadata;
pub use rates::rates;
use records::Records;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::io::BufRead;
use std::path::{Path, PathBuf};
pub use text::shown;
use walk::Walk;

/// The most bytes that one text, or one line of records, may have: far more than any article. To extract from a text may
/// take more than a hundred times its size in memory.
pub const LARGEST_TEXT: usize = 8 << 20;

/// What to read, and what is known of it beside the texts.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Files and folders, read in this order.
    pub paths: Vec<PathBuf>,
    /// Whether standard input is read, after the paths.
    pub stdin: bool,
    /// The publication date of those documents of which nothing closer tells it.
    pub published: Option<NaiveDate>,
    /// A CSV table of documents: `path,url,published,publisher,title`.
    pub documents: Option<PathBuf>,
    /// Who is told what a person should know of the reading, though nothing failed.
    pub listener: Listener,
}

/// The documents of `inputs`, read one at a time as they are asked for.
///
/// What a record says of itself comes before the table of documents, and that before `inputs.published`.
///
/// # Errors
/// Fails at once where nothing is given to read or the table of documents cannot be read. In the sequence, each file,
/// line or record that cannot be read is an error with its place; the sequence goes on after it.
pub fn read(inputs: &Inputs) -> Result<Box<dyn Iterator<Item = Result<Document>> + Send>> {
    let stdin = inputs.stdin.then(|| Box::new(std::io::BufReader::new(std::io::stdin())) as Input);
    Ok(Box::new(Reader::new(inputs, stdin)?))
}

/// Something read byte by byte.
type Input = Box<dyn BufRead + Send>;

/// A file found, and the id that its place gives a document in it.
pub(crate) struct Found {
    path: PathBuf,
    id: String,
}

struct Reader {
    paths: std::vec::IntoIter<PathBuf>,
    stdin: Option<Input>,
    /// The folder that is being gone through.
    folder: Option<Walk>,
    records: Option<Records>,
    metadata: Metadata,
    published: Option<NaiveDate>,
    listener: Listener,
    seen: FxHashMap<String, (String, [u8; 32])>,
}

impl Reader {
    fn new(inputs: &Inputs, stdin: Option<Input>) -> Result<Reader> {
        if inputs.paths.is_empty() && stdin.is_none() {
            return Err(Error::new("nothing was given to read; name files or folders, or - for standard input"));
        }
        if let Some(day) = inputs.published.filter(|day| !(1..=9999).contains(&day.year())) {
            return Err(Error::new(format!("{day} is no day of publication; give one of the years 1 to 9999")));
        }
        let mut metadata = Metadata::default();
        if let Some(path) = &inputs.documents {
            metadata = Metadata::read(path, &inputs.listener)?;
            metadata.settle(inputs.paths.iter().flat_map(|path| files(path)))?;
        }
        Ok(Reader {
            paths: inputs.paths.clone().into_iter(),
            stdin,
            folder: None,
            records: None,
            metadata,
            published: inputs.published,
            listener: inputs.listener.clone(),
            seen: FxHashMap::default(),
        })
    }

    /// The next document as its file gives it; `None` at the end of all.
    fn step(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next() {
                    Some(document) => return Some(document),
                    None => self.records = None,
                }
            }
            let opened = match self.next_file()? {
                Ok(Next::File(found)) => open_file(&found),
                Ok(Next::Stdin(input)) => {
                    let path = Path::new("-");
                    text::unmarked(input, path).and_then(|input| open_input(input, path, "stdin"))
                }
                Err(error) => Err(error),
            };
            match opened {
                Ok(Content::Text(document)) => return Some(Ok(*document)),
                Ok(Content::Records(records)) => self.records = Some(*records),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn next_file(&mut self) -> Option<Result<Next>> {
        loop {
            if let Some(walk) = &mut self.folder {
                match walk.next() {
                    Some(found) => return Some(found.map(Next::File)),
                    None => self.folder = None,
                }
            }
            let Some(path) = self.paths.next() else {
                return self.stdin.take().map(|input| Ok(Next::Stdin(input)));
            };
            match std::fs::metadata(&path) {
                Ok(about) if about.is_dir() => self.folder = Some(Walk::new(path)),
                Ok(about) => {
                    if !about.is_file() {
                        let message = "is no file on a disk: it is read until whatever writes to it closes it";
                        self.listener.tell(&Error::in_file(&path, message));
                    }
                    let id = own_id(&path);
                    return Some(Ok(Next::File(Found { path, id })));
                }
                Err(error) => return Some(Err(text::unreadable(&path, &error))),
            }
        }
    }

    /// Adds what is known beside the text; `None` where the same document was read before.
    fn complete(&mut self, mut document: Document) -> Result<Option<Document>> {
        self.metadata.fill(&mut document);
        if let Some(remark) = &document.remark {
            self.listener.tell(&Error::in_file(&document.source, remark));
        }
        document.published = document.published.or(self.published);
        let hash: [u8; 32] = Sha256::digest(document.text.as_bytes()).into();
        match self.seen.get(&document.id) {
            Some((_, earlier)) if *earlier == hash => Ok(None),
            Some((source, _)) => Err(Error::in_file(
                &document.source,
                format!(
                    "has the id `{}`, which another text has, from {source}; give each its own id, or name the folder above both instead of each alone",
                    document.id
                ),
            )),
            None => {
                self.seen.insert(document.id.clone(), (document.source.clone(), hash));
                Ok(Some(document))
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            let Some(document) = self.step() else {
                self.metadata.finish();
                return None;
            };
            match document.and_then(|document| self.complete(document)) {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The id of a document in a file that is given by itself.
fn own_id(path: &Path) -> String {
    text::id_of(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}

/// The path of each file that is to be read, and the id it has.
fn files(path: &Path) -> Box<dyn Iterator<Item = (String, String)>> {
    if path.is_dir() {
        Box::new(Walk::new(path.to_path_buf()).flatten().map(|found| (text::shown(&found.path), found.id)))
    } else {
        Box::new(std::iter::once((text::shown(path), own_id(path))))
    }
}

enum Next {
    File(Found),
    Stdin(Input),
}

/// What a file turned out to hold.
enum Content {
    Text(Box<Document>),
    Records(Box<Records>),
}

fn open_file(found: &Found) -> Result<Content> {
    let input = text::unmarked(text::open(&found.path)?, &found.path)?;
    let ending = found.path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("txt" | "md") => text::read(input, &found.path, &found.id).map(|text| Content::Text(Box::new(text))),
        Some("jsonl" | "ndjson") => Ok(Content::Records(Box::new(Records::new(input, &found.path, &found.id)))),
        _ => open_input(input, &found.path, &found.id),
    }
}

/// Records where the first line is a JSON object, else one text.
fn open_input(input: Input, path: &Path, id: &str) -> Result<Content> {
    let (begins_records, input) = records::sniff(input).map_err(|error| text::unreadable(path, &error))?;
    if begins_records {
        return Ok(Content::Records(Box::new(Records::new(input, path, id))));
    }
    text::read(input, path, id).map(|text| Content::Text(Box::new(text)))
}

#[cfg(test)]
mod tests;
