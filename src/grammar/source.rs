//! A grammar file as tables whose every field knows its line, so that a mistake in it is named with file and line.

use crate::error::{Error, Result};
use std::cell::Cell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One grammar file: its path below the grammar folder (`en/units.toml`) and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The path below the grammar folder, with `/`.
    pub path: String,
    /// The whole file.
    pub text: String,
    /// Where its line breaks stand, in bytes.
    breaks: Vec<usize>,
}

impl Source {
    /// A file of this path and text.
    pub fn new(path: String, text: String) -> Source {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Source { path, text, breaks }
    }

    /// The tables of the file, in the order of its lines; a nested table's id joins the names with a dot.
    ///
    /// # Errors
    /// Fails where the file is not TOML, with file and line.
    pub fn tables(&self) -> Result<Vec<Table<'_>>> {
        let root = DeTable::parse(&self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.error(at, format!("not valid TOML: {}; mend this line", error.message()))
        })?;
        let mut tables = Vec::new();
        self.collect("", root.into_inner(), 0, &mut tables)?;
        tables.sort_by_key(|table| table.at);
        Ok(tables)
    }

    /// Walks nested tables down to those that hold fields.
    fn collect<'s>(&'s self, id: &str, table: DeTable<'s>, at: usize, out: &mut Vec<Table<'s>>) -> Result<()> {
        let mut fields = Vec::new();
        for (key, value) in table {
            let at = key.span().start;
            match value.get_ref() {
                DeValue::Table(_) => {
                    let nested =
                        if id.is_empty() { key.get_ref().to_string() } else { format!("{id}.{}", key.get_ref()) };
                    if let DeValue::Table(inner) = value.into_inner() {
                        self.collect(&nested, inner, at, out)?;
                    }
                }
                _ => fields.push(Field { name: key.into_inner().into_owned(), value, at, used: Cell::new(false) }),
            }
        }
        if !fields.is_empty() {
            if id.is_empty() {
                return Err(self.error(
                    fields[0].at,
                    format!("field `{}` stands outside any table; put it under a [name]", fields[0].name),
                ));
            }
            let first = fields.iter().map(|field| field.at).min().unwrap_or(at);
            out.push(Table { source: self, id: id.to_string(), fields, at: first });
        }
        Ok(())
    }

    /// The line, from 1, of a byte of the file.
    pub fn line(&self, at: usize) -> usize {
        1 + self.breaks.partition_point(|line_end| *line_end < at)
    }

    /// An error at a byte of the file.
    pub fn error(&self, at: usize, message: impl Into<String>) -> Error {
        Error::at(format!("grammar/{}", self.path), self.line(at), message)
    }
}

/// One field of a table.
struct Field<'s> {
    name: String,
    value: Spanned<DeValue<'s>>,
    at: usize,
    used: Cell<bool>,
}

/// One table of a grammar file.
pub struct Table<'s> {
    /// The file it stands in.
    pub source: &'s Source,
    /// Its name; nested names are joined with dots.
    pub id: String,
    fields: Vec<Field<'s>>,
    at: usize,
}

impl Table<'_> {
    /// The line, from 1, of its first field.
    pub fn line(&self) -> usize {
        self.source.line(self.at)
    }

    /// An error about the whole table.
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.source.error(self.at, format!("[{}]: {}", self.id, message.into()))
    }

    fn field(&self, name: &str) -> Option<&Field<'_>> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        field.used.set(true);
        Some(field)
    }

    /// A field of text.
    ///
    /// # Errors
    /// Fails where the field holds something else.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        let Some(field) = self.field(name) else { return Ok(None) };
        match field.value.get_ref() {
            DeValue::String(text) => Ok(Some(text.to_string())),
            other => {
                Err(self.source.error(field.at, format!("`{name}` must be text in quotes, not {}", other.type_str())))
            }
        }
    }

    /// A field of text that must be there.
    ///
    /// # Errors
    /// Fails where it is missing or holds something else.
    pub fn required(&self, name: &str) -> Result<String> {
        self.text(name)?.ok_or_else(|| self.error(format!("lacks the field `{name}`; add it")))
    }

    /// A field that is true or false; `default` where it is missing.
    ///
    /// # Errors
    /// Fails where the field holds something else.
    pub fn flag(&self, name: &str, default: bool) -> Result<bool> {
        let Some(field) = self.field(name) else { return Ok(default) };
        field
            .value
            .get_ref()
            .as_bool()
            .ok_or_else(|| self.source.error(field.at, format!("`{name}` must be true or false")))
    }

    /// A field that is a list of texts, each with its line; empty where it is missing.
    ///
    /// # Errors
    /// Fails where the field holds something else.
    pub fn list(&self, name: &str) -> Result<Vec<(String, usize)>> {
        let Some(field) = self.field(name) else { return Ok(Vec::new()) };
        let wrong = |at| self.source.error(at, format!("`{name}` must be a list of texts in quotes"));
        let list = field.value.get_ref().as_array().ok_or_else(|| wrong(field.at))?;
        list.iter()
            .map(|item| {
                let at = item.span().start;
                let text = item.get_ref().as_str().ok_or_else(|| wrong(at))?;
                Ok((text.to_string(), self.source.line(at)))
            })
            .collect()
    }

    /// A field that is a list of inline tables of texts; empty where it is missing.
    ///
    /// # Errors
    /// Fails where the field holds something else.
    pub fn records(&self, name: &str) -> Result<Vec<Vec<(String, String)>>> {
        let Some(field) = self.field(name) else { return Ok(Vec::new()) };
        let wrong = |at| self.source.error(at, format!("`{name}` must be a list of {{ name = \"text\" }}"));
        let list = field.value.get_ref().as_array().ok_or_else(|| wrong(field.at))?;
        list.iter()
            .map(|item| {
                let at = item.span().start;
                let table = item.get_ref().as_table().ok_or_else(|| wrong(at))?;
                table
                    .iter()
                    .map(|(key, value)| {
                        let text = value.get_ref().as_str().ok_or_else(|| wrong(at))?;
                        Ok((key.get_ref().to_string(), text.to_string()))
                    })
                    .collect()
            })
            .collect()
    }

    /// Marks fields that are for the reader alone.
    pub fn ignore(&self, names: &[&str]) {
        for name in names {
            self.field(name);
        }
    }

    /// Ends the reading of the table.
    ///
    /// # Errors
    /// Fails where a field was never asked for: a misspelt name.
    pub fn finish(&self) -> Result<()> {
        match self.fields.iter().find(|field| !field.used.get()) {
            None => Ok(()),
            Some(field) => Err(self.source.error(
                field.at,
                format!("[{}] has no field `{}`; correct its spelling or remove it", self.id, field.name),
            )),
        }
    }
}
