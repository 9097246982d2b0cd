//! What every page shares: the head of its HTML document and the code of its language.

use maud::{Markup, PreEscaped, html};

/// Lets a page use what it holds, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The head of a page with its title and styles; `scripts` says whether it holds any.
#[must_use]
pub fn head(title: &str, styles: &[&str], scripts: bool) -> Markup {
    let allowed = if scripts { "; script-src 'unsafe-inline'" } else { "" };
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(format!("{POLICY}{allowed}"));
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            link rel="icon" href="data:,";
            @for part in styles { style { (PreEscaped(part)) } }
        }
    }
}

/// The code of a language as HTML writes it.
#[must_use]
pub fn language(lang: &str) -> &str {
    if lang == "zh" { "zh-Hans" } else { lang }
}
