use bench_common::{DUMMY_ROUTES, Echo, HELLO, User, items, message};
use serde::Serialize;

use crate::{
    Result,
    connection::{Answer, Connection},
};

/// So many requests are sent at once where requests are pipelined.
pub(crate) const PIPELINED: usize = 16;

/// A request, and the answer that every server must give.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) name: String,
    pub(crate) target: String,
    /// The JSON that is posted; without it, the method is GET.
    pub(crate) posted: Option<String>,
    /// So many are sent before the first answer is read.
    pub(crate) at_once: usize,
    media_type: &'static str,
    body: Vec<u8>,
}

/// The routes of the comparison.
pub(crate) fn measured() -> Result<Vec<Route>> {
    let user = User { id: 7, q: Some("x".to_owned()) };
    let echo = Echo { number: -7, text: HELLO.to_owned(), tags: ["one", "two", "three"].map(str::to_owned).into() };
    Ok(vec![
        text("plaintext", "/plaintext", HELLO),
        json("json", "/json", &message())?,
        json("user", "/users/7?q=x", &user)?,
        Route { posted: Some(serde_json::to_string(&echo)?), ..json("echo", "/echo", &echo)? },
        json("list", "/list", &items())?,
        Route { name: format!("pipelined-{PIPELINED}"), at_once: PIPELINED, ..text("plaintext", "/plaintext", HELLO) },
    ])
}

/// The routes that stand beside them, and a user without its query.
pub(crate) fn unmeasured() -> Result<Vec<Route>> {
    let dummies = (0..DUMMY_ROUTES).map(|number| {
        let id = 1_000 + number;
        text("dummy", &format!("/dummy/{number}/{id}"), &id.to_string())
    });
    let user = json("user", "/users/7", &User { id: 7, q: None })?;
    Ok(dummies.chain([user]).collect())
}

pub(crate) fn text(name: &str, target: &str, body: &str) -> Route {
    Route {
        name: name.to_owned(),
        target: target.to_owned(),
        posted: None,
        at_once: 1,
        media_type: "text/plain",
        body: body.as_bytes().to_vec(),
    }
}

fn json(name: &str, target: &str, body: &impl Serialize) -> Result<Route> {
    Ok(Route { media_type: "application/json", body: serde_json::to_vec(body)?, ..text(name, target, "") })
}

impl Route {
    fn request(&self) -> String {
        let Self { target, .. } = self;
        match &self.posted {
            None => format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Some(json) => format!(
                "POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\n\r\n{json}",
                json.len()
            ),
        }
    }

    /// Sends at least so many requests and checks every answer; says how long one is.
    pub(crate) fn ask(&self, connection: &mut Connection, requests: usize) -> Result<usize> {
        let together = self.request().repeat(self.at_once);
        let mut length = 0;
        for _ in 0..requests.div_ceil(self.at_once) {
            connection.send(together.as_bytes())?;
            for _ in 0..self.at_once {
                let answer = connection.receive()?;
                self.check(&answer)?;
                length = answer.length;
            }
        }
        Ok(length)
    }

    fn check(&self, answer: &Answer) -> Result<()> {
        let Self { name, .. } = self;
        if answer.status != "HTTP/1.1 200 OK" {
            return Err(format!("{name}: answered {}", answer.status).into());
        }
        if !self.accepts(&answer.content_type) {
            return Err(format!("{name}: Content-Type is `{}`", answer.content_type).into());
        }
        if answer.date.is_empty() {
            return Err(format!("{name}: no Date").into());
        }
        if answer.body != self.body {
            let body = String::from_utf8_lossy(&answer.body);
            return Err(format!("{name}: answered `{body}`").into());
        }
        Ok(())
    }

    /// Text must name its character set; JSON, which is always UTF-8, may.
    fn accepts(&self, content_type: &str) -> bool {
        let content_type = content_type.to_ascii_lowercase();
        match content_type.strip_prefix(self.media_type) {
            Some("; charset=utf-8") => true,
            Some("") => self.media_type == "application/json",
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_utf_8_is_a_wrong_answer() {
        let route = text("plaintext", "/plaintext", HELLO);
        assert!(route.accepts("text/plain; charset=UTF-8"));
        assert!(route.accepts("text/plain; charset=utf-8"));
        assert!(!route.accepts("text/plain"));
        assert!(!route.accepts("text/html; charset=UTF-8"));
    }

    #[test]
    fn json_need_not_name_its_character_set() -> Result<()> {
        let route = json("json", "/json", &message())?;
        assert!(route.accepts("application/json"));
        assert!(route.accepts("application/json; charset=UTF-8"));
        assert!(!route.accepts("application/json; charset=latin1"));
        Ok(())
    }
}
