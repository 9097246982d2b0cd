//! The filter above the timeline and the player above the plane.

use super::model::HistoryPage;
use chipgate_show::words::Words;
use maud::{Markup, html};

/// The markets a chip may be made for, as codes.
const MARKETS: [&str; 4] = ["datacenter", "consumer", "workstation", "edge"];

/// The filter: country of the vendor, market, text, and only chips whose answer changed.
pub fn filter(page: &HistoryPage, words: &Words) -> Markup {
    let markets = MARKETS.into_iter().filter(|code| page.chips.iter().any(|c| c.market == *code));
    html! {
        form.filter.scripted #filter role="search" aria-label=(words.get("filter")) {
            label { span { (words.get("filter_country")) }
                select name="country" {
                    option value="" { (words.get("all")) }
                    @for code in page.sides.iter().map(String::as_str).chain(["other"]) {
                        option value=(code) { (words.code("country", code)) }
                    }
                }
            }
            label { span { (words.get("filter_market")) }
                select name="market" {
                    option value="" { (words.get("all")) }
                    @for code in markets { option value=(code) { (words.code("market", code)) } }
                }
            }
            label.find { span { (words.get("filter_text")) }
                input type="search" name="find" autocomplete="off" placeholder=(words.get("filter_example"));
            }
            label.tick { input type="checkbox" name="changed"; span { (words.get("filter_changed")) } }
            output #shown aria-live="polite" {}
        }
    }
}

/// The player: kind of item, date slider, steps from change to change.
pub fn player(page: &HistoryPage, words: &Words) -> Markup {
    html! {
        div.player.scripted #player {
            fieldset {
                legend { (words.get("regions_for")) }
                label { input type="radio" name="kind" value="datacenter" checked; span { (words.get("kind_datacenter")) } }
                label { input type="radio" name="kind" value="other"; span { (words.get("kind_other")) } }
            }
            div.steps {
                button type="button" #earlier aria-label=(words.get("earlier")) { "◀" }
                button type="button" #play data-play=(words.get("play")) data-pause=(words.get("pause")) {
                    (words.get("play"))
                }
                button type="button" #later aria-label=(words.get("later")) { "▶" }
                label.slide {
                    span.sr { (words.get("slider")) }
                    input #day type="range" min="0" value="0" step="1";
                    svg #ticks height="8" aria-hidden="true" {}
                }
            }
            p.day aria-live="polite" {
                @let first = super::plane::first_day(page);
                time #day-text datetime=(first) { (words.day_of_text(first)) }
                span #day-note {}
            }
        }
    }
}
