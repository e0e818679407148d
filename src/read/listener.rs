//! What a person should know of the reading, though nothing failed: told while it goes on.

use crate::error::Error;
use std::fmt;
use std::sync::Arc;

/// What a warning is told to.
type Told = dyn Fn(&Error) + Send + Sync;

/// Whom warnings are told to; by default nobody.
#[derive(Clone, Default)]
pub struct Listener(Option<Arc<Told>>);

impl Listener {
    /// A listener that hands each warning to `told`, as soon as there is one.
    pub fn new(told: impl Fn(&Error) + Send + Sync + 'static) -> Listener {
        Listener(Some(Arc::new(told)))
    }

    /// Tells a warning: where it holds, and what to do.
    pub fn tell(&self, warning: &Error) {
        if let Some(told) = &self.0 {
            told(warning);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Listener({})", if self.0.is_some() { "somebody" } else { "nobody" })
    }
}
