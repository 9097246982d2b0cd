//! Quantities: what the model says of a month, and how months become a year.

/// How the months of a span become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduce {
    /// The sum: flows.
    Sum,
    /// The last month: stocks.
    Last,
    /// The mean: rates and levels.
    Mean,
}

/// A quantity as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Stable id.
    pub id: &'static str,
    /// Unit of the number of a span.
    pub unit: &'static str,
    /// How months become a span.
    pub reduce: Reduce,
    /// What it is.
    pub meaning: &'static str,
}

macro_rules! quantities {
    ($($name:ident $id:literal $unit:literal $reduce:ident $meaning:literal;)*) => {
        /// A number of each month.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Quantity { $(#[doc = $meaning] $name,)* }

        const EVERY: &[Quantity] = &[$(Quantity::$name,)*];

        /// Every quantity, in the order of a month's numbers.
        pub const QUANTITIES: &[About] = &[
            $(About { id: $id, unit: $unit, reduce: Reduce::$reduce, meaning: $meaning },)*
        ];
    };
}

quantities! {
    OutputF "us_output_f" "thousand H100e" Sum "New chips of non-Chinese design, 8-bit arithmetic.";
    DisplacedF "us_displaced_f" "thousand H100e" Sum "Newest US class forgone for exports to China, from 2026.";
    Delta "us_displaced_per_f" "H100e per H100e" Mean "Newest US class forgone per H100e exported.";
    Stage "us_stage" "1" Mean "Binding stage of US output: 0 packaging, 1 memory, 2 4 nm wafers, 3 power or spending.";
    LegalUnits "legal_units" "thousand units" Sum "Legal sales to China of data-center classes.";
    LegalUsd "legal_usd" "USD million" Sum "The same in money: revenue of US vendors.";
    LegalF "legal_f" "thousand H100e" Sum "The same in arithmetic, AMD included.";
    SmuggledF "smuggled_f" "thousand H100e" Sum "Smuggled chips that arrive.";
    SeizedF "seized_f" "thousand H100e" Sum "Smuggled chips lost on the way.";
    Premium "premium" "x US price" Mean "Price in China over the US price.";
    HuaweiUnits "huawei_units" "thousand units" Sum "Units made by Huawei.";
    OtherUnits "other_units" "thousand units" Sum "Units made by other Chinese vendors.";
    DomesticUnits "domestic_units" "thousand units" Sum "Units made by Chinese vendors.";
    DomesticSold "domestic_sold" "thousand units" Sum "Units of Chinese vendors sold.";
    DomesticF "domestic_f" "thousand H100e" Sum "The same in arithmetic.";
    DomesticUsd "domestic_usd" "USD million" Sum "Revenue of Chinese vendors.";
    DomesticUnit "domestic_unit_f" "H100e per unit" Mean "Arithmetic of a new Huawei unit.";
    DieSlack "die_slack" "1" Mean "Units that dies allow over units that memory allows: above one, memory binds.";
    ShadowMemory "shadow_memory" "H100e per stack" Mean "Arithmetic that one more stack of memory would give; zero where dies bind.";
    ShadowDies "shadow_dies" "H100e per die" Mean "Arithmetic that one more die would give; zero where memory binds.";
    GapTraining "gap_training" "fraction of peak lost" Mean "Software gap of domestic chips in training.";
    Unmet "unmet" "share of budget" Mean "Part of the Chinese budget left unspent.";
    Spent "spent_usd" "USD million" Sum "Chinese spending on chips, all sources.";
    Demand "demand_usd" "USD million" Sum "Chinese budget for chips.";
    Gate "gate" "1" Mean "Share of wanted imports that China lets in, weighted by budget.";
    Cover "order_cover" "1" Mean "Orders for domestic chips, those included that found nothing elsewhere, over supply.";
    StockCnF "stock_cn_f" "thousand H100e" Last "Chinese stock in use, 8-bit arithmetic.";
    StockUsF "stock_us_f" "thousand H100e" Last "Stock of US companies in use, 8-bit arithmetic.";
    StockRowF "stock_row_f" "thousand H100e" Last "Stock of others in use, 8-bit arithmetic.";
    StockCnB "stock_cn_b" "thousand H100e bandwidth" Last "Chinese stock in use, memory bandwidth.";
    StockUsB "stock_us_b" "thousand H100e bandwidth" Last "Stock of US companies in use, memory bandwidth.";
    StockDomesticF "stock_domestic_f" "thousand H100e" Last "Chinese stock in use of Chinese vendors.";
    SoldUsF "sold_us_f" "thousand H100e" Last "Bought by US companies since January 2022, no retirement.";
    SoldRowF "sold_row_f" "thousand H100e" Last "Bought by others since January 2022, no retirement.";
    SoldLegalF "sold_legal_f" "thousand H100e" Last "Legal NVIDIA sales to China since January 2022, no retirement.";
    SoldAmdF "sold_amd_f" "thousand H100e" Last "AMD sales to China since January 2022, no retirement.";
    SoldSmuggledF "sold_smuggled_f" "thousand H100e" Last "Smuggled to China since January 2022, no retirement.";
    SoldHuaweiF "sold_huawei_f" "thousand H100e" Last "Huawei units sold since January 2024, no retirement.";
    SoldOtherF "sold_other_f" "thousand H100e" Last "Other Chinese vendors since January 2024, no retirement.";
    OffshoreF "offshore_f" "thousand H100e" Last "Compute abroad rented by Chinese companies.";
    TrainingCn "training_cn" "thousand H100e" Last "Effective Chinese training compute, abroad included.";
    TrainingUs "training_us" "thousand H100e" Last "Effective US training compute.";
    RunCn "run_cn" "FLOP" Last "Largest Chinese training run that the stock allows.";
    RunUs "run_us" "FLOP" Last "Largest US training run that the stock allows.";
    Lag "lag" "months" Mean "Months since the US level passed the Chinese one.";
    Points "gap_points" "ECI points" Mean "The same gap in points of the capability index.";
    Take "us_take_usd" "USD million" Sum "Share of licensed sales that the US government takes.";
    Charge "us_charge_usd" "USD million" Sum "Write-down of stock made for a market that shut.";
    CardsDomestic "cards_domestic" "thousand cards" Sum "Cards of Chinese vendors sold in China.";
    CardsAll "cards_all" "thousand cards" Sum "Cards sold in China, small cards and AMD included, smuggled not.";
    NewUsF "new_us_f" "thousand H100e" Sum "New chips of US companies, 8-bit arithmetic.";
    NewUsFp4 "new_us_fp4" "thousand B300e" Sum "The same, FP4.";
    NewCnF "new_cn_f" "thousand H100e" Sum "New chips in China from all sources, 8-bit arithmetic.";
    NewCnFp4 "new_cn_fp4" "thousand B300e" Sum "The same, FP4.";
    NewDomesticFp4 "new_domestic_fp4" "thousand B300e" Sum "New chips of Chinese vendors, FP4.";
    ResearchUsd "research_usd" "USD billion per year" Mean "Chinese research on chips: a share of sales, and support.";
    StockCnFp4 "stock_cn_fp4" "thousand B300e" Last "Chinese stock in use, FP4.";
    StockUsFp4 "stock_us_fp4" "thousand B300e" Last "Stock of US companies in use, FP4.";
    Invest "invest" "x" Last "Domestic capacity over its given path, from the answer to orders.";
}

