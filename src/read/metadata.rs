//! The table of documents (`--documents META.csv`): what is known of articles beside their texts.
//!
//! Its first row names the columns: `path`, and any of `url`, `published`, `publisher`, `title`. A path is the file's
//! as given, or below the table's own folder, or the end of one file's alone ("a.txt" for "news/may/a.txt"), or a
//! document's id.

use super::listener::Listener;
use super::{columns, date};
use crate::error::near::nearest;
use crate::error::{Error, Result};
use crate::model::document::Document;
use chrono::NaiveDate;
use csv::StringRecord;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// The columns, in any order.
const COLUMNS: [&str; 5] = ["path", "url", "published", "publisher", "title"];

/// How many rows without a document are named one by one.
const MOST_NAMED: usize = 3;

/// What one row says of a document.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    url: Option<String>,
    published: Option<NaiveDate>,
    publisher: Option<String>,
    title: Option<String>,
}

/// One row.
#[derive(Clone, Debug)]
struct Row {
    line: usize,
    /// The path as it is written.
    path: String,
    known: Known,
    /// Whether there is a document for it, or it was said why there is none.
    settled: bool,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    path: PathBuf,
    rows: Vec<Row>,
    /// Rows by their paths as written, by these below the table's folder, and by those of the only files that end so.
    written: FxHashMap<String, usize>,
    below: FxHashMap<String, usize>,
    ends: FxHashMap<String, usize>,
    listener: Listener,
}

impl Metadata {
    /// Reads the table, and tells `listener` what in it is odd.
    ///
    /// # Errors
    /// Fails, with the line, where it cannot be read, has no column `path` or one with a misspelt name, a row is longer
    /// than the first or has a date that is none, or two rows differ about one document.
    pub fn read(path: &Path, listener: &Listener) -> Result<Metadata> {
        let content = columns::content(path)?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(content.as_bytes());
        let invalid = |error: csv::Error| columns::invalid(path, &error);
        let headers = reader.headers().map_err(invalid)?.clone();
        let places = places(path, &headers, listener)?;
        let mut table = Metadata { path: path.to_path_buf(), listener: listener.clone(), ..Metadata::default() };
        for record in reader.records() {
            let record = record.map_err(invalid)?;
            let line = columns::line(record.position());
            table.check_length(line, record.len(), headers.len())?;
            let row = row(&record, line, &places).map_err(|message| Error::at(path, line, message))?;
            table.add(row)?;
        }
        Ok(table)
    }

    fn check_length(&self, line: usize, fields: usize, columns: usize) -> Result<()> {
        let counted = |count: usize| format!("{count} field{}", if count == 1 { "" } else { "s" });
        let message = format!("has {} where the first line names {columns} columns", counted(fields));
        if fields > columns {
            return Err(Error::at(&self.path, line, message + "; put a field that has a comma in quotation marks"));
        }
        if fields < columns {
            self.warn(line, message + "; those at its end are taken as empty, write a comma for each to say so");
        }
        Ok(())
    }

    fn add(&mut self, row: Row) -> Result<()> {
        let key = normal(&row.path);
        if let Some(earlier) = self.written.get(&key).map(|at| &self.rows[*at]) {
            return if earlier.known == row.known { Ok(()) } else { Err(self.differs(earlier, &row)) };
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        self.below.entry(normal(&folder.join(&row.path).to_string_lossy())).or_insert(self.rows.len());
        self.written.insert(key, self.rows.len());
        self.rows.push(row);
        Ok(())
    }

    fn differs(&self, earlier: &Row, row: &Row) -> Error {
        let message = format!(
            "says of `{}` what differs from line {}, which is about the same document; keep one of the two",
            row.path, earlier.line
        );
        Error::at(&self.path, row.line, message)
    }

    fn warn(&self, line: usize, message: String) {
        self.listener.tell(&Error::at(&self.path, line, message));
    }

    /// Finds the files, each given as its path and the id it has, that rows name by the end of their paths.
    ///
    /// # Errors
    /// Fails where two rows that name the same file differ.
    pub fn settle(&mut self, files: impl Iterator<Item = (String, String)>) -> Result<()> {
        let mut by_name: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (path, id) in files {
            let path = normal(&path);
            if let Some(row) = self.exact(&path, &normal(&id)) {
                self.rows[row].settled = true;
                self.ends.insert(path.clone(), row);
            }
            by_name.entry(name(&path).to_string()).or_default().push(path);
        }
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            if row.settled {
                continue;
            }
            let end = normal(&row.path);
            let mut fits = by_name.get(name(&end)).cloned().unwrap_or_default();
            fits.retain(|path| path.strip_suffix(&end).is_some_and(|before| before.ends_with('/')));
            fits.sort();
            fits.dedup();
            match &fits[..] {
                [] => continue,
                [one] => {
                    let other = self.ends.get(one).map_or(row, |other| &self.rows[*other]);
                    if other.known != row.known {
                        let (first, second) = if other.line < row.line { (other, row) } else { (row, other) };
                        return Err(self.differs(first, second));
                    }
                    self.ends.insert(one.clone(), at);
                }
                [one, other, ..] => self.warn(
                    row.line,
                    format!(
                        "`{}` may be any of {} files, such as {one} and {other}; write more of the path",
                        row.path,
                        fits.len()
                    ),
                ),
            }
            self.rows[at].settled = true;
        }
        Ok(())
    }

