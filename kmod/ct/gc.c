// SPDX-License-Identifier: GPL-2.0
/*
 * The sweep for states that have timed out.
 *
 * A state that is looked for after its time ends there and then, so the sweep
 * has no deadline: it gives back memory, and the place under the limits, of
 * what nobody asks for any more. Every two seconds it looks at the sixteenth
 * part of the table, so a state stays for half a minute too long at most. With
 * the limit of 65,536 states that is 4,096 of them, some 200 microseconds, in
 * strides between which others may run.
 *
 * If a quarter of what it has seen had timed out, the rest is likely to be the
 * same, as after a flood or a scan, and it goes on after an eighth of a second:
 * the whole table in two seconds. It does so, too, when a limit is reached.
 *
 * It runs only as long as the table has states.
 */
#include "ct/table.h"

#define VSW_GC_INTERVAL	(2 * HZ)
#define VSW_GC_HURRY	(HZ / 8)
#define VSW_GC_SHARE	(VSW_CT_WALK_END >> 4)

/* Return: whether to go on soon */
static bool vsw_ct_sweep(struct vsw_ct *ct)
{
	unsigned int seen = 0, ended = 0;
	struct vsw_flow *flow;
	u64 from = ct->swept;
	u64 end, to;

	end = min(from + VSW_GC_SHARE, VSW_CT_WALK_END);
	while (from < end) {
		to = min(from + VSW_CT_STRIDE, end);
		rcu_read_lock();
		while ((flow = vsw_ct_next(ct, &from, to))) {
			seen++;
			if (!vsw_flow_expired(ct, flow, vsw_now()))
				continue;
			vsw_ct_end(ct, flow);
			ended++;
		}
		rcu_read_unlock();
		cond_resched();
	}
	ct->swept = end == VSW_CT_WALK_END ? 0 : end;
	return ended && ended >= seen / 4;
}

static bool vsw_ct_full(const struct vsw_ct *ct)
{
	int i;

	for (i = 0; i < VSW_CT_LIMITS; i++)
		if (ct->n[i] >= READ_ONCE(ct->limit[i]))
			return true;
	return false;
}

static void vsw_ct_gc(struct work_struct *work)
{
	struct vsw_ct *ct = container_of(to_delayed_work(work), struct vsw_ct,
					 gc);
	bool hurry = vsw_ct_sweep(ct);

	spin_lock_bh(&ct->lock);
	if (ct->n[VSW_LIMIT_TOTAL] && !ct->closed)
		queue_delayed_work(system_power_efficient_wq, &ct->gc,
				   hurry || vsw_ct_full(ct) ? VSW_GC_HURRY :
							      VSW_GC_INTERVAL);
	spin_unlock_bh(&ct->lock);
}

/**
 * vsw_ct_gc_start() - a state was entered
 * @ct: the table; its lock is held
 *
 * Whoever enters the first state starts the sweep. It decides under the same
 * lock whether to run again, so it never stops with a state in the table.
 */
void vsw_ct_gc_start(struct vsw_ct *ct)
{
	lockdep_assert_held(&ct->lock);
	if (ct->n[VSW_LIMIT_TOTAL] == 1)
		queue_delayed_work(system_power_efficient_wq, &ct->gc,
				   VSW_GC_INTERVAL);
}

/**
 * vsw_ct_gc_init() - get ready to sweep
 * @ct: the table
 */
void vsw_ct_gc_init(struct vsw_ct *ct)
{
	INIT_DELAYED_WORK(&ct->gc, vsw_ct_gc);
}
