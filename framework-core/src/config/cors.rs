//! Which scripts of other sites may read responses.

use std::{str::FromStr, time::Duration};

use http::{HeaderName, Method};

use super::SettingProblem;

/// `http.cors.*`: which scripts of other sites may read responses.
#[derive(Debug, Clone)]
pub struct CorsSettings {
    /// `http.cors.origins`: the sites; none of them where the list is empty.
    pub origins: Allowed<String>,
    /// `http.cors.methods`: the methods that they may use.
    pub methods: Allowed<Method>,
    /// `http.cors.headers`: the header fields that they may set.
    pub headers: Allowed<HeaderName>,
    /// `http.cors.credentials`: whether they may send cookies.
    pub credentials: bool,
    /// `http.cors.max_age`: how long a browser may keep the answer whether it may ask.
    pub max_age: Duration,
}

/// What a setting may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed<T> {
    /// Anything, written `*`.
    Any,
    /// These.
    These(Vec<T>),
}

impl<T: FromStr> Allowed<T> {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Allowed::Any);
        }
        text.split(',').map(|item| item.trim().parse().ok()).collect::<Option<_>>().map(Allowed::These)
    }
}

impl CorsSettings {
    /// Browsers take no wildcard where there are cookies, and a server that echoes whatever they ask for gives them away.
    pub(super) fn contradictions(&self) -> impl Iterator<Item = SettingProblem> {
        let wildcards = [
            ("http.cors.origins", self.origins == Allowed::Any),
            ("http.cors.methods", self.methods == Allowed::Any),
            ("http.cors.headers", self.headers == Allowed::Any),
        ];
        let wildcards = wildcards.into_iter().filter(|(_, any)| *any && self.credentials);
        wildcards.map(|(other, _)| SettingProblem::Contradiction {
            key: "http.cors.credentials",
            other,
            reason: "where cookies are sent, name what is allowed instead of `*`",
        })
    }
}
