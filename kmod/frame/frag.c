// SPDX-License-Identifier: GPL-2.0
/*
 * The waiting room for fragments.
 *
 * A datagram holds its frames in the order of what they carry. Nothing overlaps
 * in there: who sends a byte twice in different frames wants the filter to read
 * another one than the receiver does, so the whole datagram goes, and all that
 * comes of it later (RFC 5722, here for IPv4, too); it stays as an empty entry
 * for as long as a whole one would have had time to arrive. Since nothing
 * overlaps, a datagram is whole once the lengths add up.
 *
 * What does not fit into the room makes the oldest datagram leave it.
 */
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "frame/frag.h"

/**
 * struct vsw_datagram - a datagram that is not whole yet
 * @node: in vsw_frags.datagrams
 * @deadline: jiffies when it is given up
 * @id: identification
 * @vid: VLAN
 * @family: AF_INET or AF_INET6
 * @proto: IPv4 only: it tells datagrams apart; for IPv6 0 (RFC 8200, 4.5)
 * @killed: nothing of it is taken any more
 * @src: sender
 * @dst: receiver
 * @total: length of what it carries, 0 until the last fragment is there
 * @have: bytes of that in @pieces
 * @pieces: its frames by offset, struct vsw_frag_cb
 */
struct vsw_datagram {
	struct list_head node;
	unsigned long deadline;
	u32 id;
	u16 vid;
	u8 family;
	u8 proto;
	bool killed;
	union vsw_addr src;
	union vsw_addr dst;
	u32 total;
	u32 have;
	struct sk_buff_head pieces;
};

static u32 vsw_piece_end(const struct sk_buff *skb)
{
	return VSW_FRAG_CB(skb)->offset + VSW_FRAG_CB(skb)->len;
}

/* Once the room is closed its owner may be gone. */
static void vsw_frags_drop(struct vsw_frags *frags, struct sk_buff *skb,
			   enum vsw_drop reason)
{
	lockdep_assert_held(&frags->lock);
	if (frags->closed)
		kfree_skb(skb);
	else
		frags->drop(frags, skb, reason);
}

static void vsw_frags_drop_queue(struct vsw_frags *frags,
				 struct sk_buff_head *queue,
				 enum vsw_drop reason)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(queue)))
		vsw_frags_drop(frags, skb, reason);
}

/* The frames of a datagram leave the room. */
static void vsw_datagram_take(struct vsw_frags *frags,
			      struct vsw_datagram *datagram,
			      struct sk_buff_head *queue)
{
	struct sk_buff *skb;

	skb_queue_walk(&datagram->pieces, skb)
		frags->bytes -= skb->truesize;
	skb_queue_splice_tail_init(&datagram->pieces, queue);
}

static void vsw_datagram_unlink(struct vsw_frags *frags,
				struct vsw_datagram *datagram)
{
	list_del(&datagram->node);
	frags->n--;
	kfree(datagram);
}

/* Give up the frames; the entry stays. */
static void vsw_datagram_empty(struct vsw_frags *frags,
			       struct vsw_datagram *datagram)
{
	struct sk_buff_head queue;

	__skb_queue_head_init(&queue);
	vsw_datagram_take(frags, datagram, &queue);
	vsw_frags_drop_queue(frags, &queue, VSW_DROP_FRAGMENT);
}

static void vsw_datagram_drop(struct vsw_frags *frags,
			      struct vsw_datagram *datagram)
{
	vsw_datagram_empty(frags, datagram);
	vsw_datagram_unlink(frags, datagram);
}

static bool vsw_datagram_is(const struct vsw_datagram *datagram,
			    const struct vsw_packet *fragment)
{
	const struct vsw_tuple *tuple = &fragment->tuple;

	return datagram->id == fragment->frag.id &&
	       datagram->vid == tuple->vid &&
	       datagram->family == tuple->family &&
	       (datagram->family == AF_INET6 ||
		datagram->proto == tuple->proto) &&
	       !memcmp(&datagram->src, vsw_packet_src(fragment),
		       sizeof(datagram->src)) &&
	       !memcmp(&datagram->dst, vsw_packet_dst(fragment),
		       sizeof(datagram->dst));
}

