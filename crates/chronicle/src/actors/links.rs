//! Who argued what, and who cites whom.

use super::{Actor, Citation, Position, Role, Side};
use crate::Chronicle;
use chipgate_base::Name;

impl<'c> Chronicle<'c> {
    /// Whoever cites an organization in which the actor then held a role: the role, who cites, where, and what.
    #[must_use]
    pub fn cited_through(self, actor: &Actor) -> Vec<(Role, Name, &'c Position, &'c Citation)> {
        let mut found = Vec::new();
        for role in actor.roles.iter().filter(|role| !role.organization.is_empty()) {
            for (who, position, citation) in self.cited_by(&role.organization) {
                let then = |position: &&Position| *who != actor.id && role.holds(&position.from);
                if let Some(position) = position.filter(then) {
                    found.push((role.clone(), who.clone(), position, citation));
                }
            }
        }
        found
    }

    /// The positions of an actor, those about the earliest days first.
    #[must_use]
    pub fn positions_of(self, actor: &str) -> Vec<&'c Position> {
        let mut own: Vec<&'c Position> =
            self.records.positions.iter().filter(|position| *position.actor == *actor).collect();
        own.sort_by_key(|position| position.from.days);
        own
    }

    /// The side of an actor over all positions; `None` without any position.
    #[must_use]
    pub fn side_of(self, actor: &str) -> Option<Side> {
        let sides: Vec<Side> =
            self.positions_of(actor).iter().map(|position| position.stance.side()).collect();
        match (sides.contains(&Side::For), sides.contains(&Side::Against)) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::For),
            (false, true) => Some(Side::Against),
            (false, false) => sides.first().copied(),
        }
    }

    /// Who cites an actor: the actor that cites, the position where there is one, and the citation.
    #[must_use]
    pub fn cited_by(self, actor: &str) -> Vec<(&'c Name, Option<&'c Position>, &'c Citation)> {
        let in_positions = self.records.positions.iter().flat_map(|position| {
            position.citations.iter().map(move |citation| (&position.actor, Some(position), citation))
        });
        let in_actors = self
            .records
            .actors
            .iter()
            .flat_map(|own| own.citations.iter().map(move |citation| (&own.id, None, citation)));
        in_positions
            .chain(in_actors)
            .filter(|(own, _, citation)| *citation.cites == *actor && ***own != *actor)
            .collect()
    }
}
