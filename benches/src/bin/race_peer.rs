//! Hands the world, rules and draws of the simulator to a peer in another language, and times the kernel.
//!
//! `race_peer write FOLDER` writes `names.txt` (a name and a length a line), `numbers.f64` (all numbers in
//! that order, little endian) and `expected.f64` (what the kernel says of the first draws, every month and
//! quantity). `race_peer time` prints draws per second of the kernel on one thread: the best of ten.
//! `race_peer roof` prints that, the roof of this core, and the part of it that is reached.

use chipgate_corpus::{Corpus, embedded};
use chipgate_race::draws::{Draw, Priors};
use chipgate_race::kernel::{WIDTH, run_block};
use chipgate_race::parameters::Parameter;
use chipgate_race::quantities::QUANTITIES;
use chipgate_race::rules::Rules;
use chipgate_race::setup::Books;
use chipgate_race::time::MONTHS;
use chipgate_race::world::{Banded, World};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const DRAWS: u32 = 4096;
const CHECKED: usize = 2 * WIDTH;

struct Race {
    world: World,
    rules: Rules,
    draws: Vec<Draw>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let race = race()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder] => write(&race, Path::new(folder)),
        ["time"] => {
            println!("{:.0}", time(&race));
            Ok(())
        }
        ["roof"] => {
            let (ours, roof) = (time(&race), best(|| chipgate_benches::roof(DRAWS as usize)));
            println!(
                "kernel {ours:.0} draws per second, roof {roof:.0}, reached {:.0}%",
                100.0 * ours / roof
            );
            Ok(())
        }
        _ => Err("usage: race_peer write FOLDER | race_peer time | race_peer roof".into()),
    }
}

fn race() -> Result<Race, Box<dyn Error>> {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.ok_or("the embedded data do not load")?;
    let data = &corpus.race;
    let world = World::new(data)?;
    let priors = Priors::new(data, data.scenario("central"))?;
    let policies = ["b30a", "cn-as-it-stands"].map(|id| data.policy(id));
    let [Some(us), Some(cn)] = policies else { return Err("a policy is missing".into()) };
    let lawful = corpus.books().of(&world, &[us, cn])?;
    let rules = Rules::compile(data, &world, &lawful, &[us, cn])?;
    let draws = (0..DRAWS).map(|number| priors.draw(1, number)).collect();
    Ok(Race { world, rules, draws })
}

fn time(race: &Race) -> f64 {
    best(|| {
        let mut check = 0.0;
        for block in race.draws.chunks(WIDTH) {
            run_block(&race.world, &race.rules, block, MONTHS, |_, numbers| check += numbers[0].0[0]);
        }
        check
    })
}

/// Draws per second of the best of ten runs.
fn best(work: impl Fn() -> f64) -> f64 {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(work());
        f64::from(DRAWS) / start.elapsed().as_secs_f64()
    };
    (0..10).map(|_| once()).fold(0.0, f64::max)
}

fn write(race: &Race, folder: &Path) -> Result<(), Box<dyn Error>> {
    let lists = lists(race);
    let names: String = lists.iter().map(|(name, list)| format!("{name} {}\n", list.len())).collect();
    std::fs::write(folder.join("names.txt"), names)?;
    let numbers: Vec<u8> = lists.iter().flat_map(|(_, list)| list).flat_map(|x| x.to_le_bytes()).collect();
    std::fs::write(folder.join("numbers.f64"), numbers)?;
    let mut expected = Vec::new();
    for block in race.draws[..CHECKED].chunks(WIDTH) {
        let mut months = Vec::new();
        run_block(&race.world, &race.rules, block, MONTHS, |_, numbers| months.push(*numbers));
        for lane in 0..block.len() {
            let of_lane = months.iter().flatten().map(|lanes| lanes.0[lane]);
            expected.extend(of_lane.flat_map(f64::to_le_bytes));
        }
    }
    std::fs::write(folder.join("expected.f64"), expected)?;
    Ok(())
}

type Lists = Vec<(String, Vec<f64>)>;

