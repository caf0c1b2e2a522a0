//! Tests of the application, without a socket.

use framework::{TestResponse, prelude::*, serde_json::json};
use {crate}::{Note, Notes, app};

#[tokio::test]
async fn a_note_is_added_found_and_removed() -> Result<(), TestResponse> {
    let app = app().test();
    let notes = app.client::<Notes>();
    let note = Note { text: "buy milk".to_owned(), done: false };
    assert_eq!(notes.add(note.clone()).await?, note);
    assert_eq!(notes.find(1).await?, Some(note));
    notes.remove(1).await?;
    notes.remove(1).request().await.assert_status(404).assert_json_at("/detail", "there is no note 1");
    Ok(())
}

#[tokio::test]
async fn a_note_needs_a_text() {
    let app = app().test();
    app.post("/notes").json(&json!({ "text": "" })).await.assert_status(422).assert_violation("/text", "length");
    app.post("/notes").json(&json!({})).await.assert_status(422).assert_violation("/text", "required");
}