static struct vsw_datagram *vsw_datagram_find(struct vsw_frags *frags,
					      const struct vsw_packet *fragment)
{
	struct vsw_datagram *datagram;

	list_for_each_entry(datagram, &frags->datagrams, node)
		if (vsw_datagram_is(datagram, fragment))
			return datagram;
	return NULL;
}

static struct vsw_datagram *vsw_datagram_new(struct vsw_frags *frags,
					     const struct vsw_packet *fragment)
{
	const struct vsw_tuple *tuple = &fragment->tuple;
	struct vsw_datagram *datagram;

	datagram = kzalloc(sizeof(*datagram), GFP_ATOMIC);
	if (!datagram)
		return NULL;
	datagram->deadline = jiffies + VSW_FRAG_TIMEOUT * HZ;
	datagram->id = fragment->frag.id;
	datagram->vid = tuple->vid;
	datagram->family = tuple->family;
	if (tuple->family == AF_INET)
		datagram->proto = tuple->proto;
	datagram->src = *vsw_packet_src(fragment);
	datagram->dst = *vsw_packet_dst(fragment);
	__skb_queue_head_init(&datagram->pieces);

	if (frags->n == VSW_FRAG_DATAGRAMS)
		vsw_datagram_drop(frags, list_first_entry(&frags->datagrams,
							  struct vsw_datagram,
							  node));
	/* Else the work is on its way already. */
	if (list_empty(&frags->datagrams))
		schedule_delayed_work(&frags->gc, VSW_FRAG_TIMEOUT * HZ);
	list_add_tail(&datagram->node, &frags->datagrams);
	frags->n++;
	return datagram;
}

/*
 * Make room for a frame of a datagram. Return: false if that would take the
 * datagram itself
 */
static bool vsw_frags_make_room(struct vsw_frags *frags,
				const struct vsw_datagram *datagram,
				unsigned int truesize)
{
	struct vsw_datagram *oldest;

	while (frags->bytes + truesize > VSW_FRAG_BYTES) {
		oldest = list_first_entry(&frags->datagrams,
					  struct vsw_datagram, node);
		if (oldest == datagram)
			return false;
		vsw_datagram_drop(frags, oldest);
	}
	return true;
}

/* Does the fragment say of the datagram's length what the others do? */
static bool vsw_datagram_length(struct vsw_datagram *datagram,
				const struct vsw_fragment *frag)
{
	const struct sk_buff *last = skb_peek_tail(&datagram->pieces);
	u32 end = frag->offset + frag->len;

	if (frag->more)
		return !datagram->total || end < datagram->total;
	if (datagram->total)
		return end == datagram->total;
	return !last || vsw_piece_end(last) <= end;
}

/**
 * struct vsw_place - where a fragment goes in its datagram
 * @after: the frame that it goes behind, NULL for none
 * @duplicate: it is there already
 * @overlap: some of its bytes are there already
 */
struct vsw_place {
	struct sk_buff *after;
	bool duplicate;
	bool overlap;
};

/* From the end, since fragments mostly come in order. */
static struct vsw_place vsw_datagram_place(struct vsw_datagram *datagram,
					   const struct vsw_fragment *frag)
{
	u32 end = frag->offset + frag->len;
	struct vsw_place place = {};
	struct sk_buff *skb;

	skb_queue_reverse_walk(&datagram->pieces, skb) {
		const struct vsw_frag_cb *cb = VSW_FRAG_CB(skb);

		if (vsw_piece_end(skb) <= frag->offset) {
			place.after = skb;
			break;
		}
		if (cb->offset >= end)
			continue;
		place.overlap = true;
		place.duplicate = cb->offset == frag->offset &&
				  cb->len == frag->len;
		break;
	}
	return place;
}

