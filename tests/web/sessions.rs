//! Sessions: what is remembered of a visitor, when it is loaded and saved, and who may use it.

mod concurrency;
mod csrf;
mod documented;
mod endings;
mod failures;
mod ids;
mod lifetime;
mod recording;
mod responses;
mod saving;
mod secrets;
mod settings;
mod values;
mod visitor;

use recording::Recording;
use visitor::Visitor;
