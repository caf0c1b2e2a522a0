//! What every server of the comparison answers, and the arguments it takes.

mod answers;
mod arguments;

pub use answers::{DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, items, message};
pub use arguments::{Arguments, announce};
