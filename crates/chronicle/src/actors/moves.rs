//! Moves between sectors, computed from roles.

use super::{Actor, Move, Role, When};
use chipgate_base::Name;

impl Actor {
    /// Changes of sector: those that follow from roles in the order of time, then those that sources state.
    #[must_use]
    pub fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        for (at, role) in self.roles.iter().enumerate() {
            let former = former(self.roles.get(..at).unwrap_or_default());
            moves.extend(former.and_then(|former| change(former, role)));
        }
        moves.extend(self.stated_moves.iter().cloned());
        moves
    }
}

impl Role {
    /// The role may have been held at a time: it had begun for certain and is not known to have ended.
    #[must_use]
    pub fn holds(&self, time: &When) -> bool {
        let begun = self.from.is_some_and(|from| from.days.earliest <= time.days.latest);
        let seen = self.seen_on.first().is_some_and(|seen| seen.days.earliest <= time.days.latest);
        let over = self.until.is_some_and(|until| until.days.latest < time.days.earliest);
        (begun || seen) && !over && (!self.ended || self.until.is_some())
    }
}

/// The role from which the next one departs: the one above it, or an earlier one that is known to have ended later.
fn former(earlier: &[Role]) -> Option<&Role> {
    let (last, rest) = earlier.split_last()?;
    let later =
        |a: &Role, b: &Role| a.until.zip(b.until).is_some_and(|(a, b)| a.days.earliest > b.days.latest);
    Some(rest.iter().rev().fold(last, |chosen, role| if later(role, chosen) { role } else { chosen }))
}

fn change(former: &Role, role: &Role) -> Option<Move> {
    if former.sector == role.sector {
        return None;
    }
    let overlaps =
        former.until.zip(role.from).is_some_and(|(until, from)| until.days.earliest > from.days.latest);
    let known = role.from.is_some();
    let mut sources = former.sources.clone();
    sources.extend(role.sources.iter().filter(|id| !former.sources.contains(id)).cloned());
    Some(Move {
        from_sector: former.sector.clone(),
        from_organization: former.organization.clone(),
        to_sector: role.sector.clone(),
        to_organization: role.organization.clone(),
        when: role.from,
        after: former.until.filter(|_| !known),
        by: role.seen_on.first().copied().filter(|_| !known),
        beside: !former.ended || overlaps,
        stated: false,
        sources,
        confidence: lower(&former.confidence, &role.confidence).clone(),
        note: Name::from(""),
    })
}

fn lower<'a>(a: &'a Name, b: &'a Name) -> &'a Name {
    let rank = |name: &Name| ["low", "medium", "high"].iter().position(|word| **word == **name);
    if rank(a) <= rank(b) { a } else { b }
}
