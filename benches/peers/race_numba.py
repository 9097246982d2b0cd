"""The race in Python with numba: a peer for the speed of the kernel. Not part of any test.

The equations are those of crates/race/src/oracle, one draw after another, compiled by numba. World, rules and
draws come from the Rust side, so both compute the same. Needs numpy and numba. Run from the repository root:

    cargo build --release --manifest-path benches/Cargo.toml --bin race_peer
    python benches/peers/race_numba.py benches/target/release/race_peer

It prints how far the two differ and the draws per second of both, measured in turn on one thread.
"""

import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numba
import numpy as np

MONTHS, OUTPUT_KNOWN, DOMESTIC_FROM, LEGAL_FROM = 216, 96, 72, 88
CONTROLS_FROM, LEVELS_FROM, OPEN_FROM, LAG_FROM = 56, 59, 66, 60
FLOP_PER_YEAR = 0.99e15 * 31_557_600.0 * 1e3
SCALE_OF_PRESS = 19.0


def read(folder):
    """The lists of the Rust side by name."""
    numbers = np.fromfile(folder / "numbers.f64", dtype="<f8")
    lists, start = {}, 0
    for line in (folder / "names.txt").read_text().splitlines():
        name, length = line.rsplit(" ", 1)
        lists[name] = numbers[start : start + int(length)]
        start += int(length)
    return lists


def table(lists, kind):
    """Lists of a kind as rows, and the number of each row as a global name."""
    names = [name for name in lists if name.startswith(kind + ".")]
    for row, name in enumerate(names):
        globals()[name.replace(".", "_")] = row
    return np.array([lists[name] for name in names])


def prepare(lists):
    """Sets the names that the compiled functions read; gives their arguments."""
    w, r = table(lists, "w"), table(lists, "r")
    c = table(lists, "c")[:, 0].copy()
    for kind in ("p", "q"):
        for name, place in lists.items():
            if name.startswith(kind + "."):
                globals()[name.replace(".", "_")] = int(place[0])
    k = (
        lists["k.risk"].reshape(4, 4).copy(),
        lists["k.ruler"].copy(),
        lists["k.share0"].copy(),
        lists["k.stock0"].reshape(3, 2).copy(),
        lists["k.cap_band"].copy(),
        lists["k.gate_levels"].copy(),
        np.clip(np.floor(lists["k.gate_start"] + 0.5), 0, 3).astype(np.int64),
    )
    count = len(lists["draws.redesign"])
    draws = (
        lists["draws.values"].reshape(count, -1).copy(),
        lists["draws.hit"].reshape(count, MONTHS).copy(),
        lists["draws.gate"].reshape(count, MONTHS).copy(),
        lists["draws.redesign"].copy(),
    )
    globals()["COUNT"] = sum(name.startswith("q.") for name in lists)
    return (w, r, c, k), draws


@numba.njit(inline="always", error_model="numpy")
def band(w, mid, t, z):
    """A path at the step that a draw gives it; the rows are mid, up, down."""
    return math.exp(w[mid, t] + z * (w[mid + 2, t] if z < 0.0 else w[mid + 1, t]))


@numba.njit(inline="always", error_model="numpy")
def years_after(t, start):
    return max(t - start, 0) / 12.0


@numba.njit(inline="always", error_model="numpy")
def clamp(x, low, high):
    return min(max(x, low), high)


