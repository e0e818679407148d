//! The names nearest to a misspelt one: what an error suggests.

/// The names, at most three, that differ least from `written`, the nearest first; a capital for a small letter counts
/// a third of another letter.
///
/// ```
/// use trade_figures::error::near::nearest;
/// assert_eq!(nearest("mj", ["pj", "MJ", "GWh", "barrel"]), ["MJ", "pj"]);
/// assert!(nearest("furlong", ["PJ", "barrel"]).is_empty());
/// ```
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let letters = written.chars().count();
    let most = letters.clamp(3, 9).min((3 * letters).saturating_sub(1));
    let mut near: Vec<(usize, &str)> = names.into_iter().map(|name| (distance(written, name), name)).collect();
    near.retain(|(distance, _)| *distance <= most);
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many letters must be added, removed or changed, counted in thirds.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).map(|count| 3 * count).collect();
    for (line, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = 3 * (line + 1);
        for (at, to) in b.iter().enumerate() {
            let change = match from {
                _ if from == *to => 0,
                _ if from.to_lowercase().eq(to.to_lowercase()) => 1,
                _ => 3,
            };
            let best = (diagonal + change).min(row[at] + 3).min(row[at + 1] + 3);
            diagonal = std::mem::replace(&mut row[at + 1], best);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_in_thirds() {
        for (a, b, thirds) in [("", "", 0), ("mt", "Mt", 1), ("barel", "barrel", 3), ("kwh", "kWh", 1), ("t", "", 3)] {
            assert_eq!(distance(a, b), thirds, "{a} {b}");
        }
    }
}
