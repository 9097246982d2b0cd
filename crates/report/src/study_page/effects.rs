//! Section `effects` of the page of a study.

use crate::study::Story;
use maud::{Markup, html};

/// Draws the section.
pub fn section(_story: &Story<'_>) -> Markup {
    html! {}
}
