//! Embedded resources: the table of all that `resources!` has embedded.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fmt, fs,
    hash::{DefaultHasher, Hasher},
    io,
    path::Path,
};

/// A folder whose files the program names by `:/…`; `resources!` writes it down.
#[derive(Debug)]
pub struct ResourceFolder {
    /// What stands before the names of its files: nothing, or as `/admin`.
    pub at: &'static str,
    /// Its files.
    pub files: ResourceFiles,
    /// The package that embeds it.
    pub package: &'static str,
    /// The module in which it stands.
    pub module: &'static str,
    /// Its source file.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
}

inventory::collect!(ResourceFolder);

/// Where the files of a [`ResourceFolder`] are.
pub enum ResourceFiles {
    /// In the program: names as `a/b.json`, and contents.
    Embedded(&'static [(&'static str, &'static [u8])]),
    /// In the folder of this absolute path, read each time: what is edited shows without a build.
    OnDisk(&'static str),
}

/// Every resource by its name, as `/a/b.json`; made at start.
#[derive(Default)]
pub(crate) struct Resources {
    /// Visitors choose names to look up here. A tree compares them: there is no hasher to flood.
    embedded: BTreeMap<String, Embedded>,
    on_disk: Vec<OnDisk>,
}

/// A resource that was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Resource<'r> {
    /// In the program; `name` is the file's own, and `etag` is strong, with its quotes.
    Embedded { name: &'r str, bytes: &'static [u8], etag: &'r str },
    /// A file below `root`: whoever opens it keeps within, since links can change.
    OnDisk { root: &'r Path, path: &'r str },
}

struct Embedded {
    bytes: &'static [u8],
    etag: String,
}

#[derive(Debug)]
struct OnDisk {
    at: &'static str,
    root: &'static Path,
}

impl Resources {
    /// The table of the chosen folders. Where two of them give one name, the first one's file has it.
    pub(crate) fn new(folders: impl Iterator<Item = &'static ResourceFolder>) -> (Resources, Vec<ResourceProblem>) {
        let (mut resources, mut problems) = (Resources::default(), Vec::new());
        let mut named: BTreeMap<String, &'static ResourceFolder> = BTreeMap::new();
        for folder in folders {
            let files = match folder.files {
                ResourceFiles::Embedded(files) => {
                    for (path, bytes) in files {
                        let embedded = Embedded { bytes, etag: etag(bytes) };
                        resources.embedded.entry(format!("{}/{path}", folder.at)).or_insert(embedded);
                    }
                    files.iter().map(|(path, _)| (*path).to_owned()).collect()
                }
                ResourceFiles::OnDisk(root) => {
                    let root = Path::new(root);
                    resources.on_disk.push(OnDisk { at: folder.at, root });
                    let mut files = Vec::new();
                    let walked = walk(root, "", &mut files);
                    problems.extend(walked.err().map(|error| ResourceProblem::Unreadable { folder, root, error }));
                    files
                }
            };
            for path in files {
                let name = format!("{}/{path}", folder.at);
                if let Some(first) = named.get(&name) {
                    problems.push(ResourceProblem::Twice { name, first, second: folder });
                } else {
                    named.insert(name, folder);
                }
            }
        }
        (resources, problems)
    }

    /// The resource of a name, as `/a/b.json`. A visitor may have chosen the name.
    pub(crate) fn get<'r>(&'r self, name: &'r str) -> Option<Resource<'r>> {
        if let Some(Embedded { bytes, etag }) = self.embedded.get(name) {
            let name = name.rsplit('/').next().unwrap_or_default();
            return Some(Resource::Embedded { name, bytes, etag });
        }
        let mut found = self.on_disk.iter().filter_map(|OnDisk { at, root }| {
            let path = name.strip_prefix(at)?.strip_prefix('/').filter(|path| is_plain(path))?;
            // Waiting for the disk is fine here: only a build for developing has such folders.
            let (inside, target) = (root.canonicalize().ok()?, root.join(path).canonicalize().ok()?);
            (is_within(&inside, &target) && target.is_file()).then_some(Resource::OnDisk { root, path })
        });
        found.next()
    }

    /// Whether there is a resource of that name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there are resources below this name, as `/a`; the outermost folder is the empty text.
    pub(crate) fn is_folder(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let next = self.embedded.range(inside.clone()..).next();
        next.is_some_and(|(name, _)| name.starts_with(&inside))
            || !self.on_disk.is_empty() && !self.entries(folder).is_empty()
    }

    /// What stands directly in such a folder; one without files has nothing in it.
    pub(crate) fn entries(&self, folder: &str) -> BTreeSet<Entry> {
        let inside = format!("{folder}/");
        let embedded = self.embedded.range(inside.clone()..).map(|(name, _)| name.as_str());
        let embedded = embedded.map_while(|name| name.strip_prefix(&inside)).map(Entry::first_of);
        let above = self.on_disk.iter().filter_map(|OnDisk { at, .. }| at.strip_prefix(&inside));
        let above = above.map(|rest| Entry { is_file: false, name: first_segment(rest).to_owned() });
        let within = self.on_disk.iter().filter_map(|OnDisk { at, root }| {
            let path = inside.strip_prefix(at)?.strip_prefix('/')?.trim_end_matches('/');
            (path.is_empty() || is_plain(path)).then(|| read_folder(root, path).unwrap_or_default())
        });
        embedded.chain(above).chain(within.flatten()).collect()
    }
}

/// Whether a path without links is that of a folder, or below it and not hidden there.
fn is_within(root: &Path, path: &Path) -> bool {
    let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    path.strip_prefix(root).is_ok_and(|below| !below.iter().any(hidden))
}

/// What stands in a folder; in order, folders are before files.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) is_file: bool,
    pub(crate) name: String,
}

impl Entry {
    fn first_of(path: &str) -> Self {
        let name = first_segment(path);
        Entry { is_file: name.len() == path.len(), name: name.to_owned() }
    }
}

/// What stands in the folder `path` of `root`: no dotfiles, no links to elsewhere or to what is hidden, nothing but
/// files and folders, and no name that is not UTF-8. It waits for the disk.
pub(crate) fn read_folder(root: &Path, path: &str) -> io::Result<BTreeSet<Entry>> {
    let root = root.canonicalize()?;
    let folder = root.join(path).canonicalize()?;
    if !is_within(&root, &folder) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let mut entries = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // What goes away meanwhile, or leads nowhere, is not there.
        let Ok(target) = entry.path().canonicalize() else { continue };
        let Ok(name) = entry.file_name().into_string() else { continue };
        if is_plain(&name) && is_within(&root, &target) && (target.is_file() || target.is_dir()) {
            entries.insert(Entry { is_file: target.is_file(), name });
        }
    }
    Ok(entries)
}

