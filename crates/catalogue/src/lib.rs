//! What things and parties there are, and what follows from their figures.
//!
//! Plain records that `chipgate-corpus` reads from the data, and what can be worked out from them without any law:
//!
//! * [`chip`]: chips and their figures; [`quantity`]: the arithmetic by which the law defines quantities of them;
//!   [`derived`]: which quantity follows from which figures.
//! * [`party`]: companies and entries of lists; [`lists`]: the screening lists of one day; [`names`]: whose name it is,
//!   or could be.
//! * [`source`]: where a figure comes from; countries.

mod catalogue;
pub mod chip;
pub mod derived;
pub mod lists;
pub mod names;
pub mod party;
pub mod quantity;
pub mod source;

pub use catalogue::Catalogue;
pub use chip::{Chip, Figure};
pub use party::{Listing, PartyRecord};
pub use source::{Country, Source};

use chipgate_base::Name;

/// The record with this id in a list that is sorted by id.
pub fn find<'a, T>(all: &'a [T], id: &str, id_of: impl Fn(&T) -> &Name) -> Option<&'a T> {
    all.binary_search_by(|one| (**id_of(one)).cmp(id)).ok().and_then(|at| all.get(at))
}
