//! Folders whose files are served as they are.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::percent_decode_str;

use super::{
    asked::{Asked, with_slash},
    confine::{Refused, within},
    listing,
    stored::{Stored, Wanted, open},
    variants::{self, Variant},
};
use crate::{
    Body, HttpStatus, Invalid, Response,
    context::Context,
    request::RequestHead,
    resources::{Resource, read_folder},
    respond::empty,
};

/// A folder whose files are served below a prefix, to GET and HEAD.
///
/// `Assets::new("public")` is a folder on disk, relative to where the program runs; `Assets::new(":/web")` one that
/// `resources!` has embedded. Links out of the folder are not followed, and dotfiles are not there. A folder is
/// answered with its index file. Where `app.js.br`, `app.js.zst` or `app.js.gz` lies beside `app.js`, it is sent
/// instead to whoever accepts it (RFC 9110, section 12.5.3). What is not there is left to the fallback.
///
/// ```no_run
/// # use framework_core as framework;
/// use framework::{App, Assets};
///
/// let app = App::new()
///     .assets("/static", "public")
///     .assets("/shop", Assets::new("dist").single_page("index.html").cache_control("public, max-age=3600"));
/// ```
#[derive(Debug, Clone)]
#[must_use = "assets are served by `App::assets`"]
pub struct Assets {
    root: Root,
    index: String,
    listing: bool,
    single_page: Option<String>,
    cache_control: Option<String>,
}

#[derive(Debug, Clone)]
enum Root {
    Folder(PathBuf),
    /// Below this name: nothing, or as `/web`.
    Resources(String),
}

impl Assets {
    /// A folder on disk, or an embedded one as `:/web`. One that is not there is reported at start.
    pub fn new(folder: impl Into<String>) -> Self {
        let folder = folder.into();
        match folder.strip_prefix(":/") {
            Some(name) => Assets::of(Root::Resources(match name.trim_matches('/') {
                "" => String::new(),
                name => format!("/{name}"),
            })),
            None => Assets::of(Root::Folder(folder.into())),
        }
    }

    fn of(root: Root) -> Self {
        Assets { root, index: "index.html".to_owned(), listing: false, single_page: None, cache_control: None }
    }

    /// The file that answers for a folder: `index.html`, unless this says otherwise.
    pub fn index(mut self, file: impl Into<String>) -> Self {
        self.index = file.into();
        self
    }

    /// Whether a folder without an index file is answered with a list of what is in it.
    pub fn listing(mut self, listing: bool) -> Self {
        self.listing = listing;
        self
    }

    /// The file that answers, with 200, for every path that names no file and has no file extension: for programs in
    /// the browser that have routes of their own.
    pub fn single_page(mut self, file: impl Into<String>) -> Self {
        self.single_page = Some(file.into());
        self
    }

    /// The `Cache-Control` of the files, as `public, max-age=3600` (RFC 9111, section 5.2.2).
    pub fn cache_control(mut self, value: impl Into<String>) -> Self {
        self.cache_control = Some(value.into());
        self
    }

    /// What is wrong with it; asked at start.
    pub(crate) fn check(&self, context: &Context) -> Result<(), String> {
        if let Some(value) = self.cache_control.as_ref().filter(|value| HeaderValue::from_str(value).is_err()) {
            return Err(format!(
                "`{}` cannot be sent as `Cache-Control`; write `public, max-age=3600`",
                value.escape_debug()
            ));
        }
        let there = |file: &String| match &self.root {
            Root::Folder(folder) => within(folder, file).is_ok_and(|file| file.is_file()),
            Root::Resources(at) => context.resources.contains(&name_in(at, file)),
        };
        match &self.root {
            Root::Folder(folder) => {
                let read = std::fs::read_dir(folder);
                read.map_err(|error| format!("{self} cannot be served: {error}; make it, or name another folder"))?;
            }
            Root::Resources(at) if !context.resources.is_folder(at) => {
                return Err(format!("{self} has no files; embed a folder: `framework::resources!(\"resources\")`"));
            }
            Root::Resources(_) => {}
        }
        match self.single_page.as_ref().filter(|file| !there(file)) {
            Some(file) => Err(format!("{self} has no file `{file}`; `single_page` names one that is in it")),
            None => Ok(()),
        }
    }

