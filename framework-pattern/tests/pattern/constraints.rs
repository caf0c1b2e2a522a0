use std::collections::BTreeSet;
use std::str::FromStr;

use framework_pattern::Builtin;

/// Names, segments that satisfy, segments that do not.
type Case = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    (&["bool"], &["true", "false", "1", "0", "on", "off"], &["True", "yes", "no", "2", "00", "t", " on"]),
    (
        &["date"],
        &["2024-02-29", "2000-02-29", "2023-12-31", "0000-01-01", "9999-04-30", "0004-02-29"],
        &[
            "2023-02-29",
            "1900-02-29",
            "2200-02-29",
            "2024-04-31",
            "2024-00-01",
            "2024-13-01",
            "2024-01-00",
            "2024-01-32",
            "2024-1-01",
            "24-01-01",
            "20240101",
            "2024-01-01-",
            "-2024-01-01",
            "+2024-01-01",
            "2024-W01-1",
            "2024-001",
            "2024-01",
            "2024-+1-01",
            "２024-01-01",
            "2024-01-01T00:00",
        ],
    ),
    (
        &["time"],
        &["00:00", "23:59", "12:30:59", "12:30:59.2", "12:30:59.123456789012"],
        &[
            "24:00",
            "23:60",
            "23:59:60",
            "1:30",
            "12:3",
            "12:30:5",
            "12",
            "1230",
            "12:30.5",
            "12:30:59.",
            "12:30:59,5",
            "12:30:59.5x",
            "12:30:59.-1",
            "12:30:00:00",
            "12:30Z",
            "12:30:00.1.2",
            ":30",
            "12:",
            "+1:30",
        ],
    ),
    (
        &["datetime"],
        &[
            "2024-02-29T12:30",
            "2024-02-29T12:30:59",
            "2024-02-29T12:30:59.25",
            "2024-02-29T12:30:59Z",
            "2024-02-29T12:30Z",
            "2024-02-29T12:30:59+01:00",
            "2024-02-29T12:30:59.5-23:59",
        ],
        &[
            "2024-02-29",
            "12:30",
            "2024-02-29 12:30",
            "2024-02-29t12:30",
            "2024-02-29T12:30z",
            "2023-02-29T12:30",
            "2024-02-29T24:00",
            "2024-02-29T12:30+01",
            "2024-02-29T12:30+0100",
            "2024-02-29T12:30+24:00",
            "2024-02-29T12:30+01:60",
            "2024-02-29T12:30+01:00Z",
            "2024-02-29T",
            "T12:30",
            "2024-02-29T12:30ZZ",
            "2024-02-29T12:30+01:00:00",
            "2024-02-29TT12:30",
            "2024-02-29T12:30+",
        ],
    ),
    (
        &["uuid"],
        &[
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67E55044-10B1-426F-9247-BB680E5FE0C8",
            "67e5504410b1426f9247bb680e5fe0c8",
            "00000000000000000000000000000000",
        ],
        &[
            "67e55044-10b1-426f-9247-bb680e5fe0c",
            "67e55044-10b1-426f-9247bb680e5fe0c8",
            "67e5504-410b1-426f-9247-bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "67e5504410b1426f9247bb680e5fe0cg",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
            "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
            "--------------------------------",
            "67e55044_10b1_426f_9247_bb680e5fe0c8",
        ],
    ),
    (&["u8"], &["0", "255", "007"], &["256", "-1", "-0", "+1", "1.0", "", "٣", "0x1", "1_0", " 1"]),
    (&["i8"], &["-128", "127", "-0"], &["-129", "128", "+1", "-", "--1"]),
    (&["ushort", "u16"], &["0", "65535"], &["65536", "-1", "+1"]),
    (&["short", "i16"], &["-32768", "32767"], &["-32769", "32768", "+1"]),
    (&["uint", "u32"], &["0", "4294967295"], &["4294967296", "-1", "+1"]),
    (&["int", "i32"], &["-2147483648", "2147483647"], &["-2147483649", "2147483648", "+1", "1e3", "a"]),
    (&["usize"], &["0", "4294967295"], &["18446744073709551616", "-1", "+1"]),
    (&["isize"], &["-2147483648", "2147483647"], &["9223372036854775808", "+1"]),
    (&["ulong", "ulonglong", "u64"], &["0", "18446744073709551615"], &["18446744073709551616", "-1", "+1"]),
    (
        &["long", "longlong", "i64"],
        &["-9223372036854775808", "9223372036854775807"],
        &["-9223372036854775809", "9223372036854775808", "+1"],
    ),
    (
        &["u128"],
        &["0", "340282366920938463463374607431768211455"],
        &["340282366920938463463374607431768211456", "-1", "+1"],
    ),
    (
        &["i128"],
        &["-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"],
        &["170141183460469231731687303715884105728", "+1"],
    ),
    (
        &["float", "f32"],
        &["0", "-1.5", "1.", ".5", "1e5", "1E-5", "1e+5", "3.4028235e38", "1e-400"],
        &["+1", "inf", "-inf", "infinity", "INF", "NaN", "-nan", "1e39", "3.5e38", "1,5", ".", "e5", "1e", "", "0x1p3"],
    ),
    (
        &["double", "f64"],
        &["0", "-1.5", "1e39", "1.7976931348623157e308"],
        &["+1", "inf", "NaN", "1e309", "-1e309", "a"],
    ),
    (&["alpha"], &["a", "azAZ"], &["a1", "ä", "a-b", "a b"]),
    (&["alnum"], &["a", "1", "a1Z9"], &["ä", "a-b", "a_b", "٣"]),
    (&["slug"], &["a", "1", "hello-world-2"], &["-a", "a-", "a--b", "-", "A", "a_b", "ä", "a b"]),
    (
        &["base64"],
        &["YQ==", "YWI=", "YWJj", "YQ", "YWI", "++//", "--__", "-_-=", "ab=="],
        &["Y", "YWJjZ", "YQ=", "YQ===", "YWI==", "YWJj=", "=", "==", "====", "Y=Q=", "+-aa", "a b=", "ä==="],
    ),
    (&["string"], &["a", "ä b/c", "\0", " "], &[]),
];

