//! Which segments each constraint accepts.

use framework::prelude::*;

macro_rules! constrained {
    ($($function:ident $pattern:literal)*) => {
        $(#[get_mapping($pattern)] fn $function() -> &'static str { stringify!($function) })*
    };
}

constrained! {
    int_ "/int/<|int>" ubyte "/u8/<|u8>" float_ "/float/<|float>" bool_ "/bool/<|bool>" date "/date/<|date>"
    time "/time/<|time>" datetime "/datetime/<|datetime>" uuid "/uuid/<|uuid>" alpha "/alpha/<|alpha>"
    alnum "/alnum/<|alnum>" slug "/slug/<|slug>" base64 "/base64/<|base64>" string_ "/string/<|string>"
}

#[tokio::test]
async fn a_constraint_decides_whether_a_route_matches() {
    let cases: [(&str, &[&str], &[&str]); 13] = [
        ("int", &["0", "-0", "2147483647", "-2147483648"], &["2147483648", "-2147483649", "+1", "x", "1.0"]),
        ("u8", &["0", "255"], &["256", "-1"]),
        ("float", &["1.5", "-1e3", "3"], &["inf", "NaN", "+1.5", "x", "1e39"]),
        ("bool", &["true", "false", "1", "0", "on", "off"], &["yes", "TRUE", "2"]),
        ("date", &["2024-02-29"], &["2023-02-29", "20240229", "2024-1-1"]),
        ("time", &["12:30", "12:30:59", "12:30:59.25"], &["24:00", "12:60", "12"]),
        ("datetime", &["2024-02-29T12:30:59Z", "2024-02-29T12:30:59+01:00"], &["2024-02-29", "2023-02-29T00:00:00"]),
        ("uuid", &["67e55044-10b1-426f-9247-bb680e5fe0c8"], &["67e55044", "x7e55044-10b1-426f-9247-bb680e5fe0c8"]),
        ("alpha", &["abcZ"], &["a1", "%C3%9F"]),
        ("alnum", &["abc1"], &["a-b"]),
        ("slug", &["a-b-1"], &["A-b", "a--b", "-a"]),
        ("base64", &["YQ==", "YWI", "_-8="], &["Y", "a*b"]),
        ("string", &["x", "%20"], &[]),
    ];
    let app = App::new().module(module_path!()).test();
    for (name, good, bad) in cases {
        for segment in good {
            app.get(&format!("/{name}/{segment}")).await.assert_status(200);
        }
        for segment in bad {
            app.get(&format!("/{name}/{segment}")).await.assert_status(404);
        }
    }
}
