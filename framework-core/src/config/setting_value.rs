//! What one value of a setting of the program's own is.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    num,
    path::PathBuf,
    str::FromStr,
    time::Duration,
};

use super::value;

/// A type that is the value of a setting of the program's own, a member of a struct with `#[derive(Settings)]`.
///
/// Text, paths, addresses, durations and sizes have it, and every type with `#[derive(Parameter)]`; `#[derive(SettingValue)]`
/// writes it for an enum without data. A type of which none of it is true implements it:
///
/// ```
/// # use framework_core as framework;
/// use framework::SettingValue;
///
/// /// A share of the whole.
/// struct Percent(u8);
///
/// impl SettingValue for Percent {
///     const ALLOWED: &'static str = "a share, as `30%`";
///
///     fn parse(text: &str) -> Option<Self> {
///         text.strip_suffix('%')?.parse().ok().filter(|percent| *percent <= 100).map(Percent)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a setting",
    label = "not made of a text",
    note = "implement `SettingValue` for `{Self}`"
)]
pub trait SettingValue: Sized {
    /// What may be written, as it completes “write …”: `a share, as 30%`.
    const ALLOWED: &'static str;

    /// Makes it; `None` where the text stands for no such value, which stops the start.
    fn parse(text: &str) -> Option<Self>;
}

/// A number of bytes, written `2 MiB`, `64 KiB`, `10 MB` or without a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSize(pub u64);

/// One value: what is written as a text, a number, or a switch.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a setting",
    label = "not made of a text",
    note = "derive `SettingValue` for an enum without data, `Parameter` for a type with `FromStr`; or write `#[settings(from_str = \"what may be written\")]`",
    note = "derive `Settings` for a struct that is a table of settings, with `#[settings(nested)]`",
    note = "what is borrowed must be owned, a text as `String`"
)]
pub trait OneSetting: Sized {
    /// What may be written.
    const ALLOWED: &'static str;

    /// Makes it, if the text stands for one.
    fn parse(text: &str) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: SettingValue> OneSetting for T {
    const ALLOWED: &'static str = T::ALLOWED;

    fn parse(text: &str) -> Option<Self> {
        T::parse(text)
    }
}

/// A default in quotes: of anything but a number and a switch.
#[diagnostic::on_unimplemented(
    message = "the default of a `{V}` is not written in quotes",
    label = "a text",
    note = "write a value of type `{V}`"
)]
pub trait QuotedDefault<V> {}

#[diagnostic::do_not_recommend]
impl<V: SettingValue> QuotedDefault<V> for &'static str {}

macro_rules! values {
    ($trait:ident { $($type:ty = $allowed:literal, $parse:expr;)* }) => {$(
        impl $trait for $type {
            const ALLOWED: &'static str = $allowed;

            fn parse(text: &str) -> Option<Self> {
                $parse(text)
            }
        }
    )*};
}

values! { SettingValue {
    String = "a text", |text: &str| Some(text.to_owned());
    Box<str> = "a text", |text: &str| Some(text.into());
    char = "one character", from_str;
    PathBuf = "a path", |text: &str| Some(PathBuf::from(text)).filter(|_| !text.is_empty());
    IpAddr = "an IP address", from_str;
    Ipv4Addr = "an IPv4 address", from_str;
    Ipv6Addr = "an IPv6 address", from_str;
    SocketAddr = "an IP address with a port, as `127.0.0.1:8080`", from_str;
    Duration = "a duration, as `30s`", value::duration;
    ByteSize = "a size, as `2 MiB`", |text: &str| value::size(text).map(ByteSize);
} }

values! { OneSetting {
    bool = "`on` or `off`", value::switch;
    u8 = "a whole number, 0 to 255", from_str;
    u16 = "a whole number, 0 to 65535", from_str;
    u32 = "a whole number, 0 to 4294967295", from_str;
    u64 = "a whole number, 0 or more", from_str;
    u128 = "a whole number, 0 or more", from_str;
    usize = "a whole number, 0 or more", from_str;
    i8 = "a whole number, -128 to 127", from_str;
    i16 = "a whole number, -32768 to 32767", from_str;
    i32 = "a whole number, -2147483648 to 2147483647", from_str;
    i64 = "a whole number", from_str;
    i128 = "a whole number", from_str;
    isize = "a whole number", from_str;
    num::NonZeroU8 = "a whole number, 1 to 255", from_str;
    num::NonZeroU16 = "a whole number, 1 to 65535", from_str;
    num::NonZeroU32 = "a whole number, 1 to 4294967295", from_str;
    num::NonZeroU64 = "a whole number, 1 or more", from_str;
    num::NonZeroUsize = "a whole number, 1 or more", from_str;
    f32 = "a number", |text: &str| from_str(text).filter(|number: &f32| number.is_finite());
    f64 = "a number", |text: &str| from_str(text).filter(|number: &f64| number.is_finite());
} }

fn from_str<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
