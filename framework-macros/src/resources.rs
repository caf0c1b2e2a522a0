//! `resources!`: a folder whose files a program names by `:/…`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::{attribute::Arguments, errors::Errors, runtime, types};

/// `resources!("resources", at = "admin", embed)`
pub(crate) fn resources(arguments: TokenStream) -> TokenStream {
    let mut arguments = match syn::parse2::<Arguments>(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::new();
    let runtime = arguments.runtime(&mut errors);
    let embed = arguments.switch("embed", &mut errors).unwrap_or_default();
    let at = arguments.expression("at", &mut errors).and_then(|at| prefix(&at, &mut errors)).unwrap_or_default();
    let written = arguments.one_text(&mut errors);
    let before = errors.count();
    if written.is_none() {
        arguments.refuse_unquoted("resources", &mut errors);
    }
    let is_told = errors.count() > before;
    arguments.finish(&["at", "embed", "crate"], &mut errors);
    let folder = written.as_ref().and_then(|written| Folder::read(written, &mut errors));
    if written.is_none() && !is_told {
        errors.at_span(Span::call_site(), "name a folder of the package: `resources!(\"resources\")`");
    }
    if let Err(mistakes) = errors.check() {
        return mistakes;
    }
    let Some(Folder { path, files }) = folder else { return TokenStream::new() };
    let files = files.iter().map(|(name, path)| quote!((#name, ::core::include_bytes!(#path))));
    let embedded = quote!(__framework::ResourceFiles::Embedded(&[#(#files),*]));
    let files = if embed {
        quote!(const FILES: __framework::ResourceFiles = #embedded;)
    } else {
        // Judged where the user's crate is compiled. Only a debug build tells where the folder is.
        quote! {
            #[cfg(debug_assertions)]
            const FILES: __framework::ResourceFiles = __framework::ResourceFiles::OnDisk(#path);
            #[cfg(not(debug_assertions))]
            const FILES: __framework::ResourceFiles = #embedded;
        }
    };
    let line = types::line(&written);
    let package = runtime::package();
    runtime.wrap(&quote! {
        #files
        __framework::inventory::submit! {
            __framework::ResourceFolder {
                at: #at,
                files: FILES,
                package: #package,
                module: ::core::module_path!(),
                file: ::core::file!(),
                line: #line,
            }
        }
    })
}

/// What is in a folder, checked.
struct Folder {
    /// Absolute.
    path: String,
    /// Names as `a/b.json`, and absolute paths; by name, since a disk has no order.
    files: Vec<(String, String)>,
}

impl Folder {
    /// Reads a folder named relative to the package's own; everything wrong with it is told at the literal.
    fn read(written: &LitStr, errors: &mut Errors) -> Option<Self> {
        let shown = written.value();
        let Some(package) = env::var_os("CARGO_MANIFEST_DIR") else {
            errors.at(written, "only cargo tells where the package is; build with cargo");
            return None;
        };
        let path = Path::new(&package).join(&shown);
        if shown.is_empty() || !path.is_dir() {
            let advice = "make it beside `Cargo.toml`, or name one that is there: `resources!(\"resources\")`";
            errors.at(written, format!("`{shown}` is no folder of the package; {advice}"));
            return None;
        }
        let mut walk = Walk { written, root: PathBuf::new(), files: Vec::new(), errors };
        match (path.canonicalize(), path.to_str()) {
            (Ok(root), Some(path)) => {
                walk.root = root;
                walk.folder(Path::new(path), "");
                walk.files.sort();
                Some(Folder { path: path.to_owned(), files: walk.files })
            }
            (Err(error), _) => {
                walk.unreadable(&shown, &error);
                None
            }
            (_, None) => {
                errors.at(written, format!("the path of `{shown}` is not UTF-8: `{}`; move it", path.display()));
                None
            }
        }
    }
}

/// Goes through a folder and those in it. Dotfiles are left out; what could be named in one build and not in another
/// is a mistake.
struct Walk<'w> {
    written: &'w LitStr,
    /// Without links.
    root: PathBuf,
    files: Vec<(String, String)>,
    errors: &'w mut Errors,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, before: &str) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        match entries {
            Err(error) => self.unreadable(before, &error),
            Ok(entries) => {
                let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
                names.sort();
                for name in names.iter().filter(|name| !name.as_encoded_bytes().starts_with(b".")) {
                    let path = folder.join(name);
                    match (name.to_str(), path.to_str()) {
                        (Some(name), Some(_)) => self.entry(&path, &format!("{before}{name}")),
                        _ => {
                            let name = name.display();
                            self.mistake(format!("the name of `{before}{name}` is not UTF-8; rename it"));
                        }
                    }
                }
            }
        }
    }

    fn entry(&mut self, path: &Path, name: &str) {
        let kind = match path.symlink_metadata() {
            Ok(metadata) => metadata.file_type(),
            Err(error) => return self.unreadable(name, &error),
        };
        if kind.is_dir() {
            return self.folder(path, &format!("{name}/"));
        }
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) => return self.unreadable(name, &error),
        };
        if !target.starts_with(&self.root) {
            self.mistake(format!("`{name}` is a link that leads out of the folder; put a copy in its place"));
        } else if is_hidden(&target, &self.root) {
            self.mistake(format!("`{name}` is a link to a hidden file; put a copy in its place"));
        } else if kind.is_symlink() && target.is_dir() {
            self.mistake(format!("`{name}` is a link to a folder; put a copy in its place"));
        } else if target.is_file() {
            self.files.extend(path.to_str().map(|path| (name.to_owned(), path.to_owned())));
        } else {
            self.mistake(format!("`{name}` is neither a file nor a folder; remove it"));
        }
    }

    fn unreadable(&mut self, name: &str, error: &io::Error) {
        self.mistake(format!("`{name}` cannot be read: {error}; mend it, or remove it"));
    }

    fn mistake(&mut self, message: String) {
        self.errors.at(self.written, message);
    }
}

/// Whether a path below the root has a name that begins with a dot: a debug build would not read it.
fn is_hidden(path: &Path, root: &Path) -> bool {
    path.strip_prefix(root).is_ok_and(|below| below.iter().any(|name| name.as_encoded_bytes().starts_with(b".")))
}

/// What `at` puts before the names: `admin` is `/admin`.
fn prefix(at: &Expr, errors: &mut Errors) -> Option<String> {
    let text = match at {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    };
    let plain = |text: &String| {
        text.split('/')
            .all(|segment| !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':']))
    };
    match text.filter(plain) {
        Some(text) => Some(format!("/{text}")),
        None => {
            errors
                .at(at, "`at` is a path without a slash at its ends: `at = \"admin\"` puts the files below `:/admin/`");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files, below the system's temporary one.
    fn folder(name: &str, files: &[&str]) -> PathBuf {
        let folder = env::temp_dir().join(format!("framework-macros-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a temporary folder");
        for file in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, file).expect("a file");
        }
        folder
    }

    /// What is written for a folder, without spaces.
    fn written(folder: &Path, keys: &TokenStream) -> String {
        let folder = folder.to_str().expect("UTF-8");
        resources(quote!(#folder #keys)).to_string().replace(' ', "")
    }

    #[test]
    fn files_are_written_in_order_and_dotfiles_left_out() {
        let folder = folder("order", &["b.txt", "a/c/z.json", "a/b.json", ".env", ".git/config", "a.txt"]);
        let found = written(&folder, &quote!(, at = "admin/ui"));
        let names = ["a.txt", "a/b.json", "a/c/z.json", "b.txt"];
        let files = names.map(|name| format!("({name:?},::core::include_bytes!({:?}))", folder.join(name)));
        assert!(found.contains(&format!("Embedded(&[{}])", files.join(","))), "{found}");
        assert!(found.contains(r#"at:"/admin/ui""#), "{found}");
        assert!(found.contains(&format!("#[cfg(debug_assertions)]constFILES:__framework::ResourceFiles=__framework::ResourceFiles::OnDisk({folder:?})")), "{found}");
        syn::parse_str::<syn::File>(&resources(quote!("src")).to_string()).expect("items");
    }

    #[test]
    fn what_is_embedded_in_any_build_tells_no_folder() {
        let found = written(&folder("embed", &["a"]), &quote!(, embed, crate = elsewhere));
        assert!(!found.contains("OnDisk") && !found.contains("debug_assertions"), "{found}");
        assert!(found.contains("elsewhere::__private"), "{found}");
    }

    #[test]
    fn mistakes_say_what_to_write() {
        let cases = [
            (quote!(), "name a folder"),
            (quote!("nothing here"), "`nothing here` is no folder of the package"),
            (quote!(""), "is no folder"),
            (quote!("Cargo.toml"), "`Cargo.toml` is no folder"),
            (quote!("src", at = 1), "at = \\\"admin\\\""),
            (quote!("src", at = "/admin"), "at = \\\"admin\\\""),
            (quote!("src", at = "../x"), "at = \\\"admin\\\""),
            (quote!("src", embeds), "did you mean `embed`?"),
            (quote!("src", "tests"), "one text is enough"),
            (quote!(folder = "src" "x"), "expected"),
        ];
        for (arguments, message) in cases {
            let found = resources(arguments).to_string();
            assert!(found.contains("compile_error") && found.contains(message), "{message}: {found}");
            assert!(!found.contains("inventory"), "{found}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_named_in_every_build_is_a_mistake() {
        use std::os::unix::{ffi::OsStrExt, fs::symlink};

        let folder = folder("links", &["a/file"]);
        symlink("a/file", folder.join("fine")).expect("a link");
        assert!(written(&folder, &quote!()).contains("\"fine\""));
        symlink("/etc/passwd", folder.join("out")).expect("a link");
        symlink("..", folder.join("a/cycle")).expect("a link");
        symlink("nowhere", folder.join("broken")).expect("a link");
        fs::write(folder.join(".env"), "").expect("a file");
        symlink(".env", folder.join("env")).expect("a link");
        fs::write(folder.join(std::ffi::OsStr::from_bytes(b"b\xff")), "").expect("a file");
        let found = written(&folder, &quote!());
        for message in [
            "`out`isalinkthatleadsout",
            "`a/cycle`isalinktoafolder",
            "`env`isalinktoahiddenfile",
            "`broken`cannotberead",
            "isnotUTF-8",
        ] {
            assert!(found.contains(message), "{message}: {found}");
        }
    }
}
