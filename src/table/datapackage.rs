//! `datapackage.json`: the tables of a folder as Frictionless Data describes them, so that other programs read them typed.

use super::files::Layout;
use super::format::Format;
use super::manual::{Described, Description, Vocabulary};
use super::schema::{Link, Type};
use serde_json::{Map, Value, json};

/// The file's name.
pub const NAME: &str = "datapackage.json";

/// Which format of a folder's tables is described, the first that is there: readers have one resource a table.
const DESCRIBED: [Format; 3] = [Format::Csv, Format::Ndjson, Format::Parquet];

/// The package that describes the tables of a folder; `None` where they are in no format that it can describe.
pub fn package(layout: &Layout, program: &str, vocabulary: &Vocabulary) -> Option<String> {
    let format = DESCRIBED.into_iter().find(|format| layout.formats.contains(format))?;
    let [figures, documents, unread, _] = Description::all(vocabulary);
    let whole = format != Format::Csv || layout.all;
    let resources: Vec<Value> =
        [figures, documents, unread].iter().map(|table| resource(table, format, layout, whole)).collect();
    let package = json!({
        "name": "figures",
        "profile": "data-package",
        "title": "Figures of trade and energy news",
        "version": program,
        "resources": resources,
    });
    Some(format!("{package:#}\n"))
}

fn resource(table: &Description, format: Format, layout: &Layout, whole: bool) -> Value {
    let all_columns = format != Format::Csv || (layout.wide && table.name != "documents");
    let shown = |column: &&Described| all_columns || column.starred;
    let fields: Vec<Value> = table.columns.iter().filter(shown).map(field).collect();
    // Where rows out of scope are left out, a row may name one of them.
    let links = table.links.iter().filter(|link| whole || link.table != table.name).map(|link| key(link, table.name));
    let mut schema = json!({
        "fields": fields,
        "missingValues": [""],
        "foreignKeys": links.collect::<Vec<_>>(),
    });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    let mut resource = json!({
        "name": table.name,
        "description": table.meaning,
        "path": format!("{}.{}", table.name, format.name()),
        "format": format.name(),
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    });
    if format == Format::Csv {
        resource["mediatype"] = json!("text/csv");
        resource["dialect"] = json!({ "delimiter": layout.text.delimiter.to_string(), "header": true });
    }
    resource
}

fn key(link: &Link, own: &str) -> Value {
    let table = if link.table == own { "" } else { link.table };
    json!({ "fields": [link.column], "reference": { "resource": table, "fields": [link.to] } })
}

fn field(column: &Described) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    let kind = match column.kind {
        Type::Text | Type::Code(_) | Type::List(_) => "string",
        Type::Decimal | Type::Float => "number",
        Type::Integer => "integer",
        Type::Date => "date",
        Type::Json => "array",
    };
    field.insert("type".to_owned(), kind.into());
    field.insert("description".to_owned(), column.meaning.into());
    if matches!(column.kind, Type::Code(_)) && !column.values.is_empty() {
        field.insert("constraints".to_owned(), json!({ "enum": column.values }));
    }
    Value::Object(field)
}
