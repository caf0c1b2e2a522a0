//! Lists of other kinds than `Vec` as arguments, and what `null` is where an argument may be missing.

use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};

use framework::{
    TestApp,
    chrono::{DateTime, Local, NaiveDateTime, Utc},
    prelude::*,
    serde_json::{Value, json},
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean, Debug, PartialEq, Eq, Hash)]
struct User {
    id: u8,
}

#[get_mapping("/scalars")]
fn scalars(a: BTreeSet<u8>, b: HashSet<&str>, c: VecDeque<char>, d: Box<[i8]>, e: Option<LinkedList<u8>>) -> String {
    format!("{a:?} {b:?} {c:?} {d:?} {e:?}")
}

#[tokio::test]
async fn a_list_of_any_kind_is_every_value_of_a_repeated_name() {
    let app = app();
    app.get("/scalars").await.assert_text("{} {} [] [] None");
    app.get("/scalars?a=2&a=1&a=2&b=x&c=y&c=z&d=-1&e=1&e=1")
        .await
        .assert_text(r#"{1, 2} {"x"} ['y', 'z'] [-1] Some([1, 1])"#);
    app.get("/scalars?a=256").await.assert_status(400);
}

#[post_mapping("/deque")]
fn deque(users: VecDeque<User>) -> VecDeque<User> {
    users
}

#[post_mapping("/set")]
fn set(users: HashSet<User>) -> usize {
    users.len()
}

#[post_mapping("/slice")]
fn slice(users: Box<[User]>) -> Box<[User]> {
    users
}

#[tokio::test]
async fn a_list_of_beans_of_any_kind_is_a_json_array() {
    let app = app();
    let users = json!([{ "id": 1 }, { "id": 1 }]);
    app.post("/deque").json(&users).await.assert_json(users.clone());
    app.post("/set").json(&users).await.assert_text("1");
    app.post("/slice").json(&users).await.assert_json(users.clone());
    for path in ["/deque", "/set", "/slice"] {
        let problem: Value = app.post(path).json(&json!([{ "id": 256 }])).await.assert_status(422).json();
        assert_eq!(problem["errors"][0]["pointer"], "/0/id", "{path}");
        app.post(path).body("").await.assert_status(400);
    }
}

#[post_mapping("/whole")]
fn whole(user: Option<User>) -> String {
    format!("{user:?}")
}

#[post_mapping("/parts")]
fn parts(#[json("/user")] user: Option<User>, #[json("/users")] users: Option<Vec<User>>) -> String {
    format!("{user:?} {users:?}")
}

#[post_mapping("/required")]
fn required(#[json("/user")] user: User) -> u8 {
    user.id
}

#[tokio::test]
async fn null_is_none_where_an_argument_may_be_missing_and_a_422_elsewhere() {
    let app = app();
    app.post("/whole").json(&json!(null)).await.assert_text("None");
    app.post("/parts").json(&json!({ "user": null, "users": null })).await.assert_text("None None");
    app.post("/parts").json(&json!({})).await.assert_text("None None");
    app.post("/required").json(&json!({ "user": null })).await.assert_status(422);
    // What is in it is not it.
    app.post("/whole").json(&json!({ "id": null })).await.assert_status(422);
    app.post("/parts").json(&json!({ "user": { "id": null } })).await.assert_status(422);
    app.post("/parts").json(&json!({ "users": [null] })).await.assert_status(422);
}

#[tokio::test]
async fn a_member_that_stands_there_twice_is_named() {
    let answer = app().post("/deque").header("content-type", "application/json").body(r#"[{"id":1,"id":2}]"#).await;
    let problem: Value = answer.assert_status(422).json();
    assert_eq!(problem["detail"], "body: has the member `id` twice");
}

#[derive(Bean)]
struct Meeting {
    at: NaiveDateTime,
}

#[request_mapping("/meeting", methods("GET", "POST"))]
fn meeting(meeting: Meeting) -> NaiveDateTime {
    meeting.at
}

#[get_mapping("/moment")]
fn moment(at: NaiveDateTime) -> NaiveDateTime {
    at
}

/// What `<input type=datetime-local>` sends has no seconds where they are 0.
#[tokio::test]
async fn a_date_and_time_may_come_without_seconds_as_browsers_send_it() {
    let app = app();
    for path in ["/moment", "/meeting"] {
        app.get(&format!("{path}?at=2022-10-12T09:30")).await.assert_text("2022-10-12T09:30:00");
        app.get(&format!("{path}?at=2022-10-12T09:30:05")).await.assert_text("2022-10-12T09:30:05");
        app.get(&format!("{path}?at=2022-10-12T09")).await.assert_status(400);
    }
    app.post("/meeting").form(&[("at", "2022-10-12T09:30")]).await.assert_text("2022-10-12T09:30:00");
    app.post("/meeting").json(&json!({ "at": "2022-10-12T09:30" })).await.assert_status(422);
}

#[get_mapping("/here")]
fn here(at: DateTime<Local>) -> DateTime<Utc> {
    at.to_utc()
}

#[tokio::test]
async fn a_moment_may_be_taken_in_the_zone_of_the_system() {
    let app = app();
    app.get("/here?at=2022-10-12T09:30:00%2B02:00").await.assert_text("2022-10-12T07:30:00+00:00");
    app.get("/here?at=2022-10-12T09:30:00").await.assert_status(400);
}