/// Every quantity.
#[must_use]
pub fn every() -> &'static [Quantity] {
    EVERY
}

/// How many there are.
pub const COUNT: usize = QUANTITIES.len();

/// The numbers of one month.
pub type Month = [f64; COUNT];

/// A number that is made of quantities: one, or the ratio of two sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Stable id.
    pub id: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Quantities whose sum stands above.
    pub above: &'static [Quantity],
    /// Quantities whose sum stands below; empty for no ratio.
    pub below: &'static [Quantity],
}

use Quantity as Q;

/// Ratios of quantities.
pub const RATIOS: &[Measure] = &[
    Measure {
        id: "domestic_share_cards",
        unit: "share",
        meaning: "Cards of Chinese vendors over all cards sold in China.",
        above: &[Q::CardsDomestic],
        below: &[Q::CardsAll],
    },
    Measure {
        id: "domestic_share_value",
        unit: "share",
        meaning: "Revenue of Chinese vendors over the Chinese budget.",
        above: &[Q::DomesticUsd],
        below: &[Q::Demand],
    },
    Measure {
        id: "imported_share_value",
        unit: "share",
        meaning: "Legal imports over legal imports and domestic sales.",
        above: &[Q::LegalUsd],
        below: &[Q::LegalUsd, Q::DomesticUsd],
    },
    Measure {
        id: "domestic_share_stock",
        unit: "share",
        meaning: "Domestic chips over the Chinese stock in use.",
        above: &[Q::StockDomesticF],
        below: &[Q::StockCnF],
    },
    Measure {
        id: "stock_ratio_f",
        unit: "x",
        meaning: "Stock of US companies over the Chinese stock, 8-bit arithmetic.",
        above: &[Q::StockUsF],
        below: &[Q::StockCnF],
    },
    Measure {
        id: "stock_ratio_b",
        unit: "x",
        meaning: "The same in memory bandwidth.",
        above: &[Q::StockUsB],
        below: &[Q::StockCnB],
    },
    Measure {
        id: "stock_ratio_fp4",
        unit: "x",
        meaning: "The same in FP4.",
        above: &[Q::StockUsFp4],
        below: &[Q::StockCnFp4],
    },
    Measure {
        id: "new_ratio_f",
        unit: "x",
        meaning: "New chips of US companies over new chips in China, 8-bit arithmetic.",
        above: &[Q::NewUsF],
        below: &[Q::NewCnF],
    },
    Measure {
        id: "new_ratio_fp4",
        unit: "x",
        meaning: "The same in FP4.",
        above: &[Q::NewUsFp4],
        below: &[Q::NewCnFp4],
    },
    Measure {
        id: "made_ratio_f",
        unit: "x",
        meaning: "New chips of US companies over domestic Chinese chips, 8-bit arithmetic: no exports, no smuggling.",
        above: &[Q::NewUsF],
        below: &[Q::DomesticF],
    },
    Measure {
        id: "made_ratio_fp4",
        unit: "x",
        meaning: "The same in FP4.",
        above: &[Q::NewUsFp4],
        below: &[Q::NewDomesticFp4],
    },
    Measure {
        id: "domestic_over_us",
        unit: "share",
        meaning: "Domestic Chinese chips over new chips of non-Chinese design, 8-bit arithmetic.",
        above: &[Q::DomesticF],
        below: &[Q::OutputF],
    },
    Measure {
        id: "smuggled_share_sold",
        unit: "share",
        meaning: "Smuggled chips over all chips that reached China, no retirement.",
        above: &[Q::SoldSmuggledF],
        below: &[Q::SoldSmuggledF, Q::SoldLegalF, Q::SoldAmdF, Q::SoldHuaweiF, Q::SoldOtherF],
    },
    Measure {
        id: "sold_cn_f",
        unit: "thousand H100e",
        meaning: "Chips that reached China since 2022, no retirement.",
        above: &[Q::SoldSmuggledF, Q::SoldLegalF, Q::SoldAmdF, Q::SoldHuaweiF, Q::SoldOtherF],
        below: &[],
    },
    Measure {
        id: "sold_us_design_f",
        unit: "thousand H100e",
        meaning: "Chips of non-Chinese design sold anywhere since 2022, no retirement.",
        above: &[Q::SoldUsF, Q::SoldRowF, Q::SoldSmuggledF, Q::SoldLegalF, Q::SoldAmdF],
        below: &[],
    },
    Measure {
        id: "sold_world_f",
        unit: "thousand H100e",
        meaning: "Chips sold anywhere since 2022, no retirement.",
        above: &[
            Q::SoldUsF,
            Q::SoldRowF,
            Q::SoldSmuggledF,
            Q::SoldLegalF,
            Q::SoldAmdF,
            Q::SoldHuaweiF,
            Q::SoldOtherF,
        ],
        below: &[],
    },
];

impl Quantity {
    /// Place among a month's numbers.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Its description.
    #[must_use]
    pub fn about(self) -> Option<&'static About> {
        QUANTITIES.get(self.place())
    }
}

/// Every id that can be asked for, with unit and meaning.
#[must_use]
pub fn all() -> Vec<(&'static str, &'static str, &'static str)> {
    let plain = QUANTITIES.iter().map(|about| (about.id, about.unit, about.meaning));
    plain.chain(RATIOS.iter().map(|ratio| (ratio.id, ratio.unit, ratio.meaning))).collect()
}
