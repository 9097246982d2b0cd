//! Classes of chips, and which of them an average unit has the figures of.

use super::series::Tables;
use crate::data::{Average, RaceData};
use std::collections::BTreeMap;

/// A class of chips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// 8-bit dense rate, H100e per unit.
    pub f: f64,
    /// Memory bandwidth, H100e per unit.
    pub b: f64,
    /// FP4 rate, B300e per unit.
    pub fp4: f64,
    /// Packages per CoWoS wafer.
    pub per_wafer: f64,
    /// USD thousand per unit.
    pub price: f64,
    /// 1 where stock is written off when the Chinese market shuts.
    pub special: f64,
    /// 1 where the price falls with age from January 2026.
    pub ages: f64,
}

/// The average unit that the largest US maker ships.
pub(super) const FLAGSHIP: &str = "flagship";
/// The average unit of the largest Chinese maker.
pub(super) const DOMESTIC: &str = "domestic";
/// The average unit of other Chinese makers.
pub(super) const DOMESTIC_OTHER: &str = "domestic_other";
/// The average unit rented abroad.
pub(super) const RENTED: &str = "rented";

/// Units that are averages, by the words of `data/race/classes.csv`; each needs a class from some month on.
pub const AVERAGES: [&str; 4] = [FLAGSHIP, DOMESTIC, DOMESTIC_OTHER, RENTED];

const NO_CLASS: Class =
    Class { f: 1.0, b: 1.0, fp4: 0.1, per_wafer: 29.0, price: 10.0, special: 0.0, ages: 0.0 };

/// The classes, and what averages take from them.
pub(super) struct Classes<'d> {
    data: &'d RaceData,
    pub by_id: BTreeMap<String, Class>,
}

impl<'d> Classes<'d> {
    /// Reads every class; an average unit without a class is missing.
    pub fn new(tables: &mut Tables<'d>) -> Classes<'d> {
        let data = tables.data;
        let by_id = data.class_ids().map(|id| (id.to_owned(), class(id, tables))).collect();
        let classes = Classes { data, by_id };
        for of in AVERAGES.iter().filter(|of| classes.of(of).next().is_none()) {
            tables.lack(format!("a class with the figures of the average unit `{of}`"));
        }
        classes
    }

    /// Figures of a class.
    pub fn figures(&self, id: &str) -> Class {
        self.by_id.get(id).copied().unwrap_or(NO_CLASS)
    }

    /// What an average unit has the figures of, with the month from which on, in the order of months.
    pub fn of(&self, unit: &str) -> impl Iterator<Item = &'d Average> {
        self.data.averages.iter().filter(move |average| *average.of == *unit)
    }

    /// Id of the first class of an average unit.
    pub fn first(&self, unit: &str) -> &'d str {
        self.of(unit).next().map_or("", |average| &average.class)
    }

    /// Id of the newest class of the flagship.
    pub fn newest(&self) -> &'d str {
        self.of(FLAGSHIP).last().map_or("", |average| &average.class)
    }

    /// Id of a figure of a class in the forcing tables.
    pub fn series(&self, id: &str, figure: &str) -> String {
        format!("class.{id}.{figure}")
    }

    /// Ids of the classes of which a series is given, in the order of the data.
    pub fn with(&self, series: &'static str) -> impl Iterator<Item = &'d str> {
        let data = self.data;
        data.class_ids().filter(move |id| data.rows(&format!("{series}.{id}")).next().is_some())
    }
}

fn class(id: &str, tables: &mut Tables<'_>) -> Class {
    let mut figure = |name: &str| tables.constant(&format!("class.{id}.{name}"));
    let (f, b, fp4) = (figure("F"), figure("B"), figure("FP4"));
    let (per_wafer, price) = (figure("per_wafer"), figure("price"));
    let special = tables.constant_or(&format!("class.{id}.special"), 0.0);
    let ages = tables.constant_or(&format!("class.{id}.ages"), 0.0);
    Class { f, b, fp4, per_wafer, price, special, ages }
}
