//! A table of exchange rates (`--rates FILE`): CSV with the columns `date,from,to,rate,source`.

use super::columns;
use crate::error::{Error, Result};
use crate::model::rate::Rate;
use rust_decimal::Decimal;
use std::path::Path;

/// The columns, in any order.
const COLUMNS: [&str; 5] = ["date", "from", "to", "rate", "source"];

/// All rates of the table, in its order.
///
/// # Errors
/// Fails where it cannot be read, lacks a column, or a date or rate in it is none, with the line.
pub fn rates(path: &Path) -> Result<Vec<Rate>> {
    let content = columns::content(path)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content.as_bytes());
    let invalid = |error: csv::Error| columns::invalid(path, &error);
    let headers = reader.headers().map_err(invalid)?.clone();
    let place = |name: &str| {
        let found = columns::column(&headers, name);
        let message = format!("has no column {name}; its first line must be {}", COLUMNS.join(","));
        found.ok_or_else(|| Error::at(path, 1, message))
    };
    let mut places = [0; COLUMNS.len()];
    for (column, name) in places.iter_mut().zip(COLUMNS) {
        *column = place(name)?;
    }
    let mut rates = Vec::new();
    for record in reader.records() {
        let record = record.map_err(invalid)?;
        let line = columns::line(record.position());
        let fields = places.map(|column| record.get(column).unwrap_or_default());
        rates.push(rate(fields, line).map_err(|message| Error::at(path, line, message))?);
    }
    Ok(rates)
}

/// A rate from its fields, in the order of `COLUMNS`.
fn rate([date, from, to, rate, source]: [&str; COLUMNS.len()], line: usize) -> std::result::Result<Rate, String> {
    let number = Decimal::from_str_exact(rate).ok().filter(|rate| rate.is_sign_positive() && !rate.is_zero());
    if source.is_empty() {
        return Err("names no source; fill the column source".to_owned());
    }
    Ok(Rate {
        date: date.parse().map_err(|_| format!("`{date}` is no date; write it as 2024-01-31"))?,
        from: from.into(),
        to: to.into(),
        rate: number.ok_or_else(|| format!("`{rate}` is no rate; write a decimal above 0, such as 30.25"))?,
        source: source.to_owned(),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Rate>> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        rates(file.path())
    }

    #[test]
    fn rates_with_their_days() {
        let rates = read("date,from,to,rate,source\n2024-01-24, USD,TRY,30.25,\"a bank, noon\"\n").unwrap();
        let [rate] = &rates[..] else { panic!("{rates:?}") };
        assert_eq!((&*rate.from, &*rate.to, rate.rate, rate.line), ("USD", "TRY", Decimal::new(3025, 2), 2));
        assert_eq!((rate.date.to_string(), rate.source.as_str()), ("2024-01-24".to_owned(), "a bank, noon"));
    }

    #[test]
    fn what_is_no_rate_is_named_with_its_line() {
        let header = "date,from,to,rate,source\n";
        for (text, message) in [
            ("date,from,to,rate\n".to_owned(), "1: has no column source"),
            (format!("{header}24.1.2024,USD,TRY,30,x\n"), "2: `24.1.2024` is no date"),
            (format!("{header}2024-01-24,USD,TRY,-30,x\n"), "2: `-30` is no rate"),
            (format!("{header}2024-01-24,USD,TRY,30,\n"), "2: names no source"),
        ] {
            let error = read(&text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
