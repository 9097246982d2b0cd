//! zz
use crate::support::*;
use chipgate_race::time::label;
#[test]
fn zz() {
    let t0 = std::time::Instant::now();
    let law = law(&[]);
    println!("law {:?}", t0.elapsed());
    let t0 = std::time::Instant::now();
    let r = rules(&[]);
    println!("compile {:?} days {}", t0.elapsed(), law.days.len());
    for m in 80..112 {
        println!(
            "{} {} avail {:.3} take {:.3} cap {:.0} gate {:.3?} reacts {:.2?} mandate {:.3?} practice {:.2}",
            label(m),
            r.class[m],
            r.available[m],
            r.take[m],
            r.cap[m],
            r.gate.each_ref().map(|g| g[m]),
            r.gate_reacts.each_ref().map(|g| g[m]),
            r.mandate.each_ref().map(|g| g[m]),
            r.practice[m]
        );
    }
    println!("start {:?}", r.gate_start);
    for d in &law.days {
        if let Some(x) = d.ruled {
            println!("{} {}", d.from, x);
        }
    }
}
