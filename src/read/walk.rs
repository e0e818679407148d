//! A folder → the files of articles in it, at any depth, in the order of their paths' bytes.

use super::{Found, text};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Walks a folder, one folder's names at a time. Hidden files and linked folders are passed over.
pub(crate) struct Walk {
    root: PathBuf,
    /// What is still to be visited, the next one last; folders end in a separator.
    ahead: Vec<(PathBuf, bool)>,
    found: usize,
    other: usize,
    ended: bool,
}

impl Walk {
    /// A walk through `root`.
    pub fn new(root: PathBuf) -> Walk {
        Walk { ahead: vec![(root.clone(), true)], root, found: 0, other: 0, ended: false }
    }

    /// Puts what `folder` holds ahead, in order: a folder stands where its path with a separator after it would.
    fn open(&mut self, folder: &Path) -> Result<()> {
        let unreadable = |error: std::io::Error| text::unreadable(folder, &error);
        let mut inside = Vec::new();
        for item in std::fs::read_dir(folder).map_err(unreadable)? {
            let item = item.map_err(unreadable)?;
            if item.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let is_folder = item.file_type().map_err(unreadable)?.is_dir();
            let mut key = item.file_name().as_encoded_bytes().to_vec();
            if is_folder {
                key.push(b'/');
            }
            inside.push((key, item.path(), is_folder));
        }
        inside.sort();
        self.ahead.extend(inside.into_iter().rev().map(|(_, path, is_folder)| (path, is_folder)));
        Ok(())
    }

    fn holds_articles(path: &Path) -> bool {
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        matches!(ending.to_str(), Some("txt" | "jsonl" | "ndjson")) && path.is_file()
    }

    /// The error of a folder in which nothing was found.
    fn nothing_found(&self) -> Error {
        let passed_over = match self.other {
            0 => "it is empty".to_string(),
            1 => "its 1 file is of another kind".to_string(),
            other => format!("its {other} files are of other kinds"),
        };
        Error::in_file(
            &self.root,
            format!(
                "holds no articles (.txt, .jsonl, .ndjson): {passed_over}; name a file to have it read whatever its ending"
            ),
        )
    }
}

impl Iterator for Walk {
    type Item = Result<Found>;

    fn next(&mut self) -> Option<Result<Found>> {
        while let Some((path, is_folder)) = self.ahead.pop() {
            if is_folder {
                if let Err(error) = self.open(&path) {
                    self.found += 1;
                    return Some(Err(error));
                }
            } else if Walk::holds_articles(&path) {
                self.found += 1;
                let id = text::id_of(path.strip_prefix(&self.root).unwrap_or(&path));
                return Some(Ok(Found { path, id }));
            } else {
                self.other += 1;
            }
        }
        let nothing = self.found == 0 && !std::mem::replace(&mut self.ended, true);
        nothing.then(|| Err(self.nothing_found()))
    }
}
