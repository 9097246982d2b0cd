//! What is behind a change of an answer, and how it is cited.

use maud::{Markup, html};
use serde::Serialize;

/// An instrument behind a change.
#[derive(Clone, Debug, Serialize)]
pub struct Cause {
    /// Short citation, such as `88 FR 73458`.
    pub citation: String,
    /// Text in our words.
    pub title: String,
    /// Address; empty when there is none.
    pub url: String,
    /// Kind of authority, as a code; `None` for the source of a change of a set, which no instrument names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
}

/// The citation of an instrument, as a link where it has an address.
pub fn cited(cause: &Cause) -> Markup {
    html! {
        @if cause.url.starts_with("https://") || cause.url.starts_with("http://") {
            a href=(cause.url) rel="noopener noreferrer" title=(cause.title) { (cause.citation) }
        } @else {
            span title=(cause.title) { (cause.citation) }
        }
    }
}
