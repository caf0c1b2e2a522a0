//! What the documentation says is true: its tables are compared with the code, its first program is run.

use std::{fmt::Write as _, fs, path::Path};

use framework::{http::Method, prelude::*, serde_json::Value};

/// The program of `README.md`, word for word.
#[allow(dead_code)] // its `main`
mod readme {
    use framework::prelude::*;

    /// A book of the library.
    #[derive(Bean)]
    struct Book {
        id: u32,
        title: String,
        #[bean(default = 1)]
        copies: u32,
    }

    #[derive(Debug, thiserror::Error, HttpError)]
    enum BookError {
        #[error("no book {id} on shelf {shelf}")] // for the log
        #[invalid(404, "there is no book {id}")] // for the caller
        Unknown { id: u32, shelf: u8 },
    }

    #[derive(Default)]
    struct Books;

    #[controller("/books")]
    impl Books {
        /// Finds a book.
        #[get_mapping("/<id>")]
        fn find(&self, id: u32, title: Option<&str>) -> Result<Book, BookError> {
            match id {
                7 => Ok(Book { id, title: title.unwrap_or("Seven").to_owned(), copies: 2 }),
                _ => Err(BookError::Unknown { id, shelf: 9 }),
            }
        }

        /// Adds a book.
        #[post_mapping("/")]
        async fn add(&self, book: Book) -> (HttpStatus, Book) {
            (HttpStatus::CREATED, book)
        }
    }

    fn main() -> framework::Result<()> {
        App::new().run()
    }
}

#[test]
fn the_program_of_the_readme_is_the_one_that_is_run_here() {
    let readme = read("README.md");
    let program = readme.split("```rust,no_run\n").nth(1).and_then(|rest| rest.split("```").next());
    let program = program.expect("README.md has a program");
    let here = include_str!("docs.rs").split("mod readme {\n").nth(1).expect("the module");
    let here = here.split("\n}\n").next().unwrap_or_default();
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(program.trim_end()), lines(here));
}

#[tokio::test]
async fn the_answers_of_the_readme_are_those_of_its_program() {
    let readme = read("README.md");
    let app = App::new().test();
    let rows: Vec<_> = table(&readme, "| request | status | body, or the problem's `detail` |").collect();
    assert!(rows.len() > 5, "only {} rows", rows.len());
    let mut last = None;
    for row in rows {
        let [request, status, shown] = row.try_into().expect("three cells");
        let (method, rest) = request.trim_matches('`').split_once(' ').expect("a method and a target");
        let (target, sent) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut asked = app.request(method.parse::<Method>().expect("a method"), target);
        if !sent.is_empty() {
            asked = asked.header("content-type", "application/json").body(sent.to_owned());
        }
        let answer = asked.await;
        answer.assert_status(status.parse().expect("a status"));
        if status.starts_with('2') {
            answer.assert_text(shown.trim_matches('`'));
        } else {
            assert_eq!(answer.json::<Value>()["detail"], shown, "{request}");
        }
        last = Some(answer);
    }
    let whole = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a problem, whole");
    last.expect("a row").assert_json(whole.parse().expect("JSON"));
}

#[test]
fn the_readme_lists_every_feature() {
    let manifest = read("Cargo.toml");
    let features = manifest.split("[features]\n").nth(1).and_then(|rest| rest.split("\n[").next()).expect("features");
    let features = features.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| format!("`{name}`"));
    let readme = read("README.md");
    let listed: Vec<_> = table(&readme, "| feature | default | what it adds |").map(|row| row[0].clone()).collect();
    let expected: Vec<_> = features.filter(|name| name != "`default`" && name != "`full`").collect();
    assert_eq!(listed, expected);
}

#[test]
fn the_page_on_configuration_lists_exactly_the_settings() {
    let mut table = String::from("| key | default | takes | for |\n| --- | --- | --- | --- |\n");
    for framework::Key { name, default, allowed, about, .. } in framework::KEYS {
        writeln!(table, "| `{name}` | `{default}` | {allowed} | {about} |").expect("a text takes it");
    }
    assert!(read("docs/configuration.md").contains(&table), "docs/configuration.md must have this table:\n\n{table}");
}

