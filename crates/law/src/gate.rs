//! Gates: whose law there is, in which order it is asked, and what one gate reads of another.
//!
//! Which gates there are is data. A transaction passes only if every gate lets it, so
//! answers are kept for each of them ([`ByGate`]) and no gate has a field of its own.

use crate::fact::FactId;
use chipgate_base::Name;
use chipgate_base::text::Text;
use jiff::civil::Date;
use std::ops::{Index, IndexMut};

/// A gate: its place in the order in which gates are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gate(usize);

impl Gate {
    /// The gate that is asked first.
    pub const FIRST: Gate = Gate(0);

    /// The gate at a place of the list, from 0.
    #[must_use]
    pub fn at(place: usize) -> Gate {
        Gate(place)
    }

    /// Its place in the order, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        self.0
    }
}

/// On which side of the trade in chips a government stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its firms design and sell.
    Seller,
    /// Its firms buy.
    Buyer,
}

chipgate_base::codes!(Side { Seller => "seller", Buyer => "buyer" });

/// What the data say of a gate.
#[derive(Clone, Debug, PartialEq)]
pub struct GateEntry {
    /// The word used in data and JSON.
    pub id: Name,
    /// Whose law it is: a country, by its code.
    pub country: Name,
    /// Whose law it is, in words.
    pub title: Text,
    /// The same inside a sentence.
    pub in_words: Text,
    /// Its side; `None` for a third government.
    pub side: Option<Side>,
    /// The IANA time zone by whose days its rules count.
    pub zone: Name,
    /// Last day that its sources cover; what ends by itself after it is uncertain.
    pub covers_to: Date,
    /// The class that a maker states is one of its law.
    pub classifies: bool,
    /// An item that passes through a country is also asked about as if it stayed there.
    pub asks_of_transit: bool,
    /// What its rules read of earlier gates.
    pub reads: Vec<Reads>,
}

/// A fact whose value is what an earlier gate says of the same transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Reads {
    /// The gate that is read.
    pub gate: Gate,
    /// The yes-or-no fact: that gate asks for a license or prohibits.
    pub fact: FactId,
    /// Acts of which that gate says nothing, so that its silence is no answer.
    pub silent_on: Vec<Name>,
}

/// All gates in the order in which they are asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gates {
    list: Vec<GateEntry>,
    seller: Gate,
    buyer: Gate,
}

impl Gates {
    /// The gates in the order of the list; `None` unless each side has exactly one.
    ///
    /// ```
    /// use chipgate_law::gate::Gates;
    ///
    /// // Without gates nobody would be asked, so an empty list is none.
    /// assert!(Gates::new(Vec::new()).is_none());
    /// ```
    #[must_use]
    pub fn new(list: Vec<GateEntry>) -> Option<Gates> {
        let of = |side| {
            let mut places =
                (0..list.len()).filter(|at| list.get(*at).is_some_and(|it| it.side == Some(side)));
            places.next().filter(|_| places.next().is_none()).map(Gate)
        };
        let (seller, buyer) = (of(Side::Seller)?, of(Side::Buyer)?);
        Some(Gates { list, seller, buyer })
    }

    /// Nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every gate with its entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Gate, &GateEntry)> + Clone {
        self.list.iter().enumerate().map(|(at, entry)| (Gate(at), entry))
    }

    /// The entry of a gate; `None` for a gate of another list.
    #[must_use]
    pub fn entry(&self, gate: Gate) -> Option<&GateEntry> {
        self.list.get(gate.0)
    }

    /// The gate with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Gate> {
        self.iter().find(|(_, entry)| *entry.id == *id).map(|(gate, _)| gate)
    }

    /// The gate of the side that sells.
    #[must_use]
    pub fn seller(&self) -> Gate {
        self.seller
    }

    /// The gate of the side that buys.
    #[must_use]
    pub fn buyer(&self) -> Gate {
        self.buyer
    }

    /// The side on which a country stands, by its code; `None` where it has no gate, or one without a side.
    #[must_use]
    pub fn side_of(&self, country: &str) -> Option<Side> {
        self.list.iter().find(|entry| *entry.country == *country)?.side
    }

    /// One value for every gate, each made in knowledge of those before it.
    pub fn each<T>(&self, mut make: impl FnMut(Gate, &[T]) -> T) -> ByGate<T> {
        let mut list = Vec::with_capacity(self.list.len());
        for at in 0..self.list.len() {
            let made = make(Gate(at), &list);
            list.push(made);
        }
        ByGate { list, seller: self.seller, buyer: self.buyer }
    }
}

impl Index<Gate> for Gates {
    type Output = GateEntry;

    #[expect(clippy::indexing_slicing, reason = "a gate is a place in the list that it comes from")]
    fn index(&self, gate: Gate) -> &GateEntry {
        &self.list[gate.0]
    }
}

/// One value for every gate.
#[derive(Clone, Debug, PartialEq)]
pub struct ByGate<T> {
    list: Vec<T>,
    seller: Gate,
    buyer: Gate,
}

impl<T> ByGate<T> {
    /// The values with their gates, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Gate, &T)> + Clone {
        self.list.iter().enumerate().map(|(at, value)| (Gate(at), value))
    }

    /// The values in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.list.iter()
    }

    /// The gate of the side that sells.
    #[must_use]
    pub fn seller_gate(&self) -> Gate {
        self.seller
    }

    /// That of the side that sells.
    #[must_use]
    pub fn seller(&self) -> &T {
        &self[self.seller]
    }

    /// That of the side that buys.
    #[must_use]
    pub fn buyer(&self) -> &T {
        &self[self.buyer]
    }

    /// Those of other governments, with their gates.
    pub fn others(&self) -> impl Iterator<Item = (Gate, &T)> + Clone {
        self.iter().filter(|(gate, _)| *gate != self.seller && *gate != self.buyer)
    }
}

impl<T> Index<Gate> for ByGate<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "there is a value for every gate of the list")]
    fn index(&self, gate: Gate) -> &T {
        &self.list[gate.0]
    }
}

impl<T> IndexMut<Gate> for ByGate<T> {
    #[expect(clippy::indexing_slicing, reason = "there is a value for every gate of the list")]
    fn index_mut(&mut self, gate: Gate) -> &mut T {
        &mut self.list[gate.0]
    }
}
