//! Types of one text: enums, generic ones, those that borrow nothing and have a lifetime all the same, and those that
//! implement the trait themselves.

use std::{
    convert::Infallible,
    marker::PhantomData,
    num::ParseIntError,
    str::FromStr,
};

use framework::{Description, FromParameter, ParameterError, prelude::*};

/// Its error says nothing.
#[derive(Parameter)]
#[parameter("north or south")]
enum Pole {
    North,
    South,
}

impl FromStr for Pole {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "north" => Ok(Pole::North),
            "south" => Ok(Pole::South),
            _ => Err(()),
        }
    }
}

#[derive(Parameter)]
#[parameter("a number of something", crate = framework)]
struct Id<'a, T: ?Sized + 'a, const BASE: u32>(u32, PhantomData<&'a T>)
where
    T: Send;

impl<T: ?Sized + Send, const BASE: u32> FromStr for Id<'_, T, BASE> {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u32::from_str_radix(text, BASE).map(|number| Id(number, PhantomData))
    }
}

#[derive(Parameter)]
struct r#Anything(String);

impl FromStr for Anything {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Anything(text.to_owned()))
    }
}

#[derive(Parameter)]
#[parameter(own)]
struct Even<T>(T);

impl FromParameter for Even<u8> {
    const EXPECTED: &'static str = "an even number";

    fn from_parameter(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number| number % 2 == 0).map(Even)
    }
}

#[post_mapping("/<pole>/<id>")]
fn take(
    pole: Pole,
    id: Id<'_, str, 16>,
    #[query(default = Anything(String::new()))] anything: Anything,
    even: Option<Even<u8>>,
    #[header] evens: Vec<Even<u8>>,
    #[json("/even")] other: Result<Even<u8>, ParameterError>,
) -> String {
    let pole = matches!(pole, Pole::North) && !matches!(pole, Pole::South);
    let evens = even.into_iter().chain(evens).chain(other).map(|Even(number)| u32::from(number));
    format!("{pole} {} {} {}", id.0, anything.0, evens.sum::<u32>())
}

/// The trait of arguments is implemented.
fn describe(description: &mut Description<'_>, parameter: &'static framework::Parameter) {
    <Pole as FromRequest<'static>>::describe(description, parameter);
}

fn main() {
    let _ = describe;
}
