//! The kit with which any result is shown. It knows no subject: values, words and columns go in, text goes out.
//!
//! * [`words`]: phrases of one language, and numbers as people read them; [`locale`]: days and ranges.
//! * [`table`]: typed rows under named columns, for people, as CSV and as JSON; [`json`]: numbers for programs.
//! * [`draw`]: drawings; [`page`]: the head that every page has.
//! * [`problems`]: a mistake with an excerpt of its file; [`visible`](fn@visible): names that would steer a terminal.

pub mod draw;
pub mod json;
pub mod locale;
pub mod page;
pub mod problems;
pub mod table;
mod visible;
pub mod words;

pub use visible::{visible, visible_lines};
pub use words::{Words, number, words};
