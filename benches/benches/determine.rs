//! What a determination costs, beside one trivial decision of a peer in the same run.
//!
//! The settled determination reads every rule in force under both lenses, looks
//! for presumptions that would change the answer, and writes the whole trace.
//! The peer, cedar-policy, decides one policy with one comparison and keeps no
//! trace; the figure is an orientation, not a race.

use cedar_policy::{Authorizer, Context, Entities, EntityUid, PolicySet, Request as CedarRequest};
use chipgate_ask::{Question, fill};
use chipgate_corpus::{Corpus, embedded};
use chipgate_law::determine::{Books, determine};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

/// A benchmark may stop where its own fixed input does not fit.
fn benches(c: &mut Criterion) {
    let files = embedded::files();
    let corpus = Corpus::load(&files, &[]).corpus.expect("the embedded data load");
    for (name, chip) in [
        ("settled, H20 in May 2025", "nvidia-h20-96gb"),
        ("cells, RTX 5090 D in May 2025", "nvidia-rtx-5090-d"),
    ] {
        let day = jiff::civil::date(2025, 5, 1);
        let asked = fill(corpus.ground(), &Question::about(chip).to("CN"), day).expect("the question fits");
        let books = Books::on(&corpus.law, chipgate_law::rule::Gate::FIRST, asked.as_of, None, None);
        c.bench_function(name, |b| {
            b.iter(|| determine(black_box(&books), asked.lens, black_box(&asked.inputs), &asked.manner));
        });
    }
    c.bench_function("load and check all data", |b| b.iter(|| Corpus::load(black_box(&files), &[])));
    peer(c);
}

fn peer(c: &mut Criterion) {
    let policy = "forbid(principal, action, resource) when { context.tpp >= 4800 };\npermit(principal, action, resource);";
    let policies: PolicySet = policy.parse().expect("the policy reads");
    let uid = |text: &str| -> EntityUid { text.parse().expect("the name reads") };
    let context =
        Context::from_pairs([("tpp".to_owned(), cedar_policy::RestrictedExpression::new_long(2368))]);
    let request = CedarRequest::new(
        uid(r#"Party::"nvidia""#),
        uid(r#"Action::"export""#),
        uid(r#"Chip::"h20""#),
        context.expect("the context fits"),
        None,
    )
    .expect("the request fits");
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    c.bench_function("peer: cedar-policy, one comparison", |b| {
        b.iter(|| authorizer.is_authorized(black_box(&request), &policies, &entities));
    });
}

criterion_group!(all, benches);
criterion_main!(all);
