//! Documents on their way to the extractor: each is noted as it was read, and those that changed in nothing stay behind.

use super::manifest::Input;
use crate::error::Result;
use crate::model::document::Document;
use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Notes each document as it is read, before the extractor fills in what the text says of it.
#[derive(Default)]
pub struct Queue {
    /// Documents whose rows need not be made again, by id.
    known: HashMap<String, Input>,
    waiting: Mutex<VecDeque<Option<Input>>>,
    unchanged: AtomicUsize,
}

impl Queue {
    /// A queue in which `known` documents stay behind.
    pub(super) fn new(known: HashMap<String, Input>) -> Queue {
        Queue { known, ..Queue::default() }
    }

    /// The documents that have to be extracted from, noted as they pass.
    pub fn pass<'q>(
        &'q self,
        documents: impl Iterator<Item = Result<Document>> + Send + 'q,
    ) -> impl Iterator<Item = Result<Document>> + Send + 'q {
        documents.filter(move |document| {
            let input = document.as_ref().ok().map(Input::of);
            if let Some(input) = &input
                && self.known.get(&input.doc_id) == Some(input)
            {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                return false;
            }
            self.waiting.lock().expect("no thread panicked here").push_back(input);
            true
        })
    }

    /// How many documents were left out because nothing about them changed.
    pub fn unchanged(&self) -> usize {
        self.unchanged.load(Ordering::Relaxed)
    }

    /// The next document that passed; `None` for one that could not be read.
    pub(super) fn next(&self) -> Option<Input> {
        self.waiting.lock().expect("no thread panicked here").pop_front().flatten()
    }
}
