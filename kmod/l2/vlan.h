/* SPDX-License-Identifier: GPL-2.0 */
/* The VLANs of a port group. */
#ifndef VSW_L2_VLAN_H
#define VSW_L2_VLAN_H

#include <linux/bitmap.h>
#include <linux/if_vlan.h>
#include <uapi/linux/vsw.h>

#include "frame/drop.h"

#define VSW_VLAN_NO_NATIVE	0xffff

/**
 * struct vsw_vlan - the VLANs of a port group, never changed once published
 * @rcu: frees it once no frame can still read it
 * @mode: enum vsw_vlan_mode
 * @transparent: mode NONE, the guest's own tags pass untouched
 * @id: the VLAN of untagged frames from the guest: 0 in mode NONE, the native
 *   VLAN or VSW_VLAN_NO_NATIVE in mode TRUNK
 * @member: VLANs whose frames the ports may get, in every mode
 */
struct vsw_vlan {
	struct rcu_head rcu;
	u8 mode;
	bool transparent;
	u16 id;
	DECLARE_BITMAP(member, VLAN_N_VID);
};

/**
 * struct vsw_tag - VLAN of a frame on its way through the switch
 * @vid: the VLAN, 0 for none
 * @prio: priority and drop eligible bits of the tag, in place
 */
struct vsw_tag {
	u16 vid;
	u16 prio;
};

enum vsw_drop vsw_vlan_in_tagged(const struct vsw_vlan *vlan,
				 struct sk_buff *skb, struct vsw_tag *tag);
enum vsw_drop vsw_vlan_in_uplink(struct sk_buff *skb, struct vsw_tag *tag);
enum vsw_drop vsw_vlan_out_other(const struct vsw_vlan *vlan,
				 struct sk_buff *skb, struct vsw_tag tag);

/**
 * vsw_vlan_overlap() - can ports of two groups get the same frame?
 * @a: VLANs of a port group
 * @b: VLANs of the other one
 *
 * Transparent ports get the frames of every VLAN from uplinks.
 */
static inline bool vsw_vlan_overlap(const struct vsw_vlan *a,
				    const struct vsw_vlan *b)
{
	return a->transparent || b->transparent ||
	       bitmap_intersects(a->member, b->member, VLAN_N_VID);
}

/**
 * vsw_vlan_member() - do frames of a VLAN belong on the ports of a group?
 * @vlan: VLANs of the port group
 * @vid: VLAN of the frame
 * @uplink: the frame came from an uplink
 *
 * Ports that pass tags through transparently get tagged frames from uplinks
 * only: a tagged frame of a neighbour belongs to a VLAN of this switch.
 */
static inline bool vsw_vlan_member(const struct vsw_vlan *vlan, u16 vid,
				   bool uplink)
{
	return test_bit(vid, vlan->member) || (vlan->transparent && uplink);
}

/**
 * vsw_vlan_in() - decide the VLAN of a frame from a vNIC and take its tag off
 * @vlan: VLANs of the sender's port group
 * @skb: the frame, as an rx handler gets it
 * @tag: VLAN and priority of the frame, set when it passes
 */
static inline enum vsw_drop vsw_vlan_in(const struct vsw_vlan *vlan,
					struct sk_buff *skb,
					struct vsw_tag *tag)
{
	if (unlikely(skb_vlan_tag_present(skb)))
		return vsw_vlan_in_tagged(vlan, skb, tag);
	if (unlikely(vlan->id == VSW_VLAN_NO_NATIVE))
		return VSW_DROP_VLAN_UNTAGGED;
	tag->vid = vlan->id;
	tag->prio = 0;
	return VSW_PASS;
}

/**
 * vsw_vlan_out() - give a frame the tag that its receiver is to see
 * @vlan: VLANs of the receiver's port group, NULL for an uplink
 * @skb: the frame, private to this receiver
 * @tag: VLAN and priority of the frame
 *
 * Most receivers see no tags: what has none inside is for them as it is.
 */
static inline enum vsw_drop vsw_vlan_out(const struct vsw_vlan *vlan,
					 struct sk_buff *skb,
					 struct vsw_tag tag)
{
	if (likely(vlan && vlan->mode != VSW_VLAN_MODE_TRUNK &&
		   !vlan->transparent && !skb_vlan_tag_present(skb) &&
		   !eth_type_vlan(skb->protocol)))
		return VSW_PASS;
	return vsw_vlan_out_other(vlan, skb, tag);
}

#endif
