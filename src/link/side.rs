//! Which side of a flow each place is on: the exporter is the reporter, the importer the partner.
//!
//! ```text
//! "Turkey imported 10 bcm from Russia"    Russia, Turkey
//! "Turkey imported 10 bcm"                nobody named, Turkey
//! "exports to Argentina"                  nobody named, Argentina
//! ```

use super::line::Line;
use super::noun::Noun;
use crate::model::claim::Said;
use crate::model::code::Flow;
use crate::model::figure::Distance;

/// Puts the exporter before the importer, and says whether the first place is the far side, the near one not named.
pub fn order(line: &Line, nouns: &[Noun], flow: Option<Flow>, places: &mut [Said<u16>]) -> bool {
    let hangs = |said: &Said<u16>, id: &str| {
        let noun = nouns.iter().find(|noun| noun.places.iter().any(|place| Some(place.span) == said.span));
        noun.and_then(|noun| noun.preposition).is_some_and(|step| line.is_cue(step, id))
    };
    match (flow, places) {
        (Some(Flow::Import | Flow::ReImport), [importer]) => !hangs(importer, "party.from"),
        (Some(Flow::Import | Flow::ReImport), [first, second, ..]) => {
            if !hangs(first, "party.from") && second.distance <= Distance::Sentence {
                std::mem::swap(first, second);
            }
            false
        }
        (Some(Flow::Export | Flow::ReExport), [destination]) => hangs(destination, "party.to"),
        _ => false,
    }
}
