//! zz
use crate::support::*;
use chipgate_corpus::race::terms;
#[test]
fn zz() {
    let t0 = std::time::Instant::now();
    for t in terms(corpus()).unwrap() {
        println!(
            "{} {} us {:?} take {} cap {} cn {:?} mild {:?} mandate {:?} {:?}",
            t.from,
            t.class,
            t.us,
            t.take,
            t.capped,
            t.cn,
            t.cn_mildest,
            t.mandate,
            t.clip.map(|c| (c.chip, c.full, c.kept))
        );
    }
    println!("{:?}", t0.elapsed());
}
