//! The item: a chip of the catalogue, or one that is described.

use crate::fill::{Filling, set_word};
use crate::part::Part;
use crate::question::{Given, Inside, ItemSpec, Question};
use crate::suggest::{chip_help, party_help};
use crate::values::read_value;
use chipgate_base::Name;
use chipgate_base::day::day_number;
use chipgate_base::interval::Interval;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::quantity::{DenseRate, FORMATS};
use chipgate_catalogue::{Chip, derived, quantity};
use chipgate_law::fact::Belongs;
use chipgate_law::inputs::{Content, Inputs};
use chipgate_law::value::Value;

/// Statuses of chips that were or are sold to anybody.
const SOLD: [&str; 5] = ["available", "end-of-sale", "discontinued", "superseded", "license-dependent"];
/// Kinds of item that hold circuits.
const SYSTEMS: [&str; 2] = ["module", "server"];
/// Kinds of item that are circuits or hold them.
const CIRCUITS: [&str; 5] = ["chip", "die", "module", "server", "hbm"];
/// The fact that decides the foreign direct product rules.
const US_TECHNOLOGY: &str = "direct_product_of_us_technology";
/// Share by which figures may miss each other through rounding.
const ROUNDING: f64 = 0.01;

/// Fills the item's facts; gives its id, its name and the maker's class.
pub(super) fn fill(
    filling: &mut Filling<'_>,
    question: &Question,
    inputs: &mut Inputs,
) -> (Option<Name>, Name, Option<Name>) {
    let found = match (&question.chip, &question.item) {
        (Some(id), item) => {
            if item.as_ref().is_some_and(|item| item.kind.is_some() || !item.facts.is_empty()) {
                let help = Some("give one of the two".to_owned());
                filling.problem("a chip and an item are both given".to_owned(), &Part::new("chip"), help);
            }
            let stated = item.as_ref().and_then(|item| item.stated_eccn.as_deref());
            from_catalogue(filling, id, stated, inputs)
        }
        (None, Some(item)) => {
            described(filling, item, &Part::item(), inputs);
            let name = item.name.clone().unwrap_or_else(|| "item".to_owned());
            let stated = item.stated_eccn.as_deref().map(Name::from);
            (None, Name::from(name), stated)
        }
        (None, None) => {
            let help = Some("name a chip with --chip, or describe an item with --item".to_owned());
            filling.problem("no item is given".to_owned(), &Part::new("chip"), help);
            (None, Name::from(""), None)
        }
    };
    assume_node(filling, question, inputs);
    found
}

/// A circuit or system of unknown node is taken to be made with US technology, which can only add requirements.
fn assume_node(filling: &mut Filling<'_>, question: &Question, inputs: &mut Inputs) {
    let known = filling.known();
    let holds_circuits = match inputs.value(known.item_kind) {
        Value::Symbol(kind) => CIRCUITS.contains(&&**kind),
        _ => false,
    };
    let is_open = *inputs.value(known.process_node_nm) == Value::Unknown
        && *inputs.value(known.direct_product_of_us_technology) == Value::Unknown;
    if holds_circuits && is_open && !question.facts.contains_key(US_TECHNOLOGY) {
        inputs.set(known.direct_product_of_us_technology, Value::YesNo(true), None);
        filling.assume(US_TECHNOLOGY, "yes", "node_not_known");
    }
}

fn from_catalogue(
    filling: &mut Filling<'_>,
    id: &str,
    stated: Option<&str>,
    inputs: &mut Inputs,
) -> (Option<Name>, Name, Option<Name>) {
    let ground = filling.ground;
    let Some(chip) = ground.catalogue.chip(id) else {
        unknown_chip(filling, id, &Part::new("chip"));
        return (None, Name::from(""), None);
    };
    set_chip(filling, chip, inputs, true);
    let own = Some(chip.stated_eccn.clone()).filter(|eccn| !eccn.is_empty());
    let stated = stated.map(Name::from).or(own);
    (Some(chip.id.clone()), chip.name.clone(), stated)
}

fn unknown_chip(filling: &mut Filling<'_>, id: &str, part: &Part) {
    let help = chip_help(filling.ground, id);
    filling.problem(format!("unknown chip `{id}`"), part, Some(help));
}

