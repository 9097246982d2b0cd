//! The least domestic share that China's rules ask of a site.

use super::asker::{Asker, Item, SHARE};
use super::{Open, answers};
use chipgate_ask::determination::Determination;
use chipgate_ask::gates::GateBooks;
use chipgate_ask::{Ground, QuestionProblem};
use chipgate_law::expr::Atom;

/// A mandate.
pub(super) struct Mandate {
    /// The least share, 0 to 1; a rule that asks for more than a half has a half here.
    pub least: f64,
    /// A share that keeps it.
    pub kept_at: f64,
}

/// Beyond a constant, where a rule counts the constant itself as too little.
const BEYOND: f64 = 1e-6;

/// Domestic shares at which an answer can change on this day: nothing, each constant and just beyond it.
pub(super) fn shares(ground: Ground<'_>, books: &GateBooks<'_>) -> Vec<f64> {
    let fact = ground.law.vocabulary.facts.find(SHARE);
    let mut shares = vec![0.0];
    for entry in &books.gates.buyer().enforced.entries {
        entry.version.when.each_atom(&mut |atom| {
            if let Atom::Compare(compared, _, threshold) = atom
                && Some(*compared) == fact
            {
                shares.extend([threshold.value, threshold.value + BEYOND]);
            }
        });
    }
    shares.retain(|share| (0.0..=1.0).contains(share));
    shares.sort_by(f64::total_cmp);
    shares.dedup();
    shares
}

/// The least share at which running this item at a site of the segment is neither closed nor misses a target.
pub(super) fn least(
    asker: &Asker<'_>,
    item: &Item<'_>,
    segment: &str,
) -> Result<Mandate, Vec<QuestionProblem>> {
    let all = asker.ask(item, segment, &asker.deploy(1.0))?;
    if is_closed(&all) {
        return Ok(Mandate { least: 1.0, kept_at: 1.0 });
    }
    if asker.shares.len() > 1 {
        for share in &asker.shares {
            let found = asker.ask(item, segment, &asker.deploy(*share))?;
            if !is_closed(&found) && misses_no_more(&found, &all) {
                let least = if *share < BEYOND { 0.0 } else { share_of_law(*share, &asker.shares) };
                return Ok(Mandate { least, kept_at: *share });
            }
        }
        return Ok(Mandate { least: 1.0, kept_at: 1.0 });
    }
    Ok(Mandate { least: 0.0, kept_at: 0.0 })
}

/// An open answer is not a mandate: unknown is no rule.
fn is_closed(found: &Determination) -> bool {
    answers::of_china(found).0 == Open::Closed
}

/// Every duty that stands at this share stands at a wholly domestic site as well.
fn misses_no_more(found: &Determination, all: &Determination) -> bool {
    found.gates.buyer().conditions.iter().all(|condition| all.gates.buyer().conditions.contains(condition))
}

/// The constant itself where a share lies just beyond it.
fn share_of_law(share: f64, shares: &[f64]) -> f64 {
    shares.iter().rfind(|law| **law < share && share - **law < 2.0 * BEYOND).copied().unwrap_or(share)
}
