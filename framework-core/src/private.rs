//! What generated code may call, and nothing more. Not for programs: it changes without notice.

use std::any::TypeId;

pub use std::{boxed::Box, format, string::String, string::ToString, time::Duration, vec::Vec};

pub use framework_pattern;
pub use inventory;
pub use serde;
pub use serde_json::Value;

pub use crate::{
    Body, BoxError, BoxFuture, HttpStatus, Invalid, Response,
    bean::{
        At, Check, Choices, Comparable, Content, Elements, EndOf, Fields, HasElements, HasLength, Inner, IsText, Json,
        JsonBody, JsonKey, Member, Members, Nested, Objects, OnlyRead, OtherwiseInner, OtherwiseNested, OtherwiseRules,
        OtherwiseTwin, OwnSerde, Paid, Part, Presence, Ranged, Readable, Ruled, Rules, Switch, Tagging, TextPattern,
        Truth, Unique, Unit, Variant, Variants, bean_from_fields, bean_schema, check_whole, describe_rules,
        enumeration, examine_bean, examine_tuple, examine_variants, have_files, have_rules, missing, never_sent,
        switch, told, tuple_from_fields, tuple_schema, untold, variants_from_fields, variants_schema,
    },
    config::{
        Bounds, FromStrSetting, Judge, ListSetting, NoValue, OneSetting, OtherwiseShare, OtherwiseVisit, QuotedDefault,
        Setting, SettingMember, SettingValue, SettingVisit, SettingsClaim, SettingsTable, Share, Visitable,
        WithFromStr, from_str_setting, list_setting, setting,
    },
    context::Context,
    extract::{
        Crossing, Errors, FromParameter, FromRequest, Guard, Kind, Loaded, Needs, OneText, OtherwiseCrossing,
        OtherwiseTake, OtherwiseWard, OtherwiseWrapped, Own, Parameter, ParameterError, Parsed, Place, Reported, Take,
        Ward, Wrapped, bean, bean_list, bean_when_missing, describe_bean, describe_bean_list, describe_ruled,
        describe_ruled_list, describe_scalar, describe_scalar_list, examine_text, guarded, load, needs_by, needs_of,
        needs_of_bean, one_body, one_text, parsed, ruled, ruled_list, takes_socket, text_from_json, text_to_json,
        variant, variant_list, wrapped,
    },
    invalid::{ErrorMapping, HttpError, InvalidHandler, Mapped, OtherwiseMapped, of_invalid},
    prefixes::{Prefix, TextNeed, TextUse},
    request::{OnDisconnect, RequestHead, RouteInfo, Terms},
    resources::{ResourceFiles, ResourceFolder},
    respond::{
        Give, IntoResponse, OtherwiseFailed, OtherwiseGive, OtherwiseReturned, OtherwiseShape, Prefixed, Shape,
        answer_of, claim, counts, describe_json, describe_prefixes, is_final, json, never, returned, shape_of,
        shape_of_async,
    },
    route::{
        Api, AsyncCall, Call, Component, Constructed, Constructible, Controller, Ended, Fetch, Instance, IsController,
        Link, OtherwiseController, OtherwiseFetch, OtherwiseOwn, PathConstraint, Route, SocketCall, Work, work,
    },
    schema::{Description, Schema, Schemas},
    switching::{Door, Handshake, describe_switch, negotiate, socket_end},
    takeover::StopReason,
    testing::{Given, HasClient, Outcome, TestApp, TestResponse, TypedCall},
    urls::{HasUrls, Sent, Url, sent},
};

/// What is made of a type that a program names. Named as `<(T,) as Named>`, it stands outside of the brackets of
/// generics, where the compiler gives other advice about a type that is not there: so it is told once.
pub trait Named {
    /// Makes an argument.
    type Take;
    /// A returned value.
    type Give;
    /// Makes an argument.
    const TAKE: Self::Take;
    /// Lets a guard decide.
    const WARD: Ward<Self::It>;
    /// Fetches a component.
    const FETCH: Fetch<Self::It>;
    /// A controller.
    const OWN: Own<Self::It>;
    /// The type.
    type It;
}

impl<T> Named for (T,) {
    type It = T;
    type Take = Take<T>;
    type Give = Give<T>;
    const TAKE: Take<T> = Take::new();
    const WARD: Ward<T> = Ward::new();
    const FETCH: Fetch<T> = Fetch::new();
    const OWN: Own<T> = Own::new();
}