/// Facts of a catalogue chip, each with the source of its figure.
pub(super) fn set_chip(filling: &mut Filling<'_>, chip: &Chip, inputs: &mut Inputs, is_item: bool) {
    let word = |text: &Name| Value::Symbol(text.clone());
    inputs.set(filling.known().item_kind, Value::Symbol(Name::from("chip")), None);
    inputs.set(filling.known().hbm, Value::YesNo(false), None);
    inputs.set(filling.known().family, word(&chip.family), None);
    inputs.set(filling.known().designer, word(&chip.designer), None);
    let headquarters = designer_headquarters(filling, &chip.designer);
    set_word(inputs, filling.known().designer_headquarters, headquarters);
    if let Some(is) = chip.datacenter {
        inputs.set(filling.known().datacenter, Value::YesNo(is), Some(chip.datacenter_source.clone()));
    }
    for quantity in derived::of_chip(chip) {
        inputs.set(filling.known().quantity(quantity.name), Value::Number(quantity.range), quantity.source);
    }
    set_availability(filling, chip, inputs, is_item);
}

/// Where the designer's ultimate parent, or else the designer, is headquartered; `None` when unknown.
fn designer_headquarters(filling: &mut Filling<'_>, designer: &Name) -> Option<Name> {
    let party = filling.ground.catalogue.party(designer)?;
    let codes = [party.ultimate_parent_headquarters.clone(), party.headquarters.clone()];
    let code = codes.into_iter().find(|code| !code.is_empty())?;
    Some(filling.mapped_country(&code))
}

/// Works out again what follows from figures that were overridden.
pub(super) fn rederive(filling: &mut Filling<'_>, inputs: &mut Inputs) {
    let is_overridden = |name: &str| filling.overridden.iter().any(|one| &*one.fact == name);
    if is_overridden(quantity::TPP) {
        let tpp = inputs.value(filling.known().quantity(quantity::TPP)).clone();
        inputs.set(filling.known().quantity(quantity::BITTOPS22), tpp, Some(Name::from("request")));
        inputs.set(filling.known().quantity(quantity::PROCESSING_RATE), Value::Unknown, None);
    }
    if is_overridden(quantity::TPP) || is_overridden(quantity::DIE_AREA) {
        set_density(filling, inputs);
    }
    if is_overridden(quantity::DRAM_BW) || is_overridden(quantity::IC_BW) {
        set_sum(filling, inputs, Some(Name::from("request")));
    }
}

/// TPP, the 2022 measure, the greatest rate and performance density.
fn set_rates(filling: &Filling<'_>, rates: &[DenseRate], inputs: &mut Inputs) {
    for (name, range) in derived::of_rates(rates, true) {
        inputs.set(filling.known().quantity(name), Value::Number(range), Some(Name::from("request")));
    }
    set_density(filling, inputs);
}

fn set_density(filling: &Filling<'_>, inputs: &mut Inputs) {
    let range = |name: &str| inputs.value(filling.known().quantity(name)).interval();
    let (tpp, area) = (range(quantity::TPP), range(quantity::DIE_AREA));
    if area == Interval::UNKNOWN && tpp == Interval::UNKNOWN {
        return;
    }
    let source = inputs.sources.get(filling.known().quantity(quantity::DIE_AREA).0).cloned().flatten();
    let density = quantity::performance_density(&tpp, &area);
    if density != Interval::UNKNOWN {
        inputs.set(filling.known().quantity(quantity::PERFORMANCE_DENSITY), Value::Number(density), source);
    }
}

fn set_sum(filling: &Filling<'_>, inputs: &mut Inputs, source: Option<Name>) {
    let range = |name: &str| inputs.value(filling.known().quantity(name)).interval();
    let sum = range(quantity::DRAM_BW).plus(&range(quantity::IC_BW));
    if sum != Interval::UNKNOWN {
        inputs.set(filling.known().quantity(quantity::DRAM_PLUS_IC_BW), Value::Number(sum), source);
    }
}

/// A chip on sale from a US designer is taken to have been available in the US from its launch.
fn set_availability(filling: &mut Filling<'_>, chip: &Chip, inputs: &mut Inputs, is_item: bool) {
    let home = &filling.ground.frame.exports_from;
    let from_us =
        filling.ground.catalogue.party(&chip.designer).is_some_and(|party| party.headquarters == *home);
    let Some(launch) = chip.launch.filter(|_| from_us && SOLD.contains(&&*chip.status)) else {
        return;
    };
    if !chip.china_variant_of.is_empty() {
        return;
    }
    let range = Interval::between(day_number(launch.earliest), day_number(launch.latest));
    inputs.set(filling.known().us_available_on, Value::Number(range), chip.sources.first().cloned());
    if is_item {
        filling.assume("us_available_on", launch.latest.to_string(), "available_from_launch");
    }
}

