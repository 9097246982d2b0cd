//! More of anything never lowers worth, physical bounds hold, and degenerate cases have closed forms.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use chipgate_worth::assume::{Assumptions, Efficiencies};
use chipgate_worth::cluster::goodput;
use chipgate_worth::model::{Attention, Experts, Model};
use chipgate_worth::numbers::{Numbers, Precision};
use chipgate_worth::plan::{NoPlan, Plan, Question, Task, best, splits};
use chipgate_worth::quantile;
use chipgate_worth::rates::Rates;
use chipgate_worth::serving::{
    Load, Split, accepted_tokens, decode_step, mixed_step, requests_that_fit, speed,
};
use chipgate_worth::shape::{Shape, attention_intensity, critical_batch};
use chipgate_worth::training::{self, Run, TrainSplit};
use chipgate_worth::units::{Bytes, BytesPerS, FlopPerS, Seconds};
use chipgate_worth::validate::kendall_tau;
use proptest::prelude::*;

fn assumed() -> Assumptions {
    Assumptions {
        link_share: 0.8,
        memory_share: 0.9,
        launch: Seconds(1e-3),
        hop: Seconds(1e-5),
        most_requests: 2048.0,
        prefill_tokens: 16384.0,
        draft_acceptance: 0.85,
        virtual_stages: 4.0,
        step_tokens: 4e6,
        lora_tokens: 2e7,
        state_bytes: 6.0,
        optimizer_bytes: 12.0,
        mtbf_chip_hours: 50_700.0,
        checkpoint: Seconds(60.0),
        restart: Seconds(600.0),
        power_overhead: 1.5,
        usd_per_kwh: 0.1,
        lifetime_years: 4.0,
        system_price_factor: 1.5,
        told: Vec::new(),
    }
}

fn dense() -> Model {
    Model {
        id: "dense".into(),
        name: "dense".into(),
        aliases: Vec::new(),
        parameters: 70e9,
        active_parameters: 70e9,
        layers: 80,
        width: 8192,
        query_heads: 64,
        attention: Attention::Grouped { kv_heads: 8, head_size: 128 },
        ffn_width: 28672,
        gated: true,
        experts: None,
        sources: Vec::new(),
        confidence: "high".into(),
        note: "".into(),
    }
}

fn mixture() -> Model {
    Model {
        parameters: 671e9,
        active_parameters: 37e9,
        layers: 61,
        width: 7168,
        query_heads: 128,
        ffn_width: 18432,
        attention: Attention::Latent {
            latent: 512,
            rope: 64,
            head_size: 128,
            value_size: 128,
            query_latent: 1536,
        },
        experts: Some(Experts {
            count: 256,
            top_k: 8,
            shared: 1,
            width: 2048,
            layers: 58,
            node_limit: Some(4),
        }),
        ..dense()
    }
}

fn h100() -> Rates {
    Rates {
        linear: FlopPerS(1979e12),
        attention: FlopPerS(989e12),
        memory_bandwidth: BytesPerS(3.35e12),
        memory: Bytes(80e9),
        scale_up: BytesPerS(450e9),
        scale_out: BytesPerS(50e9),
        domain: 8,
    }
}

fn load(input: f64, output: f64, limit: f64) -> Load {
    Load {
        input,
        output,
        context: input + output / 2.0,
        verified: 1.0,
        accepted: 1.0,
        cached: 0.0,
        token_limit: Seconds(limit),
    }
}

const FITTED: Efficiencies = Efficiencies { arithmetic: 0.7, memory: 0.4, third: 0.95 };

fn answer(model: &Model, rates: &Rates, load: Load, task: Task, chips: u32) -> Result<Plan, NoPlan> {
    let shape = Shape::of(model, Numbers::of(Precision::Fp8));
    let splits = splits(&shape, rates.domain, chips);
    best(&Question {
        shape: &shape,
        rates,
        load,
        task,
        splits,
        requests: None,
        assumed: &assumed(),
        fitted: FITTED,
    })
}