    /// Fills what `document` does not know of itself.
    pub fn fill(&mut self, document: &mut Document) {
        let path = normal(&document.source);
        let found = self.exact(&path, &normal(&document.id)).or_else(|| self.ends.get(&path).copied());
        let Some(row) = found.map(|at| &mut self.rows[at]) else { return };
        row.settled = true;
        let known = &row.known;
        document.published = document.published.or(known.published);
        document.url = document.url.take().or_else(|| known.url.clone());
        document.publisher = document.publisher.take().or_else(|| known.publisher.clone());
        document.title = document.title.take().or_else(|| known.title.clone());
    }

    /// The row that names a document by all of its path or by its id.
    fn exact(&self, path: &str, id: &str) -> Option<usize> {
        self.below.get(path).or_else(|| self.written.get(path)).or_else(|| self.written.get(id)).copied()
    }

    /// Tells of the rows that no document was read for, once all were read.
    pub fn finish(&mut self) {
        let left: Vec<&Row> = self.rows.iter().filter(|row| !row.settled).collect();
        for row in left.iter().take(MOST_NAMED) {
            let what = "is no file or record that was read; correct the path, or leave the row out";
            self.warn(row.line, format!("`{}` {what}", row.path));
        }
        if let Some(more) = left.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            let message =
                format!("{more} more rows name no document that was read, the next in line {}", left[MOST_NAMED].line);
            self.listener.tell(&Error::in_file(&self.path, message + "; correct their paths, or leave them out"));
        }
        self.rows.iter_mut().for_each(|row| row.settled = true);
    }
}

/// Where each of `COLUMNS` stands.
fn places(path: &Path, headers: &StringRecord, listener: &Listener) -> Result<[Option<usize>; COLUMNS.len()]> {
    let places = COLUMNS.map(|name| columns::column(headers, name));
    let missing = || COLUMNS.into_iter().zip(places).filter(|(_, place)| place.is_none()).map(|(name, _)| name);
    let other: Vec<&str> =
        headers.iter().filter(|header| !COLUMNS.iter().any(|name| header.eq_ignore_ascii_case(name))).collect();
    for header in &other {
        if let Some(meant) = nearest(&header.to_lowercase(), missing()).first() {
            let message = format!("has no column of the name `{header}`; did you mean {meant}? Correct the name");
            return Err(Error::at(path, 1, message));
        }
    }
    let all = COLUMNS.join(",");
    if places[0].is_none() {
        return Err(Error::at(path, 1, format!("has no column path; its first line must be {all}")));
    }
    if !other.is_empty() {
        let names = other.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("nothing is read from the column {names}; rename what you mean: the columns are {all}");
        listener.tell(&Error::at(path, 1, message));
    }
    Ok(places)
}

fn row(
    record: &StringRecord,
    line: usize,
    places: &[Option<usize>; COLUMNS.len()],
) -> std::result::Result<Row, String> {
    let [path, url, published, publisher, title] =
        places.map(|place| place.and_then(|at| record.get(at)).filter(|field| !field.is_empty()));
    let path = path.ok_or("names no document; fill the column path")?;
    let day = |written: &str| {
        date::day(written).ok_or_else(|| {
            format!("`{written}` in the column published is no date; write it as 2024-01-31, or leave it empty")
        })
    };
    let owned = |field: Option<&str>| field.map(str::to_string);
    let known = Known {
        url: owned(url),
        published: published.map(day).transpose()?,
        publisher: owned(publisher),
        title: owned(title),
    };
    Ok(Row { line, path: path.to_string(), known, settled: false })
}

/// A path or id in the one spelling in which they are compared.
fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
    let path = parts.join("/");
    path.strip_suffix(".txt").map(str::to_string).unwrap_or(path)
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
