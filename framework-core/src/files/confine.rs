//! The path of a file that lies in a folder, whatever is written.
//!
//! The path is first judged as it is written, then by where it leads once every symbolic link is followed. What is
//! checked here is opened later: whoever can write into the folder while it is served can put something else in its
//! place in between, or hard links to files of elsewhere. Against them only the permissions of the folder help.

use std::{
    borrow::Cow,
    fmt, fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// The file that `path` names in `root`, with all links followed. It exists, and may be anything, a folder too.
///
/// An absolute path is one below the root, or refused. Hidden files, whose names begin with a dot, are refused at
/// every step below the root; the root itself may be hidden.
///
/// It blocks.
///
/// # Errors
/// Every [`Refused`] but those of what kind of file it is.
pub(crate) fn within(root: &Path, path: &str) -> Result<PathBuf, Refused> {
    // Before the file system is asked anything, also about an absolute path.
    check(path)?;
    let real_root = fs::canonicalize(root).map_err(|error| {
        // The folder is the program's business: that it is not there must not look like a visitor's mistake.
        Refused::Io(io::Error::new(error.kind(), format!("the folder `{}`: {error}", root.display())))
    })?;
    let below = below(root, &real_root, path)?;
    check_components(&below)?;
    let file = fs::canonicalize(real_root.join(&*below)).map_err(Refused::of)?;
    // Windows overlooks the slash.
    if below.ends_with('/') && !file.is_dir() {
        return Err(Refused::Missing);
    }
    let real_below = file.strip_prefix(&real_root).map_err(|_| Refused::Outside)?;
    if real_below.iter().any(|name| name.as_encoded_bytes().starts_with(b".")) {
        return Err(Refused::Hidden);
    }
    Ok(file)
}

/// What is left of a path below the root, with slashes.
fn below<'p>(root: &Path, real_root: &Path, path: &'p str) -> Result<Cow<'p, str>, Refused> {
    let absolute = Path::new(path);
    if !absolute.has_root() {
        return Ok(path.into());
    }
    let below = absolute.strip_prefix(root).or_else(|_| absolute.strip_prefix(real_root));
    let below = below.ok().and_then(Path::to_str).ok_or(Refused::Outside)?;
    Ok(if cfg!(windows) { below.replace('\\', "/").into() } else { below.into() })
}

/// What no path may hold.
fn check(path: &str) -> Result<(), Refused> {
    if path.len() > 4096 {
        return Err(Refused::Path("it is longer than 4096 bytes"));
    }
    if path.contains(char::is_control) {
        return Err(Refused::Path("it has a control character"));
    }
    // To Windows it is a slash, and to browsers. There, programs write absolute paths with it.
    if path.contains('\\') && !(cfg!(windows) && Path::new(path).is_absolute()) {
        return Err(Refused::Path("it has a backslash"));
    }
    Ok(())
}

/// What no path below the root may hold.
fn check_components(below: &str) -> Result<(), Refused> {
    if below.is_empty() {
        return Err(Refused::Path("it is empty"));
    }
    for name in below.split('/') {
        if name == ".." {
            return Err(Refused::Path("it has a `..`"));
        }
        if name.starts_with('.') {
            return Err(Refused::Path("it has a name that begins with a dot"));
        }
        if name.len() > 255 {
            return Err(Refused::Path("it has a name of more than 255 bytes"));
        }
        if cfg!(windows) && means_more_on_windows(name) {
            return Err(Refused::Path("it has a name that is no file's on Windows"));
        }
    }
    Ok(())
}