    /// The answer to a request whose path is `mount`, the prefix, and `rest`, both as they were sent.
    ///
    /// What names nothing is declined, however odd it is: the fallback answers, or a 404.
    pub(crate) async fn answer(
        &self,
        mount: &str,
        rest: &str,
        head: &RequestHead,
        context: &Context,
    ) -> Result<Response, Invalid> {
        let response = self.read(mount, rest, head, context).await?;
        match *head.method() {
            Method::GET | Method::HEAD => Ok(response),
            Method::OPTIONS => Ok(empty(StatusCode::NO_CONTENT, header::ALLOW, ALLOWED)),
            _ => Err(Invalid::of(HttpStatus::METHOD_NOT_ALLOWED).header("allow", "GET, HEAD, OPTIONS")),
        }
    }

    /// The answer to GET.
    async fn read(&self, mount: &str, rest: &str, head: &RequestHead, context: &Context) -> Result<Response, Invalid> {
        let Some(Asked { path, is_folder }) = Asked::read(mount, rest) else { return Err(Invalid::declined()) };
        if path.is_empty() && !is_folder {
            return redirect(mount, rest, head.uri().query());
        }
        let file = match (is_folder, path.as_str()) {
            (false, path) => path.to_owned(),
            (true, "") => self.index.clone(),
            (true, path) => format!("{path}/{}", self.index),
        };
        match self.find(&file, context).await? {
            Found::File(stored) => return self.send(&file, stored, head, context).await,
            Found::Folder if !is_folder => return redirect(mount, rest, head.uri().query()),
            Found::Folder | Found::Nothing => {}
        }
        if is_folder && let Some(page) = self.list(mount, &path, context).await {
            return Ok(page);
        }
        if let Some(file) = self.single_page.as_ref().filter(|_| Path::new(&path).extension().is_none())
            && let Found::File(stored) = self.find(file, context).await?
        {
            return self.send(file, stored, head, context).await;
        }
        Err(Invalid::declined())
    }

    async fn find(&self, path: &str, context: &Context) -> Result<Found, Invalid> {
        let opened = match &self.root {
            Root::Folder(root) => open(Wanted::Within { root: root.clone(), path: path.to_owned() }).await,
            Root::Resources(at) => {
                let name = name_in(at, path);
                match context.resources.get(&name) {
                    Some(resource) => resource.open_for_visitor().await,
                    None if context.resources.is_folder(&name) => return Ok(Found::Folder),
                    None => return Ok(Found::Nothing),
                }
            }
        };
        match opened {
            Ok(stored) => Ok(Found::File(stored)),
            Err(Refused::Directory) => Ok(Found::Folder),
            Err(Refused::Io(error)) if error.kind() == io::ErrorKind::PermissionDenied => {
                tracing::debug!(target: "framework", path, "a file of {self} is not served: {error}");
                Ok(Found::Nothing)
            }
            Err(Refused::Io(error)) => Err(Invalid::internal(error)),
            Err(_) => Ok(Found::Nothing),
        }
    }

