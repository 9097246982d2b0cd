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

impl Stance {
    /// All stances with the word used in data and JSON.
    pub const ALL: [(Stance, &'static str); 7] = [
        (Stance::For, "for"),
        (Stance::ForWithConditions, "for_with_conditions"),
        (Stance::Against, "against"),
        (Stance::AgainstInEffect, "against_in_effect"),
        (Stance::AgainstWithDoubts, "against_with_doubts"),
        (Stance::Neutral, "neutral"),
        (Stance::Observer, "observer"),
    ];

    /// The word used in data and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        Stance::ALL.iter().find(|(stance, _)| *stance == self).map_or("observer", |(_, code)| code)
    }

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

impl Side {
    /// All sides in the order in which they are drawn.
    pub const ALL: [(Side, &'static str); 4] =
        [(Side::For, "for"), (Side::Both, "both"), (Side::Against, "against"), (Side::Neither, "neither")];
}
