//! Months at which something begins, by the names of `data/race/dates.csv`.

use crate::data::RaceData;

macro_rules! dates {
    ($($field:ident $meaning:literal;)*) => {
        /// Months at which something begins, counted from January 2018.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Dates { $(#[doc = $meaning] pub $field: usize,)* }

        impl Dates {
            /// The names that the data must have.
            pub const NAMES: &[&str] = &[$(stringify!($field),)*];

            /// Finds every date.
            ///
            /// # Errors
            ///
            /// Returns the first name that the data lack.
            pub fn new(data: &RaceData) -> Result<Dates, &'static str> {
                Ok(Dates { $($field: data.month(stringify!($field)).ok_or(stringify!($field))?,)* })
            }
        }
    };
}

dates! {
    sold_counted "First month that counts in chips sold since then.";
    controls "Month of the first controls: before it the premium is that of the beginning.";
    levels "Month at which algorithmic levels are dated.";
    lag_told "First month with a lag; before it the lag says nothing.";
    open_methods "First month of the later half-life of spillover.";
    domestic_limited "First month in which dies and memory limit domestic supply.";
    supply_reference "First of the six months whose supply outside the US and China is the reference of smuggling.";
    gap_closes "Month after which the software gap also closes with time.";
    output_made "First month whose output of US design the model makes itself.";
    price_ages "Month from which the price of a class falls with its age.";
    flagship_offered "First month in which the vendor offers more of a flagship class.";
    figures_grow "Month after which the figures of the newest classes grow at a rate.";
    tests_read "Month in which a series is read where an assumption moves its band.";
    extrapolated "First month whose forcing is extrapolated from the years before.";
    roadmap_ends "Month after which domestic quality grows at a rate.";
}
