//! scratch
use chipgate_corpus::history::*;
fn main() {
    let t = std::time::Instant::now();
    let l = chipgate_corpus::Corpus::load(&chipgate_corpus::embedded::files(), &[]);
    eprintln!("load {:?} {}", t.elapsed(), l.problems.len());
    let c = l.corpus.unwrap();
    let span = Span {
        to: "CN".into(),
        from: None,
        until: jiff::civil::date(2026, 11, 25),
        base: Default::default(),
    };
    let t = std::time::Instant::now();
    let h = Histories::new(&c, span);
    eprintln!("books {:?} {} days", t.elapsed(), h.days().len());
    let t = std::time::Instant::now();
    let want: Vec<String> = std::env::args().skip(1).collect();
    let mut n = 0;
    for chip in &c.chips {
        let one = h.of(chip);
        n += one.stretches.len();
        if want.iter().any(|w| w == "all" || chip.id.contains(w.as_str())) {
            println!("{} {}", one.chip, one.kind);
            for s in &one.stretches {
                println!(
                    "   {} {} {} {:?} {} [{}] miss {:?} {:?}",
                    s.from,
                    s.until,
                    s.found.us.answer.code(),
                    s.found.us.eccn.iter().map(|x| x.to_string()).collect::<Vec<_>>(),
                    review_word(&s.found),
                    s.cause.as_deref().unwrap_or("-"),
                    s.found.us.missing.iter().map(|m| m.fact.to_string()).collect::<Vec<_>>(),
                    s.found.us.because.map(|b| b.code())
                );
            }
        }
    }
    eprintln!("histories {:?} {n}", t.elapsed());
    for f in ["nvidia-h20-96gb", "nvidia-rtx-5090-d", "nvidia-h100-sxm5-80gb", "amd-mi308x"] {
        let req = {
            let mut r = chipgate_corpus::ask::Request::default();
            let s = |v: &str| chipgate_corpus::ask::Said {
                value: v.to_string(),
                at: chipgate_corpus::ask::Where::Flag("x".into()),
            };
            r.chip = Some(s(f));
            r.to = Some(s("CN"));
            r
        };
        let a = chipgate_corpus::ask::fill(&c, &req, jiff::civil::date(2025, 5, 1)).unwrap();
        let b = chipgate_law::determine::Books::on(&c.law, a.as_of, None, None);
        let t = std::time::Instant::now();
        for _ in 0..1000 {
            std::hint::black_box(chipgate_law::determine::determine(&b, a.lens, &a.inputs, &a.manner));
        }
        eprintln!("{f} {:?} each", t.elapsed() / 1000);
        let t = std::time::Instant::now();
        for _ in 0..1000 {
            std::hint::black_box(b.enforced.pass(&a.inputs));
        }
        eprintln!("   pass {:?} each entries {}", t.elapsed() / 1000, b.enforced.entries.len());
    }
}