fn better(rates: &Rates, which: usize, times: f64) -> Rates {
    let mut more = *rates;
    match which {
        0 => more.linear = more.linear * times,
        1 => more.attention = more.attention * times,
        2 => more.memory_bandwidth = more.memory_bandwidth * times,
        3 => more.memory = more.memory * times,
        4 => more.scale_up = more.scale_up * times,
        _ => more.scale_out = more.scale_out * times,
    }
    more
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn more_of_a_rate_never_lowers_what_a_chip_serves(
        which in 0_usize..6, times in 1.0_f64..4.0, experts in any::<bool>(), input in 64.0_f64..20_000.0, output in 16.0_f64..4000.0,
        limit in prop_oneof![Just(f64::INFINITY), 0.02_f64..0.3], task in prop_oneof![Just(Task::Prefill), Just(Task::Decode), Just(Task::Mixed)],
    ) {
        let model = if experts { mixture() } else { dense() };
        let chips = if experts { 32 } else { 8 };
        let before = answer(&model, &h100(), load(input, output, limit), task, chips);
        let after = answer(&model, &better(&h100(), which, times), load(input, output, limit), task, chips);
        if let Ok(before) = before {
            let after = after.unwrap();
            prop_assert!(after.tokens_per_s >= before.tokens_per_s * (1.0 - 1e-9), "{before:?} {after:?}");
        }
    }

    #[test]
    fn no_plan_is_faster_than_arithmetic_or_memory_allow(
        experts in any::<bool>(), input in 64.0_f64..20_000.0, output in 16.0_f64..4000.0, drafts in 0_u32..4,
    ) {
        let model = if experts { mixture() } else { dense() };
        let load = Load { verified: f64::from(drafts) + 1.0, accepted: accepted_tokens(drafts, 0.85), ..load(input, output, f64::INFINITY) };
        for task in [Task::Prefill, Task::Decode, Task::Mixed] {
            let Ok(plan) = answer(&model, &h100(), load, task, 32) else { continue };
            let done = if plan.requests > 0.0 { plan.requests * load.accepted } else { 1.0 };
            prop_assert!(plan.tokens_per_s <= done / plan.terms.bound().0);
            // The second way: a token costs at least twice the active parameters, and a draft costs as much as a token.
            let ceiling = 1979e12 / (2.0 * model.active_parameters);
            prop_assert!(plan.tokens_per_s <= ceiling);
        }
    }

    #[test]
    fn more_of_a_rate_never_lowers_training(which in 0_usize..6, times in 1.0_f64..4.0, experts in any::<bool>(), sequence in prop_oneof![Just(2048.0), Just(4096.0), Just(8192.0)]) {
        let shape = Shape::of(&if experts { mixture() } else { dense() }, Numbers::of(Precision::Bf16));
        let run = Run { sequence, sequences: 1024.0, chips: 256, low_rank: false };
        let plan = |rates: &Rates| training::best(&shape, rates, &run, &assumed(), &FITTED);
        if let Ok(before) = plan(&h100()) {
            let after = plan(&better(&h100(), which, times)).unwrap();
            prop_assert!(after.tokens_per_s >= before.tokens_per_s * (1.0 - 1e-9));
            prop_assert!(before.tokens_per_s <= h100().linear.0 / training::useful_flop(&shape, &run).0 * 1.01);
        }
    }

    #[test]
    fn the_batch_found_by_bisection_is_the_best_of_all_batches(input in 64.0_f64..8000.0, output in 16.0_f64..2000.0, limit in 0.03_f64..0.2, experts in any::<bool>()) {
        let (model, split) = if experts { (mixture(), Split { tensor: 1, pipeline: 1, expert: 32 }) } else { (dense(), Split { tensor: 4, pipeline: 1, expert: 1 }) };
        let shape = Shape::of(&model, Numbers::of(Precision::Fp8));
        let (rates, assumed, load) = (h100(), assumed(), load(input, output, limit));
        let question = Question { shape: &shape, rates: &rates, load, task: Task::Mixed, splits: vec![split], requests: None, assumed: &assumed, fitted: FITTED };
        let group = f64::from(split.tensor);
        let most = (requests_that_fit(&shape, &rates, split, load.context, &assumed) * group).floor().min(assumed.most_requests);
        let by_hand = (1..=4096_u32).map(f64::from).take_while(|requests| *requests <= most).filter_map(|requests| {
            let (rate, time) = speed(&mixed_step(&shape, &rates, split, requests / group, &load, &assumed), requests / group, &load, &FITTED);
            (time <= load.token_limit).then_some(rate)
        }).fold(0.0_f64, f64::max);
        match best(&question) {
            Ok(plan) => prop_assert!((plan.tokens_per_s - by_hand).abs() <= by_hand * 1e-9, "{} {by_hand}", plan.tokens_per_s),
            Err(_) => prop_assert_eq!(by_hand, 0.0),
        }
    }
}

