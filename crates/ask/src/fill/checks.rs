//! What is wrong or odd in a request whatever the law says of it.

use crate::fill::Filling;
use crate::part::{Part, QuestionProblem};
use crate::question::Question;
use crate::request::{LEAVE_OUT, empty, is_blank};
use chipgate_base::Name;
use chipgate_law::inputs::Inputs;
use chipgate_law::value::Value;

/// Letters and digits of an ECCN before its paragraph.
const CLASS: usize = 5;

/// Words that say nothing, a class that cannot be one, and a day beyond any rule.
pub(super) fn words(filling: &mut Filling<'_>, question: &Question) {
    filling.problems.extend(empty_words(question));
    last_day(filling, question);
    if let Some(class) = question.item.as_ref().and_then(|item| item.stated_eccn.as_ref()) {
        stated_class(filling, class);
    }
}

fn last_day(filling: &mut Filling<'_>, question: &Question) {
    let last = filling.ground.frame.asks_to;
    for (key, day) in [("as_of", question.as_of), ("known_on", question.known_on)] {
        if let Some(day) = day.filter(|day| *day > last) {
            let message = format!("{day} is after {last}, and no rule loaded reaches so far");
            filling.problem(message, &Part::new(key), Some(format!("ask about a day up to {last}")));
        }
    }
}

/// Words that say nothing, such as a name of blanks.
fn empty_words(question: &Question) -> Vec<QuestionProblem> {
    let own = [
        ("chip", &question.chip),
        ("kind", &question.kind),
        ("from", &question.from),
        ("to", &question.to),
        ("exporter", &question.exporter),
    ];
    let own = own.into_iter().map(|(key, word)| (Part::new(key), key, word));
    let of_parties = question.parties.iter().flat_map(|(role, spec)| {
        spec.words().into_iter().map(move |(key, word)| (Part::of_party(role, key), key, word))
    });
    let blank = own.chain(of_parties).filter(|(.., word)| word.as_deref().is_some_and(is_blank));
    blank.map(|(part, key, _)| QuestionProblem::new(empty(key), &part, LEAVE_OUT.to_owned())).collect()
}

/// The form of an ECCN is checked; one that no rule concludes is accepted and told.
fn stated_class(filling: &mut Filling<'_>, class: &str) {
    if !is_class(class) {
        let help = "write an ECCN such as 3A090.a, or EAR99".to_owned();
        filling.problem(
            format!("`{class}` cannot be an ECCN"),
            &Part::item().join("stated_eccn"),
            Some(help),
        );
        return;
    }
    let head = class.get(..CLASS).unwrap_or(class);
    let concluded = &filling.ground.law.vocabulary.conclusions;
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
    let facts = &filling.ground.law.vocabulary.facts;
    let bounds = filling.ground.frame.plausible.iter();
    let applies =
        bounds.filter(|bound| bound.condition.is_none_or(|fact| *inputs.value(fact) == Value::YesNo(true)));
    let outside = applies.filter(|bound| {
        let value = inputs.value(bound.fact);
        *value != Value::Unknown && value.interval().intersect(&bound.range).is_empty()
    });
    outside
        .map(|bound| Implausible {
            fact: facts.name(bound.fact),
            value: crate::show_value(inputs.value(bound.fact), ""),
            bounds: crate::show_value(&Value::Number(bound.range), ""),
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
