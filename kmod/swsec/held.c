// SPDX-License-Identifier: GPL-2.0
/*
 * What frames leave for process context: themselves, until it is decided whether
 * an address that they tell of is the vNIC's, violations of SpoofGuard, and the
 * questions that a guest has asked DHCP.
 *
 * All of it is bounded for each vNIC, and one vNIC's has nothing to do with
 * another's.
 */

#include "swsec/binding.h"

#define VSW_NOTICE_INTERVAL	10	/* seconds between events of one vNIC */
#define VSW_ASKED_TIMEOUT	60	/* seconds that a question may stand */

/* A guest cannot keep process context busy with decisions. */
static bool vsw_bindings_may_decide(struct vsw_bindings *bindings)
{
	u32 now = vsw_seconds();

	if (bindings->tick != now) {
		bindings->tick = now;
		bindings->n_tick = 0;
	}
	return bindings->n_tick++ < VSW_BINDING_RATE;
}

/**
 * vsw_bindings_hold() - keep a frame until process context has decided
 * @bindings: of the vNIC whose addresses it tells of
 * @skb: the frame
 *
 * Context: softirq. Return: false if there are too many; it is still the caller's
 */
bool vsw_bindings_hold(struct vsw_bindings *bindings, struct sk_buff *skb)
{
	bool held;

	spin_lock(&bindings->lock);
	held = skb_queue_len(&bindings->held) < VSW_BINDING_HELD &&
	       vsw_bindings_may_decide(bindings);
	if (held) {
		__skb_queue_tail(&bindings->held, skb);
		WRITE_ONCE(bindings->deciding, true);
	}
	spin_unlock(&bindings->lock);
	if (held)
		vsw_bindings_wake(bindings);
	return held;
}

/**
 * vsw_bindings_take() - take what frames have left
 * @bindings: of a vNIC
 * @frames: an empty list, gets those that are held
 * @notices: room for VSW_NOTICES, gets what is to be told
 */
void vsw_bindings_take(struct vsw_bindings *bindings,
		       struct sk_buff_head *frames, struct vsw_notice *notices)
{
	spin_lock_bh(&bindings->lock);
	skb_queue_splice_tail_init(&bindings->held, frames);
	memcpy(notices, bindings->notice, sizeof(bindings->notice));
	memset(bindings->notice, 0, sizeof(bindings->notice));
	spin_unlock_bh(&bindings->lock);
}

/**
 * vsw_bindings_decided() - what was taken is decided
 * @bindings: of a vNIC
 *
 * More may have come since.
 */
void vsw_bindings_decided(struct vsw_bindings *bindings)
{
	spin_lock_bh(&bindings->lock);
	WRITE_ONCE(bindings->deciding, !skb_queue_empty(&bindings->held));
	spin_unlock_bh(&bindings->lock);
}

/**
 * vsw_bindings_notice() - have something told of
 * @bindings: of a vNIC
 * @notice: what
 *
 * Of many in a short time the first is told. Violations are counted meanwhile.
 *
 * Context: bottom halves off.
 */
void vsw_bindings_notice(struct vsw_bindings *bindings,
			 const struct vsw_notice *notice)
{
	unsigned int kind = notice->type - VSW_NOTICE_FIRST;
	u32 *quiet = &bindings->quiet[kind];
	u32 now = vsw_seconds();
	bool told = false;

	if ((s32)(READ_ONCE(*quiet) - now) <= 0) {
		spin_lock(&bindings->lock);
		if (!bindings->notice[kind].type) {
			bindings->notice[kind] = *notice;
			told = true;
		}
		WRITE_ONCE(*quiet, now + VSW_NOTICE_INTERVAL);
		spin_unlock(&bindings->lock);
	}
	if (told)
		vsw_bindings_wake(bindings);
	else if (notice->drop)
		atomic_inc(&bindings->untold);
}

/**
 * vsw_bindings_asked() - the guest asks DHCP something
 * @bindings: of the vNIC
 * @family: AF_INET or AF_INET6
 * @xid: number of the question
 *
 * Context: any with bottom halves off.
 */
void vsw_bindings_asked(struct vsw_bindings *bindings, u8 family, u32 xid)
{
	struct vsw_asked *asked;
	u32 i;

	spin_lock_bh(&bindings->lock);
	for (i = 0; i < VSW_BINDING_ASKED; i++) {
		asked = &bindings->asked[i];
		if (asked->family == family && asked->xid == xid)
			break;
	}
	if (i == VSW_BINDING_ASKED)
		asked = &bindings->asked[bindings->n_asked++ %
					 VSW_BINDING_ASKED];
	asked->family = family;
	asked->xid = xid;
	asked->when = vsw_seconds();
	spin_unlock_bh(&bindings->lock);
}

/* Has the guest asked this lately? As vsw_bindings_asked(). */
bool vsw_bindings_has_asked(struct vsw_bindings *bindings, u8 family, u32 xid)
{
	u32 now = vsw_seconds();
	bool found = false;
	u32 i;

	spin_lock_bh(&bindings->lock);
	for (i = 0; i < VSW_BINDING_ASKED; i++) {
		const struct vsw_asked *asked = &bindings->asked[i];

		if (asked->family == family && asked->xid == xid &&
		    now - asked->when <= VSW_ASKED_TIMEOUT)
			found = true;
	}
	spin_unlock_bh(&bindings->lock);
	return found;
}

/**
 * vsw_bindings_quiet() - forget what frames have left
 * @bindings: of a vNIC that has lost its device, after a grace period
 *
 * The last guest's questions are not the next one's. Frames that are held have
 * been taken before.
 */
void vsw_bindings_quiet(struct vsw_bindings *bindings)
{
	spin_lock_bh(&bindings->lock);
	memset(bindings->asked, 0, sizeof(bindings->asked));
	memset(bindings->notice, 0, sizeof(bindings->notice));
	memset(bindings->quiet, 0, sizeof(bindings->quiet));
	spin_unlock_bh(&bindings->lock);
	atomic_set(&bindings->untold, 0);
}
