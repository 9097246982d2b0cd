//! What an actor wants done about a sale, and the side on which that stands.

/// What an actor wants done about a sale to China, seen from the sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// For the sale.
    For,
    /// For the sale on conditions.
    ForWithConditions,
    /// Against the sale.
    Against,
    /// Against it in effect, without saying so.
    AgainstInEffect,
    /// For controls, with doubts about what they can do.
    AgainstWithDoubts,
    /// Takes no side.
    Neutral,
    /// Describes or foretells.
    Observer,
}

/// A side of the argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// For the sale, with or without conditions.
    For,
    /// For one sale and against another.
    Both,
    /// Against the sale.
    Against,
    /// Neither.
    Neither,
}

chipgate_base::codes!(Stance {
    For => "for",
    ForWithConditions => "for_with_conditions",
    Against => "against",
    AgainstInEffect => "against_in_effect",
    AgainstWithDoubts => "against_with_doubts",
    Neutral => "neutral",
    Observer => "observer",
});

impl Stance {
    /// The side on which it stands.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Stance::For | Stance::ForWithConditions => Side::For,
            Stance::Against | Stance::AgainstInEffect | Stance::AgainstWithDoubts => Side::Against,
            Stance::Neutral | Stance::Observer => Side::Neither,
        }
    }
}

chipgate_base::codes!(Side {
    For => "for",
    Both => "both",
    Against => "against",
    Neither => "neither",
});
