//! Classes against the catalogue: each has the figures of the chip that stands for it.

use crate::support::*;
use chipgate_catalogue::Chip;

/// Best dense 8-bit rate of a chip, trillions a second; both ends of what is known.
fn rate(chip: &Chip) -> Option<(f64, f64)> {
    let of = chip.figures.iter().filter(|figure| *figure.quantity == *"dense_tera_per_s");
    let eight = of.filter(|figure| ["fp8", "int8"].contains(&&*figure.format));
    let ends = eight.map(|figure| (figure.range.low.at, figure.range.high.at));
    ends.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))
}

fn bandwidth(chip: &Chip) -> Option<(f64, f64)> {
    let figure = chip.figures.iter().find(|figure| *figure.quantity == *"memory_bandwidth_gb_per_s")?;
    Some((figure.range.low.at, figure.range.high.at))
}

#[test]
fn every_class_has_the_figures_of_its_chip_over_those_of_the_h100() {
    let h100 = CORPUS.catalogue.chip("nvidia-h100-sxm5-80gb").unwrap();
    let (unit_f, unit_b) = (rate(h100).unwrap().0, bandwidth(h100).unwrap().0);
    let mut seen = 0;
    for of_class in CORPUS.race.market.chips.iter().filter(|chip| WORLD.classes.contains_key(&*chip.class)) {
        let class = WORLD.classes[&*of_class.class];
        let chip = CORPUS.catalogue.chip(&of_class.chip).unwrap();
        for (figure, ends, unit) in [(class.f, rate(chip), unit_f), (class.b, bandwidth(chip), unit_b)] {
            let Some((low, high)) = ends else { continue };
            let (low, high) = (0.97 * low / unit, 1.03 * high / unit);
            assert!((low..=high).contains(&figure), "{}: {figure} not in {low} to {high}", of_class.class);
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen}");
}
