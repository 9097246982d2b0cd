//! The least domestic share that the rules of the side that buys ask of a site.

use super::asker::{Asker, Item, SHARE};
use super::lines::across;
use super::{Open, answers};
use chipgate_ask::QuestionProblem;
use chipgate_ask::determination::Determination;
use chipgate_law::space::{Cut, Outcome};

/// A mandate.
pub(super) struct Mandate {
    /// The least share, 0 to 1; a rule that asks for more than a half has a half here.
    pub least: f64,
    /// A share that keeps it.
    pub kept_at: f64,
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
    let lines = lines(asker, item, segment)?;
    if lines.is_empty() {
        return Ok(Mandate { least: 0.0, kept_at: 0.0 });
    }
    let none = Mandate { least: 0.0, kept_at: 0.0 };
    let beyond = lines.iter().map(|line| Mandate { least: line.at, kept_at: line.first_above() });
    for mandate in std::iter::once(none).chain(beyond) {
        let found = asker.ask(item, segment, &asker.deploy(mandate.kept_at))?;
        if !is_closed(&found) && misses_no_more(&found, &all) {
            return Ok(mandate);
        }
    }
    Ok(Mandate { least: 1.0, kept_at: 1.0 })
}

/// The shares at which an answer to running it can change, rising.
fn lines(asker: &Asker<'_>, item: &Item<'_>, segment: &str) -> Result<Vec<Cut>, Vec<QuestionProblem>> {
    let Some(share) = asker.ground.law.vocabulary.facts.find(SHARE) else { return Ok(Vec::new()) };
    let asked = asker.asked(item, segment, &asker.deploy(1.0))?;
    let lines = across(&asker.books.gates.buyer().enforced, &asked.inputs, Outcome::judge(), &[share]);
    Ok(lines.into_iter().map(|(_, cut)| cut).filter(|cut| cut.first_above() <= 1.0).collect())
}

/// An open answer is not a mandate: unknown is no rule.
fn is_closed(found: &Determination) -> bool {
    answers::of_buyer(found).0 == Open::Closed
}

/// Every duty that stands at this share stands at a wholly domestic site as well.
fn misses_no_more(found: &Determination, all: &Determination) -> bool {
    found.gates.buyer().conditions.iter().all(|condition| all.gates.buyer().conditions.contains(condition))
}
