//! What does not convert, and what a constraint refuses.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

#[get_mapping("/loose/<id>")]
fn loose(id: i16) -> i16 {
    id
}

#[get_mapping("/strict/<id|short>")]
fn strict(id: i16) -> i16 {
    id
}

#[tokio::test]
async fn what_does_not_convert_is_a_400_and_what_a_constraint_refuses_a_404() {
    let app = App::new().module(module_path!()).test();
    for good in ["32767", "-32768"] {
        for path in ["loose", "strict"] {
            app.get(&format!("/{path}/{good}")).await.assert_status(200).assert_text(good);
        }
    }
    for bad in ["32768", "-32769", "x", "1.0"] {
        let problem: Value = app.get(&format!("/loose/{bad}")).await.assert_status(400).json();
        let message = format!("expected an integer (i16), got `{bad}`");
        assert_eq!(problem["errors"], json!([{ "in": "path", "name": "id", "message": message }]));
        app.get(&format!("/strict/{bad}")).await.assert_status(404);
    }
}