    /// A file, or what lies beside it for those who accept its coding.
    async fn send(
        &self,
        path: &str,
        mut stored: Stored,
        head: &RequestHead,
        context: &Context,
    ) -> Result<Response, Invalid> {
        let mut response = Response::new(Body::empty());
        let cache_control = self.cache_control.as_ref().and_then(|value| HeaderValue::from_str(value).ok());
        response.headers_mut().extend(cache_control.map(|value| (header::CACHE_CONTROL, value)));
        let there = self.variants(path, context).await;
        if !there.is_empty() {
            response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        for variant in variants::accepted(head.headers()).into_iter().filter(|variant| there.contains(variant)) {
            // One that cannot be opened is not worth an error: there is the file itself.
            if let Ok(Found::File(encoded)) = self.find(&variant.of(path), context).await {
                stored = encoded.named(stored.name()).encoded(variant.coding);
                break;
            }
        }
        stored.into_response(response, head.method(), head.headers()).await
    }

    /// Which variants lie beside a file.
    async fn variants(&self, path: &str, context: &Context) -> Vec<&'static Variant> {
        match &self.root {
            Root::Resources(at) => {
                let there = |variant: &Variant| context.resources.contains(&variant.of(&name_in(at, path)));
                variants::ALL.iter().filter(|variant| there(variant)).collect()
            }
            Root::Folder(root) => {
                let (root, path) = (root.clone(), path.to_owned());
                let there = move |variant: &Variant| root.join(variant.of(&path)).is_file();
                let found = move || variants::ALL.iter().filter(|variant| there(variant)).collect();
                tokio::task::spawn_blocking(found).await.unwrap_or_default()
            }
        }
    }

    /// The page that lists a folder, where that is wanted and there is one.
    async fn list(&self, mount: &str, path: &str, context: &Context) -> Option<Response> {
        if !self.listing {
            return None;
        }
        let entries = match &self.root {
            Root::Resources(at) => {
                Some(context.resources.entries(&name_in(at, path))).filter(|found| !found.is_empty())?
            }
            Root::Folder(root) => {
                let (root, inside) = (root.clone(), path.to_owned());
                tokio::task::spawn_blocking(move || read_folder(&root, &inside)).await.ok()?.ok()?
            }
        };
        let mount = percent_decode_str(mount.trim_matches('/')).decode_utf8_lossy();
        let shown = [&*mount, path].into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part}/"));
        Some(listing::page(&format!("/{}", shown.collect::<String>()), path.is_empty(), &entries))
    }
}

impl Resource<'_> {
    /// Opens it for a program that names it: that it cannot be is a logged 500.
    pub(super) async fn open(self) -> Result<Stored, Invalid> {
        let refused = |refused| Invalid::internal(format!("the resource cannot be sent: {refused}"));
        self.open_for_visitor().await.map_err(refused)
    }

    async fn open_for_visitor(self) -> Result<Stored, Refused> {
        match self {
            Resource::Embedded { name, bytes, etag } => {
                Ok(Stored::embedded(name, Bytes::from_static(bytes), etag.to_owned()))
            }
            Resource::OnDisk { root, path } => {
                open(Wanted::Within { root: root.to_owned(), path: path.to_owned() }).await
            }
        }
    }
}

/// What a path names.
enum Found {
    File(Stored),
    Folder,
    Nothing,
}

const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

fn redirect(mount: &str, rest: &str, query: Option<&str>) -> Result<Response, Invalid> {
    let location = HeaderValue::try_from(with_slash(mount, rest, query))?;
    Ok(empty(StatusCode::PERMANENT_REDIRECT, header::LOCATION, location))
}

/// The name of a resource, as `/web/a.json`, or of the folder itself.
fn name_in(at: &str, path: &str) -> String {
    if path.is_empty() { at.to_owned() } else { format!("{at}/{path}") }
}

/// As messages name it.
impl fmt::Display for Assets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Folder(folder) => write!(f, "the folder `{}`", folder.display()),
            Root::Resources(at) if at.is_empty() => f.write_str("the embedded folder `:/`"),
            Root::Resources(at) => write!(f, "the embedded folder `:{at}`"),
        }
    }
}

impl From<&str> for Assets {
    fn from(folder: &str) -> Self {
        Assets::new(folder)
    }
}

impl From<String> for Assets {
    fn from(folder: String) -> Self {
        Assets::new(folder)
    }
}

/// Always a folder on disk.
impl From<PathBuf> for Assets {
    fn from(folder: PathBuf) -> Self {
        Assets::of(Root::Folder(folder))
    }
}

#[cfg(test)]
mod tests;