/// Whether Windows takes a name for a drive, a stream beside a file's content, or a device.
fn means_more_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let numbered = |device: &str| {
        let number = stem.get(..3).filter(|start| start.eq_ignore_ascii_case(device)).and_then(|_| stem.get(3..));
        number
            .is_some_and(|number| matches!(number, "0" | "¹" | "²" | "³") || matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    name.contains(':')
        || devices.iter().any(|device| stem.eq_ignore_ascii_case(device))
        || numbered("COM")
        || numbered("LPT")
}

/// Why a file is not opened.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The path alone says so; the text completes "the path is refused:".
    Path(&'static str),
    /// There is no such file.
    Missing,
    /// It lies, or a link leads, outside the folder.
    Outside,
    /// A link leads to a hidden file.
    Hidden,
    /// It is a folder: it may have an index.
    Directory,
    /// It is a device, a socket or a pipe.
    Special,
    /// The file system says no, or that its folder is not there.
    Io(io::Error),
}

impl Refused {
    pub(crate) fn of(error: io::Error) -> Self {
        match error.kind() {
            // `file.txt/x` names nothing either, nor does what the file system finds too long or badly named.
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => Refused::Missing,
            _ => Refused::Io(error),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Path(reason) => write!(f, "the path is refused: {reason}"),
            Refused::Missing => write!(f, "there is no such file"),
            Refused::Outside => write!(f, "it is outside the folder"),
            Refused::Hidden => write!(f, "it is a link to a hidden file"),
            Refused::Directory => write!(f, "it is a folder"),
            Refused::Special => write!(f, "it is a device, a socket or a pipe"),
            Refused::Io(error) => write!(f, "{error}"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::{
        process,
        sync::atomic::{AtomicU32, Ordering},
    };

    use super::*;

    /// A folder that goes when it is dropped.
    pub(in crate::files) struct Folder(pub(in crate::files) PathBuf);

    impl Folder {
        pub(in crate::files) fn new() -> Self {
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            let name = format!("framework-files-{}-{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).expect("a folder");
            Folder(path)
        }

        /// Writes a file, with the folders it lies in.
        pub(in crate::files) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, content).expect("a file");
            self
        }

        #[cfg(unix)]
        fn link(self, name: &str, target: &Path) -> Self {
            std::os::unix::fs::symlink(target, self.0.join(name)).expect("a link");
            self
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn told(result: Result<PathBuf, Refused>) -> String {
        result.map_or_else(|refused| refused.to_string(), |path| fs::read_to_string(path).unwrap_or("a folder".into()))
    }

    /// A root beside a file that nobody may have.
    fn folder() -> Folder {
        Folder::new()
            .with("secret", "secret")
            .with("root-of-another/x", "secret")
            .with("root/a/x", "x")
            .with("root/名 (1).txt", "x")
            .with("root/..x..", "hidden")
            .with("root/x..x", "x")
            .with("root/.env", "hidden")
            .with("root/a/.git/config", "hidden")
    }

    #[test]
    fn only_what_is_in_the_folder_is_found() {
        let folder = folder();
        let root = folder.0.join("root");
        let (long_name, long_path) = ("x".repeat(300), "a/".repeat(2500));
        for (path, expected) in [
            ("a/x", "x"),
            ("a//x", "x"),
            ("名 (1).txt", "x"),
            ("x..x", "x"),
            ("a", "a folder"),
            ("a/", "a folder"),
            ("missing", "there is no such file"),
            ("a/x/", "there is no such file"),
            ("a/x/y", "there is no such file"),
            ("%2e%2e/secret", "there is no such file"),
            ("..%2fsecret", "the path is refused: it has a name that begins with a dot"),
            ("", "the path is refused: it is empty"),
            ("..", "the path is refused: it has a `..`"),
            ("../secret", "the path is refused: it has a `..`"),
            ("a/../../secret", "the path is refused: it has a `..`"),
            ("a/../a/x", "the path is refused: it has a `..`"),
            ("missing/../a/x", "the path is refused: it has a `..`"),
            ("a/..", "the path is refused: it has a `..`"),
            ("..\\secret", "the path is refused: it has a backslash"),
            ("a\\x", "the path is refused: it has a backslash"),
            ("a\0b", "the path is refused: it has a control character"),
            ("a/x\0.png", "the path is refused: it has a control character"),
            ("a\nb", "the path is refused: it has a control character"),
            ("a\u{7F}b", "the path is refused: it has a control character"),
            (".", "the path is refused: it has a name that begins with a dot"),
            ("./a/x", "the path is refused: it has a name that begins with a dot"),
            (".env", "the path is refused: it has a name that begins with a dot"),
            ("..x..", "the path is refused: it has a name that begins with a dot"),
            ("...", "the path is refused: it has a name that begins with a dot"),
            ("a/.git/config", "the path is refused: it has a name that begins with a dot"),
            (&long_name, "the path is refused: it has a name of more than 255 bytes"),
            (&long_path, "the path is refused: it is longer than 4096 bytes"),
            ("/", "it is outside the folder"),
            ("/etc/passwd", "it is outside the folder"),
            ("//etc/passwd", "it is outside the folder"),
            ("/a/x", "it is outside the folder"),
        ] {
            assert_eq!(told(within(&root, path)), expected, "{path:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_path_may_lie_below_the_folder() {
        let folder = folder().link("alias", Path::new("root"));
        let (root, alias) = (folder.0.join("root"), folder.0.join("alias"));
        for (root, start, path, expected) in [
            (&root, &root, "/a/x", "x"),
            (&root, &root, "//a//x", "x"),
            (&alias, &alias, "/a/x", "x"),
            (&alias, &root, "/a/x", "x"),
            (&root, &alias, "/a/x", "it is outside the folder"), // not as it is written
            (&root, &root, "", "the path is refused: it is empty"),
            (&root, &root, "/.env", "the path is refused: it has a name that begins with a dot"),
            (&root, &root, "/../secret", "the path is refused: it has a `..`"),
            (&root, &root, "/../root/a/x", "the path is refused: it has a `..`"),
            (&root, &root, "-of-another/x", "it is outside the folder"),
        ] {
            let path = format!("{}{path}", start.canonicalize().unwrap_or_default().display());
            let path = if start == &alias { path.replacen("/root", "/alias", 1) } else { path };
            assert_eq!(told(within(root, &path)), expected, "{path:?} in {root:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_within_the_folder_only() {
        let folder = folder()
            .link("root/inside", Path::new("a/x"))
            .link("root/folder", Path::new("a"))
            .link("root/to-file", Path::new("../secret"))
            .link("root/to-folder", Path::new(".."))
            .link("root/to-neighbour", Path::new("../root-of-another"))
            .link("root/to-passwd", Path::new("/etc/passwd"))
            .link("root/to-hidden", Path::new(".env"))
            .link("root/to-hidden-folder", Path::new("a/.git"))
            .link("root/to-nothing", Path::new("nothing"))
            .link("root/around", Path::new("around"));
        for (path, expected) in [
            ("inside", "x"),
            ("folder/x", "x"),
            ("to-file", "it is outside the folder"),
            ("to-folder", "it is outside the folder"),
            ("to-folder/secret", "it is outside the folder"),
            ("to-folder/root/a/x", "x"), // out and in again
            ("to-neighbour/x", "it is outside the folder"),
            ("to-passwd", "it is outside the folder"),
            ("to-hidden", "it is a link to a hidden file"),
            ("to-hidden-folder/config", "it is a link to a hidden file"),
            ("to-nothing", "there is no such file"),
        ] {
            assert_eq!(told(within(&folder.0.join("root"), path)), expected, "{path:?}");
        }
        assert!(matches!(within(&folder.0.join("root"), "around"), Err(Refused::Io(_))));
    }

    #[test]
    fn the_folder_itself_may_be_hidden_but_must_be_there() {
        let folder = Folder::new().with(".hidden/x", "x");
        assert_eq!(told(within(&folder.0.join(".hidden"), "x")), "x");
        let Err(Refused::Io(error)) = within(&folder.0.join("none"), "x") else { panic!("it is not there") };
        assert!(error.to_string().contains("none"), "{error}");
    }

    #[test]
    fn windows_has_names_that_are_no_files() {
        for name in ["c:", "x.txt:stream", "con", "CON.txt", "Nul", "aux.tar.gz", "com1", "LPT9.x", "COM¹", "con .x"] {
            assert!(means_more_on_windows(name), "{name}");
        }
        for name in ["x.txt", "console", "com", "com10", "lpt", "名", "コンx", "nul-x", ""] {
            assert!(!means_more_on_windows(name), "{name}");
        }
    }
}
