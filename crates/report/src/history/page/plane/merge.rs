//! Rectangles with the same answer joined where they share a whole side.

use super::super::model::Region;

/// The same regions in fewer rectangles: rows are joined first, then columns.
pub fn whole(regions: &[Region]) -> Vec<Region> {
    let mut all = regions.to_vec();
    all.sort_by(|a, b| a.density.0.total_cmp(&b.density.0).then(a.tpp.0.total_cmp(&b.tpp.0)));
    let mut rows = joined(all, beside);
    rows.sort_by(|a, b| a.tpp.0.total_cmp(&b.tpp.0).then(a.density.0.total_cmp(&b.density.0)));
    joined(rows, above)
}

/// Joins each region with the one before it where `join` finds that they make one rectangle.
fn joined(all: Vec<Region>, join: impl Fn(&Region, &Region) -> Option<Region>) -> Vec<Region> {
    let mut kept: Vec<Region> = Vec::new();
    for region in all {
        match kept.last_mut().and_then(|last| join(last, &region).map(|whole| (last, whole))) {
            Some((last, whole)) => *last = whole,
            None => kept.push(region),
        }
    }
    kept
}

fn beside(left: &Region, right: &Region) -> Option<Region> {
    let joins = alike(left, right) && left.density == right.density && left.tpp.1 == Some(right.tpp.0);
    joins.then(|| Region { tpp: (left.tpp.0, right.tpp.1), ..left.clone() })
}

fn above(low: &Region, high: &Region) -> Option<Region> {
    let joins = alike(low, high) && low.tpp == high.tpp && low.density.1 == Some(high.density.0);
    joins.then(|| Region { density: (low.density.0, high.density.1), ..low.clone() })
}

fn alike(a: &Region, b: &Region) -> bool {
    a.answer == b.answer && a.eccn == b.eccn
}

#[cfg(test)]
mod tests {
    use super::{Region, whole};

    fn region(tpp: (f64, Option<f64>), density: (f64, Option<f64>), answer: &str) -> Region {
        Region { tpp, density, answer: answer.to_owned(), eccn: Vec::new() }
    }

    #[test]
    fn four_quarters_with_one_answer_are_one_region() {
        let low = (0.0, Some(5.0));
        let high = (5.0, None);
        let quarters = [(low, low), (low, high), (high, low), (high, high)];
        let parts: Vec<Region> = quarters.map(|(t, d)| region(t, d, "unknown")).into();
        assert_eq!(whole(&parts).len(), 1);
    }

    #[test]
    fn regions_with_different_answers_stay_apart() {
        let all = (0.0, None);
        let parts = [region((0.0, Some(1.0)), all, "unknown"), region((1.0, None), all, "prohibited")];
        assert_eq!(whole(&parts).len(), 2);
    }
}
