use super::*;

const fn folder(at: &'static str, files: ResourceFiles, line: u32) -> ResourceFolder {
    ResourceFolder { at, files, package: "shop", module: "shop", file: "src/lib.rs", line }
}

static WEB: ResourceFolder =
    folder("", ResourceFiles::Embedded(&[("a.txt", b"A"), ("a/b.json", b"{}"), ("a/c/d.json", b"[]")]), 1);
static ADMIN: ResourceFolder = folder("/admin", ResourceFiles::Embedded(&[("a.txt", b"other")]), 2);
static AGAIN: ResourceFolder = folder("", ResourceFiles::Embedded(&[("a.txt", b"again"), ("z", b"")]), 3);

/// A folder of this name below the system's temporary one, empty.
pub(crate) fn empty_folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("framework-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// A table that reads a folder, as debug builds do.
pub(crate) fn of_folder(at: &'static str, root: &Path) -> Resources {
    let root = root.to_str().expect("UTF-8").to_owned().leak();
    let (resources, problems) = Resources::new([&*leaked(folder(at, ResourceFiles::OnDisk(root), 4))].into_iter());
    assert!(problems.is_empty(), "{problems:?}");
    resources
}

/// A table of embedded files.
pub(crate) fn embedded(files: &'static [(&'static str, &'static [u8])]) -> Resources {
    Resources::new([&*leaked(folder("", ResourceFiles::Embedded(files), 5))].into_iter()).0
}

fn leaked(folder: ResourceFolder) -> &'static mut ResourceFolder {
    Box::leak(Box::new(folder))
}

fn names(entries: BTreeSet<Entry>) -> Vec<String> {
    entries.into_iter().map(|Entry { is_file, name }| if is_file { name } else { name + "/" }).collect()
}

#[test]
fn a_resource_is_found_by_its_exact_name() {
    let (resources, problems) = Resources::new([&WEB, &ADMIN].into_iter());
    assert!(problems.is_empty());
    let cases = [
        ("/a.txt", Some("A")),
        ("/a/b.json", Some("{}")),
        ("/admin/a.txt", Some("other")),
        ("a.txt", None),
        ("/A.txt", None),
        ("//a.txt", None),
        ("/a/../a.txt", None),
        ("/a", None),
        ("/a/", None),
        ("/admin", None),
        ("", None),
    ];
    for (name, content) in cases {
        let found = resources.get(name).map(|resource| match resource {
            Resource::Embedded { bytes, .. } => std::str::from_utf8(bytes).expect("text"),
            Resource::OnDisk { .. } => "on disk",
        });
        assert_eq!(found, content, "{name}");
        assert_eq!(resources.contains(name), content.is_some(), "{name}");
    }
}

#[test]
fn the_entity_tag_tells_contents_apart() {
    let tags = [b"A".as_slice(), b"B", b"", b"AA"].map(etag);
    assert_eq!(BTreeSet::from(tags.clone()).len(), 4);
    assert_eq!(tags[0], etag(b"A"));
    assert!(tags.iter().all(|tag| tag.starts_with('"') && tag.ends_with('"') && tag.len() > 19), "{tags:?}");
}

#[test]
fn a_name_that_two_folders_give_is_a_problem_with_both_places() {
    let (resources, problems) = Resources::new([&WEB, &ADMIN, &AGAIN].into_iter());
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    let said = problem.to_string();
    for part in ["`:/a.txt`", "src/lib.rs:1", "src/lib.rs:3", "at = "] {
        assert!(said.contains(part), "{said}");
    }
    assert!(resources.contains("/z"));
    assert!(matches!(resources.get("/a.txt"), Some(Resource::Embedded { bytes: b"A", .. })));
}

#[test]
fn a_folder_that_is_gone_is_a_problem_that_says_what_to_do() {
    static GONE: ResourceFolder = folder("", ResourceFiles::OnDisk("/nowhere/at all"), 9);
    let (_, problems) = Resources::new([&GONE].into_iter());
    let said = problems.iter().map(ToString::to_string).collect::<String>();
    for part in ["/nowhere/at all", "--release", "embed", "src/lib.rs:9"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn entries_are_those_directly_in_a_folder() {
    let (resources, _) = Resources::new([&WEB, &ADMIN].into_iter());
    let cases: [(&str, &[&str]); 6] = [
        ("", &["a/", "admin/", "a.txt"]),
        ("/a", &["c/", "b.json"]),
        ("/a/c", &["d.json"]),
        ("/admin", &["a.txt"]),
        ("/a.txt", &[]),
        ("/nothing", &[]),
    ];
    for (folder, expected) in cases {
        assert_eq!(names(resources.entries(folder)), expected, "{folder}");
        assert_eq!(resources.is_folder(folder), !expected.is_empty(), "{folder}");
    }
}

#[test]
fn a_folder_on_disk_is_looked_up_each_time_and_not_left() {
    let root = empty_folder("resources");
    fs::create_dir_all(root.join("a")).expect("a folder");
    fs::write(root.join(".env"), "secret").expect("a file");
    let resources = of_folder("/x/y", &root);
    assert!(!resources.contains("/x/y/a/b.json"));
    fs::write(root.join("a/b.json"), "{}").expect("a file");
    assert_eq!(
        resources.get("/x/y/a/b.json"),
        Some(Resource::OnDisk { root: Path::new(root.to_str().expect("UTF-8")), path: "a/b.json" })
    );
    for name in ["/x/y/.env", "/x/y/a/../.env", "/x/y//a/b.json", "/x/y/a", "/x/y", "/x/y/a/b.json/", "/a/b.json"] {
        assert!(!resources.contains(name), "{name}");
    }
    let cases: [(&str, &[&str]); 7] = [
        ("", &["x/"]),
        ("/x", &["y/"]),
        ("/x/y", &["a/"]),
        ("/x/y/a", &["b.json"]),
        ("/x/y/a/..", &[]),
        ("/x/y/..", &[]),
        ("/x/yy", &[]),
    ];
    for (folder, expected) in cases {
        assert_eq!(names(resources.entries(folder)), expected, "{folder}");
        assert_eq!(resources.is_folder(folder), !expected.is_empty(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn what_leads_out_of_the_folder_is_neither_found_nor_shown() {
    let root = empty_folder("links");
    fs::create_dir_all(root.join("in/deep")).expect("a folder");
    fs::write(root.join("in/file"), "").expect("a file");
    fs::create_dir_all(root.join("in/.git")).expect("a folder");
    fs::write(root.join("in/.git/config"), "").expect("a file");
    let links = [("/etc", "out"), ("/etc/passwd", "passwd"), ("deep", "inside"), ("nowhere", "nowhere")];
    for (target, link) in links.into_iter().chain([(".git", "hidden"), (".git/config", "config")]) {
        std::os::unix::fs::symlink(target, root.join("in").join(link)).expect("a link");
    }
    assert_eq!(names(read_folder(&root, "in").expect("a folder")), ["deep/", "inside/", "file"]);
    let resources = of_folder("", &root);
    let found =
        ["/in/out/passwd", "/in/passwd", "/in/nowhere", "/in/config", "/in/file"].map(|name| resources.contains(name));
    assert_eq!(found, [false, false, false, false, true]);
    assert!(read_folder(&root, "in/out").is_err());
    assert!(read_folder(&root, "in/hidden").is_err());
    assert!(read_folder(&root.join("in/.git"), "").is_ok(), "the folder itself may be hidden");
    assert!(read_folder(&root, "..").is_err());
}
