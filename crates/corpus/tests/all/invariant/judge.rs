//! What must not be answered with "no license" or an exception, from the request alone.

use super::random::{Drawn, Origin};
use crate::support::corpus;
use chipgate_ask::determination::Determination;
use chipgate_base::answer::Answer;

/// Destinations to which every item needs a license, from a day.
const EMBARGOED: [(&str, &str); 2] = [("IR", "2012-01-01"), ("RU", "2022-02-24")];
/// Chips over every line of the law since October 2022 and since November 2023.
const OVER_THE_LINE: [&str; 4] =
    ["nvidia-h100-sxm5-80gb", "nvidia-h200-sxm-141gb", "nvidia-b200-sxm", "nvidia-a100-sxm4-80gb"];
/// The first day of the ownership rule, and that of its stay.
const OWNERSHIP_RULE: (&str, &str) = ("2025-09-29", "2025-11-10");
const FIRST_LINE: &str = "2022-10-21";
/// The first day of the classes that a maker may state.
const CLASSES: &str = "2023-11-17";

/// Every reason why the free answer is wrong.
pub fn faults(drawn: &Drawn, found: &Determination) -> Vec<&'static str> {
    let checks: [(&'static str, bool); 11] = [
        ("an act that no rule covers", act_not_covered(drawn)),
        ("an item of no modelled class", item_not_classed(drawn)),
        ("a release of technology", release(drawn)),
        ("a stricter class stated by the maker", stricter_class(drawn)),
        ("a listed party", party(drawn, |origin| matches!(origin, Origin::Listed(_)))),
        ("a name near a listed one", near(drawn)),
        ("a listed parent while the ownership rule is in force", listed_parent(drawn, found)),
        ("an embargoed destination", embargoed(drawn)),
        ("a chip over the line that ends in China", over_the_line(drawn)),
        ("an exception without its number", exception_without_number(drawn, found)),
        ("a party that nobody screened, asked strictly", strictly_unscreened(drawn)),
    ];
    checks.into_iter().filter(|(_, is_wrong)| *is_wrong).map(|(why, _)| why).collect()
}

fn is_shipping(drawn: &Drawn) -> bool {
    let moves = matches!(drawn.act, "export" | "reexport" | "transfer" | "import");
    moves && drawn.ends_in() != "US"
}

fn act_not_covered(drawn: &Drawn) -> bool {
    match drawn.act {
        "service" => {
            drawn.told("us_person") != Some(false) && drawn.told("supports_744_6_activity") != Some(false)
        }
        "deploy" | "use" => drawn.told("lawfully_held") != Some(true),
        _ => false,
    }
}

fn item_not_classed(drawn: &Drawn) -> bool {
    let kind = drawn.kind.as_str();
    let unclassed = matches!(kind, "software" | "technology" | "other")
        || (kind == "material" && drawn.from != Some("CN"))
        || (matches!(kind, "module" | "server") && drawn.stated.is_empty())
        || matches!(drawn.stated, "3B001.c" | "5A002.z");
    is_shipping(drawn)
        && unclassed
        && drawn.stated != "EAR99"
        && drawn.told("license_needed_by_own_class") != Some(false)
}

fn release(drawn: &Drawn) -> bool {
    matches!(drawn.kind.as_str(), "software" | "technology")
        && drawn.ends_in() == "US"
        && drawn.stated != "EAR99"
        && drawn.told("released_to_foreign_person") != Some(false)
        && drawn.told("license_needed_by_own_class") != Some(false)
}

/// Stated of 3A090 or 4A090 and sent to China from the United States: never free while figures say less.
fn stricter_class(drawn: &Drawn) -> bool {
    let stated = matches!(drawn.stated, "3A090.a" | "3A090.b" | "4A090.a");
    let is_circuit = matches!(drawn.kind.as_str(), "chip" | "die" | "module" | "server");
    let lifted = drawn.told("nac_authorization") == Some(true) || drawn.act == "transfer";
    stated && is_circuit && drawn.as_of >= CLASSES && from_us(drawn) && ends_in_china(drawn) && !lifted
}

fn from_us(drawn: &Drawn) -> bool {
    drawn.act == "export" || drawn.from == Some("US")
}

fn ends_in_china(drawn: &Drawn) -> bool {
    is_shipping(drawn) && matches!(drawn.ends_in(), "CN" | "HK")
}

/// A party in one of the four roles, its entry certainly in force, and an item that leaves the United States.
fn party(drawn: &Drawn, wanted: impl Fn(&Origin) -> bool) -> bool {
    let day = drawn.as_of.parse().unwrap();
    let in_force = |origin: &Origin| match origin {
        Origin::Listed(id) | Origin::Near(id) => {
            corpus().catalogue.listing(id).is_some_and(|entry| entry.is_in_force(day) != Answer::No)
        }
        _ => false,
    };
    is_shipping(drawn)
        && from_us(drawn)
        && drawn.named.iter().any(|(_, origin)| wanted(origin) && in_force(origin))
}

fn near(drawn: &Drawn) -> bool {
    drawn.told("not_the_listed_party") != Some(true)
        && party(drawn, |origin| matches!(origin, Origin::Near(_)))
}

/// A party or a parent has a listed name with a slip in it.
pub fn names_one_near(drawn: &Drawn) -> bool {
    let mut origins = drawn.named.iter().map(|(_, origin)| origin).chain(&drawn.parent);
    origins.any(|origin| matches!(origin, Origin::Near(_)))
}

/// Within the weeks of the ownership rule, a named parent on the Entity List; the general license names itself.
fn listed_parent(drawn: &Drawn, found: &Determination) -> bool {
    let day = drawn.as_of.parse().unwrap();
    let is_listed = match &drawn.parent {
        Some(Origin::Listed(id)) => {
            corpus().catalogue.listing(id).is_some_and(|entry| entry.is_in_force(day) != Answer::No)
        }
        _ => false,
    };
    let in_force = OWNERSHIP_RULE.0 <= drawn.as_of && drawn.as_of < OWNERSHIP_RULE.1;
    let free = found.gates.seller().answer.code() == "no_license_required";
    free && is_listed && in_force && is_shipping(drawn) && from_us(drawn)
}

fn embargoed(drawn: &Drawn) -> bool {
    let reached = |(place, day): &(&str, &str)| drawn.ends_in() == *place && drawn.as_of >= *day;
    is_shipping(drawn) && from_us(drawn) && EMBARGOED.iter().any(reached)
}

fn over_the_line(drawn: &Drawn) -> bool {
    let chip = drawn.chip.as_deref().unwrap_or_default();
    OVER_THE_LINE.contains(&chip) && drawn.as_of >= FIRST_LINE && ends_in_china(drawn) && from_us(drawn)
}

fn exception_without_number(drawn: &Drawn, found: &Determination) -> bool {
    let rests_on_nac =
        found.gates.seller().exceptions.iter().any(|one| &*one.id == "NAC" && one.answer == Answer::Yes);
    let needs_number = matches!(drawn.act, "export" | "reexport") && ends_in_china(drawn);
    found.gates.seller().answer.code() == "license_exception"
        && rests_on_nac
        && needs_number
        && drawn.told("nac_authorization") != Some(true)
}

/// Asked strictly, a named party of no record is not taken to be on no list.
fn strictly_unscreened(drawn: &Drawn) -> bool {
    let unlisted = drawn.named.iter().any(|(_, origin)| *origin == Origin::Unlisted);
    drawn.strict && unlisted && is_shipping(drawn) && from_us(drawn)
}
