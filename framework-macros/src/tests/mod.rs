//! What the macros write, and what of it the run time makes.

mod documents;
mod golden;
