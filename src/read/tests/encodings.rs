//! One article or record in every encoding, by path and by standard input, and names of files that are no UTF-8.

use super::*;
use std::sync::{Arc, Mutex};

const RECORDS: &str = "{\"id\": \"a\", \"text\": \"Türkiye sold 5 m³.\"}\n\n{\"text\": \"Öl – 𝟓 €\"}\r\n";

fn marked(mark: &[u8], bytes: impl IntoIterator<Item = u8>) -> Vec<u8> {
    mark.iter().copied().chain(bytes).collect()
}

fn encodings(text: &str) -> [Vec<u8>; 4] {
    [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.bytes()),
        marked(b"\xff\xfe", text.encode_utf16().flat_map(u16::to_le_bytes)),
        marked(b"\xfe\xff", text.encode_utf16().flat_map(u16::to_be_bytes)),
    ]
}

fn told(documents: Vec<Result<Document>>) -> Vec<(String, String)> {
    documents.into_iter().map(Result::unwrap).map(|document| (document.id, document.text)).collect()
}

#[test]
fn records_in_every_encoding_and_of_every_ending() {
    for bytes in encodings(RECORDS) {
        let files = ["r.jsonl", "r.json", "r"].map(|name| (name, &*bytes));
        let folder = Folder::with(&files);
        let texts = ["Türkiye sold 5 m³.", "Öl – 𝟓 €"];
        for (name, _) in files {
            let found = told(folder.read(&[name]));
            assert_eq!(found.iter().map(|(_, text)| &**text).collect::<Vec<_>>(), texts, "{name} {:?}", &bytes[..4]);
            assert_eq!(found[0].0, "a");
            assert_eq!(found[1].0, format!("{name}:3"));
        }
        let found = told(bytes_from_stdin(&bytes));
        assert_eq!(found, [("a".into(), texts[0].into()), ("stdin:3".into(), texts[1].into())]);
    }
}

#[test]
fn texts_in_every_encoding() {
    let text = " Türkiye sold 5 m³.\r\nÖl – 𝟓 €\n";
    for bytes in encodings(text) {
        let folder = Folder::with(&[("a.txt", &bytes), ("a.csv", &bytes)]);
        for document in [folder.read(&["a.txt"]), folder.read(&["a.csv"]), bytes_from_stdin(&bytes)].concat() {
            let document = document.unwrap();
            assert_eq!((&*document.text, document.remark), (text, None));
        }
    }
}

#[test]
fn utf_32_is_said_not_to_be_read() {
    let bytes = marked(b"\xff\xfe\0\0", "Oil".chars().flat_map(|character| (character as u32).to_le_bytes()));
    let folder = Folder::with(&[("a.txt", &bytes), ("a.jsonl", &bytes)]);
    assert_eq!(folder.error("a.txt"), "DIR/a.txt: is UTF-32, which is not read; save it as UTF-8");
    assert!(folder.error("a.jsonl").contains("is UTF-32"));
    assert!(bytes_from_stdin(&bytes)[0].as_ref().unwrap_err().message.starts_with("is UTF-32"));
}

#[test]
fn broken_places_are_told_with_their_file() {
    let folder = Folder::with(&[
        ("a.txt", b"It sold 5 million m\xc2\xb3.\nAt \xbc 60\xe2\x82\xac and \xff more."),
        ("b.txt", b"Whole: 5 m\xc2\xb3."),
        ("c.jsonl", b"{\"text\": \"one\"}\n{\"text\": \"5 m\xc2\xb3 \xfe\"}\n"),
    ]);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let listener = Listener::new(move |warning: &Error| hears.lock().unwrap().push(warning.to_string()));
    let paths = ["a.txt", "b.txt", "c.jsonl"].map(|name| folder.path(name)).to_vec();
    let inputs = Inputs { paths, listener, ..Inputs::default() };
    let documents: Vec<Document> = read(&inputs).unwrap().map(Result::unwrap).collect();
    assert!(documents[0].text.starts_with("It sold 5 million m³.\nAt \u{fffd} 60€ and \u{fffd} more."));
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 2);
    assert!(heard[0].contains("a.txt: has 2 places (the first in line 2) not in UTF-8"), "{}", heard[0]);
    assert!(heard[1].contains("c.jsonl: has 1 place (line 2) not in UTF-8"), "{}", heard[1]);
    assert!(documents[0].remark.as_ref().is_some_and(|remark| heard[0].ends_with(remark)));
    assert_eq!(documents[1].remark, None);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf_8_keep_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[("in/\u{fffd}.txt", b"third")]);
    let name = |bytes: &[u8]| folder.path("in").join(OsStr::from_bytes(bytes));
    if fs::write(name(b"oil\xfe.txt"), "one").is_err() {
        return;
    }
    fs::write(name(b"oil\xff.txt"), "two").unwrap();
    assert_eq!(folder.ids(&["in"]), ["oil%FE", "oil%FF", "\u{fffd}"]);
    let inputs = Inputs { paths: vec![name(b"oil\xff.txt")], ..Inputs::default() };
    let document = read(&inputs).unwrap().next().unwrap().unwrap();
    assert_eq!(document.id, "oil%FF");
    assert!(document.source.ends_with("in/oil%FF.txt"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_until_it_is_closed() {
    let folder = Folder::with(&[("x", b"")]);
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let writes = pipe.clone();
    let writer = std::thread::spawn(move || fs::write(writes, "Oil rose."));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let listener = Listener::new(move |warning: &Error| hears.lock().unwrap().push(warning.message.clone()));
    let inputs = Inputs { paths: vec![pipe], listener, ..Inputs::default() };
    let document = read(&inputs).unwrap().next().unwrap().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!((&*document.id, &*document.text), ("pipe", "Oil rose."));
    assert!(heard.lock().unwrap()[0].starts_with("is no file on a disk"));
}
