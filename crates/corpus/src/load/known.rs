//! The facts that the program itself fills: each must be declared, or what was filled would be dropped without a word.

use super::Reading;
use crate::folders;
use chipgate_ask::Known;
use chipgate_catalogue::derived::{By, TABLE};
use chipgate_law::book::Law;
use chipgate_law::expr::resolve::{Binding, Bound, Vocabulary};

/// Binds the quantities that follow from each other, and tells the facts that the program names and the data do not declare.
pub(super) fn bind(reading: &Reading<'_>, law: &mut Law) {
    for name in Known::missing(&law.vocabulary.facts) {
        if let Some(file) = reading.file(folders::ITEM_FACTS) {
            let message = format!("the program fills the fact `{name}`, which the data do not declare");
            let help = "declare it in the folder of facts, or give the fact its name again".to_owned();
            file.problem(0..0, message, Some(help));
        }
    }
    law.vocabulary.bindings = bindings(&law.vocabulary);
}

/// Quantities of the table that follow from two others which are facts themselves.
fn bindings(vocabulary: &Vocabulary) -> Vec<Binding> {
    let find = |name: &str| vocabulary.facts.find(name);
    let of = |derived: &chipgate_catalogue::derived::Derived| {
        let [first, second] = derived.from else { return None };
        let (own, first, second) = (find(derived.name)?, find(first)?, find(second)?);
        Some(match derived.by {
            // The first over the second is the quantity: the first is the product of the two.
            By::Quotient => Binding { whole: first, parts: [own, second], by: Bound::Product },
            By::Sum => Binding { whole: own, parts: [first, second], by: Bound::Sum },
            _ => return None,
        })
    };
    TABLE.iter().filter_map(of).collect()
}
