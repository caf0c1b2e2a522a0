//! Why an application does not start, or a listener does not open: everything at once.

use std::fmt;

use crate::{
    BoxError,
    config::SettingProblem,
    invalid::InvalidHandler,
    prefixes::{Prefix, TextNeed, TextUse},
    resources::ResourceProblem,
    route::Link,
    router::RouteProblem,
};

/// Everything that keeps an application from serving, or a listener from being added to it.
///
/// `main` may return it: its `Debug` is the same readable report as its `Display`.
pub struct StartError {
    /// What does not happen.
    refused: &'static str,
    problems: Vec<StartProblem>,
}

/// One reason why an application does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartProblem {
    /// A setting is unknown, of the wrong type or out of range: correct it where the message says.
    Setting(SettingProblem),
    /// A route conflicts with another one, or its pattern cannot be served.
    Route(RouteProblem),
    /// No route is linked: a crate that the program does not name is dropped by the linker.
    NoRoutes,
    /// Routes are linked, and the program chooses none of them by `crates`, `only`, `without` and `module`.
    NothingChosen {
        /// How many routes are linked.
        linked: usize,
    },
    /// Routes of several packages are linked and the program does not say which are meant: the crates.
    Packages(Vec<&'static str>),
    /// Two packages declare what is served and neither names the other: let the program's name the other, or choose
    /// with `App::crates`.
    Declarations {
        /// One declaration.
        first: &'static Link,
        /// The other one.
        second: &'static Link,
    },
    /// Two types claim one prefix of returned texts: rename one.
    Prefixes {
        /// One claim.
        first: &'static Prefix,
        /// The other one.
        second: &'static Prefix,
    },
    /// Two functions answer the refusals of one status: drop one.
    InvalidHandlers {
        /// One function.
        first: &'static InvalidHandler,
        /// The other one.
        second: &'static InvalidHandler,
    },
    /// A text in the source names a resource or a prefix that is not there: correct it, or add what it names.
    Text(&'static TextUse),
    /// An embedded folder cannot be used.
    Resource(ResourceProblem),
    /// A folder of `App::assets` cannot be served.
    Assets {
        /// Its prefix.
        prefix: String,
        /// What is wrong with it.
        reason: String,
        /// The file of the call.
        file: &'static str,
        /// Its line.
        line: u32,
    },
    /// A constructor takes what the application was not given: add `App::provide(value)`.
    MissingComponent {
        /// The controller, or the component that is made of it.
        needed_by: &'static str,
        /// The type of the component.
        component: &'static str,
        /// The file of the constructor.
        file: &'static str,
        /// Its line.
        line: u32,
    },
    /// A bean is made of what the path captures, and the pattern does not capture one of its members: capture it, or give
    /// the member a default.
    UncapturedMember {
        /// The function that takes the bean.
        function: &'static str,
        /// The argument that is the bean.
        argument: &'static str,
        /// The member.
        member: String,
        /// The pattern.
        pattern: &'static str,
        /// The file of the function.
        file: &'static str,
        /// Its line.
        line: u32,
    },
    /// A constructor failed, or what makes a component.
    Construct {
        /// The controller, or the component.
        name: &'static str,
        /// Its file.
        file: &'static str,
        /// Its line.
        line: u32,
        /// The constructor's error.
        source: BoxError,
    },
    /// An address cannot be listened on.
    Listen {
        /// The address.
        address: String,
        /// The system's error.
        source: std::io::Error,
        /// What to change.
        advice: &'static str,
    },
    /// A listener cannot have TLS: a file is missing, holds nothing that is of use, or belongs to another one.
    #[cfg(feature = "tls")]
    Tls {
        /// The listener's address.
        address: String,
        /// The file, or what else is wrong.
        of: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The runtime or the signals of the process cannot be set up.
    System(std::io::Error),
}

impl StartError {
    pub(crate) fn all(problems: impl IntoIterator<Item = StartProblem>) -> Self {
        StartError { refused: "the application does not start", problems: problems.into_iter().collect() }
    }

    /// Of an application that serves already, and goes on.
    pub(crate) fn of_listener(problems: impl IntoIterator<Item = StartProblem>) -> Self {
        StartError { refused: "the listener is not added", problems: problems.into_iter().collect() }
    }

    /// Every reason, in the order in which they were found.
    #[must_use]
    pub fn problems(&self) -> &[StartProblem] {
        &self.problems
    }
}

/// What is meant by a reference to a component, or by a `State` of one, as handlers take it.
fn taken_by_value(component: &str) -> Option<&str> {
    let of_state = || component.split_once("::State<").and_then(|(_, inner)| inner.strip_suffix('>'));
    component.strip_prefix('&').or_else(of_state)
}

impl fmt::Display for StartProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartProblem::Setting(problem) => problem.fmt(f),
            StartProblem::Route(problem) => problem.fmt(f),
            StartProblem::NoRoutes => f.write_str(
                "there is no route; annotate a function with `#[get_mapping]`. If the routes are in another crate, \
                 name it at the root of the program, `framework::link!(that_crate);`: a crate that nothing names is not linked",
            ),
            StartProblem::NothingChosen { linked } => write!(
                f,
                "none of the {linked} linked routes is chosen; look at `App::crates`, `only`, `without` and `module`"
            ),
            StartProblem::Packages(crates) => {
                let listed = crates.join(", ");
                write!(
                    f,
                    "routes of other crates are linked ({listed}); say at the root of the program which are served \
                     beside its own: `framework::link!({listed});`"
                )
            }
            StartProblem::Declarations { first, second } => {
                write!(f, "two packages declare which crates are served, and neither names the other; name it, or choose with `App::crates`:")?;
                for Link { package, file, line, .. } in [first, second] {
                    write!(f, "\n    {package}  {file}:{line}")?;
                }
                Ok(())
            }
            StartProblem::Prefixes { first, second } => {
                write!(f, "two types claim the prefix `${}:`; choose another for one:", first.word)?;
                for Prefix { name, file, line, .. } in [first, second] {
                    write!(f, "\n    {name}  {file}:{line}")?;
                }
                Ok(())
            }
            StartProblem::InvalidHandlers { first, second } => {
                let which = first.status.map_or_else(|| "all statuses".to_owned(), |status| format!("the status {status}"));
                write!(f, "two functions with `#[invalid_handler]` answer {which}; keep one:")?;
                for InvalidHandler { function, file, line, .. } in [first, second] {
                    write!(f, "\n    {function}  {file}:{line}")?;
                }
                Ok(())
            }
            StartProblem::Text(TextUse { needs: TextNeed::Resource(name), file, line, .. }) => write!(
                f,
                "there is no embedded resource `:{name}`; add the file to a folder of `resources!`\n    {file}:{line}"
            ),
            StartProblem::Text(TextUse { needs: TextNeed::Prefix(word), file, line, .. }) => write!(
                f,
                "no type has claimed the prefix `${word}:`; put `#[response_prefix(\"${word}:\")]` on its `impl FromPrefix`\n    {file}:{line}"
            ),
            StartProblem::Resource(problem) => problem.fmt(f),
            StartProblem::Assets { prefix, reason, file, line } => {
                write!(f, "`App::assets(\"{prefix}\", …)`: {reason}\n    {file}:{line}")
            }
            StartProblem::MissingComponent { needed_by, component, file, line } => {
                write!(f, "`{needed_by}` needs a `{component}`; add `App::provide(…)` with one")?;
                if let Some(inner) = taken_by_value(component) {
                    write!(f, ", or take the component itself, by value: `{inner}`")?;
                }
                write!(f, "\n    {file}:{line}")
            }
            StartProblem::UncapturedMember { function, argument, member, pattern, file, line } => write!(
                f,
                "`{function}` takes `{argument}` from the path, and `{pattern}` does not capture its member `{member}`; \
                 write `<{member}>` in the pattern, or give the member a default\n    {file}:{line}"
            ),
            StartProblem::Construct { name, file, line, source } => {
                write!(f, "`{name}` cannot be made: {source}\n    {file}:{line}")
            }
            StartProblem::Listen { address, source, advice } => {
                write!(f, "cannot listen on {address}: {source}; {advice}")
            }
            #[cfg(feature = "tls")]
            StartProblem::Tls { address, of, reason } => write!(f, "no TLS on {address}: {of} {reason}"),
            StartProblem::System(source) => write!(f, "the system refused what a server needs: {source}"),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.refused)?;
        for problem in &self.problems {
            write!(f, "\n  - {problem}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for StartError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_taken_by_value() {
        let of_state = "framework_core::extract::request::State<shop::Pool>";
        for (component, meant) in [("&shop::Pool", Some("shop::Pool")), (of_state, Some("shop::Pool")), ("u32", None)] {
            assert_eq!(taken_by_value(component), meant, "{component}");
        }
    }
}