fn described(filling: &mut Filling<'_>, item: &ItemSpec, at: &Part, inputs: &mut Inputs) {
    let kind = item.kind.as_deref().unwrap_or("chip");
    give(filling, inputs, "item_kind", &Given::from(kind), &at.join("kind"));
    inputs.set(filling.known().hbm, Value::YesNo(kind == "hbm"), None);
    set_designer(filling, item, at, inputs);
    let rates = rates(filling, item, at);
    for (name, given) in &item.facts {
        if !name.starts_with("dense_") {
            give(filling, inputs, name, given, &at.join(name));
        }
    }
    if !rates.is_empty() {
        add_rates(filling, &rates, inputs, at);
    }
    complete_quantities(filling, inputs, at);
    contents(filling, item, (at, kind), inputs);
}

fn set_designer(filling: &mut Filling<'_>, item: &ItemSpec, at: &Part, inputs: &mut Inputs) {
    let Some(name) = &item.designer else { return };
    let Some(id) = filling.ground.catalogue.names.find(name).party else {
        let help = Some(party_help(filling.ground, name));
        filling.problem(format!("unknown party `{name}`"), &at.join("designer"), help);
        return;
    };
    let headquarters = designer_headquarters(filling, &id);
    set_word(inputs, filling.known().designer, Some(id));
    set_word(inputs, filling.known().designer_headquarters, headquarters);
}

/// Reads one given fact of the item.
fn give(filling: &mut Filling<'_>, inputs: &mut Inputs, name: &str, given: &Given, part: &Part) {
    let vocabulary = &filling.ground.law.vocabulary;
    if name.starts_with("sparse_") {
        let help = "halve a 2:4 sparse rate and give it as `dense_…`".to_owned();
        filling.problem(format!("`{name}` is a sparse rate; the law counts dense rates"), part, Some(help));
        return;
    }
    let found = vocabulary.facts.find(name).and_then(|id| Some((id, vocabulary.facts.get(id)?)));
    let Some((id, fact)) = found.filter(|(_, fact)| fact.belongs == Belongs::Item) else {
        let known: Vec<Name> = item_facts(filling);
        let help = did_you_mean(name, known.iter().map(|name| &**name))
            .or_else(|| Some("`chipgate facts` lists the facts of an item".to_owned()));
        filling.problem(format!("unknown fact `{name}` of an item"), part, help);
        return;
    };
    match read_value(fact, given, part, vocabulary) {
        Ok(value) => inputs.set(id, value, Some(Name::from("request"))),
        Err(problem) => filling.problems.push(problem),
    }
}

fn item_facts(filling: &Filling<'_>) -> Vec<Name> {
    let facts = filling.ground.law.vocabulary.facts.iter();
    let own = facts.filter(|(_, fact)| fact.belongs == Belongs::Item).map(|(_, fact)| fact.name.clone());
    own.chain(FORMATS.iter().map(|(format, ..)| Name::from(format!("dense_{format}_tera_per_s")))).collect()
}

fn rates(filling: &mut Filling<'_>, item: &ItemSpec, at: &Part) -> Vec<DenseRate> {
    let mut rates = Vec::new();
    for (name, given) in item.facts.iter().filter(|(name, _)| name.starts_with("dense_")) {
        let format =
            name.strip_prefix("dense_").and_then(|rest| rest.strip_suffix("_tera_per_s")).unwrap_or_default();
        let part = &at.join(name);
        let range = match given {
            Given::Number(number) => Some((*number, *number)),
            Given::Range(low, high) => Some((*low, *high)),
            _ => None,
        };
        let is_known = FORMATS.iter().any(|(known, ..)| *known == format) && name.ends_with("_tera_per_s");
        match range {
            Some((low, high)) if is_known && 0.0 <= low && low <= high => {
                rates.push(DenseRate { format: format.to_owned(), tera_per_s: Interval::between(low, high) })
            }
            _ if !is_known => {
                let known = item_facts(filling);
                let help = did_you_mean(name, known.iter().map(|name| &**name));
                filling.problem(format!("unknown rate `{name}`"), part, help);
            }
            _ => {
                let help = Some("write tera operations per second, or [low, high]".to_owned());
                filling.problem(format!("`{name}` is not a rate from zero up"), part, help);
            }
        }
    }
    rates
}

