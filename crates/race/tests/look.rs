#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
use chipgate_corpus::{Corpus, embedded};
use chipgate_race::{draws::Priors, oracle, quantities::QUANTITIES, rules::Rules, world::World};
#[test]
fn look() {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.unwrap();
    let world = World::new(&corpus.race).unwrap();
    let priors = Priors::new(&corpus.race, corpus.race.scenario("central")).unwrap();
    let rules = Rules::compile(&corpus.race, &world, &vec![], &[]).unwrap();
    let path = oracle::run(&world, &rules, &priors.central(), 216);
    print!("{:<20}", "");
    for year in 2018..=2035 {
        print!("{year:>10}");
    }
    println!();
    for (q, about) in QUANTITIES.iter().enumerate() {
        print!("{:<20}", about.id);
        for year in 0..18 {
            let m: Vec<f64> = (0..12).map(|i| path[year * 12 + i][q]).collect();
            let v = match about.reduce {
                chipgate_race::quantities::Reduce::Sum => m.iter().sum::<f64>(),
                chipgate_race::quantities::Reduce::Last => m[11],
                _ => m.iter().sum::<f64>() / 12.0,
            };
            if v.abs() >= 1e6 {
                print!("{v:>10.2e}")
            } else if v.abs() >= 100.0 {
                print!("{v:>10.0}")
            } else {
                print!("{v:>10.3}")
            }
        }
        println!();
    }
}
