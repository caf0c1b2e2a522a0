//! Where an argument comes from: every place with every container, and what is answered when it is not there.

mod bodies;
mod captures;
mod cookies;
mod dates;
mod members;
mod own;
mod requests;
mod scalars;
mod state;
mod texts;
mod unread;