static void vsw_datagram_insert(struct vsw_frags *frags,
				struct vsw_datagram *datagram,
				const struct vsw_packet *fragment,
				struct sk_buff *after, struct sk_buff *skb)
{
	struct vsw_frag_cb *cb = VSW_FRAG_CB(skb);

	cb->from = fragment->l4;
	cb->offset = fragment->frag.offset;
	cb->len = fragment->frag.len;
	if (after)
		__skb_queue_after(&datagram->pieces, after, skb);
	else
		__skb_queue_head(&datagram->pieces, skb);
	frags->bytes += skb->truesize;
	datagram->have += cb->len;
	if (!fragment->frag.more)
		datagram->total = vsw_piece_end(skb);
}

/* Put a frame in its place, or let the datagram suffer for it. */
/* Rules of layer 2 judge a datagram by one frame: all must be alike. */
static bool vsw_datagram_akin(const struct vsw_datagram *datagram,
			      const struct sk_buff *skb)
{
	const struct sk_buff *first = skb_peek(&datagram->pieces);

	return !first || !skb_mac_header_was_set(skb) ||
	       !memcmp(eth_hdr(first), eth_hdr(skb), ETH_HLEN);
}

static enum vsw_drop vsw_datagram_add(struct vsw_frags *frags,
				      struct vsw_datagram *datagram,
				      const struct vsw_packet *fragment,
				      struct sk_buff *skb)
{
	struct vsw_place place;

	if (datagram->killed)
		return VSW_DROP_FRAGMENT;
	place = vsw_datagram_place(datagram, &fragment->frag);
	if (!vsw_datagram_akin(datagram, skb))
		place.overlap = true;
	if (vsw_datagram_length(datagram, &fragment->frag)) {
		if (place.duplicate)
			return VSW_DROP_FRAGMENT;
		if (!place.overlap &&
		    skb_queue_len(&datagram->pieces) < VSW_FRAG_PIECES &&
		    vsw_frags_make_room(frags, datagram, skb->truesize)) {
			vsw_datagram_insert(frags, datagram, fragment,
					    place.after, skb);
			return VSW_PASS;
		}
	}
	vsw_datagram_empty(frags, datagram);
	datagram->killed = true;
	return VSW_DROP_FRAGMENT;
}

/* Under the lock: take the frame; if the datagram is whole then, all of it. */
static enum vsw_drop vsw_frags_take(struct vsw_frags *frags,
				    const struct vsw_packet *fragment,
				    struct sk_buff *skb,
				    struct sk_buff_head *queue)
{
	struct vsw_datagram *datagram;
	enum vsw_drop drop;

	if (frags->closed)
		return VSW_DROP_FRAGMENT;
	datagram = vsw_datagram_find(frags, fragment) ?:
		   vsw_datagram_new(frags, fragment);
	if (!datagram)
		return VSW_DROP_STATE_MEMORY;
	drop = vsw_datagram_add(frags, datagram, fragment, skb);
	if (!drop && datagram->have == datagram->total) {
		vsw_datagram_take(frags, datagram, queue);
		vsw_datagram_unlink(frags, datagram);
	}
	return drop;
}

/* Read all frames of a datagram as one packet. */
static enum vsw_drop vsw_frags_judge(struct vsw_packet *whole,
				     const struct sk_buff_head *queue, u16 vid)
{
	const struct sk_buff *first = skb_peek(queue);
	enum vsw_drop drop;

	drop = vsw_key_whole(whole, first, vid,
			     vsw_piece_end(skb_peek_tail(queue)) -
			     vsw_piece_end(first));
	return drop ?: vsw_checksum_pieces(whole, queue);
}

