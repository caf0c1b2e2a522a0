//! Which route answers a request, and what is answered when none does.

mod constraints;
mod conversions;
mod methods;
mod paths;
mod precedence;
mod prefixes;

use framework::TestApp;

/// Asks for each target; the answer is that status and, where it is a 200, that text.
async fn check(app: &TestApp, cases: &[(&str, &str, u16, &str)]) {
    for (method, target, status, text) in cases {
        let method = method.parse().expect("a method");
        let answer = app.request(method, target).await;
        answer.assert_status(*status);
        if *status == 200 {
            answer.assert_text(text);
        }
    }
}
