use framework::{prelude::*, serde};

#[derive(Bean)]
//~^ [Bean] conflicting implementations of trait
struct User {
    id: u8,
}

impl serde::Serialize for User {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.id)
    }
}

fn main() {}
