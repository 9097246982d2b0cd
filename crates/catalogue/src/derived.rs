//! Which quantity follows from which: the one table that filling, grading and reachability read.

use crate::chip::{Chip, Figure};
use crate::quantity::{self, DenseRate};
use chipgate_base::Name;
use chipgate_base::interval::Interval;

/// The figure of a dense rate, one for each number format.
pub const DENSE_RATE: &str = "dense_tera_per_s";
const BOARD_POWER: &str = "tdp_w";
const LINKS: &str = "link_gb_per_s";
const BUSES: &str = "bus_gb_per_s";
const MEMORY_BANDWIDTH: &str = "memory_bandwidth_gb_per_s";
/// Memory on the die itself, which is no DRAM.
const ON_DIE: &str = "SRAM";

/// How a quantity follows from others.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// It is a figure of the chip.
    Figure,
    /// It is a figure of the chip's memory, where that is DRAM.
    OfDram,
    /// By the dense rates; the second argument says whether every rate is known.
    Rates(fn(&[DenseRate], bool) -> Option<Interval>),
    /// By the dense 16-bit rate and the second part.
    RatePer,
    /// The first part over the second.
    Quotient,
    /// The sum of the parts; a part that is not known leaves no upper end.
    Sum,
}

/// A quantity that follows from others.
#[derive(Clone, Copy, Debug)]
pub struct Derived {
    /// Key of the quantity, which is a declared fact.
    pub name: &'static str,
    /// Keys of its parts: figures of a chip, or quantities above it in the table.
    pub from: &'static [&'static str],
    /// How it follows from them.
    pub by: By,
    /// The parts whose source is named for it: the first that has one.
    pub named_by: &'static [&'static str],
}

const fn figure(name: &'static str, from: &'static [&'static str]) -> Derived {
    Derived { name, from, by: By::Figure, named_by: from }
}

const fn by_rates(name: &'static str, by: fn(&[DenseRate], bool) -> Option<Interval>) -> Derived {
    Derived { name, from: &[DENSE_RATE], by: By::Rates(by), named_by: &[DENSE_RATE] }
}

const fn links(name: &'static str) -> Derived {
    Derived { name, from: &[LINKS, BUSES], by: By::Sum, named_by: &[LINKS, BUSES] }
}

/// Every quantity that the program works out, each below what it follows from.
pub const TABLE: [Derived; 12] = [
    figure(quantity::DIE_AREA, &[quantity::DIE_AREA]),
    figure("process_node_nm", &["process_node_nm"]),
    figure("transistors_billion", &["transistors_billion"]),
    Derived {
        name: quantity::DRAM_BW,
        from: &[MEMORY_BANDWIDTH],
        by: By::OfDram,
        named_by: &[MEMORY_BANDWIDTH],
    },
    by_rates(quantity::TPP, quantity::tpp),
    // For the rates of data sheets the 2022 aggregate and TPP are the same product (87 FR 62186, 3A090).
    by_rates(quantity::BITTOPS22, quantity::tpp),
    by_rates(quantity::PROCESSING_RATE, quantity::processing_rate),
    Derived {
        name: quantity::PERFORMANCE_DENSITY,
        from: &[quantity::TPP, quantity::DIE_AREA],
        by: By::Quotient,
        named_by: &[quantity::DIE_AREA],
    },
    Derived {
        name: quantity::FP16_PER_WATT,
        from: &[DENSE_RATE, BOARD_POWER],
        by: By::RatePer,
        named_by: &[BOARD_POWER],
    },
    links(quantity::IO22),
    links(quantity::IC_BW),
    Derived {
        name: quantity::DRAM_PLUS_IC_BW,
        from: &[quantity::DRAM_BW, quantity::IC_BW],
        by: By::Sum,
        named_by: &[quantity::IC_BW],
    },
];

/// A quantity of a chip.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its key.
    pub name: &'static str,
    /// The range in which it lies.
    pub range: Interval,
    /// Source of the figure by which it is named; `None` where that has none.
    pub source: Option<Name>,
}

