//! Where the annotated articles lie, which are no part of the project: in the folder that `TRADE_FIGURES_SHARED` names,
//! else in `shared` beside the project's folder, or beside the folder that holds it.

use std::path::{Path, PathBuf};

/// The folder, where it is there.
pub fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("TRADE_FIGURES_SHARED").map(PathBuf::from);
    let beside = ["../shared", "../../shared"].map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    named.into_iter().chain(beside).find(|path| path.join("gold").is_dir())
}
