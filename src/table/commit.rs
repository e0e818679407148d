//! Puts many files in place as one: a run that is killed leaves the old files or the new ones, never some of each.
//!
//! All files are written aside and synced. Then a list of what is to be done is written, in one step: from there on the
//! new files are what the folder holds. They are renamed, the manifest last, and the list is removed. A run that is
//! killed in between leaves the list, and whoever opens the folder next does the rest of it.

use super::manifest;
use super::write::{self, Aside, PART, io_error, part_of};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// The list's file name.
const LIST: &str = ".commit.json";

/// What is to be done.
#[derive(Serialize, Deserialize)]
struct List {
    /// The files that stand aside, in the order in which they are put in place.
    put: Vec<String>,
    /// The files that are removed.
    remove: Vec<String>,
}

/// Puts files in place together, and removes others.
///
/// # Errors
/// Fails where the disk is full, or the file system refuses; before the list is written the old files stay.
pub(super) fn commit(folder: &Path, asides: Vec<Aside>, remove: Vec<String>) -> Result<()> {
    let mut put: Vec<String> = asides.iter().map(|aside| name(aside.path())).collect();
    put.sort_by_key(|name| (name == manifest::NAME, name.clone()));
    let list = serde_json::to_string(&List { put, remove }).expect("a list of names is plain data");
    write::sync_folder(folder);
    write::write(&folder.join(LIST), list.as_bytes())?;
    write::sync_folder(folder);
    asides.into_iter().for_each(Aside::leave);
    carry_out(folder)
}

/// Does the rest of what a run that was killed had begun to do, and removes what runs left aside.
///
/// # Errors
/// Fails where the file system refuses.
pub(super) fn recover(folder: &Path) -> Result<()> {
    if folder.join(LIST).exists() {
        carry_out(folder)?;
    }
    write::remove_parts(folder);
    Ok(())
}

/// Does the same before a folder is read, unless a run is writing it or it cannot be written to.
///
/// # Errors
/// Fails where the file system refuses.
pub fn recover_to_read(folder: &Path) -> Result<()> {
    if !folder.join(LIST).exists() {
        return Ok(());
    }
    let Ok(Some(_lock)) = lock(folder) else { return Ok(()) };
    carry_out(folder)
}

fn carry_out(folder: &Path) -> Result<()> {
    let path = folder.join(LIST);
    let text = fs::read_to_string(&path).map_err(|error| io_error(&path, &error))?;
    let list: List = serde_json::from_str(&text)
        .map_err(|error| Error::in_file(&path, format!("is not what a run left ({error}); start over with --fresh")))?;
    for name in list.put.iter().filter(|name| is_plain(name)) {
        let file = folder.join(name);
        let part = part_of(&file);
        if part.exists() {
            fs::rename(&part, &file).map_err(|error| io_error(&file, &error))?;
        }
    }
    for name in list.remove.iter().filter(|name| is_plain(name)) {
        fs::remove_file(folder.join(name)).ok();
    }
    write::sync_folder(folder);
    fs::remove_file(&path).map_err(|error| io_error(&path, &error))?;
    write::sync_folder(folder);
    Ok(())
}

/// Whether a name stays in its folder.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.') && !name.ends_with(PART)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Keeps a second run out of the folder; where the system cannot lock folders, nothing does.
///
/// # Errors
/// Fails where another run holds it.
pub(super) fn lock(path: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(path) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => {
            Err(Error::in_file(path, "is being written by another run. Wait for it to end, or choose another --out"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_had_begun_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (name, text) in [("a.csv", "old"), ("b.csv", "new"), ("c.csv", "old"), (".a.csv.part", "new")] {
            fs::write(path(name), text).unwrap();
        }
        fs::write(path(LIST), r#"{"put":["a.csv","b.csv","../x"],"remove":["c.csv"]}"#).unwrap();
        recover_to_read(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(path("a.csv")).unwrap(), "new");
        assert_eq!(fs::read_to_string(path("b.csv")).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_stands_aside_without_a_list_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".a.csv.part"), "half").unwrap();
        recover(folder.path()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
