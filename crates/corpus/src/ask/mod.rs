//! From a request to the inputs of a determination.
//!
//! [`Request`] is what flags and files say, word by word. [`fill`] looks every
//! id up, adds what the catalogue knows, and says what it assumed.

mod fill;
mod hits;
mod item;
mod parties;
mod record;
mod request;
mod tree;
mod values;

pub use fill::{Asked, Assumed, Overridden, PartyHit, Passage, Screened, fill};
pub use item::near_chip;
pub use request::{Given, ItemSpec, PartySpec, ROLES, Request, RequestProblem, Said, Where};
pub use tree::{Node, Tree, read_json, read_toml};
pub use values::show_value;

pub(crate) use tree::from_toml as from_toml_value;
