//! The table of documents: which row is whose, and every way in which a table can be wrong.

use super::*;
use std::sync::{Arc, Mutex};

#[test]
fn the_closest_word_on_a_document_wins() {
    let folder = Folder::with(&[
        ("in/a.txt", b"one"),
        ("in/b.txt", b"two"),
        (
            "in/r.jsonl",
            b"{\"id\": \"r\", \"text\": \"three\", \"published\": \"2024-03-03T10:00:00Z\", \"title\": \"Own\"}",
        ),
        (
            "meta.csv",
            b"path,published,publisher,title\nin/a.txt,2024-01-01,Wire,\"Oil, gas\"\nr,2024-02-02,Wire,Theirs\n",
        ),
    ]);
    let inputs = Inputs {
        paths: vec![folder.path("in")],
        published: day("2020-05-05"),
        documents: Some(folder.path("meta.csv")),
        ..Inputs::default()
    };
    let documents: Vec<Document> = read(&inputs).unwrap().map(Result::unwrap).collect();
    assert_eq!((documents[0].published, documents[0].title.as_deref()), (day("2024-01-01"), Some("Oil, gas")));
    assert_eq!((documents[1].published, documents[1].title.as_deref()), (day("2020-05-05"), None));
    assert_eq!((documents[2].published, documents[2].title.as_deref()), (day("2024-03-03"), Some("Own")));
    assert_eq!(documents[2].publisher.as_deref(), Some("Wire"));
}

#[test]
fn a_bad_table_of_documents_is_refused_at_once() {
    let folder =
        Folder::with(&[("a.txt", b"one"), ("m1.csv", b"file,title\na,b\n"), ("m2.csv", b"path,published\na,b\n\nb,c")]);
    let refused = |name: &str| {
        let documents = Some(folder.path(name));
        let error = read(&Inputs { paths: vec![folder.path("a.txt")], documents, ..Inputs::default() }).err().unwrap();
        (error.line, error.message)
    };
    assert_eq!(refused("m1.csv").0, Some(1));
    assert_eq!(refused("m2.csv").0, Some(2));
    assert!(refused("m3.csv").1.starts_with("there is no such file"));
    assert!(read(&Inputs::default()).is_err());
}

#[test]
fn a_day_beyond_any_calendar_is_refused() {
    let folder = Folder::with(&[("a.txt", b"Exports rose 5% last year and will fall next year.")]);
    let refused = |published: Option<NaiveDate>| {
        read(&Inputs { paths: vec![folder.path("a.txt")], published, ..Inputs::default() }).err()
    };
    for day in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(-1, 1, 1).unwrap()] {
        assert!(refused(Some(day)).unwrap().message.contains("is no day of publication; give one of the years"));
    }
    assert_eq!(refused(day("9999-12-31")), None);
}

/// Articles in folders, a table, and what is told when all are read: their dates by id, and every message.
fn reading(table: &str) -> (Vec<(String, Option<NaiveDate>)>, Vec<String>) {
    let folder = Folder::with(&[
        ("in/may/a.txt", b"one"),
        ("in/may/b.txt", b"two"),
        ("in/june/b.txt", b"three"),
        ("in/r.jsonl", b"{\"id\": \"r\", \"text\": \"four\"}"),
        ("meta.csv", table.as_bytes()),
    ]);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let listener = Listener::new(move |warning: &Error| hears.lock().unwrap().push(warning.to_string()));
    let (paths, documents) = (vec![folder.path("in")], Some(folder.path("meta.csv")));
    let mut found = Vec::new();
    match read(&Inputs { paths, documents, listener, ..Inputs::default() }) {
        Ok(documents) => found.extend(documents.map(Result::unwrap).map(|document| (document.id, document.published))),
        Err(error) => heard.lock().unwrap().push(error.to_string()),
    }
    let place = folder.path("").display().to_string();
    let heard = heard.lock().unwrap().iter().map(|message| message.replace(&place, "")).collect();
    (found, heard)
}

fn dates(table: &str) -> Vec<(String, Option<NaiveDate>)> {
    let (found, heard) = reading(table);
    assert!(heard.is_empty(), "{heard:?}");
    found.into_iter().filter(|(_, published)| published.is_some()).collect()
}