#[test]
fn one_request_on_one_chip_reads_all_weights_once() {
    // 8e9 parameters in one byte each over 3.35e12 B/s, no context to speak of.
    let model = Model { parameters: 8e9, active_parameters: 8e9, ..dense() };
    let shape = Shape::of(&model, Numbers::of(Precision::Fp8));
    let step = decode_step(&shape, &h100(), Split::ONE, 1.0, &load(0.0, 1e-9, f64::INFINITY), &assumed());
    assert!((step.weights.0 - 8e9 / 3.35e12).abs() < 1e-15);
    assert!((step.linear.0 - 16e9 / 1979e12).abs() < 1e-15);
    assert_eq!((step.scale_up.0, step.scale_out.0, step.experts.0), (0.0, 0.0, 0.0));
    let ideal = step.serving(&Efficiencies::IDEAL);
    assert!((ideal.0 - (step.memory() + step.arithmetic()).0 - 1e-3).abs() < 1e-12);
}

#[test]
fn shapes_agree_with_published_sizes_of_stored_keys_and_values() {
    // Bytes for one token at sixteen bits: Llama 70B 327,680; DeepSeek-V3 70,272.
    assert_eq!(dense().kv_elements() * 2.0, 327_680.0);
    assert_eq!(mixture().kv_elements() * 2.0, 70_272.0);
    // 256 experts of 3·7168·2048 in 58 layers are 654 of 671 billion parameters.
    assert!((mixture().expert_parameters() / 1e9 - 653.9).abs() < 0.1);
}

#[test]
fn attention_is_far_denser_on_latent_keys_than_on_grouped_ones() {
    let of = |model: &Model, precision| attention_intensity(&Shape::of(model, Numbers::of(precision)), 1.0);
    // 2·(64/8)/2 = 8 operations a byte for groups of eight at sixteen bits, 242 for the latent form, 484 at eight bits.
    assert!((of(&dense(), Precision::Bf16) - 8.0).abs() < 1e-9);
    assert!((of(&mixture(), Precision::Bf16) - 241.8).abs() < 0.1);
    assert!((of(&mixture(), Precision::Fp8) - 483.6).abs() < 0.1);
}

#[test]
fn the_critical_batch_is_half_the_ridge_in_eight_bits() {
    // H20 74/2 = 37, H100 591/2 = 295; experts multiply by 256/8.
    assert!((critical_batch(296e12 / 4e12, 1.0, &dense()) - 37.0).abs() < 1e-9);
    assert!((critical_batch(1979e12 / 3.35e12, 1.0, &dense()) - 295.4).abs() < 0.1);
    assert!((critical_batch(74.0, 1.0, &mixture()) - 37.0 * 32.0).abs() < 1e-9);
}

#[test]
fn useful_work_of_llama_405b_is_that_of_the_published_table() {
    let model = Model {
        parameters: 405e9,
        active_parameters: 405e9,
        layers: 126,
        width: 16384,
        query_heads: 128,
        ffn_width: 53248,
        ..dense()
    };
    let run = Run { sequence: 8192.0, sequences: 1.0, chips: 1, low_rank: false };
    let flop = training::useful_flop(&Shape::of(&model, Numbers::of(Precision::Fp8)), &run).0;
    // NVIDIA's table of model TFLOP/s and tokens/s implies 2.524e12.
    assert!((flop / 2.524e12 - 1.0).abs() < 0.005, "{flop}");
}

#[test]
fn activations_kept_for_training_are_the_34_bytes_of_the_paper() {
    // Korthikanti et al.: 34·s·b·d bytes a layer, for a model without gate and with one head of keys each.
    let model = Model {
        layers: 1,
        width: 6144,
        query_heads: 64,
        attention: Attention::Grouped { kv_heads: 64, head_size: 96 },
        ffn_width: 24576,
        gated: false,
        ..dense()
    };
    let kept = model.activation_elements(false) / 2.0 * 2.0 / 6144.0;
    assert!((25.0..=40.0).contains(&kept), "{kept}");
}