/// Everything that the equations read: `w.` the world by month, `c.` constants, `r.` rules by month,
/// `p.` places of the parameters, `q.` places of the quantities, and the draws.
fn lists(race: &Race) -> Lists {
    let mut all = Lists::new();
    world(&race.world, &mut all);
    constants(&race.world, &mut all);
    rules(&race.rules, &mut all);
    for (parameter, id) in Parameter::ALL {
        all.push((format!("p.{id}"), vec![parameter.place() as f64]));
    }
    for (place, about) in QUANTITIES.iter().enumerate() {
        all.push((format!("q.{}", about.id), vec![place as f64]));
    }
    let draws = &race.draws;
    let of = |get: fn(&Draw) -> &[f64]| draws.iter().flat_map(get).copied().collect::<Vec<f64>>();
    all.push(("draws.values".into(), of(|draw| &draw.values)));
    all.push(("draws.hit".into(), of(|draw| &draw.hit)));
    all.push(("draws.gate".into(), of(|draw| &draw.gate)));
    all.push(("draws.redesign".into(), draws.iter().map(|draw| draw.redesign).collect()));
    all
}

fn world(w: &World, all: &mut Lists) {
    macro_rules! months { ($($name:ident)*) => { $(all.push((format!("w.{}", stringify!($name)), w.$name.clone()));)* } }
    months!(legal_units legal_usd amd small nv_share packages other_ratio hbm_gb n4_ceiling power_ceiling us_share);
    months!(price_per_f smuggled smuggled_f_per_chip smuggled_b_per_f huawei_given stacks_huawei dies_huawei);
    months!(packaging_cn quality_b quality_fp4);
    for ruler in 0..3 {
        all.push((format!("w.output{ruler}"), w.output[ruler].clone()));
        all.push((format!("w.legal{ruler}"), w.legal[ruler].clone()));
        all.push((format!("w.per_wafer{ruler}"), w.per_wafer[ruler].clone()));
        all.push((format!("w.other_figures{ruler}"), w.other_figures[ruler].clone()));
    }
    let mut band = |name: &str, banded: &Banded| {
        all.push((format!("w.{name}_mid"), banded.mid.clone()));
        all.push((format!("w.{name}_up"), banded.up.clone()));
        all.push((format!("w.{name}_down"), banded.down.clone()));
    };
    macro_rules! bands { ($($name:ident)*) => { $(band(stringify!($name), &w.$name);)* } }
    bands!(cowos offer demand w_inf other wafers inflow memory quality_f price_domestic offshore);
}

fn constants(w: &World, all: &mut Lists) {
    let c = &w.constants;
    macro_rules! one { ($of:ident: $($name:ident)*) => { $(all.push((format!("c.{}", stringify!($name)), vec![$of.$name]));)* } }
    one!(c: quality_clip sigma_time sigma_base smuggle_max_row premium_cut premium_step premium_cap);
    one!(c: premium_before gate_slope gate_reference gate_unmet gate_most offshore_price offshore_training);
    one!(c: enforcement_reference invest_cover china_longer points gross_dies cum_wafers0 stacks_other);
    one!(c: algo_before hbm_gb_per_package rented_f rented_b);
    one!(w: other_b_per_f other_fp4_per_f row_reference premium0 first_fp4);
    all.push(("k.gate_levels".into(), c.gate_levels.to_vec()));
    all.push(("k.risk".into(), w.risk.concat()));
    all.push(("k.ruler".into(), w.ruler.to_vec()));
    all.push(("k.share0".into(), w.share0.to_vec()));
    all.push(("k.stock0".into(), w.stock0.concat()));
}

fn rules(r: &Rules, all: &mut Lists) {
    macro_rules! months { ($($name:ident)*) => { $(all.push((format!("r.{}", stringify!($name)), r.$name.clone()));)* } }
    months!(available per_wafer price age special offer_scale practice practice_assumed take cap enforcement);
    months!(offshore_open since_rule pull);
    for ruler in 0..3 {
        all.push((format!("r.figures{ruler}"), r.figures[ruler].clone()));
        all.push((format!("r.clipped{ruler}"), r.clipped[ruler].clone()));
    }
    for segment in 0..4 {
        all.push((format!("r.gate{segment}"), r.gate[segment].clone()));
        all.push((format!("r.reacts{segment}"), r.gate_reacts[segment].clone()));
        all.push((format!("r.mandate{segment}"), r.mandate[segment].clone()));
    }
    all.push(("k.gate_start".into(), r.gate_start.to_vec()));
    all.push(("k.cap_band".into(), r.cap_band.to_vec()));
}
