use std::fmt::{self, Display, Formatter};

/// A table in Markdown.
pub(crate) struct Table {
    /// Where it goes in a page.
    pub(crate) name: &'static str,
    /// What its numbers are.
    pub(crate) title: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(name: &'static str, title: &'static str, head: impl IntoIterator<Item = impl Display>) -> Self {
        Self { name, title, head: texts(head), rows: Vec::new() }
    }

    pub(crate) fn add(&mut self, row: impl IntoIterator<Item = impl Display>) {
        self.rows.push(texts(row));
    }

    /// A page with this table in its place, if it has one.
    pub(crate) fn put_into(&self, page: &str) -> String {
        let (begin, end) = (format!("<!-- {} -->", self.name), "<!-- end -->");
        let place = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
        match place {
            Some((before, after)) => format!("{before}{begin}\n{self}\n{end}{after}"),
            None => page.to_owned(),
        }
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |\n| ---", self.head.join(" | "))?;
        for _ in 1..self.head.len() {
            f.write_str(" | ---:")?;
        }
        f.write_str(" |")?;
        self.rows.iter().try_for_each(|row| write!(f, "\n| {} |", row.join(" | ")))
    }
}

fn texts(cells: impl IntoIterator<Item = impl Display>) -> Vec<String> {
    cells.into_iter().map(|cell| cell.to_string()).collect()
}

/// `64900` as `64,900`.
pub(crate) fn grouped(count: u64) -> String {
    if count < 1_000 { count.to_string() } else { format!("{},{:03}", grouped(count / 1_000), count % 1_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new("instructions", "Instructions", ["server", "plaintext"]);
        table.add(["axum", "1,000"]);
        table
    }

    #[test]
    fn a_table_is_markdown() {
        assert_eq!(table().to_string(), "| server | plaintext |\n| --- | ---: |\n| axum | 1,000 |");
    }

    #[test]
    fn a_table_replaces_what_stands_in_its_place() {
        let page = "before\n<!-- instructions -->\nold\n<!-- end -->\nafter <!-- end -->";
        let new = "before\n<!-- instructions -->\n| server | plaintext |\n| --- | ---: |\n| axum | 1,000 |\n<!-- end -->\nafter <!-- end -->";
        assert_eq!(table().put_into(page), new);
    }

    #[test]
    fn a_page_without_a_place_stays_as_it_is() {
        assert_eq!(table().put_into("nothing <!-- end -->"), "nothing <!-- end -->");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([800, 64_000, 1_096_005].map(grouped), ["800", "64,000", "1,096,005"]);
    }
}
