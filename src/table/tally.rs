//! How many rows have which values in some columns.

use super::figures::Figures;
use super::frame::Frame;
use super::schema::{Table, Type};
use rustc_hash::FxHashMap;

/// The values of some columns, and how many rows have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The values, one a column; nothing where it is unknown.
    pub values: Vec<String>,
    /// How many rows.
    pub rows: usize,
}

/// The groups of `rows` by the values of `columns`, the largest first; a row with a list is in the group of each part.
pub fn tally(frame: &Frame<Figures>, rows: &[usize], columns: &[&str]) -> Vec<Group> {
    let mut counts: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    let known: Vec<Known> = columns.iter().map(|column| Known::of(frame, column)).collect();
    let mut keys: Vec<Vec<u32>> = Vec::new();
    for &row in rows {
        keys.clear();
        keys.push(Vec::new());
        for column in &known {
            keys = keys
                .iter()
                .flat_map(|key| column.of_row(row).iter().map(|value| [&key[..], &[*value]].concat()))
                .collect();
        }
        for key in &keys {
            match counts.get_mut(key) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(key.clone(), 1);
                }
            }
        }
    }
    let text = |(value, column): (&u32, &Known)| column.texts[*value as usize].clone();
    let mut groups: Vec<Group> = counts
        .iter()
        .map(|(key, rows)| Group { values: key.iter().zip(&known).map(text).collect(), rows: *rows })
        .collect();
    groups.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.values.cmp(&other.values)));
    groups
}

/// The different values of a column, and those of each row.
struct Known {
    texts: Vec<String>,
    rows: Vec<u32>,
    /// For a column of lists, where the values of each row begin in `rows`.
    starts: Option<Vec<u32>>,
}

impl Known {
    fn of(frame: &Frame<Figures>, column: &str) -> Known {
        let position = Figures::position(column).expect("a column of the figures table");
        let mut numbers: FxHashMap<String, u32> = FxHashMap::from_iter([(String::new(), 0)]);
        let mut texts = vec![String::new()];
        let mut number = |text: &str| match numbers.get(text) {
            Some(number) => *number,
            None => {
                let number = texts.len() as u32;
                texts.push(text.to_owned());
                numbers.insert(text.to_owned(), number);
                number
            }
        };
        let (mut rows, mut starts) = (Vec::new(), None);
        match Figures::COLUMNS[position].kind {
            Type::Text | Type::Code(_) => {
                rows.extend(frame.strings(column).map(|text| text.map_or(0, &mut number)));
            }
            Type::List(_) => {
                let mut begins = vec![0];
                frame.parts(column, |row, text| {
                    close(&mut begins, &mut rows, row);
                    rows.push(number(text));
                });
                close(&mut begins, &mut rows, frame.height());
                starts = Some(begins);
            }
            _ => rows.extend((0..frame.height()).map(|row| number(&frame.cell_at(row, position).to_text()))),
        }
        Known { texts, rows, starts }
    }

    fn of_row(&self, row: usize) -> &[u32] {
        match &self.starts {
            None => &self.rows[row..=row],
            Some(starts) => &self.rows[starts[row] as usize..starts[row + 1] as usize],
        }
    }
}

/// Ends the lists of the rows before `row`; one without values has the unknown one.
fn close(begins: &mut Vec<u32>, rows: &mut Vec<u32>, row: usize) {
    while begins.len() <= row {
        if begins.last().is_some_and(|begin| *begin as usize == rows.len()) {
            rows.push(0);
        }
        begins.push(rows.len() as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::sample;

    fn counted(columns: &[&str]) -> Vec<(String, usize)> {
        let frame = sample::frame();
        let rows: Vec<usize> = (0..4).collect();
        tally(&frame, &rows, columns).into_iter().map(|group| (group.values.join(" "), group.rows)).collect()
    }

    #[test]
    fn rows_are_counted_by_one_column_or_several() {
        assert_eq!(counted(&["status"]), [("actual".to_owned(), 3), ("target".to_owned(), 1)]);
        let by_two = counted(&["kind", "role"]);
        assert_eq!(
            by_two,
            [("percent change".to_owned(), 2), ("count level".to_owned(), 1), ("money level".to_owned(), 1)]
        );
        assert_eq!(counted(&["value"])[0], ("40".to_owned(), 2));
    }

    #[test]
    fn each_part_of_a_list_counts() {
        let flags = counted(&["flags"]);
        assert_eq!(flags[0], (String::new(), 3));
        assert_eq!(flags.len(), 3);
    }
}
