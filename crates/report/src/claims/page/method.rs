//! How a verdict comes about: the rule in three steps, and the classes of figures.

use super::Page;
use chipgate_show::words::number::percent;
use maud::{Markup, html};

/// The section at the end of the page.
pub fn section(page: &Page<'_>) -> Markup {
    let words = page.words;
    html! {
        section.method aria-labelledby="method-title" {
            h2 #method-title { (words.get("claims_method_title")) }
            ol {
                li { (words.get("claims_method_parts")) }
                li { (words.get("claims_method_together")) }
                li { (words.get("claims_method_sources")) }
            }
            p { (words.get("claims_method_classes")) }
            div.scroll {
                table {
                    thead { tr {
                        th scope="col" { (words.get("claims_class")) }
                        th scope="col" { (words.get("claims_true_within")) }
                        th scope="col" { (words.get("claims_approximately_within")) }
                        th scope="col" { (words.get("claims_class_meaning")) }
                    } }
                    tbody {
                        @for class in &page.corpus.records.tolerances {
                            tr {
                                th scope="row" { (words.code("claims_class", &class.id)) }
                                td { (percent(class.true_within, 2)) }
                                td { (percent(class.approximately_within, 2)) }
                                td { (class.meaning.in_language(page.lang)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
