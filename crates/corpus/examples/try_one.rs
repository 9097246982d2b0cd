//! scratch
fn main() {
    let files = chipgate_corpus::Files::from_folder(std::path::Path::new("data")).unwrap();
    let c = chipgate_corpus::Corpus::load(&files, &[]).corpus.unwrap();
    for id in std::env::args().skip(1) {
        let case = c.cases.iter().find(|case| case.name == id).unwrap();
        let a = chipgate_corpus::ask::fill(&c, &case.request, jiff::civil::date(2026, 9, 1)).unwrap();
        let b = chipgate_law::determine::Books::on(&c.law, a.as_of, a.known_on, a.exporter.clone());
        let r = chipgate_law::determine::determine(&b, a.lens, &a.inputs, &a.manner);
        println!(
            "{id} {:?} possible {:?} missing {:?} eccn {:?} {:?} stated {:?} review {:?} {:?}",
            r.answer,
            r.possible,
            r.missing,
            r.eccn,
            r.eccn_possible,
            r.stated_class,
            r.review,
            r.review_possible
        );
        for x in &r.basis {
            println!("   {} {:?}", x.rule, x.answer);
            for y in &x.read {
                println!(
                    "       {} {} {} {:?}",
                    y.name,
                    chipgate_corpus::ask::show_value(&y.value, &y.unit),
                    y.test,
                    y.answer
                );
            }
        }
    }
}
