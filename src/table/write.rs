//! Writes files whole or not at all: aside in the same folder, synced to the disk, and only then renamed.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The ending of a file that is being written.
pub(super) const PART: &str = "part";

/// A file being written aside. Dropped before it is put in place, it vanishes and the old file stays.
pub struct Aside {
    path: PathBuf,
    part: PathBuf,
    file: File,
    trouble: Arc<OnceLock<ErrorKind>>,
    in_place: bool,
}

/// Writes on, and remembers why it could not: those between hide it in errors of their own.
pub struct Noted<W> {
    sink: W,
    trouble: Arc<OnceLock<ErrorKind>>,
}

/// Writes into a file aside.
pub type Sink = Noted<BufWriter<File>>;

impl Aside {
    /// Begins a file that will stand at `path`.
    ///
    /// # Errors
    /// Fails where the folder cannot be written to.
    pub fn new(path: &Path) -> Result<Aside> {
        let part = part_of(path);
        let file = File::create(&part).map_err(|error| io_error(path, &error))?;
        Ok(Aside { path: path.to_owned(), part, file, trouble: Arc::default(), in_place: false })
    }

    /// Where the file will stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A buffered writer into the file; flush it before [`Aside::sync`].
    ///
    /// # Errors
    /// Fails where the system has no more file handles.
    pub fn writer(&self) -> Result<Sink> {
        let file = self.file.try_clone().map_err(|error| io_error(&self.path, &error))?;
        Ok(Noted { sink: BufWriter::new(file), trouble: self.trouble.clone() })
    }

    /// The error of the file: what the system said when it could not be written, else what `error` says.
    pub fn error(&self, error: Error) -> Error {
        match self.trouble.get() {
            Some(kind) => io_error(&self.path, &(*kind).into()),
            None => Error::in_file(&self.path, error.message),
        }
    }

    /// Waits until everything written is on the disk.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_all().map_err(|error| io_error(&self.path, &error))
    }

    /// Leaves the file aside, for someone else to put in place.
    pub(super) fn leave(mut self) {
        self.in_place = true;
    }

    /// Puts the file in place of the old one, in one step.
    ///
    /// # Errors
    /// Fails where the file system refuses.
    pub fn put_in_place(mut self) -> Result<()> {
        fs::rename(&self.part, &self.path).map_err(|error| io_error(&self.path, &error))?;
        self.in_place = true;
        Ok(())
    }
}

impl<W> Noted<W> {
    /// A writer in front of `sink`, and where it notes why `sink` could not be written to.
    pub fn new(sink: W) -> (Noted<W>, Arc<OnceLock<ErrorKind>>) {
        let trouble = Arc::default();
        (Noted { sink, trouble: Arc::clone(&trouble) }, trouble)
    }

    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            self.trouble.get_or_init(|| error.kind());
        }
        result
    }
}

impl<W: Write> Write for Noted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.sink.flush();
        self.noted(flushed)
    }
}

impl<W: Seek> Seek for Noted<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let sought = self.sink.seek(to);
        self.noted(sought)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.in_place {
            // Nothing is lost when this fails: the next run removes it.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Where a file stands while it is written.
pub(super) fn part_of(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}.{PART}", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// Writes `bytes` to `path`, whole or not at all.
///
/// # Errors
/// Fails where the folder cannot be written to or the disk is full; the old file then stays.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let aside = Aside::new(path)?;
    let mut writer = aside.writer()?;
    writer.write_all(bytes).and_then(|()| writer.flush()).map_err(|error| io_error(path, &error))?;
    aside.sync()?;
    aside.put_in_place()
}

/// Removes what runs that were killed left aside in `folder`.
pub fn remove_parts(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') && name.ends_with(&format!(".{PART}")) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Waits until the names of a folder's files are on the disk; a file system that cannot do so is left alone.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// What the system says of a file that is being written, as a sentence that ends in what to do.
pub fn io_error(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "cannot be written, because the disk is full; what stood there is unchanged. Free some space and run again"
                .to_owned()
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "cannot be written: permission denied. Choose another folder with --out, or change its permissions"
                .to_owned()
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "cannot be written: a file stands where a folder is wanted. Choose another folder with --out".to_owned()
        }
        _ => format!("cannot be written ({error}). Choose another folder with --out, or run again"),
    };
    Error::in_file(path, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abandoned_file_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("figures.csv");
        write(&path, b"old").unwrap();
        let aside = Aside::new(&path).unwrap();
        aside.writer().unwrap().write_all(b"ne").unwrap();
        drop(aside);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_a_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("output");
        write(&file, b"").unwrap();
        let error = write(&file.join("figures.csv"), b"").unwrap_err();
        assert!(error.to_string().contains("output/figures.csv: cannot be written"), "{error}");
    }
}
