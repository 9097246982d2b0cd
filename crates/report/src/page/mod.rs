//! What several pages share: the document and its styles, the line of time, answers and claims.

pub(crate) mod answers;
pub(crate) mod cause;
pub(crate) mod claim;
pub(crate) mod css;
pub(crate) mod gates;
pub(crate) mod time;
