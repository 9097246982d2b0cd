//! Which equation gives a quantity.

/// Blocks of equations with the quantities that they give; a quantity not named here is made of stocks.
const BLOCKS: [(&str, &[&str]); 9] = [
    ("2.1", &["us_output_f", "us_displaced_f", "us_displaced_per_f", "us_stage"]),
    ("2.2", &["gate"]),
    ("2.4", &["smuggled_f", "seized_f", "premium", "sold_smuggled_f", "smuggled_share_sold"]),
    (
        "2.5",
        &[
            "huawei_units",
            "other_units",
            "domestic_units",
            "die_slack",
            "shadow_memory",
            "shadow_dies",
            "invest",
        ],
    ),
    ("2.6", &["domestic_unit_f", "gap_training"]),
    (
        "2.7",
        &[
            "legal_units",
            "legal_usd",
            "legal_f",
            "domestic_sold",
            "domestic_f",
            "domestic_usd",
            "unmet",
            "spent_usd",
            "demand_usd",
            "order_cover",
            "offshore_f",
            "cards_domestic",
            "cards_all",
            "new_cn_f",
            "new_cn_fp4",
            "new_domestic_fp4",
            "domestic_share_cards",
            "domestic_share_value",
            "imported_share_value",
            "new_ratio_f",
            "new_ratio_fp4",
            "made_ratio_f",
            "made_ratio_fp4",
            "domestic_over_us",
        ],
    ),
    ("2.8", &[]),
    ("2.9", &["training_cn", "training_us", "run_cn", "run_us", "lag", "gap_points"]),
    ("2.10", &["us_take_usd", "us_charge_usd", "research_usd"]),
];

/// The block of equations that gives a quantity: `2.7`.
pub fn equation(quantity: &str) -> &'static str {
    BLOCKS.iter().find(|(_, of)| of.contains(&quantity)).map_or("2.8", |(block, _)| block)
}

#[cfg(test)]
mod tests {
    use super::BLOCKS;
    use chipgate_race::quantities;

    #[test]
    fn the_table_of_equations_names_quantities_of_the_model_once() {
        let all = quantities::all();
        let named: Vec<&str> = BLOCKS.iter().flat_map(|(_, of)| of.iter().copied()).collect();
        for id in &named {
            assert!(all.iter().any(|(known, ..)| known == id), "{id}");
            assert_eq!(named.iter().filter(|other| *other == id).count(), 1, "{id}");
        }
    }
}
