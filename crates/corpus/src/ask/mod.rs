//! From a request to the inputs of a determination.
//!
//! [`Request`] is what flags and files say, word by word. [`fill`] looks every
//! id up, adds what the catalogue knows, and says what it assumed.

mod checks;
mod fill;
mod hits;
mod item;
mod json_tree;
mod number;
mod parties;
mod record;
mod request;
mod suggest;
mod tree;
mod values;

pub use checks::Implausible;
pub use fill::{Asked, Assumed, Overridden, PartyHit, Passage, Screened, fill};
pub use json_tree::{check_json, read_json};
pub use number::plain_number;
pub use request::{Given, ItemSpec, PartySpec, ROLES, Request, RequestProblem, Said, Where};
pub use suggest::{chip_help, party_help, place_help};
pub use tree::{Node, Tree, read_toml};
pub use values::show_value;

pub(crate) use suggest::folded_word;
pub(crate) use tree::from_toml as from_toml_value;
