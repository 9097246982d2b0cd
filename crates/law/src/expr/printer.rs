//! A tree back to text, in one canonical form.

use super::parser::{Expr, Operand, Word};

/// Writes a condition so that reading it again gives the same tree.
#[must_use]
pub fn print(expr: &Expr) -> String {
    match expr {
        Expr::Always => "always".to_owned(),
        Expr::And(limbs) => join(limbs, " and ", |limb| matches!(limb, Expr::Or(_) | Expr::And(_))),
        Expr::Or(limbs) => join(limbs, " or ", |limb| matches!(limb, Expr::Or(_))),
        Expr::Not(inside) => match **inside {
            Expr::And(_) | Expr::Or(_) => format!("not ({})", print(inside)),
            _ => format!("not {}", print(inside)),
        },
        Expr::Flag(word) => word.text.clone(),
        Expr::Compare(word, comparison, right) => {
            format!("{} {} {}", word.text, comparison.sign(), operand(right))
        }
        Expr::In(left, right) => format!("{} in {}", operand(left), operand(right)),
    }
}

fn join(limbs: &[Expr], by: &str, in_brackets: fn(&Expr) -> bool) -> String {
    let parts: Vec<String> = limbs
        .iter()
        .map(|limb| if in_brackets(limb) { format!("({})", print(limb)) } else { print(limb) })
        .collect();
    parts.join(by)
}

fn operand(side: &Operand) -> String {
    match side {
        Operand::Name(word) => word.text.clone(),
        Operand::Text(word) => quote(word),
        Operand::List(words) => {
            format!("[{}]", words.iter().map(quote).collect::<Vec<_>>().join(", "))
        }
    }
}

fn quote(word: &Word) -> String {
    format!("\"{}\"", word.text)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = Word> {
        "[a-z][a-z0-9_]{0,6}"
            .prop_filter("keyword", |text| !["and", "or", "not", "in", "always"].contains(&text.as_str()))
            .prop_map(|text| Word { text, at: 0..0 })
    }

    fn leaf() -> impl Strategy<Value = Expr> {
        prop_oneof![
            Just(Expr::Always),
            word().prop_map(Expr::Flag),
            (word(), word()).prop_map(|(left, right)| Expr::Compare(
                left,
                crate::interval::Comparison::AtLeast,
                Operand::Name(right)
            )),
            (word(), prop::collection::vec(word(), 0..3))
                .prop_map(|(left, list)| Expr::In(Operand::Name(left), Operand::List(list))),
            (word(), word()).prop_map(|(text, set)| Expr::In(Operand::Text(text), Operand::Name(set))),
        ]
    }

    fn tree() -> impl Strategy<Value = Expr> {
        leaf().prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
                inner.prop_map(|inside| Expr::Not(Box::new(inside))),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same_tree(expr in tree()) {
            prop_assert_eq!(parse(&print(&expr)), Ok(expr));
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
            let _ = parse(&text);
        }

        #[test]
        fn any_soup_of_tokens_is_read_or_refused(parts in prop::collection::vec(
            prop::sample::select(vec!["and", "or", "not", "in", "(", ")", "[", "]", ",", ">=", "==", "tpp", "\"CN\"", "always", "4"]), 0..40)) {
            let text = parts.join(" ");
            if let Err(problem) = parse(&text) {
                prop_assert!(problem.at.end <= text.len());
            }
        }
    }

    #[test]
    fn deep_nesting_is_refused_instead_of_exhausting_the_stack() {
        let text = format!("{}x{}", "(".repeat(500), ")".repeat(500));
        assert_eq!(parse(&text).unwrap_err().message, "condition is nested too deeply");
    }
}