/// `DOCS=write cargo test --test docs` writes it anew.
#[test]
fn the_documented_file_has_exactly_the_settings() {
    let written = documented_file();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/framework.toml");
    if std::env::var_os("DOCS").is_some_and(|value| value == "write") {
        fs::write(&path, &written).expect("the file can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == written, "docs/framework.toml is stale; `DOCS=write cargo test --test docs` writes it anew");
}

/// Every setting with its default, in a comment, table by table.
fn documented_file() -> String {
    let mut file = String::from(
        "# Every setting of the framework with its default. A line that begins with `#` and no space is a setting:\n\
         # without the `#` it is in force.\n",
    );
    let table_of = |key: &framework::Key| key.name.rsplit_once('.').map_or("", |(table, _)| table);
    let mut tables: Vec<&str> = Vec::new();
    for table in framework::KEYS.iter().map(table_of) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    for table in tables {
        write!(file, "\n[{table}]\n").expect("a text takes it");
        for key in framework::KEYS.iter().filter(|key| table_of(key) == table) {
            let framework::Key { name, default, allowed, about, .. } = key;
            let name = name.rsplit('.').next().unwrap_or_default();
            let is_bare = default.parse::<i64>().is_ok();
            let default = if is_bare { (*default).to_owned() } else { format!("\"{default}\"") };
            write!(file, "\n# {about}\n# takes {allowed}\n#{name} = {default}\n").expect("a text takes it");
        }
    }
    file
}

/// Those of the program's own are in tables that the page declares.
#[test]
fn every_setting_in_a_block_of_toml_is_one() {
    let known = |name: &str| framework::KEYS.iter().any(|key| key.name == name);
    let is_of_the_framework =
        |table: &str| framework::KEYS.iter().any(|key| key.name.starts_with(&format!("{table}.")));
    let mut count = 0;
    for (page, text) in pages() {
        for block in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let mut table = "";
            for line in block.lines() {
                if let Some(header) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
                    let profile = header.strip_prefix("profile.").and_then(|rest| rest.split_once('.'));
                    table = profile.map_or(header, |(_, table)| table);
                } else if let Some((key, _)) = line.split_once('=').filter(|_| is_of_the_framework(table)) {
                    let name = format!("{table}.{}", key.trim());
                    assert!(known(&name), "{page}: there is no setting `{name}`");
                    count += 1;
                }
            }
        }
    }
    assert!(count >= 15, "only {count} settings");
}

#[test]
fn the_pages_for_contributors_name_files_that_are_there() {
    let files = files_below(Path::new(env!("CARGO_MANIFEST_DIR")));
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(page);
        let names = text.split('`').skip(1).step_by(2).filter(|name| !name.contains([' ', '*', '<', '=', '"', ':']));
        for name in names.filter(|name| name.ends_with(".rs") || name.ends_with(".txt") || name.contains('/')) {
            let path = format!("/{}", name.trim_end_matches('/'));
            let is_there = |file: &String| file.ends_with(&path) || file.contains(&format!("{path}/"));
            assert!(name.starts_with('/') || files.iter().any(is_there), "{page}: there is no `{name}`");
        }
    }
}

/// All files of the repository, with `/` between folders.
fn files_below(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let is_ours = |path: &std::path::PathBuf| !path.ends_with("target") && !path.ends_with(".git");
    entries
        .filter(is_ours)
        .flat_map(
            |path| {
                if path.is_dir() { files_below(&path) } else { vec![path.to_string_lossy().replace('\\', "/")] }
            },
        )
        .collect()
}

