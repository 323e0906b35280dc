// SPDX-License-Identifier: GPL-2.0
/* The last drops of a port. */
#include <linux/jiffies.h>
#include <linux/slab.h>

#include "frame/why.h"

/**
 * vsw_why_alloc() - make an empty list
 *
 * Return: the list, freed by kfree() once no frame can be noted any more; NULL
 *   without memory
 */
struct vsw_why *vsw_why_alloc(void)
{
	struct vsw_why *why = kzalloc(sizeof(*why), GFP_KERNEL);

	if (why)
		spin_lock_init(&why->lock);
	return why;
}

/**
 * vsw_why_room() - is a drop worth a note?
 * @why: list of the port
 *
 * A note that the next ones of the same tick push out again is not worth making:
 * so a flood of drops costs little more than counting them.
 *
 * Context: any but hard interrupts.
 */
bool vsw_why_room(struct vsw_why *why)
{
	unsigned long now = jiffies;
	bool room;

	spin_lock_bh(&why->lock);
	if (why->tick != now) {
		why->tick = now;
		why->n_tick = 0;
	}
	room = why->n_tick < VSW_WHY_NOTES;
	why->n_tick += room;
	spin_unlock_bh(&why->lock);
	return room;
}

/**
 * vsw_why_note() - note a drop, in place of the oldest one
 * @why: list of the port
 * @note: copied
 *
 * Context: any but hard interrupts.
 */
void vsw_why_note(struct vsw_why *why, const struct vsw_note *note)
{
	spin_lock_bh(&why->lock);
	why->note[why->n++ % VSW_WHY_NOTES] = *note;
	spin_unlock_bh(&why->lock);
}

/**
 * vsw_why_read() - read a note
 * @why: list of the port
 * @age: how many notes came after it, 0 for the last one
 * @note: the note, a copy
 *
 * Context: any but hard interrupts. Drops between two calls move the notes.
 * Return: false if there is none so old
 */
bool vsw_why_read(struct vsw_why *why, unsigned int age, struct vsw_note *note)
{
	bool found;

	spin_lock_bh(&why->lock);
	found = age < VSW_WHY_NOTES && age < why->n;
	if (found)
		*note = why->note[(why->n - 1 - age) % VSW_WHY_NOTES];
	spin_unlock_bh(&why->lock);
	return found;
}