/// Why embedded folders cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResourceProblem {
    /// Two folders give one name: put one of them elsewhere with `at`.
    Twice {
        /// The name, as `/a/b.json`.
        name: String,
        /// The one that comes first in the source.
        first: &'static ResourceFolder,
        /// The other one.
        second: &'static ResourceFolder,
    },
    /// A debug build reads the folder each time, and it is not there any more: build with `--release`, or use `embed`.
    Unreadable {
        /// The declaration.
        folder: &'static ResourceFolder,
        /// The folder on disk.
        root: &'static Path,
        /// The system's error.
        error: io::Error,
    },
}

impl fmt::Display for ResourceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: &[&ResourceFolder] = match self {
            ResourceProblem::Twice { name, first, second } => {
                write!(f, "two folders embed a resource `:{name}`; set one apart: `resources!(\"…\", at = \"…\")`")?;
                &[*first, *second]
            }
            ResourceProblem::Unreadable { folder, root, error } => {
                let root = root.display();
                write!(
                    f,
                    "the folder `{root}`, from which a debug build reads its resources, cannot be read: {error}; "
                )?;
                f.write_str("build with `--release`, or embed it in any build: `resources!(\"…\", embed)`")?;
                &[*folder]
            }
        };
        places.iter().try_for_each(|place| write!(f, "\n    {}  {}:{}", place.package, place.file, place.line))
    }
}

// What is debugged shows names, never the contents.

impl fmt::Debug for ResourceFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResourceFiles::Embedded(files) => f.debug_set().entries(files.iter().map(|(path, _)| path)).finish(),
            ResourceFiles::OnDisk(root) => root.fmt(f),
        }
    }
}

impl fmt::Debug for Resources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.embedded.keys()).entries(&self.on_disk).finish()
    }
}

/// The names of the files in and below a folder, as `a/b.json`. Links to folders are not followed, as when embedding.
fn walk(folder: &Path, before: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().filter(|name| is_plain(name)).map(|name| format!("{before}{name}"))
        else {
            continue;
        };
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), files)?;
        } else if entry.path().is_file() {
            files.push(name);
        }
    }
    Ok(())
}

/// Whether a path names a resource: no empty segment, no dotfile, and nothing that means something else on a disk.
fn is_plain(path: &str) -> bool {
    let odd = |character: char| character.is_control() || character == '\\' || cfg!(windows) && character == ':';
    path.split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.')) && !path.contains(odd)
}

fn first_segment(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The entity tag of a content, with its quotes: the same for all instances of a program. That another version of Rust may hash otherwise costs one transfer.
pub(crate) fn etag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("\"{:x}-{:016x}\"", bytes.len(), hasher.finish())
}

#[cfg(test)]
pub(crate) mod tests;
