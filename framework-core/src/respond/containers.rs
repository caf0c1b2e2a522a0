//! Lists and maps, as responses: JSON, but a list of `u8` is bytes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque},
    hash::BuildHasher,
};

use bytes::Bytes;
use serde_json::Value;

use super::{IntoResponse, OCTETS, describe_json, json, ok};
use crate::{
    HttpStatus, Invalid, Response,
    bean::{Json, JsonKey},
    context::Context,
    schema::{Description, Schema},
};

fn describe_list<T: Json, L: Json>(description: &mut Description<'_>) {
    if T::OCTETS {
        description.response(HttpStatus::OK, "application/octet-stream", Schema::new());
    } else {
        describe_json::<L>(description);
    }
}

fn list<T: Json>(list: Vec<T>, context: &Context) -> Result<Response, Invalid> {
    match T::into_octets(list) {
        Ok(bytes) => Ok(ok(OCTETS, Bytes::from(bytes))),
        Err(list) => json(&list, context),
    }
}

impl<T: Json> IntoResponse for Vec<T> {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        list(self, context)
    }

    fn describe(description: &mut Description<'_>) {
        describe_list::<T, Self>(description);
    }
}

impl<T: Json> IntoResponse for Box<[T]> {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        list(self.into_vec(), context)
    }

    fn describe(description: &mut Description<'_>) {
        describe_list::<T, Self>(description);
    }
}

impl<T: Json, const N: usize> IntoResponse for [T; N] {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        list(self.into(), context)
    }

    fn describe(description: &mut Description<'_>) {
        describe_list::<T, Vec<T>>(description);
    }
}

impl<T: Json> IntoResponse for &'static [T] {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        match T::static_octets(self) {
            Some(bytes) => Ok(ok(OCTETS, bytes)),
            None => json(self, context),
        }
    }

    fn describe(description: &mut Description<'_>) {
        describe_list::<T, Self>(description);
    }
}

macro_rules! as_json {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> IntoResponse for $type {
            fn into_response(self, context: &Context) -> Result<Response, Invalid> {
                json(&self, context)
            }

            fn describe(description: &mut Description<'_>) {
                describe_json::<Self>(description);
            }
        }
    )*};
}

as_json!(
    [T: Json] VecDeque<T>,
    [T: Json] LinkedList<T>,
    [T: Json] BTreeSet<T>,
    [T: Json, S: BuildHasher] HashSet<T, S>,
    [K: JsonKey, V: Json] BTreeMap<K, V>,
    [K: JsonKey, V: Json, S: BuildHasher] HashMap<K, V, S>,
    [] Value,
);
