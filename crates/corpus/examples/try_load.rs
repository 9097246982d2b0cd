fn main() {
    let files = chipgate_corpus::Files::from_folder(std::path::Path::new("data")).unwrap();
    let t = std::time::Instant::now();
    let loaded = chipgate_corpus::Corpus::load(&files, &[]);
    eprintln!("load {:?}", t.elapsed());
    for p in loaded.problems.iter().take(60) {
        println!(
            "{}:{}:{} {} [{}]",
            p.place.file,
            p.place.line,
            p.place.column,
            p.message,
            p.help.as_deref().unwrap_or("")
        );
    }
    println!("{} problems", loaded.problems.len());
    if let Some(c) = loaded.corpus {
        let t = std::time::Instant::now();
        let mut bad = 0;
        for case in &c.cases {
            let o = case.run(&c);
            if !o.differences.is_empty() {
                bad += 1;
                println!(
                    "{} {} {}: {:?}",
                    if case.low { "low " } else { "" },
                    case.confidence,
                    case.name,
                    o.differences
                );
            }
        }
        println!("{} cases, {} differ, {:?}", c.cases.len(), bad, t.elapsed());
    }
}