/**
 * vsw_frags_add() - let a fragment wait for the rest of its datagram
 * @frags: the waiting room
 * @fragment: the frame, of VSW_TRACK_FRAGMENT
 * @skb: the frame; given away with VSW_PASS, the caller's still on a drop.
 *   skb->cb is used as struct vsw_frag_cb. While it waits it belongs to no
 *   socket and no device: skb->dev is NULL afterwards.
 * @whole: the datagram as one packet, checksum and all, if it is whole with this
 *   one
 * @out: empty; then all frames of the datagram, as they came, by offset
 *
 * A datagram that is whole but unfit is dropped with the reason returned, its
 * other frames by the waiting room.
 *
 * Context: bottom halves off.
 * Return: VSW_PASS, with @out still empty if more is to come, or why not
 */
enum vsw_drop vsw_frags_add(struct vsw_frags *frags,
			    const struct vsw_packet *fragment,
			    struct sk_buff *skb, struct vsw_packet *whole,
			    struct sk_buff_head *out)
{
	enum vsw_drop drop;

	/* A sender must not wait for pages or for room that are held here. */
	if (skb_orphan_frags_rx(skb, GFP_ATOMIC))
		return VSW_DROP_STATE_MEMORY;
	skb_orphan(skb);
	skb->dev = NULL;

	spin_lock(&frags->lock);
	drop = vsw_frags_take(frags, fragment, skb, out);
	spin_unlock(&frags->lock);
	if (drop || skb_queue_empty(out))
		return drop;

	drop = vsw_frags_judge(whole, out, fragment->tuple.vid);
	if (drop) {
		__skb_unlink(skb, out);
		spin_lock(&frags->lock);
		vsw_frags_drop_queue(frags, out, drop);
		spin_unlock(&frags->lock);
	}
	return drop;
}

/* All datagrams had the same time, so the oldest are the first to be late. */
static void vsw_frags_gc(struct work_struct *work)
{
	struct vsw_frags *frags = container_of(to_delayed_work(work),
					       struct vsw_frags, gc);
	struct vsw_datagram *datagram, *next;

	spin_lock_bh(&frags->lock);
	list_for_each_entry_safe(datagram, next, &frags->datagrams, node) {
		long left = datagram->deadline - jiffies;

		if (left > 0) {
			schedule_delayed_work(&frags->gc, left);
			break;
		}
		vsw_datagram_drop(frags, datagram);
	}
	spin_unlock_bh(&frags->lock);
}

/**
 * vsw_frags_init() - prepare a waiting room
 * @frags: the room
 * @drop: for each frame that is given up
 */
void vsw_frags_init(struct vsw_frags *frags, vsw_frags_drop_t drop)
{
	spin_lock_init(&frags->lock);
	INIT_LIST_HEAD(&frags->datagrams);
	INIT_DELAYED_WORK(&frags->gc, vsw_frags_gc);
	frags->n = 0;
	frags->bytes = 0;
	frags->closed = false;
	frags->drop = drop;
}

static void vsw_frags_empty(struct vsw_frags *frags)
{
	struct vsw_datagram *datagram, *next;

	list_for_each_entry_safe(datagram, next, &frags->datagrams, node)
		vsw_datagram_drop(frags, datagram);
}

/**
 * vsw_frags_flush() - give up all that waits
 * @frags: the room, which stays open
 */
void vsw_frags_flush(struct vsw_frags *frags)
{
	spin_lock_bh(&frags->lock);
	vsw_frags_empty(frags);
	spin_unlock_bh(&frags->lock);
}

/**
 * vsw_frags_exit() - close a waiting room
 * @frags: the room. Frames may still come; none is taken. Freed by the caller
 *   once none can come any more.
 *
 * Context: may sleep. @frags->drop is not called any more afterwards.
 */
void vsw_frags_exit(struct vsw_frags *frags)
{
	spin_lock_bh(&frags->lock);
	vsw_frags_empty(frags);
	frags->closed = true;
	spin_unlock_bh(&frags->lock);
	cancel_delayed_work_sync(&frags->gc);
}
