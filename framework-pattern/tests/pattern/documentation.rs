use framework_pattern::Builtin;

/// The rows of the table of constraints in the crate's documentation: their names.
fn documented_rows() -> Vec<Vec<String>> {
    let documentation = include_str!("../../src/lib.rs");
    let (_, table) = documentation.split_once("//! | order | names | accepts |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with("//! | "));
    rows.map(|row| {
        let names = row.split('|').nth(2).unwrap();
        names.split(',').map(|name| name.trim().trim_matches('`').to_owned()).collect()
    })
    .collect()
}

#[test]
fn the_documented_order_is_the_order() {
    let rows = documented_rows();
    assert_eq!(rows.len(), 24);
    let documented = rows.iter().flatten().map(String::as_str);
    assert!(documented.eq(Builtin::ALL.iter().map(|(name, _)| *name)));
    for row in &rows {
        let meaning = Builtin::from_name(&row[0]).unwrap();
        assert_eq!(meaning.name(), row[0], "the canonical name stands first");
        assert!(row.iter().all(|name| Builtin::from_name(name) == Some(meaning)), "{row:?}");
    }
}