@numba.njit(error_model="numpy")
def run(w, r, c, k, v, hit, gate_luck, redesign, out):
    """All months of one draw into out[month, quantity]."""
    risk, ruler, share0, stock0, cap_band, gate_levels, gate_start = k
    other_rate = np.array([1.0, c[c_other_b_per_f], c[c_other_fp4_per_f]])
    segments = np.empty(4)
    segments[0], segments[1] = max(v[p_segment_train], 0.01), max(v[p_segment_infer], 0.01)
    segments[2], segments[3] = max(v[p_segment_startup], 0.01), max(v[p_segment_state], 0.01)
    segments /= segments[0] + segments[1] + segments[2] + segments[3]
    fails = v[p_use_failure] / 12.0
    lag = int(max(math.floor(v[p_use_lag] + 0.5), 0.0))
    lives = (
        int(max(math.floor(v[p_use_life] + 0.5), 0.0)),
        int(max(math.floor(v[p_use_life] + c[c_china_longer] + 0.5), 0.0)),
    )
    survives = ((1.0 - fails) ** lives[0], (1.0 - fails) ** lives[1])
    interdiction = -math.log(1.0 - v[p_smuggle_interdiction]) / c[c_enforcement_reference]
    caught_at_one = 1.0 - math.exp(-interdiction)
    wait = math.exp(v[p_choice_wait])
    ln_switching = math.log(1.0 + v[p_choice_switching])
    ln_algo = math.log(v[p_algo_growth])
    ln_ratio0 = math.log(v[p_algo_ratio0])
    exists = redesign < v[p_redesign_exists]
    redesign_lag = v[p_redesign_announce] + v[p_redesign_volume]
    cap_scale = math.exp(v[p_legal_cap] * (cap_band[0] if v[p_legal_cap] < 0.0 else cap_band[1]))

    ln_algo_before = math.log(c[c_algo_before])
    invest_lag = int(max(math.floor(v[p_dom_invest_lag] + 0.5), 0.0))

    unmet, premium, smuggling, loss = 0.0, c[c_premium0], 0.0, 0.0
    premium_2025 = premium
    stacks, dies = v[p_dom_stacks0] * 1000.0, v[p_dom_die_bank] * 1000.0
    cum_wafers, good, invest = c[c_cum_wafers0], v[p_dom_yield0], 1.0
    research, research_2025, quality_shift = 0.0, 1.0, 0.0
    cum_units, cum_units_2025, quality_b = 1.0, 1.0, 0.3
    stored = np.zeros(2)
    shares = np.empty((4, 4))
    for s in range(4):
        for j in range(4):
            shares[s, j] = share0[j]
    gate_state = gate_start.copy()
    backlog, exported_delta = 0.0, 0.0
    covers = np.empty(MONTHS)
    fp4, history_fp4 = np.zeros(2), np.empty((MONTHS, 2))
    exported = np.zeros(3)
    sales_mean, access_before, special_before = 0.0, 0.0, 0.0
    offshore_before, ln_us, ln_cn, rented = 0.0, 0.0, 0.0, 0.0
    use_of = np.zeros((6, 2))
    first = stock0.copy()
    history = np.empty((MONTHS, 6, 2))
    row_supply = np.empty(MONTHS)
    effective_us = np.empty(MONTHS)
    sold_sum = np.zeros(7)
    kept_so_far, passed = 1.0, 0
    figures, outside = np.empty(3), np.empty(3)
    new_us, new_row, quality, legal = np.empty(3), np.empty(3), np.empty(3), np.empty(3)
    gates, wanted, supply, sold = np.empty(4), np.empty(4), np.empty(4), np.empty(4)
    filled, prices, weight = np.empty(4), np.empty(4), np.empty(4)
    ln_values, wanted_by = np.empty((4, 2)), np.empty((4, 4))
    sold_units, units, pooled = np.empty(2), np.empty(2), np.empty(2)
    inflow_sources = (0, 0, 1, 1, 1, 1)

    for t in range(MONTHS):
        price_f = w[w_price_per_f, t]
        # The class sold.
        if exists and r[r_since_rule, t] >= redesign_lag:
            available, practice, per_wafer_sold, special = 1.0, 1.0, 29.0, 1.0
            stays = 1.0
            for i in range(3):
                figures[i] = r[r_clipped0 + 2 * i, t]
            price = figures[0] * price_f
        else:
            available, per_wafer_sold, special = r[r_available, t], r[r_per_wafer, t], r[r_special, t]
            stays = available
            if available < 1.0:
                stays = min(available, r[r_available, min(t + 1, MONTHS - 1)])
            practice = r[r_practice, t] + r[r_practice_assumed, t] * v[p_legal_practice]
            for i in range(3):
                figures[i] = r[r_figures0 + 2 * i, t]
            price = r[r_price, t]
            if r[r_age, t] > 0.0:
                price *= v[p_us_h200_decay] ** r[r_age, t]

        # US output.
        growth = v[p_us_growth_per_wafer] ** years_after(t, 119) if t > 119 else 1.0
        delta = 0.0
        if available > 0.0:
            delta = v[p_us_fungible] * w[w_per_wafer0, t] * growth / (per_wafer_sold * figures[0])
        stage, displaced = 0.0, 0.0
        if t < OUTPUT_KNOWN:
            for i in range(3):
                to_china = w[w_legal0 + 4 * i, t] if t < LEGAL_FROM else exported[i]
                outside[i] = w[w_output0 + 4 * i, t] - to_china - w[w_amd, t] * other_rate[i]
        else:
            packaging = band(w, w_cowos_mid, t, v[p_us_cowos]) * w[w_nv_share, t] * v[p_us_eta_cw]
            memory = w[w_hbm_gb, t] / (c[c_hbm_gb_per_package] * w[w_packages, t])
            per_wafer = w[w_per_wafer0, t] * growth
            nvidia = packaging * per_wafer
            if memory * per_wafer < nvidia:
                nvidia, stage = memory * per_wafer, 1.0
            if w[w_n4_ceiling, t] < nvidia:
                nvidia, stage = w[w_n4_ceiling, t], 2.0
            if w[w_power_ceiling, t] < nvidia:
                nvidia, stage = w[w_power_ceiling, t], 3.0
            displaced = min(exported_delta, 0.5 * nvidia)
            left = (nvidia - displaced) / per_wafer
            rest = nvidia * w[w_other_ratio, t]
            outside[0] = left * per_wafer + rest
            outside[1] = left * w[w_per_wafer0 + 4, t] * growth + rest * other_rate[1]
            outside[2] = left * w[w_per_wafer0 + 8, t] * growth + rest * other_rate[2]
        for i in range(3):
            new_us[i] = outside[i] * w[w_us_share, t]
            new_row[i] = outside[i] * (1.0 - w[w_us_share, t])

        # Domestic supply.
        quality_band = band(w, w_quality_f_mid, t, v[p_dom_quality])
        wanted_other = band(w, w_other_mid, t, v[p_dom_other]) * invest
        slack, shadow_memory, shadow_dies = 0.0, 0.0, 0.0
        if t < DOMESTIC_FROM:
            huawei, other = w[w_huawei_given, t], wanted_other
        else:
            made = band(w, w_memory_mid, t, v[p_dom_memory]) * (1000.0 / 12.0) * invest
            bought = band(w, w_inflow_mid, t, v[p_dom_stack_inflow]) * 1000.0
            usable = (stacks + bought) / v[p_dom_draw_months] + v[p_dom_new_use] * made
            need = c[c_stacks_other] * wanted_other
            other_stacks = min(need, v[p_dom_other_cap] * usable)
            floor = v[p_dom_other_floor]
            other = wanted_other * (floor + (1.0 - floor) * (other_stacks / (need + 1e-12)))
            m_u, d_u = w[w_stacks_huawei, t], w[w_dies_huawei, t]
            wafers = band(w, w_wafers_mid, t, v[p_dom_wafers]) * invest
            draw = min(dies, v[p_dom_die_draw] * 1000.0)
            by_dies = (draw + wafers * v[p_dom_allocation] * c[c_gross_dies] * good) / d_u
            by_memory = (usable - other_stacks) / m_u
            gross = min(min(by_dies, by_memory), w[w_packaging_cn, t])
            kept = v[p_dom_package_yield] / 0.87
            huawei = gross * kept
            slack = by_dies / (by_memory + 1e-12)
            if by_memory <= by_dies:
                shadow_memory = quality_band * kept / m_u
            else:
                shadow_dies = quality_band * kept / d_u
            stacks += bought + made - other_stacks - gross * m_u
            dies -= min(draw, gross * d_u)
            cum_wafers += wafers
            learned = (cum_wafers / c[c_cum_wafers0]) ** -v[p_dom_learning_yield]
            good = 1.0 - (1.0 - v[p_dom_yield0]) * learned
        cum_units += huawei + other
        if t + 1 == OUTPUT_KNOWN:
            cum_units_2025, research_2025 = cum_units, research

        # Quality, software gap, price.
        if t >= OUTPUT_KNOWN:
            ratio = max(research / research_2025, 1e-3)
            drift = math.log(v[p_dom_cadence]) - math.log(1.25) + v[p_dom_research_effect] * math.log2(ratio)
            quality_shift += v[p_dom_quality_adjust] * drift / 12.0
            quality_shift = clamp(quality_shift, -c[c_quality_clip], c[c_quality_clip])
        central = math.exp(w[w_quality_f_mid, t])
        factor = quality_band / central * math.exp(quality_shift)
        quality[0] = central * factor
        quality[1] = w[w_quality_b, t] * factor
        quality[2] = w[w_quality_fp4, t] * factor
        base = max(math.log2(max(use_of[4, 0], 1e-9) / c[c_sigma_base]), -1.0)
        closing = v[p_dom_gap_closing]
        closed = math.exp(-closing * base - c[c_sigma_time] * closing * years_after(t, 77))
        gap_training = clamp(v[p_dom_gap_training] * closed, 0.02, 0.8)
        gap_inference = clamp(v[p_dom_gap_inference] * closed, 0.02, 0.8)
        cost = 1.0
        if t >= OUTPUT_KNOWN:
            cost = (1.0 - v[p_dom_cost_learning]) ** math.log2(cum_units / cum_units_2025)
        price_domestic = band(w, w_price_domestic_mid, t, v[p_dom_price])
        price_domestic *= 1.0 - v[p_dom_cost_pass] * (1.0 - cost)

        # Smuggling.
        e = r[r_enforcement, t]
        caught = 1.0 - math.exp(-interdiction * e)
        lost = v[p_smuggle_concentration] if hit[t] < v[p_smuggle_hit] * e else 0.0
        loss = min(loss * (1.0 - 1.0 / max(v[p_smuggle_recovery], 1.0)) + lost, 1.0)
        if t < DOMESTIC_FROM:
            smuggling = w[w_smuggled, t] * v[p_smuggle_scale] / SCALE_OF_PRESS
        else:
            mean = 0.0
            for month in range(t - 6, t):
                mean += row_supply[month]
            mean = mean / 6.0 / c[c_row_reference]
            deterred = v[p_smuggle_deterrence] * v[p_smuggle_penalty] * (caught - caught_at_one)
            pull = (premium / v[p_smuggle_premium_ref]) ** v[p_smuggle_elasticity]
            target = v[p_smuggle_scale] * pull * math.exp(-deterred) * mean * (1.0 - loss)
            smuggling += (target - smuggling) / v[p_smuggle_tau]
        smuggling = min(smuggling, c[c_smuggle_max_row] * new_row[0])
        arrivals, seized = smuggling * (1.0 - caught), smuggling * caught
        part = smuggling / (new_row[0] + 1e-12)
        row_supply[t] = new_row[0]
        for i in range(3):
            new_row[i] *= 1.0 - part

        # The Chinese gate.
        reacts = False
        for s in range(4):
            if r[r_reacts0 + 3 * s, t] > 0.0:
                reacts = True
        if reacts:
            ratio = quality_b / figures[1]
            tighter = v[p_gate_tighten] * math.exp(c[c_gate_slope] * (ratio - c[c_gate_reference]))
            tighter = min(tighter, c[c_gate_most])
            looser = min(v[p_gate_loosen] + c[c_gate_unmet] * unmet, c[c_gate_most])
            for s in range(4):
                if gate_luck[t] < tighter:
                    gate_state[s] = min(gate_state[s] + 1, 3)
                elif gate_luck[t] > 1.0 - looser:
                    gate_state[s] = max(gate_state[s] - 1, 0)
        gate_mean = 0.0
        for s in range(4):
            gates[s] = r[r_gate0 + 3 * s, t] + r[r_reacts0 + 3 * s, t] * gate_levels[gate_state[s]]
            gate_mean += segments[s] * gates[s]
        quality_b = quality[1]

        # Choice.
        chip_f = max(w[w_smuggled_f_per_chip, t], 0.1)
        prices[0], prices[1], prices[2] = price, premium * price_f * chip_f, price_domestic
        prices[3] = c[c_offshore_price] * price_f * c[c_rented_f]
        units[0], units[1] = stored[0] + huawei, stored[1] + other
        of_huawei = (units[0] + 1e-9) / (units[0] + units[1] + 2e-9)
        pooled[0] = of_huawei * quality[0] + (1.0 - of_huawei) * w[w_other_figures0, t]
        pooled[1] = of_huawei * quality[1] + (1.0 - of_huawei) * w[w_other_figures0 + 4, t]
        usable_part = v[p_smuggle_usable]
        ln_values[0, 0], ln_values[0, 1] = math.log(figures[0]), math.log(figures[1])
        ln_values[1, 0] = math.log(usable_part * chip_f)
        ln_values[1, 1] = math.log(usable_part * chip_f * w[w_smuggled_b_per_f, t])
        ln_values[2, 0] = math.log(pooled[0] * (1.0 - gap_training))
        ln_values[2, 1] = math.log(pooled[1] * (1.0 - gap_inference))
        ln_values[3, 0], ln_values[3, 1] = math.log(c[c_rented_f]), math.log(c[c_rented_b])
        for j in range(4):
            filled[j] = math.log(prices[j])
            wanted[j] = 0.0
        budget = band(w, w_demand_mid, t, v[p_cn_demand]) * 1000.0 / 12.0
        if t >= OUTPUT_KNOWN:
            budget *= (premium / premium_2025) ** (1.0 + v[p_cn_elasticity])
        for s in range(4):
            for j in range(4):
                value = ruler[s] * ln_values[j, 0] + (1.0 - ruler[s]) * ln_values[j, 1]
                share = shares[s, j]
                utility = v[p_choice_alpha] * value - filled[j] + risk[s, j] + v[p_choice_loyalty] * share
                if j == 2:
                    utility -= ln_switching * (1.0 - share)
                weight[j] = math.exp(utility)
            without = weight[1] + weight[2] + weight[3] + wait
            gate = available * gates[s]
            with_legal, without_legal = gate / (without + weight[0]), (1.0 - gate) / without
            domestic = weight[2] * (with_legal + without_legal)
            floor = max(r[r_mandate0 + 3 * s, t], domestic)
            shrink = (1.0 - floor) / (1.0 - domestic)
            money = budget * segments[s]
            wanted_by[s, 0] = weight[0] * with_legal * shrink * money
            wanted_by[s, 1] = weight[1] * (with_legal + without_legal) * shrink * money
            wanted_by[s, 2] = floor * money
            wanted_by[s, 3] = weight[3] * (with_legal + without_legal) * shrink * money
            for j in range(4):
                wanted[j] += wanted_by[s, j]

        # Rationing.
        pulled = v[p_redesign_pull] * r[r_pull, t] * wanted[0]
        repaid = 0.0 if r[r_pull, t] > 0.0 else min(backlog / 12.0, wanted[0])
        backlog += pulled - repaid
        wanted[0] += pulled - repaid
        offer = band(w, w_offer_mid, t, v[p_legal_offer]) * 1000.0 / 12.0 * r[r_offer_scale, t]
        supply[0] = min(offer * practice, r[r_cap, t] * cap_scale * price) * available
        supply[1] = arrivals * price_f * premium
        supply[2] = (units[0] + units[1]) * price_domestic
        offshore = band(w, w_offshore_mid, t, v[p_off_stock])
        grown = max(offshore - offshore_before, 0.0) * r[r_offshore_open, t] * c[c_rented_f]
        offshore_before = offshore
        supply[3] = grown * c[c_offshore_price] * price_f
        for j in range(4):
            sold[j] = min(wanted[j], supply[j])
        if t < LEGAL_FROM:
            sold[0] = w[w_legal_usd, t]
        unfilled = 0.0
        for j in range(4):
            filled[j] = min(sold[j], wanted[j]) / wanted[j] if wanted[j] > 0.0 else 1.0
            unfilled += max(wanted[j] - sold[j], 0.0)
        looking = unfilled * v[p_choice_overflow]
        for _ in range(2):
            for j in (2, 1, 3, 0):
                looks = 1.0
                if j == 1:
                    looks = v[p_choice_overflow_smuggled]
                elif j == 0:
                    looks = 0.0 if t < LEGAL_FROM else available * gate_mean
                taken = min(max(supply[j] - sold[j], 0.0), looking * looks)
                sold[j] += taken
                looking -= taken
        cover = max(wanted[2], sold[2]) / (supply[2] + 1e-12)
        covers[t] = cover
        spent = sold[0] + sold[1] + sold[2] + sold[3]
        unmet = clamp((budget - spent) / budget, 0.0, 1.0)
        for s in range(4):
            everything = 1e-12
            for j in range(4):
                everything += wanted_by[s, j] * filled[j]
            for j in range(4):
                shares[s, j] += v[p_choice_memory] * (wanted_by[s, j] * filled[j] / everything - shares[s, j])

        # Accounts.
        legal_units = w[w_legal_units, t] if t < LEGAL_FROM else sold[0] / price
        for i in range(3):
            legal[i] = w[w_legal0 + 4 * i, t] if t < LEGAL_FROM else figures[i] * legal_units
            exported[i] = legal[i]
        exported_delta = delta * legal[0]
        part = min(sold[2] / (price_domestic * (units[0] + units[1]) + 1e-12), 1.0)
        for i in range(2):
            sold_units[i] = units[i] * part
            stored[i] = units[i] * (1.0 - part)
        domestic_f = sold_units[0] * quality[0] + sold_units[1] * w[w_other_figures0, t]
        domestic_fp4 = sold_units[0] * quality[2] + sold_units[1] * w[w_other_figures0 + 8, t]
        rented += sold[3] / (c[c_offshore_price] * price_f)
        if t >= OUTPUT_KNOWN:
            signal = clamp(covers[max(t - invest_lag, 0)], 0.5, 1.5) - c[c_invest_cover]
            invest = clamp(invest * (1.0 + v[p_dom_response] * signal), 0.3, 4.0)

        # The premium.
        step = c[c_premium_step] if sold[0] < c[c_premium_cut] * (sold[0] + sold[1]) else 0.0
        target = 1.0 + v[p_premium_slope] * unmet + step
        premium = min(premium + (target - premium) / v[p_premium_tau], c[c_premium_cap])
        if t < CONTROLS_FROM:
            premium = c[c_premium0]
        elif t == CONTROLS_FROM:
            premium = c[c_premium_before]
        if t + 1 == OUTPUT_KNOWN:
            premium_2025 = premium

        # Stocks.
        amd = w[w_amd, t]
        for i in range(2):
            history[t, 0, i] = new_us[i]
            history[t, 1, i] = new_row[i]
            history[t, 2, i] = legal[i] + amd * other_rate[i]
            history[t, 3, i] = arrivals * (1.0 if i == 0 else w[w_smuggled_b_per_f, t])
            history[t, 4, i] = sold_units[0] * quality[i]
            history[t, 5, i] = sold_units[1] * w[w_other_figures0 + 4 * i, t]
        history_fp4[t, 0] = new_us[2]
        smuggled_fp4 = arrivals * new_row[2] / (new_row[0] + 1e-12)
        history_fp4[t, 1] = legal[2] + amd * other_rate[2] + smuggled_fp4 + domestic_fp4
        for region in range(2):
            stock = fp4[region] * (1.0 - fails)
            if t >= lag:
                stock += history_fp4[t - lag, region]
            if t >= lag + lives[region]:
                stock -= history_fp4[t - lag - lives[region], region] * survives[region]
            fp4[region] = stock
        for source in range(6):
            which = inflow_sources[source]
            age = lag + lives[which]
            for i in range(2):
                stock = use_of[source, i] * (1.0 - fails)
                if t >= lag:
                    stock += history[t - lag, source, i]
                if t >= age:
                    stock -= history[t - age, source, i] * survives[which]
                use_of[source, i] = stock
        for region in range(3):
            life = lives[0] if region < 2 else lives[1]
            for i in range(2):
                leaving = stock0[region, i] / life * kept_so_far if t < life else 0.0
                first[region, i] = max(first[region, i] * (1.0 - fails) - leaving, 0.0)
        kept_so_far *= 1.0 - fails
        if t >= 48:
            since = 1.0 if t >= DOMESTIC_FROM else 0.0
            sold_sum[0] += new_us[0]
            sold_sum[1] += new_row[0]
            sold_sum[2] += legal[0]
            sold_sum[3] += amd
            sold_sum[4] += arrivals
            sold_sum[5] += since * sold_units[0] * quality[0]
            sold_sum[6] += since * sold_units[1] * w[w_other_figures0, t]

        # Capability.
        training = 1.0 - band(w, w_w_inf_mid, t, v[p_cn_w_inf])
        stock_us = first[0, 0] + use_of[0, 0]
        stock_us_b = first[0, 1] + use_of[0, 1]
        stock_cn = first[2, 0] + use_of[2, 0] + use_of[3, 0] + use_of[4, 0] + use_of[5, 0]
        stock_cn_b = first[2, 1] + use_of[2, 1] + use_of[3, 1] + use_of[4, 1] + use_of[5, 1]
        us = stock_us * v[p_use_mfu_us] * training
        imported = first[2, 0] + use_of[2, 0] + usable_part * use_of[3, 0]
        stock_domestic = use_of[4, 0] + use_of[5, 0]
        abroad = rented * c[c_offshore_training] * v[p_use_mfu_us]
        cn = (imported * v[p_use_mfu_us] + stock_domestic * v[p_use_mfu_cn] + abroad) * training
        half_life = v[p_spill_half_life] * (v[p_spill_early] if t < OPEN_FROM else 1.0)
        if t <= LEVELS_FROM:
            ln_us = ln_algo_before * (t - LEVELS_FROM) / 12.0
            ln_cn = ln_us + ln_ratio0
        else:
            catch_up = math.log(2.0) / half_life * max(ln_us - ln_cn, 0.0)
            ln_cn += ln_algo * (cn / us) ** v[p_algo_research] / 12.0 + catch_up
            ln_us += ln_algo / 12.0
        run_us = v[p_run_share_us] * us * FLOP_PER_YEAR
        run_cn = v[p_run_share_cn] * cn * FLOP_PER_YEAR
        e_us = math.log10(run_us) + ln_us / math.log(10.0)
        e_cn = math.log10(run_cn) + ln_cn / math.log(10.0)
        if t > 0:
            e_us = max(e_us, effective_us[t - 1])
        effective_us[t] = e_us
        when = max(t - half_life, 0.0)
        below = int(when)
        seen = effective_us[below]
        if below + 1 <= t:
            seen += (effective_us[below + 1] - seen) * (when - below)
        cap_cn = e_cn + v[p_spill_share] * max(seen - e_cn, 0.0)
        behind = 0.0
        if t >= LAG_FROM:
            passed = min(passed, t)
            while passed > 0 and effective_us[passed - 1] >= cap_cn:
                passed -= 1
            while passed < t and effective_us[passed] < cap_cn:
                passed += 1
            since_passed = float(passed)
            if effective_us[passed] >= cap_cn and passed > 0:
                before = effective_us[passed - 1]
                since_passed = passed - 1 + (cap_cn - before) / (effective_us[passed] - before)
            behind = t - since_passed

        # Money.
        access = stays * gate_mean
        lost_access = max((access_before - access) / access_before, 0.0) if access_before > 0.01 else 0.0
        charge = v[p_money_realised] * v[p_money_inventory] * sales_mean * lost_access * special_before
        sales_mean += (sold[0] - sales_mean) / 3.0
        access_before, special_before = access, special
        research = v[p_dom_research_share] * sold[2] * 12.0 / 1000.0 + v[p_dom_support_pass] * v[p_dom_support]

        # Report.
        legal_f = legal[0] + amd
        cards = sold_units[0] + sold_units[1]
        out[t, q_us_output_f] = new_us[0] + new_row[0] + arrivals + seized + legal_f
        out[t, q_us_displaced_f] = displaced
        out[t, q_us_displaced_per_f] = delta
        out[t, q_us_stage] = stage
        out[t, q_legal_units] = legal_units
        out[t, q_legal_usd] = sold[0]
        out[t, q_legal_f] = legal_f
        out[t, q_smuggled_f] = arrivals
        out[t, q_seized_f] = seized
        out[t, q_premium] = premium
        out[t, q_huawei_units] = huawei
        out[t, q_other_units] = other
        out[t, q_domestic_units] = huawei + other
        out[t, q_domestic_sold] = cards
        out[t, q_domestic_f] = domestic_f
        out[t, q_domestic_usd] = sold[2]
        out[t, q_domestic_unit_f] = quality[0]
        out[t, q_die_slack] = slack
        out[t, q_shadow_memory] = shadow_memory
        out[t, q_shadow_dies] = shadow_dies
        out[t, q_gap_training] = gap_training
        out[t, q_unmet] = unmet
        out[t, q_spent_usd] = spent
        out[t, q_demand_usd] = budget
        out[t, q_gate] = gate_mean
        out[t, q_order_cover] = cover
        out[t, q_stock_cn_f] = stock_cn
        out[t, q_stock_us_f] = stock_us
        out[t, q_stock_row_f] = first[1, 0] + use_of[1, 0]
        out[t, q_stock_cn_b] = stock_cn_b
        out[t, q_stock_us_b] = stock_us_b
        out[t, q_stock_domestic_f] = stock_domestic
        out[t, q_sold_us_f] = sold_sum[0]
        out[t, q_sold_row_f] = sold_sum[1]
        out[t, q_sold_legal_f] = sold_sum[2]
        out[t, q_sold_amd_f] = sold_sum[3]
        out[t, q_sold_smuggled_f] = sold_sum[4]
        out[t, q_sold_huawei_f] = sold_sum[5]
        out[t, q_sold_other_f] = sold_sum[6]
        out[t, q_offshore_f] = rented
        out[t, q_training_cn] = cn
        out[t, q_training_us] = us
        out[t, q_run_cn] = run_cn
        out[t, q_run_us] = run_us
        out[t, q_lag] = behind
        out[t, q_gap_points] = c[c_points] * (e_us - cap_cn)
        out[t, q_us_take_usd] = r[r_take, t] * sold[0]
        out[t, q_us_charge_usd] = charge
        out[t, q_cards_domestic] = cards
        out[t, q_cards_all] = cards + legal_units + w[w_small, t] + amd / 0.7
        out[t, q_new_us_f] = new_us[0]
        out[t, q_new_us_fp4] = new_us[2]
        out[t, q_new_cn_f] = legal_f + arrivals + domestic_f
        out[t, q_new_cn_fp4] = history_fp4[t, 1]
        out[t, q_new_domestic_fp4] = domestic_fp4
        out[t, q_research_usd] = research
        out[t, q_stock_cn_fp4] = first[2, 0] * c[c_first_fp4] + fp4[1]
        out[t, q_stock_us_fp4] = first[0, 0] * c[c_first_fp4] + fp4[0]
        out[t, q_invest] = invest