#[test]
fn the_architecture_names_every_module_of_the_core() {
    let page = read("ARCHITECTURE.md");
    let source = read("framework-core/src/lib.rs");
    let modules = source.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let missing: Vec<_> = modules.filter(|module| !page.contains(&format!("`{module}`"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name {missing:?}");
}

#[test]
fn every_promise_to_those_who_come_from_ihttpcore_has_a_test() {
    let page = read("docs/from-ihttpcore.md");
    let rows = page.lines().filter(|line| line.starts_with("| ")).map(|line| line.trim_matches('|').split(" | "));
    let rows = rows.map(|cells| cells.map(str::trim).collect::<Vec<_>>());
    let rows: Vec<_> = rows.filter(|row| row[0].chars().all(|c| c.is_ascii_digit())).collect();
    let numbers: Vec<_> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(numbers, (1..=148).map(|number| number.to_string()).collect::<Vec<_>>());
    for row in rows {
        let tests: Vec<_> = row[row.len() - 1].split('`').filter(|name| name.contains(['/', ':'])).collect();
        assert!(!tests.is_empty() || row[2].starts_with("Not there: "), "row {} names no test", row[0]);
        tests.iter().for_each(|name| assert!(is_test(name), "row {}: there is no test `{name}`", row[0]));
    }
}

/// Whether there is a test: a file, or a function of a module of `tests` or of one below it.
fn is_test(name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some((module, function)) = name.split_once("::") else { return root.join(name).is_file() };
    ["tests/web/ihttpcore", "tests/web", "tests"].iter().any(|folder| {
        let below = fs::read_dir(root.join(folder).join(module)).into_iter().flatten().flatten();
        let mut files = below.map(|entry| entry.path()).chain([root.join(folder).join(format!("{module}.rs"))]);
        files.any(|file| fs::read_to_string(file).unwrap_or_default().contains(&format!("fn {function}(")))
    })
}

#[test]
fn the_page_on_mistakes_says_what_the_compiler_says() {
    let page = read("docs/mistakes.md").replace("\\|", "|");
    let mut count = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let Some(case) = row.split("](../").nth(1).and_then(|rest| rest.split(')').next()) else { continue };
        let case = read(case);
        let first = case.split_once("//~^").map(|(_, rest)| rest.lines().next().unwrap_or_default());
        let message = first.unwrap_or_default().trim_start_matches('^').trim();
        let message =
            message.strip_prefix('[').and_then(|text| text.split_once("] ")).map_or(message, |(_, text)| text);
        assert!(!message.is_empty() && row.contains(message), "{row}\ndoes not say: {message}");
        count += 1;
    }
    assert!(count >= 60, "only {count} mistakes");
}

/// The program of `examples/csv.rs`.
#[path = "../examples/csv.rs"]
#[allow(dead_code)] // its `main`
mod csv;

#[tokio::test]
async fn the_example_of_a_type_of_ones_own_sends_tables() {
    let app = App::new().test();
    let table = "title,note\r\nEmma,\"read, twice\"\r\n'=1+1,\"a \"\"formula\"\"\"\r\n";
    app.get("/books.csv")
        .await
        .assert_text(table)
        .assert_header("content-type", "text/csv; charset=UTF-8; header=present");
    app.get("/small").await.assert_text("title,note\r\nPersuasion,\"not yet, but soon\"\r\n");
}

#[test]
fn every_link_leads_to_a_file_and_its_section() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, text) in pages() {
        let page = root.join(name);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let (file, section) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().expect("a folder").join(file) };
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
            if !section.is_empty() && target.extension().is_some_and(|extension| extension == "md") {
                let target = fs::read_to_string(target).expect("a page");
                let is_there = target.lines().any(|line| line.starts_with('#') && anchor(line) == section);
                assert!(is_there, "{}: {link} leads to no section", page.display());
            }
        }
    }
}

/// Every page for people, by its path, with its text.
fn pages() -> impl Iterator<Item = (String, String)> {
    let root = ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY"].map(|name| format!("{name}.md"));
    let guide = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).expect("a folder").flatten();
    let guide = guide.map(|entry| format!("docs/{}", entry.file_name().to_string_lossy()));
    root.into_iter().chain(guide).map(|name| (name.clone(), read(&name)))
}

/// What a heading is called in links, as GitHub has it.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    text.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
}

#[test]
fn the_code_of_every_page_is_tested() {
    let tested = read("src/lib.rs");
    for (page, _) in pages().filter(|(_, text)| text.contains("```rust")) {
        assert!(tested.contains(&format!("include_str!(\"../{page}\")")), "src/lib.rs does not include {page}");
    }
}

#[test]
fn the_contents_of_the_guide_name_every_page() {
    let contents = read("docs/README.md");
    let pages = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).expect("a folder").flatten();
    for page in pages.map(|entry| entry.file_name()).filter(|name| name != "README.md") {
        let page = page.to_string_lossy();
        assert!(contents.contains(&format!("({page})")), "docs/README.md does not name {page}");
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a page")
}

/// The rows of the table with this head, cell by cell.
fn table<'t>(page: &'t str, head: &str) -> impl Iterator<Item = Vec<String>> + use<'t> {
    let rows = page.split(head).nth(1).unwrap_or_default().lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect())
}