#[test]
fn a_row_finds_its_document() {
    let one = |id: &str| vec![(id.to_string(), day("2024-05-02"))];
    for (path, id) in [
        ("a.txt", "may/a"),
        ("may/a.txt", "may/a"),
        ("./in/may/a.txt", "may/a"),
        ("may/a", "may/a"),
        ("june/b.txt", "june/b"),
        ("in/june/b.txt", "june/b"),
        ("r", "r"),
    ] {
        assert_eq!(dates(&format!("path,published\n{path},2024-05-02\n")), one(id), "{path}");
    }
    assert_eq!(dates("path,published\na.txt,2024-05-02\na.txt,2024-05-02\n"), one("may/a"));
}

#[test]
fn a_row_without_a_document_is_told() {
    let table = "path,published\na.txt,2024-05-02\nz.txt,2024-05-02\n";
    let (found, heard) = reading(table);
    assert!(found.contains(&("may/a".to_string(), day("2024-05-02"))));
    assert_eq!(
        heard,
        ["meta.csv:3: `z.txt` is no file or record that was read; correct the path, or leave the row out"]
    );
    let many: String = (2..10).map(|number| format!("no{number},2024-05-02\n")).collect();
    let (_, heard) = reading(&format!("path,published\n{many}"));
    assert_eq!(heard.len(), 4);
    assert_eq!(
        heard[3],
        "meta.csv: 5 more rows name no document that was read, the next in line 5; correct their paths, or leave them out"
    );
}

#[test]
fn a_name_that_several_files_have_is_told() {
    let (found, heard) = reading("path,published\nb.txt,2024-05-02\n");
    assert!(found.iter().all(|(_, published)| published.is_none()));
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(heard[0].starts_with("meta.csv:2: `b.txt` may be any of 2 files, such as "), "{heard:?}");
    assert!(heard[0].ends_with("in/june/b and in/may/b; write more of the path"), "{heard:?}");
}

#[test]
fn a_table_that_cannot_be_used_is_refused_with_its_line() {
    for (table, message) in [
        (
            "path,publishd\na.txt,2024-05-02\n",
            "1: has no column of the name `publishd`; did you mean published? Correct the name",
        ),
        ("file,published\na.txt,2024-05-02\n", "1: has no column path; its first line must be path,url,"),
        (
            "path,published\na.txt,2024-05-02\n./a.txt,2024-05-03\n",
            "3: says of `./a.txt` what differs from line 2, which is about the same document; keep one of the two",
        ),
        ("path,published\na.txt,2024-05-02\nmay/a.txt,2024-05-03\n", "3: says of `may/a.txt` what differs from line 2"),
        ("path,title\na.txt,\"Oil, gas\nr,Coal\n", "2: opens a field with a quotation mark that does not close"),
        ("path,title,publisher\nr,x,y\na.txt,\"Oil\nr,\"Coal\",z\n", "3: opens a field with a quotation mark"),
        ("path,title\na.txt,Oil, gas\n", "2: has 3 fields where the first line names 2 columns; put a field"),
        ("path,title\n,Oil\n", "2: names no document; fill the column path"),
        ("path,published\na.txt,soon\n", "2: `soon` in the column published is no date"),
        ("", "1: has no column path"),
    ] {
        let (found, heard) = reading(table);
        assert!(found.is_empty(), "{table}");
        assert!(heard.len() == 1 && heard[0].starts_with(&format!("meta.csv:{message}")), "{table}: {heard:?}");
    }
}

#[test]
fn what_is_odd_in_a_table_is_told_and_the_rest_used() {
    for (table, message) in [
        (
            "path,published,title\na.txt,2024-05-02\n",
            "2: has 2 fields where the first line names 3 columns; those at its end are taken as empty",
        ),
        (
            "path,published,desk\na.txt,2024-05-02,oil\n",
            "1: nothing is read from the column `desk`; rename what you mean: the columns are path,url,",
        ),
    ] {
        let (found, heard) = reading(table);
        assert!(found.contains(&("may/a".to_string(), day("2024-05-02"))), "{table}");
        assert!(heard.len() == 1 && heard[0].starts_with(&format!("meta.csv:{message}")), "{table}: {heard:?}");
    }
}
