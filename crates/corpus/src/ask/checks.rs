//! What is wrong or odd in a request whatever the law says of it.

use super::fill::Filling;
use super::request::{Request, Said};
use chipgate_base::Name;
use chipgate_law::inputs::Inputs;
use chipgate_law::value::Value;

/// Letters and digits of an ECCN before its paragraph.
const CLASS: usize = 5;

/// Words that say nothing, a class that cannot be one, and a day beyond any rule.
pub(super) fn words(filling: &mut Filling<'_>, request: &Request) {
    filling.problems.extend(request.empty_words());
    last_day(filling, request);
    if let Some(said) = request.item.as_ref().and_then(|item| item.stated_eccn.as_ref()) {
        stated_class(filling, said);
    }
}

fn last_day(filling: &mut Filling<'_>, request: &Request) {
    let last = filling.corpus.manifest.asks_to;
    let days = [&request.as_of, &request.known_on];
    for said in days.into_iter().flatten().filter(|said| said.value > last) {
        let message = format!("{} is after {last}, and no rule loaded reaches so far", said.value);
        filling.problem(message, &said.at, Some(format!("ask about a day up to {last}")));
    }
}

/// The form of an ECCN is checked; one that no rule concludes is accepted and told.
fn stated_class(filling: &mut Filling<'_>, said: &Said<String>) {
    let class = said.value.as_str();
    if !is_class(class) {
        let help = "write an ECCN such as 3A090.a, or EAR99".to_owned();
        filling.problem(format!("`{class}` cannot be an ECCN"), &said.at, Some(help));
        return;
    }
    let head = class.get(..CLASS).unwrap_or(class);
    let concluded = &filling.corpus.law.vocabulary.conclusions;
    let is_known = concluded.iter().any(|(kind, id)| &**kind == "eccn" && id.starts_with(head));
    if !is_known && class != "EAR99" {
        caveat(filling, "stated_class_not_modelled");
    }
}

/// A digit, a letter from A to E, three digits, and paragraphs after points.
fn is_class(class: &str) -> bool {
    let mut parts = class.split('.');
    let head = parts.next().unwrap_or_default().as_bytes();
    let has_form = match head {
        [category, group, number @ ..] => {
            category.is_ascii_digit()
                && (b'A'..=b'E').contains(group)
                && number.len() == 3
                && number.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    let is_paragraph = |part: &str| {
        (1..=4).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    class == "EAR99" || (has_form && parts.all(is_paragraph))
}

/// Figures far outside what such items have are told; they stay the figures of the answer.
pub(super) fn figures(filling: &mut Filling<'_>, inputs: &Inputs) {
    let inside = inputs.contents.iter().map(|content| &content.inputs);
    let found: Vec<Implausible> =
        std::iter::once(inputs).chain(inside).flat_map(|inputs| implausible(filling, inputs)).collect();
    if !found.is_empty() {
        caveat(filling, "implausible_figure");
    }
    filling.implausible = found;
}

/// A figure outside its bounds, which may be a slip of unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Implausible {
    /// The fact.
    pub fact: Name,
    /// Its value in words.
    pub value: String,
    /// The bounds in words.
    pub bounds: String,
    /// Why these bounds.
    pub reason: Name,
}

fn implausible(filling: &Filling<'_>, inputs: &Inputs) -> Vec<Implausible> {
    let facts = &filling.corpus.law.vocabulary.facts;
    let bounds = filling.corpus.plausible.iter();
    let applies =
        bounds.filter(|bound| bound.condition.is_none_or(|fact| *inputs.value(fact) == Value::YesNo(true)));
    let outside = applies.filter(|bound| {
        let value = inputs.value(bound.fact);
        *value != Value::Unknown && value.interval().intersect(&bound.range).is_empty()
    });
    outside
        .map(|bound| Implausible {
            fact: facts.name(bound.fact),
            value: super::show_value(inputs.value(bound.fact), ""),
            bounds: super::show_value(&Value::Number(bound.range), ""),
            reason: bound.reason.clone(),
        })
        .collect()
}

fn caveat(filling: &mut Filling<'_>, key: &'static str) {
    if !filling.caveats.contains(&key) {
        filling.caveats.push(key);
    }
}

#[cfg(test)]
mod tests {
    use super::is_class;

    #[test]
    fn a_class_has_a_digit_a_letter_from_a_to_e_three_digits_and_paragraphs() {
        for class in ["3A090.a", "3A999", "4A994.l", "EAR99", "9A515.a.1", "5A992.c", "0A606", "3A001.b.2.a"]
        {
            assert!(is_class(class), "{class}");
        }
        for class in [
            "", "3F090", "3A09", "3A0901", "EAR 99", "ear99", "3a090.a", "3A090.", "3A090.a.", "AA090",
            "5A002 a", "3Ａ090",
        ] {
            assert!(!is_class(class), "{class}");
        }
    }
}