/// A type in another place: generated code blames the whole of what is written by it.
pub type Same<T> = T;

/// Refuses a mapping of the function that begins the program.
///
/// # Panics
/// At compile time, at the root of a program.
#[track_caller]
pub const fn is_no_beginning(module: &str, in_program: bool) {
    let mut index = 0;
    while index < module.len() && module.as_bytes()[index] != b':' {
        index += 1;
    }
    assert!(index < module.len() || !in_program, "`main` begins the program and answers no request; drop the mapping");
}

/// Refuses ends between which there is nothing.
///
/// # Panics
/// At compile time, where they are not in order.
#[track_caller]
pub const fn in_order(are: bool, advice: &str) {
    assert!(are, "{}", advice);
}

/// The identity of a controller.
#[must_use]
pub fn id<C: 'static>() -> TypeId {
    TypeId::of::<C>()
}

/// What a struct of settings is found as: itself, and an `Arc` of it.
#[must_use]
pub fn shared_ids<T: 'static>() -> [TypeId; 2] {
    [TypeId::of::<T>(), TypeId::of::<std::sync::Arc<T>>()]
}

/// The controller that a route's function is called on.
///
/// # Errors
/// It is another type's: a bug of the framework.
#[inline]
pub fn this<C: 'static>(instance: &Instance) -> Result<&C, Invalid> {
    instance.downcast_ref().ok_or_else(another_controller)
}

#[cold]
fn another_controller() -> Invalid {
    Invalid::internal("the route was given another controller: a bug of the framework")
}

/// The controller that a constructor made.
///
/// # Errors
/// The constructor's.
pub fn constructed<C, M: Constructed<C>>(_: Own<C>, made: M) -> Result<C, BoxError> {
    made.into_result()
}

/// A list of what wraps each.
pub fn each<T, W>(list: Vec<T>, wrap: fn(T) -> W) -> Vec<W> {
    list.into_iter().map(wrap).collect()
}

/// What a default written as a text may be: any type that is made of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a text",
    label = "a text",
    note = "write a value of type `{Self}`; a function is called, as in `default = function()`"
)]
pub trait FromText {
    /// Makes it.
    fn from_text(text: &'static str) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: From<&'static str>> FromText for T {
    fn from_text(text: &'static str) -> Self {
        T::from(text)
    }
}

/// A default that is written as a text.
#[must_use]
pub fn from_text<T: FromText>(text: &'static str) -> T {
    T::from_text(text)
}

/// What a destructor returned.
///
/// # Errors
/// The destructor's.
pub fn ended(ended: impl Ended) -> Result<(), BoxError> {
    ended.into_result()
}

/// What only a bug of the framework gives, as an error.
#[must_use]
#[allow(clippy::needless_pass_by_value)] // it stands in `map_err`
pub fn bug(invalid: Invalid) -> BoxError {
    invalid.to_string().into()
}

/// A status written in an attribute, which the macro has checked.
#[must_use]
pub fn status(code: u16) -> HttpStatus {
    HttpStatus::try_from(code).unwrap_or(HttpStatus::INTERNAL_SERVER_ERROR)
}

/// The schema of a newtype, defined by name: a type that contains itself ends there. What is a reference already
/// needs no name more.
pub fn newtype_schema<T: ?Sized>(
    schemas: &mut Schemas,
    name: &str,
    wrapped: impl FnOnce(&mut Schemas) -> Schema,
) -> Schema {
    let reference = schemas.define::<T>(name, wrapped);
    let wrapped = schemas.resolve(&reference);
    if wrapped.contains_key("$ref") { wrapped } else { reference }
}

/// For the benchmarks of the router (`benches/router`).
#[doc(hidden)]
pub mod bench {
    use http::Method;

    use crate::{RouteInfo, router::Router};

    /// A table of routes.
    #[derive(Debug)]
    pub struct Table(Router);

    /// Builds one.
    ///
    /// # Panics
    /// The routes cannot be served together.
    #[must_use]
    pub fn build(routes: &[&'static RouteInfo]) -> Table {
        match Router::build(routes, &[], &[]) {
            Ok(router) => Table(router),
            Err(problems) => panic!("{problems:?}"),
        }
    }

    /// Whether a route answers.
    #[must_use]
    pub fn find(table: &Table, method: &Method, path: &str) -> bool {
        table.0.answered_by(method, path).is_some()
    }
}