fn add_rates(filling: &mut Filling<'_>, rates: &[DenseRate], inputs: &mut Inputs, at: &Part) {
    let stated = inputs.value(filling.known().quantity(quantity::TPP)).clone();
    if let (Value::Number(stated), Some(computed)) = (stated, quantity::tpp(rates, true)) {
        if stated != Interval::UNKNOWN
            && stated.widened(ROUNDING).intersect(&computed.widened(ROUNDING)).is_empty()
        {
            let help = Some("leave `tpp` out, or correct the rates".to_owned());
            filling.problem("`tpp` contradicts the dense rates".to_owned(), &at.join(quantity::TPP), help);
        }
        return;
    }
    filling.assume("rates", "complete", "rates_are_complete");
    set_rates(filling, rates, inputs);
}

/// TPP, density and area bind each other: two give the third, three must fit.
fn complete_quantities(filling: &mut Filling<'_>, inputs: &mut Inputs, at: &Part) {
    let range = |inputs: &Inputs, name: &str| {
        let value = inputs.value(filling.known().quantity(name));
        (*value != Value::Unknown).then(|| value.interval())
    };
    let own = Some(Name::from("request"));
    let (tpp, density, area) = (
        range(inputs, quantity::TPP),
        range(inputs, quantity::PERFORMANCE_DENSITY),
        range(inputs, quantity::DIE_AREA),
    );
    match (tpp, density, area) {
        (Some(tpp), None, Some(area)) => {
            let density = quantity::performance_density(&tpp, &area);
            inputs.set(filling.known().quantity(quantity::PERFORMANCE_DENSITY), Value::Number(density), own);
        }
        (None, Some(density), Some(area)) => {
            inputs.set(filling.known().quantity(quantity::TPP), Value::Number(density.times(&area)), own);
        }
        (Some(_), Some(_), Some(_)) if !fits(filling, inputs, quantity::TPP) => {
            let help =
                Some("performance density is TPP over the area; leave one of the three out".to_owned());
            filling.problem(
                "`performance_density`, `tpp` and the area contradict each other".to_owned(),
                &at.join(quantity::PERFORMANCE_DENSITY),
                help,
            );
        }
        _ => {}
    }
    copy_if_absent(filling, inputs, quantity::TPP, quantity::BITTOPS22);
    let source = Some(Name::from("request"));
    set_sum(filling, inputs, source);
}

/// The quantity fits those to which it is bound, as far as figures are rounded.
fn fits(filling: &Filling<'_>, inputs: &Inputs, name: &str) -> bool {
    let vocabulary = &filling.ground.law.vocabulary;
    let range = |fact| inputs.value(fact).interval();
    let whole = filling.known().quantity(name);
    let mut bound = vocabulary.bindings.iter().filter(|binding| binding.whole == whole);
    bound.all(|binding| binding.is_reachable(&range, 2.0 * ROUNDING))
}

fn copy_if_absent(filling: &Filling<'_>, inputs: &mut Inputs, from: &str, to: &str) {
    let value = |name: &str| inputs.value(filling.known().quantity(name)).clone();
    if let (value, Value::Unknown) = (value(from), value(to)) {
        inputs.set(filling.known().quantity(to), value, Some(Name::from("request")));
    }
}

fn contents(filling: &mut Filling<'_>, item: &ItemSpec, (at, kind): (&Part, &str), inputs: &mut Inputs) {
    if !item.contains.is_empty() && !SYSTEMS.contains(&kind) {
        let help = "write `kind = \"server\"` or `kind = \"module\"`, or leave `contains` out".to_owned();
        filling.problem(
            format!("an item of kind `{kind}` cannot hold circuits"),
            &at.join("kind"),
            Some(help),
        );
    }
    inputs.contents_unknown = SYSTEMS.contains(&kind) && item.contains.is_empty();
    for (place, (inside, count)) in item.contains.iter().enumerate() {
        let at = at.join("contains").join(place);
        let mut own = Inputs::unknown(&filling.ground.law.vocabulary.facts);
        let name = match inside {
            Inside::Chip(id) => {
                let ground = filling.ground;
                let Some(chip) = ground.catalogue.chip(id) else {
                    unknown_chip(filling, id, &at.join("chip"));
                    continue;
                };
                set_chip(filling, chip, &mut own, false);
                chip.id.clone()
            }
            Inside::Spec(spec) => {
                described(filling, spec, &at, &mut own);
                Name::from(spec.name.clone().unwrap_or_else(|| "circuit".to_owned()))
            }
        };
        inputs.contents.push(Content { name, count: *count, inputs: own });
    }
}
