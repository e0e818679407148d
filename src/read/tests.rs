//! Inputs of every kind, good and bad, as the command line hands them over.

mod encodings;
mod table;

use super::*;
use std::fs;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, content) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, names: &[&str]) -> Vec<Result<Document>> {
        let paths = names.iter().map(|name| self.path(name)).collect();
        read(&Inputs { paths, ..Inputs::default() }).unwrap().collect()
    }

    fn ids(&self, names: &[&str]) -> Vec<String> {
        self.read(names).into_iter().map(|document| document.unwrap().id).collect()
    }

    fn error(&self, name: &str) -> String {
        let mut found = self.read(&[name]);
        let error = found.pop().unwrap().unwrap_err();
        assert!(found.is_empty());
        error.to_string().replace(&self.0.path().display().to_string(), "DIR")
    }
}

fn day(written: &str) -> Option<NaiveDate> {
    date::day(written)
}

fn from_stdin(content: &str) -> Vec<Result<Document>> {
    bytes_from_stdin(content.as_bytes())
}

fn bytes_from_stdin(content: &[u8]) -> Vec<Result<Document>> {
    let inputs = Inputs { stdin: true, ..Inputs::default() };
    let input = Box::new(std::io::Cursor::new(content.to_vec()));
    Reader::new(&inputs, Some(input)).unwrap().collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = Folder::with(&[
        ("in/b.txt", b"second"),
        ("in/a/z.txt", b"deep"),
        ("in/a-1.txt", b"dash"),
        ("in/a.txt", b"first"),
        ("in/.hidden.txt", b"no"),
        ("in/README.md", b"no"),
        ("in/c.jsonl", b"{\"text\": \"one\"}\n\n{\"id\": 7, \"text\": \"two\"}\n"),
    ]);
    assert_eq!(folder.ids(&["in"]), ["a-1", "a", "a/z", "b", "c.jsonl:1", "7"]);
    assert_eq!(folder.ids(&["in/README.md", "in/b.txt"]), ["README.md", "b"]);
}

#[test]
fn text_is_kept_as_it_is() {
    let folder = Folder::with(&[("a.txt", b"\xef\xbb\xbf line one\r\nline two \n")]);
    let document = folder.read(&["a.txt"]).pop().unwrap().unwrap();
    assert_eq!(document.text, " line one\r\nline two \n");
    assert_eq!(document.source, folder.path("a.txt").display().to_string());
}

#[test]
fn bad_input_is_named_and_the_rest_goes_on() {
    let folder = Folder::with(&[
        ("in/a.txt", b""),
        ("in/b.txt", b"\x00\x01\x02"),
        ("in/c.txt", b"good"),
        ("none/x.csv", b"1"),
        ("none/y.csv", b"2"),
    ]);
    assert_eq!(folder.error("missing.txt"), "DIR/missing.txt: there is no such file or folder; check the path");
    assert_eq!(
        folder.error("none"),
        "DIR/none: holds no articles (.txt, .jsonl, .ndjson): its 2 files are of other kinds; name a file to have it read whatever its ending"
    );
    let found = folder.read(&["in"]);
    assert!(found[0].as_ref().unwrap_err().message.starts_with("is empty;"));
    assert!(found[1].as_ref().unwrap_err().message.starts_with("is no text file;"));
    assert_eq!(found[2].as_ref().unwrap().text, "good");
}

#[test]
fn records_that_cannot_be_read_are_named_by_line() {
    let lines = "{\"id\": \"a\", \"text\": \"one\"}\n{\"id\": \"b\"}\n{\"id\": \n[1]\n{\"text\": \"x\", \"published\": \"soon\"}\n{\"id\": \"z\", \"text\": \"last\", \"extra\": 1}";
    let folder = Folder::with(&[("r.jsonl", lines.as_bytes())]);
    let found = folder.read(&["r.jsonl"]);
    let told: Vec<String> = found
        .iter()
        .map(|document| match document {
            Ok(document) => document.id.clone(),
            Err(error) => format!("{}: {}", error.line.unwrap(), error.message),
        })
        .collect();
    assert_eq!(
        told,
        [
            "a",
            "2: has no text; give the article in the field \"text\"",
            "3: is no valid record (EOF while parsing a value, column 6); correct the line",
            "4: is no JSON object; give one record a line: {\"id\": ..., \"text\": ...}",
            "5: `soon` in \"published\" is no date; write it as 2024-01-31, or leave it out",
            "z"
        ]
    );
}

#[test]
fn a_line_too_long_is_passed_over() {
    let mut content = b"{\"id\": \"a\", \"text\": \"one\"}\n".to_vec();
    content.resize(content.len() + LARGEST_TEXT + 5, b'x');
    content.extend(b"\n{\"id\": \"b\", \"text\": \"two\"}\n");
    let folder = Folder::with(&[("r.jsonl", &content), ("r.txt", &content)]);
    let found = folder.read(&["r.jsonl", "r.txt"]);
    assert_eq!(found.len(), 4);
    assert_eq!(found[1].as_ref().unwrap_err().line, Some(2));
    assert_eq!(found[2].as_ref().unwrap().id, "b");
    assert!(found[3].as_ref().unwrap_err().message.contains("too much for one article"));
}

#[test]
fn standard_input_is_text_or_records() {
    let documents = from_stdin("Oil rose.\nGas fell.\n");
    assert_eq!(documents[0].as_ref().unwrap().text, "Oil rose.\nGas fell.\n");
    assert_eq!(documents[0].as_ref().unwrap().id, "stdin");
    let documents = from_stdin("\n{\"id\": \"a\", \"text\": \"one\"}\n{\"text\": \"two\"}");
    assert_eq!(documents[0].as_ref().unwrap().id, "a");
    assert_eq!(documents[1].as_ref().unwrap().id, "stdin:3");
    assert_eq!(from_stdin("{a brace} that opens a text")[0].as_ref().unwrap().id, "stdin");
    assert!(from_stdin("")[0].as_ref().unwrap_err().message.starts_with("is empty;"));
}

#[test]
fn two_texts_under_one_id_are_an_error_and_one_text_twice_is_one() {
    let folder = Folder::with(&[("x/a.txt", b"one"), ("y/a.txt", b"two"), ("z/a.txt", b"one")]);
    let found = folder.read(&["x", "y", "z", "x/a.txt"]);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].as_ref().unwrap().text, "one");
    assert!(found[1].as_ref().unwrap_err().message.starts_with("has the id `a`, which another text has"));
}