#[test]
fn failures_scale_with_the_number_of_chips() {
    // 16,384 chips at 50,700 chip-hours fail every 3.09 h, 100,000 every 0.51 h, 300,000 every 10 minutes.
    let hours = |chips: f64| goodput(chips, &assumed()).between_failures.hours();
    assert!((hours(16_384.0) - 3.09).abs() < 0.01);
    assert!((hours(100_000.0) - 0.507).abs() < 0.001);
    assert!((hours(300_000.0) * 60.0 - 10.1).abs() < 0.1);
    // The interval is the best one: any other loses more.
    let best = goodput(16_384.0, &assumed());
    let lost = |interval: f64| 60.0 / interval + (interval / 2.0 + 600.0) / best.between_failures.0;
    assert!((1.0 - lost(best.checkpoint_interval.0) - best.share).abs() < 1e-9);
    assert!(
        lost(best.checkpoint_interval.0)
            < lost(best.checkpoint_interval.0 * 1.3).min(lost(best.checkpoint_interval.0 / 1.3))
    );
}

#[test]
fn drafts_help_where_memory_binds_and_not_where_arithmetic_does() {
    let gain = |rates: &Rates, requests: f64| {
        let shape = Shape::of(&dense(), Numbers::of(Precision::Fp8));
        let of = |drafts: u32| {
            let load = Load {
                verified: f64::from(drafts) + 1.0,
                accepted: accepted_tokens(drafts, 0.85),
                ..load(500.0, 500.0, f64::INFINITY)
            };
            speed(
                &decode_step(
                    &shape,
                    rates,
                    Split { tensor: 8, pipeline: 1, expert: 1 },
                    requests,
                    &load,
                    &assumed(),
                ),
                requests,
                &load,
                &FITTED,
            )
            .0
        };
        of(1) / of(0)
    };
    assert!(gain(&h100(), 0.5) > 1.5);
    let slow = Rates { linear: FlopPerS(20e12), attention: FlopPerS(10e12), ..h100() };
    assert!(gain(&slow, 32.0) < 1.0);
}

#[test]
fn what_does_not_fit_names_the_need_and_the_nearest_change() {
    let fault = answer(&mixture(), &h100(), load(4096.0, 1024.0, f64::INFINITY), Task::Mixed, 4).unwrap_err();
    let NoPlan::Memory { needed_gb, usable_gb, enough_chips, .. } = &fault else { panic!("{fault:?}") };
    assert!(needed_gb > usable_gb && (*usable_gb - 72.0).abs() < 1e-9);
    assert_eq!(*enough_chips, Some(16));
    assert!(fault.help().contains("16 chips"));
    let slow = answer(&dense(), &h100(), load(1000.0, 1000.0, 0.001), Task::Mixed, 8).unwrap_err();
    assert!(matches!(slow, NoPlan::Time { .. }), "{slow:?}");
}

#[test]
fn a_plan_search_agrees_with_trying_every_split() {
    let shape = Shape::of(&dense(), Numbers::of(Precision::Bf16));
    let run = Run { sequence: 4096.0, sequences: 256.0, chips: 64, low_rank: false };
    let found = training::best(&shape, &h100(), &run, &assumed(), &FITTED).unwrap();
    let mut record = 0.0_f64;
    for tensor in [1, 2, 4, 8] {
        for pipeline in [1, 2, 4, 8, 16, 32] {
            for micro_batch in [1, 2, 4] {
                for recompute in [false, true] {
                    let split =
                        TrainSplit { tensor, pipeline, context: 1, expert: 1, micro_batch, recompute };
                    let replicas = 64.0 / f64::from(tensor * pipeline);
                    let plan = training::evaluate(&shape, &h100(), &run, split, &assumed(), &FITTED);
                    if replicas >= 1.0 && 256.0 >= replicas * f64::from(micro_batch) && plan.memory_gb <= 72.0
                    {
                        record = record.max(plan.tokens_per_s);
                    }
                }
            }
        }
    }
    assert!((found.tokens_per_s / record - 1.0).abs() < 1e-9, "{found:?} {record}");
}

#[test]
fn statistics_have_their_textbook_values() {
    assert_eq!(quantile(&[4.0, 1.0, 3.0, 2.0], 0.5), Some(2.5));
    assert_eq!(quantile(&[], 0.5), None);
    assert_eq!(kendall_tau(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]), 1.0 / 3.0);
}

#[test]
fn a_model_whose_heads_do_not_divide_is_refused_with_the_nearest_count() {
    let model = Model { attention: Attention::Grouped { kv_heads: 7, head_size: 128 }, ..dense() };
    let faults = model.faults();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].message.contains("64 query heads do not divide among 7"));
    assert!(faults[0].help.contains('8'));
}
