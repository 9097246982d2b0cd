//! Where an answer can change as some figures move: the ends of the leaves of the law's tree.

use chipgate_law::book::Book;
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::space::{AxisId, Cut, Judge, Tree};
use chipgate_law::value::Value;

/// The lines that a book draws across each of these facts, rising, with everything else as the inputs have it.
///
/// What the inputs leave open stays open, so that no line is missed that counts only in some cases.
pub(super) fn across<T: Ord + Clone>(
    book: &Book<'_>,
    inputs: &Inputs,
    judge: Judge<'_, T>,
    facts: &[FactId],
) -> Vec<(FactId, Cut)> {
    let mut base = inputs.clone();
    facts.iter().for_each(|fact| base.set(*fact, Value::Unknown, None));
    let tree = Tree::of(&[book], base.clone(), judge).ok();
    let Some((mut tree, point)) = tree.and_then(|tree| tree.point(&base).map(|point| (tree, point))) else {
        return Vec::new();
    };
    let moving: Vec<(FactId, AxisId)> =
        facts.iter().filter_map(|fact| Some((*fact, tree.axis_of(*fact)?))).collect();
    let free: Vec<AxisId> = moving.iter().map(|(_, axis)| *axis).collect();
    let slice = tree.slice(&point, &free);
    let of = |(fact, axis)| tree.cuts_below(slice.clone(), axis).into_iter().map(move |cut| (fact, cut));
    moving.into_iter().flat_map(of).collect()
}