/// Everything that follows from the figures of a chip. What is not there is not known.
#[must_use]
pub fn of_chip(chip: &Chip) -> Vec<Quantity> {
    let mut found = Found { chip, quantities: Vec::new() };
    for derived in &TABLE {
        if let Some(range) = found.range_of(derived).filter(|range| *range != Interval::UNKNOWN) {
            let source = derived.named_by.iter().find_map(|part| found.source(part));
            found.quantities.push(Quantity { name: derived.name, range, source });
        }
    }
    found.quantities
}

/// What follows from dense rates alone: the key of each quantity and its range.
pub fn of_rates(rates: &[DenseRate], complete: bool) -> impl Iterator<Item = (&'static str, Interval)> {
    TABLE.iter().filter_map(move |derived| match derived.by {
        By::Rates(by) => Some((derived.name, by(rates, complete)?)),
        _ => None,
    })
}

/// Keys of the figures from which a quantity is worked out in the end; the key itself where it is none of the table.
#[must_use]
pub fn figures_of(name: &str) -> Vec<&str> {
    let Some(derived) = TABLE.iter().find(|derived| derived.name == name) else { return vec![name] };
    let of = |part: &'static str| if part == name { vec![part] } else { figures_of(part) };
    derived.from.iter().flat_map(|part| of(part)).collect()
}

/// The quantities of a chip found so far.
struct Found<'c> {
    chip: &'c Chip,
    quantities: Vec<Quantity>,
}

impl<'c> Found<'c> {
    fn figure(&self, name: &str) -> Option<&'c Figure> {
        self.chip.figure(name, "")
    }

    fn quantity(&self, name: &str) -> Option<&Quantity> {
        self.quantities.iter().find(|quantity| quantity.name == name)
    }

    /// The range of a part, be it a quantity or a figure.
    fn part(&self, name: &str) -> Interval {
        let figure = || self.figure(name).map(|figure| figure.range);
        self.quantity(name).map(|quantity| quantity.range).or_else(figure).unwrap_or(Interval::UNKNOWN)
    }

    fn range_of(&self, derived: &Derived) -> Option<Interval> {
        let parts = || derived.from.iter().map(|name| self.part(name));
        let rates = || self.chip.dense_rates();
        match derived.by {
            By::Figure => self.figure(derived.from.first()?).map(|figure| figure.range),
            By::OfDram if &*self.chip.memory_type == ON_DIE => None,
            By::OfDram => self.figure(derived.from.first()?).map(|figure| figure.range),
            By::Rates(by) => by(&rates(), self.chip.rates_complete == Some(true)),
            By::RatePer => {
                let power = self.figure(derived.from.last()?)?;
                quantity::fp16_per_watt(&rates(), &power.range)
            }
            By::Quotient => {
                let (whole, over) = (parts().next()?, parts().nth(1)?);
                Some(quantity::performance_density(&whole, &over))
            }
            By::Sum => parts().reduce(|a, b| a.plus(&b)),
        }
    }

    /// The first source of a part; `None` where it has none.
    fn source(&self, name: &str) -> Option<Name> {
        if let Some(quantity) = self.quantity(name) {
            return quantity.source.clone();
        }
        let figures = self.chip.figures.iter().filter(|figure| &*figure.quantity == name);
        figures.flat_map(|figure| figure.sources.first()).next().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_stands_below_what_it_follows_from() {
        for (at, derived) in TABLE.iter().enumerate() {
            let later = |part: &str| TABLE.iter().skip(at + 1).any(|other| other.name == part);
            assert!(!derived.from.iter().any(|part| later(part)), "{}", derived.name);
        }
    }

    #[test]
    fn the_figures_of_a_quantity_are_those_of_its_parts() {
        assert_eq!(figures_of("performance_density"), [DENSE_RATE, "applicable_die_area_mm2"]);
        assert_eq!(figures_of("dram_plus_ic_bw_gb_per_s"), [MEMORY_BANDWIDTH, LINKS, BUSES]);
        assert_eq!(figures_of("item_kind"), ["item_kind"]);
    }
}