@numba.njit(error_model="numpy")
def run_all(w, r, c, k, values, hit, gate, redesign):
    """All draws; the sum of the first quantity, so that nothing is left out."""
    out = np.empty((MONTHS, COUNT))
    check = 0.0
    for draw in range(len(redesign)):
        run(w, r, c, k, values[draw], hit[draw], gate[draw], redesign[draw], out)
        for t in range(MONTHS):
            check += out[t, 0]
    return check


def difference(world, draws, expected):
    """The largest difference over the larger of both numbers (those below 1e-6 count as that)."""
    worst = 0.0
    out = np.zeros((MONTHS, expected.shape[2]))
    for draw in range(len(expected)):
        run(*world, *(part[draw] for part in draws), out)
        size = np.maximum(np.maximum(np.abs(out), np.abs(expected[draw])), 1e-6)
        worst = max(worst, float(np.max(np.abs(out - expected[draw]) / size)))
    return worst


def main():
    peer = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([peer, "write", folder], check=True)
        world, draws = prepare(read(folder))
        expected = np.fromfile(folder / "expected.f64", dtype="<f8").reshape(-1, MONTHS, COUNT)
    worst = difference(world, draws, expected)
    print(f"largest relative difference over {len(expected)} draws, all months and quantities: {worst:.1e}")
    if worst >= 1e-6:
        sys.exit("the two do not compute the same")
    run_all(*world, *(part[:2] for part in draws))
    ours, theirs = [], []
    for _ in range(5):
        start = time.perf_counter()
        run_all(*world, *draws)
        theirs.append(len(draws[3]) / (time.perf_counter() - start))
        ours.append(float(subprocess.run([peer, "time"], check=True, capture_output=True).stdout))
    print(f"numba, one thread: {max(theirs):>10,.0f} draws per second")
    print(f"Rust, one thread:  {max(ours):>10,.0f} draws per second")
    print(f"ratio:             {max(ours) / max(theirs):>10.1f}")


if __name__ == "__main__":
    main()