#[test]
fn every_name_accepts_what_it_says() {
    for (names, good, bad) in CASES {
        for name in *names {
            let builtin = Builtin::from_name(name).unwrap();
            assert_eq!(builtin.name(), names[0], "{name}");
            assert!(!builtin.accepts(""), "{name}");
            for segment in *good {
                assert!(builtin.accepts(segment), "{name} {segment}");
            }
            for segment in *bad {
                assert!(!builtin.accepts(segment), "{name} {segment}");
            }
        }
    }
}

#[test]
fn every_constraint_has_a_case() {
    let tested: Vec<&str> = CASES.iter().flat_map(|(names, ..)| *names).copied().collect();
    let known: Vec<&str> = Builtin::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(tested, known);
    let distinct: BTreeSet<&str> = known.iter().copied().collect();
    assert_eq!(distinct.len(), known.len(), "no name twice");
    for unknown in ["", "Int", "i33", "str", "integer", "gender"] {
        assert_eq!(Builtin::from_name(unknown), None);
    }
}

fn samples(builtin: Builtin) -> Vec<&'static str> {
    let all = CASES.iter().flat_map(|(_, good, bad)| good.iter().chain(*bad));
    all.copied().filter(|segment| builtin.accepts(segment)).collect()
}

/// A wider constraint before a narrower one would hide it.
#[test]
fn no_constraint_hides_a_later_one() {
    for (index, (earlier, first)) in Builtin::ALL.iter().enumerate() {
        for (later, second) in &Builtin::ALL[index..] {
            let is_hidden = samples(*second).iter().all(|segment| first.accepts(segment));
            // On a 64-bit platform the two types accept the same.
            let is_platform =
                matches!((first, second), (Builtin::Usize, Builtin::U64) | (Builtin::Isize, Builtin::I64));
            assert!(first == second || is_platform || !is_hidden, "{earlier} hides {later}");
        }
    }
}

#[test]
fn the_rust_types_are_those_that_everything_accepted_converts_to() {
    fn converts<T: FromStr>(builtin: Builtin) -> bool {
        samples(builtin).iter().all(|segment| segment.parse::<T>().is_ok())
    }
    fn is_finite(builtin: Builtin, finite: impl Fn(&str) -> bool) -> bool {
        samples(builtin).iter().all(|segment| finite(segment))
    }
    for (name, builtin) in Builtin::ALL.iter().copied() {
        let expected = [
            ("u8", converts::<u8>(builtin)),
            ("u16", converts::<u16>(builtin)),
            ("u32", converts::<u32>(builtin)),
            ("u64", converts::<u64>(builtin)),
            ("u128", converts::<u128>(builtin)),
            ("i8", converts::<i8>(builtin)),
            ("i16", converts::<i16>(builtin)),
            ("i32", converts::<i32>(builtin)),
            ("i64", converts::<i64>(builtin)),
            ("i128", converts::<i128>(builtin)),
            ("f32", is_finite(builtin, |text| text.parse().is_ok_and(f32::is_finite))),
            ("f64", is_finite(builtin, |text| text.parse().is_ok_and(f64::is_finite))),
            ("char", converts::<char>(builtin)),
            ("String", true),
            ("&str", true),
            ("bool", builtin == Builtin::Bool),
            ("NaiveDate", builtin == Builtin::Date),
            ("NaiveTime", builtin == Builtin::Time),
            ("NaiveDateTime", builtin == Builtin::DateTime),
            ("DateTime", builtin == Builtin::DateTime),
            ("Uuid", builtin == Builtin::Uuid),
        ];
        for (rust_type, converts) in expected {
            let is_listed = builtin.rust_types().contains(&rust_type);
            assert_eq!(is_listed, converts, "{name} to {rust_type}");
        }
        #[cfg(target_pointer_width = "64")]
        for (rust_type, converts) in [("usize", converts::<usize>(builtin)), ("isize", converts::<isize>(builtin))] {
            assert_eq!(builtin.rust_types().contains(&rust_type), converts, "{name} to {rust_type}");
        }
    }
}
