//! Types of the standard library that look like data and are none: the compiler says what to write instead.
//!
//! Each asks for what nothing has, whose message is then told. A condition without a lifetime would be judged at once:
//! hence `for<'never>`. What serde does not write either, as an `Rc`, cannot stand here.

use std::{
    cell::RefCell,
    ffi::OsString,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    sync::{Mutex, RwLock},
    time::{Duration, SystemTime},
};

use serde::Serialize;
use serde_json::Value;

use super::{At, Json};
use crate::schema::{Schema, Schemas};

/// A type without a single trait.
#[derive(Debug)]
pub struct Nothing;

macro_rules! never {
    ($($name:ident $(: $serialize:ident)?, $label:literal, $note:literal;)*) => {$(
        /// Nothing has it: what it asks of a type is never met, and its message is told.
        #[diagnostic::on_unimplemented(
            message = "`{P}` cannot be sent as JSON",
            label = $label,
            note = $note,
            note = "or leave the member out: `#[bean(skip)]`"
        )]
        pub trait $name<P> $(: $serialize)? {}
    )*};
}

never! {
    Moment, "is no date that others understand", "write a type of chrono: `DateTime<Utc>`";
    Span, "has no form in JSON", "write a number with its unit, as `seconds: u64`";
    Guarded: Serialize, "may change, and a bean is data that stays", "write `{Self}`";
    Place, "need not be text", "write a `String`";
    Address, "has no form in JSON", "write a `String`, and parse it in a rule: `custom = check`";
    Empty, "says nothing", "leave the member out";
}

macro_rules! refused {
    ($([$($generics:tt)*] $type:ty: $subject:ty: $trait:ident;)*) => {$(
        impl<$($generics)*> Json for $type
        where
            for<'never> $subject: $trait<$type>,
        {
            fn schema(_: &mut Schemas) -> Schema {
                Schema::new()
            }

            fn examine(_: &Value, _: &mut At) {}
        }
    )*};
}

refused! {
    [] SystemTime: Nothing: Moment;
    [] Duration: Nothing: Span;
    [] PathBuf: Nothing: Place;
    [] OsString: Nothing: Place;
    [] IpAddr: Nothing: Address;
    [] Ipv4Addr: Nothing: Address;
    [] Ipv6Addr: Nothing: Address;
    [] SocketAddr: Nothing: Address;
    [] (): Nothing: Empty;
    [T] RefCell<T>: T: Guarded;
    [T] Mutex<T>: T: Guarded;
    [T] RwLock<T>: T: Guarded;
}
