// SPDX-License-Identifier: GPL-2.0
/*
 * The VLANs of a port group: which frames may come in, and with what tag they
 * go out.
 *
 * Inside the switch a frame carries no tag; its VLAN goes along in struct
 * vsw_tag. The network core has already moved the outermost tag, whether the
 * device took it off or it stood in the frame, to skb->vlan_tci, so both forms
 * look alike here. What is still an 802.1Q or 802.1ad header at the network
 * header is a second tag.
 *
 *              untagged    priority tag 0   tag V          second tag
 *   none       VLAN 0      VLAN 0           dropped        dropped
 *   access A   VLAN A      VLAN A           dropped        dropped
 *   trunk      native      native           V if carried   stays inside
 *
 * A tag is taken off only where the frame has no second one behind it, which
 * is what makes hopping by double tags fail.
 */
#include "l2/vlan.h"

static bool vsw_vlan_nested(const struct sk_buff *skb)
{
	return eth_type_vlan(skb->protocol);
}

/* The part of vsw_vlan_in() for frames with a tag. */
enum vsw_drop vsw_vlan_in_tagged(const struct vsw_vlan *vlan,
				 struct sk_buff *skb, struct vsw_tag *tag)
{
	u16 vid = skb_vlan_tag_get_id(skb);

	tag->prio = 0;
	if (vlan->transparent) {
		tag->vid = 0;
		return VSW_PASS;
	}
	if (skb->vlan_proto != htons(ETH_P_8021Q))
		return VSW_DROP_VLAN_TAGGED;
	if (vid && vlan->mode != VSW_VLAN_MODE_TRUNK)
		return VSW_DROP_VLAN_TAGGED;
	if (vid && !test_bit(vid, vlan->member))
		return VSW_DROP_VLAN_DENIED;
	if (!vid && vlan->id == VSW_VLAN_NO_NATIVE)
		return VSW_DROP_VLAN_UNTAGGED;
	if (!vid && vsw_vlan_nested(skb))
		return VSW_DROP_VLAN_DOUBLE;

	tag->vid = vid ?: vlan->id;
	tag->prio = skb_vlan_tag_get(skb) & ~VLAN_VID_MASK;
	__vlan_hwaccel_clear_tag(skb);
	return VSW_PASS;
}

/**
 * vsw_vlan_in_uplink() - decide the VLAN of a frame from an uplink
 * @skb: the frame
 * @tag: VLAN and priority of the frame
 *
 * An uplink carries every VLAN. Who may get the frame is up to the receivers.
 */
enum vsw_drop vsw_vlan_in_uplink(struct sk_buff *skb, struct vsw_tag *tag)
{
	tag->vid = 0;
	tag->prio = 0;
	if (skb_vlan_tag_present(skb)) {
		/* No VLAN of this switch; transparent ports may see it. */
		if (skb->vlan_proto != htons(ETH_P_8021Q))
			return VSW_PASS;
		tag->vid = skb_vlan_tag_get_id(skb);
		tag->prio = skb_vlan_tag_get(skb) & ~VLAN_VID_MASK;
		if (tag->vid == VLAN_VID_MASK)
			return VSW_DROP_VLAN_DENIED;
		__vlan_hwaccel_clear_tag(skb);
	}
	if (!tag->vid && vsw_vlan_nested(skb))
		return VSW_DROP_VLAN_DOUBLE;
	return VSW_PASS;
}

/* The part of vsw_vlan_out() for all that is not plain. */
enum vsw_drop vsw_vlan_out_other(const struct vsw_vlan *vlan,
				 struct sk_buff *skb, struct vsw_tag tag)
{
	bool tagged;

	/* Passed through by the sender's group: only its like may see it. */
	if (unlikely(skb_vlan_tag_present(skb)))
		return !vlan || vlan->transparent ? VSW_PASS :
						    VSW_DROP_VLAN_INNER;

	if (!vlan || vlan->transparent)
		tagged = tag.vid;
	else if (vlan->mode == VSW_VLAN_MODE_TRUNK)
		tagged = tag.vid != vlan->id;
	else
		tagged = false;

	if (tagged)
		__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q),
				       tag.vid | tag.prio);
	else if (unlikely(vsw_vlan_nested(skb)) &&
		 !(vlan && vlan->transparent))
		return VSW_DROP_VLAN_INNER;
	return VSW_PASS;
}
