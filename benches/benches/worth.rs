//! What the worth of a chip costs to evaluate, and to search for the best plan.
//!
//! The aims: a million serving evaluations a second on two cores (so two microseconds each on one core), and a full
//! plan search for one chip and workload under 50 ms. Where Python with the package `llm-analysis` is installed
//! (`CHIPGATE_PEER_PYTHON=/path/to/python`), the same question, a decode step of a 70B model on eight chips, is
//! timed there in the same run.

use chipgate_corpus::{Corpus, embedded};
use chipgate_worth::answer::{Asked, load_of, worth};
use chipgate_worth::numbers::{Numbers, Precision};
use chipgate_worth::rates::rates;
use chipgate_worth::serving::{Split, mixed_step, speed};
use chipgate_worth::shape::Shape;
use chipgate_worth::validate::validate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const EACH: u32 = 1_000_000;

fn benches(c: &mut Criterion) {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.expect("the embedded data load");
    evaluations(c, &corpus);
    for workload in
        ["deepseek-v3-decode", "llama-70b-chat", "deepseek-v3-training", "llama-405b-training-100k"]
    {
        search(c, &corpus, workload);
    }
    let worths = &corpus.worths;
    c.bench_function("validate all points", |b| {
        b.iter(|| validate(black_box(&worths.points), worths, &worths.fit, &corpus.catalogue.chips))
    });
    peer();
}

/// A million evaluations on two threads.
fn evaluations(c: &mut Criterion, corpus: &Corpus) {
    let worths = &corpus.worths;
    let (chip, workload) = (
        corpus.catalogue.chip("nvidia-h100-sxm5-80gb").expect("a chip"),
        worths.workload("llama-70b-chat").expect("a workload"),
    );
    let numbers = Numbers::of(Precision::Fp8);
    let shape = Shape::of(worths.model("llama-3.3-70b").expect("a model"), numbers);
    let range = rates(chip, worths.machine(&chip.id, workload).expect("a machine"), numbers).expect("rates");
    let load = load_of(workload, &worths.assumed);
    let split = Split { tensor: 8, pipeline: 1, expert: 1 };
    let run = |from: u32, until: u32| {
        (from..until)
            .map(|n| {
                let requests = f64::from(n % 64 + 1);
                speed(
                    &mixed_step(&shape, &range.low, split, requests, &load, &worths.assumed),
                    requests,
                    &load,
                    &worths.fit.serving.efficiencies,
                )
                .0
            })
            .fold(0.0_f64, f64::max)
    };
    let mut group = c.benchmark_group("serving evaluations");
    group.sample_size(10).throughput(Throughput::Elements(u64::from(EACH)));
    group.bench_function("one million on two threads", |b| {
        b.iter(|| {
            std::thread::scope(|scope| {
                let other = scope.spawn(|| run(0, EACH / 2));
                black_box(run(EACH / 2, EACH)) + other.join().expect("no panic")
            })
        });
    });
    group.finish();
}

fn search(c: &mut Criterion, corpus: &Corpus, workload: &str) {
    let worths = &corpus.worths;
    let (chip, workload) = (
        corpus.catalogue.chip("nvidia-h100-sxm5-80gb").expect("a chip"),
        worths.workload(workload).expect("a workload"),
    );
    let (cluster, model) = (
        worths.machine(&chip.id, workload).expect("a machine"),
        worths.model(&workload.model).expect("a model"),
    );
    let asked = Asked { chip, cluster, model, workload, assumed: &worths.assumed, fit: &worths.fit };
    c.bench_function(&format!("plan search, {}", workload.id), |b| b.iter(|| worth(black_box(&asked))));
}

/// One decode step of Llama 3.3 70B on eight chips by the peer.
const PEER: &str = "
import time, logging
logging.disable(logging.CRITICAL)
from llm_analysis.analysis import LLMAnalysis
from llm_analysis.config import ModelConfig, GPUConfig, ParallelismConfig, DtypeConfig
model = ModelConfig(name='llama', num_layers=80, n_head=64, hidden_dim=8192, vocab_size=128256, max_seq_len=8192, num_key_value_heads=8, ffn_embed_dim=32768)
gpu = GPUConfig(name='h100', mem_per_GPU_in_GB=80, hbm_bandwidth_in_GB_per_sec=3350, intra_node_bandwidth_in_GB_per_sec=450, intra_node_min_message_latency=8e-6, peak_fp16_TFLOPS=989, peak_i8_TFLOPS=1979, inter_node_bandwidth_in_GB_per_sec=50)
analysis = LLMAnalysis(model, gpu, DtypeConfig(name='w8a16e16', weight_bits=8, activation_bits=16, embedding_bits=16), ParallelismConfig(tp_size=8))
begun = time.perf_counter()
for batch in range(1, 101):
    analysis.inference(batch_size_per_gpu=batch, seq_len=1000, num_tokens_to_generate=1)
print('peer: llm-analysis, one evaluation: %.1f us' % ((time.perf_counter() - begun) / 100 * 1e6))
";

fn peer() {
    let python = std::env::var("CHIPGATE_PEER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let told = std::process::Command::new(python).args(["-c", PEER]).output();
    match told {
        Ok(output) if output.status.success() => print!("{}", String::from_utf8_lossy(&output.stdout)),
        _ => println!("peer: llm-analysis is not installed; left out"),
    }
}

criterion_group!(all, benches);
criterion_main!(all);
