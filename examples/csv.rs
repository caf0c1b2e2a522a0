//! A type of the program's own that is returned, described and chosen by a prefix: a table as CSV.
//!
//! `cargo run --example csv`, then `curl http://127.0.0.1:8550/books.csv`.

use framework::{Description, Schema, prelude::*};

/// A table, sent as CSV (RFC 4180).
struct Csv {
    rows: Vec<Vec<String>>,
}

impl IntoResponse for Csv {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        let text: String = self.rows.iter().map(|row| line(row)).collect();
        PlainTextResponse::new(text).content_type("text/csv; charset=UTF-8; header=present").into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", Schema::from_iter([("type".to_owned(), "string".into())]));
    }
}

/// `$csv:title;note` is a table whose cells end at `;` and whose rows end at line breaks.
#[framework::response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv { rows: text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect() })
    }
}

fn line(row: &[String]) -> String {
    let cells: Vec<_> = row.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// In quotes, where it would end the cell or the row; a quote in it is written twice.
fn cell(text: &str) -> String {
    // What begins like this is run as a formula by spreadsheets.
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let quoted = text.contains(['"', ',', '\r', '\n']);
    if quoted { format!("\"{guard}{}\"", text.replace('"', "\"\"")) } else { format!("{guard}{text}") }
}

/// The books, as a table.
#[get_mapping("/books.csv")]
fn books() -> Csv {
    let rows = [["title", "note"], ["Emma", "read, twice"], ["=1+1", "a \"formula\""]];
    Csv { rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec() }
}

/// A table that is written out.
#[get_mapping]
fn small() -> &'static str {
    "$csv:title;note\nPersuasion;not yet, but soon"
}

fn main() -> framework::Result<()> {
    App::new().run()
}
