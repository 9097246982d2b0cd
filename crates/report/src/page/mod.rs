//! What several pages share: the document, its styles, the line of time.

pub(crate) mod document;
pub(crate) mod time;
