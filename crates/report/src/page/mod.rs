//! What several pages share: the document and its styles, the line of time, answers and claims.

pub mod answers;
pub mod cause;
pub mod claim;
pub mod css;
pub mod gates;
pub(crate) mod time;
